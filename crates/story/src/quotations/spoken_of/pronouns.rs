//! Whom "he", "she" and "they" stand for, and nouns that stand for somebody as they do.

use std::ops::Range;

use super::{Figure, Place, SpokenOf};
use crate::{
    gender::{Gender, gender_of_noun},
    lexicon::{is_kin, is_people_noun, is_person_noun, lower},
    names::{Mention, NameKind, bare, is_space},
};

/// How many words before "they" are looked at for people: two sentences.
const PEOPLE_WORDS_MAX: usize = 60;

/// Within as many words people stand whom a sentence begins with: "The two inspectors".
const OPENING_WORDS_MAX: usize = 3;

/// So many words before a pronoun are looked at for whom it stands for, where nobody else does: a paragraph or two.
const NAMED_BEFORE_WORDS_MAX: usize = 120;

/// How many names between a phrase and a pronoun are looked at: those of a paragraph or two.
const NAMED_SINCE_MAX: usize = 16;

/// Within as many words a sentence tells who signed what it begins with.
const SIGNED_WORDS_MAX: usize = 16;

/// How many words of a quotation are looked at for names: those of a few sentences.
const QUOTED_WORDS_MAX: usize = 60;

/// Within as many words before its noun a phrase begins: "a retired bus driver".
const MODIFIERS_MAX: usize = 3;

impl SpokenOf<'_, '_> {
    /// Whom "he" or "she" stands for: who speaks or is named in the sentence, who was spoken of last, or who spoke last.
    pub(in crate::quotations) fn stands_for(
        &mut self,
        pronoun: &str,
        token: usize,
        quoted: &[bool],
    ) -> Option<Figure> {
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
        let owned = self.owned_before(token, gender, quoted);
        let others = self.told_beside(token, quoted);
        let is_told = |figure: &Figure| match figure {
            Figure::Name(name) => {
                self.is_named_in(*name, &said) || owned == Some(*name) || others.contains(name)
            }
            // "My father is the strong one," he says: he isn't the father.
            Figure::Phrase(phrase) => {
                let noun = self.word(self.head(phrase));
                is_kin(noun) && said.clone().any(|at| self.word(at) == noun)
            }
        };
        let fits = |figure: &&Figure| {
            self.gender(figure).is_none_or(|known| known == gender)
                && !self.are_several(figure)
                && !is_told(figure)
        };
        let from = token.saturating_sub(NAMED_BEFORE_WORDS_MAX);
        let earlier = || self.named_since(from..token, gender, quoted, is_told);
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
            && let Some(named) = self.named_since(phrase.end..token, gender, quoted, is_told)
        {
            found = named;
        }
        if let Figure::Name(name) = found {
            self.genders.entry(name).or_default().get_or_insert(gender);
        }
        Some(found)
    }

    /// Whether a phrase tells of more than one: "pals", "two officers"; "the boss" is one.
    fn are_several(&self, figure: &Figure) -> bool {
        let Figure::Phrase(phrase) = figure else { return false };
        let noun = lower(self.word(self.head(phrase)));
        let is_one = is_person_noun(&noun)
            || noun.ends_with("ss")
            || matches!(self.word(phrase.start), "one" | "One" | "a" | "A" | "another" | "Another");
        !is_one && (is_people_noun(&noun) || noun.ends_with('s') && bare(&noun).len() == noun.len())
    }

    /// Whom a pronoun doesn't stand for as it tells something of them: "Tom Roe, whom she calls", "she says Tom Roe left". What a clause
    /// leads to may be its subject: "In what he called “a bad day”, Tom Roe left".
    fn told_beside(&self, token: usize, quoted: &[bool]) -> Vec<usize> {
        let sentences = &self.report.sentences;
        let own = sentences.partition_point(|sentence| sentence.first_token as usize <= token);
        let Some(own) = own.checked_sub(1).map(|own| sentences[own].token_range()) else { return Vec::new() };
        let is_related = token > own.start + 1 && matches!(self.word(token - 1), "who" | "whom");
        let related = is_related.then(|| self.names.at(self.index, token - 2)).flatten();
        let is_main = token == own.start || quoted[token - 1];
        let behind = if is_main { self.names.within(self.index, token..own.end) } else { &[] };
        let behind = behind.iter().take(NAMED_SINCE_MAX).filter(|mention| !quoted[mention.tokens.start]);
        behind.chain(related).map(|mention| self.meant(mention)).collect()
    }

