//! Summaries and summarizers.

use std::{sync::Arc, time::Duration};

use prost_types::Timestamp;
use synoptic_api::{json, v1};
use synoptic_plugin_host::{
    Details, Document, Kind, Outcome, Piece, PieceSpan, Shortfall, Stance, StanceKind, Summarizer, abi,
};

use synoptic_story::{Level, Verdict};
use synoptic_text_analysis::{Options, analyze};

use crate::{
    from_proto::{OffsetUnits, Spec},
    offsets::OffsetIndex,
    summarize::{Analysed, Finished},
};

/// The whole answer.
pub(crate) fn summary(finished: Finished<'_>) -> v1::Summary {
    let Finished { sources, summarizer, outcome, spec, waited, took, mut warnings } = finished;
    warn_of_languages(sources, summarizer, &mut warnings);
    warn_of_focus(&outcome, spec, sources, summarizer, &mut warnings);
    if outcome.pieces.is_empty() {
        warnings.push(warning("SUMMARY_EMPTY", why_empty(outcome.shortfall, spec, summarizer), "spec"));
    }
    let text = joined_text(&outcome.pieces);
    let statistics = statistics(sources, &outcome, &text, waited, took);
    v1::Summary {
        segments: outcome.pieces.iter().map(|piece| segment(piece, sources, spec.offset_units)).collect(),
        text,
        kind: kind(spec.kind).into(),
        summarizer: Some(v1::ResolvedSummarizer {
            name: format!("summarizers/{}", summarizer.name()),
            version: summarizer.version().to_owned(),
            digest: summarizer.digest().to_owned(),
        }),
        statistics: Some(statistics),
        warnings,
        documents: source_documents(sources, &outcome.pieces),
    }
}

/// Warns of documents in languages that the summarizer wasn't made for.
fn warn_of_languages(sources: &Analysed, summarizer: &Summarizer, warnings: &mut Vec<v1::Warning>) {
    let made_for = summarizer.languages();
    for document in sources.inputs() {
        let tag = document.analysis.detection().language.tag();
        if !made_for.is_empty() && tag != "und" && !made_for.iter().any(|language| language == tag) {
            let message = format!(
                "summarizer \"{}\" is made for {}; of \"{}\", which is in {tag}, it finds less",
                summarizer.name(),
                made_for.join(", "),
                document.name
            );
            warnings.push(warning("LANGUAGE_NOT_SUPPORTED", message, "inputs"));
        }
    }
}

fn warn_of_focus(
    outcome: &Outcome,
    spec: &Spec,
    sources: &Analysed,
    summarizer: &Summarizer,
    warnings: &mut Vec<v1::Warning>,
) {
    if outcome.focus_unknown {
        let message = if holds_terms(&spec.focus, sources) {
            "no word of the focus occurs in the documents"
        } else {
            "the focus holds no word that says what to look for, and wasn't followed"
        };
        warnings.push(warning("FOCUS_NOT_FOUND", message.to_owned(), "spec.focus"));
    } else if outcome.focus_filtered {
        let message = format!(
            "summarizer \"{}\" doesn't follow a focus; sentences that hold none of its words came last",
            summarizer.name()
        );
        warnings.push(warning("FOCUS_FILTERED", message, "spec.focus"));
    }
}

/// Whether a focus holds other words than those that every text of the language does; it is in the language of the documents.
fn holds_terms(focus: &str, sources: &Analysed) -> bool {
    let language = sources.documents.first().map(|first| first.analysis.detection().language);
    analyze(focus, &Options { language, ..Options::default() }).term_count() > 0
}

/// Why a summary holds nothing.
fn why_empty(shortfall: Option<Shortfall>, spec: &Spec, summarizer: &Summarizer) -> String {
    if shortfall == Some(Shortfall::SourcesExhausted) {
        return "the documents hold nothing that may stand in the summary".to_owned();
    }
    let piece = match spec.kind {
        Kind::Extractive | Kind::Abstractive => "sentence",
        Kind::KeyPoints => "key point",
        Kind::Headline => "headline",
        Kind::Quotes => "quotation",
        Kind::Timeline => "dated event",
        Kind::Comparison => "claim",
    };
    let fits = match shortfall {
        Some(Shortfall::NoSentenceFits) => " that fits into the length that was asked for",
        _ => "",
    };
    let unseen = if spec.since.is_some() { ", beside what the reader has seen" } else { "" };
    format!("summarizer \"{}\" found no {piece}{fits}{unseen}", summarizer.name())
}

