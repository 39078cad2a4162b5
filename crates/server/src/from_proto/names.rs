//! Resource names and ids.

use synoptic_document_store::DocumentKey;

use crate::error::{Error, Fault};

/// What an input's name is of.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum InputName {
    Document(DocumentKey),
    Collection(String),
}

const COLLECTION: &str = "collections/{collection}";
const DOCUMENT: &str = "collections/{collection}/documents/{document}";
const SUMMARIZER: &str = "summarizers/{summarizer} or summarizers/{plugin}/{summarizer}";

/// The id in `collections/{collection}`.
pub(crate) fn collection_id(name: &str, field: &str) -> Result<String, Error> {
    parse_collection(name).ok_or_else(|| refusal(name, COLLECTION, field))
}

/// The ids in `collections/{collection}/documents/{document}`.
pub(crate) fn document_key(name: &str, field: &str) -> Result<DocumentKey, Error> {
    parse_document(name).ok_or_else(|| refusal(name, DOCUMENT, field))
}

/// A document's name, or a collection's.
pub(crate) fn input_name(name: &str, field: &str) -> Result<InputName, Error> {
    let document = parse_document(name).map(InputName::Document);
    let found = document.or_else(|| parse_collection(name).map(InputName::Collection));
    found.ok_or_else(|| {
        refusal(name, "collections/{collection} or collections/{collection}/documents/{document}", field)
    })
}

/// The name in `summarizers/{summarizer}`, with its plugin and its version if any.
pub(crate) fn summarizer_name<'a>(name: &'a str, field: &str) -> Result<&'a str, Error> {
    // Two names, and a version or a digest: no longer than these are.
    const BYTES_MAX: usize = 200;
    let is_name = |reference: &&str| {
        let (path, version) = reference.split_once('@').unwrap_or((reference, ""));
        reference.len() <= BYTES_MAX
            && path.matches('/').count() <= 1
            && path.split('/').all(|part| !part.is_empty())
            && !version.contains('/')
    };
    let reference = name.strip_prefix("summarizers/").filter(is_name);
    reference.ok_or_else(|| refusal(name, SUMMARIZER, field))
}

/// An id that a caller chose.
pub(crate) fn new_id(id: &str, field: &str) -> Result<String, Error> {
    if is_id(id) { Ok(id.to_owned()) } else { Err(Fault::Id { found: shown(id) }.of(field)) }
}

fn parse_collection(name: &str) -> Option<String> {
    name.strip_prefix("collections/").filter(|id| is_id(id)).map(str::to_owned)
}

fn parse_document(name: &str) -> Option<DocumentKey> {
    let (collection, document) = name.strip_prefix("collections/")?.split_once("/documents/")?;
    let valid = is_id(collection) && is_id(document);
    valid.then(|| DocumentKey { collection: collection.to_owned(), document: document.to_owned() })
}

fn is_id(id: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&id.len()) && id.bytes().all(known) && !id.starts_with('-') && !id.ends_with('-')
}

fn refusal(name: &str, form: &'static str, field: &str) -> Error {
    if name.is_empty() {
        Fault::Missing.of(field)
    } else {
        Fault::Name { found: shown(name), form }.of(field)
    }
}

/// The beginning of what the caller sent, for the message.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_names_of_documents_and_collections() {
        let key = DocumentKey { collection: "c-1".to_owned(), document: "d".to_owned() };
        assert_eq!(input_name("collections/c-1/documents/d", "f").unwrap(), InputName::Document(key));
        assert_eq!(input_name("collections/c-1", "f").unwrap(), InputName::Collection("c-1".to_owned()));
    }

    #[test]
    fn refuses_everything_else() {
        for bad in [
            "",
            "collections/",
            "collections/-",
            "collections/A",
            "collections/a/documents/",
            "a/b",
            "collections/a/b/c",
        ] {
            assert!(input_name(bad, "f").is_err(), "{bad}");
        }
        assert!(new_id(&"a".repeat(64), "f").is_err());
    }
}
