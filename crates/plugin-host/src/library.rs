//! One library, open in this process: checked, and called through the C ABI.

#![expect(unsafe_code, reason = "the host's side of the C ABI")]

use std::{
    ffi::c_void,
    mem::{ManuallyDrop, offset_of},
    panic::{self, AssertUnwindSafe},
    path::Path,
    ptr,
    sync::{Mutex, PoisonError},
};

use libloading::os::unix::{Library as Handle, RTLD_LOCAL, RTLD_NOW};
use synoptic_plugin_sdk::{
    abi::{self, Str, slice_of},
    testing::conformance::Subject,
};

use crate::{
    LoadError,
    description::{Described, DescribedSummarizer, SCHEMA_BYTES_MAX, STRING_BYTES_MAX, SUMMARIZERS_MAX},
    raw::{RawRequest, size_u32},
    sink::{Sink, log},
};

/// An open library. It is never closed: its code may still run in a destructor of some thread, and unloading Rust code is
/// unsound in general.
pub(crate) struct Library {
    pub(crate) described: Described,
    instances: Vec<Instances>,
    batch: Option<&'static abi::Batch>,
    _handle: ManuallyDrop<Handle>,
}

/// The instances of one summarizer: one, or as many as run at a time where it serves one call at a time.
struct Instances {
    descriptor: &'static abi::Summarizer,
    name: String,
    /// Serves all calls at once.
    shared: Option<Instance>,
    /// Serve one call each, and wait here between calls.
    idle: Mutex<Vec<Instance>>,
}

/// What `create` made; null for a summarizer without state.
struct Instance {
    pointer: *mut c_void,
    descriptor: &'static abi::Summarizer,
}

// SAFETY: by the contract of the ABI `summarize` may be called from any thread, and at the same time on one instance unless the
// summarizer is serial, when each instance is lent to one call at a time. `destroy` runs when nothing borrows it any more.
unsafe impl Send for Instance {}
// SAFETY: as above.
unsafe impl Sync for Instance {}

impl Drop for Instance {
    fn drop(&mut self) {
        // SAFETY: the instance comes from this descriptor's `create`, and no call is under way, as it was borrowed by each.
        unsafe { (self.descriptor.destroy)(self.pointer) };
    }
}

impl Library {
    /// Opens a library and creates its summarizers. Its file was checked before, by [`image`](crate::image).
    pub(crate) fn open(path: &Path) -> Result<Self, LoadError> {
        let (handle, plugin) = open_entry(path)?;
        // SAFETY: the table is valid by the contract of the ABI.
        let descriptors = unsafe { slice_of(plugin.summarizers, plugin.summarizer_count as usize) };
        // SAFETY: a table of this name is of this type by the contract of the ABI, and static.
        let batch = unsafe { extension::<abi::Batch>(plugin, abi::EXTENSION_BATCH, BATCH_BYTES_MIN) };
        let mut described = Described {
            plugin: string(plugin.name, "name")?,
            version: string(plugin.version, "version")?,
            toolchain: string(plugin.toolchain, "toolchain")?,
            sdk: string(plugin.sdk, "SDK")?,
            summarizers: Vec::new(),
        };
        let mut instances = Vec::new();
        for (index, &descriptor) in (0_u32..).zip(descriptors) {
            let descriptor = check_descriptor(descriptor)?;
            let mut summarizer = describe(descriptor)?;
            if let Some(batch) = batch {
                // SAFETY: an index below the count of summarizers.
                summarizer.batch_max = unsafe { (batch.requests_max)(index) };
            }
            instances.push(Instances::create(descriptor, &summarizer.name)?);
            described.summarizers.push(summarizer);
        }
        let library = Self { described, instances, batch, _handle: handle };
        library.act(plugin, abi::EXTENSION_SELF_TEST)?;
        library.act(plugin, abi::EXTENSION_WARM_UP)?;
        Ok(library)
    }

    /// Runs a self test or a warm-up on all instances, where the library has one.
    fn act(&self, plugin: &abi::Plugin, name: &'static str) -> Result<(), LoadError> {
        // SAFETY: a table of this name is of this type by the contract of the ABI, and static.
        let Some(action) =
            (unsafe { extension::<abi::InstanceAction>(plugin, name, INSTANCE_ACTION_BYTES_MIN) })
        else {
            return Ok(());
        };
        for (index, instances) in (0_u32..).zip(&self.instances) {
            let (status, said) = with_host(&instances.name, |host| {
                instances.with(|instance| {
                    // SAFETY: the instance is this summarizer's, and the host is valid until it returns.
                    unsafe { (action.run)(index, instance, host) }
                })
            });
            let status = status?;
            if status != abi::STATUS_OK {
                let summarizer = instances.name.clone();
                return Err(LoadError::Action { action: name, summarizer, status, said });
            }
        }
        Ok(())
    }

