//! The default summarizer, made for news: one report, or several on one event.
//!
//! It reads like an editor's first pass. What stands early in a report, what is close to what all the text is about, and
//! what several sources report is worth more (`features`); what was said already is worth less (maximal marginal relevance
//! over tf-idf cosines). Each step is linear in the text.

mod features;

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Output, Placed, Request, Sentence, Summarizer, export_summarizers};
use synoptic_ranking::{Penalties, Picked, TermVectors, select};

use features::{Features, Weights};

/// Ranks sentences by position, centrality and agreement between sources, and penalizes repetition.
#[derive(Default)]
pub struct Newswire;

/// The parameters of newswire: how much each feature of a sentence counts. The defaults depend on whether there is one
/// document or several; what is given replaces them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Params {
    /// Standing early in its document.
    #[schemars(range(min = 0.0, max = 10.0))]
    position: Option<f32>,
    /// Being close to what all the text is about: the cosine to the centroid.
    #[schemars(range(min = 0.0, max = 10.0))]
    centrality: Option<f32>,
    /// Holding words that many of the documents hold.
    #[schemars(range(min = 0.0, max = 10.0))]
    agreement: Option<f32>,
    /// Holding words of the headlines.
    #[schemars(range(min = 0.0, max = 10.0))]
    title: Option<f32>,
    /// Holding words of the focus.
    #[schemars(range(min = 0.0, max = 10.0))]
    focus: Option<f32>,
    /// Being very short or very long, which counts against it.
    #[schemars(range(min = 0.0, max = 10.0))]
    length: Option<f32>,
    /// Leaning on the sentence before it, as with an opening pronoun, which counts against it.
    #[schemars(range(min = 0.0, max = 10.0))]
    dependence: Option<f32>,
    /// Being similar to a sentence that was taken, which counts against it: 0 lets the sources repeat themselves.
    #[schemars(range(min = 0.0, max = 10.0))]
    redundancy: Option<f32>,
    /// Coming from a document that others were taken from, which counts against it: 0 lets one source tell all.
    #[schemars(range(min = 0.0, max = 10.0))]
    crowding: Option<f32>,
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

        let weights = Weights::of(request.documents().len(), request.params());
        let features = Features::new(request, &sentences, &counts, &vectors);
        let scores: Vec<f32> = (0..sentences.len()).map(|index| features.score(index, &weights)).collect();
        output.check()?;

        let groups: Vec<u32> = sentences.iter().map(|sentence| sentence.document().index()).collect();
        let penalties =
            Penalties { redundancy: weights.redundancy, crowding: weights.crowding, groups: &groups };
        select(&vectors, &scores, penalties, |index, worth| {
            Ok(match output.sentence(sentences[index], worth)? {
                Placed::Taken => Picked::Yes,
                Placed::Skipped => Picked::No,
            })
        })
    }
}

export_summarizers!(Newswire);
