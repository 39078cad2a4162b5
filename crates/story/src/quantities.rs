//! Numbers with what they count: "162 people", "5.10 p.m.", "4.25 percent". English.

use std::ops::Range;

use synoptic_text_analysis::{Token, TokenFlags};

use crate::{
    Report,
    lexicon::{lower, month_or_weekday},
    paraphrases,
    shapes::Shapes,
};

/// A number of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    pub(crate) value: f64,
    pub(crate) unit: Unit,
    /// The words in the report's text, with the unit.
    pub(crate) range: Range<usize>,
    /// The same with the words before it that make it rough: "about 160 people".
    pub(crate) told_range: Range<usize>,
    /// Whether it is told as about so much.
    pub(crate) is_rough: bool,
    /// Whether it is a length of time, which anything may have.
    pub(crate) is_time: bool,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    Percent,
    /// Money of any currency.
    Money,
    /// Minutes since midnight.
    Clock,
    /// A group of words that writers interchange.
    Group(u32),
    /// A term.
    Term(u32),
}

impl Quantity {
    /// Whether two values of one unit may be told of the same thing: they are equal, or one is told roughly.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let (less, more) = (self.value.min(other.value), self.value.max(other.value));
        let rough = self.is_rough || other.is_rough;
        // "About 160" is 162, and "nearly 40,000" is 38,000.
        let apart = if rough && self.unit != Unit::Clock { ROUGH_SHARE * more } else { 1e-9 * more };
        more - less <= apart
    }
}

/// How far a rough number may be from what it stands for, as a share of it.
const ROUGH_SHARE: f64 = 0.1;

/// How far behind a number its noun may stand, in words: "162 tired and wet passengers".
const UNIT_WORDS_MAX: usize = 3;

/// The numbers of a sentence.
pub(crate) fn quantities(report: &Report<'_>, tokens: Range<usize>) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = tokens.start;
    while let Some(number) = next_number(report, at..tokens.end) {
        let (quantity, next) = quantity(report, number, tokens.end);
        found.extend(quantity);
        at = next.max(number + 1);
    }
    found
}

/// The first token that may be a number.
fn next_number(report: &Report<'_>, tokens: Range<usize>) -> Option<usize> {
    let found = report.tokens[tokens.clone()].iter().position(|token| may_be_number(report, token));
    found.map(|found| tokens.start + found)
}

/// Whether a token is a number, or has the shape of one.
pub(crate) fn may_be_number(report: &Report<'_>, token: &Token) -> bool {
    token.flags.contains(TokenFlags::NUMBER) || NUMBER_SHAPES.hold_bytes(report.bytes(token))
}

