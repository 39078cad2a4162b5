//! Plugins without a server: a registry over one package.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use synoptic_plugin_host::{Options, PackageOptions, Registry, package};
use tempfile::TempDir;

/// A registry over one library, and the folders that it lives in.
pub(crate) struct Local {
    pub(crate) registry: Registry,
    _folder: TempDir,
}

/// The most memory of a worker, in bytes: more than its manifest says counts for nothing.
const WORKER_MEMORY_BYTES_MAX: u64 = 16 << 30;

impl Local {
    /// Opens a library, in this process or in a worker.
    pub(crate) fn open(library: &Path, in_process: bool) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let (plugins, list) = (folder.path().join("plugins"), folder.path().join("allowed"));
        let (_, manifest) = package(library, &plugins, &PackageOptions::default())?;
        fs::write(&list, &manifest.sha256)?;
        let options = Options {
            folder: plugins,
            private: folder.path().join("private"),
            allow_list: in_process.then_some(list),
            worker_program: PathBuf::from("/proc/self/exe"),
            workers_max: 1,
            worker_memory_bytes_max: WORKER_MEMORY_BYTES_MAX,
            in_process_max: 1,
            grants: BTreeMap::new(),
        };
        let (registry, reloaded) = Registry::open(options)?;
        match reloaded.refused.into_iter().next() {
            Some(refusal) => Err(refusal.error).context(library.display().to_string()),
            None => Ok(Self { registry, _folder: folder }),
        }
    }
}
