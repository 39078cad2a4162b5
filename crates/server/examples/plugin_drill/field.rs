//! A server, libraries that misbehave, callers who want nothing but their summaries, and the table of what happened.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::Context as _;
use synoptic_api::{
    admin::v1::plugin_admin_service_client::PluginAdminServiceClient,
    v1::{
        Document, Input, StreamSummarizeRequest, SummarizeRequest, Summary, SummarySpec, input,
        summary_service_client::SummaryServiceClient,
    },
};
use synoptic_testing::{
    PluginFolder, ServerProcess, built_example, bundled_plugins, compile_c, profile_folder,
};
use tempfile::TempDir;
use tonic::{Request, Status, transport::Channel};
use tonic_types::StatusExt as _;

/// What all callers ask about.
const REPORT: &str = "A ferry with 143 passengers ran aground off Tarran on Monday. Nobody was hurt, the coast guard said. \
    Divers will look at the hull on Tuesday. All crossings are cancelled.";

/// A server and what surrounds it.
pub(crate) struct Field {
    pub(crate) server: ServerProcess,
    pub(crate) plugins: PluginFolder,
    pub(crate) scratch: TempDir,
    pub(crate) summaries: SummaryServiceClient<Channel>,
    pub(crate) admin: PluginAdminServiceClient<Channel>,
}

/// One fault, and what became of it.
pub(crate) struct Row {
    pub(crate) id: &'static str,
    pub(crate) fault: String,
    pub(crate) mode: &'static str,
    pub(crate) expected: String,
    pub(crate) observed: String,
    pub(crate) answered: Option<Duration>,
    pub(crate) recovered: Option<Duration>,
    pub(crate) others_failed: u64,
    pub(crate) holds: bool,
}

impl Row {
    pub(crate) fn header() -> String {
        format!(
            "{:<3} {:<34} {:<10} {:<46} {:<52} {:>9} {:>9} {:>6}  holds",
            "", "fault", "mode", "expected", "observed", "answer", "recovery", "others"
        )
    }
}

impl fmt::Display for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time =
            |time: Option<Duration>| time.map_or(String::new(), |time| format!("{} ms", time.as_millis()));
        write!(
            formatter,
            "{:<3} {:<34} {:<10} {:<46} {:<52} {:>9} {:>9} {:>6}  {}",
            self.id,
            self.fault,
            self.mode,
            self.expected,
            self.observed,
            time(self.answered),
            time(self.recovered),
            self.others_failed,
            if self.holds { "yes" } else { "NO" }
        )
    }
}

impl Field {
    pub(crate) async fn set_up(program: PathBuf) -> anyhow::Result<Self> {
        let profile = program.parent().context("the program is in a folder")?.to_owned();
        let (plugins, scratch) = (bundled_plugins(&profile)?, tempfile::tempdir()?);
        plugins.add(&[built_example(&profile_folder()?, "faulty")?], true)?;
        let crash = compile(scratch.path(), "crash", &[])?;
        plugins.add(&[crash], false)?;
        let settings = [("SYNOPTIC_PLUGINS__IN_PROCESS_MAX", "64"), ("SYNOPTIC_LOG__FILTER", "off")];
        let server = ServerProcess::start_with(&program, &scratch.path().join("data"), &plugins, &settings)?;
        let summaries = SummaryServiceClient::new(connect(server.url()).await?);
        let admin = PluginAdminServiceClient::new(connect(server.admin_url()).await?);
        Ok(Self { server, plugins, scratch, summaries, admin })
    }

    /// Asks a summarizer, with a deadline.
    pub(crate) async fn ask(&self, summarizer: &str, time: Duration) -> Result<Summary, Status> {
        ask(self.summaries.clone(), spec(summarizer), time).await
    }

    /// Asks a summarizer with parameters.
    pub(crate) async fn ask_with(
        &self,
        summarizer: &str,
        params: serde_json::Value,
    ) -> Result<Summary, Status> {
        let params = params.as_object().map(synoptic_api::json::to_struct);
        ask(self.summaries.clone(), SummarySpec { params, ..spec(summarizer) }, Duration::from_secs(30)).await
    }

    /// Asks until there is an answer; returns how long that took.
    pub(crate) async fn recovery(&self, summarizer: &str) -> Duration {
        let begun = Instant::now();
        while self.ask(summarizer, Duration::from_secs(5)).await.is_err() {
            if begun.elapsed() > Duration::from_secs(60) {
                break;
            }
            tokio::task::yield_now().await;
        }
        begun.elapsed()
    }

    /// How much memory the server has resident, in bytes; with its workers where asked.
    pub(crate) fn memory(&self, with_workers: bool) -> u64 {
        let own = self.server.id();
        let workers = children(own).into_iter().filter(|_| with_workers);
        std::iter::once(own).chain(workers).map(resident).sum()
    }

    /// How many workers the server has.
    pub(crate) fn workers(&self) -> usize {
        children(self.server.id()).len()
    }

    /// Others, who ask `lead` all the time.
    pub(crate) async fn others(&self, count: usize) -> anyhow::Result<Others> {
        Others::start(&connect(self.server.url()).await?, "lead", count)
    }
}

