//! Values to answers.

pub(crate) mod admin;
mod document;
mod summary;

pub(crate) use document::{UNWRITTEN, View, collection, document};
pub(crate) use summary::{
    comparison, kind, segment, source_documents, span, summarizer, summary, support, warning,
};

use prost_types::Timestamp;
use synoptic_document_store::Micros;

/// A time of the store's.
fn timestamp(time: Micros) -> Timestamp {
    let micros = i32::try_from(time.rem_euclid(1_000_000)).unwrap_or(0);
    Timestamp { seconds: time.div_euclid(1_000_000), nanos: micros * 1000 }
}
