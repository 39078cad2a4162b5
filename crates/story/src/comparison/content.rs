//! What words mean, as far as it can be compared.

use synoptic_text_analysis::{Token, TokenFlags};

use crate::{Report, irregular, lexicon::lower, paraphrases};

/// What a word means, as far as it can be compared.
#[derive(Debug, Clone, Copy)]
pub(super) enum Content {
    Groups(&'static [u32]),
    /// An irregular verb, whatever its form.
    Verb(u32),
    Term(u32),
}

impl Content {
    /// Whether words may mean the same: a word of several groups means any of them.
    pub(super) fn may_be(self, other: Self) -> bool {
        match (self, other) {
            (Self::Groups(one), Self::Groups(other)) => one.iter().any(|group| other.contains(group)),
            (Self::Verb(one), Self::Verb(other)) | (Self::Term(one), Self::Term(other)) => one == other,
            _ => false,
        }
    }
}

/// What a word means; `None` of a number, and of a word that means nothing by itself.
pub(super) fn content(report: &Report<'_>, token: &Token) -> Option<Content> {
    if token.flags.contains(TokenFlags::NUMBER) {
        return None;
    }
    let word = lower(report.word(token));
    let groups = paraphrases::groups(&word);
    if !groups.is_empty() {
        return Some(Content::Groups(groups));
    }
    let of_term = || (token.term != Token::NO_TERM).then_some(Content::Term(token.term));
    irregular::verb(&word).map(Content::Verb).or_else(of_term)
}
