//! How much room the length leaves that was asked for.

use synoptic_plugin_sdk::{Length, Request};

use crate::{Params, unseen};

/// The words of a sentence of news, and its characters: about the mean.
pub(crate) const SENTENCE_WORDS: u64 = 25;
const SENTENCE_CHARACTERS: u64 = 150;

/// How scarce room is for the documents. With at most as many sentences as reports an editor takes the news itself; with several times
/// as many he tells the story as it comes. Hence a cube, which fades fast. A reader with a focus wants what is said of it, wherever it
/// stands: never scarce.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scarcity {
    documents: f32,
    /// About how many sentences there is room for; none where they are counted, as then a longer summary begins as a shorter one does.
    /// ROUGE on summaries of many words knows no such preference.
    room: Option<f32>,
}

impl Scarcity {
    #[expect(clippy::cast_precision_loss, reason = "counts of documents and sentences")]
    pub(crate) fn new(request: &Request<'_, Params>) -> Self {
        let documents = if request.focus_terms().is_empty() { unseen(request).count() as f32 } else { 0.0 };
        let room = match request.length() {
            Length::Sentences(_) => None,
            Length::Words(count) => Some((count / SENTENCE_WORDS) as f32),
            Length::Characters(count) => Some((count / SENTENCE_CHARACTERS) as f32),
        };
        Self { documents, room }
    }

    /// For the sentence behind so many that were picked, from 0 to 1. It only falls as others are picked.
    pub(crate) fn after(self, picked: f32) -> f32 {
        (self.documents / self.room.unwrap_or(picked + 1.0).max(1.0)).min(1.0).powi(3)
    }
}
