//! `BatchSummarize`.

use prost::Message as _;
use synoptic_api::v1::{
    BatchSummarizeRequest, BatchSummarizeResponse, SummarizeRequest, SummarySpec,
    batch_summarize_response::Result as Answer,
};
use tokio::sync::mpsc;
use tokio_stream::{StreamExt as _, wrappers::ReceiverStream};
use tonic::Code;

use crate::harness::{Harness, REPORT, assert_refused, by, document, inline};

fn request(tag: &str, text: &str, spec: SummarySpec) -> BatchSummarizeRequest {
    let request = SummarizeRequest {
        inputs: vec![inline(document(text))],
        spec: Some(spec),
        ..SummarizeRequest::default()
    };
    BatchSummarizeRequest { tag: tag.to_owned(), request: Some(request) }
}

/// The answers to requests that are all sent at once, by the places of their requests.
async fn answers(harness: &mut Harness, requests: Vec<BatchSummarizeRequest>) -> Vec<BatchSummarizeResponse> {
    let stream = harness.summaries.batch_summarize(tokio_stream::iter(requests)).await.unwrap().into_inner();
    let mut answers: Vec<_> = stream.map(Result::unwrap).collect().await;
    answers.sort_by_key(|answer| answer.index);
    answers
}

#[tokio::test]
async fn each_request_has_an_answer_or_a_status_of_its_own() {
    let mut harness = Harness::start().await;
    let requests = vec![
        request("good", REPORT, by("lead")),
        request("empty", "", by("lead")),
        request("unknown", REPORT, by("nobody")),
        BatchSummarizeRequest { tag: "nothing".to_owned(), request: None },
        request("crash", REPORT, by("panics")),
        request("good again", REPORT, by("lead")),
    ];
    let answers = answers(&mut harness, requests).await;
    let tags: Vec<(&str, i64)> = answers.iter().map(|answer| (answer.tag.as_str(), answer.index)).collect();
    assert_eq!(
        tags,
        [("good", 0), ("empty", 1), ("unknown", 2), ("nothing", 3), ("crash", 4), ("good again", 5)]
    );
    let alone = harness.summarize(&[REPORT], by("lead")).await.unwrap();
    for index in [0, 5] {
        let Some(Answer::Summary(summary)) = &answers[index].result else { panic!("{:?}", answers[index]) };
        assert_eq!(summary.segments, alone.segments);
    }
    let expected = [
        (1, Code::InvalidArgument, "EMPTY_TEXT", Some("request.inputs[0].document.text")),
        (2, Code::NotFound, "SUMMARIZER_NOT_FOUND", Some("request.spec.summarizer")),
        (3, Code::InvalidArgument, "FIELD_MISSING", Some("request")),
        (4, Code::Internal, "PLUGIN_PANIC", None),
    ];
    for (index, code, reason, field) in expected {
        let Some(Answer::Status(status)) = &answers[index].result else { panic!("{:?}", answers[index]) };
        // On the wire it is a google.rpc.Status.
        let known = tonic_types::Status::decode(status.encode_to_vec().as_slice()).unwrap();
        let status = tonic::Status::with_details(code, known.message.clone(), known.encode_to_vec().into());
        assert_eq!(known.code, i32::from(code));
        assert_refused::<()>(Err(status), code, reason, field);
    }
}

#[tokio::test]
async fn more_requests_than_are_worked_on_at_a_time_are_all_answered() {
    let mut harness = Harness::start().await;
    let requests = (0..200).map(|number| request(&number.to_string(), REPORT, by("lead"))).collect();
    let answers = answers(&mut harness, requests).await;
    assert_eq!(answers.len(), 200);
    for (place, answer) in answers.iter().enumerate() {
        assert_eq!(answer.tag, place.to_string());
        assert!(matches!(answer.result, Some(Answer::Summary(_))), "{answer:?}");
    }
}

#[tokio::test]
async fn an_answer_comes_before_the_next_request_is_sent() {
    let mut harness = Harness::start().await;
    let (requests, asked) = mpsc::channel(1);
    requests.send(request("first", REPORT, by("lead"))).await.unwrap();
    let mut stream =
        harness.summaries.batch_summarize(ReceiverStream::new(asked)).await.unwrap().into_inner();
    assert_eq!(stream.message().await.unwrap().unwrap().tag, "first");
    requests.send(request("second", REPORT, by("lead"))).await.unwrap();
    assert_eq!(stream.message().await.unwrap().unwrap().tag, "second");
    drop(requests);
    assert!(stream.message().await.unwrap().is_none());
}
