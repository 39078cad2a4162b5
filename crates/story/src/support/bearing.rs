//! Which sentences of the sources bear a sentence, by the words that they share.

use super::sources::{Key, Sources, is_stop_word};

/// A word that stands more often than this is told everywhere: it doesn't tell sentences apart, and would have all compared.
const POSTINGS_MAX: usize = 256;

/// The most words of a sentence that are looked up: as many as bits in a mask, and three times those of a long sentence.
const TERMS_MAX: usize = 128;

/// So many sentences are looked at more closely. The best bearer is among the first two nearly always; reports of one event can
/// each have it.
const CANDIDATES_MAX: usize = 6;

/// The share of the weight that another sentence must add to be named as a source too: one word of about eight.
const GAIN_MIN: f32 = 0.12;

/// Sentences of sources that bear one of a summary.
#[derive(Debug, Default)]
pub(super) struct Bearing {
    /// The rows that share the most with it, best first, with the share of its weight that each has.
    pub(super) candidates: Vec<(usize, f32)>,
    /// The rows that together hold the most of it, the best first.
    pub(super) rows: Vec<usize>,
    /// The share of its weight that those hold.
    pub(super) overlap: f32,
}

/// Finds them; keeps its memory for the next sentence.
pub(super) struct Finder {
    /// For each row, which of the sentence's words it holds, as bits.
    masks: Vec<u128>,
    touched: Vec<u32>,
}

impl Finder {
    pub(super) fn new(sources: &Sources<'_, '_>) -> Self {
        Self { masks: vec![0; sources.rows.len()], touched: Vec::new() }
    }

    pub(super) fn find(&mut self, keys: &[Key], sources: &Sources<'_, '_>) -> Bearing {
        let weights = self.look_up(keys, sources);
        let total: f32 = weights.iter().sum();
        if self.touched.is_empty() || total <= 0.0 {
            return Bearing::default();
        }
        let weigh = |mask: u128| {
            let mut rest = mask;
            let mut sum = 0.0;
            while rest != 0 {
                sum += weights[rest.trailing_zeros() as usize];
                rest &= rest - 1;
            }
            sum / total
        };
        let mut ranked: Vec<(usize, f32)> =
            self.touched.iter().map(|&row| (row as usize, weigh(self.masks[row as usize]))).collect();
        let keep = CANDIDATES_MAX.min(ranked.len());
        let best_first = |one: &(usize, f32), other: &(usize, f32)| {
            other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0))
        };
        if keep < ranked.len() {
            ranked.select_nth_unstable_by(keep, best_first);
            ranked.truncate(keep);
        }
        ranked.sort_unstable_by(best_first);
        let (rows, overlap) = self.cover(&ranked, weigh, sources);
        for row in self.touched.drain(..) {
            self.masks[row as usize] = 0;
        }
        Bearing { candidates: ranked, rows, overlap }
    }

    /// Marks the rows that hold the words, and returns the words' weights: ln(1 + N/n), n of N sentences having the word.
    fn look_up(&mut self, keys: &[Key], sources: &Sources<'_, '_>) -> Vec<f32> {
        let mut terms: Vec<Key> = keys.iter().copied().filter(|&key| !is_stop_word(key)).collect();
        terms.sort_unstable();
        terms.dedup();
        let mut weights = Vec::with_capacity(terms.len().min(TERMS_MAX));
        #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
        let all = sources.rows.len() as f32;
        for term in terms {
            if weights.len() == TERMS_MAX || sources.positions(term).nth(POSTINGS_MAX).is_some() {
                continue;
            }
            let bit = 1 << weights.len();
            let mut held = 0.0;
            for position in sources.positions(term) {
                let mask = &mut self.masks[position.row as usize];
                if *mask == 0 {
                    self.touched.push(position.row);
                }
                held += f32::from(u8::from(*mask & bit == 0));
                *mask |= bit;
            }
            weights.push((1.0 + all / f32::max(held, 1.0)).ln());
        }
        weights
    }

    /// Chooses, one by one, the rows that add the most; neighbours of the chosen go before others that add as much.
    fn cover(
        &self,
        ranked: &[(usize, f32)],
        weigh: impl Fn(u128) -> f32,
        sources: &Sources<'_, '_>,
    ) -> (Vec<usize>, f32) {
        let (best, _) = ranked[0];
        let mut pool: Vec<usize> = ranked.iter().map(|&(row, _)| row).collect();
        pool.extend([false, true].into_iter().filter_map(|behind| sources.beside(best, behind)));
        let mut rows = vec![best];
        let mut mask = self.masks[best];
        while rows.len() < super::SOURCES_MAX {
            let gain = |row: usize| weigh(self.masks[row] & !mask);
            let is_near =
                |row: usize| sources.rows[row].report == sources.rows[best].report && row.abs_diff(best) == 1;
            let better = |one: &&usize, other: &&usize| {
                gain(**one).total_cmp(&gain(**other)).then_with(|| is_near(**one).cmp(&is_near(**other)))
            };
            let Some(&next) = pool.iter().max_by(better).filter(|&&next| gain(next) >= GAIN_MIN) else {
                break;
            };
            mask |= self.masks[next];
            rows.push(next);
        }
        (rows, weigh(mask))
    }
}
