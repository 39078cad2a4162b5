//! Who speaks: subjects as people with their roles.

mod leads;
mod offices;
mod phrases;
mod roles;

use std::{cell::OnceCell, ops::Range};

use foldhash::{HashMap, HashSet};

pub(super) use offices::Offices;

use super::{
    Quotation,
    attribution::{Attribution, Subject},
    spoken_of::{Figure, SpokenOf},
};
use crate::{
    Names, Report,
    lexicon::{is_given, is_outlet_word, is_person_noun, lower},
    names::{Mention, NameKind, bare},
};

/// Who says something, by places in the report: there may be as many as words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Speaker {
    /// `None` where nothing is known but who hands it on.
    pub(super) who: Option<Figure>,
    /// What they do or are, among the tokens; may be empty.
    pub(super) role: Range<usize>,
    /// The token of the verb; `None` where no verb tells.
    pub(super) verb: Option<usize>,
    /// The outlet that they tell.
    pub(super) told: Option<Figure>,
    /// Who hands it on.
    pub(super) relay: Option<Figure>,
}

impl Speaker {
    pub(super) fn is_known(&self) -> bool {
        self.who.is_some()
    }

    /// The same, of whom no verb tells it.
    pub(super) fn without_verb(self) -> Self {
        Self { verb: None, ..self }
    }
}

/// The most bytes of who speaks, or of their role: longer ones are nobody's name.
const SPEAKER_BYTES_MAX: usize = 512;

/// Within as many words a sentence comes to its subject: "In the end, she".
const LEADING_WORDS_MAX: usize = 4;

/// Who speaks in a report, up to a place in it.
pub(super) struct Speakers<'a, 'r> {
    report: &'a Report<'r>,
    index: usize,
    names: &'a Names,
    spoken_of: SpokenOf<'a, 'r>,
    /// Who spoke last, whoever it is, and in which sentence.
    last: Option<(Speaker, usize)>,
    /// The role of each person, among the tokens.
    roles: HashMap<usize, Range<usize>>,
    /// Whose role has a word, in lower case; `None` where several persons' have.
    by_role_word: HashMap<String, Option<usize>>,
    /// The sentence that is read.
    sentence: usize,
    /// Which names stand where places do: nobody tells them anything as one tells an outlet.
    places: HashSet<usize>,
    /// Whose words a paragraph of an interview is: "Anna Bell: I came."
    label: Option<Figure>,
    /// Who holds which office, in any report.
    offices: &'a Offices<'a, 'r>,
    /// Where the report names somebody first, once that is asked for: by their names.
    first_named: OnceCell<HashMap<usize, usize>>,
}

impl<'a, 'r> Speakers<'a, 'r> {
    pub(super) fn new(
        report: &'a Report<'r>,
        index: usize,
        names: &'a Names,
        offices: &'a Offices<'a, 'r>,
    ) -> Self {
        let spoken_of = SpokenOf::new(report, index, names);
        let is_within = |mention: &&Mention| {
            let before = mention.titles_start.checked_sub(1).map(|at| report.word(&report.tokens[at]));
            before.is_some_and(|before| matches!(before, "in" | "In" | "across" | "near" | "outside"))
        };
        let places = names.mentions(index).iter().filter(is_within).map(|mention| mention.name).collect();
        Self {
            report,
            index,
            names,
            spoken_of,
            last: None,
            roles: HashMap::default(),
            by_role_word: HashMap::default(),
            sentence: 0,
            places,
            label: None,
            offices,
            first_named: OnceCell::new(),
        }
    }

    /// Whether somebody is a paper, an agency or a station.
    pub(super) fn is_outlet(&self, figure: &Figure) -> bool {
        match figure {
            Figure::Name(name) => {
                let full = &self.names.get(*name).full;
                let first = full.split(' ').next().unwrap_or_default();
                // "Anna Bloomberg" is somebody.
                !is_given(first) && full.split([' ', '-']).any(is_outlet_word)
            }
            // "the editor of the Courier", "a poll for the Courier" are none.
            Figure::Phrase(tokens) => {
                let is_link = |at: &usize| matches!(self.word(*at), "of" | "for" | "from" | "by" | "at");
                tokens.clone().take_while(|at| !is_link(at)).any(|at| is_outlet_word(self.word(at)))
            }
        }
    }

