//! Loads summarizer plugins, checks them, and calls them.
//!
//! The one place that opens libraries. A [`Catalog`] holds the summarizers of a folder; [`Summarizer::run`] calls one of
//! them with analysed documents, keeps the length and the order that were asked for, and takes every sentence from its
//! source, so that no plugin can misquote.

mod call;
mod catalog;
mod error;
mod image;
mod library;
mod params;
mod selection;
mod view;

pub use call::{Event, Outcome, Task};
pub use catalog::{Catalog, Refusal, Summarizer};
pub use error::{CallError, LoadError, ParamsError, ResolveError};
pub use selection::{Length, Order, PIECES_MAX, Piece, PieceSpan, Shortfall};
pub use synoptic_plugin_sdk::Kind;
pub use view::Document;
