//! What one report alone tells.

use std::ops::Range;

use synoptic_text_analysis::{Sentence, SentenceFlags};

use super::Alignment;
use crate::{Place, Report, clauses::clauses};

/// Clauses in a row: what they weigh, and their tokens.
type Run = (f32, Range<usize>);

/// Clauses that no other report tells weigh at least this: twelve words that no other sentence holds, or more that some do.
const CLAUSES_MIN: f32 = 12.0;

/// A clause that no other report tells has no more of its weight in common with similar sentences: a word that all use.
const TOLD_SHARE_MAX: f32 = 0.15;

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
    /// The tokens that one report alone tells of a sentence: all of them, or the clauses that similar sentences have next to nothing of.
    pub(crate) fn alone(&self, report: &Report<'_>, place: Place) -> Option<Range<usize>> {
        let row = self.row(place)?;
        let sentence = &report.sentences[place.sentence];
        if self.similar[row].is_empty() {
            let is_alone = self.odds_alone(place, row, sentence) >= ODDS_MIN;
            return is_alone.then(|| sentence.token_range());
        }
        self.clauses_alone(report, row, sentence)
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

    /// The tokens of the weightiest clauses in a row that similar sentences have next to nothing of.
    fn clauses_alone(&self, report: &Report<'_>, row: usize, sentence: &Sentence) -> Option<Range<usize>> {
        let similar = &self.similar[row];
        let is_told = |feature: u32| {
            similar.iter().any(|other| self.features.shared(other.row).binary_search(&feature).is_ok())
        };
        let mut said = self.features.said(row).iter().peekable();
        // The weightiest run of such clauses, and the one that the clause at hand continues.
        let (mut best, mut run): (Option<Run>, Option<Run>) = (None, None);
        for clause in clauses(report, sentence) {
            let (mut weight, mut told) = (0.0, 0.0);
            while let Some(&(_, feature)) = said.next_if(|(token, _)| (*token as usize) < clause.end) {
                *(if is_told(feature) { &mut told } else { &mut weight }) += self.features.weight(feature);
            }
            run = match run {
                _ if told > TOLD_SHARE_MAX * (told + weight) => None,
                Some((before, range)) => Some((before + weight, range.start..clause.end)),
                None => Some((weight, clause)),
            };
            let is_best = |(weight, _): &&Run| {
                *weight >= CLAUSES_MIN && best.as_ref().is_none_or(|(best, _)| weight > best)
            };
            if let Some(run) = run.as_ref().filter(is_best) {
                best = Some(run.clone());
            }
        }
        // "and the pilot was drunk"
        let joins =
            |range: &Range<usize>| matches!(report.word(&report.tokens[range.start]), "and" | "but" | "that");
        best.map(|(_, range)| range.start + usize::from(joins(&range))..range.end)
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
        assert_eq!(alignment.alone(&reports[0], place(0)), None);
        assert_eq!(alignment.alone(&reports[0], place(1)), Some(reports[0].sentences[1].token_range()));
    }
}
