//! What names are in their sentences: who acts, who is met, who is told in passing.

use std::ops::Range;

use super::{Figure, SpokenOf};
use crate::{
    lexicon::{is_kin, is_person_noun, month_or_weekday},
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

/// So many words behind a genitive are looked at for somebody: "Bell's former coach".
const OWNED_WORDS_MAX: usize = 3;

/// What a name is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// "at St. Brigid's", "of Anna Bell".
    Aside,
    /// "met Anna Bell".
    Object,
    /// "Anna Bell's voice shook".
    Owner,
    /// "Anna Bell", "when Anna Bell".
    Subject,
}

impl SpokenOf<'_, '_> {
    /// The person of some tokens who stands most like a subject, the first of several.
    pub(super) fn person_of(&self, tokens: Range<usize>, quoted: &[bool]) -> Option<(Figure, Place)> {
        let start = tokens.start;
        let mut best: Option<(Figure, Place)> = None;
        for mention in self.names.within(self.index, tokens) {
            let is_person = self.names.get(mention.name).kind == NameKind::Person;
            if !is_person || quoted[mention.tokens.start] || self.is_marked(mention) {
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

    /// Whether marks stand around a name: the title of a work, and nobody.
    pub(super) fn is_marked(&self, mention: &Mention) -> bool {
        let text = self.report.text;
        let start = self.report.tokens[mention.titles_start].start as usize;
        let end = self.report.tokens[mention.tokens.end - 1].end as usize;
        text[..start].ends_with(['"', '“', '‘'])
            && text[end..].trim_start_matches(['.', ',']).starts_with(['"', '”', '’'])
    }

    pub(super) fn place_of(&self, mention: &Mention, start: usize, quoted: &[bool]) -> Place {
        let place = self.place_before(mention, start, quoted);
        // "The idea is from Anna Bell, a teacher": who is introduced is spoken of.
        let is_introduced = self.gap(mention.tokens.end - 1).starts_with(',')
            && matches!(self.word(mention.tokens.end), "a" | "an" | "the" | "one" | "who" | "whose");
        if place == Place::Aside && is_introduced { Place::Object } else { place }
    }

    pub(super) fn place_before(&self, mention: &Mention, start: usize, quoted: &[bool]) -> Place {
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
            // "Wireco's Anna Bell"
            _ if before == start && bare(word).len() < word.len() => Place::Subject,
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
    pub(super) fn place_of_owner(&self, mention: &Mention) -> Place {
        let owned = mention.tokens.end..mention.tokens.end + OWNED_WORDS_MAX;
        // "Anna Bell's son bought her a boat": she is spoken of.
        let is_somebody_s =
            owned.into_iter().any(|at| is_person_noun(self.word(at)) && !is_kin(self.word(at)));
        if is_somebody_s { Place::Aside } else { Place::Owner }
    }
}
