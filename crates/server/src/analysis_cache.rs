//! Analyses of texts, kept by content.
//!
//! Most inline texts come once. To keep each of them would fill the cache with what nobody asks for again, and cost more than
//! the analysis of an article: so a short text is kept when it comes for the second time (the "doorkeeper" of Einziger, Friedman
//! & Manes, "`TinyLFU`", 2017), and a long or stored one at once.

use std::{
    hash::BuildHasher as _,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use foldhash::fast::RandomState;
use moka::sync::Cache;
use sha2::{Digest as _, Sha256};
use synoptic_text_analysis::{Analysis, Language, Options, analyze};

/// Analyses that were made before, up to so much memory.
pub(crate) struct AnalysisCache {
    analyses: Cache<Key, Arc<Entry>>,
    /// Hashes of short texts that came once, each in the place that its lowest bits name; a later one replaces it.
    seen: Box<[AtomicU64]>,
    hasher: RandomState,
}

/// Inline texts of this length or more, in bytes, are kept at once: to analyse one again takes a millisecond or more.
const LONG_BYTES_MIN: usize = 64 << 10;

/// How many short texts are remembered to have come: some seconds of full load.
const SEEN_MAX: usize = 1 << 15;

/// What is looked up: a tenth of the work of a digest. Two texts may share it, so that an entry is compared with what was asked for.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    hash: u64,
    language: Option<Language>,
}

/// What is kept of a text.
struct Entry {
    title: Box<str>,
    analysed: Analysed,
}

/// A text's analysis, and what it is of.
#[derive(Clone)]
pub(crate) struct Analysed {
    pub(crate) analysis: Arc<Analysis>,
    /// The SHA-256 of title, line feed and text, as `sha256:` and hexadecimal digits.
    pub(crate) digest: Arc<str>,
}

impl AnalysisCache {
    pub(crate) fn new(bytes_max: u64) -> Self {
        let weigh = |_: &Key, entry: &Arc<Entry>| {
            let bytes =
                entry.title.len() + entry.analysed.digest.len() + entry.analysed.analysis.memory_bytes();
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        let seen = (0..SEEN_MAX).map(|_| AtomicU64::new(0)).collect();
        let analyses = Cache::builder().max_capacity(bytes_max).weigher(weigh).build();
        Self { analyses, seen, hasher: RandomState::default() }
    }

    /// The analysis of a text, and whether it was made before; requests for the same long or stored text at the same time wait for
    /// one.
    pub(crate) fn analyse(
        &self,
        title: &str,
        text: &str,
        language: Option<Language>,
        stored: bool,
    ) -> (Analysed, bool) {
        let hash = self.hasher.hash_one((title, text));
        let key = Key { hash, language };
        let make = || {
            let options = Options { language, title: (!title.is_empty()).then_some(title) };
            Analysed { analysis: Arc::new(analyze(text, &options)), digest: digest(title, text) }
        };
        let is_same = |entry: &Entry| *entry.title == *title && entry.analysed.analysis.text() == text;
        if stored || text.len() >= LONG_BYTES_MIN || self.was_seen(hash) {
            let make = || Arc::new(Entry { title: title.into(), analysed: make() });
            let entry = self.analyses.entry(key).or_insert_with(make);
            if is_same(entry.value()) {
                return (entry.value().analysed.clone(), !entry.is_fresh());
            }
        } else if let Some(entry) = self.analyses.get(&key).filter(|entry| is_same(entry)) {
            return (entry.analysed.clone(), true);
        }
        (make(), false)
    }

    /// Whether a text came before, as far as is remembered.
    fn was_seen(&self, hash: u64) -> bool {
        #[expect(clippy::cast_possible_truncation, reason = "the lowest bits are what is wanted")]
        let place = &self.seen[hash as usize % SEEN_MAX];
        place.swap(hash, Ordering::Relaxed) == hash
    }
}

fn digest(title: &str, text: &str) -> Arc<str> {
    let digest = Sha256::new().chain_update(title).chain_update("\n").chain_update(text).finalize();
    format!("sha256:{}", hex::encode(digest)).into()
}
