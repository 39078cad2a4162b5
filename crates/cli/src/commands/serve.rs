//! `synoptic serve`.

use std::{fmt::Write as _, io::Write as _, net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::Args;
use synoptic_server::{AdminOverrides, Overrides, PluginOverrides, Server, Settings};
use tokio::signal::unix::{SignalKind, signal};

use crate::exit::Misuse;

/// Runs the server until it is told to end (SIGTERM or Ctrl-C). SIGHUP has it look at the plugin folder again.
///
/// It prints the addresses it listens on to the standard output, and its log to the standard error.
#[derive(Args)]
pub(crate) struct Serve {
    /// Where to listen; port 0 takes a free one. 127.0.0.1:50051 unless the settings say otherwise.
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// The folder of the document store; made if need be.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The folder of plugin packages.
    #[arg(long, value_name = "DIR")]
    plugins: Option<PathBuf>,
    /// A file of the digests of libraries that may run in the server's process; others run in workers.
    #[arg(long, value_name = "FILE")]
    allow_list: Option<PathBuf>,
    /// Where to listen for administration. 127.0.0.1:50052 unless the settings say otherwise.
    #[arg(long, value_name = "ADDR")]
    admin_listen: Option<SocketAddr>,
    /// A file of settings; deploy/synoptic.toml tells them all.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Serve {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        let overrides = Overrides {
            listen: self.listen,
            data: self.data,
            plugins: PluginOverrides { folder: self.plugins, allow_list: self.allow_list },
            admin: AdminOverrides { listen: self.admin_listen },
        };
        let settings = Settings::load(self.config.as_deref(), &overrides);
        let settings = settings.map_err(|error| Misuse(error.to_string()))?;
        synoptic_server::init_logging(&settings.log);
        let mut terminated = signal(SignalKind::terminate())?;
        let mut hung_up = signal(SignalKind::hangup())?;
        let server = Server::start(settings).await?;
        let mut said = format!("listening on http://{}\n", server.address());
        if let Some(admin) = server.admin_address() {
            let _ = writeln!(said, "administered on http://{admin}");
        }
        // Whoever started the server may not want to hear it.
        let _ = std::io::stdout().write_all(said.as_bytes());
        loop {
            tokio::select! {
                _ = terminated.recv() => break,
                interrupted = tokio::signal::ctrl_c() => {
                    interrupted?;
                    break;
                }
                _ = hung_up.recv() => server.reload_plugins().await,
            }
        }
        server.stop().await;
        Ok(ExitCode::SUCCESS)
    }
}
