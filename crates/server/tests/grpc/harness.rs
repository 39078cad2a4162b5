//! The server that the tests ask.

use std::{
    fs,
    future::Future,
    path::{Path, PathBuf},
    pin::Pin,
    task::{Context, Poll},
};

use hyper::client::conn::http2::SendRequest;
use hyper_util::rt::{TokioExecutor, TokioIo};

use synoptic_api::v1::{
    CreateCollectionRequest, CreateDocumentRequest, Document, Input, SummarizeRequest, Summary, SummarySpec,
    document_service_client::DocumentServiceClient, input,
    summarizer_service_client::SummarizerServiceClient, summary_service_client::SummaryServiceClient,
    summary_spec::Length,
};
use synoptic_server::{Admin, Plugins, Server, Settings};
use synoptic_testing::{PluginFolder, built_example, bundled_plugins, profile_folder};
use tempfile::TempDir;
use tonic::{Code, Status, body::Body, transport::Channel};
use tonic_types::StatusExt as _;

/// A server, and clients of it.
pub(crate) struct Harness {
    pub(crate) server: Server,
    pub(crate) documents: DocumentServiceClient<Channel>,
    pub(crate) summaries: SummaryServiceClient<Channel>,
    pub(crate) summarizers: SummarizerServiceClient<Channel>,
    pub(crate) channel: Channel,
    /// Where its packages are.
    pub(crate) plugins: PluginFolder,
    /// Where it keeps what it keeps.
    pub(crate) data: TempDir,
}

impl Harness {
    /// A server with the bundled plugins and those that misbehave.
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// A server with changed settings.
    pub(crate) async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        let profile = profile_folder().unwrap();
        let plugins = bundled_plugins(&profile).unwrap();
        plugins.add(&[built_example(&profile, "faulty").unwrap()], true).unwrap();
        let data = tempfile::tempdir().unwrap();
        let mut settings = settings(&plugins, data.path());
        change(&mut settings);
        let server = Server::start(settings).await.unwrap();
        let url = format!("http://{}", server.address());
        let channel = Channel::from_shared(url).unwrap().connect().await.unwrap();
        Self {
            server,
            documents: DocumentServiceClient::new(channel.clone()),
            summaries: SummaryServiceClient::new(channel.clone()),
            summarizers: SummarizerServiceClient::new(channel.clone()),
            channel,
            plugins,
            data,
        }
    }

    /// A connection without timers of its own: tonic's channel answers in the server's place when a deadline passes.
    pub(crate) async fn bare_connection(&self) -> BareConnection {
        let stream = tokio::net::TcpStream::connect(self.server.address()).await.unwrap();
        let handshake = hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream));
        let (sender, connection) = handshake.await.unwrap();
        tokio::spawn(connection);
        BareConnection { sender, origin: format!("http://{}", self.server.address()) }
    }

    pub(crate) async fn create_collection(&mut self, id: &str) {
        let request = CreateCollectionRequest { collection: None, collection_id: id.to_owned() };
        self.documents.create_collection(request).await.unwrap();
    }

    pub(crate) async fn create(
        &mut self,
        collection: &str,
        id: &str,
        text: &str,
    ) -> Result<Document, Status> {
        let request = CreateDocumentRequest {
            parent: format!("collections/{collection}"),
            document: Some(document(text)),
            document_id: id.to_owned(),
            ..CreateDocumentRequest::default()
        };
        Ok(self.documents.create_document(request).await?.into_inner())
    }

    pub(crate) async fn summarize(&mut self, texts: &[&str], spec: SummarySpec) -> Result<Summary, Status> {
        let inputs = texts.iter().map(|text| inline(document(text))).collect();
        let request = SummarizeRequest { inputs, spec: Some(spec), ..SummarizeRequest::default() };
        Ok(self.summaries.summarize(request).await?.into_inner().summary.unwrap())
    }
}

/// Settings for a server on free ports, whose workers are the `synoptic` of this build.
pub(crate) fn settings(plugins: &PluginFolder, data: &Path) -> Settings {
    Settings {
        listen: ([127, 0, 0, 1], 0).into(),
        admin: Admin { listen: ([127, 0, 0, 1], 0).into(), ..Admin::default() },
        data: data.into(),
        plugins: Plugins {
            folder: plugins.path(),
            allow_list: Some(plugins.allow_list()),
            worker_program: Some(profile_folder().unwrap().join("synoptic")),
            ..Plugins::default()
        },
        ..Settings::default()
    }
}

/// An HTTP/2 connection that sends what it is given.
#[derive(Clone)]
pub(crate) struct BareConnection {
    sender: SendRequest<Body>,
    origin: String,
}

impl tower_service::Service<http::Request<Body>> for BareConnection {
    type Response = http::Response<hyper::body::Incoming>;
    type Error = hyper::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, hyper::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), hyper::Error>> {
        self.sender.poll_ready(context)
    }

    fn call(&mut self, mut request: http::Request<Body>) -> Self::Future {
        *request.uri_mut() = format!("{}{}", self.origin, request.uri().path()).parse().unwrap();
        Box::pin(self.sender.send_request(request))
    }
}

pub(crate) fn document(text: &str) -> Document {
    Document { text: text.to_owned(), ..Document::default() }
}

pub(crate) fn inline(document: Document) -> Input {
    Input { input: Some(input::Input::Document(document)) }
}

pub(crate) fn named(name: &str) -> Input {
    Input { input: Some(input::Input::Name(name.to_owned())) }
}

pub(crate) fn sentences(count: i32) -> SummarySpec {
    SummarySpec { length: Some(Length::Sentences(count)), ..SummarySpec::default() }
}

pub(crate) fn by(summarizer: &str) -> SummarySpec {
    SummarySpec { summarizer: summarizer.to_owned(), ..sentences(2) }
}

/// A report of several sentences.
pub(crate) const REPORT: &str = "Ferry runs aground off Tarran\n\
    A ferry with 143 passengers ran aground off the island of Tarran on Monday evening. \
    The coast guard took everyone off within three hours, it said. \
    \"We heard a bang. Then the lights went out,\" said Anna Lindqvist, a passenger. \
    The captain had reported a fault in the steering gear at 5:20 p.m. \
    Divers will look at the hull on Tuesday. \
    The operator has cancelled all crossings until further notice.\n\
    Read the original article on Harbor Dispatch\n";

/// Checks a refusal: its code, its reason, and the field that it names.
#[track_caller]
pub(crate) fn assert_refused<T: std::fmt::Debug>(
    result: Result<T, Status>,
    code: Code,
    reason: &str,
    field: Option<&str>,
) {
    let status = result.unwrap_err();
    let details = status.get_error_details();
    let info = details.error_info().unwrap_or_else(|| panic!("no ErrorInfo in {status:?}"));
    assert_eq!(
        (status.code(), info.reason.as_str(), info.domain.as_str()),
        (code, reason, "synoptic"),
        "{status:?}"
    );
    let named = details
        .bad_request()
        .and_then(|bad| bad.field_violations.first())
        .map(|violation| violation.field.as_str());
    assert_eq!(named, field, "{status:?}");
}

/// The articles outside the repository that the service was first made for, where they are.
pub(crate) fn shared_articles() -> Option<Vec<String>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let articles: Vec<String> = paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    (articles.len() >= 2).then_some(articles)
}
