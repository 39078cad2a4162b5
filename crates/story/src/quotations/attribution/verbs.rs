//! Whether a word is a verb that says something where it stands, and which of its neighbours tells whose.

use std::ops::Range;

use synoptic_text_analysis::TokenFlags;

use super::{
    Attribution, BESIDE_WORDS_MAX, CLAUSE_WORDS_MAX, Finder, SUBJECT_WORDS_MAX, is_agent_free,
    phrases::pronoun,
};
use crate::{
    lexicon::{
        is_article, is_naming_verb, is_people_noun, is_speaking_thing, is_speech_verb, is_verb_or_noun,
        lower, month_or_weekday,
    },
    names::is_space,
};

impl Finder<'_, '_> {
    /// Who says something by a verb that isn't inflected: "Anna Bell went on to say", "Anna Bell did add", "the authors note".
    pub(super) fn of_base_form(&self, verb: usize, tokens: &Range<usize>) -> Option<Attribution> {
        let before = verb.checked_sub(1).filter(|before| *before >= tokens.start)?;
        match self.word(before) {
            "to" if before > tokens.start => {
                self.clause_opener(before, tokens).map(|found| self.participle(verb, found))
            }
            "did" | "does" | "also" | "would" | "they" | "They" | "who" | "and" => self.before(verb, tokens),
            word if is_people_noun(&lower(word)) || word.ends_with('s') => self.before(verb, tokens),
            _ => None,
        }
    }

    /// Whether a comma, a colon, "that" or a quotation stands behind a verb.
    pub(super) fn leads_to_quotation(&self, verb: usize) -> bool {
        self.gap(verb).starts_with([',', ':']) || self.is_quoted(verb + 1) || self.is(verb + 1, "that")
    }

    /// Whether somebody quotes another before "as saying".
    pub(super) fn quotes_before(&self, saying: usize, tokens: &Range<usize>) -> bool {
        let from = tokens.start.max(saying.saturating_sub(SUBJECT_WORDS_MAX));
        (from..saying - 1).any(|at| matches!(self.word(at), "quotes" | "quoted") && !self.is(at + 1, "as"))
    }

    /// Whether "as saying" stands behind whom a verb quotes.
    pub(super) fn quotes_as_saying(&self, quotes: usize, tokens: &Range<usize>) -> bool {
        let end = tokens.end.min(quotes + SUBJECT_WORDS_MAX);
        (quotes + 1..end).any(|at| self.is(at, "saying") && self.is(at - 1, "as") && !self.is_quoted(at))
    }

    /// The "by" behind the quotation that a participle leads to: "described as “a bad joke” by Tom Roe".
    pub(super) fn agent_behind(&self, verb: usize, tokens: &Range<usize>) -> Option<usize> {
        let end = tokens.end.min(verb + CLAUSE_WORDS_MAX);
        let start = (verb + 1..end.min(verb + BESIDE_WORDS_MAX)).find(|&at| self.is_quoted(at))?;
        let by = (start..end).find(|&at| !self.is_quoted(at))?;
        (self.is(by, "by") && is_agent_free(self.gap(by - 1))).then_some(by)
    }

    /// Whether a verb that names things tells what the noun before it is named, as no object stands between it and the quotation:
    /// "women dubbed “black widows”"; but "what scientists call “a cloud”".
    pub(super) fn is_participle(&self, verb: usize, tokens: &Range<usize>) -> bool {
        let behind = verb + 1 + usize::from(self.is(verb + 1, "as"));
        if !is_naming_verb(self.word(verb)) || !self.word(verb).ends_with("ed") || !self.is_quoted(behind) {
            return false;
        }
        let from = tokens.start.max(verb.saturating_sub(SUBJECT_WORDS_MAX));
        // Another clause ends there.
        let closed = (from..verb).rev().find(|&at| self.gap(at).contains([':', ';']));
        let from = closed.map_or(from, |closed| closed + 1);
        // "what scientists call", and not "as the police hunted women dubbed".
        let is_verb = |at: usize| is_speech_verb(self.word(at)) || self.word(at).ends_with("ed");
        let has_object = |at: usize| {
            matches!(self.word(at), "what" | "What" | "which" | "that" | "whom" | "as")
                && !(at + 1..verb).any(is_verb)
        };
        let before = verb.checked_sub(1).filter(|before| *before >= tokens.start);
        let is_noun = before.is_some_and(|before| {
            is_space(self.gap(before))
                && pronoun(self.word(before)).is_none()
                && self.names.at(self.index, before).is_none()
                && !self.report.tokens[before].flags.contains(TokenFlags::STOP_WORD)
        });
        is_noun && !(from..verb).any(has_object)
    }

