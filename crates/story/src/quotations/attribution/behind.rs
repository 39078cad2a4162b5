//! The subject behind a verb of speech: "said Anna Bell".

use std::ops::Range;

use synoptic_text_analysis::{Token, TokenFlags};

use super::{Attribution, Finder, NOUN_WORDS_MAX, SUBJECT_WORDS_MAX, Subject, phrases::pronoun};
use crate::{
    lexicon::{
        ends_phrase, follows_subject, is_kin, is_naming_verb, is_people_noun, is_person_noun,
        is_speaking_thing, is_speech_verb, is_title, lower, month_or_weekday,
    },
    names::{Mention, NameKind, bare, is_space},
};

impl Finder<'_, '_> {
    /// A subject behind the verb.
    pub(super) fn inverted(&self, verb: usize, tokens: &Range<usize>) -> Option<Attribution> {
        // It begins with the verb, or the verb stands behind a quotation or a comma.
        let stands_apart = verb == tokens.start || {
            let gap = self.gap(verb - 1);
            gap.contains(['"', '”', '“', '’', '\'', '»', ','])
        };
        let closes = verb > tokens.start && self.gap(verb - 1).contains(['"', '”', '’', '\'', '»']);
        // "…, saying Russia had won": the participle has the subject of its clause.
        if (is_naming_verb(self.word(verb)) || self.word(verb).ends_with("ing")) && !closes {
            return None;
        }
        let next = verb + 1;
        if !stands_apart || next >= tokens.end || !is_space(self.gap(verb)) || self.is_quoted(next) {
            return None;
        }
        let word = self.word(next);
        let begins = self.report.tokens[next].flags.contains(TokenFlags::CAPITALIZED)
            || matches!(word, "the" | "a" | "an" | "one" | "another" | "his" | "her" | "their" | "its")
            || self.is_role_before_name(next, tokens.end)
            || closes && self.is_before_title(next);
        if let Some(pronoun) = pronoun(word) {
            // "…," said he; but "his lawyer said he had slept".
            let says = closes && !self.word(verb).ends_with("ing");
            return says.then(|| self.attribution(verb, Subject::Pronoun(pronoun), next..next + 1, 0..0));
        }
        // "warned Monday that", "told BI that": no subject.
        let tells = matches!(self.word(verb), "told" | "tells" | "telling")
            || matches!(self.word(verb), "asked" | "urged" | "warned" | "quoted") && !closes;
        // "said Jan Roe", "said April Roe"
        let is_when = month_or_weekday(word)
            && !self.names.at(self.index, next).is_some_and(|mention| self.is_person(mention));
        let found = (begins && !tells && !is_when).then(|| self.after(verb, next, tokens)).flatten();
        // "the sergeant, said Anna Bell", "she is well, said her mother"; but "John Tully, of the union, said Anna Bell spends …" is his.
        let found = found
            .filter(|found| closes || verb == tokens.start || self.ends_clause(found.place.end, tokens.end));
        // "Tom Roe, a teacher, said the port deal, which ends, is none": a deal says nothing.
        found.filter(|found| closes || self.is_speaker(&found.subject))
    }

    /// Whether somebody stands behind a verb, and the clause ends there: "“No,” mutters the old man"; but "“No” means the city is shut".
    pub(super) fn ends_with_speaker(&self, found: &Attribution, tokens: &Range<usize>) -> bool {
        let is_one = matches!(self.word(found.place.start), "one" | "another");
        (is_one || self.is_speaker(&found.subject)) && self.ends_clause(found.place.end, tokens.end)
    }

    /// Whether a subject is a name, a person, people or what speaks.
    fn is_speaker(&self, subject: &Subject) -> bool {
        let Subject::Phrase(phrase) = subject else { return true };
        phrase.clone().any(|at| {
            let word = self.word(at);
            is_person_noun(word)
                || is_people_noun(&lower(word))
                || is_speaking_thing(word)
                || self.names.at(self.index, at).is_some_and(|mention| self.is_person(mention))
        })
    }

