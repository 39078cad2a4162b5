//! Sentences that say nearly the same and can't both be true: one has the contrary of a word of the other ("convicted", "acquitted"),
//! or a name where the other has another one.

use std::ops::Range;

use super::{
    Facts, OPPOSITE_SIMILAR_MIN,
    content::{Content, content},
};
use crate::{
    Mention, NameKind, Place, Report, Span,
    contraries::are_contrary,
    lexicon::{is_speech_verb, lower},
    support::{is_content, is_form_of, is_initials, negations},
};

/// Of the words that the shorter sentence holds beside what is opposed, this share stands in the other too: with less, each tells
/// something of its own.
const REST_MIN: f32 = 0.75;

impl Facts<'_, '_> {
    /// The words of a group that can't be true where those of the best sentence are, and whether each sentence has any; `None` where none
    /// has.
    pub(super) fn contrary(&self, group: &[Place], best: Place) -> Option<Vec<(Option<Span>, bool)>> {
        let span =
            |place: Place, range| Span::new(place.report, self.reports[place.report].tokens_range(range));
        let mut of_best = None;
        let others = group.iter().map(|&place| {
            let is_alike = place != best && self.alignment.similarity(place, best) >= OPPOSITE_SIMILAR_MIN;
            let (theirs, own) = if is_alike { self.opposed(best, place) } else { None }?;
            of_best = of_best.or(Some(span(best, theirs)));
            Some(span(place, own))
        });
        let others: Vec<Option<Span>> = others.collect();
        of_best?;
        let value = |(&place, own): (&Place, Option<Span>)| {
            if place == best { (of_best, false) } else { (own, own.is_some()) }
        };
        Some(group.iter().zip(others).map(value).collect())
    }

    /// The words of two sentences of different reports that can't both be true, as ranges of their tokens.
    fn opposed(&self, one: Place, other: Place) -> Option<(Range<usize>, Range<usize>)> {
        let (one, other) = (Said::new(self, one), Said::new(self, other));
        contraries(&one, &other).or_else(|| names(&one, &other))
    }
}

/// What a sentence says, word by word.
struct Said<'a, 'r> {
    facts: &'a Facts<'a, 'r>,
    place: Place,
    report: &'a Report<'r>,
    /// The words that tell something, with their tokens; numbers aside.
    words: Vec<(usize, Content)>,
}

impl<'a, 'r> Said<'a, 'r> {
    fn new(facts: &'a Facts<'a, 'r>, place: Place) -> Self {
        let report = &facts.reports[place.report];
        let tokens = report.sentences[place.sentence].token_range();
        let words = tokens.filter(|&at| is_content(&report.tokens[at]));
        let words = words.filter_map(|at| Some((at, content(report, &report.tokens[at])?))).collect();
        Self { facts, place, report, words }
    }

    fn holds(&self, word: Content) -> bool {
        self.words.iter().any(|(_, own)| own.may_be(word))
    }

    /// The tokens of the words that another sentence doesn't hold.
    fn open(&self, other: &Self) -> Vec<usize> {
        self.words.iter().filter(|(_, word)| !other.holds(*word)).map(|(at, _)| *at).collect()
    }

    /// The share of the words that another sentence holds, but for those in a range of tokens; 0 where there are no others.
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    fn share(&self, without: &Range<usize>, other: &Self) -> f32 {
        let rest = || self.words.iter().filter(|(at, _)| !without.contains(at));
        let held = rest().filter(|(_, word)| other.holds(*word)).count();
        held as f32 / rest().count().max(1) as f32
    }

    fn word(&self, at: usize) -> &'a str {
        self.report.word(&self.report.tokens[at])
    }

    fn mentions(&self) -> &'a [Mention] {
        let tokens = self.report.sentences[self.place.sentence].token_range();
        self.facts.names.within(self.place.report, tokens)
    }

    /// The words before and behind a range of tokens.
    fn beside(&self, range: &Range<usize>) -> [Option<Content>; 2] {
        let before = self.words.iter().rev().find(|(at, _)| *at < range.start);
        let behind = self.words.iter().find(|(at, _)| *at >= range.end);
        [before, behind].map(|found| found.map(|(_, word)| *word))
    }
}

