//! Where the sources agree and where they differ.

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Details, Error, Kind, Output, Request, Span, Stance, StanceKind, Summarizer};
use synoptic_story::{
    Alignment, Claim, ClaimKind, Names, Report, SIMILARITY_MIN, Voice, compare, reports, source_span,
};

/// Compares what sources say.
#[derive(Default)]
pub(crate) struct Comparison;

/// The parameters of comparison.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Params {
    /// How likely two sentences are at least to tell the same, from 0 to 1, for them to count as doing so. Lower values find more of
    /// what is shared, and more that isn't.
    #[schemars(range(min = 0.05, max = 1.0))]
    similarity_min: f32,
}

impl Default for Params {
    fn default() -> Self {
        Self { similarity_min: SIMILARITY_MIN }
    }
}

impl Summarizer for Comparison {
    const NAME: &'static str = "comparison";
    const DESCRIPTION: &'static str = "What all or several sources report, where they differ in a number, a date or a polarity, and what one \
                                       alone reports, with a span for each source.";
    const KINDS: &'static [Kind] = &[Kind::Comparison];
    const LANGUAGES: &'static str = "en";
    type Params = Params;

    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let reports = reports(request);
        let names = Names::find(&reports);
        output.check()?;
        let has_seen = reports.iter().any(|report| report.seen);
        for claim in
            compare(&reports, &names, &Alignment::new(&reports, &names, request.params().similarity_min))
        {
            // What the reader has seen differs from what is new, or says nothing new.
            let fresh = claim.voices.iter().any(|voice| !reports[voice.span.report].seen);
            if has_seen
                && (!fresh
                    || claim.kind == ClaimKind::Shared
                        && claim.voices.iter().any(|voice| reports[voice.span.report].seen))
            {
                continue;
            }
            let (spans, details) = stances(&claim, &reports);
            let text = &reports[claim.best.report].text[claim.best.range()];
            output.item(Kind::Comparison, text, &spans, score(&claim), &details)?;
        }
        Ok(())
    }
}

/// What several say comes before where they differ, and that before what one says.
fn score(claim: &Claim) -> f32 {
    let kind = match claim.kind {
        ClaimKind::Shared => 2.0,
        ClaimKind::Differing => 1.0,
        ClaimKind::Single => 0.0,
    };
    kind + claim.weight.min(0.999)
}

/// The sentences of a claim, and what each document says to it.
fn stances(claim: &Claim, reports: &[Report<'_>]) -> (Vec<Span>, Details) {
    let mut spans: Vec<Span> = claim.voices.iter().map(|voice| source_span(&voice.span)).collect();
    // The sentence that the claim's text is stands first.
    let best = claim.voices.iter().position(|voice| voice.span == claim.best).unwrap_or_default();
    spans[..=best].rotate_right(1);
    let place = |voice: usize| match voice {
        voice if voice == best => 0,
        voice if voice < best => voice + 1,
        voice => voice,
    };
    // Those that don't mention it are left out: whoever isn't named is silent.
    let stance = |(at, voice): (usize, &Voice)| {
        let document = voice.span.report;
        Stance {
            document: u32::try_from(document).unwrap_or(u32::MAX),
            kind: if voice.differs { StanceKind::Differs } else { StanceKind::Reports },
            spans: vec![u32::try_from(place(at)).unwrap_or(u32::MAX)],
            difference: voice
                .value
                .map(|value| reports[document].text[value.range()].to_owned())
                .unwrap_or_default(),
        }
    };
    (spans, Details { stances: claim.voices.iter().enumerate().map(stance).collect(), ..Details::default() })
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::conformance::assert_conforms;

    use super::*;

    #[test]
    fn comparison_conforms() {
        assert_conforms::<Comparison>();
    }
}
