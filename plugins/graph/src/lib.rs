//! Summarizers that rank sentences by their place in a graph of sentences.

mod lexrank;
mod pacsum;
mod textrank;

use synoptic_plugin_sdk::{Error, Output, Sentence, export_summarizers};
use synoptic_ranking::{PageRank, best_first};

export_summarizers!(textrank::TextRank, lexrank::LexRank, pacsum::PacSum);

/// The walk over either graph settles within this; see [`PageRank`].
const TOLERANCE: f64 = 1e-4;

/// The most steps of the walk.
const STEPS_MAX: usize = 100;

/// A walk with a damping factor.
fn walk(damping: f32) -> PageRank {
    PageRank { damping: f64::from(damping), tolerance: TOLERANCE, steps_max: STEPS_MAX }
}

/// Offers sentences by falling score; of equals the one that stands first.
#[expect(clippy::cast_possible_truncation, reason = "scores are told with single precision")]
fn offer_ranked(sentences: &[Sentence<'_>], scores: &[f64], output: &Output<'_>) -> Result<(), Error> {
    for index in best_first(scores) {
        output.sentence(sentences[index], scores[index] as f32)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::conformance::assert_conforms;

    use super::*;

    #[test]
    fn textrank_conforms() {
        assert_conforms::<textrank::TextRank>();
    }

    #[test]
    fn lexrank_conforms() {
        assert_conforms::<lexrank::LexRank>();
    }

    #[test]
    fn pacsum_conforms() {
        assert_conforms::<pacsum::PacSum>();
    }
}
