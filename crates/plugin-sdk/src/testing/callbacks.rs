//! The host's callbacks, with a collector behind them.

#![expect(unsafe_code, reason = "the host's side of the C ABI")]

use std::{
    ffi::c_void,
    ptr,
    sync::{Mutex, PoisonError},
};

use super::collector::Collector;
use crate::abi::{self, Span, Str, slice_of};

/// An output that goes to a collector. The collector outlives the call that gets it.
pub(super) fn output(collector: &Mutex<Collector<'_>>, struct_size: u32) -> abi::Output {
    abi::Output {
        struct_size,
        flags: 0,
        context: ptr::from_ref(collector).cast_mut().cast(),
        emit_sentence,
        emit_text,
        log,
        progress,
        metric,
        error,
        emit_item,
    }
}

/// A host for `create` and the like, whose log goes to a list that outlives the call that gets it.
pub(super) fn host(lines: &Mutex<Vec<String>>, struct_size: u32) -> abi::Host {
    let context = ptr::from_ref(lines).cast_mut().cast();
    abi::Host { struct_size, flags: 0, context, log: host_log }
}

fn with_collector<T>(context: *mut c_void, run: impl FnOnce(&mut Collector<'_>) -> T) -> T {
    // SAFETY: the context is the collector that `output` was made for, and its call is under way.
    let collector = unsafe { &*context.cast::<Mutex<Collector<'_>>>() };
    let mut collector = collector.lock().unwrap_or_else(PoisonError::into_inner);
    collector.enter();
    run(&mut collector)
}

/// What a plugin passes as text; a breach of the contract where it isn't.
fn text_or_breach<'a>(collector: &mut Collector<'_>, text: Option<&'a str>) -> &'a str {
    text.unwrap_or_else(|| {
        collector.breach("it passed a string that is not UTF-8");
        "(not UTF-8)"
    })
}

extern "C" fn emit_sentence(context: *mut c_void, document: u32, sentence: u32, score: f32) -> i32 {
    with_collector(context, |collector| collector.offer_sentence(document, sentence, score))
}

extern "C" fn emit_text(
    context: *mut c_void,
    kind: u32,
    text: Str,
    spans: *const Span,
    span_count: usize,
    score: f32,
) -> i32 {
    // SAFETY: valid until this returns, by the contract of the ABI.
    let (text, spans) = unsafe { (text.as_str(), slice_of(spans, span_count)) };
    with_collector(context, |collector| {
        let text = text_or_breach(collector, text);
        collector.offer_text(kind, text, spans, score)
    })
}

extern "C" fn emit_item(
    context: *mut c_void,
    kind: u32,
    text: Str,
    spans: *const Span,
    span_count: usize,
    score: f32,
    details: Str,
) -> i32 {
    // SAFETY: valid until this returns, by the contract of the ABI.
    let (text, spans, details) = unsafe { (text.as_str(), slice_of(spans, span_count), details.as_str()) };
    with_collector(context, |collector| {
        let text = text_or_breach(collector, text);
        let details = text_or_breach(collector, details);
        collector.offer_item(kind, text, spans, score, details)
    })
}

extern "C" fn log(context: *mut c_void, level: u32, message: Str) {
    // SAFETY: valid until this returns, by the contract of the ABI.
    let message = unsafe { message.as_str() };
    with_collector(context, |collector| {
        let message = text_or_breach(collector, message).to_owned();
        collector.record().log.push((level, message));
    });
}

extern "C" fn progress(context: *mut c_void, fraction: f32) {
    with_collector(context, |collector| collector.record().progress.push(fraction));
}

extern "C" fn metric(context: *mut c_void, name: Str, value: f64) {
    // SAFETY: valid until this returns, by the contract of the ABI.
    let name = unsafe { name.as_str() };
    with_collector(context, |collector| {
        let name = text_or_breach(collector, name).to_owned();
        collector.record().metrics.push((name, value));
    });
}

extern "C" fn error(context: *mut c_void, message: Str) {
    // SAFETY: valid until this returns, by the contract of the ABI.
    let message = unsafe { message.as_str() };
    with_collector(context, |collector| {
        let message = text_or_breach(collector, message).to_owned();
        collector.record().message = Some(message);
    });
}

extern "C" fn host_log(context: *mut c_void, _level: u32, message: Str) {
    // SAFETY: the context is the list that `host` was made for, its call is under way, and so the message is valid.
    let (lines, message) = unsafe { (&*context.cast::<Mutex<Vec<String>>>(), message.as_str()) };
    let line = message.unwrap_or("(not UTF-8)").to_owned();
    lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
}
