//! Whether two words name the same: "Britain" and "British", "Federal Trade Commission" and "FTC".

use crate::{lexicon::is_connector, names::bare};

/// Endings of countries and of their people. The words of a pair have the same beginning.
const ENDINGS: &[&str] = &[
    "", "a", "ain", "an", "ans", "aine", "ainian", "e", "ean", "eans", "ek", "en", "ese", "ey", "i", "ia",
    "ian", "ians", "ic", "ina", "ine", "inian", "is", "ish", "ism", "ist", "ists", "land", "lands", "n",
    "ns", "o", "s", "y",
];

/// As many characters must be the same at the beginning: "Chin-a", "Chin-ese".
const BEGINNING_CHARS_MIN: usize = 4;

/// Names of places and peoples whose forms have little in common.
const FORMS: &[&[&str]] = &[
    &["US", "USA", "America", "American", "Americans", "States"],
    &["UK", "Britain", "British", "Briton", "Britons", "Kingdom"],
    &["EU", "Europe", "European"],
    &["UN", "Nations"],
    &["France", "French"],
    &["Spain", "Spanish", "Spaniard", "Spaniards"],
    &["Netherlands", "Holland", "Dutch"],
    &["Wales", "Welsh"],
    &["Ireland", "Irish"],
    &["Switzerland", "Swiss"],
    &["Denmark", "Danish", "Dane", "Danes"],
    &["Greece", "Greek", "Greeks"],
    &["Poland", "Polish", "Pole", "Poles"],
    &["Germany", "German", "Germans"],
    &["Iraq", "Iraqi", "Iraqis"],
    &["Iran", "Iranian", "Iranians"],
    &["Peru", "Peruvian"],
];

/// Whether two words name the same thing or its people.
pub(crate) fn is_form_of(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    if one.eq_ignore_ascii_case(&other) {
        return true;
    }
    let holds = |forms: &[&str], word: &str| forms.contains(&word);
    if FORMS.iter().any(|forms| holds(forms, &one) && holds(forms, &other)) {
        return true;
    }
    let same: usize = one
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other)
        .map(|(c, _)| c.len_utf8())
        .sum();
    // The longest common beginning may hold a part of both endings: "Ital-ia-n".
    (BEGINNING_CHARS_MIN..=same).rev().take(3).any(|cut| {
        let ends = |word: &str| word.get(cut..).is_some_and(|ending| ENDINGS.contains(&ending));
        ends(&one) && ends(&other)
    })
}

fn plain(word: &str) -> String {
    bare(word).chars().filter(|&c| c != '.').collect()
}

/// Whether a word is the initials of others: "FTC" of "Federal Trade Commission".
pub(crate) fn is_initials<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> bool {
    let word = plain(word);
    let capital = word.len() > 1 && word.chars().all(char::is_uppercase);
    capital
        && word.chars().eq(words.filter(|word| !is_connector(word)).filter_map(|word| word.chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peoples_bear_the_names_of_their_lands() {
        for (one, other) in
            [("Britain", "British"), ("China", "Chinese"), ("U.S.", "American"), ("Italy's", "Italian")]
        {
            assert!(is_form_of(one, other), "{one}, {other}");
        }
        for (one, other) in [("Martin", "Martinez"), ("Bell", "Berg"), ("Johns", "Johnson")] {
            assert!(!is_form_of(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn initials_leave_small_words_out() {
        assert!(is_initials("FBI", ["Federal", "Bureau", "of", "Investigation"].into_iter()));
        assert!(!is_initials("FBI", ["Federal", "Trade", "Commission"].into_iter()));
    }
}
