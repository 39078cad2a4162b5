//! Words to terms: case folded, stemmed, stop words left out.

use std::cell::RefCell;

use foldhash::{HashMap, HashMapExt as _};
use rust_stemmers::Stemmer;

use crate::{Language, language::stop_words};

/// How many words one thread remembers. News uses some 60,000 words; past this, all are forgotten.
const WORDS_MAX: usize = 1 << 16;

/// The longest word that is remembered, in bytes; longer ones are names of files and the like.
const WORD_BYTES_MAX: usize = 64;

/// What a lower-case word comes to.
#[derive(Debug, Clone)]
pub(crate) enum Stem {
    /// A stop word, which has no term.
    Stop,
    /// The word is its own stem.
    Itself,
    /// Another stem.
    Other(Box<str>),
}

/// Stems of one language, remembered.
struct Stems {
    language: Language,
    stemmer: Option<Stemmer>,
    known: HashMap<Box<str>, Stem>,
}

impl Stems {
    fn new(language: Language) -> Self {
        let mut stems = Self { language, stemmer: language.stemmer().map(Stemmer::create), known: HashMap::new() };
        stems.forget();
        stems
    }

    fn forget(&mut self) {
        self.known.clear();
        let stop_words = stop_words(self.language).iter();
        self.known.extend(stop_words.map(|&word| (word.into(), Stem::Stop)));
    }

    fn stem(&mut self, word: &str) -> Stem {
        if let Some(known) = self.known.get(word) {
            return known.clone();
        }
        let stem = self.compute(word);
        if word.len() <= WORD_BYTES_MAX {
            if self.known.len() >= WORDS_MAX {
                self.forget();
            }
            self.known.insert(word.into(), stem.clone());
        }
        stem
    }

    fn compute(&self, word: &str) -> Stem {
        // "Kim's" and "Kim’s" are Kim in English, and no other language's stop words have a straight apostrophe
        // and a curly one both.
        let bare = if self.language == Language::English {
            word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
        } else {
            word
        };
        let straight = bare.replace('’', "'");
        if matches!(self.known.get(straight.as_str()), Some(Stem::Stop)) {
            return Stem::Stop;
        }
        let stem = match &self.stemmer {
            Some(stemmer) if word.len() <= WORD_BYTES_MAX => stemmer.stem(&straight),
            _ => straight.as_str().into(),
        };
        if stem == word { Stem::Itself } else { Stem::Other(stem.into()) }
    }
}

/// Finds the stem of a lower-case word.
pub(crate) fn stem(word: &str, language: Language) -> Stem {
    thread_local! {
        static STEMS: RefCell<Vec<Option<Stems>>> = const { RefCell::new(Vec::new()) };
    }
    STEMS.with_borrow_mut(|languages| {
        let index = language as usize;
        if languages.len() <= index {
            languages.resize_with(index + 1, || None);
        }
        languages[index].get_or_insert_with(|| Stems::new(language)).stem(word)
    })
}
