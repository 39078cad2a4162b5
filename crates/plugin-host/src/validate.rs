//! Checks of a library for its author: what its file says, and the conformance suite of the SDK over the C ABI, whatever
//! language it is written in.

use std::path::Path;

pub use synoptic_plugin_sdk::testing::conformance::{CHECKS, Check};

use crate::{LoadError, image, library};

/// What the file of a library says, read without running any of its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// The plugin's name.
    pub plugin: String,
    /// Its version.
    pub version: String,
    /// The ABI that it was built for: major and minor.
    pub abi: (u16, u16),
    /// Whether a panic ends the process; such a library never runs in the server's.
    pub panic_aborts: bool,
}

/// Reads the file of a library, and runs none of its code.
///
/// # Errors
///
/// When it isn't a plugin for this machine and this release.
pub fn inspect(library: &Path) -> Result<Inspection, LoadError> {
    let entry = image::read(&std::fs::read(library)?)?;
    let image::Entry { plugin, version, abi, panic_aborts } = entry;
    Ok(Inspection { plugin, version, abi, panic_aborts })
}

/// Runs one check on all summarizers of a library, in this process, which a bad one may end. Returns what was found, by
/// summarizer; nothing where all pass.
///
/// # Errors
///
/// When the library can't be opened.
pub fn run_check(library: &Path, check: &Check) -> Result<Vec<(String, String)>, LoadError> {
    // The loader looks for a bare name among the system's libraries.
    let subjects = library::subjects(&library.canonicalize()?)?;
    let found = subjects.iter().map(|(name, subject)| Some((name.clone(), (check.run)(subject).err()?)));
    Ok(found.flatten().collect())
}
