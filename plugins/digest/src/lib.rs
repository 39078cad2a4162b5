//! The story that several reports tell: who said what, a timeline, and where they agree or differ.
//!
//! What is found, and how, stands in the crate `story`; here it is offered, the best first or in the order that its kind has.

mod comparison;
mod quotes;
mod timeline;

use synoptic_plugin_sdk::export_summarizers;

export_summarizers!(quotes::Quotes, timeline::Timeline, comparison::Comparison);
