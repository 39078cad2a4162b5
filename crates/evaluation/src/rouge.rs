//! ROUGE (Lin 2004), with the choices of Google's `rouge-score`: its tokens, Porter's stems, and F1; of several references the
//! one that gives most counts, for each measure by itself.

use std::cell::RefCell;

use foldhash::{HashMap, HashMapExt as _};

use crate::porter;

/// F1 of unigrams, bigrams, and the longest common subsequences of sentences, from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rouge {
    /// ROUGE-1.
    pub rouge1: f64,
    /// ROUGE-2.
    pub rouge2: f64,
    /// ROUGE-Lsum.
    pub rouge_lsum: f64,
}

impl Rouge {
    fn max(self, other: Self) -> Self {
        Self {
            rouge1: self.rouge1.max(other.rouge1),
            rouge2: self.rouge2.max(other.rouge2),
            rouge_lsum: self.rouge_lsum.max(other.rouge_lsum),
        }
    }
}

/// Numbers words by their stems. One scorer's tokens mean nothing to another's.
#[derive(Debug, Default)]
pub struct Scorer {
    stems: RefCell<HashMap<String, u32>>,
    words: RefCell<HashMap<String, u32>>,
}

/// The tokens of a text, by sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens(Vec<Vec<u32>>);

/// The tokens of a reference, counted.
#[derive(Debug, Clone)]
pub struct Reference {
    tokens: Tokens,
    unigrams: HashMap<u32, u32>,
    bigrams: HashMap<(u32, u32), u32>,
}

/// The longest line that is compared as a whole, in tokens: the longest sentences of literature have some thousand.
const LINE_TOKENS_MAX: usize = 2000;

/// Words up to this length aren't stemmed.
const UNSTEMMED_LENGTH: usize = 3;

impl Scorer {
    /// Knows no words yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The tokens of sentences that have any: runs of ASCII letters and digits, lower-cased and stemmed.
    pub fn tokens<'a>(&self, sentences: impl IntoIterator<Item = &'a str>) -> Tokens {
        let sentences = sentences.into_iter().map(|sentence| self.sentence(sentence));
        Tokens(sentences.filter(|tokens| !tokens.is_empty()).collect())
    }

    /// A reference, its sentences one a line, or split by [`sentence_lines`].
    pub fn reference(&self, text: &str) -> Reference {
        let lines = sentence_lines(text);
        let tokens = self.tokens(lines.iter().map(String::as_str));
        Reference { unigrams: count(tokens.all()), bigrams: count(pairs(&tokens)), tokens }
    }

    /// The words of a text, without those that another text has too in any form.
    pub fn without(&self, text: &str, others: &str) -> String {
        let others = self.sentence(others);
        let is_other = |word: &&str| self.sentence(word).iter().any(|number| others.contains(number));
        text.split_whitespace().filter(|word| !is_other(word)).collect::<Vec<_>>().join(" ")
    }

    fn sentence(&self, sentence: &str) -> Vec<u32> {
        let lower = sentence.to_lowercase();
        let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.map(|word| self.number(word)).collect()
    }

    fn number(&self, word: &str) -> u32 {
        if let Some(number) = self.words.borrow().get(word) {
            return *number;
        }
        let stem = if word.len() > UNSTEMMED_LENGTH { porter::stem(word) } else { word.to_owned() };
        let mut stems = self.stems.borrow_mut();
        let next = u32::try_from(stems.len()).unwrap_or(u32::MAX);
        let number = *stems.entry(stem).or_insert(next);
        self.words.borrow_mut().insert(word.to_owned(), number);
        number
    }
}

impl Tokens {
    fn all(&self) -> impl Iterator<Item = u32> {
        self.0.iter().flatten().copied()
    }

    fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// All measures, against the best of several references. 0 without any.
    pub fn rouge(&self, references: &[Reference]) -> Rouge {
        let scores = references.iter().map(|reference| {
            let (rouge1, rouge2) = self.ngrams(reference);
            Rouge { rouge1, rouge2, rouge_lsum: self.subsequences(reference) }
        });
        scores.fold(Rouge::default(), Rouge::max)
    }

    /// ROUGE-1 and ROUGE-2, without the subsequences, which take most of the time.
    pub fn rouge_n(&self, references: &[Reference]) -> Rouge {
        let scores = references.iter().map(|reference| {
            let (rouge1, rouge2) = self.ngrams(reference);
            Rouge { rouge1, rouge2, rouge_lsum: 0.0 }
        });
        scores.fold(Rouge::default(), Rouge::max)
    }

    fn ngrams(&self, reference: &Reference) -> (f64, f64) {
        let (own, theirs) = (self.len(), reference.tokens.len());
        let unigrams = overlap(self.all(), &reference.unigrams);
        let bigrams = overlap(pairs(self), &reference.bigrams);
        (f1(unigrams, own, theirs), f1(bigrams, own.saturating_sub(1), theirs.saturating_sub(1)))
    }

    /// The union of longest common subsequences, where a token counts as often as both texts hold it.
    fn subsequences(&self, reference: &Reference) -> f64 {
        let mut left = count(self.all());
        let mut wanted = reference.unigrams.clone();
        let mut hits = 0;
        let mut table = Vec::new();
        for sentence in &reference.tokens.0 {
            let mut common = vec![false; sentence.len()];
            self.0.iter().for_each(|own| mark_common(sentence, own, &mut common, &mut table));
            for (token, _) in sentence.iter().zip(common).filter(|(_, common)| *common) {
                let (Some(own), Some(theirs)) = (left.get_mut(token), wanted.get_mut(token)) else {
                    continue;
                };
                if *own > 0 && *theirs > 0 {
                    *own -= 1;
                    *theirs -= 1;
                    hits += 1;
                }
            }
        }
        f1(hits, self.len(), reference.tokens.len())
    }
}

