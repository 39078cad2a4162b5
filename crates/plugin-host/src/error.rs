//! Why a library can't serve, or a call can't be answered.

use std::{io, path::PathBuf};

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
         file out of the folder"
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
    #[error("summarizer `{summarizer}` can't be created: status {status}; its log says why")]
    Create {
        /// The summarizer.
        summarizer: String,
        /// What its `create` returned.
        status: i32,
    },
    /// The name belongs to a summarizer that was loaded before.
    #[error("summarizer `{summarizer}` is already served from {}; rename one of them", other.display())]
    NameTaken {
        /// The summarizer.
        summarizer: String,
        /// The library that serves it.
        other: PathBuf,
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
    /// The summarizer has another version.
    #[error("no version {asked} of summarizer \"{name}\"; {served} is served")]
    Version {
        /// The summarizer.
        name: String,
        /// The version that was asked for.
        asked: String,
        /// The version that is served.
        served: String,
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
}
