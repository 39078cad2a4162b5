//! Finds the text that another is a copy of.

use foldhash::{HashMap, HashMapExt as _};

use super::{Article, fingerprints::fingerprint, postings::Postings, sketch::Sketch};

/// By how many of its smallest shingles a text is found. Of two texts with a resemblance of 0.5, one of eight is shared in 99.6 % of cases.
const KEYS: usize = 8;

/// How many texts with the same shingle are looked at, the last ones first: more have it from the furniture of a site.
const TEXTS_PER_KEY_MAX: usize = 8;

/// A text in what is needed to know its copies.
#[derive(Debug)]
pub(super) struct Page {
    /// The fingerprint of the title that came with it, when one did.
    title: Option<u64>,
    sketch: Sketch,
}

impl Page {
    pub(super) fn new(article: &Article<'_>) -> Self {
        let title = (!article.title.is_empty()).then(|| fingerprint(article.title));
        Self { title, sketch: Sketch::new(article.analysis) }
    }

    /// Its sketch.
    pub(super) fn sketch(&self) -> &Sketch {
        &self.sketch
    }

    /// Whether it is the same short text, word for word, and not under the same title.
    fn repeats(&self, other: &Self) -> bool {
        self.sketch.is_whole()
            && self.sketch == other.sketch
            && (self.title.is_none() || self.title != other.title)
    }
}

/// What a text is a copy of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// The document that came first.
    pub(super) original: usize,
    /// How much of the shorter text the other has.
    pub(super) overlap: f32,
    /// Whether it is the same short text, word for word, and not under the same title.
    pub(super) is_repeat: bool,
}

/// The texts that are no copies, by their smallest shingles.
#[derive(Debug)]
pub(super) struct Originals {
    /// The document and the page of each.
    pages: Vec<(usize, Page)>,
    numbers: HashMap<u32, u32>,
    postings: Postings,
}

impl Originals {
    pub(super) fn new() -> Self {
        Self { pages: Vec::new(), numbers: HashMap::new(), postings: Postings::default() }
    }

    /// The original that has most of a text, when that is `overlap_min` or more; the earliest of equals.
    pub(super) fn find(&self, page: &Page, overlap_min: f32) -> Option<Found> {
        let mut candidates: Vec<u32> = Vec::new();
        for key in page.sketch.smallest().iter().take(KEYS) {
            if let Some(&number) = self.numbers.get(key) {
                candidates.extend(self.postings.newest(number).take(TEXTS_PER_KEY_MAX));
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        let found = candidates.into_iter().map(|candidate| {
            let (document, other) = &self.pages[candidate as usize];
            let overlap = page.sketch.overlap(&other.sketch);
            Found { original: *document, overlap, is_repeat: page.repeats(other) }
        });
        let best = found.reduce(|best, next| if next.overlap > best.overlap { next } else { best });
        best.filter(|found| found.overlap >= overlap_min)
    }

    /// Adds a document that is no copy.
    pub(super) fn add(&mut self, document: usize, page: Page) {
        let Ok(original) = u32::try_from(self.pages.len()) else { return };
        for &key in page.sketch.smallest().iter().take(KEYS) {
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            self.postings.add(*self.numbers.entry(key).or_insert(next), original);
        }
        self.pages.push((document, page));
    }

    /// An estimate of the memory that it takes, in bytes.
    pub(super) fn memory_bytes(&self) -> usize {
        let pages: usize = self
            .pages
            .iter()
            .map(|(_, page)| size_of::<(usize, Option<u64>)>() + page.sketch.memory_bytes())
            .sum();
        let numbers = self.numbers.capacity() * (size_of::<(u32, u32)>() + 1);
        pages + numbers + self.postings.memory_bytes()
    }
}
