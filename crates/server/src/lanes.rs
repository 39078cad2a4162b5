//! Admission: a lane for each plugin, with a bounded queue and threads of its own, so that one that is stuck leaves the others
//! alone.

mod queue;

use std::{
    collections::{BTreeMap, HashSet},
    io, mem,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use synoptic_plugin_host::StopSignal;
use tokio::sync::oneshot;

use crate::error::Error;
use queue::{Place, Queue};

/// What the threads of a lane work on.
pub(crate) trait Job: Send + 'static {
    /// How many jobs may run as one, where they join.
    fn batch_max(&self) -> usize;
    /// Whether another job may run with this one.
    fn joins(&self, other: &Self) -> bool;
    /// Runs jobs that join, at least one.
    fn run(jobs: Vec<(Self, Ticket)>)
    where
        Self: Sized;
}

/// What a job may ask for while it runs.
pub(crate) struct Ticket {
    /// Set once the answer is of no use any more.
    pub(crate) stop: Arc<StopSignal>,
    /// When that will be so.
    pub(crate) deadline: Instant,
    /// How long the job waited for a thread.
    pub(crate) waited: Duration,
}

/// Whose request it is, how urgent, and until when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    pub(crate) deadline: Instant,
    pub(crate) priority: Priority,
    /// Callers take turns.
    pub(crate) caller: u64,
}

/// How urgent a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Priority {
    Interactive,
    Batch,
}

/// The lanes, by name.
pub(crate) struct Lanes<J> {
    lanes: Mutex<BTreeMap<String, Arc<Lane<J>>>>,
    threads: usize,
    queue_max: usize,
}

/// A queue, and the threads that work it off.
pub(crate) struct Lane<J> {
    name: String,
    threads_max: usize,
    queue_max: usize,
    state: Mutex<State<J>>,
    changed: Condvar,
}

struct State<J> {
    queue: Queue<Entry<J>>,
    threads: usize,
    /// Those that wait for an entry.
    idle: usize,
    /// Those that wait for more entries of their kind.
    gathering: usize,
    running: HashSet<u64>,
    /// Those of the running that ignore the stop word.
    stuck: HashSet<u64>,
    next_id: u64,
    /// How long jobs take: a mean that forgets.
    mean: Duration,
    closed: bool,
}

struct Entry<J> {
    id: u64,
    job: J,
    stop: Arc<StopSignal>,
    deadline: Instant,
    queued: Instant,
}

/// How a lane fares.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct LaneState {
    pub(crate) waiting: usize,
    pub(crate) running: usize,
    pub(crate) stuck: usize,
}

/// The longest wait that a refused client is told: the mean may be far off.
const RETRY_AFTER_MAX: Duration = Duration::from_secs(10);
const RETRY_AFTER_MIN: Duration = Duration::from_millis(10);

/// How long a job may go on after its stop word was set before its thread counts as lost, and another takes its place.
const STUCK_AFTER: Duration = Duration::from_millis(500);

/// So many lost threads a lane has replaced at most; more would take the processor from everybody.
const STUCK_MAX: usize = 4;

/// How long a thread without a job stays.
const IDLE_MAX: Duration = Duration::from_secs(30);

/// How long the first of several jobs waits for others to run with it: the smaller of this, and a hundredth of the time that it
/// has left.
const GATHER_MAX: Duration = Duration::from_millis(2);

impl<J: Job> Lanes<J> {
    /// Lanes with so many threads each; one a core when `threads` is 0.
    pub(crate) fn new(threads: usize, queue_max: usize) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Self { lanes: Mutex::default(), threads: if threads == 0 { cores } else { threads }, queue_max }
    }

    /// The lane of a name, made at its first use.
    pub(crate) fn lane(&self, name: &str) -> Arc<Lane<J>> {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lane) = lanes.get(name) {
            return Arc::clone(lane);
        }
        let lane = Arc::new(Lane::new(name, self.threads, self.queue_max));
        lanes.insert(name.to_owned(), Arc::clone(&lane));
        lane
    }

    /// How the lane of a name fares.
    pub(crate) fn state(&self, name: &str) -> LaneState {
        let lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        lanes.get(name).map_or_else(LaneState::default, |lane| lane.fares())
    }

    /// Forgets lanes that nobody needs any more: those without a live plugin, once they are empty. Whoever still holds one may
    /// use it: its threads end by themselves.
    pub(crate) fn keep(&self, is_live: impl Fn(&str) -> bool) {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        lanes.retain(|name, lane| is_live(name) || !lane.is_unused());
    }
}

impl<J> Drop for Lanes<J> {
    fn drop(&mut self) {
        let lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        lanes.values().for_each(|lane| lane.close());
    }
}

