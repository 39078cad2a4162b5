//! Swaps names for others of the documents.

use std::ops::Range;

use synoptic_evaluation::SplitMix;
use synoptic_text_analysis::TokenFlags;

use super::{
    Record,
    dates::{is_month, is_weekday},
    text::{Change, Told},
};

/// What stands before a name and isn't swapped with it.
const TITLES: &[&str] = &[
    "Captain",
    "Chairman",
    "Chancellor",
    "Chief",
    "Coach",
    "Detective",
    "Director",
    "Dr",
    "Gen",
    "General",
    "Gov",
    "Governor",
    "Judge",
    "Justice",
    "King",
    "Lady",
    "Lord",
    "Mayor",
    "Minister",
    "Miss",
    "Mr",
    "Mrs",
    "Ms",
    "Officer",
    "Pope",
    "President",
    "Prime",
    "Prince",
    "Professor",
    "Queen",
    "Rep",
    "Secretary",
    "Sen",
    "Senator",
    "Sgt",
    "Sir",
    "State",
    "Vice",
];

/// Names that begin with as many letters alike are forms of one: "Korea", "Korean".
const LETTERS_ALIKE: usize = 3;

/// Shorter words are rather initials, "I" and abbreviations.
const NAME_BYTES_MIN: usize = 3;

pub(super) fn plant(record: &Record, told: &Told<'_>, random: &mut SplitMix) -> Vec<Change> {
    let mut known: Vec<&str> = Vec::new();
    for other in record.documents.iter().flat_map(Told::all) {
        known.extend(runs(&other).iter().map(|run| other.words(run)));
    }
    let mut changes = Vec::new();
    for run in runs(told) {
        let name = told.words(&run);
        let others: Vec<&str> = known
            .iter()
            .copied()
            .filter(|other| !are_akin(name, other) && !is_short(other) && !is_short(name))
            .collect();
        if !others.is_empty() {
            changes.push(told.change(&run, others[random.below(others.len())]));
        }
    }
    changes
}

/// Whether two names may be forms of one.
fn are_akin(one: &str, other: &str) -> bool {
    let alike = |one: &str, other: &str| {
        one.chars().zip(other.chars()).take(LETTERS_ALIKE).all(|(one, other)| one == other)
    };
    one.split(' ').any(|part| other.split(' ').any(|other| alike(part, other)))
}

/// Whether a name is an abbreviation, which may stand for any other.
fn is_short(name: &str) -> bool {
    name.chars().all(char::is_uppercase)
}

/// Runs of capitalized words inside a sentence: its first word may be any, and so may all of a headline.
fn runs(told: &Told<'_>) -> Vec<Range<usize>> {
    let is_capitalized = |index: usize| told.flags(index).contains(TokenFlags::CAPITALIZED);
    let is_name = |index: usize| {
        let word = told.word(index);
        is_capitalized(index)
            && !told.flags(index).contains(TokenFlags::STOP_WORD)
            && word.len() >= NAME_BYTES_MIN
            && !is_month(word)
            && !is_weekday(word)
            && !word.contains(['\'', '’'])
    };
    let mut found = Vec::new();
    if 2 * (0..told.len()).filter(|&index| is_capitalized(index)).count() > told.len() {
        return found;
    }
    let mut start = 1;
    while start < told.len() {
        let mut end = start;
        while end < told.len() && is_name(end) && told.is_joined(end) {
            end += 1;
        }
        let follows_first = start == 1 && is_capitalized(0);
        let named = (start..end).find(|&index| !TITLES.contains(&told.word(index)));
        found.extend(named.filter(|_| !follows_first).map(|named| named..end));
        start = end.max(start) + 1;
    }
    found
}
