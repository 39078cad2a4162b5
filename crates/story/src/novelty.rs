//! What is new to a reader who has seen some of the reports.

use foldhash::HashSet;

use synoptic_text_analysis::Token;

use crate::{
    Alignment, Names, Place, Report,
    contraries::are_contrary,
    irregular,
    lexicon::lower,
    quantities::{Quantity, quantities},
    support::{Negation, negations},
};

/// A sentence that those that were seen hold this much of tells the same, but for what is checked apart: numbers and names.
const KNOWN_SHARE_MIN: f32 = 0.4;

/// For each report the sentences whose content the reader knows from the reports that were seen; all of a report that was.
///
/// A sentence is known where the seen ones that are similar to it hold most of what it tells, and all its numbers and names: so
/// "the toll rose to 12" stays new to who knows of 9, and so does a long sentence that repeats a short one. What denies what they say
/// is new too.
pub fn known(reports: &[Report<'_>], names: &Names, alignment: &Alignment) -> Vec<Vec<bool>> {
    let known = |(index, report): (usize, &Report<'_>)| -> Vec<bool> {
        let sentences = 0..report.sentences.len();
        sentences
            .map(|sentence| {
                report.seen || is_known(reports, names, alignment, Place { report: index, sentence })
            })
            .collect()
    };
    reports.iter().enumerate().map(known).collect()
}

fn is_known(reports: &[Report<'_>], names: &Names, alignment: &Alignment, place: Place) -> bool {
    let seen: Vec<Place> = alignment
        .similar(place)
        .filter(|(other, _)| reports[other.report].seen)
        .map(|(other, _)| other)
        .collect();
    if seen.is_empty() || alignment.held_share(place, &seen) < KNOWN_SHARE_MIN {
        return false;
    }
    let told = |place: Place| {
        let report = &reports[place.report];
        report.sentences[place.sentence].token_range()
    };
    let names_of = |place: Place| names.within(place.report, told(place)).iter().map(|mention| mention.name);
    let seen_names: HashSet<usize> = seen.iter().flat_map(|&place| names_of(place)).collect();
    let numbers_of = |place: Place| quantities(&reports[place.report], told(place));
    let seen_numbers: Vec<Quantity> = seen.iter().flat_map(|&place| numbers_of(place)).collect();
    let is_told =
        |number: &Quantity| seen_numbers.iter().any(|seen| seen.unit == number.unit && seen.agrees(number));
    names_of(place).all(|name| seen_names.contains(&name))
        && numbers_of(place).iter().all(is_told)
        && !is_contrary(reports, place, &seen)
}

/// A word whatever its form, as far as that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Word {
    Verb(u32),
    Term(u32),
}

/// A sentence's words, and its negations.
struct Told<'a, 's> {
    report: &'a Report<'s>,
    tokens: std::ops::Range<usize>,
    negations: Vec<Negation>,
}

impl<'a, 's> Told<'a, 's> {
    fn new(reports: &'a [Report<'s>], place: Place) -> Self {
        let report = &reports[place.report];
        let tokens = report.sentences[place.sentence].token_range();
        Self { report, negations: negations(report, tokens.clone()), tokens }
    }

    fn word(&self, at: usize) -> Option<Word> {
        let token = &self.report.tokens[at];
        let of_term = || (token.term != Token::NO_TERM).then_some(Word::Term(token.term));
        irregular::verb(&lower(self.report.word(token))).map(Word::Verb).or_else(of_term)
    }

    fn words(&self) -> impl Iterator<Item = (usize, Word)> {
        self.tokens.clone().filter_map(|at| Some((at, self.word(at)?)))
    }

    fn denied(&self) -> impl Iterator<Item = Word> {
        self.negations.iter().filter_map(|negation| self.word(negation.target?))
    }

    /// Whether it says a word without denying it.
    fn asserts(&self, word: Word) -> bool {
        let is_free = |at: usize| !self.negations.iter().any(|negation| negation.scope.contains(&at));
        self.words().any(|(at, own)| own == word && is_free(at))
    }
}

