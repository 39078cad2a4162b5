//! What every request passes: an id, a deadline, and an answer whatever happens inside.

use std::{
    convert::Infallible,
    future::Future,
    hash::{DefaultHasher, Hash, Hasher as _},
    net::IpAddr,
    panic::AssertUnwindSafe,
    pin::Pin,
    sync::atomic::{AtomicU64, Ordering},
    task::{Context, Poll},
    time::{Duration, Instant},
};

use futures_util::FutureExt as _;
use http::{HeaderMap, HeaderValue, Request, Response};
use hyper::body::Incoming;
use synoptic_api::ERROR_DOMAIN;
use tonic::{Code, Status, body::Body, service::Routes};
use tonic_types::{ErrorDetails, StatusExt as _};
use tower_service::Service;
use tracing::Instrument as _;

use crate::{
    Limits,
    ending::{AnswerUntil, Phase, Phases, begun},
    error::Error,
};

/// The header that names a request; a client's own is kept.
const REQUEST_ID: &str = "x-request-id";

/// The longest request id that is taken over, in bytes: two UUIDs.
const REQUEST_ID_BYTES_MAX: usize = 72;

/// How much of a path that nothing answers to is told: more than any method's has.
const PATH_CHARS_SHOWN: usize = 200;

/// When the answer must be there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    pub(crate) at: Instant,
    /// When the client won't wait any longer, where it said so: what a stream of many answers goes by.
    pub(crate) asked: Option<Instant>,
}

/// The header by which a client behind a proxy says which caller it asks for: callers take turns.
const CALLER: &str = "synoptic-caller";

/// Whose request it is: a number of the caller's name, or of the address that it connects from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller(pub(crate) u64);

