//! Which sentences of different reports tell the same.

mod alone;

use std::ops::Range;

use foldhash::HashSet;
use synoptic_text_analysis::SentenceFlags;

use crate::{Names, Report, TimeExpression, features::Features, time_expressions, timeline::Place};

/// The sentences of reports by what they hold, and how likely two tell the same.
///
/// A sentence is a vector of features: names, whatever their form; numbers; dates; words, and those that writers interchange. Rare
/// features weigh more. Two sentences tell the same the likelier the more weight they have in common, and the less they hold beside.
#[derive(Debug)]
pub struct Alignment {
    places: Vec<Place>,
    /// The first sentence of each report among `places`.
    starts: Vec<usize>,
    features: Features,
    /// For each sentence those of other reports that tell the same, the likeliest first.
    similar: Vec<Vec<Similar>>,
    /// For each sentence the most that speaks for one of another report telling the same, in units of log odds.
    closest: Vec<f32>,
    /// The expressions of time of each report.
    times: Vec<Vec<TimeExpression>>,
}

/// A sentence that tells the same as another.
#[derive(Debug, Clone, Copy)]
struct Similar {
    row: usize,
    /// How likely it tells the same.
    similarity: f32,
}

/// Sentences that are less likely to tell the same, from 0 to 1, are taken to tell something else.
pub const SIMILARITY_MIN: f32 = 0.5;

/// Sentences that are less likely to tell the same stand in a group only where each is the likeliest one of its report to the other.
const MUTUAL_BELOW: f32 = 0.75;

/// A feature of more sentences than this tells little, and would have all of them compared: it doesn't count as common.
const POSTINGS_MAX: usize = 200;

/// How many similar sentences are kept of each.
const SIMILAR_MAX: usize = 16;

