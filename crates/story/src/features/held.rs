//! Which sentences hold which features, and what those weigh.

use super::{Kind, NONE};
use crate::Place;

/// Which sentences hold which features, each once, and what those weigh.
#[derive(Debug)]
pub(super) struct Held {
    /// The features of each sentence that others hold too, one sentence after the other, in ascending order.
    pub(super) shared: Vec<u32>,
    /// Where those of each sentence start, and where the last end.
    pub(super) starts: Vec<usize>,
    /// What all features of each sentence weigh.
    pub(super) sums: Vec<Sums>,
    /// The sentences of each feature, one feature after the other, in order.
    pub(super) holders: Vec<u32>,
    /// Where those of each feature start, and where the last end.
    pub(super) holder_starts: Vec<u32>,
    /// What each feature weighs.
    pub(super) weights: Vec<f32>,
}

/// Weights, added up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) weight: f32,
    /// Of features that no other report holds.
    pub(super) own: f32,
    /// The length of the sentence as a vector of weights.
    pub(super) length: f32,
}

impl Held {
    /// From what each sentence says: the features with their tokens, and where those of each sentence start.
    pub(super) fn new(said: &[(u32, u32)], said_starts: &[usize], places: &[Place], kinds: &[Kind]) -> Self {
        let sentences = said_starts.len() - 1;
        let mut last = vec![NONE; kinds.len()];
        let mut counts = vec![0_u32; kinds.len()];
        let mut features = Vec::with_capacity(said.len());
        let mut ends = Vec::with_capacity(sentences);
        for (row, bounds) in (0_u32..).zip(said_starts.windows(2)) {
            for &(_, feature) in &said[bounds[0]..bounds[1]] {
                let last = &mut last[feature as usize];
                if *last != row {
                    *last = row;
                    counts[feature as usize] += 1;
                    features.push(feature);
                }
            }
            ends.push(features.len());
        }
        let mut holder_starts = Vec::with_capacity(kinds.len() + 1);
        holder_starts.push(0);
        holder_starts.extend(counts.iter().scan(0, |end, count| {
            *end += count;
            Some(*end)
        }));
        let mut holders = vec![0; features.len()];
        let mut next = holder_starts.clone();
        let (mut start, mut shared) = (0, 0);
        let mut starts = Vec::with_capacity(said_starts.len());
        starts.push(0);
        for (row, &end) in (0_u32..).zip(&ends) {
            for &feature in &features[start..end] {
                let next = &mut next[feature as usize];
                holders[*next as usize] = row;
                *next += 1;
                shared += usize::from(counts[feature as usize] > 1);
            }
            start = end;
            starts.push(shared);
        }
        let weights = weights(kinds, &counts, sentences);
        let mut sums = vec![Sums::default(); sentences];
        let mut shared = vec![0; shared];
        // Feature by feature, those of each sentence come in ascending order.
        let mut next = starts.clone();
        let mut start = 0;
        for ((feature, &count), weight) in (0_u32..).zip(&counts).zip(&weights) {
            let end = start + count as usize;
            let report = |at: usize| places[holders[at] as usize].report;
            let is_own = count == 1 || (count > 1 && report(start) == report(end - 1));
            let own = if is_own { *weight } else { 0.0 };
            for row in holders[start..end].iter().map(|row| *row as usize) {
                sums[row].weight += weight;
                sums[row].own += own;
                sums[row].length += weight * weight;
                if count > 1 {
                    shared[next[row]] = feature;
                    next[row] += 1;
                }
            }
            start = end;
        }
        sums.iter_mut().for_each(|sums| sums.length = sums.length.sqrt());
        Self { shared, starts, sums, holders, holder_starts, weights }
    }
}

/// What features weigh, by their kinds and how many sentences hold each.
#[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
fn weights(kinds: &[Kind], counts: &[u32], sentences: usize) -> Vec<f32> {
    let all = sentences as f32;
    // 1 for what two sentences hold, less for what more do.
    let rarity = |count: u32| (1.0 + all / count as f32).ln() / (1.0 + all / 2.0).ln();
    let rarities: Vec<f32> = (0..=counts.iter().copied().max().unwrap_or_default()).map(rarity).collect();
    kinds.iter().zip(counts).map(|(kind, &count)| kind.factor() * rarities[count as usize]).collect()
}
