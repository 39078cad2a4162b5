//! The C ABI between host and plugin, version 1.1.
//!
//! A library exports one static of type [`Plugin`] under the name [`ENTRY_SYMBOL`]. The host loads it when the major
//! version is its own and the minor version is not newer than its own.
//!
//! # Rules
//!
//! - Structs that begin with `struct_size` grow at their end, with the minor version. A field is read only where
//!   `struct_size` covers it. [`Str`], [`Paragraph`], [`Sentence`], [`Token`] and [`Span`] stand in arrays and never
//!   grow: what comes later comes as a further array.
//! - Nothing that one side allocated is freed by the other. What a plugin emits is copied before the callback
//!   returns; what a request holds is valid until `summarize` returns.
//! - Strings are UTF-8 without a final NUL. An empty one may have a null pointer.
//! - The functions of these structs are called with arguments that are what the field's documentation says: that is the
//!   promise behind each of their calls.
//! - No unwinding crosses the boundary. A plugin catches its panics and returns [`STATUS_PANICKED`].
//! - `create`, `destroy`, self test and warm-up are called from one thread at a time. `summarize` is called from any
//!   thread, and from several at once unless the summarizer is [`SUMMARIZER_SERIAL`].
//! - A function that isn't known to a plugin's SDK stands behind `get_extension`: a table that begins with its size.
//!
//! `include/synoptic_plugin.h` is this file in C.

#![expect(unsafe_code, reason = "the boundary")]

use std::{ffi::c_void, slice, str, sync::atomic::AtomicU32};

/// `SYNOPTIC`, as little-endian bytes.
pub const MAGIC: u64 = u64::from_le_bytes(*b"SYNOPTIC");
/// Changes when a library must be built anew.
pub const ABI_MAJOR: u16 = 1;
/// Grows when structs grow at their ends.
pub const ABI_MINOR: u16 = 1;
/// The name of the exported static.
pub const ENTRY_SYMBOL: &str = "synoptic_plugin_v1";

/// The extension of summarizers that answer several requests in one call: a [`Batch`].
pub const EXTENSION_BATCH: &str = "synoptic.batch/1";
/// The extension that tries an instance before it serves: an [`InstanceAction`] that returns a status.
pub const EXTENSION_SELF_TEST: &str = "synoptic.selftest/1";
/// The extension that makes an instance ready for its first request: an [`InstanceAction`].
pub const EXTENSION_WARM_UP: &str = "synoptic.warmup/1";

/// The library has no panics: it is written in C, say.
pub const PANIC_NONE: u32 = 0;
/// A panic unwinds and is caught in the library.
pub const PANIC_UNWIND: u32 = 1;
/// A panic ends the process: such a library can't run in process.
pub const PANIC_ABORT: u32 = 2;

/// `Summarizer::flags`: the summarizer follows `Request::focus`.
pub const SUMMARIZER_FOCUS: u32 = 1;
/// `Summarizer::flags`: one instance serves one call at a time.
pub const SUMMARIZER_SERIAL: u32 = 1 << 1;

/// `Summarizer::kinds` and `Request::kind`: sentences of the sources.
pub const KIND_EXTRACTIVE: u32 = 1 << 1;
/// A few short points.
pub const KIND_KEY_POINTS: u32 = 1 << 2;
/// One line.
pub const KIND_HEADLINE: u32 = 1 << 3;
/// Who said what.
pub const KIND_QUOTES: u32 = 1 << 4;
/// What happened when.
pub const KIND_TIMELINE: u32 = 1 << 5;
/// Where the sources agree and differ.
pub const KIND_COMPARISON: u32 = 1 << 6;
/// New sentences.
pub const KIND_ABSTRACTIVE: u32 = 1 << 7;

/// `Request::length_unit`: sentences.
pub const LENGTH_SENTENCES: u32 = 1;
/// `Request::length_unit`: words, that is tokens.
pub const LENGTH_WORDS: u32 = 2;
/// `Request::length_unit`: Unicode code points.
pub const LENGTH_CHARACTERS: u32 = 3;

/// The call succeeded. The other statuses are those of gRPC, by number.
pub const STATUS_OK: i32 = 0;
/// The call was stopped.
pub const STATUS_CANCELLED: i32 = 1;
/// The request can't be answered, by its own fault.
pub const STATUS_INVALID_ARGUMENT: i32 = 3;
/// The plugin failed.
pub const STATUS_INTERNAL: i32 = 13;
/// The plugin panicked, and caught it.
pub const STATUS_PANICKED: i32 = 100;

