//! Sentences as sparse vectors of terms.

/// A sparse matrix: a row for each sentence, holding its terms in the order in which it first has them, with a weight for each.
#[derive(Debug, Clone, Default)]
pub struct TermVectors {
    /// Where each row begins in `entries`, and the end of the last.
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
    term_count: usize,
}

impl TermVectors {
    /// Counts the terms of each sentence; all terms are below `term_count`.
    ///
    /// # Panics
    ///
    /// When a term isn't.
    pub fn count<S>(sentences: impl IntoIterator<Item = S>, term_count: usize) -> Self
    where
        S: IntoIterator<Item = u32>,
    {
        let mut vectors = Self { starts: vec![0], entries: Vec::new(), term_count };
        let entries = &mut vectors.entries;
        // Behind which entry each term stands that was met last; those of earlier sentences don't count.
        let mut behind = vec![0; term_count];
        for sentence in sentences {
            let start = entries.len();
            for term in sentence {
                let known = &mut behind[term as usize];
                if *known > start {
                    entries[*known - 1].1 += 1.0;
                } else {
                    entries.push((term, 1.0));
                    *known = entries.len();
                }
            }
            vectors.starts.push(entries.len());
        }
        vectors
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many different terms there may be.
    pub fn term_count(&self) -> usize {
        self.term_count
    }

    /// A row: terms, each once, with their weights.
    pub fn row(&self, index: usize) -> &[(u32, f32)] {
        &self.entries[self.starts[index]..self.starts[index + 1]]
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[(u32, f32)]> {
        self.starts.windows(2).map(|window| &self.entries[window[0]..window[1]])
    }

    /// In how many rows each term occurs.
    pub fn sentence_frequencies(&self) -> Vec<u32> {
        let mut frequencies = vec![0; self.term_count];
        for &(term, _) in &self.entries {
            frequencies[term as usize] += 1;
        }
        frequencies
    }

    /// The inverse sentence frequency of each term, `ln(N / n)` as in Erkan & Radev (2004) with the sentences at hand
    /// for a corpus, and 1 added so that a term of all sentences still counts.
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    pub fn inverse_sentence_frequencies(&self) -> Vec<f32> {
        let total = self.len() as f32;
        let inverse = |frequency: u32| 1.0 + (total / frequency.max(1) as f32).ln();
        self.sentence_frequencies().into_iter().map(inverse).collect()
    }

    /// Replaces each weight.
    pub fn reweigh(&mut self, mut weight: impl FnMut(u32, f32) -> f32) {
        for (term, value) in &mut self.entries {
            *value = weight(*term, *value);
        }
    }

    /// Scales each row to length 1; empty rows stay empty.
    pub fn normalize(&mut self) {
        for window in self.starts.windows(2) {
            let row = &mut self.entries[window[0]..window[1]];
            let length = row.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            if length > 0.0 {
                for (_, weight) in row {
                    *weight /= length;
                }
            }
        }
    }

    /// Tf-idf vectors of length 1.
    pub fn tf_idf(mut self) -> Self {
        let inverse = self.inverse_sentence_frequencies();
        self.reweigh(|term, count| count * inverse[term as usize]);
        self.normalize();
        self
    }

    /// The sum of all rows, one value a term.
    pub fn sum(&self) -> Vec<f32> {
        let mut sum = vec![0.0; self.term_count];
        for &(term, weight) in &self.entries {
            sum[term as usize] += weight;
        }
        sum
    }

    /// The product of a row with a dense vector.
    pub fn dot(&self, index: usize, dense: &[f32]) -> f32 {
        self.row(index).iter().map(|&(term, weight)| weight * dense[term as usize]).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_terms() {
        let vectors = TermVectors::count([vec![2, 0, 2], vec![], vec![0, 2, 0]], 3);
        assert_eq!(vectors.row(0), [(2, 2.0), (0, 1.0)]);
        assert!(vectors.row(1).is_empty());
        assert_eq!(vectors.row(2), [(0, 2.0), (2, 1.0)]);
    }

    #[test]
    fn normal_rows_have_length_one() {
        let vectors = TermVectors::count([vec![0, 1, 1], vec![1]], 2).tf_idf();
        for row in vectors.rows() {
            let length: f32 = row.iter().map(|(_, weight)| weight * weight).sum();
            assert!((length - 1.0).abs() < 1e-6);
        }
    }
}
