//! Sentences of documents, their words, and changes of them.

use std::ops::Range;

use synoptic_text_analysis::{Analysis, Sentence, SentenceFlags, Token, TokenFlags};

/// Sentences that a person would take: shorter ones are stubs, longer ones lists.
const WORDS: Range<u32> = 8..46;

/// A change of a sentence.
pub(super) struct Change {
    /// Where it begins, in bytes of the sentence.
    pub(super) at: usize,
    /// How many bytes go.
    pub(super) len: usize,
    /// What comes instead.
    pub(super) with: String,
}

/// A sentence of a document.
pub(super) struct Told<'a> {
    document: &'a Analysis,
    sentence: &'a Sentence,
}

impl<'a> Told<'a> {
    /// All sentences of a document.
    pub(super) fn all(document: &'a Analysis) -> impl Iterator<Item = Self> {
        document.sentences().iter().map(move |sentence| Self { document, sentence })
    }

    /// Whether a person would take it for a summary.
    pub(super) fn is_quotable(&self) -> bool {
        let aside = [
            SentenceFlags::BOILERPLATE,
            SentenceFlags::HEADING,
            SentenceFlags::TITLE,
            SentenceFlags::FRAGMENT,
        ];
        WORDS.contains(&self.sentence.token_count)
            && !aside.iter().any(|flag| self.sentence.flags.contains(*flag))
    }

    pub(super) fn text(&self) -> &'a str {
        self.document.slice(self.sentence.range())
    }

    fn tokens(&self) -> &'a [Token] {
        &self.document.tokens()[self.sentence.token_range()]
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.tokens().len()
    }

    /// A word; empty behind the last one.
    pub(super) fn word(&self, index: usize) -> &'a str {
        self.tokens().get(index).map_or("", |token| self.document.slice(token.range()))
    }

    pub(super) fn flags(&self, index: usize) -> TokenFlags {
        self.tokens()[index].flags
    }

    /// The words beside one.
    pub(super) fn beside(&self, index: usize) -> impl Iterator<Item = &'a str> {
        [index.checked_sub(1), Some(index + 1)].into_iter().flatten().map(|index| self.word(index))
    }

    /// The bytes of some words within the sentence.
    fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        let (tokens, start) = (self.tokens(), self.sentence.range().start);
        tokens[words.start].range().start - start..tokens[words.end - 1].range().end - start
    }

    /// The text of some words.
    pub(super) fn words(&self, words: &Range<usize>) -> &'a str {
        &self.text()[self.bytes(words)]
    }

    /// Whether nothing but a space stands between a word and the one before it.
    pub(super) fn is_joined(&self, index: usize) -> bool {
        self.words(&(index - 1..index + 1)) == format!("{} {}", self.word(index - 1), self.word(index))
    }

    /// A change of some words to others.
    pub(super) fn change(&self, words: &Range<usize>, with: impl Into<String>) -> Change {
        let bytes = self.bytes(words);
        Change { at: bytes.start, len: bytes.len(), with: with.into() }
    }

    /// The text after a change.
    pub(super) fn changed(&self, change: &Change) -> String {
        let mut text = self.text().to_owned();
        text.replace_range(change.at..change.at + change.len, &change.with);
        text
    }
}
