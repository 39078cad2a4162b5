//! Whether sentences of a group have anything in common beside whom and when they tell of: Putin landed on a Wednesday, and on a
//! Wednesday Putin signed a treaty.

use std::ops::Range;

use super::{Content, Facts, content};
use crate::{
    Place,
    lexicon::{is_speech_verb, lower},
    support::is_content,
};

/// Sentences that are so likely to tell the same do so, in words of their own.
const LIKELY_MIN: f32 = 0.9;

/// What a sentence tells.
enum Ground<'r> {
    Word(Content),
    Number(&'r str),
}

impl Facts<'_, '_> {
    /// Leaves those sentences of a group out that have nothing in common with any other but names and weekdays.
    pub(super) fn retain_grounded(&self, group: &mut Vec<Place>) {
        let told: Vec<Vec<Ground<'_>>> = group.iter().map(|&place| self.grounds(place)).collect();
        let is_grounded = |at: usize| {
            let mut others = told.iter().enumerate().filter(|(other, _)| *other != at);
            others.any(|(other, theirs)| {
                self.alignment.similarity(group[at], group[other]) >= LIKELY_MIN
                    || told[at].iter().any(|own| theirs.iter().any(|their| own.is_one(their)))
            })
        };
        let mut kept = (0..told.len()).map(is_grounded).collect::<Vec<bool>>().into_iter();
        group.retain(|_| kept.next().unwrap_or_default());
    }

    /// The words and numbers of a sentence but for its names, and for weekdays and the like: "on Wednesday", "last week".
    fn grounds(&self, place: Place) -> Vec<Ground<'_>> {
        let report = &self.reports[place.report];
        let sentence = &report.sentences[place.sentence];
        let mentions = self.names.within(place.report, sentence.token_range());
        let is_named = |at: usize| {
            mentions.iter().any(|mention| (mention.titles_start..mention.tokens.end).contains(&at))
        };
        let times = self.alignment.times_of(place).map(|time| time.span.range());
        let is_told =
            |range: &Range<usize>| report.text[range.clone()].contains(|c: char| c.is_ascii_digit());
        let times: Vec<Range<usize>> = times.filter(|range| !is_told(range)).collect();
        let is_meant = |at: &usize| {
            let start = report.tokens[*at].start as usize;
            !is_named(*at) && !times.iter().any(|time| time.contains(&start))
        };
        let ground = |at: usize| {
            let token = &report.tokens[at];
            let word = report.word(token);
            if word.starts_with(|first: char| first.is_ascii_digit()) {
                return Some(Ground::Number(word));
            }
            let is_told = is_content(token) && !is_speech_verb(&lower(word));
            is_told.then(|| content(report, token)).flatten().map(Ground::Word)
        };
        sentence.token_range().filter(is_meant).filter_map(ground).collect()
    }
}

impl Ground<'_> {
    fn is_one(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Word(one), Self::Word(other)) => one.may_be(*other),
            (Self::Number(one), Self::Number(other)) => one == other,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        ClaimKind,
        tests::{REST, claims},
    };

    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        let found = claims(&[&format!("{one}\n{REST}"), other]);
        let is_shared = found.iter().any(|(kind, _)| *kind == ClaimKind::Shared);
        assert_eq!(is_shared, expected, "{found:?}");
    }

    #[test]
    fn names_and_weekdays_alone_are_nothing_in_common() {
        let signed = "President Viktor Saldanha signed a treaty with Ostrow on Wednesday, the most far-reaching deal between these neighbours \
                      for decades.";
        check(
            signed,
            "Viktor Saldanha landed in Ostrow late on Wednesday, so that his visit shrank to a few hours of smiles.",
            false,
        );
        check(signed, "Viktor Saldanha put his name to a treaty with Ostrow on Wednesday.", true);
    }
}
