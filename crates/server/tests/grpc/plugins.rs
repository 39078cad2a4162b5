//! Plugins that misbehave, and libraries that don't fit.

use serde_json::json;
use synoptic_api::{
    json,
    v1::{SummaryKind, SummarySpec},
};
use tonic::Code;

use crate::harness::{Harness, REPORT, assert_refused, by};

#[tokio::test]
async fn a_panic_fails_its_own_request_alone() {
    let mut harness = Harness::start().await;
    for _ in 0..3 {
        let result = harness.summarize(&[REPORT], by("panics")).await;
        assert!(result.as_ref().unwrap_err().message().contains("examples/faulty.rs"), "the place is told");
        assert_refused(result, Code::Internal, "PLUGIN_PANIC", None);
    }
    harness.summarize(&[REPORT], by("lead")).await.unwrap();
}

#[tokio::test]
async fn a_plugin_can_not_misquote() {
    let mut harness = Harness::start().await;
    let result = harness.summarize(&[REPORT], by("misquotes")).await;
    assert_refused(result, Code::Internal, "PLUGIN_MISBEHAVED", None);
}

#[tokio::test]
async fn what_a_plugin_offers_is_of_the_kind_that_was_asked_for() {
    let (extractive, points) = (SummaryKind::Extractive, SummaryKind::KeyPoints);
    let (headline, quotes) = (SummaryKind::Headline, SummaryKind::Quotes);
    let twelve = "word ".repeat(12);
    let thirteen = "word ".repeat(13);
    let mut harness = Harness::start().await;
    let mut workers = Harness::start_with(|settings| settings.plugins.allow_list = None).await;
    for (asked, params, breach) in [
        (extractive, json!({}), None),
        (points, json!({"kind": "key-points", "text": "One\nline\tand another"}), None),
        (headline, json!({"kind": "headline", "text": twelve}), None),
        (headline, json!({"kind": "headline", "text": thirteen}), Some("12 words")),
        (headline, json!({"kind": "headline", "text": "One\nline"}), Some("several lines")),
        (headline, json!({"kind": "headline", "text": "One\u{2028}line"}), Some("several lines")),
        (headline, json!({"kind": "headline", "text": "a\0b"}), Some("U+0000")),
        (points, json!({"kind": "key-points", "text": "\u{1b}[31mred"}), Some("U+001B")),
        (quotes, json!({"kind": "quotes", "text": "said", "speaker": "Anna\u{7}"}), Some("U+0007")),
        (points, json!({"kind": "headline", "text": "word"}), Some("asked for KEY_POINTS")),
        (extractive, json!({"kind": "headline", "text": "word"}), Some("asked for EXTRACTIVE")),
        (extractive, json!({"kind": "extractive", "text": "word"}), Some("asked for EXTRACTIVE")),
        (points, json!({}), Some("a sentence of a source")),
    ] {
        let params = json::to_struct(params.as_object().unwrap());
        let spec = SummarySpec { kind: asked.into(), params: Some(params), ..by("writes") };
        for harness in [&mut harness, &mut workers] {
            let result = harness.summarize(&[REPORT], spec.clone()).await;
            let Some(breach) = breach else {
                assert_eq!(result.unwrap().segments.len(), 1, "{spec:?}");
                continue;
            };
            let told = result.as_ref().unwrap_err().message();
            assert!(told.contains(breach), "{spec:?}: {told}");
            assert_refused(result, Code::Internal, "PLUGIN_MISBEHAVED", None);
        }
    }
}

#[tokio::test]
async fn a_plugin_that_offers_nothing_is_not_silent_in_the_answer() {
    let mut harness = Harness::start().await;
    let summary = harness.summarize(&[REPORT], by("silent")).await.unwrap();
    assert_eq!(summary.statistics.unwrap().shortfall(), synoptic_api::v1::Shortfall::SummarizerEnded);
    assert_eq!(summary.warnings[0].reason, "SUMMARY_EMPTY");
}

#[tokio::test]
async fn a_plugins_own_refusal_reaches_the_caller() {
    let mut harness = Harness::start().await;
    let result = harness.summarize(&[REPORT], by("stubborn")).await;
    assert!(result.as_ref().unwrap_err().message().contains("it has had enough"));
    assert_refused(result, Code::InvalidArgument, "SUMMARIZER_REFUSED", None);
}

#[tokio::test]
async fn a_fallback_answers_and_says_so() {
    let mut harness = Harness::start().await;
    let fallbacks = vec!["misquotes".to_owned(), "lead".to_owned()];
    let summary = harness.summarize(&[REPORT], SummarySpec { fallbacks, ..by("panics") }).await.unwrap();
    assert_eq!(summary.summarizer.unwrap().name, "summarizers/lead");
    let reasons: Vec<&str> = summary.warnings.iter().map(|warning| warning.reason.as_str()).collect();
    assert_eq!(reasons, ["FALLBACK_USED", "FALLBACK_USED"]);
}

#[tokio::test]
async fn what_cannot_be_tried_is_passed_over() {
    let mut harness = Harness::start().await;
    let quotes = SummaryKind::Quotes.into();
    let params = json::to_struct(json!({"of": "nobody"}).as_object().unwrap());
    for (summarizer, kind, fallbacks, answers, warned) in [
        ("nobody", 0, vec!["lead"], "lead", vec!["spec.summarizer"]),
        ("lead@7", 0, vec!["nobody", "lead"], "lead", vec!["spec.summarizer", "spec.fallbacks[0]"]),
        ("lead", quotes, vec!["quotes"], "quotes", vec!["spec.summarizer"]),
        ("panics", 0, vec!["nobody", "lead"], "lead", vec!["spec.summarizer", "spec.fallbacks[0]"]),
        ("lead", 0, vec!["nobody", "quotes"], "lead", vec![]),
    ] {
        let fallbacks = fallbacks.into_iter().map(str::to_owned).collect();
        // Parameters are the first summarizer's own, and aren't held against others.
        let params = (summarizer == "nobody").then(|| params.clone());
        let spec = SummarySpec { fallbacks, kind, params, ..by(summarizer) };
        let summary = harness.summarize(&[REPORT], spec).await.unwrap();
        assert_eq!(summary.summarizer.unwrap().name, format!("summarizers/{answers}"));
        let told: Vec<_> = summary
            .warnings
            .iter()
            .map(|warning| (warning.reason.as_str(), warning.field.as_str()))
            .collect();
        let warned: Vec<_> = warned.into_iter().map(|field| ("FALLBACK_USED", field)).collect();
        assert_eq!(told, warned, "{summarizer}");
    }
}

#[tokio::test]
async fn where_none_can_answer_the_refusal_is_that_of_the_first() {
    let mut harness = Harness::start().await;
    let mut refusal = async |summarizer: &str, kind: SummaryKind, fallback: &str| {
        let fallbacks = vec![fallback.to_owned()];
        harness.summarize(&[REPORT], SummarySpec { fallbacks, kind: kind.into(), ..by(summarizer) }).await
    };
    let none = refusal("nobody", SummaryKind::Extractive, "quotes").await;
    assert_refused(none, Code::NotFound, "SUMMARIZER_NOT_FOUND", Some("spec.summarizer"));
    let kind = refusal("lead", SummaryKind::Quotes, "nobody").await;
    assert_refused(kind, Code::InvalidArgument, "KIND_NOT_SUPPORTED", Some("spec.kind"));
    let panic = refusal("panics", SummaryKind::Extractive, "misquotes").await;
    assert_refused(panic, Code::Internal, "PLUGIN_PANIC", None);
}
