//! Names that have changed places around the same words: "Anna beat Berta" for "Berta beat Anna".

use std::ops::Range;

use super::{
    proper::Proper,
    sources::{Key, Sources, is_content},
};
use crate::{Report, Span, lexicon::lower};

/// Names with more words between them are seldom of one verb.
const BETWEEN_WORDS_MAX: usize = 5;

/// What holds both ways: whoever marries somebody is married by him.
const MUTUAL: [&str; 22] = [
    "and", "or", "with", "against", "versus", "vs", "than", "as", "meet", "meets", "met", "meeting", "marry",
    "marries", "married", "play", "plays", "played", "face", "faces", "faced", "between",
];

/// The first of two names that stand around the same words as in one of some rows, but the other way about, and what that row has in
/// its place; none where a row has them as they are.
pub(super) fn swapped<'n>(
    report: &Report<'_>,
    keys: &[Key],
    names: &'n [Proper],
    sources: &Sources<'_, '_>,
    rows: &[usize],
) -> Vec<(&'n Proper, Span)> {
    let mut found = Vec::new();
    for pair in names.windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        let between = first.tokens.end..second.tokens.start;
        if !is_one_sided(report, &between) {
            continue;
        }
        let name = |name: &Proper| keys[name.tokens.clone()].to_vec();
        let (first_name, second_name) = (name(first), name(second));
        let told = |one: &[Key], other: &[Key]| {
            let run = [one, &keys[between.clone()], other].concat();
            rows.iter().find_map(|&row| {
                Some((row, place(&run, &sources.keys[sources.rows[row].report], sources.tokens(row))?))
            })
        };
        if told(&first_name, &second_name).is_some() {
            continue;
        }
        if let Some((row, start)) = told(&second_name, &first_name) {
            let index = sources.rows[row].report;
            let range = sources.reports[index].tokens_range(start..start + second_name.len());
            found.push((first, Span::new(index, range)));
        }
    }
    found
}

/// Whether words between two names tell what the one does to the other.
fn is_one_sided(report: &Report<'_>, between: &Range<usize>) -> bool {
    let word = |at: usize| report.word(&report.tokens[at]);
    let is_plain = |at: usize| {
        let gap = &report.text[report.tokens[at - 1].end as usize..report.tokens[at].start as usize];
        gap.chars().all(char::is_whitespace) && !word(at - 1).ends_with("'s") && !word(at - 1).ends_with("’s")
    };
    !between.is_empty()
        && between.len() <= BETWEEN_WORDS_MAX
        && between.clone().any(|at| is_content(&report.tokens[at]))
        && between.clone().all(|at| !MUTUAL.contains(&&*lower(word(at))))
        && (between.start..=between.end).all(is_plain)
}

/// Where some keys stand in a row.
fn place(run: &[Key], keys: &[Key], row: Range<usize>) -> Option<usize> {
    keys[row.clone()].windows(run.len()).position(|window| window == run).map(|at| row.start + at)
}
