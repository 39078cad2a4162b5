//! Words that tell what a sentence does. English; in other languages nothing is found, and the other features decide.

use memchr::memchr;
use synoptic_plugin_sdk::Sentence;

use crate::words::fingerprint;

/// A set of bits: which kinds of cues there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cues(u32);

impl Cues {
    /// "he", "this": who or what, a sentence before has told.
    pub(crate) const PRONOUN: Self = Self(1);
    /// "but", "meanwhile": ties a sentence to the one before.
    pub(crate) const CONNECTIVE: Self = Self(1 << 1);
    /// "I", "our".
    pub(crate) const FIRST_PERSON: Self = Self(1 << 2);
    /// "you".
    pub(crate) const SECOND_PERSON: Self = Self(1 << 3);
    /// "said": tells what somebody said.
    pub(crate) const REPORTED: Self = Self(1 << 4);
    /// "we", "paper": authors speak of their work.
    pub(crate) const AUTHORS: Self = Self(1 << 5);
    /// "propose": what authors do.
    pub(crate) const CONTRIBUTES: Self = Self(1 << 6);
    /// "algorithm": stands in scientific texts.
    pub(crate) const SCIENCE: Self = Self(1 << 7);
    /// "great": what a writer thinks of a thing.
    pub(crate) const OPINION: Self = Self(1 << 8);

    /// "Tuesday": names a day.
    pub(crate) const DAY: Self = Self(1 << 9);

    /// Whether it has all of these.
    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

const WORDS: &[(Cues, &str)] = &[
    (Cues::PRONOUN, "he she they it his her their its this that these those"),
    (
        Cues::CONNECTIVE,
        "but and or so yet however meanwhile also then still instead moreover furthermore additionally therefore thus \
         nevertheless otherwise",
    ),
    (Cues::FIRST_PERSON, "i my me we our us i'm i've we're we've mine i'll i'd we'll"),
    (Cues::SECOND_PERSON, "you your you're you'll you've yours"),
    (Cues::REPORTED, "said says told added announced according reported claimed stated warned"),
    (Cues::DAY, "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight"),
    (Cues::AUTHORS, "we paper work"),
    (
        Cues::CONTRIBUTES,
        "propose present introduce show develop demonstrate describe provide study investigate explore prove design address \
         introduces proposes presents",
    ),
    (
        Cues::SCIENCE,
        "propose proposed model models method methods approach algorithm algorithms experiments datasets dataset empirically \
         framework neural learning baseline baselines theoretical",
    ),
    (
        Cues::OPINION,
        "i my very great good nice excellent comfortable love loved bad poor best easy clean friendly helpful quite really \
         pretty too worst disappointed recommend perfect amazing awful cheap terrible fast slow",
    ),
];

/// How many places the table has: some seven times as many as words, so that most look-ups of other words meet an empty one.
const SLOTS: usize = 1024;

/// Finds the cues of words: one look-up each.
pub(crate) struct Lexicon {
    /// Fingerprints, 0 for none, and what their words tell.
    slots: Vec<(u64, Cues)>,
    /// By the first byte of a word, a bit for each length that cues with it have: most words part here.
    lengths: [u32; 256],
}

/// Longer words share the last bit.
fn length_bit(word: &str) -> u32 {
    1 << word.len().min(31)
}

impl Default for Lexicon {
    fn default() -> Self {
        let mut lexicon = Self { slots: vec![(0, Cues::default()); SLOTS], lengths: [0; 256] };
        for (cue, words) in WORDS {
            for word in words.split_whitespace() {
                let print = fingerprint(word);
                let slot = lexicon.slot(print);
                lexicon.slots[slot] = (print, Cues(lexicon.slots[slot].1.0 | cue.0));
                let first = word.as_bytes()[0];
                for byte in [first, first.to_ascii_uppercase()] {
                    lexicon.lengths[usize::from(byte)] |= length_bit(word);
                }
            }
        }
        lexicon
    }
}

impl Lexicon {
    /// Where a fingerprint stands, or would.
    #[expect(clippy::cast_possible_truncation, reason = "the bits that are left are those of a slot")]
    fn slot(&self, print: u64) -> usize {
        let mut slot = print as usize % SLOTS;
        while self.slots[slot].0 != 0 && self.slots[slot].0 != print {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }

    /// The cues of a word with its fingerprint; none for the country.
    fn cues(&self, word: &str, print: u64) -> Cues {
        let cues = self.slots[self.slot(print)].1;
        if cues.has(Cues::FIRST_PERSON) && word == "US" { Cues::default() } else { cues }
    }

    /// Whether a word may be a cue.
    fn may_be_cue(&self, word: &str) -> bool {
        let first = word.as_bytes().first().copied().unwrap_or(0);
        self.lengths[usize::from(first)] & length_bit(word) != 0
    }

    /// What the words of a sentence tell. Their fingerprints are added to others, where these are wanted.
    pub(crate) fn traits(&self, sentence: &Sentence<'_>, mut fingerprints: Option<&mut Vec<u64>>) -> Traits {
        let mut traits = Traits::default();
        for token in sentence.tokens() {
            let word = token.text();
            let cues = if let Some(fingerprints) = &mut fingerprints {
                let print = fingerprint(word);
                fingerprints.push(print);
                self.cues(word, print)
            } else if self.may_be_cue(word) {
                self.cues(word, fingerprint(word))
            } else {
                Cues::default()
            };
            if traits.words == 0 {
                traits.opening = cues;
            }
            traits.science += usize::from(cues.has(Cues::SCIENCE));
            traits.number |= token.is_number();
            traits.names += usize::from(traits.words > 0 && token.is_capitalized());
            traits.any.0 |= cues.0;
            traits.words += 1;
        }
        traits
    }
}

/// What the words of a sentence tell.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Traits {
    pub(crate) words: usize,
    /// The cues of the first word.
    pub(crate) opening: Cues,
    /// The cues of all.
    pub(crate) any: Cues,
    /// How many words stand in scientific texts.
    science: usize,
    /// Whether there is a number.
    pub(crate) number: bool,
    /// How many words beyond the first are capitalized.
    pub(crate) names: usize,
}

impl Traits {
    /// Whether authors tell what they do.
    pub(crate) fn is_contribution(&self) -> bool {
        self.any.has(Cues::AUTHORS) && self.any.has(Cues::CONTRIBUTES)
    }

