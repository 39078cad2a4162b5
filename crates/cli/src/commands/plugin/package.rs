//! `synoptic plugin package`.

use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, bail};
use clap::Args;
use synoptic_plugin_host::{Isolation, Limits, Needs, PackageOptions, package, validate::inspect};

use crate::output;

/// Makes packages of libraries: folder, manifest and digest, ready to load. None of their code runs.
#[derive(Args)]
pub(crate) struct Package {
    /// Libraries, or folders of projects that were built: `target/release/*.so` and `*.so` are looked for there.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The folder of packages to add to.
    #[arg(long, value_name = "DIR", default_value = "plugins")]
    out: PathBuf,
    /// Adds the digests to this list of libraries that may run in the server's process.
    #[arg(long, value_name = "FILE")]
    allow: Option<PathBuf>,
    /// Never runs in the server's process, whatever the operator lists.
    #[arg(long)]
    always_isolated: bool,
    /// The most memory of a worker, in bytes.
    #[arg(long, value_name = "BYTES")]
    memory_bytes_max: Option<u64>,
    /// It needs the network, which the operator has to grant.
    #[arg(long)]
    needs_network: bool,
    /// It needs to read this file or folder, which the operator has to grant.
    #[arg(long, value_name = "PATH")]
    needs_read: Vec<PathBuf>,
}

impl Package {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let mut limits = Limits::default();
        limits.memory_bytes_max = self.memory_bytes_max.unwrap_or(limits.memory_bytes_max);
        let options = PackageOptions {
            isolation: self.always_isolated.then_some(Isolation::Worker),
            limits,
            needs: Needs { network: self.needs_network, read: self.needs_read, ..Needs::default() },
        };
        for path in &self.paths {
            let library = library(path)?;
            let at_library = || library.display().to_string();
            inspect(&library).with_context(at_library)?;
            make_folder(&self.out)?;
            let (folder, manifest) = package(&library, &self.out, &options).with_context(at_library)?;
            if let Some(list) = &self.allow {
                let line = format!("{}  {}/{}\n", manifest.sha256, manifest.name, manifest.version);
                let already = fs::read_to_string(list).is_ok_and(|text| text.contains(&manifest.sha256));
                if !already {
                    File::options().create(true).append(true).open(list)?.write_all(line.as_bytes())?;
                }
            }
            output::line(folder.display())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Makes a folder that files can be written to, unless it is there.
fn make_folder(folder: &Path) -> anyhow::Result<()> {
    let made = fs::create_dir_all(folder).and_then(|()| tempfile::tempfile_in(folder));
    made.map(drop).with_context(|| format!("--out {} can't be written to", folder.display()))
}

/// A library, or the only one that a project's folder holds.
fn library(path: &Path) -> anyhow::Result<PathBuf> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    let mut found = Vec::new();
    for folder in [path.join("target/release"), path.to_owned()] {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        found.extend(paths.filter(|path| path.extension().is_some_and(|extension| extension == "so")));
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => {
            bail!("{} holds no library; build it first: `cargo build --release`, or `make`", path.display())
        }
        _ => bail!("{} holds {} libraries; name one", path.display(), found.len()),
    }
}
