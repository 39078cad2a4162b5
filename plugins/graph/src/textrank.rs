//! TextRank: Mihalcea & Tarau, "TextRank: Bringing Order into Texts", EMNLP 2004, section 4.

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Output, Request, Sentence, Summarizer};
use synoptic_ranking::{OverlapGraph, TermVectors};

use crate::{offer_ranked, walk};

/// Ranks sentences by a walk over the graph of the words that they share.
///
/// As the paper leaves open which words count, stop words are left out and the others are stemmed.
#[derive(Default)]
pub(crate) struct TextRank;

/// The parameters of TextRank.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Params {
    /// The chance to follow a link rather than to jump: `d` of the paper.
    #[schemars(range(min = 0.0, max = 0.99))]
    damping: f32,
}

impl Default for Params {
    fn default() -> Self {
        Self { damping: 0.85 }
    }
}

impl Summarizer for TextRank {
    const NAME: &'static str = "textrank";
    const DESCRIPTION: &'static str =
        "TextRank (Mihalcea & Tarau 2004): sentences that share words with many others.";
    type Params = Params;

    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let counts = TermVectors::count(sentences.iter().map(Sentence::terms), request.term_count());
        let graph = OverlapGraph::new(&counts);
        let scores = walk(request.params().damping).scores(&graph, None, || !output.is_stopped());
        output.check()?;
        offer_ranked(&sentences, &scores, output)
    }
}
