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
