//! What else than the length decides what stands in a summary: for all summarizers alike, so that none has to do it.

use foldhash::{HashMap, HashMapExt as _, HashSet};
use serde::{Deserialize, Serialize};
use synoptic_plugin_sdk::abi;

use crate::view::Sheet;

/// What may stand in a summary.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    /// What kind of sentences come first.
    pub quality: Quality,
    /// How similar two sentences of a summary may be: the cosine of their terms, 0 to 1. `None` leaves it to the summarizer.
    pub redundancy_max: Option<f32>,
}

/// What kind of sentences come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quality {
    /// Those that can be read by themselves. Others stand in a summary only where nothing else is left, and none stands twice.
    Standard,
    /// Any.
    Any,
}

impl Default for Rules {
    fn default() -> Self {
        Self { quality: Quality::Standard, redundancy_max: None }
    }
}

/// The rules while a summary is made.
pub(crate) struct Referee {
    rules: Rules,
    /// The terms of a focus that the summarizer doesn't follow itself; empty for none.
    focus: HashSet<u32>,
    /// For each term the pieces that hold it, with its share of their vectors.
    picked: HashMap<u32, Vec<(usize, f32)>>,
    pieces: usize,
    /// The texts of the pieces.
    texts: HashSet<Vec<u8>>,
    /// The terms of the pieces, sorted: a copy of one is found however many pieces hold its terms.
    said: HashSet<Vec<u32>>,
}

/// How many pieces a term remembers. A term of more pieces than these tells little of any; the bound keeps long summaries linear.
const PIECES_PER_TERM_MAX: usize = 64;

impl Referee {
    pub(crate) fn new(rules: Rules, focus: &[u32]) -> Self {
        Self {
            rules,
            focus: focus.iter().copied().collect(),
            picked: HashMap::new(),
            pieces: 0,
            texts: HashSet::default(),
            said: HashSet::default(),
        }
    }

    /// Whether a sentence is to wait until nothing else is left: it can't be read by itself, or is beside the focus. One that leans
    /// on the sentence before it doesn't wait where that was picked.
    pub(crate) fn defers(
        &self,
        sheet: &Sheet<'_>,
        sentence: &abi::Sentence,
        has_antecedent: impl FnOnce() -> bool,
    ) -> bool {
        let has = |flag: u32| sentence.flags & flag != 0;
        let poor = has(abi::SENTENCE_POOR) || has(abi::SENTENCE_DEPENDENT) && !has_antecedent();
        let beside = || {
            let tokens = sheet.tokens_of(sentence);
            !self.focus.is_empty() && !tokens.iter().any(|token| self.focus.contains(&token.term))
        };
        self.rules.quality == Quality::Standard && poor || beside()
    }

    /// Whether a sentence repeats a picked one: word for word, or by more than may be.
    pub(crate) fn repeats(&self, sheet: &Sheet<'_>, sentence: &abi::Sentence) -> bool {
        if self.rules.quality == Quality::Standard && self.texts.contains(sheet.text_of(sentence)) {
            return true;
        }
        let Some(most) = self.rules.redundancy_max else { return false };
        let terms = sorted_terms(sheet, sentence);
        if !terms.is_empty() && self.said.contains(&terms) {
            return true;
        }
        let mut similarities: HashMap<usize, f32> = HashMap::new();
        for (term, weight) in vector(&terms) {
            for &(piece, other) in self.picked.get(&term).into_iter().flatten() {
                *similarities.entry(piece).or_insert(0.0) += weight * other;
            }
        }
        // Rounding must not make two equal sentences differ.
        similarities.values().any(|&similarity| similarity > most.min(1.0 - 1e-4))
    }

    /// A sentence was picked.
    pub(crate) fn pick(&mut self, sheet: &Sheet<'_>, sentence: &abi::Sentence) {
        if self.rules.quality == Quality::Standard {
            self.texts.insert(sheet.text_of(sentence).to_vec());
        }
        if self.rules.redundancy_max.is_none() {
            return;
        }
        let terms = sorted_terms(sheet, sentence);
        for (term, weight) in vector(&terms) {
            let pieces = self.picked.entry(term).or_default();
            if pieces.len() < PIECES_PER_TERM_MAX {
                pieces.push((self.pieces, weight));
            }
        }
        self.said.insert(terms);
        self.pieces += 1;
    }
}

/// The terms of a sentence, sorted, as often as it holds them.
fn sorted_terms(sheet: &Sheet<'_>, sentence: &abi::Sentence) -> Vec<u32> {
    let mut terms: Vec<u32> = sheet
        .tokens_of(sentence)
        .iter()
        .map(|token| token.term)
        .filter(|&term| term != abi::TERM_NONE)
        .collect();
    terms.sort_unstable();
    terms
}

/// Sorted terms with their counts, as a vector of length 1.
#[expect(clippy::cast_precision_loss, reason = "counts within a sentence")]
fn vector(terms: &[u32]) -> Vec<(u32, f32)> {
    let counts = terms.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as f32));
    let mut vector: Vec<(u32, f32)> = counts.collect();
    let length = vector.iter().map(|(_, count)| count * count).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|(_, count)| *count /= length);
    vector
}
