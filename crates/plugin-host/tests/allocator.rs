//! Host and plugins allocate apart: a block that one side has made is never freed by the other.
//!
//! This program's blocks lie behind a header with a magic number. A library's don't, as it brings an allocator of its own. So a
//! block of the library's that is freed here has no magic number, which ends the process with a message; a block of this
//! program's that the library frees begins where no block of the system's begins, which ends the process too.

#![expect(unsafe_code, reason = "an allocator is unsafe")]
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    collections::BTreeMap,
    env,
    os::unix::process::ExitStatusExt as _,
    process::Command,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use serde_json::{Map, json};
use synoptic_plugin_host::{
    CallError, Document, Kind, Known, Length, Options, Order, Outcome, Registry, Rules, StopSignal,
    Summarizer, Task,
};
use synoptic_testing::{PluginFolder, built_example, bundled_library, profile_folder};
use synoptic_text_analysis::analyze;

/// The system's allocator, with a header before each block.
struct Marked;

#[global_allocator]
static MARKED: Marked = Marked;

/// Stands in the eight bytes before each block. There the system keeps the size of a block of its own: one so large that it
/// refuses to free it.
const MAGIC: usize = 0xf0f1_f2f3_b10c_a118;
const FREED: usize = 0xf0f1_f2f3_dead_a118;

impl Marked {
    /// How long the header is: it keeps the block aligned.
    fn header(layout: Layout) -> usize {
        layout.align().max(16)
    }

    /// The block with its header.
    fn whole(layout: Layout) -> Option<Layout> {
        let size = layout.size().checked_add(Self::header(layout))?;
        Layout::from_size_align(size, Self::header(layout)).ok()
    }
}

// SAFETY: each block is one of the system's from its header on, which is as aligned as the block asks; the header is written
// before the block is handed out.
unsafe impl GlobalAlloc for Marked {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some(whole) = Self::whole(layout) else { return std::ptr::null_mut() };
        // SAFETY: not empty, as it has a header.
        let start = unsafe { System.alloc(whole) };
        if start.is_null() {
            return start;
        }
        // SAFETY: the header is at least 16 bytes, and aligned to as many.
        unsafe {
            let block = start.add(Self::header(layout));
            block.cast::<usize>().sub(1).write(MAGIC);
            block
        }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: before a block of this program's stands its header, and before one of the system's the size of it.
        let mark = unsafe { block.cast::<usize>().sub(1) };
        // SAFETY: as above.
        match unsafe { mark.read() } {
            MAGIC => {}
            FREED => refuse("allocator: a block is freed twice\n"),
            _ => refuse("allocator: the host frees a block that it didn't allocate\n"),
        }
        let Some(whole) = Self::whole(layout) else { refuse("allocator: a block of no size is freed\n") };
        // SAFETY: it is a block of this program's, which begins with its header.
        unsafe {
            mark.write(FREED);
            System.dealloc(block.sub(Self::header(layout)), whole);
        }
    }
}

/// Ends the process, without allocating.
fn refuse(message: &str) -> ! {
    // SAFETY: the message is as long as it says.
    unsafe { libc::write(libc::STDERR_FILENO, message.as_ptr().cast(), message.len()) };
    std::process::abort()
}

/// A text of four sentences.
const REPORT: &str = "A ferry ran aground off Tarran on Monday. Nobody was hurt, the coast guard said. \
    Divers will look at the hull on Tuesday. All crossings are cancelled.";

/// A registry over some plugins, all in this process.
fn registry(folder: &std::path::Path) -> (PluginFolder, Registry) {
    let profile = profile_folder().unwrap();
    let plugins = PluginFolder::new(&profile).unwrap();
    let libraries = [
        bundled_library(&profile, "lead").unwrap(),
        bundled_library(&profile, "newswire").unwrap(),
        built_example(&profile, "faulty").unwrap(),
    ];
    plugins.add(&libraries, true).unwrap();
    let options = Options {
        folder: plugins.path(),
        private: folder.join("private"),
        allow_list: Some(plugins.allow_list()),
        worker_program: profile.join("synoptic"),
        workers_max: 1,
        worker_memory_bytes_max: 1 << 30,
        in_process_max: 8,
        grants: BTreeMap::new(),
    };
    let (registry, reloaded) = Registry::open(options).unwrap();
    assert!(reloaded.refused.is_empty(), "{:?}", reloaded.refused);
    (plugins, registry)
}

