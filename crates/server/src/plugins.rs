//! The plugins of the server: opened at its start, reloaded, and told to health checks.

use std::{collections::HashSet, io, path::PathBuf, sync::Mutex, time::Duration};

use synoptic_plugin_host::{Catalog, Options, Registry, Reloaded};
use tonic_health::{ServingStatus, server::HealthReporter};

use crate::{
    Settings, StartError,
    summarize::{DOCUMENTS_LANE, Engine},
};

/// What health checks know of plugins.
pub(crate) struct Plugins {
    health: HealthReporter,
    required: Vec<String>,
    /// The plugins that health checks may ask about.
    told: Mutex<HashSet<String>>,
}

/// The beginning of a plugin's name, as health checks ask for it.
const SERVICE_PREFIX: &str = "synoptic.plugin.";

/// How often the states of plugins are told to health checks, beside each change by an administrator: a circuit opens and closes
/// by itself.
const TELL_HEALTH_EVERY: Duration = Duration::from_millis(250);

/// The folder for private copies, in the store's.
const PRIVATE_FOLDER: &str = "plugins";

/// Opens the plugins. Those that don't fit are logged, and the others serve.
pub(crate) fn open(settings: &Settings) -> Result<Registry, StartError> {
    let plugins = &settings.plugins;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let folder = plugins.folder.display().to_string();
    let options = Options {
        folder: plugins.folder.clone(),
        private: settings.data.join(PRIVATE_FOLDER),
        allow_list: plugins.allow_list.clone(),
        worker_program: plugins.worker_program.clone().unwrap_or_else(|| PathBuf::from("/proc/self/exe")),
        workers_max: if plugins.workers_max == 0 { cores } else { plugins.workers_max },
        worker_memory_bytes_max: plugins.worker_memory_bytes_max,
        in_process_max: plugins.in_process_max,
        grants: plugins.grants.clone(),
    };
    let failed = |source| StartError::Plugins { folder: folder.clone(), source };
    let (registry, reloaded) = Registry::open(options).map_err(failed)?;
    log(&reloaded);
    if registry.catalog().live().is_empty() {
        return Err(StartError::NoPlugins { folder });
    }
    if registry.catalog().resolve(&settings.default_summarizer, || 0).is_err() {
        tracing::error!(
            summarizer = settings.default_summarizer,
            "the default summarizer isn't there; requests must name one"
        );
    }
    let live = live(&registry.catalog());
    for plugin in plugins.required.iter().filter(|plugin| !live.contains(*plugin)) {
        tracing::error!(
            plugin,
            "a required plugin isn't there; health checks are told that the server isn't ready"
        );
    }
    Ok(registry)
}

/// Looks at the plugin folder again, and logs what came of it.
pub(crate) fn reload(registry: &Registry) -> io::Result<Reloaded> {
    let reloaded = registry.reload()?;
    log(&reloaded);
    Ok(reloaded)
}

fn log(reloaded: &Reloaded) {
    for version in &reloaded.loaded {
        tracing::info!(
            plugin = version.name(),
            version = version.version(),
            digest = version.digest(),
            isolation = ?version.state().isolation,
            "loaded"
        );
    }
    for (plugin, version) in &reloaded.unloaded {
        tracing::info!(plugin, version, "taken out of service");
    }
    for refusal in &reloaded.refused {
        tracing::error!(folder = %refusal.folder.display(), error = %refusal.error, "a plugin can't serve");
    }
}

impl Plugins {
    pub(crate) fn new(health: HealthReporter, required: Vec<String>) -> Self {
        Self { health, required, told: Mutex::default() }
    }

    /// Tells health checks of each plugin, and of the server as a whole.
    pub(crate) async fn tell_health(&self, engine: &Engine) {
        let (ready, live) = {
            let catalog = engine.registry.catalog();
            (ready(&catalog), live(&catalog))
        };
        let gone: Vec<String> = {
            let mut told = self.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let gone = told.difference(&live).cloned().collect();
            *told = live.clone();
            gone
        };
        for plugin in gone {
            // A reporter is a handle, of which each changes the same statuses.
            self.health.clone().clear_service_status(&format!("{SERVICE_PREFIX}{plugin}")).await;
        }
        for plugin in &live {
            self.tell(&format!("{SERVICE_PREFIX}{plugin}"), ready.contains(plugin)).await;
        }
        let all = self.required.iter().all(|plugin| ready.contains(plugin));
        for service in ["", "synoptic.v1.SummaryService"] {
            self.tell(service, all).await;
        }
        engine.lanes.keep(|lane| lane == DOCUMENTS_LANE || live.contains(lane));
    }

    /// Tells health checks again and again, as circuits open and close.
    pub(crate) async fn watch(&self, engine: &Engine) {
        let mut ticks = tokio::time::interval(TELL_HEALTH_EVERY);
        loop {
            ticks.tick().await;
            self.tell_health(engine).await;
        }
    }

    async fn tell(&self, service: &str, ready: bool) {
        let status = if ready { ServingStatus::Serving } else { ServingStatus::NotServing };
        self.health.set_service_status(service, status).await;
    }
}

/// The plugins that have a live version.
fn live(catalog: &Catalog) -> HashSet<String> {
    catalog.live().iter().map(|version| version.name().to_owned()).collect()
}

/// The plugins that have a version which answers.
fn ready(catalog: &Catalog) -> HashSet<String> {
    let ready = catalog.live().iter().filter(|version| version.state().ready);
    ready.map(|version| version.name().to_owned()).collect()
}
