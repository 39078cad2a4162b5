//! The subject before a verb of speech: "Anna Bell, the harbour master, said".

use std::ops::Range;

use super::{
    Attribution, CLAUSE_WORDS_MAX, Finder, Found, NOUN_WORDS_MAX, SUBJECT_WORDS_MAX, Subject,
    clauses::RELATIVE_WORDS_MAX, phrases::pronoun,
};
use crate::{
    lexicon::{
        begins_aside, is_adverb, is_article, is_between, is_finite_verb, is_person_noun, is_speaking_thing,
        is_speech_verb, month_or_weekday,
    },
    names::{Mention, bare, is_space},
};

/// How many words before a verb are looked at for what was done with what speaks: "seen by the Evening Chronicle".
const ISSUED_WORDS_MAX: usize = 8;

/// How many words stand between the article of what speaks and its noun: "a torn cardboard sign".
const MODIFIERS_MAX: usize = 3;

impl Finder<'_, '_> {
    /// A subject before the verb.
    pub(super) fn before(&self, verb: usize, tokens: &Range<usize>) -> Option<Attribution> {
        if self.leads_into_clause(verb, tokens) {
            return self.of_main_clause(verb, tokens);
        }
        // "Anna Bell, who was on “This Week,” told us"
        if matches!(self.word(verb), "told" | "tells")
            && verb > tokens.start
            && !self.is_quoted(verb - 1)
            && self.gap(verb - 1).contains(['"', '”'])
        {
            return self.clause_opener(verb, tokens).map(|found| self.with_verb(verb, found));
        }
        let mut head = self.before_hearsay(verb, tokens);
        loop {
            head = self.before_brackets(head, tokens);
            head = head.checked_sub(1).filter(|head| *head >= tokens.start && !self.is_quoted(*head))?;
            // "Anna Bell on Monday called it"
            let is_day = self.is(head, "on") && month_or_weekday(self.word(head + 1));
            // "Anna Bell can be heard shouting"
            let is_heard = self.word(verb).ends_with("ing")
                && matches!(self.word(head), "heard" | "seen" | "overheard" | "filmed" | "can" | "could");
            // "Anna Bell kept asking"
            let is_begun = self.word(verb).ends_with("ing")
                && matches!(
                    self.word(head),
                    "kept" | "keeps" | "keep" | "began" | "begins" | "started" | "starts"
                );
            // "an official Tuesday afternoon said"
            let is_part_of_day = matches!(self.word(head), "morning" | "afternoon" | "evening" | "night")
                && head > tokens.start
                && month_or_weekday(self.word(head - 1));
            if !is_day && !is_part_of_day && !is_heard && !is_begun && !self.is_between_or_adverb(head) {
                break;
            }
        }
        // "the statement last month said"
        if matches!(self.word(head), "night" | "week" | "month" | "year")
            && head > tokens.start + 1
            && matches!(self.word(head - 1), "last" | "this")
        {
            head -= 2;
        }
        head = self.before_issued(head, tokens);
        let gap = self.gap(head);
        if gap.contains([':', ';', '"', '”', '“']) {
            return None;
        }
        let word = self.word(head);
        // "Anna Bell left by saying": she says it.
        let is_how = matches!(word, "by" | "while" | "when" | "after" | "before" | "without")
            && head > tokens.start
            && self.word(verb).ends_with("ing");
        if is_how {
            // "Critics say no, but he answers by saying": he says it.
            let from = (tokens.start + 1).max(head.saturating_sub(SUBJECT_WORDS_MAX));
            let nearer = (from..head).rev().take_while(|&at| !self.is_quoted(at)).find(|&at| {
                matches!(self.word(at), "he" | "she" | "they") && matches!(self.word(at - 1), "but" | "and")
            });
            if let Some(at) = nearer
                && let Some(pronoun) = pronoun(self.word(at))
            {
                let found = Found { subject: Subject::Pronoun(pronoun), start: at, role: 0..0 };
                return Some(self.with_verb(verb, found));
            }
            let found = self.clause_opener(head, tokens).map(|found| self.participle(verb, found));
            return found.or_else(|| self.of_main_clause(verb, tokens));
        }
        if matches!(word, "and" | "but" | "then") {
            let relative = self.who_before(head, tokens).and_then(|who| self.before_relative(who, tokens));
            let found = relative.or_else(|| self.clause_opener(head, tokens));
            return found.map(|found| self.with_verb(verb, found));
        }
        // "signed by the man who calls himself"
        if word == "who"
            && head > tokens.start
            && is_space(self.gap(head - 1))
            && is_person_noun(self.word(head - 1))
        {
            return self.phrase_that_ends(head, tokens.start).map(|found| self.with_verb(verb, found));
        }
        if word == "who"
            && let Some(found) = self.before_relative(head, tokens)
        {
            return Some(self.with_verb(verb, found));
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
            && (is_read(self.word(verb)) || self.may_be_speaker(head - 1))
        {
            let head = self.before_addressee(head, tokens);
            let found = self.phrase_that_ends(head, tokens.start)?;
            return Some(self.with_verb(verb, self.behind_participle(found)));
        }
        if gap.contains(',') || is_dash(gap) || head + 1 < verb && self.gap(verb - 1).contains(',') {
            let Some(found) = self.chunk_before(head + 1, tokens) else {
                // "Norland Oil sent a letter in May, stating that": far from its subject.
                let whole = self.word(verb).ends_with("ing").then(|| self.clause_opener(head + 1, tokens));
                return whole.flatten().map(|whole| self.participle(verb, whole));
            };
            let whole = self.is_object(&found, verb).then(|| self.clause_opener(head + 1, tokens)).flatten();
            return Some(match whole {
                Some(whole) => self.participle(verb, whole),
                None => self.with_verb(verb, found),
            });
        }
        if let Some(pronoun) = pronoun(word) {
            return Some(self.attribution(verb, Subject::Pronoun(pronoun), head..head + 1, 0..0));
        }
        let found = self.phrase_that_ends(head + 1, tokens.start)?;
        // "Anna Bell spoke outside Port House saying": a place says nothing.
        let named = self.names.at(self.index, head).map_or(found.start, |named| named.titles_start);
        let place = named.checked_sub(1).filter(|place| *place > tokens.start && !self.is_quoted(*place));
        if self.word(verb).ends_with("ing")
            && let Some(place) = place
            && matches!(self.word(place), "outside" | "inside" | "in" | "at" | "near")
            && let Some(whole) = self.clause_opener(place, tokens)
        {
            return Some(self.participle(verb, whole));
        }
        // "Anna Bell, a teacher, from Lakeside said"
        if self.is_where_from(&found, tokens)
            && let Some(found) = self.chunk_before(found.start - 1, tokens)
        {
            return Some(self.with_verb(verb, found));
        }
        let whole = self.is_part(&found, verb).then(|| self.clause_opener(found.start, tokens)).flatten();
        let whole = whole.or_else(|| self.joined(&found, tokens)).or_else(|| self.apposed(&found, tokens));
        let found = whole.unwrap_or(found);
        Some(self.with_verb(verb, self.together(found, head + 1, tokens)))
    }

    /// Where "is said to have" begins before a verb, or the verb: "Anna Bell is said to have told her".
    fn before_hearsay(&self, verb: usize, tokens: &Range<usize>) -> usize {
        let Some(said) = verb.checked_sub(3).filter(|said| *said > tokens.start) else { return verb };
        let is_hearsay = self.is(verb - 1, "have")
            && self.is(verb - 2, "to")
            && matches!(
                self.word(said),
                "said"
                    | "reported"
                    | "alleged"
                    | "believed"
                    | "understood"
                    | "rumoured"
                    | "rumored"
                    | "thought"
                    | "known"
            )
            && (said..verb).all(|at| !self.is_quoted(at) && is_space(self.gap(at)));
        if is_hearsay { said } else { verb }
    }

    /// Where what speaks ends before whom it is sent to: "a statement to Wireco that said".
    fn before_addressee(&self, end: usize, tokens: &Range<usize>) -> usize {
        let name = self.names.at(self.index, end - 1).filter(|name| name.tokens.end == end);
        let to = name.and_then(|name| name.titles_start.checked_sub(1)).filter(|to| *to > tokens.start);
        to.filter(|&to| self.is(to, "to") && is_speaking_thing(self.word(to - 1))).unwrap_or(end)
    }

    /// What was issued, where its subject ends so: "a statement issued on Monday said", "documents filed here say".
    fn before_issued(&self, head: usize, tokens: &Range<usize>) -> usize {
        let issued = head - usize::from(self.is(head, "on") && head > tokens.start);
        let is_issued = matches!(
            self.word(issued),
            "issued" | "released" | "published" | "obtained" | "filed" | "posted" | "unsealed"
        );
        if is_issued && issued > tokens.start && is_thing(self.word(issued - 1)) {
            return issued - 1;
        }
        // "a message seen by the Chronicle said"
        let from = (tokens.start + 1).max(head.saturating_sub(ISSUED_WORDS_MAX));
        let mut plain = (from..head).rev().take_while(|&at| !self.is_quoted(at) && is_space(self.gap(at)));
        let made = plain.find(|&at| self.is_made(at)).filter(|made| self.acts(made - 1, tokens));
        made.map_or(head, |made| made - 1)
    }

    /// Whether a noun may be a subject, as no preposition leads to its phrase: "In a report published on Friday it said" isn't the report.
    fn acts(&self, noun: usize, tokens: &Range<usize>) -> bool {
        let start = self.phrase_start(noun, tokens.start);
        let before = start.checked_sub(1).filter(|before| *before >= tokens.start);
        before.is_none_or(|before| !is_space(self.gap(before)) || !begins_aside(self.word(before)))
    }

    /// What a quotation stands on that a participle leads to: "banners", "a torn sign".
    pub(super) fn what_reads(&self, reading: usize, tokens: &Range<usize>) -> Option<Attribution> {
        let noun = reading.checked_sub(1).filter(|noun| {
            *noun >= tokens.start && is_thing(self.word(*noun)) && self.leads_to_quotation(reading)
        })?;
        let begins = |at: &usize| is_article(self.word(*at));
        let from = tokens.start.max(noun.saturating_sub(MODIFIERS_MAX));
        let start = (from..noun).rev().take_while(|&at| is_space(self.gap(at))).find(begins).unwrap_or(noun);
        let subject = Subject::Phrase(start..noun + 1);
        Some(self.with_verb(reading, Found { subject, start, role: 0..0 }))
    }

    /// Whether a participle tells who saw or made what speaks: "a message seen by the Chronicle", "a note left on the door".
    pub(super) fn is_made(&self, at: usize) -> bool {
        let word = self.word(at);
        let is_participle = word.ends_with("ed")
            || matches!(word, "seen" | "sent" | "written" | "shown" | "left" | "put" | "hung");
        is_participle
            && at > 0
            && matches!(self.word(at + 1), "by" | "to" | "from" | "on" | "in" | "with" | "at")
            && is_thing(self.word(at - 1))
            && is_space(self.gap(at - 1))
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
        // "Anna Bell criticized the raid saying": what a verb stands before doesn't say it.
        let is_object = || self.word(before).ends_with("ed") && !is_person_noun(self.word(phrase.end - 1));
        let is_issued =
            self.word(verb).ends_with("ing") && (is_speaking_thing(self.word(phrase.end - 1)) || is_object());
        is_plain && (matches!(self.word(before), "to" | "by") || in_relative() || is_issued)
    }

    /// A participle with the subject of its clause, far from it: it tells nothing of what stands before the subject.
    pub(super) fn participle(&self, verb: usize, found: Found) -> Attribution {
        Attribution { place: verb..verb, ..self.with_verb(verb, found) }
    }

    /// Whether what stands before a comma and a participle has a clause before it, whose subject speaks: "Anna Bell met Tom Roe, saying".
    fn is_object(&self, found: &Found, verb: usize) -> bool {
        let before = found.start.checked_sub(1).filter(|before| !self.is_quoted(*before));
        self.word(verb).ends_with("ing")
            && matches!(found.subject, Subject::Name(_) | Subject::Phrase(_))
            && before.is_some_and(|before| is_space(self.gap(before)))
    }

    /// Whether a word may stand between a subject and its verb: "has also", "quietly".
    pub(super) fn is_between_or_adverb(&self, at: usize) -> bool {
        let word = self.word(at);
        is_between(word) && self.names.at(self.index, at).is_none()
            || is_adverb(word) && is_space(self.gap(at))
    }

    /// The first word of brackets that end before a word, or the word: "Tom Roe (no relation) said", "Tom Roe (R-Fla.) has said".
    fn before_brackets(&self, verb: usize, tokens: &Range<usize>) -> usize {
        if verb == tokens.start || !self.gap(verb - 1).trim_start_matches('.').starts_with(')') {
            return verb;
        }
        let from = tokens.start.max(verb.saturating_sub(SUBJECT_WORDS_MAX));
        (from + 1..verb).rev().find(|&at| self.gap(at - 1).ends_with('(')).unwrap_or(verb)
    }

    /// The subject that a clause begins with, up to a token: "Anna Bell shook her head and said".
    pub(super) fn clause_opener(&self, end: usize, tokens: &Range<usize>) -> Option<Found> {
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
        if let Some(people) = self.people_behind_name(start, end) {
            return Some(Found { subject: Subject::Phrase(people.clone()), start, role: 0..0 });
        }
        let begins_participle = self.begins_participle(start);
        if let Some(mention) = self.names.at(self.index, start).filter(|_| !begins_participle) {
            let mention = self.labelled(mention).unwrap_or(mention);
            let last = self.word(mention.tokens.end - 1);
            let owns = bare(last).len() < last.len();
            if owns {
                return self.owned_behind(mention, start, end);
            }
            let role = self.without_article(start..mention.tokens.start);
            return (mention.titles_start >= start && mention.tokens.end < end).then_some(Found {
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
        // "On Friday, another guard rose and said"
        let leads = |comma: &usize| {
            begins_aside(self.word(start)) && !(comma + 1..end - 1).any(|at| self.gap(at).contains(','))
        };
        let start = comma.filter(leads).map_or(start, |comma| comma + 1);
        let is_noun = |at: &usize| is_person_noun(self.word(*at)) || is_speaking_thing(self.word(*at));
        let mut noun = (start + 1..end.min(start + NOUN_WORDS_MAX)).find(is_noun)?;
        // "The brief statement"
        while noun + 1 < end && is_space(self.gap(noun)) && is_noun(&(noun + 1)) {
            noun += 1;
        }
        is_article(self.word(start)).then(|| Found {
            subject: Subject::Phrase(start..noun + 1),
            start,
            role: 0..0,
        })
    }

    /// The subject that stands before commas: "Anna Bell, the harbour master, said".
    pub(super) fn chunk_before(&self, end: usize, tokens: &Range<usize>) -> Option<Found> {
        let chunks = self.chunks(end, tokens);
        let chosen = chunks.iter().position(|chunk| self.may_be_subject(chunk))?;
        let chunk = chunks[chosen].clone();
        if let Some(pronoun) = pronoun(self.word(chunk.start)) {
            return Some(Found { subject: Subject::Pronoun(pronoun), start: chunk.start, role: 0..0 });
        }
        let found = self.phrase_that_ends(chunk.end, chunk.start)?;
        let mut found = self.together(found, chunk.end, &(chunk.start..end));
        let next = chunks.get(chosen + 1);
        let named = next.and_then(|next| self.whole_name(next));
        // "police in Lakeside, Norland, said": that is where they are.
        let named = named.filter(|named| self.is_person(named) || !self.names_a_place(&chunk));
        if let (Subject::Phrase(phrase), Some(mention)) = (&found.subject, named) {
            found.role = self.without_article(phrase.clone());
            found.subject = Subject::Name(mention.name);
        } else if found.role.is_empty() && !self.names_a_place(&chunk) {
            found.role = self.apposition(chunk.end, end);
        }
        Some(found)
    }

    /// The pieces between the commas of a clause up to a token, in order.
    pub(super) fn chunks(&self, end: usize, tokens: &Range<usize>) -> Vec<Range<usize>> {
        let mut chunks: Vec<Range<usize>> = Vec::new();
        let (mut at, mut stop) = (end, end);
        while at > tokens.start && end - at < CLAUSE_WORDS_MAX && !self.is_quoted(at - 1) {
            at -= 1;
            let begins = at == tokens.start || self.is_quoted(at - 1);
            let gap = if begins { "" } else { self.gap(at - 1) };
            let is_comma = gap.trim_start().starts_with(',') || is_dash(gap) || gap.contains('(');
            if begins || is_comma || gap.contains([';', ':']) {
                chunks.push(at..stop);
                stop = at;
            }
            if gap.contains([';', ':']) {
                break;
            }
        }
        chunks.reverse();
        // "They went to the island, though a guard, Anna Bell, said": another clause.
        let leads = |chunk: &Range<usize>| {
            chunk.len() > 1 && matches!(self.word(chunk.start), "though" | "although" | "whereas")
        };
        if let Some(clause) = chunks.iter().rposition(leads) {
            chunks.drain(..clause);
            chunks[0].start += 1;
        }
        // "But the operator, a firm of two, said"
        for chunk in &mut chunks {
            // "as Anna Bell, a teacher, put it"
            let puts = matches!(self.word(chunk.start), "as" | "As") && self.is(end + 1, "it");
            // "many fear what Anna Bell, the envoy, called"
            let what = chunk.clone().rev().find(|&at| self.is(at, "what"));
            let named = what.filter(|what| self.whole_name(&(what + 1..chunk.end)).is_some());
            if let Some(what) = named {
                chunk.start = what + 1;
            }
            // "…, and Anna Bell, a teacher, said"
            let rest = chunk.start + 1..chunk.end;
            let joins = self.is(chunk.start, "and")
                && self.whole_name(&rest).is_some_and(|mention| self.is_person(mention));
            if chunk.len() > 1 && (puts || joins || matches!(self.word(chunk.start), "But" | "And" | "but")) {
                chunk.start += 1;
            }
        }
        chunks
    }

    /// Whether a piece between commas may be a subject: no aside, and a name, a pronoun or a phrase with an article.
    fn may_be_subject(&self, chunk: &Range<usize>) -> bool {
        let opener = self.word(chunk.start);
        // "following attacks in Paris"
        let participle = opener.ends_with("ing") && opener.starts_with(char::is_lowercase);
        let is_aside = begins_aside(opener) || participle;
        !is_aside
            && (self.begins_with_pronoun(chunk) || self.ends_with_name(chunk) || self.is_plain_phrase(chunk))
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

    /// Whether a piece ends with where something is: "police in Lakeside".
    fn names_a_place(&self, chunk: &Range<usize>) -> bool {
        let last = self.names.within(self.index, chunk.clone()).last();
        let before = last.and_then(|last| last.titles_start.checked_sub(1));
        self.ends_with_name(chunk)
            && before.is_some_and(|before| matches!(self.word(before), "in" | "of" | "at"))
    }

    fn whole_name(&self, chunk: &Range<usize>) -> Option<&Mention> {
        let mention = self.names.at(self.index, chunk.start)?;
        (mention.titles_start == chunk.start && mention.tokens.end == chunk.end).then_some(mention)
    }
}

/// Whether a noun is that of what speaks, or of several: "a note", "banners".
pub(super) fn is_thing(word: &str) -> bool {
    is_speaking_thing(word) || word.strip_suffix('s').is_some_and(is_speaking_thing)
}

/// Whether a verb tells what stands on a thing: "a ticket that says", "a wall that reads".
fn is_read(verb: &str) -> bool {
    matches!(verb, "say" | "says" | "said" | "read" | "reads" | "states" | "stated" | "declares" | "declared")
}

/// Whether a dash stands between two words, as a comma may.
fn is_dash(gap: &str) -> bool {
    gap.contains(['—', '–']) || gap.contains("--") || gap == " - "
}
