//! Which sentences of different reports tell the same.

use std::ops::Range;

use foldhash::HashMap;
use synoptic_text_analysis::{SentenceFlags, Token};

use crate::{
    Names, Report,
    dates::lines::dateline_end,
    lexicon::{is_speech_verb, lower},
    paraphrases,
    quantities::number,
    quotations::telling,
    timeline::Place,
};

/// The sentences of reports by what they hold, and how similar they are.
///
/// A sentence is a vector of features: names, whatever their form; numbers; words, where those that writers interchange are one.
/// Rare features weigh more. Similar are sentences that share most of the weight of the shorter one and not too little of the
/// longer.
#[derive(Debug)]
pub struct Alignment {
    sentences: Vec<Vector>,
    /// The first sentence of each report among `sentences`.
    starts: Vec<usize>,
    /// For each sentence the similar ones of other reports, the most similar first.
    similar: Vec<Vec<(usize, f32)>>,
}

#[derive(Debug)]
struct Vector {
    place: Place,
    /// Features in ascending order, with their weights: 1 for what two sentences hold and no other, less for what more do.
    features: Vec<(u32, f32)>,
    length: f32,
    total: f32,
}

/// Sentences with less in common have nothing to do with each other. Above it they tell the same, or of the same.
pub const SIMILARITY_MIN: f32 = 0.22;

/// What two sentences share weighs at least this: two features that no other sentence holds, or more that some do. Less is chance.
const EVIDENCE_MIN: f32 = 2.1;

/// A feature of more sentences than this tells little, and would have all of them compared: it doesn't count as common.
const POSTINGS_MAX: usize = 200;

/// How many similar sentences are kept of each.
const SIMILAR_MAX: usize = 16;

