//! Which items have a key: chains through one list, the newest item first.

/// The end of a chain.
const END: u32 = u32::MAX;

/// Items by key. An item costs eight bytes for each key, and a key that no other item has costs four more.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// Where the chain of each key begins.
    heads: Vec<u32>,
    /// An item, and where the one before it stands.
    links: Vec<(u32, u32)>,
}

impl Postings {
    /// Adds an item to those of a key. Keys are small numbers.
    pub(super) fn add(&mut self, key: u32, item: u32) {
        let key = key as usize;
        if key >= self.heads.len() {
            self.heads.resize(key + 1, END);
        }
        let Ok(link) = u32::try_from(self.links.len()) else { return };
        self.links.push((item, self.heads[key]));
        self.heads[key] = link;
    }

    /// The items of a key, the newest first.
    pub(super) fn newest(&self, key: u32) -> impl Iterator<Item = u32> {
        let mut at = self.heads.get(key as usize).copied().unwrap_or(END);
        std::iter::from_fn(move || {
            let &(item, before) = self.links.get(at as usize)?;
            at = before;
            Some(item)
        })
    }

    /// An estimate of the memory that they take, in bytes.
    pub(super) fn memory_bytes(&self) -> usize {
        self.heads.capacity() * size_of::<u32>() + self.links.capacity() * size_of::<(u32, u32)>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_the_newest_first() {
        let mut postings = Postings::default();
        for (key, item) in [(3, 7), (0, 8), (3, 9)] {
            postings.add(key, item);
        }
        assert_eq!(postings.newest(3).collect::<Vec<_>>(), [9, 7]);
        assert_eq!(postings.newest(1).count(), 0);
        assert_eq!(postings.newest(4).count(), 0);
    }
}
