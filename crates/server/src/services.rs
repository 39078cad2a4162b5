//! The handlers: each reads like its sentence.

mod admin;
mod documents;
mod summaries;
mod summarizers;

pub(crate) use admin::PluginAdmin;
pub(crate) use documents::Documents;
pub(crate) use summaries::Summaries;
pub(crate) use summarizers::Summarizers;

use std::time::Instant;

use tonic::Extensions;

use crate::{
    Limits,
    edge::{Caller, Deadline},
    lanes::{Priority, Terms},
};

/// Until when the answer to a request must be there, and whose request it is.
fn terms(extensions: &Extensions, limits: &Limits, priority: Priority) -> Terms {
    let deadline = extensions.get::<Deadline>().map(|deadline| deadline.0);
    Terms {
        deadline: deadline.unwrap_or_else(|| Instant::now() + limits.deadline()),
        priority,
        caller: extensions.get::<Caller>().map_or(0, |caller| caller.0),
    }
}