/// Compiles one of the C sources that misbehave.
pub(crate) fn compile(folder: &Path, name: &str, options: &[&str]) -> anyhow::Result<PathBuf> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../plugin-host/tests/faulty");
    let library = folder.join(format!("{name}.so"));
    compile_c(&sources.join(format!("{name}.c")), options, &library)?;
    Ok(library)
}

pub(crate) async fn connect(url: &str) -> anyhow::Result<Channel> {
    Ok(Channel::from_shared(url.to_owned())?.tcp_nodelay(true).connect().await?)
}

pub(crate) fn spec(summarizer: &str) -> SummarySpec {
    SummarySpec { summarizer: summarizer.to_owned(), ..SummarySpec::default() }
}

pub(crate) async fn ask(
    mut summaries: SummaryServiceClient<Channel>,
    spec: SummarySpec,
    time: Duration,
) -> Result<Summary, Status> {
    let document = Document { text: REPORT.to_owned(), ..Document::default() };
    let inputs = vec![Input { input: Some(input::Input::Document(document)) }];
    let mut request =
        Request::new(SummarizeRequest { inputs, spec: Some(spec), ..SummarizeRequest::default() });
    request
        .metadata_mut()
        .insert("grpc-timeout", format!("{}m", time.as_millis()).parse().expect("a number"));
    Ok(summaries.summarize(request).await?.into_inner().summary.unwrap_or_default())
}

/// Asks for a stream, and waits for its end: a client's own timer, which runs until the headers are there, doesn't answer in the
/// server's place.
pub(crate) async fn ask_streaming(
    mut summaries: SummaryServiceClient<Channel>,
    summarizer: &'static str,
    time: Duration,
) -> Result<(), Status> {
    let document = Document { text: REPORT.to_owned(), ..Document::default() };
    let inputs = vec![Input { input: Some(input::Input::Document(document)) }];
    let request =
        StreamSummarizeRequest { inputs, spec: Some(spec(summarizer)), ..StreamSummarizeRequest::default() };
    let mut request = Request::new(request);
    request
        .metadata_mut()
        .insert("grpc-timeout", format!("{}m", time.as_millis()).parse().expect("a number"));
    let mut stream = summaries.stream_summarize(request).await?.into_inner();
    while stream.message().await?.is_some() {}
    Ok(())
}

/// The code and the reason of an answer, in words.
pub(crate) fn outcome<T>(result: &Result<T, Status>) -> String {
    match result {
        Ok(_) => "OK".to_owned(),
        Err(status) => {
            let details = status.get_error_details();
            let reason = details.error_info().map_or(String::new(), |info| format!(" {}", info.reason));
            format!("{:?}{reason}", status.code())
        }
    }
}

fn children(of: u32) -> Vec<u32> {
    let Ok(entries) = std::fs::read_dir(format!("/proc/{of}/task")) else { return Vec::new() };
    let lists = entries.filter_map(|entry| std::fs::read_to_string(entry.ok()?.path().join("children")).ok());
    lists
        .flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<u32>>())
        .collect()
}

fn resident(id: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// Callers who ask a summarizer again and again.
pub(crate) struct Others {
    end: Arc<AtomicBool>,
    failed: Arc<AtomicU64>,
    pub(crate) answered: Arc<AtomicU64>,
    times: Arc<Mutex<Vec<Duration>>>,
    callers: tokio::task::JoinSet<()>,
    first_failure: Arc<Mutex<String>>,
}

impl Others {
    pub(crate) fn start(channel: &Channel, summarizer: &str, count: usize) -> anyhow::Result<Self> {
        let mut others = Self {
            end: Arc::default(),
            failed: Arc::default(),
            answered: Arc::default(),
            times: Arc::default(),
            callers: tokio::task::JoinSet::new(),
            first_failure: Arc::default(),
        };
        for _ in 0..count {
            let summaries = SummaryServiceClient::new(channel.clone());
            let (end, failed, answered) =
                (Arc::clone(&others.end), Arc::clone(&others.failed), Arc::clone(&others.answered));
            let (times, first) = (Arc::clone(&others.times), Arc::clone(&others.first_failure));
            let spec = spec(summarizer);
            others.callers.spawn(async move {
                while !end.load(Ordering::Relaxed) {
                    let begun = Instant::now();
                    match ask(summaries.clone(), spec.clone(), Duration::from_secs(30)).await {
                        Ok(_) => {
                            answered.fetch_add(1, Ordering::Relaxed);
                            times.lock().expect("no panic").push(begun.elapsed());
                        }
                        Err(status) => {
                            failed.fetch_add(1, Ordering::Relaxed);
                            let mut first = first.lock().expect("no panic");
                            if first.is_empty() {
                                *first = status.message().to_owned();
                            }
                        }
                    }
                }
            });
        }
        Ok(others)
    }

    /// The time that 99 of 100 calls took at most since the last time this was asked.
    pub(crate) fn p99(&self) -> Duration {
        let mut times = std::mem::take(&mut *self.times.lock().expect("no panic"));
        times.sort_unstable();
        times.get(times.len() * 99 / 100).copied().unwrap_or_default()
    }

    /// Ends them; returns how many calls failed, and what the first one said.
    pub(crate) async fn end(mut self) -> (u64, String) {
        self.end.store(true, Ordering::Relaxed);
        while self.callers.join_next().await.is_some() {}
        let first = self.first_failure.lock().expect("no panic").clone();
        (self.failed.load(Ordering::Relaxed), first)
    }
}
