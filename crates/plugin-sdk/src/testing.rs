//! What a plugin's tests are written with: a mock host, and the suite that every summarizer passes.
//!
//! [`Host`] runs one summarizer on texts of a test's own. [`conformance`] tries what the service relies on, whatever the
//! summarizer. Both go through the C ABI, as the service does, so that a test covers everything but the loader.
//!
//! ```
//! use synoptic_plugin_sdk::{
//!     Error, NoParams, Output, Request, Summarizer,
//!     testing::{Host, conformance::assert_conforms},
//! };
//!
//! /// Takes sentences in their order.
//! #[derive(Default)]
//! struct First;
//!
//! impl Summarizer for First {
//!     const NAME: &'static str = "first";
//!     const DESCRIPTION: &'static str = "Takes sentences in their order.";
//!     type Params = NoParams;
//!
//!     fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
//!         for sentence in request.candidates() {
//!             output.sentence(sentence, 1.0)?;
//!         }
//!         Ok(())
//!     }
//! }
//!
//! let summary = Host::new().document("One fell. Two rose. Three stayed.").sentences(2).run::<First>().unwrap();
//! assert_eq!(summary.texts(), ["One fell.", "Two rose."]);
//!
//! assert_conforms::<First>();
//! ```
//!
//! # How texts are analysed
//!
//! The service's own analysis knows languages, quotations and abbreviations. The one here is made to be foreseen:
//!
//! - A paragraph is a line that isn't blank.
//! - A sentence ends with its paragraph, or at a `.`, `!` or `?` that white space follows.
//! - A token is a run of letters and digits. Its term is the token in lower case, numbered alike in all documents.
//! - About twenty English words, such as `the` and `of`, are stop words, and have no term.
//! - A sentence may stand in a summary when it has a token. A first line that repeats its document's title may not,
//!   unless there is nothing else.

mod answer;
mod callbacks;
mod collection;
mod collector;
pub mod conformance;
mod host;
mod instance;
mod subject;
mod task;

pub use host::{Failure, Host, Piece, Summary};
