//! Expressions of time in a report, and the days that they mean. English.

mod calendar;
mod grammar;
mod heads;
mod idle;
pub(crate) mod lines;
mod tense;
mod words;

#[cfg(test)]
mod tests;

use std::{
    fmt::{self, Display, Formatter},
    ops::Range,
};

use jiff::civil::Date;

use crate::{Report, Span};
use calendar::{Anchor, Form, Naming};
use grammar::{Found, Place};
use words::Words;

/// Words of a report that name a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeExpression {
    /// The words, without the preposition and the article before them: "Tuesday evening", "end of 2025".
    pub span: Span,
    /// The index of their sentence.
    pub sentence: usize,
    /// The days that they mean.
    pub when: When,
    /// Whether it is only the time of the telling or the beginning of a lasting state: "said on Monday", "since 2011". What else the
    /// sentence tells is then not of it.
    pub aside: bool,
}

/// When something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// Known days.
    Resolved {
        /// The first day.
        start: Date,
        /// The day after the last.
        end: Date,
        /// How exactly it was said.
        granularity: Granularity,
    },
    /// Depends on the day of publication, which is not known.
    Unresolved,
}

/// How exactly a time is said, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granularity {
    /// A day, or days in a row.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// A month of the calendar.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// Three months from March, June, September or December, as in the northern half of the world.
    Season,
    /// A year of the calendar, or years in a row.
    Year,
    /// Ten years.
    Decade,
}

/// The interval as in ISO 8601 where it has a form for it: "2024-06-19", "2024-06", "2024-W25", "2024-Q2", "2024", "199". Days in a
/// row, seasons and weekends are "2024-06-18/2024-06-19", with their last day; an unresolved time is "?".
impl Display for When {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self::Resolved { start, end, granularity } = *self else { return f.write_str("?") };
        let last = end.yesterday().unwrap_or(end);
        let year = start.year();
        match granularity {
            Granularity::Day if start == last => write!(f, "{start}"),
            Granularity::Day | Granularity::Weekend | Granularity::Season => write!(f, "{start}/{last}"),
            Granularity::Week => {
                let week = start.iso_week_date();
                write!(f, "{}-W{:02}", week.year(), week.week())
            }
            Granularity::Month if (last.year(), last.month()) == (year, start.month()) => {
                write!(f, "{year}-{:02}", start.month())
            }
            Granularity::Month => {
                write!(f, "{year}-{:02}/{}-{:02}", start.month(), last.year(), last.month())
            }
            Granularity::Quarter => write!(f, "{year}-Q{}", (start.month() - 1) / 3 + 1),
            Granularity::Year if last.year() == year => write!(f, "{year}"),
            Granularity::Year => write!(f, "{year}/{}", last.year()),
            Granularity::Decade => write!(f, "{}", year / 10),
        }
    }
}

/// Finds the expressions of time in the body of a report, in the order of the text. `index` is the report's, for the spans.
///
/// Durations, recurring days, clock times, datelines, bylines, titles and boilerplate are left out. Dates that depend on the
/// day of publication, in UTC, are [`When::Unresolved`] without it.
pub fn time_expressions(report: &Report<'_>, index: usize) -> Vec<TimeExpression> {
    let mut finder = Finder {
        report,
        index,
        anchor: Anchor {
            today: report.publish_time_ms.and_then(calendar::day_of_time),
            previous: None,
            near: None,
        },
        found: Vec::new(),
        near_sentence: 0,
    };
    for (sentence, told) in report.body() {
        let opens = sentence == 0 || report.sentences[sentence - 1].paragraph != told.paragraph;
        let words = Words::new(report, told);
        let words = if opens { lines::without_dateline(report, told, words) } else { words };
        if !lines::is_imprint(words) {
            finder.read(sentence, words);
        }
    }
    finder.found
}

/// How old a remark can be that a report quotes as news, in days.
const FRESH_DAYS: i32 = 7;

/// So many sentences back the time stands from which "a year later" is counted, at most.
const NEAR_SENTENCES: usize = 2;

/// Collects the expressions of one report.
struct Finder<'a> {
    report: &'a Report<'a>,
    index: usize,
    anchor: Anchor,
    found: Vec<TimeExpression>,
    /// The sentence of the time that was named last.
    near_sentence: usize,
}

