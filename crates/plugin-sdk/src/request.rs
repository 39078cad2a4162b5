//! What is asked for, as the plugin sees it.

#![expect(unsafe_code, reason = "reads what the host passes through the C ABI")]

use std::{ops::Range, time::Duration};

use crate::{
    Error, Kind, Span,
    abi::{self, slice_of},
};

/// What is asked for: documents, a length, parameters.
#[derive(Debug)]
pub struct Request<'a, P> {
    raw: &'a abi::Request,
    documents: Vec<Document<'a>>,
    params: P,
}

/// How long the summary may be. The host keeps it; a summarizer may use it to plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// As many sentences.
    Sentences(u64),
    /// At most so many words.
    Words(u64),
    /// At most so many code points.
    Characters(u64),
}

/// A document: a text with its paragraphs, sentences and tokens.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    index: u32,
    text: &'a str,
    title: &'a str,
    outlet: &'a str,
    language: &'a str,
    publish_time_ms: Option<i64>,
    is_seen: bool,
    paragraphs: &'a [abi::Paragraph],
    sentences: &'a [abi::Sentence],
    tokens: &'a [abi::Token],
}

/// A sentence of a document.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'a> {
    document: &'a Document<'a>,
    index: u32,
    raw: &'a abi::Sentence,
}

/// A word or number.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    text: &'a str,
    raw: &'a abi::Token,
}

impl<'a, P> Request<'a, P> {
    /// Reads a request that came through the ABI.
    ///
    /// # Safety
    ///
    /// `raw` is what the ABI says it is, and stays so during `'a`.
    pub(crate) unsafe fn read(raw: &'a abi::Request, params: P) -> Result<Self, Error> {
        let malformed = || Error::Internal("the host passed text that is not UTF-8".to_owned());
        // SAFETY: the array is valid by the contract of the ABI.
        let pointers = unsafe { slice_of(raw.documents, raw.document_count) };
        let documents = (0_u32..).zip(pointers).map(|(index, &document)| {
            // SAFETY: each pointer is to a document by the contract of the ABI.
            unsafe { Document::read(index, &*document) }
        });
        let documents = documents.collect::<Option<Vec<_>>>().ok_or_else(malformed)?;
        Ok(Self { raw, documents, params })
    }

    /// The parameters.
    pub fn params(&self) -> &P {
        &self.params
    }

    /// The kind of summary: one of [`Summarizer::KINDS`](crate::Summarizer::KINDS).
    pub fn kind(&self) -> Kind {
        Kind::of_bit(self.raw.kind)
    }

    /// The documents, at least one.
    pub fn documents(&self) -> &[Document<'a>] {
        &self.documents
    }

    /// All sentences that may stand in a summary, by document and then by place: no titles, headings and
    /// boilerplate, unless there is nothing else.
    pub fn candidates(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.documents.iter().flat_map(Document::sentences).filter(Sentence::is_candidate)
    }

    /// How long the summary may be.
    pub fn length(&self) -> Length {
        match self.raw.length_unit {
            abi::LENGTH_WORDS => Length::Words(self.raw.length),
            abi::LENGTH_CHARACTERS => Length::Characters(self.raw.length),
            _ => Length::Sentences(self.raw.length),
        }
    }

    /// What the summary shall turn on; empty where nothing was asked for.
    pub fn focus(&self) -> &'a str {
        // SAFETY: valid by the contract of the ABI.
        unsafe { self.raw.focus.as_str() }.unwrap_or_default()
    }

    /// The terms of the focus that occur in the documents.
    pub fn focus_terms(&self) -> &'a [u32] {
        // SAFETY: valid by the contract of the ABI.
        unsafe { slice_of(self.raw.focus_terms, self.raw.focus_term_count) }
    }

    /// How many different terms the documents have together; each is below.
    pub fn term_count(&self) -> usize {
        self.raw.term_count
    }

    /// How much time was left when the call began.
    pub fn time_left(&self) -> Duration {
        Duration::from_millis(self.raw.time_left_ms)
    }

    /// The text of a term: a lower-case stem.
    ///
    /// # Panics
    ///
    /// When there is no such term.
    pub fn term(&self, term: u32) -> &'a str {
        // SAFETY: valid by the contract of the ABI.
        let terms = unsafe { slice_of(self.raw.terms, self.raw.term_count) };
        // SAFETY: as above.
        unsafe { terms[term as usize].as_str() }.unwrap_or_default()
    }
}

impl<'a> Document<'a> {
    /// # Safety
    ///
    /// `raw` is what the ABI says it is, and stays so during `'a`.
    unsafe fn read(index: u32, raw: &'a abi::Document) -> Option<Self> {
        // SAFETY: strings and arrays are valid by the contract of the ABI.
        unsafe {
            Some(Self {
                index,
                text: raw.text.as_str()?,
                title: raw.title.as_str()?,
                outlet: raw.outlet.as_str()?,
                language: raw.language.as_str()?,
                publish_time_ms: Some(raw.publish_time_ms).filter(|&time| time != abi::TIME_UNKNOWN),
                is_seen: raw.flags & abi::DOCUMENT_SEEN != 0,
                paragraphs: slice_of(raw.paragraphs, raw.paragraph_count),
                sentences: slice_of(raw.sentences, raw.sentence_count),
                tokens: slice_of(raw.tokens, raw.token_count),
            })
        }
    }

