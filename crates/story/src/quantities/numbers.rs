//! The value of a number, and of a time of day, as they are written. English.

use synoptic_text_analysis::{Token, TokenFlags};

use crate::{Report, lexicon::lower, shapes::Shapes};

/// The value of a number in digits or words.
pub(crate) fn number(token: &Token, word: &str) -> Option<f64> {
    if token.flags.contains(TokenFlags::NUMBER) {
        let without_commas = word.contains(',').then(|| word.replace(',', ""));
        let digits = without_commas.as_deref().unwrap_or(word);
        let end = digits.trim_end_matches(char::is_alphabetic).len();
        // "$225m", "6.3bn", "22nd".
        let factor = match &digits[end..] {
            "" | "st" | "nd" | "rd" | "th" | "s" => 1.0,
            "k" | "K" => 1e3,
            "m" | "M" | "mn" | "million" => 1e6,
            "bn" | "b" | "B" | "billion" => 1e9,
            "tn" | "trillion" => 1e12,
            _ => return None,
        };
        // "1e999" is a name of something, and hundreds of digits are beyond all numbers.
        let value =
            digits[..end].parse::<f64>().ok().filter(|_| !digits[..end].contains(char::is_alphabetic))?;
        return Some(value * factor).filter(|value| value.is_finite());
    }
    if !NUMBER_SHAPES.hold(word) {
        return None;
    }
    let word = lower(word);
    // Most that have the shape of a number aren't one, which the second letter tells.
    let second = word.as_bytes().get(1);
    NUMBERS
        .iter()
        .find(|(name, _)| name.as_bytes().get(1) == second && *name == word)
        .map(|(_, value)| *value)
}

/// Whether a word, in small letters, is the plural of a number that is written in words: "dozens", "seventies".
pub(crate) fn is_plural_of_number(word: &str) -> bool {
    let Some(one) = word.strip_suffix('s') else { return false };
    let stem = one.strip_suffix("ie");
    (stem.is_some() || NUMBER_SHAPES.hold(one))
        && NUMBERS.iter().any(|(name, _)| *name == one || stem.is_some() && name.strip_suffix('y') == stem)
}

/// Whether a token is a number, or has the shape of one.
pub(crate) fn may_be_number(report: &Report<'_>, token: &Token) -> bool {
    token.flags.contains(TokenFlags::NUMBER) || NUMBER_SHAPES.hold_bytes(report.bytes(token))
}

/// Whether a token is a number, or has the shape of one or of what stands before "million": "a", "half".
pub(super) fn may_begin_number(report: &Report<'_>, token: &Token) -> bool {
    token.flags.contains(TokenFlags::NUMBER) || BEGIN_SHAPES.hold_bytes(report.bytes(token))
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

static NUMBER_SHAPES: Shapes = number_shapes();

static BEGIN_SHAPES: Shapes = number_shapes().and(&["a", "half"]);

const fn number_shapes() -> Shapes {
    let (mut shapes, mut at) = (Shapes::of(&[]), 0);
    while at < NUMBERS.len() {
        shapes = shapes.and(&[NUMBERS[at].0]);
        at += 1;
    }
    shapes
}

/// What a word behind a number multiplies it by.
pub(super) fn scale(word: &str) -> Option<f64> {
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

/// A time of day in minutes, and its last token: "5 p.m.", "10.15 pm", "9:48 p.m.", "4pm", "17:05".
pub(crate) fn clock(report: &Report<'_>, at: usize, end: usize) -> Option<(f64, usize)> {
    if !report.bytes(&report.tokens[at]).first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let word = |at: usize| if at < end { report.word(&report.tokens[at]) } else { "" };
    let (mut time, mut half) = split_half(word(at));
    let mut last = at;
    // "9:48" may be two tokens.
    let split = at + 1 < end && report.text[report.tokens[at].end as usize..].starts_with(':');
    let (hours, minutes) = match time.split_once([':', '.']) {
        Some(parts) => parts,
        None if split && half.is_empty() && split_half(word(at + 1)).0.len() == 2 => {
            let hours = time;
            last += 1;
            (time, half) = split_half(word(last));
            (hours, time)
        }
        None => (time, "00"),
    };
    let told_minutes = last > at || time.contains(':');
    let (hours, minutes) =
        (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok().filter(|_| minutes.len() == 2)?);
    if hours > 24 || minutes > 59 {
        return None;
    }
    let behind = Some(word(last + 1)).filter(|word| word.starts_with(['a', 'A', 'p', 'P']));
    let behind = behind.map(|word| word.to_lowercase().replace('.', "")).unwrap_or_default();
    if half.is_empty() && matches!(&*behind, "am" | "pm") {
        (half, last) = (&behind, last + 1);
    }
    let hours = match half {
        "pm" => hours % 12 + 12,
        "am" => hours % 12,
        _ if told_minutes => hours,
        _ => return None,
    };
    Some((f64::from(hours * 60 + minutes), last))
}

/// A time of day and the half of the day that is written in one with it: "4pm".
fn split_half(word: &str) -> (&str, &str) {
    let end = word.len() - if word.ends_with("am") || word.ends_with("pm") { 2 } else { 0 };
    word.split_at(end)
}
