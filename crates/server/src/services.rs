//! The handlers: each reads like its sentence.

mod admin;
mod clusters;
mod documents;
mod inputs;
mod seen;
mod streams;
mod summaries;
mod summarizers;

pub(crate) use admin::PluginAdmin;
pub(crate) use documents::Documents;
pub(crate) use inputs::Inputs;
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
    let deadline = extensions.get::<Deadline>().map(|deadline| deadline.at);
    Terms {
        deadline: deadline.unwrap_or_else(|| Instant::now() + limits.deadline()),
        priority,
        caller: caller(extensions),
    }
}

/// As [`terms`], for a request that came just now in a stream: it has the greatest deadline for itself.
fn terms_within(extensions: &Extensions, limits: &Limits, priority: Priority) -> Terms {
    let asked = extensions.get::<Deadline>().and_then(|deadline| deadline.asked);
    let greatest = Instant::now() + limits.deadline();
    Terms {
        deadline: asked.map_or(greatest, |asked| asked.min(greatest)),
        priority,
        caller: caller(extensions),
    }
}

fn caller(extensions: &Extensions) -> u64 {
    extensions.get::<Caller>().map_or(0, |caller| caller.0)
}
