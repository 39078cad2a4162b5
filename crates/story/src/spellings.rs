//! Names of one person that are spelled differently from report to report.

use foldhash::HashMap;
use synoptic_text_analysis::Token;

use crate::{NameKind, Names, Place, Report, Span, figures::Telling, lexicon::month_or_weekday};

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
    // Most names part with their first letters already.
    let words: Vec<Vec<String>> =
        persons.iter().map(|(name, _)| small_words(&names.get(*name).full)).collect();
    let letters: Vec<Option<u8>> = words.iter().map(|words| words.first()?.bytes().next()).collect();
    for (index, (_, places)) in persons.iter().enumerate() {
        let alike =
            letters.iter().enumerate().skip(index + 1).filter(|(_, letter)| **letter == letters[index]);
        for other in alike.map(|(other, _)| other) {
            let their_places = &persons[other].1;
            let (own, theirs) = (&words[index], &words[other]);
            let apart =
                || places.iter().all(|(report, _)| their_places.iter().all(|(theirs, _)| theirs != report));
            if found.len() < SPELLINGS_MAX
                && are_spellings(own, theirs)
                && apart()
                && (!have_two_given_names(own, theirs)
                    || have_one_title(title(reports, names, places), title(reports, names, their_places)))
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

/// Longer names are none of persons.
const NAME_BYTES_MAX: usize = 64;

/// The words of a name in small letters; none of one that is too long.
fn small_words(name: &str) -> Vec<String> {
    if name.len() > NAME_BYTES_MAX {
        return Vec::new();
    }
    name.to_lowercase().split([' ', '-']).map(str::to_owned).collect()
}

/// The capitalized word before the first of a name's mentions, by report and place: "Judge".
fn title<'a>(reports: &'a [Report<'_>], names: &Names, places: &[(usize, usize)]) -> Option<&'a str> {
    let &(report, at) = places.first()?;
    let before = names.mentions(report)[at].tokens.start.checked_sub(1)?;
    let token = &reports[report].tokens[before];
    let word = reports[report].word(token);
    let is_title = token.term != Token::NO_TERM && !month_or_weekday(word);
    (is_title && word.starts_with(char::is_uppercase)).then_some(word)
}

/// Whether two persons have the same title: then names that are nearly the same are of one.
fn have_one_title(one: Option<&str>, other: Option<&str>) -> bool {
    one.is_some() && one == other
}

/// Whether two names, by their words, could be spellings of one: as many words, each nearly the same as the other's.
fn are_spellings(one: &[String], other: &[String]) -> bool {
    // Who misspells a name keeps its first letters.
    let begins = |(one, other): (&String, &String)| one.chars().next() == other.chars().next();
    if one.len() != other.len() || !one.iter().zip(other).all(begins) {
        return false;
    }
    let distances = one.iter().zip(other).map(|(one, other)| {
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

/// Whether two names that are nearly the same have given names of two people.
fn have_two_given_names(one: &[String], other: &[String]) -> bool {
    let given = one.iter().zip(other).take(one.len().saturating_sub(1));
    given.into_iter().any(|(one, other)| are_two_given_names(one, other))
}

/// Whether given names that are nearly the same are of two people: one has another letter that sounds otherwise ("Tom", "Tim"), or
/// a vowel behind the other ("Paul", "Paula").
fn are_two_given_names(one: &str, other: &str) -> bool {
    let (one, other) = (sounds(one), sounds(other));
    let (shorter, longer) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    let is_behind = longer.len() == shorter.len() + 1
        && longer.starts_with(shorter)
        && longer.last().is_some_and(|last| matches!(last, 'a' | 'e' | 'i' | 'o' | 'u'));
    one != other && (one.len() == other.len() || is_behind)
}

/// The letters of a name by their sound: what is written in several ways, in one.
fn sounds(name: &str) -> Vec<char> {
    let plain = name.replace("ph", "f").replace("ck", "k");
    let mut found: Vec<char> = Vec::with_capacity(plain.len());
    for (at, letter) in plain.chars().enumerate() {
        let sound = match letter {
            'c' | 'q' => 'k',
            'z' => 's',
            'y' | 'j' => 'i',
            'w' => 'v',
            'h' if at > 0 => continue,
            letter => letter,
        };
        if found.last() != Some(&sound) {
            found.push(sound);
        }
    }
    found
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
    fn spellings_of_a_name_are_told_from_other_names() {
        let are_spellings = |one: &str, other: &str| are_spellings(&small_words(one), &small_words(other));
        let have_two_given_names =
            |one: &str, other: &str| have_two_given_names(&small_words(one), &small_words(other));
        for (one, other) in [
            ("Viktor Saldanha", "Victor Saldana"),
            ("Iain MacRory", "Ian McRory"),
            ("Jon Keene", "John Keene"),
            ("Eric Bohl", "Erik Bohl"),
        ] {
            assert!(are_spellings(one, other) && !have_two_given_names(one, other), "{one} / {other}");
        }
        for (one, other) in [
            ("Anna Bell", "Anna Bell"),
            ("Anna Bell", "Hanna Bohl"),
            ("Ann Lee", "Jan Lee"),
            ("Paul Keene", "Rosa Keene"),
        ] {
            assert!(!are_spellings(one, other), "{one} / {other}");
        }
        for (one, other) in [("Tom Keene", "Tim Keene"), ("Paul Keene", "Paula Keene")] {
            assert!(have_two_given_names(one, other), "{one} / {other}");
        }
        let long = "a".repeat(NAME_BYTES_MAX);
        assert!(!are_spellings(&format!("{long} Bohl"), &format!("{long} Bohle")));
    }

    #[test]
    fn given_names_of_two_people_are_spellings_behind_one_title() {
        let check = |one: &str, other: &str| {
            let rest = "The hearing went on. Nobody was hurt. The weather was fine.";
            let one = format!("On Monday {one} spoke in court. {rest}");
            let other = format!("On Monday {other} spoke in court. {rest}");
            let texts = Texts::new(&[&one, &other]);
            let reports = texts.reports(&[]);
            differing_names(&reports, &Names::find(&reports)).len()
        };
        assert_eq!(check("Helena Marsh", "Helen Marsh"), 0);
        assert_eq!(check("Judge Helena Marsh", "Judge Helen Marsh"), 1);
        assert_eq!(check("Viktor Saldanha", "Victor Saldana"), 1);
    }
}
