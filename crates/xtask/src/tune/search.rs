//! How weights are looked for: by the slopes of a smooth measure, all together, then one after the other.

use synoptic_evaluation::SplitMix;

use super::{
    Weights, ascent,
    bench::{Bench, Case},
    evolution::{Evolution, normal},
    lessons,
};

/// How the weights are looked for.
pub(super) struct Search {
    pub(super) names: Vec<String>,
    /// How many steps up a smooth measure come first; 0 for none.
    pub(super) ascent: usize,
    pub(super) steps: usize,
    pub(super) generations: usize,
    pub(super) batch: usize,
    pub(super) gain_min: f64,
    pub(super) shrink: f64,
    pub(super) begin: Weights,
    pub(super) seed: u64,
    /// How many evolutions begin alike, of which the mean is taken.
    pub(super) searches: u64,
}

/// How far a weight is changed, as a share of it, or of a half where it is less.
const CHANGES: [f64; 6] = [-1.0, -0.4, -0.15, 0.15, 0.4, 1.0];

impl Search {
    pub(super) fn run(
        &self,
        bench: &mut Bench,
        begin: &Weights,
        chosen: &(impl Fn(&Case) -> bool + Sync),
    ) -> anyhow::Result<Weights> {
        let best = self.ascend(bench, begin.clone(), chosen)?;
        let found: Vec<Weights> =
            (0..self.searches).map(|search| self.evolve(bench, &best, self.seed + search, chosen)).collect();
        let best = mean(best, &found);
        let (best, score) = self.climb(bench, best, chosen);
        Ok(self.prune(bench, best, score, chosen))
    }

    /// Learns features' weights and that of redundancy from nothing, by the slopes of a smooth measure.
    fn ascend(
        &self,
        bench: &mut Bench,
        mut best: Weights,
        chosen: &(impl Fn(&Case) -> bool + Sync),
    ) -> anyhow::Result<Weights> {
        if self.ascent == 0 {
            return Ok(best);
        }
        let counted = bench.counted();
        let names = lessons::features(&self.names);
        let lessons = lessons::lessons(bench, &names, &best, &|case| counted[case.set] && chosen(case))?;
        // Nothing else is left of where it began.
        best.retain(|name, _| name == "focus" || lessons::is_shape(name));
        let learnt = ascent::ascend(&names, &lessons, self.ascent);
        best.extend(learnt.into_iter().map(|(name, value)| (name, round(value))));
        Ok(best)
    }

    /// Moves all weights together.
    #[expect(clippy::cast_precision_loss, reason = "counts of generations and records")]
    fn evolve(
        &self,
        bench: &mut Bench,
        begin: &Weights,
        seed: u64,
        chosen: &(impl Fn(&Case) -> bool + Sync),
    ) -> Weights {
        if self.generations == 0 {
            return begin.clone();
        }
        let mean: Vec<f64> = self.names.iter().map(|name| begin.get(name).copied().unwrap_or(0.0)).collect();
        let deviations: Vec<f64> = mean.iter().map(|value| DEVIATION * value.abs().clamp(0.4, 1.5)).collect();
        let mut evolution = Evolution::new(mean, &deviations, seed);
        let weights = |vector: &[f64]| {
            let mut weights = begin.clone();
            let rounded = self.names.iter().cloned().zip(vector.iter().map(|value| round(*value)));
            weights.extend(rounded);
            weights
        };
        let counted = bench.counted();
        let averaged = self.generations - (self.generations / 3).max(1)..self.generations;
        let mut sum = vec![0.0; self.names.len()];
        for generation in 0..self.generations {
            let batch = |case: &Case| {
                let mut dice = SplitMix(seed ^ ((generation as u64) << 32) ^ case.index as u64);
                counted[case.set] && chosen(case) && dice.below(case.set_len) < self.batch
            };
            let drawn = evolution.draw();
            let scores: Vec<f64> =
                drawn.iter().map(|vector| self.worth(bench, &weights(vector), &batch)).collect();
            evolution.learn(&drawn, &scores);
            if averaged.contains(&generation) {
                sum.iter_mut().zip(evolution.mean()).for_each(|(sum, value)| *sum += value);
            }
        }
        let mean: Vec<f64> = sum.iter().map(|sum| sum / averaged.len() as f64).collect();
        weights(&mean)
    }

