//! How much of its sources a summary holds, how much of it is theirs, and how often it says the same.

use foldhash::{HashMap, HashSet};

use super::sources::{Key, Sources, is_stop_word, keys};
use crate::Report;

/// Figures of a whole summary. All are 0 for an empty one.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Measures {
    /// The share of the sources' words, each as often as it stands there and without stop words, whose terms the summary has: the
    /// coverage of the input's content words (Louis & Nenkova 2013, "Automatically assessing machine summary content without a gold
    /// standard"). 0 to 1.
    pub coverage: f32,
    /// The Jensen-Shannon divergence between the terms of the sources and of the summary, in bits: of the measures without
    /// references the one that agrees best with people (the same). 0, the same distribution, to 1.
    pub divergence: f32,
    /// The extractive fragment coverage (Grusky et al. 2018, "Newsroom"): the share of the summary's words that belong to a
    /// sequence of the sources. 0 to 1.
    pub fragment_coverage: f32,
    /// The extractive fragment density (the same): the mean length of the sequence that a word of the summary belongs to.
    pub fragment_density: f32,
    /// The words of the sources to one of the summary (the same).
    pub compression: f32,
    /// The mean over its sentences of the greatest cosine with another of its sentences, where a sentence is the set of its terms.
    /// 0, also for a single sentence, to 1.
    pub redundancy: f32,
}

/// So many places of a word are tried for the longest sequence that begins there: in what is copied, its other words come early.
const PLACES_MAX: usize = 128;

/// Sentences behind these aren't compared with each other: no summary is as long, and the work grows with the square.
const SENTENCES_MAX: usize = 256;

/// Measures a summary against its sources. The terms of the summary are numbered like those of the sources.
pub fn measure(summary: &Report<'_>, sources: &[Report<'_>]) -> Measures {
    let sources = Sources::new(sources);
    let own = keys(summary);
    if own.is_empty() {
        return Measures::default();
    }
    let (covered, divergence) = distributions(&own, &sources);
    let fragments = fragments(&own, &sources);
    let words: usize = sources.keys.iter().map(Vec::len).sum();
    let squares: usize = fragments.iter().map(|length| length * length).sum();
    Measures {
        coverage: covered,
        divergence,
        fragment_coverage: ratio(fragments.iter().sum(), own.len()),
        fragment_density: ratio(squares, own.len()),
        compression: ratio(words, own.len()),
        redundancy: redundancy(summary, &own),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn ratio(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// The covered share, and the divergence.
fn distributions(own: &[Key], sources: &Sources<'_, '_>) -> (f32, f32) {
    let mut counts: HashMap<Key, (usize, usize)> = HashMap::default();
    for &key in own.iter().filter(|key| !is_stop_word(**key)) {
        counts.entry(key).or_default().0 += 1;
    }
    for &key in sources.keys.iter().flatten().filter(|key| !is_stop_word(**key)) {
        counts.entry(key).or_default().1 += 1;
    }
    let (mut here, mut there, mut covered) = (0, 0, 0);
    for &(ours, theirs) in counts.values() {
        here += ours;
        there += theirs;
        covered += if ours > 0 { theirs } else { 0 };
    }
    // In the order of the counts, so that the sum doesn't depend on that of the map.
    let mut counts: Vec<(usize, usize)> = counts.into_values().collect();
    counts.sort_unstable();
    let part = |share: f32, mean: f32| if share > 0.0 { share * (share / mean).log2() / 2.0 } else { 0.0 };
    let divergence = counts.iter().map(|&(ours, theirs)| {
        let (p, q) = (ratio(ours, here), ratio(theirs, there));
        let mean = f32::midpoint(p, q);
        part(p, mean) + part(q, mean)
    });
    (ratio(covered, there), divergence.sum::<f32>().clamp(0.0, 1.0))
}

/// The lengths of the sequences that the summary shares with a source, chosen greedily from its beginning.
fn fragments(own: &[Key], sources: &Sources<'_, '_>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < own.len() {
        let lengths = sources.positions(own[at]).take(PLACES_MAX).map(|position| {
            let there = &sources.keys[position.report as usize][position.token as usize..];
            there.iter().zip(&own[at..]).take_while(|(one, other)| one == other).count()
        });
        let longest = lengths.max().unwrap_or(0);
        found.extend((longest > 0).then_some(longest));
        at += longest.max(1);
    }
    found
}

fn redundancy(summary: &Report<'_>, own: &[Key]) -> f32 {
    let told = summary.sentences.iter().filter(|told| told.token_count > 0).take(SENTENCES_MAX);
    let sets: Vec<HashSet<Key>> = told
        .map(|told| own[told.token_range()].iter().copied().filter(|key| !is_stop_word(*key)).collect())
        .collect();
    let mut greatest = vec![0f32; sets.len()];
    for one in 0..sets.len() {
        for other in 0..one {
            let shared = ratio(sets[one].intersection(&sets[other]).count(), 1);
            let cosine = shared / ratio(sets[one].len() * sets[other].len(), 1).sqrt().max(1.0);
            greatest[one] = greatest[one].max(cosine);
            greatest[other] = greatest[other].max(cosine);
        }
    }
    greatest.iter().sum::<f32>() / ratio(sets.len(), 1).max(1.0)
}
