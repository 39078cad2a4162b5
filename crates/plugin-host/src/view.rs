//! Documents as a plugin sees them.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _, HashSet};
use synoptic_plugin_sdk::abi::{self, Str};
use synoptic_text_analysis::{Analysis, Language, Options, Sentence, SentenceFlags, Token, analyze};

use crate::{
    raw::{RawDocument, WireDocument, WireView, raw_document},
    region::{ALIGNMENT, Region, Slot},
};

/// A document to summarize.
#[derive(Debug, Clone)]
pub struct Document {
    /// What spans call it.
    pub name: String,
    /// The headline that came with it; may be empty.
    pub title: String,
    /// Who published it; may be empty.
    pub outlet: String,
    /// When it was published, in milliseconds since 1970 UTC.
    pub publish_time_ms: Option<i64>,
    /// Its text, analysed.
    pub analysis: Arc<Analysis>,
    /// What of it the reader knows already.
    pub known: Known,
}

/// What of a document the reader knows already, and asks for what is new.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Known {
    /// Nothing that is known of.
    #[default]
    Nothing,
    /// All of it: it was read.
    All,
    /// These sentences, whose content was read elsewhere: one flag for each.
    Sentences(Arc<[bool]>),
}

impl Known {
    /// Whether a sentence is known.
    fn holds(&self, sentence: usize) -> bool {
        match self {
            Self::Nothing => false,
            Self::All => true,
            Self::Sentences(flags) => flags.get(sentence).copied().unwrap_or(false),
        }
    }

    /// The flags of the document, as the ABI has them.
    fn flags(&self) -> u32 {
        if *self == Self::All { abi::DOCUMENT_SEEN } else { 0 }
    }
}

impl Document {
    /// A text by itself, analysed.
    pub fn of_text(name: &str, text: &str) -> Self {
        let analysis = Arc::new(analyze(text, &Options::default()));
        let (title, outlet) = (String::new(), String::new());
        Self { name: name.to_owned(), title, outlet, publish_time_ms: None, analysis, known: Known::Nothing }
    }
}

/// The documents of one request, with terms numbered alike, in the shape of the ABI: the arrays lie in a region.
pub(crate) struct View<'a> {
    documents: &'a [Document],
    placed: Placed,
    /// Empty where the documents were placed by an earlier call.
    terms: Vec<&'a str>,
}

/// Where the arrays of a view lie.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    documents: Vec<PlacedDocument>,
    texts: PlacedTexts,
}

#[derive(Debug, Clone, Copy)]
struct PlacedDocument {
    paragraphs: Slot<abi::Paragraph>,
    sentences: Slot<abi::Sentence>,
    tokens: Slot<abi::Token>,
}

/// Where the texts of a view lie, for a worker.
#[derive(Debug, Clone, Default)]
struct PlacedTexts {
    documents: Vec<Slot<u8>>,
    term_lengths: Slot<u32>,
    terms: Slot<u8>,
}

/// A text and its sentences, as whoever keeps the length needs them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet<'a> {
    /// UTF-8. A worker doesn't read it to find out: only its host can have written it.
    pub(crate) text: &'a [u8],
    pub(crate) sentences: &'a [abi::Sentence],
    pub(crate) tokens: &'a [abi::Token],
}

impl<'a> Sheet<'a> {
    /// The text of a sentence; empty where it lies outside, which a worker finds out before.
    pub(crate) fn text_of(&self, sentence: &abi::Sentence) -> &'a [u8] {
        self.text.get(sentence.start as usize..sentence.end as usize).unwrap_or_default()
    }

    /// The tokens of a sentence; none where they lie outside, which a worker finds out before.
    pub(crate) fn tokens_of(&self, sentence: &abi::Sentence) -> &'a [abi::Token] {
        let first = sentence.first_token as usize;
        self.tokens.get(first..first + sentence.token_count as usize).unwrap_or_default()
    }
}

/// What an array may take beside its values.
const SLACK: usize = ALIGNMENT;

impl<'a> View<'a> {
    /// How many bytes the arrays of documents take.
    pub(crate) fn bytes(documents: &[Document]) -> usize {
        let bytes = |document: &Document| {
            let analysis = &document.analysis;
            analysis.paragraphs().len() * size_of::<abi::Paragraph>()
                + analysis.sentences().len() * size_of::<abi::Sentence>()
                + analysis.tokens().len() * size_of::<abi::Token>()
                + 3 * SLACK
        };
        documents.iter().map(bytes).sum()
    }

    /// Places the arrays of documents into a region that has room for them.
    pub(crate) fn place(documents: &'a [Document], region: &mut Region) -> Self {
        let mut terms = Terms::default();
        let placed = documents.iter().map(|document| PlacedDocument::place(document, &mut terms, region));
        let placed = Placed { documents: placed.collect(), texts: PlacedTexts::default() };
        Self { documents, placed, terms: terms.texts }
    }

