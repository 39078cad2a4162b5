//! What sentences share beside a value that they tell differently: "hackers broke in on Monday", whatever the number of letters that
//! they took.

use std::ops::Range;

use super::{Claim, ClaimKind, Facts};
use crate::{Place, Report, Span, alignment::EVIDENCE_MIN, clauses::clauses, figures::Telling};

impl Facts<'_, '_> {
    /// What a group shares beside the values that its sentences tell differently: the words without a value that another sentence
    /// bears out most. `None` where none does.
    pub(super) fn beside(&self, group: &[Place], tellings: &[Telling]) -> Option<Claim> {
        let mut best: Option<(f32, Place, Range<usize>)> = None;
        for &place in group {
            for run in runs_without_value(&self.reports[place.report], place, tellings) {
                let weight = self.alignment.borne_out(place, run.clone(), group);
                if weight >= EVIDENCE_MIN && best.as_ref().is_none_or(|(most, ..)| weight > *most) {
                    best = Some((weight, place, run));
                }
            }
        }
        let (_, place, run) = best?;
        let report = &self.reports[place.report];
        let is_whole = run == report.sentences[place.sentence].token_range();
        let told =
            if is_whole { self.span(place) } else { Span::new(place.report, report.tokens_range(run)) };
        let voices = group.iter().map(|&other| if other == place { told } else { self.span(other) });
        let voices = voices.map(|span| super::Voice { span, value: None, differs: false }).collect();
        Some(Claim { kind: ClaimKind::Shared, best: told, voices, weight: self.weight(group) })
    }
}

/// The longest runs of a sentence's clauses that hold none of its values.
fn runs_without_value(report: &Report<'_>, place: Place, tellings: &[Telling]) -> Vec<Range<usize>> {
    let values: Vec<Span> =
        tellings.iter().filter(|telling| telling.place == place).map(|telling| telling.value).collect();
    let sentence = &report.sentences[place.sentence];
    if values.is_empty() {
        return vec![sentence.token_range()];
    }
    let holds_value = |clause: &Range<usize>| {
        let told = Span::new(place.report, report.tokens_range(clause.clone()));
        values.iter().any(|value| value.overlaps(told))
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    for clause in clauses(report, sentence).into_iter().filter(|clause| !holds_value(clause)) {
        match found.last_mut() {
            Some(run) if run.end == clause.start => run.end = clause.end,
            _ => found.push(clause),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::{
        ClaimKind,
        tests::{REST, claims},
    };

    /// What texts share.
    fn shared(texts: &[&str]) -> Vec<Vec<String>> {
        let shared = claims(texts).into_iter().filter(|(kind, _)| *kind == ClaimKind::Shared);
        shared.map(|(_, voices)| voices).collect()
    }

    const LETTERS: &str =
        "Hackers broke into the printing works at Osby on Monday night, and they stole 410,000 letters.";

    #[test]
    fn clauses_beside_a_figure_that_differs_are_shared() {
        let other = "On Monday night hackers broke into the printing works at Osby, where they stole 530,000 letters.";
        let found = shared(&[&format!("{LETTERS}\n{REST}"), other]);
        let clause = "Hackers broke into the printing works at Osby on Monday night";
        assert_eq!(found, [[clause, other]]);
    }

    #[test]
    fn a_sentence_without_the_figure_tells_what_is_shared() {
        let other = "Hackers stole 530,000 letters from the printing works at Osby.";
        let third = "Hackers stole letters from the printing works at Osby.";
        let first = "Hackers stole 410,000 letters from the printing works at Osby.";
        let found = claims(&[&format!("{first}\n{REST}"), other, third]);
        assert_eq!(found[0].0, ClaimKind::Shared);
        assert!(found[0].1.iter().any(|voice| voice == third), "{found:?}");
    }
}
