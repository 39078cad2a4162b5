//! Words to terms: case folded, stemmed, stop words left out.
//!
//! Each thread keeps a lexicon for each language: the words that it has met, with the stems that they come to. A word costs
//! one look-up in it, and the terms of a text are numbered through the lexicon without a table of their own.

use std::{cell::RefCell, hash::BuildHasher as _, ops::Range};

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::{
    Language, Token,
    stems::{self, Stemmer},
    stop_words,
};

/// How many words each table of a lexicon keeps from one text to the next. News uses some 60,000; past this it begins anew.
const WORDS_MAX: usize = 1 << 16;

/// How many bytes of words and stems it keeps.
const BYTES_MAX: usize = 4 << 20;

/// The stem of a stop word, which has no term.
const STOP: u32 = u32::MAX;

/// The words that one thread has met in one language.
pub(crate) struct Lexicon {
    language: Language,
    stemmer: Stemmer,
    hasher: RandomState,
    /// Short words as texts have them: nearly all words of nearly all texts.
    short: HashTable<ShortWord>,
    words: HashTable<Word>,
    stems: HashTable<u32>,
    entries: Vec<Stem>,
    bytes: String,
    /// Counts the texts, so that numbers of an earlier one are told from those of this one.
    text: u32,
}

/// A word as a text has it, and its stem.
struct ShortWord {
    /// The two halves of its bytes as one number: so it takes 24 bytes and not 32.
    key: [u64; 2],
    stem: u32,
}

/// A lower-case word, as a range of the lexicon's bytes, and its stem.
struct Word {
    hash: u64,
    range: Range<u32>,
    stem: u32,
}

/// A stem, and the number that it has as a term of a text.
struct Stem {
    range: Range<u32>,
    text: u32,
    term: u32,
}

/// The longest word that is looked up by its bytes as one number.
pub(crate) const SHORT_BYTES_MAX: usize = size_of::<u128>();

/// The bytes of a word of at most [`SHORT_BYTES_MAX`] as one number. No word holds a zero byte.
fn key(word: &str) -> u128 {
    let mut bytes = [0; SHORT_BYTES_MAX];
    bytes[..word.len()].copy_from_slice(word.as_bytes());
    u128::from_le_bytes(bytes)
}

thread_local! {
    static LEXICONS: RefCell<Vec<Option<Lexicon>>> = const { RefCell::new(Vec::new()) };
}

/// Lends this thread's lexicon of a language to one text.
pub(crate) fn with_lexicon<T>(language: Language, run: impl FnOnce(&mut Lexicon) -> T) -> T {
    let index = language as usize;
    let taken = LEXICONS.with_borrow_mut(|lexicons| {
        if lexicons.len() <= index {
            lexicons.resize_with(index + 1, || None);
        }
        lexicons[index].take()
    });
    let mut lexicon = taken.unwrap_or_else(|| Lexicon::new(language));
    lexicon.text += 1;
    let result = run(&mut lexicon);
    LEXICONS.with_borrow_mut(|lexicons| lexicons[index] = Some(lexicon).filter(Lexicon::has_room));
    result
}

impl Lexicon {
    fn new(language: Language) -> Self {
        let mut lexicon = Self {
            language,
            stemmer: Stemmer::new(language),
            hasher: RandomState::default(),
            short: HashTable::new(),
            words: HashTable::new(),
            stems: HashTable::new(),
            entries: Vec::new(),
            bytes: String::new(),
            text: 0,
        };
        for word in stop_words::of(language) {
            let hash = lexicon.hasher.hash_one(word.as_bytes());
            lexicon.insert(hash, word, STOP);
        }
        lexicon
    }

    /// Whether it may serve a further text. One text may overfill it, as its words have a bound too.
    fn has_room(&self) -> bool {
        self.short.len().max(self.words.len()) < WORDS_MAX
            && self.bytes.len() < BYTES_MAX
            && self.text < u32::MAX
    }

    /// The number of a word's term. `terms` are the stems of the text so far; a new one is added.
    pub(crate) fn term(&mut self, word: &str, terms: &mut Vec<u32>) -> u32 {
        let stem = if word.len() <= SHORT_BYTES_MAX {
            return self.short_term(key(word), terms);
        } else {
            self.stem_of(&folded(word))
        };
        self.numbered(stem, terms)
    }

    /// The same of a word whose bytes are those of `key`, zeros behind them.
    #[inline]
    pub(crate) fn short_term(&mut self, key: u128, terms: &mut Vec<u32>) -> u32 {
        let (hash, halves) = (self.hasher.hash_one(key), halves(key));
        let stem = match self.short.find(hash, |known| known.key == halves) {
            Some(known) => known.stem,
            None => self.learn_short(hash, key),
        };
        self.numbered(stem, terms)
    }

