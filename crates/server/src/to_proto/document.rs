//! Documents and collections.

use prost_types::Timestamp;
use synoptic_api::v1;
use synoptic_document_store::{Collection, Document, Format, Micros, Origin};

use super::timestamp;

/// How much of a document is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    Basic,
    Full,
    Original,
}

/// The time of a document that wasn't written; none that was written has it, as the service is younger.
pub(crate) const UNWRITTEN: Micros = 0;

pub(crate) fn document(document: Document, view: View) -> v1::Document {
    let draft = document.draft;
    v1::Document {
        name: document.key.to_string(),
        etag: document.etag,
        title: draft.title,
        text: if view == View::Basic { String::new() } else { draft.text },
        source: (draft.origin != Origin::default()).then(|| source(draft.origin)),
        format: match draft.format {
            Format::Plain => v1::DocumentFormat::Plain,
            Format::Html => v1::DocumentFormat::Html,
            Format::Markdown => v1::DocumentFormat::Markdown,
        }
        .into(),
        language: draft.language,
        labels: draft.labels.into_iter().collect(),
        digest: document.digest,
        revision: i64::try_from(document.revision).unwrap_or(i64::MAX),
        create_time: written(document.create_time),
        update_time: written(document.update_time),
        expire_time: draft.expire_time.map(timestamp),
        original: if view == View::Original { draft.original } else { String::new() },
    }
}

fn written(time: Micros) -> Option<Timestamp> {
    (time != UNWRITTEN).then(|| timestamp(time))
}

fn source(origin: Origin) -> v1::Source {
    v1::Source {
        outlet: origin.outlet,
        uri: origin.uri,
        author: origin.author,
        publish_time: origin.publish_time.map(timestamp),
    }
}

pub(crate) fn collection(collection: Collection) -> v1::Collection {
    v1::Collection {
        name: format!("collections/{}", collection.id),
        etag: collection.etag,
        title: collection.draft.title,
        labels: collection.draft.labels.into_iter().collect(),
        document_count: i64::try_from(collection.documents).unwrap_or(i64::MAX),
        create_time: Some(timestamp(collection.create_time)),
        update_time: Some(timestamp(collection.update_time)),
    }
}
