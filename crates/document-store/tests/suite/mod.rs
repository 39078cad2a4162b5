//! What every backend must do.

use std::sync::Arc;

use synoptic_document_store::{
    CollectionDraft, Condition, DocumentDraft, DocumentKey, DocumentStore, Error, ListDocuments, RequestKey,
};

pub(crate) fn key(collection: &str, document: &str) -> DocumentKey {
    DocumentKey { collection: collection.to_owned(), document: document.to_owned() }
}

pub(crate) fn draft(text: &str) -> DocumentDraft {
    DocumentDraft { title: "Title".to_owned(), text: text.to_owned(), ..DocumentDraft::default() }
}

fn page(collection: Option<&str>, after: Option<DocumentKey>, limit: usize) -> ListDocuments {
    ListDocuments {
        collection: collection.map(str::to_owned),
        after,
        limit,
        texts: true,
        bytes_max: usize::MAX,
    }
}

/// Runs all checks against an empty store.
pub(crate) async fn run(store: Arc<dyn DocumentStore>) {
    keeps_what_it_was_given(&*store).await;
    knows_what_is_missing_and_taken(&*store).await;
    writes_only_over_the_expected_etag(&store).await;
    creates_all_or_none(&*store).await;
    answers_a_retry_with_the_first_result(&*store).await;
    pages_through_documents_in_order(&*store).await;
    deletes_collections_with_force_only(&*store).await;
}

async fn keeps_what_it_was_given(store: &dyn DocumentStore) {
    let mut given = draft("Ein Text mit Ümläuten, 日本語 and \"quotes\".");
    given.labels.insert("desk".to_owned(), "world".to_owned());
    given.origin.outlet = "Harbor Dispatch".to_owned();
    given.origin.publish_time = Some(1_718_800_000_000_000);
    let created = store.create_documents(vec![(key("default", "kept"), given.clone())], None).await.unwrap();
    assert_eq!(created[0].draft, given);
    assert_eq!(created[0].revision, 1);
    assert_eq!(created[0].digest, given.digest());
    assert_eq!(store.document(&key("default", "kept")).await.unwrap(), created[0]);
}

async fn knows_what_is_missing_and_taken(store: &dyn DocumentStore) {
    let missing = key("default", "missing");
    assert_eq!(store.document(&missing).await, Err(Error::NoDocument(missing.clone())));
    assert_eq!(store.delete_document(&missing, None).await, Err(Error::NoDocument(missing)));
    let nowhere = store.create_documents(vec![(key("nowhere", "a"), draft("x"))], None).await;
    assert_eq!(nowhere, Err(Error::NoCollection("nowhere".to_owned())));
    assert_eq!(
        store.documents(page(Some("nowhere"), None, 1)).await,
        Err(Error::NoCollection("nowhere".to_owned()))
    );
    store.create_collection("taken", CollectionDraft::default()).await.unwrap();
    let again = store.create_collection("taken", CollectionDraft::default()).await;
    assert_eq!(again, Err(Error::CollectionExists("taken".to_owned())));
    store.create_documents(vec![(key("taken", "a"), draft("x"))], None).await.unwrap();
    let again = store.create_documents(vec![(key("taken", "a"), draft("y"))], None).await;
    assert_eq!(again, Err(Error::DocumentExists(key("taken", "a"))));
}

async fn writes_only_over_the_expected_etag(store: &Arc<dyn DocumentStore>) {
    let name = key("default", "contended");
    let first = store.write_document(&name, draft("one"), Condition::Absent).await.unwrap();
    let same = store.write_document(&name, draft("one"), Condition::Etag(first.etag.clone())).await.unwrap();
    assert_eq!(same, first, "nothing changes when nothing is new");

    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..100 {
        let (store, name, etag) = (Arc::clone(store), name.clone(), first.etag.clone());
        writers.spawn(async move {
            store.write_document(&name, draft(&format!("by {writer}")), Condition::Etag(etag)).await.is_ok()
        });
    }
    let won = writers.join_all().await.into_iter().filter(|won| *won).count();
    assert_eq!(won, 1, "of a hundred writers with one etag one wins");
    let now = store.document(&name).await.unwrap();
    assert_eq!(now.revision, 2);
    let stale = store.delete_document(&name, Some(&first.etag)).await;
    assert_eq!(stale, Err(Error::EtagMismatch { name: name.to_string(), current: now.etag.clone() }));
    store.delete_document(&name, Some(&now.etag)).await.unwrap();
}

