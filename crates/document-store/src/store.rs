//! What a backend offers.

use async_trait::async_trait;

use crate::{Collection, CollectionDraft, Document, DocumentDraft, DocumentKey, Error, Page, RequestKey};

/// When a document may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// When it isn't there.
    Absent,
    /// When its etag is this one.
    Etag(String),
}

/// Which documents to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListDocuments {
    /// Of which collection; of all when `None`.
    pub collection: Option<String>,
    /// After which document.
    pub after: Option<DocumentKey>,
    /// How many at most, at least 1.
    pub limit: usize,
    /// Whether texts and originals are read.
    pub texts: bool,
    /// Ends the page once its texts come to this many bytes; a page has one document at least.
    pub bytes_max: usize,
}

/// Keeps documents and collections. All backends pass the same tests, `tests/suite`.
///
/// A method that writes returns once the write is safe. The collection `default` exists in every store.
#[async_trait]
pub trait DocumentStore: Send + Sync + 'static {
    /// Creates a collection.
    async fn create_collection(&self, id: &str, draft: CollectionDraft) -> Result<Collection, Error>;

    /// Reads a collection.
    async fn collection(&self, id: &str) -> Result<Collection, Error>;

    /// Lists collections after an id, ordered by id.
    async fn collections(&self, after: Option<&str>, limit: usize) -> Result<Page<Collection>, Error>;

    /// Replaces what is said of a collection, where its etag is the given one.
    async fn update_collection(
        &self,
        id: &str,
        draft: CollectionDraft,
        etag: &str,
    ) -> Result<Collection, Error>;

    /// Deletes a collection, where its etag is the given one if any, with its documents if `force`.
    async fn delete_collection(&self, id: &str, etag: Option<&str>, force: bool) -> Result<(), Error>;

    /// Creates documents: all, or none. With a request key that was used for the same request within a day, it returns
    /// what that request created, as it is now.
    async fn create_documents(
        &self,
        drafts: Vec<(DocumentKey, DocumentDraft)>,
        request: Option<RequestKey>,
    ) -> Result<Vec<Document>, Error>;

    /// Writes a document. Where the new content is the old one nothing changes, and the document is returned as it is.
    async fn write_document(
        &self,
        key: &DocumentKey,
        draft: DocumentDraft,
        condition: Condition,
    ) -> Result<Document, Error>;

    /// Reads a document.
    async fn document(&self, key: &DocumentKey) -> Result<Document, Error>;

    /// Lists documents, ordered by collection and document id. A collection that doesn't exist is an error.
    async fn documents(&self, list: ListDocuments) -> Result<Page<Document>, Error>;

    /// Deletes a document, where its etag is the given one if any.
    async fn delete_document(&self, key: &DocumentKey, etag: Option<&str>) -> Result<(), Error>;
}