impl Alignment {
    /// Aligns the sentences of reports.
    pub fn new(reports: &[Report<'_>], names: &Names, similarity_min: f32) -> Self {
        let times =
            reports.iter().enumerate().map(|(index, report)| time_expressions(report, index)).collect();
        Self::of(reports, names, times, similarity_min, |_| true)
    }

    /// Aligns those sentences of reports that have an expression of time, given for each report.
    pub fn of_dated(
        reports: &[Report<'_>],
        names: &Names,
        times: Vec<Vec<TimeExpression>>,
        similarity_min: f32,
    ) -> Self {
        let dated: HashSet<Place> = (0..)
            .zip(&times)
            .flat_map(|(report, times)| {
                times.iter().map(move |time| Place { report, sentence: time.sentence })
            })
            .collect();
        Self::of(reports, names, times, similarity_min, |place| dated.contains(place))
    }

    fn of(
        reports: &[Report<'_>],
        names: &Names,
        times: Vec<Vec<TimeExpression>>,
        similarity_min: f32,
        is_meant: impl Fn(&Place) -> bool,
    ) -> Self {
        let mut places: Vec<Place> = Vec::new();
        let mut starts = Vec::with_capacity(reports.len() + 1);
        for (index, report) in reports.iter().enumerate() {
            starts.push(places.len());
            let body = report.body().map(|(sentence, _)| Place { report: index, sentence });
            places.extend(body.filter(&is_meant));
        }
        starts.push(places.len());
        let features = Features::new(reports, names, &times, &places);
        let (similar, closest) = Finder::new(&places, &starts, &features, similarity_min).find();
        Self { places, starts, features, similar, closest, times }
    }

    /// The expressions of time of each report.
    pub fn times(&self) -> &[Vec<TimeExpression>] {
        &self.times
    }

    /// Whether two sentences tell the same.
    pub fn are_similar(&self, one: Place, other: Place) -> bool {
        self.similarity(one, other) > 0.0
    }

    /// How likely two sentences of different reports tell the same, from 0 to 1; 0 where they don't.
    pub fn similarity(&self, one: Place, other: Place) -> f32 {
        let found = self.similar_of(one).iter().find(|similar| self.places[similar.row] == other);
        found.map_or(0.0, |similar| similar.similarity)
    }

    /// The sentences that tell the same as one, in other reports, the likeliest first.
    pub fn similar(&self, place: Place) -> impl Iterator<Item = (Place, f32)> {
        self.similar_of(place).iter().map(|similar| (self.places[similar.row], similar.similarity))
    }

    /// How much of what a sentence holds others hold together, by weight, from 0 to 1.
    pub(crate) fn held_share(&self, place: Place, others: &[Place]) -> f32 {
        let Some(row) = self.row(place) else { return 0.0 };
        let others: Vec<usize> = others.iter().filter_map(|&other| self.row(other)).collect();
        let is_held = |feature: &&u32| {
            others.iter().any(|&other| self.features.shared(other).binary_search(feature).is_ok())
        };
        let held = self.features.shared(row).iter().filter(is_held);
        let held: f32 = held.map(|&feature| self.features.weight(feature)).sum();
        held / self.features.total(row).max(f32::MIN_POSITIVE)
    }

    /// All sentences that were compared, by report and place.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.places.iter().copied()
    }

    /// The expressions of time of a report, in the order of its text.
    pub(crate) fn times_of(&self, place: Place) -> impl Iterator<Item = &TimeExpression> {
        let times = &self.times[place.report];
        let start = times.partition_point(|time| time.sentence < place.sentence);
        times[start..].iter().take_while(move |time| time.sentence == place.sentence)
    }

    /// The features of a sentence that begin within a range of the report's tokens, but for a part of it, and that other sentences
    /// hold too, in ascending order.
    pub(crate) fn around(&self, place: Place, tokens: Range<usize>, without: &Range<usize>) -> Vec<u32> {
        let said = self.row(place).map(|row| self.features.said(row)).unwrap_or_default();
        let start = said.partition_point(|(token, _)| (*token as usize) < tokens.start);
        let close = said[start..]
            .iter()
            .take_while(|(token, _)| (*token as usize) < tokens.end)
            .filter(|(token, _)| !without.contains(&(*token as usize)));
        let is_shared = |feature: &u32| self.features.holders(*feature).len() > 1;
        let mut found: Vec<u32> = close.map(|(_, feature)| *feature).filter(is_shared).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The weight that what a sentence says within a range of the report's tokens has in common with another sentence: the most of
    /// those given.
    pub(crate) fn borne_out(&self, place: Place, tokens: Range<usize>, others: &[Place]) -> f32 {
        let own = self.around(place, tokens, &(0..0));
        let others = others.iter().filter(|other| **other != place).filter_map(|other| self.row(*other));
        others.map(|other| self.held_weight(&own, other)).fold(0.0, f32::max)
    }

    /// The weight that two sentences have in common.
    pub(crate) fn common_weight(&self, one: Place, other: Place) -> f32 {
        let rows = self.row(one).zip(self.row(other));
        rows.map_or(0.0, |(one, other)| self.held_weight(self.features.shared(one), other))
    }

    /// The weight of those features that a sentence holds too.
    fn held_weight(&self, features: &[u32], row: usize) -> f32 {
        let held = self.features.shared(row);
        let held = features.iter().filter(|feature| held.binary_search(feature).is_ok());
        held.map(|feature| self.features.weight(*feature)).sum()
    }

    /// What a feature weighs.
    pub(crate) fn weight(&self, feature: u32) -> f32 {
        self.features.weight(feature)
    }

    fn similar_of(&self, place: Place) -> &[Similar] {
        self.row(place).map(|row| self.similar[row].as_slice()).unwrap_or_default()
    }

    /// Groups of sentences that tell the same, at most one of each report, the likeliest first. A sentence that tells several
    /// things may stand in several groups.
    pub fn groups(&self) -> Vec<Vec<Place>> {
        let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
        for (row, similar) in self.similar.iter().enumerate() {
            let behind = similar.iter().filter(|other| row < other.row);
            pairs.extend(behind.map(|other| (other.similarity, row, other.row)));
        }
        pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut of: Vec<Vec<usize>> = vec![Vec::new(); self.places.len()];
        for (similarity, one, other) in pairs {
            if similarity < MUTUAL_BELOW && !(self.is_likeliest(one, other) && self.is_likeliest(other, one))
            {
                continue;
            }
            if of[one].iter().any(|group| of[other].contains(group)) {
                continue;
            }
            let joined = [(one, other), (other, one)].into_iter().find_map(|(inside, outside)| {
                let fits = |group: &&usize| self.fits(&groups[**group], outside);
                of[inside].iter().find(fits).map(|&group| (group, outside))
            });
            if let Some((group, outside)) = joined {
                groups[group].push(outside);
                of[outside].push(group);
            } else {
                of[one].push(groups.len());
                of[other].push(groups.len());
                groups.push(vec![one, other]);
            }
        }
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.into_iter().map(|group| group.into_iter().map(|row| self.places[row]).collect()).collect()
    }

    /// Whether a sentence is of another report than those of a group, and similar to each of them: one of its things may be told by
    /// some, and another one by others.
    fn fits(&self, group: &[usize], row: usize) -> bool {
        let report = self.places[row].report;
        let is_similar = |member: usize| self.similar[row].iter().any(|other| other.row == member);
        group.iter().all(|&member| self.places[member].report != report && is_similar(member))
    }

    /// Whether of the second sentence's report none is likelier to tell the same as the first sentence.
    fn is_likeliest(&self, row: usize, other: usize) -> bool {
        let report = self.places[other].report;
        let found = self.similar[row].iter().find(|similar| self.places[similar.row].report == report);
        found.is_some_and(|similar| similar.row == other)
    }

    fn row(&self, place: Place) -> Option<usize> {
        let range: Range<usize> = *self.starts.get(place.report)?..*self.starts.get(place.report + 1)?;
        let rows = &self.places[range.clone()];
        rows.binary_search_by_key(&place.sentence, |row| row.sentence).ok().map(|row| range.start + row)
    }
}

/// What two sentences have in common: the weights of their common features, and those squared, added up.
#[derive(Debug, Clone, Copy, Default)]
struct Common {
    weight: f32,
    squares: f32,
}

impl Common {
    /// What speaks for two sentences of these lengths telling the same, in units of log odds.
    fn evidence(self, length: f32, other_length: f32) -> f32 {
        let cosine = self.squares / (length * other_length).max(f32::MIN_POSITIVE);
        PER_WEIGHT * self.weight + PER_COSINE * cosine
    }
}

/// How likely two sentences tell the same, by what speaks for it.
fn likelihood(evidence: f32) -> f32 {
    1.0 / (1.0 + (BIAS - evidence).exp())
}

/// What must speak for two sentences before they are as likely as not to tell the same, in units of log odds.
const BIAS: f32 = 4.5;

/// What each unit of weight in common says for it: what a word that no other sentence holds weighs.
const PER_WEIGHT: f32 = 1.3;

/// What equal sentences say for it, by their cosine, beside the weight.
const PER_COSINE: f32 = 6.0;

/// What two sentences have in common weighs at least this; less is chance, whatever the cosine.
pub(crate) const EVIDENCE_MIN: f32 = 1.0;

/// Finds similar sentences, one sentence after the other.
struct Finder<'a> {
    places: &'a [Place],
    /// The first sentence of each report among `places`, and the end.
    starts: &'a [usize],
    features: &'a Features,
    similarity_min: f32,
    /// For each sentence those that were found so far.
    similar: Vec<Vec<Similar>>,
    /// For each sentence the most that speaks for one of those that it was compared with.
    closest: Vec<f32>,
    /// What each sentence has in common with the one that is looked at.
    common: Vec<Common>,
    touched: Vec<u32>,
}

impl<'a> Finder<'a> {
    fn new(places: &'a [Place], starts: &'a [usize], features: &'a Features, similarity_min: f32) -> Self {
        Self {
            places,
            starts,
            features,
            similarity_min,
            similar: vec![Vec::new(); places.len()],
            closest: vec![0.0; places.len()],
            common: vec![Common::default(); places.len()],
            touched: Vec::new(),
        }
    }

    /// For each sentence those of other reports that tell the same, the likeliest first; and the most that speaks for any telling it.
    fn find(mut self) -> (Vec<Vec<Similar>>, Vec<f32>) {
        for row in 0..self.places.len() {
            self.compare(row);
        }
        self.similar.iter_mut().for_each(leave_likeliest);
        (self.similar, self.closest)
    }

    /// Compares a sentence with those of later reports: two sentences are as similar the one way as the other.
    fn compare(&mut self, row: usize) {
        let later = self.starts[self.places[row].report + 1];
        for &feature in self.features.shared(row) {
            let holders = self.features.holders(feature);
            if holders.len() > POSTINGS_MAX {
                continue;
            }
            let weight = self.features.weight(feature);
            for &other in holders.iter().rev().take_while(|other| **other as usize >= later) {
                let common = &mut self.common[other as usize];
                if common.weight == 0.0 {
                    self.touched.push(other);
                }
                common.weight += weight;
                common.squares += weight * weight;
            }
        }
        let length = self.features.length(row);
        let mut closest = self.closest[row];
        for other in self.touched.drain(..) {
            let other = other as usize;
            let common = std::mem::take(&mut self.common[other]);
            let evidence = common.evidence(length, self.features.length(other));
            closest = closest.max(evidence);
            self.closest[other] = self.closest[other].max(evidence);
            if common.weight < EVIDENCE_MIN {
                continue;
            }
            let similarity = likelihood(evidence);
            if similarity >= self.similarity_min {
                keep(&mut self.similar[row], Similar { row: other, similarity });
                keep(&mut self.similar[other], Similar { row, similarity });
            }
        }
        self.closest[row] = closest;
    }
}

/// Adds a similar sentence to those of another, whose memory stays bounded.
fn keep(similar: &mut Vec<Similar>, further: Similar) {
    if similar.len() == 4 * SIMILAR_MAX {
        leave_likeliest(similar);
    }
    similar.push(further);
}

/// Leaves the likeliest of the sentences that are similar to one, the likeliest first.
fn leave_likeliest(similar: &mut Vec<Similar>) {
    similar.sort_by(|one, other| other.similarity.total_cmp(&one.similarity).then(one.row.cmp(&other.row)));
    similar.truncate(SIMILAR_MAX);
}

/// Whether a sentence can be read by itself and is no list item of a few words.
pub(crate) fn stands_alone(flags: SentenceFlags) -> bool {
    ![SentenceFlags::POOR, SentenceFlags::DEPENDENT, SentenceFlags::FRAGMENT, SentenceFlags::CUT]
        .into_iter()
        .any(|flag| flags.contains(flag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::Texts;

    #[track_caller]
    fn similar(one: &str, other: &str) -> bool {
        // What else the reports tell makes common words common.
        let rest =
            "The weather was fine on the day of the ceremony. Flags hung from every window of the capital.";
        let texts = Texts::new(&[
            &format!("{one}\n{rest}"),
            &format!("{other}\nA band played for the guests in the evening. The square was full."),
        ]);
        let reports = texts.reports(&[]);
        let alignment = Alignment::new(&reports, &Names::find(&reports), SIMILARITY_MIN);
        alignment.are_similar(Place { report: 0, sentence: 0 }, Place { report: 1, sentence: 0 })
    }

    #[test]
    fn paraphrases_are_aligned() {
        for (one, other) in [
            (
                "A jury in Halden found two brothers guilty of the robbery of a bank on Friday.",
                "Two brothers were convicted of having robbed a bank in Halden.",
            ),
            (
                "A passenger ferry with 162 people aboard struck a reef off Tarran Island.",
                "The ferry hit rocks near Tarran Island with 162 passengers and crew.",
            ),
        ] {
            assert!(similar(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn what_has_nothing_in_common_is_not() {
        for (one, other) in [
            (
                "The leaders signed a mutual pact to defend each other in the event of an attack.",
                "The leaders walked through a park and looked at horses.",
            ),
            (
                "A passenger ferry with 162 people aboard struck a reef off Tarran Island.",
                "The ferry to Tarran Island costs 12 dollars.",
            ),
        ] {
            assert!(!similar(one, other), "{one} / {other}");
        }
    }
    fn aligned(texts: &[&str], check: impl Fn(&[Report<'_>], &Alignment)) {
        let texts = Texts::new(texts);
        let reports = texts.reports(&[]);
        check(&reports, &Alignment::new(&reports, &Names::find(&reports), SIMILARITY_MIN));
    }

    #[test]
    fn a_sentence_that_tells_two_things_stands_in_two_groups() {
        let both = "The tanker Marigold ran into a pier at Osby, and its pilot tested positive for alcohol.";
        let first = "The Marigold, a tanker, ran into a pier at Osby.";
        let second = "Its pilot tested positive for alcohol.";
        let rest = "The weather was fine. Nobody else was about. A band played in the square until late.";
        aligned(&[&format!("{both}\n{rest}"), &format!("{first}\n{second}")], |_, alignment| {
            let groups = alignment.groups();
            let place = |report, sentence| Place { report, sentence };
            assert_eq!(groups, [[place(0, 0), place(1, 1)], [place(0, 0), place(1, 0)]]);
        });
    }

    #[test]
    fn weak_pairs_stand_in_groups_only_where_each_is_the_others_likeliest() {
        let one = "The tanker Marigold ran into a pier at Osby.";
        let other = "The tanker Marigold ran into a pier at Osby.\nFor years the tanker Marigold ran late, and dogs slept on its deck while nobody in charge cared.";
        let rest = "The weather was fine. Nobody else was about. A band played in the square until late.";
        aligned(&[&format!("{one}\n{rest}"), other], |_, alignment| {
            let place = |report, sentence| Place { report, sentence };
            let weak = alignment.similarity(place(0, 0), place(1, 1));
            assert!((SIMILARITY_MIN..MUTUAL_BELOW).contains(&weak), "{weak}");
            assert_eq!(alignment.groups(), [[place(0, 0), place(1, 0)]]);
        });
    }
}
