//! Why a request isn't answered, without a word of gRPC: `status` chooses the codes.

use std::time::Duration;

use synoptic_plugin_host::{CallError, LoadError, ParamsError, RegistryError, ResolveError};
use synoptic_text_analysis::markup::MarkupError;

/// Why a request isn't answered.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A field of the request is at fault.
    #[error("{field}: {fault}")]
    Field {
        /// Which field, as in `documents[3].text`.
        field: String,
        /// What is wrong with it.
        fault: Fault,
    },
    /// The store refuses, or fails.
    #[error(transparent)]
    Store(#[from] synoptic_document_store::Error),
    /// The summarizer refuses, or fails.
    #[error(transparent)]
    Call(#[from] CallError),
    /// Too many requests wait.
    #[error("{waiting} requests wait already; try again in {} ms", retry_after.as_millis())]
    QueueFull {
        /// How many.
        waiting: usize,
        /// When it may be worth another try.
        retry_after: Duration,
    },
    /// The request's turn would come after its deadline.
    #[error(
        "the wait would be {} ms, and {} ms are left; try again in {} ms",
        wait.as_millis(), allowed.as_millis(), retry_after.as_millis()
    )]
    QueueTooLong {
        /// How long it is likely to wait.
        wait: Duration,
        /// How long it may take.
        allowed: Duration,
        /// When it may be worth another try.
        retry_after: Duration,
    },
    /// Too many calls of the plugin ignore the stop word.
    #[error("{calls} calls of plugin \"{plugin}\" go on although they were stopped")]
    PluginStuck {
        /// The plugin.
        plugin: String,
        /// How many.
        calls: usize,
    },
    /// A package can't be loaded.
    #[error("{path}: {source}")]
    Load {
        /// The package's folder.
        path: String,
        /// Why.
        source: Box<LoadError>,
    },
    /// The plugins aren't changed.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The time is up.
    #[error("the time of {} ms is up", allowed.as_millis())]
    DeadlineExceeded {
        /// How long the request was allowed to take.
        allowed: Duration,
    },
    /// Nothing answers to the name.
    #[error("there is no method \"{path}\" on this port")]
    NoMethod {
        /// The service and the method, as the request names them.
        path: String,
    },
    /// The server is about to end.
    #[error("the server is shutting down")]
    ShuttingDown,
    /// A defect of the server's.
    #[error("internal error: {0}")]
    Internal(String),
}

impl Error {
    /// The same of a request that has the fields whose paths begin with `from` elsewhere.
    pub(crate) fn moved(self, from: &str, to: &str) -> Self {
        match self {
            Self::Field { field, fault } => {
                let field =
                    field.strip_prefix(from).map_or_else(|| field.clone(), |rest| format!("{to}{rest}"));
                Self::Field { field, fault }
            }
            error => error,
        }
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(crate) enum Fault {
    #[error("is required")]
    Missing,
    #[error("holds no text")]
    EmptyText,
    #[error("has {found} bytes, and {max} are allowed")]
    TooLong { found: usize, max: usize },
    #[error("has {found} items, and {max} are allowed")]
    TooMany { found: usize, max: usize },
    #[error("holds the control character U+{character:04X} at byte {at}")]
    ControlCharacter { character: u8, at: usize },
    #[error("\"{found}\" isn't a name of the form {form}")]
    Name { found: String, form: &'static str },
    #[error("\"{found}\" isn't an id: 1 to 63 characters of a-z, 0-9 and -, not at the ends a hyphen")]
    Id { found: String },
    #[error("is {found}, and must be {rule}")]
    OutOfRange { found: String, rule: &'static str },
    #[error("{found} isn't a value of {kind}")]
    UnknownValue { found: i32, kind: &'static str },
    #[error("there is no document \"{name}\"")]
    NoDocument { name: String },
    #[error("isn't a token of this list")]
    PageToken,
    #[error("\"{found}\" isn't {rule}")]
    Syntax { found: String, rule: &'static str },
    #[error("there is no field \"{found}\" to update; there are {}, or * for all", known.join(", "))]
    Mask { found: String, known: &'static [&'static str] },
    #[error("{0}")]
    Conflict(&'static str),
    #[error("\"{id}\" is the id of requests[{first}] too")]
    SameId { id: String, first: usize },
    #[error("in the text without its markup: {0}")]
    WithoutMarkup(Box<Fault>),
    #[error("{0}")]
    Markup(#[from] MarkupError),
    #[error("{0}")]
    Resolve(#[from] ResolveError),
    #[error("{0}")]
    Params(#[from] ParamsError),
    #[error("summarizer \"{summarizer}\" doesn't make {kind}; {}", told_makers(makers))]
    Kind { summarizer: String, kind: String, makers: Vec<String> },
}

fn told_makers(makers: &[String]) -> String {
    if makers.is_empty() {
        "none that is loaded does".to_owned()
    } else {
        format!("ask one of {}", makers.join(", "))
    }
}

impl Fault {
    /// Says that it is in what was taken out of markup, where bytes are counted anew.
    pub(crate) fn without_markup(self) -> Self {
        Self::WithoutMarkup(Box::new(self))
    }

    /// Says which field it is in.
    pub(crate) fn of(self, field: impl Into<String>) -> Error {
        Error::Field { field: field.into(), fault: self }
    }
}
