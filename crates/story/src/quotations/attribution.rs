//! Who says something in a sentence: verbs of speech, and their subjects.

use std::ops::Range;

use synoptic_text_analysis::{Token, TokenFlags};

use crate::{
    Names, Report,
    lexicon::{
        is_connector, is_naming_verb, is_reporting_verb, is_speech_verb, is_title, is_verb_or_noun,
        month_or_weekday,
    },
    names::{Mention, NameKind, is_space},
};

/// A verb of speech with its subject.
#[derive(Debug, Clone)]
pub(crate) struct Attribution {
    /// The verb among the report's tokens; the first word of "according to".
    pub(crate) verb: usize,
    pub(crate) subject: Subject,
    /// Where the subject stands.
    pub(crate) place: Range<usize>,
    /// What the subject does or is, in the source's words; may be empty.
    pub(crate) role: Range<usize>,
    /// Whether the subject hands on what others say: "TASS reported".
    pub(crate) is_relay: bool,
    /// Whom the subject tells, where that is an outlet: "told Reuters".
    pub(crate) told: Option<usize>,
}

impl Attribution {
    /// Where it begins and ends among the tokens: the verb with its subject.
    pub(crate) fn extent(&self) -> (usize, usize) {
        (self.place.start.min(self.verb), self.place.end.max(self.verb + 1))
    }
}

/// The subject of a verb of speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A name, by its number.
    Name(usize),
    /// "he", "they": lower-case.
    Pronoun(&'static str),
    /// "a spokesman for the company", as a range of tokens.
    Phrase(Range<usize>),
}

/// A subject before its verb.
struct Found {
    subject: Subject,
    /// Where it begins.
    start: usize,
    role: Range<usize>,
}

/// Finds the attributions among tokens that stand outside quotations.
pub(crate) struct Finder<'a, 'r> {
    pub(crate) report: &'a Report<'r>,
    pub(crate) index: usize,
    pub(crate) names: &'a Names,
    /// For each token whether it is quoted.
    pub(crate) quoted: &'a [bool],
}

/// How many words of a subject are looked at.
const SUBJECT_WORDS_MAX: usize = 16;

impl Finder<'_, '_> {
    /// The attributions of a sentence, in order.
    pub(crate) fn of_sentence(&self, tokens: Range<usize>) -> Vec<Attribution> {
        let mut found = Vec::new();
        for at in tokens.clone() {
            if self.quoted[at] {
                continue;
            }
            if let Some(attribution) = self.second_verb(at, &found, &tokens) {
                found.push(attribution);
                continue;
            }
            let word = self.word(at);
            let attribution = match word {
                "according" | "According" if self.is(at + 1, "to") => self.after(at, at + 2, &tokens),
                "words" if at > 0 && self.is(at - 1, "the") && self.is(at + 1, "of") => {
                    self.after(at, at + 2, &tokens)
                }
                _ if is_speech_verb(word) && !self.is_noun(at, &tokens) => {
                    // "said Anna Bell", and else "Anna Bell said".
                    self.inverted(at, &tokens).or_else(|| self.before(at, &tokens))
                }
                _ => None,
            };
            found.extend(attribution);
        }
        found
    }

    /// A verb that goes on with the subject of the one before: "described it as X and pledged Y".
    fn second_verb(&self, at: usize, found: &[Attribution], tokens: &Range<usize>) -> Option<Attribution> {
        let is_linked =
            at > tokens.start && matches!(self.word(at - 1), "and" | "but") && !self.quoted[at - 1];
        let first = found.last().filter(|_| is_linked && is_speech_verb(self.word(at)))?;
        // "Anna Bell said, and added": the same clause, and nobody else in between.
        let apart =
            (first.verb + 1..at - 1).any(|token| !self.quoted[token] && is_speech_verb(self.word(token)));
        (!apart && first.place.start <= first.verb).then(|| Attribution {
            verb: at,
            place: at..at,
            ..first.clone()
        })
    }

    fn word(&self, at: usize) -> &str {
        self.report.tokens.get(at).map_or("", |token| self.report.word(token))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.word(at) == word
    }

