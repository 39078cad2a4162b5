//! Why a library can't serve, or a call can't be answered.

use std::{io, path::PathBuf, time::Duration};

use synoptic_plugin_sdk::abi;

/// Why a library of the folder doesn't serve. Each message names what was found, what was expected, and the mend.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file can't be read.
    #[error("can't be read: {0}; give the service's user the right to read it")]
    Unreadable(#[from] io::Error),
    /// The file isn't a shared library of this system.
    #[error(
        "isn't a shared library of this system; build the plugin with crate-type = [\"cdylib\"] for {target}"
    )]
    NotALibrary {
        /// What this server was built for.
        target: &'static str,
    },
    /// The library is of another kind of machine.
    #[error("was built for {found}, and this server runs on {target}; build it for {target}")]
    OtherMachine {
        /// What it was built for.
        found: String,
        /// What this server was built for.
        target: &'static str,
    },
    /// The file ends before the library does.
    #[error("is cut off: it has {found} bytes of at least {expected}; copy it again")]
    Truncated {
        /// How long it is.
        found: u64,
        /// How long it must be.
        expected: u64,
    },
    /// The loader refuses the file, which may need a library that isn't there.
    #[error("the system's loader refuses it: {0}; install what it links against, or link that in")]
    Loader(#[source] libloading::Error),
    /// The library doesn't export the entry.
    #[error(
        "exports no `{symbol}`, so it is no Synoptic plugin; add `export_summarizers!(…)` to its crate, or take the \
         package out of the folder"
    )]
    NoEntry {
        /// The symbol that was looked for.
        symbol: &'static str,
    },
    /// The entry isn't one of a plugin.
    #[error("its entry `{symbol}` is malformed: {what}; build it with the SDK of this release")]
    Malformed {
        /// The symbol.
        symbol: &'static str,
        /// What is wrong with it.
        what: String,
    },
    /// The ABI's version doesn't fit.
    #[error(
        "plugin `{plugin}` {version} was built for plugin ABI {found_major}.{found_minor}, and this server offers \
         {offered_major}.{offered_minor}; {mend}"
    )]
    AbiVersion {
        /// The plugin's name.
        plugin: String,
        /// The plugin's version.
        version: String,
        /// The major version of the plugin's ABI.
        found_major: u16,
        /// The minor version of the plugin's ABI.
        found_minor: u16,
        /// The major version of the server's ABI.
        offered_major: u16,
        /// The minor version of the server's ABI.
        offered_minor: u16,
        /// What to do.
        mend: &'static str,
    },
    /// A panic in the library would end the server.
    #[error(
        "plugin `{plugin}` {version} was built with panic = \"abort\", which would end the server with the first panic; \
         build it with panic = \"unwind\""
    )]
    PanicAborts {
        /// The plugin's name.
        plugin: String,
        /// The plugin's version.
        version: String,
    },
    /// A summarizer's schema of parameters isn't a JSON Schema.
    #[error("the parameters' schema of summarizer `{summarizer}` is no JSON Schema: {what}")]
    Schema {
        /// The summarizer.
        summarizer: String,
        /// What is wrong.
        what: String,
    },
    /// A summarizer didn't come up.
    #[error("summarizer `{summarizer}` can't be created: status {status}{}", because(said))]
    Create {
        /// The summarizer.
        summarizer: String,
        /// What its `create` returned.
        status: i32,
        /// What it logged.
        said: String,
    },
    /// A summarizer failed its self test, or its warm-up.
    #[error("summarizer `{summarizer}` fails `{action}`: status {status}{}", because(said))]
    Action {
        /// The extension.
        action: &'static str,
        /// The summarizer.
        summarizer: String,
        /// What it returned.
        status: i32,
        /// What it logged.
        said: String,
    },
    /// The manifest can't be used.
    #[error("plugin.toml: {what}")]
    Manifest {
        /// Why.
        what: String,
    },
    /// The library isn't the one that the manifest was written for.
    #[error(
        "the library has SHA-256 {found}, and plugin.toml says {expected}; package it again, or find out who changed it"
    )]
    Digest {
        /// The library's.
        found: String,
        /// The manifest's.
        expected: String,
    },
    /// Library and manifest don't agree.
    #[error("the library's {field} is {library:?}, and plugin.toml says {manifest:?}; package it again")]
    Mismatch {
        /// Of what.
        field: &'static str,
        /// What the manifest says.
        manifest: String,
        /// What the library says.
        library: String,
    },
    /// Others may have written it.
    #[error("{} {what}", path.display())]
    Rights {
        /// The file or folder.
        path: PathBuf,
        /// Why it isn't trusted, and the mend.
        what: &'static str,
    },
    /// Another library of the same name and version is live.
    #[error(
        "plugin `{plugin}` {version} is live with {live}, and this library is {found}; give it a version of its own, or \
         unload the live one first"
    )]
    VersionTaken {
        /// The plugin.
        plugin: String,
        /// The version.
        version: String,
        /// The digest of this library.
        found: String,
        /// The digest of the live one.
        live: String,
    },
    /// It needs what the operator hasn't granted.
    #[error(
        "plugin `{plugin}` needs `{setting}`; grant it under [plugins.grants.{plugin}], or do without the plugin"
    )]
    NotGranted {
        /// The plugin.
        plugin: String,
        /// The setting.
        setting: String,
    },
    /// The private copy can't be made.
    #[error("can't be copied to {}: {error}; make room, or give the service's user the right to write there", folder.display())]
    Private {
        /// The folder.
        folder: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// Its worker didn't come up.
    #[error("its worker {what}")]
    Worker {
        /// What it did.
        what: String,
    },
    /// Its worker refuses it.
    #[error("its worker refuses it: {what}")]
    Refused {
        /// Why.
        what: String,
    },
    /// It was unloaded at the same time.
    #[error("was unloaded at the same time")]
    Gone,
}

