//! The same words in several places are one quotation.

use std::hash::{BuildHasher as _, Hasher as _};

use foldhash::{HashMap, fast::FixedState};

use super::Quotation;

/// How many words two quotations share at least that are one: fewer may be chance.
const WORDS_SHARED_MIN: usize = 4;

/// With how many others a quotation is compared: the same words stand in a few places.
const COMPARED_MAX: usize = 256;

/// Merges quotations that hold the same words, and tells whose they are where only one place tells.
pub(super) fn merge(found: &[Quotation]) -> Vec<Quotation> {
    let words: Vec<Vec<u64>> = found.iter().map(|quotation| words(&quotation.text)).collect();
    // By runs of words, which the shorter of two has all of.
    let runs_max = words.iter().map(Vec::len).sum();
    let mut by_run: HashMap<&[u64], Vec<usize>> = HashMap::with_capacity_and_hasher(runs_max, <_>::default());
    for (number, words) in words.iter().enumerate() {
        for run in words.windows(WORDS_SHARED_MIN.min(words.len().max(1))) {
            by_run.entry(run).or_default().push(number);
        }
    }
    let mut same: Vec<usize> = (0..found.len()).collect();
    for number in 0..found.len() {
        let own = &words[number];
        let Some(first) = own.windows(WORDS_SHARED_MIN.min(own.len().max(1))).next() else { continue };
        // A few words are looked for in their own report, which has few quotations.
        let near: Vec<usize>;
        let others = if own.len() < WORDS_SHARED_MIN {
            let report = found[number].spans[0].report;
            near = (0..found.len())
                .filter(|&other| found[other].spans[0].report == report)
                .take(COMPARED_MAX)
                .collect();
            &near
        } else {
            by_run.get(first).map(Vec::as_slice).unwrap_or_default()
        };
        let fitting = others.iter().copied().take(COMPARED_MAX).find(|&other| {
            other != number
                && words[other].len() >= own.len()
                && (words[other].len() > own.len() || other < number)
                && may_be_one(&found[number], &found[other], own.len() < WORDS_SHARED_MIN)
                && holds(&words[other], own)
        });
        if let Some(other) = fitting {
            same[number] = other;
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
    merged.into_iter().flatten().collect()
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
    if whole.verb.is_empty() && !part.verb.is_empty() {
        (whole.speaker, whole.role) = (part.speaker.clone(), part.role.clone());
    }
    for (own, other) in
        [(&mut whole.speaker, part.speaker), (&mut whole.role, part.role), (&mut whole.verb, part.verb)]
    {
        if own.is_empty() {
            *own = other;
        }
    }
    for outlet in part.reported_by {
        if !whole.reported_by.contains(&outlet) {
            whole.reported_by.push(outlet);
        }
    }
}

/// Whether all words of one stand in another, in order and without a gap.
fn holds(whole: &[u64], part: &[u64]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}

/// Words without marks, whatever their case, each as one number: words are only held against each other.
fn words(text: &str) -> Vec<u64> {
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
