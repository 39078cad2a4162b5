//! KL-Sum: Haghighi & Vanderwende, "Exploring Content Models for Multi-Document Summarization", NAACL 2009, section 3.2.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Output, Placed, Request, Sentence, Summarizer};
use synoptic_ranking::{LazyQueue, TermVectors};

use crate::{offer_wordless, probabilities};

/// Takes, again and again, the sentence after which the words of the summary are distributed most like those of the
/// documents: that leaves the least Kullback-Leibler divergence `KL(P‖Q)` of the documents' `P` from the summary's `Q`.
///
/// The paper stops where the divergence rises; here the length alone decides, and sentences are taken on by the same rule.
#[derive(Default)]
pub(crate) struct KlSum;

/// The parameters of KL-Sum.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Params {
    /// The share of the summary's distribution that is spread evenly over all words of the documents, so that the divergence
    /// is finite: "a small amount of mass" in the paper.
    #[schemars(range(min = 0.000_001, max = 0.5))]
    smoothing: f64,
}

impl Default for Params {
    fn default() -> Self {
        Self { smoothing: 0.1 }
    }
}

impl Summarizer for KlSum {
    const NAME: &'static str = "kl-sum";
    const DESCRIPTION: &'static str = "KL-Sum (Haghighi & Vanderwende 2009): sentences whose words are together distributed as in the whole.";
    type Params = Params;

    #[expect(clippy::cast_possible_truncation, reason = "gains are told with single precision")]
    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let counts = TermVectors::count(sentences.iter().map(Sentence::terms), request.term_count());
        output.check()?;
        let mut told = Told::new(&counts, request.params().smoothing);
        let mut queues = told.queues();
        while let Some((index, gain)) = told.next(&mut queues) {
            if output.sentence(sentences[index], gain as f32)? == Placed::Taken {
                told.take(index);
            }
        }
        offer_wordless(&sentences, &counts, output)
    }
}

/// The summary so far, as the distribution of its words.
///
/// A word that the summary holds `c` times of `n` has there the probability `(1 - ε) c / n + ε / V`, which is
/// `(1 - ε) (c + δ n) / n` with `δ = ε / ((1 - ε) V)`. So the divergence falls with the sum of `P ln(c + δ n)` over all words,
/// less `ln n`. That sum has two parts: what it is without the words of the next sentence, which depends on the sentence's
/// length alone; and its gain from those words, which only falls as the summary grows. So the sentences of each length stand
/// in a queue of their own, and few gains are computed again after each sentence.
struct Told<'a> {
    counts: &'a TermVectors,
    /// `P`: the probability of each term in the documents.
    probabilities: Vec<f64>,
    /// `c`: how often the summary holds each term.
    told: Vec<u32>,
    /// For each `c` that terms have, how many those are, and their probability in the documents together.
    by_count: BTreeMap<u32, (u32, f64)>,
    /// `n`: the words of the summary.
    length: u32,
    /// `δ`.
    spread: f64,
    taken: usize,
}

/// The sentences of each length that weren't offered, by their gains.
type Queues = BTreeMap<u32, LazyQueue>;

impl<'a> Told<'a> {
    fn new(counts: &'a TermVectors, smoothing: f64) -> Self {
        let probabilities = probabilities(counts);
        let different = probabilities.iter().map(|&probability| u32::from(probability > 0.0)).sum::<u32>();
        Self {
            told: vec![0; probabilities.len()],
            probabilities,
            by_count: BTreeMap::from([(0, (different, 1.0))]),
            length: 0,
            spread: smoothing / ((1.0 - smoothing) * f64::from(different.max(1))),
            taken: 0,
            counts,
        }
    }

    /// All sentences that have words.
    fn queues(&self) -> Queues {
        let mut by_length = BTreeMap::<u32, Vec<(usize, f64)>>::new();
        for (sentence, row) in self.counts.rows().enumerate().filter(|(_, row)| !row.is_empty()) {
            let length = length(row);
            by_length.entry(length).or_default().push((sentence, self.gain(sentence, length)));
        }
        by_length.into_iter().map(|(length, gains)| (length, LazyQueue::new(self.taken, gains))).collect()
    }

    /// Takes out the sentence after which the divergence is the least, with its gain.
    fn next(&self, queues: &mut Queues) -> Option<(usize, f64)> {
        let mut best: Option<(u32, f64)> = None;
        for (&length, queue) in queues.iter_mut() {
            let Some(bound) = queue.bound() else { continue };
            let without = self.without_gain(length);
            if best.is_some_and(|(_, most)| without + bound <= most) {
                continue;
            }
            let gain = queue.best(self.taken, |sentence| self.gain(sentence, length));
            let worth = without + gain.unwrap_or(f64::NEG_INFINITY);
            if best.is_none_or(|(_, most)| worth > most) {
                best = Some((length, worth));
            }
        }
        let (length, _) = best?;
        queues.get_mut(&length)?.pop(self.taken, |sentence| self.gain(sentence, length))
    }

