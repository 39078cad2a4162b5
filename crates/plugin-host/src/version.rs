//! A version of a plugin that is live: its summarizers, and where they run.

use std::{
    collections::VecDeque,
    fmt,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use arc_swap::ArcSwap;
use serde_json::{Map, Value};
use synoptic_plugin_sdk::Kind;
use tempfile::TempPath;

use crate::{
    CallError, LoadError, ParamsError,
    description::{self, Described, Description},
    library::Library,
    manifest::Isolation,
    worker::{Launch, Pool},
};

/// A live version of a plugin.
pub struct Version {
    pub(crate) name: String,
    pub(crate) version: semver::Version,
    /// The version as a text.
    version_text: String,
    digest: String,
    toolchain: String,
    sdk: String,
    /// Whether the operator listed its digest.
    pub(crate) trusted: bool,
    /// The package's folder.
    pub(crate) folder: PathBuf,
    /// Whether it is live as long as its package is in the plugin folder.
    pub(crate) from_folder: bool,
    pub(crate) descriptions: Vec<Description>,
    engine: ArcSwap<Engine>,
    launch: Launch,
    /// Removed with the version where nothing else uses it.
    _private_copy: Option<TempPath>,
    panics: Mutex<VecDeque<Instant>>,
    demoting: AtomicBool,
    pub(crate) counters: Counters,
}

/// Where the summarizers of a version run.
pub(crate) enum Engine {
    InProcess(Library),
    Workers(Pool),
}

/// What a version did.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) calls: AtomicU64,
    pub(crate) failures: AtomicU64,
    pub(crate) panics: AtomicU64,
    pub(crate) microseconds: AtomicU64,
}

/// How a version fares.
#[derive(Debug, Clone, PartialEq)]
pub struct VersionState {
    /// Where it runs.
    pub isolation: Isolation,
    /// Whether calls are answered: not while the circuit is open.
    pub ready: bool,
    /// How many calls it has had.
    pub calls: u64,
    /// How many of them failed by its fault.
    pub failures: u64,
    /// How many of them ended in a panic.
    pub panics: u64,
    /// How long they took in all.
    pub busy: Duration,
    /// Workers that wait for a call.
    pub workers_idle: usize,
    /// Workers that have one.
    pub workers_busy: usize,
    /// Workers that were started.
    pub worker_starts: u64,
    /// Workers that ended by themselves.
    pub worker_crashes: u64,
    /// Workers that were killed, as they ignored the stop word.
    pub worker_kills: u64,
    /// What went wrong last.
    pub last_error: String,
}

/// So many panics within this time move a version from the server's process to workers.
const PANICS_MAX: usize = 3;
const PANICS_WITHIN: Duration = Duration::from_secs(60);

/// What a version is made of.
pub(crate) struct Parts {
    pub(crate) described: Described,
    pub(crate) descriptions: Vec<Description>,
    pub(crate) engine: Engine,
    pub(crate) version: semver::Version,
    pub(crate) digest: String,
    pub(crate) trusted: bool,
    pub(crate) folder: PathBuf,
    pub(crate) from_folder: bool,
    pub(crate) launch: Launch,
    pub(crate) private_copy: Option<TempPath>,
}

impl Version {
    pub(crate) fn new(parts: Parts) -> Self {
        Self {
            name: parts.described.plugin,
            version_text: parts.version.to_string(),
            version: parts.version,
            digest: parts.digest,
            toolchain: parts.described.toolchain,
            sdk: parts.described.sdk,
            trusted: parts.trusted,
            folder: parts.folder,
            from_folder: parts.from_folder,
            descriptions: parts.descriptions,
            engine: ArcSwap::from_pointee(parts.engine),
            launch: parts.launch,
            _private_copy: parts.private_copy,
            panics: Mutex::default(),
            demoting: AtomicBool::new(false),
            counters: Counters::default(),
        }
    }

    /// The plugin's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version, as in semantic versioning.
    pub fn version(&self) -> &str {
        &self.version_text
    }

    /// `sha256:` and the hexadecimal SHA-256 of its library.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// What it was compiled with.
    pub fn toolchain(&self) -> &str {
        &self.toolchain
    }

    /// The SDK that it was written with.
    pub fn sdk(&self) -> &str {
        &self.sdk
    }

    /// The names of its summarizers.
    pub fn summarizers(&self) -> impl Iterator<Item = &str> {
        self.descriptions.iter().map(|description| description.name.as_str())
    }

    /// How it fares.
    pub fn state(&self) -> VersionState {
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let mut state = VersionState {
            isolation: Isolation::InProcess,
            ready: true,
            calls: count(&self.counters.calls),
            failures: count(&self.counters.failures),
            panics: count(&self.counters.panics),
            busy: Duration::from_micros(count(&self.counters.microseconds)),
            workers_idle: 0,
            workers_busy: 0,
            worker_starts: 0,
            worker_crashes: 0,
            worker_kills: 0,
            last_error: String::new(),
        };
        if let Engine::Workers(pool) = &**self.engine.load() {
            let pool = pool.state();
            state.isolation = Isolation::Worker;
            state.ready = !pool.open;
            state.workers_idle = pool.idle;
            state.workers_busy = pool.busy;
            state.worker_starts = pool.starts;
            state.worker_crashes = pool.crashes;
            state.worker_kills = pool.kills;
            state.last_error = pool.last_error;
        }
        state
    }

    pub(crate) fn engine(&self) -> Arc<Engine> {
        self.engine.load_full()
    }

