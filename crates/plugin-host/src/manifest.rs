//! `plugin.toml`: what a package says of its library.

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use synoptic_plugin_sdk::abi;

use crate::{LoadError, description::is_name};

/// The name of the manifest in a package's folder. A folder counts once it is there: it is written last, by rename.
pub const MANIFEST_FILE: &str = "plugin.toml";

/// The name of the library in a package's folder.
pub const LIBRARY_FILE: &str = "lib.so";

/// A manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The plugin's name, which the library says too.
    pub name: String,
    /// Its version, as in semantic versioning; the library says it too.
    pub version: semver::Version,
    /// The ABI that the library was built for, such as `1.0`.
    pub abi: String,
    /// The SHA-256 of the library, hexadecimal.
    pub sha256: String,
    /// `worker` where it shall never run in the server's process. Without it the operator decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub isolation: Option<Isolation>,
    /// What a worker of it may take.
    #[serde(default)]
    pub limits: Limits,
    /// What it can't do without, and the operator has to grant.
    #[serde(default, skip_serializing_if = "Needs::is_nothing")]
    pub needs: Needs,
    /// Parameters of requests that don't give them, by summarizer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, Map<String, Value>>,
}

/// Where a library runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Isolation {
    /// In a process of its own.
    #[default]
    Worker,
    /// In the server's process.
    InProcess,
}

/// What a worker may take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// The most memory, in bytes, beside the request's.
    pub memory_bytes_max: u64,
    /// The most open files.
    pub files_max: u64,
}

impl Default for Limits {
    fn default() -> Self {
        // Room for some hundred bytes for each token of a long collection; and for a few files of a plugin's own.
        Self { memory_bytes_max: 1 << 30, files_max: 64 }
    }
}

/// What a plugin needs beyond computing, or what an operator grants.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Needs {
    /// The network.
    pub network: bool,
    /// To start programs.
    pub programs: bool,
    /// To read files or folders outside its package.
    pub read: Vec<PathBuf>,
    /// To write files or folders.
    pub write: Vec<PathBuf>,
}

impl Needs {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// What of this isn't granted, in the words of the setting that grants it.
    pub(crate) fn beyond(&self, granted: &Self) -> Option<String> {
        let covered = |path: &PathBuf, by: &[PathBuf]| by.iter().any(|granted| path.starts_with(granted));
        if self.network && !granted.network {
            return Some("network = true".to_owned());
        }
        if self.programs && !granted.programs {
            return Some("programs = true".to_owned());
        }
        let missing = |paths: &[PathBuf], by: &[PathBuf], setting: &str| {
            let path = paths.iter().find(|path| !covered(path, by))?;
            Some(format!("{setting} = [{:?}]", path.display().to_string()))
        };
        missing(&self.write, &granted.write, "write").or_else(|| missing(&self.read, &granted.read, "read"))
    }
}

impl Manifest {
    /// Reads a manifest.
    pub(crate) fn parse(text: &str) -> Result<Self, LoadError> {
        let refuse = |what: String| LoadError::Manifest { what };
        let manifest: Self = toml::from_str(text).map_err(|error| {
            let message = error.message().to_owned();
            let line = error.span().map(|span| text[..span.start.min(text.len())].lines().count().max(1));
            refuse(line.map_or(message.clone(), |line| format!("line {line}: {message}")))
        })?;
        if !is_name(&manifest.name) {
            return Err(refuse(format!("name {:?} isn't made of a-z, 0-9 and -", manifest.name)));
        }
        let is_digest =
            manifest.sha256.len() == 64 && manifest.sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_digest {
            return Err(refuse("sha256 isn't made of 64 hexadecimal digits".to_owned()));
        }
        let parts = manifest
            .abi
            .split_once('.')
            .and_then(|(major, minor)| Some((major.parse::<u16>().ok()?, minor.parse::<u16>().ok()?)));
        let Some((major, minor)) = parts else {
            return Err(refuse(format!("abi {:?} isn't of the form 1.0", manifest.abi)));
        };
        if major != abi::ABI_MAJOR || minor > abi::ABI_MINOR {
            return Err(LoadError::abi(manifest.name, manifest.version.to_string(), major, minor));
        }
        Ok(manifest)
    }
}
