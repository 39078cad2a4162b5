//! The optional functions of a library.

use std::sync::atomic::Ordering;

use super::{Subject, create, task, texts};
use crate::{
    abi,
    testing::{answer::Answer, instance::Instance, task::Task},
};

/// How many requests a batch of the suite has, where the summarizer takes as many.
const BATCH: usize = 4;

pub(super) fn unknown(subject: &Subject) -> Result<(), String> {
    let names = ["", "synoptic.no-such-extension/1", "synoptic.batch/999", "synoptic.batch"];
    match names.into_iter().find(|name| subject.has_extension(name)) {
        None => Ok(()),
        Some(name) => Err(format!(
            "get_extension({name:?}) isn't null; compare whole names, and return null for others"
        )),
    }
}

pub(super) fn self_test(subject: &Subject) -> Result<(), String> {
    act(subject, subject.self_test()?)
}

pub(super) fn warm_up(subject: &Subject) -> Result<(), String> {
    act(subject, subject.warm_up()?)
}

/// Acts, and looks whether the instance still answers as one that wasn't acted on.
fn act(subject: &Subject, action: Option<&abi::InstanceAction>) -> Result<(), String> {
    let Some(action) = action else { return Ok(()) };
    let fresh = create(subject)?.summarize(&task(subject, &[texts::FLOOD]));
    let instance = create(subject)?;
    instance.act(action)?;
    let after = instance.summarize(&task(subject, &[texts::FLOOD]));
    fresh
        .expect_same(&after)
        .map_err(|found| format!("asked without and then after it, {found}; it must change no answer"))
}

pub(super) fn batch(subject: &Subject) -> Result<(), String> {
    let Some((batch, size)) = batch_of(subject)? else { return Ok(()) };
    let instance = create(subject)?;
    let alone = singles(subject, &instance, size);
    let together = instance.summarize_batch(batch, &tasks(subject, size))?;
    compare(&alone, &together)
}

pub(super) fn batch_apart(subject: &Subject) -> Result<(), String> {
    let Some((batch, size)) = batch_of(subject)? else { return Ok(()) };
    let instance = create(subject)?;
    let mut alone = singles(subject, &instance, size);

    let mut refused = tasks(subject, size);
    "{".clone_into(&mut refused[0].params);
    let mut together = instance.summarize_batch(batch, &refused)?;
    let first = together.remove(0);
    first
        .expect(&[abi::STATUS_OK, abi::STATUS_INVALID_ARGUMENT])
        .map_err(|found| format!("item 0, whose parameters are no JSON: {found}"))?;
    alone.remove(0);
    compare(&alone, &together).map_err(|found| format!("beside an item with bad parameters: {found}"))?;

    let stopped = tasks(subject, size);
    stopped[0].stop.store(1, Ordering::Relaxed);
    let mut together = instance.summarize_batch(batch, &stopped)?;
    let first = together.remove(0);
    first
        .expect(&[abi::STATUS_OK, abi::STATUS_CANCELLED])
        .map_err(|found| format!("item 0, which was stopped: {found}"))?;
    compare(&alone, &together).map_err(|found| format!("beside an item that was stopped: {found}"))
}

/// The extension and the size of a batch; `None` where the summarizer doesn't gather.
fn batch_of(subject: &Subject) -> Result<Option<(&'static abi::Batch, usize)>, String> {
    let Some(batch) = subject.batch()? else { return Ok(None) };
    let most = subject.batch_requests_max(batch) as usize;
    Ok((most > 1).then_some((batch, most.min(BATCH))))
}

/// Requests that differ.
fn tasks(subject: &Subject, size: usize) -> Vec<Task> {
    let texts = texts::REPORTS.into_iter().cycle();
    let task = |(index, text)| task(subject, &[text]).length(abi::LENGTH_SENTENCES, index);
    (2..).zip(texts).take(size).map(task).collect()
}

fn singles(subject: &Subject, instance: &Instance, size: usize) -> Vec<Answer> {
    tasks(subject, size).iter().map(|task| instance.summarize(task)).collect()
}

fn compare(alone: &[Answer], together: &[Answer]) -> Result<(), String> {
    let pairs = alone.iter().zip(together);
    pairs.enumerate().try_for_each(|(index, (alone, together))| {
        alone.expect_same_offers(together).map_err(|found| {
            format!("answer {index}, asked alone and then in a batch of requests: {found}; let items not touch each other")
        })
    })
}
