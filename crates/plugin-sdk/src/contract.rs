//! What a piece of a summary may be, by the kind that was asked for. The service and the mock host check it alike.
//!
//! A summary of kind EXTRACTIVE holds sentences of the sources alone, one of any other kind texts of that kind alone.

use crate::{Details, abi};

/// The most words of a headline, as white space parts them: a line that is read at a glance.
pub const HEADLINE_WORDS_MAX: usize = 12;

/// Checks whether a sentence of a source belongs to a summary of a kind, one of [`KIND_…`](abi::KIND_EXTRACTIVE).
///
/// # Errors
///
/// How it breaks the contract, as said of a summarizer.
pub fn check_sentence(asked: u32) -> Result<(), String> {
    if asked == abi::KIND_EXTRACTIVE {
        return Ok(());
    }
    Err(format!("it offered a sentence of a source, and was asked for {}", name(asked)))
}

/// Checks whether a text of a summarizer's belongs to a summary of a kind, and is what texts of its kind are.
///
/// # Errors
///
/// How it breaks the contract, as said of a summarizer.
pub fn check_text(asked: u32, kind: u32, text: &str) -> Result<(), String> {
    if asked == abi::KIND_EXTRACTIVE {
        return Err("it offered a text of its own, and was asked for EXTRACTIVE: sentences alone".to_owned());
    }
    if kind != asked {
        return Err(format!("it offered a text of kind {}, and was asked for {}", name(kind), name(asked)));
    }
    check_characters(text)?;
    if kind == abi::KIND_HEADLINE { check_headline(text) } else { Ok(()) }
}

/// Checks the strings of details.
///
/// # Errors
///
/// How they break the contract, as said of a summarizer.
pub fn check_details(details: &Details) -> Result<(), String> {
    let Details { speaker, role, verb, reported_by, expression, stances, .. } = details;
    let differences = stances.iter().map(|stance| &stance.difference);
    let mut strings = [speaker, role, verb, expression].into_iter().chain(reported_by).chain(differences);
    strings.try_for_each(|string| check_characters(string))
}

/// Refuses what documents may not hold either: C0 and DEL, but for white space.
fn check_characters(text: &str) -> Result<(), String> {
    let is_refused = |byte: &u8| matches!(byte, 0..=0x08 | 0x0e..=0x1f | 0x7f);
    match text.bytes().find(is_refused) {
        Some(byte) => Err(format!("it offered a text with the control character U+{byte:04X}")),
        None => Ok(()),
    }
}

fn check_headline(text: &str) -> Result<(), String> {
    let ends_line = |c: char| matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if text.contains(ends_line) {
        return Err("it offered a headline of several lines".to_owned());
    }
    // Long ones are counted no further than need be.
    if text.split_whitespace().nth(HEADLINE_WORDS_MAX).is_some() {
        return Err(format!("it offered a headline of more than {HEADLINE_WORDS_MAX} words"));
    }
    Ok(())
}

fn name(kind: u32) -> &'static str {
    match kind {
        abi::KIND_EXTRACTIVE => "EXTRACTIVE",
        abi::KIND_KEY_POINTS => "KEY_POINTS",
        abi::KIND_HEADLINE => "HEADLINE",
        abi::KIND_QUOTES => "QUOTES",
        abi::KIND_TIMELINE => "TIMELINE",
        abi::KIND_COMPARISON => "COMPARISON",
        abi::KIND_ABSTRACTIVE => "ABSTRACTIVE",
        _ => "a kind that isn't known",
    }
}
