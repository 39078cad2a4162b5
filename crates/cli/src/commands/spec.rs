//! How to summarize, on the command line.

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use serde_json::{Map, Value};
use synoptic_api::{
    json,
    v1::{OffsetUnit, SegmentOrder, SentenceQuality, SummaryKind, SummarySpec, summary_spec::Length},
};

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
    /// How similar two sentences may be, whatever the summarizer: the cosine of their terms, above 0 and at most 1.
    #[arg(long, value_name = "C")]
    redundancy_max: Option<f64>,
    /// Takes whatever sentences the summarizer prefers, also those that can't be read by themselves.
    #[arg(long)]
    any_sentence: bool,
    /// The best sentences first, not in the order of the sources.
    #[arg(long)]
    rank: bool,
    /// A parameter of the summarizer's; may be given several times. The value is JSON, or else a string.
    #[arg(long, value_name = "KEY=VALUE")]
    param: Vec<String>,
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

impl SpecArguments {
    /// The arguments as the API has them.
    pub(crate) fn into_spec(self) -> anyhow::Result<SummarySpec> {
        let length = [
            self.sentences.map(Length::Sentences),
            self.words.map(Length::Words),
            self.characters.map(Length::Characters),
            self.ratio.map(Length::Ratio),
        ];
        let params = self.param.iter().map(|pair| parameter(pair)).collect::<anyhow::Result<Map<_, _>>>()?;
        let quality = if self.any_sentence { SentenceQuality::Any } else { SentenceQuality::Standard };
        let order = if self.rank { SegmentOrder::Rank } else { SegmentOrder::Source };
        Ok(SummarySpec {
            summarizer: self.summarizer,
            kind: SummaryKind::from(self.kind).into(),
            length: length.into_iter().flatten().next(),
            focus: self.focus,
            order: order.into(),
            params: (!params.is_empty()).then(|| json::to_struct(&params)),
            fallbacks: self.fallback,
            language: self.language,
            quality: quality.into(),
            redundancy_max: self.redundancy_max.unwrap_or_default(),
            offset_units: vec![OffsetUnit::CodePoints.into()],
            ..SummarySpec::default()
        })
    }
}

fn parameter(pair: &str) -> anyhow::Result<(String, Value)> {
    let (key, value) = pair.split_once('=').with_context(|| format!("--param {pair}: must be KEY=VALUE"))?;
    Ok((key.to_owned(), serde_json::from_str(value).unwrap_or_else(|_| Value::from(value))))
}
