//! Who of a family with one surname is meant.

use std::ops::Range;

use super::{Figure, Place, SpokenOf};
use crate::{
    gender::Gender,
    names::{Mention, NameKind, bare},
};

/// How many words behind a surname are looked at for a pronoun.
const PRONOUN_WORDS_MAX: usize = 8;

/// Somebody whom the surname alone stood for so often keeps it, whoever of the family comes next.
const SURNAME_USES_MIN: u32 = 3;

impl SpokenOf<'_, '_> {
    /// Who is meant by a mention: of a family with one surname, whom the text told last by the name in full.
    #[inline]
    pub(in crate::quotations) fn meant(&self, mention: &Mention) -> usize {
        if self.has_families && self.is_surname(mention) {
            self.meant_of_family(mention)
        } else {
            mention.name
        }
    }

    pub(super) fn meant_of_family(&self, mention: &Mention) -> usize {
        let told = self.families.get(bare(self.word(mention.tokens.start))).copied();
        let keeps = self.surname_uses.get(&mention.name).is_some_and(|uses| *uses >= SURNAME_USES_MIN);
        let told = told.filter(|told| !keeps && self.are_relatives(*told, mention.name));
        told.filter(|told| !self.is_against(*told, mention)).unwrap_or(mention.name)
    }

    /// Whether two names are of two people: none is a longer form of the other, as "Anna Bell" and "Anna J. Bell" are.
    pub(super) fn are_relatives(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.names.get(one).full.as_str(), self.names.get(other).full.as_str());
        let is_given = one.split(' ').next() == other.split(' ').next();
        !is_given && !one.ends_with(other) && !other.ends_with(one)
    }

    /// Whether a mention is a surname alone that stands for a longer name.
    pub(super) fn is_surname(&self, mention: &Mention) -> bool {
        let name = self.names.get(mention.name);
        mention.tokens.len() == 1
            && mention.titles_start == mention.tokens.start
            && name.kind == NameKind::Person
            && name.full.len() > self.word(mention.tokens.start).len()
            && name.full.ends_with(bare(self.word(mention.tokens.start)))
    }

    /// Whether the pronoun behind a surname isn't that of somebody: "Bell said he", of Anna Bell.
    pub(super) fn is_against(&self, name: usize, mention: &Mention) -> bool {
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
    pub(in crate::quotations) fn is_told(&mut self, mention: &Mention) {
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

    /// Notes who of a family is told in a sentence; "the death of Anna Bell" tells nothing of her.
    pub(super) fn note_told(&mut self, tokens: &Range<usize>, quoted: &[bool]) {
        for mention in self.names.within(self.index, tokens.clone()) {
            let is_told = self.names.get(mention.name).kind == NameKind::Person
                && !quoted[mention.tokens.start]
                && self.place_of(mention, tokens.start, quoted) == Place::Subject;
            if is_told {
                self.is_told(mention);
            }
        }
    }
}
