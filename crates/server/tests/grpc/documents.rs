//! `DocumentService`.

use std::collections::BTreeMap;

use prost_types::FieldMask;
use synoptic_api::v1::{
    BatchCreateDocumentsRequest, Collection, CreateDocumentRequest, DeleteCollectionRequest,
    DeleteDocumentRequest, Document, DocumentFormat, DocumentView, GetCollectionRequest, GetDocumentRequest,
    ListCollectionsRequest, ListDocumentsRequest, Source, UpdateCollectionRequest, UpdateDocumentRequest,
};
use tonic::Code;

use crate::harness::{Harness, assert_refused, document};

#[tokio::test]
async fn gives_back_what_it_was_given() {
    let mut harness = Harness::start().await;
    let given = Document {
        title: "Fähre läuft auf Grund".to_owned(),
        text: "Eine Fähre ist auf Grund gelaufen.".to_owned(),
        source: Some(Source {
            outlet: "Hafenblatt".to_owned(),
            uri: "https://hafenblatt.example/1".to_owned(),
            author: "A. Meier".to_owned(),
            publish_time: Some("2025-03-04T09:30:00.5Z".parse().unwrap()),
        }),
        language: "de".to_owned(),
        labels: BTreeMap::from([("desk".to_owned(), "küste".to_owned())]),
        ..Document::default()
    };
    let request = CreateDocumentRequest {
        parent: "collections/default".to_owned(),
        document: Some(given.clone()),
        document_id: "kept".to_owned(),
        ..CreateDocumentRequest::default()
    };
    let created = harness.documents.create_document(request).await.unwrap().into_inner();
    assert_eq!(created.name, "collections/default/documents/kept");
    assert_eq!((&created.title, &created.text, &created.source), (&given.title, &given.text, &given.source));
    assert_eq!((&created.language, &created.labels), (&given.language, &given.labels));
    assert!(created.digest.starts_with("sha256:") && created.revision == 1 && !created.etag.is_empty());

    let request = GetDocumentRequest { name: created.name.clone(), view: 0 };
    assert_eq!(harness.documents.get_document(request).await.unwrap().into_inner(), created);
    let request = GetDocumentRequest { name: created.name, view: DocumentView::Basic.into() };
    assert_eq!(harness.documents.get_document(request).await.unwrap().into_inner().text, "");
}

#[tokio::test]
async fn an_id_is_chosen_and_a_taken_one_refused() {
    let mut harness = Harness::start().await;
    let chosen = harness.create("default", "", "Text.").await.unwrap();
    assert!(chosen.name.starts_with("collections/default/documents/") && chosen.name.len() > 40);
    harness.create("default", "taken", "Text.").await.unwrap();
    assert_refused(
        harness.create("default", "taken", "Text.").await,
        Code::AlreadyExists,
        "DOCUMENT_EXISTS",
        None,
    );
    let bad = harness.create("default", "Not an id", "Text.").await;
    assert_refused(bad, Code::InvalidArgument, "INVALID_ID", Some("document_id"));
}

#[tokio::test]
async fn a_retried_create_gives_the_same_document() {
    let mut harness = Harness::start().await;
    let labels: BTreeMap<_, _> = (0..20).map(|number| (format!("key{number}"), String::new())).collect();
    let request = |text: &str| CreateDocumentRequest {
        parent: "collections/default".to_owned(),
        document: Some(Document { labels: labels.clone(), ..document(text) }),
        request_id: "r-1".to_owned(),
        ..CreateDocumentRequest::default()
    };
    let first = harness.documents.create_document(request("Text.")).await.unwrap().into_inner();
    let again = harness.documents.create_document(request("Text.")).await.unwrap().into_inner();
    assert_eq!(first, again);
    let other = harness.documents.create_document(request("Another.")).await;
    assert_refused(other, Code::InvalidArgument, "REQUEST_ID_REUSED", None);
}

