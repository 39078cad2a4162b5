//! A process that is watched until it ends.

use std::{
    fs, io,
    os::{fd::OwnedFd, unix::process::ExitStatusExt as _},
    process::{Child, Command, ExitStatus},
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    param::clock_ticks_per_second,
    process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal},
};

/// A running process. It is killed when it goes out of scope.
pub(super) struct Process {
    child: Child,
    pidfd: OwnedFd,
}

impl Process {
    pub(super) fn start(command: &mut Command) -> io::Result<Self> {
        let mut child = command.spawn()?;
        let id = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        if let Some(Ok(pidfd)) = id.map(|id| pidfd_open(id, PidfdFlags::empty())) {
            return Ok(Self { child, pidfd });
        }
        child.kill()?;
        child.wait()?;
        Err(io::Error::other("its process can't be watched"))
    }

    /// How long its threads have computed in all, where the system tells.
    pub(super) fn computed(&self) -> Option<Duration> {
        let status = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        // Behind the program's name, which may hold anything, the twelfth and the thirteenth field are the ticks for itself and for
        // the system.
        let (_, fields) = status.rsplit_once(") ")?;
        let ticks = fields.split(' ').skip(11).take(2).map(|field| field.parse::<u64>().ok());
        let ticks: u64 = ticks.sum::<Option<u64>>()?;
        Some(Duration::from_millis(ticks.saturating_mul(1000) / clock_ticks_per_second()))
    }

    /// Whether it ends within a time, of less than a second.
    pub(super) fn ends_within(&self, time: Duration) -> bool {
        let time = Timespec { tv_sec: 0, tv_nsec: time.subsec_nanos().into() };
        let mut waiting = [PollFd::new(&self.pidfd, PollFlags::IN)];
        poll(&mut waiting, Some(&time)).is_ok_and(|ready| ready > 0)
    }

    /// Kills it unless it ends by itself within a time, and tells how it ended.
    pub(super) fn end(&mut self, grace: Duration) -> String {
        if !self.ends_within(grace) {
            // It fails where the process has ended meanwhile.
            let _ = pidfd_send_signal(&self.pidfd, Signal::KILL);
        }
        self.child.wait().map_or_else(|error| error.to_string(), describe)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end(Duration::ZERO);
    }
}

/// How a process ended, for people.
fn describe(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit code {code}"),
        (None, Some(signal)) => {
            let named = Signal::from_named_raw(signal).map(|named| format!("{named:?}"));
            let name = named.as_deref().and_then(|named| named.split("::").nth(1)?.split('"').next());
            // The one name that isn't the manual's.
            let name = name.map(|name| if name == "ABORT" { "ABRT" } else { name });
            name.map_or_else(|| format!("signal {signal}"), |name| format!("signal {signal} (SIG{name})"))
        }
        (None, None) => "no status".to_owned(),
    }
}
