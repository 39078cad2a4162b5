//! The work of a summary: analyse the documents, call the summarizer, make the answer.

mod running;
mod shadow;

use std::{
    cell::OnceCell,
    collections::BTreeSet,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use synoptic_api::v1;
use synoptic_document_store::Micros;
use synoptic_plugin_host::{Catalog, Document, Kind, Known, Outcome, Registry, Resolved, Summarizer, Task};
use synoptic_story::{Alignment, Names, SIMILARITY_MIN, known};
use synoptic_text_analysis::Language;
use tokio::sync::oneshot;

use crate::{
    Limits,
    analysis_cache::AnalysisCache,
    error::{Error, Fault},
    from_proto::Spec,
    lanes::{Job, Lanes, Terms, Ticket},
    offsets::OffsetIndex,
    reports::reports,
    to_proto,
};
use running::run_calls;
pub(crate) use shadow::{ShadowReport, Shadows};

/// What summaries are made with.
pub(crate) struct Engine {
    pub(crate) registry: Arc<Registry>,
    pub(crate) cache: AnalysisCache,
    pub(crate) lanes: Lanes<Work>,
    pub(crate) limits: Limits,
    pub(crate) default_summarizer: String,
    pub(crate) shadows: Shadows,
    /// Where calls that failed by a plugin's fault are written down, if anywhere.
    pub(crate) recordings: Option<PathBuf>,
}

/// What the threads of lanes work on.
pub(crate) enum Work {
    /// A summary.
    Summary(Box<SummaryCall>),
    /// Anything else.
    Other(Box<dyn FnOnce(Ticket) + Send>),
}

/// A summary to make.
pub(crate) struct SummaryCall {
    engine: Arc<Engine>,
    gathered: Gathered,
    spec: Spec,
    chosen: Chosen,
    listener: Option<Listener>,
    answer: oneshot::Sender<Result<v1::Summary, Error>>,
    span: tracing::Span,
}

/// The summarizers of a request: the one that was asked for, then its fallbacks. Those that can't be tried stand there as errors.
struct Chosen {
    /// Why those before the first one that can be tried aren't.
    passed_over: Vec<Error>,
    /// The first one that can be tried.
    first: Summarizer,
    /// Those behind it.
    further: Vec<Result<Summarizer, Error>>,
    /// A summarizer that is tried beside the one that was asked for, and the route that says so.
    shadow: Option<(String, Summarizer)>,
}

/// The lane of work that no plugin has a part in: no plugin can have the name.
pub(crate) const DOCUMENTS_LANE: &str = "(documents)";

/// A document to summarize, stored or inline.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) name: String,
    /// 0 for an inline document.
    pub(crate) revision: u64,
    /// Of title and text as they are stored; empty for an inline document.
    pub(crate) digest: String,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) outlet: String,
    pub(crate) publish_time: Option<Micros>,
    pub(crate) language: Option<Language>,
    /// Whether the reader has seen it.
    pub(crate) seen: bool,
    /// Whether it is there as something that the reader has seen alone, and isn't to be summarized.
    pub(crate) beside: bool,
}

/// The documents of a request, and what the caller should know of them.
pub(crate) struct Gathered {
    pub(crate) sources: Vec<Source>,
    pub(crate) warnings: Vec<v1::Warning>,
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
    /// How many of the documents, the first ones, are to be summarized; a reader has seen those behind.
    inputs: usize,
    pub(crate) digests: Vec<Arc<str>>,
    pub(crate) revisions: Vec<u64>,
    /// Made when spans are asked for in other units than bytes.
    pub(crate) offsets: Vec<OnceCell<OffsetIndex>>,
    pub(crate) cache_hits: usize,
    pub(crate) took: Duration,
}

impl Analysed {
    /// The documents that are to be summarized.
    pub(crate) fn inputs(&self) -> &[Document] {
        &self.documents[..self.inputs]
    }
}

/// What an answer is made of.
pub(crate) struct Finished<'a> {
    pub(crate) sources: &'a Analysed,
    pub(crate) summarizer: &'a Summarizer,
    pub(crate) outcome: Outcome,
    pub(crate) spec: &'a Spec,
    pub(crate) waited: Duration,
    pub(crate) took: Duration,
    pub(crate) warnings: Vec<v1::Warning>,
}

