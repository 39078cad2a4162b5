//! The server: put together, started, drained.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use prost::Message as _;
use prost_types::FileDescriptorSet;
use synoptic_api::{
    admin::v1::plugin_admin_service_server::PluginAdminServiceServer,
    v1::{
        document_service_server::DocumentServiceServer, summarizer_service_server::SummarizerServiceServer,
        summary_service_server::SummaryServiceServer,
    },
};
use synoptic_document_store::SqliteStore;
use tokio::{
    net::TcpListener,
    sync::watch,
    task::{JoinHandle, JoinSet},
};
use tonic::service::Routes;
use tonic_health::{ServingStatus, server::HealthReporter};

use crate::{
    Settings,
    analysis_cache::AnalysisCache,
    data_folder::DataFolder,
    edge::Edge,
    ending::{Phase, Phases},
    lanes::Lanes,
    plugins::{self, Plugins},
    services::{Documents, Inputs, PluginAdmin, Summaries, Summarizers},
    summarize::{Engine, Shadows},
    transport,
};

/// A server that is up.
pub struct Server {
    address: SocketAddr,
    admin_address: Option<SocketAddr>,
    phase: watch::Sender<Phase>,
    drain: Duration,
    health: HealthReporter,
    serving: JoinSet<()>,
    watching: JoinHandle<()>,
    engine: Arc<Engine>,
    /// Given back last of all.
    _data: DataFolder,
}

/// Why a server doesn't come up; what is behind that is its source, and isn't said twice.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder can't be made, or not be locked.
    #[error("the data folder {folder} can't be used")]
    Data {
        /// The folder.
        folder: String,
        /// Why.
        source: io::Error,
    },
    /// Another server is at work in the data folder.
    #[error(
        "the data folder {folder} is in use by another server; stop that one, or give this one a folder of its own"
    )]
    DataInUse {
        /// The folder.
        folder: String,
    },
    /// The store can't be opened.
    #[error("the document store in {folder} can't be opened")]
    Store {
        /// The folder.
        folder: String,
        /// Why.
        source: synoptic_document_store::Error,
    },
    /// The plugin folder can't be read, or the allow list.
    #[error("the plugin folder {folder} can't be loaded")]
    Plugins {
        /// The folder.
        folder: String,
        /// Why.
        source: io::Error,
    },
    /// No library of the plugin folder could be loaded.
    #[error("no plugin in {folder} can serve; the log says why for each")]
    NoPlugins {
        /// The folder.
        folder: String,
    },
    /// The address can't be listened on.
    #[error("can't listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// Something else is missing.
    #[error("can't start: {0}")]
    Other(String),
}

/// The services of this server, as health checks name them.
const SERVICES: [&str; 4] =
    ["", "synoptic.v1.DocumentService", "synoptic.v1.SummaryService", "synoptic.v1.SummarizerService"];

impl Server {
    /// Takes the data folder, loads the plugins, opens the store, and listens. Plugins that don't fit are logged, and the others
    /// serve.
    ///
    /// # Errors
    ///
    /// When there is nothing to serve, or nowhere.
    pub async fn start(settings: Settings) -> Result<Self, StartError> {
        // Before anything in the folder is touched.
        let data = DataFolder::take(&settings.data)?;
        let folder = settings.data.display().to_string();
        let store =
            SqliteStore::open(&settings.data).map_err(|source| StartError::Store { folder, source })?;
        let store: Arc<dyn synoptic_document_store::DocumentStore> = Arc::new(store);
        let engine = Arc::new(Engine {
            registry: Arc::new(plugins::open(&settings)?),
            cache: AnalysisCache::new(settings.compute.cache_bytes_max),
            lanes: Lanes::new(settings.compute.threads, settings.compute.queue_max),
            limits: settings.limits.clone(),
            default_summarizer: settings.default_summarizer.clone(),
            shadows: Shadows::default(),
            recordings: settings.plugins.recordings.clone(),
        });
        let (health, health_service) = tonic_health::server::health_reporter();
        for service in SERVICES {
            health.set_service_status(service, ServingStatus::Serving).await;
        }
        let plugins = Arc::new(Plugins::new(health.clone(), settings.plugins.required.clone()));
        plugins.tell_health(&engine).await;

        let (phase, phases) = watch::channel(Phase::Serving);
        let mut serving = JoinSet::new();
        let mut routes = Routes::new(health_service.clone());
        routes = add_services(routes, store, &engine, &settings, &phases);
        if settings.reflection {
            routes = add_reflection(routes, "synoptic.v1")?;
        }
        let address = listen(&mut serving, settings.listen, routes, &settings, &phases).await?;
        let mut admin_address = None;
        if settings.admin.enabled {
            let admin = PluginAdmin { engine: Arc::clone(&engine), plugins: Arc::clone(&plugins) };
            let mut routes = Routes::new(health_service).add_service(PluginAdminServiceServer::new(admin));
            if settings.reflection {
                routes = add_reflection(routes, "synoptic.admin.v1")?;
            }
            admin_address =
                Some(listen(&mut serving, settings.admin.listen, routes, &settings, &phases).await?);
        }
        let watched = Arc::clone(&engine);
        let watching = tokio::spawn(async move { plugins.watch(&watched).await });
        tracing::info!(%address, ?admin_address, "listening");
        let drain = settings.limits.drain();
        Ok(Self { address, admin_address, phase, drain, health, serving, watching, engine, _data: data })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it is administered, if anywhere.
    pub fn admin_address(&self) -> Option<SocketAddr> {
        self.admin_address
    }

    /// Looks at the plugin folder again. What can't be loaded is logged, and what it would replace goes on.
    pub async fn reload_plugins(&self) {
        let registry = Arc::clone(&self.engine.registry);
        match tokio::task::spawn_blocking(move || plugins::reload(&registry)).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::error!(%error, "the plugin folder can't be read"),
            Err(error) => tracing::error!(%error, "the reload panicked"),
        }
    }

