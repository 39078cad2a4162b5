//! Dates as exactly as they are known: a day, a week, a month, a year, or from one day to another.
//!
//! All times are UTC.

use prost_types::Timestamp;
use synoptic_api::v1::EventTime;

const SECONDS_PER_DAY: i64 = 86_400;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// When something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct When {
    /// Such as `Wednesday, 19 June 2024`, `week of 17 June 2024`, `June 2024`; empty where it couldn't be resolved.
    pub(crate) label: String,
    /// The same for programs, as HTML's `time` takes it; empty for what that can't say.
    pub(super) machine: String,
    /// The words of the source; may be empty.
    pub(crate) expression: String,
    /// What events are ordered by, in seconds since 1970; the end of time where it couldn't be resolved.
    pub(super) order: (i64, i64),
}

impl When {
    pub(crate) fn new(time: &EventTime) -> Self {
        let (start, end) = (time.start.map(|time| time.seconds), time.end.map(|time| time.seconds));
        let (label, machine) = match (start, end) {
            (Some(start), Some(end)) => interval(start, end),
            (Some(start), None) => (format!("from {}", day(start)), String::new()),
            (None, Some(end)) => (format!("before {}", day(end)), String::new()),
            (None, None) => (String::new(), String::new()),
        };
        let order = (start.or(end).unwrap_or(i64::MAX), end.unwrap_or(i64::MAX));
        Self { label, machine, expression: time.expression.clone(), order }
    }
}

/// A time to the minute, as people and as programs read it.
pub(super) fn minute(time: &Timestamp) -> (String, String) {
    let date = Civil::of(time.seconds);
    let minutes = time.seconds.rem_euclid(SECONDS_PER_DAY) / 60;
    let (hour, minute) = (minutes / 60, minutes % 60);
    let label = format!("{}, {hour:02}:{minute:02} UTC", day(time.seconds));
    (label, format!("{}T{hour:02}:{minute:02}Z", date.machine()))
}

/// The day of a time, such as `19 June 2024`.
fn day(seconds: i64) -> String {
    let date = Civil::of(seconds);
    format!("{} {} {}", date.day, date.month_name(), date.year)
}

fn interval(start: i64, end: i64) -> (String, String) {
    let last = Civil::of((end - 1).max(start));
    let first = Civil::of(start);
    let whole_days = start.rem_euclid(SECONDS_PER_DAY) == 0 && end.rem_euclid(SECONDS_PER_DAY) == 0;
    if !whole_days {
        let time = Timestamp { seconds: start, nanos: 0 };
        return if first == last { minute(&time) } else { (range(&first, &last), String::new()) };
    }
    let next = Civil::of(end);
    let month_begins = first.day == 1 && next.day == 1;
    let year_begins = month_begins && first.month == 1 && next.month == 1;
    let none = String::new();
    match last.days - first.days + 1 {
        1 => (format!("{}, {}", first.weekday(), day(start)), first.machine()),
        7 if first.weekday() == WEEKDAYS[0] => (format!("week of {}", day(start)), none),
        _ if year_begins && first.year == last.year => (first.year.to_string(), format!("{:04}", first.year)),
        _ if year_begins => (format!("{}–{}", first.year, last.year), none),
        _ if month_begins && (first.year, first.month) == (last.year, last.month) => (
            format!("{} {}", first.month_name(), first.year),
            format!("{:04}-{:02}", first.year, first.month),
        ),
        _ if month_begins && first.year == last.year => {
            (format!("{}–{} {}", first.month_name(), last.month_name(), first.year), none)
        }
        _ => (range(&first, &last), none),
    }
}

