//! Byte offsets in other units, without counting from the beginning each time.

/// How far apart the places are whose offsets are kept, in bytes.
const STEP_BYTES: usize = 4096;

/// The offsets of every 4 KiB of a text.
#[derive(Debug)]
pub(crate) struct OffsetIndex {
    /// Code points and UTF-16 units before each place.
    before: Vec<(usize, usize)>,
}

impl OffsetIndex {
    pub(crate) fn new(text: &str) -> Self {
        let mut before = vec![(0, 0)];
        let (mut points, mut units) = (0, 0);
        for step in 1..=text.len() / STEP_BYTES {
            let piece = &text[place(text, step - 1)..place(text, step)];
            points += piece.chars().count();
            units += piece.encode_utf16().count();
            before.push((points, units));
        }
        Self { before }
    }

    /// How many code points stand before a byte.
    pub(crate) fn code_points(&self, text: &str, at: usize) -> usize {
        let step = at / STEP_BYTES;
        self.before[step].0 + text[place(text, step)..at].chars().count()
    }

    /// How many UTF-16 units stand before a byte.
    pub(crate) fn utf16(&self, text: &str, at: usize) -> usize {
        let step = at / STEP_BYTES;
        self.before[step].1 + text[place(text, step)..at].encode_utf16().count()
    }
}

/// The character at or before the step's byte.
fn place(text: &str, step: usize) -> usize {
    text.floor_char_boundary(step * STEP_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_from_the_beginning() {
        let text = "aé🚢日".repeat(2000);
        let index = OffsetIndex::new(&text);
        for (at, _) in text.char_indices().step_by(37) {
            assert_eq!(index.code_points(&text, at), text[..at].chars().count());
            assert_eq!(index.utf16(&text, at), text[..at].encode_utf16().count());
        }
        assert_eq!(index.code_points(&text, text.len()), text.chars().count());
    }
}
