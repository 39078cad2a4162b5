//! The same words in several places are one quotation.

use std::hash::{BuildHasher as _, Hasher as _};

use foldhash::{HashMap, fast::FixedState};

use super::{Quotation, UNATTRIBUTED_WORDS_MIN};

/// How many words two quotations share at least that are one: fewer may be chance.
const WORDS_SHARED_MIN: usize = 4;

/// With how many places a quotation is compared: the same words stand in a few.
const COMPARED_MAX: usize = 256;

/// Merges quotations that hold the same words, and tells whose they are where only one place tells.
pub(super) fn merge(found: &[Quotation]) -> Vec<Quotation> {
    let words: Vec<Vec<u64>> = found.iter().map(|quotation| words(&quotation.text)).collect();
    let places = Places::new(found, &words);
    let mut same: Vec<usize> = (0..found.len()).collect();
    for (number, own) in words.iter().enumerate() {
        let is_one = |other: usize| {
            other != number
                && words[other].len() >= own.len()
                && (words[other].len() > own.len() || other < number)
                && may_be_one(&found[number], &found[other], own.len() < WORDS_SHARED_MIN)
        };
        let here =
            |place: &&Place| is_one(place.quotation) && words[place.quotation][place.at..].starts_with(own);
        if let Some(place) = places.of(&found[number], own).iter().find(here) {
            same[number] = place.quotation;
        }
    }
    let root = |mut number: usize| {
        // Each step leads to a longer one, or to an earlier one of the same length.
        while same[number] != number {
            number = same[number];
        }
        number
    };
    let roots: Vec<usize> = (0..found.len()).map(root).collect();
    let mut merged: Vec<Option<Quotation>> = found.iter().cloned().map(Some).collect();
    for (number, &root) in roots.iter().enumerate() {
        if root == number {
            continue;
        }
        if let (Some(part), Some(whole)) = (merged[number].take(), merged[root].as_mut()) {
            absorb(whole, part);
        }
    }
    // Words that are marked again and again, and that nobody says: "the “modern” age".
    let is_said = |(number, quotation): &(usize, Quotation)| {
        words[*number].len() >= UNATTRIBUTED_WORDS_MIN
            || !quotation.speaker.is_empty()
            || !quotation.reported_by.is_empty()
    };
    let left = merged.into_iter().enumerate().filter_map(|(number, left)| Some((number, left?)));
    left.filter(is_said).map(|(_, quotation)| quotation).collect()
}

/// Where a run of words stands.
struct Place {
    quotation: usize,
    /// Its first word.
    at: usize,
}

/// Where the runs of words stand that quotations begin with.
struct Places<'a>(HashMap<(Option<usize>, &'a [u64]), Vec<Place>>);

impl<'a> Places<'a> {
    fn new(found: &[Quotation], words: &'a [Vec<u64>]) -> Self {
        let mut places = Self(HashMap::default());
        for (quotation, words) in found.iter().zip(words).filter(|(_, words)| !words.is_empty()) {
            places.0.entry(Self::first_run(quotation, words)).or_default();
        }
        let mut lengths: Vec<(bool, usize)> =
            places.0.keys().map(|(report, run)| (report.is_some(), run.len())).collect();
        lengths.sort_unstable();
        lengths.dedup();
        for (quotation, words) in words.iter().enumerate() {
            let report = found[quotation].spans[0].report;
            for &(is_of_report, length) in &lengths {
                for (at, run) in words.windows(length).enumerate() {
                    let places = places.0.get_mut(&(is_of_report.then_some(report), run));
                    if let Some(places) = places.filter(|places| places.len() < COMPARED_MAX) {
                        places.push(Place { quotation, at });
                    }
                }
            }
        }
        places
    }

    /// Where the first run of a quotation's words stands, in all quotations.
    fn of(&self, quotation: &Quotation, words: &'a [u64]) -> &[Place] {
        self.0.get(&Self::first_run(quotation, words)).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a quotation is looked for by. A few words are looked for in their own report alone.
    fn first_run<'b>(quotation: &Quotation, words: &'b [u64]) -> (Option<usize>, &'b [u64]) {
        match words.get(..WORDS_SHARED_MIN) {
            Some(run) => (None, run),
            None => (Some(quotation.spans[0].report), words),
        }
    }
}

/// Whether the speakers don't stand against it.
fn may_be_one(a: &Quotation, b: &Quotation, short: bool) -> bool {
    // A speaker that no verb tells is a guess.
    a.speaker == b.speaker
        || !short && (a.verb.is_empty() || b.verb.is_empty())
        || !short && (a.speaker.is_empty() || b.speaker.is_empty())
        || short && (a.speaker.is_empty() || b.speaker.is_empty()) && a.spans[0].report == b.spans[0].report
}

fn absorb(whole: &mut Quotation, part: Quotation) {
    whole.spans.extend(part.spans);
    // A few of the words, or those that another outlet hands on, tell less of whose they are than all of them in one place.
    let is_most = 2 * words(&part.text).len() >= words(&whole.text).len();
    let tells_more = is_most && part.reported_by.is_empty() || whole.speaker.is_empty();
    if whole.verb.is_empty() && !part.verb.is_empty() && tells_more {
        (whole.speaker, whole.role) = (part.speaker.clone(), part.role.clone());
    }
    let is_same = whole.speaker == part.speaker || whole.speaker.is_empty();
    for (own, other) in
        [(&mut whole.speaker, part.speaker), (&mut whole.role, part.role), (&mut whole.verb, part.verb)]
    {
        if own.is_empty() && is_same {
            *own = other;
        }
    }
    for outlet in part.reported_by {
        if !whole.reported_by.contains(&outlet) {
            whole.reported_by.push(outlet);
        }
    }
}

/// Words without marks, whatever their case, each as one number: words are only held against each other.
pub(super) fn words(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words.filter(|word| !word.is_empty()).map(number).collect()
}

/// A word as a number.
fn number(word: &str) -> u64 {
    let mut hasher = FixedState::with_seed(0).build_hasher();
    if word.is_ascii() {
        word.bytes().for_each(|byte| hasher.write_u8(byte.to_ascii_lowercase()));
    } else {
        let folded = word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c });
        folded.for_each(|c| {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| hasher.write_u8(byte));
        });
    }
    hasher.finish()
}
