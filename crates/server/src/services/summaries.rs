//! `SummaryService`.

use std::{pin::Pin, sync::Arc};

use futures_util::StreamExt as _;
use prost::Message as _;
use synoptic_api::v1::{
    BatchSummarizeRequest, BatchSummarizeResponse, Input, RequestStatus, StreamSummarizeRequest,
    StreamSummarizeResponse, SummarizeRequest, SummarizeResponse, Summary, batch_summarize_response, input,
    stream_summarize_response, summary_service_server::SummaryService,
};
use synoptic_document_store::{DocumentStore, ListDocuments};
use tokio::sync::mpsc;
use tokio_stream::{Stream, wrappers::UnboundedReceiverStream};
use tonic::{Extensions, Request, Response, Status, Streaming, async_trait};
use tracing::Instrument as _;

use super::{terms, terms_within};
use crate::{
    error::{Error, Fault},
    from_proto::{InputName, input_name, intake_inline, priority, short, spec},
    lanes::Terms,
    summarize::{Engine, Listener, Source, Step},
};

#[derive(Clone)]
pub(crate) struct Summaries {
    pub(crate) store: Arc<dyn DocumentStore>,
    pub(crate) engine: Arc<Engine>,
}

/// The most inputs of one request.
const INPUTS_MAX: usize = 1000;

/// How many requests of a stream are worked on at a time: enough for all threads of a lane, while a few are read and answered.
const STREAM_IN_FLIGHT_MAX: usize = 32;

/// The longest tag of a request of a stream, in bytes.
const TAG_BYTES_MAX: usize = 200;

/// How many documents of a collection are read at a time.
const DOCUMENTS_PER_PAGE: usize = 100;

#[async_trait]
impl SummaryService for Summaries {
    async fn summarize(
        &self,
        request: Request<SummarizeRequest>,
    ) -> Result<Response<SummarizeResponse>, Status> {
        let priority = priority(request.get_ref().priority, "priority")?;
        let terms = terms(request.extensions(), &self.engine.limits, priority);
        let request = request.into_inner();
        let spec = spec(request.spec)?;
        let sources = self.fetch(request.inputs, terms).await?;
        let summary = self.engine.summarize(sources, spec, terms, None).await?;
        Ok(Response::new(SummarizeResponse { summary: Some(summary) }))
    }

    type StreamSummarizeStream = Pin<Box<dyn Stream<Item = Result<StreamSummarizeResponse, Status>> + Send>>;

    async fn stream_summarize(
        &self,
        request: Request<StreamSummarizeRequest>,
    ) -> Result<Response<Self::StreamSummarizeStream>, Status> {
        use stream_summarize_response::Event;

        let priority = priority(request.get_ref().priority, "priority")?;
        let terms = terms(request.extensions(), &self.engine.limits, priority);
        let request = request.into_inner();
        let spec = spec(request.spec)?;
        let sources = self.fetch(request.inputs, terms).await?;
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
                result = engine.summarize(sources, spec, terms, Some(listener)) => result,
                () = steps.closed() => return,
            };
            let last = last.map(|summary| StreamSummarizeResponse { event: Some(Event::Summary(summary)) });
            let _ = steps.send(last.map_err(Status::from));
        };
        tokio::spawn(task.in_current_span());
        Ok(Response::new(Box::pin(UnboundedReceiverStream::new(answer))))
    }

    type BatchSummarizeStream = Pin<Box<dyn Stream<Item = Result<BatchSummarizeResponse, Status>> + Send>>;

    async fn batch_summarize(
        &self,
        request: Request<Streaming<BatchSummarizeRequest>>,
    ) -> Result<Response<Self::BatchSummarizeStream>, Status> {
        let (_, extensions, requests) = request.into_parts();
        let (service, extensions) = (self.clone(), Arc::new(extensions));
        let answers = requests.enumerate().map(move |(index, request)| {
            let (service, extensions) = (service.clone(), Arc::clone(&extensions));
            async move { Ok(service.answer_one(index, request?, &extensions).await) }.in_current_span()
        });
        // Bytes that are no message end the stream: nobody knows where the next message begins.
        Ok(Response::new(Box::pin(answers.buffer_unordered(STREAM_IN_FLIGHT_MAX))))
    }
}

