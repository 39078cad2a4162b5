//! Plugins that misbehave, and libraries that don't fit.

use std::fs;

use synoptic_api::v1::SummarySpec;
use synoptic_plugin_host::Catalog;
use synoptic_testing::{built_example, bundled_plugins, profile_folder};
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

#[test]
fn libraries_that_do_not_fit_are_told_by_name_with_the_mend() {
    let profile = profile_folder().unwrap();
    let folder = bundled_plugins(&profile).unwrap();
    let lead = fs::read(folder.path().join("libsynoptic_lead.so")).unwrap();
    fs::write(folder.path().join("a-script.so"), "#!/bin/sh\n").unwrap();
    fs::write(folder.path().join("truncated.so"), &lead[..5000]).unwrap();
    let mut other_machine = lead.clone();
    // e_machine of the ELF header: S/390, for which this server wasn't built.
    other_machine[18..20].copy_from_slice(&22_u16.to_le_bytes());
    fs::write(folder.path().join("other-machine.so"), other_machine).unwrap();
    fs::write(folder.path().join("z-copy-of-lead.so"), &lead).unwrap();
    fs::copy(built_example(&profile, "future_abi").unwrap(), folder.path().join("future.so")).unwrap();

    let (catalog, refusals) = Catalog::load(folder.path()).unwrap();
    let names: Vec<&str> = catalog.iter().map(|summarizer| summarizer.name()).collect();
    assert_eq!(names, ["lead", "lexrank", "newswire", "textrank"], "the others serve");
    let told: Vec<String> = refusals.iter().map(ToString::to_string).collect();
    let tells = |file: &str, what: &[&str]| {
        let line = told
            .iter()
            .find(|line| line.contains(file))
            .unwrap_or_else(|| panic!("{file} isn't told: {told:?}"));
        assert!(what.iter().all(|what| line.contains(what)), "{line}");
    };
    assert_eq!(told.len(), 5, "{told:?}");
    tells("a-script.so", &["isn't a shared library", "cdylib"]);
    tells("truncated.so", &["is cut off", "5000 bytes", "copy it again"]);
    tells("other-machine.so", &["was built for", "build it for"]);
    tells("z-copy-of-lead.so", &["`lead` is already served", "rename"]);
    tells("future.so", &["`from-the-future` 9.9.9", "ABI 1.1", "offers 1.0", "upgrade the server"]);
}
