//! Documents, analysed by rules that a test can foresee.

use std::{collections::HashMap, ops::Range};

use crate::abi;

/// Words that tell nothing of a text.
const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or",
    "that", "the", "this", "to", "was", "were", "with",
];

/// The flags of sentences that may not stand in a summary.
const ASIDE: u32 = abi::SENTENCE_TITLE | abi::SENTENCE_HEADING | abi::SENTENCE_BOILERPLATE;

/// The documents of a request, whose terms are numbered alike.
#[derive(Debug, Default)]
pub(crate) struct Collection {
    pub(crate) documents: Vec<Document>,
    pub(crate) terms: Vec<String>,
    numbers: HashMap<String, u32>,
}

/// A document, analysed.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) outlet: String,
    pub(crate) text: String,
    pub(crate) publish_time_ms: i64,
    pub(crate) is_seen: bool,
    pub(crate) paragraphs: Vec<abi::Paragraph>,
    pub(crate) sentences: Vec<abi::Sentence>,
    pub(crate) tokens: Vec<abi::Token>,
}

impl Collection {
    /// Documents without titles.
    pub(crate) fn of(texts: &[&str]) -> Self {
        let mut collection = Self::default();
        for text in texts {
            collection.add("", text);
        }
        collection
    }

    /// Analyses a document and adds it.
    pub(crate) fn add(&mut self, title: &str, text: &str) {
        let mut document = Document {
            name: format!("document-{}", self.documents.len()),
            title: title.to_owned(),
            outlet: String::new(),
            text: text.to_owned(),
            publish_time_ms: abi::TIME_UNKNOWN,
            is_seen: false,
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            tokens: Vec::new(),
        };
        for line in lines(text) {
            document.paragraphs.push(abi::Paragraph { start: offset(line.start), end: offset(line.end) });
            for sentence in sentences(text, line) {
                self.add_sentence(&mut document, sentence);
            }
        }
        document.mark_candidates();
        self.documents.push(document);
    }

    fn add_sentence(&mut self, document: &mut Document, range: Range<usize>) {
        let first_token = document.tokens.len();
        for token in tokens(&document.text, range.clone()) {
            let word = &document.text[token.clone()];
            let (term, flags) = (self.number(word), token_flags(word));
            document.tokens.push(abi::Token {
                start: offset(token.start),
                end: offset(token.end),
                term,
                flags: flags | if term == abi::TERM_NONE { abi::TOKEN_STOP_WORD } else { 0 },
            });
        }
        let is_title = document.sentences.is_empty() && document.text[range.clone()] == document.title;
        let quotes = document.text[range.clone()].contains(['"', '\u{201c}', '\u{201d}']);
        document.sentences.push(abi::Sentence {
            start: offset(range.start),
            end: offset(range.end),
            first_token: offset(first_token),
            token_count: offset(document.tokens.len() - first_token),
            paragraph: offset(document.paragraphs.len() - 1),
            flags: if is_title { abi::SENTENCE_TITLE } else { 0 }
                | if quotes { abi::SENTENCE_QUOTATION } else { 0 },
        });
    }

    /// The term of a word, a new one where it wasn't met yet.
    fn number(&mut self, word: &str) -> u32 {
        let term = word.to_lowercase();
        if STOP_WORDS.contains(&term.as_str()) {
            return abi::TERM_NONE;
        }
        *self.numbers.entry(term).or_insert_with_key(|term| {
            self.terms.push(term.clone());
            offset(self.terms.len() - 1)
        })
    }

    /// The terms of a focus that occur in the documents, in the order of their numbers.
    pub(crate) fn focus_terms(&self, focus: &str) -> Vec<u32> {
        let words = tokens(focus, 0..focus.len()).into_iter().map(|token| focus[token].to_lowercase());
        let mut terms: Vec<u32> = words.filter_map(|word| self.numbers.get(&word).copied()).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// All sentences that may stand in a summary, with their document's index.
    pub(crate) fn candidates(&self) -> impl Iterator<Item = (&Document, &abi::Sentence)> {
        let sentences = self
            .documents
            .iter()
            .flat_map(|document| document.sentences.iter().map(move |sentence| (document, sentence)));
        sentences.filter(|(_, sentence)| sentence.flags & abi::SENTENCE_CANDIDATE != 0)
    }

    /// The text of a span; `None` when it doesn't slice its document.
    pub(crate) fn slice(&self, span: &abi::Span) -> Option<&str> {
        let document = self.documents.get(span.document as usize)?;
        document.text.get(span.start as usize..span.end as usize)
    }
}

impl Document {
    /// The text of one of its sentences.
    pub(crate) fn sentence_text(&self, sentence: &abi::Sentence) -> &str {
        &self.text[sentence.start as usize..sentence.end as usize]
    }