    /// Whether a verb tells what is done to its subject: "was described".
    pub(super) fn is_passive(&self, verb: usize, tokens: &Range<usize>) -> bool {
        let be = (tokens.start..verb)
            .rev()
            .find(|&at| !self.is_between_or_adverb(at) || is_form_of_be(self.word(at)));
        be.is_some_and(|be| is_form_of_be(self.word(be)))
    }

    /// Whether a word that may be a verb is a noun here: "the calls", "a report", "found" after "be".
    pub(super) fn is_noun(&self, at: usize, tokens: &Range<usize>) -> bool {
        if at == tokens.start {
            return self.report.tokens[at].flags.contains(TokenFlags::CAPITALIZED)
                && !self.word(at).ends_with("ing");
        }
        let now =
            at - usize::from(at > tokens.start + 1 && matches!(self.word(at - 1), "now" | "still" | "also"));
        let before = self.word(now - 1);
        if matches!(self.word(at), "say" | "tell" | "write" | "claim" | "conclude" | "allege") {
            // "voters say"; but "the final say".
            return !(before.ends_with('s')
                || month_or_weekday(before)
                || matches!(before, "who" | "which" | "and" | "also" | "not" | "would" | "will" | "did")
                || before == "that" && at >= tokens.start + 2 && self.word(at - 2).ends_with('s')
                || pronoun(before).is_some()
                || is_people_noun(&lower(before))
                || self.names.at(self.index, at - 1).is_some()
                || !is_space(self.gap(at - 1)));
        }
        if is_verb_or_noun(self.word(at)) {
            // "he claims", "Anna Bell notes"; else it is a noun.
            let is_subject = pronoun(before).is_some()
                || is_people_noun(&lower(before))
                || is_speaking_thing(before)
                || self.names.at(self.index, now - 1).is_some();
            let apart = self.gap(at - 1).contains([',', '"', '”']);
            return !is_subject && !apart;
        }
        // "by saying"
        if before == "by" && self.word(at).ends_with("ing") {
            return false;
        }
        matches!(
            before,
            "the"
                | "a"
                | "an"
                | "his"
                | "her"
                | "their"
                | "its"
                | "this"
                | "that"
                | "these"
                | "be"
                | "been"
                | "was"
                | "were"
                | "is"
                | "are"
                | "being"
                | "to"
                | "of"
                | "for"
                | "by"
        ) && is_space(self.gap(at - 1))
            && !(matches!(before, "that" | "this") && self.word(at).ends_with(['d', 's']))
    }

    /// Whether a word is the verb of a quotation that ends right before it or its subject, whatever verb it is: "“No,” she bawls".
    pub(super) fn is_beside_speech(&self, at: usize, tokens: &Range<usize>) -> bool {
        let flags = self.report.tokens[at].flags;
        let word = self.word(at);
        if flags.contains(TokenFlags::CAPITALIZED)
            || flags.contains(TokenFlags::STOP_WORD)
            || !(word.ends_with("ed") || word.ends_with('s'))
            || at == tokens.start
        {
            return false;
        }
        if self.is_quoted(at - 1) {
            // "“No,” harrumphed Anna Bell"
            let next = self.report.tokens.get(at + 1);
            let named = next.is_some_and(|next| next.flags.contains(TokenFlags::CAPITALIZED));
            return self.closes_speech(at - 1)
                && (named || is_article(self.word(at + 1)))
                && (word.ends_with("ed") || self.is_spoken_sentence(at - 1, tokens));
        }
        // "Anna Bell later harrumphed"
        let mut end = at;
        while end > tokens.start + 1 && self.is_between_or_adverb(end - 1) && !self.is_quoted(end - 1) {
            end -= 1;
        }
        if self.is_quoted(end - 1) {
            return false;
        }
        if self.closes_apposition(at, tokens) {
            return true;
        }
        let is_passive = is_form_of_be(self.word(at - 1));
        if !is_passive && self.leads_to_sentence(at) && self.is_acting(end - 1, tokens) {
            return true;
        }
        let start = match self.names.at(self.index, end - 1) {
            _ if pronoun(self.word(end - 1)).is_some() => end - 1,
            Some(mention) if mention.tokens.end == end => mention.titles_start,
            // "the source shared"
            _ => {
                let from = tokens.start.max(at.saturating_sub(BESIDE_WORDS_MAX));
                let Some(quoted) = (from..at).rev().find(|&before| self.is_quoted(before)) else {
                    return false;
                };
                // "the recruiter begins,"
                let ends_clause = !is_space(self.gap(at));
                if !is_article(self.word(quoted + 1)) || self.word(at).ends_with('s') && !ends_clause {
                    return false;
                }
                quoted + 1
            }
        };
        start > tokens.start
            && self.is_quoted(start - 1)
            && self.closes_speech(start - 1)
            && (pronoun(self.word(start)).is_some() || self.is_spoken_sentence(start - 1, tokens))
    }

