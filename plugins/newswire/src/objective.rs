//! What a sentence is worth once others are picked.

use synoptic_plugin_sdk::Sentence;
use synoptic_ranking::{Selected, Worth};

use crate::{
    model::{Weight, Weights},
    salience::Salience,
};

/// The worth of sentences: their scores, what they add, and what picked ones cost them.
pub(crate) struct Objective<'a> {
    sentences: &'a [Sentence<'a>],
    salience: &'a Salience,
    scores: Vec<f32>,
    selected: Selected<'a>,
    /// How many sentences were picked of each document.
    picks: Vec<f32>,
    picked: Vec<bool>,
    any: bool,
    term_covered: Vec<bool>,
    pair_covered: Vec<bool>,
    redundancy: f32,
    crowding: f32,
    coverage: f32,
    pairs: f32,
    breadth: f32,
}

impl<'a> Objective<'a> {
    pub(crate) fn new(
        sentences: &'a [Sentence<'a>],
        salience: &'a Salience,
        scores: Vec<f32>,
        weights: &Weights,
    ) -> Self {
        let documents = sentences.last().map_or(0, |last| last.document().index() as usize + 1);
        Self {
            sentences,
            salience,
            scores,
            selected: Selected::new(&salience.vectors),
            picks: vec![0.0; documents],
            picked: vec![false; sentences.len()],
            any: false,
            term_covered: vec![false; salience.importance.len()],
            pair_covered: vec![false; salience.pairs.total()],
            redundancy: weights.get(Weight::Redundancy),
            crowding: weights.get(Weight::Crowding),
            coverage: weights.get(Weight::Coverage),
            pairs: weights.get(Weight::Pairs),
            breadth: weights.get(Weight::Breadth),
        }
    }

    /// The importance of its terms that no picked sentence holds, by the root of their number.
    #[expect(clippy::cast_precision_loss, reason = "counts within a sentence")]
    fn new_terms(&self, sentence: usize) -> f32 {
        let row = self.salience.counts.row(sentence);
        let fresh = row.iter().filter(|(term, _)| !self.term_covered[*term as usize]);
        let sum: f32 = fresh.map(|&(term, _)| self.salience.importance[term as usize]).sum();
        sum / (row.len() as f32).max(1.0).powf(self.breadth)
    }

    #[expect(clippy::cast_precision_loss, reason = "counts within a sentence")]
    fn new_pairs(&self, sentence: usize) -> f32 {
        let pairs = &self.salience.pairs;
        let fresh = pairs.row(sentence).iter().filter(|pair| !self.pair_covered[**pair as usize]);
        let sum: f32 = fresh.map(|&pair| pairs.worth(pair)).sum();
        sum / (pairs.len(sentence) as f32).max(1.0).powf(self.breadth)
    }
}

impl Worth for Objective<'_> {
    fn worth(&mut self, sentence: usize) -> f32 {
        let mut worth = self.scores[sentence];
        if self.coverage != 0.0 {
            worth += self.coverage * self.new_terms(sentence);
        }
        if self.pairs != 0.0 {
            worth += self.pairs * self.new_pairs(sentence);
        }
        if self.any {
            let from_document = self.picks[self.sentences[sentence].document().index() as usize];
            worth -= self.redundancy * self.selected.similarity(sentence);
            worth -= self.crowding * from_document / (from_document + 1.0);
        }
        worth
    }

    fn pick(&mut self, sentence: usize) {
        self.any = true;
        self.picked[sentence] = true;
        self.selected.pick(sentence);
        self.picks[self.sentences[sentence].document().index() as usize] += 1.0;
        for &(term, _) in self.salience.counts.row(sentence) {
            self.term_covered[term as usize] = true;
        }
        for &pair in self.salience.pairs.row(sentence) {
            self.pair_covered[pair as usize] = true;
        }
    }
}
