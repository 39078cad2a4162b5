//! Words to stems: what is written onto a word is taken off, and its ending is.

use rust_stemmers::Stemmer as Snowball;

use crate::{Language, hindi};

/// The longest word that is stemmed, in bytes; longer ones are names of files and the like.
const STEMMED_BYTES_MAX: usize = 64;

/// Makes the stems of one language.
pub(crate) enum Stemmer {
    /// By the language's Snowball algorithm.
    Snowball(Snowball),
    /// By rules of our own.
    Hindi,
    /// Each word is its own stem.
    None,
}

impl Stemmer {
    pub(crate) fn new(language: Language) -> Self {
        match language.snowball() {
            Some(algorithm) => Self::Snowball(Snowball::create(algorithm)),
            None if language == Language::Hindi => Self::Hindi,
            None => Self::None,
        }
    }

    /// The stem of a bare word; the word itself where nothing would be left, as of Arabic marks without a letter.
    pub(crate) fn stem(&self, word: String) -> String {
        let stem = match self {
            Self::Snowball(snowball) if word.len() <= STEMMED_BYTES_MAX => snowball.stem(&word).into_owned(),
            Self::Hindi if word.len() <= STEMMED_BYTES_MAX => hindi::stem(&word),
            _ => return word,
        };
        if stem.is_empty() { word } else { stem }
    }
}

/// A lower-case word as a dictionary has it: with straight apostrophes, and without what the language writes onto it.
pub(crate) fn bare(language: Language, word: &str) -> String {
    let word = word.replace('’', "'");
    match language {
        // "Kim's" is Kim, and "foto's" are photos.
        Language::English | Language::Dutch => match word.strip_suffix("'s") {
            Some(bare) => bare.to_owned(),
            None => word,
        },
        Language::French | Language::Italian => match word.split_once('\'') {
            Some((article, noun)) if is_elided(article) && !noun.is_empty() => noun.to_owned(),
            _ => word,
        },
        // "Cenevre'de" is in Geneva. İ becomes i and a dot of its own in lower case.
        Language::Turkish => word.split('\'').next().unwrap_or_default().replace("i\u{307}", "i"),
        // Its dots are optional.
        Language::Russian => word.replace('ё', "е"),
        _ => word,
    }
}

/// Whether a word lost its last vowel before the vowel of the next one: "l'art", "qu'il", "dell'arte".
fn is_elided(word: &str) -> bool {
    matches!(
        word,
        "agl"
            | "all"
            | "c"
            | "d"
            | "dagl"
            | "dall"
            | "degl"
            | "dell"
            | "gl"
            | "j"
            | "jusqu"
            | "l"
            | "lorsqu"
            | "m"
            | "n"
            | "negl"
            | "nell"
            | "puisqu"
            | "qu"
            | "quell"
            | "quest"
            | "s"
            | "sull"
            | "t"
            | "un"
            | "v"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: Language, words: &[(&str, &str)]) {
        for (word, expected) in words {
            assert_eq!(bare(language, word), *expected, "of {word}");
        }
    }

    #[test]
    fn takes_off_what_is_written_onto_a_word() {
        check(
            Language::English,
            &[("kim's", "kim"), ("kim’s", "kim"), ("don’t", "don't"), ("o'neill", "o'neill")],
        );
        check(Language::Dutch, &[("foto’s", "foto")]);
        check(
            Language::French,
            &[
                ("l’art", "art"),
                ("qu'il", "il"),
                ("aujourd'hui", "aujourd'hui"),
                ("d'aujourd'hui", "aujourd'hui"),
            ],
        );
        check(Language::Italian, &[("dell'arte", "arte"), ("un'altra", "altra")]);
        check(Language::Turkish, &[("cenevre'de", "cenevre"), ("2019’da", "2019"), ("i\u{307}çin", "için")]);
        check(Language::Russian, &[("ещё", "еще")]);
        check(Language::German, &[("geht's", "geht's")]);
    }

    #[test]
    fn leaves_long_words_alone() {
        let stemmer = Stemmer::new(Language::English);
        let long = format!("{}ings", "x".repeat(STEMMED_BYTES_MAX));
        assert_eq!(stemmer.stem(long.clone()), long);
        assert_eq!(stemmer.stem("readings".to_owned()), "read");
    }
}
