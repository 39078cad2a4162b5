//! Which sentences hold a term.

use crate::TermVectors;

/// The sentences of each term.
#[derive(Debug)]
pub struct Postings {
    /// Where the sentences of each term begin, and the end of the last.
    starts: Vec<usize>,
    sentences: Vec<u32>,
}

impl Postings {
    /// Collects them; those of each term are in the order that is given, which names each sentence once.
    pub fn new(vectors: &TermVectors, order: impl IntoIterator<Item = u32>) -> Self {
        let mut starts = vec![0; vectors.term_count() + 1];
        for &(term, _) in vectors.rows().flatten() {
            starts[term as usize + 1] += 1;
        }
        for term in 1..starts.len() {
            starts[term] += starts[term - 1];
        }
        let mut ends = starts.clone();
        let mut sentences = vec![0; starts.last().copied().unwrap_or(0)];
        for sentence in order {
            for &(term, _) in vectors.row(sentence as usize) {
                let end = &mut ends[term as usize];
                sentences[*end] = sentence;
                *end += 1;
            }
        }
        Self { starts, sentences }
    }

    /// The sentences that hold a term.
    pub fn of(&self, term: usize) -> &[u32] {
        &self.sentences[self.starts[term]..self.starts[term + 1]]
    }

    /// Those of each term, from the first to the last.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        self.starts.windows(2).map(|window| &self.sentences[window[0]..window[1]])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_the_sentences_of_each_term_in_the_order_given() {
        let vectors = TermVectors::count([vec![0, 2], vec![2], vec![0, 0, 2]], 3);
        let postings = Postings::new(&vectors, [2, 0, 1]);
        assert_eq!(postings.iter().collect::<Vec<_>>(), [&[2, 0][..], &[], &[2, 0, 1]]);
        assert_eq!(postings.of(0), [2, 0]);
    }
}
