//! Pairs of neighbouring words that come again in another sentence, and those of them that another document holds.

use synoptic_plugin_sdk::Sentence;

use crate::{
    model::{Weight, Weights},
    words::Scatter,
};

/// Pairs of neighbouring words, stop words too, that come again.
#[derive(Default)]
pub(crate) struct Pairs {
    /// Where the pairs of each sentence begin, and the end of the last.
    starts: Vec<u32>,
    /// Their numbers, ascending and once for each sentence.
    numbers: Vec<u32>,
    /// How many different pairs each sentence has in all, those that don't come again too.
    counts: Vec<u32>,
    /// How many pairs of each sentence another document holds too; in one document, another sentence.
    echoes: Vec<u32>,
    /// How many documents hold each pair; in one document, how many sentences.
    holders: Vec<u32>,
    /// How many sentences hold each pair.
    sentences: Vec<u32>,
}

/// How many times more a pair counts that another document holds too. Logistic regression of "the reference holds this pair" on several
/// reports (see models/several-news.toml) says 2.1; from 1.5 to 4 summaries score the same but for noise.
const SHARED_FACTOR: f32 = 3.0;

impl Pairs {
    /// Whether anything depends on them.
    pub(crate) fn count(weights: &Weights) -> bool {
        [Weight::Pairs, Weight::Wording, Weight::Echo, Weight::Copied]
            .into_iter()
            .any(|weight| weights.has(weight))
    }

    /// Finds the pairs of sentences, from the fingerprints of all their words in order.
    pub(crate) fn new(
        sentences: &[Sentence<'_>],
        fingerprints: &[u64],
        several: bool,
        scatter: Scatter,
    ) -> Self {
        let mut found = Found::new(fingerprints.len(), scatter);
        let mut pairs = Self { starts: vec![0], ..Self::default() };
        let mut rest = fingerprints;
        for (index, sentence) in (0_u32..).zip(sentences) {
            let (words, others) = rest.split_at(sentence.tokens().len());
            rest = others;
            let holder = if several { sentence.document().index() } else { index };
            let start = pairs.numbers.len();
            pairs.numbers.extend(words.windows(2).map(|pair| found.number(pair[0], pair[1], holder)));
            pairs.numbers[start..].sort_unstable();
            let different = dedup_from(&mut pairs.numbers, start);
            pairs.counts.push(different);
            pairs.starts.push(end(&pairs.numbers));
        }
        pairs.sentences = vec![0; found.held.len()];
        pairs.numbers.iter().for_each(|&number| pairs.sentences[number as usize] += 1);
        pairs.holders = found.held.into_iter().map(|held| held.holders).collect();
        pairs.keep_repeated();
        pairs
    }

    /// Those of a sentence that come again.
    pub(crate) fn row(&self, sentence: usize) -> &[u32] {
        match self.starts.get(sentence..sentence + 2) {
            Some(bounds) => &self.numbers[bounds[0] as usize..bounds[1] as usize],
            None => &[],
        }
    }

    /// How many different pairs a sentence has, those that don't come again too.
    pub(crate) fn len(&self, sentence: usize) -> u32 {
        self.counts.get(sentence).copied().unwrap_or(0)
    }

    /// How many of them another document holds too; in one document, another sentence.
    pub(crate) fn echoes(&self, sentence: usize) -> u32 {
        self.echoes.get(sentence).copied().unwrap_or(0)
    }

    /// How widely each pair is spread: the number of those that hold it, beyond the first, by its root, as the fifth tells less than the
    /// second.
    #[expect(clippy::cast_precision_loss, reason = "counts of documents and sentences")]
    pub(crate) fn spreads(&self) -> Vec<f32> {
        let most = self.holders.iter().max().map_or(0, |most| most - 1).max(1) as f32;
        self.holders.iter().map(|holders| ((holders - 1) as f32 / most).sqrt()).collect()
    }

    /// How likely a summary is to hold each pair, next to one that comes once: in proportion to the sentences that hold it, and more where
    /// documents share it. Bigrams by such counts are the concepts of Gillick & Favre (2009), "A scalable global model for summarization";
    /// that their worth can be learned from what references hold, of Li, Qian & Liu (2013), "Using supervised bigram-based ILP".
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    pub(crate) fn likelihoods(&self) -> Vec<f32> {
        let of = |(&sentences, &holders): (&u32, &u32)| {
            sentences as f32 * if holders > 1 { SHARED_FACTOR } else { 1.0 }
        };
        self.sentences.iter().zip(&self.holders).map(of).collect()
    }

    /// Keeps those that come again, and counts those that others hold.
    fn keep_repeated(&mut self) {
        let (mut from, mut kept) = (0, 0);
        for end in &mut self.starts[1..] {
            let mut echoes = 0;
            for at in from..*end as usize {
                let number = self.numbers[at];
                if self.sentences[number as usize] > 1 {
                    self.numbers[kept] = number;
                    kept += 1;
                    echoes += u32::from(self.holders[number as usize] > 1);
                }
            }
            self.echoes.push(echoes);
            from = *end as usize;
            *end = u32::try_from(kept).unwrap_or(u32::MAX);
        }
        self.numbers.truncate(kept);
    }
}

/// Where a list ends that has less than four billion numbers, as texts have less than that many words.
fn end(numbers: &[u32]) -> u32 {
    u32::try_from(numbers.len()).unwrap_or(u32::MAX)
}

/// Takes repeated numbers out of a sorted tail, and tells how many are left.
fn dedup_from(numbers: &mut Vec<u32>, start: usize) -> u32 {
    let mut kept = start;
    for at in start..numbers.len() {
        if kept == start || numbers[kept - 1] != numbers[at] {
            numbers[kept] = numbers[at];
            kept += 1;
        }
    }
    numbers.truncate(kept);
    u32::try_from(kept - start).unwrap_or(u32::MAX)
}

/// A pair of words, and who holds it.
struct Held {
    pair: u64,
    last: u32,
    holders: u32,
}

/// The pairs found so far: a table with open addressing, at most half full.
struct Found {
    /// Indices into `held`, and one more; 0 for none.
    slots: Vec<u32>,
    bits: u32,
    scatter: Scatter,
    held: Vec<Held>,
}

impl Found {
    fn new(words: usize, scatter: Scatter) -> Self {
        let bits = (2 * words).max(2).next_power_of_two().ilog2();
        Self { slots: vec![0; 1 << bits], bits, scatter, held: Vec::with_capacity(words) }
    }

    /// The number of a pair that a sentence or document holds.
    fn number(&mut self, first: u64, second: u64, holder: u32) -> u32 {
        // Which comes first counts.
        let pair = first.rotate_left(29).wrapping_add(second);
        let mut slot = self.scatter.place(pair, self.bits);
        loop {
            let Some(number) = self.slots[slot].checked_sub(1) else {
                let number = u32::try_from(self.held.len()).unwrap_or(u32::MAX - 1);
                self.held.push(Held { pair, last: holder, holders: 1 });
                self.slots[slot] = number + 1;
                return number;
            };
            let held = &mut self.held[number as usize];
            if held.pair == pair {
                held.holders += u32::from(held.last != holder);
                held.last = holder;
                return number;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}
