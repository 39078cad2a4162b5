//! What people found in a collection: its `gold.json`.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde_json::Value;

/// What people found in a collection.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Gold {
    /// When documents were published that don't tell.
    #[serde(default)]
    pub(super) published: BTreeMap<String, String>,
    pub(super) quotations: Vec<GoldQuotation>,
    pub(super) events: Vec<GoldEvent>,
    #[serde(default)]
    pub(super) claims: Vec<GoldClaim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GoldQuotation {
    pub(super) document: String,
    pub(super) parts: Vec<String>,
    pub(super) speaker: String,
    #[serde(default)]
    pub(super) accept: Vec<String>,
    /// For people.
    #[serde(rename = "role", default)]
    _role: String,
    #[serde(rename = "partial", default)]
    _partial: bool,
    #[serde(rename = "via", default)]
    _via: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GoldEvent {
    pub(super) date: String,
    pub(super) what: String,
    pub(super) spans: Vec<GoldSpan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GoldClaim {
    pub(super) kind: ClaimKind,
    pub(super) about: String,
    pub(super) spans: Vec<GoldSpan>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ClaimKind {
    Shared,
    Differing,
    Single,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GoldSpan {
    pub(super) document: String,
    pub(super) text: String,
    #[serde(default)]
    pub(super) value: String,
}

/// The texts of a collection's documents, by id.
pub(super) type Texts = HashMap<String, String>;

/// A piece of a document: its id and its bytes.
pub(super) type Piece = (String, Range<usize>);

/// Where a snippet stands in a document, whatever its white space: all places.
pub(super) fn places(texts: &Texts, document: &str, snippet: &str) -> anyhow::Result<Vec<Range<usize>>> {
    let text = texts.get(document).with_context(|| format!("there is no document {document}"))?;
    let (mut plain, mut offsets) = (String::new(), Vec::new());
    for (at, c) in text.char_indices() {
        let space = c.is_whitespace();
        if space && plain.ends_with(' ') {
            continue;
        }
        let start = plain.len();
        plain.push(if space { ' ' } else { c });
        offsets.extend(std::iter::repeat_n(at, plain.len() - start));
    }
    offsets.push(text.len());
    let wanted = snippet.split_whitespace().collect::<Vec<_>>().join(" ");
    let found: Vec<Range<usize>> =
        plain.match_indices(&wanted).map(|(at, _)| offsets[at]..offsets[at + wanted.len()]).collect();
    if found.is_empty() {
        bail!("{document} doesn't hold {snippet:?}");
    }
    Ok(found)
}

/// The pieces of an answer's spans.
pub(super) fn pieces(spans: &Value) -> Vec<Piece> {
    let piece = |span: &Value| {
        let number = |field: &str| -> Option<usize> {
            let value = span.pointer(&format!("/bytes/{field}"));
            value.and_then(Value::as_str).map_or(Some(0), |text| text.parse().ok())
        };
        let name = span.get("document")?.as_str()?;
        Some((name.rsplit('/').next()?.to_owned(), number("start")?..number("end")?))
    };
    spans.as_array().into_iter().flatten().filter_map(piece).collect()
}

pub(super) fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// The pieces of gold spans; where a snippet stands twice, both.
pub(super) fn spans(texts: &Texts, spans: &[GoldSpan]) -> anyhow::Result<Vec<Piece>> {
    let mut found = Vec::new();
    for span in spans {
        let places = places(texts, &span.document, &span.text)?;
        found.extend(places.into_iter().map(|range| (span.document.clone(), range)));
    }
    Ok(found)
}

pub(super) fn touches(pieces: &[Piece], spans: &[Piece]) -> bool {
    pieces.iter().any(|piece| spans.iter().any(|span| piece.0 == span.0 && overlap(&piece.1, &span.1) > 0))
}
