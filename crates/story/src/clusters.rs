//! Which documents report the same event, and which are copies of others: topic detection and tracking (Allan 2002).
//!
//! What a document is about are its most telling terms (tf-idf). Documents belong together when they share them: by the mean over all
//! pairs of documents, not by the best pair, so that no chain of reports ties two events. Copies are found by the runs of five words
//! that they share, and a short text of which there are more than two is a notice, which is alone, as is what is much like one. All of it
//! is deterministic, and near linear in the number of documents.

mod batch;
mod candidates;
mod copies;
mod fingerprints;
mod online;
mod postings;
mod profile;
mod repeats;
mod sketch;
mod vocabulary;

use synoptic_text_analysis::Analysis;

pub use batch::cluster;
pub use online::Clusterer;

/// A document that may report an event.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The headline that came with it; may be empty.
    pub title: &'a str,
    /// Its text.
    pub analysis: &'a Analysis,
    /// When it was published, in milliseconds since 1970 UTC. Reports that are weeks apart are taken to be less similar.
    pub publish_time_ms: Option<i64>,
}

/// How similar documents have to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClusterOptions {
    /// The least mean similarity of two clusters that are one event: 0 to 1. More of it makes smaller clusters.
    ///
    /// Documents that come one at a time need 1.6 times as much, since what is joined is never parted. 0.09 by default: on Multi-News
    /// (113 events), B-cubed F1 of a collection is within 0.01 of its best from 0.08 to 0.15.
    pub similarity_min: f32,
    /// How much of the shorter of two texts the other has to have, word for word, to be called its copy: 0 to 1.
    ///
    /// 0.7 by default: as many runs of five words are left when one word in fifteen is changed.
    pub duplicate_overlap_min: f32,
}

impl Default for ClusterOptions {
    fn default() -> Self {
        Self { similarity_min: 0.09, duplicate_overlap_min: 0.7 }
    }
}

/// Where a document belongs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assignment {
    /// Its cluster. Clusters are numbered from 0 in the order of their first documents.
    pub cluster: usize,
    /// Whether it is the first of its cluster.
    pub is_new: bool,
    /// How similar it is: of a copy, the share of the text that the original has; otherwise the mean similarity to the other documents of
    /// its cluster, those so far when documents come one at a time. 0 to 1, and 0 for one that is alone.
    pub similarity: f32,
    /// The earlier document that it is a copy of; never a copy itself.
    pub duplicate_of: Option<usize>,
}

/// A collection in clusters.
#[derive(Debug, Clone, PartialEq)]
pub struct Clusters {
    /// Where each document belongs.
    pub assignments: Vec<Assignment>,
    /// How many clusters there are.
    pub cluster_count: usize,
}

impl Clusters {
    /// The documents of each cluster, in order.
    pub fn members(&self) -> Vec<Vec<usize>> {
        let mut members = vec![Vec::new(); self.cluster_count];
        for (document, assignment) in self.assignments.iter().enumerate() {
            members[assignment.cluster].push(document);
        }
        members
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use synoptic_text_analysis::{Options, analyze};

    use super::*;

    const QUAKE: &str = "A strong earthquake shook Lisbon on Tuesday, damaging the old harbour. The quake had a magnitude of 6.1, \
                         seismologists said. Rescuers searched collapsed houses near the harbour.";
    const QUAKE_TOO: &str = "Rescuers in Lisbon dug through collapsed houses after an earthquake of magnitude 6.1. Damage was worst at \
                             the harbour, the mayor said.";
    const VOTE: &str = "Parliament in Oslo rejected the pension reform by two votes. The finance minister said that she would resign.";
    const VOTE_TOO: &str = "Norway's finance minister will resign after the pension reform failed in parliament in Oslo by two votes.";

    fn analyses(texts: &[&str]) -> Vec<Analysis> {
        texts.iter().map(|text| analyze(text, &Options::default())).collect()
    }

    fn articles(analyses: &[Analysis]) -> Vec<Article<'_>> {
        analyses.iter().map(|analysis| Article { title: "", analysis, publish_time_ms: None }).collect()
    }

