//! What tests and developer commands share: where built libraries are, and a server that runs.

mod libraries;
mod process;

pub use libraries::{bundled_plugins, built_example, profile_folder};
pub use process::ServerProcess;
