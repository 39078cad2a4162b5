//! The frames that host and worker exchange, over a socket or through shared memory. What comes from a worker is trusted in
//! nothing.

use std::{
    io::{self, Read, Write},
    str,
};

use synoptic_plugin_sdk::abi;

use crate::{budget::SPANS_MAX, sink::Sink};

/// From the host: what to open. JSON of [`Open`](super::worker::Open).
pub(crate) const OPEN: u8 = 1;
/// From the worker: what it has opened. JSON of a `Described`.
pub(crate) const READY: u8 = 10;
/// From the worker: why it can't serve.
pub(crate) const REFUSED: u8 = 11;
/// From the worker: what a summarizer emits.
const SENTENCE: u8 = 20;
const TEXT: u8 = 21;
const PROGRESS: u8 = 22;
const LOG: u8 = 23;
const METRIC: u8 = 24;
const ERROR: u8 = 25;
const FAULT: u8 = 26;
/// From the worker: a request has ended, with its status.
const STATUS: u8 = 27;

/// The longest frame, in bytes: a text of a summarizer's, or the schemas of a library.
pub(crate) const FRAME_BYTES_MAX: usize = 16 << 20;

/// A frame that doesn't follow the protocol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it sent a malformed frame: {0}")]
pub(crate) struct Malformed(pub(crate) &'static str);

impl From<Malformed> for io::Error {
    fn from(malformed: Malformed) -> Self {
        Self::new(io::ErrorKind::InvalidData, malformed)
    }
}

/// Appends a frame: its length, its tag, its bytes.
pub(crate) fn push(frames: &mut Vec<u8>, tag: u8, parts: &[&[u8]]) {
    let length: usize = 1 + parts.iter().map(|part| part.len()).sum::<usize>();
    frames.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
    frames.push(tag);
    parts.iter().for_each(|part| frames.extend_from_slice(part));
}

/// Reads one frame, and nothing behind it.
pub(crate) fn read(socket: &mut impl Read) -> io::Result<(u8, Vec<u8>)> {
    let mut length = [0; 4];
    socket.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length) as usize;
    if !(1..=FRAME_BYTES_MAX).contains(&length) {
        return Err(Malformed("its length").into());
    }
    let mut frame = vec![0; length];
    socket.read_exact(&mut frame)?;
    let tag = frame.remove(0);
    Ok((tag, frame))
}

/// Writes one frame.
pub(crate) fn write(socket: &mut impl Write, tag: u8, bytes: &[u8]) -> io::Result<()> {
    let mut frame = Vec::with_capacity(bytes.len() + 5);
    push(&mut frame, tag, &[bytes]);
    socket.write_all(&frame)
}

/// Writes what a summarizer emits as frames.
pub(crate) struct Emitted<'a>(pub(crate) &'a mut Vec<u8>, pub(crate) u32);

impl Emitted<'_> {
    pub(crate) fn sentence(&mut self, document: u32, sentence: u32, score: f32) {
        let (item, document, sentence) =
            (self.1.to_le_bytes(), document.to_le_bytes(), sentence.to_le_bytes());
        push(self.0, SENTENCE, &[&item, &document, &sentence, &score.to_le_bytes()]);
    }

    pub(crate) fn text(&mut self, kind: u32, text: &str, spans: &[abi::Span], score: f32, details: &str) {
        let numbers = spans.iter().flat_map(|span| [span.document, span.start, span.end]);
        let spans_bytes: Vec<u8> = numbers.flat_map(u32::to_le_bytes).collect();
        let count = u32::try_from(spans.len()).unwrap_or(u32::MAX).to_le_bytes();
        let (item, kind, score) = (self.1.to_le_bytes(), kind.to_le_bytes(), score.to_le_bytes());
        let length = u32::try_from(details.len()).unwrap_or(u32::MAX).to_le_bytes();
        let (text, details) = (text.as_bytes(), details.as_bytes());
        push(self.0, TEXT, &[&item, &kind, &score, &count, &spans_bytes, &length, details, text]);
    }

    pub(crate) fn progress(&mut self, fraction: f32) {
        push(self.0, PROGRESS, &[&self.1.to_le_bytes(), &fraction.to_le_bytes()]);
    }

    pub(crate) fn log(&mut self, level: u32, message: &str) {
        push(self.0, LOG, &[&self.1.to_le_bytes(), &level.to_le_bytes(), message.as_bytes()]);
    }

    pub(crate) fn metric(&mut self, name: &str, value: f64) {
        push(self.0, METRIC, &[&self.1.to_le_bytes(), &value.to_le_bytes(), name.as_bytes()]);
    }

    pub(crate) fn error(&mut self, message: &str) {
        push(self.0, ERROR, &[&self.1.to_le_bytes(), message.as_bytes()]);
    }

    pub(crate) fn fault(&mut self, what: &str) {
        push(self.0, FAULT, &[&self.1.to_le_bytes(), what.as_bytes()]);
    }

    pub(crate) fn status(&mut self, status: i32) {
        push(self.0, STATUS, &[&self.1.to_le_bytes(), &status.to_le_bytes()]);
    }
}

