//! `cargo xtask bench`: measures, as ratios against baselines of the same run.

use std::ffi::OsStr;

use anyhow::bail;
use synoptic_testing::{bundled_plugins, profile_folder};

use crate::cargo::{self, cargo};

/// The benchmarks, with the packages that they measure.
const BENCHES: [(&str, &str); 6] = [
    ("synoptic-text-analysis", "analysis"),
    ("synoptic-plugin-host", "boundary"),
    ("synoptic-plugin-host", "isolation"),
    ("synoptic-plugin-host", "kinds"),
    ("synoptic-plugin-host", "speed"),
    ("synoptic-server", "serving"),
];

pub(crate) fn run(name: Option<&str>) -> anyhow::Result<()> {
    let chosen = |bench: &str| name.is_none_or(|name| name == bench);
    if let Some(name) = name
        && !BENCHES.iter().any(|(_, bench)| chosen(bench))
    {
        bail!("there is no benchmark {name:?}; there are {}", BENCHES.map(|(_, bench)| bench).join(", "));
    }

    cargo(&["build", "--release", "--workspace", "--quiet"])?;
    let profile = profile_folder()?.with_file_name("release");
    let plugins = bundled_plugins(&profile)?;
    let (folder, allow_list) = (plugins.path(), plugins.allow_list());
    let program = profile.join("synoptic");
    let environment: [(&str, &OsStr); 3] = [
        ("SYNOPTIC_BENCH_PLUGINS", folder.as_os_str()),
        ("SYNOPTIC_BENCH_ALLOW_LIST", allow_list.as_os_str()),
        ("SYNOPTIC_BENCH_PROGRAM", program.as_os_str()),
    ];
    for (package, bench) in BENCHES.into_iter().filter(|(_, bench)| chosen(bench)) {
        cargo::run("cargo", &["bench", "--quiet", "--package", package, "--bench", bench], &environment)?;
    }
    Ok(())
}
