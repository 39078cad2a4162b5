//! The worker's side: open the library, answer requests until the host is gone.

use std::{
    fs::File,
    io::{self, Write as _},
    os::{fd::OwnedFd, unix::net::UnixStream},
    process::ExitCode,
    sync::atomic::{AtomicU32, Ordering},
};

use rustix::{
    io::{FdFlags, dup, fcntl_setfd},
    stdio::{dup2_stderr, dup2_stdin, dup2_stdout, stdin, stdout},
};
use synoptic_plugin_sdk::abi;

use super::{Open, handover::WorkerEnd, sandbox};
use crate::{
    budget::{Budget, TEXT_BYTES_MAX},
    doorbell::{Bell, Run},
    frames::{self, Emitted},
    library::Library,
    region::Region,
    rules::Referee,
    sink::{LOG_LINES_MAX, METRICS_MAX, Sink},
};

/// Runs a worker: the process does nothing else. Its standard input and output are what the host made them.
pub fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Whoever started this by hand sees it; a host has closed its ends or hears of the exit code.
            eprintln!("synoptic worker: {error}; it is started by the server, and not by hand");
            ExitCode::FAILURE
        }
    }
}

fn serve() -> io::Result<()> {
    let (mut socket, region) = take_over_stdio()?;
    let bell = region.bell().ok_or_else(|| io::Error::other("no shared memory"))?;
    let mut hand = WorkerEnd::receive(&socket)?;
    let (tag, open) = frames::read(&mut socket)?;
    if tag != frames::OPEN {
        return Err(io::Error::other("the host didn't say what to open"));
    }
    let open: Open = serde_json::from_slice(&open)?;
    if !open.inherit_stderr {
        dup2_stderr(File::options().write(true).open("/dev/null")?)?;
    }
    let opened = sandbox::enter(&open).map_err(|error| error.to_string()).and_then(|()| {
        let library = Library::open(&open.library).map_err(|error| error.to_string())?;
        sandbox::close(&open).map_err(|error| error.to_string())?;
        Ok(library)
    });
    let library = match opened {
        Ok(library) => library,
        Err(refusal) => return frames::write(&mut socket, frames::REFUSED, refusal.as_bytes()),
    };
    frames::write(&mut socket, frames::READY, &serde_json::to_vec(&library.described)?)?;
    while let Some(run) = hand.next(bell, &mut socket)? {
        answer(&library, &region, run, Outgoing::new(&mut socket, &hand, bell))?;
    }
    // The plugin's destructors don't run: they are its own code, and nobody waits for them.
    Ok(())
}

/// Takes socket and memory off the standard streams, so that a plugin which prints or reads meets neither.
fn take_over_stdio() -> io::Result<(UnixStream, Region)> {
    let private = |descriptor: OwnedFd| -> io::Result<OwnedFd> {
        fcntl_setfd(&descriptor, FdFlags::CLOEXEC)?;
        Ok(descriptor)
    };
    let socket = UnixStream::from(private(dup(stdin())?)?);
    let memory = File::from(private(dup(stdout())?)?);
    let null = File::options().read(true).write(true).open("/dev/null")?;
    dup2_stdin(&null)?;
    dup2_stdout(&null)?;
    Ok((socket, Region::shared_read_only(&memory)?))
}

/// Answers the requests of one call.
fn answer(library: &Library, region: &Region, run: Run, outgoing: Outgoing<'_>) -> io::Result<()> {
    let malformed = || io::Error::other("the host sent a request that doesn't lie in its memory");
    let wires = region.get(run.requests).ok_or_else(malformed)?;
    let mut requests = Vec::with_capacity(wires.len());
    let mut budgets = Vec::with_capacity(wires.len());
    for (index, wire) in wires.iter().enumerate() {
        let (request, sheets) = wire.read(region, index).ok_or_else(malformed)?;
        let focus = if wire.focus_waits == 0 { &[] } else { request.focus_terms };
        let referee = Referee::new(wire.rules(), focus);
        budgets.push(Budget::new(sheets, request.kind, request.length_unit, request.length, referee));
        requests.push(request);
    }
    // One buffer for all requests of the call, as they end together; one call at a time.
    let outgoing = std::cell::RefCell::new(outgoing);
    let relays = (0_u32..).zip(budgets).zip(&requests);
    let mut relays: Vec<Relay<'_, '_>> = relays
        .map(|((item, budget), request)| Relay {
            item,
            budget,
            stop: request.stop,
            streaming: run.streaming,
            outgoing: &outgoing,
            broken: false,
            metrics: 0,
            log_lines: 0,
        })
        .collect();
    let mut sinks: Vec<&mut dyn Sink> = relays.iter_mut().map(|relay| relay as &mut dyn Sink).collect();
    let statuses = library.call(run.summarizer as usize, &requests, &mut sinks);
    let mut outgoing = outgoing.into_inner();
    for (item, status) in (0_u32..).zip(statuses) {
        Emitted(&mut outgoing.frames, item).status(status);
    }
    outgoing.finish()
}

