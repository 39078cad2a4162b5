//! Words that name a time, and numbers that count them.

use std::ops::Range;

use jiff::civil::Weekday;

use super::words::{WORD_BYTES_MAX, bare, is_one_of, lower};
use crate::shapes::Shapes;

/// A stretch of the calendar that has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
}

/// A quarter of the year as the weather knows it, in the northern half of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A word that an expression of time can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Month {
        month: i8,
        /// "Oct": nothing without a number.
        short: bool,
    },
    Weekday {
        weekday: Weekday,
        /// "Tue": nothing without a date.
        short: bool,
    },
    /// "today", "yesterday": so many days from today.
    Today(i32),
    Unit {
        unit: Unit,
        plural: bool,
    },
    Season(Season),
    /// "morning".
    PartOfDay,
    /// "Q3".
    Quarter(i8),
    Feast(Feast),
    /// Begins with a digit.
    Number,
}

/// A feast that news date things by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feast {
    Christmas,
    /// The Sunday of the western churches.
    Easter,
    Halloween,
    /// Of the United States.
    Thanksgiving,
}

/// Names of times that stand in lower case too.
const COMMON: &[&str] = &[
    "today",
    "tonight",
    "yesterday",
    "tomorrow",
    "morning",
    "afternoon",
    "evening",
    "night",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "day",
    "days",
    "weekend",
    "week",
    "weeks",
    "month",
    "months",
    "quarter",
    "year",
    "years",
    "decade",
    "decades",
];

/// Names of times that begin in upper case.
const PROPER: &[&str] = &[
    "q1",
    "q2",
    "q3",
    "q4",
    "christmas",
    "easter",
    "halloween",
    "hallowe'en",
    "hallowe’en",
    "thanksgiving",
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
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
];

static COMMON_SHAPES: Shapes = Shapes::of(COMMON);
static ALL_SHAPES: Shapes = Shapes::of(COMMON).and(PROPER);

/// Whether a word can be the name of a time, or a number; most words can't, which their ends tell.
#[inline]
pub(super) fn may_be_head(word: &[u8]) -> bool {
    let word = match word {
        [bare @ .., b'\'', b's'] | [bare @ .., 0xe2, 0x80, 0x99, b's'] => bare,
        _ => word,
    };
    match word.first() {
        Some(b'0'..=b'9') => true,
        Some(b'a'..=b'z') => COMMON_SHAPES.hold_bytes(word),
        _ => ALL_SHAPES.hold_bytes(word),
    }
}

/// What a word names, if it is about time.
pub(super) fn head(word: &str) -> Option<Head> {
    if !may_be_head(word.as_bytes()) {
        return None;
    }
    if word.as_bytes()[0].is_ascii_digit() {
        return Some(Head::Number);
    }
    let mut buffer = [0; WORD_BYTES_MAX];
    match lower(bare(word), &mut buffer) {
        short @ ("q1" | "q2" | "q3" | "q4") => {
            Some(Head::Quarter(short.as_bytes()[1].wrapping_sub(b'0').cast_signed()))
        }
        "today" => Some(Head::Today(0)),
        "tonight" => Some(Head::Today(0)),
        "yesterday" => Some(Head::Today(-1)),
        "tomorrow" => Some(Head::Today(1)),
        "morning" | "afternoon" | "evening" | "night" => Some(Head::PartOfDay),
        "spring" => Some(Head::Season(Season::Spring)),
        "summer" => Some(Head::Season(Season::Summer)),
        "autumn" | "fall" => Some(Head::Season(Season::Autumn)),
        "winter" => Some(Head::Season(Season::Winter)),
        "christmas" => Some(Head::Feast(Feast::Christmas)),
        "easter" => Some(Head::Feast(Feast::Easter)),
        "halloween" | "hallowe'en" | "hallowe’en" => Some(Head::Feast(Feast::Halloween)),
        "thanksgiving" => Some(Head::Feast(Feast::Thanksgiving)),
        name => unit(name).or_else(|| month(name)).or_else(|| weekday(name)),
    }
}

