//! Subjects by the clauses around a verb: relative clauses, participles before a main clause, and phrases that begin one.

use std::ops::Range;

use synoptic_text_analysis::TokenFlags;

use super::{Attribution, CLAUSE_WORDS_MAX, Finder, Found, NOUN_WORDS_MAX, Subject};
use crate::{
    lexicon::{begins_aside, is_article, is_people_noun, is_person_noun, is_speaking_thing, lower},
    names::{Mention, is_space},
};

/// How many words of a relative clause are looked at for its "who".
pub(super) const RELATIVE_WORDS_MAX: usize = 8;

impl Finder<'_, '_> {
    /// Whether a participle begins a sentence, or stands behind a word that leads to one, and a quotation follows it: "Despite calling
    /// it “a bad plan”, Anna Bell left".
    pub(super) fn leads_into_clause(&self, verb: usize, tokens: &Range<usize>) -> bool {
        let leads = |at: usize| {
            matches!(
                self.word(at),
                "Despite" | "After" | "While" | "When" | "Before" | "By" | "Without" | "Besides" | "Upon"
            )
        };
        let begins = verb == tokens.start || verb == tokens.start + 1 && leads(tokens.start);
        begins && self.word(verb).ends_with("ing")
    }

    /// Who says what a participle leads to at the beginning of a sentence: the subject behind the comma that ends its clause.
    pub(super) fn of_main_clause(&self, verb: usize, tokens: &Range<usize>) -> Option<Attribution> {
        let end = tokens.end.min(verb + CLAUSE_WORDS_MAX);
        let quoted = (verb + 1..end).find(|&at| self.is_quoted(at))?;
        // "Speaking on Monday, Anna Bell called it “a bad plan”": another clause.
        if (verb..quoted - 1).any(|at| self.gap(at).contains([',', ';', ':'])) {
            return None;
        }
        let closed = (quoted..end).find(|&at| !self.is_quoted(at))?;
        let comma = (closed - 1..end).find(|&at| !self.is_quoted(at + 1) && self.gap(at).contains(','))?;
        let found = self
            .after(verb, comma + 1, tokens)
            .filter(|found| !matches!(found.subject, Subject::Phrase(_)))?;
        let is_whole = found.place.end < tokens.end && !self.is_quoted(found.place.end);
        // What stands behind the subject goes on with its clause.
        (is_whole && is_space(self.gap(found.place.end - 1))).then_some(Attribution {
            place: verb..verb,
            role: 0..0,
            ..found
        })
    }

    /// The "who" of the relative clause that a word goes on with: "Anna Bell, who left and said".
    pub(super) fn who_before(&self, and: usize, tokens: &Range<usize>) -> Option<usize> {
        let from = (tokens.start + 1).max(and.saturating_sub(RELATIVE_WORDS_MAX));
        let plain = (from..and).rev().take_while(|&at| !self.is_quoted(at) && is_space(self.gap(at)));
        plain.into_iter().find(|&at| self.is(at, "who"))
    }

    /// Whoever a relative clause tells of: the name before it, or the phrase.
    pub(super) fn before_relative(&self, who: usize, tokens: &Range<usize>) -> Option<Found> {
        self.before_who(who, tokens)
            .or_else(|| self.chunk_before(who, tokens))
            .or_else(|| self.somebody_before(who, tokens))
    }

    /// Somebody without a name before "who", whatever stands before them: "a talk with a jailed robber, who".
    pub(super) fn somebody_before(&self, who: usize, tokens: &Range<usize>) -> Option<Found> {
        let Subject::Phrase(phrase) = self.phrase_that_ends(who, tokens.start)?.subject else { return None };
        let is_one = |at: &usize| matches!(self.word(*at), "a" | "an" | "A" | "An");
        let start = phrase.clone().rev().find(is_one)?;
        let subject = Subject::Phrase(start..phrase.end);
        Some(Found { subject, start, role: 0..0 })
    }

