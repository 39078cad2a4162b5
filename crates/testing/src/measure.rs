//! Measures for benchmarks.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// How long a function is run at least, in all, and how often.
const MEASURED_FOR: Duration = Duration::from_millis(400);
const RUNS_MIN: usize = 3;

/// The median time of one call. The first call warms caches up and doesn't count.
pub fn measure<T>(mut run: impl FnMut() -> T) -> Duration {
    black_box(run());
    let mut times = Vec::new();
    let begun = Instant::now();
    while times.len() < RUNS_MIN || begun.elapsed() < MEASURED_FOR {
        let run_begun = Instant::now();
        black_box(run());
        times.push(run_begun.elapsed());
    }
    times.sort_unstable();
    times[times.len() / 2]
}

/// How time grows with size: the slope of a line through the logarithms of (size, time), by least squares. 1 is linear.
pub fn growth_exponent(points: &[(usize, Duration)]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "sizes of benchmarks")]
    let logs: Vec<(f64, f64)> =
        points.iter().map(|(size, time)| ((*size as f64).ln(), time.as_secs_f64().ln())).collect();
    #[expect(clippy::cast_precision_loss, reason = "a few points")]
    let count = logs.len() as f64;
    let mean = |value: fn(&(f64, f64)) -> f64| logs.iter().map(value).sum::<f64>() / count;
    let (mean_x, mean_y) = (mean(|point| point.0), mean(|point| point.1));
    let covariance: f64 = logs.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    let variance: f64 = logs.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    covariance / variance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_linear_from_quadratic_growth() {
        let grown = |power: u32| -> Vec<(usize, Duration)> {
            [10_usize, 100, 1000].map(|size| (size, Duration::from_micros((size as u64).pow(power)))).into()
        };
        assert!((growth_exponent(&grown(1)) - 1.0).abs() < 1e-6);
        assert!((growth_exponent(&grown(2)) - 2.0).abs() < 1e-6);
    }
}
