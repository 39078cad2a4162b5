//! Where the summary goes, as the plugin sees it.

#![expect(unsafe_code, reason = "reads what the host passes through the C ABI")]

use std::sync::atomic::{AtomicU32, Ordering};

use crate::{
    Details, Kind, Sentence,
    abi::{self, Str},
};

/// Takes what the summarizer offers.
#[derive(Debug)]
pub struct Output<'a> {
    raw: &'a abi::Output,
    stop: Option<&'a AtomicU32>,
}

/// What became of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placed {
    /// It stands in the summary.
    Taken,
    /// It was left out: it doesn't fit into what is left of the length, where a shorter one may; or it has to wait until nothing else is
    /// offered, as it can't be read by itself.
    Skipped,
}

/// Why the summarizer should return; hand it on with `?`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The summary is full.
    Full,
    /// The caller has gone, or the time is up.
    Cancelled,
    /// The host refused an offer: there is no such sentence, or a span doesn't slice its document.
    Invalid,
}

/// What a text of the summarizer's is.
pub type TextKind = Kind;

/// A piece of a document's text: document, start and end in bytes.
pub type Span = abi::Span;

/// How important a log line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Something failed.
    Error = 1,
    /// Something may fail.
    Warn = 2,
    /// Something an operator wants to know.
    Info = 3,
    /// Something a developer wants to know.
    Debug = 4,
    /// Everything else.
    Trace = 5,
}

impl<'a> Output<'a> {
    /// Reads an output that came through the ABI.
    ///
    /// # Safety
    ///
    /// `raw` and `stop` are what the ABI says they are, and stay so during `'a`.
    pub(crate) unsafe fn read(raw: &'a abi::Output, stop: *const AtomicU32) -> Self {
        // SAFETY: null, or valid by the contract of the ABI.
        Self { raw, stop: unsafe { stop.as_ref() } }
    }

    /// Offers a sentence with a score; higher is better, and offers come best first. A request of kind
    /// [`Extractive`](crate::Kind::Extractive) takes sentences, and no other does.
    ///
    /// # Errors
    ///
    /// When the summarizer should return.
    pub fn sentence(&self, sentence: Sentence<'_>, score: f32) -> Result<Placed, Stop> {
        let (document, index) = (sentence.document().index(), sentence.index());
        // SAFETY: the context is the output's own, here and below.
        placed(unsafe { (self.raw.emit_sentence)(self.raw.context, document, index, score) })
    }

    /// Offers a text of the summarizer's own, with the pieces of the sources that it rests on. Its kind is the request's; a headline is one
    /// line of at most 12 words, and no text holds a control character but white space.
    ///
    /// # Errors
    ///
    /// When the summarizer should return.
    pub fn text(&self, kind: TextKind, text: &str, spans: &[Span], score: f32) -> Result<Placed, Stop> {
        let text = Str::new(text);
        let (first, count) = (spans.as_ptr(), spans.len());
        // SAFETY: text and spans are borrowed for the call.
        placed(unsafe { (self.raw.emit_text)(self.raw.context, kind.bit(), text, first, count, score) })
    }

    /// As [`text`](Self::text), with details that go by the kind: the speaker of a quotation, the time of an event, the stances to a claim.
    ///
    /// # Errors
    ///
    /// When the summarizer should return.
    pub fn item(
        &self,
        kind: TextKind,
        text: &str,
        spans: &[Span],
        score: f32,
        details: &Details,
    ) -> Result<Placed, Stop> {
        let details = serde_json::to_string(details).unwrap_or_default();
        let (text, details) = (Str::new(text), Str::new(&details));
        let (first, count) = (spans.as_ptr(), spans.len());
        // SAFETY: text, spans and details are borrowed for the call.
        placed(unsafe {
            (self.raw.emit_item)(self.raw.context, kind.bit(), text, first, count, score, details)
        })
    }

    /// Whether the call should end; costs next to nothing.
    pub fn is_stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed) != 0)
    }

    /// Ends a long computation: `output.check()?` where a loop begins anew.
    ///
    /// # Errors
    ///
    /// When the call should end.
    pub fn check(&self) -> Result<(), Stop> {
        if self.is_stopped() { Err(Stop::Cancelled) } else { Ok(()) }
    }

    /// Tells how far the work is, from 0 to 1.
    pub fn progress(&self, fraction: f32) {
        // SAFETY: as above.
        unsafe { (self.raw.progress)(self.raw.context, fraction) };
    }

    /// Logs a line among the host's, with the request's id.
    pub fn log(&self, level: Level, message: &str) {
        // SAFETY: the message is borrowed for the call.
        unsafe { (self.raw.log)(self.raw.context, level as u32, Str::new(message)) };
    }

    /// Counts something, by a name of the summarizer's.
    pub fn metric(&self, name: &str, value: f64) {
        // SAFETY: the name is borrowed for the call.
        unsafe { (self.raw.metric)(self.raw.context, Str::new(name), value) };
    }

    pub(crate) fn error(&self, message: &str) {
        // SAFETY: the message is borrowed for the call.
        unsafe { (self.raw.error)(self.raw.context, Str::new(message)) };
    }
}

fn placed(code: i32) -> Result<Placed, Stop> {
    match code {
        abi::EMIT_TAKEN => Ok(Placed::Taken),
        abi::EMIT_SKIPPED => Ok(Placed::Skipped),
        abi::EMIT_FULL => Err(Stop::Full),
        abi::EMIT_STOPPED => Err(Stop::Cancelled),
        _ => Err(Stop::Invalid),
    }
}
