//! The analysis of one text: what it holds and how it is made.

use std::ops::Range;

use crate::{
    boilerplate,
    detection::{self, Detection},
    fitness,
    language::Language,
    lexicon::with_lexicon,
    paragraphs, roles, sentences,
    tokens::Tokenizer,
};

/// What is known of a text before it is analysed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// The language of the text; detected when `None`.
    pub language: Option<Language>,
    /// The headline that came with the text. A first line that repeats it is flagged as title.
    pub title: Option<&'a str>,
}

/// A text with its paragraphs, sentences, tokens and terms.
#[derive(Debug, Clone)]
pub struct Analysis {
    pub(crate) text: Box<str>,
    pub(crate) detection: Detection,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) terms: Vec<Range<u32>>,
    pub(crate) term_bytes: String,
}

/// A run of sentences that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it starts in the text, in bytes.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
}

/// A sentence, or a line that stands for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it starts in the text, in bytes; never at white space.
    pub start: u32,
    /// Where it ends, exclusive; never after white space.
    pub end: u32,
    /// The index of its first token.
    pub first_token: u32,
    /// How many tokens it has.
    pub token_count: u32,
    /// The index of its paragraph.
    pub paragraph: u32,
    /// What kind of sentence it is.
    pub flags: SentenceFlags,
}

/// A word or number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it starts in the text, in bytes.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
    /// The index of its term, or [`Token::NO_TERM`] for a stop word.
    pub term: u32,
    /// What kind of token it is.
    pub flags: TokenFlags,
}

/// What kind of sentence it is: a set of bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SentenceFlags(pub u32);

/// What kind of token it is: a set of bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TokenFlags(pub u32);

impl SentenceFlags {
    /// The headline of the text.
    pub const TITLE: Self = Self(1);
    /// A heading inside the text.
    pub const HEADING: Self = Self(1 << 1);
    /// Holds a direct quotation, or a part of one.
    pub const QUOTATION: Self = Self(1 << 2);
    /// No part of the report: "Read the original article on …".
    pub const BOILERPLATE: Self = Self(1 << 3);
    /// An item of a list; its mark is no part of it.
    pub const LIST_ITEM: Self = Self(1 << 4);
    /// Lacks its beginning: the text starts in its middle.
    pub const FRAGMENT: Self = Self(1 << 5);
    /// Cut at [`SENTENCE_BYTES_MAX`](crate::SENTENCE_BYTES_MAX), not at a boundary.
    pub const CUT: Self = Self(1 << 6);
    /// Leans on the sentence before it, as with a pronoun that stands for somebody named there.
    pub const DEPENDENT: Self = Self(1 << 7);
    /// Says little by itself: a byline, a caption, a quotation without its speaker.
    pub const POOR: Self = Self(1 << 8);

    /// Whether all bits of `other` are set.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Sets the bits of `other`.
    pub fn insert(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl TokenFlags {
    /// So frequent in its language that it tells nothing of the text: "the".
    pub const STOP_WORD: Self = Self(1);
    /// Begins with a digit.
    pub const NUMBER: Self = Self(1 << 1);
    /// Begins with an upper-case letter.
    pub const CAPITALIZED: Self = Self(1 << 2);

    /// Whether all bits of `other` are set.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl Sentence {
    /// Its bytes in the text.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The indices of its tokens.
    pub fn token_range(&self) -> Range<usize> {
        self.first_token as usize..(self.first_token + self.token_count) as usize
    }
}

impl Token {
    /// The term of a stop word.
    pub const NO_TERM: u32 = u32::MAX;

    /// Its bytes in the text.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Analysis {
    /// The text that was analysed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The piece of the text in `range`.
    ///
    /// # Panics
    ///
    /// When `range` isn't one of this analysis: out of bounds, or not on character boundaries.
    pub fn slice(&self, range: Range<usize>) -> &str {
        &self.text[range]
    }

    /// The language, and how sure it is.
    pub fn detection(&self) -> Detection {
        self.detection
    }

    /// The paragraphs, in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The sentences, in order; they never overlap, and between them is nothing but white space and
    /// the marks of list items.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The words and numbers, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// How many different terms there are.
    pub fn term_count(&self) -> usize {
        self.terms.len()
    }

    /// The terms in the order of their indices: lower-case stems, without stop words.
    pub fn terms(&self) -> impl ExactSizeIterator<Item = &str> {
        self.terms.iter().map(|range| &self.term_bytes[range.start as usize..range.end as usize])
    }

    /// The first line that was taken for the headline.
    pub fn title(&self) -> Option<&str> {
        let first = self.sentences.first()?;
        first.flags.contains(SentenceFlags::TITLE).then(|| self.slice(first.range()))
    }

    /// An estimate of the memory that it takes, in bytes.
    pub fn memory_bytes(&self) -> usize {
        size_of::<Self>()
            + self.text.len()
            + self.term_bytes.capacity()
            + self.paragraphs.capacity() * size_of::<Paragraph>()
            + self.sentences.capacity() * size_of::<Sentence>()
            + self.tokens.capacity() * size_of::<Token>()
            + self.terms.capacity() * size_of::<Range<u32>>()
    }
}

/// Analyses a text of less than 4 GiB. An empty text has no paragraphs, sentences or tokens.
///
/// # Panics
///
/// When the text has 4 GiB or more.
pub fn analyze(text: &str, options: &Options<'_>) -> Analysis {
    assert!(u32::try_from(text.len()).is_ok(), "offsets have 32 bits");
    let detection = options.language.map_or_else(|| detection::detect(text), Detection::given);
    let language = detection.language;

    let paragraphs = paragraphs::split(text);
    let mut sentences = Vec::with_capacity(text.len() / 96);
    let mut segmenter = sentences::Segmenter::new(text, language);
    for (index, paragraph) in (0_u32..).zip(&paragraphs) {
        segmenter.split(*paragraph, index, &mut sentences);
    }

    let (tokens, terms, term_bytes) = with_lexicon(language, |lexicon| {
        let mut tokenizer = Tokenizer::new(text, lexicon);
        sentences.iter_mut().for_each(|sentence| tokenizer.tokenize(sentence));
        tokenizer.finish()
    });
    boilerplate::assign(text, &mut sentences);
    roles::assign(text, options.title, &paragraphs, &mut sentences);
    fitness::assign(text, language, &tokens, &mut sentences);

    Analysis { text: text.into(), detection, paragraphs, sentences, tokens, terms, term_bytes }
}
