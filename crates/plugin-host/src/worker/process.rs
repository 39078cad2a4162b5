//! A worker process, by the host: started and asked.

use std::{
    fs::File,
    io::{self, Read as _},
    os::{
        fd::OwnedFd,
        unix::{net::UnixStream, process::CommandExt as _},
    },
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use rustix::{
    event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll},
    fs::{MemfdFlags, SealFlags, fcntl_add_seals, ftruncate, memfd_create},
};

use super::{Open, REGION_BYTES, ending::Process, handover::HostEnd};
use crate::{
    LoadError, StopSignal,
    description::Described,
    doorbell::{Run, TooLong},
    frames::{self, Answers, Malformed},
    region::{Header, Region},
    shelf::Shelf,
    sink::Sink,
    stop::HookGuard,
};

/// A running worker. It is killed when it goes out of scope.
pub(crate) struct Worker {
    process: Process,
    socket: UnixStream,
    /// Where requests are placed; away while a call is under way.
    shelf: Option<Shelf>,
    region_used: usize,
    header: Header,
    hand: HostEnd,
    /// Wakes whoever waits for an answer where the caller stops the call.
    stopped: Arc<OwnedFd>,
    incoming: Vec<u8>,
    answer: Vec<u8>,
    /// How long it has worked in all.
    busy: Duration,
    /// As it was found at rest the last time.
    rest: Option<Rest>,
}

/// A worker at rest.
#[derive(Clone, Copy)]
struct Rest {
    at: Instant,
    /// How long it had worked by then.
    busy: Duration,
    /// How long its threads had computed by then.
    computed: Duration,
}

/// Requests that a worker was asked for.
pub(crate) struct Asked<'s> {
    begun: Instant,
    stops: &'s [&'s StopSignal],
    sent: io::Result<()>,
    hooks: Vec<HookGuard<'s>>,
}

/// What a host that waited finds.
enum Woken {
    /// There may be an answer, or it is time.
    ToLook,
    /// The worker has sent frames, or has ended.
    ByFrames,
    /// Nobody will wake it any more.
    ForGood,
}

/// Why there is no answer. The worker has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lost {
    /// The call was stopped, and the plugin didn't return within the grace.
    Killed,
    /// The process ended: how.
    Crashed(String),
    /// It broke the protocol: how.
    Misbehaved(String),
}

/// How long a plugin has to return once its call is stopped. Callers hear of their deadline before that.
const GRACE: Duration = Duration::from_millis(50);

/// How long a worker that closed its socket has to end by itself, so that its own exit status is seen.
const END_GRACE: Duration = Duration::from_millis(200);

/// How long a worker may take to open its library, which includes what its summarizers set up.
const OPEN_TIMEOUT: Duration = Duration::from_secs(10);

/// Has the C library keep the memory that a plugin frees, where it would give it back after each call and take it anew, page by
/// page, in the next: about a fifth of the time for some hundred sentences. These are the bounds that it comes to by itself
/// once it has seen a large request; what it keeps ends with the worker.
const ALLOCATOR: [(&str, &str); 2] =
    [("MALLOC_MMAP_THRESHOLD_", "33554432"), ("MALLOC_TRIM_THRESHOLD_", "67108864")];

/// The share of its rest that a worker may compute: one of which a thread computes on takes all of a processor, or what it gets of it.
const RESTLESS_SHARE: u32 = 10;

/// What one read takes, in bytes.
const INCOMING_BYTES: usize = 64 << 10;

impl Worker {
    /// Starts a worker and has it open its library. The calling thread must live as long as the worker: when it ends, the
    /// kernel ends its children.
    pub(crate) fn start(program: &Path, open: &Open) -> Result<(Self, Described), LoadError> {
        let failed = |error: io::Error| LoadError::Worker { what: format!("can't be started: {error}") };
        let mut worker = Self::spawn(program, open.inherit_stderr).map_err(failed)?;
        let described = worker.open(open)?;
        Ok((worker, described))
    }

    fn spawn(program: &Path, inherit_stderr: bool) -> io::Result<Self> {
        let memory =
            File::from(memfd_create("synoptic-region", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING)?);
        ftruncate(&memory, REGION_BYTES)?;
        let region = Region::shared(&memory)?;
        // From here on nobody can write to it but through the map above, and nobody can take pages away from under it.
        let seals = SealFlags::SHRINK | SealFlags::GROW | SealFlags::FUTURE_WRITE | SealFlags::SEAL;
        fcntl_add_seals(&memory, seals)?;
        let header = region.header().ok_or_else(|| io::Error::other("no shared memory"))?;
        let (socket, theirs) = UnixStream::pair()?;
        socket.set_write_timeout(Some(OPEN_TIMEOUT))?;
        let hand = HostEnd::new(header.clone(), &socket)?;
        let stopped = Arc::new(eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?);
        let mut command = Command::new(program);
        command
            .arg("worker")
            .env_clear()
            .envs(ALLOCATOR)
            // What is sent to the server's group, by a terminal say, isn't for its workers: they end when the server has drained.
            .process_group(0)
            .stdin(OwnedFd::from(theirs))
            .stdout(Stdio::from(OwnedFd::from(memory)))
            .stderr(if inherit_stderr { Stdio::inherit() } else { Stdio::null() });
        let process = Process::start(&mut command)?;
        Ok(Self {
            process,
            socket,
            shelf: Some(Shelf::new(region)),
            region_used: 0,
            header,
            hand,
            stopped,
            incoming: vec![0; INCOMING_BYTES],
            answer: Vec::new(),
            busy: Duration::ZERO,
            rest: None,
        })
    }

