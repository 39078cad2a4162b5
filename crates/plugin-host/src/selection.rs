//! What stands in the summary: the length that was asked for, and the order.

use synoptic_plugin_sdk::abi;

use crate::view::{Document, View};

/// How long a summary may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Length {
    /// As many sentences, at least 1.
    Sentences(u64),
    /// At most so many words, filled as well as whole sentences allow.
    Words(u64),
    /// At most so many code points, with one between two sentences.
    Characters(u64),
    /// This share of the sources' sentences, rounded up: above 0, at most 1.
    Ratio(f64),
}

/// The order of a summary's pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By document, then by place.
    Source,
    /// The best first.
    Rank,
}

/// Why a summary is shorter than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortfall {
    /// All sentences that may stand in a summary do.
    SourcesExhausted,
    /// None of those left fits.
    NoSentenceFits,
    /// The summarizer offered no more.
    SummarizerEnded,
}

/// A piece of a summary.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The kind of text, where the summarizer wrote it; `None` for a sentence of a source.
    pub text_kind: Option<u32>,
    /// Its text.
    pub text: String,
    /// How much the summarizer prefers it.
    pub score: f32,
    /// Its place among the pieces, best first, from 1.
    pub rank: u32,
    /// Where it comes from.
    pub spans: Vec<PieceSpan>,
    /// How many words it has.
    pub words: u64,
    /// Its paragraph, where it is a sentence.
    pub paragraph: Option<u32>,
}

/// A range of bytes of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PieceSpan {
    /// The document's index in the task.
    pub document: usize,
    /// Where it starts, in bytes.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
}

/// The most pieces of a summary, whatever its length: an answer's size has a bound too.
pub const PIECES_MAX: usize = 10_000;

/// What became of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Offer {
    Taken,
    Skipped,
    Full,
    Invalid(String),
}

/// The pieces taken so far.
pub(crate) struct Selection<'a> {
    documents: &'a [Document],
    view: &'a View<'a>,
    unit: Unit,
    limit: u64,
    used: u64,
    /// The least that a candidate takes: nothing fits any more once less is left.
    least: u64,
    candidates: u64,
    taken: Vec<Vec<bool>>,
    skipped: bool,
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Sentences,
    Words,
    Characters,
}

impl<'a> Selection<'a> {
    pub(crate) fn new(documents: &'a [Document], view: &'a View<'a>, length: Length) -> Self {
        let (unit, limit) = match length {
            Length::Sentences(limit) => (Unit::Sentences, limit),
            Length::Words(limit) => (Unit::Words, limit),
            Length::Characters(limit) => (Unit::Characters, limit),
            Length::Ratio(ratio) => (Unit::Sentences, share(documents, ratio)),
        };
        let taken =
            documents.iter().map(|document| vec![false; document.analysis.sentences().len()]).collect();
        let mut selection = Self {
            documents,
            view,
            unit,
            limit,
            used: 0,
            least: u64::MAX,
            candidates: 0,
            taken,
            skipped: false,
            pieces: Vec::new(),
        };
        for (document, sentence) in view.candidates() {
            selection.candidates += 1;
            selection.least = selection.least.min(selection.cost(document, sentence));
        }
        selection
    }

    /// How many sentences may stand in a summary.
    pub(crate) fn candidate_count(&self) -> u64 {
        self.candidates
    }

    /// The limit as the ABI has it.
    pub(crate) fn raw_length(&self) -> (u32, u64) {
        let unit = match self.unit {
            Unit::Sentences => abi::LENGTH_SENTENCES,
            Unit::Words => abi::LENGTH_WORDS,
            Unit::Characters => abi::LENGTH_CHARACTERS,
        };
        (unit, self.limit)
    }

    /// Takes a sentence, where it exists, may stand in a summary and fits.
    pub(crate) fn offer_sentence(&mut self, document: u32, sentence: u32, score: f32) -> Offer {
        let Some(source) = self.documents.get(document as usize) else {
            return Offer::Invalid(format!("it offered document {document} of {}", self.documents.len()));
        };
        let sentences = self.view.sentences(document as usize);
        let Some(raw) = sentences.get(sentence as usize) else {
            let count = sentences.len();
            return Offer::Invalid(format!(
                "it offered sentence {sentence} of {count} of document {document}"
            ));
        };
        if self.is_full() {
            return Offer::Full;
        }
        if raw.flags & abi::SENTENCE_CANDIDATE == 0 || self.taken[document as usize][sentence as usize] {
            return Offer::Skipped;
        }
        let cost = self.cost(document as usize, raw);
        if cost > self.left() {
            self.skipped = true;
            return Offer::Skipped;
        }
        self.used += cost + self.separator();
        self.taken[document as usize][sentence as usize] = true;
        let (start, end) = (raw.start as usize, raw.end as usize);
        self.pieces.push(Piece {
            text_kind: None,
            text: source.analysis.slice(start..end).to_owned(),
            score: finite(score),
            rank: self.next_rank(),
            spans: vec![PieceSpan { document: document as usize, start, end }],
            words: u64::from(raw.token_count),
            paragraph: Some(raw.paragraph),
        });
        Offer::Taken
    }

