//! `synoptic summarizers`.

use std::process::ExitCode;

use clap::Args;
use synoptic_api::{
    json as structs,
    v1::{GetSummarizerRequest, ListSummarizersRequest, Summarizer},
};

use crate::{client, json, output, render::Format};

/// Lists the summarizers, or shows one with its parameters.
#[derive(Args)]
pub(crate) struct Summarizers {
    /// Shows this one: `name` or `plugin/name`, and either with `@version`.
    name: Option<String>,
    /// How to print.
    #[arg(long, default_value = "text")]
    format: Format,
}

impl Summarizers {
    pub(crate) async fn run(self, server: &str) -> anyhow::Result<ExitCode> {
        let mut client = client::summarizers(server).await?;
        if let Some(name) = self.name {
            let name = format!("summarizers/{}", name.trim_start_matches("summarizers/"));
            let summarizer = client.get_summarizer(GetSummarizerRequest { name }).await?.into_inner();
            if self.format == Format::Json {
                output::line(json::print(&summarizer, true)?)?;
            } else {
                output::line(line(&summarizer))?;
                let schema = summarizer.params_schema.as_ref().map(structs::from_struct).unwrap_or_default();
                output::line(serde_json::to_string_pretty(&schema)?)?;
            }
            return Ok(ExitCode::SUCCESS);
        }
        let request = ListSummarizersRequest { page_size: 1000, page_token: String::new() };
        let listed = client.list_summarizers(request).await?.into_inner();
        if self.format == Format::Json {
            output::line(json::print(&listed, true)?)?;
        } else {
            listed.summarizers.iter().try_for_each(|summarizer| output::line(line(summarizer)))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn line(summarizer: &Summarizer) -> String {
    let name = summarizer.name.trim_start_matches("summarizers/");
    let default = if summarizer.is_default { " (default)" } else { "" };
    format!("{name}@{}{default}\t{}", summarizer.version, summarizer.description)
}
