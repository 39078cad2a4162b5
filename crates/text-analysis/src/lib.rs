//! Text in; language, paragraphs, sentences, tokens and terms out.
//!
//! Everything that is found is a range of bytes of the text as it was given: nothing is normalized, so every
//! span slices exactly to its source. The work is linear in the text, whatever the text is. No I/O.
//!
//! ```
//! use synoptic_text_analysis::{Options, analyze};
//!
//! let analysis = analyze("Maj. Gen. Pat Ryder told reporters. He left.", &Options::default());
//! let sentences: Vec<&str> = analysis.sentences().iter().map(|sentence| analysis.slice(sentence.range())).collect();
//! assert_eq!(sentences, ["Maj. Gen. Pat Ryder told reporters.", "He left."]);
//! ```

mod abbreviations;
mod analysis;
mod boilerplate;
mod bytes;
mod detection;
mod fitness;
#[doc(hidden)]
pub mod fuzzing;
mod hindi;
mod language;
mod lexicon;
pub mod markup;
mod paragraphs;
mod quotations;
mod roles;
mod sentences;
mod stems;
mod stop_words;
mod tokens;

pub use analysis::{Analysis, Options, Paragraph, Sentence, SentenceFlags, Token, TokenFlags, analyze};
pub use detection::Detection;
pub use language::Language;

/// The longest sentence, in bytes. A run of text without a boundary is cut at white space before this length:
/// it is several times the longest sentence of edited prose (about 1,200 bytes), and bounds the work of every
/// step that follows.
pub const SENTENCE_BYTES_MAX: usize = 4096;
