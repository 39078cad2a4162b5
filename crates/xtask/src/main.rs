//! Developer commands: `cargo xtask <verb>`.

mod bench;
mod cargo;
mod demo;
mod drill;
mod layers;
mod test;

use clap::{Parser, Subcommand};

/// Developer commands.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Builds, starts a server, imports seeds/ and shows what it makes of it.
    Demo,
    /// As demo, and stays up.
    Serve,
    /// Runs every check and test.
    Test,
    /// Prints measures, as ratios against baselines of the same run.
    Bench,
    /// Drills faults against a running server, and prints what happened.
    Drill {
        /// What is drilled.
        what: drill::Drill,
    },
    /// Proves the arrows between crates.
    Layers,
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().verb {
        Verb::Demo => demo::run(false),
        Verb::Serve => demo::run(true),
        Verb::Test => test::run(),
        Verb::Bench => bench::run(),
        Verb::Drill { what } => drill::run(what),
        Verb::Layers => layers::run(),
    }
}