/// Whether the shorter of two sentences says nearly what the other says, but for ranges of their tokens.
fn are_alike(one: &Said<'_, '_>, own: &Range<usize>, other: &Said<'_, '_>, theirs: &Range<usize>) -> bool {
    let share =
        if one.words.len() <= other.words.len() { one.share(own, other) } else { other.share(theirs, one) };
    share >= REST_MIN
}

/// A word of one sentence and its contrary in the other, both denied or neither.
fn contraries(one: &Said<'_, '_>, other: &Said<'_, '_>) -> Option<(Range<usize>, Range<usize>)> {
    let is_denied = |said: &Said<'_, '_>, at: usize| {
        let tokens = said.report.sentences[said.place.sentence].token_range();
        negations(said.report, tokens).iter().any(|negation| negation.scope.contains(&at))
    };
    let theirs = other.open(one);
    for at in one.open(other) {
        let word = lower(one.word(at));
        let is_opposed = |their: &&usize| {
            are_contrary(&word, &lower(other.word(**their)))
                && is_denied(one, at) == is_denied(other, **their)
        };
        if let Some(&their) = theirs.iter().find(is_opposed) {
            let (own, their) = (at..at + 1, their..their + 1);
            return are_alike(one, &own, other, &their).then_some((own, their));
        }
    }
    None
}

/// The only name of one sentence that the other doesn't tell, where that tells another one between the same words: no person for a company.
fn names(one: &Said<'_, '_>, other: &Said<'_, '_>) -> Option<(Range<usize>, Range<usize>)> {
    let (own, theirs) = (own_name(one, other)?, own_name(other, one)?);
    let kinds = [own, theirs].map(|mention| one.facts.names.get(mention.name).kind);
    let (own_range, their_range) = (told(own), told(theirs));
    let is_between_same = || {
        let sides = one.beside(&own_range).into_iter().zip(other.beside(&their_range));
        let same = |(own, theirs): (Option<Content>, Option<Content>)| match (own, theirs) {
            (Some(own), Some(theirs)) => own.may_be(theirs),
            (own, theirs) => own.is_none() && theirs.is_none(),
        };
        sides.into_iter().all(same)
    };
    let differ = (kinds[0] == kinds[1] || kinds.contains(&NameKind::Other))
        && !may_be_one(one, own, other, theirs)
        && is_between_same()
        && are_alike(one, &own_range, other, &their_range);
    differ.then_some((own_range, their_range))
}

/// The tokens of a mention with its titles.
fn told(mention: &Mention) -> Range<usize> {
    mention.titles_start..mention.tokens.end
}

/// The name that one sentence tells and the other doesn't, where it is the only one and doesn't just tell whose words these are.
fn own_name<'a>(said: &Said<'a, '_>, other: &Said<'_, '_>) -> Option<&'a Mention> {
    let open = said.open(other);
    let is_told = |mention: &&Mention| {
        let theirs = other.mentions().iter().any(|their| their.name == mention.name);
        theirs || !mention.tokens.clone().all(|at| open.contains(&at))
    };
    let mut own = said.mentions().iter().filter(|mention| !is_told(mention));
    let only = own.next().filter(|_| own.next().is_none())?;
    let range = told(only);
    let tokens = said.report.sentences[said.place.sentence].token_range();
    let beside = [range.start.checked_sub(1), Some(range.end)].into_iter().flatten();
    let speaks = beside.filter(|at| tokens.contains(at)).any(|at| is_speech_verb(&lower(said.word(at))));
    (!speaks).then_some(only)
}