    /// Counts a call; after too many panics the version goes to workers.
    pub(crate) fn note(self: &Arc<Self>, took: Duration, failure: Option<&CallError>) {
        self.counters.calls.fetch_add(1, Ordering::Relaxed);
        let microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.counters.microseconds.fetch_add(microseconds, Ordering::Relaxed);
        let Some(failure) = failure.filter(|failure| failure.is_the_plugins()) else { return };
        self.counters.failures.fetch_add(1, Ordering::Relaxed);
        if matches!(failure, CallError::Panicked { .. }) {
            self.counters.panics.fetch_add(1, Ordering::Relaxed);
            if self.has_panicked_too_often() && !self.demoting.swap(true, Ordering::Relaxed) {
                self.demote();
            }
        }
    }

    fn has_panicked_too_often(&self) -> bool {
        let mut panics = self.panics.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        panics.push_back(now);
        while panics.front().is_some_and(|first| now - *first > PANICS_WITHIN) {
            panics.pop_front();
        }
        panics.len() >= PANICS_MAX && matches!(&**self.engine.load(), Engine::InProcess(_))
    }

    /// Moves a version from the server's process to workers, beside the calls that go on.
    fn demote(self: &Arc<Self>) {
        tracing::warn!(
            plugin = self.name,
            version = self.version_text,
            "panics too often; moving it to workers"
        );
        let version = Arc::clone(self);
        let moved = thread::Builder::new().name("plugin-demotion".to_owned()).spawn(move || {
            let started = Pool::start(version.launch.clone());
            version.demoting.store(false, Ordering::Relaxed);
            match started {
                Ok((pool, _)) => version.engine.store(Arc::new(Engine::Workers(pool))),
                Err(error) => tracing::error!(plugin = version.name, %error, "can't be moved to workers"),
            }
        });
        if let Err(error) = moved {
            self.demoting.store(false, Ordering::Relaxed);
            tracing::error!(plugin = self.name, %error, "can't be moved to workers");
        }
    }
}

impl Drop for Version {
    fn drop(&mut self) {
        tracing::info!(plugin = self.name, version = self.version_text, "drained and unloaded");
    }
}

impl fmt::Debug for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}@{}", self.name, self.version_text)
    }
}

/// A summarizer of a live version.
#[derive(Clone)]
pub struct Summarizer {
    pub(crate) live: Arc<Version>,
    /// Its place in the library.
    pub(crate) index: usize,
}

impl Summarizer {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.description_of().name
    }

    /// The version of its plugin.
    pub fn version(&self) -> &str {
        self.live.version()
    }

    /// The name of its plugin.
    pub fn plugin(&self) -> &str {
        self.live.name()
    }

    /// `sha256:` and the hexadecimal SHA-256 of its library.
    pub fn digest(&self) -> &str {
        self.live.digest()
    }

    /// The version of the plugin that it belongs to.
    pub fn live(&self) -> &Arc<Version> {
        &self.live
    }

    /// What it does.
    pub fn description(&self) -> &str {
        &self.description_of().description
    }

    /// The languages that it was made for; any when empty.
    pub fn languages(&self) -> &[String] {
        &self.description_of().languages
    }

    /// The kinds of summary that it makes.
    pub fn kinds(&self) -> &[Kind] {
        &self.description_of().kinds
    }

    /// Whether it follows a focus.
    pub fn supports_focus(&self) -> bool {
        self.description_of().focus
    }

    /// The most requests that one call takes; above 1, those that come at about the same time may be gathered.
    pub fn batch_max(&self) -> usize {
        self.description_of().batch_max
    }

    /// The JSON Schema of its parameters.
    pub fn params_schema(&self) -> &Value {
        self.description_of().params.schema()
    }

    /// Checks parameters against the schema.
    ///
    /// # Errors
    ///
    /// When they don't fit.
    pub fn check_params(&self, params: &Map<String, Value>) -> Result<(), ParamsError> {
        self.description_of().params.check(self.name(), params)
    }

    /// Whether both are the same summarizer of the same live version.
    pub fn is(&self, other: &Self) -> bool {
        self.index == other.index && Arc::ptr_eq(&self.live, &other.live)
    }

    pub(crate) fn description_of(&self) -> &Description {
        &self.live.descriptions[self.index]
    }
}

impl fmt::Debug for Summarizer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}@{}", self.name(), self.version())
    }
}

/// Checks what a library says of itself, and takes over what its manifest says of parameters.
pub(crate) fn check_described(
    described: &Described,
    params: &std::collections::BTreeMap<String, Map<String, Value>>,
) -> Result<Vec<Description>, LoadError> {
    let mut descriptions = description::check(described)?;
    check_params(&descriptions, params)?;
    for description in &mut descriptions {
        if let Some(params) = params.get(&description.name) {
            description.default_params.clone_from(params);
        }
    }
    Ok(descriptions)
}

/// Checks the defaults that a manifest gives the parameters of summarizers.
pub(crate) fn check_params(
    descriptions: &[Description],
    params: &std::collections::BTreeMap<String, Map<String, Value>>,
) -> Result<(), LoadError> {
    let refusal = |what: String| LoadError::Manifest { what: format!("params: {what}") };
    for (summarizer, params) in params {
        let description = descriptions.iter().find(|description| description.name == *summarizer);
        let description =
            description.ok_or_else(|| refusal(format!("there is no summarizer `{summarizer}`")))?;
        description.params.check(summarizer, params).map_err(|error| refusal(error.to_string()))?;
    }
    Ok(())
}
