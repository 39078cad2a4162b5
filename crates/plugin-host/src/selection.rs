//! What stands in the summary: the length that was asked for, and the order.

use std::collections::HashMap;

use synoptic_plugin_sdk::{Details, Kind, abi};

use crate::{
    budget::{Budget, Offer, PIECES_MAX, word_count},
    view::Document,
};

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
    /// Sentences by document, that of the best one first, and within one by place; all else as [`Self::Source`].
    Lead,
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
    /// What is left repeats what stands in the summary.
    Redundant,
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
    /// What a text of the summarizer's carries beside its words.
    pub details: Option<Box<Details>>,
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

impl Length {
    /// The length as the ABI has it: unit and limit.
    pub(crate) fn raw(self, documents: &[Document]) -> (u32, u64) {
        match self {
            Self::Sentences(limit) => (abi::LENGTH_SENTENCES, limit),
            Self::Words(limit) => (abi::LENGTH_WORDS, limit),
            Self::Characters(limit) => (abi::LENGTH_CHARACTERS, limit),
            Self::Ratio(ratio) => (abi::LENGTH_SENTENCES, share(documents, ratio)),
        }
    }
}

/// The pieces taken so far.
pub(crate) struct Selection<'a> {
    budget: Budget<'a>,
    pieces: Vec<Piece>,
    /// Sentences that wait until nothing else is offered, in the order in which they were.
    deferred: Vec<(u32, u32, f32)>,
}

impl<'a> Selection<'a> {
    pub(crate) fn new(budget: Budget<'a>) -> Self {
        Self { budget, pieces: Vec::new(), deferred: Vec::new() }
    }

    /// Takes a sentence, where it exists, may stand in a summary and fits.
    pub(crate) fn offer_sentence(&mut self, document: u32, sentence: u32, score: f32) -> Offer {
        let offer = self.budget.offer_sentence(document, sentence);
        if offer == Offer::Deferred {
            self.deferred.push((document, sentence, score));
        }
        if offer == Offer::Taken {
            let document = document as usize;
            let sheet = self.budget.sheets()[document];
            let raw = sheet.sentences[sentence as usize];
            let (start, end) = (raw.start as usize, raw.end as usize);
            self.pieces.push(Piece {
                text_kind: None,
                text: String::from_utf8_lossy(&sheet.text[start..end]).into_owned(),
                score: finite(score),
                rank: self.next_rank(),
                spans: vec![PieceSpan { document, start, end }],
                words: u64::from(raw.token_count),
                paragraph: Some(raw.paragraph),
                details: None,
            });
        }
        offer
    }

    /// Takes a text of the summarizer's, where its spans slice their documents and it fits.
    pub(crate) fn offer_text(
        &mut self,
        kind: u32,
        text: &str,
        spans: &[abi::Span],
        score: f32,
        details: &str,
    ) -> Offer {
        let details = match self.budget.offer_text(kind, text, spans, details) {
            Ok(details) => details,
            Err(offer) => return offer,
        };
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
            words: word_count(text),
            paragraph: None,
            details,
        });
        Offer::Taken
    }

    /// Lets sentences in that had to wait, and returns them.
    pub(crate) fn end_deferral(&mut self) -> Vec<(u32, u32, f32)> {
        self.budget.end_deferral();
        std::mem::take(&mut self.deferred)
    }

    /// The piece that was taken last.
    pub(crate) fn last(&self) -> Option<&Piece> {
        self.pieces.last()
    }

    /// The pieces in an order, what was asked for and what came out, and why that is less.
    ///
    /// Sentences and quotations stand as in their sources. Other texts stand as the summarizer offered them: events by their time.
    pub(crate) fn finish(mut self, order: Order, kind: Kind) -> (Vec<Piece>, u64, u64, Option<Shortfall>) {
        let (limit, returned) = (self.budget.limit(), self.budget.returned());
        let exhausted = self.pieces.len() as u64 >= self.budget.candidate_count();
        let shortfall = (returned < limit).then_some(if exhausted {
            Shortfall::SourcesExhausted
        } else if self.budget.is_tight() {
            Shortfall::NoSentenceFits
        } else if self.budget.is_redundant() {
            Shortfall::Redundant
        } else {
            Shortfall::SummarizerEnded
        });
        let by_place = matches!(kind, Kind::Extractive | Kind::Quotes | Kind::Abstractive);
        if !by_place {
            // Those may be offered in another order than the best first.
            let mut best_first: Vec<&mut Piece> = self.pieces.iter_mut().collect();
            best_first.sort_by(|one, other| other.score.total_cmp(&one.score));
            (1_u32..).zip(best_first).for_each(|(rank, piece)| piece.rank = rank);
            if order == Order::Rank {
                self.pieces.sort_by_key(|piece| piece.rank);
            }
        }
        let place = |piece: &Piece| piece.spans.first().map(|span| (span.document, span.start));
        if order == Order::Lead && kind != Kind::Quotes && by_place {
            let mut begun = HashMap::new();
            for (index, (document, _)) in self.pieces.iter().filter_map(place).enumerate() {
                begun.entry(document).or_insert(index);
            }
            self.pieces.sort_by_key(|piece| place(piece).map(|(document, start)| (begun[&document], start)));
        } else if order != Order::Rank && by_place {
            self.pieces.sort_by_key(place);
        }
        (self.pieces, limit, returned, shortfall)
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
