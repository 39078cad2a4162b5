//! The languages that the analysis knows.
//!
//! How to add one is told step by step in the crate's [`README.md`](../README.md).

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

    /// How many there are with [`Language::Unknown`].
    pub(crate) const COUNT: usize = Self::ALL.len() + 1;

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

    /// Its Snowball algorithm, where there is one.
    pub(crate) fn snowball(self) -> Option<Algorithm> {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stands_in_all_at_the_place_of_its_variant() {
        for (place, language) in Language::ALL.into_iter().enumerate() {
            assert_eq!(language as usize, place);
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
        assert_eq!(Unknown as usize, Language::ALL.len());
    }

    #[test]
    fn reads_the_first_subtag() {
        assert_eq!(Language::from_tag("pt-BR"), Some(Portuguese));
        assert_eq!(Language::from_tag("ZH_hant_TW"), Some(Chinese));
        assert_eq!(Language::from_tag("nn"), Some(Norwegian));
        assert_eq!(Language::from_tag("und"), Some(Unknown));
        assert_eq!([Language::from_tag("pl"), Language::from_tag("")], [None, None]);
    }
}