impl<J> Lane<J> {
    fn new(name: &str, threads_max: usize, queue_max: usize) -> Self {
        Self {
            name: name.to_owned(),
            threads_max,
            queue_max,
            state: Mutex::new(State {
                queue: Queue::default(),
                threads: 0,
                idle: 0,
                gathering: 0,
                running: HashSet::new(),
                stuck: HashSet::new(),
                next_id: 0,
                mean: Duration::from_millis(1),
                closed: false,
            }),
            changed: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<J>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    fn fares(&self) -> LaneState {
        let state = self.lock();
        LaneState { waiting: state.queue.len(), running: state.running.len(), stuck: state.stuck.len() }
    }

    fn is_unused(&self) -> bool {
        let state = self.lock();
        state.queue.len() == 0 && state.running.is_empty()
    }
}

impl<J: Job> Lane<J> {
    /// Runs a job on a thread of the lane, and waits for its answer. The job is told to stop when the deadline passes, and when
    /// this future is dropped; it leaves the queue when that happens before its turn.
    pub(crate) async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        terms: Terms,
        job: impl FnOnce(oneshot::Sender<Result<T, Error>>) -> J,
    ) -> Result<T, Error> {
        let allowed = terms.deadline.saturating_duration_since(Instant::now());
        let (answer, answered) = oneshot::channel();
        let (id, place, stop) = self.admit(terms, job(answer))?;
        let mut waiter = Waiter { lane: Arc::clone(self), id, place: Some(place), stop };
        match tokio::time::timeout_at(terms.deadline.into(), answered).await {
            Ok(Ok(result)) => {
                waiter.place = None;
                result
            }
            // The job was dropped before it began: no thread is left that could take it, or its time was up.
            Ok(Err(_)) if let Some(error) = self.lost(&self.lock()) => Err(error),
            Ok(Err(_)) | Err(_) => Err(Error::DeadlineExceeded { allowed }),
        }
    }

    /// Runs a job that nobody waits for, where there is room for it at once.
    pub(crate) fn try_run(self: &Arc<Self>, terms: Terms, job: J) -> Result<(), Error> {
        let state = self.lock();
        let busy = state.queue.len() > 0 || state.running.len() >= self.threads_max;
        let waiting = state.queue.len();
        drop(state);
        if busy {
            return Err(Error::QueueFull { waiting, retry_after: RETRY_AFTER_MIN });
        }
        self.admit(terms, job).map(|_| ())
    }

    /// Puts a job into the queue, unless it is full, or the job's turn would come after its deadline.
    fn admit(self: &Arc<Self>, terms: Terms, job: J) -> Result<(u64, Place, Arc<StopSignal>), Error> {
        let now = Instant::now();
        let stop = Arc::new(StopSignal::default());
        let mut state = self.lock();
        if state.closed {
            return Err(Error::ShuttingDown);
        }
        if let Some(error) = self.lost(&state) {
            return Err(error);
        }
        let wait = self.expected_wait(&state, terms.priority);
        if state.queue.len() >= self.queue_max {
            return Err(Error::QueueFull { waiting: state.queue.len(), retry_after: retry_after(wait) });
        }
        if now + wait > terms.deadline {
            let allowed = terms.deadline.saturating_duration_since(now);
            return Err(Error::QueueTooLong { wait, allowed, retry_after: retry_after(wait) });
        }
        let id = state.next_id;
        state.next_id += 1;
        let entry = Entry { id, job, stop: Arc::clone(&stop), deadline: terms.deadline, queued: now };
        let place = state.queue.push(terms.priority, terms.caller, id, entry);
        // Idle threads may not have woken up yet for entries that came before.
        let is_short = state.idle < state.queue.len() && state.threads < self.threads_allowed(&state);
        if is_short {
            state.threads += 1;
        }
        let (idle, gathering) = (state.idle, state.gathering);
        drop(state);
        // To wake a thread costs a system call, and what it does before it sleeps again. One that gathers takes no entry of another kind,
        // and may be the one that is woken: so all are.
        if gathering > 0 {
            self.changed.notify_all();
        } else if idle > 0 {
            self.changed.notify_one();
        }
        if is_short && let Err(error) = self.start_thread() {
            let mut state = self.lock();
            if state.threads == 0 && state.queue.remove(&place).is_some() {
                return Err(error);
            }
        }
        Ok((id, place, stop))
    }

    /// Why no job is taken any more, where all threads count as lost that the lane may have.
    fn lost(&self, state: &State<J>) -> Option<Error> {
        let calls = state.stuck.len();
        let is_lost = calls >= self.threads_max + STUCK_MAX;
        is_lost.then(|| Error::PluginStuck { plugin: self.name.clone(), calls })
    }

    /// How long a new job is likely to wait: for those before it, shared among the threads, and for half of what runs.
    fn expected_wait(&self, state: &State<J>, priority: Priority) -> Duration {
        let before = state.queue.before(priority);
        let free = self.threads_max.saturating_sub(state.running.len() - state.stuck.len());
        if before < free {
            return Duration::ZERO;
        }
        let turns = (before - free) as f64 / self.threads_max as f64 + 0.5;
        state.mean.mul_f64(turns)
    }

    fn threads_allowed(&self, state: &State<J>) -> usize {
        self.threads_max + state.stuck.len().min(STUCK_MAX)
    }

    fn start_thread(self: &Arc<Self>) -> Result<(), Error> {
        let lane = Arc::clone(self);
        let started = thread::Builder::new().name(self.name.clone()).spawn(move || lane.work());
        started.map(|_| ()).map_err(|error: io::Error| {
            self.lock().threads -= 1;
            Error::Internal(format!("a thread can't be started: {error}"))
        })
    }

    /// What a thread of the lane does.
    fn work(&self) {
        let mut state = self.lock();
        loop {
            if state.closed || state.threads > self.threads_allowed(&state) {
                break;
            }
            let Some(entry) = state.queue.pop() else {
                state.idle += 1;
                let (next, waited) =
                    self.changed.wait_timeout(state, IDLE_MAX).unwrap_or_else(PoisonError::into_inner);
                state = next;
                state.idle -= 1;
                if waited.timed_out() && state.queue.len() == 0 {
                    break;
                }
                continue;
            };
            let entries;
            (state, entries) = self.gather(state, entry);
            state = self.work_off(state, entries);
        }
        state.threads -= 1;
    }

    /// Takes those that may run with an entry, and waits a moment for more of them.
    fn gather<'a>(
        &'a self,
        mut state: MutexGuard<'a, State<J>>,
        first: Entry<J>,
    ) -> (MutexGuard<'a, State<J>>, Vec<Entry<J>>) {
        let max = first.job.batch_max();
        let mut entries = vec![first];
        if max < 2 {
            return (state, entries);
        }
        let begun = Instant::now();
        let left = entries[0].deadline.saturating_duration_since(begun);
        let until = begun + GATHER_MAX.min(left / 100);
        loop {
            let first = &entries[0].job;
            let joining = state.queue.take(max - entries.len(), |entry| first.joins(&entry.job));
            entries.extend(joining);
            let now = Instant::now();
            if entries.len() >= max || now >= until || state.closed {
                return (state, entries);
            }
            state.gathering += 1;
            let (next, _) =
                self.changed.wait_timeout(state, until - now).unwrap_or_else(PoisonError::into_inner);
            state = next;
            state.gathering -= 1;
        }
    }

