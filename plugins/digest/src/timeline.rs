//! What happened when.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use synoptic_plugin_sdk::{Details, Error, Kind, NoParams, Output, Request, Summarizer};
use synoptic_story::{
    Alignment, Event, Names, Place, SIMILARITY_MIN, When, items_max, reports, source_span, time_expressions,
    timeline,
};

/// Finds dated events, in the order of time.
#[derive(Default)]
pub(crate) struct Timeline;

impl Summarizer for Timeline {
    const NAME: &'static str = "timeline";
    const DESCRIPTION: &'static str = "Dated events in the order of time, one entry for each with all its sources; relative dates are \
                                       resolved against the time of publication.";
    const KINDS: &'static [Kind] = &[Kind::Timeline];
    const LANGUAGES: &'static str = "en";
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        let reports = reports(request);
        let names = Names::find(&reports);
        let times =
            reports.iter().enumerate().map(|(index, report)| time_expressions(report, index)).collect();
        let alignment = Alignment::of_dated(&reports, &names, times, SIMILARITY_MIN);
        output.check()?;
        let place = |(report, sentence)| Place { report, sentence };
        let mut events = timeline(&reports, alignment.times(), |one, other| {
            alignment.are_similar(place(one), place(other))
        });
        events.retain(|event| event.sentences.iter().all(|place| !reports[place.report].seen));
        for event in weightiest(events, items_max(request)) {
            let Some(first) = event.sentences.first() else { continue };
            let sentences: Vec<_> = event
                .sentences
                .iter()
                .map(|place| {
                    let report = &reports[place.report];
                    source_span(&synoptic_story::Span::new(
                        place.report,
                        report.sentences[place.sentence].range(),
                    ))
                })
                .collect();
            let text = &reports[first.report].text[event.told.range()];
            let (start_ms, end_ms) = match event.when {
                When::Resolved { start, end, .. } => milliseconds(start).zip(milliseconds(end)).unzip(),
                When::Unresolved => (None, None),
            };
            let details = Details { start_ms, end_ms, expression: event.expression, ..Details::default() };
            output.item(Kind::Timeline, text, &sentences, event.score, &details)?;
        }
        Ok(())
    }
}

/// As many events as are asked for, those that matter most, still in their order.
fn weightiest(mut events: Vec<Event>, most: usize) -> Vec<Event> {
    if events.len() > most {
        let mut scores: Vec<f32> = events.iter().map(|event| event.score).collect();
        scores.sort_by(|one, other| other.total_cmp(one));
        let least = scores[most - 1];
        events.retain(|event| event.score >= least);
        events.truncate(most);
    }
    events
}

/// The beginning of a day, UTC, in milliseconds since 1970; `None` beyond the years 1 to 9999, which an answer can't hold.
fn milliseconds(day: Date) -> Option<i64> {
    let time = day.to_zoned(TimeZone::UTC).ok().filter(|_| day.year() >= 1)?;
    Some(Timestamp::from(time).as_millisecond())
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::conformance::assert_conforms;

    use super::*;

    #[test]
    fn timeline_conforms() {
        assert_conforms::<Timeline>();
    }
}
