//! Luhn, "The Automatic Creation of Literature Abstracts", IBM Journal of Research and Development 2(2), 1958.

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Output, Request, Sentence, Summarizer};

use crate::offer_ranked;

/// Ranks sentences by their densest cluster of words that come often.
///
/// Stop words are Luhn's common words, and stems stand for his words of one root.
#[derive(Default)]
pub(crate) struct Luhn;

/// The parameters of Luhn's method.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Params {
    /// How often a word comes in all documents at least to be significant. Unless it is given, twice, and more often than the
    /// documents' length suggests: than all their words divided by their different ones that aren't stop words. The paper
    /// leaves it open; in its example that ratio is 4, and significant words come 5 times or more.
    #[schemars(range(min = 1, max = 1_000_000))]
    frequency_min: Option<u32>,
    /// The most other words between two significant ones of a cluster: 4 or 5 in the paper.
    #[schemars(range(min = 0, max = 100))]
    gap_max: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self { frequency_min: None, gap_max: 4 }
    }
}

impl Summarizer for Luhn {
    const NAME: &'static str = "luhn";
    const DESCRIPTION: &'static str =
        "Luhn (1958): sentences in which words that come often stand close together.";
    type Params = Params;

    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let frequencies = frequencies(&sentences, request.term_count());
        output.check()?;

        let params = request.params();
        let frequency_min = params.frequency_min.unwrap_or_else(|| usual_minimum(&sentences, &frequencies));
        let is_significant =
            |term: Option<u32>| term.is_some_and(|term| frequencies[term as usize] >= frequency_min);
        let scores: Vec<f64> = sentences
            .iter()
            .map(|sentence| {
                densest_cluster(sentence.tokens().map(|token| is_significant(token.term())), params.gap_max)
            })
            .collect();
        output.check()?;
        offer_ranked(&sentences, &scores, output)
    }
}

/// How often each term occurs.
fn frequencies(sentences: &[Sentence<'_>], term_count: usize) -> Vec<u32> {
    let mut frequencies = vec![0; term_count];
    for sentence in sentences {
        for term in sentence.terms() {
            frequencies[term as usize] += 1;
        }
    }
    frequencies
}

/// The least frequency of significant words in documents of this length.
fn usual_minimum(sentences: &[Sentence<'_>], frequencies: &[u32]) -> u32 {
    let words: usize = sentences.iter().map(|sentence| sentence.tokens().len()).sum();
    let different = frequencies.iter().filter(|&&frequency| frequency > 0).count();
    u32::try_from(words / different.max(1) + 1).unwrap_or(u32::MAX).max(2)
}

/// The greatest significance factor of a sentence's clusters: the square of a cluster's significant words, divided by all its
/// words. A cluster begins and ends with significant words that are close enough together; a lone one makes none.
fn densest_cluster(significant: impl Iterator<Item = bool>, gap_max: u32) -> f64 {
    let mut densest: f64 = 0.0;
    let (mut inside, mut length, mut gap) = (0_u32, 0_u32, 0_u32);
    let factor = |inside: u32, length: u32| {
        if inside > 1 { f64::from(inside).powi(2) / f64::from(length) } else { 0.0 }
    };
    for is_significant in significant {
        if !is_significant {
            gap = gap.saturating_add(1);
            continue;
        }
        if inside > 0 && gap <= gap_max {
            (inside, length) = (inside + 1, length + gap + 1);
        } else {
            densest = densest.max(factor(inside, length));
            (inside, length) = (1, 1);
        }
        gap = 0;
    }
    densest.max(factor(inside, length))
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::Host;

    use super::*;

    fn densest(words: &str, gap_max: u32) -> f64 {
        densest_cluster(words.chars().map(|word| word == '*'), gap_max)
    }

    #[test]
    fn scores_a_cluster_as_in_the_paper() {
        // Figure 2 of the paper: 4 significant words among the 7 of the brackets.
        assert_eq!(densest("---*-**--*----", 4), 16.0 / 7.0);
    }

    #[test]
    fn parts_clusters_at_wide_gaps() {
        assert_eq!(densest("*----*", 4), 4.0 / 6.0);
        assert_eq!(densest("**-----***", 4), 3.0);
        assert_eq!(densest("**-----***", 5), 25.0 / 10.0);
    }

    #[test]
    fn a_lone_significant_word_makes_no_cluster() {
        assert_eq!(densest("--*------*", 4), 0.0);
    }

    #[test]
    fn a_sentence_without_significant_words_is_worth_nothing() {
        assert_eq!(densest("----", 4), 0.0);
        assert_eq!(densest("", 4), 0.0);
    }

    #[test]
    fn takes_the_sentence_where_frequent_words_meet() {
        let text = "Snow fell. River water flooded town streets. The river was calm, and nobody saw much of the water. \
            Town streets dried.";
        let summary =
            Host::new().document(text).params(r#"{"frequency_min": 2}"#).sentences(1).run::<Luhn>().unwrap();
        assert_eq!(summary.texts(), ["River water flooded town streets."]);
        assert_eq!(summary.scores(), [16.0 / 5.0]);
    }
}
