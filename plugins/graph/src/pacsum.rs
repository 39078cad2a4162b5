//! `PacSum`: Zheng & Lapata, "Sentence Centrality Revisited for Unsupervised Summarization", ACL 2019.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Output, Request, Sentence, Stop, Summarizer};
use synoptic_ranking::TermVectors;

use crate::offer_ranked;

/// Ranks sentences by their similarity to those that follow in their document, less that to those before: what is taken up
/// again later matters more than what takes something up.
///
/// This is the paper's variant with tf-idf vectors, whose idf comes from the documents at hand; that with BERT does better
/// there. Sentences of several documents have no common order: each is compared within its own, and by the mean of its edges
/// in place of their sum.
#[derive(Default)]
pub(crate) struct PacSum;

/// The parameters of `PacSum`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Params {
    /// What similarity to sentences before counts: `λ1`. The paper tunes it for each corpus, and finds values below 0 best.
    #[schemars(range(min = -1.0, max = 1.0))]
    lambda1: f64,
    /// What similarity to sentences that follow counts: `λ2`.
    #[schemars(range(min = -1.0, max = 1.0))]
    lambda2: f64,
    /// Edges count by what they have above this share of the way from the weakest edge of the document to the strongest: `β`.
    /// At 0 all edges count in full. Above it, pairs are compared one by one, each sentence with the 128 nearest ones on
    /// either side: all of a document of up to 129 sentences.
    #[schemars(range(min = 0.0, max = 1.0))]
    beta: f64,
}

impl Default for Params {
    fn default() -> Self {
        Self { lambda1: -0.5, lambda2: 0.5, beta: 0.0 }
    }
}

impl Summarizer for PacSum {
    const NAME: &'static str = "pacsum";
    const DESCRIPTION: &'static str =
        "PacSum (Zheng & Lapata 2019): sentences that resemble what follows rather than what came before.";
    type Params = Params;

    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let mut vectors = TermVectors::count(sentences.iter().map(Sentence::terms), request.term_count());
        let inverse = vectors.inverse_sentence_frequencies();
        vectors.reweigh(|term, count| count * inverse[term as usize]);
        output.check()?;
        let params = request.params();
        let mut pairs = Pairs { vectors: &vectors, by_term: vec![0.0; request.term_count()] };
        let document = |sentence: &Sentence<'_>| sentence.document().index();
        let mut scores = Vec::with_capacity(sentences.len());
        for document in sentences.chunk_by(|a, b| document(a) == document(b)) {
            let rows = scores.len()..scores.len() + document.len();
            let edges = match params.beta {
                beta if beta > 0.0 => pairs.edges_above(&rows, beta, || output.check())?,
                _ => pairs.edges(&rows),
            };
            scores.extend(edges.iter().map(|edges| edges.centrality(params) / rows.len() as f64));
            output.check()?;
        }
        offer_ranked(&sentences, &scores, output)
    }
}

/// The weights of a sentence's edges, to those before it and to those that follow, added up.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Edges {
    before: f64,
    after: f64,
}

impl Edges {
    fn centrality(&self, params: &Params) -> f64 {
        params.lambda1 * self.before + params.lambda2 * self.after
    }
}

/// The similarities of sentences, two by two: the products of their vectors.
struct Pairs<'a> {
    vectors: &'a TermVectors,
    /// A sum of vectors; 0 between calls.
    by_term: Vec<f32>,
}

/// How many sentences on either side one is compared with where pairs are compared one by one, so that time stays linear.
const NEAREST: usize = 128;