impl Caller {
    fn of(name: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// The services, behind what every request passes.
#[derive(Clone)]
pub(crate) struct Edge {
    routes: Routes,
    deadline_max: Duration,
    message_bytes_max: usize,
    peer: Caller,
    phases: Phases,
}

impl Edge {
    pub(crate) fn new(routes: Routes, limits: &Limits, phases: Phases) -> Self {
        Self {
            routes,
            deadline_max: limits.deadline(),
            message_bytes_max: limits.message_bytes_max,
            peer: Caller(0),
            phases,
        }
    }

    /// The same for a connection from an address.
    pub(crate) fn for_peer(&self, address: IpAddr) -> Self {
        Self { peer: Caller::of(address), ..self.clone() }
    }

    async fn answer(mut self, mut request: Request<Incoming>) -> Response<Body> {
        let received = Instant::now();
        let id = request_id(request.headers());
        let asked = request.headers().get("grpc-timeout").and_then(|value| parse_timeout(value.as_bytes()));
        let allowed = asked.unwrap_or(self.deadline_max).min(self.deadline_max);
        let caller = request.headers().get(CALLER).map_or(self.peer, |name| Caller::of(name.as_bytes()));
        request.extensions_mut().insert(Deadline {
            at: received + allowed,
            asked: asked.and_then(|asked| received.checked_add(asked)),
        });
        request.extensions_mut().insert(caller);

        let span = tracing::info_span!(
            "request",
            id = id.to_str().unwrap_or_default(),
            method = request.uri().path()
        );
        let uri = request.uri().clone();
        let answered = async {
            let mut response = self.answer_within(allowed, received, request).await;
            if is_message_too_large(response.headers()) {
                response = self.message_too_large();
            } else if is_no_method(response.headers()) {
                let path = uri.path().chars().take(PATH_CHARS_SHOWN).collect();
                response = Status::from(Error::NoMethod { path }).into_http();
            }
            tracing::debug!(took = ?received.elapsed(), "answered");
            response
        };
        let mut response = answered.instrument(span).await.map(|answer| {
            // A watch of health, or an open reflection, is told what there was to tell.
            let is_ours = uri.path().starts_with("/synoptic.");
            let phase = if is_ours { Phase::Ending } else { Phase::Draining };
            Body::new(AnswerUntil::new(answer, phase, self.phases.clone()))
        });
        response.headers_mut().insert(REQUEST_ID, id);
        response
    }

    /// What the services answer, or that there is no answer in time.
    async fn answer_within(
        &mut self,
        allowed: Duration,
        received: Instant,
        request: Request<Incoming>,
    ) -> Response<Body> {
        let inner = AssertUnwindSafe(self.routes.call(request)).catch_unwind();
        tokio::select! {
            biased;
            answered = inner => match answered {
                Ok(Ok(response)) => response,
                Ok(Err(never)) => match never {},
                Err(_) => Status::from(Error::Internal("a handler panicked".to_owned())).into_http(),
            },
            () = tokio::time::sleep_until((received + allowed).into()) => {
                Status::from(Error::DeadlineExceeded { allowed }).into_http()
            }
            () = begun(Phase::Ending, &mut self.phases) => Status::from(Error::ShuttingDown).into_http(),
        }
    }

    /// tonic refuses a message that is too large with `OUT_OF_RANGE` and without details.
    fn message_too_large(&self) -> Response<Body> {
        let limit = [("limit".to_owned(), self.message_bytes_max.to_string())];
        let details = ErrorDetails::with_error_info("MESSAGE_TOO_LARGE", ERROR_DOMAIN, limit);
        let message = format!("the message is longer than {} bytes", self.message_bytes_max);
        Status::with_error_details(Code::ResourceExhausted, message, details).into_http()
    }
}

impl Service<Request<Incoming>> for Edge {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Incoming>) -> Self::Future {
        let edge = self.clone();
        Box::pin(async move { Ok(edge.answer(request).await) })
    }
}

/// The client's id of the request where it is printable, or one of ours.
fn request_id(headers: &HeaderMap) -> HeaderValue {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let given = headers.get(REQUEST_ID).filter(|value| {
        value.len() <= REQUEST_ID_BYTES_MAX
            && !value.is_empty()
            && value.as_bytes().iter().all(u8::is_ascii_graphic)
    });
    given.cloned().unwrap_or_else(|| HeaderValue::from(NEXT.fetch_add(1, Ordering::Relaxed)))
}

/// Whether tonic refused a message for its length; our own answers carry details.
fn is_message_too_large(headers: &HeaderMap) -> bool {
    let out_of_range = headers.get("grpc-status").is_some_and(|code| code == "11");
    out_of_range && !headers.contains_key("grpc-status-details-bin")
}

/// Whether tonic found nothing that answers: it says so without a word.
fn is_no_method(headers: &HeaderMap) -> bool {
    let unimplemented = headers.get("grpc-status").is_some_and(|code| code == "12");
    unimplemented && !headers.contains_key("grpc-message")
}

/// Reads a timeout as gRPC over HTTP/2 has it: 1 to 8 digits and a unit.
fn parse_timeout(value: &[u8]) -> Option<Duration> {
    let (unit, digits) = value.split_last()?;
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    let amount: u64 = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some(match unit {
        b'H' => Duration::from_secs(amount * 3600),
        b'M' => Duration::from_secs(amount * 60),
        b'S' => Duration::from_secs(amount),
        b'm' => Duration::from_millis(amount),
        b'u' => Duration::from_micros(amount),
        b'n' => Duration::from_nanos(amount),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_timeouts_of_all_units() {
        assert_eq!(parse_timeout(b"100m"), Some(Duration::from_millis(100)));
        assert_eq!(parse_timeout(b"2H"), Some(Duration::from_secs(7200)));
        assert_eq!(parse_timeout(b"99999999n"), Some(Duration::from_nanos(99_999_999)));
        for bad in ["", "m", "100", "-1m", "123456789m", "1x"] {
            assert_eq!(parse_timeout(bad.as_bytes()), None, "{bad}");
        }
    }
}
