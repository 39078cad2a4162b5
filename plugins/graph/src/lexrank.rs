//! LexRank: Erkan & Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", JAIR 22 (2004).

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Output, Placed, Request, Sentence, Summarizer};
use synoptic_ranking::{CosineGraph, Selected, TermVectors};

use crate::walk;

/// Ranks sentences by a walk over the graph of their cosines: continuous LexRank, section 3.3. With a focus the walk jumps
/// to the sentences that share its terms, as in Otterbacher, Erkan & Radev, "Using Random Walks for Question-focused
/// Sentence Retrieval", HLT/EMNLP 2005.
#[derive(Default)]
pub(crate) struct LexRank;

/// The parameters of LexRank.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Params {
    /// The chance to follow a link rather than to jump: `1 - d` of the paper.
    #[schemars(range(min = 0.0, max = 0.99))]
    damping: f32,
    /// Leaves out a sentence whose cosine to one that was taken is above this: the reranker that the paper uses, which doesn't
    /// tell its threshold. 1 leaves none out.
    #[schemars(range(min = 0.0, max = 1.0))]
    similarity_max: f32,
}

impl Default for Params {
    fn default() -> Self {
        Self { damping: 0.85, similarity_max: 0.3 }
    }
}

impl Summarizer for LexRank {
    const NAME: &'static str = "lexrank";
    const DESCRIPTION: &'static str = "Continuous LexRank (Erkan & Radev 2004): sentences that are similar to many others; follows a focus.";
    const FOCUS: bool = true;
    type Params = Params;

    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let vectors =
            TermVectors::count(sentences.iter().map(Sentence::terms), request.term_count()).tf_idf();
        let jumps = jumps_to_focus(&vectors, request.focus_terms());
        let params = request.params();
        let scores = walk(params.damping)
            .scores(&CosineGraph::new(&vectors), jumps.as_deref(), || !output.is_stopped());
        output.check()?;
        offer_different(&sentences, &vectors, &scores, params.similarity_max, output)
    }
}

/// The chance to jump to each sentence: its share of the focus terms' weight; `None` where nothing shares any.
fn jumps_to_focus(vectors: &TermVectors, focus: &[u32]) -> Option<Vec<f64>> {
    let mut query = vec![0.0; vectors.term_count()];
    for &term in focus {
        query[term as usize] = 1.0;
    }
    let mut jumps: Vec<f64> = (0..vectors.len()).map(|row| f64::from(vectors.dot(row, &query))).collect();
    let total: f64 = jumps.iter().sum();
    if total <= 0.0 {
        return None;
    }
    for jump in &mut jumps {
        *jump /= total;
    }
    Some(jumps)
}

/// Offers sentences by falling score, leaving out those that are too similar to one that was taken. They come last,
/// where nothing else is left.
#[expect(clippy::cast_possible_truncation, reason = "scores are shares")]
fn offer_different(
    sentences: &[Sentence<'_>],
    vectors: &TermVectors,
    scores: &[f64],
    similarity_max: f32,
    output: &Output<'_>,
) -> Result<(), Error> {
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let mut selected = Selected::new(vectors);
    let mut similar = Vec::new();
    for index in order {
        if selected.similarity(index) > similarity_max {
            similar.push(index);
        } else if output.sentence(sentences[index], scores[index] as f32)? == Placed::Taken {
            selected.pick(index);
        }
    }
    for index in similar {
        output.sentence(sentences[index], scores[index] as f32)?;
    }
    Ok(())
}
