//! One library: opened, checked, and called through the C ABI.

#![expect(unsafe_code, reason = "the host's side of the C ABI")]

use std::{
    ffi::c_void,
    fs,
    mem::{ManuallyDrop, offset_of},
    panic::{self, AssertUnwindSafe},
    path::Path,
    ptr,
    sync::{Mutex, PoisonError},
};

use libloading::os::unix::{Library as Handle, RTLD_LOCAL, RTLD_NOW};
use sha2::{Digest as _, Sha256};
use synoptic_plugin_sdk::{
    Kind,
    abi::{self, Str, slice_of},
};

use crate::{
    LoadError,
    call::{Collector, RawCall, log},
    image,
    params::ParamsSchema,
};

/// An open library. It is never closed: its code may still run in a destructor of some thread, and unloading Rust code is
/// unsound in general.
pub(crate) struct Library {
    pub(crate) plugin: String,
    pub(crate) version: String,
    pub(crate) digest: String,
    pub(crate) summarizers: Vec<Instance>,
    _handle: ManuallyDrop<Handle>,
}

/// One summarizer of a library, created.
pub(crate) struct Instance {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) languages: Vec<String>,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) focus: bool,
    pub(crate) params: ParamsSchema,
    descriptor: &'static abi::Summarizer,
    /// Whatever `create` made of it; null for a summarizer without state.
    pointer: *mut c_void,
    /// Held during a call of a summarizer that serves one call at a time.
    serial: Option<Mutex<()>>,
}

// SAFETY: by the contract of the ABI `summarize` may be called from any thread, and at the same time unless the summarizer is
// serial, when `serial` is held.
unsafe impl Send for Instance {}
// SAFETY: as above.
unsafe impl Sync for Instance {}

/// How many summarizers a library may hold.
const SUMMARIZERS_MAX: u32 = 256;

/// The longest string of a descriptor, in bytes; schemas may be longer.
const STRING_BYTES_MAX: usize = 10_000;

/// The longest schema, in bytes.
const SCHEMA_BYTES_MAX: usize = 1 << 20;

const KINDS: [Kind; 7] = [
    Kind::Extractive,
    Kind::KeyPoints,
    Kind::Headline,
    Kind::Quotes,
    Kind::Timeline,
    Kind::Comparison,
    Kind::Abstractive,
];

impl Library {
    /// Opens a library and creates its summarizers.
    pub(crate) fn open(path: &Path) -> Result<Self, LoadError> {
        let bytes = fs::read(path)?;
        image::check(&bytes)?;
        let digest = format!("sha256:{}", hex::encode(Sha256::digest(&bytes)));
        drop(bytes);
        // SAFETY: the operator put the library into the plugin folder, and so trusts its initializers.
        let handle = unsafe { Handle::open(Some(path), RTLD_NOW | RTLD_LOCAL) }.map_err(LoadError::Loader)?;
        let handle = ManuallyDrop::new(handle);
        // SAFETY: the symbol is a static of this type by the contract of the ABI, and the library stays open.
        let entry = unsafe { handle.get::<*const abi::Plugin>(abi::ENTRY_SYMBOL) };
        let entry = entry.map_err(|_| LoadError::NoEntry { symbol: abi::ENTRY_SYMBOL })?.into_raw();
        let entry: *const abi::Plugin = entry.cast_const().cast();
        // SAFETY: not null, as the symbol was found; what is read of it is checked against its size and magic first.
        let plugin = unsafe { check_entry(entry) }?;
        let (name, version) = (string(plugin.name, "name")?, string(plugin.version, "version")?);
        // SAFETY: the table is valid by the contract of the ABI.
        let descriptors = unsafe { slice_of(plugin.summarizers, plugin.summarizer_count as usize) };
        let summarizers = descriptors.iter().map(|&descriptor| Instance::create(descriptor));
        let summarizers = summarizers.collect::<Result<Vec<_>, _>>()?;
        Ok(Self { plugin: name, version, digest, summarizers, _handle: handle })
    }
}

fn malformed(what: impl Into<String>) -> LoadError {
    LoadError::Malformed { symbol: abi::ENTRY_SYMBOL, what: what.into() }
}