impl Alignment {
    /// Aligns the sentences of reports.
    pub fn new(reports: &[Report<'_>], names: &Names, similarity_min: f32) -> Self {
        let mut rows: Vec<(Place, Vec<u32>)> = Vec::new();
        let mut starts = Vec::with_capacity(reports.len() + 1);
        let mut features = Features::new(reports, names);
        for (index, report) in reports.iter().enumerate() {
            starts.push(rows.len());
            for (sentence, _) in report.body() {
                rows.push((Place { report: index, sentence }, features.of(index, sentence)));
            }
        }
        starts.push(rows.len());
        let mut postings: HashMap<u32, Vec<usize>> = HashMap::default();
        for (row, (_, features)) in rows.iter().enumerate() {
            for &feature in features {
                postings.entry(feature).or_default().push(row);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
        let weigh = |feature: u32| {
            let (all, held) = (rows.len() as f32, postings[&feature].len() as f32);
            (1.0 + all / held).ln() / (1.0 + all / 2.0).ln()
        };
        let sentences: Vec<Vector> =
            rows.iter().map(|(place, features)| Vector::new(*place, features, weigh)).collect();
        let mut finder = Finder {
            sentences: &sentences,
            postings: &postings,
            similarity_min,
            common: vec![Common::default(); sentences.len()],
            touched: Vec::new(),
        };
        let similar = (0..sentences.len()).map(|row| finder.similar_to(row)).collect();
        Self { sentences, starts, similar }
    }

    /// Whether two sentences tell the same.
    pub fn are_similar(&self, one: Place, other: Place) -> bool {
        self.similarity(one, other) > 0.0
    }

    /// How similar two sentences of different reports are, from 0 to 1; 0 where they have nothing to do with each other.
    pub fn similarity(&self, one: Place, other: Place) -> f32 {
        let (Some(one), Some(other)) = (self.row(one), self.row(other)) else { return 0.0 };
        self.similar[one].iter().find(|(row, _)| *row == other).map_or(0.0, |(_, similarity)| *similarity)
    }

    /// The sentences that tell the same as one, in other reports, the most similar first.
    pub fn similar(&self, place: Place) -> impl Iterator<Item = (Place, f32)> {
        let found = self.row(place).map(|row| self.similar[row].as_slice()).unwrap_or_default();
        found.iter().map(|&(row, similarity)| (self.sentences[row].place, similarity))
    }

    /// All sentences that were compared, by report and place.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.sentences.iter().map(|sentence| sentence.place)
    }

    /// Groups of sentences that tell the same, at most one of each report, the most similar first. A sentence that tells several
    /// things may stand in several groups.
    pub fn groups(&self) -> Vec<Vec<Place>> {
        let mut edges: Vec<(f32, usize, usize)> = Vec::new();
        for (row, similar) in self.similar.iter().enumerate() {
            // The best one of each report, seen from either side.
            for &(other, similarity) in similar.iter().filter(|(other, _)| row < *other) {
                let (from, to) = (self.sentences[row].place.report, self.sentences[other].place.report);
                if self.best(row, to) == Some(other) || self.best(other, from) == Some(row) {
                    edges.push((similarity, row, other));
                }
            }
        }
        edges.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut of: Vec<Vec<usize>> = vec![Vec::new(); self.sentences.len()];
        for (_, one, other) in edges {
            if of[one].iter().any(|group| of[other].contains(group)) {
                continue;
            }
            let joined = [(one, other), (other, one)].into_iter().find_map(|(inside, outside)| {
                if !of[outside].is_empty() {
                    return None;
                }
                let fits = |group: &&usize| self.fits(&groups[**group], outside);
                of[inside].iter().find(fits).map(|&group| (group, outside))
            });
            if let Some((group, outside)) = joined {
                groups[group].push(outside);
                of[outside].push(group);
            } else if of[one].is_empty() || of[other].is_empty() {
                of[one].push(groups.len());
                of[other].push(groups.len());
                groups.push(vec![one, other]);
            }
        }
        for group in &mut groups {
            group.sort_unstable();
        }
        groups
            .into_iter()
            .map(|group| group.into_iter().map(|row| self.sentences[row].place).collect())
            .collect()
    }

    /// Whether a sentence is of another report than those of a group, and similar to most of them.
    fn fits(&self, group: &[usize], row: usize) -> bool {
        let report = self.sentences[row].place.report;
        let near = group
            .iter()
            .filter(|&&member| self.similar[row].iter().any(|(other, _)| *other == member))
            .count();
        group.iter().all(|&member| self.sentences[member].place.report != report) && 2 * near > group.len()
    }

    /// The sentence of a report that is most similar to one.
    fn best(&self, row: usize, report: usize) -> Option<usize> {
        let of_report =
            self.similar[row].iter().find(|(other, _)| self.sentences[*other].place.report == report);
        of_report.map(|(other, _)| *other)
    }

    fn row(&self, place: Place) -> Option<usize> {
        let range: Range<usize> = *self.starts.get(place.report)?..*self.starts.get(place.report + 1)?;
        let rows = &self.sentences[range.clone()];
        rows.binary_search_by_key(&place.sentence, |row| row.place.sentence).ok().map(|row| range.start + row)
    }
}

impl Vector {
    fn new(place: Place, features: &[u32], weigh: impl Fn(u32) -> f32) -> Self {
        let features: Vec<(u32, f32)> = features.iter().map(|&feature| (feature, weigh(feature))).collect();
        let length = features.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        let total = features.iter().map(|(_, weight)| weight).sum();
        Self { place, features, length, total }
    }

    /// The mean of the cosine and of the share that the one with less holds of its weight in common.
    fn similarity(&self, other: &Self, common: Common) -> f32 {
        let cosine = common.squares / (self.length * other.length).max(f32::MIN_POSITIVE);
        let contained = common.weight / self.total.min(other.total).max(f32::MIN_POSITIVE);
        f32::midpoint(cosine, contained)
    }
}

/// What two sentences have in common: the weights of their common features, and those squared, added up.
#[derive(Debug, Clone, Copy, Default)]
struct Common {
    weight: f32,
    squares: f32,
}

/// Finds similar sentences, one sentence after the other.
struct Finder<'a> {
    sentences: &'a [Vector],
    postings: &'a HashMap<u32, Vec<usize>>,
    similarity_min: f32,
    /// What each sentence has in common with the one that is looked at.
    common: Vec<Common>,
    touched: Vec<usize>,
}

impl Finder<'_> {
    /// The sentences of other reports that are similar to one, the most similar first.
    fn similar_to(&mut self, row: usize) -> Vec<(usize, f32)> {
        let own = &self.sentences[row];
        for &(feature, weight) in &own.features {
            let posting = &self.postings[&feature];
            if posting.len() > POSTINGS_MAX {
                continue;
            }
            for &other in posting {
                let common = &mut self.common[other];
                if common.weight == 0.0 {
                    self.touched.push(other);
                }
                common.weight += weight;
                common.squares += weight * weight;
            }
        }
        let mut found = Vec::new();
        for other in self.touched.drain(..) {
            let common = std::mem::take(&mut self.common[other]);
            let their = &self.sentences[other];
            if common.weight < EVIDENCE_MIN || their.place.report == own.place.report {
                continue;
            }
            let similarity = own.similarity(their, common);
            if similarity >= self.similarity_min {
                found.push((other, similarity));
            }
        }
        found.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        found.truncate(SIMILAR_MAX);
        found
    }
}

