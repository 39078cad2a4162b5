//! Bytes to requests, and what an answer promises whatever was asked.
//!
//! Most bytes make a request that is sound in form: choices first, then documents. Others are taken for a message as they are. The
//! bundled plugins run in the process of the fuzzer, as SYNOPTIC_FUZZ_PLUGINS and SYNOPTIC_FUZZ_ALLOW_LIST say.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use prost::Message as _;
use synoptic_api::v1::{
    Document, DocumentFormat, Input, OffsetUnit, Since, SummarizeRequest, Summary, SummaryKind, SummarySpec,
    input::Input as Kind, since::Seen, summary_service_client::SummaryServiceClient, summary_spec::Length,
};
use synoptic_server::{Admin, Plugins, Server, Settings};
use tokio::runtime::Runtime;
use tonic::{Code, Status, transport::Channel};

/// A server and its client, started once.
struct Running {
    runtime: Runtime,
    client: SummaryServiceClient<Channel>,
    _server: Server,
    _data: tempfile::TempDir,
}

fn running() -> &'static Running {
    static RUNNING: OnceLock<Running> = OnceLock::new();
    RUNNING.get_or_init(|| {
        let runtime = Runtime::new().expect("a runtime");
        let data = tempfile::tempdir().expect("a temporary folder");
        let path = |name| PathBuf::from(env::var_os(name).expect("run by `cargo xtask fuzz`"));
        let settings = Settings {
            listen: ([127, 0, 0, 1], 0).into(),
            admin: Admin { enabled: false, ..Admin::default() },
            data: data.path().into(),
            plugins: Plugins {
                folder: path("SYNOPTIC_FUZZ_PLUGINS"),
                allow_list: Some(path("SYNOPTIC_FUZZ_ALLOW_LIST")),
                ..Plugins::default()
            },
            ..Settings::default()
        };
        let server = runtime.block_on(Server::start(settings)).expect("it starts");
        let url = format!("http://{}", server.address());
        let client = runtime.block_on(SummaryServiceClient::connect(url)).expect("it listens");
        Running { runtime, client, _server: server, _data: data }
    })
}

/// Sends the request that the bytes stand for, and checks the answer.
pub fn summarize(data: &[u8]) {
    let Some(request) = request(data) else { return };
    let running = running();
    let mut client = running.client.clone();
    let answer = running.runtime.block_on(client.summarize(request.clone()));
    match answer {
        Ok(answer) => check(&request, &answer.into_inner().summary.expect("an answer has a summary")),
        Err(status) => check_refusal(&status),
    }
}

/// A refusal is the caller's fault, and says so.
fn check_refusal(status: &Status) {
    let theirs = [
        Code::InvalidArgument,
        Code::NotFound,
        Code::FailedPrecondition,
        Code::ResourceExhausted,
        Code::Unimplemented,
    ];
    assert!(theirs.contains(&status.code()), "{status:?}");
    assert!(!status.message().is_empty());
}

/// Each segment lies where it says, in a text that was sent.
fn check(request: &SummarizeRequest, summary: &Summary) {
    let documents: Vec<&Document> = request
        .inputs
        .iter()
        .filter_map(|input| match &input.input {
            Some(Kind::Document(document)) => Some(document),
            _ => None,
        })
        .collect();
    for segment in &summary.segments {
        assert!(!segment.text.trim().is_empty());
        for span in &segment.spans {
            let index = usize::try_from(span.document_index).expect("an index isn't negative");
            let document = documents.get(index).expect("a span lies in a document that was sent");
            let bytes = span.bytes.as_ref().expect("a span has bytes");
            assert!(bytes.start < bytes.end);
            let is_plain = matches!(document.format(), DocumentFormat::Unspecified | DocumentFormat::Plain);
            if is_plain {
                let range = usize::try_from(bytes.start).unwrap()..usize::try_from(bytes.end).unwrap();
                let piece = document.text.get(range).expect("a span lies on the borders of characters");
                if segment.spans.len() == 1 && summary.kind() == SummaryKind::Extractive {
                    assert_eq!(piece, segment.text);
                }
            }
        }
    }
}

/// Reads choices from the front of bytes.
struct Choices<'a>(&'a [u8]);

