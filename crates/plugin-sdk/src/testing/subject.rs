//! A summarizer under test, whatever it is written in.

#![expect(unsafe_code, reason = "finds the tables of the C ABI")]

use std::{ffi::c_void, time::Duration};

use crate::{
    Summarizer,
    abi::{self, Str},
    export,
};

/// How long a summarizer may take to return once its stop word is set.
const STOP_WITHIN: Duration = Duration::from_secs(2);

/// A summarizer to check: one that implements the trait, or one of a library that was loaded.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    descriptor: &'static abi::Summarizer,
    index: u32,
    get_extension: unsafe extern "C" fn(Str) -> *const c_void,
    stop_within: Duration,
}

impl Subject {
    /// A summarizer of this crate, with the extensions that the SDK gives it.
    pub fn of<S: Summarizer>() -> Self {
        export::keep_panic_hook();
        Self {
            descriptor: const { &export::descriptor::<S>() },
            index: 0,
            get_extension: extension_of::<S>,
            stop_within: STOP_WITHIN,
        }
    }

    /// A summarizer of a library, by what the library exports: its descriptor, its index, and
    /// [`abi::Plugin::get_extension`].
    ///
    /// # Safety
    ///
    /// The three are what the ABI says they are, and belong together; the library stays open.
    pub unsafe fn new(
        descriptor: &'static abi::Summarizer,
        index: u32,
        get_extension: unsafe extern "C" fn(Str) -> *const c_void,
    ) -> Self {
        Self { descriptor, index, get_extension, stop_within: STOP_WITHIN }
    }

    /// All summarizers of a library.
    ///
    /// # Safety
    ///
    /// What is exported is what the ABI says it is, and the library stays open.
    pub unsafe fn all(plugin: &'static abi::Plugin) -> Vec<Self> {
        // SAFETY: the table holds as many descriptors as it says, by the caller's promise.
        let descriptors = unsafe { abi::slice_of(plugin.summarizers, plugin.summarizer_count as usize) };
        let subject = |(index, &descriptor): (u32, &*const abi::Summarizer)| {
            // SAFETY: a descriptor is valid, as the caller promises of all that is exported.
            unsafe { Self::new(&*descriptor, index, plugin.get_extension) }
        };
        (0..).zip(descriptors).map(subject).collect()
    }

    /// Changes how long the summarizer may take to return once its stop word is set: 2 s unless a test says otherwise.
    #[must_use]
    pub fn stop_within(mut self, time: Duration) -> Self {
        self.stop_within = time;
        self
    }

    pub(crate) fn stop_time(&self) -> Duration {
        self.stop_within
    }

