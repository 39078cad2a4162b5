//! The gRPC services of Synoptic.
//!
//! [`Server::start`] serves until it is told to stop. One request goes straight through: `transport` takes the connection,
//! `edge` gives the request its id and deadline, a handler in `services` has `from_proto` make a checked value of it, `summarize`
//! does the work on a thread of the plugin's lane, `to_proto` makes the answer, and `status` the refusal.

mod analysis_cache;
mod data_folder;
mod edge;
mod ending;
mod error;
mod evaluate;
mod from_proto;
mod lanes;
mod logging;
mod offsets;
mod plugins;
mod reports;
mod server;
mod services;
mod settings;
mod status;
mod summarize;
mod to_proto;
mod transport;

pub use logging::init as init_logging;
pub use server::{Server, StartError};
pub use settings::{
    Admin, AdminOverrides, Compute, Http, Limits, Log, LogFormat, Overrides, PluginOverrides, Plugins,
    Settings, SettingsError,
};
pub use synoptic_plugin_host::worker_main;
