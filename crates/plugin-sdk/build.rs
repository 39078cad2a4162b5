//! Tells the crate which compiler builds it: the one that builds the plugin.

use std::{env, process::Command};

fn main() {
    let compiler = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let said =
        Command::new(compiler).arg("--version").output().map(|output| output.stdout).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let toolchain = if said.trim().is_empty() { "rustc" } else { said.trim() };
    println!("cargo::rustc-env=SYNOPTIC_TOOLCHAIN={toolchain}");
    println!("cargo::rerun-if-changed=build.rs");
}
