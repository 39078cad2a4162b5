//! Whom pronouns stand for: who and what a report spoke of last.

mod families;
mod places;
mod pronouns;

use std::ops::Range;

use foldhash::HashMap;

use crate::{
    Names, Report,
    gender::{Gender, gender_of_noun, gender_of_person, genders_by_pronouns},
    lexicon::{is_people_noun, is_person_noun, is_speaking_thing, lower},
    names::{Mention, NameKind, bare, is_space},
};

use places::Place;
pub(super) use pronouns::is_writing;

/// Somebody or something that a pronoun may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Figure {
    /// By the number of the name.
    Name(usize),
    /// "a technician", as a range of tokens.
    Phrase(Range<usize>),
}

/// How many words of a phrase at the beginning of a sentence are looked at for its noun.
const PHRASE_WORDS_MAX: usize = 6;

/// Who and what was spoken of, up to a place in a report.
pub(super) struct SpokenOf<'a, 'r> {
    report: &'a Report<'r>,
    index: usize,
    names: &'a Names,
    /// The person whom the last sentences speak of.
    figure: Option<Figure>,
    /// Who spoke last, of persons.
    last: Option<Figure>,
    /// Whether something spoke after them.
    last_is_thing: bool,
    /// Who is asked in the sentence that is read.
    asked: Option<Figure>,
    /// Who speaks in the sentence that is read.
    speaks: Option<Figure>,
    /// What "it" stands for: an authority, a company, a letter.
    thing: Option<Figure>,
    genders: HashMap<usize, Option<Gender>>,
    /// Whether several names in full have the same surname.
    has_families: bool,
    /// Who was told last by a name in full, by the surname.
    families: HashMap<&'r str, usize>,
    /// How often the surname alone stood for somebody.
    surname_uses: HashMap<usize, u32>,
}

impl<'a, 'r> SpokenOf<'a, 'r> {
    pub(super) fn new(report: &'a Report<'r>, index: usize, names: &'a Names) -> Self {
        let mut genders: HashMap<usize, Option<Gender>> = HashMap::default();
        // Who bears each surname, and whether several do.
        let mut bearers: HashMap<&str, usize> = HashMap::default();
        let mut has_families = false;
        for mention in names.mentions(index) {
            let is_titled = mention.titles_start < mention.tokens.start;
            let is_new = || !genders.contains_key(&mention.name);
            if mention.tokens.len() > 1 && names.get(mention.name).kind == NameKind::Person && is_new() {
                let surname = bare(report.word(&report.tokens[mention.tokens.end - 1]));
                has_families |= *bearers.entry(surname).or_insert(mention.name) != mention.name;
            }
            if is_titled || !genders.contains_key(&mention.name) {
                let gender = gender_of_person(report, mention, &names.get(mention.name).full);
                let known = genders.entry(mention.name).or_insert(gender);
                *known = gender.or(*known);
            }
        }
        let is_open = |name: usize| genders.get(&name).is_none_or(Option::is_none);
        for (name, gender) in genders_by_pronouns(report, index, names, is_open) {
            genders.insert(name, Some(gender));
        }
        Self {
            report,
            index,
            names,
            figure: None,
            last: None,
            last_is_thing: false,
            asked: None,
            speaks: None,
            thing: None,
            genders,
            has_families,
            families: HashMap::default(),
            surname_uses: HashMap::default(),
        }
    }

    /// The person whom the last sentences speak of.
    pub(super) fn figure(&self) -> Option<Figure> {
        self.figure.clone().or_else(|| self.last.clone())
    }

    /// What "it" stands for.
    pub(super) fn thing(&self) -> Option<Figure> {
        self.thing.clone()
    }

    /// Whether it was one person who spoke last.
    pub(super) fn last_is_person(&self) -> bool {
        match &self.last {
            Some(Figure::Name(name)) => !self.last_is_thing && self.names.get(*name).kind == NameKind::Person,
            Some(Figure::Phrase(_)) => !self.last_is_thing,
            None => false,
        }
    }