/// An emitted piece stands in the summary.
pub const EMIT_TAKEN: i32 = 0;
/// An emitted piece was left out: it doesn't fit, or may not stand in a summary. Others may.
pub const EMIT_SKIPPED: i32 = 1;
/// The summary is full: return.
pub const EMIT_FULL: i32 = 2;
/// The caller has gone or the time is up: return.
pub const EMIT_STOPPED: i32 = 3;
/// The emitted piece doesn't exist: return; the call has failed.
pub const EMIT_INVALID: i32 = 4;

/// `Sentence::flags`: the headline of the text.
pub const SENTENCE_TITLE: u32 = 1;
/// `Sentence::flags`: a heading inside the text.
pub const SENTENCE_HEADING: u32 = 1 << 1;
/// `Sentence::flags`: holds a direct quotation, or a part of one.
pub const SENTENCE_QUOTATION: u32 = 1 << 2;
/// `Sentence::flags`: no part of the report.
pub const SENTENCE_BOILERPLATE: u32 = 1 << 3;
/// `Sentence::flags`: an item of a list.
pub const SENTENCE_LIST_ITEM: u32 = 1 << 4;
/// `Sentence::flags`: lacks its beginning.
pub const SENTENCE_FRAGMENT: u32 = 1 << 5;
/// `Sentence::flags`: cut at the greatest length of sentences.
pub const SENTENCE_CUT: u32 = 1 << 6;
/// `Sentence::flags`: leans on the sentence before it, as with a pronoun that stands for somebody named there.
pub const SENTENCE_DEPENDENT: u32 = 1 << 7;
/// `Sentence::flags`: says little by itself: a byline, a caption, a quotation without its speaker.
pub const SENTENCE_POOR: u32 = 1 << 8;
/// `Sentence::flags`: may stand in a summary; the host skips the others.
pub const SENTENCE_CANDIDATE: u32 = 1 << 31;

/// `Document::flags`: the reader has seen it, and asks for what others add. None of its sentences may stand in a summary. Since version
/// 1.1.
pub const DOCUMENT_SEEN: u32 = 1;

/// `Token::flags`: tells nothing of the text; has no term.
pub const TOKEN_STOP_WORD: u32 = 1;
/// `Token::flags`: begins with a digit.
pub const TOKEN_NUMBER: u32 = 1 << 1;
/// `Token::flags`: begins with an upper-case letter.
pub const TOKEN_CAPITALIZED: u32 = 1 << 2;
/// `Token::term` of a stop word.
pub const TERM_NONE: u32 = u32::MAX;
/// `Document::publish_time_ms` where it isn't known.
pub const TIME_UNKNOWN: i64 = i64::MIN;

/// Borrowed UTF-8.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Str {
    /// The first byte; may be null when `len` is 0.
    pub data: *const u8,
    /// How many bytes.
    pub len: usize,
}

/// A range of bytes of a document's text.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it starts.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
}

/// A sentence of a document.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it starts in the text, in bytes.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
    /// The index of its first token.
    pub first_token: u32,
    /// How many tokens it has.
    pub token_count: u32,
    /// The index of its paragraph.
    pub paragraph: u32,
    /// Bits: `SENTENCE_…`.
    pub flags: u32,
}

/// A word or number of a document.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it starts in the text, in bytes.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
    /// Its term, an index below `Request::term_count` and the same in all documents; or [`TERM_NONE`].
    pub term: u32,
    /// Bits: `TOKEN_…`.
    pub flags: u32,
}

/// A piece of a document's text.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The document's index in the request.
    pub document: u32,
    /// Where it starts in the text, in bytes.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
}

/// A document, analysed.
#[repr(C)]
#[derive(Debug)]
pub struct Document {
    /// The size of this struct, in bytes.
    pub struct_size: u32,
    /// Bits: `DOCUMENT_…`.
    pub flags: u32,
    /// Its name, as spans of the answer will carry it.
    pub name: Str,
    /// The headline that came with it; may be empty.
    pub title: Str,
    /// Who published it; may be empty.
    pub outlet: Str,
    /// BCP-47.
    pub language: Str,
    /// The text that all offsets point into.
    pub text: Str,
    /// When it was published, in milliseconds since 1970 UTC, or [`TIME_UNKNOWN`].
    pub publish_time_ms: i64,
    /// The paragraphs, in order.
    pub paragraphs: *const Paragraph,
    /// How many.
    pub paragraph_count: usize,
    /// The sentences, in order.
    pub sentences: *const Sentence,
    /// How many.
    pub sentence_count: usize,
    /// The words and numbers, in order.
    pub tokens: *const Token,
    /// How many.
    pub token_count: usize,
}

