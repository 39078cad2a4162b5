//! `SummaryService` and `SummarizerService`.

use proptest::prelude::*;
use synoptic_api::json;
use synoptic_api::v1::{
    CreateDocumentRequest, Document, GetSummarizerRequest, ListSummarizersRequest, OffsetUnit, Segment,
    SegmentOrder, Shortfall, Since, Source, StreamSummarizeRequest, SummarizeRequest, Summary, SummaryKind,
    SummarySpec, SupportLevel, since::Seen, stream_summarize_response::Event, summary_spec::Length,
};
use tonic::Code;

use crate::harness::{Harness, REPORT, assert_refused, by, document, inline, named, sentences};

/// Every segment is its source's text, byte for byte.
#[track_caller]
fn assert_verbatim(summary: &Summary, texts: &[&str]) {
    for segment in &summary.segments {
        let span = &segment.spans[0];
        let bytes = span.bytes.unwrap();
        let text = texts[usize::try_from(span.document_index).unwrap()];
        let range = usize::try_from(bytes.start).unwrap()..usize::try_from(bytes.end).unwrap();
        assert_eq!(segment.text, text[range]);
        assert_eq!(segment.support.as_ref().unwrap().level(), SupportLevel::Verbatim);
    }
}

#[tokio::test]
async fn every_summarizer_keeps_the_length_and_quotes_its_sources() {
    let mut harness = Harness::start().await;
    let other = "Ferry aground: all safe\nAll 141 passengers of a ferry were rescued off Tarran on Monday. \
                 The ship had hit a rock. Nobody was hurt, the operator said.";
    for summarizer in ["lead", "lexrank", "newswire", "textrank"] {
        let summary = harness.summarize(&[REPORT, other], SummarySpec { ..by(summarizer) }).await.unwrap();
        assert_eq!(summary.segments.len(), 2, "{summarizer}");
        assert_verbatim(&summary, &[REPORT, other]);
        let resolved = summary.summarizer.as_ref().unwrap();
        assert_eq!(resolved.name, format!("summarizers/{summarizer}"));
        assert!(resolved.digest.starts_with("sha256:") && !resolved.version.is_empty());
        let whole: Vec<&str> = summary.segments.iter().map(|segment| segment.text.as_str()).collect();
        assert!(!whole.concat().contains("Read the original"), "{summarizer} took boilerplate");
        assert!(!whole.contains(&"Ferry runs aground off Tarran"), "{summarizer} took a headline");
    }
}

#[tokio::test]
async fn lead_takes_the_first_sentences() {
    let mut harness = Harness::start().await;
    let summary = harness.summarize(&[REPORT], by("lead")).await.unwrap();
    assert_eq!(
        summary.text,
        "A ferry with 143 passengers ran aground off the island of Tarran on Monday evening. \
         The coast guard took everyone off within three hours, it said."
    );
    assert_eq!(summary.documents[0].title, "Ferry runs aground off Tarran");
    assert_eq!(summary.documents[0].language, "en");
}

#[tokio::test]
async fn the_same_request_gives_the_same_bytes() {
    let mut harness = Harness::start().await;
    for summarizer in ["lead", "lexrank", "newswire", "textrank"] {
        let first = harness.summarize(&[REPORT, REPORT], by(summarizer)).await.unwrap();
        let again = harness.summarize(&[REPORT, REPORT], by(summarizer)).await.unwrap();
        assert_eq!(
            (first.segments, first.text, first.documents),
            (again.segments, again.text, again.documents)
        );
    }
}

#[tokio::test]
async fn lengths_hold_in_every_unit() {
    let mut harness = Harness::start().await;
    let with = |length| SummarySpec { length: Some(length), ..SummarySpec::default() };
    let words = harness.summarize(&[REPORT], with(Length::Words(30))).await.unwrap();
    let statistics = words.statistics.unwrap();
    assert!(statistics.returned_length <= 30 && statistics.returned_length >= 15, "{statistics:?}");
    assert_eq!(statistics.summary_size.unwrap().words, statistics.returned_length);
    let characters = harness.summarize(&[REPORT], with(Length::Characters(160))).await.unwrap();
    assert!(characters.text.chars().count() <= 160, "{}", characters.text);
    assert_eq!(characters.statistics.unwrap().returned_length, characters.text.chars().count() as i64);
    let half = harness.summarize(&[REPORT], with(Length::Ratio(0.5))).await.unwrap();
    assert_eq!(half.segments.len(), 4, "half of eight lines");
}