impl Finder<'_> {
    fn read(&mut self, sentence: usize, words: Words<'_>) {
        if sentence > self.near_sentence + NEAR_SENTENCES {
            self.anchor.near = None;
        }
        let mut floor = 0;
        let mut chain: Vec<Found> = Vec::new();
        let mut next = words.next_head(0);
        while let Some(at) = next {
            next = if let Some(found) = grammar::read(Place { words, at, floor }) {
                if chain.last().is_some_and(|&before| !is_chained(words, before, found)) {
                    chain.clear();
                }
                self.give_year(words, &mut chain, found);
                let before = chain.last().copied();
                self.push(sentence, words, found, before);
                if let Some(before) = before.filter(|&before| is_stretch(words, before, found)) {
                    let moved = tense::is_moved(words, before.first);
                    self.join(words.range(found.first, found.last), moved);
                }
                chain.push(found);
                floor = found.last + 1;
                words.next_head(floor)
            } else {
                words.next_head(at + 1)
            };
        }
    }

    fn push(&mut self, sentence: usize, words: Words<'_>, found: Found, before: Option<Found>) {
        let Found { first, last, form } = found;
        if tense::is_record(words, first) || idle::is_idle(words, found) {
            return;
        }
        let behind = self.anchor_behind(before, form);
        let anchor = behind.unwrap_or(self.anchor);
        let direction =
            || if behind.is_some() { tense::Direction::Future } else { tense::direction(words, first, last) };
        let Some(when) = calendar::resolve(form, anchor, direction) else { return };
        if let When::Resolved { start, granularity, .. } = when {
            self.anchor.near = Some((start, granularity));
            self.near_sentence = sentence;
            if granularity == Granularity::Day {
                self.anchor.previous = Some(start);
            }
        }
        let span = Span::new(self.index, words.range(first, last));
        debug_assert!(self.report.text.is_char_boundary(span.end), "words end where characters do");
        let aside = tense::is_since(words, first)
            || (self.is_fresh(when) && tense::is_attribution(words, first, last));
        self.found.push(TimeExpression { span, sentence, when, aside });
    }

    /// Makes one stretch of the last two expressions, if they name days, months or years in order, and the last one stands where it
    /// should: one that means no day isn't there. What is moved from the one to the other is of the other alone.
    fn join(&mut self, last: Range<usize>, moved: bool) {
        let [.., one, other] = &mut self.found[..] else { return };
        if other.span.range() != last || one.sentence != other.sentence {
            return;
        }
        if moved {
            *one = *other;
            self.found.pop();
            return;
        }
        let (
            When::Resolved { start, end, granularity },
            When::Resolved { start: other_start, end: other_end, granularity: others },
        ) = (one.when, other.when)
        else {
            return;
        };
        let known = matches!(granularity, Granularity::Day | Granularity::Month | Granularity::Year);
        if !known || granularity != others || end > other_start {
            return;
        }
        one.when = When::Resolved { start, end: other_end, granularity };
        one.span = Span::new(self.index, one.span.start..other.span.end);
        self.found.pop();
    }

    /// "Friday to Sunday", "Monday and Tuesday": the second day is the next one from the first.
    fn anchor_behind(&self, before: Option<Found>, form: Form) -> Option<Anchor> {
        let unsaid = |form: Form| matches!(form, Form::Weekday { naming: Naming::Unsaid, .. });
        let both = unsaid(form) && before.is_some_and(|before| unsaid(before.form));
        match self.found.last().map(|last| last.when) {
            Some(When::Resolved { start, .. }) if both => Some(Anchor { today: Some(start), ..self.anchor }),
            _ => None,
        }
    }

    /// Whether it can be when the report's own sources spoke; what somebody said long ago is an event.
    fn is_fresh(&self, when: When) -> bool {
        let (When::Resolved { start, .. }, Some(today)) = (when, self.anchor.today) else {
            return matches!(when, When::Unresolved);
        };
        calendar::distance(start, today).abs() <= FRESH_DAYS
    }

    /// "between March and June 2011", "in June, July and August of last year": the year is that of all.
    fn give_year(&mut self, words: Words<'_>, chain: &mut [Found], found: Found) {
        let (Form::Day { year, .. } | Form::Month { year, .. }) = found.form else { return };
        if !matches!(year, Naming::Year(_) | Naming::Counted(_)) {
            return;
        }
        for (before, told) in chain.iter_mut().rev().zip(self.found.iter_mut().rev()) {
            before.form = match before.form {
                Form::Day { year: Naming::Unsaid, month, day, last_day } => {
                    Form::Day { year, month, day, last_day }
                }
                Form::Month { year: Naming::Unsaid, month } => Form::Month { year, month },
                _ => return,
            };
            let same = told.span.range() == words.range(before.first, before.last);
            let when = calendar::resolve(before.form, self.anchor, || tense::Direction::Unknown);
            let Some(when) = when.filter(|_| same) else { return };
            told.when = when;
        }
    }
}

/// Whether two expressions tell from when to when something was: "between 1958 and 1976", "from May 2 to May 9".
fn is_stretch(words: Words<'_>, before: Found, found: Found) -> bool {
    let ties: &[&str] = if words.was(before.first, 1, &["between"]) {
        &["and"]
    } else if words.was(before.first, 1, &["from"]) {
        &["to", "until", "through"]
    } else {
        return false;
    };
    words.is(before.last + 1, ties) && found.first == before.last + 2
}

/// Whether only "and", "to" or a comma stands between two expressions.
fn is_chained(words: Words<'_>, before: Found, found: Found) -> bool {
    let next = before.last + 1;
    let between = found.first.saturating_sub(next);
    between == 0 || (between <= 2 && words.is(next, &["and", "to", "or", "until", "through", "into"]))
}