/// What is asked for.
#[repr(C)]
#[derive(Debug)]
pub struct Request {
    /// The size of this struct, in bytes.
    pub struct_size: u32,
    /// One of `KIND_…`.
    pub kind: u32,
    /// The documents, in the order in which spans count them.
    pub documents: *const *const Document,
    /// How many; at least 1.
    pub document_count: usize,
    /// The terms: lower-case stems.
    pub terms: *const Str,
    /// How many.
    pub term_count: usize,
    /// One of `LENGTH_…`.
    pub length_unit: u32,
    /// None yet.
    pub flags: u32,
    /// How long the summary may be, in that unit.
    pub length: u64,
    /// What the summary shall turn on; may be empty.
    pub focus: Str,
    /// The terms of the focus that occur in the documents.
    pub focus_terms: *const u32,
    /// How many.
    pub focus_term_count: usize,
    /// A JSON object that fits the summarizer's schema.
    pub params: Str,
    /// Not 0 once the call should end. Read it as an atomic, relaxed.
    pub stop: *const AtomicU32,
    /// How much time is left when the call begins, in milliseconds.
    pub time_left_ms: u64,
}

/// Where the summary goes. The callbacks may be called from the thread of the call only.
#[repr(C)]
#[derive(Debug)]
pub struct Output {
    /// The size of this struct, in bytes.
    pub struct_size: u32,
    /// None yet.
    pub flags: u32,
    /// Handed to each callback.
    pub context: *mut c_void,
    /// Offers a sentence, to a request of kind `KIND_EXTRACTIVE` alone: context, document, sentence, score. Returns `EMIT_…`.
    pub emit_sentence: unsafe extern "C" fn(*mut c_void, u32, u32, f32) -> i32,
    /// Offers a text of the plugin's, to a request of another kind: context, that kind, text, spans, how many, score. Returns `EMIT_…`.
    pub emit_text: unsafe extern "C" fn(*mut c_void, u32, Str, *const Span, usize, f32) -> i32,
    /// Logs: context, level (1 error to 5 trace), message.
    pub log: unsafe extern "C" fn(*mut c_void, u32, Str),
    /// Tells how far the work is: context, from 0 to 1.
    pub progress: unsafe extern "C" fn(*mut c_void, f32),
    /// Counts something: context, name, value.
    pub metric: unsafe extern "C" fn(*mut c_void, Str, f64),
    /// Says why the call fails, before it returns another status than 0: context, message.
    pub error: unsafe extern "C" fn(*mut c_void, Str),
    /// As `emit_text`, with details: context, kind, text, spans, how many, score, details. Those are a JSON object whose fields go by the
    /// kind, or empty. Since version 1.1.
    ///
    /// `KIND_QUOTES`: `speaker`, `role`, `verb` (strings), `partial` (a boolean), `reported_by` (strings). `KIND_TIMELINE`: `start_ms`,
    /// `end_ms` (milliseconds since 1970 UTC, the end exclusive; both missing where the time couldn't be resolved), `expression` (a
    /// string). `KIND_COMPARISON`: `stances`, objects with `document` (its index, each once; one that isn't named is silent), `kind`
    /// (`reports`, `differs`, `silent`), `spans` (indices into the spans) and `difference` (a string). What isn't known is ignored.
    pub emit_item: unsafe extern "C" fn(*mut c_void, u32, Str, *const Span, usize, f32, Str) -> i32,
}

/// What a summarizer may use of the host during `create`, a self test and a warm-up, and not after them.
#[repr(C)]
#[derive(Debug)]
pub struct Host {
    /// The size of this struct, in bytes.
    pub struct_size: u32,
    /// None yet.
    pub flags: u32,
    /// Handed to each callback.
    pub context: *mut c_void,
    /// Logs: context, level (1 error to 5 trace), message.
    pub log: unsafe extern "C" fn(*mut c_void, u32, Str),
}

