//! The shims between the trait and the ABI.

#![expect(unsafe_code, reason = "the plugin's side of the C ABI")]

use std::{
    any::Any,
    cell::{Cell, RefCell},
    ffi::c_void,
    panic::{self, AssertUnwindSafe},
    ptr,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
    },
};

use crate::{
    Call, Error, Output, Request, Stop, Summarizer,
    abi::{self, Str},
};

/// The parameters of a request that has none.
pub const PARAMS_NONE: &str = "{}";

/// Exports summarizers from a `cdylib` crate. Once in a crate, and not in a library that others link.
///
/// The types implement [`Summarizer`](crate::Summarizer); the crate's name and version are the plugin's.
#[macro_export]
macro_rules! export_summarizers {
    ($($summarizer:ty),+ $(,)?) => {
        const _: () = {
            use $crate::{abi, export};

            const SUMMARIZERS: &[&abi::Summarizer] = &[$(&const { export::descriptor::<$summarizer>() }),+];
            const _: () = $crate::check_names(&[$(<$summarizer as $crate::Summarizer>::NAME),+]);
            static EXTENSIONS: export::Extensions = export::Extensions {
                batch: abi::Batch {
                    struct_size: size_of::<abi::Batch>() as u32,
                    flags: 0,
                    requests_max: {
                        extern "C" fn requests_max(summarizer: u32) -> u32 {
                            const MAX: &[u32] = &[$(<$summarizer as $crate::Summarizer>::BATCH_MAX),+];
                            MAX.get(summarizer as usize).copied().unwrap_or(1)
                        }
                        requests_max
                    },
                    summarize: {
                        extern "C" fn summarize(
                            summarizer: u32,
                            instance: *mut std::ffi::c_void,
                            requests: *const *const abi::Request,
                            outputs: *const *const abi::Output,
                            statuses: *mut i32,
                            count: usize,
                        ) {
                            const SHIMS: &[export::BatchShim] = &[$(export::summarize_batch::<$summarizer>),+];
                            if let Some(shim) = SHIMS.get(summarizer as usize) {
                                shim(instance, requests, outputs, statuses, count);
                            }
                        }
                        summarize
                    },
                },
                self_test: abi::InstanceAction {
                    struct_size: size_of::<abi::InstanceAction>() as u32,
                    flags: 0,
                    run: {
                        extern "C" fn run(
                            summarizer: u32,
                            instance: *mut std::ffi::c_void,
                            host: *const abi::Host,
                        ) -> i32 {
                            const SHIMS: &[export::ActionShim] = &[$(export::self_test::<$summarizer>),+];
                            export::act(SHIMS, summarizer, instance, host)
                        }
                        run
                    },
                },
                warm_up: abi::InstanceAction {
                    struct_size: size_of::<abi::InstanceAction>() as u32,
                    flags: 0,
                    run: {
                        extern "C" fn run(
                            summarizer: u32,
                            instance: *mut std::ffi::c_void,
                            host: *const abi::Host,
                        ) -> i32 {
                            const SHIMS: &[export::ActionShim] = &[$(export::warm_up::<$summarizer>),+];
                            export::act(SHIMS, summarizer, instance, host)
                        }
                        run
                    },
                },
            };
            extern "C" fn get_extension(name: abi::Str) -> *const std::ffi::c_void {
                EXTENSIONS.find(name)
            }

            #[expect(unsafe_code, reason = "the one symbol that the host looks for")]
            // SAFETY: the name belongs to this ABI.
            #[unsafe(no_mangle)]
            static synoptic_plugin_v1: abi::Plugin = abi::Plugin {
                magic: abi::MAGIC,
                struct_size: size_of::<abi::Plugin>() as u32,
                abi_major: abi::ABI_MAJOR,
                abi_minor: abi::ABI_MINOR,
                panic_strategy: if cfg!(panic = "unwind") { abi::PANIC_UNWIND } else { abi::PANIC_ABORT },
                summarizer_count: SUMMARIZERS.len() as u32,
                name: abi::Str::new(env!("CARGO_PKG_NAME")),
                version: abi::Str::new(env!("CARGO_PKG_VERSION")),
                toolchain: abi::Str::new(export::TOOLCHAIN),
                sdk: abi::Str::new(export::SDK),
                summarizers: SUMMARIZERS.as_ptr().cast(),
                get_extension,
            };
        };
    };
}

