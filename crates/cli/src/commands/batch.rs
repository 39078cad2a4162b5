//! `synoptic batch`.

use std::{
    collections::BTreeMap,
    fs::{self, File, Metadata},
    io::{self, BufRead, BufReader, BufWriter, Write},
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use anyhow::{Context as _, bail};
use clap::Args;
use prost::Message as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use synoptic_api::v1::{
    BatchSummarizeRequest, BatchSummarizeResponse, Document, Input, Priority, RequestStatus, Segment,
    SummarizeRequest, SummarySpec, batch_summarize_response, input::Input as Kind,
};
use tokio::sync::{Semaphore, mpsc};
use tokio_stream::wrappers::ReceiverStream;
use tonic::Status;

use super::spec::SpecArguments;
use crate::{
    client,
    exit::{self, Misuse, SOME_FAILED},
    json, output,
    render::one_line,
};

/// Summarizes the records of a file, several at a time, and writes the summaries in the order of the records.
#[derive(Args)]
#[command(after_long_help = FIELDS)]
pub(crate) struct Batch {
    /// The records, JSON lines; `-` for the standard input.
    #[arg(long, value_name = "IN.jsonl")]
    input: PathBuf,
    /// Where the summaries go; `-` for the standard output.
    #[arg(long, value_name = "OUT.jsonl")]
    output: PathBuf,
    #[command(flatten)]
    spec: SpecArguments,
    /// How many records are under way at a time.
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=256))]
    in_flight: u16,
}

/// What the lines of input and output hold, for the help.
const FIELDS: &str = r#"A record is a line with an object; other fields than these are left aside:
  id         any value; the answer has it too
  documents  what to summarize together: a list of objects with
    text       the text, plain
    title      the headline; may be left out
  focus      a focus of its own, in place of --focus; may be left out

Its answer is a line with an object:
  id         that of the record; null where the record has none that can be read
  summary    the summary, one sentence a line
  segments   its sentences: a list of objects with
    text       the sentence
    score      what the summarizer thinks of it
    document   which of the record's documents it is from, counted from 0
    start      where it starts in the document's text, in bytes
    end        where it ends
  error      why there is no summary, with the line of the record; in place of "summary" and "segments""#;

#[derive(Deserialize)]
struct Record {
    id: Value,
    #[serde(default)]
    focus: Option<String>,
    documents: Vec<RecordDocument>,
}

