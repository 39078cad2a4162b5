//! How much room the length leaves that was asked for.

use synoptic_plugin_sdk::{Length, Request};

use crate::{Params, unseen};

/// The words of a sentence of news, and its characters: about the mean.
pub(crate) const SENTENCE_WORDS: u64 = 25;
const SENTENCE_CHARACTERS: u64 = 150;

/// How scarce room is for the documents, from 0 to 1. With at most as many sentences as reports an editor takes the news itself;
/// with several times as many he tells the story as it comes. Hence a cube, which fades fast: ROUGE on long summaries
/// knows no such preference. A reader with a focus wants what is said of it, wherever it stands: 0.
#[expect(clippy::cast_precision_loss, reason = "counts of documents and sentences")]
pub(crate) fn scarcity(request: &Request<'_, Params>) -> f32 {
    if !request.focus_terms().is_empty() {
        return 0.0;
    }
    let sentences = match request.length() {
        Length::Sentences(count) => count,
        Length::Words(count) => count / SENTENCE_WORDS,
        Length::Characters(count) => count / SENTENCE_CHARACTERS,
    };
    (unseen(request).count() as f32 / (sentences as f32).max(1.0)).min(1.0).powi(3)
}
