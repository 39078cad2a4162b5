//! A whole collection: how rare terms are is known before the first comparison, and the most similar clusters merge first.

use std::{cmp::Ordering, collections::BinaryHeap};

use super::{
    Article, Assignment, ClusterOptions, Clusters,
    candidates::Candidates,
    copies::{Originals, Page},
    profile::{Profile, weigh_terms},
    repeats::Repeats,
    sketch::exact_overlap,
    vocabulary::Vocabulary,
};

/// How often one link is compared anew since its clusters have grown. A bound for hostile input.
const COMPARISONS_PER_LINK_MAX: u8 = 32;

/// How much of the mean similarity inside two clusters, of both by the geometric mean, has to be left between them for them to be one
/// event.
///
/// On Multi-News, B-cubed F1 is the same from 0.5 to 0.6, and 0.002 less at 0.7.
const COHESION_SHARE_MIN: f32 = 0.6;

/// The same for one document and a cluster: an angle of its own may be far from the others, but not so far.
///
/// On Multi-News, B-cubed F1 is the same from 0.25 to 0.33, and 0.001 to 0.004 less without it.
const SINGLE_SHARE_MIN: f32 = 0.25;

/// Clusters a collection: documents that report the same event are in one cluster.
///
/// Average-link agglomeration over the pairs of documents that share telling terms, of which there are sixteen for each document at most,
/// so that time is near linear. That a long text is a copy is checked against the original itself. What is as short and ends
/// up in one cluster with a notice is a notice too: sites change a word of theirs now and then.
pub fn cluster(documents: &[Article<'_>], options: &ClusterOptions) -> Clusters {
    let kinds = find_copies(documents, options.duplicate_overlap_min);
    let vocabulary = count_terms(documents, &kinds);
    let profiles: Vec<Profile> = documents
        .iter()
        .zip(&kinds)
        .map(|(document, kind)| match kind {
            Kind::Original { .. } => {
                Profile::new(&weigh_terms(document), document.publish_time_ms, &vocabulary)
            }
            Kind::Specimen => Profile::new(&weigh_terms(document), None, &vocabulary),
            Kind::Notice | Kind::Copy(..) => Profile::new(&[], None, &vocabulary),
        })
        .collect();
    let links = link(&profiles, &kinds, options.similarity_min, &vocabulary);
    let notices = kinds.iter().map(|kind| *kind == Kind::Specimen).collect();
    let mut forest = Forest::new(profiles.clone(), notices);
    merge(links, &mut forest, options.similarity_min, &vocabulary);
    assignments(&kinds, &profiles, &mut forest, &vocabulary)
}

/// What a document is to the others.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Original {
        /// Whether it is as short as notices are.
        is_short: bool,
    },
    /// The first of many of the same, by which notices that are much like it are known.
    Specimen,
    /// One of many of the same: alone.
    Notice,
    /// The copy of an earlier document, and how much of its text is.
    Copy(usize, f32),
}