fn because(said: &str) -> String {
    if said.is_empty() { "; it doesn't say why".to_owned() } else { format!("; it says: {said}") }
}

impl LoadError {
    /// A word for the kind of refusal, which never changes.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "UNREADABLE",
            Self::NotALibrary { .. } => "NOT_A_LIBRARY",
            Self::OtherMachine { .. } => "OTHER_MACHINE",
            Self::Truncated { .. } => "TRUNCATED",
            Self::Loader(_) => "LOADER",
            Self::NoEntry { .. } => "NO_ENTRY",
            Self::Malformed { .. } => "MALFORMED_ENTRY",
            Self::AbiVersion { .. } => "ABI_VERSION",
            Self::PanicAborts { .. } => "PANIC_ABORTS",
            Self::Schema { .. } => "PARAMS_SCHEMA",
            Self::Create { .. } => "CREATE",
            Self::Action { .. } => "SELF_TEST",
            Self::Manifest { .. } => "MANIFEST",
            Self::Digest { .. } => "DIGEST",
            Self::Mismatch { .. } => "MANIFEST_MISMATCH",
            Self::Rights { .. } => "FILE_RIGHTS",
            Self::VersionTaken { .. } => "VERSION_TAKEN",
            Self::NotGranted { .. } => "NOT_GRANTED",
            Self::Private { .. } => "PRIVATE_COPY",
            Self::Worker { .. } => "WORKER",
            Self::Refused { .. } => "WORKER_REFUSES",
            Self::Gone => "GONE",
        }
    }

    pub(crate) fn malformed(what: impl Into<String>) -> Self {
        Self::Malformed { symbol: abi::ENTRY_SYMBOL, what: what.into() }
    }

    /// The ABI's version doesn't fit this host.
    pub(crate) fn abi(plugin: String, version: String, found_major: u16, found_minor: u16) -> Self {
        let newer = (found_major, found_minor) > (abi::ABI_MAJOR, abi::ABI_MINOR);
        Self::AbiVersion {
            plugin,
            version,
            found_major,
            found_minor,
            offered_major: abi::ABI_MAJOR,
            offered_minor: abi::ABI_MINOR,
            mend: if newer {
                "upgrade the server, or build the plugin with an older SDK"
            } else {
                "build the plugin anew with this release's SDK"
            },
        }
    }
}

/// Why the registry isn't changed.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// No such version is live.
    #[error("plugin \"{plugin}\" has no live version {version}")]
    NoVersion {
        /// The plugin.
        plugin: String,
        /// The version.
        version: String,
    },
    /// A route's name isn't one.
    #[error("\"{name}\" isn't a name: 1 to 63 characters of a-z, 0-9 and -, the first a letter")]
    Name {
        /// What was given.
        name: String,
    },
    /// A route's weights make no sense.
    #[error("a weight is {found}; weights are 0 to 1000000, and one must be above 0")]
    Weights {
        /// The weight.
        found: u32,
    },
    /// A route's target isn't there.
    #[error(transparent)]
    Target(#[from] ResolveError),
    /// A route's target is a route itself.
    #[error("\"{target}\" is an alias, and an alias can't be the target of another; name a summarizer")]
    Alias {
        /// The target.
        target: String,
    },
    /// Routes can't be written down.
    #[error("the routes can't be kept: {error}")]
    Routes {
        /// Why.
        error: String,
    },
}

