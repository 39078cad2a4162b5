//! The clauses of a sentence, as far as marks and small words tell. English.

use std::ops::Range;

use synoptic_text_analysis::Sentence;

use crate::Report;

/// Fewer words are no clause: "however," and "in May,".
const WORDS_MIN: usize = 4;

/// The clauses of a sentence, as ranges of the report's tokens, in order and without gaps.
pub(crate) fn clauses(report: &Report<'_>, sentence: &Sentence) -> Vec<Range<usize>> {
    let tokens = sentence.token_range();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = tokens.start;
    for at in tokens.start + 1..tokens.end {
        let gap = &report.text[report.tokens[at - 1].end as usize..report.tokens[at].start as usize];
        // "5:52" is one number.
        let is_apart = gap != " " && gap != ":" && gap.contains(is_parting);
        let parts = is_apart || opens_clause(report.word(&report.tokens[at]));
        if parts && at - start >= WORDS_MIN {
            found.push(start..at);
            start = at;
        }
    }
    match found.last_mut() {
        Some(last) if tokens.end - start < WORDS_MIN => last.end = tokens.end,
        _ => found.push(start..tokens.end),
    }
    found
}

/// Whether a mark stands between clauses.
fn is_parting(mark: char) -> bool {
    matches!(mark, ',' | ';' | ':' | '—' | '–' | '(' | ')' | '"' | '“' | '”')
}

/// Whether a word begins a clause.
fn opens_clause(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "but"
            | "which"
            | "who"
            | "whose"
            | "where"
            | "after"
            | "before"
            | "until"
            | "while"
            | "when"
            | "because"
            | "although"
            | "that"
            | "if"
            | "since"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::Texts;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let texts = Texts::new(&[text]);
        let report = &texts.reports(&[])[0];
        let found = clauses(report, &report.sentences[0]);
        let found: Vec<&str> = found.into_iter().map(|tokens| &text[report.tokens_range(tokens)]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_and_small_words_part_clauses() {
        check(
            "The mayor opened the bridge on Monday, and two choirs sang after the speech was over.",
            &["The mayor opened the bridge on Monday", "and two choirs sang", "after the speech was over"],
        );
        check("In May, the mayor left.", &["In May, the mayor left"]);
        check(
            "The rocket of the three friends left at 5:52 a.m. local time.",
            &["The rocket of the three friends left at 5:52 a.m. local time"],
        );
    }
}