/// Whether a sentence denies what those that were seen say, or says what they deny, or has a word for which they have its contrary.
fn is_contrary(reports: &[Report<'_>], place: Place, seen: &[Place]) -> bool {
    let own = Told::new(reports, place);
    let seen: Vec<Told<'_, '_>> = seen.iter().map(|&place| Told::new(reports, place)).collect();
    let is_denied = |word: Word| seen.iter().any(|told| told.denied().any(|denied| denied == word));
    let is_asserted = |word: Word| seen.iter().any(|told| told.asserts(word));
    if own.denied().any(|word| !is_denied(word) && is_asserted(word)) {
        return true;
    }
    if seen.iter().flat_map(Told::denied).any(|word| own.asserts(word) && !is_asserted(word)) {
        return true;
    }
    let seen_words: HashSet<Word> = seen.iter().flat_map(|told| told.words().map(|(_, word)| word)).collect();
    let own_words: HashSet<Word> = own.words().map(|(_, word)| word).collect();
    let text = |told: &Told<'_, '_>, at: usize| lower(told.report.word(&told.report.tokens[at])).into_owned();
    let others: Vec<String> = seen
        .iter()
        .flat_map(|told| {
            told.words().filter(|(_, word)| !own_words.contains(word)).map(|(at, _)| text(told, at))
        })
        .collect();
    let new = own.words().filter(|(_, word)| !seen_words.contains(word));
    new.map(|(at, _)| text(&own, at)).any(|word| others.iter().any(|other| are_contrary(&word, other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SIMILARITY_MIN, report::testing::Texts};

    #[test]
    fn what_was_read_is_known_and_a_new_number_is_not() {
        let texts = Texts::new(&[
            "The flood in Lower Tamsin killed nine people on Monday night. A bridge was washed away near the mill.",
            "The flood in Lower Tamsin killed nine people on Monday night, officials said. Soldiers came with boats.",
            "The flood in Lower Tamsin killed 12 people on Monday night. The school will stay closed.",
        ]);
        let mut reports = texts.reports(&[]);
        reports[0].seen = true;
        let names = Names::find(&reports);
        let alignment = Alignment::new(&reports, &names, SIMILARITY_MIN);
        let known = known(&reports, &names, &alignment);
        assert_eq!(known, [vec![true, true], vec![true, false], vec![false, false]]);
    }

    #[test]
    fn a_long_sentence_that_repeats_a_short_one_is_new() {
        let texts = Texts::new(&[
            "Lower Tamsin was flooded on Monday night. A bridge was washed away near the mill.",
            "Lower Tamsin was flooded on Monday night because engineers of the power station had opened the wrong gate while \
             they were watching football in the canteen with visitors from abroad. The school will stay closed.",
        ]);
        let mut reports = texts.reports(&[]);
        reports[0].seen = true;
        let names = Names::find(&reports);
        let alignment = Alignment::new(&reports, &names, SIMILARITY_MIN);
        assert!(alignment.are_similar(Place { report: 0, sentence: 0 }, Place { report: 1, sentence: 0 }));
        assert_eq!(known(&reports, &names, &alignment)[1], [false, false]);
    }

    #[test]
    fn what_denies_what_was_read_is_new() {
        for (read, new) in [
            (
                "The ferry ran aground off Tarran on Monday.",
                "The ferry did not run aground off Tarran on Monday.",
            ),
            ("The ferry did not run aground off Tarran.", "The ferry ran aground off Tarran."),
            (
                "The court in Tarran convicted John Miller of fraud.",
                "The court in Tarran acquitted John Miller of fraud.",
            ),
        ] {
            let texts = Texts::new(&[read, new, read]);
            let mut reports = texts.reports(&[]);
            reports[0].seen = true;
            let names = Names::find(&reports);
            let alignment = Alignment::new(&reports, &names, SIMILARITY_MIN);
            assert_eq!(known(&reports, &names, &alignment)[1..], [[false], [true]], "{new}");
        }
    }
}
