//! What instances do beside and after each other.

use std::{sync::Barrier, thread};

use super::{Subject, create, task, texts};
use crate::testing::{answer::Answer, instance::Instance};

/// How many threads call at once.
const THREADS: usize = 4;

pub(super) fn instances(subject: &Subject) -> Result<(), String> {
    let task = task(subject, &[texts::FLOOD]);
    for round in 1..=2 {
        let (first, second) = (create(subject)?, create(subject)?);
        let (one, two) = (first.summarize(&task), second.summarize(&task));
        drop(first);
        let after = second.summarize(&task);
        for other in [&two, &after] {
            other.expect_same(&one).map_err(|found| {
                format!(
                    "in round {round} of two instances: {found}; keep nothing that instances share and change"
                )
            })?;
        }
    }
    Ok(())
}

pub(super) fn unused_instance(subject: &Subject) -> Result<(), String> {
    for _ in 0..2 {
        drop(create(subject)?);
    }
    Ok(())
}

pub(super) fn repeated(subject: &Subject) -> Result<(), String> {
    let instance = create(subject)?;
    let first = ask(subject, &instance);
    // Another request in between, that an instance may remember.
    instance.summarize(&task(subject, &[texts::STRIKE]));
    let second = ask(subject, &instance);
    first.expect_same(&second).map_err(|found| {
        format!("asked twice, {found}; use no clock, no randomness, no order of a hash map and no memory of requests")
    })
}

pub(super) fn repeated_anew(subject: &Subject) -> Result<(), String> {
    let first = ask(subject, &create(subject)?);
    let second = ask(subject, &create(subject)?);
    first.expect_same(&second).map_err(|found| {
        format!("asked of two instances, {found}; seed what is random with a constant, and keep no state in statics")
    })
}

pub(super) fn threads(subject: &Subject) -> Result<(), String> {
    if subject.is_serial() {
        return Ok(());
    }
    let instance = create(subject)?;
    let alone = ask(subject, &instance);
    let start = Barrier::new(THREADS);
    let answers: Vec<Answer> = thread::scope(|scope| {
        let call = || {
            start.wait();
            [ask(subject, &instance), ask(subject, &instance)]
        };
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(call)).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).flatten().collect()
    });
    answers.iter().try_for_each(|answer| {
        alone.expect_same(answer).map_err(|found| {
            format!("asked alone and then by {THREADS} threads at once, {found}; guard what calls share, or be serial")
        })
    })
}

fn ask(subject: &Subject, instance: &Instance) -> Answer {
    instance.summarize(&task(subject, &texts::REPORTS))
}
