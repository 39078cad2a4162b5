//! One call: a task to a summarizer, and what came out.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use serde_json::{Map, Value};
use synoptic_plugin_sdk::{Kind, abi};

use crate::{
    CallError, Summarizer,
    selection::{Length, Offer, Order, Piece, Selection, Shortfall},
    view::{Document, View},
};

/// What to summarize, and how.
#[derive(Debug)]
pub struct Task<'a> {
    /// The documents, at least one.
    pub documents: &'a [Document],
    /// The kind of summary.
    pub kind: Kind,
    /// How long it may be.
    pub length: Length,
    /// The order of its pieces.
    pub order: Order,
    /// What it shall turn on; may be empty.
    pub focus: &'a str,
    /// Parameters that were checked with [`Summarizer::check_params`].
    pub params: &'a Map<String, Value>,
    /// Set it to something else than 0, and the call ends soon.
    pub stop: &'a AtomicU32,
    /// When the caller has no more use for an answer.
    pub deadline: Instant,
}

/// What a caller may want to know before the call ends.
#[derive(Debug)]
pub enum Event<'a> {
    /// A piece will stand in the summary.
    Piece(&'a Piece),
    /// How far the work is, from 0 to 1.
    Progress(f32),
}

/// What came out.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The pieces, in the order that was asked for.
    pub pieces: Vec<Piece>,
    /// The length that was asked for, in its unit; sentences for a ratio.
    pub requested: u64,
    /// The length that came out.
    pub returned: u64,
    /// Why that is less.
    pub shortfall: Option<Shortfall>,
    /// Whether a focus was asked for that the summarizer doesn't follow.
    pub focus_ignored: bool,
    /// Whether none of the focus' terms occur in the documents.
    pub focus_unknown: bool,
    /// What the summarizer counted.
    pub metrics: Vec<(String, f64)>,
}

impl Summarizer {
    /// Runs a task on the calling thread, telling `listener` what happens.
    ///
    /// # Errors
    ///
    /// When the summarizer refuses, fails, panics or breaks its contract, or the call is stopped.
    pub fn run(&self, task: &Task<'_>, listener: &mut dyn FnMut(Event<'_>)) -> Result<Outcome, CallError> {
        if !self.kinds().contains(&task.kind) {
            return Err(CallError::KindNotSupported { summarizer: self.name().to_owned() });
        }
        let view = View::new(task.documents);
        let selection = Selection::new(task.documents, &view, task.length);
        if selection.candidate_count() == 0 {
            return Err(CallError::NoSentences);
        }
        let focus_terms = view.focus_terms(task.focus);
        let asked = !task.focus.is_empty();
        let (focus_ignored, focus_unknown) =
            (asked && !self.supports_focus(), asked && focus_terms.is_empty());

        let params = if task.params.is_empty() {
            String::new()
        } else {
            Value::Object(task.params.clone()).to_string()
        };
        let (length_unit, length) = selection.raw_length();
        let documents = view.raw_documents();
        let terms = view.raw_terms();
        let call = RawCall {
            kind: task.kind.bit(),
            documents: &documents,
            terms: &terms,
            length_unit,
            length,
            focus: task.focus,
            focus_terms: &focus_terms,
            params: &params,
            stop: task.stop,
            time_left: task.deadline.saturating_duration_since(Instant::now()),
        };
        let mut collector = Collector {
            summarizer: self.name(),
            selection,
            stop: task.stop,
            listener,
            fault: None,
            message: None,
            metrics: Vec::new(),
        };
        let status = self.call(&call, &mut collector);
        let Collector { selection, fault, message, metrics, .. } = collector;
        self.check_status(status, fault, message, task.stop)?;
        let (pieces, requested, returned, shortfall) = selection.finish(task.order);
        Ok(Outcome { pieces, requested, returned, shortfall, focus_ignored, focus_unknown, metrics })
    }

    /// Makes an error of a status, or of what the summarizer did wrong whatever its status says.
    fn check_status(
        &self,
        status: i32,
        fault: Option<String>,
        message: Option<String>,
        stop: &AtomicU32,
    ) -> Result<(), CallError> {
        let summarizer = self.name().to_owned();
        let message = message.unwrap_or_else(|| "it doesn't say why".to_owned());
        if let Some(what) = fault {
            return Err(CallError::Misbehaved { summarizer, what });
        }
        match status {
            _ if stop.load(Ordering::Relaxed) != 0 => Err(CallError::Stopped),
            abi::STATUS_OK => Ok(()),
            abi::STATUS_CANCELLED => Err(CallError::Stopped),
            abi::STATUS_INVALID_ARGUMENT => Err(CallError::Refused { summarizer, message }),
            abi::STATUS_PANICKED => Err(CallError::Panicked { summarizer, message }),
            status => Err(CallError::Failed { summarizer, status, message }),
        }
    }
}

