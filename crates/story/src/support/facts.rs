//! The numbers and dates of a sentence, by what they mean.

use std::ops::Range;

use synoptic_text_analysis::TokenFlags;

use super::{
    numerals::{Numeral, numeral, scale},
    sources::{Key, is_content},
};
use crate::{
    Report,
    units::{Currency, Measured},
};

/// A number or a word of a date.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fact {
    /// Its tokens among the report's.
    pub(super) tokens: Range<usize>,
    pub(super) meaning: Meaning,
    /// Whether it often is no count: "one", "first", "half". Then only another number in its place tells anything.
    pub(super) is_vague: bool,
}

/// What a number or a word of a date means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    Number {
        value: f64,
        unit: Unit,
    },
    Year(f64),
    /// A day of a month.
    Day(f64),
    /// From January, 1.
    Month(u8),
    /// From Monday, 1.
    Weekday(u8),
}

/// What a number counts, as far as marks and the commonest words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Plain,
    Percent,
    Money(Currency),
    Measured(Measured),
}

impl Unit {
    /// Whether so much of it is as much as of another unit. A length without its unit may be of any: "the 10-mile run", "the 10".
    fn is_same(self, value: f64, other: Self, others: f64) -> bool {
        match (self, other) {
            (Self::Measured(one), Self::Measured(another)) if one != another => {
                one.is_about(value, another, others)
            }
            (Self::Measured(_), Self::Plain) | (Self::Plain, Self::Measured(_)) => is_equal(value, others),
            _ => self == other && is_equal(value, others),
        }
    }
}

impl Meaning {
    pub(super) fn is_date(self) -> bool {
        !matches!(self, Self::Number { .. })
    }

    /// Whether two may stand in each other's place: weekdays for weekdays, months for months, all else for all else.
    pub(super) fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Weekday(_), other) => matches!(other, Self::Weekday(_)),
            (Self::Month(_), other) => matches!(other, Self::Month(_)),
            (_, other) => !matches!(other, Self::Weekday(_) | Self::Month(_)),
        }
    }

    pub(super) fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Number { value, unit }, Self::Number { value: other, unit: others }) => {
                unit.is_same(value, others, other)
            }
            (Self::Weekday(one), Self::Weekday(other)) | (Self::Month(one), Self::Month(other)) => {
                one == other
            }
            _ => match (self.value(), other.value()) {
                (Some(one), Some(other)) => is_equal(one, other),
                _ => false,
            },
        }
    }

    fn value(self) -> Option<f64> {
        match self {
            Self::Number { value, .. } | Self::Year(value) | Self::Day(value) => Some(value),
            Self::Month(_) | Self::Weekday(_) => None,
        }
    }
}

fn is_equal(one: f64, other: f64) -> bool {
    // Both were read from decimals; what differs is the last bit of "1.5 million".
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
}

/// Reads the facts of a range of tokens.
pub(super) fn facts(report: &Report<'_>, tokens: Range<usize>) -> Vec<Fact> {
    let mut found: Vec<Fact> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        let fact = date_word(report, at, &tokens).or_else(|| number(report, at, &tokens));
        at = fact.as_ref().map_or(at + 1, |fact| fact.tokens.end);
        found.extend(fact);
    }
    share_units(report, &mut found);
    found
}

/// "3 to 5 percent", "between $3 and $5 million": the unit is that of both.
fn share_units(report: &Report<'_>, facts: &mut [Fact]) {
    for at in (1..facts.len()).rev() {
        let (before, fact) = (facts[at - 1].tokens.end, facts[at].tokens.start);
        let joined = fact == before && gap(report, before - 1).contains(['-', '–'])
            || fact == before + 1 && matches!(report.word(&report.tokens[before]), "to" | "and" | "or");
        let (Meaning::Number { unit, .. }, Meaning::Number { value, unit: Unit::Plain }) =
            (facts[at].meaning, facts[at - 1].meaning)
        else {
            continue;
        };
        if joined {
            facts[at - 1].meaning = Meaning::Number { value, unit };
        }
    }
}

/// What stands between a token and the next one.
fn gap<'a>(report: &Report<'a>, token: usize) -> &'a str {
    let start = report.tokens[token].end as usize;
    let end = report.tokens.get(token + 1).map_or(report.text.len(), |next| next.start as usize);
    report.text.get(start..end).unwrap_or("")
}

fn date_word(report: &Report<'_>, at: usize, tokens: &Range<usize>) -> Option<Fact> {
    let word = report.word(&report.tokens[at]);
    let meaning = if let Some(weekday) = weekday(word) {
        Meaning::Weekday(weekday)
    } else if is_month(report, at, tokens) {
        Meaning::Month(month(word)?)
    } else {
        return None;
    };
    Some(Fact { tokens: at..at + 1, meaning, is_vague: false })
}

