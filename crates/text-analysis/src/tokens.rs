//! Sentences to tokens, and tokens to terms.

use std::ops::Range;

use crate::{
    Sentence, Token, TokenFlags,
    lexicon::{Lexicon, SHORT_BYTES_MAX},
};

/// Finds the tokens of one text, and numbers their terms.
pub(crate) struct Tokenizer<'a> {
    text: &'a str,
    lexicon: &'a mut Lexicon,
    tokens: Vec<Token>,
    /// The lexicon's stems that are terms of this text.
    terms: Vec<u32>,
}

impl<'a> Tokenizer<'a> {
    pub(crate) fn new(text: &'a str, lexicon: &'a mut Lexicon) -> Self {
        let tokens = Vec::with_capacity(text.len() / 5 + 8);
        Self { text, lexicon, tokens, terms: Vec::new() }
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
        let term = self.lexicon.term(pair, &mut self.terms);
        self.push(at, end, term, TokenFlags::default());
        end
    }

    /// Takes a word or number that begins at `at`, with a letter or digit.
    #[inline]
    fn word(&mut self, at: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        if let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            let chunk = u128::from_le_bytes(*chunk);
            let length = letters_and_digits(chunk);
            let to = at + length;
            if length < SHORT_BYTES_MAX && to <= end && self.ends_word(to, end) {
                let word = chunk & !(u128::MAX << (8 * length));
                let term = self.lexicon.short_term(word, &mut self.terms);
                self.push(at, to, term, flags_of_ascii(bytes[at]));
                return to;
            }
        }
        self.long_word(at, end)
    }

    /// Whether letters and digits up to `at` are a whole word for sure.
    fn ends_word(&self, at: usize, end: usize) -> bool {
        let class = |at: usize| if at < end { CLASSES[self.text.as_bytes()[at] as usize] } else { OTHER };
        match class(at) {
            OTHER => true,
            INNER => class(at + 1) != WORD,
            _ => false,
        }
    }

    /// Takes any word or number that begins at `at`.
    fn long_word(&mut self, at: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut to = at;
        while to < end {
            match CLASSES[bytes[to] as usize] {
                WORD => to += 1,
                INNER if to > at && self.joins(at, to, end) => to += 1,
                WIDE => {
                    let Some(c) = self.text[to..end].chars().next() else { break };
                    let inner =
                        c == '’' && to > at && self.text[to + 3..end].starts_with(char::is_alphanumeric);
                    if is_ideograph(c) || !(inner || c.is_alphanumeric() || is_combining(c)) {
                        break;
                    }
                    to += c.len_utf8();
                }
                _ => break,
            }
        }
        let word = &self.text[at..to];
        let term = self.lexicon.term(word, &mut self.terms);
        self.push(at, to, term, flags_of(word));
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

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the text has less than 4 GiB")]
    fn push(&mut self, start: usize, end: usize, term: u32, mut flags: TokenFlags) {
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
fn flags_of(word: &str) -> TokenFlags {
    let first = word.chars().next().unwrap_or('\0');
    if first.is_ascii() {
        flags_of_ascii(first as u8)
    } else if first.is_numeric() {
        TokenFlags::NUMBER
    } else if first.is_uppercase() {
        TokenFlags::CAPITALIZED
    } else {
        TokenFlags::default()
    }
}

fn flags_of_ascii(first: u8) -> TokenFlags {
    match first {
        b'A'..=b'Z' => TokenFlags::CAPITALIZED,
        b'0'..=b'9' => TokenFlags::NUMBER,
        _ => TokenFlags::default(),
    }
}

/// How many bytes at the beginning of a chunk are ASCII letters or digits: all 16 at once, each in a lane of its own.
fn letters_and_digits(chunk: u128) -> usize {
    const ONES: u128 = u128::MAX / 0xff;
    const HIGH: u128 = ONES << 7;
    // The high bit of each lane that lies in the range; no lane carries into the next, as all are below 128.
    let within = |lanes: u128, first: u8, last: u8| {
        (lanes + ONES * u128::from(0x80 - first)) & !(lanes + ONES * u128::from(0x7f - last))
    };
    let lanes = chunk & !HIGH;
    let letters = within(lanes | ONES << 5, b'a', b'z');
    let digits = within(lanes, b'0', b'9');
    let others = !(letters | digits) & HIGH | chunk & HIGH;
    others.trailing_zeros() as usize / 8
}

/// Stands in no word.
const OTHER: u8 = 0;
/// Stands in a word: an ASCII letter or digit.
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
