//! An evolution strategy: looks for a vector of numbers that scores best, where scores are rough and tell no direction.
//!
//! Vectors are drawn around a mean, which moves to those that score best; how far they are drawn from it is learned for each number:
//! CMA-ES with a diagonal matrix, after Ros & Hansen (2008), "A simple modification in CMA-ES achieving linear time and space
//! complexity", in whose symbols it is written. What it finds is good in the mean over a neighbourhood, and so holds better for
//! records that weren't seen than the best single point does.

use synoptic_evaluation::SplitMix;

/// A distribution of vectors that moves to better ones.
#[derive(Debug, Clone)]
pub(crate) struct Evolution {
    mean: Vec<f64>,
    /// The step size.
    sigma: f64,
    /// The diagonal of the covariance matrix.
    variances: Vec<f64>,
    /// The path of the step size.
    path_sigma: Vec<f64>,
    /// The path of the covariance.
    path: Vec<f64>,
    random: SplitMix,
}

/// How many vectors are drawn at a time: 4 + 3 ln n for the number of weights, and some more, as scores are rough.
pub(crate) const POPULATION: usize = 18;

/// The step never gets smaller than this share of the first: rough scores end a search early otherwise.
const SIGMA_MIN: f64 = 0.15;

impl Evolution {
    /// Begins at a vector, with the deviation of each number.
    pub(crate) fn new(mean: Vec<f64>, deviations: &[f64], seed: u64) -> Self {
        let n = mean.len();
        let variances = deviations.iter().map(|deviation| deviation * deviation).collect();
        Self {
            mean,
            sigma: 1.0,
            variances,
            path_sigma: vec![0.0; n],
            path: vec![0.0; n],
            random: SplitMix(seed),
        }
    }

    /// The middle of the distribution.
    pub(crate) fn mean(&self) -> &[f64] {
        &self.mean
    }

    /// Draws vectors to be scored, each with its mirror image.
    pub(crate) fn draw(&mut self) -> Vec<Vec<f64>> {
        let mut drawn = Vec::with_capacity(POPULATION);
        for _ in 0..POPULATION / 2 {
            let steps: Vec<f64> =
                self.variances.iter().map(|v| self.sigma * v.sqrt() * normal(&mut self.random)).collect();
            for sign in [1.0, -1.0] {
                drawn.push(self.mean.iter().zip(&steps).map(|(mean, step)| mean + sign * step).collect());
            }
        }
        drawn
    }

    /// Moves to the vectors that scored best.
    #[expect(clippy::cast_precision_loss, reason = "a few dozen numbers")]
    pub(crate) fn learn(&mut self, drawn: &[Vec<f64>], scores: &[f64]) {
        let n = self.mean.len() as f64;
        let mu = drawn.len() / 2;
        let mut order: Vec<usize> = (0..drawn.len()).collect();
        order.sort_by(|&one, &other| scores[other].total_cmp(&scores[one]));
        let ranks: Vec<f64> = (1..=mu).map(|rank| (mu as f64 + 0.5).ln() - (rank as f64).ln()).collect();
        let sum: f64 = ranks.iter().sum();
        let w: Vec<f64> = ranks.iter().map(|rank| rank / sum).collect();
        let mu_eff = 1.0 / w.iter().map(|w| w * w).sum::<f64>();
        let c_sigma = (mu_eff + 2.0) / (n + mu_eff + 5.0);
        let d_sigma = 1.0 + 2.0 * (((mu_eff - 1.0) / (n + 1.0)).sqrt() - 1.0).max(0.0) + c_sigma;
        let c_c = 4.0 / (n + 4.0);
        let rank_one = 2.0 / (n + 2.0_f64.sqrt()).powi(2);
        let rank_mu = ((2.0 * mu_eff - 1.0) / ((n + 2.0).powi(2) + mu_eff)).min(1.0);
        let c_cov = ((n + 2.0) / 3.0 * (rank_one / mu_eff + (1.0 - 1.0 / mu_eff) * rank_mu)).min(0.9);
        let chi = n.sqrt() * (1.0 - 1.0 / (4.0 * n) + 1.0 / (21.0 * n * n));

        for (index, mean) in self.mean.iter_mut().enumerate() {
            let old = *mean;
            let steps: Vec<f64> =
                order[..mu].iter().map(|&at| (drawn[at][index] - old) / self.sigma).collect();
            let step: f64 = steps.iter().zip(&w).map(|(step, w)| w * step).sum();
            let spread: f64 = steps.iter().zip(&w).map(|(step, w)| w * step * step).sum();
            *mean = old + self.sigma * step;
            let whitened = step / self.variances[index].sqrt();
            let path_sigma = &mut self.path_sigma[index];
            *path_sigma =
                (1.0 - c_sigma) * *path_sigma + (c_sigma * (2.0 - c_sigma) * mu_eff).sqrt() * whitened;
            let path = &mut self.path[index];
            *path = (1.0 - c_c) * *path + (c_c * (2.0 - c_c) * mu_eff).sqrt() * step;
            let learned = *path * *path / mu_eff + (1.0 - 1.0 / mu_eff) * spread;
            self.variances[index] = (1.0 - c_cov) * self.variances[index] + c_cov * learned;
        }
        let length = self.path_sigma.iter().map(|step| step * step).sum::<f64>().sqrt();
        let change = c_sigma / d_sigma * (length / chi - 1.0);
        self.sigma = (self.sigma * change.exp()).clamp(SIGMA_MIN, 2.0);
    }
}

/// About normal: the sum of twelve uniform numbers has variance 1.
#[expect(clippy::cast_precision_loss, reason = "53 bits of it are enough")]
pub(crate) fn normal(random: &mut SplitMix) -> f64 {
    (0..12).map(|_| random.next() as f64 / u64::MAX as f64).sum::<f64>() - 6.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_hill_whose_slopes_differ() {
        let best = [1.0, -2.0, 0.5];
        let score = |vector: &[f64]| {
            let distance = vector.iter().zip(best).zip([1.0, 5.0, 0.2]);
            -distance.map(|((x, best), slope)| slope * (x - best) * (x - best)).sum::<f64>()
        };
        let mut evolution = Evolution::new(vec![0.0; 3], &[0.5; 3], 1);
        for _ in 0..200 {
            let drawn = evolution.draw();
            let scores: Vec<f64> = drawn.iter().map(|vector| score(vector)).collect();
            evolution.learn(&drawn, &scores);
        }
        assert!(score(evolution.mean()) > -0.05, "{:?}", evolution.mean());
    }
}