impl Choices<'_> {
    /// 0 once there are none left.
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn of<T: Copy>(&mut self, values: &[T]) -> T {
        values[usize::from(self.byte()) % values.len()]
    }

    fn number(&mut self) -> i32 {
        i32::from(self.byte()) - 3
    }

    /// Up to the next zero.
    fn text(&mut self) -> String {
        let end = self.0.iter().position(|byte| *byte == 0);
        let (text, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest.get(1..).unwrap_or_default();
        String::from_utf8_lossy(text).into_owned()
    }
}

/// The first byte of a message that is taken as it is.
const RAW: u8 = 0xff;

fn request(data: &[u8]) -> Option<SummarizeRequest> {
    if let Some((&RAW, message)) = data.split_first() {
        return SummarizeRequest::decode(message).ok();
    }
    let mut choices = Choices(data);
    let summarizers = [
        "",
        "newswire",
        "lead",
        "textrank",
        "lexrank",
        "lsa",
        "luhn",
        "edmundson",
        "kl-sum",
        "sumbasic",
        "reduction",
        "random",
        "pacsum",
        "centroid",
        "submodular",
        "quotes",
        "timeline",
        "comparison",
        "nobody",
    ];
    let kind = i32::from(choices.byte() % 9);
    let length = match choices.byte() % 6 {
        0 => None,
        1 => Some(Length::Sentences(choices.number())),
        2 => Some(Length::Words(choices.number())),
        3 => Some(Length::Characters(choices.number() * 10)),
        4 => Some(Length::Ratio(f64::from(choices.number()) / 100.0)),
        _ => Some(Length::Sentences(10_000)),
    };
    let summarizer = choices.of(&summarizers).to_owned();
    let order = i32::from(choices.byte() % 4);
    let quality = i32::from(choices.byte() % 4);
    let redundancy_max = f64::from(choices.byte()) / 200.0;
    let language = choices.of(&["", "en", "de", "fr", "ru", "ar", "hi", "zh", "ja", "tlh"]).to_owned();
    let has = choices.byte();
    let focus = if has & 1 == 0 { String::new() } else { choices.text() };
    let since = (has & 2 != 0).then(|| Since { seen: Some(Seen::Summary(choices.text())) });
    let units =
        if has & 4 == 0 { Vec::new() } else { vec![OffsetUnit::CodePoints.into(), OffsetUnit::Utf16.into()] };
    let mut inputs = Vec::new();
    while !choices.0.is_empty() {
        let form = choices.byte();
        let title = if form & 4 == 0 { String::new() } else { choices.text() };
        let document =
            Document { format: i32::from(form & 3), title, text: choices.text(), ..Document::default() };
        inputs.push(Input { input: Some(Kind::Document(document)) });
    }
    let spec = SummarySpec {
        summarizer,
        kind,
        length,
        focus,
        since,
        order,
        language,
        quality,
        redundancy_max,
        offset_units: units,
        ..SummarySpec::default()
    };
    Some(SummarizeRequest { inputs, spec: Some(spec), ..SummarizeRequest::default() })
}

/// How much of a sample document is a seed, in bytes.
const SEED_BYTES: usize = 1500;

/// What a folder holds, by name; nothing where it is none.
fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Writes what the fuzzer begins with into the folders of the corpus that it was started with: the beginnings of two reports of each
/// sample collection, once for each kind of summary.
pub fn write_seeds() {
    let corpus: Vec<String> = env::args().skip(1).filter(|argument| Path::new(argument).is_dir()).collect();
    let collections = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../seeds");
    let mut seeds = Vec::new();
    for collection in sorted(&collections) {
        let texts = sorted(&collection)
            .into_iter()
            .filter(|file| file.extension().is_some_and(|ending| ending == "txt"));
        let texts: Vec<String> = texts.filter_map(|file| fs::read_to_string(file).ok()).take(2).collect();
        for kind in 1..7 {
            // Kind, length of the kind's own, default summarizer, and nothing else.
            let mut seed = vec![kind, 0, 0, 0, 0, 0, 0, 0];
            for text in &texts {
                seed.push(1);
                seed.extend_from_slice(text[..text.floor_char_boundary(SEED_BYTES)].as_bytes());
                seed.push(0);
            }
            seeds.push(seed);
        }
    }
    for folder in corpus {
        for (number, seed) in seeds.iter().enumerate() {
            let path = Path::new(&folder).join(format!("seed-{number}"));
            fs::write(&path, seed).expect("the corpus can be written to");
        }
    }
}
