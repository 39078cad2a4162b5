//! Whom a subject stands for: names in full, pronouns led back.

use std::ops::Range;

use foldhash::HashMap;

use super::attribution::{Attribution, Subject};
use crate::{
    Names, Report,
    lexicon::is_outlet_word,
    names::{Mention, NameKind, bare},
};

/// Who says something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Speaker {
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) verb: String,
    pub(crate) reported_by: Vec<String>,
    /// The token of the verb.
    pub(crate) at: Option<usize>,
}

impl Speaker {
    pub(crate) fn is_known(&self) -> bool {
        !self.name.is_empty()
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.name == other.name && (self.is_known() || self.reported_by == other.reported_by)
    }
}

/// Who was spoken of, up to a place in a report.
pub(crate) struct Speakers<'a, 'r> {
    report: &'a Report<'r>,
    index: usize,
    names: &'a Names,
    /// The person whom "he" or "she" stands for.
    person: Option<usize>,
    /// Who spoke last, whoever it is.
    last: Option<Speaker>,
    /// The person who spoke last, while they are spoken of.
    last_person: Option<usize>,
    /// The role of each person, in the source's words.
    roles: HashMap<usize, String>,
    genders: HashMap<usize, Gender>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    Female,
    Male,
}

impl<'a, 'r> Speakers<'a, 'r> {
    pub(crate) fn new(report: &'a Report<'r>, index: usize, names: &'a Names) -> Self {
        let mut genders = HashMap::default();
        for mention in names.mentions(index) {
            if let Some(gender) = title_gender(report, mention) {
                genders.insert(mention.name, gender);
            }
        }
        let (roles, last) = (HashMap::default(), None);
        Self { report, index, names, person: None, last, last_person: None, roles, genders }
    }

    /// Whether a name is that of a paper, an agency or a station.
    pub(crate) fn is_outlet(&self, name: &str) -> bool {
        name.split([' ', '-']).any(is_outlet_word)
    }

    /// Who the subject of an attribution is.
    pub(crate) fn resolve(&mut self, attribution: &Attribution, quoted: &[bool]) -> Option<Speaker> {
        let verb = match self.report.word(&self.report.tokens[attribution.verb]) {
            "according" | "According" => "according to".to_owned(),
            word => word.to_lowercase(),
        };
        let reported_by =
            attribution.told.map(|name| self.names.get(name).full.clone()).into_iter().collect();
        let mut role = self.role(&attribution.role);
        let mut person = None;
        let name = match &attribution.subject {
            Subject::Name(name) => {
                person = (self.names.get(*name).kind != NameKind::Organization).then_some(*name);
                self.names.get(*name).full.clone()
            }
            Subject::Pronoun("he" | "she") => {
                let near = self.named_before(attribution.place.start, quoted);
                let found = self.stands_for(&attribution.subject, near)?;
                person = Some(found);
                self.names.get(found).full.clone()
            }
            Subject::Pronoun("they" | "it") => {
                let last = self.last.clone()?;
                role = last.role;
                last.name
            }
            Subject::Pronoun(_) => return None,
            Subject::Phrase(tokens) => {
                let phrase = self.text(tokens);
                match self.by_role(&phrase) {
                    Some(found) => {
                        person = Some(found);
                        self.names.get(found).full.clone()
                    }
                    None => phrase,
                }
            }
        };
        if let Some(person) = person {
            if role.is_empty() {
                role = self.roles.get(&person).cloned().unwrap_or_default();
            } else {
                self.roles.entry(person).or_insert_with(|| role.clone());
            }
            self.last_person = Some(person);
        }
        let speaker = Speaker { name, role, verb, reported_by, at: Some(attribution.verb) };
        self.last = Some(speaker.clone());
        Some(speaker)
    }

    /// Whom "he" or "she" stands for: who spoke last, or who was spoken of last.
    fn stands_for(&mut self, subject: &Subject, near: Option<usize>) -> Option<usize> {
        let gender = if *subject == Subject::Pronoun("she") { Gender::Female } else { Gender::Male };
        let fits = |person: &usize| self.genders.get(person).is_none_or(|known| *known == gender);
        let candidates = [near, self.person, self.last_person];
        let found = candidates.into_iter().flatten().find(fits)?;
        self.genders.entry(found).or_insert(gender);
        Some(found)
    }

    /// The person whom the sentence of a token names before it, outside quotations: "While Putin didn't say so, he acknowledged …".
    fn named_before(&self, token: usize, quoted: &[bool]) -> Option<usize> {
        let sentences = &self.report.sentences;
        let sentence =
            sentences.partition_point(|sentence| sentence.first_token as usize <= token).checked_sub(1)?;
        let range = sentences[sentence].first_token as usize..token;
        let is_person = |mention: &&Mention| self.names.get(mention.name).kind == NameKind::Person;
        let mut persons = self.names.within(self.index, range).iter().filter(is_person);
        persons
            .find(|mention| !quoted[mention.tokens.start] && !self.is_aside(mention))
            .map(|mention| mention.name)
    }

