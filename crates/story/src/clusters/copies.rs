//! Finds the text that another is a copy of.

use foldhash::{HashMap, HashMapExt as _};

use super::{postings::Postings, sketch::Sketch};

/// By how many of its smallest shingles a text is found. Of two texts with a resemblance of 0.5, one of eight is shared in 99.6 % of cases.
const KEYS: usize = 8;

/// How many texts with the same shingle are looked at, the last ones first: more have it from the furniture of a site.
const TEXTS_PER_KEY_MAX: usize = 8;

/// The texts that are no copies, by their smallest shingles.
#[derive(Debug)]
pub(super) struct Originals {
    /// The document and the sketch of each.
    sketches: Vec<(usize, Sketch)>,
    numbers: HashMap<u32, u32>,
    postings: Postings,
}

impl Originals {
    pub(super) fn new() -> Self {
        Self { sketches: Vec::new(), numbers: HashMap::new(), postings: Postings::default() }
    }

    /// The original that has most of a text, as a document and how much it has, when that is `overlap_min` or more; the earliest of equals.
    pub(super) fn find(&self, sketch: &Sketch, overlap_min: f32) -> Option<(usize, f32)> {
        let mut candidates: Vec<u32> = Vec::new();
        for key in sketch.smallest().iter().take(KEYS) {
            if let Some(&number) = self.numbers.get(key) {
                candidates.extend(self.postings.newest(number).take(TEXTS_PER_KEY_MAX));
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        let overlaps = candidates.into_iter().map(|candidate| {
            let (document, original) = &self.sketches[candidate as usize];
            (*document, sketch.overlap(original))
        });
        let best = overlaps.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.filter(|&(_, overlap)| overlap >= overlap_min)
    }

    /// Adds a document that is no copy.
    pub(super) fn add(&mut self, document: usize, sketch: Sketch) {
        let Ok(original) = u32::try_from(self.sketches.len()) else { return };
        for &key in sketch.smallest().iter().take(KEYS) {
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            self.postings.add(*self.numbers.entry(key).or_insert(next), original);
        }
        self.sketches.push((document, sketch));
    }

    /// An estimate of the memory that it takes, in bytes.
    pub(super) fn memory_bytes(&self) -> usize {
        let sketches: usize = self.sketches.iter().map(|(_, sketch)| sketch.memory_bytes()).sum();
        let numbers = self.numbers.capacity() * (size_of::<(u32, u32)>() + 1);
        sketches + numbers + self.postings.memory_bytes()
    }
}
