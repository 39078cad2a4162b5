//! What the plugin boundary costs: calls through the C ABI against direct calls of the same code.

#![expect(unsafe_code, reason = "calls a library without the host around it")]

use std::{
    env,
    ffi::c_void,
    hint::black_box,
    path::PathBuf,
    ptr,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use libloading::{Library, Symbol};
use synoptic_newswire::Newswire;
use synoptic_plugin_sdk::{
    Error, NoParams, Output, Request, Summarizer,
    abi::{self, Str},
    export,
};
use synoptic_testing::{measure, synthetic_text};
use synoptic_text_analysis::{Analysis, Options, SentenceFlags, analyze};

/// Does nothing: what is left is the call.
#[derive(Default)]
struct Nothing;

impl Summarizer for Nothing {
    const NAME: &'static str = "nothing";
    const DESCRIPTION: &'static str = "Does nothing.";
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, _: &Output<'_>) -> Result<(), Error> {
        black_box(request);
        Ok(())
    }
}

/// A document in the shape of the ABI.
struct Prepared {
    analysis: Analysis,
    sentences: Vec<abi::Sentence>,
    tokens: Vec<abi::Token>,
    stop: AtomicU32,
}

impl Prepared {
    fn new(text: &str) -> Self {
        let analysis = analyze(text, &Options::default());
        let sentences = analysis.sentences().iter().map(|sentence| abi::Sentence {
            start: sentence.start,
            end: sentence.end,
            first_token: sentence.first_token,
            token_count: sentence.token_count,
            paragraph: sentence.paragraph,
            flags: if sentence.flags == SentenceFlags::default() { abi::SENTENCE_CANDIDATE } else { 0 },
        });
        let tokens = analysis.tokens().iter().map(|token| abi::Token {
            start: token.start,
            end: token.end,
            term: token.term,
            flags: token.flags.0,
        });
        Self { sentences: sentences.collect(), tokens: tokens.collect(), analysis, stop: AtomicU32::new(0) }
    }

    fn document(&self) -> abi::Document {
        abi::Document {
            struct_size: size_of::<abi::Document>() as u32,
            flags: 0,
            name: Str::new("bench"),
            title: Str::new(""),
            outlet: Str::new(""),
            language: Str::new("en"),
            text: Str::new(self.analysis.text()),
            publish_time_ms: abi::TIME_UNKNOWN,
            paragraphs: ptr::null(),
            paragraph_count: 0,
            sentences: self.sentences.as_ptr(),
            sentence_count: self.sentences.len(),
            tokens: self.tokens.as_ptr(),
            token_count: self.tokens.len(),
        }
    }

    fn request(&self, documents: &[*const abi::Document]) -> abi::Request {
        abi::Request {
            struct_size: size_of::<abi::Request>() as u32,
            kind: abi::KIND_EXTRACTIVE,
            documents: documents.as_ptr(),
            document_count: documents.len(),
            terms: ptr::null(),
            term_count: self.analysis.term_count(),
            length_unit: abi::LENGTH_SENTENCES,
            flags: 0,
            length: 3,
            focus: Str::new(""),
            focus_terms: ptr::null(),
            focus_term_count: 0,
            params: Str::new(""),
            stop: &raw const self.stop,
            time_left_ms: u64::MAX,
        }
    }
}

/// Takes three sentences.
extern "C" fn emit_sentence(context: *mut c_void, _: u32, _: u32, _: f32) -> i32 {
    // SAFETY: the context is the counter below.
    let taken = unsafe { &*context.cast::<AtomicU32>() };
    if taken.fetch_add(1, Ordering::Relaxed) < 3 { abi::EMIT_TAKEN } else { abi::EMIT_FULL }
}

extern "C" fn emit_text(_: *mut c_void, _: u32, _: Str, _: *const abi::Span, _: usize, _: f32) -> i32 {
    abi::EMIT_TAKEN
}

extern "C" fn emit_item(
    _: *mut c_void,
    _: u32,
    _: Str,
    _: *const abi::Span,
    _: usize,
    _: f32,
    _: Str,
) -> i32 {
    abi::EMIT_TAKEN
}

