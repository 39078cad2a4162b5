//! What happened when.

use jiff::civil::{Date, date};
use serde_json::Value;

use super::{
    Score,
    gold::{Gold, Texts, pieces, spans, touches},
};

/// The days of a gold date, the end exclusive.
fn days(text: &str) -> anyhow::Result<(Date, Date)> {
    let day = |text: &str| -> anyhow::Result<Date> { Ok(text.parse()?) };
    if let Some((from, to)) = text.split_once('/') {
        return Ok((days(from)?.0, days(to)?.1));
    }
    if let Some(decade) = text.strip_suffix('s') {
        let year: i16 = decade.parse()?;
        return Ok((date(year, 1, 1), date(year + 10, 1, 1)));
    }
    match text.split('-').collect::<Vec<_>>().as_slice() {
        [year] => {
            let year: i16 = year.parse()?;
            Ok((date(year, 1, 1), date(year + 1, 1, 1)))
        }
        [year, month] => {
            let first = date(year.parse()?, month.parse()?, 1);
            Ok((first, first.last_of_month().tomorrow()?))
        }
        _ => Ok((day(text)?, day(text)?.tomorrow()?)),
    }
}

/// Scores events: a right one has the date and one of the sentences.
pub(super) fn timeline(gold: &Gold, texts: &Texts, found: &[Value], verbose: bool) -> anyhow::Result<Score> {
    let mut wanted = Vec::new();
    for event in &gold.events {
        wanted.push((event, days(&event.date)?, spans(texts, &event.spans)?, false));
    }
    let mut score = Score { wanted: wanted.len(), ..Score::default() };
    for segment in found {
        score.found += 1;
        let day = |field: &str| -> Option<Date> {
            segment.pointer(&format!("/eventTime/{field}"))?.as_str()?.get(..10)?.parse().ok()
        };
        let times = day("start").zip(day("end"));
        let pieces = pieces(&segment["spans"]);
        let mut right = false;
        for (_, days, spans, met) in &mut wanted {
            if times == Some(*days) && touches(&pieces, spans) {
                (*met, right) = (true, true);
            }
        }
        score.right += usize::from(right);
        if verbose && !right {
            println!("    wrong  {} {}", segment["eventTime"], segment["text"]);
        }
    }
    for (event, _, _, met) in &wanted {
        score.met += usize::from(*met);
        if verbose && !met {
            println!("    missed {} {}: {}", event.date, event.what, event.spans[0].text);
        }
    }
    Ok(score)
}
