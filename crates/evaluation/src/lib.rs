//! How good a summary is: ROUGE against references, and bootstrap intervals. Pure, no I/O.

mod bootstrap;
mod porter;
mod rouge;

pub use bootstrap::{Interval, SplitMix, bootstrap};
pub use porter::stem;
pub use rouge::{Reference, Rouge, Scorer, Tokens, sentence_lines};