extern "C" fn log(_: *mut c_void, _: u32, _: Str) {}
extern "C" fn progress(_: *mut c_void, _: f32) {}
extern "C" fn metric(_: *mut c_void, _: Str, _: f64) {}
extern "C" fn error(_: *mut c_void, _: Str) {}

fn output(taken: &AtomicU32) -> abi::Output {
    taken.store(0, Ordering::Relaxed);
    let context = ptr::from_ref(taken).cast_mut().cast();
    let struct_size = size_of::<abi::Output>() as u32;
    abi::Output {
        struct_size,
        flags: 0,
        context,
        emit_sentence,
        emit_text,
        log,
        progress,
        metric,
        error,
        emit_item,
    }
}

/// The time of one call, from many: a call is shorter than the clock's grain.
fn per_call(mut call: impl FnMut()) -> f64 {
    const CALLS: u32 = 100_000;
    let time = measure(|| (0..CALLS).for_each(|_| call()));
    time.as_secs_f64() * 1e9 / f64::from(CALLS)
}

fn main() {
    let article = Prepared::new(&synthetic_text(36));
    let document = article.document();
    let documents = [ptr::from_ref(&document)];
    let request = article.request(&documents);
    let taken = AtomicU32::new(0);
    println!("the plugin boundary, on an article of {} words", article.tokens.len());

    let nothing = Nothing;
    let direct = per_call(|| {
        // SAFETY: the request and the output are as the ABI says.
        black_box(unsafe { export::call_directly(&nothing, black_box(&request), &output(&taken)) })
            .expect("it does nothing");
    });
    let descriptor = black_box(export::descriptor::<Nothing>());
    let instance: *mut c_void = ptr::from_ref(&nothing).cast_mut().cast();
    let through = per_call(|| {
        let output = output(&taken);
        // SAFETY: the instance is of this summarizer, the request and the output are as the ABI says.
        black_box(unsafe {
            (descriptor.summarize)(instance, &raw const request, &raw const *black_box(&output))
        });
    });
    println!(
        "  a call that does nothing: direct {direct:.0} ns, through the ABI {through:.0} ns: {:.0} ns more",
        through - direct
    );

    let plugins = PathBuf::from(env::var_os("SYNOPTIC_BENCH_PLUGINS").expect("run by `cargo xtask bench`"));
    let version = concat!("synoptic-newswire/", env!("CARGO_PKG_VERSION"), "/lib.so");
    // SAFETY: a plugin of this workspace.
    let library = unsafe { Library::new(plugins.join(version)) }.expect("it is built");
    // SAFETY: the entry of the ABI.
    let entry: Symbol<'_, *const abi::Plugin> =
        unsafe { library.get(abi::ENTRY_SYMBOL) }.expect("it is a plugin");
    // SAFETY: as above; it holds one summarizer.
    let loaded = unsafe { &**(**entry).summarizers };
    let mut instance = ptr::null_mut();
    extern "C" fn host_log(_: *mut c_void, _: u32, _: Str) {}
    let host = abi::Host {
        struct_size: size_of::<abi::Host>() as u32,
        flags: 0,
        context: ptr::null_mut(),
        log: host_log,
    };
    // SAFETY: host and place are valid until it returns.
    let status = unsafe { (loaded.create)(&raw const host, &raw mut instance) };
    assert_eq!(status, abi::STATUS_OK);
    let newswire = Newswire::default();

    // Both ways alternate, so that what else the machine does falls on both alike.
    let rounds = 4000;
    let (mut direct, mut through) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let begun = Instant::now();
        let output_direct = output(&taken);
        // SAFETY: the request and the output are as the ABI says.
        let _ = black_box(unsafe { export::call_directly(&newswire, black_box(&request), &output_direct) });
        direct.push(begun.elapsed());
        let begun = Instant::now();
        let output_through = output(&taken);
        // SAFETY: as above.
        black_box(unsafe {
            (loaded.summarize)(instance, black_box(&raw const request), &raw const output_through)
        });
        through.push(begun.elapsed());
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2].as_secs_f64() * 1e6
    };
    let (direct, through) = (median(&mut direct), median(&mut through));
    println!(
        "  newswire: linked and called directly {direct:.1} us, from its library {through:.1} us: {:.3} times",
        through / direct
    );
}