/// The pieces' texts: a space between sentences of one paragraph, a line feed between all others.
fn joined_text(pieces: &[Piece]) -> String {
    let place = |piece: &Piece| piece.paragraph.zip(piece.spans.first().map(|span| span.document));
    let mut text = String::with_capacity(pieces.iter().map(|piece| piece.text.len() + 1).sum());
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            let together = place(piece).is_some() && place(piece) == place(&pieces[index - 1]);
            text.push(if together { ' ' } else { '\n' });
        }
        text.push_str(&piece.text);
    }
    text
}

#[expect(clippy::cast_precision_loss, reason = "a ratio for people")]
fn statistics(
    sources: &Analysed,
    outcome: &Outcome,
    text: &str,
    waited: Duration,
    took: Duration,
) -> v1::Statistics {
    let analyses = || sources.inputs().iter().map(|document| &document.analysis);
    let source_size = v1::TextSize {
        sentences: signed(analyses().map(|analysis| analysis.sentences().len()).sum()),
        words: signed(analyses().map(|analysis| analysis.tokens().len()).sum()),
        characters: signed(analyses().map(|analysis| analysis.text().chars().count()).sum()),
    };
    let summary_size = v1::TextSize {
        sentences: signed(outcome.pieces.len()),
        words: i64::try_from(outcome.pieces.iter().map(|piece| piece.words).sum::<u64>()).unwrap_or(i64::MAX),
        characters: signed(text.chars().count()),
    };
    let mut represented = vec![false; sources.documents.len()];
    for span in outcome.pieces.iter().flat_map(|piece| &piece.spans) {
        represented[span.document] = true;
    }
    v1::Statistics {
        requested_length: i64::try_from(outcome.requested).unwrap_or(i64::MAX),
        returned_length: i64::try_from(outcome.returned).unwrap_or(i64::MAX),
        shortfall: outcome.shortfall.map_or(v1::Shortfall::Unspecified, shortfall).into(),
        compression: summary_size.characters as f64 / source_size.characters.max(1) as f64,
        summary_size: Some(summary_size),
        source_size: Some(source_size),
        documents_represented: signed(represented.into_iter().filter(|represented| *represented).count()),
        queue_time: waited.try_into().ok(),
        analysis_time: sources.took.try_into().ok(),
        summarizer_time: took.try_into().ok(),
        analysis_cache_hits: signed(sources.cache_hits),
        metrics: outcome.metrics.iter().cloned().collect(),
    }
}

fn shortfall(shortfall: Shortfall) -> v1::Shortfall {
    match shortfall {
        Shortfall::SourcesExhausted => v1::Shortfall::SourcesExhausted,
        Shortfall::NoSentenceFits => v1::Shortfall::NoSentenceFits,
        Shortfall::SummarizerEnded => v1::Shortfall::SummarizerEnded,
        Shortfall::Redundant => v1::Shortfall::Redundant,
    }
}

/// One piece.
pub(crate) fn segment(piece: &Piece, sources: &Analysed, units: OffsetUnits) -> v1::Segment {
    let level =
        if is_verbatim(piece, sources) { v1::SupportLevel::Verbatim } else { v1::SupportLevel::Unspecified };
    let details = piece.details.as_deref();
    let kind = piece.text_kind.map_or(v1::SegmentKind::Sentence, segment_kind);
    v1::Segment {
        kind: kind.into(),
        text: piece.text.clone(),
        score: piece.score.into(),
        rank: i32::try_from(piece.rank).unwrap_or(i32::MAX),
        spans: piece.spans.iter().map(|place| span(place, sources, units)).collect(),
        support: Some(v1::Support { level: level.into(), not_found: Vec::new() }),
        quotation: details.filter(|_| kind == v1::SegmentKind::Quotation).map(quotation),
        event_time: details.filter(|_| kind == v1::SegmentKind::Event).map(event_time),
        stances: details.map(|details| stances(details, piece, sources, units)).unwrap_or_default(),
    }
}

