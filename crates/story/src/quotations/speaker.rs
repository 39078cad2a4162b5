//! Who speaks: subjects as people with their roles.

use std::ops::Range;

use foldhash::HashMap;

use super::{
    attribution::{Attribution, Subject},
    spoken_of::{Figure, SpokenOf},
};
use crate::{
    Names, Report,
    lexicon::{is_outlet_word, lower},
    names::{Mention, NameKind},
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

/// Who speaks in a report, up to a place in it.
pub(crate) struct Speakers<'a, 'r> {
    report: &'a Report<'r>,
    index: usize,
    names: &'a Names,
    spoken_of: SpokenOf<'a, 'r>,
    /// Who spoke last, whoever it is, and in which sentence.
    last: Option<(Speaker, usize)>,
    /// The role of each person, in the source's words.
    roles: HashMap<usize, String>,
    /// Whose role has a word, in lower case; `None` where several persons' have.
    by_role_word: HashMap<String, Option<usize>>,
    /// The sentence that is read.
    sentence: usize,
}

impl<'a, 'r> Speakers<'a, 'r> {
    pub(crate) fn new(report: &'a Report<'r>, index: usize, names: &'a Names) -> Self {
        let spoken_of = SpokenOf::new(report, index, names);
        Self {
            report,
            index,
            names,
            spoken_of,
            last: None,
            roles: HashMap::default(),
            by_role_word: HashMap::default(),
            sentence: 0,
        }
    }

    /// Whether a name is that of a paper, an agency or a station.
    pub(crate) fn is_outlet(&self, name: &str) -> bool {
        name.split([' ', '-']).any(is_outlet_word)
    }

    /// Who the subject of an attribution in the sentence that is read is.
    pub(crate) fn resolve(&mut self, attribution: &Attribution, quoted: &[bool]) -> Option<Speaker> {
        let verb = match self.report.word(&self.report.tokens[attribution.verb]) {
            "according" | "According" => "according to".to_owned(),
            word => word.to_lowercase(),
        };
        let reported_by =
            attribution.told.map(|name| self.names.get(name).full.clone()).into_iter().collect();
        let mut role = self.role(&attribution.role);
        let figure = match &attribution.subject {
            Subject::Name(name) => Figure::Name(*name),
            Subject::Pronoun(pronoun @ ("he" | "she")) => {
                self.spoken_of.stands_for(pronoun, attribution.place.start, quoted)?
            }
            Subject::Pronoun("it") => {
                let last = self.spoken_of.last_thing().filter(|_| self.is_fresh());
                match last.or_else(|| self.spoken_of.thing()) {
                    Some(thing) => thing,
                    None => return self.last_again(verb, attribution),
                }
            }
            Subject::Pronoun("they") => {
                let fresh = self.is_fresh();
                let people = || self.spoken_of.people_before(attribution.place.start, quoted);
                match (!fresh).then(people).flatten() {
                    Some(people) => people,
                    None => return self.last_again(verb, attribution),
                }
            }
            Subject::Pronoun(_) => return None,
            Subject::Phrase(tokens) => {
                let found = self.by_role(tokens);
                found.map_or_else(|| Figure::Phrase(tokens.clone()), Figure::Name)
            }
        };
        let name = match &figure {
            Figure::Name(name) => {
                if self.names.get(*name).kind != NameKind::Organization {
                    if role.is_empty() {
                        role = self.roles.get(name).cloned().unwrap_or_default();
                    } else {
                        self.keep_role(*name, &role);
                    }
                }
                self.names.get(*name).full.clone()
            }
            Figure::Phrase(tokens) => self.text(tokens),
        };
        self.spoken_of.speaks(figure);
        if verb == "asked"
            && let Some(mention) = self.names.at(self.index, attribution.verb + 1)
            && attribution.place.start < attribution.verb
        {
            self.spoken_of.is_asked(mention.name);
        }
        let speaker = Speaker { name, role, verb, reported_by, at: Some(attribution.verb) };
        self.last = Some((speaker.clone(), self.sentence));
        Some(speaker)
    }

    /// Whether somebody spoke in this sentence or the one before.
    fn is_fresh(&self) -> bool {
        self.last.as_ref().is_some_and(|(_, sentence)| sentence + 1 >= self.sentence)
    }

    /// Who spoke last speaks again.
    fn last_again(&mut self, verb: String, attribution: &Attribution) -> Option<Speaker> {
        let (last, _) = self.last.as_ref()?;
        let speaker = Speaker { verb, at: Some(attribution.verb), reported_by: Vec::new(), ..last.clone() };
        self.last = Some((speaker.clone(), self.sentence));
        Some(speaker)
    }

    /// The person whose role a phrase names: "the minister".
    fn by_role(&self, phrase: &Range<usize>) -> Option<usize> {
        let word = |at: usize| self.report.word(&self.report.tokens[at]);
        if !(2..=4).contains(&phrase.len()) || !matches!(word(phrase.start), "the" | "The") {
            return None;
        }
        let holder = self.by_role_word.get(&*lower(word(phrase.end - 1))).copied().flatten()?;
        // "The Israeli leader" isn't the leader of another country.
        let role = self.roles.get(&holder)?;
        let mut others = (phrase.start + 1..phrase.end - 1).map(word);
        let fits = others.all(|other| !other.starts_with(char::is_uppercase) || role.contains(other));
        fits.then_some(holder)
    }

    /// Keeps the role of a person, unless there is one already.
    fn keep_role(&mut self, person: usize, role: &str) {
        if self.roles.contains_key(&person) {
            return;
        }
        for word in role.split([' ', '-', '.']) {
            let word = spelled_out(&word.to_lowercase()).to_owned();
            let holder = self.by_role_word.entry(word).or_insert(Some(person));
            if *holder != Some(person) {
                *holder = None;
            }
        }
        self.roles.insert(person, role.to_owned());
    }

    /// The subject of a sentence, as far as a name or pronoun at its beginning tells.
    pub(crate) fn subject_of(&self, tokens: Range<usize>) -> Option<Speaker> {
        let mentions = self.names.within(self.index, tokens.clone());
        let person = |mention: &&Mention| self.names.get(mention.name).kind == NameKind::Person;
        let name = mentions.iter().find(person).or(mentions.first()).map(|mention| mention.name);
        let figure = name.map(Figure::Name).or_else(|| {
            let first = self.report.word(self.report.tokens.get(tokens.start)?);
            matches!(first, "He" | "She" | "His" | "Her").then(|| self.spoken_of.figure()).flatten()
        })?;
        Some(self.speaker(&figure))
    }

    /// Whom the text speaks of, so far.
    pub(super) fn figure(&self) -> Option<Figure> {
        self.spoken_of.figure()
    }

    /// A speaker that no verb tells.
    pub(super) fn speaker(&self, figure: &Figure) -> Speaker {
        match figure {
            Figure::Name(name) => {
                let role = self.roles.get(name).cloned().unwrap_or_default();
                Speaker { name: self.names.get(*name).full.clone(), role, ..Speaker::default() }
            }
            Figure::Phrase(tokens) => Speaker { name: self.text(tokens), ..Speaker::default() },
        }
    }

    /// The first person that is named in a range.
    pub(crate) fn person_in(&self, tokens: Range<usize>) -> Option<Speaker> {
        let mut mentions = self.names.within(self.index, tokens).iter();
        let person = mentions.find(|mention| self.names.get(mention.name).kind == NameKind::Person)?;
        Some(Speaker { name: self.names.get(person.name).full.clone(), ..Speaker::default() })
    }

    /// A sentence has ended: whom it speaks of is whom the next one goes on with.
    pub(crate) fn end_sentence(&mut self, tokens: Range<usize>, quoted: &[bool]) {
        for mention in self.names.within(self.index, tokens.clone()) {
            let role = mention.titles_start..mention.tokens.start;
            if !role.is_empty() && !self.roles.contains_key(&mention.name) {
                let text = self.role(&role);
                if !text.is_empty() {
                    self.keep_role(mention.name, &text);
                }
            }
        }
        let opener = self.spoken_of.opener(tokens.clone(), quoted).map(|opener| match &opener {
            Figure::Phrase(phrase) => {
                let named = self.by_role(phrase);
                named.map_or(opener, Figure::Name)
            }
            Figure::Name(_) => opener,
        });
        self.spoken_of.end_sentence(tokens, opener, quoted);
        self.sentence += 1;
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
        one_line(text)
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

/// A text without the ends of its lines.
pub(super) fn one_line(text: &str) -> String {
    if text.contains(['\n', '\t']) || text.contains("  ") {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    }
}