fn quantity(report: &Report<'_>, at: usize, end: usize) -> (Option<Quantity>, usize) {
    let token = &report.tokens[at];
    let word = report.word(token);
    let Some(mut value) = number(token, word) else { return (None, at + 1) };
    let before = at.checked_sub(1).map_or("", |before| report.word(&report.tokens[before]));
    let mut next = at + 1;
    while next < end && is_joined(report, next - 1) {
        let Some(scale) = scale(report.word(&report.tokens[next])) else { break };
        value *= scale;
        next += 1;
    }
    let behind = &report.text[report.tokens[next - 1].end as usize..];
    let start = token.start as usize;
    let rough_words = rough_words(report, at);
    let is_rough = rough_words > 0;
    let told_start = report.tokens[at - rough_words].start as usize;
    let found = |unit, value, end: usize| {
        let is_time = is_time_unit(&report.text[start..end]);
        Some(Quantity { value, unit, range: start..end, told_range: told_start..end, is_rough, is_time })
    };
    let word_end = |at: usize| report.tokens[at].end as usize;
    if behind.starts_with('%') {
        return (found(Unit::Percent, value, word_end(next - 1) + 1), next);
    }
    if let Some((minutes, last)) = clock(report, at, end) {
        return (found(Unit::Clock, minutes, word_end(last)), last + 1);
    }
    if report.text[..start].ends_with(['$', '€', '£', '¥']) {
        return (found(Unit::Money, value, word_end(next - 1)), next);
    }
    // "October 11" and "2024" are dates.
    let digits = token.flags.contains(TokenFlags::NUMBER);
    let is_year = digits && next == at + 1 && word.len() == 4 && (1500.0..2200.0).contains(&value);
    if month_or_weekday(before) || is_year || digits && word.contains([':', '/']) {
        return (None, next);
    }
    for at in next..end.min(next + UNIT_WORDS_MAX) {
        if !is_joined(report, at - 1) {
            break;
        }
        let noun = &report.tokens[at];
        let lower = lower(report.word(noun));
        if month_or_weekday(report.word(noun)) {
            return (None, next);
        }
        match &*lower {
            "percent" => return (found(Unit::Percent, value, word_end(at)), at + 1),
            "per" if at + 1 < end && report.word(&report.tokens[at + 1]) == "cent" => {
                return (found(Unit::Percent, value, word_end(at + 1)), at + 2);
            }
            "dollars" | "euros" | "pounds" | "yen" | "crowns" | "marks" => {
                return (found(Unit::Money, value, word_end(at)), at + 1);
            }
            _ => {}
        }
        if let Some(group) = paraphrases::group(&lower) {
            return (found(Unit::Group(group), value, word_end(at)), next);
        }
        // A noun: the adjectives before it would differ from report to report.
        if noun.term != Token::NO_TERM && is_plural(&lower) {
            return (found(Unit::Term(noun.term), value, word_end(at)), next);
        }
        if noun.term == Token::NO_TERM {
            break;
        }
    }
    // "61-metre", "5 percentage", "one passenger": the word right behind it.
    let noun = report
        .tokens
        .get(next)
        .filter(|noun| next < end && noun.term != Token::NO_TERM && is_joined(report, next - 1));
    let unit = noun.map(|noun| Unit::Term(noun.term));
    (unit.and_then(|unit| found(unit, value, word_end(next))), next)
}

/// Whether nothing but a space or a hyphen stands between a token and the next.
fn is_joined(report: &Report<'_>, at: usize) -> bool {
    let (Some(one), Some(other)) = (report.tokens.get(at), report.tokens.get(at + 1)) else { return false };
    matches!(&report.text[one.end as usize..other.start as usize], " " | "-" | "\u{a0}" | "\n")
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s') && word.len() > 3 && !word.ends_with("ss") && !word.ends_with("ous")
}

/// Whether a number with its unit ends in a unit of time.
fn is_time_unit(words: &str) -> bool {
    let unit = words.rsplit([' ', '-', '\n']).next().unwrap_or_default();
    matches!(
        unit.strip_suffix('s').unwrap_or(unit),
        "second" | "minute" | "hour" | "day" | "night" | "week" | "month" | "year" | "decade"
    )
}

/// How many words before a number make it rough: "about", "more than", "at least".
fn rough_words(report: &Report<'_>, at: usize) -> usize {
    let before = |steps: usize| at.checked_sub(steps).map_or("", |at| report.word(&report.tokens[at]));
    let word = lower(before(1));
    let second = lower(before(2));
    match &*word {
        "about" | "around" | "roughly" | "nearly" | "almost" | "some" | "approximately" | "barely"
        | "under" => 1,
        "over" if second == "just" => 2,
        "to" if second == "up" => 2,
        "over" => 1,
        "than" if matches!(&*second, "more" | "less" | "fewer") => 2,
        "least" | "most" if second == "at" => 2,
        _ => 0,
    }
}

