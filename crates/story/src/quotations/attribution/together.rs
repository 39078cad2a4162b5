//! People who are named with what they are, or with others: "Anna Bell, a port leader told", "Anna Bell and Tom Roe said".

use std::ops::Range;

use synoptic_text_analysis::TokenFlags;

use super::{Finder, Found, NOUN_WORDS_MAX, Subject};
use crate::{
    lexicon::{is_article, is_given, is_person_noun, stands_for_artist},
    names::{Mention, bare, is_space},
};

impl Finder<'_, '_> {
    /// The person whom two phrases tell of: "Ida Bell, president of the union and the daughter of Tom Roe, said".
    pub(super) fn joined(&self, found: &Found, tokens: &Range<usize>) -> Option<Found> {
        let and = found.start.checked_sub(1).filter(|and| *and > tokens.start && !self.is_quoted(*and))?;
        // "the congressman and hopeful said"
        if let Subject::Phrase(second) = &found.subject
            && self.is(and, "and")
            && !is_article(self.word(second.start))
            && is_person_noun(self.word(and - 1))
            && !self.is_quoted(and - 1)
            && let Some(first) = self.phrase_that_ends(and, tokens.start)
            && matches!(self.word(first.start), "the" | "The")
        {
            let subject = Subject::Phrase(first.start..second.end);
            return Some(Found { subject, start: first.start, role: 0..0 });
        }
        let joins = self.is(and, "and") && matches!(self.word(found.start), "a" | "an" | "the");
        let opener = joins.then(|| self.clause_opener(and, tokens)).flatten()?;
        let mention = self.names.at(self.index, opener.start).filter(|mention| self.is_person(mention))?;
        self.gap(mention.tokens.end - 1).starts_with(',').then_some(opener)
    }

    /// The person whom a phrase behind their name tells of, where no comma ends it: "Anna Bell, a port leader told us".
    pub(super) fn apposed(&self, found: &Found, tokens: &Range<usize>) -> Option<Found> {
        let Subject::Phrase(phrase) = &found.subject else { return None };
        let before = phrase
            .start
            .checked_sub(1)
            .filter(|before| *before > tokens.start && !self.is_quoted(*before))?;
        let mention = self.names.at(self.index, before).filter(|mention| self.is_person(mention))?;
        let is_apposed = self.gap(before).trim_end() == ","
            && mention.tokens.end == phrase.start
            && is_article(self.word(phrase.start))
            && self.begins_clause(mention.titles_start, tokens);
        is_apposed.then(|| Found {
            subject: Subject::Name(mention.name),
            start: mention.titles_start,
            role: self.without_article(phrase.start..phrase.end),
        })
    }

    /// Two who speak together, where the second was found: "Anna Bell and Tom Roe", "Anna and Tom Bell".
    pub(super) fn together(&self, found: Found, end: usize, tokens: &Range<usize>) -> Found {
        let is_name = matches!(found.subject, Subject::Name(_));
        match self.first_of_two(end, tokens).filter(|_| is_name) {
            Some(start) => Found { subject: Subject::Phrase(start..end), start, role: 0..0 },
            None => found,
        }
    }

    /// Where the name of the first of two begins who speak together, of whom the second's ends before a token.
    fn first_of_two(&self, end: usize, tokens: &Range<usize>) -> Option<usize> {
        let second = self.names.at(self.index, end - 1).filter(|second| self.is_person(second))?;
        let and =
            second.titles_start.checked_sub(1).filter(|and| *and > tokens.start && !self.is_quoted(*and))?;
        if !self.is(and, "and") || self.is_quoted(and - 1) || second.tokens.end != end {
            return None;
        }
        let first = self.names.at(self.index, and - 1);
        let is_given = is_given(self.word(and - 1));
        let start = match first {
            Some(first) if first.tokens.end == and && (self.is_person(first) || is_given) => {
                first.titles_start
            }
            None if is_given => and - 1,
            _ => return None,
        };
        let is_plain = is_space(self.gap(and - 1)) && is_space(self.gap(and));
        (is_plain && self.begins_clause(start, tokens)).then_some(start)
    }

    /// Whether a clause begins with a token, as far as what stands before it tells.
    fn begins_clause(&self, start: usize, tokens: &Range<usize>) -> bool {
        let Some(before) = start.checked_sub(1).filter(|before| *before >= tokens.start) else { return true };
        self.is_quoted(before)
            || !is_space(self.gap(before))
            || matches!(self.word(before), "and" | "but" | "that" | "when" | "as" | "while" | "But" | "And")
    }

    /// The person whose name, or whose name with what they are, stands right before "who": "They met Anna Bell, the harbour master,
    /// who said".
    pub(super) fn before_who(&self, who: usize, tokens: &Range<usize>) -> Option<Found> {
        let before = who.checked_sub(1).filter(|before| *before > tokens.start)?;
        if !self.gap(before).starts_with(',') {
            return None;
        }
        let named = |end: usize| {
            let mention = self.names.at(self.index, end.checked_sub(1)?)?;
            (mention.tokens.end == end && self.is_person(mention)).then_some(mention)
        };
        let (mention, role) = match named(who) {
            Some(mention) => (mention, mention.titles_start..mention.tokens.start),
            None => {
                let start = self.chunks(who, tokens).last()?.start;
                let mention =
                    named(start).filter(|_| start > tokens.start && self.gap(start - 1).starts_with(','))?;
                (mention, start..who)
            }
        };
        let owns = bare(self.word(mention.tokens.end - 1)).len() < self.word(mention.tokens.end - 1).len();
        let is_of = self.follows_link(mention.titles_start) && role.end != who;
        (!owns && !is_of).then(|| Found {
            subject: Subject::Name(mention.name),
            start: mention.titles_start,
            role: self.without_article(role),
        })
    }

    /// The person whom a name and a few nouns lead to: "Norland captain Tom Roe".
    pub(super) fn labelled(&self, first: &Mention) -> Option<&Mention> {
        let from = first.tokens.end;
        let next = self.names.within(self.index, from..from + NOUN_WORDS_MAX).first()?;
        let is_label = |at: usize| {
            is_space(self.gap(at)) && !self.report.tokens[at].flags.contains(TokenFlags::STOP_WORD)
        };
        let person =
            self.is_person(next) && next.titles_start > from && (from - 1..next.titles_start).all(is_label);
        let last = self.word(next.titles_start - 1);
        (person && (is_person_noun(last) || stands_for_artist(last))).then_some(next)
    }
}
