//! Whose the quotations of headlines and key points are, where the text below tells.

use std::ops::Range;

use super::{Quotation, Reader, merge::words};
use crate::SentenceFlags;

/// How many words a headline shares at least with what it shortens: fewer may be chance.
const WORDS_SHARED_MIN: usize = 3;

/// A headline leaves out at most so many of the words between its first and its last, for each that it keeps.
const WORDS_LEFT_OUT_SHARE: usize = 2;

/// Marks that end a sentence, or lead on.
const ENDS: [char; 6] = ['.', '!', '?', '…', ',', ':'];

/// How many quotations of headlines are looked for below, and among how many.
const HEADLINES_MAX: usize = 64;
const QUOTATIONS_MAX: usize = 512;

impl Reader<'_, '_> {
    /// Whether a paragraph stands above or beside the text and tells what is in it: a headline, or a key point.
    pub(super) fn is_headline(&self, sentences: &Range<usize>) -> bool {
        let first = &self.report.sentences[sentences.start];
        first.flags.contains(SentenceFlags::LIST_ITEM) || self.is_bare_line(sentences)
    }

    /// Whether a paragraph is a headline, a heading, or any line that no mark ends.
    pub(super) fn is_bare_line(&self, sentences: &Range<usize>) -> bool {
        let first = &self.report.sentences[sentences.start];
        // What leads to a quotation may be broken before its colon.
        if self.report.text[first.end as usize..].trim_start().starts_with(':') {
            return false;
        }
        let is_edge = |c: char| !c.is_alphanumeric() && !ENDS.contains(&c);
        let has_end = || self.report.sentence_text(first).trim_end_matches(is_edge).ends_with(ENDS);
        first.flags.contains(SentenceFlags::TITLE)
            || first.flags.contains(SentenceFlags::HEADING)
            || sentences.len() == 1 && !has_end()
    }

    /// Gives the quotations of headlines, and those of nobody, the speaker of the same words in the text: headlines shorten both.
    pub(super) fn lead_headlines_back(&mut self) {
        let is_open = |(number, quotation): &(usize, &Quotation)| {
            quotation.speaker.is_empty() || self.headlines.contains(number)
        };
        let (open, said): (Vec<_>, Vec<_>) = self.found.iter().enumerate().partition(is_open);
        if open.is_empty() {
            return;
        }
        let said: Vec<(usize, Vec<u64>)> = said
            .into_iter()
            .take(QUOTATIONS_MAX)
            .map(|(number, quotation)| (number, words(&quotation.text)))
            .collect();
        let open: Vec<usize> = open.into_iter().map(|(number, _)| number).take(HEADLINES_MAX).collect();
        for number in open {
            let short = words(&self.found[number].text);
            let mut whole = said.iter().filter(|(_, long)| shortens(&short, long)).map(|(number, _)| *number);
            let Some(first) = whole.next() else { continue };
            let Quotation { speaker, role, .. } = self.found[first].clone();
            // A few words may be anybody's.
            let is_somebody_s = !self.found[number].speaker.is_empty();
            if short.len() < WORDS_SHARED_MIN
                && (is_somebody_s || whole.any(|other| self.found[other].speaker != speaker))
            {
                continue;
            }
            self.found[number].speaker = speaker;
            self.found[number].role = role;
        }
    }
}

/// Whether words are those of others, with some left out between them.
fn shortens(short: &[u64], long: &[u64]) -> bool {
    if short.len() < WORDS_SHARED_MIN {
        return !short.is_empty() && long.windows(short.len()).any(|run| run == short);
    }
    let starts = (0..long.len()).filter(|&at| long[at] == short[0]);
    starts.into_iter().any(|start| {
        let end = long.len().min(start + short.len() * (1 + WORDS_LEFT_OUT_SHARE));
        let mut rest = long[start..end].iter();
        short.iter().all(|word| rest.any(|other| other == word))
    })
}
