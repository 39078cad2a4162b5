//! The work of a summary: analyse the documents, call the summarizer, make the answer.

use std::{
    cell::OnceCell,
    sync::Arc,
    time::{Duration, Instant},
};

use synoptic_api::v1;
use synoptic_document_store::Micros;
use synoptic_plugin_host::{CallError, Catalog, Document, Event, Outcome, Summarizer, Task};
use synoptic_text_analysis::{Language, SentenceFlags};

use crate::{
    Limits,
    analysis_cache::AnalysisCache,
    compute::{Compute, Ticket},
    error::{Error, Fault},
    from_proto::{OffsetUnits, Spec},
    offsets::OffsetIndex,
    to_proto,
};

/// What summaries are made with.
pub(crate) struct Engine {
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) cache: AnalysisCache,
    pub(crate) compute: Compute,
    pub(crate) limits: Limits,
    pub(crate) default_summarizer: String,
}

/// A document to summarize, stored or inline.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) name: String,
    /// 0 for an inline document.
    pub(crate) revision: u64,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) outlet: String,
    pub(crate) publish_time: Option<Micros>,
    pub(crate) language: Option<Language>,
}

/// A step that a stream tells.
pub(crate) enum Step {
    Segment(Box<v1::Segment>),
    Progress(f32),
}

/// Is told each step.
pub(crate) type Listener = Box<dyn FnMut(Step) + Send>;

/// The sources as the summarizer and the answer need them.
pub(crate) struct Analysed {
    pub(crate) documents: Vec<Document>,
    pub(crate) digests: Vec<String>,
    pub(crate) revisions: Vec<u64>,
    /// Made when spans are asked for in other units than bytes.
    pub(crate) offsets: Vec<OnceCell<OffsetIndex>>,
    pub(crate) cache_hits: usize,
    pub(crate) took: Duration,
}

/// What an answer is made of.
pub(crate) struct Finished<'a> {
    pub(crate) sources: &'a Analysed,
    pub(crate) summarizer: &'a Summarizer,
    pub(crate) outcome: Outcome,
    pub(crate) units: OffsetUnits,
    pub(crate) kind: v1::SummaryKind,
    pub(crate) waited: Duration,
    pub(crate) took: Duration,
    pub(crate) warnings: Vec<v1::Warning>,
}

impl Engine {
    /// Summarizes on a compute thread, telling `listener` each step if there is one.
    pub(crate) async fn summarize(
        self: &Arc<Self>,
        sources: Vec<Source>,
        spec: Spec,
        deadline: Instant,
        mut listener: Option<Listener>,
    ) -> Result<v1::Summary, Error> {
        let summarizers = self.choose(&spec)?;
        let engine = Arc::clone(self);
        let job = move |ticket: Ticket| engine.work(sources, &spec, &summarizers, &ticket, &mut listener);
        self.compute.run(deadline, job).await
    }

    /// The summarizer that was asked for, and those to try after it; all of them must exist and take the parameters.
    fn choose(&self, spec: &Spec) -> Result<Vec<Arc<Summarizer>>, Error> {
        let first = if spec.summarizer.is_empty() { &self.default_summarizer } else { &spec.summarizer };
        let summarizer =
            self.catalog.resolve(first).map_err(|error| Fault::from(error).of("spec.summarizer"))?;
        summarizer.check_params(&spec.params).map_err(|error| Fault::from(error).of("spec.params"))?;
        let mut chosen = vec![Arc::clone(summarizer)];
        for (index, name) in spec.fallbacks.iter().enumerate() {
            let fallback = self.catalog.resolve(name);
            chosen.push(Arc::clone(
                fallback.map_err(|error| Fault::from(error).of(format!("spec.fallbacks[{index}]")))?,
            ));
        }
        if let Some(other) = chosen.iter().find(|summarizer| !summarizer.kinds().contains(&spec.kind)) {
            return Err(CallError::KindNotSupported { summarizer: other.name().to_owned() }.into());
        }
        Ok(chosen)
    }

