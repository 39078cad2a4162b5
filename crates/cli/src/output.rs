//! What the commands print: a reader that goes away, as `head` does, ends them in silence; a full disk is told.

use std::{
    fmt::Display,
    io::{self, Write as _},
};

/// Prints a text as it is.
pub(crate) fn print(text: impl Display) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    write!(stdout, "{text}")?;
    stdout.flush()
}

/// Prints a line.
pub(crate) fn line(text: impl Display) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{text}")
}