    /// Whom the sentence of a pronoun names as somebody's before it, and so as another's: "after the death of her partner Ida Holm,
    /// she said".
    fn owned_before(&self, token: usize, gender: Gender, quoted: &[bool]) -> Option<usize> {
        let owners: &[&str] = if gender == Gender::Female { &["her", "Her"] } else { &["his", "His"] };
        let start = self.sentence_start(token)?;
        let is_owned = |mention: &&Mention| {
            let from = mention.titles_start.saturating_sub(MODIFIERS_MAX).max(start);
            let mut before = (from..mention.titles_start).rev().take_while(|&at| is_space(self.gap(at)));
            !quoted[mention.tokens.start] && before.any(|at| owners.contains(&self.word(at)))
        };
        let mentions = self.names.within(self.index, start..token);
        mentions.iter().rev().take(NAMED_SINCE_MAX).find(is_owned).map(|mention| mention.name)
    }

    /// The first token of the sentence of a token.
    fn sentence_start(&self, token: usize) -> Option<usize> {
        let sentences = &self.report.sentences;
        let sentence =
            sentences.partition_point(|sentence| sentence.first_token as usize <= token).checked_sub(1)?;
        Some(sentences[sentence].first_token as usize)
    }

    /// The quotation right before a token, or its end.
    pub(super) fn quotation_before(&self, token: usize, quoted: &[bool]) -> Range<usize> {
        let from = token.saturating_sub(QUOTED_WORDS_MAX);
        let start = (from..token).rev().take_while(|&at| quoted[at]).last();
        start.unwrap_or(token)..token
    }

    /// Whether a quotation names somebody, who is another than who says it.
    pub(super) fn is_named_in(&self, name: usize, quotation: &Range<usize>) -> bool {
        let full = self.names.get(name).full.as_str();
        let is_part =
            |word: &str| word.starts_with(char::is_uppercase) && full.split(' ').any(|part| part == word);
        quotation.clone().any(|at| is_part(bare(self.word(at))))
    }

    /// Whether the last mention of a name before a token says what a thing is called: "the bookmaker, Beacon Wager".
    pub(super) fn is_named_beside_thing(&self, name: usize, token: usize) -> bool {
        let from = token.saturating_sub(NAMED_BEFORE_WORDS_MAX);
        let mentions = self.names.within(self.index, from..token);
        let last = mentions.iter().rev().take(NAMED_SINCE_MAX).find(|mention| mention.name == name);
        let before = last.and_then(|last| last.titles_start.checked_sub(1));
        before.is_some_and(|before| self.gap(before) == ", " && !self.is_person(before))
    }

