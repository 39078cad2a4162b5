//! The full names that short forms stand for: surnames, given names, initials.

use std::{borrow::Cow, cmp::Reverse};

use foldhash::HashMap;

use super::{Name, NameKind, bare, runs::Run, table::words_of};
use crate::{
    Report,
    gender::gender_of_noun,
    lexicon::{is_connector, is_given, lower},
};

/// How many names of one part are looked at for whom a short form stands: families are smaller.
const CANDIDATES_MAX: usize = 64;

/// Fewer capitals are initials.
const SHOUTED_LETTERS_MIN: usize = 4;

/// Whether a name is a single word or a surname of several: "Bell", "Van der Berk".
pub(super) fn is_short(report: &Report<'_>, run: &Run) -> bool {
    run.name.len() == 1 || is_connector(&lower(report.word(&report.tokens[run.name.start])))
}

/// Names of several words by their parts.
pub(super) struct Parts<'n> {
    names: &'n [Name],
    /// By their first word and by their last.
    by_part: HashMap<&'n str, Vec<usize>>,
    by_initials: HashMap<String, usize>,
}

impl<'n> Parts<'n> {
    pub(super) fn new(names: &'n [Name]) -> Self {
        let mut by_part: HashMap<&str, Vec<usize>> = HashMap::default();
        let mut by_initials = HashMap::default();
        by_part.reserve(2 * names.len());
        by_initials.reserve(names.len());
        for (number, name) in names.iter().enumerate() {
            let mut words = name.full.split([' ', '-']).filter(|word| !word.is_empty()).peekable();
            let (first, mut last) = (words.peek().copied(), None);
            let mut initials = String::new();
            for word in words {
                last = if is_suffix(word) { last } else { Some(word) };
                initials.extend(word.chars().next().filter(|_| !is_connector(word)));
            }
            let (Some(first), Some(last)) = (first, last) else { continue };
            for part in [last, first] {
                by_part.entry(part).or_default().push(number);
            }
            if initials.len() > 1 {
                by_initials.entry(initials).or_insert(number);
            }
        }
        Self { names, by_part, by_initials }
    }

    /// The first longer name of a person that ends with a name of two surnames: "Anna Lee Bell" of "Lee Bell".
    pub(super) fn longer(&self, name: usize) -> Option<usize> {
        let own = &self.names[name];
        if own.kind != NameKind::Person {
            return None;
        }
        let (first, last) = own.full.split_once(' ')?;
        if is_given(first) || last.contains(' ') {
            return None;
        }
        let ends = |other: &usize| {
            let rest = self.names[*other].full.strip_suffix(own.full.as_str());
            let given = rest.and_then(|rest| rest.strip_suffix(' '));
            given.is_some_and(is_given) && self.names[*other].kind == NameKind::Person
        };
        let candidates = self.by_part.get(last).map(Vec::as_slice).unwrap_or_default();
        candidates.iter().take(CANDIDATES_MAX).copied().find(ends)
    }

    /// The person whose surname a word in capitals is, as that of a transcript: "BELL: I left."
    fn shouted(&self, word: &str) -> Option<usize> {
        if word.len() < SHOUTED_LETTERS_MIN || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return None;
        }
        let surname = format!("{}{}", &word[..1], word[1..].to_ascii_lowercase());
        let candidates = self.by_part.get(surname.as_str()).map(Vec::as_slice).unwrap_or_default();
        let bears = |name: &usize| {
            let Name { full, kind } = &self.names[*name];
            *kind == NameKind::Person && full.ends_with(&surname)
        };
        candidates.iter().take(CANDIDATES_MAX).copied().find(bears)
    }

    /// The full name that a single word stands for, given which ones the report has in full.
    pub(super) fn full(
        &self,
        report: &Report<'_>,
        run: &Run,
        is_local: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let word = bare(report.word(&report.tokens[run.name.end - 1]));
        let is_single = run.name.len() == 1;
        let whole = if is_single { String::new() } else { words_of(report, &run.name).to_lowercase() };
        let candidates = self.by_part.get(word).map(Vec::as_slice).unwrap_or_default();
        let candidates = &candidates[..candidates.len().min(CANDIDATES_MAX)];
        let ends = |name: &usize| {
            let mut words = self.names[*name].full.split([' ', '-']);
            words.rfind(|word| !is_suffix(word)) == Some(word)
                && (is_single || self.names[*name].full.to_lowercase().ends_with(&whole))
        };
        // "Mr Bell" isn't Anna Bell.
        let titled = run.is_titled.then(|| gender_of_noun(report.word(&report.tokens[run.start]))).flatten();
        let fits = |name: &usize| {
            let given = self.names[*name].full.split(' ').next().unwrap_or_default();
            titled.is_none() || gender_of_noun(given).is_none_or(|known| Some(known) == titled)
        };
        let person = |name: &&usize| self.names[**name].kind == NameKind::Person && fits(name);
        // Of a family, who was named first, and those that this report names before those of others.
        let chosen = candidates
            .iter()
            .filter(person)
            .filter(|name| is_single || ends(name))
            .filter(|name| is_local(**name) || ends(name) || candidates.len() == 1)
            .max_by_key(|name| (is_local(**name), ends(name), Reverse(**name)));
        // "Selby said", in a report on Selby Printing that doesn't name Anna Selby.
        let firm = || {
            let begins = |name: &usize| {
                let Name { full, kind } = &self.names[*name];
                *kind == NameKind::Organization && full.split(' ').next() == Some(word) && is_local(*name)
            };
            candidates.iter().copied().find(begins)
        };
        if is_single
            && !run.is_titled
            && chosen.is_some_and(|name| !is_local(*name))
            && let Some(firm) = firm()
        {
            return Some(firm);
        }
        if let Some(&name) = chosen {
            return Some(name);
        }
        let letters: Cow<'_, str> =
            if word.contains('.') { Cow::Owned(word.replace('.', "")) } else { Cow::Borrowed(word) };
        let by_initials = self.by_initials.get(&*letters).filter(|_| is_single && letters.len() > 1).copied();
        by_initials.or_else(|| is_single.then(|| self.shouted(word)).flatten().filter(|name| is_local(*name)))
    }
}

/// Whether a word behind a surname tells of which generation its bearer is.
fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}
