//! The server: put together, started, drained.

use std::{io, net::SocketAddr, sync::Arc};

use synoptic_api::v1::{
    document_service_server::DocumentServiceServer, summarizer_service_server::SummarizerServiceServer,
    summary_service_server::SummaryServiceServer,
};
use synoptic_document_store::SqliteStore;
use synoptic_plugin_host::Catalog;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use tonic::service::Routes;
use tonic_health::{ServingStatus, server::HealthReporter};

use crate::{
    Settings,
    analysis_cache::AnalysisCache,
    compute::Compute,
    edge::Edge,
    services::{Documents, Summaries, Summarizers},
    summarize::Engine,
    transport,
};

/// A server that is up.
pub struct Server {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    health: HealthReporter,
    serving: JoinHandle<()>,
}

/// Why a server doesn't come up.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store can't be opened.
    #[error("the document store in {folder}: {source}")]
    Store {
        /// The folder.
        folder: String,
        /// Why.
        source: synoptic_document_store::Error,
    },
    /// The plugin folder can't be read.
    #[error("the plugin folder {folder}: {source}")]
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
    #[error("can't listen on {address}: {source}")]
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
    /// Loads the plugins, opens the store, and listens. Libraries that don't fit are logged, and the others serve.
    ///
    /// # Errors
    ///
    /// When there is nothing to serve, or nowhere.
    pub async fn start(settings: Settings) -> Result<Self, StartError> {
        let catalog = Arc::new(load_plugins(&settings)?);
        let folder = settings.data.display().to_string();
        let store =
            SqliteStore::open(&settings.data).map_err(|source| StartError::Store { folder, source })?;
        let store: Arc<dyn synoptic_document_store::DocumentStore> = Arc::new(store);
        let compute = Compute::start(settings.compute.threads, settings.compute.queue_max)
            .map_err(|error| StartError::Other(error.to_string()))?;
        let engine = Arc::new(Engine {
            catalog: Arc::clone(&catalog),
            cache: AnalysisCache::new(settings.compute.cache_bytes_max),
            compute,
            limits: settings.limits.clone(),
            default_summarizer: settings.default_summarizer.clone(),
        });

        let (health, health_service) = tonic_health::server::health_reporter();
        for service in SERVICES {
            health.set_service_status(service, ServingStatus::Serving).await;
        }
        let size = settings.limits.message_bytes_max;
        let documents = Documents { store: Arc::clone(&store), engine: Arc::clone(&engine) };
        let summarizers = Summarizers { catalog, default: settings.default_summarizer.clone() };
        let mut routes = Routes::new(health_service)
            .add_service(DocumentServiceServer::new(documents).max_decoding_message_size(size))
            .add_service(
                SummaryServiceServer::new(Summaries { store, engine }).max_decoding_message_size(size),
            )
            .add_service(SummarizerServiceServer::new(summarizers).max_decoding_message_size(size));
        if settings.reflection {
            routes = add_reflection(routes)?;
        }

        let address = settings.listen;
        let listen = |source| StartError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let edge = Edge::new(routes.prepare(), &settings.limits);
        let (stop, stopping) = watch::channel(false);
        let drain = settings.limits.drain();
        let serving = tokio::spawn(transport::serve(listener, edge, settings.http, drain, stopping));
        tracing::info!(%address, "listening");
        Ok(Self { address, stop, health, serving })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Tells health checks that it isn't serving, waits for the requests under way for as long as the settings allow,
    /// and ends.
    pub async fn stop(self) {
        tracing::info!("draining");
        for service in SERVICES {
            self.health.set_service_status(service, ServingStatus::NotServing).await;
        }
        let _ = self.stop.send(true);
        if let Err(error) = self.serving.await {
            tracing::error!(%error, "serving ended badly");
        }
        tracing::info!("stopped");
    }
}

fn load_plugins(settings: &Settings) -> Result<Catalog, StartError> {
    let folder = settings.plugins.display().to_string();
    let loaded = Catalog::load(&settings.plugins);
    let (catalog, refusals) =
        loaded.map_err(|source| StartError::Plugins { folder: folder.clone(), source })?;
    for refusal in &refusals {
        tracing::error!(file = %refusal.path.display(), error = %refusal.error, "a plugin can't serve");
    }
    for summarizer in catalog.iter() {
        tracing::info!(
            summarizer = summarizer.name(),
            version = summarizer.version(),
            digest = summarizer.digest(),
            "loaded"
        );
    }
    if catalog.iter().next().is_none() {
        return Err(StartError::NoPlugins { folder });
    }
    if catalog.resolve(&settings.default_summarizer).is_err() {
        tracing::error!(
            summarizer = settings.default_summarizer,
            "the default summarizer isn't there; requests must name one"
        );
    }
    Ok(catalog)
}

/// Adds both versions of reflection: many clients know the older one alone.
fn add_reflection(routes: Routes) -> Result<Routes, StartError> {
    let configure = || {
        tonic_reflection::server::Builder::configure()
            .register_encoded_file_descriptor_set(synoptic_api::FILE_DESCRIPTOR_SET)
            .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
            .register_encoded_file_descriptor_set(tonic_types::pb::FILE_DESCRIPTOR_SET)
    };
    let failed = |error: tonic_reflection::server::Error| StartError::Other(error.to_string());
    let v1 = configure().build_v1().map_err(failed)?;
    let v1alpha = configure().build_v1alpha().map_err(failed)?;
    Ok(routes.add_service(v1).add_service(v1alpha))
}
