//! The summarizers that are served, by name: a snapshot, which requests hold to their end.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use crate::{
    ResolveError,
    version::{Summarizer, Version},
};

/// The versions that are live, and the routes of names.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    pub(crate) versions: Vec<Arc<Version>>,
    pub(crate) routes: BTreeMap<String, Route>,
}

/// Where requests for a name go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// Where they go, with weights: a request's content chooses, so that the same request goes the same way. An alias has one
    /// target.
    pub targets: Vec<Target>,
    /// Where each goes too, without anybody waiting for the answer; empty for nowhere.
    #[serde(default)]
    pub shadow: String,
}

/// One of several places where requests go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// `[plugin/]name[@version]`.
    pub summarizer: String,
    /// Its share among all weights.
    pub weight: u32,
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// The summarizer that answers.
    pub summarizer: Summarizer,
    /// The one that is tried beside it.
    pub shadow: Option<Summarizer>,
}

/// The largest weight of a target.
pub const WEIGHT_MAX: u32 = 1_000_000;

impl Catalog {
    /// Finds what answers for a name: `[plugin/]name[@version]` or an alias. The version may be shortened, `1` is any
    /// `1.x.y`, or be `sha256:` and at least 8 digits of the library's digest. Without one the newest answers. `content` is a
    /// number of the request's, by which a route chooses among several targets.
    ///
    /// # Errors
    ///
    /// When there is none, or more than one.
    pub fn resolve(&self, name: &str, content: impl FnOnce() -> u64) -> Result<Resolved, ResolveError> {
        let Some(route) = self.routes.get(name) else {
            return Ok(Resolved { summarizer: self.find(name)?, shadow: None });
        };
        // A target that is gone leaves its share to the others.
        let live = route
            .targets
            .iter()
            .filter_map(|target| Some((self.find(&target.summarizer).ok()?, target.weight)));
        let live: Vec<(Summarizer, u32)> = live.collect();
        let total: u64 = live.iter().map(|(_, weight)| u64::from(*weight)).sum();
        let mut place = if live.len() > 1 && total > 0 { content() % total } else { 0 };
        let mut chosen = None;
        for (summarizer, weight) in live {
            let weight = u64::from(weight);
            if place < weight || total == 0 {
                chosen = Some(summarizer);
                break;
            }
            place -= weight;
        }
        let summarizer = chosen.ok_or_else(|| ResolveError::RouteBroken { name: name.to_owned() })?;
        let shadow = (!route.shadow.is_empty()).then(|| self.find(&route.shadow).ok()).flatten();
        Ok(Resolved { summarizer, shadow })
    }

    /// Finds a summarizer, without routes.
    pub(crate) fn find(&self, reference: &str) -> Result<Summarizer, ResolveError> {
        let (path, selector) =
            reference.split_once('@').map_or((reference, None), |(path, selector)| (path, Some(selector)));
        let (plugin, name) = path.split_once('/').map_or((None, path), |(plugin, name)| (Some(plugin), name));
        let named: Vec<Summarizer> = self
            .summarizers()
            .filter(|found| found.name() == name && plugin.is_none_or(|plugin| found.plugin() == plugin))
            .collect();
        if named.is_empty() {
            return Err(ResolveError::Unknown { name: path.to_owned(), known: self.names() });
        }
        let named = only_plugin(name, named)?;
        let fits = |found: &&Summarizer| selector.is_none_or(|asked| is_selected(&found.live, asked));
        let newest = named.iter().filter(fits).max_by_key(|found| &found.live.version);
        newest.cloned().ok_or_else(|| ResolveError::Version {
            name: path.to_owned(),
            asked: selector.unwrap_or_default().to_owned(),
            served: named.iter().map(|found| found.version().to_owned()).collect(),
        })
    }

    /// All summarizers of all live versions.
    pub fn summarizers(&self) -> impl Iterator<Item = Summarizer> {
        self.versions.iter().flat_map(|version| {
            (0..version.descriptions.len()).map(|index| Summarizer { live: Arc::clone(version), index })
        })
    }

    /// The names that requests may give, in order: those of summarizers, with the plugin's name before those that several
    /// plugins have, and those of routes.
    pub fn names(&self) -> Vec<String> {
        let mut names: BTreeSet<String> = self.routes.keys().cloned().collect();
        for summarizer in self.summarizers() {
            let bare = summarizer.name();
            let answers = self.find(bare).is_ok_and(|found| found.plugin() == summarizer.plugin());
            names.insert(if answers { bare.to_owned() } else { format!("{}/{bare}", summarizer.plugin()) });
        }
        names.into_iter().collect()
    }

    /// The versions of a summarizer that answer, the newest first.
    pub fn versions_of(&self, summarizer: &Summarizer) -> Vec<String> {
        let same =
            |found: &Summarizer| found.name() == summarizer.name() && found.plugin() == summarizer.plugin();
        let mut versions: Vec<&semver::Version> = Vec::new();
        let found: Vec<Summarizer> = self.summarizers().filter(same).collect();
        versions.extend(found.iter().map(|found| &found.live.version));
        versions.sort_unstable();
        versions.iter().rev().map(ToString::to_string).collect()
    }

    /// The versions that are live, by name and then by version.
    pub fn live(&self) -> &[Arc<Version>] {
        &self.versions
    }

    /// The routes, by name.
    pub fn routes(&self) -> &BTreeMap<String, Route> {
        &self.routes
    }

    /// The live version of a plugin.
    pub fn version(&self, plugin: &str, version: &str) -> Option<&Arc<Version>> {
        self.versions.iter().find(|live| live.name() == plugin && live.version() == version)
    }
}

/// Those of one plugin: of the only one, or of the only one that the operator listed. A library that nobody listed can't take
/// the name of one that is listed.
fn only_plugin(name: &str, named: Vec<Summarizer>) -> Result<Vec<Summarizer>, ResolveError> {
    let plugins = |trusted: bool| -> BTreeSet<String> {
        let those = named.iter().filter(|found| !trusted || found.live.trusted);
        those.map(|found| found.plugin().to_owned()).collect()
    };
    let (all, listed) = (plugins(false), plugins(true));
    let only = match (all.len(), listed.len()) {
        (1, _) => all.into_iter().next(),
        (_, 1) => listed.into_iter().next(),
        _ => None,
    };
    let Some(only) = only else {
        let choices = plugins(false).into_iter().map(|plugin| format!("{plugin}/{name}")).collect();
        return Err(ResolveError::Ambiguous { name: name.to_owned(), choices });
    };
    Ok(named.into_iter().filter(|found| found.plugin() == only).collect())
}

/// The fewest digits of a digest that choose a version.
const DIGEST_DIGITS_MIN: usize = "sha256:".len() + 8;

/// Whether a version is the one that was asked for: by its beginning up to a dot, or by its digest.
fn is_selected(version: &Version, asked: &str) -> bool {
    if asked.starts_with("sha256:") {
        return asked.len() >= DIGEST_DIGITS_MIN && version.digest().starts_with(asked);
    }
    is_version(version.version(), asked)
}

fn is_version(version: &str, asked: &str) -> bool {
    version.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '+']))
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
