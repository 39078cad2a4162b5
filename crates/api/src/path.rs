//! Where in a message the bytes are at fault. prost tells no index, and of a oneof not which field.

use std::{collections::HashMap, sync::LazyLock};

use prost::{Message as _, decode_length_delimiter};
use prost_types::{
    DescriptorProto, FieldDescriptorProto, FileDescriptorSet, MessageOptions,
    field_descriptor_proto::{Label, Type},
};

use crate::FILE_DESCRIPTOR_SET;

/// How deep messages are followed: as deep as prost decodes them.
const DEPTH_MAX: usize = 100;

/// What is inside a Struct is told by its own name alone.
const STRUCT: &str = ".google.protobuf.Struct";

/// All messages, those within others too, by their full names with a dot before them.
static MESSAGES: LazyLock<HashMap<String, DescriptorProto>> = LazyLock::new(|| {
    let files = FileDescriptorSet::decode(FILE_DESCRIPTOR_SET).unwrap_or_default().file;
    let mut messages = HashMap::new();
    for file in files {
        let package = format!(".{}", file.package());
        file.message_type.into_iter().for_each(|message| add(&package, message, &mut messages));
    }
    messages
});

fn add(parent: &str, message: DescriptorProto, messages: &mut HashMap<String, DescriptorProto>) {
    let name = format!("{parent}.{}", message.name());
    for nested in &message.nested_type {
        add(&name, nested.clone(), messages);
    }
    messages.insert(name, message);
}

/// The first field whose bytes aren't its own kind, as in `inputs[0].document.text`. `None` where none is found, or where it is the
/// message itself that doesn't end well.
pub(crate) fn path_of_fault(message: &str, bytes: &[u8]) -> Option<String> {
    let message = MESSAGES.get(&format!(".{message}"))?;
    check(message, bytes, DEPTH_MAX).err().filter(|path| !path.is_empty())
}

/// Walks through a message.
///
/// # Errors
///
/// With the path of what is at fault in it; empty for the message itself.
fn check(message: &DescriptorProto, mut bytes: &[u8], depth: usize) -> Result<(), String> {
    let mut counts: HashMap<i32, usize> = HashMap::new();
    while !bytes.is_empty() {
        let (number, value) = next_field(&mut bytes).ok_or_else(String::new)?;
        let field = message.field.iter().find(|field| field.number() == number);
        let (Some(field), Some(value)) = (field, value) else { continue };
        let count = counts.entry(number).or_default();
        check_value(field, value, *count, depth)?;
        *count += 1;
    }
    Ok(())
}

/// The number of the next field, and its value where that tells its length.
fn next_field<'a>(bytes: &mut &'a [u8]) -> Option<(i32, Option<&'a [u8]>)> {
    const VARINT: usize = 0;
    const FIXED_64: usize = 1;
    const LENGTH_DELIMITED: usize = 2;
    const FIXED_32: usize = 5;

    let key = decode_length_delimiter(&mut *bytes).ok()?;
    let number = i32::try_from(key >> 3).ok()?;
    let length = match key & 7 {
        VARINT => decode_length_delimiter(&mut *bytes).map(|_| 0).ok()?,
        FIXED_64 => 8,
        FIXED_32 => 4,
        LENGTH_DELIMITED => decode_length_delimiter(&mut *bytes).ok()?,
        _ => return None,
    };
    let (value, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some((number, (key & 7 == LENGTH_DELIMITED).then_some(value)))
}

fn check_value(field: &FieldDescriptorProto, value: &[u8], index: usize, depth: usize) -> Result<(), String> {
    let within = match field.r#type() {
        Type::String if std::str::from_utf8(value).is_err() => Err(String::new()),
        Type::Message if depth > 0 => match MESSAGES.get(field.type_name()) {
            Some(message) => check(message, value, depth - 1),
            None => Ok(()),
        },
        _ => Ok(()),
    };
    within.map_err(|within| {
        let name = field.name();
        let entry = MESSAGES.get(field.type_name()).and_then(|message| message.options.as_ref());
        let is_map = entry.is_some_and(MessageOptions::map_entry);
        if is_map || field.type_name() == STRUCT {
            return name.to_owned();
        }
        let at = if field.label() == Label::Repeated { format!("[{index}]") } else { String::new() };
        let dot = if within.is_empty() { "" } else { "." };
        format!("{name}{at}{dot}{within}")
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::v1::{Document, Input, SummarizeRequest, SummarySpec, input::Input as Asked};

    /// The path that is told when the bytes of `MARK` aren't UTF-8.
    fn path(request: &SummarizeRequest) -> Option<String> {
        let mut bytes = request.encode_to_vec();
        let at = bytes.windows(4).position(|window| window == b"MARK").expect("a mark");
        bytes[at] = 0xff;
        path_of_fault("synoptic.v1.SummarizeRequest", &bytes)
    }

    fn document(document: Document) -> SummarizeRequest {
        let inputs =
            [Document::default(), document].map(|document| Input { input: Some(Asked::Document(document)) });
        SummarizeRequest { inputs: inputs.into(), ..SummarizeRequest::default() }
    }

    #[test]
    fn names_indices_and_the_fields_of_oneofs() {
        let text = Document { text: "MARK".to_owned(), ..Document::default() };
        assert_eq!(path(&document(text)).as_deref(), Some("inputs[1].document.text"));
        let name = Input { input: Some(Asked::Name("MARK".to_owned())) };
        let request = SummarizeRequest { inputs: vec![name], ..SummarizeRequest::default() };
        assert_eq!(path(&request).as_deref(), Some("inputs[0].name"));
        let spec =
            SummarySpec { fallbacks: vec!["lead".to_owned(), "MARK".to_owned()], ..SummarySpec::default() };
        let request = SummarizeRequest { spec: Some(spec), ..SummarizeRequest::default() };
        assert_eq!(path(&request).as_deref(), Some("spec.fallbacks[1]"));
    }

    #[test]
    fn maps_and_structs_are_told_by_their_names_alone() {
        let labels = BTreeMap::from([("a".to_owned(), "MARK".to_owned())]);
        let labelled = Document { labels, ..Document::default() };
        assert_eq!(path(&document(labelled)).as_deref(), Some("inputs[1].document.labels"));
        let params =
            crate::json::to_struct(serde_json::json!({"a": {"b": "MARK"}}).as_object().expect("one"));
        let spec = SummarySpec { params: Some(params), ..SummarySpec::default() };
        let request = SummarizeRequest { spec: Some(spec), ..SummarizeRequest::default() };
        assert_eq!(path(&request).as_deref(), Some("spec.params"));
    }

    #[test]
    fn finds_nothing_in_a_sound_message_and_no_field_in_a_broken_one() {
        let bytes = document(Document::default()).encode_to_vec();
        assert_eq!(path_of_fault("synoptic.v1.SummarizeRequest", &bytes), None);
        assert_eq!(path_of_fault("synoptic.v1.SummarizeRequest", &[0xff; 7]), None);
    }
}