    pub(crate) fn descriptor(&self) -> &'static abi::Summarizer {
        self.descriptor
    }

    pub(crate) fn index(&self) -> u32 {
        self.index
    }

    /// The kind of the suite's requests: extractive, or the first that the summarizer makes.
    pub(crate) fn kind(&self) -> u32 {
        let kinds = self.descriptor.kinds;
        if kinds & abi::KIND_EXTRACTIVE == 0 { kinds & kinds.wrapping_neg() } else { abi::KIND_EXTRACTIVE }
    }

    pub(crate) fn is_serial(&self) -> bool {
        self.descriptor.flags & abi::SUMMARIZER_SERIAL != 0
    }

    /// A string of the descriptor; `None` when it isn't UTF-8.
    pub(crate) fn string(&self, string: Str) -> Option<&'static str> {
        // SAFETY: called with strings of the descriptor, which are valid as long as the library is open.
        unsafe { string.as_str() }
    }

    /// What the summarizer hands to the callback of its schema, each time that it calls it.
    pub(crate) fn schemas(&self) -> Vec<Option<String>> {
        extern "C" fn take(context: *mut c_void, schema: Str) {
            // SAFETY: the context is the list below, and the schema is valid until this returns.
            unsafe {
                let schemas = &mut *context.cast::<Vec<Option<String>>>();
                schemas.push(schema.as_str().map(str::to_owned));
            }
        }
        let mut schemas: Vec<Option<String>> = Vec::new();
        // SAFETY: the context is the list that `take` expects.
        unsafe { (self.descriptor.params_schema)((&raw mut schemas).cast(), take) };
        schemas
    }

    /// Whether the library has a table of a name.
    pub(crate) fn has_extension(&self, name: &str) -> bool {
        // SAFETY: the name is borrowed for the call.
        !unsafe { (self.get_extension)(Str::new(name)) }.is_null()
    }

    /// The table [`abi::EXTENSION_BATCH`], where there is one.
    pub(crate) fn batch(&self) -> Result<Option<&'static abi::Batch>, String> {
        // SAFETY: the type is that of the name.
        unsafe { self.table(abi::EXTENSION_BATCH) }
    }

    /// The most requests of a batch.
    pub(crate) fn batch_requests_max(&self, batch: &abi::Batch) -> u32 {
        // SAFETY: the index is the summarizer's in its library.
        unsafe { (batch.requests_max)(self.index) }
    }

    /// The table [`abi::EXTENSION_SELF_TEST`], where there is one.
    pub(crate) fn self_test(&self) -> Result<Option<&'static abi::InstanceAction>, String> {
        // SAFETY: as above.
        unsafe { self.table(abi::EXTENSION_SELF_TEST) }
    }

    /// The table [`abi::EXTENSION_WARM_UP`], where there is one.
    pub(crate) fn warm_up(&self) -> Result<Option<&'static abi::InstanceAction>, String> {
        // SAFETY: as above.
        unsafe { self.table(abi::EXTENSION_WARM_UP) }
    }

    /// # Safety
    ///
    /// `T` is the type of the tables of that name.
    unsafe fn table<T>(&self, name: &str) -> Result<Option<&'static T>, String> {
        // SAFETY: the name is borrowed for the call.
        let table = unsafe { (self.get_extension)(Str::new(name)) }.cast::<T>();
        if table.is_null() {
            return Ok(None);
        }
        // SAFETY: every table begins with its size, by the contract of the ABI.
        let size = unsafe { *table.cast::<u32>() } as usize;
        if size < size_of::<T>() {
            let known = size_of::<T>();
            return Err(format!("the table `{name}` says that it has {size} bytes; it needs {known}"));
        }
        // SAFETY: the size covers the type, by the caller's promise the right one, and the library stays open.
        Ok(Some(unsafe { &*table }))
    }
}

/// The extensions of a summarizer that isn't exported: the same shims as in a library.
extern "C" fn extension_of<S: Summarizer>(name: Str) -> *const c_void {
    let extensions = const {
        &export::Extensions {
            batch: abi::Batch {
                struct_size: size_of::<abi::Batch>() as u32,
                flags: 0,
                requests_max: requests_max::<S>,
                summarize: summarize_batch::<S>,
            },
            self_test: action(self_test::<S>),
            warm_up: action(warm_up::<S>),
        }
    };
    extensions.find(name)
}

const fn action(run: unsafe extern "C" fn(u32, *mut c_void, *const abi::Host) -> i32) -> abi::InstanceAction {
    abi::InstanceAction { struct_size: size_of::<abi::InstanceAction>() as u32, flags: 0, run }
}

extern "C" fn requests_max<S: Summarizer>(_summarizer: u32) -> u32 {
    S::BATCH_MAX
}

extern "C" fn summarize_batch<S: Summarizer>(
    _summarizer: u32,
    instance: *mut c_void,
    requests: *const *const abi::Request,
    outputs: *const *const abi::Output,
    statuses: *mut i32,
    count: usize,
) {
    export::summarize_batch::<S>(instance, requests, outputs, statuses, count);
}

extern "C" fn self_test<S: Summarizer>(
    _summarizer: u32,
    instance: *mut c_void,
    host: *const abi::Host,
) -> i32 {
    export::self_test::<S>(instance, host)
}

extern "C" fn warm_up<S: Summarizer>(_summarizer: u32, instance: *mut c_void, host: *const abi::Host) -> i32 {
    export::warm_up::<S>(instance, host)
}