    /// Tells health checks that it isn't serving, waits for the requests under way for as long as the settings allow,
    /// refuses those that are left, and ends.
    pub async fn stop(mut self) {
        tracing::info!("draining");
        self.watching.abort();
        // It has ended when this returns, and tells nobody any more.
        let _ = (&mut self.watching).await;
        for service in SERVICES {
            self.health.set_service_status(service, ServingStatus::NotServing).await;
        }
        let _ = self.phase.send(Phase::Draining);
        if tokio::time::timeout(self.drain, self.all_served()).await.is_err() {
            let _ = self.phase.send(Phase::Ending);
            self.all_served().await;
        }
        tracing::info!("stopped");
    }

    async fn all_served(&mut self) {
        while let Some(ended) = self.serving.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "serving ended badly");
            }
        }
    }
}

/// Serves routes on an address.
async fn listen(
    serving: &mut JoinSet<()>,
    address: SocketAddr,
    routes: Routes,
    settings: &Settings,
    phases: &Phases,
) -> Result<SocketAddr, StartError> {
    let failed = |source| StartError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    let edge = Edge::new(routes.prepare(), &settings.limits, phases.clone());
    serving.spawn(transport::serve(listener, edge, settings.http.clone(), phases.clone()));
    Ok(bound)
}

/// Adds the services of the data port.
fn add_services(
    routes: Routes,
    store: Arc<dyn synoptic_document_store::DocumentStore>,
    engine: &Arc<Engine>,
    settings: &Settings,
    phases: &Phases,
) -> Routes {
    let size = settings.limits.message_bytes_max;
    let inputs = Inputs { store: Arc::clone(&store), engine: Arc::clone(engine) };
    let documents =
        Documents { store, engine: Arc::clone(engine), inputs: inputs.clone(), phases: phases.clone() };
    let summaries = Summaries { engine: Arc::clone(engine), inputs, phases: phases.clone() };
    let registry = Arc::clone(&engine.registry);
    let summarizers = Summarizers { registry, default: settings.default_summarizer.clone() };
    routes
        .add_service(DocumentServiceServer::new(documents).max_decoding_message_size(size))
        .add_service(SummaryServiceServer::new(summaries).max_decoding_message_size(size))
        .add_service(SummarizerServiceServer::new(summarizers).max_decoding_message_size(size))
}

/// Adds both versions of reflection: many clients know the older one alone. Of the API's packages it tells the one that is served there.
fn add_reflection(routes: Routes, package: &str) -> Result<Routes, StartError> {
    let mut api = FileDescriptorSet::decode(synoptic_api::FILE_DESCRIPTOR_SET)
        .map_err(|error| StartError::Other(error.to_string()))?;
    api.file.retain(|file| file.package() == package || !file.package().starts_with("synoptic."));
    let configure = || {
        tonic_reflection::server::Builder::configure()
            .register_file_descriptor_set(api.clone())
            .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
            .register_encoded_file_descriptor_set(tonic_types::pb::FILE_DESCRIPTOR_SET)
    };
    let failed = |error: tonic_reflection::server::Error| StartError::Other(error.to_string());
    let v1 = configure().build_v1().map_err(failed)?;
    let v1alpha = configure().build_v1alpha().map_err(failed)?;
    Ok(routes.add_service(v1).add_service(v1alpha))
}
