//! `synoptic evaluate`.

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::Args;
use synoptic_api::v1::{
    EvaluateSummaryRequest, EvaluateSummaryResponse, Finding, FindingKind, SentenceEvaluation, SupportLevel,
};

use super::inputs::Inputs;
use crate::{
    client, json,
    output::{self, Coloured},
    render::{Format, one_line, place},
};

/// Checks a text that is given as a summary, whoever wrote it, sentence by sentence.
#[derive(Args)]
pub(crate) struct Evaluate {
    /// The summary, a file of plain text.
    summary: PathBuf,
    /// What it is a summary of: files, and names as collections/{collection} and collections/{collection}/documents/{document}.
    #[arg(value_name = "FILE|NAME", required = true)]
    sources: Vec<String>,
    /// A summary of the same that a person wrote, a file of plain text, for ROUGE; may be given several times.
    #[arg(long, value_name = "FILE")]
    reference: Vec<PathBuf>,
    /// The language of the summary, and of sources that carry none, BCP-47. Detected if not given.
    #[arg(long, default_value = "")]
    language: String,
    /// How to print.
    #[arg(long, default_value = "text")]
    format: Format,
}

impl Evaluate {
    pub(crate) async fn run(self, server: &str) -> anyhow::Result<ExitCode> {
        let read = |path: &PathBuf| {
            fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))
        };
        let inputs = Inputs::read(self.sources, None)?;
        let request = EvaluateSummaryRequest {
            inputs: inputs.to_vec(),
            summary: read(&self.summary)?,
            references: self.reference.iter().map(read).collect::<anyhow::Result<_>>()?,
            language: self.language,
        };
        let answer = client::summaries(server).await?.evaluate_summary(request).await;
        let response = answer.map_err(|status| inputs.blame(status))?.into_inner();
        match self.format {
            Format::Json => output::line(json::print(&response, true)?)?,
            Format::Text => output::print_coloured(&report(&response))?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Each sentence with what bears it out, and what of it nothing does; then the figures of the whole.
fn report(evaluated: &EvaluateSummaryResponse) -> Coloured {
    let mut lines = Coloured::default();
    for sentence in &evaluated.sentences {
        let level = format!("{:<11}", level(sentence));
        if sentence.findings.is_empty() {
            lines.dim(level)
        } else {
            lines.red(level)
        };
        lines.text(format_args!(" {}\n", one_line(&sentence.text)));
        for finding in &sentence.findings {
            lines.text("            ").yellow(told(finding)).text("\n");
        }
        for span in &sentence.spans {
            lines.text("            ").dim(place(span, &evaluated.documents)).text("\n");
        }
    }
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    lines.text(format_args!(
        "\nverbatim {}, borne out {}, coverage {}, redundancy {}\n",
        percent(evaluated.verbatim),
        percent(evaluated.supported),
        percent(evaluated.coverage),
        percent(evaluated.redundancy),
    ));
    if let Some(rouge) = &evaluated.rouge {
        let [one, two, lsum] = [rouge.rouge1, rouge.rouge2, rouge.rouge_lsum].map(|f1| f1 * 100.0);
        lines.text(format_args!("ROUGE-1 {one:.2}, ROUGE-2 {two:.2}, ROUGE-Lsum {lsum:.2}\n"));
    }
    for warning in &evaluated.warnings {
        lines.yellow(format_args!("warning: {} [{}]", warning.message, warning.reason)).text("\n");
    }
    lines
}

fn level(sentence: &SentenceEvaluation) -> &'static str {
    match sentence.support.as_ref().map(synoptic_api::v1::Support::level) {
        Some(SupportLevel::Verbatim) => "verbatim",
        Some(SupportLevel::Supported) => "borne out",
        Some(SupportLevel::Unsupported) => "unsupported",
        Some(SupportLevel::Unspecified) | None => "unchecked",
    }
}

fn told(finding: &Finding) -> String {
    let text = one_line(&finding.text);
    match finding.kind() {
        FindingKind::Number => format!("the number \"{text}\" is in no source"),
        FindingKind::Name => format!("the name \"{text}\" is in no source"),
        FindingKind::Date => format!("the date \"{text}\" is in no source"),
        FindingKind::Negation => format!("\"{text}\" turns what the source says into its opposite"),
        FindingKind::Unspecified => format!("\"{text}\" is in no source"),
    }
}
