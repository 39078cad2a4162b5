//! A sentence beside a source's that is nearly the same: what stands in the place of each word.

use std::{borrow::Cow, ops::Range};

use super::{
    bearing::Bearing,
    diff::Diff,
    elsewhere::Elsewhere,
    facts::{Fact, Meaning, counted, facts},
    name_forms::{is_form_of, is_initials},
    polarity::Negation,
    proper::is_name_word,
    sources::{Key, Sources},
};
use crate::{Report, Span, contraries::are_contrary, lexicon::lower};

/// Sentences are nearly the same when this share of the words stands in both, in order. From 0.5 to 0.7 what is found of planted
/// faults changes by less than 1 %; below, writers' own sentences are compared word by word, and more of them flagged.
const SHARE_MIN: f32 = 0.6;

/// The place of words in the source is told by the words around it only when it isn't this much wider than they are: a clause that
/// was left out. With twice as many words, compressed sentences are flagged more often.
const WIDER_MAX: usize = 4;

/// A word in lower case; with its article where that changes what it says: "a few" aren't few, and "the last few" none of many. "May"
/// with a capital inside a sentence is a month.
fn told_word<'a>(report: &Report<'a>, token: usize) -> Cow<'a, str> {
    let word = report.word(&report.tokens[token]);
    let before = token.checked_sub(1).map(|before| lower(report.word(&report.tokens[before])));
    let counts =
        matches!(before.as_deref(), Some("a" | "the" | "last" | "past" | "next" | "first" | "every"));
    let opens = report.sentences.iter().any(|told| told.token_range().start == token);
    match word {
        "few" if counts => Cow::Borrowed("several"),
        "May" if !opens => Cow::Borrowed(word),
        _ => lower(word),
    }
}

/// What a source has in the place of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// The same.
    Same,
    /// Another of its kind.
    Other(Span),
    /// None of its kind.
    Nothing,
}

/// A sentence and the sentence of a source that is nearly the same, or two neighbours of it.
pub(super) struct Near<'a, 's> {
    report: &'a Report<'s>,
    keys: &'a [Key],
    /// The sentence's tokens.
    pub(super) tokens: Range<usize>,
    pub(super) row: usize,
    index: usize,
    pub(super) source: &'a Report<'s>,
    source_keys: &'a [Key],
    /// The source's tokens.
    pub(super) window: Range<usize>,
    diff: Diff,
    /// For each token of the window its place in the sentence.
    back: Vec<Option<usize>>,
    facts: Vec<Fact>,
}

impl<'a, 's> Near<'a, 's> {
    /// Puts a sentence beside the rows that share the most with it: those that are nearly the same.
    pub(super) fn find(
        report: &'a Report<'s>,
        keys: &'a [Key],
        tokens: &Range<usize>,
        bearing: &Bearing,
        sources: &'a Sources<'_, 's>,
    ) -> Vec<Self> {
        let beside = |row, window| Self::new(report, keys, tokens, row, window, sources);
        let rows = || bearing.candidates.iter().map(|&(row, _)| row);
        let alone: Vec<Self> = rows().filter_map(|row| beside(row, sources.tokens(row))).collect();
        if !alone.is_empty() {
            return alone;
        }
        // What one sentence says two may say that stand side by side. Only where one doesn't: another name or number is likely to
        // stand in the next sentence too.
        let with_neighbours = |row: usize| {
            let all = [false, true].into_iter().filter_map(|behind| sources.beside(row, behind));
            let bearers = all.filter(|beside| bearing.rows.contains(beside));
            bearers
                .map(|beside| sources.tokens(beside))
                .fold(sources.tokens(row), |both, other| both.start.min(other.start)..both.end.max(other.end))
        };
        rows().filter_map(|row| beside(row, with_neighbours(row))).collect()
    }

