//! The sources' words, findable: where each stands, and which sentences hold it.

use synoptic_text_analysis::{Token, TokenFlags};

use super::facts::compound;
use crate::{Report, irregular, lexicon::lower};

/// A word by what it means: the number of its term, or of the irregular verb that it is a form of, or a digest of a stop word, whatever its case and its apostrophe.
pub(super) type Key = u32;

/// The keys of stop words begin here; the terms of all texts that anybody looks at together are fewer.
const STOP_WORDS: Key = 1 << 31;

/// The keys of irregular verbs, of which all forms have one, begin here.
const VERBS: Key = 1 << 30;

/// The keys of numbers begin here, up to those of verbs.
const NUMBERS: Key = 1 << 29;

/// Smaller numbers are told of anything: they stay words.
const COUNTS_MIN: f64 = 13.0;

/// Where a word stands: the report, and which of its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) report: u32,
    pub(super) token: u32,
    /// Which of [`Sources::rows`] holds it.
    pub(super) row: u32,
}

/// A sentence of a source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) report: usize,
    pub(super) sentence: usize,
}

/// Reports with an inverted index over their words. Building it and its size are linear in the number of words.
pub(super) struct Sources<'a, 'r> {
    pub(super) reports: &'a [Report<'r>],
    /// Every sentence that has words, in order.
    pub(super) rows: Vec<Row>,
    /// The keys of each report's tokens.
    pub(super) keys: Vec<Vec<Key>>,
    /// Where the positions of each slot begin; many keys may share a slot.
    starts: Vec<u32>,
    positions: Vec<Position>,
}

impl<'a, 'r> Sources<'a, 'r> {
    pub(super) fn new(reports: &'a [Report<'r>]) -> Self {
        let keys: Vec<Vec<Key>> = reports.iter().map(keys).collect();
        let words: usize = keys.iter().map(Vec::len).sum();
        let slots = (2 * words).next_power_of_two().max(2);
        let mut rows = Vec::new();
        let mut counts = vec![0u32; slots + 1];
        for key in keys.iter().flatten() {
            counts[slot(*key, slots) + 1] += 1;
        }
        for at in 1..counts.len() {
            counts[at] += counts[at - 1];
        }
        let starts = counts.clone();
        let mut positions = vec![Position { report: 0, token: 0, row: u32::MAX }; words];
        for (index, report) in reports.iter().enumerate() {
            for (sentence, told) in
                report.sentences.iter().enumerate().filter(|(_, told)| told.token_count > 0)
            {
                let row = small(rows.len());
                rows.push(Row { report: index, sentence });
                for token in told.token_range() {
                    let next = &mut counts[slot(keys[index][token], slots)];
                    positions[*next as usize] = Position { report: small(index), token: small(token), row };
                    *next += 1;
                }
            }
        }
        Self { reports, rows, keys, starts, positions }
    }

    /// Where a word stands, in order, as far as a caller looks.
    pub(super) fn positions(&self, key: Key) -> impl Iterator<Item = Position> {
        let slot = slot(key, self.starts.len() - 1);
        let range = self.starts[slot] as usize..self.starts[slot + 1] as usize;
        let of = move |position: &Position| {
            position.row != u32::MAX && self.keys[position.report as usize][position.token as usize] == key
        };
        self.positions[range].iter().copied().filter(of)
    }

    /// How often a word may stand there, at most: others can share its slot.
    pub(super) fn count_max(&self, key: Key) -> usize {
        let slot = slot(key, self.starts.len() - 1);
        (self.starts[slot + 1] - self.starts[slot]) as usize
    }

    pub(super) fn holds(&self, key: Key) -> bool {
        self.positions(key).next().is_some()
    }

    /// The tokens of a row, among those of its report.
    pub(super) fn tokens(&self, row: usize) -> std::ops::Range<usize> {
        let Row { report, sentence } = self.rows[row];
        self.reports[report].sentences[sentence].token_range()
    }

    /// The row before or behind another in its report.
    pub(super) fn beside(&self, row: usize, behind: bool) -> Option<usize> {
        let other = if behind { row + 1 } else { row.checked_sub(1)? };
        self.rows.get(other).filter(|beside| beside.report == self.rows[row].report).map(|_| other)
    }
}

/// The keys of a report's tokens. A number has the same in words and in digits, at its first word.
pub(super) fn keys(report: &Report<'_>) -> Vec<Key> {
    let mut keys: Vec<Key> = report.tokens.iter().map(|token| key(report.word(token), token)).collect();
    let all = 0..report.tokens.len();
    let mut at = 0;
    while at < all.end {
        let Some((value, end)) = compound(report, at, &all) else {
            at += 1;
            continue;
        };
        let is_digits =
            report.bytes(&report.tokens[at]).iter().all(|byte| matches!(byte, b'0'..=b'9' | b','));
        let is_written = report.bytes(&report.tokens[at])[0].is_ascii_alphabetic();
        if value >= COUNTS_MIN
            && value < f64::from(NUMBERS)
            && value.fract() == 0.0
            && (is_written || is_digits)
        {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
            let number = value as u32;
            keys[at] = number | NUMBERS;
            keys[at + 1..end].fill(STOP_WORDS | NUMBERS);
        }
        at = end;
    }
    keys
}

fn key(word: &str, token: &Token) -> Key {
    if let Some(verb) = irregular::verb(&lower(word)) {
        return verb | VERBS;
    }
    if token.term != Token::NO_TERM {
        return token.term & !STOP_WORDS;
    }
    // FNV-1a. Two stop words that collide would be a miracle among the few hundred of a language.
    let mut digest: u32 = 0x811c_9dc5;
    for byte in word.replace('’', "'").bytes() {
        digest = (digest ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    }
    digest | STOP_WORDS
}

/// Whether a key is that of a stop word.
pub(super) fn is_stop_word(key: Key) -> bool {
    key & STOP_WORDS != 0
}

/// Whether a token is a word that tells something, or a number.
pub(crate) fn is_content(token: &Token) -> bool {
    token.term != Token::NO_TERM && !token.flags.contains(TokenFlags::STOP_WORD)
}

fn slot(key: Key, slots: usize) -> usize {
    // Fibonacci hashing: neighbouring numbers of terms fall far apart.
    let mixed = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    usize::try_from(mixed).unwrap_or(0) & (slots - 1)
}

fn small(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
