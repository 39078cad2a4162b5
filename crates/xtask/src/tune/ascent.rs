//! A ranker that is learned by ascending a smooth measure.
//!
//! The ROUGE of the best summary jumps where another sentence becomes the best. What it is in the mean doesn't, where each three
//! sentences are drawn with a probability in proportion to e^(the sum of their worths, less what they repeat): so all weights can
//! be learned from nothing, by its slopes. Steps are those of Adam (Kingma & Ba 2015), in whose symbols they are written; a square
//! of each weight has a price.

use super::{Weights, lessons::Lesson};

/// The price of a weight's square, in ROUGE from 0 to 1: of weights that say about the same, none runs away.
const PRICE: f64 = 1e-4;

/// How far a step goes, and how far one of the last four tenths.
const STEP: f64 = 0.1;
const STEP_LATE: f64 = 0.05;

/// How fast Adam forgets slopes, and their squares: faster than usual, as there are few steps and all lessons count in each.
const BETA: [f64; 2] = [0.9, 0.98];

/// The deviation of worths among the sentences of a report, in the mean: that of weights set by hand, as a focus is added to worths.
const DEVIATION: f64 = 1.0;

/// A feature that doesn't change counts for nothing.
const DEVIATION_MIN: f64 = 1e-6;

/// The weights of features, and of redundancy, that `steps` steps find.
pub(super) fn ascend(names: &[String], lessons: &[Lesson], steps: usize) -> Weights {
    let deviations: Vec<f64> = (0..names.len()).map(|at| deviation(lessons, at)).collect();
    let scaled = |theta: &[f64]| -> Vec<f64> {
        let weights = theta.iter().zip(&deviations);
        weights
            .map(|(theta, deviation)| if *deviation < DEVIATION_MIN { 0.0 } else { theta / deviation })
            .collect()
    };
    // One more for redundancy, of the same size as the rest.
    let mut theta = vec![0.0; names.len()];
    theta.push(1.0);
    let (mut m, mut v) = (vec![0.0; theta.len()], vec![0.0; theta.len()]);
    for t in 1..=steps {
        let redundancy = theta[names.len()];
        let slopes = slopes(lessons, &scaled(&theta[..names.len()]), redundancy);
        let alpha = if t * 10 > steps * 6 { STEP_LATE } else { STEP };
        let exponent = i32::try_from(t).unwrap_or(i32::MAX);
        for (at, slope) in slopes.into_iter().enumerate() {
            let g = match deviations.get(at) {
                Some(deviation) if *deviation < DEVIATION_MIN => 0.0,
                Some(deviation) => slope / deviation - 2.0 * PRICE * theta[at],
                None => slope,
            };
            m[at] = BETA[0] * m[at] + (1.0 - BETA[0]) * g;
            v[at] = BETA[1] * v[at] + (1.0 - BETA[1]) * g * g;
            let m_hat = m[at] / (1.0 - BETA[0].powi(exponent));
            let v_hat = v[at] / (1.0 - BETA[1].powi(exponent));
            theta[at] += alpha * m_hat / (v_hat.sqrt() + 1e-6);
        }
        theta[names.len()] = theta[names.len()].max(0.0);
    }
    let mut weights = scaled(&theta[..names.len()]);
    weights.push(theta[names.len()]);
    let scale = DEVIATION / worth_deviation(lessons, &weights).max(DEVIATION_MIN);
    let names = names.iter().cloned().chain(["redundancy".to_owned()]);
    names.zip(weights.into_iter().map(|weight| weight * scale)).collect()
}

