//! The shims between the trait and the ABI.

#![expect(unsafe_code, reason = "the plugin's side of the C ABI")]

use std::{
    any::Any,
    cell::RefCell,
    ffi::c_void,
    panic::{self, AssertUnwindSafe},
    ptr,
    sync::Once,
};

use crate::{
    Error, Output, Request, Stop, Summarizer,
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
                toolchain: abi::Str::new("rustc"),
                sdk: abi::Str::new(export::SDK),
                summarizers: SUMMARIZERS.as_ptr().cast(),
                get_extension: export::no_extension,
            };
        };
    };
}

/// The SDK and its version.
pub const SDK: &str = concat!("synoptic-plugin-sdk ", env!("CARGO_PKG_VERSION"));

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
        Err(panicked) => {
            // SAFETY: the host passes itself, and the message is borrowed for the call.
            unsafe { ((*host).log)((*host).context, crate::Level::Error as u32, Str::new(&panicked)) };
            abi::STATUS_PANICKED
        }
    }
}

extern "C" fn destroy<S: Summarizer>(instance: *mut c_void) {
    // SAFETY: the host passes an instance from `create`, once, when no call is under way.
    let summarizer = unsafe { Box::from_raw(instance.cast::<S>()) };
    let _ = guarded(|| drop(summarizer));
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
    match guarded(|| call(summarizer, raw_request, &output)) {
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
    // SAFETY: valid by the contract of the ABI.
    let params = unsafe { request.params.as_str() }.unwrap_or_default();
    let params = if params.is_empty() || params == PARAMS_NONE {
        S::Params::default()
    } else {
        serde_json::from_str(params).map_err(|error| Error::InvalidArgument(format!("params: {error}")))?
    };
    // SAFETY: valid by the contract of the ABI.
    let request = unsafe { Request::read(request, params) }?;
    summarizer.summarize(&request, output)
}

thread_local! {
    /// Where the last panic of this thread began, and what it said.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs a function and catches its panic. The hook is the library's own: every library has its own copy of the standard
/// library. It takes no backtrace, which would cost hundreds of milliseconds where one is asked for.
fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    if cfg!(not(test)) {
        HOOK.call_once(|| {
            panic::set_hook(Box::new(|info| {
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
    panic::catch_unwind(AssertUnwindSafe(run)).map_err(|payload| {
        let told = PANIC.with_borrow_mut(Option::take);
        let text = told.unwrap_or_else(|| message(payload.as_ref()).to_owned());
        // The payload's own destructor may panic: it is left alone.
        std::mem::forget(payload);
        text
    })
}

fn message(payload: &(dyn Any + Send)) -> &str {
    payload.downcast_ref::<&str>().copied().unwrap_or("at an unknown place")
}