    /// What the sum would be after so many more words that no term gains from.
    fn without_gain(&self, more: u32) -> f64 {
        let length = f64::from(self.length + more);
        let sum: f64 = self
            .by_count
            .iter()
            .map(|(&count, (_, probability))| probability * (f64::from(count) + self.spread * length).ln())
            .sum();
        sum - length.ln()
    }

    /// What the sum gains from the terms of a sentence.
    fn gain(&self, sentence: usize, length: u32) -> f64 {
        let spread = self.spread * f64::from(self.length + length);
        let gain = |&(term, more): &(u32, f32)| {
            let (probability, told) = (self.probabilities[term as usize], self.told[term as usize]);
            probability * (f64::from(more) / (f64::from(told) + spread)).ln_1p()
        };
        self.counts.row(sentence).iter().map(gain).sum()
    }

    /// A sentence was taken.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts within a sentence")]
    fn take(&mut self, sentence: usize) {
        for &(term, more) in self.counts.row(sentence) {
            let probability = self.probabilities[term as usize];
            let told = &mut self.told[term as usize];
            if let Some((terms, sum)) = self.by_count.get_mut(told) {
                (*terms, *sum) = (*terms - 1, *sum - probability);
            }
            *told += more as u32;
            let (terms, sum) = self.by_count.entry(*told).or_default();
            (*terms, *sum) = (*terms + 1, *sum + probability);
        }
        // What no term has any more; rounding leaves a trace of its probability.
        self.by_count.retain(|_, (terms, _)| *terms > 0);
        self.length += length(self.counts.row(sentence));
        self.taken += 1;
    }
}

/// How many words a sentence has.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a sum of counts")]
fn length(row: &[(u32, f32)]) -> u32 {
    row.iter().map(|&(_, count)| count as u32).sum()
}

#[cfg(test)]
mod tests {
    use synoptic_ranking::noise;

    use super::*;

    const SMOOTHING: f64 = 0.01;

    /// The divergence as the paper has it, from the counts of all terms.
    fn divergence(documents: &[f64], summary: &[f64]) -> f64 {
        let (all, told) = (documents.iter().sum::<f64>(), summary.iter().sum::<f64>());
        let different = documents.iter().filter(|&&count| count > 0.0).count() as f64;
        let terms = documents.iter().zip(summary).filter(|(p, _)| **p > 0.0);
        terms
            .map(|(p, q)| (p / all, (1.0 - SMOOTHING) * q / told + SMOOTHING / different))
            .map(|(p, q)| p * (p / q).ln())
            .sum()
    }

    fn add(sum: &[f64], row: &[(u32, f32)]) -> Vec<f64> {
        let mut sum = sum.to_vec();
        row.iter().for_each(|&(term, count)| sum[term as usize] += f64::from(count));
        sum
    }

    #[test]
    fn takes_the_sentence_that_leaves_the_least_divergence() {
        // Of words 0 to 3 the documents hold 4, 2, 1, 1.
        let counts = TermVectors::count([vec![0, 0], vec![1, 2], vec![0, 1], vec![0, 3]], 4);
        let told = Told::new(&counts, SMOOTHING);
        let (first, _) = told.next(&mut told.queues()).unwrap();
        assert_eq!(first, 2, "half of it word 0, half of it word 1");
    }

    #[test]
    fn is_as_greedy_as_the_divergence_computed_anew() {
        for text in 0..50_u64 {
            let number = |index: u64, bound: f64| (noise::fraction(text * 1000 + index) * bound) as u64;
            let sentence = |index: u64| {
                (0..=number(index, 7.0)).map(move |word| number(index * 20 + word + 30, 9.0) as u32)
            };
            let counts = TermVectors::count((0..12).map(sentence), 9);
            let documents: Vec<f64> = counts.sum().into_iter().map(f64::from).collect();
            let mut told = Told::new(&counts, SMOOTHING);
            let mut queues = told.queues();
            let mut summary = vec![0.0; 9];
            let mut left: Vec<usize> = (0..12).collect();
            while let Some((next, _)) = told.next(&mut queues) {
                let after = |sentence: usize| divergence(&documents, &add(&summary, counts.row(sentence)));
                let least = left.iter().map(|&sentence| after(sentence)).fold(f64::INFINITY, f64::min);
                assert!(after(next) < least + 1e-9, "text {text}: {} and not {least}", after(next));
                left.retain(|&sentence| sentence != next);
                // Every third doesn't fit.
                if !left.len().is_multiple_of(3) {
                    told.take(next);
                    summary = add(&summary, counts.row(next));
                }
            }
            assert!(left.is_empty());
        }
    }
}