    fn new(
        report: &'a Report<'s>,
        keys: &'a [Key],
        tokens: &Range<usize>,
        row: usize,
        window: Range<usize>,
        sources: &'a Sources<'_, 's>,
    ) -> Option<Self> {
        let index = sources.rows[row].report;
        let source_keys = sources.keys[index].as_slice();
        let diff = Diff::new(&keys[tokens.clone()], &source_keys[window.clone()]);
        if diff.share() < SHARE_MIN {
            return None;
        }
        let source = &sources.reports[index];
        let back = diff.reversed();
        let facts = facts(source, window.clone());
        Some(Self {
            report,
            keys,
            tokens: tokens.clone(),
            row,
            index,
            source,
            source_keys,
            window,
            diff,
            back,
            facts,
        })
    }

    /// The span of source tokens.
    pub(super) fn span(&self, tokens: Range<usize>) -> Span {
        let all = &self.source.tokens;
        Span::new(self.index, all[tokens.start].range().start..all[tokens.end - 1].range().end)
    }

    /// The source's tokens in the place of the sentence's.
    fn slot(&self, tokens: &Range<usize>) -> Range<usize> {
        let places = tokens.start - self.tokens.start..tokens.end - self.tokens.start;
        let slot = self.diff.slot(places.clone());
        let (mut start, mut end) = (self.window.start + slot.start, self.window.start + slot.end);
        // At the end of a sentence stands what ends a sentence of the source, not what begins the next.
        let is_open = |mut places: Range<usize>| places.all(|place| self.diff.matches[place].is_none());
        if is_open(places.start..self.diff.matches.len()) && start > self.window.start {
            end = end.min(self.sentence_around(start - 1).end.max(start));
        }
        if is_open(0..places.end) && end < self.window.end {
            start = start.max(self.sentence_around(end).start);
        }
        start..end
    }

    /// The tokens of the source's sentence that holds one.
    fn sentence_around(&self, token: usize) -> Range<usize> {
        let sentences = &self.source.sentences;
        let next = sentences.partition_point(|told| told.token_range().end <= token);
        sentences.get(next).map_or(self.window.clone(), synoptic_text_analysis::Sentence::token_range)
    }

    /// The share of the sentence's words that stand there too, in order.
    pub(super) fn share(&self) -> f32 {
        self.diff.share()
    }

    /// Where a token of the sentence stands in the source.
    fn there(&self, token: usize) -> Option<usize> {
        let place = self.diff.matches.get(token.checked_sub(self.tokens.start)?)?;
        place.map(|place| self.window.start + place)
    }

    /// Where a token of the source stands in the sentence.
    fn here(&self, token: usize) -> Option<usize> {
        let place = self.back.get(token.checked_sub(self.window.start)?)?;
        place.map(|place| self.tokens.start + place)
    }

    /// What the source has in the place of a number or a date.
    pub(super) fn fact(&self, fact: &Fact) -> Slot {
        let slot = self.slot(&fact.tokens);
        let touches = |other: &&Fact| other.tokens.start < slot.end && slot.start < other.tokens.end;
        let mut others =
            self.facts.iter().filter(touches).filter(|other| fact.meaning.is_like(other.meaning));
        if others.clone().any(|other| fact.meaning.is_same(other.meaning)) {
            return Slot::Same;
        }
        let Some(other) = others.next() else { return Slot::Nothing };
        let wide = slot.len() > fact.tokens.len() + WIDER_MAX;
        if wide || self.stands_free(fact) {
            Slot::Nothing
        } else {
            Slot::Other(self.span(other.tokens.clone()))
        }
    }

    /// Whether a number stands in the source in another place, where it counts the same and no other of the sentence belongs to.
    fn stands_free(&self, fact: &Fact) -> bool {
        let Meaning::Number { .. } = fact.meaning else { return false };
        let Some(noun) = counted(self.report, self.keys, &fact.tokens, &self.tokens) else { return false };
        self.facts.iter().any(|other| {
            fact.meaning.is_same(other.meaning)
                && other.tokens.clone().all(|token| self.here(token).is_none())
                && counted(self.source, self.source_keys, &other.tokens, &self.window) == Some(noun)
        })
    }