/// Checks an entry before anything of it is used but its beginning, which is the same in all versions.
///
/// # Safety
///
/// `entry` is the exported static of a library that stays open.
unsafe fn check_entry(entry: *const abi::Plugin) -> Result<&'static abi::Plugin, LoadError> {
    // SAFETY: every static that is exported under the name has at least the magic and the size.
    let (magic, size) = unsafe { ((*entry).magic, (*entry).struct_size as usize) };
    if magic != abi::MAGIC {
        return Err(malformed("it doesn't begin with the magic number"));
    }
    if size < offset_of!(abi::Plugin, toolchain) {
        return Err(malformed(format!("its size is {size} bytes")));
    }
    // SAFETY: the size covers what follows.
    let (major, minor, name, version) =
        unsafe { ((*entry).abi_major, (*entry).abi_minor, (*entry).name, (*entry).version) };
    if major != abi::ABI_MAJOR || minor > abi::ABI_MINOR {
        let newer = (major, minor) > (abi::ABI_MAJOR, abi::ABI_MINOR);
        return Err(LoadError::AbiVersion {
            plugin: string(name, "name")?,
            version: string(version, "version")?,
            found_major: major,
            found_minor: minor,
            offered_major: abi::ABI_MAJOR,
            offered_minor: abi::ABI_MINOR,
            mend: if newer {
                "upgrade the server, or build the plugin with an older SDK"
            } else {
                "build the plugin anew with this release's SDK"
            },
        });
    }
    if size < size_of::<abi::Plugin>() {
        return Err(malformed(format!("its size is {size} bytes, not {}", size_of::<abi::Plugin>())));
    }
    // SAFETY: the size covers all fields, and the library stays open.
    let plugin = unsafe { &*entry };
    if !matches!(plugin.panic_strategy, abi::PANIC_NONE | abi::PANIC_UNWIND) {
        let (plugin, version) = (string(name, "name")?, string(version, "version")?);
        return Err(LoadError::PanicAborts { plugin, version });
    }
    if plugin.summarizer_count == 0 || plugin.summarizer_count > SUMMARIZERS_MAX {
        return Err(malformed(format!("it holds {} summarizers", plugin.summarizer_count)));
    }
    Ok(plugin)
}

fn string(text: Str, what: &str) -> Result<String, LoadError> {
    if text.len > STRING_BYTES_MAX {
        return Err(malformed(format!("its {what} has {} bytes", text.len)));
    }
    // SAFETY: strings of descriptors are valid by the contract of the ABI.
    let text = unsafe { text.as_str() };
    text.map(str::to_owned).ok_or_else(|| malformed(format!("its {what} is not UTF-8")))
}

impl Instance {
    fn create(descriptor: *const abi::Summarizer) -> Result<Self, LoadError> {
        if descriptor.is_null() {
            return Err(malformed("a summarizer's descriptor is null"));
        }
        // SAFETY: not null, and every descriptor begins with its size by the contract of the ABI.
        let size = unsafe { (*descriptor).struct_size } as usize;
        if size < size_of::<abi::Summarizer>() {
            return Err(malformed(format!("a summarizer's descriptor has {size} bytes")));
        }
        // SAFETY: the size covers all fields, and it is a static of a library that stays open.
        let descriptor = unsafe { &*descriptor };
        let name = string(descriptor.name, "summarizer's name")?;
        if !is_name(&name) {
            return Err(malformed(format!(
                "a summarizer's name is {name:?}, and not made of a-z, 0-9 and -"
            )));
        }
        let kinds: Vec<Kind> = KINDS.into_iter().filter(|kind| descriptor.kinds & kind.bit() != 0).collect();
        if kinds.is_empty() {
            return Err(malformed(format!("summarizer `{name}` makes no kind of summary that is known")));
        }
        let params = ParamsSchema::parse(&name, &schema(descriptor))?;
        let languages = string(descriptor.languages, "languages")?;
        let pointer = create_instance(descriptor, &name)?;
        Ok(Self {
            description: string(descriptor.description, "description")?,
            languages: languages.split(',').filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
            kinds,
            focus: descriptor.flags & abi::SUMMARIZER_FOCUS != 0,
            serial: (descriptor.flags & abi::SUMMARIZER_SERIAL != 0).then(Mutex::default),
            name,
            params,
            descriptor,
            pointer,
        })
    }

