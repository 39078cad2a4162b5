//! Messages as proto3 JSON, in which no character is one that a terminal obeys.

use std::sync::OnceLock;

use anyhow::Context as _;
use prost::{Message, Name};
use prost_reflect::{DescriptorPool, DynamicMessage};

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

fn dynamic<M: Message + Name>(message: &M) -> anyhow::Result<DynamicMessage> {
    static POOL: OnceLock<Option<DescriptorPool>> = OnceLock::new();
    let pool = POOL.get_or_init(|| DescriptorPool::decode(synoptic_api::FILE_DESCRIPTOR_SET).ok());
    let pool = pool.as_ref().context("the API's description doesn't decode")?;
    let descriptor =
        pool.get_message_by_name(&M::full_name()).context("the API doesn't describe the message")?;
    Ok(DynamicMessage::decode(descriptor, message.encode_to_vec().as_slice())?)
}