/// The value of a number in digits or words.
pub(crate) fn number(token: &Token, word: &str) -> Option<f64> {
    if token.flags.contains(TokenFlags::NUMBER) {
        let digits: String = word.chars().filter(|c| *c != ',').collect();
        let end = digits.trim_end_matches(char::is_alphabetic).len();
        // "$225m", "6.3bn", "22nd".
        let factor = match &digits[end..] {
            "" | "st" | "nd" | "rd" | "th" | "s" => 1.0,
            "k" | "K" => 1e3,
            "m" | "M" | "mn" => 1e6,
            "bn" | "b" | "B" => 1e9,
            "tn" => 1e12,
            _ => return None,
        };
        return Some(digits[..end].parse::<f64>().ok()? * factor);
    }
    if !NUMBER_SHAPES.hold(word) {
        return None;
    }
    let word = lower(word);
    NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// Numbers in words. "One" is a pronoun more often than a number.
const NUMBERS: [(&str, f64); 29] = [
    ("zero", 0.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("dozen", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("hundred", 100.0),
];

static NUMBER_SHAPES: Shapes = {
    let (mut shapes, mut at) = (Shapes::of(&[]), 0);
    while at < NUMBERS.len() {
        shapes = shapes.and(&[NUMBERS[at].0]);
        at += 1;
    }
    shapes
};

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "m" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" => 1e12,
        "dozen" => 12.0,
        _ => return None,
    })
}

/// A time of day in minutes, and its last token: "5 p.m.", "10.15 pm", "9:48 p.m.", "17:05".
fn clock(report: &Report<'_>, at: usize, end: usize) -> Option<(f64, usize)> {
    let word = report.word(&report.tokens[at]);
    let (hours, minutes, mut last) = match word.split_once([':', '.']) {
        Some((hours, minutes)) if minutes.len() == 2 => {
            (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?, at)
        }
        Some(_) => return None,
        None => {
            let hours = word.parse::<u32>().ok()?;
            // "9:48" may be two tokens.
            let split = at + 1 < end && report.text[report.tokens[at].end as usize..].starts_with(':');
            match split.then(|| report.word(&report.tokens[at + 1])).filter(|word| word.len() == 2) {
                Some(word) => (hours, word.parse::<u32>().ok()?, at + 1),
                None => (hours, 0, at),
            }
        }
    };
    if hours > 24 || minutes > 59 {
        return None;
    }
    let half = (last + 1 < end)
        .then(|| report.word(&report.tokens[last + 1]))
        .filter(|word| word.starts_with(['a', 'A', 'p', 'P']))
        .map(|word| word.to_lowercase().replace('.', ""));
    let hours = match half.as_deref() {
        Some("pm") => {
            last += 1;
            hours % 12 + 12
        }
        Some("am") => {
            last += 1;
            hours % 12
        }
        _ if word.contains(':') || last > at => hours,
        _ => return None,
    };
    Some((f64::from(hours * 60 + minutes), last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::Texts;

    #[track_caller]
    fn check(sentence: &str, expected: &[(f64, &str)]) {
        let text = format!("The ship left the port on Monday evening. {sentence}");
        let texts = Texts::new(&[&text]);
        let report = &texts.reports(&[])[0];
        let found = quantities(report, report.sentences[1].token_range());
        let told: Vec<(f64, &str)> =
            found.iter().map(|found| (found.value, &text[found.range.clone()])).collect();
        assert_eq!(told, expected, "{sentence}");
    }

    #[test]
    fn rough_words_belong_to_what_is_told() {
        let texts = Texts::new(&[
            "It rose to 14 metres, up to 20 metres or at least 9 metres, in just over two hours.",
        ]);
        let report = &texts.reports(&[])[0];
        let found = quantities(report, report.sentences[0].token_range());
        let told: Vec<(&str, bool)> =
            found.iter().map(|found| (&report.text[found.told_range.clone()], found.is_rough)).collect();
        let expected = [
            ("14 metres", false),
            ("up to 20 metres", true),
            ("at least 9 metres", true),
            ("just over two hours", true),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn numbers_are_read_with_what_they_count() {
        check(
            "It had 162 people and two lifeboats aboard.",
            &[(162.0, "162 people"), (2.0, "two lifeboats")],
        );
        check("It hit the reef at 5.10 p.m. and not at 5 p.m.", &[(1030.0, "5.10 p.m"), (1020.0, "5 p.m")]);
        check("The rate is 4.25 percent, and was 4.5%.", &[(4.25, "4.25 percent"), (4.5, "4.5%")]);
        check("It cost $3.2 billion in 2024, on June 19.", &[(3.2e9, "3.2 billion")]);
        check("It holds 38,000 litres of diesel.", &[(38000.0, "38,000 litres")]);
    }
}
