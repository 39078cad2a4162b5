//! Time, load, and the end.

use std::time::{Duration, Instant};

use synoptic_api::v1::{
    BatchSummarizeRequest, StreamClusterDocumentsRequest, StreamSummarizeRequest, StreamSummarizeResponse,
    SummarizeRequest, SummarySpec, stream_cluster_documents_request,
    summary_service_client::SummaryServiceClient,
};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Code, Request, Streaming};
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};
use tonic_types::StatusExt as _;

use crate::harness::{Harness, REPORT, assert_refused, by, document, inline};

/// A request that computes until it is stopped.
fn endless() -> SummarizeRequest {
    SummarizeRequest {
        inputs: vec![inline(document(REPORT))],
        spec: Some(by("endless")),
        ..SummarizeRequest::default()
    }
}

impl Harness {
    /// A call that computes until it is stopped, and has begun: it has a compute thread.
    async fn begin_endless(&mut self) -> Streaming<StreamSummarizeResponse> {
        let SummarizeRequest { inputs, spec, priority } = endless();
        let request = StreamSummarizeRequest { inputs, spec, priority };
        let mut stream = self.summaries.stream_summarize(request).await.unwrap().into_inner();
        assert!(stream.message().await.unwrap().is_some(), "the summarizer says that it has begun");
        stream
    }
}

#[tokio::test]
async fn a_deadline_ends_the_call_and_frees_its_thread() {
    let mut harness = Harness::start_with(|settings| settings.compute.threads = 1).await;
    for _ in 0..3 {
        let mut request = Request::new(endless());
        request.metadata_mut().insert("grpc-timeout", "100m".parse().unwrap());
        let begun = Instant::now();
        let result = SummaryServiceClient::new(harness.bare_connection().await).summarize(request).await;
        assert_refused(result, Code::DeadlineExceeded, "DEADLINE_EXCEEDED", None);
        assert!(begun.elapsed() >= Duration::from_millis(90));
    }
    harness.summarize(&[REPORT], by("lead")).await.expect("the one thread is free again");
}

#[tokio::test]
async fn the_servers_own_limit_holds_for_unary_calls_and_streams() {
    let mut harness = Harness::start_with(|settings| settings.limits.deadline_ms_max = 100).await;
    let result = harness.summaries.summarize(endless()).await;
    assert_refused(result, Code::DeadlineExceeded, "DEADLINE_EXCEEDED", None);
    let mut stream = harness.begin_endless().await;
    assert_refused(stream.message().await, Code::DeadlineExceeded, "DEADLINE_EXCEEDED", None);
}

#[tokio::test]
async fn a_client_that_goes_frees_the_thread() {
    let mut harness = Harness::start_with(|settings| settings.compute.threads = 1).await;
    for _ in 0..5 {
        drop(harness.begin_endless().await);
        harness.summarize(&[REPORT], by("lead")).await.expect("the thread is free again");
    }
}

#[tokio::test]
async fn a_full_queue_refuses_and_says_when_to_try_again() {
    let mut harness = Harness::start_with(|settings| {
        settings.compute.threads = 1;
        settings.compute.queue_max = 2;
    })
    .await;
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..12 {
        let mut summaries = harness.summaries.clone();
        calls.spawn(async move { summaries.summarize(endless()).await });
    }
    let mut refused = 0;
    // One runs and two wait; the other nine are refused at once.
    while refused < 9 {
        let status = calls.join_next().await.unwrap().unwrap().unwrap_err();
        assert_eq!(status.code(), Code::ResourceExhausted);
        assert!(status.get_error_details().retry_info().is_some_and(|info| info.retry_delay.is_some()));
        refused += 1;
    }
    calls.abort_all();
    while calls.join_next().await.is_some() {}
    let mut answered = harness.summarize(&[REPORT], by("lead")).await;
    for _ in 0..100 {
        if answered.is_ok() {
            break;
        }
        tokio::task::yield_now().await;
        answered = harness.summarize(&[REPORT], by("lead")).await;
    }
    answered.expect("the queue is empty again");
}

#[tokio::test]
async fn health_turns_before_the_drain_and_the_drain_has_an_end() {
    let mut harness = Harness::start_with(|settings| settings.limits.drain_ms_max = 300).await;
    let mut health = HealthClient::new(harness.channel.clone());
    let check = |service: &str| HealthCheckRequest { service: service.to_owned() };
    for service in ["", "synoptic.v1.SummaryService"] {
        assert_eq!(health.check(check(service)).await.unwrap().into_inner().status(), ServingStatus::Serving);
    }
    let mut watch = health.watch(check("")).await.unwrap().into_inner();
    assert_eq!(watch.message().await.unwrap().unwrap().status(), ServingStatus::Serving);
    let mut stuck = harness.begin_endless().await;
    let idle = tokio::net::TcpStream::connect(harness.server.address()).await.unwrap();

    let begun = Instant::now();
    let stopping = tokio::spawn(harness.server.stop());
    assert_eq!(watch.message().await.unwrap().unwrap().status(), ServingStatus::NotServing);
    assert_refused(watch.message().await, Code::Unavailable, "SHUTTING_DOWN", None);
    stopping.await.unwrap();
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "neither a stuck call nor an idle connection holds the end up"
    );
    assert_refused(stuck.message().await, Code::Unavailable, "SHUTTING_DOWN", None);
    drop(idle);
}

