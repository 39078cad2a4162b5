//! What a plugin author implements.

use schemars::JsonSchema;
use serde::{Deserialize, de::DeserializeOwned};

use crate::{Output, Request, Stop, abi};

/// A way to summarize.
///
/// One value of the type serves all requests, several at a time. It is made by [`Default`] when the library is
/// loaded: what is expensive to set up belongs there.
pub trait Summarizer: Default + Send + Sync + 'static {
    /// What callers name it by: 1 to 63 characters of `a-z`, `0-9` and `-`, beginning with a letter.
    const NAME: &'static str;

    /// What it does, in a sentence or a few, for people who choose a summarizer.
    const DESCRIPTION: &'static str;

    /// The kinds of summary that it makes.
    const KINDS: &'static [Kind] = &[Kind::Extractive];

    /// The languages that it was made for, BCP-47 and separated by commas; any when empty.
    const LANGUAGES: &'static str = "";

    /// Whether it follows [`Request::focus`]. Where it doesn't, the host warns a caller who asks for one.
    const FOCUS: bool = false;

    /// The parameters: a struct with serde's `Deserialize` and schemars' `JsonSchema`, where each field has a default
    /// and a documentation comment. Add `#[serde(deny_unknown_fields)]`, and the host refuses misspelt ones.
    type Params: DeserializeOwned + Default + JsonSchema;

    /// Offers sentences (or texts) to `output`, the best first.
    ///
    /// # Errors
    ///
    /// What `output` returns is handed on with `?`. An [`Error::InvalidArgument`] is told to the caller as such.
    fn summarize(&self, request: &Request<'_, Self::Params>, output: &Output<'_>) -> Result<(), Error>;

    /// The most requests that [`summarize_batch`](Self::summarize_batch) takes. Above 1, the host gathers requests that come
    /// at about the same time.
    const BATCH_MAX: u32 = 1;

    /// Summarizes several requests in one call, with a result for each: worth it where what they share is expensive, such as
    /// a run of a neural model.
    fn summarize_batch(&self, calls: &[Call<'_, Self::Params>]) -> Vec<Result<(), Error>> {
        calls.iter().map(|call| self.summarize(&call.request, &call.output)).collect()
    }

    /// Tries itself once, before it serves: a version that fails isn't published.
    ///
    /// # Errors
    ///
    /// When it can't serve, with the reason.
    fn self_test(&self) -> Result<(), String> {
        Ok(())
    }

    /// Does what the first request would otherwise wait for. Called once, before it serves.
    fn warm_up(&self) {}
}

/// One request of several, and where its summary goes.
#[derive(Debug)]
pub struct Call<'a, P> {
    /// What is asked for.
    pub request: Request<'a, P>,
    /// Where the summary goes.
    pub output: Output<'a>,
}

/// No parameters.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoParams {}

/// A kind of summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Sentences of the sources, unchanged.
    Extractive,
    /// A few short points.
    KeyPoints,
    /// One line.
    Headline,
    /// Who said what.
    Quotes,
    /// What happened when.
    Timeline,
    /// Where the sources agree and differ.
    Comparison,
    /// New sentences.
    Abstractive,
}

impl Kind {
    /// The bit that stands for it in the ABI.
    pub const fn bit(self) -> u32 {
        match self {
            Self::Extractive => abi::KIND_EXTRACTIVE,
            Self::KeyPoints => abi::KIND_KEY_POINTS,
            Self::Headline => abi::KIND_HEADLINE,
            Self::Quotes => abi::KIND_QUOTES,
            Self::Timeline => abi::KIND_TIMELINE,
            Self::Comparison => abi::KIND_COMPARISON,
            Self::Abstractive => abi::KIND_ABSTRACTIVE,
        }
    }

    /// The kind that a bit of the ABI stands for; extractive where none does.
    pub(crate) const fn of_bit(bit: u32) -> Self {
        match bit {
            abi::KIND_KEY_POINTS => Self::KeyPoints,
            abi::KIND_HEADLINE => Self::Headline,
            abi::KIND_QUOTES => Self::Quotes,
            abi::KIND_TIMELINE => Self::Timeline,
            abi::KIND_COMPARISON => Self::Comparison,
            abi::KIND_ABSTRACTIVE => Self::Abstractive,
            _ => Self::Extractive,
        }
    }
}

/// Why a call ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The host asked for the end; not a failure.
    Stopped(Stop),
    /// The request can't be answered, and the message says why: a combination of parameters, say.
    InvalidArgument(String),
    /// The summarizer failed.
    Internal(String),
}

impl From<Stop> for Error {
    fn from(stop: Stop) -> Self {
        Self::Stopped(stop)
    }
}
