//! Which words tell who says something, and not what.

use std::ops::Range;

use super::{
    attribution::{Attribution, Finder},
    marks::quoted,
};
use crate::{Names, Report};

/// Where who-says-it stands in a sentence outside quotations, as ranges of tokens, in order.
pub(crate) fn attributions(
    report: &Report<'_>,
    index: usize,
    sentence: usize,
    names: &Names,
) -> Vec<Range<usize>> {
    let told = &report.sentences[sentence];
    let tokens = told.token_range();
    let mut quoted_tokens = vec![false; tokens.len()];
    for quoted in quoted(report.text, told.range()) {
        let inside = tokens_in(report, &quoted.inner, &tokens);
        quoted_tokens[inside.start - tokens.start..inside.end - tokens.start].fill(true);
    }
    let finder = Finder { report, index, names, quoted: &quoted_tokens, first: tokens.start };
    let found = finder.of_sentence(tokens);
    let range = |found: Attribution| {
        let (start, end) = found.extent();
        start..end.max(found.role.end.min(end + TELLING_WORDS_MAX))
    };
    found.into_iter().map(range).collect()
}

/// The longest attribution that tells nothing else, in words.
const TELLING_WORDS_MAX: usize = 14;

/// The tokens that lie in a range of bytes, among some.
pub(super) fn tokens_in(report: &Report<'_>, bytes: &Range<usize>, within: &Range<usize>) -> Range<usize> {
    let tokens = &report.tokens[within.clone()];
    let start = tokens.partition_point(|token| (token.start as usize) < bytes.start);
    let end = tokens.partition_point(|token| token.end as usize <= bytes.end);
    within.start + start..within.start + end.max(start)
}
