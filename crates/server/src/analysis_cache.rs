//! Analyses of texts, kept by content.
//!
//! Most inline texts come once. To keep each of them would fill the cache with what nobody asks for again, and cost more than
//! the analysis of an article: so a short text is kept when it comes for the second time (the "doorkeeper" of Einziger, Friedman
//! & Manes, "`TinyLFU`", 2017), and a long or stored one at once.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use moka::sync::Cache;
use sha2::{Digest as _, Sha256};
use synoptic_text_analysis::{Analysis, Language, Options, analyze};

/// Analyses that were made before, up to so much memory.
pub(crate) struct AnalysisCache {
    analyses: Cache<Key, Arc<Analysis>>,
    /// Digests of short texts that came once, each in the place that its first bits name; a later one replaces it.
    seen: Box<[AtomicU64]>,
}

/// Inline texts of this length or more, in bytes, are kept at once: to analyse one again takes a millisecond or more.
const LONG_BYTES_MIN: usize = 64 << 10;

/// How many short texts are remembered to have come: some seconds of full load.
const SEEN_MAX: usize = 1 << 15;

/// What an analysis depends on.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    digest: [u8; 32],
    language: Option<Language>,
}

/// A text's analysis, and how it came.
pub(crate) struct Analysed {
    pub(crate) analysis: Arc<Analysis>,
    /// The SHA-256 of title, line feed and text.
    pub(crate) digest: [u8; 32],
    /// Whether it was made before.
    pub(crate) hit: bool,
}

impl AnalysisCache {
    pub(crate) fn new(bytes_max: u64) -> Self {
        let weigh =
            |_: &Key, analysis: &Arc<Analysis>| u32::try_from(analysis.memory_bytes()).unwrap_or(u32::MAX);
        let seen = (0..SEEN_MAX).map(|_| AtomicU64::new(0)).collect();
        Self { analyses: Cache::builder().max_capacity(bytes_max).weigher(weigh).build(), seen }
    }

    /// The analysis of a text; requests for the same long or stored text at the same time wait for one.
    pub(crate) fn analyse(
        &self,
        title: &str,
        text: &str,
        language: Option<Language>,
        stored: bool,
    ) -> Analysed {
        let mut hasher = Sha256::new();
        hasher.update(title);
        hasher.update("\n");
        hasher.update(text);
        let digest: [u8; 32] = hasher.finalize().into();
        let options = Options { language, title: (!title.is_empty()).then_some(title) };
        let key = Key { digest, language };
        let make = || Arc::new(analyze(text, &options));
        if stored || text.len() >= LONG_BYTES_MIN || self.was_seen(&digest) {
            let entry = self.analyses.entry(key).or_insert_with(make);
            return Analysed { digest, hit: !entry.is_fresh(), analysis: entry.into_value() };
        }
        match self.analyses.get(&key) {
            Some(analysis) => Analysed { digest, hit: true, analysis },
            None => Analysed { digest, hit: false, analysis: make() },
        }
    }

    /// Whether a text came before, as far as is remembered.
    fn was_seen(&self, digest: &[u8; 32]) -> bool {
        let [a, b, c, d, e, f, g, h, ..] = *digest;
        let bits = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
        #[expect(clippy::cast_possible_truncation, reason = "the lowest bits are what is wanted")]
        let place = &self.seen[bits as usize % SEEN_MAX];
        place.swap(bits, Ordering::Relaxed) == bits
    }
}
