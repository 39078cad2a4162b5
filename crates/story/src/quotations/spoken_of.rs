//! Whom pronouns stand for: who and what a report spoke of last.

use std::ops::Range;

use foldhash::HashMap;

use crate::{
    Names, Report,
    gender::{Gender, gender_of_noun, gender_of_person, genders_by_pronouns},
    lexicon::{is_kin, is_people_noun, is_person_noun, is_speaking_thing, lower, month_or_weekday},
    names::{Mention, NameKind, bare, is_space},
};

/// Whether a name behind a word stands beside what is told.
fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "at" | "At"
            | "in"
            | "In"
            | "of"
            | "from"
            | "From"
            | "to"
            | "with"
            | "With"
            | "near"
            | "for"
            | "For"
            | "on"
            | "On"
            | "under"
            | "against"
            | "about"
            | "behind"
            | "into"
            | "through"
            | "outside"
            | "inside"
            | "over"
            | "around"
            | "toward"
            | "towards"
            | "like"
            | "than"
    )
}

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

/// How many words before "they" are looked at for people: two sentences.
const PEOPLE_WORDS_MAX: usize = 60;

/// Within as many words people stand whom a sentence begins with: "The two inspectors".
const OPENING_WORDS_MAX: usize = 3;

/// So many words before a pronoun are looked at for whom it stands for, where nobody else does: a paragraph or two.
const NAMED_BEFORE_WORDS_MAX: usize = 120;

/// So many words behind a genitive are looked at for somebody: "Bell's former coach".
const OWNED_WORDS_MAX: usize = 3;

/// How many words behind a surname are looked at for a pronoun.
const PRONOUN_WORDS_MAX: usize = 8;

/// How many names between a phrase and a pronoun are looked at: those of a paragraph or two.
const NAMED_SINCE_MAX: usize = 16;

/// How many words of a quotation are looked at for names: those of a few sentences.
const QUOTED_WORDS_MAX: usize = 60;

/// Within as many words before its noun a phrase begins: "a retired bus driver".
const MODIFIERS_MAX: usize = 3;

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

/// Somebody whom the surname alone stood for so often keeps it, whoever of the family comes next.
const SURNAME_USES_MIN: u32 = 3;