/// One summarizer of a library.
#[repr(C)]
#[derive(Debug)]
pub struct Summarizer {
    /// The size of this struct, in bytes.
    pub struct_size: u32,
    /// Bits: `SUMMARIZER_…`.
    pub flags: u32,
    /// Bits: `KIND_…`.
    pub kinds: u32,
    /// 0.
    pub reserved: u32,
    /// 1 to 63 characters of `a-z`, `0-9` and `-`, beginning with a letter.
    pub name: Str,
    /// A sentence or a few for people.
    pub description: Str,
    /// BCP-47 tags separated by commas; empty for any language.
    pub languages: Str,
    /// Hands the JSON Schema of the parameters to a callback, once: context, callback.
    pub params_schema: unsafe extern "C" fn(*mut c_void, unsafe extern "C" fn(*mut c_void, Str)),
    /// Makes an instance: host, where to put it. Returns a status.
    pub create: unsafe extern "C" fn(*const Host, *mut *mut c_void) -> i32,
    /// Ends an instance, once, when no call is under way. An instance that lives as long as the process isn't ended.
    pub destroy: unsafe extern "C" fn(*mut c_void),
    /// Summarizes: instance, request, output. Returns a status.
    pub summarize: unsafe extern "C" fn(*mut c_void, *const Request, *const Output) -> i32,
}

/// What a library exports.
#[repr(C)]
#[derive(Debug)]
pub struct Plugin {
    /// [`MAGIC`].
    pub magic: u64,
    /// The size of this struct, in bytes.
    pub struct_size: u32,
    /// [`ABI_MAJOR`].
    pub abi_major: u16,
    /// [`ABI_MINOR`].
    pub abi_minor: u16,
    /// One of `PANIC_…`.
    pub panic_strategy: u32,
    /// How many summarizers.
    pub summarizer_count: u32,
    /// The library's name.
    pub name: Str,
    /// The library's version, as in semantic versioning.
    pub version: Str,
    /// What it was compiled with.
    pub toolchain: Str,
    /// Which SDK, and its version.
    pub sdk: Str,
    /// The summarizers.
    pub summarizers: *const *const Summarizer,
    /// Finds an optional table of functions by its name, such as `synoptic.batch/1`; null where there is none.
    pub get_extension: unsafe extern "C" fn(Str) -> *const c_void,
}

/// The extension [`EXTENSION_BATCH`].
#[repr(C)]
#[derive(Debug)]
pub struct Batch {
    /// The size of this struct, in bytes.
    pub struct_size: u32,
    /// None yet.
    pub flags: u32,
    /// The most requests of one call: summarizer, by its index in the library. 1 where it doesn't gather.
    pub requests_max: unsafe extern "C" fn(u32) -> u32,
    /// Summarizes several requests: summarizer, instance, requests, outputs, where to put a status for each, how many.
    /// Each request has a stop word, an output and a status of its own.
    pub summarize:
        unsafe extern "C" fn(u32, *mut c_void, *const *const Request, *const *const Output, *mut i32, usize),
}

/// The extensions [`EXTENSION_SELF_TEST`] and [`EXTENSION_WARM_UP`].
#[repr(C)]
#[derive(Debug)]
pub struct InstanceAction {
    /// The size of this struct, in bytes.
    pub struct_size: u32,
    /// None yet.
    pub flags: u32,
    /// Acts on an instance: summarizer, by its index in the library, instance, host. Returns a status, and logs why it
    /// isn't 0.
    pub run: unsafe extern "C" fn(u32, *mut c_void, *const Host) -> i32,
}

// SAFETY: the pointers of a descriptor point to statics that nobody writes to.
unsafe impl Sync for Plugin {}
// SAFETY: as above.
unsafe impl Sync for Summarizer {}

impl Str {
    /// Borrows a string; the caller keeps it alive.
    pub const fn new(text: &str) -> Self {
        Self { data: text.as_ptr(), len: text.len() }
    }

    /// The bytes as text; `None` when they are not UTF-8.
    ///
    /// # Safety
    ///
    /// `data` points to `len` bytes that stay as they are during `'a`, or `len` is 0.
    pub unsafe fn as_str<'a>(self) -> Option<&'a str> {
        // SAFETY: the caller's promise.
        str::from_utf8(unsafe { slice_of(self.data, self.len) }).ok()
    }
}

/// Borrows an array that may be empty with a null pointer.
///
/// # Safety
///
/// `data` points to `len` valid values that stay as they are during `'a`, or `len` is 0.
pub unsafe fn slice_of<'a, T>(data: *const T, len: usize) -> &'a [T] {
    if len == 0 || data.is_null() {
        return &[];
    }
    // SAFETY: the caller's promise; not null and not empty.
    unsafe { slice::from_raw_parts(data, len) }
}