impl Engine {
    /// Summarizes on a thread of the plugin's lane, telling `listener` each step if there is one.
    pub(crate) async fn summarize(
        self: &Arc<Self>,
        gathered: Gathered,
        mut spec: Spec,
        terms: Terms,
        listener: Option<Listener>,
    ) -> Result<v1::Summary, Error> {
        let chosen = self.choose(&spec, &gathered.sources)?;
        if !chosen.passed_over.is_empty() {
            // They were meant for the summarizer that was asked for.
            spec.params.clear();
        }
        let lane = self.lanes.lane(chosen.first.plugin());
        let span = tracing::Span::current();
        let engine = Arc::clone(self);
        let call = |answer| {
            let call = SummaryCall { engine, gathered, spec, chosen, listener, answer, span };
            Work::Summary(Box::new(call))
        };
        lane.run(terms, call).await
    }

    /// Runs work that no plugin has a part in.
    pub(crate) async fn compute<T: Send + 'static>(
        &self,
        terms: Terms,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let span = tracing::Span::current();
        let work = |answer: oneshot::Sender<Result<T, Error>>| {
            Work::Other(Box::new(move |_| {
                // The caller may have gone.
                let _ = answer.send(span.in_scope(|| guarded(work)));
            }))
        };
        self.lanes.lane(DOCUMENTS_LANE).run(terms, work).await
    }

    /// The summarizer that was asked for, and those to try after it. One at least must be there and make the kind; where none does, the
    /// error is that of the one that was asked for. That one must take the parameters, where it is there.
    fn choose(&self, spec: &Spec, sources: &[Source]) -> Result<Chosen, Error> {
        let catalog = self.registry.catalog();
        let resolve = |name: &str, field: String| {
            catalog.resolve(name, || content(sources)).map_err(|error| Fault::from(error).of(field))
        };
        let name =
            if spec.summarizer.is_empty() { self.default_of(spec.kind) } else { spec.summarizer.clone() };
        let asked = resolve(&name, "spec.summarizer".to_owned());
        if let Ok(Resolved { summarizer, .. }) = &asked {
            summarizer.check_params(&spec.params).map_err(|error| Fault::from(error).of("spec.params"))?;
        }
        let fallback = |(index, name): (usize, &String)| resolve(name, format!("spec.fallbacks[{index}]"));
        let fallbacks = spec.fallbacks.iter().enumerate().map(fallback);
        let mut passed_over = Vec::new();
        let mut candidates =
            std::iter::once(asked).chain(fallbacks).map(|resolved| makes(resolved?, spec.kind, &catalog));
        let Resolved { summarizer: first, shadow } = loop {
            match candidates.next() {
                Some(Ok(resolved)) => break resolved,
                Some(Err(error)) => passed_over.push(error),
                None => return Err(passed_over.swap_remove(0)),
            }
        };
        let shadow = shadow.filter(|_| passed_over.is_empty()).map(|shadow| (name, shadow));
        let further = candidates.map(|resolved| Ok(resolved?.summarizer)).collect();
        Ok(Chosen { passed_over, first, further, shadow })
    }

    /// The summarizer of a request that names none: the default one where it makes the kind, else the first that does.
    fn default_of(&self, kind: Kind) -> String {
        let catalog = self.registry.catalog();
        let makes = |summarizer: &Summarizer| summarizer.kinds().contains(&kind);
        let default = || catalog.resolve(&self.default_summarizer, || 0).ok();
        if kind == Kind::Extractive || default().is_some_and(|resolved| makes(&resolved.summarizer)) {
            return self.default_summarizer.clone();
        }
        let names = catalog.summarizers().filter(makes).map(|summarizer| summarizer.name().to_owned());
        names.min().unwrap_or_else(|| self.default_summarizer.clone())
    }

    /// Analyses the sources, each once for all requests.
    pub(crate) fn analyse(&self, sources: Vec<Source>, language: Option<Language>) -> Analysed {
        let begun = Instant::now();
        let mut analysed = Analysed {
            documents: Vec::with_capacity(sources.len()),
            inputs: sources.iter().filter(|source| !source.beside).count(),
            digests: Vec::with_capacity(sources.len()),
            revisions: Vec::with_capacity(sources.len()),
            offsets: sources.iter().map(|_| OnceCell::new()).collect(),
            cache_hits: 0,
            took: Duration::ZERO,
        };
        let seen: Vec<bool> = sources.iter().map(|source| source.seen).collect();
        for source in sources {
            let (found, hit) = self.cache.analyse(
                &source.title,
                &source.text,
                source.language.or(language),
                source.revision > 0,
            );
            analysed.cache_hits += usize::from(hit);
            analysed.digests.push(found.digest);
            analysed.revisions.push(source.revision);
            analysed.documents.push(Document {
                name: source.name,
                title: source.title,
                outlet: source.outlet,
                publish_time_ms: source.publish_time.map(|time| time / 1000),
                analysis: found.analysis,
                known: Known::Nothing,
            });
        }
        if seen.contains(&true) {
            mark_known(&mut analysed.documents, &seen);
        }
        analysed.took = begun.elapsed();
        analysed
    }
}

