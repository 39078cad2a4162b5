//! What kind of input there is.

use memchr::memchr;
use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Document, Request};

use crate::{
    Params,
    cues::{self, Cues, Traits},
    unseen,
};

/// A kind of input, with a model of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum InputKind {
    /// One report.
    News,
    /// Several reports.
    SeveralNews,
    /// A scientific abstract or paper.
    Science,
    /// A short talk, one turn a line.
    Dialogue,
    /// The transcript of a long one.
    Meeting,
    /// Opinions, one a line.
    Reviews,
}

/// How many turns of a talk make it a meeting: it is long, and most turns say nothing.
const MEETING_TURNS_MIN: usize = 60;

/// How many opinions there are at least; fewer lines may be anything.
const OPINIONS_MIN: usize = 12;

/// How many sentences of a text are looked at.
const LOOKED_AT: usize = 200;

impl InputKind {
    pub(crate) const ALL: [Self; 6] =
        [Self::News, Self::SeveralNews, Self::Science, Self::Dialogue, Self::Meeting, Self::Reviews];

    /// The file of its model.
    pub(crate) fn model(self) -> &'static str {
        match self {
            Self::News => include_str!("../models/news.toml"),
            Self::SeveralNews => include_str!("../models/several-news.toml"),
            Self::Science => include_str!("../models/science.toml"),
            Self::Dialogue => include_str!("../models/dialogue.toml"),
            Self::Meeting => include_str!("../models/meeting.toml"),
            Self::Reviews => include_str!("../models/reviews.toml"),
        }
    }

    /// Tells the kind from the documents.
    pub(crate) fn of(request: &Request<'_, Params>, traits: &[Traits]) -> Self {
        let documents: Vec<&Document<'_>> = unseen(request).collect();
        if documents.iter().all(|document| is_talk(document)) {
            let turns: usize = documents.iter().map(|document| document.paragraph_count()).sum();
            return if turns < MEETING_TURNS_MIN { Self::Dialogue } else { Self::Meeting };
        }
        if is_opinions(&documents, traits) {
            return Self::Reviews;
        }
        if documents.len() > 1 {
            return Self::SeveralNews;
        }
        if is_science(traits) { Self::Science } else { Self::News }
    }
}

/// Whether most lines of a text begin with a speaker: "Anna: …".
fn is_talk(document: &Document<'_>) -> bool {
    let (mut all, mut turns) = (0, 0);
    let mut rest = document.text();
    while !rest.is_empty() && all < LOOKED_AT {
        let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = rest[..end].trim_start();
        rest = rest.get(end + 1..).unwrap_or_default();
        all += usize::from(!line.is_empty());
        turns += usize::from(cues::speaker(line).is_some());
    }
    all >= 2 && turns * 10 >= all * 7
}

/// Whether the lines are opinions: one sentence each, in the words of users, and nobody is reported to have said it.
fn is_opinions(documents: &[&Document<'_>], traits: &[Traits]) -> bool {
    let paragraphs: usize = documents.iter().map(|document| document.paragraph_count()).sum();
    if traits.len() < OPINIONS_MIN || paragraphs * 10 < traits.len() * 8 {
        return false;
    }
    let looked_at = &traits[..traits.len().min(LOOKED_AT)];
    let count = |cue| looked_at.iter().filter(|traits| traits.any.has(cue)).count() * 100;
    count(Cues::OPINION) >= 30 * looked_at.len() && count(Cues::REPORTED) < 8 * looked_at.len()
}

/// Whether a text tells what its authors propose and find: one sentence in ten does, and next to none tells what others said. Of 2,120
/// news articles two are taken for it, and of abstracts nineteen in twenty.
fn is_science(traits: &[Traits]) -> bool {
    let looked_at = &traits[..traits.len().min(LOOKED_AT)];
    let science = looked_at.iter().filter(|traits| traits.is_science()).count();
    let reported = looked_at.iter().filter(|traits| traits.any.has(Cues::REPORTED)).count();
    science > 0 && science * 10 >= looked_at.len() && reported * 10 < looked_at.len()
}
