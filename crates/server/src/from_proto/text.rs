//! Texts and short strings.

use sha2::{Digest as _, Sha256};
use synoptic_document_store::{Labels, RequestKey};

use crate::error::{Error, Fault};

/// The most labels of one thing, and their lengths in bytes.
const LABELS_MAX: usize = 64;
const LABEL_KEY_BYTES_MAX: usize = 63;
const LABEL_VALUE_BYTES_MAX: usize = 1000;

/// The longest request id, in characters.
const REQUEST_ID_BYTES_MAX: usize = 64;

/// Checks a text that holds something.
pub(crate) fn text(text: &str, bytes_max: usize, field: &str) -> Result<(), Error> {
    check(text, bytes_max).map_err(|fault| fault.of(field))
}

/// What is wrong with a text that is to hold something.
pub(crate) fn check(text: &str, bytes_max: usize) -> Result<(), Fault> {
    if text.trim().is_empty() {
        return Err(Fault::EmptyText);
    }
    check_short(text, bytes_max)
}

/// Checks a string that may be empty.
pub(crate) fn short(text: &str, bytes_max: usize, field: &str) -> Result<(), Error> {
    check_short(text, bytes_max).map_err(|fault| fault.of(field))
}

fn check_short(text: &str, bytes_max: usize) -> Result<(), Fault> {
    if text.len() > bytes_max {
        return Err(Fault::TooLong { found: text.len(), max: bytes_max });
    }
    // A block at a time without a branch for each byte: texts hold next to none.
    let blocks = text.as_bytes().chunks(64);
    let has_refused = |block: &[u8]| block.iter().fold(false, |any, byte| any | is_refused(*byte));
    let clean = blocks.take_while(|block| !has_refused(block)).map(<[u8]>::len).sum::<usize>();
    match text.as_bytes()[clean..].iter().position(|byte| is_refused(*byte)).map(|at| clean + at) {
        Some(at) => Err(Fault::ControlCharacter { character: text.as_bytes()[at], at }),
        None => Ok(()),
    }
}

/// Checks a string of one line that may be empty.
pub(crate) fn line(text: &str, bytes_max: usize, field: &str) -> Result<(), Error> {
    short(text, bytes_max, field)?;
    match text.bytes().position(|byte| matches!(byte, b'\n'..=b'\r')) {
        Some(at) => Err(Fault::ControlCharacter { character: text.as_bytes()[at], at }.of(field)),
        None => Ok(()),
    }
}

/// Control characters that no text needs: all of C0 and DEL but white space, each a byte of its own in UTF-8. C1 comes from
/// mistaken encodings, and news is full of these.
fn is_refused(byte: u8) -> bool {
    matches!(byte, 0..=0x08 | 0x0e..=0x1f | 0x7f)
}

/// Checks labels.
pub(crate) fn labels(labels: &Labels, field: &str) -> Result<Labels, Error> {
    if labels.len() > LABELS_MAX {
        return Err(Fault::TooMany { found: labels.len(), max: LABELS_MAX }.of(field));
    }
    for (key, value) in labels {
        if key.is_empty() {
            return Err(Fault::Missing.of(format!("{field} (an empty key)")));
        }
        short(key, LABEL_KEY_BYTES_MAX, field)?;
        short(value, LABEL_VALUE_BYTES_MAX, &format!("{field}[{key}]"))?;
    }
    Ok(labels.clone())
}

/// Checks a digest as documents have it, or none.
pub(crate) fn digest(digest: &str, field: &str) -> Result<String, Error> {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let digits = digest.strip_prefix("sha256:").unwrap_or_default();
    if digest.is_empty() || digits.len() == 64 && digits.bytes().all(is_digit) {
        return Ok(digest.to_owned());
    }
    let found = digest.chars().filter(|c| !c.is_control()).take(80).collect();
    Err(Fault::Syntax { found, rule: "a digest: sha256: and 64 digits of 0-9 and a-f" }.of(field))
}

/// A key for retries, where the caller gave an id.
pub(crate) fn request_key(
    id: &str,
    request: &impl prost::Message,
    field: &str,
) -> Result<Option<RequestKey>, Error> {
    if id.is_empty() {
        return Ok(None);
    }
    let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if id.len() > REQUEST_ID_BYTES_MAX || !id.bytes().all(known) {
        let found = id.chars().filter(|c| !c.is_control()).take(80).collect();
        return Err(Fault::Syntax { found, rule: "1 to 64 characters of A-Z, a-z, 0-9, - and _" }.of(field));
    }
    Ok(Some(RequestKey { id: id.to_owned(), digest: digest_of(request) }))
}

/// The hexadecimal SHA-256 of a message, to tell a retry from another request. Maps are encoded in the order of their keys.
fn digest_of(message: &impl prost::Message) -> String {
    hex::encode(Sha256::digest(message.encode_to_vec()))
}
