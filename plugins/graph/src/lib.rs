//! Summarizers that rank sentences by their place in a graph of sentences.

mod lexrank;
mod textrank;

use synoptic_plugin_sdk::{Error, Output, Sentence, export_summarizers};
use synoptic_ranking::PageRank;

export_summarizers!(textrank::TextRank, lexrank::LexRank);

/// The walk over either graph settles within this; see [`PageRank`].
const TOLERANCE: f64 = 1e-4;

/// The most steps of the walk.
const STEPS_MAX: usize = 100;

/// A walk with a damping factor.
fn walk(damping: f32) -> PageRank {
    PageRank { damping: f64::from(damping), tolerance: TOLERANCE, steps_max: STEPS_MAX }
}

/// Offers sentences by falling score; of equals the one that stands first.
#[expect(clippy::cast_possible_truncation, reason = "scores are shares")]
fn offer_ranked(sentences: &[Sentence<'_>], scores: &[f64], output: &Output<'_>) -> Result<(), Error> {
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    for index in order {
        output.sentence(sentences[index], scores[index] as f32)?;
    }
    Ok(())
}