fn find_copies(documents: &[Article<'_>], overlap_min: f32) -> Vec<Kind> {
    let (mut originals, mut repeats) = (Originals::new(), Repeats::new());
    let mut kinds = Vec::with_capacity(documents.len());
    for (index, document) in documents.iter().enumerate() {
        let page = Page::new(document);
        let copied = originals.find(&page, overlap_min).and_then(|found| {
            let original = documents[found.original].analysis;
            let is_exact = page.sketch().is_whole();
            let overlap = if is_exact { found.overlap } else { exact_overlap(document.analysis, original) };
            if found.is_repeat {
                repeats.add(found.original);
            }
            (overlap >= overlap_min).then_some(Kind::Copy(found.original, overlap))
        });
        let is_short = page.sketch().is_whole();
        if copied.is_none() {
            originals.add(index, page);
        }
        kinds.push(copied.unwrap_or(Kind::Original { is_short }));
    }
    for (index, kind) in kinds.iter_mut().enumerate() {
        *kind = match *kind {
            Kind::Original { .. } if repeats.is_notice(index) => Kind::Specimen,
            Kind::Copy(original, _) if repeats.is_notice(original) => Kind::Notice,
            kind => kind,
        };
    }
    kinds
}

/// Counts the terms of originals: that a text was printed often makes its words no more common.
fn count_terms(documents: &[Article<'_>], kinds: &[Kind]) -> Vocabulary {
    let mut vocabulary = Vocabulary::new();
    let is_read = |(_, kind): &(&Article<'_>, &Kind)| matches!(kind, Kind::Original { .. } | Kind::Specimen);
    for (document, _) in documents.iter().zip(kinds).filter(is_read) {
        vocabulary.count(weigh_terms(document).into_iter().map(|(print, _)| print));
    }
    vocabulary
}

/// A pair of clusters that may merge. The most similar is the greatest, and of equals the earliest.
#[derive(Debug, Clone, Copy)]
struct Link {
    similarity: f32,
    one: u32,
    two: u32,
    /// How many documents both had together when they were compared.
    documents: u32,
    comparisons: u8,
}

impl Ord for Link {
    fn cmp(&self, other: &Self) -> Ordering {
        self.similarity
            .total_cmp(&other.similarity)
            .then_with(|| (other.one, other.two).cmp(&(self.one, self.two)))
    }
}

impl PartialOrd for Link {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Link {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Link {}

/// Links each document to those before it that are similar enough. No two clusters are more similar than their most similar documents
/// are, so that no other pairs are needed.
fn link(profiles: &[Profile], kinds: &[Kind], similarity_min: f32, vocabulary: &Vocabulary) -> Vec<Link> {
    let mut candidates = Candidates::default();
    let mut links = Vec::new();
    for (two, profile) in (0_u32..).zip(profiles) {
        if matches!(kinds[two as usize], Kind::Notice | Kind::Copy(..)) {
            continue;
        }
        for one in candidates.find(profile, vocabulary) {
            let similarity = profiles[one as usize].similarity(profile, vocabulary);
            if similarity >= similarity_min {
                links.push(Link { similarity, one, two, documents: 2, comparisons: 0 });
            }
        }
        for &(term, _) in profile.terms() {
            candidates.add(two, term);
        }
    }
    links
}

/// Merges the most similar clusters until none are similar enough.
fn merge(links: Vec<Link>, forest: &mut Forest, similarity_min: f32, vocabulary: &Vocabulary) {
    let mut queue = BinaryHeap::from(links);
    while let Some(link) = queue.pop() {
        let (one, two) = (forest.root(link.one), forest.root(link.two));
        if one == two {
            continue;
        }
        let documents = forest.profiles[one as usize].documents() + forest.profiles[two as usize].documents();
        if documents == link.documents {
            if !forest.are_apart(one, two, link.similarity, vocabulary) {
                forest.join(one.min(two), one.max(two), vocabulary);
            }
            continue;
        }
        // A cluster has grown since they were compared.
        let similarity = forest.profiles[one as usize].similarity(&forest.profiles[two as usize], vocabulary);
        if similarity >= similarity_min && link.comparisons < COMPARISONS_PER_LINK_MAX {
            queue.push(Link { similarity, one, two, documents, comparisons: link.comparisons + 1 });
        }
    }
}

/// Clusters as trees of documents (Galler & Fischer 1964). The root of a cluster is its earliest document, and has its profile.
#[derive(Debug)]
struct Forest {
    parents: Vec<u32>,
    profiles: Vec<Profile>,
    /// Whether the cluster of each root holds a notice.
    notices: Vec<bool>,
}

impl Forest {
    fn new(profiles: Vec<Profile>, notices: Vec<bool>) -> Self {
        Self { parents: (0_u32..).zip(&profiles).map(|(index, _)| index).collect(), profiles, notices }
    }

    fn root(&mut self, mut document: u32) -> u32 {
        while self.parents[document as usize] != document {
            let above = self.parents[document as usize];
            self.parents[document as usize] = self.parents[above as usize];
            document = above;
        }
        document
    }

    /// Whether two clusters tell of two events, in the same place or on the same matter: the reports in them are much more similar to
    /// each other than to those in the other one.
    fn are_apart(&self, one: u32, two: u32, similarity: f32, vocabulary: &Vocabulary) -> bool {
        let [one, two] = [one, two].map(|root| &self.profiles[root as usize]);
        let [inside_one, inside_two] = [one, two].map(|profile| profile.cohesion(vocabulary));
        if one.documents() > 1 && two.documents() > 1 {
            similarity < COHESION_SHARE_MIN * (inside_one * inside_two).sqrt()
        } else {
            similarity < SINGLE_SHARE_MIN * inside_one.max(inside_two)
        }
    }

    fn join(&mut self, root: u32, other: u32, vocabulary: &Vocabulary) {
        self.parents[other as usize] = root;
        self.notices[root as usize] |= self.notices[other as usize];
        let [into, from] = self
            .profiles
            .get_disjoint_mut([root as usize, other as usize])
            .expect("two roots are two documents");
        into.join(from, vocabulary);
    }
}

/// Numbers clusters by their first documents.
fn assignments(
    kinds: &[Kind],
    profiles: &[Profile],
    forest: &mut Forest,
    vocabulary: &Vocabulary,
) -> Clusters {
    let mut numbers: Vec<Option<usize>> = vec![None; kinds.len()];
    let mut made: Vec<Assignment> = Vec::with_capacity(kinds.len());
    let mut clusters = 0;
    for (index, kind) in (0_u32..).zip(kinds) {
        let original = if let Kind::Copy(original, _) = *kind { original } else { made.len() };
        let root = forest.root(u32::try_from(original).unwrap_or(index)) as usize;
        let of = if let Kind::Copy(original, _) = *kind { kinds[original] } else { *kind };
        let is_report = matches!(of, Kind::Original { is_short: false });
        if *kind == Kind::Notice || forest.notices[root] && !is_report {
            made.push(Assignment { cluster: clusters, is_new: true, similarity: 0.0, duplicate_of: None });
            clusters += 1;
            continue;
        }
        if let Kind::Copy(original, similarity) = *kind {
            let cluster = made[original].cluster;
            made.push(Assignment { cluster, is_new: false, similarity, duplicate_of: Some(original) });
            continue;
        }
        let number = &mut numbers[root];
        let is_new = number.is_none();
        let cluster = *number.get_or_insert(clusters);
        clusters += usize::from(is_new);
        let similarity = forest.profiles[root].similarity_of(&profiles[index as usize], vocabulary);
        made.push(Assignment { cluster, is_new, similarity, duplicate_of: None });
    }
    Clusters { assignments: made, cluster_count: clusters }
}
