//! Requests that somebody made to do harm: each is answered, or refused by a reason and a field. `bad_input` holds the plain
//! mistakes.

use std::ops::Range;

use synoptic_api::{
    json,
    v1::{
        DocumentFormat, GetDocumentRequest, ListDocumentsRequest, OffsetUnit, Offsets, Shortfall,
        StreamSummarizeRequest, SummarizeRequest, SummaryKind, SummarySpec,
    },
};
use tonic::Code;

use crate::harness::{Harness, REPORT, assert_refused, by, document, inline, named, sentences};

/// The summarizers that come with the service.
const SUMMARIZERS: [&str; 4] = ["lead", "textrank", "lexrank", "newswire"];

fn range(offsets: Option<Offsets>) -> Range<usize> {
    let offsets = offsets.unwrap();
    usize::try_from(offsets.start).unwrap()..usize::try_from(offsets.end).unwrap()
}

#[tokio::test]
async fn params_a_thousand_deep_are_refused_by_every_method() {
    let mut harness = Harness::start().await;
    let mut deep = serde_json::json!("the end");
    for level in 0..1000 {
        deep = if level % 2 == 0 { serde_json::json!({ "a": deep }) } else { serde_json::json!([deep]) };
    }
    let params = Some(json::to_struct(serde_json::json!({ "damping": deep }).as_object().unwrap()));
    let spec = Some(SummarySpec { params, ..by("textrank") });
    let inputs = vec![inline(document(REPORT))];
    let request =
        SummarizeRequest { inputs: inputs.clone(), spec: spec.clone(), ..SummarizeRequest::default() };
    let result = harness.summaries.summarize(request).await;
    assert_refused(result, Code::InvalidArgument, "NESTED_TOO_DEEP", Some("spec.params"));
    let request = StreamSummarizeRequest { inputs, spec, ..StreamSummarizeRequest::default() };
    let result = harness.summaries.stream_summarize(request).await.map(|_| ());
    assert_refused(result, Code::InvalidArgument, "NESTED_TOO_DEEP", Some("spec.params"));
    assert!(harness.summarize(&[REPORT], by("textrank")).await.is_ok(), "the server goes on");
}

#[tokio::test]
async fn a_focus_of_a_megabyte_is_refused() {
    let mut harness = Harness::start().await;
    for unit in ["x", "word ", "(", "🙂"] {
        let spec = SummarySpec { focus: unit.repeat(1_000_000 / unit.len()), ..by("newswire") };
        let result = harness.summarize(&[REPORT], spec).await;
        assert_refused(result, Code::InvalidArgument, "TOO_LONG", Some("spec.focus"));
    }
}

#[tokio::test]
async fn a_focus_without_meaning_is_answered_and_said_to_be_found_nowhere() {
    let mut harness = Harness::start().await;
    let long = ["a ", "(", ". ", "'", "\u{200d}", "\u{202e}", "(a+)+$ ", "%_"]
        .map(|unit| unit.repeat(2000 / unit.len()));
    let short = ["the of and it is", "?! … --", "。", "' OR 1=1 --", "*:*", "\\", "\u{301}", "👨‍👩‍👧‍👦", "的了是"];
    for focus in long.iter().map(String::as_str).chain(short) {
        for summarizer in SUMMARIZERS {
            let spec = SummarySpec { focus: focus.to_owned(), ..by(summarizer) };
            let summary = harness.summarize(&[REPORT], spec).await.unwrap();
            assert_eq!(summary.segments.len(), 2, "{focus:?}");
            let [warning] = &summary.warnings[..] else { panic!("{:?}", summary.warnings) };
            assert_eq!(warning.field, "spec.focus");
            let follows = summarizer == "newswire";
            let told = warning.reason == "FOCUS_NOT_FOUND" || !follows && warning.reason == "FOCUS_FILTERED";
            assert!(told, "{summarizer}: {focus:?}: {}", warning.reason);
        }
    }
}

/// There is no language of filters; what comes nearest are names and page tokens.
#[tokio::test]
async fn names_and_tokens_that_look_like_filters_are_refused() {
    let mut harness = Harness::start().await;
    let long = "a".repeat(1_000_000);
    let patterns = ["*", "%", "a%' OR '1'='1", "..", "a/documents/*", "(a+)+$", "", "\u{202e}a", "Ａ", &long];
    for pattern in patterns {
        let name = format!("collections/{pattern}");
        let list = ListDocumentsRequest { parent: name.clone(), ..ListDocumentsRequest::default() };
        let result = harness.documents.list_documents(list).await;
        assert_refused(result, Code::InvalidArgument, "INVALID_NAME", Some("parent"));
        let get = GetDocumentRequest { name: format!("{name}/documents/a"), view: 0 };
        let result = harness.documents.get_document(get).await;
        assert_refused(result, Code::InvalidArgument, "INVALID_NAME", Some("name"));
        let request = SummarizeRequest { inputs: vec![named(&name)], ..SummarizeRequest::default() };
        let result = harness.summaries.summarize(request).await;
        assert_refused(result, Code::InvalidArgument, "INVALID_NAME", Some("inputs[0].name"));
    }
    for page_token in ["*", "%", "' OR 1=1 --", &long] {
        let list = ListDocumentsRequest {
            parent: "collections/default".to_owned(),
            page_token: page_token.to_owned(),
            ..ListDocumentsRequest::default()
        };
        let result = harness.documents.list_documents(list).await;
        assert_refused(result, Code::InvalidArgument, "INVALID_PAGE_TOKEN", Some("page_token"));
    }
}