    /// Whether somebody with a role and a name stands between speech and a verb: "“No,” his deputy, Anna Bell, chipped in".
    fn closes_apposition(&self, verb: usize, tokens: &Range<usize>) -> bool {
        let Some(mention) = self.names.at(self.index, verb - 1) else { return false };
        let from = tokens.start.max(mention.titles_start.saturating_sub(BESIDE_WORDS_MAX));
        let Some(quoted) = (from..mention.titles_start).rev().find(|&at| self.is_quoted(at)) else {
            return false;
        };
        let role = quoted + 1..mention.titles_start;
        self.is_person(mention)
            && mention.tokens.end == verb
            && self.gap(verb - 1) == ", "
            && role.len() > 1
            && is_article(self.word(role.start))
            && self.gap(role.end - 1) == ", "
            && self.closes_speech(quoted)
            && self.word(verb).ends_with("ed")
    }

    /// Whether a mark and a quotation that begins as a sentence stand right behind a word: "She smiles, “We do.”"
    fn leads_to_sentence(&self, at: usize) -> bool {
        let next = self.report.tokens.get(at + 1);
        self.gap(at).starts_with([',', ':'])
            && self.is_quoted(at + 1)
            && next.is_some_and(|next| next.flags.contains(TokenFlags::CAPITALIZED))
    }

    /// Whether somebody's name or a pronoun stands before a verb, or "and" that leads to a further one.
    fn is_acting(&self, last: usize, tokens: &Range<usize>) -> bool {
        let named = self.names.at(self.index, last).filter(|named| named.tokens.end == last + 1);
        last >= tokens.start
            && is_space(self.gap(last))
            && (matches!(self.word(last), "he" | "He" | "she" | "She" | "and")
                || named.is_some_and(|named| self.is_person(named)))
    }

    /// Whether the quotation that ends with a token begins as a sentence does; else it may be a few words of another's: "They chase the
    /// “local fool,” and Anna Bell leaves".
    fn is_spoken_sentence(&self, last: usize, tokens: &Range<usize>) -> bool {
        let first = (tokens.start..=last).rev().take_while(|&at| self.is_quoted(at)).last().unwrap_or(last);
        let token = &self.report.tokens[first];
        first == tokens.start || !self.report.word(token).starts_with(char::is_lowercase)
    }

    /// Whether a verb has an object that is none of speech, and no quotation stands close before it: "continued a long row", "added a
    /// “like”".
    pub(super) fn has_plain_object(&self, verb: usize, tokens: &Range<usize>) -> bool {
        let follows_speech = (tokens.start..verb).rev().take(BESIDE_WORDS_MAX).any(|at| self.is_quoted(at));
        let is_marked_thing = matches!(self.word(verb + 1), "a" | "an") && self.is_quoted(verb + 2);
        let continues = self.word(verb).starts_with("continue")
            && is_article(self.word(verb + 1))
            && is_space(self.gap(verb));
        (is_marked_thing || continues) && !self.is_quoted(verb + 1) && !follows_speech
    }

    /// Whether what is agreed is an act, and no quotation tells it: "agreed to work", "agreed on Monday to work".
    pub(super) fn agrees_to_do(&self, verb: usize) -> bool {
        let on = verb + 1 + usize::from(self.is(verb + 1, "on"));
        let to = if month_or_weekday(self.word(on)) { on + 1 } else { verb + 1 };
        self.is(to, "to") && !self.is_quoted(to) && !self.is_quoted(to + 1)
    }

    /// Whether a noun stands right behind a word.
    pub(super) fn is_before_noun(&self, at: usize) -> bool {
        let next = self.report.tokens.get(at + 1).map(|next| next.flags);
        let is_open = |flags: TokenFlags| {
            !flags.contains(TokenFlags::STOP_WORD) && !flags.contains(TokenFlags::CAPITALIZED)
        };
        is_space(self.gap(at)) && !self.is_quoted(at + 1) && next.is_some_and(is_open)
    }
}

fn is_form_of_be(word: &str) -> bool {
    matches!(word, "was" | "were" | "is" | "are" | "be" | "been" | "being")
}
