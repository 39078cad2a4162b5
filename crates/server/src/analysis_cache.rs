//! Analyses of texts, kept by content.

use std::sync::Arc;

use moka::sync::Cache;
use sha2::{Digest as _, Sha256};
use synoptic_text_analysis::{Analysis, Language, Options, analyze};

/// Analyses that were made before, up to so much memory.
#[derive(Clone)]
pub(crate) struct AnalysisCache {
    analyses: Cache<Key, Arc<Analysis>>,
}

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
        let weigh = |_: &Key, analysis: &Arc<Analysis>| u32::try_from(analysis.memory_bytes()).unwrap_or(u32::MAX);
        Self { analyses: Cache::builder().max_capacity(bytes_max).weigher(weigh).build() }
    }

    /// The analysis of a text; requests for the same text at the same time wait for one.
    pub(crate) fn analyse(&self, title: &str, text: &str, language: Option<Language>) -> Analysed {
        let mut hasher = Sha256::new();
        hasher.update(title);
        hasher.update("\n");
        hasher.update(text);
        let digest: [u8; 32] = hasher.finalize().into();
        let options = Options { language, title: (!title.is_empty()).then_some(title) };
        let key = Key { digest, language };
        let entry = self.analyses.entry(key).or_insert_with(|| Arc::new(analyze(text, &options)));
        Analysed { digest, hit: !entry.is_fresh(), analysis: entry.into_value() }
    }
}
