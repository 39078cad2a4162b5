//! `cargo xtask bench`: measures, as ratios against baselines of the same run.

use std::ffi::OsStr;

use synoptic_testing::bundled_plugins;

use crate::cargo::{self, cargo, root};

pub(crate) fn run() -> anyhow::Result<()> {
    cargo(&["build", "--release", "--workspace", "--quiet"])?;
    let plugins = bundled_plugins(&root().join("target/release"))?;
    let environment: [(&str, &OsStr); 1] = [("SYNOPTIC_BENCH_PLUGINS", plugins.path().as_os_str())];
    for (package, bench) in [
        ("synoptic-text-analysis", "analysis"),
        ("synoptic-plugin-host", "boundary"),
        ("synoptic-plugin-host", "growth"),
        ("synoptic-server", "serving"),
    ] {
        cargo::run("cargo", &["bench", "--quiet", "--package", package, "--bench", bench], &environment)?;
    }
    Ok(())
}
