//! The default summarizer, made for news: one report, or several on one event; with models for other kinds of text beside it.
//!
//! It reads like an editor's first pass. Each sentence is judged by what it is and where it stands (`features`), with weights that
//! were learned for its kind of input (`model`, and `kind` to tell which). Then the best one is taken, again and again, where what
//! was said already is worth less (`objective`). Each step is linear in the text.

mod cues;
mod features;
mod headline;
mod kind;
mod model;
mod objective;
mod pairs;
mod points;
mod salience;
mod words;

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Kind, Output, Placed, Request, Sentence, Summarizer, export_summarizers};
use synoptic_ranking::{Picked, select_by};

use cues::{Lexicon, Traits};
use features::Features;
use kind::InputKind;
use model::{Models, NamedWeights};
use objective::Objective;
use pairs::Pairs;
use points::Corroboration;
use salience::Salience;
use words::Scatter;

/// Ranks sentences by learned weights, and penalizes repetition.
#[derive(Default)]
pub struct Newswire {
    models: Models,
    lexicon: Lexicon,
    scatter: Scatter,
}

/// The parameters of newswire.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Params {
    /// The kind of input, whose model is used; told from the documents when it isn't given.
    input: Option<InputKind>,
    /// Weights that replace the model's, such as `{"redundancy": 1.5}`.
    weights: NamedWeights,
}

impl Summarizer for Newswire {
    const NAME: &'static str = "newswire";
    const DESCRIPTION: &'static str =
        "Made for news: early, central and widely reported sentences, without repetition; follows a focus.";
    const KINDS: &'static [Kind] = &[Kind::Extractive, Kind::KeyPoints, Kind::Headline];
    const FOCUS: bool = true;
    type Params = Params;

    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let words = sentences.iter().map(|sentence| sentence.tokens().len()).sum();
        let mut fingerprints = Vec::with_capacity(words);
        let read = |sentence| self.lexicon.traits(sentence, &mut fingerprints);
        let traits: Vec<Traits> = sentences.iter().map(read).collect();
        let input = request.params().input.unwrap_or_else(|| InputKind::of(request, &traits));
        let weights = self.models.weights(input).with(&request.params().weights);
        let pairs = if Pairs::count(&weights) {
            Pairs::new(&sentences, &fingerprints, request.documents().len() > 1, self.scatter)
        } else {
            Pairs::default()
        };
        let salience = Salience::new(request, &sentences, pairs, &weights);
        output.check()?;

        let features = Features::new(request, &sentences, &traits, &salience, &weights);
        let mut scores: Vec<f32> =
            (0..sentences.len()).map(|index| features.score(index, &weights)).collect();
        output.check()?;

        if request.kind() == Kind::Headline {
            return headline::offer(request, output, &sentences, &scores, &salience);
        }
        if request.kind() == Kind::KeyPoints {
            let corroboration = Corroboration::new(request);
            corroboration.raise(&sentences, &mut scores);
            let mut objective = Objective::new(&sentences, &salience, scores, &weights);
            return points::offer(output, &sentences, &corroboration, &mut objective);
        }
        let mut objective = Objective::new(&sentences, &salience, scores, &weights);
        select_by(sentences.len(), &mut objective, |index, worth| {
            Ok(match output.sentence(sentences[index], worth)? {
                Placed::Taken => Picked::Yes,
                Placed::Skipped => Picked::No,
            })
        })
    }
}

export_summarizers!(Newswire);
