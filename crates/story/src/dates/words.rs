//! The words of a sentence, by their place.

use std::ops::Range;

use synoptic_text_analysis::{Sentence, Token};

use super::heads::may_be_head;
use crate::Report;

/// The words of a sentence, by their place in it. A place outside has the empty word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
    end: usize,
}

impl<'a> Words<'a> {
    pub(super) fn new(report: &'a Report<'_>, sentence: &Sentence) -> Self {
        let tokens = report.tokens_of(sentence);
        Self { text: report.text, tokens, end: sentence.range().end }
    }

    /// Those that begin at or behind an offset of the text.
    pub(super) fn from(self, offset: usize) -> Self {
        let first = self.tokens.partition_point(|token| token.range().start < offset);
        Self { tokens: &self.tokens[first..], ..self }
    }

    pub(super) fn len(self) -> usize {
        self.tokens.len()
    }

    /// A word as written.
    pub(super) fn at(self, place: usize) -> &'a str {
        self.tokens.get(place).and_then(|token| self.text.get(token.range())).unwrap_or("")
    }

    /// The bytes of a word: what comparing it takes.
    fn bytes(self, place: usize) -> Option<&'a [u8]> {
        self.tokens.get(place).and_then(|token| self.text.as_bytes().get(token.range()))
    }

    /// The first place from one on whose word can be about time.
    pub(super) fn next_head(self, place: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let tokens = self.tokens.get(place..)?;
        tokens.iter().position(|token| may_be_head(&bytes[token.range()])).map(|found| place + found)
    }

    /// The word so many places before.
    pub(super) fn back(self, place: usize, count: usize) -> &'a str {
        place.checked_sub(count).map_or("", |place| self.at(place))
    }

    /// What stands between a word and the next one, or the end of the sentence; white space counts as one space.
    pub(super) fn gap(self, place: usize) -> &'a str {
        let Some(token) = self.tokens.get(place) else { return "" };
        let end = self.tokens.get(place + 1).map_or(self.end, |next| next.range().start);
        let gap = self.text.get(token.range().end..end).unwrap_or("");
        if gap == " " || gap.ends_with(|c: char| !c.is_whitespace()) {
            return gap;
        }
        match gap.trim_end() {
            "" if !gap.is_empty() => " ",
            "," => ", ",
            "." => ". ",
            _ => gap,
        }
    }

    /// What stands between a word and the one before it.
    pub(super) fn gap_before(self, place: usize) -> &'a str {
        place.checked_sub(1).map_or("", |before| self.gap(before))
    }

    /// The character right before a word.
    pub(super) fn mark_before(self, place: usize) -> Option<char> {
        let start = self.tokens.get(place)?.range().start;
        self.text.get(..start)?.chars().next_back()
    }

    /// Whether a word is one of these, in any case.
    pub(super) fn is(self, place: usize, words: &[&str]) -> bool {
        self.bytes(place)
            .is_some_and(|word| words.iter().any(|other| word.eq_ignore_ascii_case(other.as_bytes())))
    }

    /// Whether the word so many places before is one of these, in any case.
    pub(super) fn was(self, place: usize, count: usize, words: &[&str]) -> bool {
        place.checked_sub(count).is_some_and(|place| self.is(place, words))
    }

    /// Whether a word is a small one: "and", "when".
    pub(super) fn is_small(self, place: usize) -> bool {
        self.tokens.get(place).is_none_or(|token| token.term == Token::NO_TERM)
    }

    /// Whether a word begins in upper case.
    pub(super) fn is_capital(self, place: usize) -> bool {
        self.at(place).starts_with(char::is_uppercase)
    }

    /// Whether a word begins in lower case.
    pub(super) fn is_lower(self, place: usize) -> bool {
        self.at(place).starts_with(char::is_lowercase)
    }

    /// Whether a word ends in "'s".
    pub(super) fn is_owner(self, place: usize) -> bool {
        bare(self.at(place)).len() < self.at(place).len()
    }

    /// Where words stand in the text, without the ending of a possessive.
    pub(super) fn range(self, first: usize, last: usize) -> Range<usize> {
        let (Some(from), Some(to)) = (self.tokens.get(first), self.tokens.get(last)) else { return 0..0 };
        let ending = self.at(last).len() - bare(self.at(last)).len();
        from.range().start..to.range().end - ending
    }
}

/// Whether a word is one of others, in any case.
pub(super) fn is_one_of(word: &str, words: &[&str]) -> bool {
    !word.is_empty() && words.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// A word without "'s".
pub(super) fn bare(word: &str) -> &str {
    // The last byte of "’" is 0x99.
    if !matches!(word.as_bytes(), [.., b'\'' | 0x99, b's']) {
        return word;
    }
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// The longest word that is looked up, in bytes: "anniversary" has 11.
pub(super) const WORD_BYTES_MAX: usize = 14;

/// A word in lower case, without "'s"; empty for long words and for those with other letters than English has.
pub(super) fn lower<'b>(word: &str, buffer: &'b mut [u8; WORD_BYTES_MAX]) -> &'b str {
    let word = bare(word).as_bytes();
    let Some(slot) = buffer.get_mut(..word.len()) else { return "" };
    slot.copy_from_slice(word);
    slot.make_ascii_lowercase();
    std::str::from_utf8(slot).unwrap_or("")
}
