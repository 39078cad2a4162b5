//! Developer commands: `cargo xtask <verb>`.

mod bench;
mod cargo;
mod demo;
mod drill;
mod eval;
mod faults;
mod focus;
mod fuzz;
mod headlines;
mod layers;
mod miri;
mod records;
mod stories;
mod test;
mod tune;

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
    Bench {
        /// Which benchmark; all without.
        name: Option<String>,
    },
    /// Scores summaries of a running server against references, and against others' summaries.
    Eval(eval::Eval),
    /// Learns the weights of a model of newswire from records with references.
    Tune(tune::Tune),
    /// Drills faults against a running server, and prints what happened.
    Drill {
        /// What is drilled.
        what: drill::Drill,
        /// How many swaps of a plugin are drilled, in either mode.
        #[arg(long, default_value = "1000")]
        swaps: usize,
    },
    /// Feeds bytes that nobody vouches for to what reads them: texts, pages, packages, workers' answers, whole calls.
    Fuzz {
        /// For how many minutes, in all.
        #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..))]
        minutes: u64,
    },
    /// Interprets tests of the plugin SDK, whose unsafe code it checks.
    Miri,
    /// Proves the arrows between crates.
    Layers,
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().verb {
        Verb::Demo => demo::run(false),
        Verb::Serve => demo::run(true),
        Verb::Test => test::run(),
        Verb::Bench { name } => bench::run(name.as_deref()),
        Verb::Eval(eval) => eval.run(),
        Verb::Tune(tune) => tune.run(),
        Verb::Drill { what, swaps } => drill::run(what, swaps),
        Verb::Fuzz { minutes } => fuzz::run(minutes),
        Verb::Miri => miri::run(),
        Verb::Layers => layers::run(),
    }
}
