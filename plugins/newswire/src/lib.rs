//! The default summarizer, made for news: one report, or several on one event.
//!
//! It reads like an editor's first pass. What stands early in a report, what is close to what all the text is about, and
//! what several sources report is worth more (`features`); what was said already is worth less (maximal marginal relevance
//! over tf-idf cosines). Each step is linear in the text.

mod features;

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Output, Placed, Request, Sentence, Summarizer, export_summarizers};
use synoptic_ranking::{Picked, TermVectors, select};

use features::{Features, Weights};

/// Ranks sentences by position, centrality and agreement between sources, and penalizes repetition.
#[derive(Default)]
pub struct Newswire;

/// The parameters of newswire.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Params {
    /// How much a sentence loses for its similarity to one that was taken: 0 lets the sources repeat themselves, 3 lets
    /// hardly a word come twice.
    #[schemars(range(min = 0.0, max = 3.0))]
    redundancy: f32,
}

impl Default for Params {
    fn default() -> Self {
        Self { redundancy: 1.0 }
    }
}

impl Summarizer for Newswire {
    const NAME: &'static str = "newswire";
    const DESCRIPTION: &'static str =
        "Made for news: early, central and widely reported sentences, without repetition; follows a focus.";
    const FOCUS: bool = true;
    type Params = Params;

    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let counts = TermVectors::count(sentences.iter().map(Sentence::terms), request.term_count());
        let vectors = counts.clone().tf_idf();
        output.check()?;

        let weights = Weights::of(request.documents().len());
        let features = Features::new(request, &sentences, &counts, &vectors);
        let scores: Vec<f32> = (0..sentences.len()).map(|index| features.score(index, &weights)).collect();
        output.check()?;

        select(&vectors, &scores, weights.redundancy * request.params().redundancy, |index, worth| {
            Ok(match output.sentence(sentences[index], worth)? {
                Placed::Taken => Picked::Yes,
                Placed::Skipped => Picked::No,
            })
        })
    }
}

export_summarizers!(Newswire);
