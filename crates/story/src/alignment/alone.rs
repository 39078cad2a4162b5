//! What one report alone tells.

use synoptic_text_analysis::{Sentence, SentenceFlags};

use super::Alignment;
use crate::{Place, Report};

/// What speaks for a sentence being told by one report alone, in units of log odds, from a logistic regression on the sentences of
/// sixteen collections, which holds on those that were left out: the longer a sentence, the likelier some of it is told elsewhere,
/// unless the words are its own; reports seldom quote the same words; and what stands beside told sentences is told, too.
const BASE: f32 = 2.9;
const PER_CLOSEST: f32 = -0.6;
const PER_CLOSEST_BESIDE: f32 = -0.12;
const PER_WORD: f32 = -0.1;
const PER_OWN_WEIGHT: f32 = 0.086;
const QUOTATION: f32 = 1.25;

/// Log odds of sentences that are told to be of one report alone. A little less than as likely as not: each is told with its only
/// source, so that the reader can see for himself, and at 0 a fifth fewer of the weighty ones are found.
const ODDS_MIN: f32 = -0.5;

impl Alignment {
    /// Whether one report alone tells a sentence. Of a sentence that others share in part no piece is told: a clause out of its
    /// sentence can seldom be read by itself, and what is left out may be what bears it.
    pub(crate) fn is_alone(&self, report: &Report<'_>, place: Place) -> bool {
        let odds = |row| self.odds_alone(place, row, &report.sentences[place.sentence]);
        self.row(place).is_some_and(|row| odds(row) >= ODDS_MIN)
    }

    /// What speaks for a sentence being told by one report alone, in units of log odds.
    #[expect(clippy::cast_precision_loss, reason = "counts of words and of neighbours")]
    fn odds_alone(&self, place: Place, row: usize, sentence: &Sentence) -> f32 {
        let rows = self.starts[place.report]..self.starts[place.report + 1];
        let beside = [row.wrapping_sub(1), row + 1].map(|at| rows.contains(&at).then(|| self.closest[at]));
        let count = beside.iter().flatten().count().max(1);
        let close_beside = beside.iter().flatten().sum::<f32>() / count as f32;
        let quotation = if sentence.flags.contains(SentenceFlags::QUOTATION) { QUOTATION } else { 0.0 };
        BASE + PER_CLOSEST * self.closest[row]
            + PER_CLOSEST_BESIDE * close_beside
            + PER_WORD * sentence.token_count as f32
            + PER_OWN_WEIGHT * self.features.own(row)
            + quotation
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Names, report::testing::Texts};

    #[test]
    fn what_may_be_told_in_other_words_is_told_by_no_report_alone() {
        let texts = Texts::new(&[
            "Firefighters from four towns pumped water out of the cellars of the old quarter until late at night, as they had done the night \
             before and as they will do again as long as the river is not back in its bed, people were told when they asked.\n\
             A bakery stayed open.",
            "Pumps ran in the cellars of the quarter until late at night.\nA band played in the square until late. Flags hung from every window.",
        ]);
        let reports = texts.reports(&[]);
        // Nothing is similar enough to be taken for the same.
        let alignment = Alignment::new(&reports, &Names::find(&reports), 1.1);
        let place = |sentence| Place { report: 0, sentence };
        assert!(alignment.similar(place(0)).next().is_none());
        assert!(!alignment.is_alone(&reports[0], place(0)));
        assert!(alignment.is_alone(&reports[0], place(1)));
    }
}
