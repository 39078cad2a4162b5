//! `SummaryService`.

use std::sync::Arc;

use futures_util::StreamExt as _;
use prost::Message as _;
use synoptic_api::v1::{
    BatchSummarizeRequest, BatchSummarizeResponse, CompareSourcesRequest, CompareSourcesResponse,
    EvaluateSummaryRequest, EvaluateSummaryResponse, Input, RequestStatus, StreamSummarizeRequest,
    StreamSummarizeResponse, SummarizeRequest, SummarizeResponse, Summary, SummaryKind, SummarySpec,
    batch_summarize_response, stream_summarize_response, summary_service_server::SummaryService,
    summary_spec,
};
use tokio::sync::mpsc;
use tokio_stream::wrappers::UnboundedReceiverStream;
use tonic::{Extensions, Request, Response, Status, Streaming, async_trait};
use tracing::Instrument as _;

use super::{
    Inputs,
    streams::{Messages, until_stopping},
    terms, terms_within,
};
use crate::{
    ending::Phases,
    error::{Error, Fault},
    from_proto::{Spec, candidate, priority, short, spec},
    lanes::{Priority, Terms},
    summarize::{Engine, Gathered, Listener, Step},
    to_proto,
};

#[derive(Clone)]
pub(crate) struct Summaries {
    pub(crate) engine: Arc<Engine>,
    pub(crate) inputs: Inputs,
    pub(crate) phases: Phases,
}

/// How many requests of a stream are worked on at a time: enough for all threads of a lane, while a few are read and answered.
const STREAM_IN_FLIGHT_MAX: usize = 32;

/// The most claims of a comparison: as many as any summary may hold.
const CLAIMS_MAX: i32 = 10_000;

/// The longest tag of a request of a stream, in bytes.
const TAG_BYTES_MAX: usize = 200;

#[async_trait]
impl SummaryService for Summaries {
    async fn compare_sources(
        &self,
        request: Request<CompareSourcesRequest>,
    ) -> Result<Response<CompareSourcesResponse>, Status> {
        let terms = terms(request.extensions(), &self.engine.limits, Priority::Interactive);
        let request = request.into_inner();
        let spec = spec(Some(SummarySpec {
            summarizer: request.summarizer,
            kind: SummaryKind::Comparison.into(),
            length: Some(summary_spec::Length::Sentences(CLAIMS_MAX)),
            offset_units: request.offset_units,
            language: request.language,
            params: request.params,
            ..SummarySpec::default()
        }));
        // Its fields stand in the request itself, and the kind is beyond doubt.
        let at_home = |error: Error| error.moved("spec.kind", "summarizer").moved("spec.", "");
        let spec = spec.map_err(at_home)?;
        let gathered = self.gather(request.inputs, &spec, terms).await?;
        let count = gathered.sources.len();
        if count < 2 {
            let rule = "two documents at least";
            return Err(Fault::OutOfRange { found: count.to_string(), rule }.of("inputs").into());
        }
        let summary = self.engine.summarize(gathered, spec, terms, None).await.map_err(at_home)?;
        Ok(Response::new(to_proto::comparison(summary)))
    }

    async fn evaluate_summary(
        &self,
        request: Request<EvaluateSummaryRequest>,
    ) -> Result<Response<EvaluateSummaryResponse>, Status> {
        let terms = terms(request.extensions(), &self.engine.limits, Priority::Interactive);
        let request = request.into_inner();
        let candidate = candidate(&request.summary, request.references, &request.language)?;
        let sources = self.inputs.fetch(request.inputs, terms).await?;
        let engine = Arc::clone(&self.engine);
        let work = move || Ok(engine.evaluate(sources, &candidate));
        Ok(Response::new(self.engine.compute(terms, work).await?))
    }

    async fn summarize(
        &self,
        request: Request<SummarizeRequest>,
    ) -> Result<Response<SummarizeResponse>, Status> {
        let priority = priority(request.get_ref().priority, "priority")?;
        let terms = terms(request.extensions(), &self.engine.limits, priority);
        let request = request.into_inner();
        let spec = spec(request.spec)?;
        let gathered = self.gather(request.inputs, &spec, terms).await?;
        let summary = self.engine.summarize(gathered, spec, terms, None).await?;
        Ok(Response::new(SummarizeResponse { summary: Some(summary) }))
    }

    type StreamSummarizeStream = Messages<StreamSummarizeResponse>;

