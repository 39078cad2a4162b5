//! Whether words stand in a source as they are.

use std::ops::Range;

use super::sources::{Key, Position, Sources};
use crate::{Report, Span};

/// So many places of a sentence's rarest word are tried. A sentence whose rarest word is more frequent is a phrase, which one
/// place is as good for as another.
const PLACES_MAX: usize = 256;

/// Where a sentence stands word for word: white space and the kind of quotation marks may differ, and what ends it.
pub(super) fn find(
    report: &Report<'_>,
    keys: &[Key],
    tokens: Range<usize>,
    sources: &Sources<'_, '_>,
) -> Option<Vec<Span>> {
    let rarest = tokens.clone().min_by_key(|&token| sources.count_max(keys[token]))?;
    let lead = rarest - tokens.start;
    let stands = |position: &Position| {
        let there = &sources.keys[position.report as usize];
        let first = (position.token as usize).checked_sub(lead)?;
        let same = there.get(first..first + tokens.len())? == &keys[tokens.clone()];
        let source = &sources.reports[position.report as usize];
        (same && is_same(report, tokens.clone(), source, first)).then_some((position.report as usize, first))
    };
    let places = sources.positions(keys[rarest]).take(PLACES_MAX);
    let (index, first) = places.filter_map(|position| stands(&position)).next()?;
    let source = &sources.reports[index];
    let end = first + tokens.len();
    let touched = source
        .sentences
        .iter()
        .filter(|told| told.token_range().start < end && first < told.token_range().end);
    Some(touched.take(super::SOURCES_MAX).map(|told| Span::new(index, told.range())).collect())
}

/// Whether words and the marks between them are the same.
fn is_same(report: &Report<'_>, tokens: Range<usize>, source: &Report<'_>, first: usize) -> bool {
    let word = |report: &Report<'_>, token: usize| report.tokens[token].range();
    tokens.clone().enumerate().all(|(offset, token)| {
        let there = first + offset;
        let same = folded(&report.text[word(report, token)]).eq(folded(&source.text[word(source, there)]));
        same && (token + 1 == tokens.end || {
            let gap = report.text.get(word(report, token).end..word(report, token + 1).start);
            let other = source.text.get(word(source, there).end..word(source, there + 1).start);
            match (gap, other) {
                (Some(gap), Some(other)) => gap == other || folded(gap).eq(folded(other)),
                _ => false,
            }
        })
    })
}

/// The characters of a text without white space, with one mark for all quotation marks: of three kinds, in print, and doubled.
fn folded(text: &str) -> impl Iterator<Item = char> {
    let mut last = ' ';
    let kept =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}'));
    let folded = kept.map(|c| match c {
        '’' | '‘' | '‚' | '“' | '”' | '„' | '«' | '»' | '"' | '`' | '´' | '′' => '\'',
        '–' | '—' | '‐' | '‑' | '−' => '-',
        other => other,
    });
    folded.filter(move |&c| {
        let again = c == '\'' && last == '\'';
        last = c;
        !again
    })
}