fn unit(word: &str) -> Option<Head> {
    let (unit, plural) = match word {
        "day" => (Unit::Day, false),
        "days" => (Unit::Day, true),
        "weekend" => (Unit::Weekend, false),
        "week" => (Unit::Week, false),
        "weeks" => (Unit::Week, true),
        "month" => (Unit::Month, false),
        "months" => (Unit::Month, true),
        "quarter" => (Unit::Quarter, false),
        "year" => (Unit::Year, false),
        "years" => (Unit::Year, true),
        "decade" => (Unit::Decade, false),
        "decades" => (Unit::Decade, true),
        _ => return None,
    };
    Some(Head::Unit { unit, plural })
}

fn month(word: &str) -> Option<Head> {
    let (month, short) = match word {
        "january" => (1, false),
        "february" => (2, false),
        "march" => (3, false),
        "april" => (4, false),
        "may" => (5, false),
        "june" => (6, false),
        "july" => (7, false),
        "august" => (8, false),
        "september" => (9, false),
        "october" => (10, false),
        "november" => (11, false),
        "december" => (12, false),
        "jan" => (1, true),
        "feb" => (2, true),
        "mar" => (3, true),
        "apr" => (4, true),
        "jun" => (6, true),
        "jul" => (7, true),
        "aug" => (8, true),
        "sep" | "sept" => (9, true),
        "oct" => (10, true),
        "nov" => (11, true),
        "dec" => (12, true),
        _ => return None,
    };
    Some(Head::Month { month, short })
}

fn weekday(word: &str) -> Option<Head> {
    let (weekday, short) = match word {
        "monday" => (Weekday::Monday, false),
        "tuesday" => (Weekday::Tuesday, false),
        "wednesday" => (Weekday::Wednesday, false),
        "thursday" => (Weekday::Thursday, false),
        "friday" => (Weekday::Friday, false),
        "saturday" => (Weekday::Saturday, false),
        "sunday" => (Weekday::Sunday, false),
        "mon" => (Weekday::Monday, true),
        "tue" | "tues" => (Weekday::Tuesday, true),
        "wed" => (Weekday::Wednesday, true),
        "thu" | "thur" | "thurs" => (Weekday::Thursday, true),
        "fri" => (Weekday::Friday, true),
        "sat" => (Weekday::Saturday, true),
        "sun" => (Weekday::Sunday, true),
        _ => return None,
    };
    Some(Head::Weekday { weekday, short })
}

/// How many: "24", "ten", "a".
pub(super) fn count(word: &str) -> Option<i32> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return (word.len() <= 4).then(|| word.parse().ok()).flatten();
    }
    let mut buffer = [0; WORD_BYTES_MAX];
    let words = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    match lower(word, &mut buffer) {
        "a" | "an" => Some(1),
        word => {
            (1..).zip(words).find(|&(_, name)| name == word).map(|(number, _)| number).or_else(|| tens(word))
        }
    }
}

/// Tens, which a number of two words begins with: "twenty-five".
pub(super) fn tens(word: &str) -> Option<i32> {
    let words = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    (2..).zip(words).find(|(_, name)| word.eq_ignore_ascii_case(name)).map(|(number, _)| number * 10)
}

/// The number of a day in its month: "19", "19th".
pub(super) fn day_number(word: &str) -> Option<i8> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, ending) = word.split_at_checked(digits)?;
    let plain = ending.is_empty() || is_one_of(ending, &["st", "nd", "rd", "th"]);
    let number: i8 = if digits <= 2 { number.parse().ok()? } else { return None };
    (plain && (1..=31).contains(&number)).then_some(number)
}

/// Years that news tell of; beyond them a number of four digits is more likely a quantity.
const YEARS: Range<i16> = 1500..2100;

/// A year: four digits.
pub(super) fn year_number(word: &str) -> Option<i16> {
    let word = bare(word);
    let four = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let year = if four { word.parse().ok()? } else { return None };
    YEARS.contains(&year).then_some(year)
}
