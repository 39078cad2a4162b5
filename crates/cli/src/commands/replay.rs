//! `synoptic replay`.

use std::{path::PathBuf, process::ExitCode, time::Duration};

use clap::Args;
use synoptic_plugin_host::Recording;

use crate::{local::Local, output};

/// Runs a call again that a server recorded as it failed, in a worker.
///
/// A recording is JSON and holds the plugin's name and version, the summarizer, the error, and the whole request with the texts of
/// its documents.
#[derive(Args)]
pub(crate) struct Replay {
    /// The recording.
    file: PathBuf,
    /// The library to run it with: the same one, or one that was mended.
    #[arg(long, value_name = "FILE")]
    library: PathBuf,
    /// Runs it in this process, for a debugger.
    #[arg(long)]
    in_process: bool,
    /// How long it may take, in milliseconds.
    #[arg(long, value_name = "MS", default_value = "60000")]
    time_ms: u64,
}

impl Replay {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let recording = Recording::load(&self.file)?;
        let Recording { plugin, version, digest, summarizer, error, .. } = &recording;
        output::line(format_args!(
            "recorded: {plugin}@{version} {digest}, summarizer {summarizer}: {error}"
        ))?;
        let local = Local::open(&self.library, self.in_process)?;
        let found = local.registry.catalog().resolve(summarizer, || 0)?.summarizer;
        output::line(format_args!("now:      {}@{} {}", found.plugin(), found.version(), found.digest()))?;
        match recording.run(&found, Duration::from_millis(self.time_ms)) {
            Ok(outcome) => {
                outcome.pieces.iter().try_for_each(|piece| output::line(&piece.text))?;
                Ok(ExitCode::SUCCESS)
            }
            Err(error) => {
                output::line(format_args!("it fails: {error}"))?;
                Ok(ExitCode::FAILURE)
            }
        }
    }
}
