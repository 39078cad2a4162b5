//! How a call goes over to a worker and its answer comes back: through shared memory while both look for it, and with a
//! wake-up where one of them sleeps.

use std::{
    fs::File,
    io::{self, IoSlice, IoSliceMut, Read as _, Write as _},
    mem::MaybeUninit,
    os::{
        fd::{AsFd, BorrowedFd, OwnedFd},
        unix::net::UnixStream,
    },
    thread,
    time::{Duration, Instant},
};

use rustix::{
    io::Errno,
    net::{
        RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage,
        SendFlags, recvmsg, send, sendmsg,
    },
};

use crate::{
    doorbell::{Bell, PageMap, Run, TooLong},
    region::Header,
};

/// How long a worker looks for the next call before it sleeps: a wake-up costs tens of microseconds, and a short document
/// takes about that much.
const SPIN_FOR_CALL: Duration = Duration::from_micros(60);

/// As [`SPIN_FOR_CALL`], for the host: the answer to an article or a few comes within this.
const SPIN_FOR_ANSWER: Duration = Duration::from_micros(300);

/// Looks for something for a while. Each look lets others work: as a rule it is the other side that waits for the processor.
fn spin(time: Duration, is_there: impl Fn() -> bool) -> bool {
    let begun = Instant::now();
    while !is_there() {
        if begun.elapsed() >= time {
            return false;
        }
        thread::yield_now();
    }
    true
}

/// The host's end.
pub(super) struct HostEnd {
    header: Header,
    page: PageMap,
    /// What the worker writes to where the host sleeps. Its flags are the host's alone, as those of an eventfd wouldn't be.
    woken: UnixStream,
    /// The number of the last call.
    call: u32,
}

impl HostEnd {
    /// Makes both ends, and sends the worker what it needs for its own.
    pub(super) fn new(header: Header, socket: &UnixStream) -> io::Result<Self> {
        let (page, file) = PageMap::create()?;
        let (woken, theirs) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        theirs.set_nonblocking(true)?;
        send_descriptors(socket, [file.as_fd(), theirs.as_fd()])?;
        Ok(Self { header, page, woken, call: 0 })
    }

