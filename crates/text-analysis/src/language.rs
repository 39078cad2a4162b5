//! Languages, and which one a text is in.
//!
//! To add a language: a variant here with its tag, its stemmer where Snowball has one, and its abbreviations
//! in `abbreviations.rs`; a gold file of sentence boundaries in `tests/gold`. Stop words come from the
//! `stop-words` crate.

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt as _};
use rust_stemmers::Algorithm;

/// A language that the analysis knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Language {
    English,
    German,
    French,
    Spanish,
    Italian,
    Portuguese,
    Dutch,
    Swedish,
    Danish,
    Norwegian,
    Finnish,
    Russian,
    Turkish,
    Arabic,
    Hindi,
    Chinese,
    Japanese,
    /// A language that isn't known: no stop words, no stems, and the boundaries that all languages share.
    Unknown,
}

/// A language, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// The language.
    pub language: Language,
    /// From 0 (a guess) to 1 (certain, or given).
    pub confidence: f32,
}

use Language::{
    Arabic, Chinese, Danish, Dutch, English, Finnish, French, German, Hindi, Italian, Japanese, Norwegian,
    Portuguese, Russian, Spanish, Swedish, Turkish, Unknown,
};

impl Language {
    /// All languages but [`Language::Unknown`].
    pub const ALL: [Self; 17] = [
        English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish,
        Russian, Turkish, Arabic, Hindi, Chinese, Japanese,
    ];

    /// The BCP-47 tag; `und` for [`Language::Unknown`].
    pub fn tag(self) -> &'static str {
        match self {
            English => "en",
            German => "de",
            French => "fr",
            Spanish => "es",
            Italian => "it",
            Portuguese => "pt",
            Dutch => "nl",
            Swedish => "sv",
            Danish => "da",
            Norwegian => "no",
            Finnish => "fi",
            Russian => "ru",
            Turkish => "tr",
            Arabic => "ar",
            Hindi => "hi",
            Chinese => "zh",
            Japanese => "ja",
            Unknown => "und",
        }
    }

    /// The language of a BCP-47 tag, by its first subtag (`pt-BR` is Portuguese). `None` for a tag of another
    /// language.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
        match primary.as_str() {
            "nb" | "nn" => Some(Norwegian),
            "und" => Some(Unknown),
            primary => Self::ALL.into_iter().find(|language| language.tag() == primary),
        }
    }

    /// The Snowball stemmer, where there is one.
    pub(crate) fn stemmer(self) -> Option<Algorithm> {
        Some(match self {
            English => Algorithm::English,
            German => Algorithm::German,
            French => Algorithm::French,
            Spanish => Algorithm::Spanish,
            Italian => Algorithm::Italian,
            Portuguese => Algorithm::Portuguese,
            Dutch => Algorithm::Dutch,
            Swedish => Algorithm::Swedish,
            Danish => Algorithm::Danish,
            Norwegian => Algorithm::Norwegian,
            Finnish => Algorithm::Finnish,
            Russian => Algorithm::Russian,
            Turkish => Algorithm::Turkish,
            Arabic => Algorithm::Arabic,
            Hindi | Chinese | Japanese | Unknown => return None,
        })
    }

    fn bit(self) -> u32 {
        1 << self as u32
    }
}

impl Detection {
    /// A language that the caller gave.
    pub fn given(language: Language) -> Self {
        Self { language, confidence: 1.0 }
    }
}

/// How much of a text is looked at, in bytes: as a rule the beginning is enough, and else more decides.
const SAMPLES_BYTES: [usize; 2] = [512, 4096];

/// How many stop words must speak for a language before they are believed.
const VOTES_MIN: u32 = 4;

/// Detects the language: by script, then by stop words, and by trigrams (whatlang) where those don't decide.
/// Stop words cost about a hundredth of the trigrams.
pub(crate) fn detect(text: &str) -> Detection {
    let sample = |bytes| &text[..text.floor_char_boundary(bytes)];
    let found = SAMPLES_BYTES.into_iter().find_map(|bytes| {
        let sample = sample(bytes);
        detect_by_script(sample).or_else(|| decide(count_votes(sample)))
    });
    found.unwrap_or_else(|| {
        let sample = sample(SAMPLES_BYTES[1]);
        detect_by_trigrams(sample).unwrap_or_else(|| {
            // Too short for trigrams: what stop words there are, English where they are of several languages.
            let [(first, language), _] = ranked(&count_votes(sample));
            let language = if first == 0 { Unknown } else { language };
            Detection { language, confidence: 0.1 }
        })
    })
}

