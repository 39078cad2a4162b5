//! What one report denies that another says.

use std::ops::Range;

use super::{
    Facts, OPPOSITE_SIMILAR_MIN,
    content::{Content, content},
};
use crate::{Place, Report, Span, lexicon::lower, support::negations};

impl Facts<'_, '_> {
    /// The negations of a group, and whether each sentence denies what the best one says or the other way about; `None` where none
    /// does.
    pub(super) fn denied(&self, group: &[Place], best: Place) -> Option<Vec<(Option<Span>, bool)>> {
        let negations: Vec<Option<Range<usize>>> = group.iter().map(|&place| self.negation(place)).collect();
        // Where all have one, or none has, nobody denies what another says.
        if negations.iter().all(Option::is_some) || negations.iter().all(Option::is_none) {
            return None;
        }
        let of_best = group.iter().zip(&negations).find(|(place, _)| **place == best)?.1;
        let is_opposite = |(&place, own): (&Place, &Option<Range<usize>>)| {
            let denies = || match (own, of_best) {
                (Some(own), None) => self.denies(place, own, best),
                (None, Some(theirs)) => self.denies(best, theirs, place),
                _ => false,
            };
            self.alignment.similarity(place, best) >= OPPOSITE_SIMILAR_MIN && denies()
        };
        let opposite: Vec<bool> = group.iter().zip(&negations).map(is_opposite).collect();
        if !opposite.contains(&true) {
            return None;
        }
        let value = |(&place, own): (&Place, Option<Range<usize>>)| {
            Some(own.map_or_else(|| self.span(place), |range| Span::new(place.report, range)))
        };
        Some(group.iter().zip(negations).map(value).zip(opposite).collect())
    }

    /// Whether a sentence with a negation denies what another without one says: the negation stands before words of the other.
    fn denies(&self, one: Place, negation: &Range<usize>, other: Place) -> bool {
        let words = |place: Place| {
            let report = &self.reports[place.report];
            (report, report.tokens_of(&report.sentences[place.sentence]))
        };
        let ((report, own), (their_report, theirs)) = (words(one), words(other));
        let behind = own.partition_point(|token| (token.start as usize) < negation.end);
        let denied = own[behind..].iter().filter_map(|token| content(report, token)).take(DENIED_WORDS);
        let said: Vec<Content> = theirs.iter().filter_map(|token| content(their_report, token)).collect();
        let mut denied = denied.peekable();
        denied.peek().is_some() && denied.all(|word| said.iter().any(|other| word.may_be(*other)))
    }

    /// The word that denies a sentence.
    fn negation(&self, place: Place) -> Option<Range<usize>> {
        let report = &self.reports[place.report];
        let negations = negations(report, report.sentences[place.sentence].token_range());
        let denies = |at: usize| !is_verb_of_failing(report, at) && !is_limit(report, at);
        let found = negations.iter().find(|negation| denies(negation.at))?;
        Some(report.tokens[found.at].range())
    }
}

/// Whether a negation is a verb without another verb behind it: "the cable failed", and not "it failed to open".
fn is_verb_of_failing(report: &Report<'_>, at: usize) -> bool {
    let verb = lower(report.word(&report.tokens[at]));
    let next = report.tokens.get(at + 1).map(|token| report.word(token));
    ["fail", "refus"].into_iter().any(|stem| verb.starts_with(stem)) && next != Some("to")
}

/// Whether a negation only limits: "no more than six".
fn is_limit(report: &Report<'_>, at: usize) -> bool {
    let word = |at: usize| report.tokens.get(at).map(|token| report.word(token)).unwrap_or_default();
    matches!(word(at + 1), "more" | "less" | "fewer" | "later" | "earlier") && word(at + 2) == "than"
}

/// How many words of content a negation denies at least.
const DENIED_WORDS: usize = 2;

#[cfg(test)]
mod tests {
    use super::super::{
        ClaimKind,
        tests::{REST, claims},
    };

    #[test]
    fn what_one_report_denies_differs_whatever_the_form_of_the_verb() {
        for (one, other) in [
            (
                "Labour won the election in Tarran on Thursday.",
                "Labour did not win the election in Tarran on Thursday.",
            ),
            ("The ferry ran aground off Tarran.", "The ferry did not run aground off Tarran."),
        ] {
            let kinds: Vec<ClaimKind> = claims(&[one, other]).into_iter().map(|(kind, _)| kind).collect();
            assert_eq!(kinds, [ClaimKind::Differing], "{one}");
        }
    }

    #[test]
    fn negations_at_the_start_of_a_sentence_count_and_emphasis_doesnt() {
        let kind = |one: &str, other: &str| claims(&[&format!("{one}\n{REST}"), other])[0].0;
        assert_eq!(
            kind(
                "Not one lifeboat of the ferry Marigold reached the harbour of Osby.",
                "One lifeboat of the ferry Marigold reached the harbour of Osby.",
            ),
            ClaimKind::Differing
        );
        assert_eq!(
            kind(
                "Not only the lifeboat of the ferry Marigold reached the harbour of Osby.",
                "The lifeboat of the ferry Marigold reached the harbour of Osby.",
            ),
            ClaimKind::Shared
        );
        assert_eq!(
            kind(
                "The judge allowed no more than six pickets at each gate of the depot in Osby.",
                "The judge allowed six pickets at each gate of the depot in Osby.",
            ),
            ClaimKind::Shared
        );
        assert_eq!(
            kind(
                "The cable off Osby failed in the early hours of Tuesday because of the tanker Marigold.",
                "The tanker Marigold is why the cable off Osby broke in the early hours of Tuesday.",
            ),
            ClaimKind::Shared
        );
    }
}
