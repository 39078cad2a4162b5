//! In how many documents a term stands, and so how much it tells.

use foldhash::{HashMap, HashMapExt as _};

/// How many documents are taken to have been there before the first, none of which has any term that comes. Without them a term that two
/// of three documents share would tell nothing, though it is what makes them one event. With 100 to 1,000 of them one threshold serves
/// 5 documents as well as 300: B-cubed F1 on Multi-News was 0.93 to 0.95 throughout, and fell to 0.75 for 5 documents without them.
const DOCUMENTS_BEFORE: u32 = 300;

/// The terms of all documents so far, numbered in the order in which they came.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// The number of a term, by its fingerprint.
    numbers: HashMap<u64, u32>,
    /// In how many documents each term stands, and the logarithm of that.
    documents: Vec<(u32, f32)>,
    /// How many documents were counted, with those before the first.
    counted: u32,
    /// The logarithm of how many there are.
    counted_log: f32,
}

impl Vocabulary {
    pub(super) fn new() -> Self {
        Self { numbers: HashMap::new(), documents: Vec::new(), counted: DOCUMENTS_BEFORE, counted_log: 0.0 }
    }

    /// Counts one more document with these terms, each given once.
    pub(super) fn count(&mut self, terms: impl Iterator<Item = u64>) {
        self.counted = self.counted.saturating_add(1);
        self.counted_log = logarithm(self.counted.saturating_add(1));
        for print in terms {
            let next = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(print).or_insert(next);
            if number == next {
                self.documents.push((0, 0.0));
            }
            let documents = &mut self.documents[number as usize];
            documents.0 += 1;
            documents.1 = logarithm(documents.0);
        }
    }

    /// The number of a term that was counted.
    pub(super) fn number(&self, print: u64) -> Option<u32> {
        self.numbers.get(&print).copied()
    }

    /// In how many documents a term stands.
    pub(super) fn documents(&self, term: u32) -> u32 {
        self.documents[term as usize].0
    }

    /// How much a term tells: its inverse document frequency (Spärck Jones 1972).
    pub(super) fn rarity(&self, term: u32) -> f32 {
        self.counted_log - self.documents[term as usize].1
    }

    /// An estimate of the memory that it takes, in bytes.
    pub(super) fn memory_bytes(&self) -> usize {
        self.numbers.capacity() * (size_of::<(u64, u32)>() + 1)
            + self.documents.capacity() * size_of::<(u32, f32)>()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a weight, which needs no more than seven digits")]
fn logarithm(count: u32) -> f32 {
    (count as f32).ln()
}
