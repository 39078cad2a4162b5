//! What a summarizer for Synoptic compiles against.
//!
//! A plugin is a `cdylib` crate. It implements [`Summarizer`] for one type or several, and exports them with
//! [`export_summarizers!`]. `synoptic plugin package` makes a package of the library, and the service serves each
//! summarizer by its name. A whole plugin:
//!
//! ```
//! use synoptic_plugin_sdk::{Error, NoParams, Output, Request, Summarizer, export_summarizers};
//!
//! /// Takes the longest sentences.
//! #[derive(Default)]
//! struct Longest;
//!
//! impl Summarizer for Longest {
//!     const NAME: &'static str = "longest";
//!     const DESCRIPTION: &'static str = "Takes the longest sentences.";
//!     type Params = NoParams;
//!
//!     fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
//!         let mut sentences: Vec<_> = request.candidates().collect();
//!         sentences.sort_by_key(|sentence| std::cmp::Reverse(sentence.tokens().len()));
//!         for sentence in sentences {
//!             output.sentence(sentence, sentence.tokens().len() as f32)?;
//!         }
//!         Ok(())
//!     }
//! }
//!
//! export_summarizers!(Longest);
//! ```
//!
//! The summarizer offers sentences in its order of preference. The host keeps the length that was asked for, skips
//! what doesn't fit, and puts the sentences into the order that was asked for; `?` ends the call when the summary
//! is full or the caller has gone. So the ten lines above serve sentences, words, characters and ratios, one
//! document and many.
//!
//! # What the host does before and after
//!
//! - Each document comes segmented into paragraphs, sentences and tokens, and the tokens' terms are numbered alike in
//!   all documents of a request. [`Request::candidates`] are the sentences that may stand in a summary.
//! - The parameters are checked against the JSON Schema of [`Summarizer::Params`] before the call.
//! - Every sentence is taken from its source by the host, so its provenance can't be wrong.
//!
//! # Rules
//!
//! - The same request gives the same summary: no clock, no randomness, no order of a hash map.
//! - `summarize` may be called from several threads at once on one value.
//! - Long computations ask [`Output::is_stopped`] now and then: every few milliseconds is enough.
//! - A panic is caught and fails that one request. Build with `panic = "unwind"`, the default.

pub mod abi;
pub mod contract;
mod details;
#[doc(hidden)]
pub mod export;
mod output;
mod request;
mod summarizer;
pub mod testing;

pub use details::{Details, Stance, StanceKind};
pub use export::{PARAMS_NONE, check_names};
pub use output::{Level, Output, Placed, Span, Stop, TextKind};
pub use request::{Document, Length, Request, Sentence, Token};
pub use summarizer::{Call, Error, Kind, NoParams, Summarizer};

/// Derives the JSON Schema of parameters; the crate that the derive macro needs is `schemars`.
pub use schemars;
/// Reads parameters; the crate that the derive macro needs is `serde`.
pub use serde;
