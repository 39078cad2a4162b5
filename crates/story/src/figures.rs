//! Figures of one thing that differ from report to report, wherever their sentences stand: numbers, ages, dates and times of day.
//!
//! Sentences on a rising toll may have little else in common. What tells that two figures are of one thing is what they count, and
//! the words around them.

use std::ops::Range;

use foldhash::HashMap;
use jiff::civil::Date;
use synoptic_text_analysis::TokenFlags;

use crate::{
    Alignment, Names, Place, Report, Span, When,
    quantities::{Quantity, Unit, number, quantities},
};

/// A value of a thing, and where it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Telling {
    pub(crate) place: Place,
    pub(crate) value: Span,
    /// Which of the values it is: equal numbers for equal ones.
    pub(crate) group: usize,
}

/// What a figure measures: only those of one measure can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Measure {
    /// How many of something.
    Count(Unit),
    /// The years of a person.
    Age(usize),
    /// When something happens.
    Date,
}

/// How much it is.
#[derive(Debug, Clone)]
enum Amount {
    Number(Quantity),
    /// In years.
    Age(f64),
    /// The first day, and the day after the last.
    Days(Date, Date),
}

/// A figure with the words around it.
struct Figure {
    place: Place,
    value: Span,
    amount: Amount,
    /// The features that stand close, in ascending order.
    context: Vec<u32>,
}

