//! Swaps counts for others of the documents, or for made-up ones.

use synoptic_evaluation::SplitMix;

use super::{
    Record,
    dates::is_month,
    other_of,
    text::{Change, Told},
};

/// Counts in words. One is an article as often as not.
const WORDS: [&str; 11] =
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

pub(super) fn plant(record: &Record, told: &Told<'_>, random: &mut SplitMix) -> Vec<Change> {
    let mut known: Vec<&str> = Vec::new();
    for other in record.documents.iter().flat_map(Told::all) {
        known
            .extend((0..other.len()).filter(|&index| is_count(&other, index)).map(|index| other.word(index)));
    }
    let mut changes = Vec::new();
    for index in (0..told.len()).filter(|&index| is_count(told, index)) {
        let word = told.word(index);
        let is_word = WORDS.contains(&word);
        let alike = |other: &&str| {
            WORDS.contains(other) == is_word && other.replace(',', "") != word.replace(',', "")
        };
        let others: Vec<&str> = known.iter().copied().filter(alike).collect();
        let with = if random.below(2) == 0 && !others.is_empty() {
            others[random.below(others.len())].to_owned()
        } else if is_word {
            other_of(word, &WORDS, random).to_owned()
        } else {
            // Another digit in the first place, and no zero.
            let digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
            format!("{}{}", other_of(&word[..1], &digits, random), &word[1..])
        };
        changes.push(told.change(&(index..index + 1), with));
    }
    changes
}

/// Whether a word is a count: digits that are neither year nor part of a date, or a small number in words.
fn is_count(told: &Told<'_>, index: usize) -> bool {
    let word = told.word(index);
    let is_number = word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
    let is_year =
        word.len() == 4 && !word.contains([',', '.']) && (word.starts_with('1') || word.starts_with("20"));
    let near = index.saturating_sub(2)..index + 3;
    (is_number && !is_year || WORDS.contains(&word))
        && !near.into_iter().any(|index| is_month(told.word(index)))
}