    /// Whether it could stand in a scientific abstract.
    pub(crate) fn is_science(&self) -> bool {
        self.is_contribution() || self.science >= 2
    }
}

/// The longest name of a speaker, in bytes.
const SPEAKER_BYTES_MAX: usize = 40;

/// The speaker of a line of a talk, which begins without white space: what stands before its first colon, where that is a name or a role.
pub(crate) fn speaker(line: &str) -> Option<&str> {
    let colon = memchr(b':', &line.as_bytes()[..line.len().min(SPEAKER_BYTES_MAX)])?;
    let name = line.get(..colon)?;
    let words = name.split_whitespace().count();
    let begins = name.starts_with(|c: char| c.is_uppercase() || c == '#' || c == '[');
    let spoken = line[colon + 1..].starts_with(char::is_whitespace);
    (begins && spoken && (1..=5).contains(&words) && !name.contains(['.', ',', '"'])).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(word: &str) -> Cues {
        Lexicon::default().cues(word, fingerprint(word))
    }

    #[test]
    fn every_cue_is_found_in_any_case() {
        for (cue, words) in WORDS {
            for word in words.split_whitespace() {
                assert!(cues(word).has(*cue), "{word}");
                let mut capitalized = word.to_owned();
                capitalized[..1].make_ascii_uppercase();
                assert!(cues(&capitalized).has(*cue), "{capitalized}");
            }
        }
        assert_eq!(cues("harbour"), Cues::default());
    }

    #[test]
    fn the_country_is_no_pronoun() {
        assert!(cues("us").has(Cues::FIRST_PERSON));
        assert_eq!(cues("US"), Cues::default());
    }

    #[test]
    fn a_speaker_is_told_from_a_clause() {
        assert_eq!(speaker("Anna Bell: I see."), Some("Anna Bell"));
        assert_eq!(speaker("#Person1#: Hi."), Some("#Person1#"));
        assert_eq!(speaker("It was late, he said: too late."), None);
        assert_eq!(speaker("At 12:30 it rained."), None);
    }
}
