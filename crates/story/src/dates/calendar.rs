//! From what an expression says to days of the calendar.

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};

use super::{
    Granularity, When,
    heads::{Feast, Season, Unit},
    tense::Direction,
};

/// What an expression says, before it is known when it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "June 19", "June 18-19".
    Day {
        year: Naming,
        month: i8,
        day: i8,
        last_day: i8,
    },
    /// "the 12th".
    DayOfMonth(i8),
    Weekday {
        weekday: Weekday,
        naming: Naming,
    },
    /// "the first Tuesday in May"; -1 for the last one.
    WeekdayOfMonth {
        year: Naming,
        month: i8,
        weekday: Weekday,
        ordinal: i8,
    },
    /// "the weekend", "this weekend".
    Weekend(Naming),
    Feast {
        year: Naming,
        feast: Feast,
    },
    Month {
        year: Naming,
        month: i8,
    },
    Quarter {
        year: Naming,
        quarter: i8,
    },
    Season {
        year: Naming,
        season: Season,
    },
    Year(i16),
    /// "2024-25".
    Years {
        first: i16,
        last: i16,
    },
    /// The first year of it.
    Decade(i16),
    /// "yesterday", "last week", "two years ago": so many from the one of today.
    Shifted {
        unit: Unit,
        count: i32,
    },
    /// "the next day", "that year": so many from the one of the time that was named last.
    Following {
        unit: Unit,
        count: i32,
    },
    /// "a week later", "two years after": so much time from the one that was named last.
    After {
        unit: Unit,
        count: i32,
    },
    /// "earlier in the week": from its Monday to the day before today, or before a day of it that was just named.
    EarlierInWeek,
}

/// Which of those with the same name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    Unsaid,
    /// Of this year.
    Year(i16),
    /// "of last year", or "of next week" for a weekday.
    Counted(i32),
    Last,
    This,
    Next,
}

/// What is known where an expression stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    /// The day of publication.
    pub(super) today: Option<Date>,
    /// The day that the text named last.
    pub(super) previous: Option<Date>,
    /// The time that the text named last, and not far before.
    pub(super) near: Option<(Date, Granularity)>,
}

/// So many days from today, a date without its year is the nearest one whatever the verb says: news name the year of others.
const NEAR_DAYS: i32 = 60;

/// How far off the day of publication can be for who writes: theirs is not always that of UTC.
const SLACK_DAYS: i32 = 1;

type Interval = (Date, Date, Granularity);

/// The days that a form means; `None` when there are none, as on February 30. The direction is asked for where it matters.
pub(super) fn resolve(form: Form, anchor: Anchor, direction: impl FnOnce() -> Direction) -> Option<When> {
    let interval = match form {
        Form::Day { year: Naming::Year(year), month, day, last_day } => days(year, month, day, last_day)?,
        Form::WeekdayOfMonth { year: Naming::Year(year), month, weekday, ordinal } => {
            weekday_of_month(year, month, weekday, ordinal)?
        }
        Form::Month { year: Naming::Year(year), month } => month_of(year, month)?,
        Form::Feast { year: Naming::Year(year), feast } => feast_of(year, feast)?,
        Form::Quarter { year: Naming::Year(year), quarter } => quarter_of(year, quarter)?,
        Form::Season { year: Naming::Year(year), season } => season_of(year, season)?,
        Form::Year(year) => years(year, 1, Granularity::Year)?,
        Form::Years { first, last } => {
            years(first, last.checked_sub(first)?.checked_add(1)?, Granularity::Year)?
        }
        Form::Decade(year) => years(year, 10, Granularity::Decade)?,
        Form::Following { unit, count } | Form::After { unit, count } => {
            let (start, end, granularity) = from_named(form, unit, count, anchor)?;
            // "It came the next day": not the day after one that is still to come.
            let ahead = anchor.today.is_some_and(|today| distance(start, today) > 0);
            if ahead && matches!(direction(), Direction::Past | Direction::Gone) {
                return None;
            }
            (start, end, granularity)
        }
        Form::EarlierInWeek if anchor.today.is_some() => earlier_in_week(anchor)?,
        _ => match anchor.today {
            Some(today) => from_today(form, today, direction())?,
            None => return Some(When::Unresolved),
        },
    };
    let (start, end, granularity) = interval;
    Some(When::Resolved { start, end, granularity })
}

