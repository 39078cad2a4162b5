//! A summarizer that was created, and the calls to it.

#![expect(unsafe_code, reason = "the host's side of the C ABI")]

use std::{
    ffi::c_void,
    ptr,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{
    answer::{Answer, status_name},
    callbacks,
    collector::{Collector, Pause},
    subject::Subject,
    task::{Grown, Parts, Structs, Task},
};
use crate::abi;

/// What a status in an array is before the plugin writes it.
const STATUS_UNWRITTEN: i32 = i32::MIN;

/// One instance; ended when it is dropped.
#[derive(Debug)]
pub(crate) struct Instance {
    subject: Subject,
    /// Whatever `create` made of it; null for a summarizer without state.
    pointer: *mut c_void,
    /// Held during a call of a summarizer that serves one call at a time.
    serial: Option<Mutex<()>>,
}

// SAFETY: by the contract of the ABI `summarize` may be called from any thread, and at the same time unless the summarizer
// is serial, when `serial` is held. `create` and `destroy` are bound to no thread.
unsafe impl Send for Instance {}
// SAFETY: as above.
unsafe impl Sync for Instance {}

/// Why there is no instance, or why an action on it failed.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) status: i32,
    pub(crate) message: String,
}

impl Instance {
    pub(crate) fn create(subject: &Subject) -> Result<Self, Refusal> {
        Self::create_with(subject, Structs::Known)
    }

    /// Creates an instance with a host whose struct may have grown.
    pub(crate) fn create_with(subject: &Subject, structs: Structs) -> Result<Self, Refusal> {
        let mut pointer = ptr::null_mut();
        with_host(structs, |host| {
            // SAFETY: host and place are valid until it returns.
            unsafe { (subject.descriptor().create)(host, &raw mut pointer) }
        })?;
        let serial = subject.is_serial().then(Mutex::default);
        Ok(Self { subject: *subject, pointer, serial })
    }

    /// Calls `summarize`.
    pub(crate) fn summarize(&self, task: &Task) -> Answer {
        self.call(task, Collector::new(task))
    }

    /// Calls `summarize`, and holds it at its first callback.
    pub(crate) fn summarize_pausing(&self, task: &Task, pause: Pause) -> Answer {
        self.call(task, Collector::new(task).pausing(pause))
    }

    fn call(&self, task: &Task, collector: Collector<'_>) -> Answer {
        let _serial = self.lock();
        let parts = task.parts();
        let documents = parts.documents();
        let request = task.request(&parts, &documents);
        let collector = Mutex::new(collector);
        let output = Grown::new(callbacks::output(&collector, task.structs.size_of::<abi::Output>()));
        // SAFETY: the instance is this summarizer's, and all that request and output point to lives until it returns.
        let status =
            unsafe { (self.subject.descriptor().summarize)(self.pointer, request.as_ptr(), output.as_ptr()) };
        answer(status, task.kind, collector)
    }

    /// Calls `summarize` of a batch extension.
    pub(crate) fn summarize_batch(&self, batch: &abi::Batch, tasks: &[Task]) -> Result<Vec<Answer>, String> {
        let _serial = self.lock();
        let parts: Vec<Parts> = tasks.iter().map(Task::parts).collect();
        let documents: Vec<_> = parts.iter().map(Parts::documents).collect();
        let requests = tasks.iter().zip(&parts).zip(&documents);
        let requests: Vec<_> =
            requests.map(|((task, parts), documents)| task.request(parts, documents)).collect();
        let collectors: Vec<_> = tasks.iter().map(|task| Mutex::new(Collector::new(task))).collect();
        let outputs = tasks.iter().zip(&collectors).map(|(task, collector)| {
            Grown::new(callbacks::output(collector, task.structs.size_of::<abi::Output>()))
        });
        let outputs: Vec<_> = outputs.collect();
        let request_pointers: Vec<_> = requests.iter().map(Grown::as_ptr).collect();
        let output_pointers: Vec<_> = outputs.iter().map(Grown::as_ptr).collect();
        let mut statuses = vec![STATUS_UNWRITTEN; tasks.len()];
        // SAFETY: the instance is this summarizer's, the arrays have one element a task, and all lives until it returns.
        unsafe {
            (batch.summarize)(
                self.subject.index(),
                self.pointer,
                request_pointers.as_ptr(),
                output_pointers.as_ptr(),
                statuses.as_mut_ptr(),
                tasks.len(),
            );
        }
        if let Some(item) = statuses.iter().position(|&status| status == STATUS_UNWRITTEN) {
            return Err(format!("item {item} of {} got no status; write one for each", tasks.len()));
        }
        Ok(statuses
            .into_iter()
            .zip(collectors)
            .zip(tasks)
            .map(|((status, collector), task)| answer(status, task.kind, collector))
            .collect())
    }

    /// Calls a self test or a warm-up.
    pub(crate) fn act(&self, action: &abi::InstanceAction) -> Result<(), Refusal> {
        with_host(Structs::Known, |host| {
            // SAFETY: the instance is this summarizer's, and the host is valid until it returns.
            unsafe { (action.run)(self.subject.index(), self.pointer, host) }
        })
    }

    fn lock(&self) -> Option<MutexGuard<'_, ()>> {
        self.serial.as_ref().map(|serial| serial.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        // SAFETY: it comes from `create`, this happens once, and no call borrows the instance any more.
        unsafe { (self.subject.descriptor().destroy)(self.pointer) };
    }
}

impl From<Refusal> for String {
    fn from(refusal: Refusal) -> Self {
        let Refusal { status, message } = refusal;
        let said = if message.is_empty() { "nothing logged" } else { &message };
        format!("it returned {} ({said}); expected OK", status_name(status))
    }
}

/// Runs what gets a host, and makes a refusal of a status that isn't OK and of what was logged.
fn with_host(structs: Structs, run: impl FnOnce(*const abi::Host) -> i32) -> Result<(), Refusal> {
    let lines = Mutex::new(Vec::new());
    let host = Grown::new(callbacks::host(&lines, structs.size_of::<abi::Host>()));
    let status = run(host.as_ptr());
    if status == abi::STATUS_OK {
        return Ok(());
    }
    let lines = lines.into_inner().unwrap_or_else(PoisonError::into_inner);
    Err(Refusal { status, message: lines.join("; ") })
}

fn answer(status: i32, kind: u32, collector: Mutex<Collector<'_>>) -> Answer {
    let collector = collector.into_inner().unwrap_or_else(PoisonError::into_inner);
    Answer { status, record: collector.into_record(), kind }
}
