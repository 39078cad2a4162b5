//! The threads that summarize, apart from those that serve connections.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::{
        Arc,
        atomic::{AtomicU32, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crossbeam_channel::{Sender, TrySendError};
use tokio::sync::oneshot;

use crate::error::Error;

/// A bounded queue, and the threads that work it off.
pub(crate) struct Compute {
    queue: Sender<Job>,
    threads: usize,
    /// How long jobs take, in microseconds: a mean that forgets.
    mean_us: Arc<AtomicU64>,
}

/// What a job may ask for while it runs.
pub(crate) struct Ticket {
    /// Not 0 once the answer is of no use any more.
    pub(crate) stop: Arc<AtomicU32>,
    /// When that will be so.
    pub(crate) deadline: Instant,
    /// How long the job waited for a thread.
    pub(crate) waited: Duration,
}

struct Job {
    run: Box<dyn FnOnce(Ticket) + Send>,
    stop: Arc<AtomicU32>,
    deadline: Instant,
    queued: Instant,
}

/// The longest wait that a refused client is told: the mean may be far off.
const RETRY_AFTER_MAX: Duration = Duration::from_secs(10);

impl Compute {
    /// Starts the threads; one a core when `threads` is 0.
    pub(crate) fn start(threads: usize, queue_max: usize) -> Result<Self, std::io::Error> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads = if threads == 0 { cores } else { threads };
        let (queue, waiting) = crossbeam_channel::bounded::<Job>(queue_max);
        let mean_us = Arc::new(AtomicU64::new(1_000));
        for index in 0..threads {
            let (waiting, mean_us) = (waiting.clone(), Arc::clone(&mean_us));
            thread::Builder::new().name(format!("compute-{index}")).spawn(move || {
                for job in waiting {
                    work_off(job, &mean_us);
                }
            })?;
        }
        Ok(Self { queue, threads, mean_us })
    }

    /// Runs a job on a compute thread. The job is told to stop when the deadline passes, and when this future is dropped; it
    /// isn't begun when that happens before its turn.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        deadline: Instant,
        job: impl FnOnce(Ticket) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let allowed = deadline.saturating_duration_since(Instant::now());
        let stop = Arc::new(AtomicU32::new(0));
        let _stop_when_dropped = StopWhenDropped(Arc::clone(&stop));
        let (answer, answered) = oneshot::channel();
        let span = tracing::Span::current();
        let run = Box::new(move |ticket: Ticket| {
            let result = span.in_scope(|| panic::catch_unwind(AssertUnwindSafe(|| job(ticket))));
            let panicked = || Err(Error::Internal("a compute job panicked".to_owned()));
            // The caller may have gone.
            let _ = answer.send(result.unwrap_or_else(|_| panicked()));
        });
        let job = Job { run, stop, deadline, queued: Instant::now() };
        self.queue.try_send(job).map_err(|error| self.refusal(&error))?;
        match tokio::time::timeout_at(deadline.into(), answered).await {
            Ok(Ok(result)) => result,
            // The job was dropped before it began, for which there are two reasons, and the caller is here.
            Ok(Err(_)) | Err(_) => Err(Error::DeadlineExceeded { allowed }),
        }
    }

    fn refusal(&self, error: &TrySendError<Job>) -> Error {
        match error {
            TrySendError::Disconnected(_) => Error::ShuttingDown,
            TrySendError::Full(_) => {
                let waiting = self.queue.len();
                let mean = Duration::from_micros(self.mean_us.load(Ordering::Relaxed));
                let turns = u32::try_from(waiting / self.threads + 1).unwrap_or(u32::MAX);
                let retry_after =
                    mean.saturating_mul(turns).clamp(Duration::from_millis(10), RETRY_AFTER_MAX);
                Error::QueueFull { waiting, retry_after }
            }
        }
    }
}

/// Runs a job, unless its answer is of no use any more.
fn work_off(job: Job, mean_us: &AtomicU64) {
    let begun = Instant::now();
    if job.stop.load(Ordering::Relaxed) != 0 || begun >= job.deadline {
        return;
    }
    let ticket = Ticket { stop: job.stop, deadline: job.deadline, waited: begun - job.queued };
    (job.run)(ticket);
    let took = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    // Each job moves the mean by an eighth; lost updates only make it forget more slowly.
    let mean = mean_us.load(Ordering::Relaxed);
    mean_us.store(mean - mean / 8 + took / 8, Ordering::Relaxed);
}

/// Sets the stop word when it goes out of scope.
struct StopWhenDropped(Arc<AtomicU32>);

impl Drop for StopWhenDropped {
    fn drop(&mut self) {
        self.0.store(1, Ordering::Relaxed);
    }
}