#[tokio::test]
async fn validate_only_creates_nothing() {
    let mut harness = Harness::start().await;
    let request = CreateDocumentRequest {
        parent: "collections/default".to_owned(),
        document: Some(document("Text.")),
        document_id: "ghost".to_owned(),
        validate_only: true,
        ..CreateDocumentRequest::default()
    };
    let answer = harness.documents.create_document(request).await.unwrap().into_inner();
    assert_eq!(answer.name, "collections/default/documents/ghost");
    assert_eq!((answer.revision, answer.etag.as_str(), answer.create_time), (1, "", None));
    let request = GetDocumentRequest { name: answer.name, view: 0 };
    assert_refused(harness.documents.get_document(request).await, Code::NotFound, "DOCUMENT_NOT_FOUND", None);
}

#[tokio::test]
async fn an_update_changes_what_its_mask_names() {
    let mut harness = Harness::start().await;
    let first = harness.create("default", "a", "First text.").await.unwrap();
    let update = |paths: &[&str]| UpdateDocumentRequest {
        document: Some(Document {
            name: first.name.clone(),
            title: "Title".to_owned(),
            text: "Second text.".to_owned(),
            ..Document::default()
        }),
        update_mask: Some(FieldMask { paths: paths.iter().map(|path| (*path).to_owned()).collect() }),
        ..UpdateDocumentRequest::default()
    };
    let titled = harness.documents.update_document(update(&["title"])).await.unwrap().into_inner();
    assert_eq!((titled.title.as_str(), titled.text.as_str(), titled.revision), ("Title", "First text.", 2));
    let same = harness.documents.update_document(update(&["title"])).await.unwrap().into_inner();
    assert_eq!(same, titled, "nothing changes where nothing is new");
    let both = harness.documents.update_document(update(&["*"])).await.unwrap().into_inner();
    assert_eq!((both.text.as_str(), both.revision), ("Second text.", 3));

    let mut missing = update(&["*"]);
    missing.document.as_mut().unwrap().name = "collections/default/documents/new".to_owned();
    let refused = harness.documents.update_document(missing.clone()).await;
    assert_refused(refused, Code::NotFound, "DOCUMENT_NOT_FOUND", None);
    missing.allow_missing = true;
    assert_eq!(harness.documents.update_document(missing).await.unwrap().into_inner().revision, 1);
}

#[tokio::test]
async fn an_update_that_is_only_checked_answers_as_the_real_one() {
    let mut harness = Harness::start().await;
    let first = harness.create("default", "a", "First text.").await.unwrap();
    let update = |text: &str, label: &str, validate_only: bool| UpdateDocumentRequest {
        document: Some(Document {
            labels: BTreeMap::from([("desk".to_owned(), label.to_owned())]),
            name: first.name.clone(),
            ..document(text)
        }),
        validate_only,
        ..UpdateDocumentRequest::default()
    };
    for (text, label, revision) in
        [("Second text.", "coast", 2), ("Second text.", "city", 2), ("Third text.", "city", 3)]
    {
        let checked =
            harness.documents.update_document(update(text, label, true)).await.unwrap().into_inner();
        assert_eq!((checked.etag.as_str(), checked.update_time), ("", None));
        let real = harness.documents.update_document(update(text, label, false)).await.unwrap().into_inner();
        assert_eq!(real.revision, revision);
        assert_eq!(checked, Document { etag: String::new(), update_time: None, ..real.clone() });
        let same = harness.documents.update_document(update(text, label, true)).await.unwrap().into_inner();
        assert_eq!(same, real, "nothing would change");
    }
    let mut nowhere = update("Text.", "city", true);
    nowhere.document.as_mut().unwrap().name = "collections/none/documents/a".to_owned();
    nowhere.allow_missing = true;
    let refused = harness.documents.update_document(nowhere).await;
    assert_refused(refused, Code::NotFound, "COLLECTION_NOT_FOUND", None);
}