fn from_today(form: Form, today: Date, direction: Direction) -> Option<Interval> {
    match form {
        Form::Day { year, month, day, last_day } => {
            let made = |year| days(year, month, day, last_day);
            match year {
                Naming::Unsaid => nearest(today, direction, made),
                other => made(year_of(other, today)),
            }
        }
        Form::WeekdayOfMonth { year, month, weekday, ordinal } => {
            let made = |year| weekday_of_month(year, month, weekday, ordinal);
            match year {
                Naming::Unsaid => nearest(today, direction, made),
                other => made(year_of(other, today)),
            }
        }
        Form::DayOfMonth(day) => day_of_month(day, today, direction),
        Form::Weekday { weekday, naming } => day_interval(weekday_near(weekday, naming, today, direction)?),
        Form::Weekend(naming) => weekend_near(naming, today, direction),
        Form::Feast { year, feast } => named(year, today, direction, |year| feast_of(year, feast)),
        Form::Month { year, month } => named(year, today, direction, |year| month_of(year, month)),
        // A quarter is told of when it is over.
        Form::Quarter { year: Naming::Unsaid, quarter } if direction != Direction::Future => {
            named(Naming::Last, today, direction, |year| quarter_of(year, quarter))
        }
        Form::Quarter { year, quarter } => named(year, today, direction, |year| quarter_of(year, quarter)),
        Form::Season { year, season } => named(year, today, direction, |year| season_of(year, season)),
        Form::Shifted { unit, count } => shifted(unit, count, today),
        Form::Year(_)
        | Form::Years { .. }
        | Form::Decade(_)
        | Form::Following { .. }
        | Form::After { .. }
        | Form::EarlierInWeek => None,
    }
}

fn earlier_in_week(anchor: Anchor) -> Option<Interval> {
    let today = anchor.today?;
    let monday = monday(today)?;
    let of_week = |day: Date| monday < day && day < today;
    let named = anchor.near.filter(|&(day, granularity)| granularity == Granularity::Day && of_week(day));
    let end = named.map_or(today, |(day, _)| day);
    if monday < end { Some((monday, end, Granularity::Day)) } else { shifted(Unit::Week, 0, today) }
}

/// What is counted from the time that was named last, which was said as exactly as what is counted or more so.
fn from_named(form: Form, unit: Unit, count: i32, anchor: Anchor) -> Option<Interval> {
    if unit == Unit::Day {
        return shifted(unit, count, anchor.previous?);
    }
    let (day, granularity) = anchor.near?;
    let widest = match unit {
        Unit::Day | Unit::Weekend => return None,
        Unit::Week => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Year => Granularity::Year,
        Unit::Decade => Granularity::Decade,
    };
    match form {
        _ if granularity > widest => None,
        // A week after a Monday is a Monday.
        Form::After { .. } if unit == Unit::Week && granularity == Granularity::Day => {
            shifted(Unit::Day, count.checked_mul(7)?, day)
        }
        _ => shifted(unit, count, day),
    }
}

