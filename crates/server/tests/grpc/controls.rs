//! What the host keeps for all summarizers: quality, redundancy, focus.

use synoptic_api::v1::{SentenceQuality, Shortfall, Summary, SummarySpec, summary_spec::Length};
use tonic::Code;

use crate::harness::{Harness, assert_refused, by};

const SUMMARIZERS: [&str; 14] = [
    "centroid",
    "edmundson",
    "kl-sum",
    "lead",
    "lexrank",
    "lsa",
    "luhn",
    "newswire",
    "pacsum",
    "random",
    "reduction",
    "submodular",
    "sumbasic",
    "textrank",
];

const CRUISE: &str = "By Anna Bell and Carl Berg.\n\
    The harbour of Tarran was closed on Monday after a cruise ship hit the pier. \
    He said that nobody had expected such a thing at all in such weather. \
    \"We never thought that the pier would give way so quickly.\"\n\
    The pier will be closed for two months, the harbour master said. \
    Cruise companies have cancelled twelve calls at Tarran for this summer.";

fn texts(summary: &Summary) -> Vec<&str> {
    summary.segments.iter().map(|segment| segment.text.as_str()).collect()
}

fn length(sentences: i32, spec: SummarySpec) -> SummarySpec {
    SummarySpec { length: Some(Length::Sentences(sentences)), ..spec }
}

#[tokio::test]
async fn sentences_that_can_not_be_read_alone_come_last() {
    let mut harness = Harness::start().await;
    let poor = ["By Anna Bell", "\"We never"];
    for summarizer in SUMMARIZERS {
        let few = harness.summarize(&[CRUISE], length(3, by(summarizer))).await.unwrap();
        assert_eq!(few.segments.len(), 3, "{summarizer}");
        let alone = |text: &&str| !poor.iter().any(|poor| text.starts_with(poor));
        assert!(texts(&few).iter().all(alone), "{summarizer}: {:?}", texts(&few));
        let all = harness.summarize(&[CRUISE], length(10, by(summarizer))).await.unwrap();
        assert_eq!(all.segments.len(), 6, "{summarizer} has them where nothing else is left");
        assert_eq!(all.statistics.unwrap().shortfall(), Shortfall::SourcesExhausted);
    }
}

#[tokio::test]
async fn a_pronoun_may_follow_the_sentence_that_names_it() {
    let mut harness = Harness::start().await;
    let text = "Captain Bell left the bridge at noon. She had been on duty for nine hours.\n\
                The company praised the rescue teams on Monday.\nNobody on the island was hurt.";
    let summary = harness.summarize(&[text], length(2, by("lead"))).await.unwrap();
    assert_eq!(texts(&summary)[1], "She had been on duty for nine hours.");
}

#[tokio::test]
async fn who_said_something_is_named_before_it() {
    let mut harness = Harness::start().await;
    // There is no room for who it was that said it.
    let text = "Anna Bell opened the harbour on Monday. Tom Roe, who has led the union of dockers for eleven years, was against it. \
                “We will strike on Friday,” he said.\nNobody on the island was hurt.";
    let spec = SummarySpec { length: Some(Length::Words(15)), ..by("lead") };
    let summary = harness.summarize(&[text], spec).await.unwrap();
    assert_eq!(
        texts(&summary),
        ["Anna Bell opened the harbour on Monday.", "Nobody on the island was hurt."]
    );
}

#[tokio::test]
async fn any_quality_leaves_the_choice_to_the_summarizer() {
    let mut harness = Harness::start().await;
    let spec = SummarySpec { quality: SentenceQuality::Any.into(), ..length(1, by("lead")) };
    let summary = harness.summarize(&[CRUISE], spec).await.unwrap();
    assert_eq!(texts(&summary), ["By Anna Bell and Carl Berg."]);
}

#[tokio::test]
async fn no_two_sentences_are_more_similar_than_allowed() {
    let mut harness = Harness::start().await;
    let twice = "The pier of Tarran was closed on Monday. Divers looked at the hull of the ship.";
    let other = "The pier of Tarran was closed on Monday. Ferries go to the old harbour meanwhile.";
    for summarizer in SUMMARIZERS {
        let spec = SummarySpec { redundancy_max: 0.8, ..length(4, by(summarizer)) };
        let summary = harness.summarize(&[twice, other], spec).await.unwrap();
        assert_eq!(summary.segments.len(), 3, "{summarizer}: {:?}", texts(&summary));
        assert_eq!(summary.statistics.unwrap().shortfall(), Shortfall::Redundant, "{summarizer}");
    }
}

#[tokio::test]
async fn a_sentence_of_two_documents_stands_once() {
    let mut harness = Harness::start().await;
    let copies = [CRUISE, CRUISE];
    for summarizer in SUMMARIZERS {
        let summary = harness.summarize(&copies, length(200, by(summarizer))).await.unwrap();
        let mut once = texts(&summary);
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), summary.segments.len(), "{summarizer}");
        assert_eq!(summary.statistics.unwrap().shortfall(), Shortfall::Redundant, "{summarizer}");
    }
    let any = SummarySpec { quality: SentenceQuality::Any.into(), ..length(200, by("lead")) };
    let twice = harness.summarize(&copies, any).await.unwrap();
    assert_eq!(twice.statistics.unwrap().shortfall(), Shortfall::SourcesExhausted);
}

#[tokio::test]
async fn no_sentence_stands_twice_in_a_long_summary() {
    let mut harness = Harness::start().await;
    // Each differs from the others by one word of five, and the last by none.
    let mut text: String =
        (100..200).map(|number| format!("Rangers measured flooded meadows upstream {number}.\n")).collect();
    text.push_str("Rangers measured flooded meadows upstream 190.");
    let spec = SummarySpec { redundancy_max: 0.95, ..length(200, by("lead")) };
    let summary = harness.summarize(&[&text], spec).await.unwrap();
    assert_eq!(summary.segments.len(), 100);
    assert_eq!(summary.statistics.unwrap().shortfall(), Shortfall::Redundant);
}

#[tokio::test]
async fn a_focus_turns_every_summary() {
    let mut harness = Harness::start().await;
    for summarizer in SUMMARIZERS {
        let mut about = async |focus: &str| {
            let spec = SummarySpec { focus: focus.to_owned(), ..length(1, by(summarizer)) };
            harness.summarize(&[CRUISE], spec).await.unwrap().text
        };
        assert!(about("cancelled calls").await.starts_with("Cruise companies"), "{summarizer}");
        assert!(about("two months").await.starts_with("The pier will"), "{summarizer}");
    }
}

#[tokio::test]
async fn controls_out_of_range_are_refused() {
    let mut harness = Harness::start().await;
    for redundancy_max in [-0.1, 1.1, f64::NAN] {
        let spec = SummarySpec { redundancy_max, ..by("lead") };
        let refused = harness.summarize(&[CRUISE], spec).await;
        assert_refused(refused, Code::InvalidArgument, "OUT_OF_RANGE", Some("spec.redundancy_max"));
    }
    let spec = SummarySpec { quality: 9, ..by("lead") };
    let refused = harness.summarize(&[CRUISE], spec).await;
    assert_refused(refused, Code::InvalidArgument, "UNKNOWN_VALUE", Some("spec.quality"));
}
