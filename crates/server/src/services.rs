//! The handlers: each reads like its sentence.

mod documents;
mod summaries;
mod summarizers;

pub(crate) use documents::Documents;
pub(crate) use summaries::Summaries;
pub(crate) use summarizers::Summarizers;

use std::time::Instant;

use tonic::Extensions;

use crate::{Limits, edge::Deadline};

/// When the answer to a request must be there.
fn deadline(extensions: &Extensions, limits: &Limits) -> Instant {
    extensions.get::<Deadline>().map_or_else(|| Instant::now() + limits.deadline(), |deadline| deadline.0)
}