    /// Runs entries, but for those whose answer is of no use any more.
    fn work_off<'a>(
        &'a self,
        mut state: MutexGuard<'a, State<J>>,
        mut entries: Vec<Entry<J>>,
    ) -> MutexGuard<'a, State<J>> {
        let begun = Instant::now();
        entries.retain(|entry| !entry.stop.is_set() && begun < entry.deadline);
        if entries.is_empty() {
            return state;
        }
        let ids: Vec<u64> = entries.iter().map(|entry| entry.id).collect();
        state.running.extend(&ids);
        drop(state);
        let ticket = |entry: Entry<J>| {
            let waited = begun - entry.queued;
            (entry.job, Ticket { stop: entry.stop, deadline: entry.deadline, waited })
        };
        J::run(entries.into_iter().map(ticket).collect());
        let took = begun.elapsed() / u32::try_from(ids.len()).unwrap_or(1);
        let mut state = self.lock();
        for id in ids {
            state.running.remove(&id);
            state.stuck.remove(&id);
        }
        // Each job moves the mean by an eighth.
        state.mean = state.mean - state.mean / 8 + took / 8;
        state
    }

    /// Notes a job that goes on although it was stopped, and has another thread take its place.
    fn note_stuck(self: &Arc<Self>, id: u64) {
        let mut state = self.lock();
        if !state.running.contains(&id) || !state.stuck.insert(id) {
            return;
        }
        tracing::warn!(plugin = self.name, "a call goes on although it was stopped");
        let is_short = state.idle < state.queue.len() && state.threads < self.threads_allowed(&state);
        if is_short {
            state.threads += 1;
        }
        // Jobs that run together are stuck together: other threads may be free.
        let is_alone = state.idle + state.gathering == 0 && state.running.len() == state.stuck.len();
        let waiting = if is_alone && self.lost(&state).is_some() {
            mem::take(&mut state.queue)
        } else {
            Queue::default()
        };
        drop(state);
        // Whoever waits for one hears that it is gone.
        drop(waiting);
        if is_short {
            // Where it fails, the next request tries again.
            let _ = self.start_thread();
        }
    }
}

fn retry_after(wait: Duration) -> Duration {
    wait.clamp(RETRY_AFTER_MIN, RETRY_AFTER_MAX)
}

/// Whoever waits for a job's answer. When it goes without one, the job is stopped, or leaves the queue.
struct Waiter<J: Job> {
    lane: Arc<Lane<J>>,
    id: u64,
    /// Where the job waits, or waited; `None` once it was answered.
    place: Option<Place>,
    stop: Arc<StopSignal>,
}

impl<J: Job> Drop for Waiter<J> {
    fn drop(&mut self) {
        let Some(place) = self.place.take() else { return };
        self.stop.set();
        let waiting = self.lane.lock().queue.remove(&place);
        if waiting.is_some() {
            return;
        }
        let (lane, id) = (Arc::clone(&self.lane), self.id);
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                tokio::time::sleep(STUCK_AFTER).await;
                lane.note_stuck(id);
            });
        }
    }
}