    /// As [`place`](Self::place), with the texts of documents and terms, for a worker.
    pub(crate) fn place_with_texts(documents: &'a [Document], region: &mut Region) -> Self {
        let mut view = Self::place(documents, region);
        let texts = documents.iter().map(|document| region.place_text(document.analysis.text()));
        let texts = texts.collect();
        #[expect(clippy::cast_possible_truncation, reason = "a term is shorter than its text")]
        let term_lengths = region.place(view.terms.iter().map(|term| term.len() as u32));
        let terms = region.place_texts(&view.terms);
        view.placed.texts = PlacedTexts { documents: texts, term_lengths, terms };
        view
    }

    /// The view of documents that were placed before.
    pub(crate) fn of_placed(documents: &'a [Document], placed: Placed) -> Self {
        Self { documents, placed, terms: Vec::new() }
    }

    /// Where its arrays lie.
    pub(crate) fn placed(&self) -> &Placed {
        &self.placed
    }

    /// The texts and their sentences.
    pub(crate) fn sheets<'r>(&self, region: &'r Region) -> Vec<Sheet<'r>>
    where
        'a: 'r,
    {
        let sheet = |(document, placed): (&'a Document, &PlacedDocument)| Sheet {
            text: document.analysis.text().as_bytes(),
            sentences: region.get(placed.sentences).unwrap_or_default(),
            tokens: region.get(placed.tokens).unwrap_or_default(),
        };
        self.documents.iter().zip(&self.placed.documents).map(sheet).collect()
    }

    /// Whether any sentence may stand in a summary.
    pub(crate) fn has_candidates(&self, region: &Region) -> bool {
        let is_candidate = |sentence: &abi::Sentence| sentence.flags & abi::SENTENCE_CANDIDATE != 0;
        let sentences = self.placed.documents.iter();
        let mut sentences = sentences.flat_map(|placed| region.get(placed.sentences).unwrap_or_default());
        sentences.any(is_candidate)
    }

    /// The documents as the ABI has them; they borrow this view and the region.
    pub(crate) fn raw_documents(&self, region: &Region) -> Vec<abi::Document> {
        let documents = self.documents.iter().zip(&self.placed.documents);
        documents.map(|(document, placed)| placed.raw(document, region)).collect()
    }

    /// The terms as the ABI has them; they borrow this view.
    pub(crate) fn raw_terms(&self) -> Vec<Str> {
        self.terms.iter().map(|term| Str::new(term)).collect()
    }

    /// How many bytes the texts of the documents and the terms take, beside the arrays.
    pub(crate) fn text_bytes(documents: &[Document]) -> usize {
        let bytes = |document: &Document| {
            let terms: usize = document.analysis.terms().map(|term| term.len() + size_of::<u32>()).sum();
            document.analysis.text().len() + SLACK + terms
        };
        documents.iter().map(bytes).sum::<usize>() + 2 * SLACK
    }

    /// How many bytes those of a request take beside that.
    pub(crate) fn wire_bytes(documents: &[Document]) -> usize {
        let bytes = |document: &Document| {
            let strings = [&document.name, &document.title, &document.outlet];
            strings.iter().map(|text| text.len()).sum::<usize>()
                + document.analysis.detection().language.tag().len()
                + 4 * SLACK
                + size_of::<WireDocument>()
        };
        documents.iter().map(bytes).sum::<usize>() + SLACK
    }

    /// Places what a worker needs beside arrays and texts.
    pub(crate) fn place_wire(&self, region: &mut Region) -> WireView {
        let Placed { documents, texts } = &self.placed;
        let parts = self.documents.iter().zip(documents).zip(&texts.documents);
        let documents: Vec<WireDocument> =
            parts.map(|((document, placed), text)| placed.wire(document, *text, region)).collect();
        let documents = region.place(documents.into_iter());
        WireView { documents, term_lengths: texts.term_lengths, terms: texts.terms }
    }

    /// The terms of a focus that occur in the documents, read in the language of the first.
    pub(crate) fn focus_terms(&self, focus: &str) -> Vec<u32> {
        if focus.is_empty() {
            return Vec::new();
        }
        let language =
            self.documents.first().map_or(Language::Unknown, |first| first.analysis.detection().language);
        let analysis = analyze(focus, &Options { language: Some(language), ..Options::default() });
        let wanted: HashSet<&str> = analysis.terms().collect();
        let again = if self.terms.is_empty() { Terms::of(self.documents) } else { Vec::new() };
        let numbered = (0_u32..).zip(self.terms.iter().chain(&again));
        numbered.filter(|(_, term)| wanted.contains(*term)).map(|(number, _)| number).collect()
    }
}

/// The terms of several documents.
#[derive(Default)]
struct Terms<'a> {
    texts: Vec<&'a str>,
    /// Empty until the second document comes: the first one's numbers are kept.
    numbers: HashMap<&'a str, u32>,
}

