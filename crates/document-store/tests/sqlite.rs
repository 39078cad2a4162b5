//! The SQLite backend.

#![expect(clippy::unwrap_used, reason = "tests")]

mod suite;

use std::{fs, sync::Arc};

use synoptic_document_store::{DocumentStore as _, Error, ListDocuments, SqliteStore};

#[tokio::test]
async fn does_what_every_backend_must() {
    let folder = tempfile::tempdir().unwrap();
    suite::run(Arc::new(SqliteStore::open(folder.path()).unwrap())).await;
}

#[tokio::test]
async fn keeps_documents_when_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let name = suite::key("default", "a");
    let store = SqliteStore::open(folder.path()).unwrap();
    let created = store.create_documents(vec![(name.clone(), suite::draft("x"))], None).await.unwrap();
    drop(store);
    let store = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(store.document(&name).await.unwrap(), created[0]);
}

#[tokio::test]
async fn never_serves_a_text_that_was_tampered_with() {
    let folder = tempfile::tempdir().unwrap();
    let name = suite::key("default", "a");
    let store = SqliteStore::open(folder.path()).unwrap();
    store.create_documents(vec![(name.clone(), suite::draft("the true text"))], None).await.unwrap();
    let other = rusqlite::Connection::open(folder.path().join("synoptic.db")).unwrap();
    other.execute("UPDATE documents SET text = 'another text'", []).unwrap();
    assert!(matches!(store.document(&name).await, Err(Error::Corrupt(_))));
    let list = ListDocuments { collection: None, after: None, limit: 10, texts: true, bytes_max: usize::MAX };
    assert!(matches!(store.documents(list).await, Err(Error::Corrupt(_))));
    store.delete_document(&name, None).await.expect("a damaged document can be deleted");
}

#[test]
fn refuses_a_newer_schema_and_a_foreign_file() {
    let folder = tempfile::tempdir().unwrap();
    drop(SqliteStore::open(folder.path()).unwrap());
    let path = folder.path().join("synoptic.db");
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(SqliteStore::open(folder.path()), Err(Error::NewerSchema { found: 99, .. })));

    let foreign = tempfile::tempdir().unwrap();
    fs::write(
        foreign.path().join("synoptic.db"),
        "not a database, but long enough to be read as one".repeat(100),
    )
    .unwrap();
    assert!(matches!(SqliteStore::open(foreign.path()), Err(Error::Corrupt(_))));
}
