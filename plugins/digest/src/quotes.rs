//! Who said what.

use synoptic_plugin_sdk::{Details, Error, Kind, NoParams, Output, Request, Summarizer};
use synoptic_story::{Names, Quotation, quotations, reports, source_span};

/// Finds direct quotations with their speakers.
#[derive(Default)]
pub(crate) struct Quotes;

impl Summarizer for Quotes {
    const NAME: &'static str = "quotes";
    const DESCRIPTION: &'static str = "Direct quotations with speaker, role and verb; split ones are joined, and the same words in several sources are one.";
    const KINDS: &'static [Kind] = &[Kind::Quotes];
    const LANGUAGES: &'static str = "en";
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        let reports = reports(request);
        let names = Names::find(&reports);
        output.check()?;
        let mut found: Vec<(f32, Quotation)> = quotations(&reports, &names)
            .into_iter()
            .filter(|quotation| quotation.spans.iter().all(|span| !reports[span.report].seen))
            .map(|quotation| (weight(&quotation), quotation))
            .collect();
        found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        for (weight, quotation) in found {
            let spans: Vec<_> = quotation.spans.iter().take(SPANS_MAX).map(source_span).collect();
            let details = Details {
                speaker: quotation.speaker,
                role: quotation.role,
                verb: quotation.verb,
                partial: quotation.partial,
                reported_by: quotation.reported_by,
                ..Details::default()
            };
            output.item(Kind::Quotes, &quotation.text, &spans, weight, &details)?;
        }
        Ok(())
    }
}

/// How many places of a quotation are told.
const SPANS_MAX: usize = 1000;

/// What several sources quote comes first, then what has a speaker, then what stands early.
fn weight(quotation: &Quotation) -> f32 {
    let mut reports: Vec<usize> = quotation.spans.iter().map(|span| span.report).collect();
    reports.sort_unstable();
    reports.dedup();
    let first = quotation.spans.iter().map(|span| span.start).min().unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    let (sources, early) = (reports.len() as f32, 1.0 / (1.0 + first as f32 / 1000.0));
    let attributed = if quotation.speaker.is_empty() { 0.0 } else { 1.0 };
    let whole = if quotation.partial { 0.0 } else { 0.5 };
    sources + attributed + whole + early
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::conformance::assert_conforms;

    use super::*;

    #[test]
    fn quotes_conforms() {
        assert_conforms::<Quotes>();
    }
}
