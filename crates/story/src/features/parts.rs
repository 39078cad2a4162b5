//! What each token of a report is a part of: a name, a date, the dateline, or nothing of these.

use jiff::civil::Date;

use super::number_of;
use crate::{Granularity, Names, Report, TimeExpression, When, dates::lines::dateline_end};

/// What a token is a part of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// Of nothing that has features of its own.
    Word,
    /// Of what tells where and when the report was written, which is no content.
    Dateline,
    /// The first token of a mention of a name.
    Name(u32),
    /// The first token of a date.
    Date(Date, Granularity),
    /// A further token of a name or a date.
    Rest,
}

/// What each token of a report is.
pub(super) fn parts(report: &Report<'_>, index: usize, names: &Names, times: &[TimeExpression]) -> Vec<Part> {
    let fill = |parts: &mut [Part], part: Part| {
        if let Some((first, rest)) = parts.split_first_mut() {
            *first = part;
            rest.fill(Part::Rest);
        }
    };
    let mut parts = vec![Part::Word; report.tokens.len()];
    for mention in names.mentions(index) {
        fill(&mut parts[mention.tokens.clone()], Part::Name(number_of(mention.name)));
    }
    for time in times {
        let Some(date) = date(time) else { continue };
        let sentence = &report.sentences[time.sentence];
        let tokens = report.tokens_of(sentence);
        let place = |end: usize| tokens.partition_point(|token| (token.start as usize) < end);
        let told = place(time.span.start)..place(time.span.end);
        fill(&mut parts[sentence.token_range()][told], date);
    }
    let paragraphs = report.sentences.chunk_by(|one, other| one.paragraph == other.paragraph);
    for sentence in paragraphs.filter_map(<[_]>::first) {
        if let Some(end) = dateline_end(report, sentence) {
            let tokens = sentence.token_range();
            let dateline = report.tokens_of(sentence).partition_point(|token| (token.start as usize) < end);
            parts[tokens.start..tokens.start + dateline].fill(Part::Dateline);
        }
    }
    parts
}

/// The date of an event that an expression of time means, where it is one day, month or year.
fn date(time: &TimeExpression) -> Option<Part> {
    match time.when {
        When::Resolved { start, granularity, .. }
            if matches!(granularity, Granularity::Day | Granularity::Month | Granularity::Year) =>
        {
            Some(Part::Date(start, granularity))
        }
        _ => None,
    }
}
