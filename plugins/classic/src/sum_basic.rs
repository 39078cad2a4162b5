//! `SumBasic`: Nenkova & Vanderwende, "The Impact of Frequency on Summarization", Microsoft Research MSR-TR-2005-101.

use synoptic_plugin_sdk::{Error, NoParams, Output, Placed, Request, Sentence, Summarizer};
use synoptic_ranking::{LazyQueue, Postings, TermVectors};

use crate::{offer_wordless, probabilities};

/// Takes, again and again, the sentence with the most probable words among those that hold the most probable one; the words
/// of a sentence that was taken become less probable.
///
/// Nothing but stop words is left out, and stems stand for words.
#[derive(Default)]
pub(crate) struct SumBasic;

impl Summarizer for SumBasic {
    const NAME: &'static str = "sumbasic";
    const DESCRIPTION: &'static str = "SumBasic (Nenkova & Vanderwende 2005): sentences of frequent words, each word less once it was told.";
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let counts = TermVectors::count(sentences.iter().map(Sentence::terms), request.term_count());
        output.check()?;
        let mut choice = Choice::new(&counts);
        while let Some((index, weight)) = choice.next() {
            if output.sentence(sentences[index], weight)? == Placed::Taken {
                choice.tell(index);
            }
        }
        offer_wordless(&sentences, &counts, output)
    }
}

/// The words and sentences that are left, with their probabilities.
struct Choice<'a> {
    counts: &'a TermVectors,
    postings: Postings,
    probabilities: Vec<f64>,
    /// The words by probability; those whose sentences were all offered are gone.
    terms: LazyQueue,
    /// The sentences that hold a word, by weight; made when the word becomes the most probable one.
    holders: Vec<Option<LazyQueue>>,
    offered: Vec<bool>,
    told: usize,
}

impl<'a> Choice<'a> {
    #[expect(clippy::cast_possible_truncation, reason = "sentences are numbered with 32 bits")]
    fn new(counts: &'a TermVectors) -> Self {
        let probabilities = probabilities(counts);
        let present = probabilities.iter().copied().enumerate().filter(|(_, probability)| *probability > 0.0);
        Self {
            terms: LazyQueue::new(0, present),
            postings: Postings::new(counts, 0..counts.len() as u32),
            holders: probabilities.iter().map(|_| None).collect(),
            offered: vec![false; counts.len()],
            probabilities,
            counts,
            told: 0,
        }
    }

    /// The sentence to offer next, with its weight.
    #[expect(clippy::cast_possible_truncation, reason = "weights are told with single precision")]
    fn next(&mut self) -> Option<(usize, f32)> {
        loop {
            let (term, probability) = self.terms.pop(self.told, |term| self.probabilities[term])?;
            if let Some((sentence, weight)) = self.best_holder(term) {
                self.terms.push(self.told, term, probability);
                self.offered[sentence] = true;
                return Some((sentence, weight as f32));
            }
        }
    }

    /// The sentence of the greatest weight that holds a word and wasn't offered.
    fn best_holder(&mut self, term: usize) -> Option<(usize, f64)> {
        let weight = |sentence: usize| weight(self.counts.row(sentence), &self.probabilities);
        let holders = self.holders[term].get_or_insert_with(|| {
            let holders = self.postings.of(term).iter().map(|&sentence| sentence as usize);
            LazyQueue::new(
                self.told,
                holders
                    .filter(|&sentence| !self.offered[sentence])
                    .map(|sentence| (sentence, weight(sentence))),
            )
        });
        std::iter::from_fn(|| holders.pop(self.told, weight)).find(|&(sentence, _)| !self.offered[sentence])
    }

    /// A sentence was taken: the probability of each of its words is squared.
    fn tell(&mut self, sentence: usize) {
        for &(term, _) in self.counts.row(sentence) {
            self.probabilities[term as usize] *= self.probabilities[term as usize];
        }
        self.told += 1;
    }
}

/// The mean probability of a sentence's words.
fn weight(row: &[(u32, f32)], probabilities: &[f64]) -> f64 {
    let mut sums = (0.0, 0.0);
    for &(term, count) in row {
        sums.0 += f64::from(count) * probabilities[term as usize];
        sums.1 += f64::from(count);
    }
    if sums.1 > 0.0 { sums.0 / sums.1 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::Host;

    use super::*;

    /// What is offered, and taken, from 0 on.
    fn order(sentences: &[&[u32]]) -> Vec<usize> {
        let counts = TermVectors::count(sentences.iter().map(|terms| terms.iter().copied()), 9);
        let mut choice = Choice::new(&counts);
        let mut order = Vec::new();
        while let Some((sentence, _)) = choice.next() {
            order.push(sentence);
            choice.tell(sentence);
        }
        order
    }

    #[test]
    fn takes_the_heaviest_sentence_that_holds_the_most_probable_word() {
        // Of 14 words 4 are word 0, and 3 word 1. So sentences 4 to 6 weigh most, 3 of 14; they hold no word 0.
        let sentences: [&[u32]; 7] = [&[0, 5, 6], &[0, 7], &[0, 8, 2], &[0, 3, 4], &[1], &[1], &[1]];
        let counts = TermVectors::count(sentences.iter().map(|terms| terms.iter().copied()), 9);
        let mut choice = Choice::new(&counts);
        assert_eq!(choice.next().map(|(sentence, _)| sentence), Some(1), "2.5 of 14");
    }

    #[test]
    fn squares_the_probability_of_what_was_told() {
        // Word 0 has 0.4, word 1 has 0.3. Once sentence 0 was told, word 0 has 0.16; once sentence 2 was, word 1 has 0.09.
        let sentences: [&[u32]; 4] = [&[0, 0], &[0, 0], &[1, 1, 1], &[2, 3, 4]];
        assert_eq!(order(&sentences), [0, 2, 1, 3]);
    }

    #[test]
    fn a_weight_is_the_mean_over_all_words() {
        assert!((weight(&[(0, 2.0), (1, 1.0)], &[0.3, 0.6]) - 0.4).abs() < 1e-9);
        assert_eq!(weight(&[], &[0.3]), 0.0);
    }

    #[test]
    fn a_sentence_that_does_not_fit_leaves_its_words_probable() {
        let text = "The river rose and rose with the river. River. Rain fell.";
        let summary = Host::new().document(text).words(3).run::<SumBasic>().unwrap();
        assert_eq!(summary.texts(), ["River.", "Rain fell."]);
    }
}
