//! Documents as a plugin sees them.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _, HashSet};
use synoptic_plugin_sdk::abi::{self, Str};
use synoptic_text_analysis::{Analysis, Language, Options, Sentence, SentenceFlags, Token, analyze};

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
}

/// The documents of one request, with terms numbered alike, in the shape of the ABI.
pub(crate) struct View<'a> {
    documents: Vec<DocumentView<'a>>,
    terms: Vec<&'a str>,
}

struct DocumentView<'a> {
    source: &'a Document,
    paragraphs: Vec<abi::Paragraph>,
    sentences: Vec<abi::Sentence>,
    tokens: Vec<abi::Token>,
}

impl<'a> View<'a> {
    pub(crate) fn new(documents: &'a [Document]) -> Self {
        let mut terms = Terms::default();
        let documents = documents.iter().map(|document| DocumentView::new(document, &mut terms)).collect();
        Self { documents, terms: terms.texts }
    }

    /// The sentences of a document.
    pub(crate) fn sentences(&self, document: usize) -> &[abi::Sentence] {
        &self.documents[document].sentences
    }

    /// All sentences that may stand in a summary.
    pub(crate) fn candidates(&self) -> impl Iterator<Item = (usize, &abi::Sentence)> {
        let numbered = self.documents.iter().enumerate();
        let sentences =
            numbered.flat_map(|(index, view)| view.sentences.iter().map(move |sentence| (index, sentence)));
        sentences.filter(|(_, sentence)| sentence.flags & abi::SENTENCE_CANDIDATE != 0)
    }

    /// The documents as the ABI has them; they borrow this view.
    pub(crate) fn raw_documents(&self) -> Vec<abi::Document> {
        self.documents.iter().map(DocumentView::raw).collect()
    }

    /// The terms as the ABI has them; they borrow this view.
    pub(crate) fn raw_terms(&self) -> Vec<Str> {
        self.terms.iter().map(|term| Str::new(term)).collect()
    }

    /// The terms of a focus that occur in the documents, read in the language of the first.
    pub(crate) fn focus_terms(&self, focus: &str) -> Vec<u32> {
        if focus.is_empty() {
            return Vec::new();
        }
        let language = self
            .documents
            .first()
            .map_or(Language::Unknown, |view| view.source.analysis.detection().language);
        let analysis = analyze(focus, &Options { language: Some(language), ..Options::default() });
        let wanted: HashSet<&str> = analysis.terms().collect();
        let numbered = (0_u32..).zip(&self.terms);
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

impl<'a> DocumentView<'a> {
    fn new(source: &'a Document, terms: &mut Terms<'a>) -> Self {
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
        Self {
            source,
            paragraphs: paragraphs
                .map(|paragraph| abi::Paragraph { start: paragraph.start, end: paragraph.end })
                .collect(),
            sentences: raw_sentences(analysis),
            tokens: analysis.tokens().iter().map(token).collect(),
        }
    }

    fn raw(&self) -> abi::Document {
        let source = self.source;
        #[expect(clippy::cast_possible_truncation, reason = "the size of a struct")]
        abi::Document {
            struct_size: size_of::<abi::Document>() as u32,
            flags: 0,
            name: Str::new(&source.name),
            title: Str::new(&source.title),
            outlet: Str::new(&source.outlet),
            language: Str::new(source.analysis.detection().language.tag()),
            text: Str::new(source.analysis.text()),
            publish_time_ms: source.publish_time_ms.unwrap_or(abi::TIME_UNKNOWN),
            paragraphs: self.paragraphs.as_ptr(),
            paragraph_count: self.paragraphs.len(),
            sentences: self.sentences.as_ptr(),
            sentence_count: self.sentences.len(),
            tokens: self.tokens.as_ptr(),
            token_count: self.tokens.len(),
        }
    }
}

/// The sentences of a document, with those marked that may stand in a summary: what isn't title, heading or boilerplate.
/// Where a document holds nothing else, its titles and headings may.
fn raw_sentences(analysis: &Analysis) -> Vec<abi::Sentence> {
    let aside = |sentence: &Sentence| {
        let flags = sentence.flags;
        sentence.token_count == 0
            || [SentenceFlags::TITLE, SentenceFlags::HEADING, SentenceFlags::BOILERPLATE]
                .into_iter()
                .any(|flag| flags.contains(flag))
    };
    let bare = analysis.sentences().iter().all(aside);
    let is_candidate = |sentence: &Sentence| !aside(sentence) || bare && sentence.token_count > 0;
    let raw = |sentence: &Sentence| abi::Sentence {
        start: sentence.start,
        end: sentence.end,
        first_token: sentence.first_token,
        token_count: sentence.token_count,
        paragraph: sentence.paragraph,
        flags: sentence.flags.0 | if is_candidate(sentence) { abi::SENTENCE_CANDIDATE } else { 0 },
    };
    analysis.sentences().iter().map(raw).collect()
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
    assert!(Token::NO_TERM == abi::TERM_NONE);
};