/// The answers of a worker to one call, as they come in.
#[derive(Debug)]
pub(crate) struct Answers {
    unread: Vec<u8>,
    statuses: Vec<Option<i32>>,
}

impl Answers {
    pub(crate) fn new(requests: usize) -> Self {
        Self { unread: Vec::new(), statuses: vec![None; requests] }
    }

    /// Takes what came in, and hands whole frames to the sinks of their requests.
    pub(crate) fn take(&mut self, bytes: &[u8], sinks: &mut [&mut dyn Sink]) -> Result<(), Malformed> {
        // As a rule whole frames come in at once, and nothing is copied.
        if self.unread.is_empty() {
            let read = apply_frames(bytes, &mut self.statuses, sinks)?;
            self.unread.extend_from_slice(&bytes[read..]);
        } else {
            self.unread.extend_from_slice(bytes);
            let read = apply_frames(&self.unread, &mut self.statuses, sinks)?;
            self.unread.drain(..read);
        }
        Ok(())
    }

    /// The statuses, once all requests have one.
    pub(crate) fn statuses(&self) -> Option<Vec<i32>> {
        self.statuses.iter().copied().collect()
    }
}

/// Applies whole frames, and returns how many bytes they had.
fn apply_frames(
    bytes: &[u8],
    statuses: &mut [Option<i32>],
    sinks: &mut [&mut dyn Sink],
) -> Result<usize, Malformed> {
    let mut read = 0;
    while let Some((length, rest)) = bytes[read..].split_first_chunk::<4>() {
        let length = u32::from_le_bytes(*length) as usize;
        if !(1..=FRAME_BYTES_MAX).contains(&length) {
            return Err(Malformed("its length"));
        }
        let Some(frame) = rest.get(..length) else { break };
        apply(frame[0], &frame[1..], statuses, sinks)?;
        read += 4 + length;
    }
    Ok(read)
}

/// Applies one frame.
fn apply(
    tag: u8,
    bytes: &[u8],
    statuses: &mut [Option<i32>],
    sinks: &mut [&mut dyn Sink],
) -> Result<(), Malformed> {
    let mut fields = Fields(bytes);
    let item = fields.number()? as usize;
    let (Some(sink), Some(status)) = (sinks.get_mut(item), statuses.get_mut(item)) else {
        return Err(Malformed("it answers a request that wasn't sent"));
    };
    if status.is_some() {
        return Err(Malformed("it goes on after the status"));
    }
    match tag {
        SENTENCE => {
            sink.sentence(fields.number()?, fields.number()?, fields.float()?);
        }
        TEXT => {
            let (kind, score, count) = (fields.number()?, fields.float()?, fields.number()? as usize);
            if count > SPANS_MAX {
                return Err(Malformed("too many spans"));
            }
            let mut spans = Vec::with_capacity(count.min(bytes.len() / size_of::<abi::Span>()));
            for _ in 0..count {
                spans.push(abi::Span {
                    document: fields.number()?,
                    start: fields.number()?,
                    end: fields.number()?,
                });
            }
            let length = fields.number()? as usize;
            let (details, text) = fields.0.split_at_checked(length).ok_or(Malformed("it ends too early"))?;
            let (details, text) = (Fields(details).text()?, Fields(text).text()?);
            sink.text(kind, text, &spans, score, details);
        }
        PROGRESS => sink.progress(fields.float()?),
        LOG => sink.log(fields.number()?, fields.text()?),
        METRIC => {
            let value = f64::from_le_bytes(fields.chunk()?);
            sink.metric(fields.text()?, value);
        }
        ERROR => sink.error(fields.text()?),
        FAULT => {
            sink.invalid(crate::sink::cut(fields.text()?).to_owned());
        }
        STATUS => *status = Some(i32::from_le_bytes(fields.chunk()?)),
        _ => return Err(Malformed("an unknown tag")),
    }
    Ok(())
}

/// Reads the fields of a frame one after the other.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn chunk<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (chunk, rest) = self.0.split_first_chunk::<N>().ok_or(Malformed("it ends too early"))?;
        self.0 = rest;
        Ok(*chunk)
    }

    fn number(&mut self) -> Result<u32, Malformed> {
        Ok(u32::from_le_bytes(self.chunk()?))
    }

    fn float(&mut self) -> Result<f32, Malformed> {
        Ok(f32::from_le_bytes(self.chunk()?))
    }

    /// The rest, as text.
    fn text(&mut self) -> Result<&'a str, Malformed> {
        str::from_utf8(std::mem::take(&mut self.0)).map_err(|_| Malformed("a text that is not UTF-8"))
    }
}
