//! `synoptic plugin`: one command a file.

mod bench;
mod list;
mod load;
mod new;
mod package;
mod reload;
mod route;
mod unload;
mod validate;

use std::process::ExitCode;

use clap::{Args, Subcommand};

/// Writes, checks and packages plugins, and loads them into a running server.
#[derive(Subcommand)]
pub(crate) enum Plugin {
    New(new::New),
    Validate(validate::Validate),
    Bench(bench::Bench),
    Package(package::Package),
    List(list::List),
    Load(load::Load),
    Unload(unload::Unload),
    Reload(reload::Reload),
    Route(route::Route),
}

/// The server that is administered.
#[derive(Args)]
pub(crate) struct Admin {
    /// Where the server is administered.
    #[arg(long, env = "SYNOPTIC_ADMIN", default_value = "http://127.0.0.1:50052")]
    admin: String,
}

impl Plugin {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::New(command) => command.run(),
            Self::Validate(command) => command.run(),
            Self::Bench(command) => command.run(),
            Self::Package(command) => command.run(),
            Self::List(command) => command.run().await,
            Self::Load(command) => command.run().await,
            Self::Unload(command) => command.run().await,
            Self::Reload(command) => command.run().await,
            Self::Route(command) => command.run().await,
        }
    }
}