impl<'a> Terms<'a> {
    /// The terms of documents, in the order of their numbers.
    fn of(documents: &'a [Document]) -> Vec<&'a str> {
        let mut terms = Self::default();
        for document in documents {
            terms.number(&document.analysis);
        }
        terms.texts
    }

    /// Numbers the terms of a document; `None` where they keep the numbers that they have.
    #[expect(clippy::cast_possible_truncation, reason = "terms are numbered with 32 bits")]
    fn number(&mut self, analysis: &'a Analysis) -> Option<Vec<u32>> {
        if self.texts.is_empty() {
            self.texts.extend(analysis.terms());
            return None;
        }
        if self.numbers.is_empty() {
            self.numbers = HashMap::with_capacity(self.texts.len() * 2);
            self.numbers.extend(self.texts.iter().zip(0..).map(|(text, number)| (*text, number)));
        }
        let number = |text: &'a str| {
            *self.numbers.entry(text).or_insert_with(|| {
                self.texts.push(text);
                self.texts.len() as u32 - 1
            })
        };
        Some(analysis.terms().map(number).collect())
    }
}

impl PlacedDocument {
    fn place<'a>(source: &'a Document, terms: &mut Terms<'a>, region: &mut Region) -> Self {
        let analysis = &source.analysis;
        let numbers = terms.number(analysis);
        let token = |token: &Token| abi::Token {
            start: token.start,
            end: token.end,
            term: match &numbers {
                Some(numbers) if token.term != Token::NO_TERM => numbers[token.term as usize],
                _ => token.term,
            },
            flags: token.flags.0,
        };
        let paragraphs = analysis.paragraphs().iter();
        let paragraphs =
            paragraphs.map(|paragraph| abi::Paragraph { start: paragraph.start, end: paragraph.end });
        Self {
            paragraphs: region.place(paragraphs),
            sentences: place_sentences(source, region),
            tokens: region.place(analysis.tokens().iter().map(token)),
        }
    }

    fn raw(&self, source: &Document, region: &Region) -> abi::Document {
        let paragraphs = region.get(self.paragraphs).unwrap_or_default();
        let sentences = region.get(self.sentences).unwrap_or_default();
        let tokens = region.get(self.tokens).unwrap_or_default();
        raw_document(&RawDocument {
            name: source.name.as_bytes(),
            title: source.title.as_bytes(),
            outlet: source.outlet.as_bytes(),
            language: source.analysis.detection().language.tag().as_bytes(),
            text: source.analysis.text().as_bytes(),
            publish_time_ms: source.publish_time_ms.unwrap_or(abi::TIME_UNKNOWN),
            flags: source.known.flags(),
            paragraphs,
            sentences,
            tokens,
        })
    }

    fn wire(&self, source: &Document, text: Slot<u8>, region: &mut Region) -> WireDocument {
        WireDocument {
            name: region.place_text(&source.name),
            title: region.place_text(&source.title),
            outlet: region.place_text(&source.outlet),
            language: region.place_text(source.analysis.detection().language.tag()),
            text,
            publish_time_ms: source.publish_time_ms.unwrap_or(abi::TIME_UNKNOWN),
            flags: source.known.flags().into(),
            paragraphs: self.paragraphs,
            sentences: self.sentences,
            tokens: self.tokens,
        }
    }
}

/// Places the sentences of a document, with those marked that may stand in a summary: what isn't title, heading or
/// boilerplate. Where a document holds nothing else, its titles and headings may.
/// What the reader knows may not.
fn place_sentences(source: &Document, region: &mut Region) -> Slot<abi::Sentence> {
    let analysis = &source.analysis;
    let aside = |sentence: &Sentence| {
        let flags = sentence.flags;
        sentence.token_count == 0
            || [SentenceFlags::TITLE, SentenceFlags::HEADING, SentenceFlags::BOILERPLATE]
                .into_iter()
                .any(|flag| flags.contains(flag))
    };
    let bare = analysis.sentences().iter().all(aside);
    let is_candidate = |sentence: &Sentence| !aside(sentence) || bare && sentence.token_count > 0;
    let raw = |(index, sentence): (usize, &Sentence)| abi::Sentence {
        start: sentence.start,
        end: sentence.end,
        first_token: sentence.first_token,
        token_count: sentence.token_count,
        paragraph: sentence.paragraph,
        flags: sentence.flags.0
            | if is_candidate(sentence) && !source.known.holds(index) { abi::SENTENCE_CANDIDATE } else { 0 },
    };
    region.place(analysis.sentences().iter().enumerate().map(raw))
}

// The flags of the analysis are those of the ABI.
const _: () = {
    assert!(SentenceFlags::TITLE.0 == abi::SENTENCE_TITLE);
    assert!(SentenceFlags::HEADING.0 == abi::SENTENCE_HEADING);
    assert!(SentenceFlags::QUOTATION.0 == abi::SENTENCE_QUOTATION);
    assert!(SentenceFlags::BOILERPLATE.0 == abi::SENTENCE_BOILERPLATE);
    assert!(SentenceFlags::LIST_ITEM.0 == abi::SENTENCE_LIST_ITEM);
    assert!(SentenceFlags::FRAGMENT.0 == abi::SENTENCE_FRAGMENT);
    assert!(SentenceFlags::CUT.0 == abi::SENTENCE_CUT);
    assert!(SentenceFlags::DEPENDENT.0 == abi::SENTENCE_DEPENDENT);
    assert!(SentenceFlags::POOR.0 == abi::SENTENCE_POOR);
    assert!(Token::NO_TERM == abi::TERM_NONE);
};
