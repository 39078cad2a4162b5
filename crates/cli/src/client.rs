//! Connections to the server.

use std::time::Duration;

use synoptic_api::{
    admin::v1::plugin_admin_service_client::PluginAdminServiceClient,
    v1::{
        document_service_client::DocumentServiceClient, summarizer_service_client::SummarizerServiceClient,
        summary_service_client::SummaryServiceClient,
    },
};
use tonic::transport::{Channel, Endpoint};

use crate::exit::{Misuse, Unreachable};

/// How long a connection may take to come up.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The longest answer that is taken, in bytes: a page of texts or a summary of the longest documents.
const ANSWER_BYTES_MAX: usize = 256 << 20;

async fn channel(server: &str) -> anyhow::Result<Channel> {
    let endpoint = endpoint(server)?.connect_timeout(CONNECT_TIMEOUT).tcp_nodelay(true);
    let endpoint = endpoint.initial_stream_window_size(1 << 20).initial_connection_window_size(4 << 20);
    let reached = endpoint.connect().await;
    Ok(reached.map_err(|_| {
        Unreachable(format!("no server answers at {server}; start one with `synoptic serve`"))
    })?)
}

/// The endpoint of a server's address.
fn endpoint(server: &str) -> Result<Endpoint, Misuse> {
    let parsed = Endpoint::from_shared(server.to_owned());
    let why = match parsed {
        Ok(endpoint) if endpoint.uri().scheme_str() == Some("http") => return Ok(endpoint),
        Ok(endpoint) if endpoint.uri().scheme_str() == Some("https") => {
            "TLS isn't built in; use http://, to a proxy on this machine if the server is behind TLS"
        }
        _ => "the address of a server must begin with http://, as in http://127.0.0.1:50051",
    };
    Err(Misuse(format!("{server}: {why}")))
}

pub(crate) async fn documents(server: &str) -> anyhow::Result<DocumentServiceClient<Channel>> {
    Ok(DocumentServiceClient::new(channel(server).await?).max_decoding_message_size(ANSWER_BYTES_MAX))
}

pub(crate) async fn summaries(server: &str) -> anyhow::Result<SummaryServiceClient<Channel>> {
    Ok(SummaryServiceClient::new(channel(server).await?).max_decoding_message_size(ANSWER_BYTES_MAX))
}

pub(crate) async fn summarizers(server: &str) -> anyhow::Result<SummarizerServiceClient<Channel>> {
    Ok(SummarizerServiceClient::new(channel(server).await?))
}

pub(crate) async fn plugins(admin: &str) -> anyhow::Result<PluginAdminServiceClient<Channel>> {
    Ok(PluginAdminServiceClient::new(channel(admin).await?))
}