#[tokio::test]
async fn a_short_answer_says_why() {
    let mut harness = Harness::start().await;
    let all = harness.summarize(&[REPORT], sentences(100)).await.unwrap();
    let statistics = all.statistics.unwrap();
    assert_eq!((statistics.requested_length, statistics.returned_length), (100, 6));
    assert_eq!(statistics.shortfall(), Shortfall::SourcesExhausted);
    let spec = SummarySpec { length: Some(Length::Words(2)), ..SummarySpec::default() };
    let none = harness.summarize(&[REPORT], spec).await.unwrap();
    assert!(none.segments.is_empty());
    assert_eq!(none.statistics.unwrap().shortfall(), Shortfall::NoSentenceFits);
    assert_eq!(none.warnings[0].reason, "SUMMARY_EMPTY");
    assert!(none.warnings[0].message.contains("fits into the length"), "{:?}", none.warnings);
}

#[tokio::test]
async fn an_empty_answer_says_why() {
    let mut harness = Harness::start().await;
    let plain = "The pier is closed. Divers look at the hull.";
    for (kind, found) in [(SummaryKind::Quotes, "no quotation"), (SummaryKind::Timeline, "no dated event")] {
        let spec = SummarySpec { kind: kind.into(), ..SummarySpec::default() };
        let none = harness.summarize(&[plain], spec).await.unwrap();
        let [warning] = none.warnings.as_slice() else { panic!("{:?}", none.warnings) };
        assert_eq!(warning.reason, "SUMMARY_EMPTY");
        assert!(warning.message.contains(found) && !warning.message.contains("length"), "{warning:?}");
    }
    let since = Some(Since { seen: Some(Seen::Summary(REPORT.to_owned())) });
    let none = harness.summarize(&[REPORT], SummarySpec { since, ..SummarySpec::default() }).await.unwrap();
    let statistics = none.statistics.unwrap();
    assert_eq!((statistics.requested_length, statistics.returned_length), (3, 0));
    assert!(none.warnings.iter().all(|warning| !warning.message.contains("length")), "{:?}", none.warnings);
}

#[tokio::test]
async fn segments_come_in_the_order_that_was_asked_for() {
    let mut harness = Harness::start().await;
    let texts = ["It rained on the island. The harbour was closed.", REPORT];
    // With these weights the best sentences are the longest, which are the report's.
    let longest = serde_json::json!({"weights": {"foremost": 0, "words": 25}});
    let spec = |order: SegmentOrder| SummarySpec {
        order: order.into(),
        params: Some(json::to_struct(longest.as_object().unwrap())),
        ..sentences(7)
    };
    let place = |segment: &Segment| (segment.spans[0].document_index, segment.spans[0].bytes.unwrap().start);
    let source = harness.summarize(&texts, spec(SegmentOrder::Source)).await.unwrap().segments;
    assert!(source.is_sorted_by_key(place));
    assert_eq!(source[0].spans[0].document_index, 0);
    let rank = harness.summarize(&texts, spec(SegmentOrder::Rank)).await.unwrap().segments;
    assert!(rank.is_sorted_by_key(|segment| segment.rank));
    let lead = harness.summarize(&texts, spec(SegmentOrder::Lead)).await.unwrap().segments;
    assert!(lead.is_sorted_by_key(|segment| (1 - segment.spans[0].document_index, place(segment))));
    assert_eq!(lead[0].spans[0].document_index, rank[0].spans[0].document_index);
    assert_eq!(lead, harness.summarize(&texts, spec(SegmentOrder::Unspecified)).await.unwrap().segments);
    let sorted = |mut segments: Vec<Segment>| {
        segments.sort_by_key(place);
        segments
    };
    assert_eq!(sorted(lead), source);
    assert_eq!(sorted(rank), source);
}

#[tokio::test]
async fn offsets_come_in_all_units() {
    let mut harness = Harness::start().await;
    let text = "Ein Öltanker 🚢 liegt fest. Die Küstenwache kam 🚁 sofort.";
    let units = vec![OffsetUnit::CodePoints.into(), OffsetUnit::Utf16.into()];
    let summary =
        harness.summarize(&[text], SummarySpec { offset_units: units, ..sentences(2) }).await.unwrap();
    let span = &summary.segments[1].spans[0];
    let (bytes, points, utf16) = (span.bytes.unwrap(), span.code_points.unwrap(), span.utf16.unwrap());
    let start = text.find("Die").unwrap();
    assert_eq!(bytes.start, start as i64);
    assert_eq!(points.start, text[..start].chars().count() as i64);
    assert_eq!(utf16.start, text[..start].encode_utf16().count() as i64);
    assert_eq!(utf16.end, text.encode_utf16().count() as i64);
}

