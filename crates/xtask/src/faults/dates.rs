//! Swaps weekdays, months, years and days of a month for others.

use synoptic_evaluation::SplitMix;

use super::{
    Record, other_of,
    text::{Change, Told},
};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Words before a year.
const BEFORE_YEAR: [&str; 7] = ["in", "since", "from", "until", "by", "during", "of"];

/// Whether a word is a month, also abbreviated.
pub(super) fn is_month(word: &str) -> bool {
    word == "Sept" || MONTHS.iter().any(|month| *month == word || month.len() > 4 && word == &month[..3])
}

/// Whether a word is a weekday, also in the plural or with a genitive.
pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().any(|day| word.starts_with(day))
}

pub(super) fn plant(_: &Record, told: &Told<'_>, random: &mut SplitMix) -> Vec<Change> {
    let changes = (0..told.len()).filter_map(|index| {
        let with = other(told, index, random)?;
        Some(told.change(&(index..index + 1), with))
    });
    changes.collect()
}

/// Another one of the same kind, where a word is part of a date.
fn other(told: &Told<'_>, index: usize, random: &mut SplitMix) -> Option<String> {
    let word = told.word(index);
    if WEEKDAYS.contains(&word) {
        return Some(other_of(word, &WEEKDAYS, random).to_owned());
    }
    if MONTHS.contains(&word) {
        let is_word = matches!(word, "May" | "March");
        let has_day = told.beside(index).any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        return (has_day || !is_word).then(|| other_of(word, &MONTHS, random).to_owned());
    }
    let number: usize = word.parse().ok()?;
    let before = index.checked_sub(1).map_or("", |before| told.word(before));
    if word.len() == 4 && (1900..2030).contains(&number) {
        let is_year = is_month(before) || BEFORE_YEAR.contains(&before.to_lowercase().as_str());
        return is_year.then(|| (number - 1 - random.below(9)).to_string());
    }
    if (1..=31).contains(&number) && told.beside(index).any(is_month) {
        // A day that all months have.
        let days: Vec<String> = (1..=28).map(|day: u32| day.to_string()).collect();
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        return Some(other_of(word, &days, random).to_owned());
    }
    None
}