/// The SDK and its version.
pub const SDK: &str = concat!("synoptic-plugin-sdk ", env!("CARGO_PKG_VERSION"));

/// The compiler.
pub const TOOLCHAIN: &str = env!("SYNOPTIC_TOOLCHAIN");

/// The tables of optional functions.
#[derive(Debug)]
pub struct Extensions {
    /// `synoptic.batch/1`.
    pub batch: abi::Batch,
    /// `synoptic.selftest/1`.
    pub self_test: abi::InstanceAction,
    /// `synoptic.warmup/1`.
    pub warm_up: abi::InstanceAction,
}

impl Extensions {
    /// The table of a name; null where there is none.
    pub fn find(&'static self, name: Str) -> *const c_void {
        // SAFETY: the host passes a name that is valid until this returns.
        match unsafe { name.as_str() } {
            Some(abi::EXTENSION_BATCH) => ptr::from_ref(&self.batch).cast(),
            Some(abi::EXTENSION_SELF_TEST) => ptr::from_ref(&self.self_test).cast(),
            Some(abi::EXTENSION_WARM_UP) => ptr::from_ref(&self.warm_up).cast(),
            _ => ptr::null(),
        }
    }
}

/// A shim of `synoptic.batch/1` for one summarizer.
pub type BatchShim =
    extern "C" fn(*mut c_void, *const *const abi::Request, *const *const abi::Output, *mut i32, usize);

/// A shim of `synoptic.selftest/1` or `synoptic.warmup/1` for one summarizer.
pub type ActionShim = extern "C" fn(*mut c_void, *const abi::Host) -> i32;

/// Calls the shim of a summarizer.
pub fn act(shims: &[ActionShim], summarizer: u32, instance: *mut c_void, host: *const abi::Host) -> i32 {
    shims.get(summarizer as usize).map_or(abi::STATUS_INVALID_ARGUMENT, |shim| shim(instance, host))
}

/// Refuses names that the host would refuse, when the plugin is compiled.
///
/// # Panics
///
/// When a name isn't 1 to 63 characters of `a-z`, `0-9` and `-`, beginning with a letter.
pub const fn check_names(names: &[&str]) {
    let mut index = 0;
    while index < names.len() {
        let name = names[index].as_bytes();
        assert!(!name.is_empty() && name.len() <= 63, "a summarizer's name has 1 to 63 characters");
        assert!(name[0].is_ascii_lowercase(), "a summarizer's name begins with a letter in lower case");
        let mut at = 0;
        while at < name.len() {
            let byte = name[at];
            let known = byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            assert!(known, "a summarizer's name is made of a-z, 0-9 and -");
            at += 1;
        }
        index += 1;
    }
}

/// The descriptor of a summarizer.
#[expect(clippy::cast_possible_truncation, reason = "the size of a struct")]
pub const fn descriptor<S: Summarizer>() -> abi::Summarizer {
    let mut kinds = 0;
    let mut index = 0;
    while index < S::KINDS.len() {
        kinds |= S::KINDS[index].bit();
        index += 1;
    }
    abi::Summarizer {
        struct_size: size_of::<abi::Summarizer>() as u32,
        flags: if S::FOCUS { abi::SUMMARIZER_FOCUS } else { 0 },
        kinds,
        reserved: 0,
        name: Str::new(S::NAME),
        description: Str::new(S::DESCRIPTION),
        languages: Str::new(S::LANGUAGES),
        params_schema: params_schema::<S>,
        create: create::<S>,
        destroy: destroy::<S>,
        summarize: summarize::<S>,
    }
}

/// Finds no extension.
pub extern "C" fn no_extension(_name: Str) -> *const c_void {
    ptr::null()
}

extern "C" fn params_schema<S: Summarizer>(
    context: *mut c_void,
    emit: unsafe extern "C" fn(*mut c_void, Str),
) {
    let schema = guarded(|| schemars::schema_for!(S::Params).to_value().to_string());
    let schema = Str::new(schema.as_deref().unwrap_or(PARAMS_NONE));
    // SAFETY: the context is the one that came with the callback, and the schema is borrowed for the call.
    unsafe { emit(context, schema) };
}

