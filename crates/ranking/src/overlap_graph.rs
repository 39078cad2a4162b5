//! The graph of TextRank: sentences linked by the words that they share.

use std::cell::RefCell;

use crate::{Graph, Postings, TermVectors};

/// All sentences, each linked to each other by `|Si ∩ Sj| / (log|Si| + log|Sj|)`, as in Mihalcea & Tarau (2004),
/// section 4.1.
///
/// The weight depends on the two sentences only by the terms that they share and by their lengths. So a product with the
/// matrix adds up, term by term, the values of all sentences of one length, and takes time linear in the number of terms
/// (times the different lengths, of which there are few). It is exact for sentences of up to 64 terms; the lengths of longer
/// ones are rounded to within 5%, which moves a weight by less than 1.3%.
#[derive(Debug)]
pub struct OverlapGraph {
    /// The logarithm of each class of lengths.
    logs: Vec<f64>,
    /// The class of each sentence.
    classes: Vec<u32>,
    /// The sentences of each term, ordered by class.
    postings: Postings,
    scratch: RefCell<Vec<(u32, f64)>>,
}

/// Up to this length each length is a class of its own.
const EXACT_LENGTH_MAX: f64 = 64.0;

/// How much longer the sentences of the next class are beyond that.
const CLASS_GROWTH: f64 = 1.05;

impl OverlapGraph {
    /// Makes the graph; a sentence's length is the sum of its weights, that is of its counts.
    #[expect(clippy::cast_possible_truncation, reason = "sentences are numbered with 32 bits")]
    pub fn new(counts: &TermVectors) -> Self {
        let classes: Vec<u32> =
            counts.rows().map(|row| class(row.iter().map(|entry| entry.1).sum())).collect();
        let class_count = classes.iter().max().map_or(0, |&class| class + 1);
        let mut by_class: Vec<u32> = (0..classes.len() as u32).collect();
        by_class.sort_by_key(|&sentence| classes[sentence as usize]);
        let logs = (0..class_count).map(log_length).collect();
        Self { logs, classes, postings: Postings::new(counts, by_class), scratch: RefCell::default() }
    }
}

/// The class of a length.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number above 0")]
fn class(length: f32) -> u32 {
    let length = f64::from(length);
    if length <= EXACT_LENGTH_MAX {
        return length as u32;
    }
    EXACT_LENGTH_MAX as u32 + ((length / EXACT_LENGTH_MAX).ln() / CLASS_GROWTH.ln()).round() as u32
}

/// The logarithm of the length that a class stands for.
fn log_length(class: u32) -> f64 {
    let class = f64::from(class);
    if class <= EXACT_LENGTH_MAX {
        return class.max(1.0).ln();
    }
    EXACT_LENGTH_MAX.ln() + (class - EXACT_LENGTH_MAX) * CLASS_GROWTH.ln()
}

impl Graph for OverlapGraph {
    fn len(&self) -> usize {
        self.classes.len()
    }

    fn multiply(&self, vector: &[f64], result: &mut [f64]) {
        result.fill(0.0);
        let mut runs = self.scratch.borrow_mut();
        for postings in self.postings.iter() {
            if postings.len() < 2 {
                continue;
            }
            // The sum of the vector over the term's sentences of each class.
            runs.clear();
            for &sentence in postings {
                let class = self.classes[sentence as usize];
                match runs.last_mut() {
                    Some((last, sum)) if *last == class => *sum += vector[sentence as usize],
                    _ => runs.push((class, vector[sentence as usize])),
                }
            }
            self.spread(postings, &runs, vector, result);
        }
    }
}

impl OverlapGraph {
    /// Adds one term's share to the result.
    fn spread(&self, postings: &[u32], runs: &[(u32, f64)], vector: &[f64], result: &mut [f64]) {
        let mut known = None;
        for &sentence in postings {
            let class = self.classes[sentence as usize];
            let total = match known {
                Some((known_class, total)) if known_class == class => total,
                _ => {
                    let total: f64 = runs.iter().map(|&(other, sum)| sum * self.inverse(class, other)).sum();
                    known = Some((class, total));
                    total
                }
            };
            // No sentence is linked to itself.
            result[sentence as usize] += total - vector[sentence as usize] * self.inverse(class, class);
        }
    }

    /// What one shared term adds to the weight of two sentences; nothing where both have one word, and the paper's formula
    /// would divide by zero.
    fn inverse(&self, a: u32, b: u32) -> f64 {
        let sum = self.logs[a as usize] + self.logs[b as usize];
        if sum > 0.0 { 1.0 / sum } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn multiplies_like_the_dense_matrix(
            sentences in prop::collection::vec(prop::collection::vec(0_u32..12, 1..20), 1..15)
        ) {
            let counts = TermVectors::count(sentences.clone(), 12);
            let vector: Vec<f64> = (0..sentences.len()).map(|index| 1.0 + index as f64).collect();
            let mut result = vec![0.0; sentences.len()];
            OverlapGraph::new(&counts).multiply(&vector, &mut result);
            for (i, value) in result.iter().enumerate() {
                let mut expected = 0.0;
                for j in (0..sentences.len()).filter(|&j| j != i) {
                    let shared = counts.row(i).iter().filter(|a| counts.row(j).iter().any(|b| a.0 == b.0)).count();
                    let logs = (sentences[i].len() as f64).ln() + (sentences[j].len() as f64).ln();
                    expected += if logs > 0.0 { shared as f64 / logs * vector[j] } else { 0.0 };
                }
                prop_assert!((value - expected).abs() < 1e-6, "{value} {expected}");
            }
        }
    }
}
