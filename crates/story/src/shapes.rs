//! What nearly all words are told from those of a list by: the first letter, the last letter and the length.

/// The shapes of the words of a list.
///
/// A word of another shape is none of them, in any case; so a table of two kilobytes answers what else each word of a text would be
/// compared with all of them for.
#[derive(Debug)]
pub(crate) struct Shapes([[u32; LENGTHS]; LETTERS]);

/// Longer words are of no list.
const LENGTHS: usize = 16;

const LETTERS: usize = 26;

impl Shapes {
    /// The shapes of words in small letters of English.
    pub(crate) const fn of(words: &[&str]) -> Self {
        Self([[0; LENGTHS]; LETTERS]).and(words)
    }

    /// With those of further words.
    pub(crate) const fn and(mut self, words: &[&str]) -> Self {
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            let (first, last) = (word[0], word[word.len() - 1]);
            self.0[(first - b'a') as usize][word.len()] |= 1 << (last & 31);
            at += 1;
        }
        self
    }

    /// Whether a word, in any case, has the shape of one of the list.
    #[inline]
    pub(crate) fn hold(&self, word: &str) -> bool {
        self.hold_bytes(word.as_bytes())
    }

    /// The same of a word's bytes.
    #[inline]
    pub(crate) fn hold_bytes(&self, bytes: &[u8]) -> bool {
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
        let lengths = self.0.get(usize::from((first | 0x20).wrapping_sub(b'a')));
        let ends = lengths.and_then(|lengths| lengths.get(bytes.len()));
        ends.is_some_and(|ends| ends >> (last & 31) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_list_have_its_shapes_in_any_case() {
        const SHAPES: Shapes = Shapes::of(&["seven", "q1"]).and(&["o'clock"]);
        for word in ["seven", "Seven", "SEVEN", "q1", "o'clock", "sworn"] {
            assert!(SHAPES.hold(word), "{word}");
        }
        for word in ["", "sever", "even", "7even", "q2", "épée", "a-word-of-many-letters"] {
            assert!(!SHAPES.hold(word), "{word}");
        }
    }
}
