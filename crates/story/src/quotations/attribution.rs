//! Who says something in a sentence: verbs of speech, and their subjects.

mod before;
mod behind;
mod clauses;
mod nouns;
mod phrases;
mod together;
mod verbs;

use std::ops::Range;

use crate::{
    Names, Report,
    lexicon::{
        is_article, is_attributing, is_naming_verb, is_people_noun, is_person_noun, is_reporting_verb,
        is_speaking_thing, is_speech_verb, is_thinking_verb, lower,
    },
    names::{Mention, NameKind, bare, is_space},
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
    /// Whether each token is quoted, from `first` on.
    pub(crate) quoted: &'a [bool],
    pub(crate) first: usize,
}

/// How many words may stand between a quotation and a verb that isn't known for one of speech.
const BESIDE_WORDS_MAX: usize = 5;

/// How many words of a subject are looked at.
const SUBJECT_WORDS_MAX: usize = 16;

/// How many words of a phrase at the beginning of a clause are looked at for its noun.
const NOUN_WORDS_MAX: usize = 6;

/// How many words of a clause are looked at for the subject of its verb: "Anna Bell, who …, said".
const CLAUSE_WORDS_MAX: usize = 4 * SUBJECT_WORDS_MAX;

impl Finder<'_, '_> {
    /// The attributions of a sentence, in order.
    pub(crate) fn of_sentence(&self, tokens: Range<usize>) -> Vec<Attribution> {
        let mut found = Vec::new();
        let has_quoted = self.quoted[tokens.start - self.first..tokens.end - self.first].contains(&true);
        for (number, token) in self.report.tokens[tokens.clone()].iter().enumerate() {
            let at = tokens.start + number;
            let word = self.report.word(token);
            // Any verb says something beside a quotation.
            let may_say = has_quoted && word.ends_with(['d', 's']);
            if !may_say && !is_attributing(word) || self.is_quoted(at) {
                continue;
            }
            let says = is_speech_verb(word);
            if says && let Some(attribution) = self.second_verb(at, &found, &tokens) {
                found.push(attribution);
                continue;
            }
            let attribution = self.attribution_at(at, says, &tokens, has_quoted);
            found.extend(attribution.filter(|found| self.may_speak(found) && !self.is_awaited(found)));
        }
        found
    }