    /// Whether somebody tells an outlet something, and not a country or a town.
    fn may_be_outlet(&self, told: &Figure) -> bool {
        matches!(told, Figure::Name(name) if !self.places.contains(name)) || self.is_outlet(told)
    }

    /// A paragraph begins: it may be somebody's in an interview, whose name stands before its colon.
    pub(super) fn begin_paragraph(&mut self, tokens: &Range<usize>) {
        let label = self.names.at(self.index, tokens.start).filter(|label| {
            let behind = &self.report.text[self.report.tokens[label.tokens.end - 1].end as usize..];
            label.titles_start == tokens.start && label.tokens.end < tokens.end && behind.starts_with(": ")
        });
        self.label = label.map(|label| Figure::Name(label.name));
    }

    /// Whether a speaker is a person with a name.
    pub(super) fn is_person(&self, speaker: &Speaker) -> bool {
        matches!(speaker.who, Some(Figure::Name(name)) if self.names.get(name).kind == NameKind::Person)
    }

    /// Whether two are one, by their names or by their words.
    pub(super) fn are_one(&self, one: &Figure, other: &Figure) -> bool {
        match (one, other) {
            (Figure::Phrase(one), Figure::Phrase(other)) => {
                one.len() == other.len()
                    && one.clone().zip(other.clone()).all(|(one, other)| self.word(one) == self.word(other))
            }
            _ => one == other,
        }
    }

    /// The name of somebody, or the words that stand for them.
    pub(super) fn name(&self, figure: &Figure) -> String {
        match figure {
            Figure::Name(name) => self.names.get(*name).full.clone(),
            // "The union's reply": the union.
            Figure::Phrase(tokens) => bare(&self.text(tokens)).to_owned(),
        }
    }

    /// Whether a speaker tells nothing that isn't known of a quotation: a phrase that leads back to somebody, as "the senator" does, or
    /// the same person where the outlet is known.
    pub(super) fn is_told_of(&self, speaker: &Speaker, quotation: &Quotation) -> bool {
        match &speaker.who {
            _ if quotation.speaker.is_empty() => false,
            Some(Figure::Phrase(phrase)) => matches!(self.word(phrase.start), "the" | "The"),
            Some(who) => !quotation.reported_by.is_empty() && self.name(who) == quotation.speaker,
            None => false,
        }
    }

    /// Writes down whose a quotation is.
    pub(super) fn tell(&self, speaker: &Speaker, quotation: &mut Quotation) {
        quotation.speaker = speaker.who.as_ref().map(|who| self.name(who)).unwrap_or_default();
        quotation.role = self.text(&speaker.role);
        quotation.verb = speaker.verb.map(|verb| self.verb(verb)).unwrap_or_default();
        quotation.reported_by =
            speaker.told.iter().chain(&speaker.relay).map(|figure| self.name(figure)).collect();
    }

    /// The verb of an attribution, in lower case.
    pub(super) fn verb(&self, token: usize) -> String {
        let word = lower(self.word(token)).into_owned();
        if word == "according" { "according to".to_owned() } else { word }
    }

    /// Who the subject of an attribution in the sentence that is read is.
    pub(super) fn resolve(&mut self, attribution: &Attribution, quoted: &[bool]) -> Option<Speaker> {
        let Some(figure) = self.figure_of(attribution, quoted) else {
            let goes_on = match attribution.subject {
                Subject::Pronoun("it") => true,
                // "That is what they call it": not who spoke, if it was one.
                Subject::Pronoun("they") => !self.last_is_somebody(),
                _ => false,
            };
            return goes_on.then(|| self.last_again(attribution)).flatten();
        };
        if self.is_long(&figure) {
            return None;
        }
        let role = self.role_of(&figure, &attribution.role);
        if !self.is_bare_noun(&figure) {
            self.spoken_of.speaks(figure.clone());
        }
        if self.word(attribution.verb) == "asked"
            && let Some(mention) = self.names.at(self.index, attribution.verb + 1)
            && attribution.place.start < attribution.verb
        {
            self.spoken_of.is_asked(mention.name);
        }
        let speaker = Speaker {
            who: Some(figure),
            role,
            verb: Some(attribution.verb),
            told: attribution.told.map(Figure::Name).filter(|told| self.may_be_outlet(told)),
            relay: None,
        };
        self.last = Some((speaker.clone(), self.sentence));
        Some(speaker)
    }