    fn work(
        &self,
        sources: Vec<Source>,
        spec: &Spec,
        summarizers: &[Arc<Summarizer>],
        ticket: &Ticket,
        listener: &mut Option<Listener>,
    ) -> Result<v1::Summary, Error> {
        let sources = self.analyse(sources, spec.language);
        let mut warnings = cut_warnings(&sources);
        let mut remaining = summarizers.iter();
        let mut failure = Error::Internal("no summarizer was chosen".to_owned());
        while let Some(summarizer) = remaining.next() {
            let begun = Instant::now();
            // Parameters are the first summarizer's own.
            let own = Arc::ptr_eq(summarizer, &summarizers[0]);
            match self.call(summarizer, own, &sources, spec, ticket, listener) {
                Ok(outcome) => {
                    return Ok(to_proto::summary(Finished {
                        sources: &sources,
                        summarizer,
                        outcome,
                        units: spec.offset_units,
                        kind: to_proto::kind(spec.kind),
                        waited: ticket.waited,
                        took: begun.elapsed(),
                        warnings,
                    }));
                }
                Err(error) if is_worth_a_fallback(&error) && remaining.len() > 0 => {
                    warnings.push(to_proto::warning("FALLBACK_USED", error.to_string(), "spec.summarizer"));
                    failure = error.into();
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(failure)
    }

    fn call(
        &self,
        summarizer: &Summarizer,
        own_params: bool,
        sources: &Analysed,
        spec: &Spec,
        ticket: &Ticket,
        listener: &mut Option<Listener>,
    ) -> Result<Outcome, CallError> {
        let none = serde_json::Map::new();
        let task = Task {
            documents: &sources.documents,
            kind: spec.kind,
            length: spec.length,
            order: spec.order,
            focus: &spec.focus,
            params: if own_params { &spec.params } else { &none },
            stop: &ticket.stop,
            deadline: ticket.deadline,
        };
        summarizer.run(&task, &mut |event| {
            let Some(listener) = listener else { return };
            listener(match event {
                Event::Piece(piece) => {
                    Step::Segment(Box::new(to_proto::segment(piece, sources, spec.offset_units)))
                }
                Event::Progress(fraction) => Step::Progress(fraction),
            });
        })
    }

    /// Analyses the sources, each once for all requests.
    fn analyse(&self, sources: Vec<Source>, language: Option<Language>) -> Analysed {
        let begun = Instant::now();
        let mut analysed = Analysed {
            documents: Vec::with_capacity(sources.len()),
            digests: Vec::with_capacity(sources.len()),
            revisions: Vec::with_capacity(sources.len()),
            offsets: sources.iter().map(|_| OnceCell::new()).collect(),
            cache_hits: 0,
            took: Duration::ZERO,
        };
        for source in sources {
            let found = self.cache.analyse(
                &source.title,
                &source.text,
                source.language.or(language),
                source.revision > 0,
            );
            analysed.cache_hits += usize::from(found.hit);
            analysed.digests.push(format!("sha256:{}", hex::encode(found.digest)));
            analysed.revisions.push(source.revision);
            analysed.documents.push(Document {
                name: source.name,
                title: source.title,
                outlet: source.outlet,
                publish_time_ms: source.publish_time.map(|time| time / 1000),
                analysis: found.analysis,
            });
        }
        analysed.took = begun.elapsed();
        analysed
    }
}

/// Whether another summarizer may do better: not where the request is at fault or the caller has gone.
fn is_worth_a_fallback(error: &CallError) -> bool {
    match error {
        CallError::Failed { .. }
        | CallError::Panicked { .. }
        | CallError::Misbehaved { .. }
        | CallError::Refused { .. } => true,
        CallError::KindNotSupported { .. } | CallError::NoSentences | CallError::Stopped => false,
    }
}

/// Warns of texts whose sentences had to be cut, as they have no marks.
fn cut_warnings(sources: &Analysed) -> Vec<v1::Warning> {
    let is_cut = |document: &&Document| {
        document.analysis.sentences().iter().any(|sentence| sentence.flags.contains(SentenceFlags::CUT))
    };
    let warn = |document: &Document| {
        let max = synoptic_text_analysis::SENTENCE_BYTES_MAX;
        let message = format!(
            "\"{}\" runs on for more than {max} bytes without the end of a sentence and was cut",
            document.name
        );
        to_proto::warning("SENTENCES_CUT", message, "inputs")
    };
    sources.documents.iter().filter(is_cut).map(warn).collect()
}
