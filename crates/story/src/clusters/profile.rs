//! What a document or a cluster is about: its most telling terms, with their weights.

use synoptic_text_analysis::{Analysis, Options, SentenceFlags, Token, analyze};

use super::{Article, fingerprints::fingerprint, vocabulary::Vocabulary};

/// How many terms of a document are kept. More moved B-cubed F1 on Multi-News by less than 0.005, and 30 lost as little.
const DOCUMENT_TERMS_MAX: usize = 80;

/// How many terms of a cluster are kept: those of several reports that share a part of theirs. What falls out stands in few of them.
const CLUSTER_TERMS_MAX: usize = 240;

/// How many tokens of a document are read for terms. Five thousand words are a long report; what follows is an appendix.
const TOKENS_MAX: usize = 5_000;

/// How many bytes of a title are read: ten long headlines.
const TITLE_BYTES_MAX: usize = 2_048;

/// How many tokens at the start of a report are its lead, which tells the event before what led to it: two sentences.
const LEAD_TOKENS: usize = 50;

/// How much more the terms of a title and a lead weigh. From 1.3 to 2 B-cubed F1 on Multi-News stayed within 0.003 of the best.
/// Weighing names more lost by it: that they are rare says it all.
const LEAD_WEIGHT: f32 = 1.6;

/// After how many days without a report similarity is halved. The next quake in a place is told in the words of the last one.
const HALF_LIFE_DAYS: f32 = 28.0;

/// How many milliseconds a day has.
const DAY_MS: f32 = 86_400_000.0;

/// The terms of a document, before anybody knows how rare they are: fingerprints, each once and in order, with their weights.
pub(super) fn weigh_terms(article: &Article<'_>) -> Vec<(u64, f32)> {
    let analysis = article.analysis;
    let mut counts = vec![Count::default(); analysis.term_count()];
    count_tokens(analysis, &mut counts);
    let mut terms: Vec<(u64, Count)> = analysis
        .terms()
        .zip(counts)
        .filter(|(_, count)| count.times > 0)
        .map(|(term, count)| (fingerprint(term), count))
        .collect();
    if analysis.title().is_none() {
        terms.extend(title_terms(article));
    }
    terms.sort_unstable_by_key(|&(print, count)| (print, count.times));
    terms.dedup_by(|next, first| {
        let same = next.0 == first.0;
        if same {
            first.1.times += next.1.times;
            first.1.leads |= next.1.leads;
        }
        same
    });
    terms.into_iter().map(|(print, count)| (print, count.weight())).collect()
}

/// How often a term stands in a document, and whether it does in the title or lead.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    times: u32,
    leads: bool,
}

impl Count {
    /// What a term weighs in its document: the logarithm of its frequency, since what is said ten times isn't ten times as true.
    #[expect(clippy::cast_precision_loss, reason = "a weight, which needs no more than seven digits")]
    fn weight(self) -> f32 {
        (1.0 + (self.times as f32).ln()) * if self.leads { LEAD_WEIGHT } else { 1.0 }
    }
}

/// Counts the terms of a text, without boilerplate.
fn count_tokens(analysis: &Analysis, counts: &mut [Count]) {
    let mut tokens_seen = 0;
    for sentence in
        analysis.sentences().iter().filter(|sentence| !sentence.flags.contains(SentenceFlags::BOILERPLATE))
    {
        for token in &analysis.tokens()[sentence.token_range()] {
            if tokens_seen == TOKENS_MAX {
                return;
            }
            tokens_seen += 1;
            if token.term != Token::NO_TERM {
                let count = &mut counts[token.term as usize];
                count.times += 1;
                count.leads |= tokens_seen <= LEAD_TOKENS;
            }
        }
    }
}

/// The terms of a title that isn't part of the text.
fn title_terms(article: &Article<'_>) -> Vec<(u64, Count)> {
    let title = &article.title[..article.title.floor_char_boundary(TITLE_BYTES_MAX)];
    if title.is_empty() {
        return Vec::new();
    }
    let language = Some(article.analysis.detection().language);
    let analysis = analyze(title, &Options { language, title: None });
    analysis.terms().map(|term| (fingerprint(term), Count { times: 1, leads: true })).collect()
}

/// Terms by number, in order, each with its weight: those of a document have length 1 when rarity is applied, those of a cluster are the
/// sum of its documents'.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    terms: Vec<(u32, f32)>,
    documents: u32,
    /// When its first and last document were published.
    period_ms: Option<(i64, i64)>,
}

