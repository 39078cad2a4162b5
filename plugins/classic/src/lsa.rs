//! LSA: Steinberger & Ježek, "Using Latent Semantic Analysis in Text Summarization and Summary Evaluation", ISIM 2004.

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Output, Request, Sentence, Summarizer};
use synoptic_ranking::{TermVectors, TruncatedSvd};

use crate::offer_ranked;

/// Ranks sentences by how far they reach along the strongest topics, the singular vectors of the matrix of terms by sentences.
///
/// The paper leaves the weights of terms open; they are how often a sentence holds each. At most [`TruncatedSvd::RANK_MAX`]
/// topics are found, by a randomized decomposition that is linear in the text: where more singular values than that reach half
/// of the greatest, as in long texts on many matters, the others are left out.
#[derive(Default)]
pub(crate) struct Lsa;

/// The parameters of LSA.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Params {
    /// The most topics that count.
    #[schemars(range(min = 1, max = 8))]
    topics_max: usize,
    /// A topic counts when its singular value is at least this share of the greatest: half in the paper.
    #[schemars(range(min = 0.0, max = 1.0))]
    singular_value_min: f64,
}

impl Default for Params {
    fn default() -> Self {
        Self { topics_max: TruncatedSvd::RANK_MAX, singular_value_min: 0.5 }
    }
}

impl Summarizer for Lsa {
    const NAME: &'static str = "lsa";
    const DESCRIPTION: &'static str =
        "LSA (Steinberger & Ježek 2004): sentences that reach far along the strongest topics of the text.";
    type Params = Params;

    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let counts = TermVectors::count(sentences.iter().map(Sentence::terms), request.term_count());
        output.check()?;
        let svd = TruncatedSvd::new(&counts, || !output.is_stopped());
        output.check()?;
        let strengths = strengths(svd.singular_values(), request.params());
        let scores: Vec<f64> =
            (0..sentences.len()).map(|index| reach(svd.coordinates(index), &strengths)).collect();
        offer_ranked(&sentences, &scores, output)
    }
}

/// The singular values of the topics that count.
fn strengths(singular_values: &[f64], params: &Params) -> Vec<f64> {
    let least = params.singular_value_min * singular_values.first().copied().unwrap_or(0.0);
    let count = singular_values.iter().take(params.topics_max);
    count.copied().take_while(|&value| value >= least).collect()
}

/// The length of a sentence's vector in the space of topics: `s_k` of the paper.
fn reach(coordinates: &[f32], strengths: &[f64]) -> f64 {
    let along = coordinates.iter().zip(strengths).map(|(&place, strength)| f64::from(place) * strength);
    along.map(|value| value * value).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::Host;

    use super::*;

    #[test]
    fn topics_count_down_to_half_of_the_greatest_singular_value() {
        let params = Params::default();
        assert_eq!(strengths(&[4.0, 3.0, 2.0, 1.9], &params), [4.0, 3.0, 2.0]);
        assert_eq!(strengths(&[4.0, 3.0, 2.0], &Params { topics_max: 1, ..params }), [4.0]);
    }

    #[test]
    fn reach_is_the_length_in_the_space_of_topics() {
        assert!((reach(&[0.5, -1.0, 9.0], &[6.0, 4.0]) - 5.0).abs() < 1e-9);
    }

    #[test]
    fn prefers_the_sentence_of_the_strongest_topic() {
        let text =
            "Rivers rose and towns flooded. Rivers flooded towns. Towns saw rivers rise. One cat slept.";
        let host = Host::new().document(text).sentences(4).params(r#"{"topics_max": 1}"#);
        let summary = host.run::<Lsa>().unwrap();
        assert_eq!(summary.texts()[3], "One cat slept.");
        assert!(summary.scores()[3] < 1e-3, "it is no part of the topic: {:?}", summary.scores());
    }
}
