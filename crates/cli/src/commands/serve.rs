//! `synoptic serve`.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::Args;
use synoptic_server::{Overrides, Server, Settings};
use tokio::signal::unix::{SignalKind, signal};

/// Runs the server until it is told to end (SIGTERM or Ctrl-C).
///
/// It prints the address it listens on to the standard output, and its log to the standard error.
#[derive(Args)]
pub(crate) struct Serve {
    /// Where to listen; port 0 takes a free one. 127.0.0.1:50051 unless the settings say otherwise.
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// The folder of the document store; made if need be.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The folder of the plugin libraries.
    #[arg(long, value_name = "DIR")]
    plugins: Option<PathBuf>,
    /// A file of settings; deploy/synoptic.toml tells them all.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Serve {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        let overrides = Overrides { listen: self.listen, data: self.data, plugins: self.plugins };
        let settings = Settings::load(self.config.as_deref(), &overrides)?;
        synoptic_server::init_logging(&settings.log);
        let mut terminated = signal(SignalKind::terminate())?;
        let server = Server::start(settings).await?;
        println!("listening on http://{}", server.address());
        tokio::select! {
            _ = terminated.recv() => {}
            interrupted = tokio::signal::ctrl_c() => interrupted?,
        }
        server.stop().await;
        Ok(ExitCode::SUCCESS)
    }
}