#[tokio::test]
async fn strange_characters_are_summarized_to_spans_that_slice_exactly() {
    const TEXTS: [&str; 7] = [
        "\u{202e}He left the harbour. She stayed there.\u{202c} Both of them are well.",
        "قال الوزير: «نعم». He said so in Geneva. ثم غادر القاعة.",
        "A family 👨‍👩‍👧‍👦 left. They waved 👋🏽 at us. Flags 🇩🇪🇫🇷 flew over the harbour.",
        "The cafe\u{301} is closed. Z\u{336}a\u{335}l\u{334}g\u{335}o\u{334} writes so. \u{301}\u{301}It begins so.",
        "他走了。她留下了。「終わりだ。」と監督は述べた。",
        "\u{feff}A byte order mark. \u{200b}Zero width. Non\u{a0}breaking and soft\u{ad}ly.",
        "𝔊𝔯𝔢𝔢𝔱𝔦𝔫𝔤𝔰 from here. 𠀀𠀁𠀂。 Private \u{e000} use and \u{10ffff} the last.",
    ];
    let mut harness = Harness::start().await;
    let offset_units = vec![OffsetUnit::CodePoints.into(), OffsetUnit::Utf16.into()];
    for text in TEXTS {
        for summarizer in SUMMARIZERS {
            let spec = SummarySpec { offset_units: offset_units.clone(), ..by(summarizer) };
            let summary = harness.summarize(&[text], spec).await.unwrap();
            assert!(!summary.segments.is_empty(), "{summarizer}: {text:?}");
            let utf16: Vec<u16> = text.encode_utf16().collect();
            for segment in &summary.segments {
                let span = &segment.spans[0];
                assert_eq!(segment.text, text[range(span.bytes)]);
                let points = range(span.code_points);
                assert!(segment.text.chars().eq(text.chars().skip(points.start).take(points.len())));
                assert_eq!(String::from_utf16(&utf16[range(span.utf16)]).unwrap(), segment.text);
            }
        }
    }
    let result = harness.summarize(&["A text with\0a NUL."], sentences(1)).await;
    assert_refused(result, Code::InvalidArgument, "CONTROL_CHARACTER", Some("inputs[0].document.text"));
}

#[tokio::test]
async fn a_million_sentences_are_summarized() {
    let mut harness = Harness::start().await;
    let text = "It is over. ".repeat(1_000_000);
    let summary = harness.summarize(&[&text], by("lead")).await.unwrap();
    assert_eq!(summary.text, "It is over.");
    assert_eq!(summary.statistics.unwrap().shortfall(), Shortfall::Redundant);
}

#[tokio::test]
async fn text_without_end_in_any_script_is_cut() {
    let mut harness = Harness::start().await;
    for unit in ["中", "가 ", "कि", "👨‍👩‍👧‍👦", "e\u{301}", "لا "] {
        let text = format!("word {}", unit.repeat(500_000 / unit.len()));
        let summary = harness.summarize(&[&text], sentences(1)).await.unwrap();
        let segment = &summary.segments[0];
        assert_eq!(segment.text, text[range(segment.spans[0].bytes)]);
        assert!(segment.text.len() <= 4096, "a sentence has a greatest length");
        assert_eq!(summary.warnings[0].reason, "SENTENCES_CUT", "{unit}");
    }
}

/// What repeats is what a search that goes back over the text, or holds each against each, takes too long for: the server answers before
/// the limit that it sets itself.
#[tokio::test]
async fn a_story_of_any_text_is_told_or_refused() {
    let mut harness = Harness::start().await;
    let units = [
        "he said, ",
        "“a” he said. ",
        "“a ",
        "\"a\"-",
        "‘“",
        "Anna Bell, ",
        "Anna Bell of Anna Bell ",
        "on Tuesday, ",
        "24 years ago ",
        "7 ",
        "19.5 million ",
        "mother of ",
        "not ",
        "It sank. ",
        "It sank on 3 May 2024 with 7 men, “all of them,” Anna Bell said.\n",
        "((",
        "\n",
    ];
    let kinds = [
        SummaryKind::Extractive,
        SummaryKind::KeyPoints,
        SummaryKind::Headline,
        SummaryKind::Quotes,
        SummaryKind::Timeline,
        SummaryKind::Comparison,
    ];
    for unit in units {
        let texts = [200_000, 100_000].map(|bytes| format!("{} The end.", unit.repeat(bytes / unit.len())));
        for kind in kinds {
            let spec = SummarySpec { kind: kind.into(), ..SummarySpec::default() };
            let result = harness.summarize(&[&texts[0], &texts[1]], spec).await;
            if let Err(status) = result {
                // Texts may hold nothing that a summary could be made of.
                assert_refused::<()>(Err(status), Code::FailedPrecondition, "NO_SENTENCES", Some("inputs"));
            }
        }
    }
}

#[tokio::test]
async fn pages_that_hide_their_depth_are_refused() {
    let mut harness = Harness::start().await;
    let pages = [
        format!("<textarea><!--</textarea>{}text", "<div>".repeat(10_000)),
        "<div><script></div></script>text".repeat(10_000),
        "<div><table><tr><td></div>text".repeat(10_000),
    ];
    for page in pages {
        let html = synoptic_api::v1::Document { format: DocumentFormat::Html.into(), ..document(&page) };
        let request = SummarizeRequest { inputs: vec![inline(html)], ..SummarizeRequest::default() };
        let result = harness.summaries.summarize(request).await;
        assert_refused(result, Code::InvalidArgument, "MARKUP_TOO_DEEP", Some("inputs[0].document.text"));
    }
}
