//! What people do and are: roles that stand beside their names, here or where they were first told.

use std::ops::Range;

use super::{SPEAKER_BYTES_MAX, Speakers, spelled_out};
use crate::{
    lexicon::{is_person_noun, is_title, lower},
    names::{Mention, NameKind, bare},
    quotations::spoken_of::Figure,
};

/// The most words of an office that stands behind a name: "the deputy council leader".
const OFFICE_WORDS_MAX: usize = 6;

impl Speakers<'_, '_> {
    /// The role of somebody: what stands beside them here, or what stood beside them first.
    pub(super) fn role_of(&mut self, figure: &Figure, here: &Range<usize>) -> Range<usize> {
        // "the Most Rev Anna Bell": how somebody is called with their name is no role.
        let is_themselves = |name: &usize| {
            let mut named = self.names.within(self.index, here.clone()).iter();
            named.any(|mention| mention.name == *name)
        };
        let role = match figure {
            Figure::Name(name) if is_themselves(name) => 0..0,
            _ => self.role(here),
        };
        match *figure {
            Figure::Name(name) if self.names.get(name).kind != NameKind::Organization => {
                if role.is_empty() {
                    return self.roles.get(&name).cloned().unwrap_or_default();
                }
                self.keep_role(name, &role);
                role
            }
            _ => role,
        }
    }

    /// Keeps the role of a person, unless there is one already.
    pub(super) fn keep_role(&mut self, person: usize, role: &Range<usize>) {
        if self.roles.contains_key(&person) {
            return;
        }
        let words = self.report.tokens.get(role.clone()).unwrap_or_default();
        for word in words.iter().flat_map(|token| self.report.word(token).split(['-', '.'])) {
            let word = spelled_out(&lower(word)).to_owned();
            let holder = self.by_role_word.entry(word).or_insert(Some(person));
            if *holder != Some(person) {
                *holder = None;
            }
        }
        self.roles.insert(person, role.clone());
    }

    /// What somebody is said to be behind their name: "Ida Holm, the council leader, came".
    pub(super) fn office_behind(&self, mention: &Mention, sentence: &Range<usize>) -> Range<usize> {
        let start = mention.tokens.end;
        let end = sentence.end.min(start + OFFICE_WORDS_MAX);
        let gap = |at: usize| {
            let behind = &self.report.text[self.report.tokens[at].end as usize..];
            behind.chars().next().unwrap_or_default()
        };
        let is_person = self.names.get(mention.name).kind == NameKind::Person;
        if !is_person || start >= end || gap(start - 1) != ',' || self.word(start) != "the" {
            return 0..0;
        }
        let last = (start + 1..end).find(|&at| gap(at) != ' ');
        let office = last.filter(|&last| matches!(gap(last), ',' | '.') && is_person_noun(self.word(last)));
        office.map_or(0..0, |last| start + 1..last + 1)
    }

    /// A role, and not whose it is: "his lawyer"; a mere form of address is none.
    pub(super) fn role(&self, tokens: &Range<usize>) -> Range<usize> {
        let is_owned = matches!(
            self.word(tokens.start),
            "His" | "Her" | "Their" | "his" | "her" | "their" | "my" | "My"
        );
        let tokens = &(tokens.start + usize::from(is_owned && tokens.len() > 1)..tokens.end);
        // "study author Dr."
        let is_address =
            |at: usize| matches!(self.word(at), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Sir" | "Dame");
        let ends = !tokens.is_empty() && (is_address(tokens.end - 1) || self.owns(tokens.end - 1));
        let tokens = &(tokens.start..tokens.end - usize::from(ends));
        // "press secretary Maj. Gen.": the rank goes with the name, and the role is what stands before it.
        let is_rank = |at: &usize| {
            let end = self.report.tokens[*at].end as usize;
            is_title(self.word(*at)) && self.report.text[end..].starts_with('.')
        };
        let ranks = tokens.clone().rev().take_while(is_rank).count();
        let tokens = &(tokens.start..tokens.end - if ranks < tokens.len() { ranks } else { 0 });
        if tokens.is_empty() || self.bytes(tokens).len() > SPEAKER_BYTES_MAX { 0..0 } else { tokens.clone() }
    }

    /// Whether a word tells whose something is: "EW's".
    fn owns(&self, at: usize) -> bool {
        bare(self.word(at)).len() < self.word(at).len()
    }
}
