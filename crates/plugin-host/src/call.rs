//! One call: a task to a summarizer, and what came out.

use std::{
    cell::RefCell,
    time::{Duration, Instant},
};

use serde_json::{Map, Value};
use synoptic_plugin_sdk::{Kind, abi};

use crate::{
    CallError, StopSignal, Summarizer,
    budget::Budget,
    doorbell::Run,
    raw::{RawRequest, WireRequest},
    region::{ALIGNMENT, Region, STOP_WORDS, TooLarge},
    rules::{Quality, Referee, Rules},
    selection::{Length, Order, Piece, Selection, Shortfall},
    sink::{Collector, Sink},
    version::Engine,
    view::{Document, View},
    worker::{Lost, NoWorker, Pool},
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
    /// What else decides what stands in it.
    pub rules: Rules,
    /// What it shall turn on; may be empty.
    pub focus: &'a str,
    /// Parameters that were checked with [`Summarizer::check_params`].
    pub params: &'a Map<String, Value>,
    /// Ends the call.
    pub stop: &'a StopSignal,
    /// When the caller has no more use for an answer.
    pub deadline: Instant,
    /// Whether the listener wants to hear of pieces at once.
    pub streaming: bool,
}

/// Is told what happens during a call.
pub type Listener<'a> = &'a mut dyn FnMut(Event<'_>);

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
    /// Whether a focus was asked for that the summarizer doesn't follow itself: sentences beside it came last.
    pub focus_filtered: bool,
    /// Whether none of the focus' terms occur in the documents.
    pub focus_unknown: bool,
    /// What the summarizer counted.
    pub metrics: Vec<(String, f64)>,
}

impl Outcome {
    /// Of a call that wasn't made, as the documents hold nothing that may stand in a summary of such a length.
    pub fn empty(length: Length, documents: &[Document]) -> Self {
        let (_, requested) = length.raw(documents);
        Self {
            pieces: Vec::new(),
            requested,
            returned: 0,
            shortfall: Some(Shortfall::SourcesExhausted),
            focus_filtered: false,
            focus_unknown: false,
            metrics: Vec::new(),
        }
    }
}

thread_local! {
    /// Memory for the arrays of calls in this process, kept from call to call.
    static REGION: RefCell<Region> = RefCell::new(Region::own());
}

/// Memory above this is given back after a call, in bytes; that of an article or a few is kept.
const REGION_BYTES_KEPT: usize = 4 << 20;

impl Summarizer {
    /// Runs a task on the calling thread, telling `listener` what happens.
    ///
    /// # Errors
    ///
    /// When the summarizer refuses, fails, panics, crashes or breaks its contract, or the call is stopped.
    pub fn run(&self, task: &Task<'_>, listener: Listener<'_>) -> Result<Outcome, CallError> {
        let mut results = self.run_batch(std::slice::from_ref(task), &mut [listener]);
        results.pop().unwrap_or(Err(CallError::Stopped))
    }