    /// The person whose role a phrase names: "the minister".
    fn by_role(&self, phrase: &str) -> Option<usize> {
        let rest = phrase.strip_prefix("the ").or_else(|| phrase.strip_prefix("The "))?;
        let head = rest.split(' ').next_back()?.to_lowercase();
        let mut fitting = self.roles.iter().filter(|(_, role)| {
            let mut words = role.split([' ', '-', '.']);
            rest.split(' ').count() <= 3 && words.any(|word| spelled_out(&word.to_lowercase()) == head)
        });
        let found = fitting.next().map(|(person, _)| *person);
        found.filter(|_| fitting.next().is_none())
    }

    /// The subject of a sentence, as far as a name or pronoun at its beginning tells.
    pub(crate) fn subject_of(&self, tokens: Range<usize>) -> Option<Speaker> {
        let mentions = self.names.within(self.index, tokens.clone());
        let person = |mention: &&Mention| self.names.get(mention.name).kind == NameKind::Person;
        let name = mentions.iter().find(person).or(mentions.first()).map(|mention| mention.name);
        let name = name.or_else(|| {
            let first = self.report.word(self.report.tokens.get(tokens.start)?);
            matches!(first, "He" | "She" | "His" | "Her")
                .then_some(self.last_person.or(self.person))
                .flatten()
        })?;
        let role = self.roles.get(&name).cloned().unwrap_or_default();
        Some(Speaker { name: self.names.get(name).full.clone(), role, ..Speaker::default() })
    }

    /// The first person that is named in a range.
    pub(crate) fn person_in(&self, tokens: Range<usize>) -> Option<Speaker> {
        let mut mentions = self.names.within(self.index, tokens).iter();
        let person = mentions.find(|mention| self.names.get(mention.name).kind == NameKind::Person)?;
        Some(Speaker { name: self.names.get(person.name).full.clone(), ..Speaker::default() })
    }

    /// A sentence has ended: the first person it names is who the next one speaks of.
    pub(crate) fn end_sentence(&mut self, tokens: Range<usize>, quoted: &[bool]) {
        let mentions = self.names.within(self.index, tokens.clone());
        let persons: Vec<&Mention> = mentions
            .iter()
            .filter(|mention| self.names.get(mention.name).kind == NameKind::Person)
            .filter(|mention| !quoted[mention.tokens.start])
            .collect();
        let subject = persons.iter().find(|mention| !self.is_aside(mention)).or(persons.first());
        if let Some(subject) = subject {
            self.person = Some(subject.name);
        }
        for mention in mentions {
            let behind = mention.tokens.end;
            let next = self.report.tokens.get(behind).map(|token| self.report.word(token));
            let role = mention.titles_start..mention.tokens.start;
            if !role.is_empty() && next.is_some() {
                let text = self.role(&role);
                if !text.is_empty() {
                    self.roles.entry(mention.name).or_insert(text);
                }
            }
        }
    }

    /// Whether a mention is no subject: "at St. Brigid's Medical Center", "of Anna Bell".
    fn is_aside(&self, mention: &Mention) -> bool {
        let last = self.report.word(&self.report.tokens[mention.tokens.end - 1]);
        let before =
            mention.titles_start.checked_sub(1).map_or("", |at| self.report.word(&self.report.tokens[at]));
        bare(last).len() < last.len()
            || matches!(
                before,
                "at" | "At"
                    | "in"
                    | "In"
                    | "of"
                    | "from"
                    | "From"
                    | "to"
                    | "by"
                    | "with"
                    | "With"
                    | "near"
                    | "for"
                    | "For"
            )
    }

    /// A role; a mere form of address is none.
    fn role(&self, tokens: &Range<usize>) -> String {
        let text = self.text(tokens);
        if matches!(text.as_str(), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Sir" | "Dame") {
            String::new()
        } else {
            text
        }
    }

    /// The text of tokens, in one line.
    fn text(&self, tokens: &Range<usize>) -> String {
        let Some(last) = tokens.end.checked_sub(1).filter(|_| !tokens.is_empty()) else {
            return String::new();
        };
        let (first, last) = (&self.report.tokens[tokens.start], &self.report.tokens[last]);
        let text = &self.report.text[first.start as usize..last.end as usize];
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A title as people say it.
fn spelled_out(title: &str) -> &str {
    match title {
        "gov" => "governor",
        "sen" => "senator",
        "rep" => "representative",
        "gen" => "general",
        "lt" => "lieutenant",
        "col" => "colonel",
        "maj" => "major",
        "capt" => "captain",
        "sgt" => "sergeant",
        "cmdr" => "commander",
        "adm" => "admiral",
        "dr" => "doctor",
        "prof" => "professor",
        "rev" => "reverend",
        other => other,
    }
}

/// What a title tells: "Mr", "Mrs".
fn title_gender(report: &Report<'_>, mention: &Mention) -> Option<Gender> {
    let titles = &report.tokens[mention.titles_start..mention.tokens.start];
    titles.iter().find_map(|token| match report.word(token) {
        "Mr" | "Sir" | "Lord" | "King" | "Prince" | "Congressman" | "Chairman" | "Spokesman" => {
            Some(Gender::Male)
        }
        "Mrs" | "Ms" | "Miss" | "Dame" | "Lady" | "Queen" | "Princess" | "Chairwoman" | "Spokeswoman" => {
            Some(Gender::Female)
        }
        _ => None,
    })
}
