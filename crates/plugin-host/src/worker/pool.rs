//! The workers of one version of a plugin: as many as run at a time, and a warm spare.

use std::{
    ops::{Deref, DerefMut},
    path::PathBuf,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    Open,
    process::{Lost, Worker},
};
use crate::{LoadError, StopSignal, description::Described};

/// How workers of a version are started.
#[derive(Debug, Clone)]
pub(crate) struct Launch {
    /// The program that runs as `synoptic worker`.
    pub(crate) program: PathBuf,
    pub(crate) open: Open,
    /// How many run at a time.
    pub(crate) workers_max: usize,
}

/// The workers of one version.
pub(crate) struct Pool {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    /// The state has changed.
    changed: Condvar,
    crashes: AtomicU64,
    kills: AtomicU64,
    starts: AtomicU64,
}

struct State {
    idle: Vec<Worker>,
    busy: usize,
    /// Calls that wait for a worker.
    waiting: usize,
    /// Failures since the last success: calls that cost a worker, and workers that didn't come up.
    failures: u32,
    /// No worker is started before.
    not_before: Instant,
    circuit: Circuit,
    closed: bool,
    last_error: String,
}

/// Whether calls get a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Circuit {
    Closed,
    /// Calls are refused until a new worker has come up, with its self test, not before a time.
    Open {
        until: Instant,
    },
}

/// How a pool fares.
#[derive(Debug, Clone, Default)]
pub(crate) struct PoolState {
    pub(crate) idle: usize,
    pub(crate) busy: usize,
    pub(crate) open: bool,
    pub(crate) crashes: u64,
    pub(crate) kills: u64,
    pub(crate) starts: u64,
    pub(crate) last_error: String,
}

/// Why a call gets no worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoWorker {
    /// Too many calls have cost a worker; the circuit is open for so long.
    CircuitOpen { retry_after: Duration },
    /// The call was stopped while it waited.
    Stopped,
}

/// So many failures in a row open the circuit.
const FAILURES_MAX: u32 = 5;

/// The pause before a worker is started again: none after the first failure, then this, doubled each time up to the greatest.
const BACKOFF: Duration = Duration::from_millis(100);
const BACKOFF_MAX: Duration = Duration::from_secs(30);

/// A worker that has worked for so long, or has seen so large requests, is replaced: what its plugin has leaked goes with it.
const BUSY_MAX: Duration = Duration::from_secs(1800);
const REGION_BYTES_KEPT: usize = 64 << 20;

/// How often workers at rest are looked at, whether they are: seldom enough to cost nothing, and often enough that a thread which was
/// left behind takes the processor for moments.
const REST_LOOK: Duration = Duration::from_secs(5);

/// How often a waiting call looks whether it was stopped. A stop has its own event once the call has a worker.
const STOP_LOOK: Duration = Duration::from_millis(20);