/// Numbers what sentences hold.
struct Features<'a, 'r> {
    reports: &'a [Report<'r>],
    names: &'a Names,
    /// By report and token, whether it tells who says something: that is no content.
    telling: Vec<Vec<bool>>,
    /// Numbers, by their values.
    numbers: HashMap<u64, u32>,
    groups: u32,
    terms: u32,
}

impl<'a, 'r> Features<'a, 'r> {
    fn new(reports: &'a [Report<'r>], names: &'a Names) -> Self {
        let terms = reports.iter().flat_map(|report| &report.tokens).map(|token| token.term);
        let terms = terms.filter(|term| *term != Token::NO_TERM).max().map_or(0, |term| term + 1);
        let groups = u32::try_from(paraphrases::count()).unwrap_or(u32::MAX);
        let mut telling: Vec<Vec<bool>> =
            reports.iter().enumerate().map(|(index, report)| telling(report, index, names)).collect();
        for (report, telling) in reports.iter().zip(&mut telling) {
            let paragraphs = report.sentences.chunk_by(|one, other| one.paragraph == other.paragraph);
            for sentence in paragraphs.filter_map(<[_]>::first) {
                if let Some(end) = dateline_end(report, sentence) {
                    let tokens = sentence.token_range();
                    let dateline =
                        report.tokens_of(sentence).partition_point(|token| (token.start as usize) < end);
                    telling[tokens.start..tokens.start + dateline].fill(true);
                }
            }
        }
        Self { reports, names, telling, numbers: HashMap::default(), groups, terms }
    }

    /// The features of a sentence, each once: groups of words, terms, names and numbers.
    fn of(&mut self, report: usize, sentence: usize) -> Vec<u32> {
        let read = &self.reports[report];
        let range = read.sentences[sentence].token_range();
        let mut features = Vec::with_capacity(range.len());
        let mut mentions = self.names.within(report, range.clone()).iter().peekable();
        for at in range {
            while mentions.peek().is_some_and(|mention| mention.tokens.end <= at) {
                mentions.next();
            }
            if self.telling[report][at] {
                continue;
            }
            features.extend(match mentions.peek().filter(|mention| mention.tokens.start <= at) {
                Some(mention) => {
                    let name = u32::try_from(mention.name).unwrap_or(u32::MAX);
                    (mention.tokens.start == at).then(|| self.apart(2 * name))
                }
                None => self.word(read, at),
            });
        }
        features.sort_unstable();
        features.dedup();
        features
    }

    /// A feature that is neither a group nor a term.
    fn apart(&self, number: u32) -> u32 {
        self.groups.saturating_add(self.terms).saturating_add(number)
    }

    fn word(&mut self, report: &Report<'_>, at: usize) -> Option<u32> {
        let token = &report.tokens[at];
        let word = report.word(token);
        if let Some(value) = number(token, word) {
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(value.to_bits()).or_insert(next);
            return Some(self.apart(2 * number + 1));
        }
        let lower = lower(word);
        if is_speech_verb(&lower) {
            return None;
        }
        if let Some(group) = paraphrases::group(&lower) {
            return Some(group);
        }
        (token.term != Token::NO_TERM).then(|| self.groups + token.term)
    }
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
                "The leaders signed a mutual pact to defend each other in the event of an attack.",
                "The new agreement has the countries come to each other's aid in the event of aggression.",
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
}