#[tokio::test]
async fn markup_is_taken_away_and_kept_as_the_original() {
    let mut harness = Harness::start().await;
    let given =
        Document { format: DocumentFormat::Markdown.into(), ..document("# Storm\n\nIt *rained* all day.\n") };
    let request = CreateDocumentRequest {
        parent: "collections/default".to_owned(),
        document: Some(given.clone()),
        document_id: "storm".to_owned(),
        ..CreateDocumentRequest::default()
    };
    let created = harness.documents.create_document(request).await.unwrap().into_inner();
    assert_eq!((created.title.as_str(), created.text.as_str()), ("Storm", "It rained all day."));
    assert_eq!(created.original, "");
    let request = GetDocumentRequest { name: created.name, view: DocumentView::Original.into() };
    assert_eq!(harness.documents.get_document(request).await.unwrap().into_inner().original, given.text);
}

#[tokio::test]
async fn lists_page_by_page() {
    let mut harness = Harness::start().await;
    harness.create_collection("paged").await;
    let item = |index: usize| CreateDocumentRequest {
        document: Some(document("Text.")),
        document_id: format!("d{index}"),
        ..CreateDocumentRequest::default()
    };
    let request = BatchCreateDocumentsRequest {
        parent: "collections/paged".to_owned(),
        requests: (0..5).map(item).collect(),
    };
    assert_eq!(
        harness.documents.batch_create_documents(request).await.unwrap().into_inner().documents.len(),
        5
    );
    let mut seen = Vec::new();
    let mut page_token = String::new();
    loop {
        let request = ListDocumentsRequest {
            parent: "collections/paged".to_owned(),
            page_size: 2,
            page_token,
            view: 0,
        };
        let page = harness.documents.list_documents(request).await.unwrap().into_inner();
        assert!(page.documents.len() <= 2);
        seen.extend(page.documents.into_iter().map(|document| document.name));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    let expected: Vec<String> = (0..5).map(|index| format!("collections/paged/documents/d{index}")).collect();
    assert_eq!(seen, expected);
    let everywhere =
        ListDocumentsRequest { parent: "collections/-".to_owned(), ..ListDocumentsRequest::default() };
    assert_eq!(harness.documents.list_documents(everywhere).await.unwrap().into_inner().documents.len(), 5);
}

#[tokio::test]
async fn collections_are_made_changed_and_deleted() {
    let mut harness = Harness::start().await;
    harness.create_collection("storm").await;
    let name = "collections/storm".to_owned();
    let request = UpdateCollectionRequest {
        collection: Some(Collection {
            name: name.clone(),
            title: "The storm".to_owned(),
            ..Collection::default()
        }),
        update_mask: None,
    };
    assert_eq!(harness.documents.update_collection(request).await.unwrap().into_inner().title, "The storm");
    harness.create("storm", "a", "Text.").await.unwrap();
    let get = GetCollectionRequest { name: name.clone() };
    assert_eq!(harness.documents.get_collection(get.clone()).await.unwrap().into_inner().document_count, 1);
    let delete = |force| DeleteCollectionRequest { name: name.clone(), etag: String::new(), force };
    let refused = harness.documents.delete_collection(delete(false)).await;
    assert_refused(refused, Code::FailedPrecondition, "COLLECTION_NOT_EMPTY", None);
    harness.documents.delete_collection(delete(true)).await.unwrap();
    assert_refused(harness.documents.get_collection(get).await, Code::NotFound, "COLLECTION_NOT_FOUND", None);
    let listed =
        harness.documents.list_collections(ListCollectionsRequest::default()).await.unwrap().into_inner();
    assert_eq!(listed.collections.len(), 1, "the default collection is always there");
    let default =
        DeleteCollectionRequest { name: "collections/default".to_owned(), etag: String::new(), force: true };
    let refused = harness.documents.delete_collection(default).await;
    assert_refused(refused, Code::InvalidArgument, "CONFLICTING_FIELDS", Some("name"));
}

#[tokio::test]
async fn a_deleted_document_is_gone() {
    let mut harness = Harness::start().await;
    let created = harness.create("default", "a", "Text.").await.unwrap();
    let delete = DeleteDocumentRequest { name: created.name, etag: created.etag };
    harness.documents.delete_document(delete.clone()).await.unwrap();
    assert_refused(
        harness.documents.delete_document(delete).await,
        Code::NotFound,
        "DOCUMENT_NOT_FOUND",
        None,
    );
}