    /// What the source has in the place of a word of a name.
    pub(super) fn name(&self, word: usize, of: &[usize], elsewhere: &Elsewhere<'_, '_>) -> Slot {
        if self.there(word).is_some() {
            return Slot::Same;
        }
        let slot = self.slot(&(word..word + 1));
        let text = |token: usize| self.source.word(&self.source.tokens[token]);
        let names = slot.clone().filter(|&token| {
            is_name_word(self.source, token)
                && elsewhere.is_name(self.source_keys[token], token == self.window.start)
        });
        let names: Vec<usize> = names.collect();
        let Some(&first) = names.first() else { return Slot::Nothing };
        let own = self.report.word(&self.report.tokens[word]);
        let whole = of.iter().map(|&word| self.report.word(&self.report.tokens[word]));
        let same = names
            .iter()
            .any(|&token| is_form_of(own, text(token)) || is_initials(text(token), whole.clone()))
            || is_initials(own, names.iter().map(|&token| text(token)));
        if same {
            return Slot::Same;
        }
        let wide = slot.len() > of.len() + WIDER_MAX;
        let last = names.iter().zip(first..).take_while(|(token, next)| **token == *next).count();
        if wide { Slot::Nothing } else { Slot::Other(self.span(first..first + last)) }
    }

    /// The words of the sentence in whose place the source has their contrary, and where it has that: "fell" for "rose", but not "did
    /// not fall".
    pub(super) fn contraries(&self, ours: &[Negation], theirs: &[Negation]) -> Vec<(usize, usize)> {
        let is_denied =
            |negations: &[Negation], token: usize| negations.iter().any(|told| told.scope.contains(&token));
        let contrary = |token: usize| {
            let slot = self.slot(&(token..token + 1));
            let word = told_word(self.report, token);
            let of_place = slot.len() <= 1 + WIDER_MAX;
            let mut others = slot.filter(|&other| of_place && self.here(other).is_none());
            let denied = is_denied(ours, token);
            others.find(|&other| {
                are_contrary(&word, &told_word(self.source, other)) && is_denied(theirs, other) == denied
            })
        };
        let open = self.tokens.clone().filter(|&token| self.there(token).is_none());
        open.filter_map(|token| Some((token, contrary(token)?))).collect()
    }

    /// Whether the source doesn't have a negation of the sentence.
    pub(super) fn is_added(&self, ours: &Negation, theirs: &[Negation]) -> bool {
        if self.there(ours.at).is_some() {
            return false;
        }
        let slot = self.slot(&(ours.at..ours.at + 1));
        // One that stands in both sentences can't be the counterpart of another.
        let mut free = theirs.iter().filter(|theirs| self.here(theirs.at).is_none());
        if free.clone().any(|theirs| slot.contains(&theirs.at)) {
            return false;
        }
        match ours.target.and_then(|target| self.there(target)) {
            Some(target) => !free.any(|theirs| theirs.scope.contains(&target) || theirs.at == target),
            None => {
                // "He did not." for "He did.": what is around it stands side by side in the source, but for "did" of "didn't".
                let around =
                    (ours.at.checked_sub(1).and_then(|before| self.there(before)), self.there(ours.at + 1));
                matches!(around, (Some(before), Some(behind)) if behind <= before + 2)
            }
        }
    }

    /// The words of the sentence that a negation of the source falls on, if the sentence doesn't have it.
    pub(super) fn dropped_at(&self, theirs: &Negation, ours: &[Negation]) -> Option<Range<usize>> {
        if self.here(theirs.at).is_some() {
            return None;
        }
        let before = theirs.at.checked_sub(1).and_then(|before| self.here(before));
        let behind = self.here(theirs.at + 1);
        let around = before.zip(behind).filter(|(before, behind)| *behind <= before + 2);
        let place = match (around, theirs.target.and_then(|target| self.here(target))) {
            (Some((before, behind)), _) => before..behind + 1,
            (None, Some(target)) => target..target + 1,
            (None, None) => return None,
        };
        let target = theirs.target.and_then(|target| self.here(target));
        let is_there = ours.iter().filter(|ours| self.there(ours.at).is_none()).any(|ours| {
            place.contains(&ours.at)
                || target.is_some_and(|target| ours.scope.contains(&target) || ours.at == target)
        });
        (!is_there).then_some(place)
    }
}
