//! A real server on a free port, asked over gRPC.

#![expect(clippy::unwrap_used, reason = "tests")]

mod administration;
mod bad_input;
mod batch;
mod controls;
mod documents;
mod harness;
mod hostile;
mod limits;
mod plugins;
mod shared_articles;
mod start;
mod stories;
mod summaries;
