//! The summarizers that are served, by name.

use std::{
    collections::BTreeMap,
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::{Map, Value};
use synoptic_plugin_sdk::Kind;

use crate::{
    LoadError, ParamsError, ResolveError,
    call::{Collector, RawCall},
    library::Library,
};

/// The summarizers of a folder.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    summarizers: BTreeMap<String, Arc<Summarizer>>,
}

/// A summarizer that is served.
pub struct Summarizer {
    library: Arc<Library>,
    /// Its place in the library.
    index: usize,
    path: PathBuf,
}

/// A library of the folder that doesn't serve.
#[derive(Debug)]
pub struct Refusal {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub error: LoadError,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path.display(), self.error)
    }
}

impl Catalog {
    /// Loads all libraries of a folder (`.so`, `.dylib`), in the order of their names. Those that don't fit are told, and
    /// the others serve.
    ///
    /// # Errors
    ///
    /// When the folder can't be read.
    pub fn load(folder: &Path) -> io::Result<(Self, Vec<Refusal>)> {
        let mut paths =
            fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        paths.retain(|path| {
            path.extension().is_some_and(|extension| extension == "so" || extension == "dylib")
        });
        paths.sort();
        let mut catalog = Self::default();
        let mut refusals = Vec::new();
        for path in paths {
            if let Err(error) = catalog.add(&path) {
                refusals.push(Refusal { path, error });
            }
        }
        Ok((catalog, refusals))
    }

    /// Adds the summarizers of a library: all of them, or none.
    fn add(&mut self, path: &Path) -> Result<(), LoadError> {
        let library = Arc::new(Library::open(path)?);
        for instance in &library.summarizers {
            if let Some(other) = self.summarizers.get(&instance.name) {
                let (summarizer, other) = (instance.name.clone(), other.path.clone());
                return Err(LoadError::NameTaken { summarizer, other });
            }
        }
        for (index, instance) in library.summarizers.iter().enumerate() {
            let summarizer = Summarizer { library: Arc::clone(&library), index, path: path.to_owned() };
            self.summarizers.insert(instance.name.clone(), Arc::new(summarizer));
        }
        Ok(())
    }

    /// Finds a summarizer by `name` or `name@version`, where the version may be shortened: `1` is any `1.x.y`.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn resolve(&self, name: &str) -> Result<&Arc<Summarizer>, ResolveError> {
        let (bare, version) =
            name.split_once('@').map_or((name, None), |(bare, version)| (bare, Some(version)));
        let summarizer = self.summarizers.get(bare).ok_or_else(|| ResolveError::Unknown {
            name: bare.to_owned(),
            known: self.summarizers.keys().cloned().collect(),
        })?;
        match version {
            Some(asked) if !is_version(summarizer.version(), asked) => Err(ResolveError::Version {
                name: bare.to_owned(),
                asked: asked.to_owned(),
                served: summarizer.version().to_owned(),
            }),
            _ => Ok(summarizer),
        }
    }

    /// The summarizers, ordered by name.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Summarizer>> {
        self.summarizers.values()
    }
}

/// Whether a version is the one that was asked for, or begins with its parts.
fn is_version(version: &str, asked: &str) -> bool {
    version.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl Summarizer {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.instance().name
    }

    /// The version of its plugin.
    pub fn version(&self) -> &str {
        &self.library.version
    }

    /// The name of its plugin.
    pub fn plugin(&self) -> &str {
        &self.library.plugin
    }

    /// `sha256:` and the hexadecimal SHA-256 of its library.
    pub fn digest(&self) -> &str {
        &self.library.digest
    }

    /// What it does.
    pub fn description(&self) -> &str {
        &self.instance().description
    }

    /// The languages that it was made for; any when empty.
    pub fn languages(&self) -> &[String] {
        &self.instance().languages
    }

    /// The kinds of summary that it makes.
    pub fn kinds(&self) -> &[Kind] {
        &self.instance().kinds
    }

    /// Whether it follows a focus.
    pub fn supports_focus(&self) -> bool {
        self.instance().focus
    }

    /// The JSON Schema of its parameters.
    pub fn params_schema(&self) -> &Value {
        self.instance().params.schema()
    }

    /// Checks parameters against the schema.
    ///
    /// # Errors
    ///
    /// When they don't fit.
    pub fn check_params(&self, params: &Map<String, Value>) -> Result<(), ParamsError> {
        self.instance().params.check(self.name(), params)
    }

    pub(crate) fn call(&self, call: &RawCall<'_>, collector: &mut Collector<'_>) -> i32 {
        self.instance().call(call, collector)
    }

    fn instance(&self) -> &crate::library::Instance {
        &self.library.summarizers[self.index]
    }
}

impl fmt::Debug for Summarizer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}@{}", self.name(), self.version())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_may_be_shortened_at_its_dots() {
        assert!(is_version("1.4.2", "1.4.2") && is_version("1.4.2", "1.4") && is_version("1.4.2", "1"));
        assert!(!is_version("1.4.2", "1.4.3") && !is_version("14.0.0", "1") && !is_version("1.4.2", ""));
    }
}
