//! Sentences made shorter where nothing can go wrong: what tells who says something at their end, what stands in parentheses, a
//! dateline, and words at their beginning that tie them to what stood before. English.

use crate::{Names, Report, dates::lines::dateline_end, lexicon::month_or_weekday, quotations::attributions};

/// A sentence made shorter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compressed {
    /// Its text, in one line.
    pub text: String,
    /// How many words it has.
    pub words: usize,
}

/// Fewer words say nothing by themselves: then the sentence stays as it is.
const WORDS_MIN: usize = 5;

/// Makes a sentence of a report shorter.
///
/// # Panics
///
/// When the report has no such sentence.
pub fn compress(report: &Report<'_>, index: usize, sentence: usize, names: &Names) -> Compressed {
    let told = &report.sentences[sentence];
    let whole = told.range();
    let start = dateline_end(report, told).unwrap_or(whole.start);
    let end = attribution_tail(report, index, sentence, names).unwrap_or(whole.end);
    let mut text = one_line(&without_parentheses(&report.text[start..end]));
    if let Some(rest) = without_opener(&text) {
        text = rest;
    }
    let end = text.trim_end_matches([',', ';', ':', ' ', '–', '—', '-']).len();
    text.truncate(end);
    if !text.ends_with(['.', '!', '?', '…', '"', '”', '\'', '’', ')'])
        && ends_with_mark(&report.text[whole.clone()])
    {
        text.push('.');
    }
    let words = text.split(' ').count();
    if words < WORDS_MIN || !is_balanced(&text) {
        let given = one_line(&report.text[whole]);
        return Compressed { words: given.split(' ').count(), text: given };
    }
    Compressed { words, text }
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() && !word.starts_with([',', '.']) {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn ends_with_mark(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', '…'])
}

/// Whether each quotation mark and parenthesis has its other half.
fn is_balanced(text: &str) -> bool {
    let count = |c: char| text.matches(c).count();
    count('"') % 2 == 0 && count('“') == count('”') && count('(') == count(')')
}

/// Where the words of a sentence begin that tell who says it, where they stand at its end: ", the coast guard said on Monday."
fn attribution_tail(report: &Report<'_>, index: usize, sentence: usize, names: &Names) -> Option<usize> {
    let tokens = report.sentences[sentence].token_range();
    let last = attributions(report, index, sentence, names).pop()?;
    if last.start <= tokens.start {
        return None;
    }
    // Nothing but the day may stand behind it.
    let rest = last.end..tokens.end;
    let is_time = |at: usize| {
        let word = report.word(&report.tokens[at]);
        month_or_weekday(word)
            || matches!(
                word,
                "on" | "late"
                    | "early"
                    | "in"
                    | "a"
                    | "statement"
                    | "yesterday"
                    | "today"
                    | "reporters"
                    | "him"
                    | "told"
            )
    };
    if rest.len() > TIME_WORDS_MAX || !rest.clone().all(is_time) {
        return None;
    }
    let before = &report.tokens[last.start - 1];
    let gap = &report.text[before.end as usize..report.tokens[last.start].start as usize];
    // Behind a quotation it tells whose words they are, which must stay.
    let comma = gap.find(',').filter(|_| !gap.contains(['"', '”', '“', '’', '\'']))?;
    let end = before.end as usize + comma;
    let starts_quoted = report.sentence_text(&report.sentences[sentence]).starts_with(['"', '“', '‘', '„']);
    (!starts_quoted).then_some(end)
}

/// How many words of a time stand behind an attribution: "on Monday".
const TIME_WORDS_MAX: usize = 4;

/// A text without what stands in parentheses.
fn without_parentheses(text: &str) -> String {
    let (mut rest, mut kept) = (text, String::with_capacity(text.len()));
    while let Some((before, behind)) = rest.split_once(" (") {
        let Some((_, behind)) = behind.split_once(')') else { break };
        kept.push_str(before);
        rest = behind;
    }
    kept + rest
}

/// A sentence without the words at its beginning that tie it to the one before: "However, ".
fn without_opener(text: &str) -> Option<String> {
    const OPENERS: [&str; 22] = [
        "However, ",
        "Meanwhile, ",
        "Moreover, ",
        "Furthermore, ",
        "In addition, ",
        "Also, ",
        "Still, ",
        "Instead, ",
        "Therefore, ",
        "Nevertheless, ",
        "In fact, ",
        "Of course, ",
        "For example, ",
        "For instance, ",
        "Indeed, ",
        "As a result, ",
        "At the same time, ",
        "In the meantime, ",
        "And yet ",
        "But ",
        "And ",
        "So ",
    ];
    let rest = OPENERS.iter().find_map(|opener| text.strip_prefix(opener))?;
    let first = rest.chars().next().filter(|c| c.is_alphabetic())?;
    Some(first.to_uppercase().chain(rest[first.len_utf8()..].chars()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::Texts;

    #[track_caller]
    fn check(sentence: &str, expected: &str) {
        let text = format!("The ferry left the port of Tarran on Monday.\n{sentence}");
        let texts = Texts::new(&[&text]);
        let reports = texts.reports(&[]);
        let names = Names::find(&reports);
        assert_eq!(compress(&reports[0], 0, 1, &names).text, expected);
    }

    #[test]
    fn who_says_it_is_cut_where_it_stands_at_the_end() {
        check(
            "A ferry with 162 people struck a reef in fog, the coast guard said.",
            "A ferry with 162 people struck a reef in fog.",
        );
        check(
            "A ferry with 162 people struck a reef in fog, Anna Bell said on Monday.",
            "A ferry with 162 people struck a reef in fog.",
        );
        check(
            "A ferry with 162 people struck a reef in fog, according to the coast guard.",
            "A ferry with 162 people struck a reef in fog.",
        );
    }

    #[test]
    fn words_of_somebody_keep_their_speaker() {
        let quoted = "\"We saw nothing at all in the fog,\" Anna Bell said.";
        check(quoted, quoted);
    }

    #[test]
    fn parentheses_and_openers_are_cut() {
        check(
            "However, the ferry (built in 1998) was towed to the island.",
            "The ferry was towed to the island.",
        );
        check(
            "TARRAN, Oct. 11 (Northline) - The ferry was towed to the island.",
            "The ferry was towed to the island.",
        );
    }

    #[test]
    fn what_would_say_nothing_stays_whole() {
        check("It sank, the coast guard said.", "It sank, the coast guard said.");
    }
}