/// Whether two names may be of one: "Britain" and "British", "FTC"; "Harriers" and "Leeds", where some report tells of the Leeds Harriers.
fn may_be_one(one: &Said<'_, '_>, own: &Mention, other: &Said<'_, '_>, theirs: &Mention) -> bool {
    let words = |said: &Said<'_, '_>, mention: &Mention| -> Vec<String> {
        mention.tokens.clone().map(|at| said.word(at).to_owned()).collect()
    };
    let (own, theirs) = (words(one, own), words(other, theirs));
    let is_short_for = |short: &[String], long: &[String]| {
        short.len() == 1 && is_initials(&short[0], long.iter().map(String::as_str))
    };
    let are_told_together = || {
        one.facts.names.all().any(|name| {
            let holds =
                |words: &[String]| words.iter().any(|word| name.full.split(' ').any(|told| told == word));
            holds(&own) && holds(&theirs)
        })
    };
    own.iter().any(|word| theirs.iter().any(|their| is_form_of(word, their)))
        || are_told_together()
        || is_short_for(&own, &theirs)
        || is_short_for(&theirs, &own)
}

#[cfg(test)]
mod tests {
    use super::super::{
        ClaimKind,
        tests::{REST, claims},
    };

    /// The first claim of two sentences, with what differs in brackets.
    fn first(one: &str, other: &str) -> (ClaimKind, Vec<String>) {
        claims(&[&format!("{one}\n{REST}"), other]).swap_remove(0)
    }

    /// Two sentences differ in these values.
    #[track_caller]
    fn differ(one: &str, other: &str, values: [&str; 2]) {
        let (kind, voices) = first(one, other);
        assert_eq!(kind, ClaimKind::Differing, "{one}");
        let is_told = |(voice, value): (&String, &str)| voice.ends_with(&format!("[{value}]"));
        assert!(voices.iter().zip(values).all(is_told), "{voices:?}");
    }

    #[test]
    fn a_word_and_its_contrary_differ() {
        for (one, other, values) in [
            (
                "The court in Osby convicted Smith of fraud on Monday.",
                "On Monday Smith was acquitted of fraud by the court in Osby.",
                ["convicted", "acquitted"],
            ),
            (
                "The council accepted the proposal for a new bridge.",
                "The council rejected the proposal for a new bridge.",
                ["accepted", "rejected"],
            ),
            (
                "The missing climber was found alive on Sunday.",
                "The missing climber was found dead on Sunday.",
                ["alive", "dead"],
            ),
        ] {
            differ(one, other, values);
        }
    }

    #[test]
    fn contraries_of_other_things_are_shared() {
        for (one, other) in [
            (
                "The council accepted the proposal for a new bridge.",
                "The council didn't reject the proposal for a new bridge.",
            ),
            (
                "Shares of Acme rose on Tuesday after profits of Acme fell for the first time.",
                "Shares of Acme rose on Tuesday after profits of Acme fell for the first time, it said.",
            ),
        ] {
            assert_eq!(first(one, other).0, ClaimKind::Shared, "{one}");
        }
    }

    #[test]
    fn another_name_in_the_same_place_differs() {
        for (one, other, values) in [
            (
                "The tanker Marigold sank off Norway on Friday.",
                "The tanker Marigold sank off Sweden on Friday.",
                ["Norway", "Sweden"],
            ),
            (
                "Prime Minister John Smith resigned on Tuesday.",
                "Finance Minister Paul Jones resigned on Tuesday.",
                ["Prime Minister John Smith", "Finance Minister Paul Jones"],
            ),
            (
                "Anna Berg shot the banker in his office.",
                "Clara Holm shot the banker in his office.",
                ["Anna Berg", "Clara Holm"],
            ),
        ] {
            differ(one, other, values);
        }
    }

    #[test]
    fn names_of_one_or_of_whoever_speaks_are_shared() {
        for (one, other) in [
            (
                "The tanker Marigold sank off Norway on Friday.",
                "The tanker Marigold sank off the Norwegian coast on Friday.",
            ),
            (
                "The tanker Marigold sank off Osby on Friday, Anna Berg said.",
                "The tanker Marigold sank off Osby on Friday, Clara Holm said.",
            ),
            (
                "The Osby Harriers were glad. The Harriers scored five times on Friday night.",
                "Osby scored five times on Friday night.",
            ),
        ] {
            assert_eq!(first(one, other).0, ClaimKind::Shared, "{one}");
        }
    }
}
