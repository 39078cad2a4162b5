//! Documents one at a time: each joins the cluster that is most like it, or begins one.

use super::{
    Article, Assignment, ClusterOptions,
    candidates::Candidates,
    copies::{Originals, Page},
    profile::{Profile, weigh_terms},
    repeats::Repeats,
    vocabulary::Vocabulary,
};

/// How much more similar a document has to be when the others aren't there yet: what is joined is never parted, and what is rare isn't
/// known before many documents came. From 1.4 to 2 B-cubed F1 on Multi-News is within 0.005 of the best.
const CAUTION: f32 = 1.6;

/// Clusters documents as they come.
///
/// A document costs about four kilobytes at most beside the terms that it brings, and time that doesn't depend on how many came before.
/// Copies are judged by samples of the texts, since the texts are gone: exactly up to about 130 words, and beyond with a standard error
/// of 0.04. The first two of many notices that are the same are known as such only when a third comes, and stay together.
#[derive(Debug)]
pub struct Clusterer {
    options: ClusterOptions,
    vocabulary: Vocabulary,
    originals: Originals,
    repeats: Repeats,
    candidates: Candidates,
    clusters: Vec<Profile>,
    /// The cluster of each document.
    cluster_of: Vec<u32>,
}

impl Clusterer {
    /// A clusterer that has seen no document.
    pub fn new(options: ClusterOptions) -> Self {
        Self {
            options,
            vocabulary: Vocabulary::new(),
            originals: Originals::new(),
            repeats: Repeats::new(),
            candidates: Candidates::default(),
            clusters: Vec::new(),
            cluster_of: Vec::new(),
        }
    }

    /// Assigns the next document to a cluster. Documents are numbered from 0 as they come, and so are clusters.
    ///
    /// # Panics
    ///
    /// When there are four billion clusters.
    pub fn add(&mut self, document: &Article<'_>) -> Assignment {
        let assignment = self.assign(document);
        self.cluster_of.push(number(assignment.cluster));
        assignment
    }

    /// How many clusters there are.
    pub fn cluster_count(&self) -> usize {
        self.clusters.len()
    }

    /// An estimate of the memory that it takes, in bytes.
    pub fn memory_bytes(&self) -> usize {
        let clusters: usize = self.clusters.iter().map(Profile::memory_bytes).sum();
        let indices =
            self.candidates.memory_bytes() + self.originals.memory_bytes() + self.repeats.memory_bytes();
        self.vocabulary.memory_bytes() + indices + clusters + self.cluster_of.capacity() * size_of::<u32>()
    }

    fn assign(&mut self, document: &Article<'_>) -> Assignment {
        let page = Page::new(document);
        if let Some(found) = self.originals.find(&page, self.options.duplicate_overlap_min) {
            if found.is_repeat {
                self.repeats.add(found.original);
            }
            if self.repeats.is_notice(found.original) {
                return self.begin(Profile::new(&[], None, &self.vocabulary));
            }
            let cluster = self.cluster_of[found.original] as usize;
            return Assignment {
                cluster,
                is_new: false,
                similarity: found.overlap,
                duplicate_of: Some(found.original),
            };
        }
        self.originals.add(self.cluster_of.len(), page);

        let terms = weigh_terms(document);
        self.vocabulary.count(terms.iter().map(|&(print, _)| print));
        let profile = Profile::new(&terms, document.publish_time_ms, &self.vocabulary);
        match self.most_similar(&profile) {
            Some((cluster, similarity)) if similarity >= self.options.similarity_min * CAUTION => {
                self.join(cluster, &profile);
                Assignment {
                    cluster: cluster as usize,
                    is_new: false,
                    similarity: similarity.min(1.0),
                    duplicate_of: None,
                }
            }
            _ => self.begin(profile),
        }
    }

    /// The cluster whose documents are most like a document, and how much they are; the most promising of equals.
    fn most_similar(&mut self, profile: &Profile) -> Option<(u32, f32)> {
        let candidates = self.candidates.find(profile, &self.vocabulary);
        let similarities = candidates
            .into_iter()
            .map(|cluster| (cluster, self.clusters[cluster as usize].similarity(profile, &self.vocabulary)));
        similarities.reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    fn join(&mut self, cluster: u32, profile: &Profile) {
        let joined = &mut self.clusters[cluster as usize];
        for &(term, _) in profile.terms().iter().filter(|(term, _)| !joined.has(*term)) {
            self.candidates.add(cluster, term);
        }
        joined.join(profile, &self.vocabulary);
    }

    fn begin(&mut self, profile: Profile) -> Assignment {
        let cluster = self.clusters.len();
        for &(term, _) in profile.terms() {
            self.candidates.add(number(cluster), term);
        }
        self.clusters.push(profile);
        Assignment { cluster, is_new: true, similarity: 0.0, duplicate_of: None }
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("memory ends before four billion clusters")
}
