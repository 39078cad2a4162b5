//! How to summarize.

use serde_json::{Map, Value};
use synoptic_api::{json, v1};
use synoptic_document_store::{DocumentKey, Micros};
use synoptic_plugin_host::{Kind, Length, Order, Quality, Rules};
use synoptic_text_analysis::Language;

use super::{micros, names::document_key, text};
use crate::{
    error::{Error, Fault},
    lanes::Priority,
};

/// How to summarize.
#[derive(Debug, Clone)]
pub(crate) struct Spec {
    /// Empty for the default.
    pub(crate) summarizer: String,
    pub(crate) fallbacks: Vec<String>,
    pub(crate) kind: Kind,
    pub(crate) length: Length,
    pub(crate) rules: Rules,
    pub(crate) focus: String,
    pub(crate) order: Order,
    pub(crate) language: Option<Language>,
    pub(crate) params: Map<String, Value>,
    pub(crate) offset_units: OffsetUnits,
    pub(crate) since: Option<Since>,
}

/// What a reader has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Since {
    /// What was published before a time.
    Time(Micros),
    /// Documents.
    Documents(Vec<SeenDocument>),
    /// A summary, as text.
    Summary(String),
}

/// A document that a reader has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SeenDocument {
    pub(crate) key: DocumentKey,
    /// Which revision; the present one, whatever it is, if not told.
    pub(crate) revision: Option<u64>,
    /// The digest of that revision; may be empty.
    pub(crate) digest: String,
    /// The item that told.
    pub(crate) field: String,
}

/// A text that is given as a summary, with others to compare it with.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) text: String,
    pub(crate) references: Vec<String>,
    pub(crate) language: Option<Language>,
}

/// Units of spans beside bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct OffsetUnits {
    pub(crate) code_points: bool,
    pub(crate) utf16: bool,
}

/// How many sentences, or other pieces, stand in a summary whose length isn't given: three sentences give the news, a list of points
/// that is read at a glance has five, and of what was said and of what happened when nothing is to be missed.
const SENTENCES_DEFAULT: u64 = 3;
const KEY_POINTS_DEFAULT: u64 = 5;
const ITEMS_DEFAULT: u64 = 100;
const SENTENCES_MAX: i32 = 10_000;
const WORDS_MAX: i32 = 1_000_000;
const CHARACTERS_MAX: i32 = 10_000_000;
const FOCUS_BYTES_MAX: usize = 2000;
const NAME_BYTES_MAX: usize = 200;
const FALLBACKS_MAX: usize = 4;
const SEEN_MAX: usize = 1000;
const SUMMARY_BYTES_MAX: usize = 1 << 20;
const REFERENCES_MAX: usize = 16;

/// ROUGE-Lsum compares each word of a summary with each of a reference, and each line with each: of texts of one letter a line these are
/// 8,192 and 32,768 lines, which takes a few seconds. A summary of 16 KiB has 2,700 words.
const ROUGE_SUMMARY_BYTES_MAX: usize = 16 << 10;
const ROUGE_REFERENCES_BYTES_MAX: usize = 64 << 10;

/// Reads how urgent a request is.
pub(crate) fn priority(priority: i32, field: &str) -> Result<Priority, Error> {
    match v1::Priority::try_from(priority) {
        Ok(v1::Priority::Unspecified | v1::Priority::Interactive) => Ok(Priority::Interactive),
        Ok(v1::Priority::Batch) => Ok(Priority::Batch),
        Err(_) => Err(Fault::UnknownValue { found: priority, kind: "Priority" }.of(field)),
    }
}

/// Reads `spec`.
pub(crate) fn spec(spec: Option<v1::SummarySpec>) -> Result<Spec, Error> {
    let spec = spec.unwrap_or_default();
    text::short(&spec.summarizer, NAME_BYTES_MAX, "spec.summarizer")?;
    if !spec.focus.is_empty() {
        text::text(&spec.focus, FOCUS_BYTES_MAX, "spec.focus")?;
    }
    if spec.fallbacks.len() > FALLBACKS_MAX {
        return Err(Fault::TooMany { found: spec.fallbacks.len(), max: FALLBACKS_MAX }.of("spec.fallbacks"));
    }
    for (index, fallback) in spec.fallbacks.iter().enumerate() {
        text::text(fallback, NAME_BYTES_MAX, &format!("spec.fallbacks[{index}]"))?;
    }
    let kind = kind(spec.kind)?;
    Ok(Spec {
        kind,
        length: length(spec.length, kind)?,
        rules: rules(spec.quality, spec.redundancy_max)?,
        order: order(spec.order)?,
        language: language(&spec.language, "spec.language")?,
        params: spec.params.as_ref().map(json::from_struct).unwrap_or_default(),
        offset_units: offset_units(&spec.offset_units)?,
        since: spec.since.map(since).transpose()?,
        focus: spec.focus.trim().to_owned(),
        summarizer: spec.summarizer,
        fallbacks: spec.fallbacks,
    })
}

