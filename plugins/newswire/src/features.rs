//! What makes a sentence worth telling.

use synoptic_plugin_sdk::{Request, Sentence};
use synoptic_ranking::TermVectors;

use crate::Params;

/// How much each feature counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weights {
    position: f32,
    centrality: f32,
    agreement: f32,
    title: f32,
    focus: f32,
    length: f32,
    dependence: f32,
    /// How much similarity to a taken sentence costs.
    pub(crate) redundancy: f32,
    /// How much it costs that the document has spoken already.
    pub(crate) crowding: f32,
}

impl Weights {
    /// The weights for so many documents: in one report the beginning tells most, in several what they share.
    pub(crate) fn of(documents: usize, params: &Params) -> Self {
        let default = if documents == 1 { Self::ONE } else { Self::SEVERAL };
        Self {
            position: params.position.unwrap_or(default.position),
            centrality: params.centrality.unwrap_or(default.centrality),
            agreement: params.agreement.unwrap_or(default.agreement),
            title: params.title.unwrap_or(default.title),
            focus: params.focus.unwrap_or(default.focus),
            length: params.length.unwrap_or(default.length),
            dependence: params.dependence.unwrap_or(default.dependence),
            redundancy: params.redundancy.unwrap_or(default.redundancy),
            crowding: params.crowding.unwrap_or(default.crowding),
        }
    }

    /// For one report.
    const ONE: Self = Self {
        position: 0.8,
        centrality: 0.2,
        agreement: 0.0,
        title: 0.7,
        focus: 2.0,
        length: 0.72,
        dependence: 0.15,
        redundancy: 0.9,
        crowding: 0.0,
    };

    /// For several reports.
    const SEVERAL: Self = Self {
        position: 0.35,
        centrality: 0.7,
        agreement: 0.6,
        title: 0.05,
        focus: 2.0,
        length: 1.2,
        dependence: 0.22,
        redundancy: 1.2,
        crowding: 0.3,
    };
}

/// What the features of all sentences are computed from.
pub(crate) struct Features<'a> {
    sentences: &'a [Sentence<'a>],
    counts: &'a TermVectors,
    vectors: &'a TermVectors,
    /// The place of each sentence among the candidates of its document, from 0.
    places: Vec<u32>,
    /// The direction of all sentences together, of length 1.
    centroid: Vec<f32>,
    /// How many documents hold each term, as a share of all beyond the first: 0 to 1.
    agreement: Vec<f32>,
    /// 1 for the terms of the titles.
    title: Vec<f32>,
    title_terms: f32,
    /// 1 for the terms of the focus.
    focus: Vec<f32>,
    focus_terms: f32,
}

/// Sentences shorter than this, in tokens, tell little; those longer than the other are hard to read.
const TOKENS_USUAL: std::ops::RangeInclusive<usize> = 10..=45;