    /// Whether a subject behind its verb ends there, and no verb of its own follows.
    fn ends_clause(&self, end: usize, limit: usize) -> bool {
        // "Tom Roe, of the union, said the port -- which sends ships -- must pay."
        let is_told_of = end < limit
            && self.gap(end - 1).contains(['-', '–', '—'])
            && matches!(self.word(end), "which" | "who");
        if is_told_of {
            return false;
        }
        end >= limit
            || self.is_quoted(end) && self.gap(end - 1).contains([',', ':'])
            || !self.is_quoted(end) && !is_space(self.gap(end - 1))
            || self.report.tokens[end].flags.contains(TokenFlags::NUMBER)
            || month_or_weekday(self.word(end))
            || follows_subject(self.word(end))
    }

    /// Whether a small word tells of a title behind it: "said former Secretary General of the Union Anna Bell".
    fn is_before_title(&self, at: usize) -> bool {
        let title = self.word(at + 1);
        matches!(self.word(at), "former" | "then" | "acting" | "outgoing" | "incoming" | "senior" | "deputy")
            && is_space(self.gap(at))
            && is_title(title)
    }

    /// Whether small words lead to a name: "said coast guard commander Anna Bell".
    fn is_role_before_name(&self, from: usize, end: usize) -> bool {
        let mut at = from;
        while at < end.min(from + 5) {
            if self.is_quoted(at)
                || self.gap(at.saturating_sub(1)).trim().contains([',', '.', ';']) && at > from
            {
                return false;
            }
            if self.names.at(self.index, at).is_some() {
                return at > from;
            }
            if self.report.tokens[at].flags.contains(TokenFlags::STOP_WORD)
                && !(at > from && self.is(at, "and"))
            {
                return false;
            }
            at += 1;
        }
        false
    }

    /// A subject that begins with a token.
    pub(super) fn after(&self, verb: usize, start: usize, tokens: &Range<usize>) -> Option<Attribution> {
        if start >= tokens.end || self.is_quoted(start) {
            return None;
        }
        if let Some(pronoun) = pronoun(self.word(start)) {
            return Some(self.attribution(verb, Subject::Pronoun(pronoun), start..start + 1, 0..0));
        }
        let end = self.phrase_end(start, tokens.end);
        if end == start {
            return None;
        }
        if let Some(second) = self.second_of_two(start, tokens.end) {
            return Some(self.attribution(verb, Subject::Phrase(start..second), start..second, 0..0));
        }
        if let Some((mention, place, role)) = self.named_in(start..end, tokens.end) {
            return Some(self.attribution(verb, Subject::Name(mention.name), place, role));
        }
        Some(self.attribution(verb, self.phrase(start..end), start..end, 0..0))
    }

    /// Where the name of the second of two ends who speak together: "said Anna Bell and Tom Roe."
    fn second_of_two(&self, start: usize, limit: usize) -> Option<usize> {
        // "said analyst Tom Roe and Carl Bell"
        let is_role = |at: &usize| {
            self.word(*at).starts_with(char::is_lowercase)
                && !self.report.tokens[*at].flags.contains(TokenFlags::STOP_WORD)
                && is_space(self.gap(*at))
        };
        let named = start + (start..limit).take(NOUN_WORDS_MAX).take_while(is_role).count();
        let first = self.names.at(self.index, named)?;
        let and = first.tokens.end;
        let second = self.names.at(self.index, and + 1)?;
        let joins = self.is_person(first)
            && self.is_person(second)
            && first.titles_start == named
            && second.titles_start == and + 1
            && self.is(and, "and")
            && is_space(self.gap(and - 1))
            && self.ends_clause(second.tokens.end, limit);
        joins.then_some(second.tokens.end)
    }

