//! Finds the few clusters that a document may belong to, without looking at the others.

use super::{postings::Postings, profile::Profile, vocabulary::Vocabulary};

/// How many clusters with the same term are looked at, the last ones first: a term that more have tells little.
const CLUSTERS_PER_TERM_MAX: usize = 32;

/// How many look-ups a document is worth: all of its terms when they are rare, or its eight rarest terms when each is in many clusters.
/// Few enough that a thousand documents need about as many for each as a million do.
const LOOKUPS_MAX: usize = 256;

/// How many candidates are compared in full. B-cubed F1 on Multi-News is the same as with all of them.
const CANDIDATES_MAX: usize = 16;

/// Clusters by their terms.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    postings: Postings,
    /// What each cluster promises; all zero between calls.
    promises: Vec<f32>,
}

impl Candidates {
    /// Adds a term to a cluster. Clusters are numbered from 0.
    pub(super) fn add(&mut self, cluster: u32, term: u32) {
        if cluster as usize >= self.promises.len() {
            self.promises.resize(cluster as usize + 1, 0.0);
        }
        self.postings.add(term, cluster);
    }

    /// The clusters that share the most telling terms with a document, the best first.
    pub(super) fn find(&mut self, document: &Profile, vocabulary: &Vocabulary) -> Vec<u32> {
        let mut terms = document.terms().to_vec();
        terms.sort_unstable_by_key(|&(term, _)| (vocabulary.documents(term), term));
        let mut found: Vec<u32> = Vec::new();
        let mut lookups_left = LOOKUPS_MAX;
        for (term, weight) in terms {
            let promise = weight * vocabulary.rarity(term).powi(2);
            for cluster in self.postings.newest(term).take(CLUSTERS_PER_TERM_MAX.min(lookups_left)) {
                lookups_left -= 1;
                let sum = &mut self.promises[cluster as usize];
                if *sum == 0.0 {
                    found.push(cluster);
                }
                // Never 0 once it was found.
                *sum += promise.max(f32::MIN_POSITIVE);
            }
        }
        let promised: Vec<(f32, u32)> = found
            .into_iter()
            .map(|cluster| (std::mem::take(&mut self.promises[cluster as usize]), cluster))
            .collect();
        best_of(promised)
    }

    /// An estimate of the memory that they take, in bytes.
    pub(super) fn memory_bytes(&self) -> usize {
        self.postings.memory_bytes() + self.promises.capacity() * size_of::<f32>()
    }
}

/// The clusters that promise most, the best first, the earliest of equals.
fn best_of(mut promised: Vec<(f32, u32)>) -> Vec<u32> {
    let best_first = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if promised.len() > CANDIDATES_MAX {
        promised.select_nth_unstable_by(CANDIDATES_MAX, best_first);
        promised.truncate(CANDIDATES_MAX);
    }
    promised.sort_unstable_by(best_first);
    promised.into_iter().map(|(_, cluster)| cluster).collect()
}
