//! Words as numbers: one pass over their bytes, for whoever compares them.

use std::hash::{BuildHasher as _, RandomState};

/// 64 bits of a word, whatever the case of its ASCII letters. Two words of at most 16 bytes never share them by their bytes alone
/// before the bits are mixed; and how they are mixed is fixed, so use [`Scatter`] where somebody could choose words to make them meet.
pub(crate) fn fingerprint(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let length = bytes.len();
    let (first, last) = match length {
        0 => (0, 0),
        1..4 => {
            // First, middle and last cover up to three.
            let packed =
                u64::from(bytes[0]) | u64::from(bytes[length / 2]) << 8 | u64::from(bytes[length - 1]) << 16;
            (packed, 0)
        }
        4..8 => (half(bytes, 0), half(bytes, length - 4)),
        8..=16 => (whole(bytes, 0), whole(bytes, length - 8)),
        _ => {
            let folded = bytes[..length - 8]
                .chunks_exact(8)
                .fold(0, |hash, chunk| fold(hash ^ lower(whole(chunk, 0)), MIX[0]));
            (folded, whole(bytes, length - 8))
        }
    };
    fold(lower(first) ^ MIX[0], lower(last) ^ MIX[1] ^ length as u64)
}

/// Digits of pi (the fraction's first 128 bits): numbers that nobody chose for what they do.
const MIX: [u64; 2] = [0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344];

fn half(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |chunk| u32::from_le_bytes(*chunk)).into()
}

fn whole(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

/// Eight bytes with ASCII letters in lower case: the bit of the case is set in those from `A` to `Z`.
fn lower(bytes: u64) -> u64 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let ascii = bytes & !HIGH;
    let from_a = ascii + 0x3f3f_3f3f_3f3f_3f3f;
    let past_z = ascii + 0x2525_2525_2525_2525;
    bytes | (from_a & !past_z & !bytes & HIGH) >> 2
}

/// Multiplies to 128 bits and folds them: each bit of the result depends on all of both.
#[expect(clippy::cast_possible_truncation, reason = "the halves are folded")]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// Scatters numbers over a table in a way that nobody outside this process knows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scatter([u64; 2]);

impl Default for Scatter {
    fn default() -> Self {
        let state = RandomState::new();
        Self([state.hash_one(0), state.hash_one(1) | 1])
    }
}

impl Scatter {
    /// The place of a number in a table of `1 << bits` places.
    #[expect(clippy::cast_possible_truncation, reason = "the bits of a place are left")]
    pub(crate) fn place(self, number: u64, bits: u32) -> usize {
        (fold(number ^ self.0[0], self.0[1]) >> (64 - bits)) as usize
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn case_does_not_count_and_everything_else_does() {
        let words = [
            "",
            "a",
            "b",
            "ab",
            "ba",
            "aab",
            "aba",
            "abc",
            "abcd",
            "abcde",
            "abcdf",
            "abcdefgh",
            "abcdefgi",
            "abcdefghi",
            "abcdefghijklmnop",
            "abcdefghijklmnoq",
            "abcdefghijklmnopq",
            "bbcdefghijklmnopq",
            "abcdefghijklmnopqrstuvwxyz",
            "@[`{",
            "é",
            "É",
        ];
        let prints: HashSet<u64> = words.iter().map(|word| fingerprint(word)).collect();
        assert_eq!(prints.len(), words.len());
        for word in words {
            assert_eq!(fingerprint(word), fingerprint(&word.to_ascii_uppercase()), "{word}");
        }
    }

    #[test]
    fn every_place_is_inside_the_table() {
        let scatter = Scatter::default();
        assert!((0..1000).all(|number| scatter.place(number, 4) < 16));
    }
}