    /// The name that a phrase behind a verb is told by, with its place and its role; none where the name is only a part of the phrase,
    /// as in "Russian state media".
    fn named_in(&self, phrase: Range<usize>, limit: usize) -> Option<(&Mention, Range<usize>, Range<usize>)> {
        let (start, end) = (phrase.start, phrase.end);
        let is_link = |at: usize| matches!(self.word(at), "for" | "of" | "from" | "at" | "with" | "in");
        let mentions = self.names.within(self.index, phrase);
        // "senior author Anna Bell of the university"
        let leads = |mention: &&Mention| {
            self.is_person(mention)
                && mention.titles_start > start
                && mention.tokens.end < end
                && is_link(mention.tokens.end)
                && !(start..mention.titles_start).any(is_link)
        };
        if let Some(mention) = mentions.iter().find(leads) {
            let role = self.without_article(start..mention.tokens.start);
            return Some((mention, start..mention.tokens.end, role));
        }
        // "Anna Bell's coach" isn't Anna Bell.
        let owns = |mention: &&Mention| {
            let last = self.word(mention.tokens.end - 1);
            mention.tokens.end < end && bare(last).len() < last.len()
        };
        let starts_with = self.names.at(self.index, start).filter(|mention| !owns(mention));
        let last = mentions.last().filter(|mention| mention.tokens.end == end);
        let has_link = (start..end).any(is_link);
        // "Norland chief executive Anna Bell", "Russian state agency TASS": the name at the end of the phrase.
        let behind = starts_with.filter(|first| first.tokens.end < end && !has_link).and(last);
        if let Some(mention) = behind {
            return Some((mention, start..end, start..mention.tokens.start));
        }
        let is_whole = |mention: &Mention| mention.tokens.end >= end || self.is_person(mention) || has_link;
        if let Some(mention) = starts_with.filter(|mention| is_whole(mention)) {
            let role = if mention.titles_start < mention.tokens.start {
                mention.titles_start..mention.tokens.start
            } else {
                self.apposition(mention.tokens.end, limit)
            };
            return Some((mention, mention.titles_start..mention.tokens.end, role));
        }
        // "said the mother of Anna Bell": not Anna Bell.
        let is_own = |mention: &&Mention| {
            !has_link
                || self.is_person(mention)
                    && !self.follows_link(mention.titles_start)
                    && !self.is_of_relative(start..mention.titles_start)
        };
        if let Some(mention) = last.filter(is_own) {
            return Some((mention, start..end, self.without_article(start..mention.tokens.start)));
        }
        // "a spokesman for the company, Anna Bell,"
        let mention = self.named_behind(start, end, limit)?;
        Some((mention, start..mention.tokens.end, self.without_article(start..end)))
    }

    /// The person who is named behind a phrase and a comma, and nothing else: ", Anna Bell," or ", Anna Bell."
    fn named_behind(&self, start: usize, end: usize, limit: usize) -> Option<&Mention> {
        if end == 0 || end >= limit || self.gap(end - 1).trim() != "," {
            return None;
        }
        let mention = self.names.at(self.index, end).filter(|mention| mention.titles_start == end)?;
        let closes = mention.tokens.end >= limit
            || self.gap(mention.tokens.end - 1).trim().starts_with([',', '.', ';', ':']);
        // "said her daughter, Judy", "said Bell's son, Ned": a single name is nobody's for sure but behind whose kin it is.
        let is_owned = || {
            let owns = |at: usize| bare(self.word(at)).len() < self.word(at).len();
            is_kin(self.word(end - 1)) && (start..end - 1).any(owns)
        };
        let is_kin = (matches!(self.word(start), "his" | "her" | "their" | "my" | "our") || is_owned())
            && self.names.get(mention.name).kind == NameKind::Other;
        (closes && (is_kin || self.is_person(mention))).then_some(mention)
    }