    /// Takes a text of the summarizer's, where its spans slice their documents and it fits.
    pub(crate) fn offer_text(&mut self, kind: u32, text: &str, spans: &[abi::Span], score: f32) -> Offer {
        if spans.is_empty() {
            return Offer::Invalid("it offered a text without a source".to_owned());
        }
        for span in spans {
            let source = self.documents.get(span.document as usize).map(|document| document.analysis.text());
            if source.and_then(|text| text.get(span.start as usize..span.end as usize)).is_none() {
                return Offer::Invalid(format!(
                    "it offered a text with the span {span:?}, which slices no document"
                ));
            }
        }
        if self.is_full() {
            return Offer::Full;
        }
        let words = text.split_whitespace().count() as u64;
        let cost = match self.unit {
            Unit::Sentences => 1,
            Unit::Words => words,
            Unit::Characters => text.chars().count() as u64,
        };
        if cost > self.left() || text.trim().is_empty() {
            self.skipped = true;
            return Offer::Skipped;
        }
        self.used += cost + self.separator();
        let span = |span: &abi::Span| PieceSpan {
            document: span.document as usize,
            start: span.start as usize,
            end: span.end as usize,
        };
        self.pieces.push(Piece {
            text_kind: Some(kind),
            text: text.to_owned(),
            score: finite(score),
            rank: self.next_rank(),
            spans: spans.iter().map(span).collect(),
            words,
            paragraph: None,
        });
        Offer::Taken
    }

    /// The piece that was taken last.
    pub(crate) fn last(&self) -> Option<&Piece> {
        self.pieces.last()
    }

    /// The pieces in an order, what was asked for and what came out, and why that is less.
    pub(crate) fn finish(mut self, order: Order) -> (Vec<Piece>, u64, u64, Option<Shortfall>) {
        let returned = self.used - if self.pieces.is_empty() { 0 } else { self.separator() };
        let shortfall = (returned < self.limit).then_some(if self.pieces.len() as u64 >= self.candidates {
            Shortfall::SourcesExhausted
        } else if self.skipped || self.unit != Unit::Sentences && self.is_full() {
            Shortfall::NoSentenceFits
        } else {
            Shortfall::SummarizerEnded
        });
        if order == Order::Source {
            self.pieces.sort_by_key(|piece| piece.spans.first().map(|span| (span.document, span.start)));
        }
        (self.pieces, self.limit, returned, shortfall)
    }

    fn cost(&self, document: usize, sentence: &abi::Sentence) -> u64 {
        match self.unit {
            Unit::Sentences => 1,
            Unit::Words => u64::from(sentence.token_count),
            Unit::Characters => {
                let range = sentence.start as usize..sentence.end as usize;
                self.documents[document].analysis.slice(range).chars().count() as u64
            }
        }
    }

    /// Between two sentences stands a space or a line feed.
    fn separator(&self) -> u64 {
        u64::from(self.unit == Unit::Characters)
    }

    fn left(&self) -> u64 {
        self.limit.saturating_sub(self.used)
    }

    fn is_full(&self) -> bool {
        self.left() < self.least || self.pieces.len() >= PIECES_MAX
    }

    #[expect(clippy::cast_possible_truncation, reason = "pieces are numbered with 32 bits, as sentences are")]
    fn next_rank(&self) -> u32 {
        self.pieces.len() as u32 + 1
    }
}

/// A score that is no number counts for nothing.
fn finite(score: f32) -> f32 {
    if score.is_finite() { score } else { 0.0 }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a count"
)]
fn share(documents: &[Document], ratio: f64) -> u64 {
    let sentences: usize = documents.iter().map(|document| document.analysis.sentences().len()).sum();
    // 0.07 of 100 is 7, not the 7.000000000000001 that doubles make of it.
    let share = (sentences as f64 * ratio - 1e-9).ceil() as u64;
    share.clamp(1, PIECES_MAX as u64)
}