fn find(registry: &Registry, name: &str) -> Summarizer {
    registry.catalog().resolve(name, || 0).unwrap().summarizer
}

fn run(summarizer: &Summarizer, params: &Map<String, serde_json::Value>) -> Result<Outcome, CallError> {
    let document = |text: String| Document {
        name: "documents/0".to_owned(),
        title: "Ferry aground".to_owned(),
        outlet: "The Harbour".to_owned(),
        publish_time_ms: Some(0),
        analysis: Arc::new(analyze(&text, &synoptic_text_analysis::Options::default())),
        known: Known::Nothing,
    };
    let documents = [document(REPORT.to_owned()), document(format!("“Né à Łódź,” he said. {REPORT}"))];
    let (stop, kind) = (StopSignal::default(), Kind::Extractive);
    let task = Task {
        documents: &documents,
        kind,
        length: Length::Sentences(3),
        order: Order::Source,
        rules: Rules::default(),
        focus: "hull",
        params,
        stop: &stop,
        deadline: Instant::now() + Duration::from_secs(30),
        streaming: true,
    };
    summarizer.run(&task, &mut |_| {})
}

#[test]
fn no_side_frees_what_the_other_allocated() {
    let folder = tempfile::tempdir().unwrap();
    let (plugins, registry) = registry(folder.path());
    let none = Map::new();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..5 {
                    for name in ["lead", "newswire"] {
                        assert_eq!(run(&find(&registry, name), &none).unwrap().pieces.len(), 3, "{name}");
                    }
                    let refused = run(&find(&registry, "stubborn"), &none);
                    assert!(matches!(refused, Err(CallError::Refused { .. })), "{refused:?}");
                    let panicked = run(&find(&registry, "panics"), &none);
                    assert!(matches!(panicked, Err(CallError::Panicked { .. })), "{panicked:?}");
                    let misquoted = run(&find(&registry, "misquotes"), &none);
                    assert!(matches!(misquoted, Err(CallError::Misbehaved { .. })), "{misquoted:?}");
                    let refuse = json!({ "refuse": true });
                    let refused = run(&find(&registry, "gathers"), refuse.as_object().unwrap());
                    assert!(matches!(refused, Err(CallError::Refused { .. })), "{refused:?}");
                }
            });
        }
    });
    drop((registry, plugins));
}

/// Set in the process of its own that a test does its wrong in, as that ends it.
const APART: &str = "SYNOPTIC_TEST_APART";

/// Does something wrong in a process of its own, and returns what that says before it is aborted.
fn abort_apart(test: &str, wrong: impl FnOnce()) -> String {
    if env::var_os(APART).is_some() {
        wrong();
        return "it wasn't noticed".to_owned();
    }
    let program = env::current_exe().unwrap();
    let output =
        Command::new(program).args(["--exact", "--nocapture", test]).env(APART, "1").output().unwrap();
    assert_eq!(output.status.signal(), Some(libc::SIGABRT), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_foreign_block_that_the_host_frees_is_noticed() {
    let said = abort_apart("a_foreign_block_that_the_host_frees_is_noticed", || {
        let layout = Layout::new::<[u64; 8]>();
        // SAFETY: wrong, which is to be noticed.
        unsafe { std::alloc::dealloc(libc::malloc(layout.size()).cast(), layout) };
    });
    assert!(said.contains("the host frees a block that it didn't allocate"), "{said}");
}

#[test]
fn a_block_of_the_host_that_a_plugin_frees_is_noticed() {
    // The system's words differ from one to the other.
    abort_apart("a_block_of_the_host_that_a_plugin_frees_is_noticed", || {
        let block = Box::into_raw(Box::new([0_u64; 8]));
        // SAFETY: wrong, which is to be noticed.
        unsafe { libc::free(block.cast()) };
    });
}
