//! What documents may do to a terminal: nothing.

use std::fs;

use crate::running::{Running, said, write_file};

/// A text with the control characters that the server takes.
const ARTICLE: &str = "{\"id\": \"a\", \"text\": \"The \\u009b31mbridge\\u0090 is open again.\"}\n";

/// Whether a text has characters that a terminal obeys, other than line feeds and tabs.
fn is_obeyed(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t'))
}

#[test]
fn control_characters_arent_printed() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let file = write_file(&folder, "a.jsonl", ARTICLE);
    running.text(&["import", "--collection", "news", &file]);
    let name = "collections/news/documents/a";
    for arguments in [
        &["summarize", name][..],
        &["summarize", name, "--format", "markdown"],
        &["summarize", name, "--format", "json"],
        &["documents", "get", name],
        &["documents", "get", name, "--format", "json"],
        &["evaluate", &write_file(&folder, "b.txt", "The \u{9b}31mbridge\u{90} is shut."), name],
        &["story", "news"],
        &["story", "news", "--format", "markdown"],
        &["story", "news", "--format", "html"],
        &["story", "news", "--format", "json"],
    ] {
        let printed = running.text(arguments);
        assert!(printed.contains("31m") && !is_obeyed(&printed), "{arguments:?}: {printed:?}");
    }
    let shown = running.text(&["documents", "get", name]);
    assert!(shown.contains("The \u{fffd}31mbridge\u{fffd} is open again."), "they are replaced: {shown:?}");
    let text = &running.json(&["documents", "get", name])["text"];
    assert!(text.as_str().unwrap().contains("\u{9b}31mbridge\u{90}"), "JSON keeps what they are: {text:?}");
}

#[test]
fn errors_and_files_hold_no_control_characters_either() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let error = said(&running.run(&["summarize", "no\u{1b}[31mwhere"])).1;
    assert!(error.contains("[31mwhere") && !is_obeyed(&error), "{error:?}");
    let file = write_file(&folder, "\u{9b}31m.txt", "");
    let error = said(&running.run(&["import", &file])).1;
    assert!(error.contains("31m.txt") && !is_obeyed(&error), "{error:?}");
    let record = "{\"id\": \"\\u009b31m\", \"documents\": [{\"text\": \"A \\u009b31mtext. Another.\"}]}\n";
    let (input, output) = (write_file(&folder, "in.jsonl", record), folder.path().join("out.jsonl"));
    running.text(&["batch", "--input", &input, "--output", output.to_str().unwrap()]);
    let written = fs::read_to_string(output).unwrap();
    assert!(written.contains("A \\u009b31mtext.") && !is_obeyed(&written), "{written:?}");
}
