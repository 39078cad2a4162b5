//! Why the store can't do what it was asked for.

use crate::DocumentKey;

/// Why the store can't do what it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no such collection.
    #[error("no collection \"{0}\"")]
    NoCollection(String),
    /// There is no such document.
    #[error("no document \"{0}\"")]
    NoDocument(DocumentKey),
    /// The collection's name is taken.
    #[error("collection \"{0}\" exists already")]
    CollectionExists(String),
    /// The document's name is taken.
    #[error("document \"{0}\" exists already")]
    DocumentExists(DocumentKey),
    /// Someone else was faster.
    #[error("\"{name}\" has changed: its etag is \"{current}\"")]
    EtagMismatch {
        /// The document's or the collection's name.
        name: String,
        /// The etag that it has now.
        current: String,
    },
    /// The collection holds documents.
    #[error("collection \"{name}\" holds {documents} documents")]
    CollectionNotEmpty {
        /// The collection.
        name: String,
        /// How many.
        documents: u64,
    },
    /// The request's id was used for another request.
    #[error("the request id \"{0}\" was used for another request")]
    RequestIdReused(String),
    /// There is no space left.
    #[error("the store has no space left")]
    Full,
    /// The store's files are damaged.
    #[error("the store is corrupt: {0}")]
    Corrupt(String),
    /// The store was written by a newer release.
    #[error(
        "the store has schema version {found}, and this release knows up to {known}; start the newer release"
    )]
    NewerSchema {
        /// The version found.
        found: i64,
        /// The newest version known.
        known: i64,
    },
    /// The store doesn't answer.
    #[error("the store is unavailable: {0}")]
    Unavailable(String),
}
