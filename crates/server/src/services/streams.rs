//! Streams that clients keep open, and that end with the server.

use std::pin::Pin;

use futures_util::StreamExt as _;
use tokio::sync::oneshot;
use tokio_stream::Stream;
use tonic::{Status, Streaming};

use crate::{
    ending::{Phase, Phases, begun},
    error::Error,
};

/// A stream of messages, or of answers to them.
pub(super) type Messages<T> = Pin<Box<dyn Stream<Item = Result<T, Status>> + Send>>;

/// What a client sends until the server is to stop, answered: no message is taken up behind that, those under way are answered, and
/// then the stream is refused, where the client hasn't ended it itself.
pub(super) fn until_stopping<T, U>(
    requests: Streaming<T>,
    phases: Phases,
    answer: impl FnOnce(Messages<T>) -> Messages<U>,
) -> Messages<U>
where
    T: Send + 'static,
    U: Send + 'static,
{
    let (cut, was_cut) = oneshot::channel();
    let read = async |(mut requests, mut phases, cut): (Streaming<T>, Phases, oneshot::Sender<()>)| {
        let request = tokio::select! {
            biased;
            () = begun(Phase::Draining, &mut phases) => {
                // The answers may be gone already.
                let _ = cut.send(());
                return None;
            }
            request = requests.next() => request?,
        };
        Some((request, (requests, phases, cut)))
    };
    let requests = futures_util::stream::unfold((requests, phases, cut), read);
    let refusal = futures_util::stream::once(was_cut)
        .filter_map(async |cut| cut.ok().map(|()| Err(Status::from(Error::ShuttingDown))));
    Box::pin(answer(Box::pin(requests)).chain(refusal))
}
