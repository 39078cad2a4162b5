//! Figures and names of the same thing that differ from report to report, wherever their sentences stand.
//!
//! Sentences on a rising toll may have little else in common. What tells that two numbers are of one thing is what they count, and
//! words around them; what tells that two names are of one person is that they are nearly the same, and never stand in one report.

use foldhash::HashMap;
use synoptic_text_analysis::Sentence;

use crate::{
    NameKind, Names, Place, Report, Span,
    comparison::{Content, content},
    quantities::{Quantity, Unit, quantities},
};

/// A value of a thing, and where it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Telling {
    pub(crate) place: Place,
    pub(crate) value: Span,
    /// Which of the values it is: equal numbers for equal ones.
    pub(crate) group: usize,
}

/// How many words of content on either side of a number tell what it is about.
const CONTEXT_WORDS: usize = 7;

/// Words that two numbers of one unit share at least, beside the unit. What is counted everywhere needs more.
const SHARED_MIN: usize = 2;

/// A unit of more numbers than this is counted everywhere: percent, years, metres.
const UNIT_NUMBERS_MAX: usize = 24;

/// A number with the words around it.
struct Figure {
    place: Place,
    number: Quantity,
    context: Vec<Content>,
}

/// Numbers of one thing that differ: for each thing one telling of each report.
pub(crate) fn differing_numbers(reports: &[Report<'_>]) -> Vec<Vec<Telling>> {
    let mut by_unit: HashMap<Unit, Vec<Figure>> = HashMap::default();
    let mut units: Vec<Unit> = Vec::new();
    for (index, report) in reports.iter().enumerate() {
        for (sentence, told) in report.body() {
            for number in quantities(report, told.token_range()) {
                let unit = number.unit;
                // Money, shares and times of day are of anything.
                if matches!(unit, Unit::Money | Unit::Percent | Unit::Clock) {
                    continue;
                }
                let context = context(report, told, &number);
                let figures = by_unit.entry(unit).or_default();
                if figures.is_empty() {
                    units.push(unit);
                }
                figures.push(Figure { place: Place { report: index, sentence }, number, context });
            }
        }
    }
    let mut found = Vec::new();
    for unit in units {
        let figures = &by_unit[&unit];
        if (2..=UNIT_NUMBERS_MAX).contains(&figures.len()) {
            found.extend(differing(figures));
        }
    }
    found
}

fn context(report: &Report<'_>, sentence: &Sentence, number: &Quantity) -> Vec<Content> {
    let tokens = report.tokens_of(sentence);
    let first = tokens.partition_point(|token| (token.end as usize) <= number.range.start);
    let last = tokens.partition_point(|token| (token.start as usize) < number.range.end);
    let before = tokens[..first].iter().rev().filter_map(|token| content(report, token)).take(CONTEXT_WORDS);
    let behind = tokens[last..].iter().filter_map(|token| content(report, token)).take(CONTEXT_WORDS);
    before.chain(behind).collect()
}

/// Figures of one thing among those of one unit, where they differ.
fn differing(figures: &[Figure]) -> Option<Vec<Telling>> {
    let same_thing = |one: &Figure, other: &Figure| {
        let shared = one.context.iter().filter(|word| other.context.contains(word)).count();
        one.place.report != other.place.report && shared >= SHARED_MIN
    };
    // The figure that most others are told of is the thing.
    let of = |one: &Figure| figures.iter().filter(|other| same_thing(one, other)).count();
    let (seed, _) =
        figures.iter().map(|figure| (figure, of(figure))).rev().max_by_key(|(_, count)| *count)?;
    let mut tellings: Vec<(&Figure, usize)> = vec![(seed, 0)];
    for figure in figures.iter().filter(|figure| same_thing(seed, figure)) {
        if tellings.iter().any(|(told, _)| told.place.report == figure.place.report) {
            continue;
        }
        let group =
            tellings.iter().find(|(told, _)| told.number.agrees(&figure.number)).map(|(_, group)| *group);
        let next = tellings.iter().map(|(_, group)| group + 1).max().unwrap_or_default();
        tellings.push((figure, group.unwrap_or(next)));
    }
    let differ = tellings.iter().any(|(_, group)| *group > 0);
    differ.then(|| {
        let telling = |(figure, group): (&Figure, usize)| Telling {
            place: figure.place,
            value: Span::new(figure.place.report, figure.number.range.clone()),
            group,
        };
        tellings.into_iter().map(telling).collect()
    })
}

/// How many pairs of spellings are told.
const SPELLINGS_MAX: usize = 100;

/// How many persons are compared with each other: no story has as many, and the work grows with the square.
const PERSONS_MAX: usize = 400;

/// How many letters two spellings of a name differ in at most.
const LETTERS_MAX: usize = 3;

/// Names of persons that are nearly the same and never stand in one report: two spellings of one.
pub(crate) fn differing_names(reports: &[Report<'_>], names: &Names) -> Vec<Vec<Telling>> {
    // The first mention of each person in full, by report.
    let mut persons: Vec<(usize, Vec<(usize, usize)>)> = Vec::new();
    let mut known: HashMap<usize, usize> = HashMap::default();
    for report in 0..reports.len() {
        for (at, mention) in names.mentions(report).iter().enumerate() {
            let is_full = mention.tokens.len() > 1 && names.get(mention.name).kind == NameKind::Person;
            if !is_full {
                continue;
            }
            if let Some(&person) = known.get(&mention.name) {
                let places = &mut persons[person].1;
                // Reports come in order.
                if places.last().is_none_or(|(other, _)| *other != report) {
                    places.push((report, at));
                }
            } else if persons.len() < PERSONS_MAX {
                known.insert(mention.name, persons.len());
                persons.push((mention.name, vec![(report, at)]));
            }
        }
    }
    let mut found = Vec::new();
    for (index, (name, places)) in persons.iter().enumerate() {
        for (other, their_places) in &persons[index + 1..] {
            let apart =
                || places.iter().all(|(report, _)| their_places.iter().all(|(theirs, _)| theirs != report));
            if found.len() < SPELLINGS_MAX
                && are_spellings(&names.get(*name).full, &names.get(*other).full)
                && apart()
            {
                let telling = |group: usize| {
                    move |&(report, at): &(usize, usize)| {
                        let mention = &names.mentions(report)[at];
                        let tokens = &reports[report].tokens[mention.tokens.clone()];
                        let range = tokens[0].range().start..tokens[tokens.len() - 1].range().end;
                        let place = Place { report, sentence: mention.sentence };
                        Telling { place, value: Span::new(report, range), group }
                    }
                };
                found
                    .push(places.iter().map(telling(0)).chain(their_places.iter().map(telling(1))).collect());
            }
        }
    }
    found
}

/// Whether two names could be spellings of one: as many words, each nearly the same as the other's.
fn are_spellings(one: &str, other: &str) -> bool {
    // Most names part here already.
    let first = |name: &str| name.chars().next().map(|c| c.to_ascii_lowercase());
    if first(one) != first(other) || one.len().abs_diff(other.len()) > LETTERS_MAX * 2 {
        return false;
    }
    let words = |name: &str| name.to_lowercase().split([' ', '-']).map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (words(one), words(other));
    // Who misspells a name keeps its first letters.
    let begins = |(one, other): (&String, &String)| one.chars().next() == other.chars().next();
    if one.len() != other.len() || !one.iter().zip(&other).all(begins) {
        return false;
    }
    let distances = one.iter().zip(&other).map(|(one, other)| {
        let (shorter, distance) = (one.chars().count().min(other.chars().count()), letters_apart(one, other));
        (shorter, distance)
    });
    let mut sum = 0;
    for (shorter, distance) in distances {
        // "Jon" and "John", but not "Ann" and "Jan".
        if distance * 3 > shorter.max(3) + 2 {
            return false;
        }
        sum += distance;
    }
    (1..=LETTERS_MAX).contains(&sum)
}

/// The least number of letters to put in, take out or change (Levenshtein 1966).
fn letters_apart(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, c) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, &their) in other.iter().enumerate() {
            let changed = diagonal + usize::from(c != their);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::Texts;

    #[test]
    fn a_figure_that_rises_is_found_whatever_else_is_told() {
        let texts = Texts::new(&[
            "The break left about 18,000 households on the islands without internet or telephone.",
            "HalTel now puts the number of households on the islands without internet at 21,400 households.",
        ]);
        let reports = texts.reports(&[]);
        let found = differing_numbers(&reports);
        assert_eq!(found.len(), 1);
        let values: Vec<&str> = found[0]
            .iter()
            .map(|telling| &reports[telling.place.report].text[telling.value.range()])
            .collect();
        assert_eq!(values, ["18,000 households", "21,400 households"]);
    }

    #[test]
    fn spellings_of_a_name_are_told_from_other_names() {
        for (one, other) in [("Viktor Saldanha", "Victor Saldana"), ("Iain MacRory", "Ian McRory")] {
            assert!(are_spellings(one, other), "{one} / {other}");
        }
        for (one, other) in [
            ("Anna Bell", "Anna Bell"),
            ("Anna Bell", "Hanna Bohl"),
            ("Ann Lee", "Jan Lee"),
            ("Paul Keene", "Rosa Keene"),
        ] {
            assert!(!are_spellings(one, other), "{one} / {other}");
        }
    }
}
