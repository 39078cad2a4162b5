//! Summaries in the making: on a thread of a lane, several of one summarizer in one call.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use synoptic_api::v1;
use synoptic_plugin_host::{
    CallError, Document, Event, Listener as CallListener, Outcome, Recording, Summarizer, Task,
};
use synoptic_text_analysis::SentenceFlags;
use tokio::sync::oneshot;

use super::{Analysed, Chosen, Engine, Finished, Gathered, Listener, Step, SummaryCall, guarded, task};
use crate::{error::Error, evaluate::check_segments, from_proto::Spec, lanes::Ticket, to_proto};

/// Makes summaries by one summarizer, in one call where it gathers.
pub(super) fn run_calls(calls: Vec<(SummaryCall, Ticket)>) {
    // Log lines of a gathered call belong to the first of its requests.
    let span = calls[0].0.span.clone();
    let _entered = span.enter();
    let mut running: Vec<Running> = Vec::with_capacity(calls.len());
    for (call, ticket) in calls {
        running.extend(Running::begin(call, ticket));
    }
    let Some(first) = running.first() else { return };
    let summarizer = first.chosen.first.clone();
    let begun = Instant::now();
    let results = guarded(|| {
        let (tasks, mut listeners): (Vec<_>, Vec<_>) =
            running.iter_mut().map(|running| running.task(true)).unzip();
        let mut listeners: Vec<CallListener<'_>> =
            listeners.iter_mut().map(|listener| listener as CallListener<'_>).collect();
        Ok(summarizer.run_batch(&tasks, &mut listeners))
    });
    let took = begun.elapsed();
    let Ok(results) = results else {
        for running in running {
            let _ = running.answer.send(Err(Error::Internal("a job panicked".to_owned())));
        }
        return;
    };
    // Those that have their answer don't wait for others' fallbacks.
    let (settled, others): (Vec<_>, Vec<_>) = running
        .into_iter()
        .zip(results)
        .partition(|(running, result)| result.is_ok() || running.chosen.further.is_empty());
    for (running, result) in settled.into_iter().chain(others) {
        running.end(result, took);
    }
}

/// A summary in the making.
struct Running {
    engine: Arc<Engine>,
    sources: Analysed,
    /// What the caller should know so far.
    warnings: Vec<v1::Warning>,
    spec: Spec,
    chosen: Chosen,
    listener: Option<Listener>,
    answer: oneshot::Sender<Result<v1::Summary, Error>>,
    ticket: Ticket,
    no_params: serde_json::Map<String, serde_json::Value>,
}

impl Running {
    /// Analyses the documents; `None` where that fails, and was answered.
    fn begin(call: SummaryCall, ticket: Ticket) -> Option<Self> {
        let SummaryCall { engine, gathered, spec, chosen, listener, answer, .. } = call;
        let Gathered { sources, warnings } = gathered;
        match guarded(|| Ok(engine.analyse(sources, spec.language))) {
            Ok(sources) => Some(Self {
                engine,
                sources,
                warnings,
                spec,
                chosen,
                listener,
                answer,
                ticket,
                no_params: serde_json::Map::new(),
            }),
            Err(error) => {
                let _ = answer.send(Err(error));
                None
            }
        }
    }

    /// The task for a summarizer, and who is told what happens. Parameters are the first summarizer's own.
    fn task(&mut self, own_params: bool) -> (Task<'_>, impl FnMut(Event<'_>)) {
        let Self { sources, spec, ticket, listener, no_params, .. } = self;
        let sources = &*sources;
        let params = if own_params { &spec.params } else { no_params };
        let task = task(&sources.documents, spec, params, ticket, listener.is_some());
        let units = spec.offset_units;
        let listen = move |event: Event<'_>| {
            let Some(listener) = listener else { return };
            listener(match event {
                Event::Piece(piece) => Step::Segment(Box::new(to_proto::segment(piece, sources, units))),
                Event::Progress(fraction) => Step::Progress(fraction),
            });
        };
        (task, listen)
    }

    /// Answers with what the first summarizer made, or with what those after it make.
    fn end(mut self, result: Result<Outcome, CallError>, took: Duration) {
        let answer = guarded(|| Ok(self.settle(result, took)));
        let (result, outcome) = match answer {
            Ok((result, outcome)) => (result, outcome),
            Err(error) => (Err(error), None),
        };
        let Self { engine, sources, spec, chosen, answer, .. } = self;
        // The caller may have gone.
        let _ = answer.send(result);
        if let (Some((route, summarizer)), Some(outcome)) = (chosen.shadow, outcome) {
            engine.run_shadow(&route, summarizer, sources, spec, outcome, took);
        }
    }

    /// Makes the answer; the outcome comes along where a shadow is to be compared with it.
    fn settle(
        &mut self,
        first: Result<Outcome, CallError>,
        first_took: Duration,
    ) -> (Result<v1::Summary, Error>, Option<Outcome>) {
        let mut warnings = std::mem::take(&mut self.warnings);
        warnings.extend(cut_warnings(&self.sources));
        // Why those before don't answer, in their order.
        let mut failures = std::mem::take(&mut self.chosen.passed_over);
        let mut further = std::mem::take(&mut self.chosen.further).into_iter();
        let mut summarizer = self.chosen.first.clone();
        let (mut result, mut took, mut is_first) = (first, first_took, true);
        loop {
            if let Err(error) = &result {
                self.record(&summarizer, error, is_first);
            }
            match result {
                Ok(outcome) => {
                    warnings.extend(fallback_warnings(&failures));
                    let kept = (is_first && self.chosen.shadow.is_some()).then(|| outcome.clone());
                    return (Ok(self.summary(&summarizer, outcome, took, warnings)), kept);
                }
                Err(CallError::NoSentences) if self.spec.since.is_some() => {
                    warnings.extend(fallback_warnings(&failures));
                    let message = "the documents say nothing that the reader hasn't seen".to_owned();
                    warnings.push(to_proto::warning("NOTHING_NEW", message, "spec.since"));
                    let empty = Outcome::empty(self.spec.length, &self.sources.documents);
                    return (Ok(self.summary(&summarizer, empty, took, warnings)), None);
                }
                Err(error) if is_worth_a_fallback(&error) => failures.push(error.into()),
                Err(error) => return (Err(error.into()), None),
            }
            summarizer = loop {
                match further.next() {
                    Some(Ok(next)) => break next,
                    Some(Err(error)) => failures.push(error),
                    // What the one that was asked for has to say.
                    None => return (Err(failures.swap_remove(0)), None),
                }
            };
            let begun = Instant::now();
            let (task, mut listen) = self.task(false);
            result = summarizer.run(&task, &mut listen);
            (took, is_first) = (begun.elapsed(), false);
        }
    }

    /// Writes down a call that failed by the plugin's fault, where the operator asked for that.
    fn record(&mut self, summarizer: &Summarizer, error: &CallError, own_params: bool) {
        let Some(folder) = self.engine.recordings.clone().filter(|_| error.is_the_plugins()) else { return };
        let (task, _) = self.task(own_params);
        match Recording::new(summarizer, &task, error).save(&folder) {
            Ok(file) => tracing::info!(file = %file.display(), "a failed call was recorded"),
            Err(error) => {
                tracing::warn!(folder = %folder.display(), %error, "a failed call can't be recorded");
            }
        }
    }

    fn summary(
        &self,
        summarizer: &Summarizer,
        outcome: Outcome,
        took: Duration,
        warnings: Vec<v1::Warning>,
    ) -> v1::Summary {
        let mut summary = to_proto::summary(Finished {
            sources: &self.sources,
            summarizer,
            outcome,
            spec: &self.spec,
            waited: self.ticket.waited,
            took,
            warnings,
        });
        check_segments(&mut summary.segments, &self.sources);
        summary
    }
}

/// Whether another summarizer may do better: not where the request is at fault or the caller has gone.
fn is_worth_a_fallback(error: &CallError) -> bool {
    match error {
        CallError::Failed { .. }
        | CallError::Panicked { .. }
        | CallError::Misbehaved { .. }
        | CallError::Crashed { .. }
        | CallError::CircuitOpen { .. }
        | CallError::TooLarge { .. }
        | CallError::Refused { .. } => true,
        CallError::KindNotSupported { .. } | CallError::NoSentences | CallError::Stopped => false,
    }
}

/// Tells of each summarizer that didn't answer; the first error is that of the one that was asked for.
fn fallback_warnings(failures: &[Error]) -> impl Iterator<Item = v1::Warning> {
    failures.iter().enumerate().map(|(place, error)| {
        let field = match place {
            0 => "spec.summarizer".to_owned(),
            _ => format!("spec.fallbacks[{}]", place - 1),
        };
        to_proto::warning("FALLBACK_USED", error.to_string(), &field)
    })
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
    sources.inputs().iter().filter(is_cut).map(warn).collect()
}
