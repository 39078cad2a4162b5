//! `cargo xtask drill plugins`: faults of plugins against a running server, in a table.

use clap::ValueEnum;

use crate::cargo::{cargo, root};

/// What is drilled.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Drill {
    /// Libraries that misbehave, in the server's process and in workers; a thousand swaps under load.
    Plugins,
}

pub(crate) fn run(drill: Drill, swaps: usize) -> anyhow::Result<()> {
    match drill {
        Drill::Plugins => {
            cargo(&["build", "--workspace", "--lib", "--bins", "--examples", "--quiet"])?;
            let program = root().join("target/debug/synoptic").display().to_string();
            let example = ["--package", "synoptic-server", "--example", "plugin_drill"];
            cargo(&[&["run", "--quiet"], &example[..], &["--", &program, &swaps.to_string()]].concat())
        }
    }
}
