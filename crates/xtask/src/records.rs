//! Records with references: documents, what people made of them, and how long a summary of them may be.

use std::{fmt, fs, path::Path, str::FromStr};

use anyhow::{Context as _, bail};
use serde::Deserialize;

/// A line of a data set.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Record {
    pub(crate) id: String,
    pub(crate) documents: Vec<RecordDocument>,
    pub(crate) references: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct RecordDocument {
    #[serde(default)]
    pub(crate) title: Option<String>,
    pub(crate) text: String,
}

/// How long a summary may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Budget {
    /// So many sentences.
    Sentences(u32),
    /// At most so many words, in whole sentences.
    Words(u32),
    /// Exactly so many words: the fewest sentences that reach them, cut at the last.
    Cut(u32),
}

/// How many more words than those it is cut at a summary is asked for: the sentence that reaches them has room.
const CUT_SLACK_WORDS: u32 = 150;

impl Budget {
    /// The most words, as a summarizer is asked for them: a cut summary is asked for with room for its last sentence.
    pub(crate) fn words_asked(self) -> Option<u32> {
        match self {
            Self::Sentences(_) => None,
            Self::Words(words) => Some(words),
            Self::Cut(words) => Some(words + CUT_SLACK_WORDS),
        }
    }

    /// What of a summary, sentence by sentence and the best first, is scored.
    pub(crate) fn cut<'a>(self, sentences: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        let Self::Cut(words) = self else { return sentences.into_iter().map(str::to_owned).collect() };
        let mut left = words as usize;
        let mut kept = Vec::new();
        for sentence in sentences {
            let words: Vec<&str> = sentence.split_whitespace().take(left).collect();
            left -= words.len();
            if !words.is_empty() {
                kept.push(words.join(" "));
            }
        }
        kept
    }
}

impl FromStr for Budget {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let (unit, count) = text.split_once('=').context("a budget is sentences=N, words=N or cut=N")?;
        let count = count.parse()?;
        Ok(match unit {
            "sentences" => Self::Sentences(count),
            "words" => Self::Words(count),
            "cut" => Self::Cut(count),
            _ => bail!("{unit:?} isn't sentences, words or cut"),
        })
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sentences(1) => write!(formatter, "1 sentence"),
            Self::Sentences(count) => write!(formatter, "{count} sentences"),
            Self::Words(count) => write!(formatter, "at most {count} words"),
            Self::Cut(count) => write!(formatter, "exactly {count} words"),
        }
    }
}

/// Reads JSON lines.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Record>> {
    let text = fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect::<anyhow::Result<_>>()
        .with_context(|| path.display().to_string())
}