impl Pool {
    /// Starts the first worker, and keeps as many as are needed from then on.
    pub(crate) fn start(launch: Launch) -> Result<(Self, Described), LoadError> {
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                idle: Vec::new(),
                busy: 0,
                waiting: 0,
                failures: 0,
                not_before: Instant::now(),
                circuit: Circuit::Closed,
                closed: false,
                last_error: String::new(),
            }),
            changed: Condvar::new(),
            crashes: AtomicU64::new(0),
            kills: AtomicU64::new(0),
            starts: AtomicU64::new(0),
        });
        let (first, started) = mpsc::channel();
        let keeper = Arc::clone(&shared);
        // Workers are children of this thread, and end with it.
        let spawned = thread::Builder::new().name("plugin-keeper".to_owned()).spawn(move || {
            let begun = keeper.start_worker(&launch);
            let is_up = begun.is_ok();
            // The loader waits for it.
            let _ = first.send(begun);
            if is_up {
                keeper.keep(&launch);
            }
        });
        let failed = |what: &dyn ToString| LoadError::Worker { what: what.to_string() };
        spawned.map_err(|error| failed(&error))?;
        let described = started.recv().map_err(|error| failed(&error))??;
        Ok((Self { shared }, described))
    }

    /// Takes a worker, waiting for one where need be.
    pub(crate) fn checkout(&self, stops: &[&StopSignal], deadline: Instant) -> Result<Lent<'_>, NoWorker> {
        let mut state = self.shared.lock();
        loop {
            if let Circuit::Open { until } = state.circuit {
                let retry_after = until.saturating_duration_since(Instant::now()).max(BACKOFF);
                return Err(NoWorker::CircuitOpen { retry_after });
            }
            let mut died = false;
            while let Some(worker) = state.idle.pop() {
                if worker.is_idle() {
                    state.busy += 1;
                    // The keeper has nothing to do while there is a spare one, and a wake-up costs as much as a short call.
                    if state.idle.is_empty() {
                        self.shared.changed.notify_all();
                    }
                    return Ok(Lent { pool: &self.shared, worker: Some(worker), failed: false });
                }
                // It has ended between calls, or says what nobody asked.
                died = true;
                "a worker ended between calls".clone_into(&mut state.last_error);
                self.shared.crashes.fetch_add(1, Ordering::Relaxed);
            }
            if died {
                // Whatever ended it would end the next one too. The keeper must know, as no call may come that waits.
                state.note_failure();
                self.shared.changed.notify_all();
                continue;
            }
            if stops.iter().all(|stop| stop.is_set()) || Instant::now() >= deadline {
                return Err(NoWorker::Stopped);
            }
            self.shared.changed.notify_all();
            state.waiting += 1;
            state = self.shared.wait(state, STOP_LOOK);
            state.waiting -= 1;
        }
    }

    /// How the pool fares.
    pub(crate) fn state(&self) -> PoolState {
        let state = self.shared.lock();
        PoolState {
            idle: state.idle.len(),
            busy: state.busy,
            open: state.circuit != Circuit::Closed,
            crashes: self.shared.crashes.load(Ordering::Relaxed),
            kills: self.shared.kills.load(Ordering::Relaxed),
            starts: self.shared.starts.load(Ordering::Relaxed),
            last_error: state.last_error.clone(),
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.closed = true;
        // They are killed and waited for, which takes a millisecond.
        state.idle.clear();
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>, time: Duration) -> MutexGuard<'a, State> {
        self.changed.wait_timeout(state, time).unwrap_or_else(PoisonError::into_inner).0
    }

    /// Starts workers as they are needed, until the pool is dropped.
    fn keep(&self, launch: &Launch) {
        let mut state = self.lock();
        let mut look_at = Instant::now() + REST_LOOK;
        while !state.closed {
            let now = Instant::now();
            if now >= look_at {
                look_at = now + REST_LOOK;
                let restless = self.take_restless(&mut state);
                if !restless.is_empty() {
                    drop(state);
                    // Not under the lock: they are killed and waited for.
                    drop(restless);
                    state = self.lock();
                    continue;
                }
            }
            let wanted = (state.busy + 1).min(launch.workers_max + 1);
            let is_short = state.idle.len() + state.busy < wanted;
            if !is_short {
                state = self.wait(state, look_at - now);
            } else if now < state.not_before {
                let pause = state.not_before - now;
                state = self.wait(state, pause);
            } else {
                drop(state);
                if let Err(error) = self.start_worker(launch) {
                    tracing::warn!(library = %launch.open.library.display(), %error, "a worker doesn't come up");
                }
                state = self.lock();
            }
        }
    }

    /// Takes the workers that compute although they have nothing to do.
    fn take_restless(&self, state: &mut State) -> Vec<Worker> {
        let restless: Vec<Worker> = state.idle.extract_if(.., Worker::is_restless).collect();
        if !restless.is_empty() {
            let what =
                "it computed on after its call, in a thread that its plugin left behind, and was killed";
            what.clone_into(&mut state.last_error);
            self.kills.fetch_add(restless.len() as u64, Ordering::Relaxed);
        }
        restless
    }

    /// Starts a worker. One that comes up has passed its self test, and closes the circuit.
    fn start_worker(&self, launch: &Launch) -> Result<Described, LoadError> {
        self.starts.fetch_add(1, Ordering::Relaxed);
        let started = Worker::start(&launch.program, &launch.open);
        let mut state = self.lock();
        let result = match started {
            Ok((worker, described)) => {
                if !state.closed {
                    state.idle.push(worker);
                }
                if state.circuit != Circuit::Closed {
                    state.circuit = Circuit::Closed;
                    // One more failure opens it again.
                    state.failures = FAILURES_MAX - 1;
                }
                Ok(described)
            }
            Err(error) => {
                state.last_error = error.to_string();
                state.note_failure();
                Err(error)
            }
        };
        self.changed.notify_all();
        result
    }
}

