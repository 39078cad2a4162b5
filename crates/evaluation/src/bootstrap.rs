//! Confidence by resampling.

/// A mean, and where it lies in 95% of resamples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The mean of the values.
    pub mean: f64,
    /// The 2.5% quantile of the resampled means.
    pub low: f64,
    /// The 97.5% quantile.
    pub high: f64,
}

impl Interval {
    /// Whether all of it lies above zero.
    pub fn is_above_zero(&self) -> bool {
        self.low > 0.0
    }

    /// Whether all of it lies below zero.
    pub fn is_below_zero(&self) -> bool {
        self.high < 0.0
    }
}

/// How many resamples are taken: the quantiles settle to about a hundredth of the interval.
const RESAMPLES: usize = 2000;

/// The percentile bootstrap of a mean (Efron 1979). For a paired comparison, give the differences. The same values give the same
/// interval. All zeros for no values.
#[expect(clippy::cast_precision_loss, reason = "counts of records")]
pub fn bootstrap(values: &[f64]) -> Interval {
    if values.is_empty() {
        return Interval { mean: 0.0, low: 0.0, high: 0.0 };
    }
    let count = values.len() as f64;
    let mut random = SplitMix(7);
    let resample = |_| (0..values.len()).map(|_| values[random.below(values.len())]).sum::<f64>() / count;
    let mut means: Vec<f64> = (0..RESAMPLES).map(resample).collect();
    means.sort_by(f64::total_cmp);
    Interval {
        mean: values.iter().sum::<f64>() / count,
        low: means[RESAMPLES / 40],
        high: means[RESAMPLES - 1 - RESAMPLES / 40],
    }
}

/// Numbers that look random, the same for the same seed: Steele, Lea & Flood (2014), "Fast splittable pseudorandom number
/// generators".
#[derive(Debug, Clone)]
pub struct SplitMix(pub u64);

impl SplitMix {
    /// 64 bits.
    #[expect(clippy::should_implement_trait, reason = "it never ends")]
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    #[expect(clippy::cast_possible_truncation, reason = "the result is below an index")]
    /// A number from 0 to below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_fair_coin_holds_its_mean() {
        let values: Vec<f64> = (0..400).map(|index| f64::from(index % 2)).collect();
        let interval = bootstrap(&values);
        assert!((interval.mean - 0.5).abs() < 1e-9);
        // Two standard errors of 0.5 / 20.
        assert!((interval.high - 0.55).abs() < 0.01 && (interval.low - 0.45).abs() < 0.01, "{interval:?}");
    }

    #[test]
    fn equal_values_leave_no_doubt() {
        assert!(bootstrap(&[0.3; 9]).is_above_zero());
        assert!(bootstrap(&[-0.3; 9]).is_below_zero());
        assert!(!bootstrap(&[1.0, -1.0]).is_above_zero());
    }
}
