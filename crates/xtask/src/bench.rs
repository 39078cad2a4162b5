//! `cargo xtask bench`: measures, as ratios against baselines of the same run.

use std::ffi::OsStr;

use synoptic_testing::bundled_plugins;

use crate::cargo::{self, cargo, root};

pub(crate) fn run() -> anyhow::Result<()> {
    cargo(&["build", "--release", "--workspace", "--quiet"])?;
    let plugins = bundled_plugins(&root().join("target/release"))?;
    let (folder, allow_list) = (plugins.path(), plugins.allow_list());
    let program = root().join("target/release/synoptic");
    let environment: [(&str, &OsStr); 3] = [
        ("SYNOPTIC_BENCH_PLUGINS", folder.as_os_str()),
        ("SYNOPTIC_BENCH_ALLOW_LIST", allow_list.as_os_str()),
        ("SYNOPTIC_BENCH_PROGRAM", program.as_os_str()),
    ];
    for (package, bench) in [
        ("synoptic-text-analysis", "analysis"),
        ("synoptic-plugin-host", "boundary"),
        ("synoptic-plugin-host", "isolation"),
        ("synoptic-plugin-host", "growth"),
        ("synoptic-server", "serving"),
    ] {
        cargo::run("cargo", &["bench", "--quiet", "--package", package, "--bench", bench], &environment)?;
    }
    Ok(())
}