    /// The attribution that a word is the verb of, which may be one of speech. Apart, so that the look at each word is a short loop.
    #[inline(never)]
    fn attribution_at(
        &self,
        at: usize,
        says: bool,
        tokens: &Range<usize>,
        has_quoted: bool,
    ) -> Option<Attribution> {
        let word = self.word(at);
        if has_quoted
            && nouns::is_saying(word)
            && let Some(found) = self.of_noun(at, tokens)
        {
            return Some(found);
        }
        match word {
            // "Simply put," has no subject; "as Bell put it" has one.
            "put" | "puts" if !self.is(at + 1, "it") => None,
            // "an ill-considered act", "Bell continued to win", "helped found the club"
            _ if at > tokens.start && self.gap(at - 1) == "-" => None,
            "continued" | "continues" if self.is(at + 1, "to") => None,
            // "Bell continued a long row", "Bell added a “like”", "they agreed to work": what is done, not said.
            "continued" | "continues" | "added" | "adds" if self.has_plain_object(at, tokens) => None,
            "agreed" | "agrees" | "agree" if self.agrees_to_do(at) => None,
            "found" if at > tokens.start && matches!(self.word(at - 1), "help" | "helped") => None,
            // "Bell signed a bill"; but he signed “Yours”.
            "signed" if !self.is_quoted(at + 1) => None,
            // "Bell pleaded guilty", "it read like a book"
            "pleaded" if matches!(self.word(at + 1), "guilty" | "not" | "no") => None,
            "read" | "reads" if self.is(at + 1, "like") => None,
            // "his writing paper"
            "writing" if self.is_before_noun(at) => None,
            // "Bell shot back: …"
            "shot" | "fired" | "hit" | "struck" if has_quoted && self.is(at + 1, "back") => {
                self.before(at, tokens).map(|found| Attribution { place: found.place.start..at + 2, ..found })
            }
            // "banners reading “…”"
            "reading" => self.what_reads(at, tokens),
            // "as Anna Bell sees it"
            "sees" | "saw" if has_quoted && self.is(at + 1, "it") && self.leads_to_quotation(at + 1) => {
                self.before(at, tokens)
            }
            // "It was told in a letter that"
            "told"
                if self.is(at + 1, "in")
                    && is_article(self.word(at + 2))
                    && is_speaking_thing(self.word(at + 3))
                    && self.is_passive(at, tokens) =>
            {
                Some(self.attribution(at, Subject::Phrase(at + 2..at + 4), at + 2..at + 4, 0..0))
            }
            // "Bell was quoted as saying"
            "quoted" if self.is(at + 1, "as") => None,
            // "the complaint quotes Anna Bell as saying"
            "saying" if at > tokens.start + 1 && self.is(at - 1, "as") && self.quotes_before(at, tokens) => {
                self.before(at - 1, tokens).map(|found| Attribution { verb: at, ..found })
            }
            "quotes" | "quoted" if self.quotes_as_saying(at, tokens) => None,
            "saying" if at > tokens.start + 1 && self.is(at - 1, "as") && self.is(at - 2, "quoted") => {
                self.before(at - 2, tokens).map(|found| Attribution { verb: at, ..found })
            }
            "according" | "According" if self.is(at + 1, "to") => self.after(at, at + 2, tokens),
            "words" if at > 0 && self.is(at - 1, "the") && self.is(at + 1, "of") => {
                self.after(at, at + 2, tokens)
            }
            // "Anna Bell went on to say", "she did add", "they note"
            "say" | "tell" | "write" | "claim" | "conclude" | "add" | "admit" | "explain" | "note"
            | "ask" | "reply" | "announce" | "declare" | "recall"
                if has_quoted
                    && self.leads_to_quotation(at)
                    && (!says || at > tokens.start && self.is(at - 1, "to")) =>
            {
                self.of_base_form(at, tokens)
            }
            "add" | "admit" | "explain" | "note" | "ask" | "reply" | "announce" | "declare" | "recall" => {
                None
            }
            // "the anger felt by others"
            _ if is_thinking_verb(word) && self.is(at + 1, "by") => None,
            // "countries considered in a war"
            "considered" if matches!(self.word(at + 1), "in" | "to" | "one") => None,
            _ if says
                && is_naming_verb(word)
                && let Some(by) = self.agent_behind(at, tokens) =>
            {
                self.after(at, by + 1, tokens)
            }
            // "Anna Bell was described by Tom Roe as “a bad joke”", "a woman described by her mother as “kind”"
            _ if says
                && has_quoted
                && self.is(at + 1, "by")
                && (is_naming_verb(word) || self.is_passive(at, tokens)) =>
            {
                self.after(at, at + 2, tokens)
            }
            _ if says && self.is_participle(at, tokens) => None,
            _ if says && !self.is_noun(at, tokens) => {
                // "said Anna Bell", and else "Anna Bell said".
                self.inverted(at, tokens).or_else(|| self.before(at, tokens))
            }
            _ if has_quoted && is_thinking_verb(word) && !self.is_noun(at, tokens) => {
                // "It felt like “a joke”": nothing thinks.
                self.before(at, tokens).filter(|found| found.subject != Subject::Pronoun("it"))
            }
            _ if has_quoted && self.is_beside_speech(at, tokens) => {
                let found = self.inverted(at, tokens);
                found
                    .filter(|found| word.ends_with("ed") || self.ends_with_speaker(found, tokens))
                    .or_else(|| self.before(at, tokens))
            }
            _ => None,
        }
    }

    /// Whether what a verb has for its subject says something: a phrase without an article is none unless it tells of people, or of
    /// what speaks, as "sources" and "police" do, and "coverage" doesn't.
    fn may_speak(&self, found: &Attribution) -> bool {
        let Subject::Phrase(phrase) = &found.subject else { return true };
        let first = self.word(phrase.start);
        let is_named = |at: usize| {
            let word = self.word(at);
            bare(word).len() < word.len() || self.names.at(self.index, at).is_some()
        };
        let is_link = |at: &usize| matches!(self.word(*at), "for" | "of" | "from" | "at" | "with" | "in");
        let head = phrase.clone().skip(1).find(is_link).unwrap_or(phrase.end) - 1;
        let noun = lower(self.word(head));
        let speaks = || is_people_noun(&noun) || is_person_noun(&noun) || is_speaking_thing(&noun);
        if noun.ends_with('s') && self.is_participle_of_thing(found.verb, phrase) {
            return speaks();
        }
        is_article(first)
            || is_owner(first)
            || phrase.clone().any(is_named)
            || speaks()
            || noun.ends_with('s')
            || matches!(
                &*noun,
                "everyone" | "everybody" | "someone" | "somebody" | "anyone" | "nobody" | "staff"
            )
            || phrase.len() > 1 && self.word(head).starts_with(char::is_uppercase)
            || self.report.text[..self.report.tokens[phrase.start].start as usize].ends_with('@')
    }

