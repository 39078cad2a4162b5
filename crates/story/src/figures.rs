//! Figures of one thing that differ from report to report, wherever their sentences stand: numbers, ages, dates and times of day.
//!
//! Sentences on a rising toll may have little else in common. What tells that two figures are of one thing is what they count, and
//! the words around them.

mod likelihood;

use std::{collections::BTreeMap, ops::Range};

use jiff::civil::Date;
use likelihood::{LIKELIHOOD_MIN, PER_WEIGHT, PER_WEIGHT_OF_EQUAL, mark_sole, prior};
use synoptic_text_analysis::TokenFlags;

use crate::{
    Alignment, Granularity, Names, Place, Report, Span, When,
    quantities::{Fate, Quantity, Unit, number, quantities},
};

/// A value of a thing, and where it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Telling {
    pub(crate) place: Place,
    pub(crate) value: Span,
    /// Which of the values it is: equal numbers for equal ones.
    pub(crate) group: usize,
}

/// What figures measure: only those of one measure can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Measure {
    /// How many of something.
    Count,
    Percent,
    Money,
    /// The time of day.
    Clock,
    /// How long something takes.
    Time,
    /// The years of a person.
    Age,
    /// When something happens.
    Date,
}

/// How much it is.
#[derive(Debug, Clone)]
enum Amount {
    Number(Quantity),
    /// In years, with the name that it stands behind.
    Age(f64, usize),
    Days {
        start: Date,
        /// The day after the last.
        end: Date,
        /// Whether it is told by itself: "3 May", "in October", and not "on Friday".
        is_told: bool,
    },
}

/// A figure with the words around it.
struct Figure {
    place: Place,
    value: Span,
    amount: Amount,
    /// The number, or the day since 1970: asked for once for each other figure.
    number: f64,
    /// How many days it covers, as a date; asked for as often.
    days: f64,
    /// What became of those who are counted.
    fate: Option<Fate>,
    /// The features that stand close, in ascending order.
    context: Vec<u32>,
    /// Whether its report tells no other number of what it counts.
    is_sole: bool,
}