    /// The characters between a token and the next.
    fn gap(&self, at: usize) -> &str {
        let tokens = &self.report.tokens;
        match (tokens.get(at), tokens.get(at + 1)) {
            (Some(token), Some(next)) => &self.report.text[token.end as usize..next.start as usize],
            (Some(token), None) => &self.report.text[token.end as usize..],
            _ => "",
        }
    }

    /// Whether a word that may be a verb is a noun here: "the calls", "a report", "found" after "be".
    fn is_noun(&self, at: usize, tokens: &Range<usize>) -> bool {
        if at == tokens.start {
            return self.report.tokens[at].flags.contains(TokenFlags::CAPITALIZED)
                && !self.word(at).ends_with("ing");
        }
        let before = self.word(at - 1);
        if is_verb_or_noun(self.word(at)) {
            // "he claims", "Anna Bell notes"; else it is a noun.
            let is_subject = pronoun(before).is_some() || self.names.at(self.index, at - 1).is_some();
            let apart = self.gap(at - 1).contains([',', '"', '”']);
            return !is_subject && !apart;
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
            && !(matches!(before, "that" | "this") && self.word(at).ends_with('d'))
    }

    /// A subject behind the verb.
    fn inverted(&self, verb: usize, tokens: &Range<usize>) -> Option<Attribution> {
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
        if !stands_apart || next >= tokens.end || !is_space(self.gap(verb)) || self.quoted[next] {
            return None;
        }
        let word = self.word(next);
        let begins = self.report.tokens[next].flags.contains(TokenFlags::CAPITALIZED)
            || matches!(word, "the" | "a" | "an" | "one" | "another" | "his" | "her" | "their" | "its")
            || self.is_role_before_name(next, tokens.end);
        if let Some(pronoun) = pronoun(word) {
            // "…," said he; but "his lawyer said he had slept".
            return closes.then(|| self.attribution(verb, Subject::Pronoun(pronoun), next..next + 1, 0..0));
        }
        // "warned Monday that", "told BI that": no subject.
        let tells =
            matches!(self.word(verb), "told" | "tells" | "telling" | "asked" | "urged" | "warned" | "quoted")
                && !matches!(self.gap(verb.saturating_sub(1)).trim(), "\"" | "”" | ",\"" | ",”" | ".\"");
        (begins && !tells && !month_or_weekday(word)).then(|| self.after(verb, next, tokens)).flatten()
    }

    /// Whether small words lead to a name: "said coast guard commander Rosa Delacroix".
    fn is_role_before_name(&self, from: usize, end: usize) -> bool {
        let mut at = from;
        while at < end.min(from + 5) {
            if self.quoted[at] || self.gap(at.saturating_sub(1)).trim().contains([',', '.', ';']) && at > from
            {
                return false;
            }
            if self.names.at(self.index, at).is_some() {
                return at > from;
            }
            if self.report.tokens[at].flags.contains(TokenFlags::STOP_WORD) {
                return false;
            }
            at += 1;
        }
        false
    }

    /// A subject that begins with a token.
    fn after(&self, verb: usize, start: usize, tokens: &Range<usize>) -> Option<Attribution> {
        if start >= tokens.end || self.quoted[start] {
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
        if let Some(mention) = self.named_behind(end, tokens.end) {
            let (place, role) = (start..mention.tokens.end, self.without_article(start..end));
            return Some(self.attribution(verb, Subject::Name(mention.name), place, role));
        }
        Some(self.attribution(verb, self.phrase(start..end), start..end, 0..0))
    }

    /// The person who is named behind a comma, and nothing else: ", Anna Bell," or ", Anna Bell."
    fn named_behind(&self, end: usize, limit: usize) -> Option<&Mention> {
        if end == 0 || end >= limit || self.gap(end - 1).trim() != "," {
            return None;
        }
        let mention = self.names.at(self.index, end).filter(|mention| mention.titles_start == end)?;
        let closes = mention.tokens.end >= limit
            || self.gap(mention.tokens.end - 1).trim().starts_with([',', '.', ';', ':']);
        (closes && self.is_person(mention)).then_some(mention)
    }

    fn is_person(&self, mention: &Mention) -> bool {
        self.names.get(mention.name).kind == NameKind::Person
    }

    /// Where a phrase ends that begins with a token.
    fn phrase_end(&self, start: usize, limit: usize) -> usize {
        let mut at = start;
        while at < limit.min(start + SUBJECT_WORDS_MAX) && !self.quoted[at] {
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
            || self.quoted[from]
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
        while end < limit.min(from + SUBJECT_WORDS_MAX) && !self.quoted[end] {
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
    fn before(&self, verb: usize, tokens: &Range<usize>) -> Option<Attribution> {
        let mut head = verb;
        loop {
            head = head.checked_sub(1).filter(|head| *head >= tokens.start && !self.quoted[*head])?;
            let word = self.word(head);
            if !is_between(word) {
                break;
            }
        }
        let gap = self.gap(head);
        if gap.contains([':', ';', '"', '”', '“']) {
            return None;
        }
        let word = self.word(head);
        if matches!(word, "who" | "which") {
            return self.chunk_before(head, tokens).map(|found| self.with_verb(verb, found));
        }
        if gap.contains(',') || head + 1 < verb && self.gap(verb - 1).contains(',') {
            return self.chunk_before(head + 1, tokens).map(|found| self.with_verb(verb, found));
        }
        if let Some(pronoun) = pronoun(word) {
            return Some(self.attribution(verb, Subject::Pronoun(pronoun), head..head + 1, 0..0));
        }
        Some(self.with_verb(verb, self.phrase_that_ends(head + 1, tokens.start)?))
    }

    /// The subject that stands before commas: "Anna Bell, the harbour master, said".
    fn chunk_before(&self, end: usize, tokens: &Range<usize>) -> Option<Found> {
        // The pieces between commas, from the last to the first of the clause.
        let mut chunks: Vec<Range<usize>> = Vec::new();
        let (mut at, mut stop) = (end, end);
        while at > tokens.start && !self.quoted[at - 1] {
            at -= 1;
            let begins = at == tokens.start || self.quoted[at - 1];
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
            !preposition
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
            || word.starts_with(|c: char| c.is_numeric())
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
        while start > limit && head - start < SUBJECT_WORDS_MAX && !self.quoted[start - 1] {
            let gap = self.gap(start - 1);
            let token: &Token = &self.report.tokens[start - 1];
            let word = self.report.word(token);
            let dotted = gap.strip_prefix('.').is_some_and(is_space)
                && (is_title(word) || word.len() <= 2 || word.contains('.'));
            if !(is_space(gap) || gap == "-" || dotted) {
                break;
            }
            let is_article = is_article(word);
            let is_link = matches!(word, "of" | "for" | "from" | "at" | "with" | "in") || is_connector(word);
            if is_link {
                // It belongs to the phrase where a noun stands before it.
                let noun = start >= limit + 2
                    && !self.report.tokens[start - 2].flags.contains(TokenFlags::STOP_WORD)
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

    fn with_verb(&self, verb: usize, found: Found) -> Attribution {
        self.attribution(verb, found.subject, found.start..verb, found.role)
    }

    fn attribution(
        &self,
        verb: usize,
        subject: Subject,
        place: Range<usize>,
        role: Range<usize>,
    ) -> Attribution {
        let word = self.word(verb);
        let tells = matches!(word, "told" | "tells" | "telling");
        let told = tells
            .then(|| {
                let next = if matches!(self.word(verb + 1), "the" | "state") { verb + 2 } else { verb + 1 };
                self.names.at(self.index, next)
            })
            .flatten()
            .filter(|mention| self.names.get(mention.name).kind != NameKind::Person)
            .map(|mention| mention.name);
        let organization = match &subject {
            Subject::Name(name) => self.names.get(*name).kind != NameKind::Person,
            Subject::Phrase(_) => true,
            Subject::Pronoun(_) => false,
        };
        let is_relay =
            organization && (is_reporting_verb(word) || word == "according" || word == "According");
        Attribution { verb, subject, place, role, is_relay, told }
    }
}

/// A pronoun that a verb of speech may have for subject.
fn pronoun(word: &str) -> Option<&'static str> {
    ["he", "she", "they", "it", "we", "I"].into_iter().find(|pronoun| {
        word == *pronoun || word.len() == pronoun.len() && word.eq_ignore_ascii_case(pronoun) && word != "IT"
    })
}

fn is_article(word: &str) -> bool {
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
