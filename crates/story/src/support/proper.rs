//! The names of a sentence, word by word.

use std::ops::Range;

use synoptic_text_analysis::TokenFlags;

use super::{
    elsewhere::Elsewhere,
    facts::facts,
    sources::{Key, is_content},
};
use crate::{
    Names, Report,
    lexicon::{is_no_name, is_title, month_or_weekday},
    names::bare,
};

/// A name where it stands in the summary.
pub(super) struct Proper {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Those that tell who it is: no titles and no small words.
    pub(super) words: Vec<usize>,
    /// Whether it is a name without doubt, so that a source must have it.
    pub(super) is_certain: bool,
}

/// The names of a sentence: those that [`Names`] finds, and other words with a capital that isn't the sentence's.
pub(super) fn names(
    report: &Report<'_>,
    names: &Names,
    sentence: &Range<usize>,
    elsewhere: &Elsewhere<'_, '_>,
    keys: &[Key],
) -> Vec<Proper> {
    let dates = facts(report, sentence.clone());
    let is_free = |token: usize| !dates.iter().any(|fact| fact.tokens.contains(&token));
    let mut found = Vec::new();
    let mut next = sentence.start;
    let mentions = names.within(0, sentence.clone()).iter().map(|mention| mention.tokens.clone());
    for mention in mentions.chain(std::iter::once(sentence.end..sentence.end)) {
        for (token, &key) in keys.iter().enumerate().take(mention.start).skip(next) {
            let opens = token == sentence.start;
            if is_name_word(report, token) && is_free(token) && elsewhere.is_name(key, opens) {
                found.push(Proper { tokens: token..token + 1, words: vec![token], is_certain: false });
            }
        }
        next = next.max(mention.end);
        let words: Vec<usize> =
            mention.clone().filter(|&token| is_name_word(report, token) && is_free(token)).collect();
        // The first word of a sentence may be any, if it stands alone.
        let is_certain = words.len() > 1 || mention.start != sentence.start;
        let opens = mention.start == sentence.start;
        if !words.is_empty() && (is_certain || elsewhere.is_name(keys[words[0]], opens)) {
            found.push(Proper { tokens: mention, words, is_certain });
        }
    }
    found
}

/// Whether a token can be a word of a name that tells who bears it.
pub(super) fn is_name_word(report: &Report<'_>, token: usize) -> bool {
    let told = &report.tokens[token];
    let word = bare(report.word(told));
    told.flags.contains(TokenFlags::CAPITALIZED)
        && is_content(told)
        && !is_title(word)
        && !is_no_name(word)
        && !month_or_weekday(word)
}

/// Whether sources have each of the words of a name, in any form, and together.
pub(super) fn is_known(
    report: &Report<'_>,
    keys: &[Key],
    name: &[usize],
    mut open: impl Iterator<Item = usize>,
    elsewhere: &Elsewhere<'_, '_>,
) -> bool {
    let word = |token: usize| bare(report.word(&report.tokens[token]));
    let has_initials = elsewhere.has_initials_of(&name.iter().map(|&token| word(token)));
    let stands = open.all(|token| has_initials || elsewhere.has_name(keys[token], word(token)));
    stands
        && (has_initials || name.windows(2).all(|pair| elsewhere.are_together(keys[pair[0]], keys[pair[1]])))
}