    /// Where a phrase ends that begins with a token.
    pub(super) fn phrase_end(&self, start: usize, limit: usize) -> usize {
        let mut at = start;
        while at < limit.min(start + SUBJECT_WORDS_MAX) && !self.is_quoted(at) {
            let word = self.word(at);
            let breaks = at > start
                && (ends_phrase(word)
                    || month_or_weekday(word)
                    || self.is_made(at)
                    || is_speech_verb(word) && word.ends_with("ing")
                    || word == "and" && !self.is_name_or_small(at + 1) && !self.joins_roles(at, limit)
                    || word == "in" && self.gap(at) != "-" && !self.is_of_phrase(at));
            if breaks {
                break;
            }
            at += 1;
            let gap = self.gap(at - 1);
            let dotted = gap.starts_with('.') && (is_title(word) || word.len() <= 2 || word.contains('.'));
            if !(is_space(gap) || gap == "-" || gap == " & " || dotted && at < limit) {
                break;
            }
        }
        at
    }

    /// Whether "and" joins what somebody is whose name follows: "said commentator and historian Anna Bell".
    fn joins_roles(&self, and: usize, limit: usize) -> bool {
        is_person_noun(self.word(and - 1)) && self.is_role_before_name(and + 1, limit)
    }

    fn is_name_or_small(&self, at: usize) -> bool {
        self.report.tokens.get(at).is_some_and(|token| token.flags.contains(TokenFlags::CAPITALIZED))
    }

    /// Whether "in" goes on a phrase that began with an article: "a judge in Cleveland".
    fn is_of_phrase(&self, at: usize) -> bool {
        self.is_name_or_small(at + 1)
            && !month_or_weekday(self.word(at + 1))
            && self.names.at(self.index, at - 1).is_none()
    }

    /// Whether a dot behind a word ends no sentence: "No. 1", "the U.S. envoy".
    fn is_abbreviated(&self, at: usize) -> bool {
        let is_number = |token: &Token| token.flags.contains(TokenFlags::NUMBER);
        let is_counted = self.is(at, "No") && self.report.tokens.get(at + 1).is_some_and(is_number);
        (self.word(at).contains('.') || is_counted || is_title(self.word(at)))
            && self.gap(at).strip_prefix('.').is_some_and(is_space)
    }

    /// What stands behind a name between commas and tells its role: ", the harbour master,".
    pub(super) fn apposition(&self, from: usize, limit: usize) -> Range<usize> {
        if from == 0
            || from >= limit
            || !self.gap(from - 1).trim_start().starts_with(',')
            || self.is_quoted(from)
        {
            return 0..0;
        }
        let first = self.word(from);
        // ", Carl Bell did more": somebody else; but ", Bell's partner,".
        let is_somebody = self.names.at(self.index, from).is_some_and(|mention| {
            let last = self.word(mention.tokens.end - 1);
            self.is_person(mention)
                && mention.tokens.start == from
                && bare(last).len() == last.len()
                && !is_person_noun(self.word(mention.tokens.end))
        });
        if is_somebody {
            return 0..0;
        }
        let is_role = matches!(first, "a" | "an" | "the" | "one" | "its" | "his" | "her" | "their")
            || !self.report.tokens[from].flags.contains(TokenFlags::STOP_WORD)
                && !first.ends_with("ing")
                && first != "whose"
                && !first.starts_with(|c: char| c.is_numeric())
                && !is_speech_verb(first);
        if !is_role {
            return 0..0;
        }
        let mut end = from;
        while end < limit.min(from + SUBJECT_WORDS_MAX) && !self.is_quoted(end) {
            end += 1;
            let gap = self.gap(end - 1);
            if gap.contains([',', ';', ':', '"', '”', '“'])
                || gap.trim_start().starts_with('(')
                || gap.starts_with('.') && !self.is_abbreviated(end - 1)
                || matches!(self.word(end), "said" | "told" | "who")
            {
                break;
            }
        }
        self.without_article(from..end)
    }
}
