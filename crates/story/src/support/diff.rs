//! Two runs of words side by side: which stand in both, in order.

use std::ops::Range;

use super::sources::{Key, is_stop_word};

/// Where each word of one run stands in the other.
#[derive(Debug)]
pub(super) struct Diff {
    /// For each word of the first run its place in the second.
    pub(super) matches: Vec<Option<usize>>,
    /// How many words the second run has.
    length: usize,
}

/// The most pairs of words that are compared, of what is left between a common beginning and end: 200 words each, several times
/// a long sentence.
const PAIRS_MAX: usize = 40_000;

/// A word that tells something binds as much as so many stop words, which match by chance.
const CONTENT_WEIGHT: u16 = 4;

impl Diff {
    /// Aligns two runs so that the matched words weigh the most, in order.
    pub(super) fn new(one: &[Key], other: &[Key]) -> Self {
        let mut matches = vec![None; one.len()];
        let begin = one.iter().zip(other).take_while(|(one, other)| one == other).count();
        let rest = one.len().min(other.len()) - begin;
        let end = one
            .iter()
            .rev()
            .zip(other.iter().rev())
            .take(rest)
            .take_while(|(one, other)| one == other)
            .count();
        for (place, slot) in matches.iter_mut().enumerate().take(begin) {
            *slot = Some(place);
        }
        for back in 1..=end {
            matches[one.len() - back] = Some(other.len() - back);
        }
        let (middle, others) = (begin..one.len() - end, begin..other.len() - end);
        if middle.len() * others.len() <= PAIRS_MAX {
            for (place, found) in subsequence(&one[middle], &other[others]).into_iter().enumerate() {
                if let Some(found) = found {
                    matches[begin + place] = Some(begin + found);
                }
            }
        }
        Self { matches, length: other.len() }
    }

    /// The share of the first run's words that are matched.
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    pub(super) fn share(&self) -> f32 {
        let matched = self.matches.iter().flatten().count();
        matched as f32 / self.matches.len().max(1) as f32
    }

    /// The places of the second run that stand where places of the first do: between the nearest matched words around them.
    pub(super) fn slot(&self, places: Range<usize>) -> Range<usize> {
        let start = self.matches[places.start]
            .or_else(|| {
                self.matches[..places.start].iter().rev().find_map(|found| found.map(|found| found + 1))
            })
            .unwrap_or(0);
        let last = self.matches[places.end - 1].map(|found| found + 1);
        let end = last
            .or_else(|| self.matches[places.end..].iter().find_map(|&found| found))
            .unwrap_or(self.length);
        start..end.max(start)
    }

    /// For each place of the second run its place in the first.
    pub(super) fn reversed(&self) -> Vec<Option<usize>> {
        let mut places = vec![None; self.length];
        for (place, found) in self.matches.iter().enumerate() {
            if let Some(found) = found {
                places[*found] = Some(place);
            }
        }
        places
    }
}

/// The heaviest common subsequence, by dynamic programming from the end.
fn subsequence(one: &[Key], other: &[Key]) -> Vec<Option<usize>> {
    let width = other.len() + 1;
    let mut best = vec![0u16; (one.len() + 1) * width];
    let weigh = |key: Key| if is_stop_word(key) { 1 } else { CONTENT_WEIGHT };
    for row in (0..one.len()).rev() {
        for column in (0..other.len()).rev() {
            let at = row * width + column;
            best[at] = if one[row] == other[column] {
                (best[at + width + 1] + weigh(one[row])).max(best[at + width]).max(best[at + 1])
            } else {
                best[at + width].max(best[at + 1])
            };
        }
    }
    let mut found = vec![None; one.len()];
    let (mut row, mut column) = (0, 0);
    while row < one.len() && column < other.len() {
        let at = row * width + column;
        if one[row] == other[column] && best[at] == best[at + width + 1] + weigh(one[row]) {
            found[row] = Some(column);
            row += 1;
            column += 1;
        } else if best[at] == best[at + width] {
            row += 1;
        } else {
            column += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_word_stands_in_the_place_of_another() {
        let diff = Diff::new(&[1, 2, 9, 4], &[7, 1, 2, 3, 4]);
        assert_eq!(diff.matches, [Some(1), Some(2), None, Some(4)]);
        assert_eq!(diff.slot(2..3), 3..4);
        assert_eq!(diff.reversed(), [None, Some(0), Some(1), None, Some(3)]);
    }

    #[test]
    fn a_dropped_word_leaves_no_place() {
        let diff = Diff::new(&[1, 2], &[1, 3, 2]);
        assert_eq!((diff.slot(0..1), diff.slot(1..2)), (0..1, 2..3));
        assert!((diff.share() - 1.0).abs() < 1e-6);
    }
}
