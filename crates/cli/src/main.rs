//! `synoptic`: the server, and a client for people.

#![warn(clippy::print_stdout, clippy::print_stderr)]

mod client;
mod commands;
mod exit;
mod files;
mod input;
mod json;
mod local;
mod output;
mod render;
mod story;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{
    batch, collections, documents, evaluate, import, plugin, replay, serve, story::Tell, summarize,
    summarizers,
};

/// glibc's allocator spends more time on the buffers of a request than the summarizer does on its text. Plugins have their own:
/// nothing that one side allocates is freed by the other.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Keeps documents and summarizes them.
///
/// Exit codes: 0 done, 1 failed, 2 wrong use or a request that the server refuses, 3 the server can't be reached, 4 not
/// found, 5 some items failed.
#[derive(Parser)]
#[command(name = "synoptic", version, max_term_width = 110)]
struct Arguments {
    /// The server that the client commands ask.
    #[arg(long, global = true, env = "SYNOPTIC_SERVER", default_value = "http://127.0.0.1:50051")]
    server: String,

    #[command(subcommand)]
    command: Command,
}

// What each does is told where its arguments are.
#[derive(Subcommand)]
enum Command {
    Serve(serve::Serve),
    Import(import::Import),
    #[command(subcommand)]
    Documents(documents::Documents),
    #[command(subcommand)]
    Collections(collections::Collections),
    Summarize(summarize::Summarize),
    Story(Tell),
    Evaluate(evaluate::Evaluate),
    Summarizers(summarizers::Summarizers),
    Batch(batch::Batch),
    #[command(subcommand)]
    Plugin(plugin::Plugin),
    Replay(replay::Replay),
    /// Runs a plugin for a server, which starts this itself.
    #[command(hide = true)]
    Worker,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if matches!(arguments.command, Command::Worker) {
        // One thread, and nothing between it and its plugin.
        return synoptic_plugin_host::worker_main();
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            output::tell(format_args!("synoptic: can't start: {error}"));
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(arguments)) {
        Ok(code) => code,
        Err(error) => {
            output::tell(format_args!("synoptic: {}", exit::describe(&error)));
            exit::code(&error)
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let server = &arguments.server;
    match arguments.command {
        Command::Serve(command) => command.run().await,
        Command::Import(command) => command.run(server).await,
        Command::Documents(command) => command.run(server).await,
        Command::Collections(command) => command.run(server).await,
        Command::Summarize(command) => command.run(server).await,
        Command::Story(command) => command.run(server).await,
        Command::Evaluate(command) => command.run(server).await,
        Command::Summarizers(command) => command.run(server).await,
        Command::Batch(command) => command.run(server).await,
        Command::Plugin(command) => command.run().await,
        Command::Replay(command) => command.run(),
        Command::Worker => Ok(ExitCode::FAILURE),
    }
}