/// What a name is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// "at St. Brigid's", "of Anna Bell".
    Aside,
    /// "met Anna Bell".
    Object,
    /// "Anna Bell's voice shook".
    Owner,
    /// "Anna Bell", "when Anna Bell".
    Subject,
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

    /// Who is meant by a mention: of a family with one surname, whom the text told last by the name in full.
    #[inline]
    pub(super) fn meant(&self, mention: &Mention) -> usize {
        if self.has_families && self.is_surname(mention) {
            self.meant_of_family(mention)
        } else {
            mention.name
        }
    }

    fn meant_of_family(&self, mention: &Mention) -> usize {
        let told = self.families.get(bare(self.word(mention.tokens.start))).copied();
        let keeps = self.surname_uses.get(&mention.name).is_some_and(|uses| *uses >= SURNAME_USES_MIN);
        let told = told.filter(|told| !keeps && self.are_relatives(*told, mention.name));
        told.filter(|told| !self.is_against(*told, mention)).unwrap_or(mention.name)
    }

    /// Whether two names are of two people: none is a longer form of the other, as "Anna Bell" and "Anna J. Bell" are.
    fn are_relatives(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.names.get(one).full.as_str(), self.names.get(other).full.as_str());
        let is_given = one.split(' ').next() == other.split(' ').next();
        !is_given && !one.ends_with(other) && !other.ends_with(one)
    }

    /// Whether a mention is a surname alone that stands for a longer name.
    fn is_surname(&self, mention: &Mention) -> bool {
        let name = self.names.get(mention.name);
        mention.tokens.len() == 1
            && mention.titles_start == mention.tokens.start
            && name.kind == NameKind::Person
            && name.full.len() > self.word(mention.tokens.start).len()
    }

    /// Whether the pronoun behind a surname isn't that of somebody: "Bell said he", of Anna Bell.
    fn is_against(&self, name: usize, mention: &Mention) -> bool {
        let Some(gender) = self.gender(&Figure::Name(name)) else { return false };
        let end = self.report.sentences[mention.sentence].token_range().end;
        let end = end.min(mention.tokens.end + PRONOUN_WORDS_MAX);
        let here = (mention.tokens.end..end).find_map(|at| match self.word(at) {
            "he" | "his" | "him" | "himself" => Some(Gender::Male),
            "she" | "her" | "hers" | "herself" => Some(Gender::Female),
            _ => None,
        });
        here.is_some_and(|here| here != gender)
    }

    /// Somebody is told by their name.
    pub(super) fn is_told(&mut self, mention: &Mention) {
        if !self.has_families || self.names.get(mention.name).kind != NameKind::Person {
            return;
        }
        let last = bare(self.word(mention.tokens.end - 1));
        if mention.tokens.len() > 1 {
            self.families.insert(last, mention.name);
        } else if self.is_surname(mention) && self.meant(mention) == mention.name {
            *self.surname_uses.entry(mention.name).or_default() += 1;
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

    /// Whom "he" or "she" stands for: who speaks or is named in the sentence, who was spoken of last, or who spoke last.
    pub(super) fn stands_for(&mut self, pronoun: &str, token: usize, quoted: &[bool]) -> Option<Figure> {
        let gender = if pronoun.eq_ignore_ascii_case("she") { Gender::Female } else { Gender::Male };
        let near = self.named_before(token, quoted);
        let object = near.as_ref().filter(|(_, place)| *place == Place::Object);
        let owner = near.as_ref().filter(|(_, place)| *place == Place::Owner);
        let subject = near.as_ref().filter(|(_, place)| *place == Place::Subject);
        // "Nothing happens until the auditor has reported, she said": she isn't the auditor.
        let trails = token > 0 && !quoted[token - 1] && self.gap(token - 1) == ", ";
        let candidates = [
            subject.map(|(figure, _)| figure),
            self.speaks.as_ref().filter(|_| !trails),
            owner.map(|(figure, _)| figure).filter(|_| !trails),
            self.figure.as_ref(),
            self.last.as_ref(),
            object.map(|(figure, _)| figure),
        ];
        let said = self.quotation_before(token, quoted);
        let is_told =
            |figure: &Figure| matches!(figure, Figure::Name(name) if self.is_named_in(*name, &said));
        let fits =
            |figure: &&Figure| self.gender(figure).is_none_or(|known| known == gender) && !is_told(figure);
        let from = token.saturating_sub(NAMED_BEFORE_WORDS_MAX);
        let earlier = || self.named_since(from..token, gender, quoted).filter(|earlier| !is_told(earlier));
        let nobody = || self.person_noun_before(token, gender, quoted);
        let mut found =
            candidates.into_iter().flatten().find(fits).cloned().or_else(earlier).or_else(nobody)?;
        // Who is known to be one goes before who may be, and hasn't spoken.
        let has_spoken = [&self.speaks, &self.last].into_iter().flatten().any(|spoke| *spoke == found);
        if let Figure::Name(name) = found
            && !has_spoken
            && self.gender(&found).is_none()
            && let back = if self.is_named_beside_thing(name, token) { 2 } else { 1 }
            && let Some(known) =
                self.subject_since(back, token, gender, quoted).filter(|known| !is_told(known))
        {
            found = known;
        }
        if let Figure::Phrase(phrase) = &found
            && self.gender(&found).is_none()
            && let Some(named) =
                self.named_since(phrase.end..token, gender, quoted).filter(|named| !is_told(named))
        {
            found = named;
        }
        if let Figure::Name(name) = found {
            self.genders.entry(name).or_default().get_or_insert(gender);
        }
        Some(found)
    }

    /// The quotation right before a token, or its end.
    fn quotation_before(&self, token: usize, quoted: &[bool]) -> Range<usize> {
        let from = token.saturating_sub(QUOTED_WORDS_MAX);
        let start = (from..token).rev().take_while(|&at| quoted[at]).last();
        start.unwrap_or(token)..token
    }

    /// Whether a quotation names somebody, who is another than who says it.
    fn is_named_in(&self, name: usize, quotation: &Range<usize>) -> bool {
        let full = self.names.get(name).full.as_str();
        let is_part =
            |word: &str| word.starts_with(char::is_uppercase) && full.split(' ').any(|part| part == word);
        quotation.clone().any(|at| is_part(bare(self.word(at))))
    }

    /// Whether the last mention of a name before a token says what a thing is called: "the bookmaker, Beacon Wager".
    fn is_named_beside_thing(&self, name: usize, token: usize) -> bool {
        let from = token.saturating_sub(NAMED_BEFORE_WORDS_MAX);
        let mentions = self.names.within(self.index, from..token);
        let last = mentions.iter().rev().take(NAMED_SINCE_MAX).find(|mention| mention.name == name);
        let before = last.and_then(|last| last.titles_start.checked_sub(1));
        before.is_some_and(|before| self.gap(before) == ", " && !self.is_person(before))
    }

    /// The last subject of the sentence of a pronoun and so many before it who is known to be of its gender.
    fn subject_since(&self, back: usize, token: usize, gender: Gender, quoted: &[bool]) -> Option<Figure> {
        let sentences = &self.report.sentences;
        let own = sentences.partition_point(|sentence| sentence.first_token as usize <= token);
        let start = sentences.get(own.saturating_sub(back + 1))?.first_token as usize;
        let is_known = |mention: &&Mention| {
            self.names.get(mention.name).kind == NameKind::Person
                && !quoted[mention.tokens.start]
                && self.gender(&Figure::Name(mention.name)) == Some(gender)
                && self.place_of(mention, start, quoted) == Place::Subject
        };
        let mentions = self.names.within(self.index, start..token);
        let found = mentions.iter().rev().take(NAMED_SINCE_MAX).find(is_known)?;
        Some(Figure::Name(self.meant(found)))
    }

    /// Somebody without a name who was told shortly before a pronoun: "a neighbour".
    fn person_noun_before(&self, token: usize, gender: Gender, quoted: &[bool]) -> Option<Figure> {
        let from = token.saturating_sub(PEOPLE_WORDS_MAX);
        let nouns = (from + 1..token).rev().filter(|&at| !quoted[at] && is_person_noun(self.word(at)));
        let fits = |at: &usize| gender_of_noun(self.word(*at)).is_none_or(|known| known == gender);
        let noun = nouns.take(NAMED_SINCE_MAX).find(fits)?;
        let opens =
            |at: &usize| matches!(self.word(*at), "a" | "A" | "an" | "An" | "one" | "One" | "another");
        let start = (noun.saturating_sub(MODIFIERS_MAX).max(from)..noun).rev().find(opens)?;
        Some(Figure::Phrase(start..noun + 1))
    }

    /// The last person named before a token whom a noun may stand for: "the mother of three".
    pub(super) fn named_like(&self, noun: &str, token: usize, quoted: &[bool]) -> Option<Figure> {
        let from = token.saturating_sub(NAMED_BEFORE_WORDS_MAX);
        let fits = |mention: &&Mention| {
            self.names.get(mention.name).kind == NameKind::Person
                && !quoted[mention.tokens.start]
                && !self.is_other_gender(mention.name, noun)
        };
        let mentions = self.names.within(self.index, from..token);
        let found = mentions.iter().rev().take(NAMED_SINCE_MAX).find(fits)?;
        Some(Figure::Name(self.meant(found)))
    }

    /// The last person named between a phrase and a pronoun, where the phrase may be anybody's: one of the pronoun's gender, or one
    /// of whom it isn't known and who isn't named in passing.
    fn named_since(&self, tokens: Range<usize>, gender: Gender, quoted: &[bool]) -> Option<Figure> {
        let start = tokens.start;
        let mentions = self.names.within(self.index, tokens);
        let fits = |mention: &&Mention| {
            self.names.get(mention.name).kind == NameKind::Person
                && !quoted[mention.tokens.start]
                && match self.gender(&Figure::Name(mention.name)) {
                    Some(known) => known == gender,
                    None => self.place_of(mention, start, quoted) != Place::Aside,
                }
        };
        let found = mentions.iter().rev().take(NAMED_SINCE_MAX).find(fits);
        found.map(|mention| Figure::Name(self.meant(mention)))
    }

    /// Whether a noun is that of women, and somebody is a man, or the other way round.
    pub(super) fn is_other_gender(&self, name: usize, noun: &str) -> bool {
        let known = self.gender(&Figure::Name(name)).zip(gender_of_noun(noun));
        known.is_some_and(|(own, other)| own != other)
    }

    fn gender(&self, figure: &Figure) -> Option<Gender> {
        match figure {
            Figure::Name(name) => self.genders.get(name).copied().flatten(),
            Figure::Phrase(tokens) => gender_of_noun(self.word(self.head(tokens))),
        }
    }

    /// The person whom the sentence of a token names before it, outside quotations: "While Putin didn't say so, he acknowledged …".
    fn named_before(&self, token: usize, quoted: &[bool]) -> Option<(Figure, Place)> {
        let sentences = &self.report.sentences;
        let sentence =
            sentences.partition_point(|sentence| sentence.first_token as usize <= token).checked_sub(1)?;
        let start = sentences[sentence].first_token as usize;
        // "Tom Roe, she said, left", "Tom Roe, whom she calls": he is spoken of.
        let is_beside = |mention: &Mention| {
            let end = mention.tokens.end;
            end == token && !is_space(self.gap(token - 1))
                || end + 1 == token && matches!(self.word(end), "who" | "whom")
        };
        let near = self.names.within(self.index, start..token).last();
        let end = near.filter(|near| is_beside(near)).map_or(token, |near| near.titles_start);
        self.person_of(start..end, quoted).filter(|(_, place)| *place != Place::Aside)
    }

    /// The person of some tokens who stands most like a subject, the first of several.
    fn person_of(&self, tokens: Range<usize>, quoted: &[bool]) -> Option<(Figure, Place)> {
        let start = tokens.start;
        let mut best: Option<(Figure, Place)> = None;
        for mention in self.names.within(self.index, tokens) {
            if self.names.get(mention.name).kind != NameKind::Person || quoted[mention.tokens.start] {
                continue;
            }
            let place = self.place_of(mention, start, quoted);
            if best.as_ref().is_none_or(|(_, known)| *known < place) {
                best = Some((Figure::Name(self.meant(mention)), place));
            }
            if place == Place::Subject {
                break;
            }
        }
        best
    }

    fn place_of(&self, mention: &Mention, start: usize, quoted: &[bool]) -> Place {
        let place = self.place_before(mention, start, quoted);
        // "The idea is from Anna Bell, a teacher": who is introduced is spoken of.
        let is_introduced = self.gap(mention.tokens.end - 1).starts_with(',')
            && matches!(self.word(mention.tokens.end), "a" | "an" | "the" | "one" | "who" | "whose");
        if place == Place::Aside && is_introduced { Place::Object } else { place }
    }

    fn place_before(&self, mention: &Mention, start: usize, quoted: &[bool]) -> Place {
        let last = self.word(mention.tokens.end - 1);
        let owns = bare(last).len() < last.len();
        let Some(before) = mention.titles_start.checked_sub(1).filter(|before| *before >= start) else {
            return if owns { self.place_of_owner(mention) } else { Place::Subject };
        };
        // "to the Bells" stands as "to Bell" does.
        let leads = before > start && matches!(self.word(before), "the") && is_space(self.gap(before - 1));
        let word = self.word(before - usize::from(leads && is_preposition(self.word(before - 1))));
        match word {
            _ if owns && self.gap(before).starts_with(',') => self.place_of_owner(mention),
            _ if owns => Place::Aside,
            _ if quoted[before] || !is_space(self.gap(before)) => Place::Subject,
            _ if is_preposition(word) => Place::Aside,
            "and" if before > start && self.names.at(self.index, before - 1).is_some() => Place::Object,
            "and" | "but" | "that" | "when" | "When" | "while" | "While" | "as" | "As" | "after"
            | "After" | "before" | "Before" | "because" | "Because" | "if" | "If" | "since" | "Since"
            | "though" | "Though" | "although" | "Although" | "where" | "so" | "But" | "And" | "said"
            | "says" | "the" | "The" | "then" | "Then" | "yesterday" | "today" => Place::Subject,
            _ if month_or_weekday(word) || is_person_noun(word) => Place::Subject,
            _ => Place::Object,
        }
    }

    /// The place of a name whose owner begins a clause: "Anna Bell's voice shook" tells of her, and "Anna Bell's coach left" of the coach.
    fn place_of_owner(&self, mention: &Mention) -> Place {
        let owned = mention.tokens.end..mention.tokens.end + OWNED_WORDS_MAX;
        // "Anna Bell's son bought her a boat": she is spoken of.
        let is_somebody_s =
            owned.into_iter().any(|at| is_person_noun(self.word(at)) && !is_kin(self.word(at)));
        if is_somebody_s { Place::Aside } else { Place::Owner }
    }

    /// The people whom "they" stands for, by their noun before it: "more than 50,000 people".
    pub(super) fn people_before(&self, token: usize, quoted: &[bool]) -> Option<Figure> {
        let from = token.saturating_sub(PEOPLE_WORDS_MAX);
        (from..token)
            .rev()
            .find(|&at| !quoted[at] && is_people_noun(&lower(self.word(at))))
            .map(|at| Figure::Phrase(at..at + 1))
    }

    /// The people whom the sentence of "they" begins with: "Inspectors praised what they called …".
    pub(super) fn people_that_open(&self, token: usize, quoted: &[bool]) -> Option<Figure> {
        let sentences = &self.report.sentences;
        let sentence =
            sentences.partition_point(|sentence| sentence.first_token as usize <= token).checked_sub(1)?;
        let start = sentences[sentence].first_token as usize;
        let end = token.min(start + OPENING_WORDS_MAX);
        let start = start + usize::from(matches!(self.word(start), "But" | "And" | "Yet" | "So"));
        (start..end)
            .find(|&at| !quoted[at] && is_people_noun(&lower(self.word(at))))
            .map(|at| Figure::Phrase(start..at + 1))
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
        match self.word(first) {
            pronoun @ ("He" | "She") => return self.stands_for(pronoun, first, quoted),
            "The" | "A" | "An" | "One" | "Another" | "His" | "Her" | "Their" | "This" | "That" => {}
            _ => return None,
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
        noun.map(|noun| Figure::Phrase(first..noun + 1))
    }

    /// A sentence has ended that begins with `opener`: whom it speaks of is whom the next one goes on with.
    pub(super) fn end_sentence(&mut self, tokens: Range<usize>, opener: Option<Figure>, quoted: &[bool]) {
        if self.has_families {
            self.note_told(&tokens, quoted);
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

    /// Notes who of a family is told in a sentence; "the death of Anna Bell" tells nothing of her.
    fn note_told(&mut self, tokens: &Range<usize>, quoted: &[bool]) {
        for mention in self.names.within(self.index, tokens.clone()) {
            let is_told = self.names.get(mention.name).kind == NameKind::Person
                && !quoted[mention.tokens.start]
                && self.place_of(mention, tokens.start, quoted) == Place::Subject;
            if is_told {
                self.is_told(mention);
            }
        }
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
        let mention = self.names.at(self.index, phrase.end)?;
        let joins = matches!(self.gap(phrase.end - 1).trim(), "" | ",");
        (joins && mention.titles_start == phrase.end).then_some(mention)
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
