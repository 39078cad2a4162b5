//! Words in shared memory by which host and worker tell each other that there is something to do, without the kernel's help.
//!
//! Each side writes memory of its own, and reads the other's, by atomics alone. Who is about to sleep says so first, and looks
//! once more; who has told something asks afterwards whether the other sleeps, and wakes it. So at least one of them sees what
//! the other has written, and no wake-up is lost.
//!
//! The worker can write to its page at any time. Nothing that stands there is more than bytes which are copied and then read
//! as those of the socket are.

#![expect(unsafe_code, reason = "reads and writes words of shared memory")]

use std::{
    fs::File,
    io,
    ops::Deref,
    sync::atomic::{AtomicU32, AtomicU64, Ordering, fence},
};

use memmap2::{MmapOptions, MmapRaw};
use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, ftruncate, memfd_create};

use crate::{raw::WireRequest, region::Slot};

/// Requests to run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// The summarizer's index in its library.
    pub(crate) summarizer: u32,
    /// Whether what it emits is to be sent at once.
    pub(crate) streaming: bool,
    pub(crate) requests: Slot<WireRequest>,
}

/// What the host tells a worker, in memory that the worker can't write to.
#[derive(Debug, Default)]
#[repr(C, align(64))]
pub(crate) struct Bell {
    /// The number of the call that is to run, written behind all else of it.
    call: AtomicU32,
    summarizer: AtomicU32,
    streaming: AtomicU32,
    offset: AtomicU64,
    count: AtomicU64,
    /// Whether the host sleeps until there is an answer.
    pub(crate) host: Sleeper,
}

impl Bell {
    /// Has a call run.
    pub(crate) fn ring(&self, call: u32, run: Run) {
        self.summarizer.store(run.summarizer, Ordering::Relaxed);
        self.streaming.store(run.streaming.into(), Ordering::Relaxed);
        self.offset.store(run.requests.offset(), Ordering::Relaxed);
        self.count.store(run.requests.count(), Ordering::Relaxed);
        self.call.store(call, Ordering::Release);
    }

    /// The number of the last call.
    pub(crate) fn call(&self) -> u32 {
        load(&self.call)
    }

    /// What is to run, once its call is there.
    pub(crate) fn run(&self) -> Run {
        Run {
            summarizer: self.summarizer.load(Ordering::Relaxed),
            streaming: self.streaming.load(Ordering::Relaxed) != 0,
            requests: Slot::new(self.offset.load(Ordering::Relaxed), self.count.load(Ordering::Relaxed)),
        }
    }
}

/// Whether one side sleeps.
#[derive(Debug, Default)]
#[repr(C, align(64))]
pub(crate) struct Sleeper(AtomicU32);

impl Sleeper {
    /// Says that its side goes to sleep. It must look once more for what it waits for before it does.
    pub(crate) fn lie_down(&self) {
        self.0.store(1, Ordering::Relaxed);
        fence(Ordering::SeqCst);
    }

    /// Says that its side is awake.
    pub(crate) fn get_up(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    /// Whether the other side sleeps, after it was told something: then it must be woken.
    pub(crate) fn sleeps(&self) -> bool {
        fence(Ordering::SeqCst);
        self.0.load(Ordering::Relaxed) != 0
    }
}

/// How many bytes of answers the page of a worker holds: those to an article, or to some dozens in one batch. What is longer
/// goes over the socket.
pub(crate) const ANSWER_BYTES_MAX: usize = 16 << 10;

/// What a worker tells its host.
#[derive(Debug)]
#[repr(C, align(64))]
pub(crate) struct Page {
    /// Whether the worker sleeps until there is a call.
    pub(crate) worker: Sleeper,
    /// The number of a call above the length of its answer.
    answered: AtomicU64,
    /// The number of the last call of which something was sent over the socket.
    sent: AtomicU32,
    words: [AtomicU64; ANSWER_BYTES_MAX / 8],
}

/// The page says that it holds an answer of so many bytes, which it has no room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLong;

impl Page {
    /// Lays down the answer to a call; `false` where it has no room.
    pub(crate) fn answer(&self, call: u32, bytes: &[u8]) -> bool {
        if bytes.len() > ANSWER_BYTES_MAX {
            return false;
        }
        self.write(u64::from(call) << 32 | bytes.len() as u64, bytes);
        true
    }

