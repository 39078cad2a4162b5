//! The end of the server: requests under way are answered for a while, and then refused.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use http::HeaderMap;
use hyper::body::{Bytes, Frame};
use tokio::sync::watch;
use tonic::{Status, body::Body};

use crate::error::Error;

/// How far the server's end has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// It hasn't begun.
    Serving,
    /// What is under way is answered, and nothing new is taken up.
    Draining,
    /// What is still under way is refused.
    Ending,
}

/// Tells the phase.
pub(crate) type Phases = watch::Receiver<Phase>;

/// Returns once a phase has begun.
pub(crate) async fn begun(phase: Phase, phases: &mut Phases) {
    // It fails only where the server is gone already.
    let _ = phases.wait_for(|now| *now >= phase).await;
}

/// An answer that is refused where it isn't whole by a phase.
pub(crate) struct AnswerUntil {
    answer: Body,
    cut: Pin<Box<dyn Future<Output = ()> + Send>>,
    is_refused: bool,
}

impl AnswerUntil {
    pub(crate) fn new(answer: Body, phase: Phase, mut phases: Phases) -> Self {
        let cut = Box::pin(async move { begun(phase, &mut phases).await });
        Self { answer, cut, is_refused: false }
    }
}

impl hyper::body::Body for AnswerUntil {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        if self.is_refused {
            return Poll::Ready(None);
        }
        // What is there is sent before.
        if let Poll::Ready(frame) = Pin::new(&mut self.answer).poll_frame(context) {
            return Poll::Ready(frame);
        }
        std::task::ready!(self.cut.as_mut().poll(context));
        // Whoever works on the answer notices.
        self.answer = Body::empty();
        self.is_refused = true;
        let mut trailers = HeaderMap::new();
        Poll::Ready(Some(
            Status::from(Error::ShuttingDown).add_header(&mut trailers).map(|()| Frame::trailers(trailers)),
        ))
    }

    fn is_end_stream(&self) -> bool {
        self.is_refused || self.answer.is_end_stream()
    }
}