    /// Who or what spoke last, unless it is a man or a woman.
    pub(super) fn last_thing(&self) -> Option<Figure> {
        let last = self.last.clone().filter(|_| !self.last_is_thing)?;
        (matches!(last, Figure::Name(_)) && self.gender(&last).is_none()).then_some(last)
    }

    /// Whether a noun is that of women, and somebody is a man, or the other way round.
    pub(super) fn is_other_gender(&self, name: usize, noun: &str) -> bool {
        let known = self.gender(&Figure::Name(name)).zip(gender_of_noun(noun));
        known.is_some_and(|(own, other)| own != other)
    }

    /// Whether a pronoun may stand for somebody, as far as their gender tells.
    pub(super) fn may_be(&self, figure: &Figure, pronoun: &str) -> bool {
        let gender = if pronoun.eq_ignore_ascii_case("she") { Gender::Female } else { Gender::Male };
        self.gender(figure).is_none_or(|known| known == gender)
    }

    fn gender(&self, figure: &Figure) -> Option<Gender> {
        match figure {
            Figure::Name(name) => self.genders.get(name).copied().flatten(),
            Figure::Phrase(tokens) => gender_of_noun(self.word(self.head(tokens))),
        }
    }

    /// Somebody or something speaks in the sentence that is read.
    pub(super) fn speaks(&mut self, figure: Figure) {
        // Nobody knows whether a name is somebody's or a ship's.
        let (is_person, is_thing) = match &figure {
            Figure::Name(name) => {
                let kind = self.names.get(*name).kind;
                (kind != NameKind::Organization, kind != NameKind::Person)
            }
            Figure::Phrase(tokens) => {
                let is_person = self.is_person(self.head(tokens));
                (is_person, !is_person)
            }
        };
        self.last_is_thing = !is_person;
        if is_thing {
            self.thing = Some(figure.clone());
        }
        if is_person {
            // "Her sister said that her brother had answered": the sister goes on.
            self.last = Some(figure.clone());
            self.speaks.get_or_insert(figure);
        }
    }

    /// Somebody is asked in the sentence that is read: the answer is theirs.
    pub(super) fn is_asked(&mut self, name: usize) {
        if self.names.get(name).kind == NameKind::Person {
            self.asked = Some(Figure::Name(name));
        }
    }

    /// Who or what a sentence begins with: "The technician left", "She left"; `None` for a name, or anything else.
    pub(super) fn opener(&mut self, tokens: Range<usize>, quoted: &[bool]) -> Option<Figure> {
        let first = tokens.start;
        if tokens.is_empty() || quoted[first] {
            return None;
        }
        if let pronoun @ ("He" | "She") = self.word(first) {
            return self.stands_for(pronoun, first, quoted);
        }
        self.opening_phrase(&tokens, quoted).map(Figure::Phrase)
    }

    /// The phrase without a name that a sentence begins with, where it tells of somebody or of what speaks: "The technician left".
    pub(super) fn opening_phrase(&self, tokens: &Range<usize>, quoted: &[bool]) -> Option<Range<usize>> {
        // "But a spokesman for the port defended it."
        let joins = matches!(self.word(tokens.start), "But" | "And" | "Yet") && self.gap(tokens.start) == " ";
        let first = tokens.start + usize::from(joins && tokens.len() > 1);
        let begins = matches!(
            self.word(first),
            "The" | "A" | "An" | "One" | "Another" | "His" | "Her" | "Their" | "This" | "That"
        ) || first > tokens.start
            && matches!(self.word(first), "the" | "a" | "an" | "one" | "another" | "his" | "her" | "their");
        if tokens.is_empty() || quoted[first] || !begins {
            return None;
        }
        let end = tokens.end.min(first + PHRASE_WORDS_MAX);
        let mut noun = None;
        for (at, is_quoted) in (first + 1..end).zip(&quoted[first + 1..end.max(first + 1)]) {
            if *is_quoted || !matches!(self.gap(at - 1), " " | "-" | "\n") {
                break;
            }
            let word = self.word(at);
            if self.is_person(at) || is_speaking_thing(word) {
                noun = Some(at);
            } else if noun.is_some() || matches!(word, "of" | "for" | "in" | "at" | "on" | "that" | "who") {
                break;
            }
        }
        noun.map(|noun| first..noun + 1)
    }

