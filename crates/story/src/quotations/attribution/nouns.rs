//! Nouns that tell what somebody said: "Anna Bell's claim that it was “a bad day”", "her promise to “leave no stone unturned”".

use std::ops::Range;

use super::{Attribution, CLAUSE_WORDS_MAX, Finder, Subject};
use crate::names::bare;

impl Finder<'_, '_> {
    /// Whose words a noun leads to, by the name or the pronoun right before it.
    pub(super) fn of_noun(&self, noun: usize, tokens: &Range<usize>) -> Option<Attribution> {
        let leads = matches!(self.word(noun + 1), "that" | "of" | "to" | "about") || self.is_quoted(noun + 1);
        let owner = noun.checked_sub(1).filter(|owner| *owner >= tokens.start && !self.is_quoted(*owner))?;
        let mut near = noun + 1..tokens.end.min(noun + CLAUSE_WORDS_MAX);
        let quoted = near.find(|&at| self.is_quoted(at)).filter(|_| leads)?;
        // "Anna Bell's claim that it was true, and the “plan”": another clause.
        if (noun..quoted - 1).any(|at| self.gap(at).contains([';', ':'])) {
            return None;
        }
        let pronoun = match self.word(owner) {
            "his" | "His" => Some("he"),
            "her" | "Her" => Some("she"),
            _ => None,
        };
        if let Some(pronoun) = pronoun {
            return Some(self.attribution(noun, Subject::Pronoun(pronoun), owner..noun, 0..0));
        }
        let mention = self.names.at(self.index, owner).filter(|mention| mention.tokens.end == noun)?;
        let owns = bare(self.word(owner)).len() < self.word(owner).len();
        let role = self.without_article(mention.titles_start..mention.tokens.start);
        owns.then(|| self.attribution(noun, Subject::Name(mention.name), mention.titles_start..noun, role))
    }
}

/// Whether a noun tells what somebody said.
pub(super) fn is_saying(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    matches!(
        one,
        "claim"
            | "assertion"
            | "insistence"
            | "warning"
            | "description"
            | "promise"
            | "pledge"
            | "vow"
            | "remark"
            | "comment"
            | "boast"
            | "suggestion"
            | "complaint"
            | "allegation"
            | "admission"
            | "prediction"
            | "accusation"
            | "plea"
            | "declaration"
            | "denunciation"
            | "characterization"
            | "characterisation"
    )
}
