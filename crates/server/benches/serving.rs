//! A Summarize call against a bare tonic echo of the same bytes: same client, same cores, same run.

use std::{
    convert::Infallible,
    env, fs,
    future::Future,
    path::{Path, PathBuf},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::{Duration, Instant},
};

use synoptic_api::v1::{Document, Input, SummarizeRequest, SummarizeResponse, input};
use synoptic_server::{Admin, Plugins, Server, Settings};
use tonic::{
    Request, Response, Status,
    body::Body,
    server::{Grpc, NamedService, UnaryService},
    transport::Channel,
};
use tonic_prost::ProstCodec;

/// The allocator of the `synoptic` binary; echo and server have the same one here.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How long each load is kept up, after a warm-up of a quarter of it.
const MEASURED_FOR: Duration = Duration::from_secs(4);

/// Answers with what it was sent.
#[derive(Clone)]
struct Echo;

impl NamedService for Echo {
    const NAME: &'static str = "bench.Echo";
}

impl UnaryService<SummarizeRequest> for Echo {
    type Response = SummarizeRequest;
    type Future = std::future::Ready<Result<Response<SummarizeRequest>, Status>>;

    fn call(&mut self, request: Request<SummarizeRequest>) -> Self::Future {
        std::future::ready(Ok(Response::new(request.into_inner())))
    }
}

impl tower_service::Service<http::Request<Body>> for Echo {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        Box::pin(async move { Ok(Grpc::new(ProstCodec::default()).unary(Self, request).await) })
    }
}

/// What is called.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Echo,
    /// A text that the server hasn't seen.
    SummarizeNew,
    /// The same text each time: its analysis is kept.
    SummarizeKnown,
}

/// Calls of one load.
struct Load {
    per_second: f64,
    p50: Duration,
    p99: Duration,
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(run());
}

async fn run() {
    let article = article();
    println!(
        "calls with an article of {} words ({} bytes), newswire, 3 sentences",
        article.split_whitespace().count(),
        article.len()
    );
    let echo = start_echo().await;
    let (server, _data) = start_server(true).await;
    let synoptic = connect(&format!("http://{}", server.address())).await;
    let (isolated, _data) = start_server(false).await;
    let workers = connect(&format!("http://{}", isolated.address())).await;
    for in_flight in [1, 64] {
        println!("  {in_flight} in flight     calls/s   of echo       p50        p99");
        let mut base = 0.0;
        for (name, target, channel) in [
            ("echo", Target::Echo, &echo),
            ("new article", Target::SummarizeNew, &synoptic),
            ("  in a worker", Target::SummarizeNew, &workers),
            ("known article", Target::SummarizeKnown, &synoptic),
            ("  in a worker", Target::SummarizeKnown, &workers),
        ] {
            let load = measure(channel, target, &article, in_flight).await;
            if target == Target::Echo {
                base = load.per_second;
            }
            let share = 100.0 * load.per_second / base;
            println!(
                "    {name:<14} {:>7.0}  {share:>6.1} %  {:>8.0?}  {:>9.0?}",
                load.per_second, load.p50, load.p99
            );
        }
    }
    server.stop().await;
    isolated.stop().await;
}

/// Two reports of the sample collections, of about 700 words together.
fn article() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds/tarran-ferry-grounding");
    let read = |name: &str| {
        fs::read_to_string(folder.join(name)).expect("the sample collections are in the repository")
    };
    read("01-northline-wire.txt") + &read("02-harbor-dispatch.txt")
}

async fn start_echo() -> Channel {
    let listener =
        tonic::transport::server::TcpIncoming::bind(([127, 0, 0, 1], 0).into()).expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let listener = listener.with_nodelay(Some(true));
    tokio::spawn(tonic::transport::Server::builder().add_service(Echo).serve_with_incoming(listener));
    connect(&format!("http://{address}")).await
}

/// A server whose plugins run in its process, or in workers.
async fn start_server(in_process: bool) -> (Server, tempfile::TempDir) {
    let data = tempfile::tempdir().expect("a temporary folder");
    let path = |name| PathBuf::from(env::var_os(name).expect("run by `cargo xtask bench`"));
    let settings = Settings {
        listen: ([127, 0, 0, 1], 0).into(),
        admin: Admin { enabled: false, ..Admin::default() },
        data: data.path().into(),
        plugins: Plugins {
            folder: path("SYNOPTIC_BENCH_PLUGINS"),
            allow_list: in_process.then(|| path("SYNOPTIC_BENCH_ALLOW_LIST")),
            worker_program: Some(path("SYNOPTIC_BENCH_PROGRAM")),
            ..Plugins::default()
        },
        ..Settings::default()
    };
    (Server::start(settings).await.expect("it starts"), data)
}

async fn connect(url: &str) -> Channel {
    let endpoint = Channel::from_shared(url.to_owned()).expect("a URL").tcp_nodelay(true);
    endpoint.connect().await.expect("it listens")
}

async fn measure(channel: &Channel, target: Target, article: &str, in_flight: usize) -> Load {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let begun = Instant::now();
    let (measured_from, end) = (begun + MEASURED_FOR / 4, begun + MEASURED_FOR * 5 / 4);
    let article: Arc<str> = article.into();
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..in_flight {
        let (channel, article) = (channel.clone(), Arc::clone(&article));
        callers.spawn(async move {
            let mut times = Vec::new();
            while Instant::now() < end {
                let number =
                    if target == Target::SummarizeKnown { 0 } else { NEXT.fetch_add(1, Ordering::Relaxed) };
                let text = format!("{article}\nThis is report {number:010} of the day.\n");
                let called = Instant::now();
                call(&channel, target, text).await;
                if called >= measured_from {
                    times.push(called.elapsed());
                }
            }
            times
        });
    }
    let mut times: Vec<Duration> = callers.join_all().await.concat();
    times.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "a count of calls")]
    let per_second = times.len() as f64 / MEASURED_FOR.as_secs_f64();
    Load { per_second, p50: times[times.len() / 2], p99: times[times.len() * 99 / 100] }
}

async fn call(channel: &Channel, target: Target, text: String) {
    let document = Document { text, ..Document::default() };
    let request = SummarizeRequest {
        inputs: vec![Input { input: Some(input::Input::Document(document)) }],
        ..SummarizeRequest::default()
    };
    let mut client = tonic::client::Grpc::new(channel.clone());
    client.ready().await.expect("the connection is up");
    if target == Target::Echo {
        let path = http::uri::PathAndQuery::from_static("/bench.Echo/Echo");
        let codec = ProstCodec::<SummarizeRequest, SummarizeRequest>::default();
        client.unary(Request::new(request), path, codec).await.expect("it answers");
    } else {
        let path = http::uri::PathAndQuery::from_static("/synoptic.v1.SummaryService/Summarize");
        let codec = ProstCodec::<SummarizeRequest, SummarizeResponse>::default();
        let answer = client.unary(Request::new(request), path, codec).await.expect("it answers").into_inner();
        assert_eq!(answer.summary.expect("a summary").segments.len(), 3);
    }
}