/// How far sources bear a text out.
pub(crate) fn support(verdict: &Verdict) -> v1::Support {
    let level = match verdict.level {
        Level::Verbatim => v1::SupportLevel::Verbatim,
        Level::Supported => v1::SupportLevel::Supported,
        Level::Unsupported => v1::SupportLevel::Unsupported,
    };
    let not_found = verdict.not_found.iter().map(|finding| finding.words.clone()).collect();
    v1::Support { level: level.into(), not_found }
}

/// Whether a piece is words of its sources, unchanged but for white space and for what lies between two pieces of one source.
fn is_verbatim(piece: &Piece, sources: &Analysed) -> bool {
    if piece.text_kind.is_none() {
        return true;
    }
    let mut words = piece.text.split_whitespace();
    for span in &piece.spans {
        let slice = sources.documents[span.document].analysis.slice(span.start..span.end);
        for word in slice.split_whitespace() {
            match words.next() {
                Some(own) if own == word => {}
                Some(_) => return false,
                None => return true,
            }
        }
    }
    words.next().is_none()
}

fn segment_kind(kind: u32) -> v1::SegmentKind {
    match kind {
        abi::KIND_KEY_POINTS => v1::SegmentKind::KeyPoint,
        abi::KIND_HEADLINE => v1::SegmentKind::Headline,
        abi::KIND_QUOTES => v1::SegmentKind::Quotation,
        abi::KIND_TIMELINE => v1::SegmentKind::Event,
        abi::KIND_COMPARISON => v1::SegmentKind::Claim,
        _ => v1::SegmentKind::Text,
    }
}

fn quotation(details: &Details) -> v1::Quotation {
    v1::Quotation {
        speaker: details.speaker.clone(),
        role: details.role.clone(),
        verb: details.verb.clone(),
        partial: details.partial,
        reported_by: details.reported_by.clone(),
    }
}

fn event_time(details: &Details) -> v1::EventTime {
    let time = |ms: i64| Timestamp {
        seconds: ms.div_euclid(1000),
        nanos: i32::try_from(ms.rem_euclid(1000) * 1_000_000).unwrap_or_default(),
    };
    v1::EventTime {
        start: details.start_ms.map(time),
        end: details.end_ms.map(time),
        expression: details.expression.clone(),
    }
}

/// What each source says to a claim; the host has checked the indices.
fn stances(details: &Details, piece: &Piece, sources: &Analysed, units: OffsetUnits) -> Vec<v1::Stance> {
    let stance = |stance: &Stance| v1::Stance {
        document_index: i32::try_from(stance.document).unwrap_or(i32::MAX),
        kind: match stance.kind {
            StanceKind::Reports => v1::StanceKind::Reports,
            StanceKind::Differs => v1::StanceKind::Differs,
            StanceKind::Silent => v1::StanceKind::Silent,
        }
        .into(),
        spans: stance.spans.iter().map(|&at| span(&piece.spans[at as usize], sources, units)).collect(),
        difference: stance.difference.clone(),
    };
    let mut stances: Vec<v1::Stance> = details.stances.iter().map(stance).collect();
    stances.sort_by_key(|stance| stance.document_index);
    stances
}

pub(crate) fn span(place: &PieceSpan, sources: &Analysed, units: OffsetUnits) -> v1::Span {
    let document = &sources.documents[place.document];
    let text = document.analysis.text();
    let offsets = |count: fn(&OffsetIndex, &str, usize) -> usize| {
        let index = sources.offsets[place.document].get_or_init(|| OffsetIndex::new(text));
        let count = |at| signed(count(index, text, at));
        v1::Offsets { start: count(place.start), end: count(place.end) }
    };
    v1::Span {
        document: document.name.clone(),
        document_index: i32::try_from(place.document).unwrap_or(i32::MAX),
        revision: i64::try_from(sources.revisions[place.document]).unwrap_or(i64::MAX),
        bytes: Some(v1::Offsets { start: signed(place.start), end: signed(place.end) }),
        code_points: units.code_points.then(|| offsets(OffsetIndex::code_points)),
        utf16: units.utf16.then(|| offsets(OffsetIndex::utf16)),
    }
}