    /// The number of a stem as a term of this text.
    #[inline]
    fn numbered(&mut self, stem: u32, terms: &mut Vec<u32>) -> u32 {
        if stem == STOP {
            return Token::NO_TERM;
        }
        let entry = &mut self.entries[stem as usize];
        if entry.text != self.text {
            entry.text = self.text;
            entry.term = as_u32(terms.len());
            terms.push(stem);
        }
        entry.term
    }

    /// The text of a stem.
    pub(crate) fn stem(&self, stem: u32) -> &str {
        &self.bytes[as_usize(&self.entries[stem as usize].range)]
    }

    /// Adds a short word that wasn't met before.
    #[cold]
    fn learn_short(&mut self, hash: u64, key: u128) -> u32 {
        let bytes = key.to_le_bytes();
        let length = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
        let stem = self.stem_of(&folded(&String::from_utf8_lossy(&bytes[..length])));
        let hasher = &self.hasher;
        self.short.insert_unique(hash, ShortWord { key: halves(key), stem }, |word| {
            hasher.hash_one(whole(word.key))
        });
        stem
    }

    /// The stem of a lower-case word.
    fn stem_of(&mut self, word: &str) -> u32 {
        let hash = self.hasher.hash_one(word.as_bytes());
        let bytes = self.bytes.as_bytes();
        let is_word = |known: &Word| known.hash == hash && &bytes[as_usize(&known.range)] == word.as_bytes();
        if let Some(known) = self.words.find(hash, is_word) {
            return known.stem;
        }
        let stem = self.compute(word).map_or(STOP, |stem| self.intern(&stem));
        self.insert(hash, word, stem);
        stem
    }

    fn insert(&mut self, hash: u64, word: &str, stem: u32) {
        let range = self.append(word);
        self.words.insert_unique(hash, Word { hash, range, stem }, |word| word.hash);
    }

    /// The stem of a word; `None` for a stop word.
    fn compute(&self, word: &str) -> Option<String> {
        let bare = stems::bare(self.language, word);
        let is_stop = self.is_stop_word(&bare) || stop_words::is_grammar(self.language, &bare);
        (!is_stop).then(|| self.stemmer.stem(bare))
    }

    fn is_stop_word(&self, word: &str) -> bool {
        let hash = self.hasher.hash_one(word.as_bytes());
        let found = self.words.find(hash, |known| self.bytes[as_usize(&known.range)] == *word);
        found.is_some_and(|known| known.stem == STOP)
    }

    /// The index of a stem.
    fn intern(&mut self, stem: &str) -> u32 {
        let hash = self.hasher.hash_one(stem.as_bytes());
        let is_stem = |&known: &u32| self.stem(known) == stem;
        if let Some(&known) = self.stems.find(hash, is_stem) {
            return known;
        }
        let index = as_u32(self.entries.len());
        let range = self.append(stem);
        self.entries.push(Stem { range, text: 0, term: 0 });
        let (hasher, entries, bytes) = (&self.hasher, &self.entries, &self.bytes);
        let hash_of =
            |&known: &u32| hasher.hash_one(bytes[as_usize(&entries[known as usize].range)].as_bytes());
        self.stems.insert_unique(hash, index, hash_of);
        index
    }

    fn append(&mut self, text: &str) -> Range<u32> {
        let start = as_u32(self.bytes.len());
        self.bytes.push_str(text);
        start..as_u32(self.bytes.len())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "halves are meant")]
fn halves(key: u128) -> [u64; 2] {
    [key as u64, (key >> 64) as u64]
}

fn whole([low, high]: [u64; 2]) -> u128 {
    u128::from(high) << 64 | u128::from(low)
}

/// A word in lower case, with "u.s" and "US" as one word.
fn folded(word: &str) -> String {
    // The country, not the pronoun.
    if word == "US" {
        return word.to_owned();
    }
    let mut lower: String = word.chars().flat_map(char::to_lowercase).collect();
    if lower.contains('.') && lower.starts_with(|c: char| c.is_ascii_alphabetic()) {
        lower.retain(|c| c != '.');
        if lower == "us" {
            lower.make_ascii_uppercase();
        }
    }
    lower
}

fn as_usize(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// A length within a lexicon, which holds a few times the bytes of one text at most, and is begun anew when it is full.
fn as_u32(length: usize) -> u32 {
    u32::try_from(length).expect("a lexicon has less than 4 GiB")
}
