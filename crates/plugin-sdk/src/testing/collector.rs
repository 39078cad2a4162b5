//! Takes what a summarizer offers, and keeps the length as the service does.

use std::{
    collections::HashSet,
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc::{Receiver, Sender},
    },
    thread::{self, ThreadId},
};

use super::{collection::Collection, task::Task};
use crate::{Details, abi, contract};

/// The most pieces of a summary, as in the service.
const PIECES_MAX: usize = 10_000;

/// How many offers are kept: enough for the longest text of the suite, and not for a summarizer that never ends.
const OFFERS_MAX: usize = 100_000;

/// Behind the callbacks of one call.
#[derive(Debug)]
pub(crate) struct Collector<'a> {
    collection: &'a Collection,
    stop: &'a AtomicU32,
    /// The kind that was asked for.
    kind: u32,
    length_unit: u32,
    length: u64,
    used: u64,
    /// The least that a candidate takes: nothing fits any more once less is left.
    least: u64,
    taken: HashSet<(u32, u32)>,
    pieces: usize,
    /// Whether an offer told the summarizer to return.
    ended: bool,
    thread: ThreadId,
    pause: Option<Pause>,
    record: Record,
}

/// Holds a call at its first callback, until the other side has done what it wants to do meanwhile.
#[derive(Debug)]
pub(crate) struct Pause {
    /// Is told that the call is under way.
    pub(crate) begun: Sender<()>,
    /// Ends the pause when its sender is dropped.
    pub(crate) resume: Receiver<()>,
}

/// What a call did.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// All offers, in their order.
    pub(crate) offers: Vec<Offer>,
    /// How many offers came after the first that told the summarizer to return.
    pub(crate) offers_after_end: u64,
    /// The first breach of the contract.
    pub(crate) fault: Option<String>,
    /// Why the call failed, as the summarizer says.
    pub(crate) message: Option<String>,
    /// Level and text.
    pub(crate) log: Vec<(u32, String)>,
    pub(crate) metrics: Vec<(String, f64)>,
    pub(crate) progress: Vec<f32>,
}

/// One offer, and what the summarizer was told.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Offer {
    pub(crate) what: Offered,
    pub(crate) score: f32,
    /// One of `EMIT_…`.
    pub(crate) code: i32,
}

/// What was offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Offered {
    Sentence { document: u32, sentence: u32 },
    Text { kind: u32, text: String, spans: Vec<abi::Span>, details: String },
}

impl<'a> Collector<'a> {
    pub(crate) fn new(task: &'a Task) -> Self {
        let mut collector = Self {
            collection: &task.collection,
            stop: &task.stop,
            kind: task.kind,
            length_unit: task.length_unit,
            length: task.length,
            used: 0,
            least: u64::MAX,
            taken: HashSet::new(),
            pieces: 0,
            ended: false,
            thread: thread::current().id(),
            pause: None,
            record: Record::default(),
        };
        let costs = task.collection.candidates();
        let costs = costs.map(|(document, sentence)| {
            collector.cost(document.sentence_text(sentence), u64::from(sentence.token_count))
        });
        collector.least = costs.min().unwrap_or(u64::MAX);
        collector
    }

    pub(crate) fn pausing(mut self, pause: Pause) -> Self {
        self.pause = Some(pause);
        self
    }

    pub(crate) fn into_record(self) -> Record {
        self.record
    }

    /// Notices that a callback is called, whichever it is.
    pub(crate) fn enter(&mut self) {
        if thread::current().id() != self.thread {
            self.breach("it called back from another thread than that of the call");
        }
        if let Some(pause) = self.pause.take() {
            // Either side may have given up waiting.
            let _ = pause.begun.send(());
            let _ = pause.resume.recv();
        }
    }

    pub(crate) fn offer_sentence(&mut self, document: u32, sentence: u32, score: f32) -> i32 {
        let code =
            if self.is_stopped() { abi::EMIT_STOPPED } else { self.judge_sentence(document, sentence) };
        self.note(Offered::Sentence { document, sentence }, score, code)
    }

    pub(crate) fn offer_text(&mut self, kind: u32, text: &str, spans: &[abi::Span], score: f32) -> i32 {
        self.offer_item(kind, text, spans, score, "")
    }