    /// The last subject of the sentence of a pronoun and so many before it who is known to be of its gender.
    pub(super) fn subject_since(
        &self,
        back: usize,
        token: usize,
        gender: Gender,
        quoted: &[bool],
    ) -> Option<Figure> {
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
    pub(super) fn person_noun_before(&self, token: usize, gender: Gender, quoted: &[bool]) -> Option<Figure> {
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
    pub(in crate::quotations) fn named_like(
        &self,
        noun: &str,
        token: usize,
        quoted: &[bool],
    ) -> Option<Figure> {
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
    pub(super) fn named_since(
        &self,
        tokens: Range<usize>,
        gender: Gender,
        quoted: &[bool],
        is_other: impl Fn(&Figure) -> bool,
    ) -> Option<Figure> {
        let start = tokens.start;
        let mentions = self.names.within(self.index, tokens);
        let fits = |mention: &&Mention| {
            self.names.get(mention.name).kind == NameKind::Person
                && !quoted[mention.tokens.start]
                && !self.is_marked(mention)
                && !is_other(&Figure::Name(mention.name))
                && match self.gender(&Figure::Name(mention.name)) {
                    Some(known) => known == gender,
                    None => self.place_of(mention, start, quoted) != Place::Aside,
                }
        };
        let found = mentions.iter().rev().take(NAMED_SINCE_MAX).find(fits);
        found.map(|mention| Figure::Name(self.meant(mention)))
    }

    /// The person whom the sentence of a token names before it, outside quotations: "While Putin didn't say so, he acknowledged …".
    pub(super) fn named_before(&self, token: usize, quoted: &[bool]) -> Option<(Figure, Place)> {
        let start = self.sentence_start(token)?;
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

    /// The people whom "they" stands for, by their noun before it: "more than 50,000 people".
    pub(in crate::quotations) fn people_before(&self, token: usize, quoted: &[bool]) -> Option<Figure> {
        let from = token.saturating_sub(PEOPLE_WORDS_MAX);
        (from..token)
            .rev()
            .find(|&at| !quoted[at] && is_people_noun(&lower(self.word(at))))
            .map(|at| Figure::Phrase(at..at + 1))
    }

    /// The organization that the sentence of "it" begins with: "The Port Union met to discuss what it calls …".
    pub(in crate::quotations) fn organization_that_opens(
        &self,
        token: usize,
        quoted: &[bool],
    ) -> Option<Figure> {
        let start = self.sentence_start(token)?;
        let first = self.names.within(self.index, start..token).first()?;
        let opens = first.titles_start <= start + 1 && !quoted[first.tokens.start];
        let last = self.word(first.tokens.end - 1);
        let owns = bare(last).len() < last.len();
        (opens && !owns && self.names.get(first.name).kind != NameKind::Person)
            .then_some(Figure::Name(first.name))
    }

    /// Who wrote what "it" stands for, as the sentence before tells: "In a statement, Anna Bell rejected the claim. “…,” it said."
    pub(in crate::quotations) fn writer_before(&self, token: usize) -> Option<Figure> {
        let next = self.report.sentences.partition_point(|sentence| sentence.token_range().start <= token);
        let before = self.report.sentences.get(next.checked_sub(2)?)?.token_range();
        let is_written = before.len() > 4
            && self.word(before.start) == "In"
            && matches!(self.word(before.start + 1), "a" | "an" | "another")
            && is_writing(self.word(before.start + 2));
        let writer = self.names.at(self.index, before.start + 3).filter(|_| is_written)?;
        let gap = self.report.tokens[before.start + 2].end as usize
            ..self.report.tokens[before.start + 3].start as usize;
        let opens = writer.titles_start == before.start + 3 && self.report.text[gap].starts_with(',');
        opens.then_some(Figure::Name(writer.name))
    }

    /// Who signed what a sentence begins with: "The answer, dated 19 May and signed by a colonel, is short."
    pub(in crate::quotations) fn signer(&self, tokens: Range<usize>) -> Option<Figure> {
        let near = tokens.start..tokens.end.min(tokens.start + SIGNED_WORDS_MAX);
        let is_signed = |at: &usize| {
            matches!(self.word(*at), "signed" | "written" | "sent" | "penned") && self.word(at + 1) == "by"
        };
        let by = near.clone().find(is_signed)? + 2;
        let opens = near.start..near.end.min(near.start + OPENING_WORDS_MAX);
        opens
            .into_iter()
            .find(|&at| is_writing(self.word(at)) || matches!(self.word(at), "answer" | "reply"))?;
        // "signed by one C. W. Roe"
        let named = self.names.at(self.index, by + usize::from(self.word(by) == "one"));
        if let Some(named) = named.filter(|named| self.names.get(named.name).kind == NameKind::Person) {
            return Some(Figure::Name(named.name));
        }
        let noun = (by + 1..by + 1 + MODIFIERS_MAX).find(|&at| is_person_noun(self.word(at)))?;
        let is_one = matches!(self.word(by), "a" | "an" | "the" | "its") && noun < tokens.end;
        is_one.then_some(Figure::Phrase(by..noun + 1))
    }

    /// The people whom the sentence of "they" begins with: "Inspectors praised what they called …".
    pub(in crate::quotations) fn people_that_open(&self, token: usize, quoted: &[bool]) -> Option<Figure> {
        let start = self.sentence_start(token)?;
        let end = token.min(start + OPENING_WORDS_MAX);
        let start = start + usize::from(matches!(self.word(start), "But" | "And" | "Yet" | "So"));
        (start..end)
            .find(|&at| !quoted[at] && is_people_noun(&lower(self.word(at))))
            .map(|at| Figure::Phrase(start..at + 1))
    }
}

/// Whether a noun is a text that somebody gives out.
pub(in crate::quotations) fn is_writing(noun: &str) -> bool {
    matches!(
        noun,
        "statement"
            | "letter"
            | "message"
            | "post"
            | "email"
            | "e-mail"
            | "memo"
            | "note"
            | "tweet"
            | "declaration"
    )
}
