//! What the commands print. A reader that goes away, as `head` does, changes nothing of what a command does, nor its exit code; a full
//! disk is told.

use std::{
    fmt::Display,
    io::{self, StdoutLock, Write},
};

/// The standard output, of which what nobody reads any more is dropped.
pub(crate) struct Output(StdoutLock<'static>);

/// The standard output.
pub(crate) fn output() -> Output {
    Output(io::stdout().lock())
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        unless_gone(self.0.write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        unless_gone(self.0.flush(), ())
    }
}

/// Prints a text as it is.
pub(crate) fn print(text: impl Display) -> io::Result<()> {
    let mut output = output();
    write!(output, "{text}")?;
    output.flush()
}

/// Prints a line.
pub(crate) fn line(text: impl Display) -> io::Result<()> {
    writeln!(output(), "{text}")
}

/// What came of writing, or another result where the reader has gone.
fn unless_gone<T>(written: io::Result<T>, gone: T) -> io::Result<T> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(gone),
        written => written,
    }
}