    async fn stream_summarize(
        &self,
        request: Request<StreamSummarizeRequest>,
    ) -> Result<Response<Self::StreamSummarizeStream>, Status> {
        use stream_summarize_response::Event;

        let priority = priority(request.get_ref().priority, "priority")?;
        let terms = terms(request.extensions(), &self.engine.limits, priority);
        let request = request.into_inner();
        let spec = spec(request.spec)?;
        let gathered = self.gather(request.inputs, &spec, terms).await?;
        let engine = Arc::clone(&self.engine);
        // A summary holds each sentence of its sources once at most, and these have a limit.
        let (steps, answer) = mpsc::unbounded_channel();
        let sent = steps.clone();
        let listener: Listener = Box::new(move |step| {
            let event = match step {
                Step::Segment(segment) => Event::Segment(*segment),
                Step::Progress(fraction) => {
                    Event::Progress(synoptic_api::v1::Progress { fraction: fraction.into() })
                }
            };
            // The client may have gone; the task below notices.
            let _ = sent.send(Ok(StreamSummarizeResponse { event: Some(event) }));
        });
        let task = async move {
            let last = tokio::select! {
                result = engine.summarize(gathered, spec, terms, Some(listener)) => result,
                () = steps.closed() => return,
            };
            let last = last.map(|summary| StreamSummarizeResponse { event: Some(Event::Summary(summary)) });
            let _ = steps.send(last.map_err(Status::from));
        };
        tokio::spawn(task.in_current_span());
        Ok(Response::new(Box::pin(UnboundedReceiverStream::new(answer))))
    }

    type BatchSummarizeStream = Messages<BatchSummarizeResponse>;

    async fn batch_summarize(
        &self,
        request: Request<Streaming<BatchSummarizeRequest>>,
    ) -> Result<Response<Self::BatchSummarizeStream>, Status> {
        let (_, extensions, requests) = request.into_parts();
        let (service, extensions) = (self.clone(), Arc::new(extensions));
        let answer = |requests: Messages<BatchSummarizeRequest>| -> Messages<_> {
            let answers = requests.enumerate().map(move |(index, request)| {
                let (service, extensions) = (service.clone(), Arc::clone(&extensions));
                // Bytes that are no message end the stream: nobody knows where the next message begins.
                async move { Ok(service.answer_one(index, request?, &extensions).await) }.in_current_span()
            });
            Box::pin(answers.buffer_unordered(STREAM_IN_FLIGHT_MAX))
        };
        Ok(Response::new(until_stopping(requests, self.phases.clone(), answer)))
    }
}

impl Summaries {
    /// The documents of a request, and what of them the reader has seen.
    async fn gather(&self, inputs: Vec<Input>, spec: &Spec, terms: Terms) -> Result<Gathered, Error> {
        let sources = self.inputs.fetch(inputs, terms).await?;
        self.inputs.mark_seen(sources, spec.since.as_ref()).await
    }

    /// Answers one request of a stream.
    async fn answer_one(
        &self,
        index: usize,
        request: BatchSummarizeRequest,
        extensions: &Extensions,
    ) -> BatchSummarizeResponse {
        use batch_summarize_response::Result as Answer;

        let result = match self.summarize_one(&request.tag, request.request, extensions).await {
            Ok(summary) => Answer::Summary(summary),
            Err(error) => Answer::Status(request_status(&Status::from(error))),
        };
        let index = i64::try_from(index).unwrap_or(i64::MAX);
        BatchSummarizeResponse { tag: request.tag, index, result: Some(result) }
    }

    async fn summarize_one(
        &self,
        tag: &str,
        request: Option<SummarizeRequest>,
        extensions: &Extensions,
    ) -> Result<Summary, Error> {
        short(tag, TAG_BYTES_MAX, "tag")?;
        let request = request.ok_or_else(|| Fault::Missing.of("request"))?;
        self.summarize_alone(request, extensions).await.map_err(|error| error.moved("", "request."))
    }

    async fn summarize_alone(
        &self,
        request: SummarizeRequest,
        extensions: &Extensions,
    ) -> Result<Summary, Error> {
        let priority = priority(request.priority, "priority")?;
        let terms = terms_within(extensions, &self.engine.limits, priority);
        let spec = spec(request.spec)?;
        let gathered = self.gather(request.inputs, &spec, terms).await?;
        self.engine.summarize(gathered, spec, terms, None).await
    }
}

/// A refusal as the message of a stream has it.
fn request_status(status: &Status) -> RequestStatus {
    let details = tonic_types::Status::decode(status.details()).unwrap_or_default().details;
    RequestStatus { code: status.code().into(), message: status.message().to_owned(), details }
}