    fn online(articles: &[Article<'_>]) -> Vec<Assignment> {
        let mut clusterer = Clusterer::new(ClusterOptions::default());
        articles.iter().map(|article| clusterer.add(article)).collect()
    }

    /// The clusters of some texts, which have to be the same for a collection as one at a time.
    fn clusters_of(texts: &[&str]) -> Vec<usize> {
        let analyses = analyses(texts);
        let articles = articles(&analyses);
        let numbers =
            |made: &[Assignment]| made.iter().map(|assignment| assignment.cluster).collect::<Vec<_>>();
        let batch = numbers(&cluster(&articles, &ClusterOptions::default()).assignments);
        assert_eq!(batch, numbers(&online(&articles)));
        batch
    }

    #[test]
    fn reports_on_one_event_are_together() {
        assert_eq!(clusters_of(&[QUAKE, VOTE, QUAKE_TOO, VOTE_TOO]), [0, 1, 0, 1]);
        assert_eq!(clusters_of(&[QUAKE, QUAKE_TOO]), [0, 0]);
        assert_eq!(clusters_of(&[QUAKE, VOTE]), [0, 1]);
    }

    #[test]
    fn needs_no_english() {
        let texts = [
            "Ein Erdbeben hat Lissabon erschüttert und den alten Hafen beschädigt.",
            "Das Parlament in Oslo lehnte die Rentenreform mit zwei Stimmen ab.",
            "Nach dem Erdbeben in Lissabon ist der alte Hafen gesperrt.",
        ];
        assert_eq!(clusters_of(&texts), [0, 1, 0]);
        assert_eq!(
            clusters_of(&["里斯本发生强烈地震", "奥斯陆议会否决养老金改革", "里斯本地震造成损失"]),
            [0, 1, 0]
        );
    }

    #[test]
    fn marks_copies_with_small_edits() {
        let edited = QUAKE.replace("strong", "powerful");
        let analyses = analyses(&[VOTE, QUAKE, &edited, QUAKE_TOO, QUAKE]);
        let articles = articles(&analyses);
        let batch = cluster(&articles, &ClusterOptions::default());
        for made in [batch.assignments.clone(), online(&articles)] {
            let originals: Vec<_> = made.iter().map(|assignment| assignment.duplicate_of).collect();
            assert_eq!(originals, [None, None, Some(1), None, Some(1)]);
            assert!(made[4].similarity > 0.999);
        }
        assert_eq!(batch.members(), [vec![0], vec![1, 2, 3, 4]]);
    }

    #[test]
    fn what_says_nothing_is_alone() {
        assert_eq!(clusters_of(&["", "", "the of and", "Yes", QUAKE]), [0, 1, 2, 3, 4]);
        assert_eq!(clusters_of(&[]), [0; 0]);
    }

    #[test]
    fn what_is_said_again_and_again_is_a_notice() {
        let notice = "Please enable JavaScript to read on.";
        let analyses = analyses(&[notice, QUAKE, notice, notice, notice, notice, QUAKE_TOO, notice]);
        let mut articles = articles(&analyses);
        let numbers = |made: &[Assignment]| -> Vec<_> { made.iter().map(|one| one.cluster).collect() };
        let batch = cluster(&articles, &ClusterOptions::default()).assignments;
        assert_eq!(numbers(&batch), [0, 1, 2, 3, 4, 5, 1, 6]);
        assert!(batch.iter().all(|assignment| assignment.duplicate_of.is_none()));
        // Five may be one brief in several papers: that there are more is only known from the sixth on.
        assert_eq!(numbers(&online(&articles)), [0, 1, 0, 0, 0, 0, 1, 2]);
        let five = cluster(&articles[..6], &ClusterOptions::default()).assignments;
        assert_eq!(numbers(&five), [0, 1, 0, 0, 0, 0]);
        // The same text under the same title is one report in several papers.
        articles.iter_mut().for_each(|article| article.title = "Read on");
        let batch = cluster(&articles, &ClusterOptions::default()).assignments;
        assert_eq!([2, 3, 4, 5, 7].map(|at: usize| batch[at].duplicate_of), [Some(0); 5]);
    }

    #[test]
    fn what_is_much_like_a_notice_is_one() {
        let notice = "Please enable JavaScript and cookies in your browser to read on.";
        let alike = "To read on, please enable cookies and JavaScript in the settings of your browser.";
        let analyses =
            analyses(&[notice, alike, notice, QUAKE, alike, notice, QUAKE_TOO, notice, notice, notice]);
        let batch = cluster(&articles(&analyses), &ClusterOptions::default());
        let alone = |document: usize| vec![document];
        let expected: Vec<Vec<usize>> =
            [0, 1, 2].map(alone).into_iter().chain([vec![3, 6]]).chain([4, 5, 7, 8, 9].map(alone)).collect();
        assert_eq!(batch.members(), expected);
        assert!(batch.assignments.iter().all(|assignment| assignment.duplicate_of.is_none()));
    }

    #[test]
    fn a_report_is_no_notice_beside_one() {
        // As long as reports are, with the same words in another order each.
        let words: Vec<&str> = QUAKE.split(' ').collect();
        let report = |mut state: usize| -> String {
            let draw = |_| {
                state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
                format!("{} ", words[(state >> 16) % words.len()])
            };
            (0..200).map(draw).collect()
        };
        let (one, two) = (report(1), report(2));
        let analyses = analyses(&[QUAKE, QUAKE, QUAKE, QUAKE, QUAKE, QUAKE, &one, &two]);
        let batch = cluster(&articles(&analyses), &ClusterOptions::default());
        assert_eq!(batch.members().last(), Some(&vec![6, 7]));
    }

    #[test]
    fn two_events_of_one_place_stay_apart() {
        let strike = "Dockers in Lisbon harbour went on strike over wages. The dockers' union in Lisbon called the strike \
                      after wages fell.";
        let strike_too =
            "A strike over wages by the union of dockers stopped Lisbon harbour. Wages fell, said the union.";
        let analyses = analyses(&[QUAKE, strike, QUAKE_TOO, strike_too]);
        let batch = cluster(&articles(&analyses), &ClusterOptions::default());
        assert_eq!(batch.members(), [vec![0, 2], vec![1, 3]]);
    }

    #[test]
    fn months_part_events() {
        let analyses = analyses(&[QUAKE, QUAKE_TOO]);
        let mut articles = articles(&analyses);
        let day_ms = 86_400_000;
        articles[0].publish_time_ms = Some(0);
        for (days, clusters) in [(2, 1), (400, 2), (-400, 2)] {
            articles[1].publish_time_ms = Some(days * day_ms);
            assert_eq!(cluster(&articles, &ClusterOptions::default()).cluster_count, clusters, "{days} days");
        }
        articles[1].publish_time_ms = Some(i64::MIN);
        assert_eq!(cluster(&articles, &ClusterOptions::default()).cluster_count, 2);
    }

    #[test]
    fn titles_tell_the_event() {
        let analyses = analyses(&["He spoke for an hour.", "The talk was long."]);
        let mut articles = articles(&analyses);
        assert_eq!(cluster(&articles, &ClusterOptions::default()).cluster_count, 2);
        articles[0].title = "Mayor of Lisbon defends harbour plan";
        articles[1].title = "Lisbon mayor explains harbour plan";
        assert_eq!(cluster(&articles, &ClusterOptions::default()).cluster_count, 1);
    }

    #[test]
    fn many_copies_and_long_texts_are_cheap() {
        let long = (0..200_000).fold(String::new(), |mut text, number| {
            write!(text, "word{number} ").unwrap();
            text
        });
        let quake = analyze(QUAKE, &Options::default());
        let long = analyze(&long, &Options::default());
        let mut clusterer = Clusterer::new(ClusterOptions::default());
        for analysis in std::iter::repeat_n(&quake, 20_000).chain([&long, &long]) {
            clusterer.add(&Article { title: "Earthquake in Lisbon", analysis, publish_time_ms: None });
        }
        assert_eq!(clusterer.cluster_count(), 2);
        assert!(clusterer.memory_bytes() < 1 << 20, "{}", clusterer.memory_bytes());
    }
}
