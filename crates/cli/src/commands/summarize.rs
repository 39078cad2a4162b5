//! `synoptic summarize`.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use clap::Args;
use prost_types::Timestamp;
use synoptic_api::v1::{Input, SummarizeRequest, input::Input as Kind};

use super::spec::SpecArguments;
use crate::{
    client, input, json, output,
    render::{self, Format},
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
    format: Format,
}

impl Summarize {
    pub(crate) async fn run(self, server: &str) -> anyhow::Result<ExitCode> {
        let given = if self.inputs.is_empty() { vec!["-".to_owned()] } else { self.inputs };
        let mut inputs = Vec::new();
        for input in given {
            read_input(input, self.published, &mut inputs)?;
        }
        let request =
            SummarizeRequest { inputs, spec: Some(self.spec.into_spec()?), ..SummarizeRequest::default() };
        let response = client::summaries(server).await?.summarize(request).await?.into_inner();
        let summary = response.summary.as_ref().context("the server sent no summary")?;
        match self.format {
            Format::Json => output::line(json::print(&response, true)?)?,
            Format::Text => output::print_coloured(&render::text(summary))?,
            Format::Markdown => output::print(render::markdown(summary))?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Reads one argument: a name, the standard input, or a file, whose documents are named by it.
pub(super) fn read_input(
    given: String,
    published: Option<Timestamp>,
    inputs: &mut Vec<Input>,
) -> anyhow::Result<()> {
    let mut push = |kind| inputs.push(Input { input: Some(kind) });
    if given == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("the standard input isn't UTF-8")?;
        let mut document = input::plain(text);
        "stdin".clone_into(&mut document.name);
        push(Kind::Document(document));
    } else if given.starts_with("collections/") && !Path::new(&given).exists() {
        push(Kind::Name(given));
    } else {
        let path = PathBuf::from(&given);
        let articles = input::read(&path)?.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
        let several = articles.len() > 1;
        for article in articles {
            let mut document = article.document;
            input::publish(&mut document, published);
            let file = path.file_name().and_then(|name| name.to_str()).unwrap_or("file");
            document.name = if several { format!("{file}#{}", article.id) } else { file.to_owned() };
            push(Kind::Document(document));
        }
    }
    Ok(())
}
