//! Plugins as the host meets them: good ones, broken ones and hostile ones, in this process and in workers.

#![expect(clippy::unwrap_used, reason = "tests")]

mod calls;
mod fixture;
mod handover;
mod loading;
mod registry;
