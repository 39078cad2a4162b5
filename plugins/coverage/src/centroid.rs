//! Centroid: Radev, Jing, Styś & Tam, "Centroid-based Summarization of Multiple Documents", Information Processing and
//! Management 40(6), 2004. Repetition is penalized as in Carbonell & Goldstein, "The Use of MMR, Diversity-based Reranking for
//! Reordering Documents and Producing Summaries", SIGIR 1998.

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Output, Placed, Request, Sentence, Summarizer};
use synoptic_ranking::{Penalties, Picked, TermVectors, select};

/// Ranks sentences by the words of the documents' centroid that they hold, by their place, and by what they share with the
/// first sentence of their document.
///
/// The paper takes inverse document frequencies from a corpus; here they are those of the sentences at hand. Its scores have
/// scales of their own; here each is at most 1. For its penalty on repetition stands that of maximal marginal relevance.
#[derive(Default)]
pub(crate) struct Centroid;

/// The parameters of the centroid method.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Params {
    /// How much the words of the centroid count: `w_c` of the paper, where all three weights are 1.
    #[schemars(range(min = 0.0, max = 100.0))]
    centroid: f32,
    /// How much it counts to stand early in the document: `w_p`.
    #[schemars(range(min = 0.0, max = 100.0))]
    position: f32,
    /// How much it counts to share words with the document's first sentence: `w_f`.
    #[schemars(range(min = 0.0, max = 100.0))]
    first_sentence: f32,
    /// A word belongs to the centroid when its weight is at least this share of the greatest. The paper's threshold is one for
    /// the frequencies of its corpus.
    #[schemars(range(min = 0.0, max = 1.0))]
    weight_min: f32,
    /// How much a sentence's score counts against its similarity to those that were taken: `λ` of maximal marginal relevance.
    /// A half weighs both alike, as the centroid paper does; 1 lets sentences repeat each other.
    #[schemars(range(min = 0.0, max = 1.0))]
    lambda: f32,
}

impl Default for Params {
    fn default() -> Self {
        Self { centroid: 1.0, position: 1.0, first_sentence: 1.0, weight_min: 0.3, lambda: 0.5 }
    }
}

impl Summarizer for Centroid {
    const NAME: &'static str = "centroid";
    const DESCRIPTION: &'static str = "Centroid (Radev et al. 2004): sentences near the documents' common words, early ones first, without repetition (MMR).";
    type Params = Params;

    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let counts = TermVectors::count(sentences.iter().map(Sentence::terms), request.term_count());
        let vectors = counts.clone().tf_idf();
        output.check()?;
        let params = request.params();
        let groups: Vec<u32> = sentences.iter().map(|sentence| sentence.document().index()).collect();
        let mut scores = vec![0.0; sentences.len()];
        add(&mut scores, params.centroid, &centroid_values(&counts, params.weight_min));
        add(&mut scores, params.position, &position_values(&groups));
        add(&mut scores, params.first_sentence, &first_sentence_values(&vectors, &groups));
        output.check()?;

        // Scores of up to 1 weigh against cosines of up to 1.
        let weights = params.centroid + params.position + params.first_sentence;
        for score in &mut scores {
            *score *= params.lambda / weights.max(f32::MIN_POSITIVE);
        }
        let penalties = Penalties { redundancy: 1.0 - params.lambda, crowding: 0.0, groups: &groups };
        select(&vectors, &scores, penalties, |index, worth| {
            Ok(match output.sentence(sentences[index], worth)? {
                Placed::Taken => Picked::Yes,
                Placed::Skipped => Picked::No,
            })
        })
    }
}

/// Adds the values of one feature, scaled to at most 1, times what it counts.
fn add(scores: &mut [f32], counts: f32, values: &[f32]) {
    let most = values.iter().copied().fold(0.0, f32::max);
    if most > 0.0 {
        for (score, value) in scores.iter_mut().zip(values) {
            *score += counts * value / most;
        }
    }
}