async fn creates_all_or_none(store: &dyn DocumentStore) {
    store.create_collection("batch", CollectionDraft::default()).await.unwrap();
    let twice = vec![
        (key("batch", "a"), draft("x")),
        (key("batch", "b"), draft("y")),
        (key("batch", "a"), draft("z")),
    ];
    assert_eq!(store.create_documents(twice, None).await, Err(Error::DocumentExists(key("batch", "a"))));
    assert_eq!(store.collection("batch").await.unwrap().documents, 0);
}

async fn answers_a_retry_with_the_first_result(store: &dyn DocumentStore) {
    let request = |digest: &str| Some(RequestKey { id: "r-1".to_owned(), digest: digest.to_owned() });
    let drafts = || vec![(key("batch", "once"), draft("x"))];
    let first = store.create_documents(drafts(), request("d")).await.unwrap();
    assert_eq!(store.create_documents(drafts(), request("d")).await.unwrap(), first);
    let other = store.create_documents(drafts(), request("e")).await;
    assert_eq!(other, Err(Error::RequestIdReused("r-1".to_owned())));
}

async fn pages_through_documents_in_order(store: &dyn DocumentStore) {
    store.create_collection("paged", CollectionDraft::default()).await.unwrap();
    let drafts = (0..7).map(|index| (key("paged", &format!("d{index}")), draft("0123456789"))).collect();
    store.create_documents(drafts, None).await.unwrap();
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = store.documents(page(Some("paged"), after.clone(), 3)).await.unwrap();
        seen.extend(page.items.iter().map(|document| document.key.document.clone()));
        after = page.items.last().map(|document| document.key.clone());
        if !page.more {
            break;
        }
    }
    assert_eq!(seen, ["d0", "d1", "d2", "d3", "d4", "d5", "d6"]);
    let bounded = ListDocuments { bytes_max: 15, ..page(Some("paged"), None, 100) };
    let bounded = store.documents(bounded).await.unwrap();
    assert_eq!((bounded.items.len(), bounded.more), (2, true), "a page ends once it is heavy");
    let everywhere = store.documents(page(None, None, 100)).await.unwrap();
    assert!(everywhere.items.is_sorted_by_key(|document| document.key.clone()) && everywhere.items.len() > 7);
    let bare = store.documents(ListDocuments { texts: false, ..page(Some("paged"), None, 1) }).await.unwrap();
    assert_eq!(bare.items[0].draft.text, "");
    let ids: Vec<String> =
        store.collections(None, 2).await.unwrap().items.into_iter().map(|c| c.id).collect();
    assert_eq!(ids, ["batch", "default"]);
    let ids: Vec<String> =
        store.collections(Some("default"), 1).await.unwrap().items.into_iter().map(|c| c.id).collect();
    assert_eq!(ids, ["paged"]);
}

async fn deletes_collections_with_force_only(store: &dyn DocumentStore) {
    let refused = store.delete_collection("paged", None, false).await;
    assert_eq!(
        refused,
        Err(Error::CollectionNotEmpty { name: "collections/paged".to_owned(), documents: 7 })
    );
    store.delete_collection("paged", None, true).await.unwrap();
    assert_eq!(store.collection("paged").await, Err(Error::NoCollection("paged".to_owned())));
    let current = store.collection("batch").await.unwrap();
    let renamed = CollectionDraft { title: "Renamed".to_owned(), ..CollectionDraft::default() };
    let updated = store.update_collection("batch", renamed.clone(), &current.etag).await.unwrap();
    assert_eq!(updated.draft, renamed);
    let stale = store.update_collection("batch", CollectionDraft::default(), &current.etag).await;
    assert_eq!(
        stale,
        Err(Error::EtagMismatch { name: "collections/batch".to_owned(), current: updated.etag })
    );
}