    /// Has the worker open its library.
    fn open(&mut self, open: &Open) -> Result<Described, LoadError> {
        let failed = |what: String| LoadError::Worker { what };
        let asked = serde_json::to_vec(open).map_err(io::Error::other);
        let answer =
            asked.and_then(|asked| frames::write(&mut self.socket, frames::OPEN, &asked)).and_then(|()| {
                frames::read(&mut Timed { socket: &self.socket, until: Instant::now() + OPEN_TIMEOUT })
            });
        self.socket.set_read_timeout(None).map_err(|error| failed(error.to_string()))?;
        match answer {
            Ok((frames::READY, bytes)) => {
                let described = serde_json::from_slice(&bytes);
                described.map_err(|_| failed("said what it holds in a malformed way".to_owned()))
            }
            Ok((frames::REFUSED, bytes)) => Err(LoadError::Refused {
                what: crate::sink::cut(&String::from_utf8_lossy(&bytes)).to_owned(),
            }),
            Ok(_) => Err(failed("sent an unknown frame".to_owned())),
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                Err(failed(format!("didn't open the library within {} s", OPEN_TIMEOUT.as_secs())))
            }
            Err(_) => {
                Err(failed(format!("ended while it opened the library: {}", self.process.end(END_GRACE))))
            }
        }
    }

    /// Whether it waits for a request.
    pub(crate) fn is_idle(&self) -> bool {
        let mut waiting = [PollFd::new(&self.socket, PollFlags::IN)];
        poll(&mut waiting, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })) == Ok(0)
    }

    /// Looks at a worker at rest: whether it has computed since the last look, for a tenth of the time, although it had no call. Its
    /// plugin has left a thread behind.
    pub(crate) fn is_restless(&mut self) -> bool {
        let Some(computed) = self.process.computed() else { return false };
        let now = Rest { at: Instant::now(), busy: self.busy, computed };
        let before = self.rest.replace(now);
        before.is_some_and(|before| {
            before.busy == now.busy
                && now.computed.saturating_sub(before.computed) * RESTLESS_SHARE > now.at - before.at
        })
    }

    /// The shelf, for a call to place its requests.
    pub(crate) fn take_shelf(&mut self) -> Shelf {
        self.shelf.take().expect("a worker is lent to one call at a time, which gives its shelf back")
    }

    /// Puts the shelf back.
    pub(crate) fn give_back_shelf(&mut self, shelf: Shelf) {
        self.region_used = self.region_used.max(shelf.region.used());
        self.shelf = Some(shelf);
    }

    /// Whether the shelf was put back.
    pub(crate) fn has_shelf(&self) -> bool {
        self.shelf.is_some()
    }

    /// How many bytes of the region a call has used at most.
    pub(crate) fn region_used(&self) -> usize {
        self.region_used
    }

    /// How long it has worked in all.
    pub(crate) fn busy(&self) -> Duration {
        self.busy
    }

    /// Asks for requests that were placed in the region. Their stops are heard until the answer was listened to.
    pub(crate) fn ask<'s>(&mut self, run: Run, stops: &'s [&'s StopSignal]) -> Asked<'s> {
        let begun = Instant::now();
        for index in 0..stops.len() {
            self.header.stop(index, 0);
        }
        let hooks: Vec<_> = stops
            .iter()
            .enumerate()
            .map(|(index, stop)| {
                let (header, stopped) = (self.header.clone(), Arc::clone(&self.stopped));
                stop.hook(move || {
                    header.stop(index, 1);
                    // It only fails when the counter is full, and then it is readable already.
                    let _ = rustix::io::write(&*stopped, &1_u64.to_ne_bytes());
                })
            })
            .collect();
        let sent = self.hand.ring(run, &self.socket);
        Asked { begun, stops, sent, hooks }
    }

    /// Listens until each request has a status, or all are stopped.
    pub(crate) fn listen(
        &mut self,
        asked: Asked<'_>,
        deadline: Instant,
        sinks: &mut [&mut dyn Sink],
    ) -> Result<Vec<i32>, Lost> {
        let Asked { begun, stops, sent, hooks } = asked;
        let result = match sent {
            Ok(()) => self.wait(stops, deadline, sinks),
            Err(_) => Err(Lost::Crashed(self.process.end(END_GRACE))),
        };
        drop(hooks);
        self.busy += begun.elapsed();
        result
    }

    fn wait(
        &mut self,
        stops: &[&StopSignal],
        deadline: Instant,
        sinks: &mut [&mut dyn Sink],
    ) -> Result<Vec<i32>, Lost> {
        let mut answers = Answers::new(stops.len());
        let mut kill_at = None;
        self.hand.look();
        loop {
            if let Some(statuses) = self.take_answer(&mut answers, sinks)? {
                return Ok(statuses);
            }
            let now = Instant::now();
            if kill_at.is_none() && (now >= deadline || stops.iter().all(|stop| stop.is_set())) {
                (0..stops.len()).for_each(|index| self.header.stop(index, 1));
                kill_at = Some(now + GRACE);
            }
            if kill_at.is_some_and(|at| now >= at) {
                self.process.end(Duration::ZERO);
                return Err(Lost::Killed);
            }
            let until = kill_at.unwrap_or(deadline);
            if !self.hand.lie_down() {
                continue;
            }
            let statuses = match self.poll(until.saturating_duration_since(now)) {
                Woken::ToLook => None,
                Woken::ByFrames => self.take_frames(&mut answers, sinks)?,
                Woken::ForGood => match self.take_answer(&mut answers, sinks)? {
                    None => return Err(self.hung_up()),
                    statuses => statuses,
                },
            };
            if let Some(statuses) = statuses {
                return Ok(statuses);
            }
        }
    }

    /// Why nobody wakes the host any more: the process has ended, or its plugin has closed what isn't its own.
    fn hung_up(&mut self) -> Lost {
        if self.process.ends_within(END_GRACE) {
            return Lost::Crashed(self.process.end(END_GRACE));
        }
        self.process.end(Duration::ZERO);
        Lost::Misbehaved("it closed what wakes its host".to_owned())
    }

    /// Takes the answer out of shared memory, where it has come: it is a whole one.
    fn take_answer(
        &mut self,
        answers: &mut Answers,
        sinks: &mut [&mut dyn Sink],
    ) -> Result<Option<Vec<i32>>, Lost> {
        let taken = match self.hand.take(&mut self.answer) {
            Ok(false) => return Ok(None),
            Ok(true) => answers.take(&self.answer, sinks),
            Err(TooLong) => Err(Malformed("it is longer than its place")),
        };
        let all = taken.and_then(|()| answers.statuses().ok_or(Malformed("it ends without a status")));
        all.map(Some).map_err(|malformed| self.misbehaved(&malformed))
    }

    /// Takes frames off the socket.
    fn take_frames(
        &mut self,
        answers: &mut Answers,
        sinks: &mut [&mut dyn Sink],
    ) -> Result<Option<Vec<i32>>, Lost> {
        match self.socket.read(&mut self.incoming) {
            Ok(0) | Err(_) => return Err(Lost::Crashed(self.process.end(END_GRACE))),
            Ok(count) => {
                let taken = answers.take(&self.incoming[..count], sinks);
                taken.map_err(|malformed| self.misbehaved(&malformed))?;
            }
        }
        Ok(answers.statuses())
    }

    fn misbehaved(&mut self, malformed: &Malformed) -> Lost {
        self.process.end(END_GRACE);
        Lost::Misbehaved(malformed.to_string())
    }

    /// Waits for frames of the worker, a wake-up, or the time.
    fn poll(&self, time: Duration) -> Woken {
        let mut waiting = [
            PollFd::new(&self.socket, PollFlags::IN),
            PollFd::new(&*self.stopped, PollFlags::IN),
            PollFd::new(self.hand.woken(), PollFlags::IN),
        ];
        // A millisecond more than asked never wakes too early.
        let time = time + Duration::from_millis(1);
        let time = Timespec {
            tv_sec: i64::try_from(time.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: time.subsec_nanos().into(),
        };
        if poll(&mut waiting, Some(&time)).is_err() {
            return Woken::ToLook;
        }
        let [socket, stopped, woken] = waiting.map(|waited| !waited.revents().is_empty());
        // What an earlier call left behind costs one more look.
        if stopped {
            let _ = rustix::io::read(&*self.stopped, &mut [0_u8; 8]);
        }
        let is_open = !woken || self.hand.get_up();
        if socket {
            Woken::ByFrames
        } else if is_open {
            Woken::ToLook
        } else {
            Woken::ForGood
        }
    }
}

/// Reads until a time, however slowly bytes come.
struct Timed<'a> {
    socket: &'a UnixStream,
    until: Instant,
}

impl io::Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.socket.set_read_timeout(Some(left))?;
        self.socket.read(buffer)
    }
}