    /// Makes headings of all sentences but one.
    pub(crate) fn keep_one_candidate(&mut self, kept: usize) {
        for (index, sentence) in self.sentences.iter_mut().enumerate() {
            if index != kept {
                sentence.flags |= abi::SENTENCE_HEADING;
            }
        }
        self.mark_candidates();
    }

    /// Marks it as one that the reader has seen.
    pub(crate) fn mark_seen(&mut self) {
        self.is_seen = true;
        self.mark_candidates();
    }

    /// Marks what has a token and is no title, heading or boilerplate; where that is nothing, what has a token. Nothing of a text that
    /// the reader has seen.
    fn mark_candidates(&mut self) {
        let aside = |sentence: &abi::Sentence| sentence.token_count == 0 || sentence.flags & ASIDE != 0;
        let bare = self.sentences.iter().all(aside);
        for sentence in &mut self.sentences {
            let is_candidate = !self.is_seen && (!aside(sentence) || bare && sentence.token_count > 0);
            sentence.flags &= !abi::SENTENCE_CANDIDATE;
            sentence.flags |= if is_candidate { abi::SENTENCE_CANDIDATE } else { 0 };
        }
    }
}

/// The lines that are not blank, without the white space around them.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        lines.extend(trimmed(text, start..start + line.len()));
        start += line.len();
    }
    lines
}

fn sentences(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = line.start;
    let mut characters = text[line.clone()].char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let ends = characters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if ends && matches!(character, '.' | '!' | '?') {
            let end = line.start + at + character.len_utf8();
            sentences.extend(trimmed(text, start..end));
            start = end;
        }
    }
    sentences.extend(trimmed(text, start..line.end));
    sentences
}

fn tokens(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let mut inside = false;
    for (at, character) in text[sentence.clone()].char_indices() {
        let (start, end) = (sentence.start + at, sentence.start + at + character.len_utf8());
        match tokens.last_mut() {
            _ if !character.is_alphanumeric() => inside = false,
            Some(token) if inside => token.end = end,
            _ => {
                tokens.push(start..end);
                inside = true;
            }
        }
    }
    tokens
}

fn token_flags(word: &str) -> u32 {
    match word.chars().next() {
        Some(first) if first.is_numeric() => abi::TOKEN_NUMBER,
        Some(first) if first.is_uppercase() => abi::TOKEN_CAPITALIZED,
        _ => 0,
    }
}

/// A range without the white space around it; `None` when there is nothing else.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    let end = range.end - (part.len() - part.trim_end().len());
    (start < end).then_some(start..end)
}

/// A count or an offset as the ABI has it.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("texts of tests have less than 4 GiB")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let collection = Collection::of(&[text]);
        let document = &collection.documents[0];
        document.sentences.iter().map(|sentence| document.sentence_text(sentence).to_owned()).collect()
    }

    #[test]
    fn ends_sentences_at_marks_before_white_space() {
        assert_eq!(
            texts("It rose 3.5 percent. Why?! Nobody knows"),
            ["It rose 3.5 percent.", "Why?!", "Nobody knows"]
        );
    }

    #[test]
    fn ends_sentences_with_their_line() {
        assert_eq!(texts("\r\n One \r\n\r\n\tTwo\n"), ["One", "Two"]);
    }

    #[test]
    fn numbers_terms_alike_in_all_documents() {
        let collection = Collection::of(&["The river rose.", "A ROSE."]);
        assert_eq!(collection.terms, ["river", "rose"]);
        let terms = |document: usize| -> Vec<u32> {
            collection.documents[document].tokens.iter().map(|token| token.term).collect()
        };
        assert_eq!((terms(0), terms(1)), (vec![abi::TERM_NONE, 0, 1], vec![abi::TERM_NONE, 1]));
        assert_eq!(collection.focus_terms("the rose, a tulip, a rose"), [1]);
    }

    #[test]
    fn leaves_out_what_has_no_token_and_the_title() {
        let mut collection = Collection::default();
        collection.add("Floods", "Floods\n***\nThe river rose.");
        let kept: Vec<_> =
            collection.candidates().map(|(document, sentence)| document.sentence_text(sentence)).collect();
        assert_eq!(kept, ["The river rose."]);
    }

    #[test]
    fn takes_the_title_where_there_is_nothing_else() {
        let mut collection = Collection::default();
        collection.add("Floods", "Floods");
        assert_eq!(collection.candidates().count(), 1);
    }
}