    /// Runs several tasks in one call, with a listener and a result for each, where the summarizer's
    /// [`batch_max`](Self::batch_max) allows so many; otherwise one after the other.
    pub fn run_batch(
        &self,
        tasks: &[Task<'_>],
        listeners: &mut [Listener<'_>],
    ) -> Vec<Result<Outcome, CallError>> {
        let at_once = self.batch_max().min(STOP_WORDS);
        let mut results = Vec::with_capacity(tasks.len());
        for (tasks, listeners) in tasks.chunks(at_once).zip(listeners.chunks_mut(at_once)) {
            let begun = Instant::now();
            let answers = self.run_chunk(tasks, listeners);
            let took = begun.elapsed() / u32::try_from(tasks.len()).unwrap_or(1);
            answers.iter().for_each(|answer| self.live.note(took, answer.as_ref().err()));
            results.extend(answers);
        }
        results
    }

    fn run_chunk(
        &self,
        tasks: &[Task<'_>],
        listeners: &mut [Listener<'_>],
    ) -> Vec<Result<Outcome, CallError>> {
        match &*self.live.engine() {
            Engine::InProcess(library) => REGION.with_borrow_mut(|region| {
                let bytes = tasks.iter().map(|task| View::bytes(task.documents)).sum();
                let views = region.clear(bytes).map(|()| {
                    tasks.iter().map(|task| View::place(task.documents, region)).collect::<Vec<_>>()
                });
                let answers = self.prepare(tasks, views, region).map(|prepared| {
                    self.collect(tasks, &prepared, region, listeners, |sinks| {
                        let raw = |index: usize| prepared[index].raw(&tasks[index], region);
                        let requests: Vec<RawRequest<'_>> = live_tasks(&prepared).map(raw).collect();
                        Ok(library.call(self.index, &requests, sinks))
                    })
                });
                if region.used() > REGION_BYTES_KEPT {
                    *region = Region::own();
                }
                answers.unwrap_or_else(|error| vec![Err(error); tasks.len()])
            }),
            Engine::Workers(pool) => self.run_in_worker(pool, tasks, listeners),
        }
    }

    fn run_in_worker(
        &self,
        pool: &Pool,
        tasks: &[Task<'_>],
        listeners: &mut [Listener<'_>],
    ) -> Vec<Result<Outcome, CallError>> {
        let deadline = tasks.iter().map(|task| task.deadline).max().unwrap_or_else(Instant::now);
        let stops: Vec<&StopSignal> = tasks.iter().map(|task| task.stop).collect();
        let all = |error: CallError| vec![Err(error); tasks.len()];
        let mut worker = match pool.checkout(&stops, deadline) {
            Ok(worker) => worker,
            Err(NoWorker::Stopped) => return all(CallError::Stopped),
            Err(NoWorker::CircuitOpen { retry_after }) => {
                return all(CallError::CircuitOpen { summarizer: self.name().to_owned(), retry_after });
            }
        };
        // Borrowed apart from the rest of the worker, which sends and receives meanwhile.
        let mut shelf = worker.take_shelf();
        let documents: Vec<&[Document]> = tasks.iter().map(|task| task.documents).collect();
        let views = shelf.place(&documents, tasks.iter().map(wire_bytes).sum());
        let region = &mut shelf.region;
        let answers = self.prepare(tasks, views, region).map(|prepared| {
            let stops: Vec<&StopSignal> = live_tasks(&prepared).map(|index| tasks[index].stop).collect();
            // The worker is at work while the host prepares to listen.
            let asked = (!stops.is_empty()).then(|| {
                let wire = |index: usize| prepared[index].wire(&tasks[index], !self.supports_focus(), region);
                let wires: Vec<WireRequest> = live_tasks(&prepared).map(wire).collect();
                let run = Run {
                    summarizer: u32::try_from(self.index).unwrap_or(u32::MAX),
                    streaming: tasks.iter().any(|task| task.streaming),
                    requests: region.place(wires.into_iter()),
                };
                worker.ask(run, &stops)
            });
            self.collect(tasks, &prepared, region, listeners, |sinks| {
                let result = asked.map_or(Ok(Vec::new()), |asked| worker.listen(asked, deadline, sinks));
                worker.note(&result);
                result.map_err(|lost| match lost {
                    Lost::Killed => CallError::Stopped,
                    Lost::Crashed(how) => CallError::Crashed { summarizer: self.name().to_owned(), how },
                    Lost::Misbehaved(what) => {
                        CallError::Misbehaved { summarizer: self.name().to_owned(), what }
                    }
                })
            })
        });
        worker.give_back_shelf(shelf);
        answers.unwrap_or_else(all)
    }

    /// Completes the views of tasks.
    fn prepare<'t>(
        &self,
        tasks: &'t [Task<'t>],
        views: Result<Vec<View<'t>>, TooLarge>,
        region: &Region,
    ) -> Result<Vec<Prepared<'t>>, CallError> {
        let views = views.map_err(|large| CallError::TooLarge { needed: large.needed, room: large.room })?;
        let prepared = tasks.iter().zip(views).map(|(task, view)| {
            let (length_unit, length) = task.length.raw(task.documents);
            Prepared {
                supported: self.kinds().contains(&task.kind),
                has_candidates: view.has_candidates(region),
                focus_terms: view.focus_terms(task.focus),
                params: self.params_of(task),
                length_unit,
                length,
                view,
            }
        });
        Ok(prepared.collect())
    }

    /// The parameters of a task over those of the manifest, as JSON; empty where there are none.
    fn params_of(&self, task: &Task<'_>) -> String {
        let defaults = &self.description_of().default_params;
        if task.params.is_empty() && defaults.is_empty() {
            return String::new();
        }
        let mut params = defaults.clone();
        params.extend(task.params.iter().map(|(name, value)| (name.clone(), value.clone())));
        Value::Object(params).to_string()
    }

    /// Makes collectors, has them filled, and makes outcomes of what they hold. There is a collector for each live task.
    fn collect(
        &self,
        tasks: &[Task<'_>],
        prepared: &[Prepared<'_>],
        region: &Region,
        listeners: &mut [Listener<'_>],
        call: impl FnOnce(&mut [&mut dyn Sink]) -> Result<Vec<i32>, CallError>,
    ) -> Vec<Result<Outcome, CallError>> {
        let mut collectors: Vec<Collector<'_>> = Vec::with_capacity(tasks.len());
        for ((prepared, task), listener) in prepared.iter().zip(tasks).zip(listeners) {
            if prepared.is_live() {
                let focus: &[u32] = if self.supports_focus() { &[] } else { &prepared.focus_terms };
                let referee = Referee::new(task.rules, focus);
                let (sheets, kind) = (prepared.view.sheets(region), task.kind.bit());
                let budget = Budget::new(sheets, kind, prepared.length_unit, prepared.length, referee);
                collectors.push(Collector {
                    summarizer: self.name(),
                    selection: Selection::new(budget),
                    stop: task.stop.word(),
                    listener: *listener,
                    fault: None,
                    message: None,
                    metrics: Vec::new(),
                    log_lines: 0,
                    progress: None,
                });
            }
        }
        let called = if collectors.is_empty() {
            Ok(Vec::new())
        } else {
            let mut sinks: Vec<&mut dyn Sink> =
                collectors.iter_mut().map(|collector| collector as &mut dyn Sink).collect();
            call(&mut sinks)
        };
        let mut collectors = collectors.into_iter();
        let mut statuses = called.clone().unwrap_or_default().into_iter();
        let outcome = |(prepared, task): (&Prepared<'_>, &Task<'_>)| {
            if let Some(error) = prepared.refusal(self.name()) {
                return Err(error);
            }
            let collector = collectors.next().ok_or(CallError::Stopped)?;
            if let Err(error) = &called {
                return Err(if task.stop.is_set() { CallError::Stopped } else { error.clone() });
            }
            let status = statuses.next().unwrap_or(abi::STATUS_INTERNAL);
            self.outcome(status, collector, prepared, task)
        };
        prepared.iter().zip(tasks).map(outcome).collect()
    }

    fn outcome(
        &self,
        status: i32,
        mut collector: Collector<'_>,
        prepared: &Prepared<'_>,
        task: &Task<'_>,
    ) -> Result<Outcome, CallError> {
        self.check_status(status, collector.fault.take(), collector.message.take(), task.stop)?;
        collector.take_deferred();
        let Collector { selection, metrics, .. } = collector;
        let (pieces, requested, returned, shortfall) = selection.finish(task.order, task.kind);
        let asked = !task.focus.is_empty();
        Ok(Outcome {
            pieces,
            requested,
            returned,
            shortfall,
            focus_filtered: asked && !self.supports_focus(),
            focus_unknown: asked && prepared.focus_terms.is_empty(),
            metrics,
        })
    }

    /// Makes an error of a status, or of what the summarizer did wrong whatever its status says.
    fn check_status(
        &self,
        status: i32,
        fault: Option<String>,
        message: Option<String>,
        stop: &StopSignal,
    ) -> Result<(), CallError> {
        let summarizer = self.name().to_owned();
        let message = message.unwrap_or_else(|| "it doesn't say why".to_owned());
        if let Some(what) = fault {
            return Err(CallError::Misbehaved { summarizer, what });
        }
        match status {
            _ if stop.is_set() => Err(CallError::Stopped),
            abi::STATUS_OK => Ok(()),
            abi::STATUS_CANCELLED => Err(CallError::Stopped),
            abi::STATUS_INVALID_ARGUMENT => Err(CallError::Refused { summarizer, message }),
            abi::STATUS_PANICKED => Err(CallError::Panicked { summarizer, message }),
            status => Err(CallError::Failed { summarizer, status, message }),
        }
    }
}

/// A task whose arrays are placed.
struct Prepared<'a> {
    view: View<'a>,
    supported: bool,
    has_candidates: bool,
    focus_terms: Vec<u32>,
    params: String,
    length_unit: u32,
    length: u64,
}

/// The tasks that the summarizer is to see, by their numbers.
fn live_tasks(prepared: &[Prepared<'_>]) -> impl Iterator<Item = usize> {
    (0..prepared.len()).filter(|&index| prepared[index].is_live())
}

impl Prepared<'_> {
    fn is_live(&self) -> bool {
        self.supported && self.has_candidates
    }

    /// Why the summarizer doesn't see it.
    fn refusal(&self, summarizer: &str) -> Option<CallError> {
        if !self.supported {
            return Some(CallError::KindNotSupported { summarizer: summarizer.to_owned() });
        }
        (!self.has_candidates).then_some(CallError::NoSentences)
    }

    fn raw<'r>(&'r self, task: &'r Task<'_>, region: &Region) -> RawRequest<'r> {
        RawRequest {
            kind: task.kind.bit(),
            documents: self.view.raw_documents(region),
            terms: self.view.raw_terms(),
            length_unit: self.length_unit,
            length: self.length,
            focus: task.focus,
            focus_terms: &self.focus_terms,
            params: &self.params,
            stop: task.stop.word(),
            time_left_ms: time_left_ms(task),
        }
    }

    fn wire(&self, task: &Task<'_>, focus_waits: bool, region: &mut Region) -> WireRequest {
        let view = self.view.place_wire(region);
        WireRequest {
            kind: task.kind.bit(),
            length_unit: self.length_unit,
            length: self.length,
            time_left_ms: time_left_ms(task),
            view,
            focus: region.place_text(task.focus),
            focus_terms: region.place(self.focus_terms.iter().copied()),
            params: region.place_text(&self.params),
            quality: u32::from(task.rules.quality == Quality::Standard),
            redundancy_max: task.rules.redundancy_max.unwrap_or(f32::INFINITY).to_bits(),
            focus_waits: focus_waits.into(),
        }
    }
}

/// The most room that a request's parameters take as JSON beside what they take as values: they come from a message, whose
/// length has a bound.
fn wire_bytes(task: &Task<'_>) -> usize {
    let params =
        if task.params.is_empty() { 0 } else { Value::Object(task.params.clone()).to_string().len() };
    let focus_terms: usize = if task.focus.is_empty() {
        0
    } else {
        task.documents.iter().map(|document| document.analysis.term_count()).sum()
    };
    View::wire_bytes(task.documents)
        + task.focus.len()
        + focus_terms * size_of::<u32>()
        + params
        + size_of::<WireRequest>()
        + PARAMS_BYTES_MAX
        + 8 * ALIGNMENT
}

/// Room for the parameters of a manifest, whose length has a bound.
const PARAMS_BYTES_MAX: usize = 1 << 20;

fn time_left_ms(task: &Task<'_>) -> u64 {
    let left: Duration = task.deadline.saturating_duration_since(Instant::now());
    u64::try_from(left.as_millis()).unwrap_or(u64::MAX)
}