impl Summaries {
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
        let priority = priority(request.priority, "request.priority")?;
        let terms = terms_within(extensions, &self.engine.limits, priority);
        let spec = spec(request.spec)?;
        let sources = self.fetch(request.inputs, terms).await?;
        self.engine.summarize(sources, spec, terms, None).await
    }

    /// The documents of a request, in its order: inline ones finished, stored ones read.
    async fn fetch(&self, inputs: Vec<Input>, terms: Terms) -> Result<Vec<Source>, Error> {
        if inputs.is_empty() {
            return Err(Fault::Missing.of("inputs"));
        }
        if inputs.len() > INPUTS_MAX {
            return Err(Fault::TooMany { found: inputs.len(), max: INPUTS_MAX }.of("inputs"));
        }
        let mut fetched = Fetched { sources: Vec::new(), bytes: 0, limits: &self.engine.limits };
        for (index, input) in inputs.into_iter().enumerate() {
            let field = format!("inputs[{index}]");
            match input.input {
                None => return Err(Fault::Missing.of(field)),
                Some(input::Input::Document(document)) => {
                    let (intake, name) =
                        intake_inline(document, index, &format!("{field}.document"), &self.engine.limits)?;
                    let draft = self.engine.finish_intake(intake, terms).await?;
                    fetched.push(Source::inline(name, draft)?)?;
                }
                Some(input::Input::Name(name)) => match input_name(&name, &format!("{field}.name"))? {
                    InputName::Document(key) => {
                        fetched.push(Source::stored(self.store.document(&key).await?)?)?;
                    }
                    InputName::Collection(id) => self.fetch_collection(&id, &field, &mut fetched).await?,
                },
            }
        }
        Ok(fetched.sources)
    }

    /// The documents of a collection, by publish time and then by name; those without a time come last.
    async fn fetch_collection(&self, id: &str, field: &str, fetched: &mut Fetched<'_>) -> Result<(), Error> {
        let first = fetched.sources.len();
        let mut after = None;
        loop {
            let list = ListDocuments {
                collection: Some(id.to_owned()),
                after,
                limit: DOCUMENTS_PER_PAGE,
                texts: true,
                bytes_max: fetched.limits.document_bytes_max,
            };
            let page = self.store.documents(list).await?;
            after = page.items.last().map(|document| document.key.clone());
            for document in page.items {
                fetched.push(Source::stored(document)?)?;
            }
            if !page.more {
                break;
            }
        }
        let found = &mut fetched.sources[first..];
        if found.is_empty() {
            return Err(Fault::Conflict("the collection holds no documents").of(format!("{field}.name")));
        }
        found.sort_by_key(|source| (source.publish_time.is_none(), source.publish_time));
        Ok(())
    }
}

/// Documents fetched so far, within the limits.
struct Fetched<'a> {
    sources: Vec<Source>,
    bytes: usize,
    limits: &'a crate::Limits,
}

impl Fetched<'_> {
    fn push(&mut self, source: Source) -> Result<(), Error> {
        self.bytes += source.text.len();
        if self.sources.len() == self.limits.documents_max {
            let found = self.sources.len() + 1;
            return Err(Fault::TooMany { found, max: self.limits.documents_max }.of("inputs"));
        }
        if self.bytes > self.limits.text_bytes_max {
            return Err(Fault::TooLong { found: self.bytes, max: self.limits.text_bytes_max }.of("inputs"));
        }
        self.sources.push(source);
        Ok(())
    }
}

/// A refusal as the message of a stream has it.
fn request_status(status: &Status) -> RequestStatus {
    let details = tonic_types::Status::decode(status.details()).unwrap_or_default().details;
    RequestStatus { code: status.code().into(), message: status.message().to_owned(), details }
}