/// Why there is no summarizer for a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// Nothing has the name.
    #[error("no summarizer \"{name}\"; there are {}", known.join(", "))]
    Unknown {
        /// The name that was asked for.
        name: String,
        /// The names that there are.
        known: Vec<String>,
    },
    /// The summarizer has other versions.
    #[error("no version {asked} of summarizer \"{name}\"; {} is served", served.join(", "))]
    Version {
        /// The summarizer.
        name: String,
        /// The version that was asked for.
        asked: String,
        /// The versions that are served.
        served: Vec<String>,
    },
    /// Several plugins have a summarizer of the name.
    #[error("several plugins have a summarizer \"{name}\"; ask for one of {}, or have an alias set", choices.join(", "))]
    Ambiguous {
        /// The name.
        name: String,
        /// Their full names.
        choices: Vec<String>,
    },
    /// No target of the route is live.
    #[error("no target of the route \"{name}\" is live")]
    RouteBroken {
        /// The route's name.
        name: String,
    },
}

/// Why parameters don't fit a summarizer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParamsError {
    /// There is no such parameter.
    #[error("summarizer \"{summarizer}\" has no parameter \"{name}\"; {}", known_params(known, nearest.as_deref()))]
    Unknown {
        /// The summarizer.
        summarizer: String,
        /// The parameter that was given.
        name: String,
        /// The most similar one that there is.
        nearest: Option<String>,
        /// All that there are.
        known: Vec<String>,
    },
    /// A value doesn't fit the schema.
    #[error("parameter \"{path}\" of summarizer \"{summarizer}\": {what}")]
    Invalid {
        /// The summarizer.
        summarizer: String,
        /// Which parameter, with dots between its parts.
        path: String,
        /// Why it doesn't fit.
        what: String,
    },
}

fn known_params(known: &[String], nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => format!("did you mean \"{nearest}\"?"),
        None if known.is_empty() => "it has none".to_owned(),
        None => format!("it has {}", known.join(", ")),
    }
}

/// Why a call wasn't answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The summarizer doesn't make this kind of summary.
    #[error("summarizer \"{summarizer}\" doesn't make this kind of summary")]
    KindNotSupported {
        /// The summarizer.
        summarizer: String,
    },
    /// The documents hold no sentence with a word.
    #[error("the documents hold no words")]
    NoSentences,
    /// The caller has gone or the time is up.
    #[error("the call was stopped")]
    Stopped,
    /// The summarizer says that the request can't be answered.
    #[error("summarizer \"{summarizer}\" refuses the request: {message}")]
    Refused {
        /// The summarizer.
        summarizer: String,
        /// What it says.
        message: String,
    },
    /// The summarizer failed.
    #[error("summarizer \"{summarizer}\" failed with status {status}: {message}")]
    Failed {
        /// The summarizer.
        summarizer: String,
        /// Its status.
        status: i32,
        /// What it says.
        message: String,
    },
    /// The summarizer panicked; the panic was caught in its library.
    #[error("summarizer \"{summarizer}\" panicked: {message}")]
    Panicked {
        /// The summarizer.
        summarizer: String,
        /// The panic's message.
        message: String,
    },
    /// The summarizer offered what doesn't exist.
    #[error("summarizer \"{summarizer}\" broke the contract: {what}")]
    Misbehaved {
        /// The summarizer.
        summarizer: String,
        /// What it did.
        what: String,
    },
    /// The worker that ran the summarizer ended; the call is lost, and no other.
    #[error("the worker of summarizer \"{summarizer}\" ended: {how}")]
    Crashed {
        /// The summarizer.
        summarizer: String,
        /// How it ended.
        how: String,
    },
    /// Too many workers of the plugin have ended; it is tried again after a pause.
    #[error("summarizer \"{summarizer}\" is out of service after repeated failures; try again in {} ms", retry_after.as_millis())]
    CircuitOpen {
        /// The summarizer.
        summarizer: String,
        /// When it may be worth another try.
        retry_after: Duration,
    },
    /// The documents don't fit into what host and worker share.
    #[error("the documents take {needed} bytes with their analysis, and a worker takes {room}")]
    TooLarge {
        /// What they take.
        needed: usize,
        /// What there is room for.
        room: usize,
    },
}

impl CallError {
    /// Whether the plugin is at fault, and not the request or the caller.
    pub fn is_the_plugins(&self) -> bool {
        match self {
            Self::Failed { .. }
            | Self::Panicked { .. }
            | Self::Misbehaved { .. }
            | Self::Crashed { .. }
            | Self::CircuitOpen { .. } => true,
            Self::KindNotSupported { .. }
            | Self::NoSentences
            | Self::Stopped
            | Self::Refused { .. }
            | Self::TooLarge { .. } => false,
        }
    }
}
