//! What the terms of all documents are worth.

use synoptic_plugin_sdk::{Request, Sentence};
use synoptic_ranking::TermVectors;

use crate::{
    Params,
    model::{Weight, Weights},
    pairs::Pairs,
    unseen,
};

/// Terms, and pairs of them, by how much the documents turn on them.
pub(crate) struct Salience {
    /// How often each sentence holds each term.
    pub(crate) counts: TermVectors,
    /// The tf-idf vectors of the sentences, of length 1.
    pub(crate) vectors: TermVectors,
    /// The place of each sentence among the candidates of its document, from 0.
    pub(crate) places: Vec<u32>,
    /// How many candidates the document of each sentence has.
    pub(crate) lengths: Vec<u32>,
    /// The direction of all sentences together, of length 1; early ones count more.
    pub(crate) centroid: Vec<f32>,
    /// How important each term is, from 0 to 1: see [`importance`].
    pub(crate) importance: Vec<f32>,
    /// How many documents hold each term, as a share of all beyond the first: 0 to 1.
    pub(crate) agreement: Vec<f32>,
    /// Pairs of words that come again.
    pub(crate) pairs: Pairs,
}

impl Salience {
    pub(crate) fn new(
        request: &Request<'_, Params>,
        sentences: &[Sentence<'_>],
        pairs: Pairs,
        weights: &Weights,
    ) -> Self {
        let counts = TermVectors::count(sentences.iter().map(Sentence::terms), request.term_count());
        let vectors = vectors(&counts, weights.get(Weight::Rarity));
        let (places, lengths) = places(sentences);
        let agreement = agreement(request, sentences);
        let mut centroid = centroid(&vectors, &places, weights.get(Weight::Decay));
        normalize(&mut centroid);
        let importance = importance(&counts, &places, &agreement, weights);
        Self { centroid, importance, agreement, counts, vectors, places, lengths, pairs }
    }
}

/// What a function gives for counts, most of which are small and come often: powers and logarithms cost more than all else that is
/// done with a term.
struct Table<F> {
    small: [f32; 64],
    function: F,
}

/// The greatest value: products of a few stay finite, whatever weights a caller gives.
const VALUE_MAX: f32 = 1e9;

impl<F: Fn(f32) -> f32> Table<F> {
    fn new(function: F) -> Self {
        Self { small: [f32::NAN; 64], function }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    fn at(&mut self, count: u32) -> f32 {
        let Some(known) = self.small.get_mut(count as usize) else {
            return (self.function)(count as f32).min(VALUE_MAX);
        };
        if known.is_nan() {
            *known = (self.function)(count as f32).min(VALUE_MAX);
        }
        *known
    }
}

/// Vectors of length 1 that point to terms by their counts and their rarity.
#[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
fn vectors(counts: &TermVectors, rarity: f32) -> TermVectors {
    let mut vectors = counts.clone();
    if rarity != 0.0 {
        let total = counts.len() as f32;
        let mut inverse = Table::new(|frequency| (1.0 + (total / frequency.max(1.0)).ln()).powf(rarity));
        let frequencies = counts.sentence_frequencies();
        vectors.reweigh(|term, count| count * inverse.at(frequencies[term as usize]));
    }
    vectors.normalize();
    vectors
}

/// The place of each sentence among those of its document, and how many these are.
fn places(sentences: &[Sentence<'_>]) -> (Vec<u32>, Vec<u32>) {
    let mut places = Vec::with_capacity(sentences.len());
    let mut lengths = Vec::with_capacity(sentences.len());
    for document in sentences.chunk_by(|a, b| a.document().index() == b.document().index()) {
        let length = u32::try_from(document.len()).unwrap_or(u32::MAX);
        places.extend(0..length);
        lengths.extend(document.iter().map(|_| length));
    }
    (places, lengths)
}

/// Reports begin with the event that they share, and go on with what each has of its own.
fn centroid(vectors: &TermVectors, places: &[u32], decay: f32) -> Vec<f32> {
    let mut centroid = vec![0.0; vectors.term_count()];
    for (row, &place) in vectors.rows().zip(places) {
        for &(term, weight) in row {
            centroid[term as usize] += weight * earliness(place, decay);
        }
    }
    centroid
}

/// How likely people are to use each term in a summary, in proportion. That grows with how often documents hold a term, how many of
/// them do, and how early: the predictors of Hong & Nenkova (2014), "Improving the estimation of word importance for news
/// multi-document summarization", that need no other texts.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of terms")]
fn importance(counts: &TermVectors, places: &[u32], agreement: &[f32], weights: &Weights) -> Vec<f32> {
    let (repetition, spread) = (weights.get(Weight::Repetition), weights.get(Weight::Spread));
    let precedence = weights.get(Weight::Precedence);
    let mut often = Table::new(|count| count.powf(repetition));
    let mut early = Table::new(|place| (precedence * (-place / 8.0).exp()).exp());
    let mut first = vec![u32::MAX; counts.term_count()];
    let mut importance = vec![0.0; counts.term_count()];
    for (row, &place) in counts.rows().zip(places) {
        for &(term, count) in row {
            importance[term as usize] += count;
            first[term as usize] = first[term as usize].min(place);
        }
    }
    let mut most = f32::MIN_POSITIVE;
    for (term, value) in importance.iter_mut().enumerate().filter(|(_, count)| **count > 0.0) {
        let shared = agreement.get(term).copied().unwrap_or(0.0);
        *value = often.at(*value as u32) * (1.0 + spread * shared).max(0.0) * early.at(first[term]);
        most = most.max(*value);
    }
    importance.iter_mut().for_each(|value| *value /= most);
    importance
}

/// Scales a vector to length 1.
pub(crate) fn normalize(vector: &mut [f32]) {
    let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|value| *value /= length);
    }
}

/// From 1 for the first sentence of a document towards 0.
#[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
fn earliness(place: u32, decay: f32) -> f32 {
    1.0 / (1.0 + decay.max(0.0) * place as f32)
}

#[expect(clippy::cast_precision_loss, reason = "counts of documents")]
fn agreement(request: &Request<'_, Params>, sentences: &[Sentence<'_>]) -> Vec<f32> {
    let count = unseen(request).count();
    if count < 2 {
        return Vec::new();
    }
    let mut last = vec![u32::MAX; request.term_count()];
    let mut documents = vec![0.0; request.term_count()];
    for sentence in sentences {
        let document = sentence.document().index();
        for term in sentence.terms() {
            if last[term as usize] != document {
                last[term as usize] = document;
                documents[term as usize] += 1.0;
            }
        }
    }
    let others = (count - 1) as f32;
    documents.into_iter().map(|count: f32| (count - 1.0).max(0.0) / others).collect()
}