    pub(crate) fn offer_item(
        &mut self,
        kind: u32,
        text: &str,
        spans: &[abi::Span],
        score: f32,
        details: &str,
    ) -> i32 {
        if !details.is_empty() {
            let Ok(details) = serde_json::from_str::<Details>(details) else {
                return self.breach("it offered details that aren't a JSON object as the kind has it");
            };
            let named: HashSet<u32> = details.stances.iter().map(|stance| stance.document).collect();
            if named.len() < details.stances.len() {
                return self.breach("it offered details with two stances of one document");
            }
            if let Err(breach) = contract::check_details(&details) {
                return self.breach(breach);
            }
        }
        let code = if self.is_stopped() { abi::EMIT_STOPPED } else { self.judge_text(kind, text, spans) };
        let (text, details) = (text.to_owned(), details.to_owned());
        self.note(Offered::Text { kind, text, spans: spans.to_vec(), details }, score, code)
    }

    pub(crate) fn record(&mut self) -> &mut Record {
        &mut self.record
    }

    /// Notes a breach of the contract; the first one counts.
    pub(crate) fn breach(&mut self, what: impl Into<String>) -> i32 {
        self.record.fault.get_or_insert_with(|| what.into());
        abi::EMIT_INVALID
    }

    fn judge_sentence(&mut self, document: u32, sentence: u32) -> i32 {
        let Some(source) = self.collection.documents.get(document as usize) else {
            let count = self.collection.documents.len();
            return self
                .breach(format!("it offered document {document}, and there are {count}, counted from 0"));
        };
        let Some(raw) = source.sentences.get(sentence as usize) else {
            let count = source.sentences.len();
            return self.breach(format!(
                "it offered sentence {sentence} of document {document}, which has {count}, counted from 0"
            ));
        };
        if let Err(breach) = contract::check_sentence(self.kind) {
            return self.breach(breach);
        }
        if self.is_full() {
            return abi::EMIT_FULL;
        }
        let cost = self.cost(source.sentence_text(raw), u64::from(raw.token_count));
        if raw.flags & abi::SENTENCE_CANDIDATE == 0
            || self.taken.contains(&(document, sentence))
            || cost > self.left()
        {
            return abi::EMIT_SKIPPED;
        }
        self.taken.insert((document, sentence));
        self.take(cost)
    }

    fn judge_text(&mut self, kind: u32, text: &str, spans: &[abi::Span]) -> i32 {
        if spans.is_empty() {
            return self.breach("it offered a text without a span that it rests on");
        }
        if let Some(span) = spans.iter().find(|span| self.collection.slice(span).is_none()) {
            return self.breach(format!("it offered a text with {span:?}, which slices no document"));
        }
        if let Err(breach) = contract::check_text(self.kind, kind, text) {
            return self.breach(breach);
        }
        // A text may be shorter than any sentence.
        if self.left() == 0 {
            return abi::EMIT_FULL;
        }
        let cost = self.cost(text, text.split_whitespace().count() as u64);
        if cost > self.left() || text.trim().is_empty() {
            return abi::EMIT_SKIPPED;
        }
        self.take(cost)
    }

    fn take(&mut self, cost: u64) -> i32 {
        // Between two sentences stands a space or a line feed.
        let separator = u64::from(self.length_unit == abi::LENGTH_CHARACTERS);
        self.used = self.used.saturating_add(cost + separator);
        self.pieces += 1;
        abi::EMIT_TAKEN
    }

    fn note(&mut self, what: Offered, score: f32, code: i32) -> i32 {
        self.record.offers_after_end += u64::from(self.ended);
        self.ended |= !matches!(code, abi::EMIT_TAKEN | abi::EMIT_SKIPPED);
        if self.record.offers.len() < OFFERS_MAX {
            self.record.offers.push(Offer { what, score, code });
        }
        code
    }

    fn cost(&self, text: &str, words: u64) -> u64 {
        match self.length_unit {
            abi::LENGTH_WORDS => words,
            abi::LENGTH_CHARACTERS => text.chars().count() as u64,
            _ => 1,
        }
    }

    fn left(&self) -> u64 {
        self.length.saturating_sub(self.used)
    }

    fn is_full(&self) -> bool {
        self.left() < self.least || self.pieces >= PIECES_MAX
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) != 0
    }
}