    /// Whether somebody is yet to say something, and so says nothing of what is quoted: "until the auditor has reported".
    fn is_awaited(&self, found: &Attribution) -> bool {
        let before = found.place.start.checked_sub(1).filter(|before| !self.is_quoted(*before));
        before.is_some_and(|before| matches!(self.word(before), "until" | "till" | "unless" | "once"))
            && matches!(found.subject, Subject::Phrase(_))
    }

    /// Whether a participle right behind a phrase tells what a thing does, and no words that stand on it: "photos referring to the port".
    fn is_participle_of_thing(&self, verb: usize, phrase: &Range<usize>) -> bool {
        let word = self.word(verb);
        verb == phrase.end && word.ends_with("ing") && !matches!(word, "saying" | "reading" | "stating")
    }

    /// A verb of speech that goes on with the subject of the one before: "described it as X and pledged Y".
    fn second_verb(&self, at: usize, found: &[Attribution], tokens: &Range<usize>) -> Option<Attribution> {
        let is_linked =
            at > tokens.start && matches!(self.word(at - 1), "and" | "but") && !self.is_quoted(at - 1);
        let first = found.last().filter(|first| is_linked && at - first.verb <= CLAUSE_WORDS_MAX)?;
        // "Anna Bell said, and added": the same clause, and nobody else in between.
        let apart =
            (first.verb + 1..at - 1).any(|token| !self.is_quoted(token) && is_speech_verb(self.word(token)));
        (!apart && first.place.start <= first.verb).then(|| Attribution {
            verb: at,
            place: at..at,
            ..first.clone()
        })
    }

    fn is_quoted(&self, at: usize) -> bool {
        at.checked_sub(self.first).and_then(|at| self.quoted.get(at)).copied().unwrap_or(false)
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

    /// Whether the quotation that ends with a token ends as speech does that its sentence goes on behind: "…,”".
    fn closes_speech(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.contains([',', '?', '!', '…', '—']) && gap.contains(['"', '”', '“', '’', '\'', '»'])
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
        let tells = matches!(word, "told" | "tells" | "telling" | "tell");
        let told = tells
            .then(|| {
                let leads = matches!(self.word(verb + 1), "the" | "The" | "state");
                let next = verb + 1 + usize::from(leads);
                self.names.at(self.index, next).map(|mention| self.outlet_behind(mention).unwrap_or(mention))
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

impl Finder<'_, '_> {
    /// The outlet whose country or place a name tells: "UK magazine Look", "Norland's Channel 7".
    fn outlet_behind(&self, place: &Mention) -> Option<&Mention> {
        let end = place.tokens.end;
        let owns = bare(self.word(end - 1)).len() < self.word(end - 1).len();
        let is_kind = matches!(
            self.word(end),
            "magazine"
                | "newspaper"
                | "paper"
                | "daily"
                | "weekly"
                | "broadcaster"
                | "television"
                | "radio"
                | "website"
        );
        let next = end + usize::from(is_kind);
        // "CNN's Tom Roe" is of CNN.
        let is_outlet = |mention: &&Mention| self.names.get(mention.name).kind != NameKind::Person;
        let mention = self.names.at(self.index, next).filter(|_| owns || is_kind).filter(is_outlet)?;
        let joins = (end - 1..next).all(|at| is_space(self.gap(at)));
        (joins && mention.tokens.start == next).then_some(mention)
    }
}

/// Whether a pronoun tells whose somebody is: "my pal", "your friend".
fn is_owner(word: &str) -> bool {
    matches!(word, "my" | "My" | "your" | "Your")
}

/// Whether nothing but the marks of a quotation stands before "by".
fn is_agent_free(gap: &str) -> bool {
    !gap.contains(['.', ',', ';', '!', '?', '\n'])
}
