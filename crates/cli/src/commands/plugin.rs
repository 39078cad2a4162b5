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
    /// Writes a project for a new plugin.
    New(new::New),
    /// Checks a library: its file, the whole contract of the ABI, and how it does in a worker.
    Validate(validate::Validate),
    /// Measures a library's summarizers, in this process and in a worker.
    Bench(bench::Bench),
    /// Makes packages of libraries: folder, manifest and digest, ready to load.
    Package(package::Package),
    /// Lists the live plugins of a server with their counters, and the routes.
    List(list::List),
    /// Loads a package into a server.
    Load(load::Load),
    /// Takes a version out of service.
    Unload(unload::Unload),
    /// Has a server look at its plugin folder again.
    Reload(reload::Reload),
    /// Sets where requests for a name go: an alias, shares, a shadow.
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
