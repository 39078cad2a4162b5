//! What several reports on one event say: who said what, what happened when, what all say and where they differ, what is new,
//! which reports belong to one event, and whether a text is borne out by them.
//!
//! Everything is found by rules, lexicons and statistics that are linear in the text, and each finding names the bytes that it rests
//! on. English; what is found in other languages is what marks, numbers and shared words alone tell.

mod alignment;
mod clauses;
mod clusters;
mod comparison;
mod compression;
mod contraries;
mod dates;
mod features;
mod figures;
mod gender;
mod irregular;
mod lexicon;
mod names;
mod novelty;
mod paraphrases;
mod quantities;
mod quotations;
mod report;
mod request;
mod shapes;
mod spellings;
mod support;
mod timeline;
mod trimming;
mod units;

pub use alignment::{Alignment, SIMILARITY_MIN};
pub use clusters::{Article, Assignment, ClusterOptions, Clusterer, Clusters, cluster};
pub use comparison::{Claim, ClaimKind, Voice, compare};
pub use compression::{Compressed, compress};
pub use dates::{Granularity, TimeExpression, When, time_expressions};
pub use names::{Mention, Name, NameKind, Names};
pub use novelty::known;
pub use quotations::{Quotation, quotations};
pub use report::{Report, Span};
pub use request::{items_max, reports, source_span};
pub use support::{Finding, FindingKind, Level, Measures, Verdict, check, measure};
/// The parts of a report, as the text analysis has them.
pub use synoptic_text_analysis::{Sentence, SentenceFlags, Token, TokenFlags};
pub use timeline::{Event, Place, timeline};
pub use trimming::trim;