#[derive(Deserialize)]
struct RecordDocument {
    #[serde(default)]
    title: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct Answer {
    id: Value,
    #[serde(flatten)]
    result: AnswerResult,
}

#[derive(Serialize)]
#[serde(untagged)]
enum AnswerResult {
    Summary { summary: String, segments: Vec<AnswerSegment> },
    Error { error: String },
}

#[derive(Serialize)]
struct AnswerSegment {
    text: String,
    score: f64,
    /// The document's index in the record.
    document: i32,
    /// The bytes of the document's text.
    start: i64,
    end: i64,
}

/// Of a line that isn't a record, what can be read.
#[derive(Default, Deserialize)]
struct Identified {
    id: Value,
}

/// Where a record comes from.
struct Origin {
    id: Value,
    line: usize,
}

/// What the reader of the records tells of one.
enum Read {
    /// It was sent.
    Sent(Origin),
    /// It can't be, and why.
    Malformed(Value, String),
}

impl Batch {
    pub(crate) async fn run(self, server: &str) -> anyhow::Result<ExitCode> {
        let spec = self.spec.into_spec()?;
        let lines = open(&self.input)?.split(b'\n');
        if is_same_file(&self.input, &self.output) {
            let why = "--input and --output are the same file; it would be overwritten while it is read";
            return Err(Misuse(why.to_owned()).into());
        }
        let mut client = client::summaries(server).await?;
        let mut output =
            Output { writer: create(&self.output)?, waiting: BTreeMap::new(), next: 0, failed: 0 };
        let permits = Arc::new(Semaphore::new(self.in_flight.into()));
        // However this ends, the reader doesn't wait for room that nobody makes.
        let _closing = Closing(Arc::clone(&permits));
        let (requests, asked) = mpsc::channel(1);
        let (reads, mut read) = mpsc::unbounded_channel();
        let reader = {
            let permits = Arc::clone(&permits);
            tokio::task::spawn_blocking(move || read_records(lines, &spec, &permits, &requests, &reads))
        };

        let mut answers = client.batch_summarize(ReceiverStream::new(asked)).await?.into_inner();
        let mut origins: BTreeMap<usize, Origin> = BTreeMap::new();
        let mut reading = true;
        loop {
            // What was read comes first, so that an answer finds the id of its record.
            let answer = tokio::select! {
                biased;
                read = read.recv(), if reading => match read {
                    Some((index, Read::Sent(origin))) => {
                        origins.insert(index, origin);
                        continue;
                    }
                    Some((index, Read::Malformed(id, error))) => {
                        Some((index, Answer { id, result: AnswerResult::Error { error } }))
                    }
                    None => {
                        reading = false;
                        continue;
                    }
                },
                answer = answers.message() => match answer? {
                    Some(response) => {
                        let index: usize = response.tag.parse().context("the server sent an unknown tag")?;
                        let origin = origins.remove(&index).context("the server sent an unknown tag")?;
                        Some((index, Answer { result: result(response, origin.line), id: origin.id }))
                    }
                    None => None,
                },
            };
            let Some((index, answer)) = answer else { break };
            permits.add_permits(output.put(index, answer)?);
        }
        permits.close();
        reader.await??;
        output.writer.flush()?;
        if let Some(Origin { line, .. }) = origins.values().next() {
            bail!("the server ended before the record of line {line} was answered");
        }
        Ok(if output.failed > 0 { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
    }
}

/// Closes a semaphore when it goes out of scope.
struct Closing(Arc<Semaphore>);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Reads records and sends their requests, each once there is room. Ends when there is nobody any more who takes them.
fn read_records(
    lines: impl Iterator<Item = io::Result<Vec<u8>>>,
    spec: &SummarySpec,
    permits: &Semaphore,
    requests: &mpsc::Sender<BatchSummarizeRequest>,
    reads: &mpsc::UnboundedSender<(usize, Read)>,
) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Handle::current();
    let is_blank = |line: &io::Result<Vec<u8>>| line.as_ref().is_ok_and(|line| line.trim_ascii().is_empty());
    let lines = (1..).zip(lines).filter(|(_, line)| !is_blank(line));
    for (index, (number, line)) in lines.enumerate() {
        // Closed once nobody waits for answers any more.
        let Ok(permit) = runtime.block_on(permits.acquire()) else { break };
        permit.forget();
        let line = line.context("the input can't be read")?;
        let record: Record = match json::parse_line(&line, number) {
            Ok(record) => record,
            Err(error) => {
                let Identified { id } = serde_json::from_slice(&line).unwrap_or_default();
                reads.send((index, Read::Malformed(id, error.to_string())))?;
                continue;
            }
        };
        let document = |document: RecordDocument| {
            let title = document.title.unwrap_or_default();
            let document = Document { title, text: document.text, ..Document::default() };
            Input { input: Some(Kind::Document(document)) }
        };
        let inputs = record.documents.into_iter().map(document).collect();
        let focus = record.focus.unwrap_or_else(|| spec.focus.clone());
        let spec = SummarySpec { focus, ..spec.clone() };
        let request = SummarizeRequest { inputs, spec: Some(spec), priority: Priority::Batch.into() };
        reads.send((index, Read::Sent(Origin { id: record.id, line: number })))?;
        let request = BatchSummarizeRequest { tag: index.to_string(), request: Some(request) };
        if requests.blocking_send(request).is_err() {
            break;
        }
    }
    Ok(())
}

/// Writes answers in the order of the records.
struct Output {
    writer: Box<dyn Write>,
    /// Those that came before their turn.
    waiting: BTreeMap<usize, Answer>,
    next: usize,
    failed: usize,
}

impl Output {
    /// Takes an answer, and returns how many could be written.
    fn put(&mut self, index: usize, answer: Answer) -> anyhow::Result<usize> {
        self.waiting.insert(index, answer);
        let mut written = 0;
        while let Some(answer) = self.waiting.remove(&self.next) {
            if let AnswerResult::Error { error } = &answer.result {
                self.failed += 1;
                let id = if answer.id.is_null() { String::new() } else { format!("{}: ", answer.id) };
                output::tell(format_args!("failed {id}{error}"));
            }
            writeln!(self.writer, "{}", json::escaped(&serde_json::to_string(&answer)?))?;
            self.next += 1;
            written += 1;
        }
        Ok(written)
    }
}

/// What is written of a response to the record of a line.
fn result(response: BatchSummarizeResponse, line: usize) -> AnswerResult {
    match response.result {
        Some(batch_summarize_response::Result::Summary(summary)) => summarized(summary.segments),
        Some(batch_summarize_response::Result::Status(status)) => {
            let RequestStatus { code, message, details } = status;
            let details = tonic_types::Status { code, message: message.clone(), details }.encode_to_vec();
            let status = Status::with_details(code.into(), message, details.into());
            AnswerResult::Error { error: format!("line {line}: {}", exit::describe_status(&status)) }
        }
        None => AnswerResult::Error { error: format!("line {line}: the server sent no answer") },
    }
}

fn summarized(segments: Vec<Segment>) -> AnswerResult {
    let summary = segments.iter().map(|segment| one_line(&segment.text)).collect::<Vec<_>>().join("\n");
    let segment = |segment: Segment| {
        let span = segment.spans.first().cloned().unwrap_or_default();
        let bytes = span.bytes.unwrap_or_default();
        AnswerSegment {
            text: segment.text,
            score: segment.score,
            document: span.document_index,
            start: bytes.start,
            end: bytes.end,
        }
    };
    AnswerResult::Summary { summary, segments: segments.into_iter().map(segment).collect() }
}

/// Whether two paths lead to one file; `-` to what the standard input or output was redirected to.
fn is_same_file(input: &Path, output: &Path) -> bool {
    let about = |path: &Path, standard: &str| {
        let path = if path.as_os_str() == "-" { Path::new(standard) } else { path };
        fs::metadata(path).ok().filter(Metadata::is_file).map(|about| (about.dev(), about.ino()))
    };
    let input = about(input, "/dev/stdin");
    input.is_some() && input == about(output, "/dev/stdout")
}

fn open(path: &PathBuf) -> anyhow::Result<Box<dyn BufRead + Send>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(path).with_context(|| format!("{} can't be read", path.display()))?;
    Ok(Box::new(BufReader::new(file)))
}

fn create(path: &PathBuf) -> anyhow::Result<Box<dyn Write>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufWriter::new(output::output())));
    }
    let file = File::create(path).with_context(|| format!("{} can't be written", path.display()))?;
    Ok(Box::new(BufWriter::new(file)))
}