    /// Calls `summarize`, with the collector behind its callbacks.
    pub(crate) fn call(&self, call: &RawCall<'_>, collector: &mut Collector<'_>) -> i32 {
        let _serial =
            self.serial.as_ref().map(|serial| serial.lock().unwrap_or_else(PoisonError::into_inner));
        let documents: Vec<*const abi::Document> = call.documents.iter().map(ptr::from_ref).collect();
        let request = abi::Request {
            struct_size: size_u32::<abi::Request>(),
            kind: call.kind,
            documents: documents.as_ptr(),
            document_count: documents.len(),
            terms: call.terms.as_ptr(),
            term_count: call.terms.len(),
            length_unit: call.length_unit,
            flags: 0,
            length: call.length,
            focus: Str::new(call.focus),
            focus_terms: call.focus_terms.as_ptr(),
            focus_term_count: call.focus_terms.len(),
            params: Str::new(call.params),
            stop: call.stop,
            time_left_ms: u64::try_from(call.time_left.as_millis()).unwrap_or(u64::MAX),
        };
        let output = abi::Output {
            struct_size: size_u32::<abi::Output>(),
            flags: 0,
            context: ptr::from_mut(collector).cast(),
            emit_sentence,
            emit_text,
            log: call_log,
            progress,
            metric,
            error,
        };
        // SAFETY: the instance is this summarizer's, and request and output are valid until it returns.
        unsafe { (self.descriptor.summarize)(self.pointer, &raw const request, &raw const output) }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the size of a struct")]
const fn size_u32<T>() -> u32 {
    size_of::<T>() as u32
}

fn is_name(name: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&name.len()) && name.as_bytes()[0].is_ascii_lowercase() && name.bytes().all(known)
}

/// Asks a summarizer for the schema of its parameters.
fn schema(descriptor: &abi::Summarizer) -> String {
    extern "C" fn take(context: *mut c_void, text: Str) {
        if text.len > SCHEMA_BYTES_MAX {
            return;
        }
        // SAFETY: the context is the string below, and the text is valid by the contract of the ABI.
        unsafe { *context.cast::<String>() = text.as_str().unwrap_or_default().to_owned() };
    }
    let mut schema = String::new();
    // SAFETY: the context is the string that `take` expects.
    unsafe { (descriptor.params_schema)(ptr::from_mut(&mut schema).cast(), take) };
    schema
}

fn create_instance(descriptor: &abi::Summarizer, name: &str) -> Result<*mut c_void, LoadError> {
    extern "C" fn create_log(context: *mut c_void, level: u32, message: Str) {
        // SAFETY: the context is the name below, and the message is valid by the contract of the ABI.
        let (name, message) = unsafe { (&*context.cast::<String>(), message.as_str()) };
        log(name, level, message.unwrap_or("(not UTF-8)"));
    }
    let mut context = name.to_owned();
    let host = abi::Host {
        struct_size: size_u32::<abi::Host>(),
        flags: 0,
        context: ptr::from_mut(&mut context).cast(),
        log: create_log,
    };
    let mut instance = ptr::null_mut();
    // SAFETY: host and place are valid until it returns.
    let status = unsafe { (descriptor.create)(&raw const host, &raw mut instance) };
    let refused = || LoadError::Create { summarizer: name.to_owned(), status };
    if status != abi::STATUS_OK {
        return Err(refused());
    }
    Ok(instance)
}

/// Runs a callback. A panic of the host's must not unwind into the plugin; it fails the call instead.
fn with_collector(context: *mut c_void, run: impl FnOnce(&mut Collector<'_>) -> i32) -> i32 {
    // SAFETY: the context is the collector of the call that is under way, on the thread that it runs on.
    let collector = unsafe { &mut *context.cast::<Collector<'_>>() };
    let result = panic::catch_unwind(AssertUnwindSafe(|| run(collector)));
    result.unwrap_or_else(|_| collector.invalid("the host failed in a callback".to_owned()))
}

extern "C" fn emit_sentence(context: *mut c_void, document: u32, sentence: u32, score: f32) -> i32 {
    with_collector(context, |collector| collector.sentence(document, sentence, score))
}

extern "C" fn emit_text(
    context: *mut c_void,
    kind: u32,
    text: Str,
    spans: *const abi::Span,
    span_count: usize,
    score: f32,
) -> i32 {
    // SAFETY: valid until this returns, by the contract of the ABI.
    let (text, spans) = unsafe { (text.as_str(), slice_of(spans, span_count)) };
    with_collector(context, |collector| match text {
        Some(text) => collector.text(kind, text, spans, score),
        None => collector.invalid("it offered a text that is not UTF-8".to_owned()),
    })
}

extern "C" fn call_log(context: *mut c_void, level: u32, message: Str) {
    // SAFETY: valid until this returns, by the contract of the ABI.
    let message = unsafe { message.as_str() }.unwrap_or("(not UTF-8)");
    with_collector(context, |collector| {
        collector.log(level, message);
        abi::EMIT_TAKEN
    });
}

extern "C" fn progress(context: *mut c_void, fraction: f32) {
    with_collector(context, |collector| {
        collector.progress(fraction);
        abi::EMIT_TAKEN
    });
}

extern "C" fn metric(context: *mut c_void, name: Str, value: f64) {
    // SAFETY: valid until this returns, by the contract of the ABI.
    let name = unsafe { name.as_str() }.unwrap_or("(not UTF-8)");
    with_collector(context, |collector| {
        collector.metric(name, value);
        abi::EMIT_TAKEN
    });
}

extern "C" fn error(context: *mut c_void, message: Str) {
    // SAFETY: valid until this returns, by the contract of the ABI.
    let message = unsafe { message.as_str() }.unwrap_or("(not UTF-8)");
    with_collector(context, |collector| {
        collector.error(message);
        abi::EMIT_TAKEN
    });
}
