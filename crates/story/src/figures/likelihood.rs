//! How likely two figures are of one thing: a logistic regression on the pairs of figures of twelve collections, where each is left
//! out in turn.
//!
//! What tells most is how near they are to each other, what they have around them, and whether their reports count the same thing only
//! once. What that says, and what small numbers do, is the middle of what finds most claims in fourteen collections.

use foldhash::HashMap;

use super::{Amount, Figure, Measure};
use crate::quantities::{People, Unit};

/// Numbers up to this are near each other by chance.
const SMALL_NUMBER_MAX: f64 = 12.0;

/// A month has at least so many days.
const MONTH_DAYS_MIN: f64 = 28.0;

/// What must speak for it before it is as likely as not.
const BIAS: f32 = 4.6;

/// What each unit of weight that their contexts share says for it.
pub(super) const PER_WEIGHT: f32 = 0.9;

/// What each unit of weight says against it that one of them shares with an equal figure of the other's report: that is its partner.
pub(super) const PER_WEIGHT_OF_EQUAL: f32 = 0.7;

/// The smaller one at least 0.6 of the larger; times of day within 75 minutes, days within four, months and years within two.
const NEAR: f32 = 1.5;

/// The smaller one at least 0.8 of the larger; times of day within half an hour, days, months and years within one.
const CLOSE: f32 = 3.0;

/// Both up to twelve: parts of a whole, and of few.
const SMALL: f32 = 2.2;

/// One of them told roughly: who writes "about" rounds what another doesn't.
const ROUGH: f32 = 0.6;

/// Each the only number that its report tells of what it counts.
const SOLE: f32 = 1.5;

/// Both of people.
const OF_PEOPLE: f32 = 0.8;

/// Both the age of one person.
const OF_ONE_PERSON: f32 = 1.4;

/// Dates that are told by themselves.
const OF_TOLD_DAYS: f32 = 1.5;

/// From these log odds on two figures are taken to be of one thing.
pub(super) const LIKELIHOOD_MIN: f32 = -0.4;

/// What speaks for two figures being of one thing, whatever their contexts share, in log odds.
pub(super) fn prior(one: &Figure, other: &Figure) -> f32 {
    let nature = match (&one.amount, &other.amount) {
        (Amount::Number(number), Amount::Number(another)) => {
            let rough = if number.is_rough() || another.is_rough() { ROUGH } else { 0.0 };
            let is_of_one_unit = number.unit == another.unit;
            let are_people = matches!((number.unit, another.unit), (Unit::People(_), Unit::People(_)));
            let people = if are_people { OF_PEOPLE } else { 0.0 };
            let sole =
                if (is_of_one_unit || are_people) && one.is_sole && other.is_sole { SOLE } else { 0.0 };
            rough + people + sole
        }
        (Amount::Age(..), Amount::Age(..)) => OF_ONE_PERSON,
        _ => 0.0,
    };
    nature + one.nearness(other) - BIAS
}

/// Marks the numbers of what their reports tell no other number of.
pub(super) fn mark_sole(figures: &mut [Figure]) {
    let counted = |figure: &Figure| match &figure.amount {
        Amount::Number(number) => match number.unit {
            Unit::Untold => None,
            Unit::People(_) => Some((figure.place.report, Unit::People(People::Any))),
            unit => Some((figure.place.report, unit)),
        },
        _ => None,
    };
    let mut is_sole: HashMap<(usize, Unit), (f64, bool)> = HashMap::default();
    for (key, number) in figures.iter().filter_map(|figure| Some((counted(figure)?, figure.number))) {
        let (first, is_sole) = is_sole.entry(key).or_insert((number, true));
        *is_sole &= (*first - number).abs() < f64::EPSILON;
    }
    for figure in figures {
        figure.is_sole = counted(figure).is_some_and(|key| is_sole[&key].1);
    }
}

impl Figure {
    /// How much speaks for two figures being of one thing that are so far from each other, in log odds.
    fn nearness(&self, other: &Self) -> f32 {
        let (one, another) = (self.number, other.number);
        let (less, more) = (one.min(another), one.max(another));
        let (is_close, is_near) = match self.measure() {
            Measure::Clock => (more - less <= 30.0, more - less <= 75.0),
            // "On Friday" and "tomorrow" stand for any of the days that all is about.
            Measure::Date if !(self.tells_day() && other.tells_day()) => return 0.0,
            Measure::Date => self.near_dates(other, more - less),
            _ if more <= SMALL_NUMBER_MAX => return SMALL,
            _ => (less >= 0.8 * more && less > SMALL_NUMBER_MAX, less >= 0.6 * more),
        };
        let told = if self.measure() == Measure::Date { OF_TOLD_DAYS } else { 0.0 };
        match (is_close, is_near) {
            (true, _) => told + NEAR + CLOSE,
            (_, true) => told + NEAR,
            _ => told,
        }
    }

    /// Whether dates that are so many days apart are close, and whether they are near: months by months, years by years.
    fn near_dates(&self, other: &Self, days: f64) -> (bool, bool) {
        let (less, more) = (self.days.min(other.days), self.days.max(other.days));
        // Months are of 28 to 31 days, and years of 365 or 366.
        if less < MONTH_DAYS_MIN || more > 1.2 * less {
            return (days <= 1.0, days <= 4.0);
        }
        (days <= 1.1 * more, days <= 2.0 * more)
    }

    /// Whether it is a date that doesn't depend on when it is told: "3 May", "in October", and not "on Friday".
    fn tells_day(&self) -> bool {
        matches!(self.amount, Amount::Days { is_told: true, .. })
    }
}