impl State {
    /// Counts a failure, and so puts off the next start.
    fn note_failure(&mut self) {
        self.failures = self.failures.saturating_add(1);
        let doublings = self.failures.saturating_sub(2).min(16);
        let pause = if self.failures < 2 { Duration::ZERO } else { BACKOFF * (1 << doublings) };
        let pause = jittered(pause.min(BACKOFF_MAX));
        self.not_before = Instant::now() + pause;
        if self.failures >= FAILURES_MAX {
            self.circuit = Circuit::Open { until: self.not_before };
            // They come from before; a new one has to show that it is sound.
            self.idle.clear();
        }
    }
}

/// A pause between three quarters and five quarters of what was asked, so that plugins which failed together don't come back
/// together.
fn jittered(pause: Duration) -> Duration {
    use std::hash::{BuildHasher as _, RandomState};
    let random = RandomState::new().hash_one(0) % 512;
    pause.mul_f64(0.75 + f64::from(u32::try_from(random).unwrap_or(0)) / 1024.0)
}

/// A worker that is lent to one call.
pub(crate) struct Lent<'a> {
    pool: &'a Shared,
    worker: Option<Worker>,
    failed: bool,
}

impl Lent<'_> {
    /// Notes how the call went.
    pub(crate) fn note(&mut self, result: &Result<Vec<i32>, Lost>) {
        let Err(lost) = result else { return };
        self.failed = true;
        match lost {
            Lost::Killed => self.pool.kills.fetch_add(1, Ordering::Relaxed),
            Lost::Crashed(_) | Lost::Misbehaved(_) => self.pool.crashes.fetch_add(1, Ordering::Relaxed),
        };
        self.pool.lock().last_error = match lost {
            Lost::Killed => "it ignored the stop word and was killed".to_owned(),
            Lost::Crashed(how) => format!("its process ended: {how}"),
            Lost::Misbehaved(how) => how.clone(),
        };
    }
}

impl Deref for Lent<'_> {
    type Target = Worker;

    fn deref(&self) -> &Worker {
        self.worker.as_ref().expect("it is there until it is given back")
    }
}

impl DerefMut for Lent<'_> {
    fn deref_mut(&mut self) -> &mut Worker {
        self.worker.as_mut().expect("it is there until it is given back")
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let Some(worker) = self.worker.take() else { return };
        // A panic of the host's during the call: the plugin may still be at work on it.
        self.failed |= thread::panicking() || !worker.has_shelf();
        let worn = worker.busy() > BUSY_MAX || worker.region_used() > REGION_BYTES_KEPT;
        let mut state = self.pool.lock();
        state.busy -= 1;
        if self.failed {
            state.note_failure();
        } else {
            state.failures = 0;
        }
        if !self.failed && !worn && !state.closed && state.circuit == Circuit::Closed {
            state.idle.push(worker);
            if state.waiting > 0 {
                self.pool.changed.notify_all();
            }
            return;
        }
        self.pool.changed.notify_all();
        drop(state);
        // Not under the lock: it is killed and waited for.
        drop(worker);
    }
}
