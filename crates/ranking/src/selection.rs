//! Picks sentences by score, without saying the same thing twice.

use crate::{LazyQueue, TermVectors};

/// The sentences that were picked, and how similar others are to them.
#[derive(Debug)]
pub struct Selected<'a> {
    vectors: &'a TermVectors,
    /// For each term the picked sentences that hold it, with their weights.
    by_term: Vec<Vec<(u32, f32)>>,
    /// The similarity to each picked sentence, while one is computed.
    similarities: Vec<f32>,
    picked: usize,
}

/// How many picked sentences a term remembers. A term of more sentences than these is in most of them, and weighs little;
/// the bound keeps long summaries linear.
const PICKED_PER_TERM_MAX: usize = 64;

impl<'a> Selected<'a> {
    /// Nothing picked yet, of vectors of length 1.
    pub fn new(vectors: &'a TermVectors) -> Self {
        Self { vectors, by_term: vec![Vec::new(); vectors.term_count()], similarities: Vec::new(), picked: 0 }
    }

    /// How similar a sentence is to the picked one that is most similar to it: the cosine, from 0 to 1.
    pub fn similarity(&mut self, sentence: usize) -> f32 {
        let mut most: f32 = 0.0;
        let mut touched = Vec::new();
        for &(term, weight) in self.vectors.row(sentence) {
            for &(picked, other) in &self.by_term[term as usize] {
                let similarity = &mut self.similarities[picked as usize];
                if *similarity == 0.0 {
                    touched.push(picked);
                }
                *similarity += weight * other;
                most = most.max(*similarity);
            }
        }
        for picked in touched {
            self.similarities[picked as usize] = 0.0;
        }
        most.min(1.0)
    }

    /// Picks a sentence.
    #[expect(clippy::cast_possible_truncation, reason = "sentences are numbered with 32 bits")]
    pub fn pick(&mut self, sentence: usize) {
        for &(term, weight) in self.vectors.row(sentence) {
            let picked = &mut self.by_term[term as usize];
            if picked.len() < PICKED_PER_TERM_MAX {
                picked.push((self.picked as u32, weight));
            }
        }
        self.similarities.push(0.0);
        self.picked += 1;
    }
}

/// What became of a sentence that was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picked {
    /// It stands in the summary.
    Yes,
    /// It doesn't, and counts for nothing.
    No,
}

/// What picked sentences cost others.
#[derive(Debug, Clone, Copy)]
pub struct Penalties<'a> {
    /// For being similar to a picked sentence: this times the cosine to the most similar one, as in maximal marginal
    /// relevance of Carbonell & Goldstein (1998).
    pub redundancy: f32,
    /// For coming from a group that others were picked from: this times `k / (k + 1)` after `k` picks.
    pub crowding: f32,
    /// The group of each sentence: its document, say. Numbered from 0.
    pub groups: &'a [u32],
}

/// What sentences are worth while others are picked.
pub trait Worth {
    /// What a sentence is worth now. It only falls as others are picked.
    fn worth(&mut self, sentence: usize) -> f32;

    /// A sentence was picked.
    fn pick(&mut self, sentence: usize);
}

/// Offers `count` sentences, the best first. Ends when `offer` fails or all sentences were offered.
///
/// A worth is computed anew only where it may be the best: see [`LazyQueue`].
///
/// # Errors
///
/// What `offer` fails with.
pub fn select_by<E>(
    count: usize,
    objective: &mut impl Worth,
    mut offer: impl FnMut(usize, f32) -> Result<Picked, E>,
) -> Result<(), E> {
    let mut picks = 0;
    let mut queue =
        LazyQueue::new(0, (0..count).map(|sentence| (sentence, objective.worth(sentence).into())));
    while let Some((sentence, worth)) = queue.pop(picks, |sentence| objective.worth(sentence).into()) {
        #[expect(clippy::cast_possible_truncation, reason = "it was one")]
        let worth = worth as f32;
        if offer(sentence, worth)? == Picked::Yes {
            objective.pick(sentence);
            picks += 1;
        }
    }
    Ok(())
}

/// Offers sentences best first, where a sentence is worth its score less what picked ones cost it. Ends when `offer` fails or
/// all sentences were offered. See [`select_by`] for the cost.
///
/// # Errors
///
/// What `offer` fails with.
pub fn select<E>(
    vectors: &TermVectors,
    scores: &[f32],
    penalties: Penalties<'_>,
    offer: impl FnMut(usize, f32) -> Result<Picked, E>,
) -> Result<(), E> {
    let picks = vec![0.0; penalties.groups.iter().max().map_or(0, |group| *group as usize + 1)];
    let mut marginal = Marginal { scores, penalties, selected: Selected::new(vectors), picks };
    select_by(scores.len(), &mut marginal, offer)
}

/// A score less penalties.
struct Marginal<'a> {
    scores: &'a [f32],
    penalties: Penalties<'a>,
    selected: Selected<'a>,
    /// How many were picked from each group.
    picks: Vec<f32>,
}

impl Worth for Marginal<'_> {
    fn worth(&mut self, sentence: usize) -> f32 {
        if self.selected.picked == 0 {
            return self.scores[sentence];
        }
        let from_group = self.picks[self.penalties.groups[sentence] as usize];
        self.scores[sentence]
            - self.penalties.redundancy * self.selected.similarity(sentence)
            - self.penalties.crowding * from_group / (from_group + 1.0)
    }

    fn pick(&mut self, sentence: usize) {
        self.selected.pick(sentence);
        self.picks[self.penalties.groups[sentence] as usize] += 1.0;
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    fn order(sentences: &[&[u32]], scores: &[f32], redundancy: f32) -> Vec<usize> {
        order_in_groups(
            sentences,
            scores,
            Penalties { redundancy, crowding: 0.0, groups: &vec![0; scores.len()] },
        )
    }

    fn order_in_groups(sentences: &[&[u32]], scores: &[f32], penalties: Penalties<'_>) -> Vec<usize> {
        let vectors = TermVectors::count(sentences.iter().map(|terms| terms.iter().copied()), 10).tf_idf();
        let mut order = Vec::new();
        let picked: Result<(), Infallible> = select(&vectors, scores, penalties, |sentence, _| {
            order.push(sentence);
            Ok(Picked::Yes)
        });
        assert!(picked.is_ok());
        order
    }

    #[test]
    fn takes_the_best_first() {
        assert_eq!(order(&[&[1], &[2], &[3]], &[0.1, 0.3, 0.2], 1.0), [1, 2, 0]);
    }

    #[test]
    fn leaves_what_was_said_to_the_end() {
        assert_eq!(order(&[&[1, 2], &[1, 2], &[3, 4]], &[0.9, 0.8, 0.1], 1.0), [0, 2, 1]);
    }

    #[test]
    fn turns_to_another_group_once_one_has_spoken() {
        let penalties = Penalties { redundancy: 0.0, crowding: 1.0, groups: &[0, 0, 1] };
        assert_eq!(order_in_groups(&[&[1], &[2], &[3]], &[0.9, 0.8, 0.5], penalties), [0, 2, 1]);
    }

    #[test]
    fn similarity_is_the_cosine() {
        let vectors = TermVectors::count([vec![1, 2], vec![2, 3]], 4).tf_idf();
        let mut selected = Selected::new(&vectors);
        selected.pick(0);
        let expected = vectors.row(0)[1].1 * vectors.row(1)[0].1;
        assert!((selected.similarity(1) - expected).abs() < 1e-6);
        assert!((selected.similarity(0) - 1.0).abs() < 1e-6);
    }
}
