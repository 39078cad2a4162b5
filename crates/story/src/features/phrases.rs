//! The features of phrases, by the numbers of their two words.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;

/// The phrases met so far: a table with open addressing, at most half full. Most phrases come once, and so those that come again are
/// looked up in what fits into the nearer caches: a map with its keys in place is five times as large.
pub(super) struct Phrases {
    /// Places in `known`, and one more; 0 for none.
    slots: Vec<u32>,
    /// Each phrase with its feature.
    known: Vec<(u64, u32)>,
    state: RandomState,
}

impl Phrases {
    /// Room for the phrases of a number of tokens.
    pub(super) fn of_tokens(tokens: usize) -> Self {
        let slots = vec![0; (2 * tokens).next_power_of_two()];
        Self { slots, known: Vec::with_capacity(tokens), state: RandomState::default() }
    }

    /// The feature of two words in a row, which is the given one where they are met for the first time.
    pub(super) fn feature(&mut self, first: u32, second: u32, new: u32) -> u32 {
        let phrase = u64::from(first) << 32 | u64::from(second);
        let last = self.slots.len() - 1;
        #[expect(clippy::cast_possible_truncation, reason = "the lower bits of a hash")]
        let mut slot = self.state.hash_one(phrase) as usize & last;
        while let Some(at) = self.slots[slot].checked_sub(1) {
            let (other, feature) = self.known[at as usize];
            if other == phrase {
                return feature;
            }
            slot = (slot + 1) & last;
        }
        self.known.push((phrase, new));
        self.slots[slot] = super::number_of(self.known.len());
        new
    }
}
