//! What is kept.

use std::{collections::BTreeMap, fmt};

use sha2::{Digest as _, Sha256};

/// A time, in microseconds since 1970 UTC.
pub type Micros = i64;

/// The caller's own keys and values.
pub type Labels = BTreeMap<String, String>;

/// Which document: the ids of its collection and of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentKey {
    /// The collection's id.
    pub collection: String,
    /// The document's id, within the collection.
    pub document: String,
}

impl fmt::Display for DocumentKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "collections/{}/documents/{}", self.collection, self.document)
    }
}

/// What a caller says of a collection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CollectionDraft {
    /// A title for people.
    pub title: String,
    /// The caller's labels.
    pub labels: Labels,
}

/// A collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// Its id.
    pub id: String,
    /// What the caller said of it.
    pub draft: CollectionDraft,
    /// Changes with each change.
    pub etag: String,
    /// How many documents it holds.
    pub documents: u64,
    /// When it was created.
    pub create_time: Micros,
    /// When it was last changed.
    pub update_time: Micros,
}

/// How a document came in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    #[default]
    Plain,
    /// An HTML page.
    Html,
    /// `CommonMark`.
    Markdown,
}

/// Where a document comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Who published it.
    pub outlet: String,
    /// Where it can be read.
    pub uri: String,
    /// Who wrote it.
    pub author: String,
    /// When it was published.
    pub publish_time: Option<Micros>,
}

/// What a caller says of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentDraft {
    /// The headline.
    pub title: String,
    /// The plain text, which all spans point into.
    pub text: String,
    /// How it came in.
    pub format: Format,
    /// The input as it came in, where it wasn't plain.
    pub original: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its language, BCP-47; empty when not given.
    pub language: String,
    /// The caller's labels.
    pub labels: Labels,
    /// When it may be deleted.
    pub expire_time: Option<Micros>,
}

impl DocumentDraft {
    /// `sha256:` and the hexadecimal SHA-256 of the title, a line feed and the text.
    pub fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        hasher.update(&self.title);
        hasher.update("\n");
        hasher.update(&self.text);
        format!("sha256:{}", hex::encode(hasher.finalize()))
    }
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which.
    pub key: DocumentKey,
    /// What the caller said of it. Text and original are empty where a list leaves them out.
    pub draft: DocumentDraft,
    /// Of title and text.
    pub digest: String,
    /// 1 for the first content, and one more with each change of title or text.
    pub revision: u64,
    /// Changes with each change.
    pub etag: String,
    /// When it was created.
    pub create_time: Micros,
    /// When it was last changed.
    pub update_time: Micros,
}

impl Document {
    /// The document with new content, as a write would make it; its revision counts changes of title and text alone. What only a write
    /// tells, etag and update time, stays as it is.
    #[must_use]
    pub fn revised(self, draft: DocumentDraft) -> Self {
        let digest = draft.digest();
        let revision = self.revision + u64::from(digest != self.digest);
        Self { draft, digest, revision, ..self }
    }
}

/// Makes a retried request safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestKey {
    /// The caller's id of the request.
    pub id: String,
    /// A digest of what was asked for.
    pub digest: String,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The items, in order.
    pub items: Vec<T>,
    /// Whether there are more after them.
    pub more: bool,
}
