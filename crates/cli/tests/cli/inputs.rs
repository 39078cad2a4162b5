//! What commands are given to read.

use std::fs;

use crate::running::{Running, code, said, write_file};

#[test]
fn an_error_names_the_file() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let full = write_file(&folder, "full.txt", "The bridge is open.");
    let empty = write_file(&folder, "empty.txt", "");
    let lines = write_file(
        &folder,
        "b.jsonl",
        "{\"text\": \"The bridge is open.\"}\n{\"id\": \"x\", \"text\": \"\"}\n",
    );
    for command in [&["summarize", &full][..], &["evaluate", &full], &["story", &full]] {
        for (file, place) in [(&empty, "empty.txt: "), (&lines, "b.jsonl#x: ")] {
            let refused = running.run(&[command, &[file.as_str()]].concat());
            let error = said(&refused).1;
            assert_eq!(code(&refused), 2, "{command:?}: {error}");
            assert!(error.contains(place) && error.contains("EMPTY_TEXT"), "{command:?}: {error}");
        }
    }
}

#[test]
fn files_of_the_same_name_are_cited_by_their_paths() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("a", "The bridge is open."), ("b", "The mayor has resigned.")] {
        fs::create_dir(folder.path().join(name)).unwrap();
        write_file(&folder, &format!("{name}/x.txt"), text);
    }
    write_file(&folder, "b/y.txt", "The river is rising.");
    let ask = ["summarize", "a/x.txt", "b/x.txt", "b/y.txt"];
    let told = said(&running.command(&ask).current_dir(&folder).output().unwrap()).0;
    for cited in ["    a/x.txt [0..19]\n", "    b/x.txt [0..23]\n", "    y.txt [0..20]\n"] {
        assert!(told.contains(cited), "{cited}: {told}");
    }
}

#[test]
fn the_id_of_a_collection_is_enough_where_nothing_else_can_be_meant() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let file = write_file(&folder, "a.txt", "The bridge is open. The mayor has resigned.");
    running.text(&["import", "--collection", "news", &file]);
    for arguments in [
        &["collections", "get", "news"][..],
        &["collections", "cluster", "news"],
        &["documents", "list", "news"],
        &["documents", "list", "-"],
        &["story", "news"],
        &["collections", "delete", "news", "--force"],
    ] {
        let asked = running.run(arguments);
        assert_eq!(code(&asked), 0, "{arguments:?}: {}", said(&asked).1);
    }
    for arguments in [&["summarize", "no-such"][..], &["evaluate", &file, "no-such"]] {
        let refused = running.run(arguments);
        assert_eq!(code(&refused), 2, "{arguments:?}");
        assert!(said(&refused).1.contains("collections/no-such"), "{arguments:?}: {refused:?}");
    }
}
