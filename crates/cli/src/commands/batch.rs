//! `synoptic batch`.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context as _;
use clap::Args;
use futures_util::{StreamExt as _, stream};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use synoptic_api::v1::{
    Document, Input, Priority, Segment, SummarizeRequest, SummarySpec, input::Input as Kind,
    summary_service_client::SummaryServiceClient,
};
use tonic::{Code, transport::Channel};

use super::spec::SpecArguments;
use crate::{
    client,
    exit::{self, SOME_FAILED},
    render::one_line,
};

/// Summarizes the records of a file, several at a time, and writes the summaries in the order of the records.
///
/// A record is a line {"id", "documents": [{"title", "text"}]}, where further fields are left aside. Its summary is a line
/// {"id", "summary", "segments"} with one sentence a line in "summary", or {"id", "error"}.
#[derive(Args)]
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

#[derive(Deserialize)]
struct Record {
    id: Value,
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

impl Batch {
    pub(crate) async fn run(self, server: &str) -> anyhow::Result<ExitCode> {
        let spec = self.spec.into_spec()?;
        let client = client::summaries(server).await?;
        let lines = open(&self.input)?.lines();
        let mut output = create(&self.output)?;
        let ask = |line: std::io::Result<String>| {
            let (mut client, spec) = (client.clone(), spec.clone());
            async move { answer(&mut client, spec, &line.context("the input can't be read")?).await }
        };
        let mut answers = stream::iter(lines).map(ask).buffered(self.in_flight.into());
        let mut failed = 0_usize;
        while let Some(answer) = answers.next().await {
            let Some(answer) = answer? else { continue };
            if let AnswerResult::Error { error } = &answer.result {
                failed += 1;
                eprintln!("failed {}: {error}", answer.id);
            }
            serde_json::to_writer(&mut output, &answer)?;
            output.write_all(b"\n")?;
        }
        output.flush()?;
        Ok(if failed > 0 { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
    }
}

/// Summarizes one line; nothing for a blank one. Only a server that can't be reached ends the whole.
async fn answer(
    client: &mut SummaryServiceClient<Channel>,
    spec: SummarySpec,
    line: &str,
) -> anyhow::Result<Option<Answer>> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let record: Record = match serde_json::from_str(line) {
        Ok(record) => record,
        Err(error) => {
            return Ok(Some(Answer {
                id: Value::Null,
                result: AnswerResult::Error { error: error.to_string() },
            }));
        }
    };
    let document = |document: RecordDocument| {
        let document = Document {
            title: document.title.unwrap_or_default(),
            text: document.text,
            ..Document::default()
        };
        Input { input: Some(Kind::Document(document)) }
    };
    let inputs = record.documents.into_iter().map(document).collect();
    let result = match client
        .summarize(SummarizeRequest { inputs, spec: Some(spec), priority: Priority::Batch.into() })
        .await
    {
        Ok(response) => summarized(response.into_inner().summary.unwrap_or_default().segments),
        Err(status) if status.code() == Code::Unavailable => return Err(status.into()),
        Err(status) => AnswerResult::Error { error: exit::describe_status(&status) },
    };
    Ok(Some(Answer { id: record.id, result }))
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

fn open(path: &PathBuf) -> anyhow::Result<Box<dyn BufRead>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    let file = File::open(path).with_context(|| format!("{} can't be read", path.display()))?;
    Ok(Box::new(BufReader::new(file)))
}

fn create(path: &PathBuf) -> anyhow::Result<Box<dyn Write>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufWriter::new(std::io::stdout())));
    }
    let file = File::create(path).with_context(|| format!("{} can't be written", path.display()))?;
    Ok(Box::new(BufWriter::new(file)))
}