/// A request of the ABI, as borrowed parts.
pub(crate) struct RawCall<'a> {
    pub(crate) kind: u32,
    pub(crate) documents: &'a [abi::Document],
    pub(crate) terms: &'a [abi::Str],
    pub(crate) length_unit: u32,
    pub(crate) length: u64,
    pub(crate) focus: &'a str,
    pub(crate) focus_terms: &'a [u32],
    pub(crate) params: &'a str,
    pub(crate) stop: &'a AtomicU32,
    pub(crate) time_left: Duration,
}

/// Takes what the summarizer emits.
pub(crate) struct Collector<'a> {
    summarizer: &'a str,
    selection: Selection<'a>,
    stop: &'a AtomicU32,
    listener: &'a mut dyn FnMut(Event<'_>),
    fault: Option<String>,
    message: Option<String>,
    metrics: Vec<(String, f64)>,
}

/// The most metrics of one call that are kept, and the longest message, in bytes: what a plugin says has a bound too.
const METRICS_MAX: usize = 64;
const MESSAGE_BYTES_MAX: usize = 2000;

impl Collector<'_> {
    pub(crate) fn sentence(&mut self, document: u32, sentence: u32, score: f32) -> i32 {
        let offer = |selection: &mut Selection<'_>| selection.offer_sentence(document, sentence, score);
        self.offer(offer)
    }

    pub(crate) fn text(&mut self, kind: u32, text: &str, spans: &[abi::Span], score: f32) -> i32 {
        self.offer(|selection| selection.offer_text(kind, text, spans, score))
    }

    fn offer(&mut self, offer: impl FnOnce(&mut Selection<'_>) -> Offer) -> i32 {
        if self.stop.load(Ordering::Relaxed) != 0 {
            return abi::EMIT_STOPPED;
        }
        match offer(&mut self.selection) {
            Offer::Taken => {
                if let Some(piece) = self.selection.last() {
                    (self.listener)(Event::Piece(piece));
                }
                abi::EMIT_TAKEN
            }
            Offer::Skipped => abi::EMIT_SKIPPED,
            Offer::Full => abi::EMIT_FULL,
            Offer::Invalid(what) => self.invalid(what),
        }
    }

    /// Notes a breach of the contract; the first one counts.
    pub(crate) fn invalid(&mut self, what: String) -> i32 {
        self.fault.get_or_insert(what);
        abi::EMIT_INVALID
    }

    pub(crate) fn progress(&mut self, fraction: f32) {
        (self.listener)(Event::Progress(fraction.clamp(0.0, 1.0)));
    }

    pub(crate) fn log(&self, level: u32, message: &str) {
        log(self.summarizer, level, message);
    }

    pub(crate) fn metric(&mut self, name: &str, value: f64) {
        if self.metrics.len() < METRICS_MAX {
            self.metrics.push((cut(name).to_owned(), value));
        }
    }

    pub(crate) fn error(&mut self, message: &str) {
        self.message = Some(cut(message).to_owned());
    }
}

/// Logs what a plugin says, within the span of the request.
pub(crate) fn log(summarizer: &str, level: u32, message: &str) {
    let said = cut(message);
    match level {
        1 => tracing::error!(summarizer, said, "plugin"),
        2 => tracing::warn!(summarizer, said, "plugin"),
        3 => tracing::info!(summarizer, said, "plugin"),
        4 => tracing::debug!(summarizer, said, "plugin"),
        _ => tracing::trace!(summarizer, said, "plugin"),
    }
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(MESSAGE_BYTES_MAX)]
}
