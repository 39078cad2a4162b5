//! Where cargo puts the libraries of this workspace.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
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

/// A folder of plugin packages, and the list of those that may run in the server's process.
#[derive(Debug)]
pub struct PluginFolder {
    folder: TempDir,
    program: PathBuf,
}

impl PluginFolder {
    /// An empty one. Packages are made by the `synoptic` of the profile.
    ///
    /// # Errors
    ///
    /// When it can't be made.
    pub fn new(profile: &Path) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("plugins"))?;
        fs::write(folder.path().join("allowed.sha256"), "")?;
        Ok(Self { folder, program: profile.join("synoptic") })
    }

    /// The folder of packages.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("plugins")
    }

    /// The list.
    pub fn allow_list(&self) -> PathBuf {
        self.folder.path().join("allowed.sha256")
    }

    /// Adds packages of libraries, and lists them where they may run in the server's process.
    ///
    /// # Errors
    ///
    /// When one isn't a plugin.
    pub fn add(&self, libraries: &[PathBuf], may_run_in_process: bool) -> anyhow::Result<()> {
        let mut command = Command::new(&self.program);
        command.args(["plugin", "package", "--out"]).arg(self.path());
        if may_run_in_process {
            command.arg("--allow").arg(self.allow_list());
        }
        let output = command.args(libraries).output().context("`synoptic` isn't built")?;
        if !output.status.success() {
            bail!("no package: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(())
    }
}

/// A new folder that holds the packages of all crates of `plugins/`, listed to run in the server's process, and nothing else.
///
/// # Errors
///
/// When a plugin isn't built.
pub fn bundled_plugins(profile: &Path) -> anyhow::Result<PluginFolder> {
    let mut libraries = Vec::new();
    for plugin in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins"))? {
        let plugin = plugin?;
        // The authors' guide stands beside them.
        if plugin.file_type()?.is_dir() {
            libraries.push(bundled_library(profile, &plugin.file_name().to_string_lossy())?);
        }
    }
    let folder = PluginFolder::new(profile)?;
    folder.add(&libraries, true)?;
    Ok(folder)
}

/// The library of the crate in `plugins/` of a name.
///
/// # Errors
///
/// When it isn't built.
pub fn bundled_library(profile: &Path, plugin: &str) -> anyhow::Result<PathBuf> {
    // The crate in `plugins/lead` is `synoptic-lead`, and its library `synoptic_lead`.
    newest(&[profile.to_owned(), profile.join("deps")], &format!("synoptic_{}", plugin.replace('-', "_")))
}

/// Compiles a C source of the repository into a library, with the compiler's words where it fails.
///
/// # Errors
///
/// When there is no C compiler, or the source doesn't compile.
pub fn compile_c(source: &Path, options: &[&str], library: &Path) -> anyhow::Result<()> {
    let mut command = Command::new(env::var_os("CC").unwrap_or_else(|| "cc".into()));
    command.args(["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", "-O1"]);
    command.args(["-fvisibility=hidden", "-pthread"]).args(options).arg("-o").arg(library).arg(source);
    let output = command.output().context("there is no C compiler")?;
    if !output.status.success() {
        bail!("{} doesn't compile: {}", source.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
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
