//! A mock host: texts in, a summary out.

use std::fmt;

use super::{
    answer::{Answer, status_name},
    collection::Collection,
    collector::Offered,
    instance::Instance,
    subject::Subject,
    task::Task,
};
use crate::{Kind, Span, Summarizer, abi};

/// Runs a summarizer on a test's own texts, as the service would.
///
/// What was offered is judged as in the service: the length is kept, a sentence that doesn't fit, was offered before or may
/// not stand in a summary is skipped, and an offer that doesn't exist fails the call. The order of a summary is that of
/// the offers. The [module](super) says how texts are analysed.
///
/// ```
/// use synoptic_plugin_sdk::{
///     Error, NoParams, Output, Request, Summarizer,
///     testing::{Failure, Host},
/// };
///
/// /// Takes the longest sentences.
/// #[derive(Default)]
/// struct Longest;
///
/// impl Summarizer for Longest {
///     const NAME: &'static str = "longest";
///     const DESCRIPTION: &'static str = "Takes the longest sentences.";
///     type Params = NoParams;
///
///     fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
///         let mut sentences: Vec<_> = request.candidates().collect();
///         sentences.sort_by_key(|sentence| std::cmp::Reverse(sentence.tokens().len()));
///         for sentence in sentences {
///             output.sentence(sentence, sentence.tokens().len() as f32)?;
///         }
///         Ok(())
///     }
/// }
///
/// let host = Host::new().document("It rained.\nThe river rose by two metres.").document("Nobody was hurt.");
/// let summary = host.words(9).run::<Longest>()?;
/// assert_eq!(summary.texts(), ["The river rose by two metres.", "Nobody was hurt."]);
/// assert_eq!(summary.sentences(), [(0, 1), (1, 0)]);
///
/// let refused = Host::new().document("It rained.").params(r#"{"colour": "red"}"#).run::<Longest>();
/// assert!(refused.unwrap_err().message.contains("colour"));
/// # Ok::<(), Failure>(())
/// ```
#[derive(Debug)]
#[must_use = "a host does nothing until it runs"]
pub struct Host {
    task: Task,
    kind: Option<Kind>,
}

/// What came out.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    pieces: Vec<Piece>,
    log: Vec<(u32, String)>,
    metrics: Vec<(String, f64)>,
    progress: Vec<f32>,
}

/// A piece of a summary.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// How much the summarizer prefers it.
    pub score: f32,
    /// Its document and its index there, where it is a sentence; `None` where the summarizer wrote it.
    pub sentence: Option<(u32, u32)>,
    /// The kind of text, one of [`abi`]'s `KIND_…`, where the summarizer wrote it.
    pub text_kind: Option<u32>,
    /// Where it comes from.
    pub spans: Vec<Span>,
}

/// Why there is no summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// One of [`abi`]'s `STATUS_…`.
    pub status: i32,
    /// What the summarizer says, or what it did wrong.
    pub message: String,
}

impl Default for Host {
    fn default() -> Self {
        Self::new()
    }
}

impl Host {
    /// A host without documents, that asks for 3 sentences.
    pub fn new() -> Self {
        Self { task: Task::new(0, Collection::default()), kind: None }
    }

    /// Adds a document.
    pub fn document(self, text: &str) -> Self {
        self.titled("", text)
    }

    /// Adds a document with a headline.
    pub fn titled(mut self, title: &str, text: &str) -> Self {
        self.task.collection.add(title, text);
        self
    }

    /// Says who published the document that was added last.
    pub fn outlet(mut self, outlet: &str) -> Self {
        if let Some(document) = self.task.collection.documents.last_mut() {
            outlet.clone_into(&mut document.outlet);
        }
        self
    }

    /// Says when the document that was added last was published, in milliseconds since 1970 UTC.
    pub fn publish_time_ms(mut self, time_ms: i64) -> Self {
        if let Some(document) = self.task.collection.documents.last_mut() {
            document.publish_time_ms = time_ms;
        }
        self
    }

    /// Says that the reader has seen the document that was added last: none of its sentences may stand in a summary.
    pub fn seen(mut self) -> Self {
        if let Some(document) = self.task.collection.documents.last_mut() {
            document.mark_seen();
        }
        self
    }

    /// Says which language the documents are in, BCP-47; `en` unless it is said. Their analysis stays the same.
    pub fn language(mut self, tag: &str) -> Self {
        tag.clone_into(&mut self.task.language);
        self
    }

    /// Asks for so many sentences.
    pub fn sentences(self, count: u64) -> Self {
        self.length(abi::LENGTH_SENTENCES, count)
    }

    /// Asks for at most so many words.
    pub fn words(self, count: u64) -> Self {
        self.length(abi::LENGTH_WORDS, count)
    }

