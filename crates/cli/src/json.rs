//! Messages as proto3 JSON, in which no character is one that a terminal obeys.

use std::sync::OnceLock;

use anyhow::{Context as _, anyhow};
use prost::{Message, Name};
use prost_reflect::{DescriptorPool, DynamicMessage};
use serde::Deserialize;

/// A message in proto3 JSON. `pretty` spreads it over lines.
pub(crate) fn print(message: &impl Name, pretty: bool) -> anyhow::Result<String> {
    let dynamic = dynamic(message)?;
    let json =
        if pretty { serde_json::to_string_pretty(&dynamic)? } else { serde_json::to_string(&dynamic)? };
    Ok(escaped(&json))
}

/// The same JSON with escapes for the control characters that it may hold as they are: DEL and those above.
pub(crate) fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' => escaped.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A message as a value in proto3 JSON.
pub(crate) fn value(message: &impl Name) -> anyhow::Result<serde_json::Value> {
    Ok(serde_json::to_value(dynamic(message)?)?)
}

/// Reads a line of JSON lines, of which the number is told where it can't be read.
pub(crate) fn parse_line<'a, T: Deserialize<'a>>(line: &'a [u8], number: usize) -> anyhow::Result<T> {
    let text = str::from_utf8(line).map_err(|_| anyhow!("line {number} isn't UTF-8"))?;
    serde_json::from_str(text).map_err(|error| {
        let (told, column) = (error.to_string(), error.column());
        // The line that serde knows of is always the first.
        let told = told.strip_suffix(&format!(" at line {} column {column}", error.line())).unwrap_or(&told);
        anyhow!("line {number}, column {column}: {told}")
    })
}

fn dynamic<M: Message + Name>(message: &M) -> anyhow::Result<DynamicMessage> {
    static POOL: OnceLock<Option<DescriptorPool>> = OnceLock::new();
    let pool = POOL.get_or_init(|| DescriptorPool::decode(synoptic_api::FILE_DESCRIPTOR_SET).ok());
    let pool = pool.as_ref().context("the API's description doesn't decode")?;
    let descriptor =
        pool.get_message_by_name(&M::full_name()).context("the API doesn't describe the message")?;
    Ok(DynamicMessage::decode(descriptor, message.encode_to_vec().as_slice())?)
}
