//! The graph of LexRank: sentences linked by the cosine of their tf-idf vectors.

use std::cell::RefCell;

use crate::{Graph, TermVectors};

/// All sentences, each linked to each (and to itself) by its cosine, as in continuous LexRank of Erkan & Radev (2004),
/// section 3.3.
///
/// The matrix of cosines is `X Xᵀ`, where `X` holds the vectors. So a product with it is two products with `X`, and takes
/// time and memory linear in the number of terms; it is exact.
#[derive(Debug)]
pub struct CosineGraph<'a> {
    vectors: &'a TermVectors,
    by_term: RefCell<Vec<f64>>,
}

impl<'a> CosineGraph<'a> {
    /// Makes the graph of vectors of length 1.
    pub fn new(vectors: &'a TermVectors) -> Self {
        Self { vectors, by_term: RefCell::new(vec![0.0; vectors.term_count()]) }
    }
}

impl Graph for CosineGraph<'_> {
    fn len(&self) -> usize {
        self.vectors.len()
    }

    fn multiply(&self, vector: &[f64], result: &mut [f64]) {
        let mut by_term = self.by_term.borrow_mut();
        by_term.fill(0.0);
        for (row, value) in self.vectors.rows().zip(vector) {
            for &(term, weight) in row {
                by_term[term as usize] += f64::from(weight) * value;
            }
        }
        for (row, value) in self.vectors.rows().zip(result) {
            *value = row.iter().map(|&(term, weight)| f64::from(weight) * by_term[term as usize]).sum();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_like_the_dense_matrix() {
        let vectors = TermVectors::count([vec![0, 1], vec![1, 2, 2], vec![3]], 4).tf_idf();
        let cosine = |a: usize, b: usize| -> f64 {
            let other = vectors.row(b);
            let weight = |term| other.iter().find(|entry| entry.0 == term).map_or(0.0, |entry| entry.1);
            vectors.row(a).iter().map(|&(term, value)| f64::from(value * weight(term))).sum()
        };
        let vector = [0.5, 2.0, 1.0];
        let mut result = [0.0; 3];
        CosineGraph::new(&vectors).multiply(&vector, &mut result);
        for (row, value) in result.iter().enumerate() {
            let expected: f64 = (0..3).map(|column| cosine(row, column) * vector[column]).sum();
            assert!((value - expected).abs() < 1e-6);
        }
    }
}
