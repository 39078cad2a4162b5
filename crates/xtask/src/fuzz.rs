//! `cargo xtask fuzz`: feeds bytes that nobody vouches for to what reads workers, packages, texts and pages, and to whole calls.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, bail};

use synoptic_testing::{PluginFolder, bundled_plugins, profile_folder};

use crate::cargo::{cargo, root, succeeds};

/// The folders of fuzz targets, each with its targets.
const FOLDERS: &[(&str, &[&str])] = &[
    ("crates/plugin-host/fuzz", &["worker_frames", "wire_request", "manifest", "library_image"]),
    ("crates/text-analysis/fuzz", &["segmentation", "html_to_text"]),
    ("crates/server/fuzz", &["summarize"]),
];

/// An input that takes longer is a fault too: all readers are to be quick about a few thousand bytes. In seconds.
const INPUT_TIMEOUT_S: u64 = 20;

/// How much of the fuzzer's last words is shown where it found a fault, in lines.
const LINES_SHOWN: usize = 80;

/// Runs all targets one after the other, for so many minutes in all.
pub(crate) fn run(minutes: u64) -> anyhow::Result<()> {
    if !succeeds("cargo", &["+nightly", "--version"]) {
        bail!("no nightly Rust (rustup toolchain install nightly)");
    }
    if !succeeds("cargo", &["+nightly", "fuzz", "--version"]) {
        bail!("no cargo-fuzz (cargo install cargo-fuzz)");
    }
    // Apart from the runs, as it takes minutes at first.
    println!("== building");
    cargo(&["build", "--release", "--workspace", "--quiet"])?;
    let plugins = bundled_plugins(&profile_folder()?.with_file_name("release"))?;
    for (folder, _) in FOLDERS {
        let built = fuzz(&root().join(folder), &["build"]).status().context("cargo fuzz can't be run")?;
        if !built.success() {
            bail!("the fuzz targets of {folder} don't build");
        }
    }
    let targets =
        || FOLDERS.iter().flat_map(|(folder, targets)| targets.iter().map(move |target| (folder, target)));
    // libFuzzer takes 0 as no end.
    let seconds = (minutes * 60 / targets().count() as u64).max(1);
    let mut outcomes = Vec::new();
    for (folder, target) in targets() {
        println!("== {target}: {seconds} s");
        outcomes.push(fuzz_target(&root().join(folder), target, seconds, &plugins)?);
    }
    println!("{:<16} {:>12} {:>10}  fault", "target", "executions", "coverage");
    let mut faults = Vec::new();
    for ((folder, target), outcome) in targets().zip(&outcomes) {
        let fault = if outcome.succeeded { "none" } else { "found" };
        println!("{target:<16} {:>12} {:>10}  {fault}", outcome.executions, outcome.coverage);
        if !outcome.succeeded {
            faults.push(format!("{folder}/artifacts/{target}"));
        }
    }
    if !faults.is_empty() {
        bail!("faults were found; the inputs lie in {}", faults.join(", "));
    }
    Ok(())
}

/// What came of fuzzing one target.
struct Outcome {
    succeeded: bool,
    /// How many inputs were tried.
    executions: u64,
    /// How many edges of the code were reached.
    coverage: u64,
}

fn fuzz_target(folder: &Path, target: &str, seconds: u64, plugins: &PluginFolder) -> anyhow::Result<Outcome> {
    let time = format!("-max_total_time={seconds}");
    let timeout = format!("-timeout={INPUT_TIMEOUT_S}");
    let mut command = fuzz(folder, &["run", target, "--", &time, &timeout]);
    command
        .env("SYNOPTIC_FUZZ_PLUGINS", plugins.path())
        .env("SYNOPTIC_FUZZ_ALLOW_LIST", plugins.allow_list());
    // The fuzzer reports to standard error.
    let output = command.stdout(Stdio::null()).stderr(Stdio::piped()).output();
    let output = output.context("cargo fuzz can't be run")?;
    let report = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        let lines: Vec<&str> = report.lines().collect();
        eprintln!("{}", lines[lines.len().saturating_sub(LINES_SHOWN)..].join("\n"));
    }
    let (executions, coverage) = progress(&report);
    Ok(Outcome { succeeded: output.status.success(), executions, coverage })
}

fn fuzz(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(["+nightly", "fuzz"]).args(arguments).current_dir(folder);
    command
}

/// The executions and the coverage of the last line that tells them, such as `#4096 DONE cov: 321 ft: 987 corp: 12/3Kb`.
fn progress(report: &str) -> (u64, u64) {
    let told = report.lines().rev().find_map(|line| {
        let executions = line.strip_prefix('#')?.split_whitespace().next()?.parse().ok()?;
        let coverage = line.split_once(" cov: ")?.1.split_whitespace().next()?.parse().ok()?;
        Some((executions, coverage))
    });
    told.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_of_progress_counts() {
        let report = "INFO: Seed: 1\n#2\tINITED cov: 10 ft: 11 corp: 1/1b\n#4096\tDONE   cov: 321 ft: 987 corp: 12/3Kb\n\
            Done 4096 runs in 3 second(s)\n";
        assert_eq!(progress(report), (4096, 321));
        assert_eq!(progress("error: no such target"), (0, 0));
    }
}
