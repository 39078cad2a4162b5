//! `cargo xtask test`: every check and test.

use std::{ffi::OsStr, time::Instant};

use synoptic_testing::{ServerProcess, bundled_plugins, profile_folder};

use crate::{
    cargo::{self, cargo, root, succeeds},
    layers,
};

/// What this machine lacks for some checks.
type Skipped = Vec<&'static str>;

pub(crate) fn run() -> anyhow::Result<()> {
    let mut skipped = Skipped::new();
    step("formatting", || cargo(&["fmt", "--all", "--check"]))?;
    step("layers", layers::run)?;
    step("proto lint", || proto_lint(&mut skipped))?;
    step("clippy", || cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))?;
    step("build", || cargo(&["build", "--workspace", "--lib", "--bins", "--examples", "--quiet"]))?;
    step("tests", || cargo(&["test", "--workspace", "--quiet"]))?;
    step("Python client", || python_client(&mut skipped))?;
    step("documentation", documentation)?;
    for what in &skipped {
        println!("skipped: {what}");
    }
    println!("all checks passed{}", if skipped.is_empty() { "" } else { ", but those skipped" });
    Ok(())
}

fn step(name: &str, check: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    println!("== {name}");
    let begun = Instant::now();
    check()?;
    println!("== {name}: passed in {:.0} s", begun.elapsed().as_secs_f64());
    Ok(())
}

fn proto_lint(skipped: &mut Skipped) -> anyhow::Result<()> {
    if !succeeds("buf", &["--version"]) {
        skipped.push("proto lint: no `buf` (npm install -g @bufbuild/buf)");
        return Ok(());
    }
    cargo::run("buf", &["lint", "proto"], &[])
}

fn documentation() -> anyhow::Result<()> {
    let denied: [(&str, &OsStr); 1] = [("RUSTDOCFLAGS", OsStr::new("-D warnings"))];
    cargo::run("cargo", &["doc", "--workspace", "--no-deps", "--quiet"], &denied)
}

/// Asks a running server from Python.
fn python_client(skipped: &mut Skipped) -> anyhow::Result<()> {
    if !succeeds("python3", &["-c", "import grpc, grpc_tools, grpc_health"]) {
        skipped.push("Python client: no grpcio (pip install grpcio grpcio-tools grpcio-health-checking)");
        return Ok(());
    }
    let profile = profile_folder()?;
    let (data, plugins) = (tempfile::tempdir()?, bundled_plugins(&profile)?);
    let mut server = ServerProcess::start(&profile.join("synoptic"), data.path(), &plugins)?;
    let script = root().join("crates/server/tests/python/client.py");
    let proto = root().join("proto");
    let address = server.url().trim_start_matches("http://");
    let arguments = [&script.display().to_string(), address, &proto.display().to_string()];
    cargo::run("python3", &arguments, &[])?;
    server.terminate()?;
    Ok(())
}
