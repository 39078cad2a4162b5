//! Numbers that a seed tells: `SplitMix64` (Steele, Lea & Flood 2014).

pub(super) struct Random(pub(super) u64);

impl Random {
    /// A number below a limit, which is at least 1.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit.max(1) as u64).unwrap_or(0)
    }

    /// One of several, but not the one that is there.
    pub(super) fn other<'a>(&mut self, than: &str, of: &[&'a str]) -> &'a str {
        loop {
            let drawn = of[self.below(of.len())];
            if drawn != than {
                return drawn;
            }
        }
    }
}