extern "C" fn create<S: Summarizer>(host: *const abi::Host, instance: *mut *mut c_void) -> i32 {
    match guarded(S::default) {
        Ok(summarizer) => {
            // SAFETY: the host passes a place for the instance.
            unsafe { *instance = Box::into_raw(Box::new(summarizer)).cast() };
            abi::STATUS_OK
        }
        Err(panicked) => log_error(host, &panicked, abi::STATUS_PANICKED),
    }
}

extern "C" fn destroy<S: Summarizer>(instance: *mut c_void) {
    // SAFETY: the host passes an instance from `create`, once, when no call is under way.
    let summarizer = unsafe { Box::from_raw(instance.cast::<S>()) };
    let _ = guarded(|| drop(summarizer));
}

/// Tries an instance.
pub extern "C" fn self_test<S: Summarizer>(instance: *mut c_void, host: *const abi::Host) -> i32 {
    // SAFETY: the host passes an instance from `create`.
    let summarizer = unsafe { &*instance.cast::<S>() };
    match guarded(|| summarizer.self_test()) {
        Ok(Ok(())) => abi::STATUS_OK,
        Ok(Err(message)) => log_error(host, &message, abi::STATUS_INTERNAL),
        Err(panicked) => log_error(host, &panicked, abi::STATUS_PANICKED),
    }
}

/// Makes an instance ready.
pub extern "C" fn warm_up<S: Summarizer>(instance: *mut c_void, host: *const abi::Host) -> i32 {
    // SAFETY: the host passes an instance from `create`.
    let summarizer = unsafe { &*instance.cast::<S>() };
    match guarded(|| summarizer.warm_up()) {
        Ok(()) => abi::STATUS_OK,
        Err(panicked) => log_error(host, &panicked, abi::STATUS_PANICKED),
    }
}

fn log_error(host: *const abi::Host, message: &str, status: i32) -> i32 {
    // SAFETY: the host passes itself, and the message is borrowed for the call.
    unsafe { ((*host).log)((*host).context, crate::Level::Error as u32, Str::new(message)) };
    status
}

extern "C" fn summarize<S: Summarizer>(
    instance: *mut c_void,
    request: *const abi::Request,
    output: *const abi::Output,
) -> i32 {
    // SAFETY: the host passes an instance from `create`, and a request and output that are valid until this returns.
    let (summarizer, raw_request, output) = unsafe {
        let request = &*request;
        (&*instance.cast::<S>(), request, Output::read(&*output, request.stop))
    };
    status(guarded(|| call(summarizer, raw_request, &output)), &output)
}

/// The status of a result; what it says goes to the output.
fn status(result: Result<Result<(), Error>, String>, output: &Output<'_>) -> i32 {
    match result {
        Ok(Ok(()) | Err(Error::Stopped(Stop::Full))) => abi::STATUS_OK,
        Ok(Err(Error::Stopped(Stop::Cancelled))) => abi::STATUS_CANCELLED,
        Ok(Err(Error::Stopped(Stop::Invalid))) => abi::STATUS_INTERNAL,
        Ok(Err(Error::InvalidArgument(message))) => {
            output.error(&message);
            abi::STATUS_INVALID_ARGUMENT
        }
        Ok(Err(Error::Internal(message))) => {
            output.error(&message);
            abi::STATUS_INTERNAL
        }
        Err(panicked) => {
            output.error(&panicked);
            abi::STATUS_PANICKED
        }
    }
}