/// Figures of one thing that differ: for each thing one telling of each report.
pub(crate) fn differing_figures(
    reports: &[Report<'_>],
    names: &Names,
    alignment: &Alignment,
) -> Vec<Vec<Telling>> {
    // Those of each measure, in the order of their texts.
    let mut by_measure: BTreeMap<Measure, Vec<Figure>> = BTreeMap::new();
    for place in alignment.places() {
        read(reports, names, alignment, place, |figure| {
            by_measure.entry(figure.measure()).or_default().push(figure);
        });
    }
    let mut found = Vec::new();
    for figures in by_measure.values_mut() {
        let first = figures[0].place.report;
        if figures.len() <= FIGURES_MAX && figures.iter().any(|figure| figure.place.report != first) {
            for figure in figures.iter_mut() {
                figure.context = context(&reports[figure.place.report], alignment, figure);
            }
            mark_sole(figures);
            differing(reports.len(), alignment, figures, &mut found);
        }
    }
    found
}

/// A measure of more figures than this is of anything: percent in a report on a budget.
const FIGURES_MAX: usize = 100;

/// How many words on either side of a figure tell what it is about.
const CONTEXT_WORDS: usize = 8;

/// What sentences have in common weighs at least this where nothing stands around both of their figures: two words that are rare.
const COMMON_MIN: f32 = 1.5;

/// Hands out the figures of a sentence.
fn read(
    reports: &[Report<'_>],
    names: &Names,
    alignment: &Alignment,
    place: Place,
    mut found: impl FnMut(Figure),
) {
    let report = &reports[place.report];
    let tokens = report.sentences[place.sentence].token_range();
    let mut figure = |amount: Amount, range: Range<usize>| {
        let value = Span::new(place.report, range);
        let (number, days) = (amount.number(), amount.days());
        let is_of_people =
            matches!(&amount, Amount::Number(Quantity { unit: Unit::People(_) | Unit::Untold, .. }));
        let fate = is_of_people.then(|| Fate::near(report, &value.range(), &tokens)).flatten();
        found(Figure { place, value, amount, number, days, fate, context: Vec::new(), is_sole: false });
    };
    let mut ages: Vec<Range<usize>> = Vec::new();
    for mention in names.within(place.report, tokens.clone()) {
        if let Some((age, range)) = age(report, mention.tokens.end) {
            ages.push(range.clone());
            figure(Amount::Age(age, mention.name), range);
        }
    }
    for number in quantities(report, tokens.clone()) {
        // "Between 9 a.m. and 5 p.m." is when something is open, and no time of day that anything happens at.
        let is_stretch = number.unit == Unit::Clock && number.is_rough();
        if !is_stretch && !ages.contains(&number.range) {
            let range = number.told_range.clone();
            figure(Amount::Number(number), range);
        }
    }
    for time in alignment.times_of(place).filter(|time| !time.aside) {
        if let When::Resolved { start, end, granularity } = time.when {
            let range = time.span.range();
            let is_told = !matches!(granularity, Granularity::Day | Granularity::Weekend | Granularity::Week)
                || report.text[range.clone()].contains(|c: char| c.is_ascii_digit());
            figure(Amount::Days { start, end, is_told }, range);
        }
    }
}

/// What stands close to a figure. What is counted does too; years, percent and money are of anything.
fn context(report: &Report<'_>, alignment: &Alignment, figure: &Figure) -> Vec<u32> {
    let first = report.tokens.partition_point(|token| (token.end as usize) <= figure.value.start);
    let last = report.tokens.partition_point(|token| (token.start as usize) < figure.value.end);
    let close = first.saturating_sub(CONTEXT_WORDS)..last + CONTEXT_WORDS;
    let own = if figure.measure() == Measure::Count { 0..0 } else { first..last };
    alignment.around(figure.place, close, &own)
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
    fn measure(&self) -> Measure {
        match &self.amount {
            Amount::Number(number) => match number.unit {
                Unit::Percent => Measure::Percent,
                Unit::Money(_) => Measure::Money,
                Unit::Clock => Measure::Clock,
                Unit::Time => Measure::Time,
                Unit::Age => Measure::Age,
                Unit::People(_)
                | Unit::Times
                | Unit::Measured(_)
                | Unit::Untold
                | Unit::Group(_)
                | Unit::Term(_) => Measure::Count,
            },
            Amount::Age(..) => Measure::Age,
            Amount::Days { .. } => Measure::Date,
        }
    }

    /// Whether both, of one measure and different reports, may be of one thing, as far as what they count tells.
    fn is_comparable(&self, other: &Self) -> bool {
        let fits = match (&self.amount, &other.amount) {
            (Amount::Number(one), Amount::Number(other)) => one.fits(other),
            (Amount::Age(_, one), Amount::Age(_, other)) => one == other,
            _ => true,
        };
        let of_one_fate = self.fate.is_none() || other.fate.is_none() || self.fate == other.fate;
        fits && of_one_fate && self.place.report != other.place.report
    }

    fn tells_how_often(&self) -> bool {
        matches!(&self.amount, Amount::Number(Quantity { unit: Unit::Times, .. }))
    }

    /// Whether both may be told of one thing that doesn't differ.
    fn agrees(&self, other: &Self) -> bool {
        match (&self.amount, &other.amount) {
            (Amount::Number(one), Amount::Number(other)) => one.agrees(other),
            (Amount::Days { start, end, .. }, Amount::Days { start: start2, end: end2, .. }) => {
                start < end2 && start2 < end
            }
            _ => (self.number - other.number).abs() < 1.0,
        }
    }
}

impl Amount {
    /// The number, or the day since 1970.
    fn number(&self) -> f64 {
        match self {
            Self::Number(number) => number.value,
            Self::Age(years, _) => *years,
            Self::Days { start, .. } => f64::from((*start - Date::constant(1970, 1, 1)).get_days()),
        }
    }

    /// How many days a date covers.
    fn days(&self) -> f64 {
        match self {
            Self::Days { start, end, .. } => f64::from((*end - *start).get_days()),
            _ => 0.0,
        }
    }
}

/// For each figure what its context shares with that of each later one, as rows of a square.
fn shared_weights(alignment: &Alignment, figures: &[Figure]) -> Vec<f32> {
    let held = (0_u32..).zip(figures);
    let mut held: Vec<(u32, u32)> =
        held.flat_map(|(at, figure)| figure.context.iter().map(move |&feature| (feature, at))).collect();
    held.sort_unstable();
    let mut shared = vec![0.0; figures.len() * figures.len()];
    for holders in held.chunk_by(|one, other| one.0 == other.0) {
        let weight = alignment.weight(holders[0].0);
        for (index, &(_, one)) in holders.iter().enumerate() {
            for &(_, other) in &holders[index + 1..] {
                shared[one as usize * figures.len() + other as usize] += weight;
            }
        }
    }
    shared
}

/// Two figures that may be of one thing.
struct Pair {
    one: usize,
    other: usize,
    agree: bool,
    /// How likely they are of one thing, in log odds.
    likelihood: f32,
}

/// The pairs of figures that are likely of one thing, the likeliest first.
fn pairs(reports: usize, alignment: &Alignment, figures: &[Figure]) -> Vec<Pair> {
    let shared = shared_weights(alignment, figures);
    let mut pairs = Vec::new();
    // The weight that each figure shares with an equal one of each report.
    let mut of_equal = vec![0.0_f32; figures.len() * reports];
    for (at, one) in figures.iter().enumerate() {
        for (behind, other) in figures.iter().enumerate().skip(at + 1) {
            let shared = shared[at * figures.len() + behind];
            // How often anything happens tells nothing of what happens.
            let tells_how_often = one.tells_how_often() || other.tells_how_often();
            if !one.is_comparable(other) || tells_how_often && !alignment.are_similar(one.place, other.place)
            {
                continue;
            }
            let likelihood = prior(one, other) + PER_WEIGHT * shared;
            // With nothing around them in common they are of one person, or told in sentences that have enough in common.
            let is_beside = || {
                let of_person = matches!((&one.amount, &other.amount), (Amount::Age(..), Amount::Age(..)));
                let of_alike = || alignment.common_weight(one.place, other.place) >= COMMON_MIN;
                shared > 0.0 || of_person || of_alike() || alignment.are_similar(one.place, other.place)
            };
            if likelihood < LIKELIHOOD_MIN || !is_beside() {
                continue;
            }
            let agree = one.agrees(other);
            if agree {
                for (from, to) in [(at, other), (behind, one)] {
                    let of_equal = &mut of_equal[from * reports + to.place.report];
                    *of_equal = of_equal.max(shared);
                }
            }
            pairs.push(Pair { one: at, other: behind, agree, likelihood });
        }
    }
    for pair in pairs.iter_mut().filter(|pair| !pair.agree) {
        let (one, other) = (&figures[pair.one], &figures[pair.other]);
        let of_equal = of_equal[pair.one * reports + other.place.report]
            .max(of_equal[pair.other * reports + one.place.report]);
        pair.likelihood -= PER_WEIGHT_OF_EQUAL * of_equal;
    }
    // A sentence that tells both values agrees with either.
    let tells = |at: usize, wanted: &Figure| {
        let place = figures[at].place;
        let (before, behind) = figures.split_at(at);
        let own = before.iter().rev().take_while(|figure| figure.place == place);
        let mut own = own.chain(behind.iter().take_while(|figure| figure.place == place));
        own.any(|figure| figure.is_comparable(wanted) && figure.agrees(wanted))
    };
    pairs.retain(|pair| {
        let (one, other) = (&figures[pair.one], &figures[pair.other]);
        pair.likelihood >= LIKELIHOOD_MIN
            && (pair.agree || !tells(pair.other, one) && !tells(pair.one, other))
    });
    pairs.sort_by(|one, other| {
        let order = other.likelihood.total_cmp(&one.likelihood);
        order.then((one.one, one.other).cmp(&(other.one, other.other)))
    });
    pairs
}

/// Appends the things that figures of one measure differ on.
fn differing(reports: usize, alignment: &Alignment, figures: &[Figure], found: &mut Vec<Vec<Telling>>) {
    let pairs = pairs(reports, alignment, figures);
    let mut used = vec![false; figures.len()];
    for pair in pairs.iter().filter(|pair| !pair.agree) {
        if used[pair.one] || used[pair.other] {
            continue;
        }
        let mut members = vec![(pair.one, 0), (pair.other, 1)];
        for further in &pairs {
            let joined = [(further.one, further.other), (further.other, further.one)]
                .into_iter()
                .find(|(inside, _)| *inside == pair.one || *inside == pair.other);
            let Some((_, outside)) = joined.filter(|(_, outside)| !used[*outside]) else { continue };
            let report = figures[outside].place.report;
            if members.iter().any(|(member, _)| figures[*member].place.report == report) {
                continue;
            }
            let equal = members.iter().find(|(member, _)| figures[*member].agrees(&figures[outside]));
            let next = members.iter().map(|(_, group)| group + 1).max().unwrap_or_default();
            members.push((outside, equal.map_or(next, |(_, group)| *group)));
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
    fn people_are_counted_whatever_they_are_called() {
        check(
            &[
                "Hackers stole the addresses of 410,000 customers from the printer, the bank said.",
                "The addresses of 530,000 people were stolen from the printer by hackers.",
            ],
            &[&["410,000 customers", "530,000 people"]],
        );
    }

    #[test]
    fn small_numbers_differ_where_each_report_tells_one_of_what_it_counts() {
        let other = "On the coast nine schools were shut for a day.";
        check(
            &["Eleven schools in Lund stayed closed after the fire.", other],
            &[&["Eleven schools", "nine schools"]],
        );
        check(&["Eleven schools in Lund stayed closed after the fire, and then three schools.", other], &[]);
    }

    #[test]
    fn near_figures_are_of_one_thing_where_their_sentences_have_enough_in_common() {
        let one = "Two cousins were found guilty of arson at the old mill by a panel that had been out for nine hours.";
        let hours = "It took ten hours, most of them spent over cold coffee and a box of rolls, to";
        check(&[one, &format!("{hours} find two cousins guilty of arson.")], &[&["nine hours", "ten hours"]]);
        check(&[one, &format!("{hours} write a letter of thanks.")], &[]);
    }

    #[test]
    fn months_are_near_each_other_as_days_are() {
        let other = "The last visit of inspectors to the bakery was in";
        let one = "The inspectors came to the bakery in March.";
        check(&[one, &format!("{other} April.")], &[&["March", "April"]]);
        check(&[one, &format!("{other} November.")], &[]);
    }

    #[test]
    fn as_much_of_another_unit_differs() {
        check(
            &[
                "The old mill at Osby was sold for $3 million.",
                "The old mill at Osby was sold for €3 million.",
            ],
            &[&["$3 million", "€3 million"]],
        );
        let one = "The plane crashed 10 miles from the airport of Osby.";
        check(
            &[one, "The plane crashed 10 kilometres from the airport of Osby."],
            &[&["10 miles", "10 kilometres"]],
        );
        check(&[one, "The plane crashed 16 kilometres from the airport of Osby."], &[]);
    }

    #[test]
    fn people_differ_whose_kind_and_fate_are_one() {
        let dead = "The flood in Lower Osby left 23 people dead on Monday.";
        check(
            &[dead, "At least 30 people are dead after the flood in Lower Osby."],
            &[&["23 people", "At least 30 people"]],
        );
        check(&[dead, "At least 30 people are missing after the flood in Lower Osby."], &[]);
        check(
            &[
                "Police arrested two men in Osby on Tuesday.",
                "The clinic in Osby treated three children on Tuesday.",
            ],
            &[],
        );
        check(&["It carried 19 crew off Osby.", "Off Osby it carried 17 passengers."], &[]);
    }

    #[test]
    fn what_happens_so_often_differs_where_the_same_happens() {
        let one = "The Bjarmoy fired three times at the trawler.";
        check(&[one, "The skipper of the trawler had sailed there four times as a boy."], &[]);
        check(&[one, "The Bjarmoy fired four times at the trawler."], &[&["three times", "four times"]]);
    }

    #[test]
    fn when_something_is_open_is_no_time_of_an_event() {
        check(
            &[
                "The ferry Marigold ran into the harbour office of Osby at 4:50 p.m. on Friday.",
                "The harbour office of Osby, which the ferry Marigold hit, is open between 9 a.m. and 5 p.m.",
            ],
            &[],
        );
    }

    #[test]
    fn years_differ_and_weekdays_may_be_of_anything() {
        check(
            &[
                "A trawler broke the same cable off Lund in October 2022.",
                "In October 2021 a trawler hooked the cable off Lund.",
            ],
            &[&["October 2022", "October 2021"]],
        );
        check(
            &[
                "The ferry to Lund leaves on Friday with a brass band aboard.",
                "Aboard the ferry to Lund a wedding is planned for Monday.",
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
