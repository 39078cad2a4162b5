//! What a sentence denies: the words that its negations fall on.

use std::ops::Range;

use super::sources::is_content;
use crate::Report;

/// A word that denies, and what it falls on.
#[derive(Debug, Clone)]
pub(crate) struct Negation {
    /// The token.
    pub(crate) at: usize,
    /// The first word behind it that tells something, in its clause.
    pub(crate) target: Option<usize>,
    /// The words behind it that it may fall on.
    pub(crate) scope: Range<usize>,
}

/// A negation falls on a word at most so far behind it: "had not yet been officially told".
const SCOPE_WORDS: usize = 6;

/// The negations of a range of tokens.
pub(crate) fn negations(report: &Report<'_>, tokens: Range<usize>) -> Vec<Negation> {
    let mut found: Vec<Negation> = Vec::new();
    for at in tokens.clone().filter(|&at| denies(report, at, &tokens)) {
        let mut end = at + 1;
        while end < tokens.end && end - at <= SCOPE_WORDS && !ends_clause(report, end - 1) {
            end += 1;
        }
        // "No one" is one word.
        let behind = at + 1 + usize::from(at + 1 < end && report.word(&report.tokens[at + 1]) == "one");
        let target = (behind..end).find(|&token| is_content(&report.tokens[token]));
        found.push(Negation { at, target, scope: at + 1..end });
    }
    // "did not fail to win": two negations are none.
    let mut at = 0;
    while at + 1 < found.len() {
        if found[at].target == Some(found[at + 1].at) {
            found.drain(at..at + 2);
        } else {
            at += 1;
        }
    }
    found
}

fn ends_clause(report: &Report<'_>, token: usize) -> bool {
    let start = report.tokens[token].end as usize;
    let end = report.tokens.get(token + 1).map_or(start, |next| next.start as usize);
    report
        .text
        .get(start..end)
        .is_some_and(|gap| gap.contains([',', ';', ':', '—', '–', '(', ')', '.', '?', '!']))
}

/// Whether a token denies something.
fn denies(report: &Report<'_>, at: usize, tokens: &Range<usize>) -> bool {
    let word = report.word(&report.tokens[at]);
    let other = |at: usize| {
        let inside = tokens.contains(&at);
        if inside { report.word(&report.tokens[at]).to_ascii_lowercase() } else { String::new() }
    };
    if !is_negation(word) {
        // "don ’ t", as some texts are spaced.
        let torn = at > tokens.start && matches!(word, "t" | "T") && {
            let gap = &report.text[report.tokens[at - 1].range().end..report.tokens[at].range().start];
            gap.contains(['\'', '’']) && other(at - 1).ends_with('n')
        };
        return torn;
    }
    // "not only", "no doubt", "whether or not", "No. 1" deny nothing.
    let next = other(at + 1);
    let before = at.checked_sub(1).map(other).unwrap_or_default();
    let numbered = next.starts_with(|c: char| c.is_ascii_digit())
        && report.text[report.tokens[at].range().end..].starts_with('.');
    let emphasizes =
        matches!(next.as_str(), "only" | "just" | "merely" | "doubt" | "matter" | "surprisingly");
    !(emphasizes || numbered || before == "or" && word == "not")
}

/// No negation is longer: "shouldn’t" with a mark of three bytes.
const WORD_BYTES_MAX: usize = 11;

/// Whether a word turns what follows into its contrary.
fn is_negation(word: &str) -> bool {
    if !(2..=WORD_BYTES_MAX).contains(&word.len()) {
        return false;
    }
    let mut small = [0; WORD_BYTES_MAX];
    let small = &mut small[..word.len()];
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    let is_listed = matches!(
        &*small,
        b"not"
            | b"no"
            | b"never"
            | b"none"
            | b"nobody"
            | b"nothing"
            | b"nowhere"
            | b"neither"
            | b"nor"
            | b"without"
            | b"cannot"
            | b"fail"
            | b"fails"
            | b"failed"
            | b"failing"
            | b"deny"
            | b"denies"
            | b"denied"
            | b"denying"
            | b"refuse"
            | b"refuses"
            | b"refused"
            | b"refusing"
            | b"unable"
            | b"cant"
            | b"dont"
            | b"didnt"
            | b"wont"
            | b"doesnt"
            | b"isnt"
    );
    is_listed || small.ends_with(b"n't") || small.ends_with("n’t".as_bytes())
}
