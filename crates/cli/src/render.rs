//! Summaries for people.

use std::fmt::Write as _;

use console::style;
use synoptic_api::v1::{Segment, Shortfall, Summary};

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people; colours on a terminal only.
    Text,
    /// The response in proto3 JSON.
    Json,
    /// Markdown, with sources as footnotes.
    Markdown,
}

/// Each sentence with its source beneath it.
pub(crate) fn text(summary: &Summary) -> String {
    let mut lines = String::new();
    for segment in &summary.segments {
        let _ = writeln!(lines, "{}", one_line(&segment.text));
        let _ = writeln!(lines, "    {}", style(source(segment, summary)).dim());
    }
    for note in notes(summary) {
        let _ = writeln!(lines, "{}", style(note).yellow());
    }
    lines
}

/// The sentences as a list, with footnotes.
pub(crate) fn markdown(summary: &Summary) -> String {
    let mut lines = String::new();
    for (number, segment) in (1..).zip(&summary.segments) {
        let _ = writeln!(lines, "- {}[^{number}]", one_line(&segment.text));
    }
    lines.push('\n');
    for (number, segment) in (1..).zip(&summary.segments) {
        let _ = writeln!(lines, "[^{number}]: {}", source(segment, summary));
    }
    for note in notes(summary) {
        let _ = writeln!(lines, "\n> {note}");
    }
    lines
}

/// A text without line feeds; hard-wrapped sources have them inside sentences.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a segment comes from: outlet, document and bytes.
fn source(segment: &Segment, summary: &Summary) -> String {
    let describe = |span: &synoptic_api::v1::Span| {
        let document =
            usize::try_from(span.document_index).ok().and_then(|index| summary.documents.get(index));
        let outlet = document.map(|document| document.outlet.as_str()).filter(|outlet| !outlet.is_empty());
        let bytes = span.bytes.unwrap_or_default();
        let place = format!("{} [{}..{}]", span.document, bytes.start, bytes.end);
        outlet.map_or(place.clone(), |outlet| format!("{outlet}, {place}"))
    };
    segment.spans.iter().map(describe).collect::<Vec<_>>().join("; ")
}

/// Why the summary is shorter than what was asked for, and what else to know.
fn notes(summary: &Summary) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(statistics) = &summary.statistics {
        let why = match statistics.shortfall() {
            Shortfall::SourcesExhausted => Some("the sources hold no more sentences"),
            Shortfall::NoSentenceFits if summary.segments.is_empty() => Some("no sentence fits"),
            Shortfall::Redundant => Some("what is left repeats what is there"),
            Shortfall::SummarizerEnded => Some("the summarizer offered no more"),
            Shortfall::Unspecified | Shortfall::NoSentenceFits => None,
        };
        if let Some(why) = why {
            let (returned, requested) = (statistics.returned_length, statistics.requested_length);
            notes.push(format!("note: {returned} of {requested} asked for: {why}"));
        }
    }
    notes.extend(
        summary.warnings.iter().map(|warning| format!("warning: {} [{}]", warning.message, warning.reason)),
    );
    notes
}
