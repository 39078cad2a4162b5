//! What the commands print. A reader that goes away, as `head` does, changes nothing of what a command does, nor its exit code; a full
//! disk is told. Nothing that a document says is obeyed by a terminal.

use std::{
    fmt::{Display, Write as _},
    io::{self, StdoutLock, Write},
};

use console::Style;

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

/// Prints a text.
pub(crate) fn print(text: impl Display) -> io::Result<()> {
    print_coloured(Coloured::default().text(text))
}

/// Prints a text with its colours.
pub(crate) fn print_coloured(text: &Coloured) -> io::Result<()> {
    let mut output = output();
    output.write_all(text.0.as_bytes())?;
    output.flush()
}

/// Prints a line.
pub(crate) fn line(text: impl Display) -> io::Result<()> {
    writeln!(output(), "{}", harmless(text))
}

/// Tells people, on the standard error, what isn't part of the answer. Where that is closed, nobody listens.
pub(crate) fn tell(text: impl Display) {
    let _ = writeln!(io::stderr(), "{}", harmless(text));
}

/// A text that is being written, whose only control sequences are the colours that it is given here; none where there is no
/// terminal.
#[derive(Debug, Default)]
pub(crate) struct Coloured(String);

impl Coloured {
    /// Writes words as they are.
    pub(crate) fn text(&mut self, words: impl Display) -> &mut Self {
        self.styled(&Style::new(), words)
    }

    /// Writes what matters less.
    pub(crate) fn dim(&mut self, words: impl Display) -> &mut Self {
        self.styled(&Style::new().dim(), words)
    }

    /// Writes what to take note of.
    pub(crate) fn yellow(&mut self, words: impl Display) -> &mut Self {
        self.styled(&Style::new().yellow(), words)
    }

    /// Writes what is wrong.
    pub(crate) fn red(&mut self, words: impl Display) -> &mut Self {
        self.styled(&Style::new().red(), words)
    }

    fn styled(&mut self, style: &Style, words: impl Display) -> &mut Self {
        let _ = write!(self.0, "{}", style.apply_to(harmless(words)));
        self
    }
}

/// A text in which each control character that a terminal would obey is replaced by another one. Line ends and tabs stay.
pub(crate) fn harmless(text: impl Display) -> String {
    let text = text.to_string();
    let replace = |(place, c): (usize, char)| match c {
        '\n' | '\t' => c,
        '\r' if text[place..].starts_with("\r\n") => c,
        _ if c.is_control() => char::REPLACEMENT_CHARACTER,
        _ => c,
    };
    text.char_indices().map(replace).collect()
}

/// What came of writing, or another result where the reader has gone.
fn unless_gone<T>(written: io::Result<T>, gone: T) -> io::Result<T> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(gone),
        written => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_replaced() {
        assert_eq!(
            harmless("a\u{1b}[31m\tb\r\nc\rd\u{7f}\u{9b}e—é"),
            "a\u{fffd}[31m\tb\r\nc\u{fffd}d\u{fffd}\u{fffd}e—é"
        );
    }

    #[test]
    fn colours_are_no_part_of_words() {
        let mut text = Coloured::default();
        text.text("a\u{1b}[31m").styled(&Style::new().force_styling(true).red(), "b\u{9b}");
        assert_eq!(text.0, "a\u{fffd}[31m\u{1b}[31mb\u{fffd}\u{1b}[0m");
    }
}
