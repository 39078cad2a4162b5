//! The subject of a verb of speech: phrases before it and behind it.

use std::ops::Range;

use synoptic_text_analysis::{Token, TokenFlags};

use super::{Attribution, CLAUSE_WORDS_MAX, Finder, Found, SUBJECT_WORDS_MAX, Subject};
use crate::{
    lexicon::{
        is_connector, is_person_noun, is_speaking_thing, is_speech_verb, is_title, is_verb_or_noun,
        month_or_weekday,
    },
    names::{Mention, NameKind, is_space},
};

/// How many words of a relative clause are looked at for its "who".
const RELATIVE_WORDS_MAX: usize = 8;

/// How many words of a phrase at the beginning of a clause are looked at for its noun.
const NOUN_WORDS_MAX: usize = 6;

impl Finder<'_, '_> {
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
        let mentions = self.names.within(self.index, start..end);
        // "senior author Anna Bell of the university"
        let leads = |mention: &&Mention| {
            self.is_person(mention)
                && mention.titles_start > start
                && mention.tokens.end < end
                && matches!(self.word(mention.tokens.end), "of" | "from" | "at" | "with" | "in")
                && !(start..mention.titles_start)
                    .any(|at| matches!(self.word(at), "for" | "of" | "from" | "at" | "with"))
        };
        if let Some(mention) = mentions.iter().find(leads) {
            let (place, role) =
                (start..mention.tokens.end, self.without_article(start..mention.tokens.start));
            return Some(self.attribution(verb, Subject::Name(mention.name), place, role));
        }
        let starts_with = self.names.at(self.index, start);
        let last = mentions.last().filter(|mention| mention.tokens.end == end);
        let has_link =
            (start..end).any(|at| matches!(self.word(at), "for" | "of" | "at" | "from" | "with" | "in"));
        // "HalTel chief executive Berit Aune-Lunde", "Russian state agency TASS": the name at the end of the phrase.
        let behind = starts_with.filter(|first| first.tokens.end < end && !has_link).and(last);
        if let Some(mention) = behind {
            let (place, role) = (start..end, start..mention.tokens.start);
            return Some(self.attribution(verb, Subject::Name(mention.name), place, role));
        }
        // "Russian state media": the name is a part of the phrase.
        let is_whole = |mention: &Mention| mention.tokens.end >= end || self.is_person(mention) || has_link;
        if let Some(mention) = starts_with.filter(|mention| is_whole(mention)) {
            let role = if mention.titles_start < mention.tokens.start {
                mention.titles_start..mention.tokens.start
            } else {
                self.apposition(mention.tokens.end, tokens.end)
            };
            let place = mention.titles_start..mention.tokens.end;
            return Some(self.attribution(verb, Subject::Name(mention.name), place, role));
        }
        if let Some(mention) = last.filter(|mention| !has_link || self.is_person(mention)) {
            let role = self.without_article(start..mention.tokens.start);
            return Some(self.attribution(verb, Subject::Name(mention.name), start..end, role));
        }
        // "a spokesman for the company, Anna Bell,"
        if let Some(mention) = self.named_behind(start, end, tokens.end) {
            let (place, role) = (start..mention.tokens.end, self.without_article(start..end));
            return Some(self.attribution(verb, Subject::Name(mention.name), place, role));
        }
        Some(self.attribution(verb, self.phrase(start..end), start..end, 0..0))
    }

    /// The person who is named behind a phrase and a comma, and nothing else: ", Anna Bell," or ", Anna Bell."
    fn named_behind(&self, start: usize, end: usize, limit: usize) -> Option<&Mention> {
        if end == 0 || end >= limit || self.gap(end - 1).trim() != "," {
            return None;
        }
        let mention = self.names.at(self.index, end).filter(|mention| mention.titles_start == end)?;
        let closes = mention.tokens.end >= limit
            || self.gap(mention.tokens.end - 1).trim().starts_with([',', '.', ';', ':']);
        // "said her daughter, Judy": a single name is nobody's for sure but behind whose kin it is.
        let is_kin = matches!(self.word(start), "his" | "her" | "their" | "my" | "our")
            && self.names.get(mention.name).kind == NameKind::Other;
        (closes && (is_kin || self.is_person(mention))).then_some(mention)
    }

    fn is_person(&self, mention: &Mention) -> bool {
        self.names.get(mention.name).kind == NameKind::Person
    }

    /// Where a phrase ends that begins with a token.
    fn phrase_end(&self, start: usize, limit: usize) -> usize {
        let mut at = start;
        while at < limit.min(start + SUBJECT_WORDS_MAX) && !self.is_quoted(at) {
            let word = self.word(at);
            let breaks = at > start
                && (matches!(
                    word,
                    "on" | "who"
                        | "which"
                        | "that"
                        | "as"
                        | "while"
                        | "when"
                        | "after"
                        | "before"
                        | "during"
                        | "but"
                        | "where"
                        | "about"
                        | "to"
                        | "by"
                        | "because"
                        | "if"
                        | "he"
                        | "she"
                        | "it"
                        | "they"
                        | "this"
                        | "last"
                        | "later"
                        | "earlier"
                        | "yesterday"
                        | "today"
                        | "have"
                        | "had"
                        | "has"
                        | "was"
                        | "is"
                        | "were"
                        | "are"
                        | "will"
                        | "would"
                ) || month_or_weekday(word)
                    || is_speech_verb(word) && word.ends_with("ing")
                    || word == "and" && !self.is_name_or_small(at + 1)
                    || word == "in" && !self.is_of_phrase(at));
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

    fn is_name_or_small(&self, at: usize) -> bool {
        self.report.tokens.get(at).is_some_and(|token| token.flags.contains(TokenFlags::CAPITALIZED))
    }

    /// Whether "in" goes on a phrase that began with an article: "a judge in Cleveland".
    fn is_of_phrase(&self, at: usize) -> bool {
        self.is_name_or_small(at + 1)
            && !month_or_weekday(self.word(at + 1))
            && self.names.at(self.index, at - 1).is_none()
    }

    /// What stands behind a name between commas and tells its role: ", the harbour master,".
    fn apposition(&self, from: usize, limit: usize) -> Range<usize> {
        if from == 0
            || from >= limit
            || !self.gap(from - 1).trim_start().starts_with(',')
            || self.is_quoted(from)
        {
            return 0..0;
        }
        let first = self.word(from);
        let is_role = matches!(first, "a" | "an" | "the" | "one" | "its" | "his" | "her" | "their")
            || !self.report.tokens[from].flags.contains(TokenFlags::STOP_WORD)
                && !first.ends_with("ing")
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
                || gap.trim_start().starts_with(['.', '('])
                || matches!(self.word(end), "said" | "told" | "who")
            {
                break;
            }
        }
        self.without_article(from..end)
    }

    fn without_article(&self, tokens: Range<usize>) -> Range<usize> {
        if !tokens.is_empty() && matches!(self.word(tokens.start), "a" | "an" | "the" | "one" | "another") {
            tokens.start + 1..tokens.end
        } else {
            tokens
        }
    }

    /// A subject before the verb.
    pub(super) fn before(&self, verb: usize, tokens: &Range<usize>) -> Option<Attribution> {
        // "Anna Bell, who was on “This Week,” told us"
        if matches!(self.word(verb), "told" | "tells")
            && verb > tokens.start
            && !self.is_quoted(verb - 1)
            && self.gap(verb - 1).contains(['"', '”'])
        {
            return self.clause_opener(verb, tokens).map(|found| self.with_verb(verb, found));
        }
        let mut head = self.before_brackets(verb, tokens);
        loop {
            head = head.checked_sub(1).filter(|head| *head >= tokens.start && !self.is_quoted(*head))?;
            if !self.is_between_or_adverb(head) {
                break;
            }
        }
        let gap = self.gap(head);
        if gap.contains([':', ';', '"', '”', '“']) {
            return None;
        }
        let word = self.word(head);
        if matches!(word, "and" | "but" | "then") {
            return self.clause_opener(head, tokens).map(|found| self.with_verb(verb, found));
        }
        if matches!(word, "who" | "which") {
            return self.chunk_before(head, tokens).map(|found| self.with_verb(verb, found));
        }
        // "a treaty that says": the noun.
        if word == "that"
            && head > tokens.start
            && head + 1 == verb
            && is_space(gap)
            && is_space(self.gap(head - 1))
            && !is_speech_verb(self.word(head - 1))
        {
            return self.phrase_that_ends(head, tokens.start).map(|found| self.with_verb(verb, found));
        }
        if gap.contains(',') || head + 1 < verb && self.gap(verb - 1).contains(',') {
            return self.chunk_before(head + 1, tokens).map(|found| self.with_verb(verb, found));
        }
        if let Some(pronoun) = pronoun(word) {
            return Some(self.attribution(verb, Subject::Pronoun(pronoun), head..head + 1, 0..0));
        }
        let found = self.phrase_that_ends(head + 1, tokens.start)?;
        let whole = self.is_part(&found, verb).then(|| self.clause_opener(found.start, tokens)).flatten();
        Some(self.with_verb(verb, whole.unwrap_or(found)))
    }

    /// Whether what stands before a verb is a part of its subject: "an official close to the owners told", "the man who paid the bill
    /// said"; or what the subject issues: "Anna Bell issued a statement saying".
    fn is_part(&self, found: &Found, verb: usize) -> bool {
        let Subject::Phrase(phrase) = &found.subject else { return false };
        let Some(before) = phrase.start.checked_sub(1).filter(|before| !self.is_quoted(*before)) else {
            return false;
        };
        let is_plain = is_space(self.gap(before));
        let from = before.saturating_sub(RELATIVE_WORDS_MAX);
        let in_relative = || {
            let who = (from..before).rev().find(|&at| matches!(self.word(at), "who" | "whose"));
            who.is_some_and(|who| (who..before).all(|at| is_space(self.gap(at))))
        };
        let is_issued = self.word(verb).ends_with("ing") && is_speaking_thing(self.word(phrase.end - 1));
        is_plain && (matches!(self.word(before), "to" | "by") || in_relative() || is_issued)
    }

    /// Whether a word may stand between a subject and its verb: "has also", "quietly".
    pub(super) fn is_between_or_adverb(&self, at: usize) -> bool {
        let word = self.word(at);
        is_between(word) && self.names.at(self.index, at).is_none()
            || is_adverb(word) && is_space(self.gap(at))
    }

    /// The first word of brackets that end before a verb, or the verb: "Tom Roe (no relation) said".
    fn before_brackets(&self, verb: usize, tokens: &Range<usize>) -> usize {
        if verb == tokens.start || !self.gap(verb - 1).starts_with(')') {
            return verb;
        }
        let from = tokens.start.max(verb.saturating_sub(SUBJECT_WORDS_MAX));
        (from + 1..verb).rev().find(|&at| self.gap(at - 1).ends_with('(')).unwrap_or(verb)
    }

    /// The person whom a name and a few nouns lead to: "Norland captain Tom Roe".
    fn labelled(&self, first: &Mention) -> Option<&Mention> {
        let from = first.tokens.end;
        let next = self.names.within(self.index, from..from + NOUN_WORDS_MAX).first()?;
        let is_label = |at: usize| {
            is_space(self.gap(at)) && !self.report.tokens[at].flags.contains(TokenFlags::STOP_WORD)
        };
        let person =
            self.is_person(next) && next.titles_start > from && (from - 1..next.titles_start).all(is_label);
        (person && is_person_noun(self.word(next.titles_start - 1))).then_some(next)
    }

    /// The subject that a clause begins with, up to a token: "Anna Bell shook her head and said".
    fn clause_opener(&self, end: usize, tokens: &Range<usize>) -> Option<Found> {
        let from = end.saturating_sub(CLAUSE_WORDS_MAX);
        let limit = tokens.start.max(from);
        let begins = |at: &usize| self.is_quoted(at - 1) || self.gap(at - 1).contains([';', ':']);
        let mut start = (limit + 1..end).rev().find(begins).unwrap_or(limit);
        if start == from && start > tokens.start {
            return None;
        }
        while start + 1 < end
            && matches!(self.word(start), "But" | "And" | "Then" | "So" | "but" | "and" | "then")
        {
            start += 1;
        }
        if let Some(pronoun) = pronoun(self.word(start)) {
            return Some(Found { subject: Subject::Pronoun(pronoun), start, role: 0..0 });
        }
        if let Some(mention) = self.names.at(self.index, start) {
            let mention = self.labelled(mention).unwrap_or(mention);
            let last = self.word(mention.tokens.end - 1);
            let owns = crate::names::bare(last).len() < last.len();
            let role = self.without_article(start..mention.tokens.start);
            return (!owns && mention.titles_start >= start && mention.tokens.end < end).then_some(Found {
                subject: Subject::Name(mention.name),
                start,
                role,
            });
        }
        // "After the vote, Anna Bell rose and said"
        let comma = (start..end.min(start + SUBJECT_WORDS_MAX)).find(|&at| self.gap(at).contains(','));
        if let Some(mention) = comma.and_then(|comma| self.names.at(self.index, comma + 1))
            && !is_article(self.word(start))
            && comma.is_some_and(|comma| mention.titles_start == comma + 1)
            && mention.tokens.end < end
        {
            let role = self.without_article(mention.titles_start..mention.tokens.start);
            return Some(Found { subject: Subject::Name(mention.name), start: mention.titles_start, role });
        }
        let noun = (start + 1..end.min(start + NOUN_WORDS_MAX)).find(|&at| is_person_noun(self.word(at)))?;
        is_article(self.word(start)).then(|| Found {
            subject: Subject::Phrase(start..noun + 1),
            start,
            role: 0..0,
        })
    }

    /// The subject that stands before commas: "Anna Bell, the harbour master, said".
    fn chunk_before(&self, end: usize, tokens: &Range<usize>) -> Option<Found> {
        // The pieces between commas, from the last to the first of the clause.
        let mut chunks: Vec<Range<usize>> = Vec::new();
        let (mut at, mut stop) = (end, end);
        while at > tokens.start && end - at < CLAUSE_WORDS_MAX && !self.is_quoted(at - 1) {
            at -= 1;
            let begins = at == tokens.start || self.is_quoted(at - 1);
            let gap = if begins { "" } else { self.gap(at - 1) };
            let is_comma = gap.trim_start().starts_with(',') || gap.contains(['—', '–', '(']);
            if begins || is_comma || gap.contains([';', ':']) {
                chunks.push(at..stop);
                stop = at;
            }
            if gap.contains([';', ':']) {
                break;
            }
        }
        chunks.reverse();
        // "But the operator, a firm of two, said"
        for chunk in &mut chunks {
            if chunk.len() > 1 && matches!(self.word(chunk.start), "But" | "And" | "but") {
                chunk.start += 1;
            }
        }
        let chosen = chunks.iter().position(|chunk| {
            let opener = self.word(chunk.start);
            let preposition = matches!(
                opener,
                "In" | "On"
                    | "At"
                    | "After"
                    | "Before"
                    | "During"
                    | "For"
                    | "With"
                    | "From"
                    | "By"
                    | "As"
                    | "While"
                    | "When"
                    | "Since"
                    | "Until"
                    | "But"
                    | "However"
                    | "Meanwhile"
                    | "in"
                    | "on"
                    | "at"
                    | "after"
                    | "Speaking"
                    | "Asked"
                    | "Later"
                    | "Earlier"
                    | "Although"
                    | "Though"
                    | "If"
                    | "Because"
                    | "Despite"
                    | "and"
                    | "or"
                    | "which"
                    | "who"
            );
            // "following attacks in Paris"
            let participle = opener.ends_with("ing") && opener.starts_with(char::is_lowercase);
            !preposition
                && !participle
                && (self.begins_with_pronoun(chunk)
                    || self.ends_with_name(chunk)
                    || self.is_plain_phrase(chunk))
        })?;
        let chunk = chunks[chosen].clone();
        if let Some(pronoun) = pronoun(self.word(chunk.start)) {
            return Some(Found { subject: Subject::Pronoun(pronoun), start: chunk.start, role: 0..0 });
        }
        let mut found = self.phrase_that_ends(chunk.end, chunk.start)?;
        let next = chunks.get(chosen + 1);
        if let (Subject::Phrase(phrase), Some(mention)) =
            (&found.subject, next.and_then(|next| self.whole_name(next)))
        {
            found.role = self.without_article(phrase.clone());
            found.subject = Subject::Name(mention.name);
        } else if found.role.is_empty() {
            found.role = self.apposition(chunk.end, end);
        }
        Some(found)
    }

    /// "He listened," of "He listened, said nothing".
    fn begins_with_pronoun(&self, chunk: &Range<usize>) -> bool {
        matches!(self.word(chunk.start), "He" | "She" | "They" | "he" | "she" | "they")
    }

    fn ends_with_name(&self, chunk: &Range<usize>) -> bool {
        let last = self.names.within(self.index, chunk.clone()).last();
        last.is_some_and(|mention| mention.tokens.end == chunk.end)
    }

    /// Whether a piece is a phrase with an article and nothing else: "The operator".
    fn is_plain_phrase(&self, chunk: &Range<usize>) -> bool {
        is_article(self.word(chunk.start))
            && chunk.len() <= 8
            && !chunk.clone().any(|at| is_finite_verb(self.word(at)))
    }

    fn whole_name(&self, chunk: &Range<usize>) -> Option<&Mention> {
        let mention = self.names.at(self.index, chunk.start)?;
        (mention.titles_start == chunk.start && mention.tokens.end == chunk.end).then_some(mention)
    }

    /// The subject whose last word stands before a token.
    fn phrase_that_ends(&self, end: usize, limit: usize) -> Option<Found> {
        let head = end.checked_sub(1).filter(|head| *head >= limit)?;
        if let Some(mention) = self.names.at(self.index, head).filter(|mention| mention.tokens.end == end) {
            let genitive = self.word(head) != crate::names::bare(self.word(head));
            let start = self.phrase_start(mention.titles_start, limit);
            let link = start < mention.titles_start
                && (start..mention.titles_start)
                    .any(|at| matches!(self.word(at), "for" | "of" | "from" | "at" | "with" | "and" | "in"));
            if !genitive && (!link || self.is_person(mention) && !self.follows_link(mention.titles_start)) {
                let role = if start < mention.titles_start && !link {
                    start..mention.titles_start
                } else {
                    mention.titles_start..mention.tokens.start
                };
                let (subject, role) = (Subject::Name(mention.name), self.without_article(role));
                return Some(Found { subject, start, role });
            }
            return link.then_some(Found { subject: self.phrase(start..end), start, role: 0..0 });
        }
        if let Some(pronoun) = pronoun(self.word(head)) {
            return Some(Found { subject: Subject::Pronoun(pronoun), start: head, role: 0..0 });
        }
        let word = self.word(head);
        if self.report.tokens[head].flags.contains(TokenFlags::STOP_WORD)
            || word.starts_with(|c: char| c.is_numeric()) && !self.is_numbered_name(head, limit)
            || is_speech_verb(word) && !is_verb_or_noun(word)
            || crate::names::bare(word).len() < word.len()
            || month_or_weekday(word)
        {
            return None;
        }
        let start = self.phrase_start(head, limit);
        // "Aksel Bruun of the fishermen's union": the person, and where they belong.
        if let Some(mention) = self.names.at(self.index, start).filter(|mention| self.is_person(mention))
            && mention.tokens.end < end
            && matches!(self.word(mention.tokens.end), "of" | "from" | "at" | "in" | "with")
        {
            let role = mention.tokens.end + 1..end;
            return Some(Found {
                subject: Subject::Name(mention.name),
                start,
                role: self.without_article(role),
            });
        }
        Some(Found { subject: self.phrase(start..end), start, role: 0..0 })
    }

    /// Whether a number is the last word of a name: "Number 10", "Channel 4".
    fn is_numbered_name(&self, number: usize, limit: usize) -> bool {
        number > limit
            && is_space(self.gap(number - 1))
            && self.report.tokens[number - 1].flags.contains(TokenFlags::CAPITALIZED)
            && !month_or_weekday(self.word(number - 1))
    }

    /// A phrase without the place where it was said: "a spokesperson in Washington".
    fn phrase(&self, tokens: Range<usize>) -> Subject {
        let place = tokens.clone().skip(1).find(|&at| self.word(at) == "in");
        Subject::Phrase(tokens.start..place.unwrap_or(tokens.end))
    }

    /// Whether a preposition leads to a name, which so belongs to what stands before: "a spokesman for Anna Bell".
    fn follows_link(&self, start: usize) -> bool {
        let before = |steps: usize| start.checked_sub(steps).map_or("", |at| self.word(at));
        matches!(before(1), "for" | "of" | "from" | "at" | "with")
            || before(1) == "the" && matches!(before(2), "for" | "of" | "from" | "at" | "with")
    }

    /// Where a phrase begins whose head is a token: back to its article, over "for the company" too.
    fn phrase_start(&self, head: usize, limit: usize) -> usize {
        let mut start = head;
        let mut seen_article = false;
        while start > limit && head - start < SUBJECT_WORDS_MAX && !self.is_quoted(start - 1) {
            let gap = self.gap(start - 1);
            let token: &Token = &self.report.tokens[start - 1];
            let word = self.report.word(token);
            let dotted = gap.strip_prefix('.').is_some_and(is_space)
                && (is_title(word) || word.len() <= 2 || word.contains('.'));
            if !(is_space(gap) || gap == "-" || dotted) {
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
                || token.flags.contains(TokenFlags::STOP_WORD) && !is_article
                || is_finite_verb(word)
                || is_adverb(word)
                || is_speech_verb(word) && !is_article
            {
                break;
            }
            seen_article |= is_article;
            start -= 1;
        }
        start
    }
}

/// A pronoun that a verb of speech may have for subject.
pub(super) fn pronoun(word: &str) -> Option<&'static str> {
    ["he", "she", "they", "it", "we", "I"].into_iter().find(|pronoun| {
        word == *pronoun || word.len() == pronoun.len() && word.eq_ignore_ascii_case(pronoun) && word != "IT"
    })
}