#[tokio::test]
async fn a_focus_turns_the_summary_or_is_said_to_be_ignored() {
    let mut harness = Harness::start().await;
    let spec = |summarizer: &str, focus: &str| SummarySpec {
        focus: focus.to_owned(),
        length: Some(Length::Sentences(1)),
        ..by(summarizer)
    };
    let hull = harness.summarize(&[REPORT], spec("newswire", "divers and the hull")).await.unwrap();
    assert_eq!(hull.text, "Divers will look at the hull on Tuesday.");
    let crossings = harness.summarize(&[REPORT], spec("newswire", "cancelled crossings")).await.unwrap();
    assert!(crossings.text.starts_with("The operator has cancelled"), "{}", crossings.text);
    let ignored = harness.summarize(&[REPORT], spec("lead", "divers")).await.unwrap();
    assert_eq!(ignored.warnings[0].reason, "FOCUS_FILTERED");
    let unknown = harness.summarize(&[REPORT], spec("newswire", "volcanoes")).await.unwrap();
    assert_eq!(unknown.warnings[0].reason, "FOCUS_NOT_FOUND");
    assert!(unknown.warnings[0].message.contains("occurs"), "{:?}", unknown.warnings);
    for nothing in ["the of", "?!"] {
        let common = harness.summarize(&[REPORT], spec("newswire", nothing)).await.unwrap();
        assert_eq!(common.warnings[0].reason, "FOCUS_NOT_FOUND");
        assert!(!common.warnings[0].message.contains("occurs"), "they may well: {:?}", common.warnings);
    }
    let blank = harness.summarize(&[REPORT], spec("newswire", " \t ")).await;
    assert_refused(blank, Code::InvalidArgument, "EMPTY_TEXT", Some("spec.focus"));
}

#[tokio::test]
async fn a_collection_is_summarized_by_publish_time() {
    let mut harness = Harness::start().await;
    harness.create_collection("event").await;
    for (id, day) in [("a", 3), ("b", 1), ("c", 2)] {
        let publish_time = Some(format!("2025-01-0{day}T00:00:00Z").parse().unwrap());
        let request = CreateDocumentRequest {
            parent: "collections/event".to_owned(),
            document: Some(Document {
                source: Some(Source { publish_time, outlet: format!("Outlet {id}"), ..Source::default() }),
                ..document(&format!("Report {id} tells of the event. It has more to say on it."))
            }),
            document_id: id.to_owned(),
            ..CreateDocumentRequest::default()
        };
        harness.documents.create_document(request).await.unwrap();
    }
    let request = SummarizeRequest {
        inputs: vec![named("collections/event")],
        spec: Some(sentences(3)),
        ..SummarizeRequest::default()
    };
    let summary = harness.summaries.summarize(request).await.unwrap().into_inner().summary.unwrap();
    let names: Vec<&str> =
        summary.documents.iter().map(|document| document.name.rsplit('/').next().unwrap()).collect();
    assert_eq!(names, ["b", "c", "a"]);
    assert_eq!(summary.documents[0].outlet, "Outlet b");
    assert_eq!(summary.documents[0].revision, 1);
    let inputs = vec![named("collections/event/documents/a"), inline(document("An inline one too."))];
    let request = SummarizeRequest { inputs, spec: None, ..SummarizeRequest::default() };
    let summary = harness.summaries.summarize(request).await.unwrap().into_inner().summary.unwrap();
    assert_eq!(summary.documents[1].name, "documents/1");
}

#[tokio::test]
async fn analyses_are_kept_of_what_comes_again() {
    let mut harness = Harness::start().await;
    let hits = |summary: Summary| summary.statistics.unwrap().analysis_cache_hits;
    let mut inline_hits = Vec::new();
    for _ in 0..4 {
        inline_hits.push(hits(harness.summarize(&[REPORT], sentences(1)).await.unwrap()));
    }
    assert_eq!(inline_hits, [0, 0, 1, 1], "a short inline text is kept when it comes again");
    let long = REPORT.repeat(200);
    assert_eq!(hits(harness.summarize(&[&long], sentences(1)).await.unwrap()), 0);
    assert_eq!(hits(harness.summarize(&[&long], by("lead")).await.unwrap()), 1, "a long one at once");
    let stored = harness.create("default", "a", "A stored text. It has two sentences.").await.unwrap();
    for expected in [0, 1] {
        let request =
            SummarizeRequest { inputs: vec![named(&stored.name)], spec: None, ..SummarizeRequest::default() };
        let summary = harness.summaries.summarize(request).await.unwrap().into_inner().summary.unwrap();
        assert_eq!(hits(summary), expected, "and a stored one");
    }
}

