//! The best first, where worths fall meanwhile.

use std::{cmp::Ordering, collections::BinaryHeap, iter};

/// Candidates with their worths, which only fall as others are picked.
///
/// So what is known of a worth is a bound, and it is computed anew only when its candidate comes up (lazy greedy, Minoux
/// 1978): for k of n candidates some n + k computations, not n times k. Of equals the one with the lower number comes first.
///
/// Where all worths fall alike, as those of a sentence that a text repeats a thousand times, each pick would compute them all.
/// So once four times as many were computed as there are candidates, a pick computes at most 512, and the best of those comes
/// first: time is linear in candidates and picks, whatever the text.
#[derive(Debug, Default)]
pub struct LazyQueue {
    candidates: BinaryHeap<Candidate>,
    /// The best of those whose worth is known, apart from the others.
    first: Option<Candidate>,
    /// How many worths may be computed before a pick is held to its share.
    freely: usize,
}

/// How many worths are computed freely, for each candidate. The first ten picks among 100,000 sentences compute one or two.
const FREELY_PER_CANDIDATE: usize = 4;

/// How many worths a pick computes anew after that. Later picks among 10,000 sentences compute some hundred.
const PER_PICK_MAX: usize = 512;

impl LazyQueue {
    /// Holds candidates and their worths after so many picks.
    pub fn new(picks: usize, candidates: impl IntoIterator<Item = (usize, f64)>) -> Self {
        let candidate = |(number, worth)| Candidate { worth, number, picks };
        // A heap is made of a vector in linear time.
        let candidates: Vec<Candidate> = candidates.into_iter().map(candidate).collect();
        Self { freely: FREELY_PER_CANDIDATE * candidates.len(), candidates: candidates.into(), first: None }
    }

    /// Adds a candidate and its worth after so many picks.
    pub fn push(&mut self, picks: usize, number: usize, worth: f64) {
        self.candidates.push(Candidate { worth, number, picks });
    }

    /// What the best is worth at most.
    pub fn bound(&self) -> Option<f64> {
        self.first.iter().chain(self.candidates.peek()).max().map(|candidate| candidate.worth)
    }

    /// What the best is worth after so many picks.
    pub fn best(&mut self, picks: usize, worth: impl FnMut(usize) -> f64) -> Option<f64> {
        self.settle(picks, worth);
        self.first.map(|first| first.worth)
    }

    /// Takes the best out, with its worth after so many picks.
    pub fn pop(&mut self, picks: usize, worth: impl FnMut(usize) -> f64) -> Option<(usize, f64)> {
        self.settle(picks, worth);
        self.first.take().map(|first| (first.number, first.worth))
    }

    /// Puts the best first.
    fn settle(&mut self, picks: usize, mut worth: impl FnMut(usize) -> f64) {
        if let Some(outdated) = self.first.take_if(|first| first.picks != picks) {
            self.candidates.push(outdated);
        }
        let mut computed = 0;
        while self.candidates.peek().is_some_and(|&next| self.first.is_none_or(|first| next > first)) {
            let Some(mut next) = self.candidates.pop() else { return };
            if next.picks != picks {
                if self.freely == 0 && computed >= PER_PICK_MAX {
                    self.candidates.push(next);
                    return;
                }
                (next.worth, next.picks) = (worth(next.number), picks);
                computed += 1;
                self.freely = self.freely.saturating_sub(1);
            }
            let better = self.first.is_none_or(|first| next > first);
            if let Some(other) = if better { self.first.replace(next) } else { Some(next) } {
                self.candidates.push(other);
            }
        }
    }
}

/// The numbers of scores, the highest first, and of equals the first; cheap for as many as are asked for.
pub fn best_first(scores: &[f64]) -> impl Iterator<Item = usize> {
    let mut queue = LazyQueue::new(0, scores.iter().copied().enumerate());
    iter::from_fn(move || queue.pop(0, |number| scores[number]).map(|(number, _)| number))
}

/// A candidate with its worth after so many picks.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    worth: f64,
    number: usize,
    picks: usize,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.worth.total_cmp(&other.worth).then(other.number.cmp(&self.number))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_comes_first_and_of_equals_the_first() {
        assert_eq!(best_first(&[0.5, 2.0, 0.5, f64::NEG_INFINITY, 3.0]).collect::<Vec<_>>(), [4, 1, 0, 2, 3]);
    }

    #[test]
    fn a_worth_that_fell_lets_another_pass() {
        let mut queue = LazyQueue::new(0, [(0, 9.0), (1, 8.0), (2, 7.0)]);
        assert_eq!(queue.pop(0, |_| unreachable!()), Some((0, 9.0)));
        assert_eq!(queue.pop(1, |number| [0.0, 6.5, 7.0][number]), Some((2, 7.0)));
        assert_eq!(queue.pop(1, |_| unreachable!("it is known since the last pick")), Some((1, 6.5)));
    }

    #[test]
    fn a_worth_that_can_not_be_the_best_is_not_computed() {
        let mut queue = LazyQueue::new(0, [(0, 9.0), (1, 8.0), (2, 1.0)]);
        let mut computed = Vec::new();
        let worth = |number: usize| {
            computed.push(number);
            7.0
        };
        assert_eq!(queue.pop(1, worth), Some((0, 7.0)));
        assert_eq!(computed, [0, 1]);
    }

    #[test]
    fn worths_that_all_fall_alike_are_not_all_computed_for_each_pick() {
        let count = 10_000;
        let mut queue = LazyQueue::new(0, (0..count).map(|number| (number, 1.0)));
        let mut computed = 0;
        for pick in 1..=20 {
            let worth = |_| {
                computed += 1;
                1.0 / f64::from(1 << pick)
            };
            assert_eq!(queue.pop(pick, worth).map(|(_, worth)| worth), Some(1.0 / f64::from(1 << pick)));
        }
        assert!(computed <= FREELY_PER_CANDIDATE * count + 20 * PER_PICK_MAX, "{computed}");
        assert!(queue.bound() > Some(1.0 / f64::from(1 << 20)), "others weren't looked at");
    }
}
