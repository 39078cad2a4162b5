//! What the benchmarks of this crate share: the bundled plugins as `cargo xtask bench` packaged them.

use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
};

use synoptic_plugin_host::{Options, Registry};

/// A path of the environment.
pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(env::var_os(name).expect("run by `cargo xtask bench`"))
}

/// The bundled plugins, in this process or in workers.
pub(crate) fn registry(private: &Path, in_process: bool) -> Registry {
    let options = Options {
        folder: path("SYNOPTIC_BENCH_PLUGINS"),
        private: private.to_owned(),
        allow_list: in_process.then(|| path("SYNOPTIC_BENCH_ALLOW_LIST")),
        worker_program: path("SYNOPTIC_BENCH_PROGRAM"),
        workers_max: 2,
        worker_memory_bytes_max: 4 << 30,
        in_process_max: 64,
        grants: BTreeMap::new(),
    };
    let (registry, reloaded) = Registry::open(options).expect("the folder can be read");
    assert!(reloaded.refused.is_empty(), "{:?}", reloaded.refused);
    registry
}
