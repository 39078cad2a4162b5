//! `synoptic story`.

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use prost_types::Timestamp;

use super::inputs::{Inputs, collection_or_file};
use crate::{
    input, json, output,
    story::{self, Story, html},
};

/// Tells a whole story on one page: summary, key points, who said what, what happened when, and where the sources differ.
#[derive(Args)]
pub(crate) struct Tell {
    /// A collection, as collections/{collection} or its id; or names of documents, and files.
    #[arg(value_name = "COLLECTION|NAME|FILE", required = true, value_parser = collection_or_file)]
    inputs: Vec<String>,
    /// When files were published that don't tell, such as 2025-03-04T09:30:00Z.
    #[arg(long, value_name = "TIME", value_parser = input::time)]
    published: Option<Timestamp>,
    /// How to print.
    #[arg(long, default_value = "text")]
    format: StoryFormat,
    /// The file to write; the standard output if not given.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How a story is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StoryFormat {
    /// For people.
    Text,
    /// Markdown, with sources as links and numbers.
    Markdown,
    /// One page that holds all it needs, for a browser.
    Html,
    /// The documents and summaries in proto3 JSON.
    Json,
}

impl Tell {
    pub(crate) async fn run(self, server: &str) -> anyhow::Result<ExitCode> {
        let inputs = Inputs::read(self.inputs, self.published)?;
        let answers = story::ask(server, inputs.to_vec()).await?;
        let printed = match self.format {
            StoryFormat::Json => json::escaped(&format!("{:#}\n", answers.json()?)),
            StoryFormat::Text => story::plain(&Story::new(answers)),
            StoryFormat::Markdown => story::markdown(&Story::new(answers)),
            StoryFormat::Html => html::page(&Story::new(answers)),
        };
        let printed = output::harmless(printed);
        match self.output {
            Some(path) => {
                fs::write(&path, printed).with_context(|| format!("{} can't be written", path.display()))?;
            }
            None => output::print(printed)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
