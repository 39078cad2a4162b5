//! `synoptic import`.

use std::{fs, os::unix::fs::symlink};

use crate::running::{Running, code, said, write_file};

#[test]
fn two_files_that_give_the_same_id_dont_overwrite_each_other() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let long = |count| format!("{}.txt", "x".repeat(count));
    for (name, text) in [
        ("report.md", "The bridge is open again."),
        ("report.txt", "The mayor has resigned."),
        ("Report!.txt", "The river is rising."),
        (&long(200), "One text."),
        (&long(201), "Another text."),
    ] {
        write_file(&folder, name, text);
    }
    let path = folder.path().to_str().unwrap();
    let imported = running.run(&["import", "--collection", "news", path]);
    assert_eq!(code(&imported), 5);
    let (told, failed) = said(&imported);
    assert_eq!(told, "2 documents stored, 3 failed\n");
    for (second, first) in [("report.md", "Report!.txt"), ("report.txt", "Report!.txt")] {
        let both = failed.lines().find(|line| line.contains(&format!("{second}: ")));
        assert!(both.is_some_and(|line| line.contains(first)), "{second}: {failed}");
    }
    let stored = || running.text(&["documents", "get", "collections/news/documents/report"]);
    assert!(stored().contains("The river is rising."), "the first one stays: {}", stored());

    write_file(&folder, "Report!.txt", "The river is falling.");
    running.run(&["import", "--collection", "news", path]);
    assert!(stored().contains("The river is falling."), "a second import updates: {}", stored());
}

#[test]
fn files_of_the_same_name_in_two_folders_are_told_apart_by_their_collections() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        write_file(&folder, &format!("{name}/1.txt"), &format!("The report of {name}."));
    }
    let path = folder.path().to_str().unwrap();
    assert_eq!(running.text(&["import", path]), "2 documents stored, 0 failed\n");
    let (told, failed) = said(&running.run(&["import", "--collection", "both", path]));
    assert_eq!(told, "1 documents stored, 1 failed\n");
    assert!(failed.contains("b/1.txt: ") && failed.contains("a/1.txt"), "{failed}");
}

#[test]
fn two_lines_of_the_same_id_dont_overwrite_each_other() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let lines =
        "{\"id\": \"one\", \"text\": \"The first text.\"}\n{\"id\": \"One\", \"text\": \"The second.\"}\n";
    let imported = running.run(&["import", &write_file(&folder, "many.jsonl", lines)]);
    assert_eq!(code(&imported), 5);
    let failed = said(&imported).1;
    assert!(failed.contains("many.jsonl, line 2: ") && failed.contains("many.jsonl, line 1"), "{failed}");
    let stored = running.text(&["documents", "get", "collections/default/documents/one"]);
    assert!(stored.contains("The first text."), "{stored}");
}

#[test]
fn endings_are_read_in_any_case_and_what_is_left_out_is_told() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    write_file(&folder, "REPORT.TXT", "The mayor has resigned.");
    write_file(&folder, "page.Html", "<p>The <b>bridge</b> is open.</p>");
    write_file(&folder, "README.md", "About these files.");
    let imported = running.run(&["import", "--collection", "news", folder.path().to_str().unwrap()]);
    let (told, left_out) = said(&imported);
    assert_eq!((code(&imported), told.as_str()), (0, "2 documents stored, 0 failed\n"));
    assert!(left_out.contains("left out") && left_out.contains("README.md"), "{left_out}");
    let page = running.text(&["documents", "get", "collections/news/documents/page"]);
    assert!(page.contains("The bridge is open."), "it was read as HTML: {page}");
}

#[test]
fn a_file_that_is_named_itself_is_taken_whatever_its_ending() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let file = write_file(&folder, "notes.csv", "The mayor has resigned.");
    assert_eq!(running.text(&["import", &file]), "1 documents stored, 0 failed\n");
    assert!(running.text(&["import", "--help"]).contains("whatever its ending"));
}

#[test]
fn links_to_folders_arent_followed_and_devices_arent_read() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    write_file(&folder, "a.txt", "The mayor has resigned.");
    symlink(".", folder.path().join("loop")).unwrap();
    symlink("a.txt", folder.path().join("b.txt")).unwrap();
    symlink("/dev/null", folder.path().join("c.txt")).unwrap();
    let imported = running.run(&["import", "--collection", "news", folder.path().to_str().unwrap()]);
    let (told, left_out) = said(&imported);
    assert_eq!(told, "2 documents stored, 0 failed\n", "{left_out}");
    for name in ["loop", "c.txt"] {
        assert!(left_out.contains(&format!("/{name}: ")), "{left_out}");
    }
}

#[test]
fn only_the_line_that_is_bad_fails() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let lines = [
        "\u{feff}{\"id\": \"a\", \"text\": \"The bridge is open.\"}",
        "{\"id\": \"b\"}",
        "",
        "{\"id\": \"c\", \"text\": \"\"}",
        "{\"id\": \"…\", \"text\": \"The mayor has resigned.\"}",
        "{\"id\": \"d\", \"text\": \"The river is rising.\", \"publish_time\": \"soon\"}",
        "{\"id\": \"e\", \"text\": \"The river is falling.\"}",
    ];
    let imported = running.run(&["import", &write_file(&folder, "many.jsonl", &lines.join("\n"))]);
    let (told, failed) = said(&imported);
    assert_eq!((code(&imported), told.as_str()), (5, "2 documents stored, 4 failed\n"), "{failed}");
    for why in [
        "many.jsonl, line 2, column 11: missing field `text`\n",
        "many.jsonl, line 4: document.text: holds no text [EMPTY_TEXT]\n",
        "many.jsonl, line 5: a document's id can't be made of \"…\"\n",
        "many.jsonl, line 6: \"soon\" isn't a time",
    ] {
        assert!(failed.contains(why), "{why}: {failed}");
    }
}

#[test]
fn the_help_tells_the_fields_of_a_line() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let help = running.text(&["import", "--help"]);
    let record = serde_json::json!({
        "text": "The bridge is open.", "id": "a", "title": "T", "outlet": "O", "author": "A", "uri": "https://a.example",
        "publish_time": "2025-03-04T09:30:00Z", "language": "en", "labels": {"desk": "local"},
    });
    for field in record.as_object().unwrap().keys() {
        assert!(
            help.lines().any(|line| line.trim_start().starts_with(&format!("{field} "))),
            "{field}: {help}"
        );
    }
    running.text(&["import", &write_file(&folder, "a.jsonl", &record.to_string())]);
}