/// The stretch of its kind that lies so many after the one with a day in it.
fn shifted(unit: Unit, count: i32, day: Date) -> Option<Interval> {
    match unit {
        Unit::Day => day_interval(day.checked_add(count.days()).ok()?),
        Unit::Weekend => weekend_of(monday(day)?.checked_add(count.weeks()).ok()?),
        Unit::Week => {
            let start = monday(day)?.checked_add(count.weeks()).ok()?;
            Some((start, start.checked_add(1.week()).ok()?, Granularity::Week))
        }
        Unit::Month => {
            let start = day.first_of_month().checked_add(count.months()).ok()?;
            month_of(start.year(), start.month())
        }
        Unit::Quarter => {
            let start = quarter_start(day)?.checked_add(count.checked_mul(3)?.months()).ok()?;
            quarter_of(start.year(), (start.month() - 1) / 3 + 1)
        }
        Unit::Year => {
            years(i16::try_from(i32::from(day.year()).checked_add(count)?).ok()?, 1, Granularity::Year)
        }
        Unit::Decade => {
            let decade = i32::from(day.year()).div_euclid(10).checked_add(count)?.checked_mul(10)?;
            years(i16::try_from(decade).ok()?, 10, Granularity::Decade)
        }
    }
}

fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

fn quarter_start(day: Date) -> Option<Date> {
    Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()
}

fn day_interval(day: Date) -> Option<Interval> {
    Some((day, day.tomorrow().ok()?, Granularity::Day))
}

fn days(year: i16, month: i8, first: i8, last: i8) -> Option<Interval> {
    let (start, end) = (Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?);
    (start <= end).then_some((start, end.tomorrow().ok()?, Granularity::Day))
}

fn weekday_of_month(year: i16, month: i8, weekday: Weekday, ordinal: i8) -> Option<Interval> {
    day_interval(date(year, month, 1).nth_weekday_of_month(ordinal, weekday).ok()?)
}

fn feast_of(year: i16, feast: Feast) -> Option<Interval> {
    match feast {
        Feast::Christmas => days(year, 12, 25, 25),
        Feast::Halloween => days(year, 10, 31, 31),
        Feast::Thanksgiving => weekday_of_month(year, 11, Weekday::Thursday, 4),
        Feast::Easter => day_interval(easter(year)?),
    }
}

