//! The commands, one a file: arguments, and what is done with them.

pub(crate) mod batch;
pub(crate) mod collections;
pub(crate) mod documents;
pub(crate) mod evaluate;
pub(crate) mod import;
mod inputs;
pub(crate) mod plugin;
pub(crate) mod replay;
pub(crate) mod serve;
mod spec;
pub(crate) mod story;
pub(crate) mod summarize;
pub(crate) mod summarizers;
