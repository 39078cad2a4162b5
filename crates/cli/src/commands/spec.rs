//! How to summarize, on the command line.

use std::{fs, path::PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use prost_types::Timestamp;
use serde_json::{Map, Value};
use synoptic_api::{
    json,
    v1::{
        DocumentNames, DocumentRevision, DocumentRevisions, OffsetUnit, SegmentOrder, SentenceQuality, Since,
        SummaryKind, SummarySpec, since::Seen, summary_spec::Length,
    },
};

use crate::{exit::Misuse, input};

/// How to summarize.
#[derive(Args, Debug, Clone)]
pub(crate) struct SpecArguments {
    /// Which summarizer, `name` or `name@version`; the server's default if not given.
    #[arg(long, default_value = "")]
    summarizer: String,
    /// What kind of summary.
    #[arg(long, value_name = "KIND", default_value = "extractive")]
    kind: KindArgument,
    /// As many sentences, or other pieces (3 sentences, 5 key points, one headline and up to 100 of all else if no length is given).
    #[arg(long, value_name = "N", group = "length", allow_negative_numbers = true)]
    sentences: Option<i32>,
    /// At most so many words, in whole sentences.
    #[arg(long, value_name = "N", group = "length", allow_negative_numbers = true)]
    words: Option<i32>,
    /// At most so many characters, in whole sentences.
    #[arg(long, value_name = "N", group = "length", allow_negative_numbers = true)]
    characters: Option<i32>,
    /// This share of the sources' sentences, above 0 and at most 1.
    #[arg(long, value_name = "R", group = "length", allow_negative_numbers = true)]
    ratio: Option<f64>,
    /// A question or topic that the summary shall turn on.
    #[arg(long, value_name = "QUERY", default_value = "")]
    focus: String,
    /// Only what is new to a reader who knows all that was published before a time, such as 2025-03-04T09:30:00Z.
    #[arg(long, value_name = "TIME", group = "seen", value_parser = input::time)]
    since: Option<Timestamp>,
    /// Only what is new to a reader who knows a stored document; may be given several times. With @REVISION, a document that has
    /// changed since is new.
    #[arg(long, value_name = "NAME[@REVISION]", conflicts_with = "seen")]
    since_document: Vec<String>,
    /// Only what is new to a reader who knows a summary, the text of a file.
    #[arg(long, value_name = "FILE", group = "seen")]
    since_summary: Option<PathBuf>,
    /// How similar two sentences may be, whatever the summarizer: the cosine of their terms, above 0 and at most 1.
    #[arg(long, value_name = "C")]
    redundancy_max: Option<f64>,
    /// Takes whatever sentences the summarizer prefers, also those that can't be read by themselves.
    #[arg(long)]
    any_sentence: bool,
    /// The order of what the summary consists of.
    #[arg(long, value_enum, default_value_t = OrderArgument::Lead)]
    order: OrderArgument,
    /// A parameter of the summarizer's; may be given several times. The value is JSON, or else a string.
    #[arg(long, value_name = "KEY=VALUE", value_parser = parameter)]
    param: Vec<(String, Value)>,
    /// A summarizer to try when the one before fails; may be given several times.
    #[arg(long, value_name = "NAME")]
    fallback: Vec<String>,
    /// The language of documents that tell none, BCP-47; detected if not given.
    #[arg(long, value_name = "TAG", default_value = "")]
    language: String,
}

/// A kind of summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindArgument {
    /// Sentences of the sources, unchanged.
    Extractive,
    /// A few short points.
    KeyPoints,
    /// One line of at most 12 words.
    Headline,
    /// Who said what.
    Quotes,
    /// What happened when.
    Timeline,
    /// What the sources agree on, what one alone says, and where they differ.
    Comparison,
    /// New sentences, each checked against the sources.
    Abstractive,
}

impl From<KindArgument> for SummaryKind {
    fn from(kind: KindArgument) -> Self {
        match kind {
            KindArgument::Extractive => Self::Extractive,
            KindArgument::KeyPoints => Self::KeyPoints,
            KindArgument::Headline => Self::Headline,
            KindArgument::Quotes => Self::Quotes,
            KindArgument::Timeline => Self::Timeline,
            KindArgument::Comparison => Self::Comparison,
            KindArgument::Abstractive => Self::Abstractive,
        }
    }
}

/// An order of what a summary consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OrderArgument {
    /// The document of the best sentence first; within a document as there.
    Lead,
    /// As in the sources.
    Source,
    /// The best first.
    Rank,
}

impl From<OrderArgument> for SegmentOrder {
    fn from(order: OrderArgument) -> Self {
        match order {
            OrderArgument::Lead => Self::Lead,
            OrderArgument::Source => Self::Source,
            OrderArgument::Rank => Self::Rank,
        }
    }
}

impl SpecArguments {
    /// The arguments as the API has them.
    pub(crate) fn into_spec(self) -> anyhow::Result<SummarySpec> {
        let length = [
            self.sentences.map(Length::Sentences),
            self.words.map(Length::Words),
            self.characters.map(Length::Characters),
            self.ratio.map(Length::Ratio),
        ];
        let params: Map<_, _> = self.param.into_iter().collect();
        let since = since(self.since, &self.since_document, self.since_summary)?;
        let quality = if self.any_sentence { SentenceQuality::Any } else { SentenceQuality::Standard };
        Ok(SummarySpec {
            summarizer: self.summarizer,
            kind: SummaryKind::from(self.kind).into(),
            length: length.into_iter().flatten().next(),
            focus: self.focus,
            since: since.map(|seen| Since { seen: Some(seen) }),
            order: SegmentOrder::from(self.order).into(),
            params: (!params.is_empty()).then(|| json::to_struct(&params)),
            fallbacks: self.fallback,
            language: self.language,
            quality: quality.into(),
            redundancy_max: self.redundancy_max.unwrap_or_default(),
            offset_units: vec![OffsetUnit::CodePoints.into()],
        })
    }
}

/// What the reader has seen.
fn since(
    time: Option<Timestamp>,
    documents: &[String],
    summary: Option<PathBuf>,
) -> anyhow::Result<Option<Seen>> {
    if let Some(path) = summary {
        let text = fs::read_to_string(&path).with_context(|| format!("{} can't be read", path.display()))?;
        return Ok(Some(Seen::Summary(text)));
    }
    if documents.is_empty() {
        return Ok(time.map(Seen::Time));
    }
    let with_revision = documents.iter().filter(|name| name.contains('@')).count();
    if with_revision == 0 {
        return Ok(Some(Seen::Documents(DocumentNames { names: documents.to_vec() })));
    }
    let revision = |given: &String| -> anyhow::Result<DocumentRevision> {
        let told = given.split_once('@').and_then(|(name, revision)| Some((name, revision.parse().ok()?)));
        let (name, revision) = told.ok_or_else(|| {
            Misuse(format!("--since-document {given}: must be NAME@REVISION where one tells a revision"))
        })?;
        Ok(DocumentRevision { name: name.to_owned(), revision, ..DocumentRevision::default() })
    };
    let documents = documents.iter().map(revision).collect::<anyhow::Result<_>>()?;
    Ok(Some(Seen::Revisions(DocumentRevisions { documents })))
}

fn parameter(pair: &str) -> anyhow::Result<(String, Value)> {
    let (key, value) = pair.split_once('=').context("must be KEY=VALUE")?;
    Ok((key.to_owned(), serde_json::from_str(value).unwrap_or_else(|_| Value::from(value))))
}