fn since(since: v1::Since) -> Result<Since, Error> {
    use v1::since::Seen;
    match since.seen {
        None => Err(Fault::Missing.of("spec.since.seen")),
        Some(Seen::Time(time)) => {
            let time = micros(Some(&time), "spec.since.time")?;
            time.map(Since::Time).ok_or_else(|| Fault::Missing.of("spec.since.time"))
        }
        Some(Seen::Documents(documents)) => {
            let list = "spec.since.documents.names";
            count_seen(documents.names.len(), list)?;
            let seen = |(index, name): (usize, &String)| {
                let field = format!("{list}[{index}]");
                Ok(SeenDocument {
                    key: document_key(name, &field)?,
                    revision: None,
                    digest: String::new(),
                    field,
                })
            };
            documents.names.iter().enumerate().map(seen).collect::<Result<_, _>>().map(Since::Documents)
        }
        Some(Seen::Revisions(revisions)) => {
            let list = "spec.since.revisions.documents";
            count_seen(revisions.documents.len(), list)?;
            let seen = |(index, document): (usize, &v1::DocumentRevision)| {
                let field = format!("{list}[{index}]");
                let key = document_key(&document.name, &format!("{field}.name"))?;
                let revision = u64::try_from(document.revision).ok().filter(|revision| *revision > 0);
                let out_of_range = || {
                    let found = document.revision.to_string();
                    Fault::OutOfRange { found, rule: "1 or more" }.of(format!("{field}.revision"))
                };
                let revision = Some(revision.ok_or_else(out_of_range)?);
                let digest = text::digest(&document.digest, &format!("{field}.digest"))?;
                Ok(SeenDocument { key, revision, digest, field })
            };
            revisions.documents.iter().enumerate().map(seen).collect::<Result<_, _>>().map(Since::Documents)
        }
        Some(Seen::Summary(text)) => {
            text::text(&text, SUMMARY_BYTES_MAX, "spec.since.summary")?;
            Ok(Since::Summary(text))
        }
    }
}

fn count_seen(found: usize, field: &str) -> Result<(), Error> {
    match found {
        0 => Err(Fault::Missing.of(field)),
        1..=SEEN_MAX => Ok(()),
        _ => Err(Fault::TooMany { found, max: SEEN_MAX }.of(field)),
    }
}

/// Reads a text that is given as a summary.
pub(crate) fn candidate(
    summary: &str,
    references: Vec<String>,
    language_tag: &str,
) -> Result<Candidate, Error> {
    let bytes_max = if references.is_empty() { SUMMARY_BYTES_MAX } else { ROUGE_SUMMARY_BYTES_MAX };
    text::text(summary, bytes_max, "summary")?;
    if references.len() > REFERENCES_MAX {
        let fault = Fault::TooMany { found: references.len(), max: REFERENCES_MAX };
        return Err(fault.of("references"));
    }
    for (index, reference) in references.iter().enumerate() {
        text::text(reference, ROUGE_REFERENCES_BYTES_MAX, &format!("references[{index}]"))?;
    }
    let found = references.iter().map(String::len).sum();
    if found > ROUGE_REFERENCES_BYTES_MAX {
        return Err(Fault::TooLong { found, max: ROUGE_REFERENCES_BYTES_MAX }.of("references"));
    }
    Ok(Candidate { text: summary.to_owned(), references, language: language(language_tag, "language")? })
}

fn kind(kind: i32) -> Result<Kind, Error> {
    let known = v1::SummaryKind::try_from(kind)
        .map_err(|_| Fault::UnknownValue { found: kind, kind: "SummaryKind" }.of("spec.kind"))?;
    Ok(match known {
        v1::SummaryKind::Unspecified | v1::SummaryKind::Extractive => Kind::Extractive,
        v1::SummaryKind::KeyPoints => Kind::KeyPoints,
        v1::SummaryKind::Headline => Kind::Headline,
        v1::SummaryKind::Quotes => Kind::Quotes,
        v1::SummaryKind::Timeline => Kind::Timeline,
        v1::SummaryKind::Comparison => Kind::Comparison,
        v1::SummaryKind::Abstractive => Kind::Abstractive,
    })
}

