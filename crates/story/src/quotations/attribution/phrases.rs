//! Phrases that may be subjects: names with their roles, nouns with their articles.

use std::ops::Range;

use synoptic_text_analysis::{Token, TokenFlags};

use super::{Finder, Found, SUBJECT_WORDS_MAX, Subject, before::is_thing};
use crate::{
    lexicon::{
        begins_aside, is_adverb, is_article, is_connector, is_finite_verb, is_kin, is_speaking_thing,
        is_speech_verb, is_title, is_verb_or_noun, month_or_weekday,
    },
    names::{Mention, NameKind, is_space},
};

impl Finder<'_, '_> {
    /// The subject whose last word stands before a token.
    pub(super) fn phrase_that_ends(&self, end: usize, limit: usize) -> Option<Found> {
        let head = end.checked_sub(1).filter(|head| *head >= limit)?;
        if let Some(mention) = self.names.at(self.index, head).filter(|mention| mention.tokens.end == end) {
            let genitive = self.word(head) != crate::names::bare(self.word(head));
            let start = self.phrase_start(mention.titles_start, limit);
            let link = start < mention.titles_start
                && (start..mention.titles_start)
                    .any(|at| matches!(self.word(at), "for" | "of" | "from" | "at" | "with" | "and" | "in"));
            let is_own = || self.is_person(mention) && !self.follows_link(mention.titles_start);
            if !genitive && (!link || is_own() && !self.is_of_relative(start..mention.titles_start)) {
                // "in the same interview Anna Bell said": that isn't what she is.
                // "taken to a hospital Anna Bell said"
                let is_other = || {
                    let last = self.word(mention.titles_start - 1);
                    self.is_person(mention)
                        && (matches!(last, "interview" | "email" | "speech")
                            || is_speaking_thing(last)
                            || matches!(last, "shows" | "showed" | "heard" | "saw")
                            || matches!(self.word(start), "a" | "an"))
                };
                let role = if start < mention.titles_start && !link && !is_other() {
                    start..mention.tokens.start
                } else {
                    mention.titles_start..mention.tokens.start
                };
                let (subject, role) = (Subject::Name(mention.name), self.without_article(role));
                return Some(Found { subject, start, role });
            }
            if let Some(found) = self.belonging(start, end) {
                return Some(found);
            }
            return link.then_some(Found { subject: self.phrase(start..end), start, role: 0..0 });
        }
        if let Some(pronoun) = pronoun(self.word(head)) {
            return Some(Found { subject: Subject::Pronoun(pronoun), start: head, role: 0..0 });
        }
        if let Some(start) = self.one_of_them(head, limit) {
            return Some(Found { subject: Subject::Phrase(start..end), start, role: 0..0 });
        }
        // "A memo from 1957 called it"
        let is_year = self.word(head).len() == 4 && self.word(head).bytes().all(|byte| byte.is_ascii_digit());
        if is_year && head > limit + 1 && matches!(self.word(head - 1), "from" | "of" | "in") {
            return self.phrase_that_ends(head - 1, limit);
        }
        let word = self.word(head);
        if self.report.tokens[head].flags.contains(TokenFlags::STOP_WORD)
            || word.starts_with(|c: char| c.is_numeric()) && !self.is_numbered_name(head, limit)
            || is_speech_verb(word) && !is_verb_or_noun(word)
            || crate::names::bare(word).len() < word.len()
            || month_or_weekday(word)
            || begins_aside(word)
        {
            return None;
        }
        let start = self.phrase_start(head, limit);
        // "the label on the drum says"
        let is_written_on = start > limit + 1
            && matches!(
                self.word(start - 1),
                "on" | "in" | "at" | "outside" | "above" | "over" | "inside" | "beside"
            )
            && is_thing(self.word(start - 2))
            && (start - 2..start).all(|at| !self.is_quoted(at) && is_space(self.gap(at)));
        if is_written_on {
            return self.phrase_that_ends(start - 1, limit);
        }
        let found = self.belonging(start, end);
        Some(found.unwrap_or_else(|| Found { subject: self.phrase(start..end), start, role: 0..0 }))
    }

    /// Where "one of them" begins that ends with a token.
    fn one_of_them(&self, them: usize, limit: usize) -> Option<usize> {
        let start = them.checked_sub(2).filter(|start| *start >= limit)?;
        let counts =
            matches!(self.word(start), "one" | "One" | "two" | "Two" | "some" | "Some" | "several" | "many");
        let joins = (start..them).all(|at| !self.is_quoted(at) && is_space(self.gap(at)));
        (counts && self.is(start + 1, "of") && self.is(them, "them") && joins).then_some(start)
    }

    /// The person whom a phrase begins with and tells where they belong: "Anna Bell of the fishermen's union".
    fn belonging(&self, start: usize, end: usize) -> Option<Found> {
        let mention = self.names.at(self.index, start).filter(|mention| self.is_person(mention))?;
        let belongs = mention.tokens.end < end
            && matches!(self.word(mention.tokens.end), "of" | "from" | "at" | "in" | "with");
        belongs.then(|| Found {
            subject: Subject::Name(mention.name),
            start,
            role: self.without_article(mention.tokens.end + 1..end),
        })
    }