/// Summarizes several requests. One that can't be read gets its status here, and the others are answered.
#[expect(
    clippy::not_unsafe_ptr_arg_deref,
    reason = "the table of the ABI that it stands in is unsafe to call"
)]
pub extern "C" fn summarize_batch<S: Summarizer>(
    instance: *mut c_void,
    requests: *const *const abi::Request,
    outputs: *const *const abi::Output,
    statuses: *mut i32,
    count: usize,
) {
    // SAFETY: the host passes an instance from `create`, and as many requests, outputs and statuses as it says, all valid
    // until this returns. Statuses that nobody has written yet are not read.
    let (summarizer, requests, outputs) =
        unsafe { (&*instance.cast::<S>(), abi::slice_of(requests, count), abi::slice_of(outputs, count)) };
    let set = |index: usize, status: i32| {
        // SAFETY: below the count.
        unsafe { statuses.add(index).write(status) };
    };
    let mut places = Vec::with_capacity(count);
    let mut calls = Vec::with_capacity(count);
    for (index, (&request, &output)) in requests.iter().zip(outputs).enumerate() {
        // SAFETY: as above.
        let (raw, output) = unsafe { (&*request, Output::read(&*output, (*request).stop)) };
        match guarded(|| read::<S>(raw)) {
            Ok(Ok(request)) => {
                places.push(index);
                calls.push(Call { request, output });
            }
            Ok(Err(error)) => set(index, status(Ok(Err(error)), &output)),
            Err(panicked) => set(index, status(Err(panicked), &output)),
        }
    }
    let results = guarded(|| summarizer.summarize_batch(&calls));
    let results: Vec<Result<Result<(), Error>, String>> = match results {
        Ok(results) if results.len() == calls.len() => results.into_iter().map(Ok).collect(),
        Ok(results) => {
            let error = Error::Internal(format!("{} results for {} requests", results.len(), calls.len()));
            calls.iter().map(|_| Ok(Err(error.clone()))).collect()
        }
        Err(panicked) => calls.iter().map(|_| Err(panicked.clone())).collect(),
    };
    for ((&place, call), result) in places.iter().zip(&calls).zip(results) {
        set(place, status(result, &call.output));
    }
}

/// Calls a summarizer without the guard and the indirection of the ABI, for benchmarks to compare with.
///
/// # Safety
///
/// `request` and `output` are what the ABI says they are.
pub unsafe fn call_directly<S: Summarizer>(
    summarizer: &S,
    request: &abi::Request,
    output: &abi::Output,
) -> Result<(), Error> {
    // SAFETY: the caller's promise.
    let output = unsafe { Output::read(output, request.stop) };
    call(summarizer, request, &output)
}

fn call<S: Summarizer>(summarizer: &S, request: &abi::Request, output: &Output<'_>) -> Result<(), Error> {
    summarizer.summarize(&read::<S>(request)?, output)
}

fn read<S: Summarizer>(request: &abi::Request) -> Result<Request<'_, S::Params>, Error> {
    // SAFETY: valid by the contract of the ABI.
    let params = unsafe { request.params.as_str() }.unwrap_or_default();
    let params = if params.is_empty() || params == PARAMS_NONE {
        S::Params::default()
    } else {
        serde_json::from_str(params).map_err(|error| Error::InvalidArgument(format!("params: {error}")))?
    };
    // SAFETY: valid by the contract of the ABI.
    unsafe { Request::read(request, params) }
}

thread_local! {
    /// Where the last panic of this thread began, and what it said.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether this thread runs a guarded function.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether panics that nobody guards go to the hook that was there before.
static KEEPS_HOOK: AtomicBool = AtomicBool::new(false);

/// Leaves a test's own panics to the test's hook, so that it tells why it fails.
pub(crate) fn keep_panic_hook() {
    KEEPS_HOOK.store(true, Ordering::Relaxed);
}

/// Runs a function and catches its panic. The hook is the library's own: every library has its own copy of the standard
/// library. It takes no backtrace, which would cost hundreds of milliseconds where one is asked for.
fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    if cfg!(not(test)) {
        HOOK.call_once(|| {
            let previous = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                if KEEPS_HOOK.load(Ordering::Relaxed) && !IS_GUARDED.get() {
                    return previous(info);
                }
                // The message of a failed slice quotes the text that it failed on, and goes to the log.
                let place =
                    info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
                let literal =
                    info.payload().downcast_ref::<&str>().map_or(String::new(), |text| format!(": {text}"));
                let message = format!("at {place}{literal}");
                PANIC.with_borrow_mut(|last| *last = Some(message));
            }));
        });
    }
    let run = || {
        let outer = IS_GUARDED.replace(true);
        let result = panic::catch_unwind(AssertUnwindSafe(run));
        IS_GUARDED.set(outer);
        result
    };
    run().map_err(|payload| {
        let told = PANIC.with_borrow_mut(Option::take);
        let text = told.unwrap_or_else(|| message(payload.as_ref()).to_owned());
        // The destructor of another payload may panic: such a one is left alone.
        if !payload.is::<&str>() && !payload.is::<String>() {
            std::mem::forget(payload);
        }
        text
    })
}

fn message(payload: &(dyn Any + Send)) -> &str {
    payload.downcast_ref::<&str>().copied().unwrap_or("at an unknown place")
}
