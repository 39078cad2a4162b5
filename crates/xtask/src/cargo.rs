//! Other programs, run from the workspace's folder.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, bail};

/// The workspace's folder.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).unwrap_or(manifest).to_owned()
}

/// Cargo itself.
pub(crate) fn cargo(arguments: &[&str]) -> anyhow::Result<()> {
    run(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments, &[])
}

/// Runs a program, and fails when it fails.
pub(crate) fn run(
    program: impl AsRef<OsStr>,
    arguments: &[&str],
    environment: &[(&str, &OsStr)],
) -> anyhow::Result<()> {
    let program = program.as_ref();
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root()).envs(environment.iter().copied());
    let status = command.status().with_context(|| format!("{} can't be run", program.display()))?;
    if !status.success() {
        bail!("{} {} failed: {status}", program.display(), arguments.join(" "));
    }
    Ok(())
}

/// Whether a program runs and succeeds, without showing what it prints.
pub(crate) fn succeeds(program: &str, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
}
