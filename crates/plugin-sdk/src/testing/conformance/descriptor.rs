//! What a summarizer says of itself.

use serde_json::Value;

use super::Subject;
use crate::abi;

/// The longest string of a descriptor that the service accepts, in bytes.
const STRING_BYTES_MAX: usize = 10_000;

/// The longest schema that the service accepts, in bytes.
const SCHEMA_BYTES_MAX: usize = 1 << 20;

/// The longest name, in characters.
const NAME_CHARACTERS_MAX: usize = 63;

const KINDS_KNOWN: u32 = abi::KIND_EXTRACTIVE
    | abi::KIND_KEY_POINTS
    | abi::KIND_HEADLINE
    | abi::KIND_QUOTES
    | abi::KIND_TIMELINE
    | abi::KIND_COMPARISON
    | abi::KIND_ABSTRACTIVE;

pub(super) fn descriptor(subject: &Subject) -> Result<(), String> {
    let descriptor = subject.descriptor();
    let (size, least) = (descriptor.struct_size as usize, size_of::<abi::Summarizer>());
    if size < least {
        return Err(format!("struct_size is {size}; set it to the size of the struct, {least} bytes"));
    }
    if descriptor.reserved != 0 {
        return Err(format!("the reserved field is {}; set it to 0", descriptor.reserved));
    }
    let unknown = descriptor.flags & !(abi::SUMMARIZER_FOCUS | abi::SUMMARIZER_SERIAL);
    if unknown != 0 {
        return Err(format!("flags has the bits {unknown:#x}, which mean nothing; clear them"));
    }
    Ok(())
}

pub(super) fn name(subject: &Subject) -> Result<(), String> {
    let name = string(subject, subject.descriptor().name, "name")?;
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let begins = name.bytes().next().is_some_and(|first| first.is_ascii_lowercase());
    if begins && name.len() <= NAME_CHARACTERS_MAX && name.bytes().all(known) {
        return Ok(());
    }
    Err(format!(
        "the name is {name:?}; use 1 to {NAME_CHARACTERS_MAX} characters of a-z, 0-9 and -, beginning with a letter"
    ))
}

pub(super) fn description(subject: &Subject) -> Result<(), String> {
    let description = string(subject, subject.descriptor().description, "description")?;
    if description.trim().is_empty() {
        return Err("the description is empty; say in a sentence what the summarizer does".to_owned());
    }
    Ok(())
}

pub(super) fn kinds(subject: &Subject) -> Result<(), String> {
    let kinds = subject.descriptor().kinds;
    if kinds & KINDS_KNOWN == 0 {
        return Err(format!(
            "kinds is {kinds:#x}, which holds none that is known; set at least one KIND_ bit"
        ));
    }
    match kinds & !KINDS_KNOWN {
        0 => Ok(()),
        unknown => Err(format!("kinds has the bits {unknown:#x}, which mean nothing; clear them")),
    }
}

pub(super) fn languages(subject: &Subject) -> Result<(), String> {
    let languages = string(subject, subject.descriptor().languages, "languages")?;
    if languages.is_empty() {
        return Ok(());
    }
    match languages.split(',').find(|tag| !is_tag(tag)) {
        None => Ok(()),
        Some(tag) => Err(format!("{tag:?} is no BCP-47 tag; write tags as in \"en,pt-BR\", without blanks")),
    }
}

/// A language of 2 to 8 letters, and subtags of 1 to 8 letters and digits.
fn is_tag(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    let is_language =
        (2..=8).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_language
        && subtags.all(|subtag| {
            (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

pub(super) fn params_schema(subject: &Subject) -> Result<(), String> {
    let schema = schema(subject)?;
    match schema.get("type") {
        None => {}
        Some(Value::String(kind)) if kind == "object" => {}
        Some(kind) => {
            return Err(format!(
                "the schema's type is {kind}; parameters are an object, so make it \"object\""
            ));
        }
    }
    match schema.get("properties") {
        None => Ok(()),
        Some(Value::Object(properties)) => {
            let wrong = properties.iter().find(|(_, schema)| !schema.is_object() && !schema.is_boolean());
            wrong.map_or(Ok(()), |(name, schema)| {
                Err(format!("the schema of `{name}` is {schema}; make it an object with a type"))
            })
        }
        Some(other) => Err(format!("properties of the schema is {other}; make it an object")),
    }
}

/// The schema of the parameters, read.
pub(super) fn schema(subject: &Subject) -> Result<serde_json::Map<String, Value>, String> {
    let schemas = subject.schemas();
    let [schema] = schemas.as_slice() else {
        return Err(format!("params_schema called its callback {} times; call it once", schemas.len()));
    };
    let Some(schema) = schema else {
        return Err("the schema is not UTF-8".to_owned());
    };
    if schema.len() > SCHEMA_BYTES_MAX {
        return Err(format!("the schema has {} bytes; the service takes {SCHEMA_BYTES_MAX}", schema.len()));
    }
    match serde_json::from_str(schema) {
        Ok(Value::Object(schema)) => Ok(schema),
        Ok(other) => Err(format!("the schema is {other}; make it a JSON object")),
        Err(error) => Err(format!("the schema is no JSON: {error}")),
    }
}

fn string(subject: &Subject, string: abi::Str, what: &str) -> Result<&'static str, String> {
    let Some(text) = subject.string(string) else {
        return Err(format!("the {what} is not UTF-8"));
    };
    if text.len() > STRING_BYTES_MAX {
        return Err(format!("the {what} has {} bytes; the service takes {STRING_BYTES_MAX}", text.len()));
    }
    Ok(text)
}
