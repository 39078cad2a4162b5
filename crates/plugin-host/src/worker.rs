//! A library in a process of its own: whatever it does, no more than its own calls fail.
//!
//! The worker is this program again, as `synoptic worker`. Its standard input is a socket for frames and wake-ups, its standard
//! output the memory that requests lie in, which only the host can write to. The page that it answers in comes over the socket.

mod child;
mod ending;
mod handover;
mod pool;
mod process;
mod sandbox;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use child::main as worker_main;
pub(crate) use pool::{Launch, NoWorker, Pool};
pub(crate) use process::Lost;

/// What a worker is told to open, and what it may do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Open {
    /// The library: a private copy, whose bytes were checked.
    pub(crate) library: PathBuf,
    /// The most memory, in bytes, beside what it shares with the host.
    pub(crate) memory_bytes_max: u64,
    /// The most open files.
    pub(crate) files_max: u64,
    /// Files and folders that it may read.
    pub(crate) readable: Vec<PathBuf>,
    /// Files and folders that it may write, too.
    pub(crate) writable: Vec<PathBuf>,
    /// Whether it may use the network.
    pub(crate) network: bool,
    /// Whether it may start programs.
    pub(crate) programs: bool,
    /// Whether its standard error is the host's: for authors who look for a fault.
    pub(crate) inherit_stderr: bool,
}

/// How large the memory is that host and worker share, in bytes: virtual memory, taken as it is written. The longest text of a
/// request with one token in two bytes has room, with four bytes to each byte of text.
pub(crate) const REGION_BYTES: u64 = 1 << 30;
