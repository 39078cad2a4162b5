//! What a text of a summarizer's carries beside its words, by its kind: see [`Output::item`](crate::Output::item).

use serde::{Deserialize, Serialize};

/// Details of a text. Fields that don't belong to its kind stay empty.
///
/// On the boundary they are a JSON object; fields that one side doesn't know are ignored.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// Of a quotation: the speaker's full name where the text gives it; empty when it isn't attributed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub speaker: String,
    /// Of a quotation: the speaker's role, such as `Pentagon press secretary`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Of a quotation: the verb of the attribution, such as `said`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub verb: String,
    /// Of a quotation: whether only a part of a sentence is quoted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// Of a quotation: through whom it is reported, the nearest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reported_by: Vec<String>,
    /// Of an event: the earliest time that the text allows, in milliseconds since 1970 UTC; `None` where it can't be resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_ms: Option<i64>,
    /// Of an event: the end of the time that the text allows, exclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_ms: Option<i64>,
    /// Of an event: the words of the source that tell the time.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub expression: String,
    /// Of a claim: what each source says to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stances: Vec<Stance>,
}

/// What one source says to a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stance {
    /// The document's index in the request.
    pub document: u32,
    /// How it stands to the claim.
    pub kind: StanceKind,
    /// Where it says so: indices into the spans of the text.
    #[serde(default)]
    pub spans: Vec<u32>,
    /// What differs, such as a number, in the source's own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub difference: String,
}

/// How a source stands to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StanceKind {
    /// It reports the claim.
    Reports,
    /// It reports the claim with another number, date, name or polarity.
    Differs,
    /// It doesn't mention it.
    Silent,
}