pub(super) fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "The"
            | "a"
            | "A"
            | "an"
            | "An"
            | "his"
            | "His"
            | "her"
            | "Her"
            | "its"
            | "Its"
            | "their"
            | "Their"
            | "our"
            | "one"
            | "One"
            | "another"
            | "Another"
            | "some"
            | "Some"
            | "several"
            | "Several"
            | "two"
            | "Two"
            | "three"
            | "Three"
            | "many"
            | "Many"
            | "both"
            | "Both"
            | "other"
            | "Other"
    )
}

/// Whether a word may stand between a subject and its verb: "has also".
fn is_between(word: &str) -> bool {
    matches!(
        word,
        "has"
            | "have"
            | "had"
            | "also"
            | "later"
            | "then"
            | "earlier"
            | "once"
            | "previously"
            | "repeatedly"
            | "reportedly"
            | "again"
            | "further"
            | "himself"
            | "herself"
            | "themselves"
            | "itself"
            | "publicly"
            | "simply"
            | "already"
            | "even"
            | "just"
            | "only"
            | "both"
            | "was"
            | "were"
            | "is"
            | "are"
            | "be"
            | "been"
            | "quickly"
            | "immediately"
            | "initially"
            | "recently"
            | "will"
            | "would"
            | "did"
            | "not"
            | "never"
            | "often"
            | "still"
            | "now"
            | "first"
    ) || month_or_weekday(word)
}

/// Whether a word tells how something is done, by its ending.
fn is_adverb(word: &str) -> bool {
    word.ends_with("ly")
        && !matches!(
            word,
            "family"
                | "only"
                | "early"
                | "daily"
                | "weekly"
                | "ally"
                | "assembly"
                | "supply"
                | "reply"
                | "elderly"
                | "monthly"
        )
        && !word.starts_with(char::is_uppercase)
}

/// Whether a word is a verb of some clause, as far as a short list tells.
fn is_finite_verb(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "should"
            | "did"
            | "does"
            | "do"
            | "came"
            | "went"
            | "made"
            | "took"
            | "led"
            | "sent"
            | "gave"
            | "killed"
            | "struck"
            | "that"
    )
}