pub(crate) fn source_documents(sources: &Analysed, pieces: &[Piece]) -> Vec<v1::SourceDocument> {
    let mut segments = vec![0_i64; sources.documents.len()];
    for piece in pieces {
        if let Some(span) = piece.spans.first() {
            segments[span.document] += 1;
        }
    }
    let parts = sources.documents.iter().zip(&sources.digests).zip(&sources.revisions).zip(segments);
    let source = |(((document, digest), revision), segment_count): (((&Document, &Arc<str>), &u64), i64)| {
        let analysis = &document.analysis;
        v1::SourceDocument {
            name: document.name.clone(),
            revision: i64::try_from(*revision).unwrap_or(i64::MAX),
            digest: digest.to_string(),
            title: if document.title.is_empty() {
                analysis.title().unwrap_or_default()
            } else {
                &document.title
            }
            .to_owned(),
            outlet: document.outlet.clone(),
            language: analysis.detection().language.tag().to_owned(),
            sentence_count: signed(analysis.sentences().len()),
            segment_count,
        }
    };
    parts.map(source).collect()
}

/// A comparison, sorted by how many report what.
pub(crate) fn comparison(summary: v1::Summary) -> v1::CompareSourcesResponse {
    let mut response = v1::CompareSourcesResponse {
        documents: summary.documents,
        summarizer: summary.summarizer,
        warnings: summary.warnings,
        ..v1::CompareSourcesResponse::default()
    };
    for segment in summary.segments {
        let count =
            |kind: v1::StanceKind| segment.stances.iter().filter(|stance| stance.kind() == kind).count();
        let reports = count(v1::StanceKind::Reports);
        let list = if count(v1::StanceKind::Differs) > 0 {
            &mut response.differing
        } else if reports > 1 && reports == response.documents.len() {
            &mut response.reported_by_all
        } else if reports > 1 {
            &mut response.reported_by_several
        } else {
            &mut response.reported_by_one
        };
        list.push(segment);
    }
    response
}

/// Something that the caller should know.
pub(crate) fn warning(reason: &str, message: String, field: &str) -> v1::Warning {
    v1::Warning { reason: reason.to_owned(), message, field: field.to_owned() }
}

/// A kind of summary.
pub(crate) fn kind(kind: Kind) -> v1::SummaryKind {
    match kind {
        Kind::Extractive => v1::SummaryKind::Extractive,
        Kind::KeyPoints => v1::SummaryKind::KeyPoints,
        Kind::Headline => v1::SummaryKind::Headline,
        Kind::Quotes => v1::SummaryKind::Quotes,
        Kind::Timeline => v1::SummaryKind::Timeline,
        Kind::Comparison => v1::SummaryKind::Comparison,
        Kind::Abstractive => v1::SummaryKind::Abstractive,
    }
}

/// A summarizer, by the name that requests give.
pub(crate) fn summarizer(
    name: &str,
    summarizer: &Summarizer,
    versions: Vec<String>,
    default: &str,
) -> v1::Summarizer {
    v1::Summarizer {
        name: format!("summarizers/{name}"),
        version: summarizer.version().to_owned(),
        digest: summarizer.digest().to_owned(),
        plugin: summarizer.plugin().to_owned(),
        description: summarizer.description().to_owned(),
        kinds: summarizer.kinds().iter().map(|&of| kind(of).into()).collect(),
        languages: summarizer.languages().to_vec(),
        supports_focus: summarizer.supports_focus(),
        params_schema: summarizer.params_schema().as_object().map(json::to_struct),
        is_default: name == default,
        versions,
    }
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