impl Pairs<'_> {
    /// The edges of a document's sentences. As the products with several sentences are the product with their sum, one walk
    /// through the document finds what is before each, and one back what follows.
    fn edges(&mut self, rows: &Range<usize>) -> Vec<Edges> {
        let mut edges = vec![Edges::default(); rows.len()];
        for row in rows.clone() {
            edges[row - rows.start].before = f64::from(self.vectors.dot(row, &self.by_term));
            self.add(row);
        }
        self.clear(rows);
        for row in rows.clone().rev() {
            edges[row - rows.start].after = f64::from(self.vectors.dot(row, &self.by_term));
            self.add(row);
        }
        self.clear(rows);
        edges
    }

    /// The edges of a document's sentences, less a threshold: `β` of the way from the weakest to the strongest.
    fn edges_above(
        &mut self,
        rows: &Range<usize>,
        beta: f64,
        mut check: impl FnMut() -> Result<(), Stop>,
    ) -> Result<Vec<Edges>, Stop> {
        let (mut weakest, mut strongest) = (f64::INFINITY, f64::NEG_INFINITY);
        self.visit(rows, &mut check, |_, _, weight| {
            (weakest, strongest) = (weakest.min(weight), strongest.max(weight));
        })?;
        let threshold = weakest + beta * (strongest - weakest);
        let mut edges = vec![Edges::default(); rows.len()];
        self.visit(rows, &mut check, |before, after, weight| {
            let weight = (weight - threshold).max(0.0);
            edges[before - rows.start].after += weight;
            edges[after - rows.start].before += weight;
        })?;
        Ok(edges)
    }

    /// Shows each pair of near sentences, the one that stands before first, with the weight of their edge.
    fn visit(
        &mut self,
        rows: &Range<usize>,
        check: &mut impl FnMut() -> Result<(), Stop>,
        mut show: impl FnMut(usize, usize, f64),
    ) -> Result<(), Stop> {
        for row in rows.clone() {
            check()?;
            self.add(row);
            for before in row.saturating_sub(NEAREST).max(rows.start)..row {
                show(before, row, f64::from(self.vectors.dot(before, &self.by_term)));
            }
            self.clear(&(row..row + 1));
        }
        Ok(())
    }

    fn add(&mut self, row: usize) {
        for &(term, weight) in self.vectors.row(row) {
            self.by_term[term as usize] += weight;
        }
    }

    fn clear(&mut self, rows: &Range<usize>) {
        for &(term, _) in rows.clone().flat_map(|row| self.vectors.row(row)) {
            self.by_term[term as usize] = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::Host;

    use super::*;

    /// Sentences with the products 1 (first and second), 2 (second and third), 0 (first and third).
    fn vectors() -> TermVectors {
        TermVectors::count([vec![0], vec![0, 1], vec![1, 1, 2], vec![0]], 3)
    }

    #[test]
    fn adds_up_edges_before_and_after() {
        let vectors = vectors();
        let mut pairs = Pairs { vectors: &vectors, by_term: vec![0.0; 3] };
        let edge = |before, after| Edges { before, after };
        assert_eq!(pairs.edges(&(0..3)), [edge(0.0, 1.0), edge(1.0, 2.0), edge(2.0, 0.0)]);
        assert_eq!(pairs.edges(&(3..4)), [edge(0.0, 0.0)], "another document");
    }

    #[test]
    fn edges_count_by_what_they_have_above_the_threshold() {
        let vectors = vectors();
        let mut pairs = Pairs { vectors: &vectors, by_term: vec![0.0; 3] };
        let edge = |before, after| Edges { before, after };
        let edges = pairs.edges_above(&(0..3), 0.25, || Ok(())).unwrap();
        assert_eq!(edges, [edge(0.0, 0.5), edge(0.5, 1.5), edge(1.5, 0.0)]);
        assert_eq!(pairs.edges_above(&(0..3), 1e-9, || Ok(())).unwrap()[1].after.round(), 2.0);
        assert_eq!(pairs.edges_above(&(3..4), 0.5, || Ok(())).unwrap(), [edge(0.0, 0.0)]);
    }

    #[test]
    fn prefers_what_is_taken_up_later() {
        let text = "Divers found wreck. Wreck was old. Divers left.";
        let first = |params: &str| {
            let host = Host::new().document(text).sentences(1).params(params);
            host.run::<PacSum>().unwrap().sentences()[0]
        };
        assert_eq!(first("{}"), (0, 0));
        assert_ne!(first(r#"{"lambda1": 1, "lambda2": -0.5}"#), (0, 0));
    }
}
