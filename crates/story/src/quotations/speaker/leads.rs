//! Who is told of by words that lead to a quotation with a colon: "On Monday, Anna Bell had one answer:".

use std::ops::Range;

use synoptic_text_analysis::TokenFlags;

use super::{LEADING_WORDS_MAX, Speaker, Speakers};
use crate::{
    lexicon::{is_article, is_people_noun, is_person_noun, lower},
    names::{Mention, NameKind, bare, is_space},
    quotations::spoken_of::Figure,
};

/// The most words of a name with a role that a colon and a quotation stand behind.
const LABEL_WORDS_MAX: usize = 10;

/// How many words before a colon are looked at for where their clause begins.
const CLAUSE_WORDS_MAX: usize = 64;

impl Speakers<'_, '_> {
    /// The subject of words that lead to a quotation, as far as a name or pronoun tells: "On Monday, Anna Bell had one answer:".
    pub(in crate::quotations) fn subject_of(&self, tokens: Range<usize>) -> Option<Speaker> {
        let mentions = self.names.within(self.index, tokens.clone());
        // "Former Norland captain Tom Roe:"
        if let Some(last) =
            mentions.last().filter(|last| last.tokens.end == tokens.end && self.is_label(last, &tokens))
        {
            return Some(self.speaker(&Figure::Name(last.name)));
        }
        // "Anna Bell is in the team, which gave out a statement:"
        if self.ends_in_relative(&tokens) {
            return None;
        }
        let subjects = || mentions.iter().filter(|mention| self.is_subject(mention, &tokens));
        let person = |mention: &&Mention| self.names.get(mention.name).kind == NameKind::Person;
        let name = subjects().find(person).or_else(|| subjects().next()).map(|mention| mention.name);
        let figure = name.map(Figure::Name).or_else(|| {
            matches!(self.word(tokens.start), "He" | "She" | "His" | "Her")
                .then(|| self.spoken_of.figure())
                .flatten()
        })?;
        Some(self.speaker(&figure))
    }

    /// The person whom the text speaks of, where a clause that leads to a quotation begins with their pronoun: "In this, he has one rule:".
    pub(in crate::quotations) fn clause_pronoun(&self, tokens: Range<usize>) -> Option<Speaker> {
        let begins = |at: &usize| {
            let text = &self.report.text[..self.report.tokens[*at].start as usize];
            matches!(self.word(*at), "he" | "she") && text.ends_with(", ")
        };
        let last = tokens.clone().rev().take(CLAUSE_WORDS_MAX).find(begins)?;
        let figure = self.figure().filter(|figure| self.spoken_of.may_be(figure, self.word(last)))?;
        Some(self.speaker(&figure))
    }

    /// Who or what without a name a sentence begins with that leads to a quotation: "The old mayor had one answer:".
    pub(in crate::quotations) fn opener(&self, tokens: Range<usize>, quoted: &[bool]) -> Option<Speaker> {
        // "Officers called on him to give up: “…”"
        let first = tokens.start;
        let people = || {
            let word = lower(self.word(first));
            let are_people = is_people_noun(&word) || matches!(&*word, "authorities");
            (are_people && !quoted[first]).then_some(first..first + 1)
        };
        let phrase =
            self.spoken_of.opening_phrase(&tokens, quoted).or_else(|| self.who_answers(&tokens, quoted));
        let phrase = phrase.or_else(people)?;
        let named = self.name_in_apposition(&phrase).or_else(|| self.by_role(&phrase)).map(Figure::Name);
        let named = named.or_else(|| self.writer_of(&phrase));
        Some(self.speaker(&named.unwrap_or(Figure::Phrase(phrase))))
    }

    /// Whose answer a sentence begins with: "The union's reply was short:".
    fn who_answers(&self, tokens: &Range<usize>, quoted: &[bool]) -> Option<Range<usize>> {
        let is_answer = |at: &usize| {
            matches!(
                self.word(*at),
                "reply" | "answer" | "response" | "message" | "verdict" | "explanation" | "advice"
            )
        };
        let near = tokens.start + 1..tokens.end.min(tokens.start + LABEL_WORDS_MAX);
        let answer = near.take_while(|&at| !quoted[at]).find(is_answer)?;
        let owns = |at: &usize| bare(self.word(*at)).len() < self.word(*at).len();
        let owner = (tokens.start..answer).rev().find(owns)?;
        is_article(self.word(tokens.start)).then_some(tokens.start..owner + 1)
    }

    /// Whether some words are nothing but a name with a role before it.
    fn is_label(&self, mention: &Mention, tokens: &Range<usize>) -> bool {
        let is_plain = |at: usize| {
            let (token, next) = (&self.report.tokens[at], &self.report.tokens[at + 1]);
            !token.flags.contains(TokenFlags::STOP_WORD)
                && is_space(&self.report.text[token.end as usize..next.start as usize])
        };
        self.names.get(mention.name).kind == NameKind::Person
            && tokens.len() <= LABEL_WORDS_MAX
            && (tokens.start..mention.tokens.start).all(is_plain)
    }

    /// Whether a clause that tells of a thing goes on to the end of some words.
    fn ends_in_relative(&self, tokens: &Range<usize>) -> bool {
        let gap = |at: usize| {
            &self.report.text[self.report.tokens[at - 1].end as usize..self.report.tokens[at].start as usize]
        };
        let last =
            (tokens.start + 1..tokens.end).rev().take(CLAUSE_WORDS_MAX).find(|&at| gap(at).contains(','));
        last.is_some_and(|at| self.word(at) == "which")
    }

    /// Whether a name begins some words or a clause of them, or they end "from Anna Bell".
    fn is_subject(&self, mention: &Mention, tokens: &Range<usize>) -> bool {
        let Some(before) = mention.titles_start.checked_sub(1).filter(|before| *before >= tokens.start)
        else {
            return true;
        };
        let gap = &self.report.text[self.report.tokens[before].end as usize..];
        // "Norland actress Anna Bell made one plea:"
        let from = tokens.start..mention.titles_start;
        let is_plain = |at: usize| {
            let next = &self.report.tokens[at + 1];
            let token = &self.report.tokens[at];
            !token.flags.contains(TokenFlags::STOP_WORD)
                && is_space(&self.report.text[token.end as usize..next.start as usize])
        };
        let is_labelled = from.len() <= LEADING_WORDS_MAX
            && is_person_noun(self.word(before))
            && from.into_iter().all(is_plain);
        is_labelled
            || gap.starts_with([',', '—', '–'])
            || mention.tokens.end == tokens.end && matches!(self.word(before), "from" | "by")
    }
}