    /// A sentence has ended that begins with `opener`: whom it speaks of is whom the next one goes on with.
    pub(super) fn end_sentence(&mut self, tokens: Range<usize>, opener: Option<Figure>, quoted: &[bool]) {
        if self.has_families {
            self.note_told(&tokens, quoted);
        }
        if self.tells_them(&tokens) {
            self.speaks = None;
            return;
        }
        let first = self.speaks.take();
        // "After Tom Roe spoke, Anna Bell said": she goes on.
        let leads_on = matches!(
            self.word(tokens.start),
            "After" | "When" | "While" | "As" | "Before" | "Although" | "Though" | "Since" | "If"
        );
        let speaks = if leads_on { first.and(self.last.clone()) } else { first };
        if let Some(asked) = self.asked.take() {
            self.figure = Some(asked);
            return;
        }
        self.note_organization(&tokens, quoted);
        if let Some(signer) = self.signer(tokens.clone()) {
            self.thing = Some(signer);
        }
        if leads_on && let Some(main) = self.subject_behind_comma(&tokens, quoted) {
            self.figure = Some(main);
            return;
        }
        let named = self.person_of(tokens, quoted);
        match opener {
            Some(Figure::Phrase(phrase)) if self.opens(&phrase, named.as_ref(), speaks.as_ref()) => return,
            Some(figure @ Figure::Name(_)) => {
                self.figure = Some(figure);
                return;
            }
            _ => {}
        }
        // "The town fell when Tom Roe left, Anna Bell said": she goes on.
        self.figure = match (named, speaks) {
            (_, Some(figure)) if self.is_named_person(&figure) => Some(figure),
            (Some((figure, Place::Subject)), _)
            | (_, Some(figure))
            | (Some((figure, Place::Object | Place::Owner)), _) => Some(figure),
            (Some((figure, Place::Aside)), None) => self.figure.take().or(Some(figure)),
            (None, None) => self.figure.take(),
        };
    }

    /// Whether several people tell whom the text speaks of something, which it goes on with: "Officials told him that the minister knew".
    fn tells_them(&self, tokens: &Range<usize>) -> bool {
        let near = tokens.start + 1..tokens.end.min(tokens.start + PHRASE_WORDS_MAX);
        let told = near.into_iter().find(|&at| {
            matches!(
                self.word(at),
                "told" | "warned" | "assured" | "advised" | "reminded" | "showed" | "asked"
            )
        });
        let Some(told) = told else { return false };
        let pronoun = match self.word(told + 1) {
            "him" => "he",
            "her" => "she",
            _ => return false,
        };
        let noun = lower(self.word(told - 1));
        let are_several = is_people_noun(&noun) || noun.strip_suffix('s').is_some_and(is_person_noun);
        are_several && self.figure.as_ref().is_some_and(|figure| self.may_be(figure, pronoun))
    }

    /// The person with whom the main clause begins behind another: "While Tom Roe spoke, Anna Bell left".
    fn subject_behind_comma(&self, tokens: &Range<usize>, quoted: &[bool]) -> Option<Figure> {
        let begins = |mention: &&Mention| {
            let before = mention.titles_start.checked_sub(1).filter(|before| *before > tokens.start);
            self.names.get(mention.name).kind == NameKind::Person
                && !quoted[mention.tokens.start]
                && before.is_some_and(|before| self.gap(before).contains(','))
                && is_space(self.gap(mention.tokens.end - 1))
        };
        let found = self.names.within(self.index, tokens.clone()).iter().find(begins)?;
        Some(Figure::Name(self.meant(found)))
    }

    /// Notes the organization that a sentence begins with, which "it" may stand for; no dateline, which a mark follows.
    fn note_organization(&mut self, tokens: &Range<usize>, quoted: &[bool]) {
        let Some(mention) = self.names.within(self.index, tokens.clone()).first() else { return };
        let opens = mention.titles_start <= tokens.start + 1
            && !quoted[mention.tokens.start]
            && is_space(self.gap(mention.tokens.end - 1));
        if opens && self.names.get(mention.name).kind == NameKind::Organization {
            self.thing = Some(Figure::Name(mention.name));
        }
    }

