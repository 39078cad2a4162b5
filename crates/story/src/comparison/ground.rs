//! Whether sentences of a group have anything in common beside whom and when they tell of: Putin landed on a Wednesday, and on a
//! Wednesday Putin signed a treaty.

use std::{cell::OnceCell, ops::Range};

use super::{
    Facts,
    content::{Content, content},
};
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
        let is_likely = |&place: &Place| {
            let others = group.iter().filter(|other| **other != place);
            others.into_iter().any(|&other| self.alignment.similarity(place, other) >= LIKELY_MIN)
        };
        if group.iter().all(is_likely) {
            return;
        }
        let terms: Vec<Vec<u32>> = group.iter().map(|&place| self.terms(place)).collect();
        // Most have a word in common as it is: what else the words of a sentence may mean is looked up where they don't.
        let grounds: Vec<OnceCell<Vec<Ground<'_>>>> = group.iter().map(|_| OnceCell::new()).collect();
        let told = |at: usize| grounds[at].get_or_init(|| self.grounds(group[at]));
        let is_grounded = |at: usize| {
            let mut others = (0..group.len()).filter(|other| *other != at);
            let shares = |other: usize| {
                terms[at].iter().any(|term| terms[other].contains(term))
                    || told(at).iter().any(|own| told(other).iter().any(|their| own.is_one(their)))
            };
            is_likely(&group[at]) || others.any(shares)
        };
        let kept: Vec<bool> = (0..group.len()).map(is_grounded).collect();
        let mut kept = kept.into_iter();
        group.retain(|_| kept.next().unwrap_or_default());
    }

    /// The tokens of a sentence but for its names, and for weekdays and the like: "on Wednesday", "last week".
    fn plain_tokens(&self, place: Place) -> impl Iterator<Item = usize> {
        let report = &self.reports[place.report];
        let tokens = report.sentences[place.sentence].token_range();
        let mentions = self.names.within(place.report, tokens.clone());
        let times = self.alignment.times_of(place).map(|time| time.span.range());
        let is_told =
            |range: &Range<usize>| report.text[range.clone()].contains(|c: char| c.is_ascii_digit());
        let times: Vec<Range<usize>> = times.filter(|range| !is_told(range)).collect();
        tokens.filter(move |at| {
            let start = report.tokens[*at].start as usize;
            !mentions.iter().any(|mention| (mention.titles_start..mention.tokens.end).contains(at))
                && !times.iter().any(|time| time.contains(&start))
        })
    }

    /// The terms of those but for what somebody says it with.
    fn terms(&self, place: Place) -> Vec<u32> {
        let report = &self.reports[place.report];
        let tokens = self.plain_tokens(place).map(|at| &report.tokens[at]);
        let told = tokens.filter(|token| is_content(token) && !is_speech_verb(&lower(report.word(token))));
        told.map(|token| token.term).collect()
    }

    /// What those tell.
    fn grounds(&self, place: Place) -> Vec<Ground<'_>> {
        let report = &self.reports[place.report];
        let ground = |at: usize| {
            let token = &report.tokens[at];
            let word = report.word(token);
            if word.starts_with(|first: char| first.is_ascii_digit()) {
                return Some(Ground::Number(word));
            }
            let is_told = is_content(token) && !is_speech_verb(&lower(word));
            is_told.then(|| content(report, token)).flatten().map(Ground::Word)
        };
        self.plain_tokens(place).filter_map(ground).collect()
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