/// Whether a token names a month: "May" and "March" only beside a number or behind a word that leads to a time.
fn is_month(report: &Report<'_>, at: usize, tokens: &Range<usize>) -> bool {
    let word = report.word(&report.tokens[at]);
    let Some(number) = month(word) else { return false };
    let is_number = |at: usize| tokens.contains(&at) && report.tokens[at].flags.contains(TokenFlags::NUMBER);
    let beside = is_number(at + 1) || at > 0 && is_number(at - 1);
    let leads = || {
        let before = at.checked_sub(1).filter(|before| tokens.contains(before));
        before.is_some_and(|before| {
            let lead = report.word(&report.tokens[before]).to_ascii_lowercase();
            leads_to_time(&lead)
                || matches!(lead.as_str(), "last" | "next" | "this" | "early" | "late" | "mid" | "and")
        })
    };
    let capital = word.starts_with(char::is_uppercase);
    if matches!(number, 3 | 5) || word.len() == 3 {
        capital && (beside || leads())
    } else {
        capital || leads()
    }
}

fn leads_to_time(word: &str) -> bool {
    matches!(
        word,
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "during"
            | "of"
            | "from"
            | "before"
            | "after"
            | "to"
            | "on"
    )
}

fn number(report: &Report<'_>, at: usize, tokens: &Range<usize>) -> Option<Fact> {
    let word = report.word(&report.tokens[at]);
    let Numeral { is_vague, is_ordinal, .. } = numeral(word)?;
    let (value, end) = compound(report, at, tokens)?;
    let is_vague = is_vague && end == at + 1;
    let unit = unit(report, at, end, tokens);
    let meaning = if end == at + 1 && is_day(report, at, value, tokens) {
        Meaning::Day(value)
    } else if unit == Unit::Plain && !is_ordinal && is_year(report, at, value, tokens) {
        Meaning::Year(value)
    } else {
        Meaning::Number { value, unit }
    };
    Some(Fact { tokens: at..end, meaning, is_vague })
}

/// The value of a number of one or several words, and the token behind it: "twenty-five", "2 million", "one hundred and forty-three".
pub(super) fn compound(report: &Report<'_>, at: usize, tokens: &Range<usize>) -> Option<(f64, usize)> {
    let word = |at: usize| if tokens.contains(&at) { report.word(&report.tokens[at]) } else { "" };
    let is_written = word(at).starts_with(char::is_alphabetic);
    // Whatever the white space, and the hyphen of a number in words: copies of a text differ in them.
    let is_joined = |at: usize| match gap(report, at - 1).trim() {
        "" | "-" => true,
        "‐" | "‑" | "–" | "−" => is_written,
        _ => false,
    };
    let ones = |at: usize| {
        let written = Some(word(at)).filter(|word| is_written && word.starts_with(char::is_alphabetic))?;
        numeral(written)
            .filter(|numeral| !numeral.is_ordinal && numeral.value < 100.0)
            .map(|numeral| numeral.value)
    };
    // What was read up to the last thousand or million, and what was read since.
    let (mut sum, mut value, mut end) = (0.0, numeral(word(at))?.value, at + 1);
    while end < tokens.end && is_joined(end) {
        let (fits_ones, fits_tens) = (
            value % 10.0 == 0.0 && value % 100.0 >= 20.0,
            value % 100.0 == 0.0 && (value > 0.0 || sum > 0.0),
        );
        if let Some(scale) = scale(word(end)) {
            value *= scale;
            end += 1;
        } else if let Some(more) = ones(end).filter(|&more| fits_ones && more < 10.0 || fits_tens) {
            if value >= 1e3 {
                (sum, value) = (sum + value, 0.0);
            }
            value += more;
            end += 1;
        } else if word(end) == "and"
            && fits_tens
            && value > 0.0
            && is_joined(end + 1)
            && let Some(more) = ones(end + 1)
        {
            value += more;
            end += 2;
        } else {
            break;
        }
    }
    Some((sum + value, end))
}

/// Whether a number from 1 to 31 stands beside a month: "3 August", "August 3", "the 3rd of August".
fn is_day(report: &Report<'_>, at: usize, value: f64, tokens: &Range<usize>) -> bool {
    if !(1.0..32.0).contains(&value) || value.fract() != 0.0 {
        return false;
    }
    let is_month = |at: usize| tokens.contains(&at) && is_month(report, at, tokens);
    let of = |at: usize| tokens.contains(&at) && report.word(&report.tokens[at]) == "of";
    at > tokens.start && is_month(at - 1) && !gap(report, at - 1).contains(',')
        || is_month(at + 1) && matches!(gap(report, at), " " | "\u{a0}" | "-")
        || of(at + 1) && is_month(at + 2)
}

