//! What a sentence is worth once others are picked.

use synoptic_plugin_sdk::{Length, Request, Sentence};
use synoptic_ranking::{Selected, Worth};

use crate::{
    Params,
    features::Features,
    model::{Weight, Weights},
    room::{SENTENCE_WORDS, Scarcity},
    salience::Salience,
};

/// The worth of sentences: their scores, what they add, and what picked ones cost them.
pub(crate) struct Objective<'a> {
    sentences: &'a [Sentence<'a>],
    salience: &'a Salience,
    scores: Vec<f32>,
    /// What each is worth for being the news itself, and how much of that counts.
    foremost: Vec<f32>,
    scarcity: Scarcity,
    selected: Selected<'a>,
    /// How many sentences were picked of each document.
    picks: Vec<f32>,
    picked: Vec<bool>,
    /// How many were picked of all.
    total: f32,
    /// What each term is still worth, and each pair.
    term_worth: Vec<f32>,
    pair_worth: Vec<f32>,
    /// How likely a summary is still to hold each pair, next to one that comes once.
    pair_likelihood: Vec<f32>,
    redundancy: f32,
    crowding: f32,
    straying: f32,
    coverage: f32,
    pairs: f32,
    wording: f32,
    /// Whether room is counted in sentences, where a long one takes no more of it than a short one.
    by_sentence: bool,
    breadth: f32,
}

/// Beyond so many sentences pairs of words count as if there were no more: how often the commonest come grows with the text, and nothing
/// else that is weighed does. Of the collections that the weight was learned on nine in ten have fewer.
const WORDING_SENTENCES_MAX: f32 = 150.0;

impl<'a> Objective<'a> {
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    pub(crate) fn new(
        request: &Request<'_, Params>,
        sentences: &'a [Sentence<'a>],
        salience: &'a Salience,
        features: &Features<'_>,
        scores: Vec<f32>,
        weights: &Weights,
    ) -> Self {
        let documents = sentences.last().map_or(0, |last| last.document().index() as usize + 1);
        Self {
            sentences,
            salience,
            scores,
            foremost: (0..sentences.len()).map(|index| features.foremost(index)).collect(),
            scarcity: Scarcity::new(request),
            selected: Selected::new(&salience.vectors),
            picks: vec![0.0; documents],
            picked: vec![false; sentences.len()],
            total: 0.0,
            term_worth: salience.importance.clone(),
            pair_worth: if weights.has(Weight::Pairs) { salience.pairs.spreads() } else { Vec::new() },
            pair_likelihood: if weights.has(Weight::Wording) {
                salience.pairs.likelihoods()
            } else {
                Vec::new()
            },
            redundancy: weights.get(Weight::Redundancy),
            crowding: weights.get(Weight::Crowding),
            // A worth only falls.
            straying: weights.get(Weight::Straying).max(0.0),
            coverage: weights.get(Weight::Coverage),
            pairs: weights.get(Weight::Pairs),
            wording: weights.get(Weight::Wording)
                * (WORDING_SENTENCES_MAX / sentences.len().max(1) as f32).min(1.0),
            by_sentence: matches!(request.length(), Length::Sentences(_)),
            breadth: weights.get(Weight::Breadth),
        }
    }

    /// What its terms add to the picked sentences, by a power of their number.
    #[expect(clippy::cast_precision_loss, reason = "counts within a sentence")]
    fn new_terms(&self, sentence: usize) -> f32 {
        let row = self.salience.counts.row(sentence);
        let sum: f32 = row.iter().map(|&(term, _)| self.term_worth[term as usize]).sum();
        sum / (row.len() as f32).max(1.0).powf(self.breadth)
    }

    #[expect(clippy::cast_precision_loss, reason = "counts within a sentence")]
    fn new_pairs(&self, sentence: usize) -> f32 {
        let pairs = &self.salience.pairs;
        let sum: f32 = pairs.row(sentence).iter().map(|&pair| self.pair_worth[pair as usize]).sum();
        sum / (pairs.len(sentence) as f32).max(1.0).powf(self.breadth)
    }

    /// What its words, two by two, add for the room that they take: the mean over all its pairs, of which those that come once count 1.
    /// Where a sentence takes the same room however long it is, half-way to the sum.
    #[expect(clippy::cast_precision_loss, reason = "counts within a sentence")]
    fn new_wording(&self, sentence: usize) -> f32 {
        let pairs = &self.salience.pairs;
        let (row, all) = (pairs.row(sentence), pairs.len(sentence) as f32);
        let sum: f32 = row.iter().map(|&pair| self.pair_likelihood[pair as usize]).sum();
        let mean = (sum + all - row.len() as f32) / all.max(1.0);
        if self.by_sentence { mean * (all / SENTENCE_WORDS as f32).sqrt() } else { mean }
    }
}

impl Worth for Objective<'_> {
    fn worth(&mut self, sentence: usize) -> f32 {
        let foremost = self.foremost[sentence] * self.scarcity.after(self.total);
        let mut worth = self.scores[sentence] + foremost;
        if self.coverage != 0.0 {
            worth += self.coverage * self.new_terms(sentence);
        }
        if self.pairs != 0.0 {
            worth += self.pairs * self.new_pairs(sentence);
        }
        if self.wording != 0.0 {
            worth += self.wording * self.new_wording(sentence);
        }
        if self.total > 0.0 {
            let from_document = self.picks[self.sentences[sentence].document().index() as usize];
            // The news is told once.
            worth -= (self.redundancy + foremost) * self.selected.similarity(sentence);
            worth -= self.crowding * from_document / (from_document + 1.0);
            let from_others = self.total - from_document;
            worth -= self.straying * from_others / (from_others + 1.0);
        }
        worth
    }

    fn pick(&mut self, sentence: usize) {
        self.total += 1.0;
        self.picked[sentence] = true;
        self.selected.pick(sentence);
        self.picks[self.sentences[sentence].document().index() as usize] += 1.0;
        for &(term, _) in self.salience.counts.row(sentence) {
            self.term_worth[term as usize] = 0.0;
        }
        for worths in
            [&mut self.pair_worth, &mut self.pair_likelihood].into_iter().filter(|worths| !worths.is_empty())
        {
            for &pair in self.salience.pairs.row(sentence) {
                worths[pair as usize] = 0.0;
            }
        }
    }
}
