//! What texts share word for word, from a few hundred bytes of each.

use synoptic_text_analysis::Analysis;

use super::fingerprints::{BASIS, fingerprint_lower, mix};

/// How many words a shingle has. Runs of five words are seldom the same by chance, and one edit spoils no more than five of them.
const SHINGLE_WORDS: usize = 5;

/// How many shingles a sketch keeps. The standard error of a resemblance of 0.7 is 0.04 (Broder 1997); texts of up to as many shingles
/// are kept whole, and their resemblance is exact.
const SKETCH_SHINGLES: usize = 128;

/// The least of a longer text that a copy of it has. A report that quotes two sentences of an agency is no copy of them.
const COPY_SHARE_MIN: f32 = 0.5;

/// The smallest fingerprints of a text's runs of words: a sample that is the same for the same runs (Broder 1997).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sketch {
    smallest: Box<[u32]>,
    /// How many shingles the text has.
    shingles: u32,
}

impl Sketch {
    pub(super) fn new(analysis: &Analysis) -> Self {
        let all = shingles(analysis);
        let smallest = all[..all.len().min(SKETCH_SHINGLES)].into();
        Self { smallest, shingles: count(all.len()) }
    }

    /// The smallest fingerprints, in order.
    pub(super) fn smallest(&self) -> &[u32] {
        &self.smallest
    }

    /// Whether it holds all shingles of its text.
    pub(super) fn is_whole(&self) -> bool {
        self.shingles as usize == self.smallest.len()
    }

    /// How much of the shorter of two texts the longer one has, word for word: 0 to 1. 0 where one is less than half of the other.
    #[expect(clippy::cast_precision_loss, reason = "an estimate with a larger error")]
    pub(super) fn overlap(&self, other: &Self) -> f32 {
        let (mut at, mut other_at, mut looked_at, mut shared) = (0, 0, 0_u16, 0_u16);
        let whole = self.is_whole() && other.is_whole();
        while whole || usize::from(looked_at) < SKETCH_SHINGLES {
            let (one, two) = (self.smallest.get(at), other.smallest.get(other_at));
            if one.is_none() && two.is_none() {
                break;
            }
            shared += u16::from(one == two);
            at += usize::from(one.is_some_and(|one| two.is_none_or(|two| one <= two)));
            other_at += usize::from(two.is_some_and(|two| one.is_none_or(|one| two <= one)));
            looked_at += 1;
        }
        let resemblance = f32::from(shared) / f32::from(looked_at.max(1));
        let sum = self.shingles as f32 + other.shingles as f32;
        share_of_shorter(resemblance / (1.0 + resemblance) * sum, self.shingles, other.shingles)
    }

    /// An estimate of the memory that it takes, in bytes.
    pub(super) fn memory_bytes(&self) -> usize {
        size_of::<Self>() + size_of_val(&*self.smallest)
    }
}

/// What [`Sketch::overlap`] estimates, from the texts themselves: linear in them.
#[expect(clippy::cast_precision_loss, reason = "a share needs no more than seven digits")]
pub(super) fn exact_overlap(one: &Analysis, two: &Analysis) -> f32 {
    let (one, two) = (shingles(one), shingles(two));
    let shared = one.iter().filter(|shingle| two.binary_search(shingle).is_ok()).count();
    share_of_shorter(shared as f32, count(one.len()), count(two.len()))
}

#[expect(clippy::cast_precision_loss, reason = "a share needs no more than seven digits")]
fn share_of_shorter(shared: f32, one: u32, two: u32) -> f32 {
    let (shorter, longer) = (one.min(two) as f32, one.max(two) as f32);
    if shorter < longer * COPY_SHARE_MIN || shorter == 0.0 { 0.0 } else { (shared / shorter).min(1.0) }
}

/// The fingerprints of all runs of words, in order, each once. A text of fewer words is one run.
fn shingles(analysis: &Analysis) -> Vec<u32> {
    let words: Vec<u64> =
        analysis.tokens().iter().map(|token| fingerprint_lower(analysis.slice(token.range()))).collect();
    let run = |words: &[u64]| words.iter().fold(BASIS, |sum, word| mix(sum ^ word).wrapping_add(*word));
    let mut runs: Vec<u32> = match words.len() {
        0 => Vec::new(),
        1..SHINGLE_WORDS => vec![upper_half(run(&words))],
        _ => words.windows(SHINGLE_WORDS).map(|words| upper_half(run(words))).collect(),
    };
    runs.sort_unstable();
    runs.dedup();
    runs
}

fn upper_half(bits: u64) -> u32 {
    (bits >> 32) as u32
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use synoptic_text_analysis::{Options, analyze};

    use super::*;

    fn words(range: std::ops::Range<usize>) -> Analysis {
        let text = range.fold(String::new(), |mut text, number| {
            write!(text, "word{number} ").unwrap();
            text
        });
        analyze(&text, &Options::default())
    }

    #[test]
    fn estimates_what_is_shared() {
        for (one, two) in [(0..1000, 0..1000), (0..1000, 200..1200), (0..1000, 0..600), (0..1000, 900..1900)]
        {
            let (one, two) = (words(one), words(two));
            let estimate = Sketch::new(&one).overlap(&Sketch::new(&two));
            assert!(
                (estimate - exact_overlap(&one, &two)).abs() < 0.12,
                "{estimate} {}",
                exact_overlap(&one, &two)
            );
        }
    }

    #[test]
    fn is_exact_for_short_texts() {
        let (one, two) = (words(0..100), words(10..110));
        let difference = Sketch::new(&one).overlap(&Sketch::new(&two)) - exact_overlap(&one, &two);
        assert!(difference.abs() < 1e-5);
    }

    #[test]
    fn a_quoted_part_is_no_copy() {
        assert!(exact_overlap(&words(0..1000), &words(0..100)) < 0.01);
    }
}