/// How the expected score rises with each weight, and with that of redundancy.
#[expect(clippy::cast_precision_loss, reason = "a count of records")]
fn slopes(lessons: &[Lesson], weights: &[f64], redundancy: f64) -> Vec<f64> {
    let mut slopes = vec![0.0; weights.len() + 1];
    let mut chances = Vec::new();
    for lesson in lessons {
        let worths: Vec<f64> = lesson.sentences.iter().map(|features| worth(features, weights)).collect();
        let worth = |triple: &super::lessons::Triple| {
            triple.sentences.iter().map(|at| worths[*at]).sum::<f64>() - redundancy * triple.repetition
        };
        chances.clear();
        chances.extend(lesson.triples.iter().map(worth));
        let most = chances.iter().copied().fold(f64::MIN, f64::max);
        chances.iter_mut().for_each(|chance| *chance = (*chance - most).exp());
        let sum: f64 = chances.iter().sum();
        let scored = chances.iter().zip(&lesson.triples);
        let expected = scored.clone().map(|(chance, triple)| chance * triple.rouge).sum::<f64>() / sum;
        let mut by_sentence = vec![0.0; worths.len()];
        for (chance, triple) in scored {
            let slope = chance / sum * (triple.rouge - expected) / lessons.len() as f64;
            triple.sentences.iter().for_each(|at| by_sentence[*at] += slope);
            slopes[weights.len()] -= slope * triple.repetition;
        }
        for (features, slope) in lesson.sentences.iter().zip(by_sentence) {
            slopes.iter_mut().zip(features).for_each(|(sum, value)| *sum += slope * value);
        }
    }
    slopes
}

fn worth(features: &[f64], weights: &[f64]) -> f64 {
    features.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

/// The deviation of a feature, over all sentences.
fn deviation(lessons: &[Lesson], at: usize) -> f64 {
    let values: Vec<f64> =
        lessons.iter().flat_map(|lesson| &lesson.sentences).map(|features| features[at]).collect();
    spread(&values)
}

/// The deviation of worths within a record, in the mean.
#[expect(clippy::cast_precision_loss, reason = "a count of records")]
fn worth_deviation(lessons: &[Lesson], weights: &[f64]) -> f64 {
    let deviations = lessons.iter().map(|lesson| {
        let worths: Vec<f64> = lesson.sentences.iter().map(|features| worth(features, weights)).collect();
        spread(&worths)
    });
    deviations.sum::<f64>() / lessons.len().max(1) as f64
}

#[expect(clippy::cast_precision_loss, reason = "a count of sentences")]
fn spread(values: &[f64]) -> f64 {
    let count = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / count;
    (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count).sqrt()
}

#[cfg(test)]
mod tests {
    use super::{super::lessons::Triple, *};

    /// Four sentences with two features, where those that have the first make the better summary.
    fn lesson() -> Lesson {
        let sentences = vec![vec![1.0, 0.0], vec![1.0, 1.0], vec![1.0, 0.0], vec![0.0, 1.0]];
        let triple = |sentences, rouge| Triple { sentences, repetition: 0.0, rouge };
        Lesson {
            sentences,
            triples: vec![triple([0, 1, 2], 0.6), triple([0, 1, 3], 0.2), triple([1, 2, 3], 0.2)],
        }
    }

    #[test]
    fn learns_which_feature_good_summaries_have() {
        let names = ["good", "idle"].map(str::to_owned);
        let weights = ascend(&names, &[lesson(), lesson()], 100);
        assert!(weights["good"] > 1.0, "{weights:?}");
        assert!(weights["idle"] < 0.0, "{weights:?}");
    }

    #[test]
    fn slopes_are_those_of_the_expected_score() {
        let lessons = [lesson()];
        let expected = |weights: &[f64]| {
            let worths: Vec<f64> =
                lessons[0].sentences.iter().map(|features| worth(features, weights)).collect();
            let chance = |triple: &Triple| triple.sentences.iter().map(|at| worths[*at]).sum::<f64>().exp();
            let sum: f64 = lessons[0].triples.iter().map(chance).sum();
            lessons[0].triples.iter().map(|triple| chance(triple) / sum * triple.rouge).sum::<f64>()
        };
        let at = [0.3, -0.2];
        let slopes = slopes(&lessons, &at, 0.0);
        let step = 1e-6;
        let numeric = [
            (expected(&[at[0] + step, at[1]]) - expected(&at)) / step,
            (expected(&[at[0], at[1] + step]) - expected(&at)) / step,
        ];
        assert!((slopes[0] - numeric[0]).abs() < 1e-5, "{slopes:?} {numeric:?}");
        assert!((slopes[1] - numeric[1]).abs() < 1e-5, "{slopes:?} {numeric:?}");
    }
}
