//! Whether "he" or "she" may stand for somebody, as far as titles, nouns and given names tell.

use crate::{
    Report,
    lexicon::{is_female, is_male},
    names::{Mention, bare},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
}

/// What a word tells: "Mrs", "spokesman", "Susan".
pub(crate) fn gender_of_noun(word: &str) -> Option<Gender> {
    match (is_female(word), is_male(word)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}

/// What the titles of a person tell, the noun before the name ("his widow, Anna Bell"), or else the given name.
pub(crate) fn gender_of_person(report: &Report<'_>, mention: &Mention, full: &str) -> Option<Gender> {
    let word = |at: usize| bare(report.word(&report.tokens[at]));
    let titles = mention.titles_start..mention.tokens.start;
    let noun = mention.titles_start.checked_sub(1).into_iter();
    // "Jean" may be a woman's name, "Jean-Luc" isn't.
    let given = full.split(' ').next().unwrap_or_default();
    titles
        .chain(noun)
        .find_map(|at| gender_of_noun(word(at)))
        .or_else(|| full.contains(' ').then(|| gender_of_noun(given)).flatten())
}