/// Frames on their way to the host.
struct Outgoing<'a> {
    frames: Vec<u8>,
    socket: &'a mut UnixStream,
    hand: &'a WorkerEnd,
    bell: &'a Bell,
    /// Whether some went over the socket: then all the others do, as they stay in order there.
    has_sent: bool,
}

/// The level of warnings, and below it of errors.
const WARN: u32 = 2;

/// How much is gathered before it is sent, in bytes: what a socket takes in one piece.
const GATHERED_BYTES_MAX: usize = 64 << 10;

impl<'a> Outgoing<'a> {
    fn new(socket: &'a mut UnixStream, hand: &'a WorkerEnd, bell: &'a Bell) -> Self {
        Self { frames: Vec::with_capacity(512), socket, hand, bell, has_sent: false }
    }

    fn send(&mut self) -> io::Result<()> {
        self.socket.write_all(&self.frames)?;
        self.frames.clear();
        self.has_sent = true;
        self.hand.note_sent();
        Ok(())
    }

    /// Sends the last ones.
    fn finish(mut self) -> io::Result<()> {
        if self.has_sent || !self.hand.answer(&self.frames, self.bell) { self.send() } else { Ok(()) }
    }
}

/// Hands what a plugin emits on to the host, and answers it as the host would.
struct Relay<'a, 's> {
    item: u32,
    budget: Budget<'a>,
    stop: &'a AtomicU32,
    streaming: bool,
    outgoing: &'a std::cell::RefCell<Outgoing<'s>>,
    broken: bool,
    metrics: usize,
    log_lines: usize,
}

impl Relay<'_, '_> {
    /// Emits frames. Where the host has gone, the process has no more purpose, and ends once the call returns.
    fn emit(&mut self, at_once: bool, emit: impl FnOnce(&mut Emitted<'_>)) {
        let mut outgoing = self.outgoing.borrow_mut();
        emit(&mut Emitted(&mut outgoing.frames, self.item));
        if (at_once || outgoing.frames.len() > GATHERED_BYTES_MAX) && outgoing.send().is_err() {
            self.broken = true;
        }
    }

    fn is_stopped(&self) -> bool {
        self.broken || self.stop.load(Ordering::Relaxed) != 0
    }

    fn offered(&mut self, offer: &crate::budget::Offer, emit: impl FnOnce(&mut Emitted<'_>)) -> i32 {
        match offer {
            crate::budget::Offer::Taken => self.emit(self.streaming, emit),
            crate::budget::Offer::Invalid(what) => return self.invalid(what.clone()),
            // The host counts those, to say why a summary is short.
            crate::budget::Offer::Skipped | crate::budget::Offer::Deferred => self.emit(false, emit),
            crate::budget::Offer::Full => {}
        }
        offer.code()
    }
}

impl Sink for Relay<'_, '_> {
    fn sentence(&mut self, document: u32, sentence: u32, score: f32) -> i32 {
        if self.is_stopped() {
            return abi::EMIT_STOPPED;
        }
        let offer = self.budget.offer_sentence(document, sentence);
        self.offered(&offer, |emitted| emitted.sentence(document, sentence, score))
    }

    fn text(&mut self, kind: u32, text: &str, spans: &[abi::Span], score: f32, details: &str) -> i32 {
        if self.is_stopped() {
            return abi::EMIT_STOPPED;
        }
        let offer = self
            .budget
            .offer_text(kind, text, spans, details)
            .map_or_else(|offer| offer, |_| crate::budget::Offer::Taken);
        // What is too long for any summary is too long for a frame too: the host is told that there was something.
        let is_long = text.len() + details.len() > TEXT_BYTES_MAX;
        let (text, details) = if is_long { ("", "") } else { (text, details) };
        self.offered(&offer, |emitted| emitted.text(kind, text, spans, score, details))
    }

    fn invalid(&mut self, what: String) -> i32 {
        self.emit(false, |emitted| emitted.fault(&what));
        abi::EMIT_INVALID
    }

    fn progress(&mut self, fraction: f32) {
        let streaming = self.streaming;
        if streaming {
            self.emit(true, |emitted| emitted.progress(fraction));
        }
    }

    fn log(&mut self, level: u32, message: &str) {
        self.log_lines += 1;
        // One more than is kept tells the host that there were more.
        if self.log_lines <= LOG_LINES_MAX {
            // What may be the last thing that is heard doesn't wait.
            self.emit(level <= WARN, |emitted| emitted.log(level, crate::sink::cut(message)));
        }
    }

    fn metric(&mut self, name: &str, value: f64) {
        self.metrics += 1;
        if self.metrics <= METRICS_MAX {
            self.emit(false, |emitted| emitted.metric(crate::sink::cut(name), value));
        }
    }

    fn error(&mut self, message: &str) {
        self.emit(false, |emitted| emitted.error(crate::sink::cut(message)));
    }
}
