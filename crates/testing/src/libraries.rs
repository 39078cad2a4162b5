//! Where cargo puts the libraries of this workspace.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use tempfile::TempDir;

/// The folder of the build that this program belongs to: `target/debug`, say.
///
/// # Errors
///
/// When the program doesn't run from a target folder.
pub fn profile_folder() -> anyhow::Result<PathBuf> {
    let program = env::current_exe()?;
    let folder =
        program.ancestors().skip(1).find(|folder| !folder.ends_with("deps") && !folder.ends_with("examples"));
    folder.map(Path::to_owned).context("the program runs from no target folder")
}

/// A new folder that holds the libraries of all crates of `plugins/`, and nothing else.
///
/// # Errors
///
/// When a plugin isn't built.
pub fn bundled_plugins(profile: &Path) -> anyhow::Result<TempDir> {
    let folder = tempfile::tempdir()?;
    for plugin in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins"))? {
        // The crate in `plugins/lead` is `synoptic-lead`, and its library `synoptic_lead`.
        let name = format!("synoptic_{}", plugin?.file_name().to_string_lossy().replace('-', "_"));
        let library = newest(&[profile.to_owned(), profile.join("deps")], &name)?;
        fs::copy(&library, folder.path().join(file_name(&name)))?;
    }
    Ok(folder)
}

/// The library of an example.
///
/// # Errors
///
/// When it isn't built.
pub fn built_example(profile: &Path, name: &str) -> anyhow::Result<PathBuf> {
    newest(&[profile.join("examples")], name)
}

/// `cargo build` puts a library into the profile's folder, and `cargo test` into `deps` alone: the newest one counts.
fn newest(folders: &[PathBuf], name: &str) -> anyhow::Result<PathBuf> {
    let candidates = folders.iter().map(|folder| folder.join(file_name(name)));
    let built = candidates.filter_map(|path| Some((fs::metadata(&path).ok()?.modified().ok()?, path)));
    match built.max() {
        Some((_, path)) => Ok(path),
        None => bail!(
            "{} isn't built; `cargo build --workspace --lib --bins --examples` does it",
            file_name(name)
        ),
    }
}

fn file_name(name: &str) -> String {
    format!("{}{name}{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX)
}
