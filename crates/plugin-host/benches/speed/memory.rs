//! The most memory that a summary takes. Each is made in a process of its own: what an earlier one freed would serve a later one.

use std::{
    env, fs,
    process::{Command, Stdio},
};

use synoptic_testing::synthetic_text;

use crate::{
    contestants::{Contestant, Method},
    texts::Text,
};

/// The argument that has this program measure one contestant, and nothing else.
const PEAK: &str = "peak";

/// Has a process measure a contestant with a synthetic document.
pub(crate) fn peak_bytes(name: &str, sentences: usize) -> f64 {
    let program = env::current_exe().expect("it runs");
    let arguments = [PEAK, name, &sentences.to_string()];
    let output = Command::new(program).args(arguments).stderr(Stdio::inherit()).output().expect("it starts");
    let printed = String::from_utf8_lossy(&output.stdout);
    printed.trim().parse().expect("it prints a number")
}

/// Measures, where this is that process.
pub(crate) fn answered(arguments: &[String], contestants: &[Contestant]) -> bool {
    let [mode, name, sentences] = arguments else { return false };
    if mode != PEAK {
        return false;
    }
    let contestant = contestants.iter().find(|contestant| contestant.name == *name).expect("it is bundled");
    println!("{}", own_peak_bytes(&contestant.method, sentences.parse().expect("a number")));
    true
}

fn own_peak_bytes(method: &Method, sentences: usize) -> u64 {
    // Tables that are made once aren't counted.
    method.run(&Text::new(synthetic_text(36), 36));
    let text = Text::new(synthetic_text(sentences), sentences);
    fs::write("/proc/self/clear_refs", "5").expect("a process may write to its own");
    let before = greatest_resident_bytes();
    method.run(&text);
    greatest_resident_bytes() - before
}

/// The greatest size of this process in memory since that was cleared.
fn greatest_resident_bytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells");
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kilobytes * 1024
}
