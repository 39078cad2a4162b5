//! Summaries for people.

use std::{collections::HashSet, fmt::Write as _};

use synoptic_api::v1::{Segment, Shortfall, SourceDocument, Span, StanceKind, Summary};

use crate::{
    output::Coloured,
    story::{
        dates::When,
        wording::{attribution, quoted},
    },
};

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people; colours on a terminal only.
    Text,
    /// The response in proto3 JSON.
    Json,
}

/// How a summary is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum SummaryFormat {
    /// For people; colours on a terminal only.
    Text,
    /// The response in proto3 JSON.
    Json,
    /// Markdown, with sources as footnotes.
    Markdown,
}

/// Each sentence with its source beneath it.
pub(crate) fn text(summary: &Summary) -> Coloured {
    let mut lines = Coloured::default();
    for segment in &summary.segments {
        lines.text(told(segment, summary)).text("\n    ").dim(source(segment, summary)).text("\n");
    }
    for note in notes(summary) {
        lines.yellow(note).text("\n");
    }
    lines
}

/// The sentences as a list, with footnotes.
pub(crate) fn markdown(summary: &Summary) -> String {
    let mut lines = String::new();
    for (number, segment) in (1..).zip(&summary.segments) {
        let _ = writeln!(lines, "- {}[^{number}]", told(segment, summary));
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

/// What a segment says, with what belongs to its kind: who said it, when it was, who reports it.
fn told(segment: &Segment, summary: &Summary) -> String {
    let text = one_line(&segment.text);
    if let Some(quotation) = &segment.quotation {
        let by = [&quotation.speaker, &quotation.role].map(|words| one_line(words));
        let by: Vec<String> = by.into_iter().filter(|words| !words.is_empty()).collect();
        let by = if by.is_empty() { "unattributed".to_owned() } else { by.join(", ") };
        let how = attribution(&quotation.verb, &quotation.reported_by);
        let how = if how.is_empty() { how } else { format!(" ({how})") };
        return format!("“{}” - {by}{how}", quoted(&segment.text, quotation.partial));
    }
    if let Some(time) = &segment.event_time {
        let when = When::new(time);
        let label = if when.label.is_empty() {
            format!("\"{}\", of unknown date", one_line(&when.expression))
        } else {
            when.label
        };
        return format!("{label}: {text}");
    }
    if segment.stances.is_empty() {
        return text;
    }
    let count = |kind: StanceKind| segment.stances.iter().filter(|stance| stance.kind() == kind).count();
    let (differs, all) = (count(StanceKind::Differs), summary.documents.len());
    let told = differs + count(StanceKind::Reports);
    if differs == 0 {
        return format!("[{told} of {all}] {text}");
    }
    let words = segment.stances.iter().map(|stance| one_line(&stance.difference));
    let mut known = HashSet::new();
    let words: Vec<String> = words.filter(|words| !words.is_empty() && known.insert(words.clone())).collect();
    format!("[{told} of {all} differ: {}] {text}", words.join(" / "))
}

/// A text without line feeds; hard-wrapped sources have them inside sentences.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a segment comes from.
fn source(segment: &Segment, summary: &Summary) -> String {
    segment.spans.iter().map(|span| place(span, &summary.documents)).collect::<Vec<_>>().join("; ")
}

/// Where a span is: outlet, document and bytes.
pub(crate) fn place(span: &Span, documents: &[SourceDocument]) -> String {
    let document = usize::try_from(span.document_index).ok().and_then(|index| documents.get(index));
    let outlet = document.map(|document| document.outlet.as_str()).filter(|outlet| !outlet.is_empty());
    let bytes = span.bytes.unwrap_or_default();
    let place = format!("{} [{}..{}]", span.document, bytes.start, bytes.end);
    outlet.map_or(place.clone(), |outlet| format!("{outlet}, {place}"))
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
