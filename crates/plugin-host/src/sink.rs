//! What takes what a summarizer emits: the host itself, or the worker on its way to the host.

use std::sync::atomic::{AtomicU32, Ordering};

use synoptic_plugin_sdk::abi;

use crate::{call::Event, selection::Selection};

/// Takes what a summarizer emits during a call. What it answers is told to the plugin.
pub(crate) trait Sink {
    /// A sentence is offered.
    fn sentence(&mut self, document: u32, sentence: u32, score: f32) -> i32;
    /// A text of the summarizer's is offered, with details as JSON or none.
    fn text(&mut self, kind: u32, text: &str, spans: &[abi::Span], score: f32, details: &str) -> i32;
    /// The contract was broken; the first breach counts.
    fn invalid(&mut self, what: String) -> i32;
    /// The work is so far.
    fn progress(&mut self, fraction: f32);
    /// Something is to be logged.
    fn log(&mut self, level: u32, message: &str);
    /// Something was counted.
    fn metric(&mut self, name: &str, value: f64);
    /// The call will fail, and this is why.
    fn error(&mut self, message: &str);
}

/// The most metrics and log lines of one call that are kept, and the longest message, in bytes: what a plugin says has a
/// bound too.
pub(crate) const METRICS_MAX: usize = 64;
pub(crate) const LOG_LINES_MAX: usize = 1000;
/// Smaller steps of progress than this don't interest anybody.
const PROGRESS_STEP: f32 = 0.01;
const MESSAGE_BYTES_MAX: usize = 2000;

/// The host's own: makes the summary.
pub(crate) struct Collector<'a> {
    pub(crate) summarizer: &'a str,
    pub(crate) selection: Selection<'a>,
    pub(crate) stop: &'a AtomicU32,
    pub(crate) listener: &'a mut dyn FnMut(Event<'_>),
    pub(crate) fault: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) metrics: Vec<(String, f64)>,
    pub(crate) log_lines: usize,
    /// What was told last.
    pub(crate) progress: Option<f32>,
}

impl Collector<'_> {
    fn emitted(&mut self, offer: crate::budget::Offer) -> i32 {
        let code = offer.code();
        match offer {
            crate::budget::Offer::Taken => {
                if let Some(piece) = self.selection.last() {
                    (self.listener)(Event::Piece(piece));
                }
            }
            crate::budget::Offer::Invalid(what) => return self.invalid(what),
            crate::budget::Offer::Skipped | crate::budget::Offer::Deferred | crate::budget::Offer::Full => {}
        }
        code
    }

    /// Takes what had to wait, now that nothing else is offered any more.
    pub(crate) fn take_deferred(&mut self) {
        for (document, sentence, score) in self.selection.end_deferral() {
            if self.is_stopped() {
                return;
            }
            let offer = self.selection.offer_sentence(document, sentence, score);
            self.emitted(offer);
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) != 0
    }
}

impl Sink for Collector<'_> {
    fn sentence(&mut self, document: u32, sentence: u32, score: f32) -> i32 {
        if self.is_stopped() {
            return abi::EMIT_STOPPED;
        }
        let offer = self.selection.offer_sentence(document, sentence, score);
        self.emitted(offer)
    }

    fn text(&mut self, kind: u32, text: &str, spans: &[abi::Span], score: f32, details: &str) -> i32 {
        if self.is_stopped() {
            return abi::EMIT_STOPPED;
        }
        let offer = self.selection.offer_text(kind, text, spans, score, details);
        self.emitted(offer)
    }

    fn invalid(&mut self, what: String) -> i32 {
        self.fault.get_or_insert(what);
        abi::EMIT_INVALID
    }

    fn progress(&mut self, fraction: f32) {
        let fraction = fraction.clamp(0.0, 1.0);
        // Nor does a number that is none.
        if self.progress.is_none_or(|told| fraction - told >= PROGRESS_STEP) && !fraction.is_nan() {
            self.progress = Some(fraction);
            (self.listener)(Event::Progress(fraction));
        }
    }

    fn log(&mut self, level: u32, message: &str) {
        self.log_lines += 1;
        if self.log_lines < LOG_LINES_MAX {
            log(self.summarizer, level, message);
        } else if self.log_lines == LOG_LINES_MAX {
            log(self.summarizer, 2, "(and more, which is dropped)");
        }
    }

    fn metric(&mut self, name: &str, value: f64) {
        if self.metrics.len() < METRICS_MAX {
            self.metrics.push((cut(name).to_owned(), value));
        }
    }

    fn error(&mut self, message: &str) {
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

/// As much of a message as is kept.
pub(crate) fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(MESSAGE_BYTES_MAX)]
}