    /// Takes the phrase that a sentence begins with for whom or what it speaks of; false where it is a thing, and a person may be
    /// spoken of beside it.
    fn opens(
        &mut self,
        phrase: &Range<usize>,
        named: Option<&(Figure, Place)>,
        speaks: Option<&Figure>,
    ) -> bool {
        // "The chief executive, Anna Bell, left": the name stands for the phrase.
        if let Some(mention) = self.name_behind(phrase) {
            let figure = Some(Figure::Name(mention.name));
            if self.names.get(mention.name).kind == NameKind::Person {
                // "The owner, Harbour Foods, left. It said": a firm may be called as people are.
                if may_be_firm(self.word(phrase.end - 1))
                    && self.gender(&Figure::Name(mention.name)).is_none()
                {
                    self.thing.clone_from(&figure);
                }
                self.figure = figure;
            } else {
                self.thing = figure;
            }
            return true;
        }
        let figure = Figure::Phrase(phrase.clone());
        if !self.is_person(phrase.end - 1) {
            self.thing = Some(figure);
            return false;
        }
        let is_longer = |speaks: Option<&Figure>| match speaks {
            Some(Figure::Phrase(longer)) => longer.start == phrase.start && longer.end > phrase.end,
            _ => false,
        };
        // "A colleague from those years, the colonel Anna Bell, …"
        self.figure = match named {
            Some((named, Place::Subject)) if speaks != Some(&figure) && !is_longer(speaks) => {
                Some(named.clone())
            }
            // "A spokesman for the company said": the company is a part of it.
            _ if is_longer(speaks) => speaks.cloned(),
            _ => Some(figure),
        };
        true
    }

    fn is_named_person(&self, figure: &Figure) -> bool {
        matches!(figure, Figure::Name(name) if self.names.get(*name).kind == NameKind::Person)
    }

    /// The name right behind a phrase.
    pub(super) fn name_behind(&self, phrase: &Range<usize>) -> Option<&Mention> {
        // "The archbishop, the Most Rev Anna Bell, left."
        let is_styled = |at: usize| matches!(self.word(at), "the" | "Most" | "Right" | "Very");
        let styles = (phrase.end..phrase.end + 2).take_while(|&at| is_styled(at)).count();
        let of = |start: usize| self.names.at(self.index, start).filter(|of| of.titles_start == start);
        let start = phrase.end + if of(phrase.end).is_none() && styles == 2 { styles } else { 0 };
        let mention = self.names.at(self.index, start)?;
        let joins = matches!(self.gap(phrase.end - 1).trim(), "" | ",");
        (joins && mention.titles_start == start).then_some(mention)
    }

    /// The noun of a phrase: before "for the company".
    fn head(&self, tokens: &Range<usize>) -> usize {
        let is_link = |at: &usize| matches!(self.word(*at), "for" | "of" | "from" | "at" | "with" | "in");
        tokens.clone().skip(1).find(is_link).unwrap_or(tokens.end) - 1
    }

    /// Whether a noun stands for a person: "a technician", "the 19-year-old".
    fn is_person(&self, noun: usize) -> bool {
        let word = self.word(noun);
        is_person_noun(word) || word == "old" || word.ends_with("-old")
    }

    fn word(&self, at: usize) -> &'r str {
        self.report.tokens.get(at).map_or("", |token| self.report.word(token))
    }

    /// The characters between a token and the next.
    fn gap(&self, at: usize) -> &'r str {
        match self.report.tokens.get(at..at + 2) {
            Some([token, next]) => &self.report.text[token.end as usize..next.start as usize],
            _ => "",
        }
    }
}

/// Whether what a noun tells of may be a firm as well as a person.
fn may_be_firm(noun: &str) -> bool {
    matches!(
        noun,
        "owner"
            | "landlord"
            | "employer"
            | "organiser"
            | "organizer"
            | "contractor"
            | "developer"
            | "sponsor"
    )
}
