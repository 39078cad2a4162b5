//! The classic extractive methods, a file each, and an order by chance to measure them against.

mod edmundson;
mod kl_sum;
mod lsa;
mod luhn;
mod random;
mod reduction;
mod sum_basic;

use synoptic_plugin_sdk::{Error, Output, Sentence, export_summarizers};
use synoptic_ranking::{TermVectors, best_first};

export_summarizers!(
    luhn::Luhn,
    edmundson::Edmundson,
    lsa::Lsa,
    sum_basic::SumBasic,
    kl_sum::KlSum,
    reduction::Reduction,
    random::Random,
);

/// Offers sentences by falling score; of equals the one that stands first.
#[expect(clippy::cast_possible_truncation, reason = "scores are told with single precision")]
fn offer_ranked(sentences: &[Sentence<'_>], scores: &[f64], output: &Output<'_>) -> Result<(), Error> {
    for index in best_first(scores) {
        output.sentence(sentences[index], scores[index] as f32)?;
    }
    Ok(())
}

/// Offers the sentences that hold nothing but stop words: they come last.
fn offer_wordless(
    sentences: &[Sentence<'_>],
    counts: &TermVectors,
    output: &Output<'_>,
) -> Result<(), Error> {
    for (sentence, row) in sentences.iter().zip(counts.rows()) {
        if row.is_empty() {
            output.sentence(*sentence, 0.0)?;
        }
    }
    Ok(())
}

/// How probable each term is in all sentences: its share of all words that aren't stop words.
fn probabilities(counts: &TermVectors) -> Vec<f64> {
    let mut probabilities: Vec<f64> = counts.sum().into_iter().map(f64::from).collect();
    let total: f64 = probabilities.iter().sum();
    for probability in &mut probabilities {
        *probability /= total.max(1.0);
    }
    probabilities
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::conformance::assert_conforms;

    use super::*;

    #[test]
    fn luhn_conforms() {
        assert_conforms::<luhn::Luhn>();
    }

    #[test]
    fn edmundson_conforms() {
        assert_conforms::<edmundson::Edmundson>();
    }

    #[test]
    fn lsa_conforms() {
        assert_conforms::<lsa::Lsa>();
    }

    #[test]
    fn sumbasic_conforms() {
        assert_conforms::<sum_basic::SumBasic>();
    }

    #[test]
    fn kl_sum_conforms() {
        assert_conforms::<kl_sum::KlSum>();
    }

    #[test]
    fn reduction_conforms() {
        assert_conforms::<reduction::Reduction>();
    }

    #[test]
    fn random_conforms() {
        assert_conforms::<random::Random>();
    }
}