    /// Hands a call over.
    pub(super) fn ring(&mut self, run: Run, socket: &UnixStream) -> io::Result<()> {
        self.call = self.call.wrapping_add(1);
        let bell = self.header.bell();
        bell.host.get_up();
        bell.ring(self.call, run);
        if self.page.worker.sleeps() {
            match send(socket, &[0], SendFlags::DONTWAIT | SendFlags::NOSIGNAL) {
                // Where the socket takes no more, there is something to wake up for already.
                Ok(_) | Err(Errno::AGAIN) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Looks for the answer for a while, or for something on the socket.
    pub(super) fn look(&self) {
        spin(SPIN_FOR_ANSWER, || self.page.has_answered(self.call) || self.page.has_sent(self.call));
    }

    /// Copies the answer, where it has come.
    pub(super) fn take(&self, into: &mut Vec<u8>) -> Result<bool, TooLong> {
        self.page.copy_answer(self.call, into)
    }

    /// Says that the host goes to sleep until [`woken`](Self::woken) is readable; `false` where it has no reason to.
    pub(super) fn lie_down(&self) -> bool {
        self.header.bell().host.lie_down();
        !self.page.has_answered(self.call)
    }

    /// Becomes readable where an answer comes while the host sleeps, and at times without a reason.
    pub(super) fn woken(&self) -> &UnixStream {
        &self.woken
    }

    /// Takes the wake-ups; `false` where none will come any more, as the worker has closed its end.
    pub(super) fn get_up(&self) -> bool {
        // None of them says more than that there may be an answer.
        !matches!((&self.woken).read(&mut [0; 64]), Ok(0))
    }
}

/// The worker's end.
pub(super) struct WorkerEnd {
    page: PageMap,
    wake: UnixStream,
    /// The number of the last call that it has seen.
    call: u32,
}

impl WorkerEnd {
    /// Takes what the host has sent for this end.
    pub(super) fn receive(socket: &UnixStream) -> io::Result<Self> {
        let [page, wake] = receive_descriptors(socket)?;
        Ok(Self { page: PageMap::open(&File::from(page))?, wake: wake.into(), call: 0 })
    }

    /// The next call; `None` once the host is gone.
    pub(super) fn next(&mut self, bell: &Bell, socket: &mut UnixStream) -> io::Result<Option<Run>> {
        let is_there = || bell.call() != self.call;
        while !spin(SPIN_FOR_CALL, is_there) {
            self.page.worker.lie_down();
            if !is_there() {
                // What comes means no more than a look at the bell, however late.
                match socket.read(&mut [0; 64]) {
                    Ok(0) => return Ok(None),
                    Ok(_) => {}
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            self.page.worker.get_up();
        }
        self.call = bell.call();
        Ok(Some(bell.run()))
    }

    /// Says that something was sent over the socket.
    pub(super) fn note_sent(&self) {
        self.page.note_sent(self.call);
    }

    /// Hands the whole answer back; `false` where it must go over the socket.
    pub(super) fn answer(&self, bytes: &[u8], bell: &Bell) -> bool {
        let has_room = self.page.answer(self.call, bytes);
        if has_room && bell.host.sleeps() {
            // It only fails where there is something to wake up for already, or the host has gone.
            let _ = (&self.wake).write(&[0]);
        }
        has_room
    }
}

/// What a worker is handed beside its standard streams.
const DESCRIPTORS: usize = 2;

fn send_descriptors(socket: &UnixStream, descriptors: [BorrowedFd<'_>; DESCRIPTORS]) -> io::Result<()> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    control.push(SendAncillaryMessage::ScmRights(&descriptors));
    // Descriptors go along with a byte at least.
    sendmsg(socket, &[IoSlice::new(&[0])], &mut control, SendFlags::NOSIGNAL)?;
    Ok(())
}

fn receive_descriptors(socket: &UnixStream) -> io::Result<[OwnedFd; DESCRIPTORS]> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    recvmsg(socket, &mut [IoSliceMut::new(&mut [0])], &mut control, RecvFlags::CMSG_CLOEXEC)?;
    let received = control.drain().find_map(|message| match message {
        RecvAncillaryMessage::ScmRights(descriptors) => Some(descriptors.collect::<Vec<_>>()),
        _ => None,
    });
    let received = received.unwrap_or_default().try_into();
    received.map_err(|_| io::Error::other("the host didn't send its descriptors"))
}

#[cfg(test)]
mod tests {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::*;
    use crate::region::{Region, Slot, shared_pair};

    /// Sleeps for so many of these, or not at all.
    fn pause(tens_of_microseconds: u32) {
        if tens_of_microseconds > 0 {
            thread::sleep(Duration::from_micros(10) * tens_of_microseconds);
        }
    }

    /// A worker that takes a while for each call, longer or shorter ones in turn, and answers with its number.
    fn work(region: &Region, mut socket: UnixStream) -> u32 {
        let (bell, mut calls) = (region.bell().unwrap(), 0);
        let mut hand = WorkerEnd::receive(&socket).unwrap();
        while let Some(run) = hand.next(bell, &mut socket).unwrap() {
            assert_eq!((run.summarizer, run.streaming), (calls, true));
            assert_eq!((run.requests.offset(), run.requests.count()), (u64::from(calls) << 32, 3));
            pause(calls * 7 % 40);
            assert!(hand.answer(&calls.to_ne_bytes(), bell));
            calls += 1;
        }
        calls
    }

    /// Waits for the answer to a call as long as need be; how often that took a sleep.
    fn wait(hand: &HostEnd, answer: &mut Vec<u8>) -> u32 {
        let mut sleeps = 0;
        hand.look();
        while !hand.take(answer).unwrap() {
            if hand.lie_down() {
                sleeps += 1;
                let mut waiting = [PollFd::new(hand.woken(), PollFlags::IN)];
                let woken = poll(&mut waiting, Some(&Timespec { tv_sec: 20, tv_nsec: 0 }));
                assert_eq!(woken, Ok(1), "a wake-up is lost");
                hand.get_up();
            }
        }
        sleeps
    }

    #[test]
    fn no_wake_up_is_lost_however_long_either_side_takes() {
        const CALLS: u32 = 1000;
        let (region, theirs) = shared_pair();
        let (socket, their_socket) = UnixStream::pair().unwrap();
        let mut hand = HostEnd::new(region.header().unwrap(), &socket).unwrap();
        let worker = thread::spawn(move || work(&theirs, their_socket));
        let (mut answer, mut sleeps) = (Vec::new(), 0);
        for call in 0..CALLS {
            // About as long as the worker looks for a call, so that it is just about to sleep.
            pause(call % 11);
            let requests = Slot::new(u64::from(call) << 32, 3);
            hand.ring(Run { summarizer: call, streaming: true, requests }, &socket).unwrap();
            sleeps += wait(&hand, &mut answer);
            assert_eq!(answer, call.to_ne_bytes());
        }
        drop(socket);
        assert_eq!(worker.join().unwrap(), CALLS, "it ends when the host is gone");
        assert!(sleeps > 0, "some answers take longer than the host looks for them");
    }

    #[test]
    fn a_worker_that_says_it_sleeps_and_never_reads_holds_nobody_up() {
        let (region, _theirs) = shared_pair();
        let (socket, their_socket) = UnixStream::pair().unwrap();
        let mut hand = HostEnd::new(region.header().unwrap(), &socket).unwrap();
        let theirs = WorkerEnd::receive(&their_socket).unwrap();
        theirs.page.worker.lie_down();
        // More than a socket holds.
        for _ in 0..100_000 {
            hand.ring(Run { summarizer: 0, streaming: false, requests: Slot::new(0, 0) }, &socket).unwrap();
        }
    }
}