/// Bigrams run across sentences, as in `rouge-score`.
fn pairs(tokens: &Tokens) -> impl Iterator<Item = (u32, u32)> {
    tokens.all().zip(tokens.all().skip(1))
}

fn count<T: std::hash::Hash + Eq>(items: impl Iterator<Item = T>) -> HashMap<T, u32> {
    let mut counts = HashMap::new();
    items.for_each(|item| *counts.entry(item).or_insert(0) += 1);
    counts
}

fn overlap<T: std::hash::Hash + Eq>(items: impl Iterator<Item = T>, wanted: &HashMap<T, u32>) -> usize {
    let mut used: HashMap<T, u32> = HashMap::new();
    let mut hits = 0;
    for item in items {
        let Some(&most) = wanted.get(&item) else { continue };
        let used = used.entry(item).or_insert(0);
        if *used < most {
            *used += 1;
            hits += 1;
        }
    }
    hits
}

#[expect(clippy::cast_precision_loss, reason = "counts of tokens")]
fn f1(hits: usize, own: usize, theirs: usize) -> f64 {
    if hits == 0 { 0.0 } else { 2.0 * hits as f64 / (own + theirs) as f64 }
}

/// Marks the tokens of a reference's sentence that a longest common subsequence holds: of several the one that `rouge-score`
/// finds.
///
/// Of lines that no sentence is as long as, only the beginnings are compared: the work and the memory are those of a table, which is
/// the same for all lines.
fn mark_common(reference: &[u32], own: &[u32], common: &mut [bool], lengths: &mut Vec<u32>) {
    let cut = |line: &[u32]| line.len().min(LINE_TOKENS_MAX);
    let (reference, own) = (&reference[..cut(reference)], &own[..cut(own)]);
    let width = own.len() + 1;
    lengths.clear();
    lengths.resize((reference.len() + 1) * width, 0);
    for (i, token) in reference.iter().enumerate() {
        for (j, other) in own.iter().enumerate() {
            lengths[(i + 1) * width + j + 1] = if token == other {
                lengths[i * width + j] + 1
            } else {
                lengths[i * width + j + 1].max(lengths[(i + 1) * width + j])
            };
        }
    }
    let (mut i, mut j) = (reference.len(), own.len());
    while i > 0 && j > 0 {
        if reference[i - 1] == own[j - 1] {
            common[i - 1] = true;
            i -= 1;
            j -= 1;
        } else if lengths[i * width + j - 1] > lengths[(i - 1) * width + j] {
            j -= 1;
        } else {
            i -= 1;
        }
    }
}

/// The sentences of a summary that came as one text: its lines, or where it has one alone, what a full stop, question or
/// exclamation mark before white space and a capital, a digit or a currency sign tells.
pub fn sentence_lines(text: &str) -> Vec<String> {
    let text = text.trim();
    let owned = |piece: &str| Some(piece.trim()).filter(|piece| !piece.is_empty()).map(str::to_owned);
    if text.contains('\n') {
        return text.lines().filter_map(owned).collect();
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let Some(c) = text[at..].chars().next() else { break };
        at += c.len_utf8();
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let closed = text[at..].trim_start_matches(['"', '\'', ')', ']']);
        let rest = closed.trim_start();
        let opened = rest.trim_start_matches(['"', '\'', '(', '[']);
        let begins = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '£' | '$');
        if rest.len() < closed.len() && opened.starts_with(begins) {
            pieces.extend(owned(&text[start..at]));
            start = text.len() - rest.len();
            at = start;
        }
    }
    pieces.extend(owned(&text[start..]));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(summary: &[&str], references: &[&str]) -> Rouge {
        let scorer = Scorer::new();
        let references: Vec<Reference> = references.iter().map(|text| scorer.reference(text)).collect();
        scorer.tokens(summary.iter().copied()).rouge(&references)
    }

    #[test]
    fn counts_a_word_as_often_as_both_hold_it() {
        let rouge = score(&["the the the cat"], &["The cat sat"]);
        // Two hits of four and of three words; one bigram of three and of two.
        assert!((rouge.rouge1 - 4.0 / 7.0).abs() < 1e-9);
        assert!((rouge.rouge2 - 2.0 / 5.0).abs() < 1e-9);
    }

    #[test]
    fn compares_stems() {
        assert_eq!(score(&["Ships are grounded."], &["ship is grounding"]).rouge1, 2.0 * 2.0 / 6.0);
    }

    #[test]
    fn takes_the_best_reference() {
        assert_eq!(score(&["a b"], &["x y", "a b"]), Rouge { rouge1: 1.0, rouge2: 1.0, rouge_lsum: 1.0 });
    }

    /// The example of Lin (2004), section 3.2: w1 w2 and w1 w3 w5 of w1 to w5.
    #[test]
    fn unites_the_subsequences_of_sentences() {
        let rouge = score(&["w1 w2 w6 w7 w8", "w1 w3 w8 w9 w5"], &["w1 w2 w3 w4 w5"]);
        // Four of five and of ten.
        assert!((rouge.rouge_lsum - 2.0 * 4.0 / 15.0).abs() < 1e-9);
    }

    #[test]
    fn an_empty_summary_scores_nothing() {
        assert_eq!(score(&[], &["a"]), Rouge::default());
        assert_eq!(score(&["…"], &["a"]), Rouge::default());
    }

    #[test]
    fn splits_a_text_of_one_line() {
        assert_eq!(
            sentence_lines("He left. \"Never!\" She stayed; at 5 p.m. it rained."),
            ["He left.", "\"Never!", "She stayed; at 5 p.m. it rained."]
        );
        assert_eq!(sentence_lines("one\n\n two "), ["one", "two"]);
    }
}
