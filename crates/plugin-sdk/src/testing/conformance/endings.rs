//! When a summarizer returns.

use std::{
    mem,
    sync::{Arc, atomic::Ordering, mpsc},
    thread,
    time::Duration,
};

use super::{Subject, create, task, texts};
use crate::{
    abi,
    testing::{answer::Answer, collector::Pause},
};

/// How many offers a summarizer may make after it was told to return: the contract is none, and a loop that ends a little
/// late harms nobody.
const OFFERS_AFTER_END_MAX: u64 = 16;

/// How long a call is awaited to call back, before it is stopped amid its computation.
const FIRST_CALLBACK_WITHIN: Duration = Duration::from_millis(50);

pub(super) fn full(subject: &Subject) -> Result<(), String> {
    let task = task(subject, &[&texts::report(40)]).length(abi::LENGTH_SENTENCES, 1);
    let answer = create(subject)?.summarize(&task);
    answer.expect(&[abi::STATUS_OK])?;
    expect_end(&answer, "EMIT_FULL")
}

pub(super) fn stopped_before(subject: &Subject) -> Result<(), String> {
    let task = task(subject, &[&texts::report(40)]);
    task.stop.store(1, Ordering::Relaxed);
    let answer = create(subject)?.summarize(&task);
    answer.expect(&[abi::STATUS_OK, abi::STATUS_CANCELLED])?;
    expect_end(&answer, "EMIT_STOPPED")
}

pub(super) fn stopped_during(subject: &Subject) -> Result<(), String> {
    let task = task(subject, &[&texts::report(texts::LARGE_SENTENCES)]);
    let task = task.length(abi::LENGTH_SENTENCES, u64::MAX);
    let stop = Arc::clone(&task.stop);
    let instance = Arc::new(create(subject)?);
    let (begun_sender, begun) = mpsc::channel();
    let (resume_sender, resume) = mpsc::channel();
    let (answer_sender, answer) = mpsc::channel();
    let thread = thread::spawn({
        let instance = Arc::clone(&instance);
        move || {
            let answer = instance.summarize_pausing(&task, Pause { begun: begun_sender, resume });
            // Nobody listens any more where this came too late.
            let _ = answer_sender.send(answer);
        }
    });
    // At its first callback the call waits until it was stopped, so that it is stopped before it ends.
    let _ = begun.recv_timeout(FIRST_CALLBACK_WITHIN);
    stop.store(1, Ordering::Relaxed);
    drop(resume_sender);
    let within = subject.stop_time();
    let Ok(answer) = answer.recv_timeout(within) else {
        // The call still uses the instance: that one is never ended.
        mem::forget(instance);
        let sentences = texts::LARGE_SENTENCES;
        return Err(format!(
            "with {sentences} sentences it hadn't returned {within:?} after its stop word was set; look at the stop word every few milliseconds"
        ));
    };
    let _ = thread.join();
    answer.expect(&[abi::STATUS_OK, abi::STATUS_CANCELLED])?;
    expect_end(&answer, "EMIT_STOPPED")
}

fn expect_end(answer: &Answer, code: &str) -> Result<(), String> {
    match answer.record.offers_after_end {
        0..=OFFERS_AFTER_END_MAX => Ok(()),
        offers => Err(format!("it made {offers} offers after it was told {code}; return then")),
    }
}
