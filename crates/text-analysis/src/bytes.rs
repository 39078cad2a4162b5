//! Looking for bytes.

/// A set of bytes that are looked for.
pub(crate) struct ByteSet([bool; 256]);

impl ByteSet {
    pub(crate) const fn new(bytes: &[u8]) -> Self {
        let mut set = [false; 256];
        let mut index = 0;
        while index < bytes.len() {
            set[bytes[index] as usize] = true;
            index += 1;
        }
        Self(set)
    }

    /// Where the first byte of the set stands.
    #[inline]
    pub(crate) fn first_in(&self, bytes: &[u8]) -> Option<usize> {
        let is_in = |&byte: &u8| self.0[byte as usize];
        // Most stretches hold none: that is asked of eight bytes at a time, without a branch for each.
        let (chunks, _) = bytes.as_chunks::<8>();
        let holds = |chunk: &[u8; 8]| chunk.iter().fold(false, |held, byte| held | is_in(byte));
        let skipped = chunks.iter().position(holds).unwrap_or(chunks.len()) * 8;
        bytes[skipped..].iter().position(is_in).map(|step| skipped + step)
    }
}

#[cfg(test)]
mod tests {
    use super::ByteSet;

    #[test]
    fn finds_the_first_byte_wherever_it_stands() {
        let marks = ByteSet::new(b".!");
        for at in 0..40 {
            let mut bytes = [b'a'; 41];
            (bytes[at], bytes[40]) = (b'!', b'.');
            assert_eq!(marks.first_in(&bytes), Some(at));
        }
        assert_eq!(marks.first_in(b"nothing of the kind"), None);
        assert_eq!(marks.first_in(b""), None);
    }
}