/// `C_i` of the paper: the sum of the weights that the different words of a sentence have in the centroid.
fn centroid_values(counts: &TermVectors, weight_min: f32) -> Vec<f32> {
    let inverse = counts.inverse_sentence_frequencies();
    let mut centroid: Vec<f32> =
        counts.sum().into_iter().zip(inverse).map(|(count, inverse)| count * inverse).collect();
    let least = weight_min * centroid.iter().copied().fold(0.0, f32::max);
    for weight in &mut centroid {
        *weight = if *weight >= least { *weight } else { 0.0 };
    }
    counts.rows().map(|row| row.iter().map(|&(term, _)| centroid[term as usize]).sum()).collect()
}

/// `P_i`: from 1 for the first sentence of a document down to 1 / n for the last.
#[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
fn position_values(documents: &[u32]) -> Vec<f32> {
    let mut values = Vec::with_capacity(documents.len());
    for document in documents.chunk_by(|a, b| a == b) {
        let count = document.len();
        values.extend((0..count).map(|index| (count - index) as f32 / count as f32));
    }
    values
}

/// `F_i`: the product of a sentence's vector with that of its document's first sentence.
fn first_sentence_values(vectors: &TermVectors, documents: &[u32]) -> Vec<f32> {
    let mut values = Vec::with_capacity(documents.len());
    let mut first = vec![0.0; vectors.term_count()];
    for document in documents.chunk_by(|a, b| a == b) {
        let begin = values.len();
        for &(term, weight) in vectors.row(begin) {
            first[term as usize] = weight;
        }
        values.extend((begin..begin + document.len()).map(|index| vectors.dot(index, &first)));
        for &(term, _) in vectors.row(begin) {
            first[term as usize] = 0.0;
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::Host;

    use super::*;

    #[track_caller]
    fn assert_near(found: &[f32], expected: &[f32]) {
        let near = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-5);
        assert!(found.len() == expected.len() && near, "{found:?} isn't {expected:?}");
    }

    #[test]
    fn adds_up_the_weights_of_the_centroids_words() {
        // Word 0 comes in 2 of 3 sentences, 3 times: 3 (1 + ln 1.5) = 4.22. Word 1: 1 + ln 3 = 2.10, below 0.6 of it.
        let counts = TermVectors::count([vec![0, 0, 1], vec![0], vec![1, 2, 2]], 3);
        let frequent = 3.0 * (1.0 + 1.5_f32.ln());
        let pair = 2.0 * (1.0 + 3.0_f32.ln());
        let other = 2.0 * (1.0 + 1.5_f32.ln());
        assert_near(&centroid_values(&counts, 0.0), &[frequent + other, frequent, other + pair]);
        assert_near(&centroid_values(&counts, 0.9), &[frequent, frequent, pair]);
    }

    #[test]
    fn counts_places_and_first_sentences_document_by_document() {
        assert_near(&position_values(&[0, 0, 0, 0, 2]), &[1.0, 0.75, 0.5, 0.25, 1.0]);
        let vectors = TermVectors::count([vec![0], vec![1], vec![1], vec![1], vec![0]], 2).tf_idf();
        assert_near(&first_sentence_values(&vectors, &[0, 0, 1, 1, 1]), &[1.0, 0.0, 1.0, 1.0, 0.0]);
    }

    #[test]
    fn lambda_weighs_repetition_against_score() {
        let text = "The river rose. The river rose. Rain fell.";
        let taken = |lambda: f32| {
            let params = format!(r#"{{"lambda": {lambda}}}"#);
            Host::new().document(text).sentences(2).params(params).run::<Centroid>().unwrap().sentences()
        };
        assert_eq!(taken(1.0), [(0, 0), (0, 1)]);
        assert_eq!(taken(0.5), [(0, 0), (0, 2)]);
    }
}
