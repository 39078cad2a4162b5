//! Lines to paragraphs.

use crate::{Paragraph, boilerplate};

/// Splits a text into paragraphs: each line is one, but in hard-wrapped text the lines between blank lines are
/// one together. A boilerplate line that lost its line feed ends where the next paragraph begins.
pub(crate) fn split(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(lines.len());
    if is_hard_wrapped(text, &lines) {
        join_wrapped(text, &lines, &mut paragraphs);
    } else {
        for line in lines {
            push_unglued(text, line.paragraph, &mut paragraphs);
        }
    }
    paragraphs
}

/// A line that isn't blank.
struct Line {
    paragraph: Paragraph,
    /// Whether a blank line stands before it.
    after_blank: bool,
}

#[expect(clippy::cast_possible_truncation, reason = "the text has less than 4 GiB")]
fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut start = 0;
    let mut after_blank = true;
    for end in memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        let line = &text[start..end];
        let trimmed = line.trim();
        if trimmed.is_empty() {
            after_blank = true;
        } else {
            let from = start + (line.len() - line.trim_start().len());
            let paragraph = Paragraph { start: from as u32, end: (from + trimmed.len()) as u32 };
            lines.push(Line { paragraph, after_blank });
            after_blank = false;
        }
        start = end + 1;
    }
    lines
}

/// The widths at which text is wrapped by hand or by mail programs, in bytes.
const WRAPPED_WIDTHS: std::ops::RangeInclusive<usize> = 40..=100;

/// Whether line feeds stand where lines are full, and not where paragraphs end: of the lines that another line
/// follows without a blank one, most are about equally long and don't end a sentence.
fn is_hard_wrapped(text: &str, lines: &[Line]) -> bool {
    let mut followed = 0_usize;
    let mut wrapped = 0_usize;
    for pair in lines.windows(2) {
        if pair[1].after_blank {
            continue;
        }
        let line = &text[pair[0].paragraph.start as usize..pair[0].paragraph.end as usize];
        followed += 1;
        let ends_open = !line.ends_with(['.', '!', '?', ':', '"', '”', '…']);
        wrapped += usize::from(WRAPPED_WIDTHS.contains(&line.len()) && ends_open && !is_list_item(line));
    }
    // Three lines are the least that show a width; two thirds leaves room for lines that end with a sentence.
    wrapped >= 3 && wrapped * 3 >= followed * 2
}

fn join_wrapped(text: &str, lines: &[Line], paragraphs: &mut Vec<Paragraph>) {
    let mut current: Option<Paragraph> = None;
    for line in lines {
        let starts = line.after_blank || is_list_item(&text[line.paragraph.start as usize..]);
        match &mut current {
            Some(paragraph) if !starts => paragraph.end = line.paragraph.end,
            _ => paragraphs.extend(current.replace(line.paragraph)),
        }
    }
    paragraphs.extend(current);
}

#[expect(clippy::cast_possible_truncation, reason = "the text has less than 4 GiB")]
fn push_unglued(text: &str, mut paragraph: Paragraph, paragraphs: &mut Vec<Paragraph>) {
    while let Some(joint) = boilerplate::joint(&text[paragraph.start as usize..paragraph.end as usize]) {
        let middle = paragraph.start + joint as u32;
        paragraphs.push(Paragraph { start: paragraph.start, end: middle });
        paragraph.start = middle;
    }
    paragraphs.push(paragraph);
}

/// Whether a line begins with the mark of a list item.
pub(crate) fn is_list_item(line: &str) -> bool {
    list_mark_length(line) > 0
}

/// How long the mark of a list item is with which a line begins, and the white space behind it, in bytes.
pub(crate) fn list_mark_length(line: &str) -> usize {
    let mut chars = line.chars();
    let item = match chars.next() {
        Some('•' | '‣' | '◦' | '▪' | '●' | '–') => true,
        Some('-' | '*' | '+') => chars.clone().next().is_some_and(char::is_whitespace),
        _ => false,
    };
    let behind = chars.as_str().trim_start();
    if item && !behind.is_empty() { line.len() - behind.len() } else { 0 }
}