    /// The people whose place or kind stands before their noun at the beginning of a clause: "Norland officials".
    pub(super) fn people_behind_name(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mention = self.names.at(self.index, start).filter(|mention| !self.is_person(mention))?;
        let from = mention.tokens.end;
        let is_plain = |at: &usize| {
            is_space(self.gap(at - 1)) && !self.report.tokens[*at].flags.contains(TokenFlags::STOP_WORD)
        };
        let mut nouns = (from..end.min(from + 3)).take_while(is_plain);
        let noun = nouns.find(|&at| {
            is_people_noun(self.word(at)) || self.word(at).strip_suffix('s').is_some_and(is_person_noun)
        })?;
        (mention.titles_start == start).then_some(start..noun + 1)
    }

    /// Whether a clause begins with a participle, which a capital makes look like a name: "Baiting him", "Appearing on the stage".
    pub(super) fn begins_participle(&self, start: usize) -> bool {
        let next = self.word(start + 1);
        let is_person = || self.names.at(self.index, start).is_some_and(|mention| self.is_person(mention));
        self.word(start).ends_with("ing")
            && is_space(self.gap(start))
            && (is_article(next) || is_object(next) || begins_aside(next))
            && !is_person()
    }

    /// Somebody or what speaks, by whose it is at the beginning of a clause: "Norland's port council".
    pub(super) fn owned_behind(&self, owner: &Mention, start: usize, end: usize) -> Option<Found> {
        let from = owner.tokens.end;
        let is_plain = |at: &usize| {
            is_space(self.gap(at - 1))
                && !self.is_quoted(*at)
                && !self.report.tokens[*at].flags.contains(TokenFlags::STOP_WORD)
        };
        let is_noun = |at: &usize| is_person_noun(self.word(*at)) || is_speaking_thing(self.word(*at));
        let noun = (from..end.min(from + NOUN_WORDS_MAX)).take_while(is_plain).find(is_noun)?;
        let subject = Subject::Phrase(start..noun + 1);
        (owner.titles_start == start && self.names.at(self.index, noun + 1).is_none()).then_some(Found {
            subject,
            start,
            role: 0..0,
        })
    }

    /// A phrase without what leads to it: "signs" of "friends holding signs".
    pub(super) fn behind_participle(&self, found: Found) -> Found {
        let Subject::Phrase(phrase) = &found.subject else { return found };
        let is_participle = |at: &usize| {
            let word = self.word(*at);
            word.ends_with("ing") && word.starts_with(char::is_lowercase) && self.word(at - 1) != "the"
        };
        let last = (phrase.start + 1..phrase.end - 1).rev().find(is_participle);
        let Some(start) = last.map(|last| last + 1) else { return found };
        Found { subject: Subject::Phrase(start..phrase.end), start, role: 0..0 }
    }

    /// Whether a noun tells of somebody, of people, or of what speaks.
    pub(super) fn may_be_speaker(&self, noun: usize) -> bool {
        let word = self.word(noun);
        let one = word.strip_suffix('s').unwrap_or(word);
        [word, one].into_iter().any(|word| is_person_noun(word) || is_speaking_thing(word))
            || is_people_noun(&lower(word))
            || self.names.at(self.index, noun).is_some()
    }

    /// Whether a name tells where somebody is from who stands before it and a comma.
    pub(super) fn is_where_from(&self, found: &Found, tokens: &Range<usize>) -> bool {
        let from = found.start.checked_sub(1).filter(|from| *from > tokens.start && !self.is_quoted(*from));
        from.is_some_and(|from| {
            matches!(self.word(from), "from" | "of" | "in")
                && matches!(found.subject, Subject::Name(_))
                && self
                    .word(found.start + usize::from(self.is(found.start, "the")))
                    .starts_with(char::is_uppercase)
                && !self.is_quoted(from - 1)
                && self.gap(from - 1).trim_end() == ","
        })
    }
}

/// Whether a pronoun is the object of the word before it.
fn is_object(word: &str) -> bool {
    matches!(word, "him" | "them" | "it" | "us" | "me" | "that" | "this")
}