fn length(length: Option<v1::summary_spec::Length>, kind: Kind) -> Result<Length, Error> {
    use v1::summary_spec::Length as Asked;
    Ok(match length {
        None => Length::Sentences(match kind {
            Kind::Extractive | Kind::Abstractive => SENTENCES_DEFAULT,
            Kind::KeyPoints => KEY_POINTS_DEFAULT,
            Kind::Headline => 1,
            Kind::Quotes | Kind::Timeline | Kind::Comparison => ITEMS_DEFAULT,
        }),
        Some(Asked::Sentences(count)) => {
            Length::Sentences(bounded(count, SENTENCES_MAX, "from 1 to 10,000", "spec.sentences")?)
        }
        Some(Asked::Words(count)) => {
            Length::Words(bounded(count, WORDS_MAX, "from 1 to 1,000,000", "spec.words")?)
        }
        Some(Asked::Characters(count)) => {
            Length::Characters(bounded(count, CHARACTERS_MAX, "from 1 to 10,000,000", "spec.characters")?)
        }
        Some(Asked::Ratio(ratio)) if ratio > 0.0 && ratio <= 1.0 => Length::Ratio(ratio),
        Some(Asked::Ratio(ratio)) => {
            let fault = Fault::OutOfRange { found: ratio.to_string(), rule: "above 0 and at most 1" };
            return Err(fault.of("spec.ratio"));
        }
    })
}

fn bounded(count: i32, max: i32, rule: &'static str, field: &str) -> Result<u64, Error> {
    let positive = u64::try_from(count).ok().filter(|_| (1..=max).contains(&count));
    positive.ok_or_else(|| Fault::OutOfRange { found: count.to_string(), rule }.of(field))
}

fn rules(quality: i32, redundancy_max: f64) -> Result<Rules, Error> {
    let quality = match v1::SentenceQuality::try_from(quality) {
        Ok(v1::SentenceQuality::Unspecified | v1::SentenceQuality::Standard) => Quality::Standard,
        Ok(v1::SentenceQuality::Any) => Quality::Any,
        Err(_) => {
            return Err(Fault::UnknownValue { found: quality, kind: "SentenceQuality" }.of("spec.quality"));
        }
    };
    if !(0.0..=1.0).contains(&redundancy_max) {
        let fault = Fault::OutOfRange { found: redundancy_max.to_string(), rule: "from 0 to 1" };
        return Err(fault.of("spec.redundancy_max"));
    }
    #[expect(clippy::cast_possible_truncation, reason = "a share")]
    let redundancy_max = Some(redundancy_max as f32).filter(|most| *most > 0.0);
    Ok(Rules { quality, redundancy_max })
}

fn order(order: i32) -> Result<Order, Error> {
    match v1::SegmentOrder::try_from(order) {
        Ok(v1::SegmentOrder::Unspecified | v1::SegmentOrder::Lead) => Ok(Order::Lead),
        Ok(v1::SegmentOrder::Source) => Ok(Order::Source),
        Ok(v1::SegmentOrder::Rank) => Ok(Order::Rank),
        Err(_) => Err(Fault::UnknownValue { found: order, kind: "SegmentOrder" }.of("spec.order")),
    }
}

fn offset_units(units: &[i32]) -> Result<OffsetUnits, Error> {
    let mut wanted = OffsetUnits::default();
    for (index, &unit) in units.iter().enumerate() {
        match v1::OffsetUnit::try_from(unit) {
            Ok(v1::OffsetUnit::CodePoints) => wanted.code_points = true,
            Ok(v1::OffsetUnit::Utf16) => wanted.utf16 = true,
            Ok(v1::OffsetUnit::Unspecified) | Err(_) => {
                let fault = Fault::UnknownValue { found: unit, kind: "OffsetUnit" };
                return Err(fault.of(format!("spec.offset_units[{index}]")));
            }
        }
    }
    Ok(wanted)
}

/// A language that was given: one that the analysis doesn't know is taken, and treated as unknown.
pub(crate) fn language(tag: &str, field: &str) -> Result<Option<Language>, Error> {
    if tag.is_empty() {
        return Ok(None);
    }
    let primary = tag.split('-').next().unwrap_or_default();
    let parts = tag
        .split('-')
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if !parts || !(2..=8).contains(&primary.len()) || !primary.bytes().all(|byte| byte.is_ascii_alphabetic())
    {
        let found = tag.chars().filter(|c| !c.is_control()).take(40).collect();
        return Err(Fault::Syntax { found, rule: "a BCP-47 language tag such as en or pt-BR" }.of(field));
    }
    Ok(Some(Language::from_tag(tag).unwrap_or(Language::Unknown)))
}