/// The years that news tells of. "1,950" is a count.
const YEARS: Range<f64> = 1500.0..2100.0;

/// Whether a number is a year: four digits, unless it counts what stands behind it.
fn is_year(report: &Report<'_>, at: usize, value: f64, tokens: &Range<usize>) -> bool {
    let word = report.word(&report.tokens[at]);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if !YEARS.contains(&value) || digits != 4 || !matches!(&word[digits..], "" | "s" | "'s" | "’s") {
        return false;
    }
    let lead = at.checked_sub(1).filter(|before| tokens.contains(before));
    let leads = lead.is_some_and(|before| {
        let lead = report.word(&report.tokens[before]);
        leads_to_time(&lead.to_ascii_lowercase()) || month(lead).is_some() || numeral(lead).is_some()
    });
    let counts = tokens.contains(&(at + 1)) && {
        let next = &report.tokens[at + 1];
        let plural = report.word(next).ends_with('s') && report.word(next).starts_with(char::is_lowercase);
        gap(report, at) == " " && is_content(next) && plural
    };
    leads || !counts
}

fn unit(report: &Report<'_>, start: usize, end: usize, tokens: &Range<usize>) -> Unit {
    let from = start.checked_sub(1).map_or(0, |before| report.tokens[before].end as usize);
    let before = report.text.get(from..report.tokens[start].start as usize).unwrap_or("").trim_end();
    if let Some(currency) = before.chars().next_back().and_then(Currency::of_mark) {
        return Unit::Money(currency);
    }
    if gap(report, end - 1).trim_start().starts_with('%') {
        return Unit::Percent;
    }
    let word = |at: usize| if tokens.contains(&at) { report.word(&report.tokens[at]) } else { "" };
    // "40ft" holds its unit.
    let written = report
        .word(&report.tokens[end - 1])
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let behind = word(end).to_ascii_lowercase();
    let known = match behind.as_str() {
        "percent" | "pc" => Some(Unit::Percent),
        "per" if word(end + 1) == "cent" => Some(Unit::Percent),
        "us" | "u.s" if word(end + 1).starts_with("dollar") => Some(Unit::Money(Currency::Dollar)),
        _ => None,
    };
    let money = || {
        // "Crowns" and "marks" are of kings and of teachers, too.
        let is_sure = |currency: &Currency| !matches!(currency, Currency::Crown | Currency::Mark);
        Currency::of_word(&behind).filter(is_sure).map(Unit::Money)
    };
    let measured = || [written, &behind].into_iter().find_map(Measured::of_word).map(Unit::Measured);
    known.or_else(money).or_else(measured).unwrap_or(Unit::Plain)
}

/// So many words around a number tell what it counts: an adjective and a noun behind it, a verb and an article before it.
const CONTEXT_WORDS: usize = 4;

/// The words that tell something around a fact.
pub(super) fn context<'k>(
    report: &Report<'_>,
    keys: &'k [Key],
    fact: &Range<usize>,
    within: &Range<usize>,
    reach: usize,
) -> impl Iterator<Item = Key> + use<'k> {
    let around = fact.start.saturating_sub(CONTEXT_WORDS * reach).max(within.start)
        ..(fact.end + CONTEXT_WORDS * reach).min(within.end);
    let fact = fact.clone();
    let content: Vec<bool> = report.tokens[around.clone()]
        .iter()
        .map(|token| is_content(token) && !token.flags.contains(TokenFlags::NUMBER))
        .collect();
    let kept = around.zip(content).filter(move |(at, content)| *content && !fact.contains(at));
    kept.map(|(at, _)| keys[at])
}

/// What a number counts: the first word that tells something right behind it.
pub(super) fn counted(
    report: &Report<'_>,
    keys: &[Key],
    fact: &Range<usize>,
    within: &Range<usize>,
) -> Option<Key> {
    let ahead = fact.end..(fact.end + 2).min(within.end);
    let free = |at: &usize| !gap(report, at - 1).contains([',', ';', '(', ')', '.']);
    ahead.take_while(free).find(|&at| is_content(&report.tokens[at])).map(|at| keys[at])
}

fn weekday(word: &str) -> Option<u8> {
    let word = crate::names::bare(word);
    let word = word.strip_suffix('s').unwrap_or(word);
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    place(word, &days)
}

fn month(word: &str) -> Option<u8> {
    let word = crate::names::bare(word);
    let months = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    place(word, &months)
        .or_else(|| place(word, &short))
        .or_else(|| word.eq_ignore_ascii_case("sept").then_some(9))
}

/// Which of some words one is, from 1.
fn place(word: &str, words: &[&str]) -> Option<u8> {
    let found = words.iter().position(|other| word.eq_ignore_ascii_case(other))?;
    u8::try_from(found + 1).ok()
}