/// From one day to another, both included, without what both have.
fn range(first: &Civil, last: &Civil) -> String {
    let end = format!("{} {} {}", last.day, last.month_name(), last.year);
    if (first.year, first.month) == (last.year, last.month) {
        format!("{}–{end}", first.day)
    } else if first.year == last.year {
        format!("{} {} – {end}", first.day, first.month_name())
    } else {
        format!("{} {} {} – {end}", first.day, first.month_name(), first.year)
    }
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Civil {
    /// Since 1970.
    days: i64,
    year: i64,
    /// 1 to 12.
    month: i64,
    /// 1 to 31.
    day: i64,
}

impl Civil {
    /// The Gregorian date of a time: `civil_from_days` of Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
    fn of(seconds: i64) -> Self {
        let days = seconds.div_euclid(SECONDS_PER_DAY);
        // Eras of 400 years, and years that begin in March, so that the leap day is their last.
        let since_0000_march = days + 719_468;
        let (era, day_of_era) = (since_0000_march.div_euclid(146_097), since_0000_march.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { days, year, month, day }
    }

    fn month_name(&self) -> &'static str {
        usize::try_from(self.month - 1).ok().and_then(|month| MONTHS.get(month)).copied().unwrap_or_default()
    }

    fn weekday(&self) -> &'static str {
        // 1 January 1970 was a Thursday.
        let weekday = (self.days + 3).rem_euclid(7);
        usize::try_from(weekday).ok().and_then(|weekday| WEEKDAYS.get(weekday)).copied().unwrap_or_default()
    }

    fn machine(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(start: &str, end: &str, label: &str, machine: &str) {
        let full =
            |text: &str| time(&if text.len() == 10 { format!("{text}T00:00:00Z") } else { text.to_owned() });
        let when = When::new(&EventTime {
            start: Some(full(start)),
            end: Some(full(end)),
            expression: "then".to_owned(),
        });
        assert_eq!((when.label.as_str(), when.machine.as_str()), (label, machine));
    }

    #[test]
    fn dates_are_as_exact_as_their_interval() {
        check("2024-06-19", "2024-06-20", "Wednesday, 19 June 2024", "2024-06-19");
        check("2024-06-17", "2024-06-24", "week of 17 June 2024", "");
        check("2024-06-01", "2024-07-01", "June 2024", "2024-06");
        check("2024-12-01", "2025-01-01", "December 2024", "2024-12");
        check("2024-01-01", "2025-01-01", "2024", "2024");
        check("1990-01-01", "2000-01-01", "1990–1999", "");
        check("2024-06-01", "2024-09-01", "June–August 2024", "");
        check("2024-06-15", "2024-06-17", "15–16 June 2024", "");
        check("2024-06-28", "2024-07-02", "28 June – 1 July 2024", "");
        check("2024-12-30", "2025-01-02", "30 December 2024 – 1 January 2025", "");
        check("2024-06-19T15:40:00Z", "2024-06-19T15:41:00Z", "19 June 2024, 15:40 UTC", "2024-06-19T15:40Z");
    }

    #[test]
    fn days_before_1970_and_leap_days_are_days() {
        check("1961-07-06", "1961-07-07", "Thursday, 6 July 1961", "1961-07-06");
        check("2024-02-29", "2024-03-01", "Thursday, 29 February 2024", "2024-02-29");
        check("1900-02-28", "1900-03-01", "Wednesday, 28 February 1900", "1900-02-28");
    }

    #[test]
    fn what_has_no_date_comes_last_and_keeps_its_words() {
        let known = |start: Option<&str>| {
            When::new(&EventTime { start: start.map(time), end: None, expression: "last spring".to_owned() })
        };
        assert_eq!(known(Some("2024-06-19T00:00:00Z")).label, "from 19 June 2024");
        let unknown = known(None);
        assert_eq!((unknown.label.as_str(), unknown.expression.as_str()), ("", "last spring"));
        assert!(unknown.order > known(Some("9999-01-01T00:00:00Z")).order);
    }

    #[test]
    fn an_interval_that_ends_before_it_starts_is_told_somehow() {
        check("2024-06-19", "2024-06-18", "Wednesday, 19 June 2024", "2024-06-19");
        check("2024-06-19", "2024-06-19", "Wednesday, 19 June 2024", "2024-06-19");
    }
}
