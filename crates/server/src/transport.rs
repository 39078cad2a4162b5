//! Connections: accepted, limited, and drained at the end.

use std::{
    io::{self, Cursor},
    net::IpAddr,
    sync::Arc,
    time::Duration,
};

use hyper::server::conn::http2;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    io::AsyncReadExt as _,
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::JoinSet,
};

use crate::{
    Http,
    edge::Edge,
    ending::{Phase, Phases, begun},
};

/// The flow-control windows. A stream's window holds a long article whole; a connection's holds a few of them.
const STREAM_WINDOW_BYTES: u32 = 1 << 20;
const CONNECTION_WINDOW_BYTES: u32 = 4 << 20;

/// The longest headers of a request, in bytes.
const HEADERS_BYTES_MAX: u32 = 16 << 10;

/// How long a client may take to say that it is still there.
const KEEPALIVE_TIMEOUT: Duration = Duration::from_secs(20);

/// How long the client's connection preface is.
const PREFACE_BYTES: usize = 24;

/// How long accepting pauses when the process is out of file descriptors, say.
const ACCEPT_BACKOFF: Duration = Duration::from_millis(100);

/// How long clients may take to take the refusal of what is cut short at the server's end.
const REFUSAL_TIMEOUT: Duration = Duration::from_millis(500);

/// Serves connections until the server's end begins, and then those under way until they are refused.
pub(crate) async fn serve(listener: TcpListener, edge: Edge, http: Http, mut phases: Phases) {
    let permits = Arc::new(Semaphore::new(http.connections_max));
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &permits) => accepted,
            () = begun(Phase::Draining, &mut phases) => break,
        };
        // Those that have ended are taken off the set.
        while connections.try_join_next().is_some() {}
        match accepted {
            Ok((stream, address, permit)) => {
                let edge = edge.for_peer(address);
                let (http, phases) = (http.clone(), phases.clone());
                connections.spawn(async move {
                    serve_connection(stream, edge, &http, phases).await;
                    drop(permit);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "can't accept connections for now");
                tokio::time::sleep(ACCEPT_BACKOFF).await;
            }
        }
    }
    drop(listener);
    tokio::select! {
        () = all_ended(&mut connections) => return,
        () = begun(Phase::Ending, &mut phases) => {}
    }
    tracing::warn!(connections = connections.len(), "the drain's time is up; refusing what is left");
    if tokio::time::timeout(REFUSAL_TIMEOUT, all_ended(&mut connections)).await.is_err() {
        connections.shutdown().await;
    }
}

async fn all_ended(connections: &mut JoinSet<()>) {
    while connections.join_next().await.is_some() {}
}

/// Reads the bytes with which every HTTP/2 client begins (RFC 9113, section 3.4); what they are is checked behind this. A client
/// that sends fewer has no connection yet, and no other timer.
async fn read_preface(stream: &mut TcpStream) -> io::Result<[u8; PREFACE_BYTES]> {
    let mut preface = [0; PREFACE_BYTES];
    stream.read_exact(&mut preface).await?;
    Ok(preface)
}

/// Accepts a connection once there is room for it.
async fn accept(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> io::Result<(TcpStream, IpAddr, tokio::sync::OwnedSemaphorePermit)> {
    let permit = Arc::clone(permits).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, address) = listener.accept().await?;
    stream.set_nodelay(true)?;
    Ok((stream, address.ip(), permit))
}

async fn serve_connection(mut stream: TcpStream, edge: Edge, http: &Http, mut phases: Phases) {
    let silence = Duration::from_millis(http.preface_ms_max);
    let preface = tokio::select! {
        preface = tokio::time::timeout(silence, read_preface(&mut stream)) => preface,
        () = begun(Phase::Draining, &mut phases) => return,
    };
    let Ok(Ok(preface)) = preface else { return };
    // The preface is put back in front of what follows.
    let (reader, writer) = stream.into_split();
    let stream = tokio::io::join(Cursor::new(preface).chain(reader), writer);
    let connection = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .max_concurrent_streams(http.streams_per_connection_max)
        .initial_stream_window_size(STREAM_WINDOW_BYTES)
        .initial_connection_window_size(CONNECTION_WINDOW_BYTES)
        .max_header_list_size(HEADERS_BYTES_MAX)
        .keep_alive_interval(Duration::from_millis(http.keepalive_ms))
        .keep_alive_timeout(KEEPALIVE_TIMEOUT)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(edge));
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = &mut connection => ended,
        () = begun(Phase::Draining, &mut phases) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended");
    }
}
