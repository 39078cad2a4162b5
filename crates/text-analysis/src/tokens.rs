//! Sentences to tokens, and tokens to terms.

use std::ops::Range;

use crate::{Sentence, Token, TokenFlags, lexicon::Lexicon};

/// Finds the tokens of one text, and numbers their terms.
pub(crate) struct Tokenizer<'a> {
    text: &'a str,
    lexicon: &'a mut Lexicon,
    tokens: Vec<Token>,
    /// The lexicon's stems that are terms of this text.
    terms: Vec<u32>,
    lower: String,
}

impl<'a> Tokenizer<'a> {
    pub(crate) fn new(text: &'a str, lexicon: &'a mut Lexicon) -> Self {
        let tokens = Vec::with_capacity(text.len() / 5 + 8);
        Self { text, lexicon, tokens, terms: Vec::new(), lower: String::new() }
    }

    /// Finds the tokens of a sentence and tells it which they are.
    #[expect(clippy::cast_possible_truncation, reason = "the text has less than 4 GiB")]
    pub(crate) fn tokenize(&mut self, sentence: &mut Sentence) {
        sentence.first_token = self.tokens.len() as u32;
        let end = sentence.end as usize;
        let mut at = sentence.start as usize;
        while at < end {
            at = match CLASSES[self.text.as_bytes()[at] as usize] {
                WORD => self.word(at, end),
                WIDE => self.wide(at, end),
                _ => at + 1,
            };
        }
        sentence.token_count = self.tokens.len() as u32 - sentence.first_token;
    }

    /// Takes what begins with a character beyond ASCII.
    fn wide(&mut self, at: usize, end: usize) -> usize {
        let Some(c) = self.text[at..end].chars().next() else { return end };
        if is_ideograph(c) {
            return self.ideograph(at, at + c.len_utf8(), end);
        }
        if c.is_alphanumeric() { self.word(at, end) } else { at + c.len_utf8() }
    }

    /// Takes an ideograph as a token of its own. Its term is the pair with the next one, as is usual in retrieval
    /// where nothing tells where words end.
    fn ideograph(&mut self, at: usize, end: usize, sentence_end: usize) -> usize {
        let next = self.text[end..sentence_end].chars().next().filter(|&c| is_ideograph(c));
        let pair = &self.text[at..end + next.map_or(0, char::len_utf8)];
        self.lower.clear();
        self.lower.push_str(pair);
        self.push(at, end, TokenFlags::default());
        end
    }

    /// Takes a word or number that begins at `at`.
    fn word(&mut self, at: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut to = at;
        let (mut ascii, mut plain) = (true, true);
        while to < end {
            match CLASSES[bytes[to] as usize] {
                WORD => to += 1,
                INNER if to > at && self.joins(at, to, end) => {
                    plain = false;
                    to += 1;
                }
                WIDE => {
                    let Some(c) = self.text[to..end].chars().next() else { break };
                    let inner =
                        c == '’' && to > at && self.text[to + 3..end].starts_with(char::is_alphanumeric);
                    if is_ideograph(c) || !(inner || c.is_alphanumeric() || is_combining(c)) {
                        break;
                    }
                    ascii = false;
                    to += c.len_utf8();
                }
                _ => break,
            }
        }
        let surface = &self.text[at..to];
        self.lower.clear();
        if ascii {
            self.lower.push_str(surface);
            // The country, not the pronoun.
            if surface != "US" {
                self.lower.make_ascii_lowercase();
            }
        } else {
            self.lower.extend(surface.chars().flat_map(char::to_lowercase));
        }
        if !plain && self.lower.contains('.') {
            self.fold_dotted();
        }
        self.push(at, to, flags_of(surface));
        to
    }

    /// Whether the apostrophe, full stop or comma at `to` belongs to the token that begins at `at`: "don't", "3.5",
    /// "1,000", "U.S".
    fn joins(&self, at: usize, to: usize, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        let (before, after) = (bytes[to - 1], if to + 1 < end { bytes[to + 1] } else { b' ' });
        match bytes[to] {
            b'\'' => after.is_ascii_alphabetic(),
            b',' => before.is_ascii_digit() && after.is_ascii_digit(),
            _ if before.is_ascii_digit() => after.is_ascii_digit(),
            _ => {
                let single_letter = to - 1 == at || bytes[to - 2] == b'.';
                let letters = before.is_ascii_alphabetic() && single_letter;
                let single = to + 2 >= end || !bytes[to + 2].is_ascii_alphanumeric();
                letters && after.is_ascii_alphabetic() && single
            }
        }
    }

    /// Makes "u.s" the same word as "US"; leaves numbers as they are.
    fn fold_dotted(&mut self) {
        if self.lower.starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.lower.retain(|c| c != '.');
            if self.lower == "us" {
                self.lower.make_ascii_uppercase();
            }
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "the text has less than 4 GiB")]
    fn push(&mut self, start: usize, end: usize, mut flags: TokenFlags) {
        let term = self.lexicon.term(&self.lower, &mut self.terms);
        if term == Token::NO_TERM {
            flags.0 |= TokenFlags::STOP_WORD.0;
        }
        self.tokens.push(Token { start: start as u32, end: end as u32, term, flags });
    }

    /// The tokens, and the terms as ranges of a string.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "terms are shorter than the text, which has less than 4 GiB"
    )]
    pub(crate) fn finish(self) -> (Vec<Token>, Vec<Range<u32>>, String) {
        let mut bytes = String::with_capacity(self.terms.len() * 8);
        let mut range = |stem: &u32| {
            let start = bytes.len() as u32;
            bytes.push_str(self.lexicon.stem(*stem));
            start..bytes.len() as u32
        };
        let terms = self.terms.iter().map(&mut range).collect();
        (self.tokens, terms, bytes)
    }
}

/// What the first character tells of a token.
fn flags_of(surface: &str) -> TokenFlags {
    match surface.as_bytes()[0] {
        b'a'..=b'z' => TokenFlags::default(),
        b'A'..=b'Z' => TokenFlags::CAPITALIZED,
        b'0'..=b'9' => TokenFlags::NUMBER,
        _ => {
            let first = surface.chars().next().unwrap_or('\0');
            let capital = if first.is_uppercase() { TokenFlags::CAPITALIZED } else { TokenFlags::default() };
            if first.is_numeric() { TokenFlags::NUMBER } else { capital }
        }
    }
}

/// Stands in no word.
const OTHER: u8 = 0;
/// Stands in a word: an ASCII letter, digit or underscore.
const WORD: u8 = 1;
/// May stand inside a word.
const INNER: u8 = 2;
/// Begins or continues a character beyond ASCII.
const WIDE: u8 = 3;

const CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => WORD,
            b'\'' | b'.' | b',' => INNER,
            0x80..=0xff => WIDE,
            _ => OTHER,
        };
        byte += 1;
    }
    classes
};

/// Whether a character is written without spaces between words: Han, Hiragana, Katakana, Thai, Lao, Khmer.
fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{0e00}'..='\u{0eff}' | '\u{1780}'..='\u{17ff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character belongs to the letter before it.
fn is_combining(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{962}'..='\u{963}' | '\u{200c}' | '\u{200d}'
        | '\u{ad}' | '\u{2060}')
}