    /// Changes one weight after the other, and a few at once where no single change helps.
    fn climb(
        &self,
        bench: &mut Bench,
        mut best: Weights,
        chosen: &(impl Fn(&Case) -> bool + Sync),
    ) -> (Weights, f64) {
        let mut random = SplitMix(self.seed);
        let mut score = self.worth(bench, &best, chosen);
        let mut left = self.steps;
        while left > 0 {
            let before = score;
            for index in shuffled(self.names.len(), &mut random) {
                let name = &self.names[index];
                let value = best.get(name).copied().unwrap_or(0.0);
                for change in CHANGES {
                    let mut tried = best.clone();
                    tried.insert(name.clone(), round(value + change * value.abs().max(0.5)));
                    let reached = self.worth(bench, &tried, chosen);
                    left = left.saturating_sub(1);
                    if reached > score {
                        (best, score) = (tried, reached);
                    }
                }
            }
            if score <= before + self.gain_min / 4.0 {
                // No single change helps any more; several at once may.
                for _ in 0..self.names.len() * 2 {
                    let mut tried = best.clone();
                    for _ in 0..3 {
                        let value =
                            tried.entry(self.names[random.below(self.names.len())].clone()).or_insert(0.0);
                        *value = round(*value + normal(&mut random) * 0.3 * value.abs().max(0.5));
                    }
                    let reached = self.worth(bench, &tried, chosen);
                    left = left.saturating_sub(1);
                    if reached > score {
                        (best, score) = (tried, reached);
                    }
                }
            }
        }
        (best, score)
    }

    /// The objective, less what the distance from the beginning costs.
    fn worth(&self, bench: &mut Bench, weights: &Weights, chosen: &(impl Fn(&Case) -> bool + Sync)) -> f64 {
        let distance: f64 = self
            .names
            .iter()
            .map(|name| {
                let of = |weights: &Weights| weights.get(name).copied().unwrap_or(0.0);
                (of(weights) - of(&self.begin)).abs()
            })
            .sum();
        bench.objective(weights, chosen) - self.shrink * distance
    }

    /// Takes away what adds next to nothing.
    fn prune(
        &self,
        bench: &mut Bench,
        mut best: Weights,
        mut score: f64,
        chosen: &(impl Fn(&Case) -> bool + Sync),
    ) -> Weights {
        for name in &self.names {
            let Some(value) = best.get(name).copied().filter(|value| *value != 0.0) else { continue };
            best.insert(name.clone(), 0.0);
            let without = self.worth(bench, &best, chosen);
            if without >= score - self.gain_min {
                score = without;
            } else {
                best.insert(name.clone(), value);
            }
        }
        best.retain(|_, value| *value != 0.0);
        best
    }
}

/// The mean of weights that were found, with those that weren't looked for.
#[expect(clippy::cast_precision_loss, reason = "a few searches")]
fn mean(mut begin: Weights, found: &[Weights]) -> Weights {
    for name in found.iter().flat_map(Weights::keys) {
        let sum: f64 = found.iter().map(|weights| weights.get(name).copied().unwrap_or(0.0)).sum();
        begin.insert(name.clone(), round(sum / found.len() as f64));
    }
    begin
}

fn shuffled(count: usize, random: &mut SplitMix) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        order.swap(last, random.below(last + 1));
    }
    order
}

/// How far weights are drawn from the mean at first, as a share of what they are.
const DEVIATION: f64 = 0.25;

/// Three decimals: more would say nothing, and can't be read.
fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
