//! `synoptic documents` and `synoptic collections`.

use crate::running::{Running, code, said, write_file};

#[test]
fn deletes_what_is_there_although_others_arent() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    for name in ["de.txt", "ru.txt"] {
        running.text(&["import", &write_file(&folder, name, "The bridge is open.")]);
    }
    let [de, zz, ru] = ["de", "zz", "ru"].map(|id| format!("collections/default/documents/{id}"));
    let deleted = running.run(&["documents", "delete", &de, &zz, &ru]);
    assert_eq!(code(&deleted), 5);
    let (told, failed) = said(&deleted);
    assert_eq!(told, format!("deleted {de}\ndeleted {ru}\n"));
    assert!(
        failed.starts_with(&format!("failed {zz}: ")) && failed.contains("DOCUMENT_NOT_FOUND"),
        "{failed}"
    );
    assert_eq!(running.text(&["documents", "list"]), "");
    assert_eq!(code(&running.run(&["documents", "delete", &zz])), 4, "one alone tells its own code");
}

#[test]
fn the_original_is_shown_in_place_of_the_text() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let html = "<p>The <b>bridge</b> is open.</p>";
    running.text(&["import", &write_file(&folder, "a.html", html)]);
    let get = ["documents", "get", "collections/default/documents/a", "--original"];
    let shown = running.text(&get);
    assert!(shown.contains(html) && !shown.contains("The bridge is open."), "{shown}");
    let json = running.json(&get);
    assert_eq!((json["original"].as_str(), json["text"].as_str()), (Some(html), Some("The bridge is open.")));
    assert!(running.text(&["documents", "get", "--help"]).contains("in place of its text"));
}

#[test]
fn markdown_is_offered_only_where_it_differs() {
    let running = Running::start();
    let document = "collections/default/documents/a";
    for arguments in [
        &["documents", "list"][..],
        &["documents", "get", document],
        &["collections", "list"],
        &["collections", "get", "default"],
        &["collections", "cluster", "default"],
        &["evaluate", "a.txt", document],
        &["summarizers"],
        &["plugin", "list"],
    ] {
        let refused = running.run(&[arguments, &["--format", "markdown"]].concat());
        assert_eq!(code(&refused), 2, "{arguments:?}");
        assert!(said(&refused).1.contains("[possible values: text, json]"), "{arguments:?}: {refused:?}");
    }
}
