//! Keeps documents and collections.
//!
//! [`DocumentStore`] is what a backend offers; [`SqliteStore`] is the embedded one. A write that was acknowledged survives
//! the end of the process and of the machine.

mod error;
mod model;
mod sqlite;
mod store;

pub use error::Error;
pub use model::{
    Collection, CollectionDraft, Document, DocumentDraft, DocumentKey, Format, Labels, Micros, Origin, Page,
    RequestKey,
};
pub use sqlite::SqliteStore;
pub use store::{Condition, DocumentStore, ListDocuments};