/// How many stop words of each language a text holds.
type Votes = [u32; Language::ALL.len()];

fn count_votes(sample: &str) -> Votes {
    let mut votes = Votes::default();
    for word in sample.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut mask = stop_word_languages(word).unwrap_or(0);
        while mask != 0 {
            votes[mask.trailing_zeros() as usize] += 1;
            mask &= mask - 1;
        }
    }
    votes
}

/// The two languages with the most votes; of equals the one that stands first in [`Language::ALL`].
fn ranked(votes: &Votes) -> [(u32, Language); 2] {
    let mut ranked = Language::ALL.map(|language| (votes[language as usize], language));
    ranked.sort_by_key(|(votes, _)| std::cmp::Reverse(*votes));
    [ranked[0], ranked[1]]
}

/// The language of the votes, where they are enough and clear.
fn decide(votes: Votes) -> Option<Detection> {
    let [(first, language), (second, _)] = ranked(&votes);
    #[expect(clippy::cast_precision_loss, reason = "counts within a sample")]
    let confidence = || 1.0 - second as f32 / first as f32 / 2.0;
    (first >= VOTES_MIN && first * 4 >= second * 5).then(|| Detection { language, confidence: confidence() })
}

/// Decides where a script belongs to one of the languages alone.
fn detect_by_script(sample: &str) -> Option<Detection> {
    let (mut latin, mut cyrillic, mut arabic, mut devanagari, mut han, mut kana) = (0, 0, 0, 0, 0, 0);
    for c in sample.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => latin += 1,
            '\u{400}'..='\u{52f}' => cyrillic += 1,
            '\u{600}'..='\u{6ff}' => arabic += 1,
            '\u{900}'..='\u{97f}' => devanagari += 1,
            // A Han character is a word or half of one.
            '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' => han += 3,
            '\u{3040}'..='\u{30ff}' => kana += 3,
            _ => {}
        }
    }
    let letters = latin + cyrillic + arabic + devanagari + han + kana;
    let most = |count: i32| count * 2 > letters;
    let language = if most(han + kana) {
        if kana * 10 > han { Japanese } else { Chinese }
    } else if most(devanagari) {
        Hindi
    } else {
        return None;
    };
    Some(Detection { language, confidence: 0.9 })
}

fn detect_by_trigrams(sample: &str) -> Option<Detection> {
    let info = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    let language = match info.lang() {
        whatlang::Lang::Eng => English,
        whatlang::Lang::Deu => German,
        whatlang::Lang::Fra => French,
        whatlang::Lang::Spa => Spanish,
        whatlang::Lang::Ita => Italian,
        whatlang::Lang::Por => Portuguese,
        whatlang::Lang::Nld => Dutch,
        whatlang::Lang::Swe => Swedish,
        whatlang::Lang::Dan => Danish,
        whatlang::Lang::Nob => Norwegian,
        whatlang::Lang::Fin => Finnish,
        whatlang::Lang::Rus => Russian,
        whatlang::Lang::Tur => Turkish,
        whatlang::Lang::Ara => Arabic,
        whatlang::Lang::Hin => Hindi,
        whatlang::Lang::Cmn => Chinese,
        whatlang::Lang::Jpn => Japanese,
        _ => Unknown,
    };
    #[expect(clippy::cast_possible_truncation, reason = "a share")]
    Some(Detection { language, confidence: info.confidence() as f32 })
}

/// The languages in which a word is a stop word.
fn stop_word_languages(word: &str) -> Option<u32> {
    static LANGUAGES: OnceLock<HashMap<&'static str, u32>> = OnceLock::new();
    let languages = LANGUAGES.get_or_init(|| {
        let mut languages = HashMap::new();
        for language in Language::ALL {
            for word in stop_words(language) {
                *languages.entry(*word).or_insert(0) |= language.bit();
            }
        }
        languages
    });
    let mut buffer = [0_u8; 24];
    let lower = lower_ascii(word, &mut buffer)?;
    languages.get(lower).copied()
}

/// The stop words of a language, lower-case.
pub(crate) fn stop_words(language: Language) -> &'static [&'static str] {
    stop_words::lookup(language.tag()).unwrap_or(&[])
}

/// Lower-cases ASCII letters into the buffer; `None` for a word that is too long for it.
fn lower_ascii<'a>(word: &str, buffer: &'a mut [u8; 24]) -> Option<&'a str> {
    let target = buffer.get_mut(..word.len())?;
    target.copy_from_slice(word.as_bytes());
    target.make_ascii_lowercase();
    std::str::from_utf8(target).ok()
}