impl Profile {
    /// The profile of a document with terms that the vocabulary has counted.
    pub(super) fn new(terms: &[(u64, f32)], publish_time_ms: Option<i64>, vocabulary: &Vocabulary) -> Self {
        let mut numbered: Vec<(u32, f32)> =
            terms.iter().filter_map(|&(print, weight)| Some((vocabulary.number(print)?, weight))).collect();
        numbered.sort_unstable_by_key(|&(term, _)| term);
        keep_heaviest(&mut numbered, DOCUMENT_TERMS_MAX, vocabulary);
        numbered.shrink_to_fit();
        let length = numbered
            .iter()
            .map(|&(term, weight)| (weight * vocabulary.rarity(term)).powi(2))
            .sum::<f32>()
            .sqrt();
        if length > 0.0 {
            numbered.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        Self { terms: numbered, documents: 1, period_ms: publish_time_ms.map(|time| (time, time)) }
    }

    /// Its terms and what they weigh.
    pub(super) fn terms(&self) -> &[(u32, f32)] {
        &self.terms
    }

    /// How many documents it tells of.
    pub(super) fn documents(&self) -> u32 {
        self.documents
    }

    /// Whether it has a term.
    pub(super) fn has(&self, term: u32) -> bool {
        self.terms.binary_search_by_key(&term, |&(term, _)| term).is_ok()
    }

    /// How similar the documents of two profiles are: the mean cosine over all pairs of one from each (average link), less for those
    /// that were published far apart. 0 to 1, about.
    #[expect(clippy::cast_precision_loss, reason = "similarities need no more than seven digits")]
    pub(super) fn similarity(&self, other: &Self, vocabulary: &Vocabulary) -> f32 {
        let pairs = self.documents as f32 * other.documents as f32;
        self.product(other, vocabulary) / pairs * self.nearness(other)
    }

    /// How similar the documents of a cluster are to each other: the mean cosine over all pairs. 0 for one document.
    #[expect(clippy::cast_precision_loss, reason = "similarities need no more than seven digits")]
    pub(super) fn cohesion(&self, vocabulary: &Vocabulary) -> f32 {
        let documents = self.documents as f32;
        // The cosine of each document and itself is 1.
        let of_pairs = self.product(self, vocabulary) - documents;
        (of_pairs / (documents * (documents - 1.0)).max(1.0)).clamp(0.0, 1.0)
    }

    /// How similar one document of a cluster is to the others: the mean cosine.
    #[expect(clippy::cast_precision_loss, reason = "similarities need no more than seven digits")]
    pub(super) fn similarity_of(&self, member: &Self, vocabulary: &Vocabulary) -> f32 {
        let others = self.documents.saturating_sub(1).max(1) as f32;
        ((self.product(member, vocabulary) - member.product(member, vocabulary)) / others).clamp(0.0, 1.0)
    }

    /// The scalar product.
    fn product(&self, other: &Self, vocabulary: &Vocabulary) -> f32 {
        let (mut at, mut other_at, mut sum) = (0, 0, 0.0);
        while let (Some(&(term, weight)), Some(&(other_term, other_weight))) =
            (self.terms.get(at), other.terms.get(other_at))
        {
            if term == other_term {
                sum += weight * other_weight * vocabulary.rarity(term).powi(2);
            }
            at += usize::from(term <= other_term);
            other_at += usize::from(other_term <= term);
        }
        sum
    }

    /// What the time between two profiles leaves of their similarity: 1 when they overlap, or when one has no time.
    #[expect(clippy::cast_precision_loss, reason = "days need no more than seven digits")]
    fn nearness(&self, other: &Self) -> f32 {
        let (Some((first, last)), Some((other_first, other_last))) = (self.period_ms, other.period_ms) else {
            return 1.0;
        };
        let gap_ms = other_first.saturating_sub(last).max(first.saturating_sub(other_last)).max(0);
        0.5_f32.powf(gap_ms as f32 / DAY_MS / HALF_LIFE_DAYS)
    }

    /// Takes the documents of another profile in.
    pub(super) fn join(&mut self, other: &Self, vocabulary: &Vocabulary) {
        let mut terms = Vec::with_capacity(self.terms.len() + other.terms.len());
        terms.extend_from_slice(&self.terms);
        terms.extend_from_slice(&other.terms);
        // Stable: two runs that are in order are merged in one pass.
        terms.sort_by_key(|&(term, _)| term);
        terms.dedup_by(|next, first| {
            let same = next.0 == first.0;
            first.1 += if same { next.1 } else { 0.0 };
            same
        });
        keep_heaviest(&mut terms, CLUSTER_TERMS_MAX, vocabulary);
        terms.shrink_to_fit();
        self.terms = terms;
        self.documents += other.documents;
        self.period_ms = match (self.period_ms, other.period_ms) {
            (Some((first, last)), Some((other_first, other_last))) => {
                Some((first.min(other_first), last.max(other_last)))
            }
            (period, other_period) => period.or(other_period),
        };
    }

    /// An estimate of the memory that it takes, in bytes.
    pub(super) fn memory_bytes(&self) -> usize {
        size_of::<Self>() + self.terms.capacity() * size_of::<(u32, f32)>()
    }
}

/// Keeps the terms that tell most, in the order of their numbers.
fn keep_heaviest(terms: &mut Vec<(u32, f32)>, terms_max: usize, vocabulary: &Vocabulary) {
    if terms.len() <= terms_max {
        return;
    }
    let telling = |&(term, weight): &(u32, f32)| weight * vocabulary.rarity(term);
    terms.select_nth_unstable_by(terms_max, |a, b| telling(b).total_cmp(&telling(a)).then(a.0.cmp(&b.0)));
    terms.truncate(terms_max);
    terms.sort_unstable_by_key(|&(term, _)| term);
}