    /// Its index in the request.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Its text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The headline that came with it; may be empty.
    pub fn title(&self) -> &'a str {
        self.title
    }

    /// Who published it; may be empty.
    pub fn outlet(&self) -> &'a str {
        self.outlet
    }

    /// Its language, BCP-47; `und` when it isn't known.
    pub fn language(&self) -> &'a str {
        self.language
    }

    /// When it was published, in milliseconds since 1970 UTC.
    pub fn publish_time_ms(&self) -> Option<i64> {
        self.publish_time_ms
    }

    /// Whether the reader has seen it, and asks for what others add. None of its sentences is a candidate.
    pub fn is_seen(&self) -> bool {
        self.is_seen
    }

    /// How many paragraphs it has.
    pub fn paragraph_count(&self) -> usize {
        self.paragraphs.len()
    }

    /// How many sentences it has.
    pub fn sentence_count(&self) -> usize {
        self.sentences.len()
    }

    /// All its sentences, in order, candidates or not.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Sentence<'_>> {
        self.sentences.iter().enumerate().map(move |(index, raw)| {
            #[expect(clippy::cast_possible_truncation, reason = "texts have less than 4 GiB")]
            let index = index as u32;
            Sentence { document: self, index, raw }
        })
    }
}

impl<'a> Sentence<'a> {
    /// The document that holds it.
    pub fn document(&self) -> &'a Document<'a> {
        self.document
    }

    /// Its index among the sentences of its document.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The index of its paragraph.
    pub fn paragraph(&self) -> u32 {
        self.raw.paragraph
    }

    /// What kind of sentence it is: bits, [`abi::SENTENCE_TITLE`] and those after it.
    pub fn flags(&self) -> u32 {
        self.raw.flags
    }

    /// Its text.
    pub fn text(&self) -> &'a str {
        &self.document.text[self.raw.start as usize..self.raw.end as usize]
    }

    /// Where it is, for a text that rests on it: see [`Output::text`](crate::Output::text).
    pub fn span(&self) -> Span {
        Span { document: self.document.index, start: self.raw.start, end: self.raw.end }
    }

    /// Its words and numbers.
    pub fn tokens(&self) -> impl ExactSizeIterator<Item = Token<'a>> + use<'a> {
        let text = self.document.text;
        self.raw_tokens().iter().map(move |raw| Token { text, raw })
    }

    /// The terms of its tokens, in order, without stop words.
    pub fn terms(&self) -> impl Iterator<Item = u32> + use<'a> {
        self.raw_tokens().iter().map(|token| token.term).filter(|&term| term != abi::TERM_NONE)
    }

    /// Whether it may stand in a summary.
    pub fn is_candidate(&self) -> bool {
        self.has(abi::SENTENCE_CANDIDATE)
    }

    /// Whether it is the headline of its text.
    pub fn is_title(&self) -> bool {
        self.has(abi::SENTENCE_TITLE)
    }

    /// Whether it holds a direct quotation, or a part of one.
    pub fn is_quotation(&self) -> bool {
        self.has(abi::SENTENCE_QUOTATION)
    }

    /// Whether it lacks its beginning.
    pub fn is_fragment(&self) -> bool {
        self.has(abi::SENTENCE_FRAGMENT)
    }

    fn has(&self, flag: u32) -> bool {
        self.raw.flags & flag != 0
    }

    fn raw_tokens(&self) -> &'a [abi::Token] {
        let first = self.raw.first_token as usize;
        &self.document.tokens[first..first + self.raw.token_count as usize]
    }
}

impl<'a> Token<'a> {
    /// Where it is in its document's text, in bytes.
    pub fn range(&self) -> Range<u32> {
        self.raw.start..self.raw.end
    }

    /// Its text, as written.
    #[inline]
    pub fn text(&self) -> &'a str {
        &self.text[self.raw.start as usize..self.raw.end as usize]
    }

    /// Its term; `None` for a stop word.
    #[inline]
    pub fn term(&self) -> Option<u32> {
        Some(self.raw.term).filter(|&term| term != abi::TERM_NONE)
    }

    /// What kind of token it is: bits, [`abi::TOKEN_STOP_WORD`] and those after it.
    pub fn flags(&self) -> u32 {
        self.raw.flags
    }

    /// Whether it begins with a digit.
    pub fn is_number(&self) -> bool {
        self.raw.flags & abi::TOKEN_NUMBER != 0
    }

    /// Whether it begins with an upper-case letter.
    pub fn is_capitalized(&self) -> bool {
        self.raw.flags & abi::TOKEN_CAPITALIZED != 0
    }
}
