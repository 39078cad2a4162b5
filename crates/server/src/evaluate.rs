//! The check of a text that is given as a summary.

use std::{ops::Range, sync::Arc};

use synoptic_api::v1;
use synoptic_evaluation::{Reference, Scorer, sentence_lines};
use synoptic_plugin_host::{Document, Known, PieceSpan};
use synoptic_story::{Finding, FindingKind, Level, Span, Verdict, check, measure};
use synoptic_text_analysis::{Analysis, Options, analyze};

use crate::{
    from_proto::{Candidate, OffsetUnits},
    reports::reports,
    summarize::{Analysed, Engine, Source},
    to_proto,
};

impl Engine {
    /// Checks a text against documents.
    pub(crate) fn evaluate(
        &self,
        sources: Vec<Source>,
        candidate: &Candidate,
    ) -> v1::EvaluateSummaryResponse {
        let mut analysed = self.analyse(sources, candidate.language);
        let first = analysed.documents.first();
        let language =
            candidate.language.or_else(|| first.map(|document| document.analysis.detection().language));
        let (summary, _) = self.cache.analyse("", &candidate.text, language, false);
        let summary = summary.analysis;
        // Terms are numbered alike in all that are read together.
        analysed.documents.push(own_document(Arc::clone(&summary)));
        let mut all = reports(&analysed.documents);
        let (verdicts, measures) = match all.pop() {
            Some(report) => (check(&report, &all), measure(&report, &all)),
            None => Default::default(),
        };
        drop(all);
        analysed.documents.pop();
        v1::EvaluateSummaryResponse {
            verbatim: share(&verdicts, |level| level == Level::Verbatim),
            supported: share(&verdicts, |level| level != Level::Unsupported),
            sentences: verdicts.iter().map(|verdict| sentence(verdict, &summary, &analysed)).collect(),
            coverage: measures.coverage.into(),
            redundancy: measures.redundancy.into(),
            rouge: rouge(candidate),
            documents: to_proto::source_documents(&analysed, &[]),
            warnings: Vec::new(),
        }
    }
}

/// Says of segments that aren't words of their sources whether these bear them out.
pub(crate) fn check_segments(segments: &mut [v1::Segment], sources: &Analysed) {
    let unchecked = |segment: &v1::Segment| {
        segment.support.as_ref().is_none_or(|support| support.level() == v1::SupportLevel::Unspecified)
    };
    // A paragraph for each, so that no sentence reaches from one into the next.
    let mut text = String::new();
    let mut ends = Vec::new();
    for segment in segments.iter().filter(|segment| unchecked(segment)) {
        text.extend(segment.text.split_whitespace().flat_map(|word| [word, " "]));
        text.push_str("\n\n");
        ends.push(text.len());
    }
    if ends.is_empty() {
        return;
    }
    let language = sources.documents.first().map(|document| document.analysis.detection().language);
    let options = Options { language, ..Options::default() };
    // What the reader has seen beside the sources bears nothing out.
    let mut documents: Vec<Document> =
        sources.documents.iter().filter(|document| document.known != Known::All).cloned().collect();
    documents.push(own_document(Arc::new(analyze(&text, &options))));
    let mut all = reports(&documents);
    let Some(report) = all.pop() else { return };
    let verdicts = check(&report, &all);
    let mut start = 0;
    for (segment, end) in segments.iter_mut().filter(|segment| unchecked(segment)).zip(ends) {
        let own = verdicts
            .iter()
            .filter(|verdict| (start..end).contains(&(report.sentences[verdict.sentence].start as usize)));
        segment.support = own
            .map(to_proto::support)
            .reduce(|mut one, other| {
                // Of several sentences the worst counts; levels rise from the best to the worst.
                one.level = one.level.max(other.level);
                one.not_found.extend(other.not_found);
                one
            })
            .or(segment.support.take());
        start = end;
    }
}

/// A text that is no source, as a document.
fn own_document(analysis: Arc<Analysis>) -> Document {
    Document {
        name: "summary".to_owned(),
        title: String::new(),
        outlet: String::new(),
        publish_time_ms: None,
        analysis,
        known: Known::Nothing,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
fn share(verdicts: &[Verdict], is: impl Fn(Level) -> bool) -> f64 {
    let count = verdicts.iter().filter(|verdict| is(verdict.level)).count();
    count as f64 / verdicts.len().max(1) as f64
}

fn sentence(verdict: &Verdict, summary: &Analysis, sources: &Analysed) -> v1::SentenceEvaluation {
    let range = summary.sentences()[verdict.sentence].range();
    v1::SentenceEvaluation {
        text: summary.slice(range.clone()).to_owned(),
        bytes: Some(offsets(&range)),
        support: Some(to_proto::support(verdict)),
        spans: verdict
            .sources
            .iter()
            .map(|span| to_proto::span(&place(*span), sources, OffsetUnits::default()))
            .collect(),
        findings: verdict.not_found.iter().map(finding).collect(),
    }
}

/// A piece of a report as one of a document.
fn place(span: Span) -> PieceSpan {
    PieceSpan { document: span.report, start: span.start, end: span.end }
}

fn finding(finding: &Finding) -> v1::Finding {
    let kind = match finding.kind {
        FindingKind::Number => v1::FindingKind::Number,
        FindingKind::Name => v1::FindingKind::Name,
        FindingKind::Date => v1::FindingKind::Date,
        FindingKind::Negation => v1::FindingKind::Negation,
    };
    v1::Finding { kind: kind.into(), text: finding.words.clone(), bytes: Some(offsets(&finding.range)) }
}

fn offsets(range: &Range<usize>) -> v1::Offsets {
    let signed = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
    v1::Offsets { start: signed(range.start), end: signed(range.end) }
}

/// ROUGE against the references; `None` where there are none.
fn rouge(candidate: &Candidate) -> Option<v1::RougeScores> {
    if candidate.references.is_empty() {
        return None;
    }
    let scorer = Scorer::new();
    let references: Vec<Reference> =
        candidate.references.iter().map(|reference| scorer.reference(reference)).collect();
    let lines = sentence_lines(&candidate.text);
    let scores = scorer.tokens(lines.iter().map(String::as_str)).rouge(&references);
    Some(v1::RougeScores { rouge1: scores.rouge1, rouge2: scores.rouge2, rouge_lsum: scores.rouge_lsum })
}