    /// Whom the subject of an attribution stands for.
    fn figure_of(&mut self, attribution: &Attribution, quoted: &[bool]) -> Option<Figure> {
        let place = attribution.place.start;
        match &attribution.subject {
            Subject::Name(name) => {
                let mention = self
                    .names
                    .within(self.index, attribution.place.clone())
                    .iter()
                    .find(|mention| mention.name == *name);
                if let Some(figure) = mention.and_then(|mention| self.by_origin(mention)) {
                    return Some(figure);
                }
                let meant = mention.map_or(*name, |mention| {
                    self.spoken_of.is_told(mention);
                    self.spoken_of.meant(mention)
                });
                Some(Figure::Name(meant))
            }
            Subject::Pronoun(pronoun @ ("he" | "she")) => self.spoken_of.stands_for(pronoun, place, quoted),
            Subject::Pronoun("it") => {
                let opener = self.spoken_of.organization_that_opens(place, quoted);
                if opener.is_some() {
                    return opener;
                }
                let writer = || self.spoken_of.writer_before(place);
                let last = || self.spoken_of.last_thing().filter(|_| self.is_fresh());
                writer().or_else(last).or_else(|| self.spoken_of.thing())
            }
            Subject::Pronoun("they") => {
                // The council goes on, but one person isn't several.
                let goes_on = self.is_fresh() && !self.spoken_of.last_is_person();
                let people = || self.spoken_of.people_before(place, quoted);
                let found = self.spoken_of.people_that_open(place, quoted);
                found.or_else(|| (!goes_on).then(people).flatten())
            }
            Subject::Pronoun("I") => self.label.clone(),
            Subject::Pronoun(_) => None,
            Subject::Phrase(tokens) => {
                let named = self.name_in_apposition(tokens).or_else(|| self.name_given(tokens));
                let found = named.or_else(|| self.by_role(tokens)).map(Figure::Name);
                let found = found.or_else(|| self.by_age(tokens)).or_else(|| self.by_kind(tokens));
                let found = found.or_else(|| self.by_past(tokens)).or_else(|| self.by_calling(tokens));
                let found = found.or_else(|| self.by_children(tokens, quoted));
                let found = found.or_else(|| self.spoken_of.signer(tokens.start..attribution.verb));
                let found = found.or_else(|| self.writer_of(tokens)).or_else(|| self.owner_of(tokens));
                Some(found.unwrap_or_else(|| Figure::Phrase(tokens.clone())))
            }
        }
    }

    /// Whether a noun alone stands for one person, as headlines tell them: "“No boats,” spokesman says". Nobody goes on with them.
    fn is_bare_noun(&self, figure: &Figure) -> bool {
        matches!(figure, Figure::Phrase(tokens) if tokens.len() == 1 && is_person_noun(self.word(tokens.start)))
    }

    fn is_long(&self, figure: &Figure) -> bool {
        match figure {
            Figure::Name(name) => self.names.get(*name).full.len() > SPEAKER_BYTES_MAX,
            Figure::Phrase(tokens) => self.bytes(tokens).len() > SPEAKER_BYTES_MAX,
        }
    }

    /// Whether somebody spoke in this sentence or the one before.
    fn is_fresh(&self) -> bool {
        self.last.as_ref().is_some_and(|(_, sentence)| sentence + 1 >= self.sentence)
    }

    /// Whether a person with a name spoke last.
    fn last_is_somebody(&self) -> bool {
        let who = self.last.as_ref().and_then(|(last, _)| last.who.as_ref());
        matches!(who, Some(Figure::Name(name)) if self.names.get(*name).kind == NameKind::Person)
    }

    /// Who spoke last speaks again.
    fn last_again(&mut self, attribution: &Attribution) -> Option<Speaker> {
        let (last, _) = self.last.as_ref()?;
        let speaker = Speaker { verb: Some(attribution.verb), told: None, relay: None, ..last.clone() };
        self.last = Some((speaker.clone(), self.sentence));
        Some(speaker)
    }