    /// Whether a number is the last word of a name: "Number 10", "Channel 4".
    fn is_numbered_name(&self, number: usize, limit: usize) -> bool {
        number > limit
            && is_space(self.gap(number - 1))
            && self.report.tokens[number - 1].flags.contains(TokenFlags::CAPITALIZED)
            && !month_or_weekday(self.word(number - 1))
    }

    /// A phrase without the place where it was said: "a spokesperson in Washington"; but "a clerk at a bank in Lakeside".
    pub(super) fn phrase(&self, tokens: Range<usize>) -> Subject {
        let link = tokens.clone().skip(1).find(|&at| matches!(self.word(at), "in" | "at"));
        let place = link.filter(|&at| self.word(at) == "in");
        Subject::Phrase(tokens.start..place.unwrap_or(tokens.end))
    }

    /// Whether a preposition leads to a name, which so belongs to what stands before: "a spokesman for Anna Bell".
    pub(super) fn follows_link(&self, start: usize) -> bool {
        let before = |steps: usize| start.checked_sub(steps).map_or("", |at| self.word(at));
        matches!(before(1), "for" | "of" | "from" | "at" | "with")
            || before(1) == "the" && matches!(before(2), "for" | "of" | "from" | "at" | "with")
    }

    /// Whether words before a name tell of somebody who belongs to whoever bears it: "the mother of 9-year-old Anna Bell".
    pub(super) fn is_of_relative(&self, tokens: Range<usize>) -> bool {
        let is_relative = |at: usize| {
            is_relative_noun(self.word(at))
                && matches!(self.word(at + 1), "of" | "for")
                && is_space(self.gap(at))
        };
        tokens.start + 1 < tokens.end && (tokens.start..tokens.end - 1).any(is_relative)
    }

    /// Where a phrase begins whose head is a token: back to its article, over "for the company" too.
    pub(super) fn phrase_start(&self, head: usize, limit: usize) -> usize {
        let mut start = head;
        let mut seen_article = false;
        while start > limit && head - start < SUBJECT_WORDS_MAX && !self.is_quoted(start - 1) {
            let gap = self.gap(start - 1);
            let token: &Token = &self.report.tokens[start - 1];
            let word = self.report.word(token);
            let dotted = gap.strip_prefix('.').is_some_and(is_space)
                && (is_title(word) || word.len() <= 2 || word.contains('.'));
            // "a joint U.S.-Norland statement"
            let is_hyphen = gap == "-" || gap == ".-" && word.contains('.');
            // "the twins' father"
            let owns = word.ends_with('s') && matches!(gap, "' " | "’ ");
            if !(is_space(gap) || is_hyphen || dotted || owns) {
                break;
            }
            let is_article = is_article(word);
            let is_link = matches!(word, "of" | "for" | "from" | "at" | "with" | "in" | "de" | "y");
            if is_connector(word) && !is_link {
                // "al-Shifa", "von der Leyen"
            } else if is_link {
                // It belongs to the phrase where a noun stands before it.
                let noun = start >= limit + 2
                    && !self.report.tokens[start - 2].flags.contains(TokenFlags::STOP_WORD)
                    && !month_or_weekday(self.word(start - 2))
                    && is_space(self.gap(start - 2));
                if !noun || word == "in" && !seen_article && self.names.at(self.index, start).is_none() {
                    break;
                }
                seen_article = false;
            } else if seen_article
                || token.flags.contains(TokenFlags::STOP_WORD) && !is_article && word != "own"
                || is_finite_verb(word)
                || is_adverb(word) && !self.word(start).ends_with("ed")
                || is_speech_verb(word) && !is_article
            {
                break;
            }
            seen_article |= is_article;
            start -= 1;
        }
        start
    }

    pub(super) fn is_person(&self, mention: &Mention) -> bool {
        self.names.get(mention.name).kind == NameKind::Person
    }

    pub(super) fn without_article(&self, tokens: Range<usize>) -> Range<usize> {
        // "one of the players"
        if !tokens.is_empty()
            && !self.is(tokens.start + 1, "of")
            && matches!(
                self.word(tokens.start),
                "a" | "A" | "an" | "An" | "the" | "The" | "one" | "One" | "another" | "Another"
            )
        {
            tokens.start + 1..tokens.end
        } else {
            tokens
        }
    }
}

/// Whether a noun tells of somebody by whose they are.
fn is_relative_noun(word: &str) -> bool {
    is_kin(word)
        || matches!(
            word,
            "parent"
                | "parents"
                | "family"
                | "friend"
                | "friends"
                | "relative"
                | "relatives"
                | "lawyer"
                | "lawyers"
                | "attorney"
                | "attorneys"
        )
}

/// A pronoun that a verb of speech may have for subject.
pub(super) fn pronoun(word: &str) -> Option<&'static str> {
    ["he", "she", "they", "it", "we", "I"].into_iter().find(|pronoun| {
        word == *pronoun || word.len() == pronoun.len() && word.eq_ignore_ascii_case(pronoun) && word != "IT"
    })
}
