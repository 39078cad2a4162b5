//! Fingerprints of words that are the same on every machine and in every release, so that clusters are too.

/// Where a fingerprint begins: the offset basis of FNV-1a for 64 bits.
pub(super) const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// The prime of FNV-1a for 64 bits.
const PRIME: u64 = 0x0100_0000_01b3;

/// The fingerprint of a word.
pub(super) fn fingerprint(word: &str) -> u64 {
    mix(word.bytes().fold(BASIS, add))
}

/// The fingerprint of a word in lower case.
pub(super) fn fingerprint_lower(word: &str) -> u64 {
    if word.is_ascii() {
        return mix(word.bytes().map(|byte| byte.to_ascii_lowercase()).fold(BASIS, add));
    }
    let mut bytes = [0; 4];
    let lower = word.chars().flat_map(char::to_lowercase);
    mix(lower.fold(BASIS, |sum, letter| letter.encode_utf8(&mut bytes).bytes().fold(sum, add)))
}

/// Adds a byte: FNV-1a.
fn add(sum: u64, byte: u8) -> u64 {
    (sum ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// Spreads what sets two numbers apart over all bits: the finalizer of `SplitMix64` (Steele, Lea & Flood 2014).
pub(super) fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case() {
        assert_eq!(fingerprint_lower("Übung"), fingerprint("übung"));
        assert_eq!(fingerprint_lower("NATO"), fingerprint("nato"));
        assert_ne!(fingerprint("nato"), fingerprint("nata"));
    }
}
