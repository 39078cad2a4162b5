//! What a library says of itself, checked: the same whether it runs here or in a worker.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use synoptic_plugin_sdk::Kind;

use crate::{LoadError, params::ParamsSchema};

/// A library's own words, not checked yet: they may come from a worker.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Described {
    pub(crate) plugin: String,
    pub(crate) version: String,
    pub(crate) toolchain: String,
    pub(crate) sdk: String,
    pub(crate) summarizers: Vec<DescribedSummarizer>,
}

/// One summarizer, in its library's own words.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DescribedSummarizer {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) languages: String,
    pub(crate) kinds: u32,
    pub(crate) focus: bool,
    pub(crate) params_schema: String,
    /// The most requests of one call.
    pub(crate) batch_max: u32,
}

/// A summarizer, as a library describes it.
#[derive(Debug)]
pub(crate) struct Description {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) languages: Vec<String>,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) focus: bool,
    pub(crate) params: ParamsSchema,
    pub(crate) batch_max: usize,
    /// Parameters of requests that don't give them.
    pub(crate) default_params: Map<String, Value>,
}

/// How many summarizers a library may hold.
pub(crate) const SUMMARIZERS_MAX: usize = 256;

/// The longest string of a description, in bytes; schemas may be longer.
pub(crate) const STRING_BYTES_MAX: usize = 10_000;

/// The longest schema, in bytes.
pub(crate) const SCHEMA_BYTES_MAX: usize = 1 << 20;

/// The most requests that are gathered into one call.
const BATCH_MAX: u32 = 256;

const KINDS: [Kind; 7] = [
    Kind::Extractive,
    Kind::KeyPoints,
    Kind::Headline,
    Kind::Quotes,
    Kind::Timeline,
    Kind::Comparison,
    Kind::Abstractive,
];

/// The kind that a bit of the ABI stands for.
pub(crate) fn raw_kind(bit: u32) -> Option<Kind> {
    KINDS.into_iter().find(|kind| kind.bit() == bit)
}

/// Checks what a library says of itself.
pub(crate) fn check(described: &Described) -> Result<Vec<Description>, LoadError> {
    let lengths = [&described.plugin, &described.version, &described.toolchain, &described.sdk];
    if lengths.iter().any(|text| text.len() > STRING_BYTES_MAX) {
        return Err(LoadError::malformed("a string of its entry is too long"));
    }
    if described.summarizers.is_empty() || described.summarizers.len() > SUMMARIZERS_MAX {
        return Err(LoadError::malformed(format!("it holds {} summarizers", described.summarizers.len())));
    }
    let mut names = HashSet::new();
    for summarizer in &described.summarizers {
        if !names.insert(summarizer.name.as_str()) {
            return Err(LoadError::malformed(format!("it holds two summarizers `{}`", summarizer.name)));
        }
    }
    described.summarizers.iter().map(check_summarizer).collect()
}

fn check_summarizer(described: &DescribedSummarizer) -> Result<Description, LoadError> {
    let name = &described.name;
    if !is_name(name) {
        return Err(LoadError::malformed(format!(
            "a summarizer's name is {name:?}, and not made of a-z, 0-9 and -"
        )));
    }
    let kinds: Vec<Kind> = KINDS.into_iter().filter(|kind| described.kinds & kind.bit() != 0).collect();
    if kinds.is_empty() {
        return Err(LoadError::malformed(format!(
            "summarizer `{name}` makes no kind of summary that is known"
        )));
    }
    if described.description.len() > STRING_BYTES_MAX
        || described.languages.len() > STRING_BYTES_MAX
        || described.params_schema.len() > SCHEMA_BYTES_MAX
    {
        return Err(LoadError::malformed(format!("summarizer `{name}` says too much of itself")));
    }
    Ok(Description {
        name: name.clone(),
        description: described.description.clone(),
        languages: described.languages.split(',').filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
        kinds,
        focus: described.focus,
        params: ParamsSchema::parse(name, &described.params_schema)?,
        batch_max: described.batch_max.clamp(1, BATCH_MAX) as usize,
        default_params: Map::new(),
    })
}

/// Whether a name may stand in a resource name and a file name: 1 to 63 characters of `a-z`, `0-9` and `-`, the first a letter.
pub(crate) fn is_name(name: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&name.len()) && name.as_bytes()[0].is_ascii_lowercase() && name.bytes().all(known)
}