#[tokio::test]
async fn a_stream_ends_with_the_summary_that_the_unary_call_gives() {
    let mut harness = Harness::start().await;
    let unary = harness.summarize(&[REPORT], sentences(3)).await.unwrap();
    let request = StreamSummarizeRequest {
        inputs: vec![inline(document(REPORT))],
        spec: Some(sentences(3)),
        ..StreamSummarizeRequest::default()
    };
    let mut stream = harness.summaries.stream_summarize(request).await.unwrap().into_inner();
    let mut segments = Vec::new();
    let mut last = None;
    while let Some(message) = stream.message().await.unwrap() {
        assert!(last.is_none(), "nothing comes after the summary");
        match message.event.unwrap() {
            Event::Segment(segment) => segments.push(segment),
            Event::Progress(_) => {}
            Event::Summary(summary) => last = Some(summary),
        }
    }
    let last = last.unwrap();
    assert_eq!(last.segments, unary.segments);
    segments.sort_by_key(|segment| segment.spans[0].bytes.unwrap().start);
    assert_eq!(segments, unary.segments);
}

#[tokio::test]
async fn summarizers_tell_what_they_are() {
    let mut harness = Harness::start().await;
    let request = ListSummarizersRequest { page_size: 3, page_token: String::new() };
    let page = harness.summarizers.list_summarizers(request).await.unwrap().into_inner();
    assert_eq!(page.summarizers.len(), 3);
    let request = ListSummarizersRequest { page_size: 100, page_token: page.next_page_token };
    let rest = harness.summarizers.list_summarizers(request).await.unwrap().into_inner();
    let names: Vec<String> =
        page.summarizers.into_iter().chain(rest.summarizers).map(|found| found.name).collect();
    assert!(names.is_sorted() && names.contains(&"summarizers/newswire".to_owned()), "{names:?}");

    let get = |name: &str| GetSummarizerRequest { name: name.to_owned() };
    let found = harness.summarizers.get_summarizer(get("summarizers/newswire@0")).await.unwrap().into_inner();
    assert!(found.is_default && found.supports_focus && found.plugin == "synoptic-newswire");
    assert!(found.params_schema.unwrap().fields.contains_key("properties"));
    let missing = harness.summarizers.get_summarizer(get("summarizers/nobody")).await;
    assert_refused(missing, Code::NotFound, "SUMMARIZER_NOT_FOUND", Some("name"));
}

/// Text of the kinds that break spans: several scripts, marks, combining characters, emoji, odd white space.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,8}",
        "[.!?…。！？،؟।]{1,3}",
        "[ \\n\\t\u{a0}\u{2028}]{1,2}",
        "[\"“”„«»'’()\\[\\]]",
        "\\PC{1,6}",
        Just("U.S. ".to_owned()),
        Just("Read more on BuzzFeedThe end of it all ".to_owned()),
        Just("👩‍👩‍👧 e\u{301} ".to_owned()),
        Just("他说：“好。”".to_owned()),
    ];
    prop::collection::vec(piece, 1..60).prop_map(|pieces| pieces.concat())
}

#[test]
fn spans_slice_exactly_in_any_text() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let harness = std::cell::RefCell::new(runtime.block_on(Harness::start()));
    proptest!(ProptestConfig::with_cases(150), |(text in any_text(), summarizer in 0..4_usize)| {
        let summarizer = ["lead", "lexrank", "newswire", "textrank"][summarizer];
        let mut harness = harness.borrow_mut();
        match runtime.block_on(harness.summarize(&[&text], SummarySpec { length: Some(Length::Ratio(1.0)), ..by(summarizer) })) {
            Ok(summary) => {
                assert_verbatim(&summary, &[&text]);
                let spans = summary.segments.iter().map(|segment| segment.spans[0].bytes.unwrap());
                let spans: Vec<_> = spans.map(|bytes| (bytes.start, bytes.end)).collect();
                prop_assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{:?}", spans);
            }
            Err(status) => prop_assert_eq!(status.code(), Code::InvalidArgument, "{:?}", status),
        }
    });
}
