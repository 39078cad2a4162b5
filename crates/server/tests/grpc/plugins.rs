//! Plugins that misbehave, and libraries that don't fit.

use synoptic_api::v1::SummarySpec;
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