/// Easter Sunday of the Gregorian calendar: the "anonymous" algorithm (Nature, 20 April 1876, as in Meeus, Astronomical Algorithms,
/// chapter 8), in whose symbols it is written.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let a = y % 19;
    let (b, c) = (y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

fn months(year: i16, month: i8, count: i32, granularity: Granularity) -> Option<Interval> {
    let start = Date::new(year, month, 1).ok()?;
    Some((start, start.checked_add(count.months()).ok()?, granularity))
}

fn month_of(year: i16, month: i8) -> Option<Interval> {
    months(year, month, 1, Granularity::Month)
}

fn quarter_of(year: i16, quarter: i8) -> Option<Interval> {
    months(year, quarter * 3 - 2, 3, Granularity::Quarter)
}

/// A winter has the year that it begins in.
fn season_of(year: i16, season: Season) -> Option<Interval> {
    let month = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    months(year, month, 3, Granularity::Season)
}

fn years(first: i16, count: i16, granularity: Granularity) -> Option<Interval> {
    let end = Date::new(first.checked_add(count)?, 1, 1).ok()?;
    Some((Date::new(first, 1, 1).ok()?, end, granularity)).filter(|(start, end, _)| start < end)
}

fn year_of(naming: Naming, today: Date) -> i16 {
    let shift = match naming {
        Naming::Year(year) => return year,
        Naming::Counted(count) => count,
        Naming::Last => -1,
        Naming::Next => 1,
        Naming::This | Naming::Unsaid => 0,
    };
    today.year().saturating_add(i16::try_from(shift).unwrap_or(0))
}

/// The years that a date without one can be in.
fn near_years(today: Date) -> [i16; 3] {
    [today.year() - 1, today.year(), today.year() + 1]
}

/// The days from today to a day.
pub(super) fn distance(day: Date, today: Date) -> i32 {
    day.since(today).map_or(i32::MAX, |span| span.get_days())
}

/// A day of the year: the nearest when it is near; else the last one or the next one, as the verb says.
fn nearest(today: Date, direction: Direction, made: impl Fn(i16) -> Option<Interval>) -> Option<Interval> {
    let candidates = near_years(today).into_iter().filter_map(made);
    candidates.min_by_key(|&(start, ..)| {
        let days = distance(start, today);
        let wrong = match direction {
            Direction::Gone if days > 0 => return (true, i32::MAX),
            Direction::Past | Direction::Gone => days > SLACK_DAYS,
            Direction::Future => days < -SLACK_DAYS,
            Direction::Unknown => false,
        };
        (wrong && days.abs() > NEAR_DAYS, days.abs())
    })
}

/// A month, quarter or season.
fn named(
    naming: Naming,
    today: Date,
    direction: Direction,
    made: impl Fn(i16) -> Option<Interval>,
) -> Option<Interval> {
    let [before, now, after] = near_years(today).map(&made);
    let mut candidates = [before, now, after].into_iter().flatten();
    match (naming, direction) {
        (Naming::Year(_) | Naming::Counted(_), _) => return made(year_of(naming, today)),
        (Naming::Last, _) => candidates.rfind(|&(_, end, _)| end <= today),
        (Naming::Next, _) => candidates.filter(|&(start, ..)| start > today).min(),
        (Naming::This, _) => before.filter(|&(_, end, _)| end > today).or(now),
        (Naming::Unsaid, Direction::Future) => candidates.filter(|&(_, end, _)| end > today).min(),
        (Naming::Unsaid, _) => candidates.rfind(|&(start, ..)| start <= today),
    }
    .or(now)
}

fn day_of_month(day: i8, today: Date, direction: Direction) -> Option<Interval> {
    let mut near = [-2, -1, 0, 1, 2].into_iter().filter_map(|shift: i32| {
        let month = today.first_of_month().checked_add(shift.months()).ok()?;
        days(month.year(), month.month(), day, day)
    });
    match direction {
        Direction::Future => near.filter(|&(start, ..)| start >= today).min(),
        _ => near.rfind(|&(start, ..)| start <= today),
    }
}

/// The day of a week that is meant: without a word for it, the last one, or the next one where the clause looks ahead.
fn weekday_near(weekday: Weekday, naming: Naming, today: Date, direction: Direction) -> Option<Date> {
    let in_week = |weeks: i32| {
        let offset = i32::from(weekday.to_monday_zero_offset());
        monday(today)?.checked_add(weeks.weeks()).ok()?.checked_add(offset.days()).ok()
    };
    let behind = i32::from(today.weekday().since(weekday));
    let ahead = i32::from(today.weekday().until(weekday));
    match (naming, direction) {
        (Naming::Counted(weeks), _) => in_week(weeks),
        (Naming::Next, _) => in_week(1),
        (Naming::Last, _) => today.checked_sub((if behind == 0 { 7 } else { behind }).days()).ok(),
        (Naming::This, Direction::Future) | (Naming::Unsaid | Naming::Year(_), Direction::Future) => {
            today.checked_add(ahead.days()).ok()
        }
        (Naming::This, _) => in_week(0),
        (Naming::Unsaid | Naming::Year(_), _) => today.checked_sub(behind.days()).ok(),
    }
}

fn weekend_of(monday: Date) -> Option<Interval> {
    let start = monday.checked_add(5.days()).ok()?;
    Some((start, start.checked_add(2.days()).ok()?, Granularity::Weekend))
}

/// The weekend that is over or has begun, or the next one.
fn weekend_near(naming: Naming, today: Date, direction: Direction) -> Option<Interval> {
    let this = monday(today)?;
    let begun = today.weekday().to_monday_zero_offset() >= 5;
    let over = match naming {
        Naming::This => matches!(direction, Direction::Past | Direction::Gone),
        _ => direction != Direction::Future,
    };
    let back = i32::from(!begun && over);
    weekend_of(this.checked_sub(back.weeks()).ok()?)
}

/// The day of a time in milliseconds since 1970 UTC.
pub(super) fn day_of_time(time_ms: i64) -> Option<Date> {
    let days = i32::try_from(time_ms.div_euclid(86_400_000)).ok()?;
    date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