/// Figures of one thing that differ: for each thing one telling of each report.
pub(crate) fn differing_figures(
    reports: &[Report<'_>],
    names: &Names,
    alignment: &Alignment,
) -> Vec<Vec<Telling>> {
    let mut by_measure: HashMap<Measure, Vec<Figure>> = HashMap::default();
    let mut measures: Vec<Measure> = Vec::new();
    for place in alignment.places() {
        read(reports, names, alignment, place, |measure, figure| {
            let figures = by_measure.entry(measure).or_default();
            if figures.is_empty() {
                measures.push(measure);
            }
            figures.push(figure);
        });
    }
    let mut found = Vec::new();
    for measure in measures {
        let Some(figures) = by_measure.get_mut(&measure) else { continue };
        let first = figures[0].place.report;
        if figures.len() <= FIGURES_MAX && figures.iter().any(|figure| figure.place.report != first) {
            for figure in figures.iter_mut() {
                figure.context = context(&reports[figure.place.report], alignment, figure);
            }
            found.extend(differing(reports, alignment, measure, figures));
        }
    }
    found
}

/// A measure of more figures than this is of anything: percent in a report on a budget.
const FIGURES_MAX: usize = 100;

/// How many words on either side of a figure tell what it is about.
const CONTEXT_WORDS: usize = 8;

/// Hands out the figures of a sentence.
fn read(
    reports: &[Report<'_>],
    names: &Names,
    alignment: &Alignment,
    place: Place,
    mut found: impl FnMut(Measure, Figure),
) {
    let report = &reports[place.report];
    let tokens = report.sentences[place.sentence].token_range();
    let mut figure = |measure, amount, range: Range<usize>| {
        let value = Span::new(place.report, range);
        found(measure, Figure { place, value, amount, context: Vec::new() });
    };
    for number in quantities(report, tokens.clone()) {
        let range = number.told_range.clone();
        figure(Measure::Count(number.unit), Amount::Number(number), range);
    }
    for time in alignment.times_of(place).filter(|time| !time.aside) {
        if let When::Resolved { start, end, .. } = time.when {
            figure(Measure::Date, Amount::Days(start, end), time.span.range());
        }
    }
    for mention in names.within(place.report, tokens) {
        if let Some((age, range)) = age(report, mention.tokens.end) {
            figure(Measure::Age(mention.name), Amount::Age(age), range);
        }
    }
}

/// What stands close to a figure.
fn context(report: &Report<'_>, alignment: &Alignment, figure: &Figure) -> Vec<u32> {
    let first = report.tokens.partition_point(|token| (token.end as usize) <= figure.value.start);
    let last = report.tokens.partition_point(|token| (token.start as usize) < figure.value.end);
    alignment.around(figure.place, first.saturating_sub(CONTEXT_WORDS)..last + CONTEXT_WORDS)
}

/// The age that stands behind a name: "Scott, 39,".
fn age(report: &Report<'_>, end: usize) -> Option<(f64, Range<usize>)> {
    let (last, token) = (report.tokens.get(end - 1)?, report.tokens.get(end)?);
    let gap = &report.text[last.end as usize..token.start as usize];
    let behind = &report.text[token.end as usize..];
    let is_age = gap.trim_end() == ","
        && token.flags.contains(TokenFlags::NUMBER)
        && token.range().len() <= 2
        && behind.starts_with([',', '.', ';']);
    Some((number(token, report.word(token)).filter(|_| is_age)?, token.range()))
}

impl Figure {
    /// Whether both may be told of one thing that doesn't differ.
    fn agrees(&self, other: &Self) -> bool {
        match (&self.amount, &other.amount) {
            (Amount::Number(one), Amount::Number(other)) => one.agrees(other),
            (Amount::Age(one), Amount::Age(other)) => (one - other).abs() < 1.0,
            (Amount::Days(start, end), Amount::Days(start2, end2)) => start < end2 && start2 < end,
            _ => false,
        }
    }

    /// Whether they are so near each other that they are hardly of two things: larger numbers, times of day and days.
    fn is_close(&self, other: &Self) -> bool {
        match (&self.amount, &other.amount) {
            (Amount::Number(one), Amount::Number(other)) => {
                let (less, more) = (one.value.min(other.value), one.value.max(other.value));
                if one.unit == Unit::Clock {
                    more - less <= CLOSE_MINUTES
                } else {
                    less > SMALL_NUMBER_MAX && less >= more * CLOSE_SHARE
                }
            }
            (Amount::Days(one, _), Amount::Days(other, _)) => (*one - *other).get_days().abs() <= 1,
            _ => false,
        }
    }
}

/// Numbers up to this are near each other by chance.
const SMALL_NUMBER_MAX: f64 = 12.0;

/// Of two numbers that are close the smaller one is at least this share of the other.
const CLOSE_SHARE: f64 = 0.8;

/// Times of day that are close have no more minutes between them.
const CLOSE_MINUTES: f64 = 30.0;

/// The weight that two figures' contexts have in common where they are of one thing, what is counted included.
const LIKENESS_MIN: f32 = 1.5;

/// The same for what anything has: money, shares, lengths of time, dates and times of day.
const LIKENESS_OF_ANYTHING_MIN: f32 = 3.5;

/// What counts like so much weight in common: that the sentences tell the same, and that the figures are close.
const LIKENESS_BONUS: f32 = 1.0;

/// An equal figure comes before another one that is as like, and a little more.
const EQUAL_BONUS: f32 = 0.5;

/// How likely two figures of one measure are of one thing, in weight, by what their contexts share; `None` where they aren't.
fn likeness(
    alignment: &Alignment,
    measure: Measure,
    shared: f32,
    one: &Figure,
    other: &Figure,
) -> Option<f32> {
    let mut likeness = shared;
    if one.is_close(other) {
        likeness += LIKENESS_BONUS;
    }
    let least = match measure {
        Measure::Age(_) => 0.0,
        Measure::Date | Measure::Count(Unit::Money | Unit::Percent | Unit::Clock) => LIKENESS_OF_ANYTHING_MIN,
        Measure::Count(_) => match &one.amount {
            Amount::Number(number) if number.is_time => LIKENESS_OF_ANYTHING_MIN,
            _ => LIKENESS_MIN,
        },
    };
    // The dearest question comes last, and only where it matters.
    if likeness + LIKENESS_BONUS >= least && alignment.are_similar(one.place, other.place) {
        likeness += LIKENESS_BONUS;
    }
    (likeness >= least).then(|| likeness + if one.agrees(other) { EQUAL_BONUS } else { 0.0 })
}

/// For each figure what its context shares with that of each later one, as rows of a square.
fn shared_weights(alignment: &Alignment, figures: &[Figure]) -> Vec<f32> {
    let held = figures.iter().enumerate();
    let mut held: Vec<(u32, usize)> =
        held.flat_map(|(at, figure)| figure.context.iter().map(move |&feature| (feature, at))).collect();
    held.sort_unstable();
    let mut shared = vec![0.0; figures.len() * figures.len()];
    for holders in held.chunk_by(|one, other| one.0 == other.0) {
        let weight = alignment.weight(holders[0].0);
        for (index, &(_, one)) in holders.iter().enumerate() {
            for &(_, other) in &holders[index + 1..] {
                shared[one * figures.len() + other] += weight;
            }
        }
    }
    shared
}

/// The likeliest partner of each figure in each other report, with its likeness, where it is the other's too.
struct Partners(HashMap<(usize, usize), (usize, f32)>);

impl Partners {
    fn new(alignment: &Alignment, measure: Measure, figures: &[Figure]) -> Self {
        let mut best: HashMap<(usize, usize), (usize, f32)> = HashMap::default();
        let shared = shared_weights(alignment, figures);
        for (at, one) in figures.iter().enumerate() {
            for (behind, other) in figures.iter().enumerate().skip(at + 1) {
                let shared = shared[at * figures.len() + behind];
                let is_possible = shared > 0.0 || matches!(measure, Measure::Age(_));
                if !is_possible || one.place.report == other.place.report {
                    continue;
                }
                let Some(likeness) = likeness(alignment, measure, shared, one, other) else { continue };
                for (from, to, report) in [(at, behind, other.place.report), (behind, at, one.place.report)] {
                    let entry = best.entry((from, report)).or_insert((to, likeness));
                    if likeness > entry.1 {
                        *entry = (to, likeness);
                    }
                }
            }
        }
        let is_mutual = |from: usize, to: usize| {
            best.get(&(to, figures[from].place.report)).is_some_and(|(back, _)| *back == from)
        };
        let mutual = best.iter().filter(|((from, _), (to, _))| is_mutual(*from, *to));
        Self(mutual.map(|(&from, &to)| (from, to)).collect())
    }

    /// Figures that belong together, the likeliest pairs first.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let pairs = self.0.iter().map(|(&(from, _), &(to, likeness))| (likeness, from, to));
        let mut pairs: Vec<(f32, usize, usize)> = pairs.filter(|(_, from, to)| from < to).collect();
        pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        pairs.into_iter().map(|(_, from, to)| (from, to)).collect()
    }

    fn of(&self, figure: usize, report: usize) -> Option<usize> {
        self.0.get(&(figure, report)).map(|(to, _)| *to)
    }
}

/// Figures of one thing among those of one measure, where they differ.
fn differing(
    reports: &[Report<'_>],
    alignment: &Alignment,
    measure: Measure,
    figures: &[Figure],
) -> Vec<Vec<Telling>> {
    let partners = Partners::new(alignment, measure, figures);
    let mut used = vec![false; figures.len()];
    let mut found = Vec::new();
    for (one, other) in partners.pairs() {
        let (left, right) = (&figures[one], &figures[other]);
        if used[one]
            || used[other]
            || left.agrees(right)
            || tells(reports, alignment, left.place, right)
            || tells(reports, alignment, right.place, left)
        {
            continue;
        }
        let mut members = vec![(one, 0), (other, 1)];
        for report in 0..reports.len() {
            let is_told = members.iter().any(|(member, _)| figures[*member].place.report == report);
            let partner = partners.of(one, report).or_else(|| partners.of(other, report));
            let Some(partner) = partner.filter(|partner| !is_told && !used[*partner]) else { continue };
            let equal = members.iter().find(|(member, _)| figures[*member].agrees(&figures[partner]));
            let next = members.iter().map(|(_, group)| group + 1).max().unwrap_or_default();
            members.push((partner, equal.map_or(next, |(_, group)| *group)));
        }
        members.sort_unstable();
        for (member, _) in &members {
            used[*member] = true;
        }
        let telling = |(member, group): (usize, usize)| {
            let figure = &figures[member];
            Telling { place: figure.place, value: figure.value, group }
        };
        found.push(members.into_iter().map(telling).collect());
    }
    found
}

/// Whether a sentence tells a figure's value too, of whatever.
fn tells(reports: &[Report<'_>], alignment: &Alignment, place: Place, figure: &Figure) -> bool {
    let holds = |wanted: f64| {
        let report = &reports[place.report];
        report
            .tokens_of(&report.sentences[place.sentence])
            .iter()
            .any(|token| number(token, report.word(token)).is_some_and(|value| (value - wanted).abs() < 1e-9))
    };
    match &figure.amount {
        Amount::Number(quantity) => holds(quantity.value),
        Amount::Age(years) => holds(*years),
        Amount::Days(start, end) => alignment.times_of(place).any(|time| match time.when {
            When::Resolved { start: start2, end: end2, .. } => *start < end2 && start2 < *end,
            When::Unresolved => false,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SIMILARITY_MIN, report::testing::Texts};

    /// The values of each thing that differs.
    #[track_caller]
    fn check(texts: &[&str], expected: &[&[&str]]) {
        let texts = Texts::new(texts);
        let days = vec!["2024-06-19"; 5];
        let reports = texts.reports(&days);
        let names = Names::find(&reports);
        let alignment = Alignment::new(&reports, &names, SIMILARITY_MIN);
        let found = differing_figures(&reports, &names, &alignment);
        let value = |telling: &Telling| &reports[telling.place.report].text[telling.value.range()];
        let values: Vec<Vec<&str>> = found.iter().map(|found| found.iter().map(value).collect()).collect();
        assert_eq!(values, expected);
    }

    #[test]
    fn a_figure_that_rises_is_found_whatever_else_is_told() {
        check(
            &[
                "The break left about 18,000 households on the islands without internet or telephone.",
                "HalTel now puts the number of households on the islands without internet at 21,400 households.",
            ],
            &[&["about 18,000 households", "21,400 households"]],
        );
    }

    #[test]
    fn figures_of_other_things_dont_differ() {
        check(
            &[
                "The mayor has kept bees in Ostrow for 28 years. The bakery closed.",
                "The bus to Lund takes thirty minutes. The road was empty for 31 years.",
            ],
            &[],
        );
    }

    #[test]
    fn a_sentence_that_tells_both_values_agrees_with_either() {
        check(
            &[
                "The thieves took 60 paintings from the villa in Trellheim.",
                "The thieves took 75 paintings from the villa in Trellheim, 60 paintings of them by Anna Bohl.",
            ],
            &[],
        );
    }

    #[test]
    fn ages_dates_and_times_of_day_differ() {
        check(
            &["Rosa Keene, 43, won the race on the lake.", "The race on the lake was won by Rosa Keene, 34."],
            &[&["43", "34"]],
        );
        check(
            &[
                "The old mill at Osby burned down on 3 May 1997.",
                "It is long since the old mill at Osby burned down on 4 May 1997.",
            ],
            &[&["3 May 1997", "4 May 1997"]],
        );
        check(
            &[
                "The tanker Marigold ran into the pier at Osby at 5.10 p.m. in dense fog.",
                "In dense fog the tanker Marigold ran into the pier at Osby at about 5.25 p.m. on the way home.",
            ],
            &[&["5.10 p.m", "about 5.25 p.m"]],
        );
    }
}