/// Marks what a reader knows who has seen some of the documents.
fn mark_known(documents: &mut [Document], seen: &[bool]) {
    let known = {
        let mut reports = reports(documents);
        reports.iter_mut().zip(seen).for_each(|(report, seen)| report.seen = *seen);
        let names = Names::find(&reports);
        known(&reports, &names, &Alignment::new(&reports, &names, SIMILARITY_MIN))
    };
    for ((document, known), seen) in documents.iter_mut().zip(known).zip(seen) {
        document.known = if *seen { Known::All } else { Known::Sentences(known.into()) };
    }
}

/// What a name stands for, where it makes the kind of summary that is asked for.
fn makes(resolved: Resolved, kind: Kind, catalog: &Catalog) -> Result<Resolved, Error> {
    if resolved.summarizer.kinds().contains(&kind) {
        return Ok(resolved);
    }
    let makers = catalog.summarizers().filter(|summarizer| summarizer.kinds().contains(&kind));
    let makers: BTreeSet<String> = makers.map(|summarizer| summarizer.name().to_owned()).collect();
    let fault = Fault::Kind {
        summarizer: resolved.summarizer.name().to_owned(),
        kind: to_proto::kind(kind).as_str_name().trim_start_matches("SUMMARY_KIND_").to_owned(),
        makers: makers.into_iter().collect(),
    };
    Err(fault.of("spec.kind"))
}

/// A number of the documents' content, by which routes choose.
fn content(sources: &[Source]) -> u64 {
    let mut hasher = DefaultHasher::new();
    sources.iter().for_each(|source| source.text.hash(&mut hasher));
    hasher.finish()
}

/// What a summarizer is asked for.
fn task<'a>(
    documents: &'a [Document],
    spec: &'a Spec,
    params: &'a serde_json::Map<String, serde_json::Value>,
    ticket: &'a Ticket,
    streaming: bool,
) -> Task<'a> {
    Task {
        documents,
        kind: spec.kind,
        length: spec.length,
        order: spec.order,
        rules: spec.rules,
        focus: &spec.focus,
        params,
        stop: &ticket.stop,
        deadline: ticket.deadline,
        streaming,
    }
}

/// Runs work, whose panic is this request's failure alone.
fn guarded<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    result.unwrap_or_else(|_| Err(Error::Internal("a job panicked".to_owned())))
}

impl Job for Work {
    fn batch_max(&self) -> usize {
        match self {
            Self::Summary(call) => call.chosen.first.batch_max(),
            Self::Other(_) => 1,
        }
    }

    fn joins(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Summary(one), Self::Summary(other)) => one.chosen.first.is(&other.chosen.first),
            _ => false,
        }
    }

    fn run(jobs: Vec<(Self, Ticket)>) {
        let mut calls = Vec::with_capacity(jobs.len());
        for (job, ticket) in jobs {
            match job {
                Self::Summary(call) => calls.push((*call, ticket)),
                // A panic would take the thread along.
                Self::Other(run) => drop(guarded(|| {
                    run(ticket);
                    Ok(())
                })),
            }
        }
        if !calls.is_empty() {
            run_calls(calls);
        }
    }
}