    /// Writes bytes, as far as there is room, and behind them a word that says what they are, true or not.
    pub(crate) fn write(&self, answered: u64, bytes: &[u8]) {
        for (word, bytes) in self.words.iter().zip(bytes.chunks(8)) {
            let mut whole = [0; 8];
            whole[..bytes.len()].copy_from_slice(bytes);
            word.store(u64::from_ne_bytes(whole), Ordering::Relaxed);
        }
        self.answered.store(answered, Ordering::Release);
    }

    /// Whether there is an answer to a call.
    pub(crate) fn has_answered(&self, call: u32) -> bool {
        self.answered.load(Ordering::Relaxed) >> 32 == u64::from(call)
    }

    /// Copies the answer to a call; `false` where there is none.
    pub(crate) fn copy_answer(&self, call: u32, into: &mut Vec<u8>) -> Result<bool, TooLong> {
        let answered = self.answered.load(Ordering::Relaxed);
        fence(Ordering::Acquire);
        if answered >> 32 != u64::from(call) {
            return Ok(false);
        }
        let length = (answered & u64::from(u32::MAX)) as usize;
        if length > ANSWER_BYTES_MAX {
            return Err(TooLong);
        }
        into.clear();
        for word in &self.words[..length.div_ceil(8)] {
            into.extend_from_slice(&word.load(Ordering::Relaxed).to_ne_bytes());
        }
        into.truncate(length);
        Ok(true)
    }

    /// Says that something of a call was sent over the socket.
    pub(crate) fn note_sent(&self, call: u32) {
        self.sent.store(call, Ordering::Release);
    }

    /// Whether something of a call was sent over the socket.
    pub(crate) fn has_sent(&self, call: u32) -> bool {
        load(&self.sent) == call
    }
}

/// Reads a word of the other side's, and what was written before it. Memory that can't be written to allows no other order of
/// a load than this.
fn load(word: &AtomicU32) -> u32 {
    let value = word.load(Ordering::Relaxed);
    fence(Ordering::Acquire);
    value
}

/// The page of a worker, as one side sees it.
pub(crate) struct PageMap(MmapRaw);

impl PageMap {
    /// A new page for a worker, and its file. Nobody can take it away from under the host.
    pub(crate) fn create() -> io::Result<(Self, File)> {
        let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
        let file = File::from(memfd_create("synoptic-answers", flags)?);
        ftruncate(&file, size_of::<Page>() as u64)?;
        fcntl_add_seals(&file, SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL)?;
        Ok((Self(MmapOptions::new().map_raw_read_only(&file)?), file))
    }

    /// The page that the worker itself writes.
    pub(crate) fn open(file: &File) -> io::Result<Self> {
        let map = MmapOptions::new().map_raw(file)?;
        if map.len() < size_of::<Page>() {
            return Err(io::Error::other("the page for answers is too short"));
        }
        Ok(Self(map))
    }
}

impl Deref for PageMap {
    type Target = Page;

    fn deref(&self) -> &Page {
        // SAFETY: the map is as long as a page of this type, which each way of making one sees to, and aligned to pages of
        // the system. It is of atomics alone, whose bytes may be any, and which another process may write.
        unsafe { &*self.0.as_ptr().cast() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page, as host and worker see it.
    fn pages() -> (PageMap, PageMap) {
        let (host, file) = PageMap::create().unwrap();
        (host, PageMap::open(&file).unwrap())
    }

    #[test]
    fn an_answer_is_copied_for_its_own_call_alone() {
        let (host, worker) = pages();
        let mut copied = Vec::new();
        assert_eq!(host.copy_answer(7, &mut copied), Ok(false));
        for answer in [&b""[..], b"1234567", b"12345678", b"123456789", &[9; ANSWER_BYTES_MAX]] {
            assert!(worker.answer(7, answer));
            assert!(host.has_answered(7) && !host.has_answered(8));
            assert_eq!(host.copy_answer(8, &mut copied), Ok(false));
            assert_eq!(host.copy_answer(7, &mut copied), Ok(true));
            assert_eq!(copied, answer);
        }
        assert!(!worker.answer(8, &[9; ANSWER_BYTES_MAX + 1]), "it has no room");
        assert!(!host.has_answered(8));
    }

    #[test]
    fn a_length_beyond_the_page_is_refused() {
        let (host, worker) = pages();
        for length in [ANSWER_BYTES_MAX as u64 + 1, u32::MAX.into()] {
            worker.write(7 << 32 | length, b"");
            assert_eq!(host.copy_answer(7, &mut Vec::new()), Err(TooLong));
        }
    }
}