    /// The person whom a sentence speaks of that is the last so far, by their name or a pronoun in it.
    pub(super) fn person_of(&self, sentence: Range<usize>) -> Option<Speaker> {
        let figure = self.figure()?;
        let Figure::Name(name) = figure else { return None };
        let mentions = self.names.within(self.index, sentence.clone());
        let is_named = mentions.iter().any(|mention| self.spoken_of.meant(mention) == name);
        let is_person = self.names.get(name).kind == NameKind::Person;
        let is_meant = is_named || self.begins_with_pronoun(&figure, &sentence);
        (is_person && is_meant).then(|| self.speaker(&figure))
    }

    /// Whether a sentence tells of somebody by a pronoun that it begins with, or that stands behind its first words: "Instead, she".
    fn begins_with_pronoun(&self, figure: &Figure, sentence: &Range<usize>) -> bool {
        let first = self.word(sentence.start);
        if matches!(first, "He" | "She" | "His" | "Her") {
            return true;
        }
        let opening = sentence.start + 1..sentence.end.min(sentence.start + 1 + LEADING_WORDS_MAX);
        let pronoun = opening.into_iter().find(|&at| matches!(self.word(at), "he" | "she"));
        pronoun.is_some_and(|at| {
            let joins =
                matches!(first, "But" | "And" | "Then" | "Now" | "Still" | "Yet") && at == sentence.start + 1;
            (joins || self.report.text[..self.report.tokens[at].start as usize].ends_with(", "))
                && self.spoken_of.may_be(figure, self.word(at))
        })
    }

    /// Whom the text speaks of, so far.
    pub(super) fn figure(&self) -> Option<Figure> {
        self.spoken_of.figure()
    }

    /// Whether the report has named somebody before a token.
    fn is_named_before(&self, name: usize, token: usize) -> bool {
        let first_named = self.first_named.get_or_init(|| {
            let mentions = self.names.mentions(self.index).iter().rev();
            mentions.map(|mention| (mention.name, mention.tokens.start)).collect()
        });
        first_named.get(&name).is_some_and(|first| *first < token)
    }

    /// A speaker that no verb tells.
    pub(super) fn speaker(&self, figure: &Figure) -> Speaker {
        let role = match figure {
            Figure::Name(name) => self.roles.get(name).cloned().unwrap_or_default(),
            Figure::Phrase(_) => 0..0,
        };
        Speaker { who: Some(figure.clone()), role, ..Speaker::default() }
    }

    /// A sentence has ended: whom it speaks of is whom the next one goes on with.
    pub(super) fn end_sentence(&mut self, tokens: Range<usize>, quoted: &[bool]) {
        for mention in self.names.within(self.index, tokens.clone()) {
            if self.roles.contains_key(&mention.name) {
                continue;
            }
            let role = mention.titles_start..mention.tokens.start;
            let role = if role.is_empty() { self.office_behind(mention, &tokens) } else { role };
            if !role.is_empty() {
                let role = self.role(&role);
                if !role.is_empty() {
                    self.keep_role(mention.name, &role);
                }
            }
        }
        let opener = self.spoken_of.opener(tokens.clone(), quoted).map(|opener| match &opener {
            Figure::Phrase(phrase) => {
                let named = self.by_role(phrase).map(Figure::Name).or_else(|| self.by_age(phrase));
                named.or_else(|| self.by_past(phrase)).unwrap_or(opener)
            }
            Figure::Name(_) => opener,
        });
        self.spoken_of.end_sentence(tokens, opener, quoted);
        self.sentence += 1;
    }

    fn word(&self, at: usize) -> &'r str {
        self.report.tokens.get(at).map_or("", |token| self.report.word(token))
    }

    /// The text of tokens, in one line.
    pub(super) fn text(&self, tokens: &Range<usize>) -> String {
        one_line(&self.report.text[self.bytes(tokens)])
    }

    /// Where tokens stand in the text.
    fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        match self.report.tokens.get(tokens.clone()) {
            Some([first, .., last]) => first.start as usize..last.end as usize,
            Some([token]) => token.start as usize..token.end as usize,
            _ => 0..0,
        }
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
        "pm" => "minister",
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