impl<'a> Features<'a> {
    pub(crate) fn new(
        request: &Request<'_, Params>,
        sentences: &'a [Sentence<'a>],
        counts: &'a TermVectors,
        vectors: &'a TermVectors,
    ) -> Self {
        let places = places(sentences);
        let (title, title_terms) = titles(request);
        let focus = dense(request.focus_terms().iter().copied(), request.term_count());
        #[expect(clippy::cast_precision_loss, reason = "a few terms")]
        let focus_terms = request.focus_terms().len() as f32;
        Self {
            sentences,
            counts,
            vectors,
            centroid: centroid(vectors, &places),
            places,
            agreement: agreement(request, sentences),
            title,
            title_terms,
            focus,
            focus_terms,
        }
    }

    /// The worth of a sentence by itself.
    pub(crate) fn score(&self, index: usize, weights: &Weights) -> f32 {
        weights.position * earliness(self.places[index])
            + weights.centrality * self.vectors.dot(index, &self.centroid)
            + weights.agreement * self.agreement(index)
            + weights.title * self.share(index, &self.title, self.title_terms)
            + weights.focus * self.share(index, &self.focus, self.focus_terms)
            - weights.length * self.unusual_length(index)
            - weights.dependence * self.dependence(index)
    }

    /// The agreement of its different terms, as a vector's length has it: long sentences hold more of them, but not for nothing.
    #[expect(clippy::cast_precision_loss, reason = "counts within a sentence")]
    fn agreement(&self, index: usize) -> f32 {
        let row = self.counts.row(index);
        let sum: f32 = row.iter().map(|&(term, _)| self.agreement[term as usize]).sum();
        sum / (3.0 * (row.len() as f32).sqrt().max(1.0))
    }

    /// The share of some terms that it holds.
    fn share(&self, index: usize, terms: &[f32], count: f32) -> f32 {
        let held: f32 = self.counts.row(index).iter().map(|&(term, _)| terms[term as usize]).sum();
        if count > 0.0 { held / count } else { 0.0 }
    }

    /// From 0 for a usual length to 1 for a word or a page.
    #[expect(clippy::cast_precision_loss, reason = "counts within a sentence")]
    fn unusual_length(&self, index: usize) -> f32 {
        let tokens = self.sentences[index].tokens().len();
        let (low, high) = (*TOKENS_USUAL.start(), *TOKENS_USUAL.end());
        if tokens < low {
            (low - tokens) as f32 / low as f32
        } else {
            1.0 - (high as f32 / tokens.max(high) as f32)
        }
    }

    /// How much it leans on the sentence before it: it begins with a pronoun, or lacks its beginning.
    fn dependence(&self, index: usize) -> f32 {
        let sentence = &self.sentences[index];
        let opening = sentence.tokens().next().is_some_and(|token| is_pronoun(token.text()));
        f32::from(u8::from(opening)) + f32::from(u8::from(sentence.is_fragment()))
    }
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "He" | "She"
            | "They"
            | "It"
            | "His"
            | "Her"
            | "Their"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "But"
            | "And"
    )
}

/// The place of each sentence among those of its document.
fn places(sentences: &[Sentence<'_>]) -> Vec<u32> {
    let mut place = 0;
    let mut document = None;
    let place_of = |sentence: &Sentence<'_>| {
        let same = document == Some(sentence.document().index());
        place = if same { place + 1 } else { 0 };
        document = Some(sentence.document().index());
        place
    };
    sentences.iter().map(place_of).collect()
}

/// The direction of all sentences together, where those that stand early count more: reports begin with the event that they
/// share, and go on with what each has of its own.
fn centroid(vectors: &TermVectors, places: &[u32]) -> Vec<f32> {
    let mut centroid = vec![0.0; vectors.term_count()];
    for (row, &place) in vectors.rows().zip(places) {
        for &(term, weight) in row {
            centroid[term as usize] += weight * earliness(place);
        }
    }
    let length = centroid.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        for value in &mut centroid {
            *value /= length;
        }
    }
    centroid
}

/// From 1 for the first sentence of a document towards 0.
#[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
fn earliness(place: u32) -> f32 {
    1.0 / (1.0 + 0.35 * place as f32)
}

#[expect(clippy::cast_precision_loss, reason = "counts of documents")]
fn agreement(request: &Request<'_, Params>, sentences: &[Sentence<'_>]) -> Vec<f32> {
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
    let others = request.documents().len().saturating_sub(1).max(1) as f32;
    documents.into_iter().map(|count: f32| (count - 1.0).max(0.0) / others).collect()
}

/// The terms of the title lines, and how many they are.
fn titles(request: &Request<'_, Params>) -> (Vec<f32>, f32) {
    let lines =
        request.documents().iter().flat_map(|document| document.sentences().filter(Sentence::is_title));
    let terms: Vec<u32> = lines.flat_map(|line| line.terms().collect::<Vec<_>>()).collect();
    let dense = dense(terms.into_iter(), request.term_count());
    let count = dense.iter().sum();
    (dense, count)
}

/// 1 for each of the terms, 0 for all others.
fn dense(terms: impl Iterator<Item = u32>, term_count: usize) -> Vec<f32> {
    let mut dense = vec![0.0; term_count];
    for term in terms {
        dense[term as usize] = 1.0;
    }
    dense
}
