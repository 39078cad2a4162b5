//! What is summarized.

use std::{collections::BTreeMap, fs, ops::RangeInclusive, path::Path};

use serde_json::Value;
use synoptic_testing::synthetic_text;
use synoptic_text_analysis::{Options, analyze};

use crate::ASKED;

/// How many articles are taken, of how many words.
const ARTICLES_MAX: usize = 20;
const ARTICLE_WORDS: RangeInclusive<usize> = 600..=800;

/// The sentences of the shortest synthetic article; the others have one more each, and those in the middle 700 words.
const SYNTHETIC_SENTENCES_MIN: usize = 27;

pub(crate) struct Text {
    pub(crate) text: String,
    /// The share that the peer is told to cut, so that the sentences that are asked for stay.
    pub(crate) cut: f32,
}

impl Text {
    pub(crate) fn new(text: String, sentences: usize) -> Self {
        Self { text, cut: 1.0 - ASKED as f32 / sentences as f32 }
    }
}

/// News where the evaluation sets are at hand, the first by id, and otherwise synthetic articles as long; and which they are.
pub(crate) fn articles() -> (Vec<Text>, &'static str) {
    let news = news();
    if news.is_empty() {
        let counts = (SYNTHETIC_SENTENCES_MIN..).take(ARTICLES_MAX);
        let texts = counts.map(|sentences| Text::new(synthetic_text(sentences), sentences));
        return (texts.collect(), "synthetic articles of about 700 words");
    }
    let texts = news.into_values().take(ARTICLES_MAX).map(|text| {
        let sentences = analyze(&text, &Options::default()).sentences().len();
        Text::new(text, sentences)
    });
    (texts.collect(), "news articles of 600 to 800 words")
}

/// By id.
fn news() -> BTreeMap<String, String> {
    let sets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/eval");
    let mut news = BTreeMap::new();
    for set in ["cnndm.dev.jsonl", "news_writers.dev.jsonl"] {
        // Outside of our own machines they aren't there: they aren't ours to give away.
        for line in fs::read_to_string(sets.join(set)).unwrap_or_default().lines() {
            let record: Value = serde_json::from_str(line).expect("a record a line");
            let text = record["documents"][0]["text"].as_str().expect("a document has a text");
            if ARTICLE_WORDS.contains(&text.split_whitespace().count()) {
                news.insert(record["id"].to_string(), text.to_owned());
            }
        }
    }
    news
}