#[tokio::test]
async fn a_call_under_way_is_answered_during_the_drain() {
    let mut harness = Harness::start_with(|settings| settings.limits.deadline_ms_max = 500).await;
    let mut stream = harness.begin_endless().await;
    let (answer, ()) = tokio::join!(stream.message(), harness.server.stop());
    assert_refused(answer, Code::DeadlineExceeded, "DEADLINE_EXCEEDED", None);
}

#[tokio::test]
async fn a_call_that_outlasts_the_drain_is_refused() {
    let mut harness = Harness::start_with(|settings| settings.limits.drain_ms_max = 100).await;
    let mut summaries = harness.summaries.clone();
    let mut call = Box::pin(summaries.summarize(endless()));
    // What was sent on the connection before has come when this is answered.
    tokio::select! {
        biased;
        ended = &mut call => panic!("{ended:?}"),
        answered = harness.summarize(&[REPORT], by("lead")) => answered.unwrap(),
    };
    let (ended, ()) = tokio::join!(call, harness.server.stop());
    assert_refused(ended, Code::Unavailable, "SHUTTING_DOWN", None);
}

#[tokio::test]
async fn an_open_stream_ends_with_the_server_once_what_is_under_way_is_answered() {
    let mut harness = Harness::start().await;
    let (batch, asked) = mpsc::channel(4);
    let record = |spec: SummarySpec| BatchSummarizeRequest {
        request: Some(SummarizeRequest { spec: Some(spec), ..endless() }),
        ..BatchSummarizeRequest::default()
    };
    let mut answers =
        harness.summaries.batch_summarize(ReceiverStream::new(asked)).await.unwrap().into_inner();
    batch.send(record(by("lead"))).await.unwrap();
    answers.message().await.unwrap().unwrap();
    let (clusters, asked) = mpsc::channel(4);
    let mut places =
        harness.documents.stream_cluster_documents(ReceiverStream::new(asked)).await.unwrap().into_inner();
    let placed = stream_cluster_documents_request::Input::Document(document(REPORT));
    let placed =
        StreamClusterDocumentsRequest { input: Some(placed), ..StreamClusterDocumentsRequest::default() };
    clusters.send(placed).await.unwrap();
    places.message().await.unwrap().unwrap();
    let mut health = HealthClient::new(harness.channel.clone());
    let mut watch = health.watch(HealthCheckRequest::default()).await.unwrap().into_inner();
    watch.message().await.unwrap().unwrap();

    let begun = Instant::now();
    let idle = async {
        assert_refused(answers.message().await, Code::Unavailable, "SHUTTING_DOWN", None);
        assert_refused(places.message().await, Code::Unavailable, "SHUTTING_DOWN", None);
    };
    tokio::join!(idle, harness.server.stop());
    assert!(begun.elapsed() < Duration::from_secs(5), "the drain isn't held up");
    drop((batch, clusters));
}

#[tokio::test]
async fn a_record_under_way_is_answered_before_its_stream_ends_with_the_server() {
    let mut harness = Harness::start_with(|settings| settings.limits.deadline_ms_max = 1_000).await;
    let (batch, asked) = mpsc::channel(4);
    let mut answers =
        harness.summaries.batch_summarize(ReceiverStream::new(asked)).await.unwrap().into_inner();
    let record = |spec: SummarySpec| BatchSummarizeRequest {
        request: Some(SummarizeRequest { spec: Some(spec), ..endless() }),
        ..BatchSummarizeRequest::default()
    };
    batch.send(record(by("endless"))).await.unwrap();
    // The first was read when the second is answered.
    batch.send(record(by("lead"))).await.unwrap();
    assert_eq!(answers.message().await.unwrap().unwrap().index, 1);
    let under_way = async {
        let answer = answers.message().await.unwrap().unwrap();
        assert_eq!(answer.index, 0);
        assert_refused(answers.message().await, Code::Unavailable, "SHUTTING_DOWN", None);
    };
    tokio::join!(under_way, harness.server.stop());
}

#[tokio::test]
async fn a_connection_that_says_too_little_is_closed() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let harness = Harness::start_with(|settings| settings.http.preface_ms_max = 100).await;
    for said in [&b""[..], b"PRI * HTTP"] {
        let mut stream = tokio::net::TcpStream::connect(harness.server.address()).await.unwrap();
        stream.write_all(said).await.unwrap();
        assert_eq!(stream.read(&mut [0; 1]).await.unwrap(), 0, "closed by the server");
    }
}
