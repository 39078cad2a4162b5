//! Lines of the paper, whose dates are those of the report and not of the story: datelines, bylines, "Updated June 19".

use std::ops::Range;

use synoptic_text_analysis::Sentence;

use super::{
    heads::{count, head},
    words::Words,
};
use crate::Report;

/// The longest dateline, in bytes: "PORT ELLERY, Northern Territory, Tuesday, Oct. 11 (Northline) -" has 63.
const DATELINE_BYTES_MAX: usize = 90;

/// The longest line of the paper, in words.
const IMPRINT_WORDS_MAX: usize = 16;

/// The words of the first sentence of a paragraph behind its dateline, if it has one.
pub(super) fn without_dateline<'a>(report: &Report<'_>, sentence: &Sentence, words: Words<'a>) -> Words<'a> {
    dateline_end(report, sentence).map_or(words, |end| words.from(end))
}

/// Where the dateline of a sentence ends in the report's text, if it has one.
pub(crate) fn dateline_end(report: &Report<'_>, sentence: &Sentence) -> Option<usize> {
    let text = report.sentence_text(sentence);
    let near = &text[..text.floor_char_boundary(DATELINE_BYTES_MAX)];
    if !near.starts_with(char::is_uppercase) || goes_on_small(near) {
        return None;
    }
    let dash = first_dash(near)?;
    is_dateline(&near[..dash.start]).then(|| sentence.range().start + dash.end)
}

/// Whether the second word of a text, and no dash, follows the first in small letters: nearly all sentences are told from datelines so.
fn goes_on_small(text: &str) -> bool {
    let mut words = text.as_bytes().split(|byte| *byte == b' ');
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    second.first().is_some_and(u8::is_ascii_lowercase)
        && !SMALL.iter().any(|small| small.as_bytes() == second)
        && !first.iter().any(|byte| matches!(byte, b'-' | 0xe2))
}

/// Words of datelines that stand in small letters.
const SMALL: [&str; 12] = ["of", "the", "de", "la", "am", "pm", "a.m.", "p.m.", "and", "on", "upon", "al"];

/// The first dash of a text that parts what stands on its sides, with the spaces around it.
fn first_dash(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if !bytes.contains(&b'-') && !bytes.contains(&0xe2) {
        return None;
    }
    let dashes = bytes.iter().enumerate().filter(|(_, byte)| matches!(byte, b'-' | 0xe2));
    dashes.map(|(at, _)| at).find_map(|at| {
        let (before, behind) = (&bytes[..at], &bytes[at..]);
        let spaced = before.ends_with(b" ");
        let (bytes_before, bytes) = match behind {
            [b'-', ..] if before.ends_with(b") ") => (2, 1),
            [b'-', b' ', ..] if spaced => (1, 2),
            [b'-', b'-', b' ', ..] if spaced => (1, 3),
            [0xe2, 0x80, 0x93 | 0x94, b' ', ..] if spaced => (1, 4),
            [0xe2, 0x80, 0x93, b' ', ..] => (0, 4),
            [0xe2, 0x80, 0x94, ..] => (0, 3),
            _ => return None,
        };
        Some(at - bytes_before..at + bytes)
    })
}

/// Whether the text before a dash is a place with what stands beside it: only capitals, numbers and marks.
fn is_dateline(text: &str) -> bool {
    let Some(first) = text.split_whitespace().next() else { return false };
    let capital = |word: &str| {
        let word = word.trim_start_matches(['(', '"', '/']);
        word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || SMALL.contains(&word)
    };
    let named = first.starts_with(char::is_uppercase) && head(first.trim_end_matches([',', '.'])).is_none();
    let shouted =
        first.chars().filter(|c| c.is_alphabetic()).count() > 1 && !first.contains(char::is_lowercase);
    named
        && text.split_whitespace().all(capital)
        && (shouted || !text.contains(['.', '"', ':']) || text.contains('('))
}

/// Whether a line is on the report itself: "By Ann Bell, June 19, 2024", "Published April 11, 2025", "© 2024 The Ledger".
pub(super) fn is_imprint(words: Words<'_>) -> bool {
    let first = words.at(0);
    if words.mark_before(0) == Some('©') || matches!(first, "Copyright" | "©") {
        return true;
    }
    if words.len() > IMPRINT_WORDS_MAX {
        return false;
    }
    let opens = matches!(
        first,
        "Published"
            | "Updated"
            | "Posted"
            | "First"
            | "Last"
            | "Modified"
            | "By"
            | "Filed"
            | "Issued"
            | "Created"
    );
    let dated = |place: usize| head(words.at(place)).is_some();
    let small = [
        "on",
        "at",
        "by",
        "and",
        "am",
        "pm",
        "a.m",
        "p.m",
        "updated",
        "published",
        "modified",
        "last",
        "first",
        "min",
    ];
    let bare = |place: usize| {
        let word = words.at(place);
        !words.is_lower(place) || words.is(place, &small) || count(word).is_some()
    };
    (opens || dated(0)) && (0..words.len()).all(bare) && (0..words.len()).any(dated) && words.len() > 2
}