    /// Calls a summarizer with one request or several, each with a sink behind its callbacks, and returns their statuses.
    pub(crate) fn call(
        &self,
        index: usize,
        requests: &[RawRequest<'_>],
        sinks: &mut [&mut dyn Sink],
    ) -> Vec<i32> {
        let Some(instances) = self.instances.get(index) else {
            return vec![abi::STATUS_INTERNAL; requests.len()];
        };
        let called = instances.with(|instance| match self.batch {
            Some(batch) if requests.len() > 1 => call_batch(batch, index, instance, requests, sinks),
            _ => {
                let calls = requests.iter().zip(sinks);
                calls.map(|(request, sink)| call_one(instances.descriptor, instance, request, sink)).collect()
            }
        });
        called.unwrap_or_else(|_| vec![abi::STATUS_INTERNAL; requests.len()])
    }
}

/// The summarizers of a library, by name, for checks: none of them is created.
pub(crate) fn subjects(path: &Path) -> Result<Vec<(String, Subject)>, LoadError> {
    let (_handle, plugin) = open_entry(path)?;
    // SAFETY: the table is valid by the contract of the ABI.
    let descriptors = unsafe { slice_of(plugin.summarizers, plugin.summarizer_count as usize) };
    let names = descriptors.iter().map(|&descriptor| string(check_descriptor(descriptor)?.name, "name"));
    let names = names.collect::<Result<Vec<_>, LoadError>>()?;
    // SAFETY: the entry and the descriptors were checked, and the library is never closed.
    let subjects = unsafe { Subject::all(plugin) };
    Ok(names.into_iter().zip(subjects).collect())
}

/// Opens a library and checks its entry.
fn open_entry(path: &Path) -> Result<(ManuallyDrop<Handle>, &'static abi::Plugin), LoadError> {
    // SAFETY: who may put a library here, and in which process it may run, was decided before.
    let handle = unsafe { Handle::open(Some(path), RTLD_NOW | RTLD_LOCAL) }.map_err(LoadError::Loader)?;
    let handle = ManuallyDrop::new(handle);
    // SAFETY: the symbol is a static of this type by the contract of the ABI, and the library stays open.
    let entry = unsafe { handle.get::<*const abi::Plugin>(abi::ENTRY_SYMBOL) };
    let entry = entry.map_err(|_| LoadError::NoEntry { symbol: abi::ENTRY_SYMBOL })?.into_raw();
    let entry: *const abi::Plugin = entry.cast_const().cast();
    // SAFETY: not null, as the symbol was found; what is read of it is checked against its size and magic first.
    let plugin = unsafe { check_entry(entry) }?;
    Ok((handle, plugin))
}

fn call_one(
    descriptor: &abi::Summarizer,
    instance: *mut c_void,
    request: &RawRequest<'_>,
    sink: &mut &mut dyn Sink,
) -> i32 {
    let pointers = request.pointers();
    let request = request.request(&pointers);
    let output = output(sink);
    // SAFETY: the instance is this summarizer's, and request and output are valid until it returns.
    unsafe { (descriptor.summarize)(instance, &raw const request, &raw const output) }
}

fn call_batch(
    batch: &abi::Batch,
    index: usize,
    instance: *mut c_void,
    requests: &[RawRequest<'_>],
    sinks: &mut [&mut dyn Sink],
) -> Vec<i32> {
    let pointers: Vec<_> = requests.iter().map(RawRequest::pointers).collect();
    let raw: Vec<abi::Request> =
        requests.iter().zip(&pointers).map(|(request, pointers)| request.request(pointers)).collect();
    let outputs: Vec<abi::Output> = sinks.iter_mut().map(output).collect();
    let raw_pointers: Vec<*const abi::Request> = raw.iter().map(ptr::from_ref).collect();
    let output_pointers: Vec<*const abi::Output> = outputs.iter().map(ptr::from_ref).collect();
    let mut statuses = vec![abi::STATUS_INTERNAL; requests.len()];
    let summarizer = u32::try_from(index).unwrap_or(u32::MAX);
    // SAFETY: the instance is this summarizer's, the arrays are as long as the count says, and all is valid until it returns.
    unsafe {
        (batch.summarize)(
            summarizer,
            instance,
            raw_pointers.as_ptr(),
            output_pointers.as_ptr(),
            statuses.as_mut_ptr(),
            requests.len(),
        );
    }
    statuses
}

/// Callbacks whose context is a sink; they borrow it.
fn output(sink: &mut &mut dyn Sink) -> abi::Output {
    abi::Output {
        struct_size: size_u32::<abi::Output>(),
        flags: 0,
        context: ptr::from_mut(sink).cast(),
        emit_sentence,
        emit_text,
        log: call_log,
        progress,
        metric,
        error,
        emit_item,
    }
}

/// Finds an extension.
///
/// # Safety
///
/// A table of this name is of this type.
unsafe fn extension<T>(plugin: &abi::Plugin, name: &'static str, bytes_min: usize) -> Option<&'static T> {
    // SAFETY: the name is valid until it returns.
    let table = unsafe { (plugin.get_extension)(Str::new(name)) };
    if table.is_null() {
        return None;
    }
    // SAFETY: every table begins with its size, by the contract of the ABI.
    let size = unsafe { table.cast::<u32>().read() } as usize;
    // SAFETY: the caller's promise, and the size covers all fields.
    (size >= bytes_min).then(|| unsafe { &*table.cast::<T>() })
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
        return Err(LoadError::malformed("it doesn't begin with the magic number"));
    }
    if size < offset_of!(abi::Plugin, toolchain) {
        return Err(LoadError::malformed(format!("its size is {size} bytes")));
    }
    // SAFETY: the size covers what follows.
    let (major, minor, name, version) =
        unsafe { ((*entry).abi_major, (*entry).abi_minor, (*entry).name, (*entry).version) };
    if !abi_fits(major, minor) {
        return Err(LoadError::abi(string(name, "name")?, string(version, "version")?, major, minor));
    }
    if size < PLUGIN_BYTES_MIN {
        return Err(LoadError::malformed(format!("its size is {size} bytes, not {PLUGIN_BYTES_MIN}")));
    }
    // SAFETY: the size covers all fields, and the library stays open.
    let plugin = unsafe { &*entry };
    if plugin.summarizer_count == 0 || plugin.summarizer_count as usize > SUMMARIZERS_MAX {
        return Err(LoadError::malformed(format!("it holds {} summarizers", plugin.summarizer_count)));
    }
    Ok(plugin)
}

/// The sizes of structs in version 1.0 of the ABI, in bytes, below which none is taken. When a struct grows, its new fields are read
/// only where a library's own size covers them, and these numbers stay.
const PLUGIN_BYTES_MIN: usize = 104;
const SUMMARIZER_BYTES_MIN: usize = 96;
const BATCH_BYTES_MIN: usize = 24;
const INSTANCE_ACTION_BYTES_MIN: usize = 16;

/// Whether a library of this version of the ABI can be called.
pub(crate) fn abi_fits(major: u16, minor: u16) -> bool {
    major == abi::ABI_MAJOR && abi::ABI_MINOR.checked_sub(minor).is_some()
}

fn string(text: Str, what: &str) -> Result<String, LoadError> {
    if text.len > STRING_BYTES_MAX {
        return Err(LoadError::malformed(format!("its {what} has {} bytes", text.len)));
    }
    // SAFETY: strings of descriptors are valid by the contract of the ABI.
    let text = unsafe { text.as_str() };
    text.map(str::to_owned).ok_or_else(|| LoadError::malformed(format!("its {what} is not UTF-8")))
}

fn check_descriptor(descriptor: *const abi::Summarizer) -> Result<&'static abi::Summarizer, LoadError> {
    if descriptor.is_null() {
        return Err(LoadError::malformed("a summarizer's descriptor is null"));
    }
    // SAFETY: not null, and every descriptor begins with its size by the contract of the ABI.
    let size = unsafe { (*descriptor).struct_size } as usize;
    if size < SUMMARIZER_BYTES_MIN {
        return Err(LoadError::malformed(format!("a summarizer's descriptor has {size} bytes")));
    }
    // SAFETY: the size covers all fields, and it is a static of a library that stays open.
    Ok(unsafe { &*descriptor })
}

fn describe(descriptor: &abi::Summarizer) -> Result<DescribedSummarizer, LoadError> {
    Ok(DescribedSummarizer {
        name: string(descriptor.name, "summarizer's name")?,
        description: string(descriptor.description, "description")?,
        languages: string(descriptor.languages, "languages")?,
        kinds: descriptor.kinds,
        focus: descriptor.flags & abi::SUMMARIZER_FOCUS != 0,
        params_schema: schema(descriptor),
        batch_max: 1,
    })
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

impl Instances {
    fn create(descriptor: &'static abi::Summarizer, name: &str) -> Result<Self, LoadError> {
        let first = Instance::create(descriptor, name)?;
        let serial = descriptor.flags & abi::SUMMARIZER_SERIAL != 0;
        let (shared, idle) = if serial { (None, vec![first]) } else { (Some(first), Vec::new()) };
        Ok(Self { descriptor, name: name.to_owned(), shared, idle: Mutex::new(idle) })
    }

    /// Lends an instance for a call; a serial summarizer gets another instance where all are lent.
    fn with<T>(&self, call: impl FnOnce(*mut c_void) -> T) -> Result<T, LoadError> {
        if let Some(shared) = &self.shared {
            return Ok(call(shared.pointer));
        }
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let instance = match idle {
            Some(instance) => instance,
            None => Instance::create(self.descriptor, &self.name)?,
        };
        let result = call(instance.pointer);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(instance);
        Ok(result)
    }
}

impl Instance {
    fn create(descriptor: &'static abi::Summarizer, name: &str) -> Result<Self, LoadError> {
        let mut pointer = ptr::null_mut();
        let (status, said) = with_host(name, |host| {
            // SAFETY: host and place are valid until it returns.
            unsafe { (descriptor.create)(host, &raw mut pointer) }
        });
        if status != abi::STATUS_OK {
            return Err(LoadError::Create { summarizer: name.to_owned(), status, said });
        }
        Ok(Self { pointer, descriptor })
    }
}

/// Runs something with a host whose log goes to ours; returns the first error that was logged too.
fn with_host<T>(name: &str, run: impl FnOnce(*const abi::Host) -> T) -> (T, String) {
    struct Said<'a> {
        name: &'a str,
        error: String,
    }
    extern "C" fn host_log(context: *mut c_void, level: u32, message: Str) {
        // SAFETY: the context is the one below, and the message is valid by the contract of the ABI.
        let (said, message) = unsafe { (&mut *context.cast::<Said<'_>>(), message.as_str()) };
        let message = message.unwrap_or("(not UTF-8)");
        log(said.name, level, message);
        if level == 1 && said.error.is_empty() {
            said.error = crate::sink::cut(message).to_owned();
        }
    }
    let mut said = Said { name, error: String::new() };
    let host = abi::Host {
        struct_size: size_u32::<abi::Host>(),
        flags: 0,
        context: ptr::from_mut(&mut said).cast(),
        log: host_log,
    };
    let result = run(&raw const host);
    (result, said.error)
}

/// Runs a callback. A panic of the host's must not unwind into the plugin; it fails the call instead.
fn with_sink(context: *mut c_void, run: impl FnOnce(&mut dyn Sink) -> i32) -> i32 {
    // SAFETY: the context is the sink of the call that is under way, on the thread that it runs on.
    let sink = unsafe { &mut **context.cast::<&mut dyn Sink>() };
    let result = panic::catch_unwind(AssertUnwindSafe(|| run(sink)));
    result.unwrap_or_else(|_| sink.invalid("the host failed in a callback".to_owned()))
}

/// As `with_sink`, for what has no answer.
fn tell_sink(context: *mut c_void, run: impl FnOnce(&mut dyn Sink)) {
    with_sink(context, |sink| {
        run(sink);
        abi::EMIT_TAKEN
    });
}

extern "C" fn emit_sentence(context: *mut c_void, document: u32, sentence: u32, score: f32) -> i32 {
    with_sink(context, |sink| sink.sentence(document, sentence, score))
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
    with_sink(context, |sink| match text {
        Some(text) => sink.text(kind, text, spans, score, ""),
        None => sink.invalid("it offered a text that is not UTF-8".to_owned()),
    })
}

extern "C" fn emit_item(
    context: *mut c_void,
    kind: u32,
    text: Str,
    spans: *const abi::Span,
    span_count: usize,
    score: f32,
    details: Str,
) -> i32 {
    // SAFETY: valid until this returns, by the contract of the ABI.
    let (text, spans, details) = unsafe { (text.as_str(), slice_of(spans, span_count), details.as_str()) };
    with_sink(context, |sink| match text.zip(details) {
        Some((text, details)) => sink.text(kind, text, spans, score, details),
        None => sink.invalid("it offered a text that is not UTF-8".to_owned()),
    })
}

extern "C" fn call_log(context: *mut c_void, level: u32, message: Str) {
    // SAFETY: valid until this returns, by the contract of the ABI.
    let message = unsafe { message.as_str() }.unwrap_or("(not UTF-8)");
    tell_sink(context, |sink| sink.log(level, message));
}

extern "C" fn progress(context: *mut c_void, fraction: f32) {
    tell_sink(context, |sink| sink.progress(fraction));
}

extern "C" fn metric(context: *mut c_void, name: Str, value: f64) {
    // SAFETY: valid until this returns, by the contract of the ABI.
    let name = unsafe { name.as_str() }.unwrap_or("(not UTF-8)");
    tell_sink(context, |sink| sink.metric(name, value));
}

extern "C" fn error(context: *mut c_void, message: Str) {
    // SAFETY: valid until this returns, by the contract of the ABI.
    let message = unsafe { message.as_str() }.unwrap_or("(not UTF-8)");
    tell_sink(context, |sink| sink.error(message));
}
