//! What tests and developer commands share: where built libraries are, and a server that runs.

mod libraries;
mod measure;
mod process;
mod synthetic;

pub use libraries::{
    PluginFolder, built_example, bundled_library, bundled_plugins, compile_c, profile_folder,
};
pub use measure::{growth_exponent, measure};
pub use process::ServerProcess;
pub use synthetic::synthetic_text;