    /// Asks for at most so many code points, with one between two pieces.
    pub fn characters(self, count: u64) -> Self {
        self.length(abi::LENGTH_CHARACTERS, count)
    }

    fn length(mut self, unit: u32, length: u64) -> Self {
        self.task = self.task.length(unit, length);
        self
    }

    /// Asks for a kind of summary: extractive unless it is said, or the summarizer's first where it has no such.
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Says what the summary shall turn on.
    pub fn focus(mut self, focus: &str) -> Self {
        focus.clone_into(&mut self.task.focus);
        self
    }

    /// Passes parameters: a `serde_json::Value`, or the text of a JSON object. Unlike the service, this host doesn't check
    /// them against the schema first.
    pub fn params(mut self, params: impl fmt::Display) -> Self {
        self.task = self.task.params(params.to_string());
        self
    }

    /// Stops the call before it begins, as when the caller has gone. There is no summary then, whatever the summarizer does.
    pub fn stopped(self) -> Self {
        self.task.stop.store(1, std::sync::atomic::Ordering::Relaxed);
        self
    }

    /// Creates the summarizer, asks it once, and ends it.
    ///
    /// # Errors
    ///
    /// When the summarizer refuses, fails, panics or offers what doesn't exist, when the call was stopped, and when no
    /// sentence of the documents may stand in a summary: such requests never reach a summarizer.
    pub fn run<S: Summarizer>(self) -> Result<Summary, Failure> {
        let subject = Subject::of::<S>();
        let mut task = self.task;
        task.kind = self.kind.map_or_else(|| subject.kind(), Kind::bit);
        if task.collection.candidates().next().is_none() {
            let message = "no sentence of the documents may stand in a summary".to_owned();
            return Err(Failure { status: abi::STATUS_INVALID_ARGUMENT, message });
        }
        let instance = Instance::create(&subject);
        let instance =
            instance.map_err(|refusal| Failure { status: refusal.status, message: refusal.message })?;
        let answer = instance.summarize(&task);
        Summary::read(answer, &task)
    }
}

impl Summary {
    /// Its pieces.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The texts of its pieces.
    pub fn texts(&self) -> Vec<&str> {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// Its sentences: the index of the document, and that of the sentence there.
    pub fn sentences(&self) -> Vec<(u32, u32)> {
        self.pieces.iter().filter_map(|piece| piece.sentence).collect()
    }

    /// The scores of its pieces.
    pub fn scores(&self) -> Vec<f32> {
        self.pieces.iter().map(|piece| piece.score).collect()
    }

    /// The pieces that the summarizer wrote itself.
    pub fn own_texts(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|piece| piece.sentence.is_none())
    }

    /// What the summarizer logged: level, from 1 error to 5 trace, and message.
    pub fn log_lines(&self) -> &[(u32, String)] {
        &self.log
    }

    /// What it counted.
    pub fn metrics(&self) -> &[(String, f64)] {
        &self.metrics
    }

    /// How far it said the work was, each time.
    pub fn progress(&self) -> &[f32] {
        &self.progress
    }

    fn read(answer: Answer, task: &Task) -> Result<Self, Failure> {
        let Answer { status, record, .. } = answer;
        if let Some(message) = record.fault {
            return Err(Failure { status: abi::STATUS_INTERNAL, message });
        }
        let stopped = task.stop.load(std::sync::atomic::Ordering::Relaxed) != 0;
        if status == abi::STATUS_CANCELLED || stopped && status == abi::STATUS_OK {
            let message = "the call was stopped".to_owned();
            return Err(Failure { status: abi::STATUS_CANCELLED, message });
        }
        if status != abi::STATUS_OK {
            let message = record.message.unwrap_or_else(|| "it doesn't say why".to_owned());
            return Err(Failure { status, message });
        }
        let taken = record.offers.into_iter().filter(|offer| offer.code == abi::EMIT_TAKEN);
        let pieces =
            taken.filter_map(|offer| Piece::read(offer.what, offer.score, &task.collection)).collect();
        Ok(Self { pieces, log: record.log, metrics: record.metrics, progress: record.progress })
    }
}

impl Piece {
    fn read(offered: Offered, score: f32, collection: &Collection) -> Option<Self> {
        match offered {
            Offered::Text { kind, text, spans, .. } => {
                Some(Self { text, score, sentence: None, text_kind: Some(kind), spans })
            }
            Offered::Sentence { document, sentence } => {
                let source = collection.documents.get(document as usize)?;
                let raw = source.sentences.get(sentence as usize)?;
                let span = Span { document, start: raw.start, end: raw.end };
                let text = source.sentence_text(raw).to_owned();
                Some(Self {
                    text,
                    score,
                    sentence: Some((document, sentence)),
                    text_kind: None,
                    spans: vec![span],
                })
            }
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", status_name(self.status), self.message)
    }
}

impl std::error::Error for Failure {}
