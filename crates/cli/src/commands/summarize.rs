//! `synoptic summarize`.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use prost_types::Timestamp;
use synoptic_api::v1::SummarizeRequest;

use super::{inputs::Inputs, spec::SpecArguments};
use crate::{
    client, input, json, output,
    render::{self, SummaryFormat},
};

/// Summarizes files, stored documents and collections, together.
#[derive(Args)]
pub(crate) struct Summarize {
    /// Files; names as collections/{collection} and collections/{collection}/documents/{document}; `-` for the standard
    /// input, which is also read if nothing is given.
    #[arg(value_name = "FILE|NAME|-")]
    inputs: Vec<String>,
    /// When files were published that don't tell, such as 2025-03-04T09:30:00Z.
    #[arg(long, value_name = "TIME", value_parser = input::time)]
    published: Option<Timestamp>,
    #[command(flatten)]
    spec: SpecArguments,
    /// How to print.
    #[arg(long, default_value = "text")]
    format: SummaryFormat,
}

impl Summarize {
    pub(crate) async fn run(self, server: &str) -> anyhow::Result<ExitCode> {
        let given = if self.inputs.is_empty() { vec!["-".to_owned()] } else { self.inputs };
        let inputs = Inputs::read(given, self.published)?;
        let request = SummarizeRequest {
            inputs: inputs.to_vec(),
            spec: Some(self.spec.into_spec()?),
            ..SummarizeRequest::default()
        };
        let answer = client::summaries(server).await?.summarize(request).await;
        let response = answer.map_err(|status| inputs.blame(status))?.into_inner();
        let summary = response.summary.as_ref().context("the server sent no summary")?;
        match self.format {
            SummaryFormat::Json => output::line(json::print(&response, true)?)?,
            SummaryFormat::Text => output::print_coloured(&render::text(summary))?,
            SummaryFormat::Markdown => output::print(render::markdown(summary))?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
