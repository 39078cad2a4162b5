//! Loads summarizer plugins, checks them, and calls them.
//!
//! The one place that opens libraries. A [`Registry`] holds the versions that are live, and publishes a [`Catalog`] of their
//! summarizers; [`Summarizer::run`] calls one of them with analysed documents, in this process or in a worker, keeps the length and
//! the order that were asked for, and takes every sentence from its source, so that no plugin can misquote.

mod budget;
mod call;
mod catalog;
mod description;
mod doorbell;
mod error;
mod frames;
#[doc(hidden)]
pub mod fuzzing;
mod image;
mod library;
mod manifest;
mod package;
mod params;
mod raw;
mod recording;
mod region;
mod registry;
mod rules;
mod selection;
mod shelf;
mod sink;
mod stop;
pub mod validate;
mod version;
mod view;
mod worker;

pub use budget::PIECES_MAX;
pub use call::{Event, Listener, Outcome, Task};
pub use catalog::{Catalog, Resolved, Route, Target, WEIGHT_MAX};
pub(crate) use description::raw_kind;
pub use error::{CallError, LoadError, ParamsError, RegistryError, ResolveError};
pub use manifest::{Isolation, LIBRARY_FILE, Limits, MANIFEST_FILE, Manifest, Needs};
pub use package::{PackageOptions, package};
pub use recording::Recording;
pub use registry::{Loaded, Options, Refusal, Registry, Reloaded};
pub use rules::{Quality, Rules};
pub use selection::{Length, Order, Piece, PieceSpan, Shortfall};
pub use stop::StopSignal;
pub use synoptic_plugin_sdk::{Details, Kind, Stance, StanceKind, abi};
pub use version::{Summarizer, Version, VersionState};
pub use view::{Document, Known};
pub use worker::worker_main;
