//! `cargo xtask miri`: the plugin SDK's unsafe code, interpreted: what it does wrong in memory is found where it happens.

use std::ffi::OsStr;

use anyhow::bail;

use crate::cargo::{self, root, succeeds};

/// A test to interpret, and what Miri is told. The suite of checks is interpreted in the test that runs them one by one: all
/// of it takes too long.
const TESTS: &[(&str, &[&str], &str)] =
    &[("mock_host", &[], ""), ("conformance", &["runs_checks_one_by_one"], "-Zmiri-disable-isolation")];

pub(crate) fn run() -> anyhow::Result<()> {
    if !succeeds("cargo", &["+nightly", "--version"]) {
        bail!("no nightly Rust (rustup toolchain install nightly)");
    }
    if !succeeds("cargo", &["+nightly", "miri", "--version"]) {
        bail!("no Miri (rustup component add miri rust-src --toolchain nightly)");
    }
    // Miri makes a folder of its own in it: `target/miri`.
    let target = root().join("target").display().to_string();
    for (test, filter, flags) in TESTS {
        println!("== {test}");
        let mut arguments = vec!["+nightly", "miri", "test", "--target-dir", &target];
        arguments.extend_from_slice(&["--package", "synoptic-plugin-sdk", "--test", test]);
        arguments.extend_from_slice(filter);
        cargo::run("cargo", &arguments, &[("MIRIFLAGS", OsStr::new(flags))])?;
    }
    println!("Miri found no fault");
    Ok(())
}
