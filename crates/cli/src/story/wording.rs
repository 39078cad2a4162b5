//! Words of documents on one line, made harmless for where they are written.

use std::ops::Range;

/// The longest address that is linked to, in bytes: as the API's own limit.
const URI_BYTES_MAX: usize = 2_000;

/// A text on one line, without control characters: what a terminal obeys is one.
pub(super) fn one_line(text: &str) -> String {
    let visible: String =
        text.chars().filter(|c| c.is_whitespace() || !(c.is_control() || is_direction(*c))).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character turns the direction of the text around it, which makes words look like others.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// An address that can be linked to: one of the web, and nothing that runs.
pub(super) fn web_address(uri: &str) -> Option<&str> {
    let (scheme, rest) = uri.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let is_plain = !uri.chars().any(|c| c.is_whitespace() || c.is_control() || is_direction(c))
        && uri.len() <= URI_BYTES_MAX;
    (is_web && is_plain && rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')).then_some(uri)
}

/// A quotation as it is set between marks: without the comma that led to its attribution, and with dots where words of the sentence
/// are missing.
pub(crate) fn quoted(text: &str, partial: bool) -> String {
    let words = one_line(text);
    let words = words.trim_end_matches(',');
    let goes_on = if words.ends_with(['.', '!', '?']) { "" } else { " …" };
    if partial { format!("… {words}{goes_on}") } else { words.to_owned() }
}

/// How a quotation came here: "said, via TASS".
pub(crate) fn attribution(verb: &str, reported_by: &[String]) -> String {
    let via = reported_by.iter().map(|name| format!("via {}", one_line(name)));
    let verb = (!verb.is_empty()).then(|| one_line(verb));
    verb.into_iter().chain(via).collect::<Vec<_>>().join(", ")
}

/// An id as people would say it: `01-northline-wire` is "Northline wire".
pub(super) fn id_in_words(id: &str) -> String {
    let bare = id.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let mut words = if bare.is_empty() { id } else { bare }.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// The shortest piece of a digest that programs name files by, in characters: those of a short UUID piece.
const DIGEST_CHARS_MIN: usize = 8;

/// Whether an id names a document by a digest, which tells nobody anything: letters and digits in one long word.
pub(super) fn is_digest(id: &str) -> bool {
    id.split('-').any(|word| {
        word.len() >= DIGEST_CHARS_MIN
            && word.contains(|c: char| c.is_ascii_digit())
            && word.contains(|c: char| c.is_ascii_alphabetic())
    })
}

/// Where words stand in a text as whole words.
pub(super) fn find_words(text: &str, words: &str) -> Option<Range<usize>> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_whole = |start: usize| {
        let end = start + words.len();
        let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
        let (first, last) = (words.chars().next(), words.chars().next_back());
        !(is_letter(before) && is_letter(first) || is_letter(last) && is_letter(after))
    };
    let mut places = text.match_indices(words).map(|(start, _)| start);
    let start = if words.is_empty() { None } else { places.find(|start| is_whole(*start)) }?;
    // An abbreviation's last dot is its own, also where a tokenizer took it for the sentence's.
    let end = start + words.len();
    let is_abbreviation = words.contains('.') && words.ends_with(char::is_alphabetic);
    Some(start..if is_abbreviation && text[end..].starts_with('.') { end + 1 } else { end })
}

/// "1 source", "2 sources".
pub(super) fn count(number: usize, one: &str, more: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {more}") }
}

/// "A", "A and B", "A, B and C".
pub(super) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_obeys_nothing() {
        assert_eq!(one_line("a\u{1b}[31mb\n c\u{9b}d\u{202e}e"), "a[31mb cde");
    }

    #[test]
    fn only_the_web_is_linked_to() {
        assert!(web_address("https://a.example/x?y=1&z=\"").is_some());
        assert!(web_address("HTTP://a.example").is_some());
        for uri in [
            "javascript:alert(1)",
            "javascript://a.example/%0aalert(1)",
            " https://a.example",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//a.example",
            "https://",
            "https:///a",
            "https://a b",
            "",
        ] {
            assert_eq!(web_address(uri), None, "{uri}");
        }
    }

    #[test]
    fn ids_read_as_names_do() {
        assert_eq!(id_in_words("01-northline-wire"), "Northline wire");
        assert_eq!(id_in_words("2024"), "2024");
        assert_eq!(id_in_words("émile"), "émile");
        assert_eq!(id_in_words(""), "");
    }

    #[test]
    fn a_digest_says_nothing() {
        assert!(is_digest("000-43e52f198f07b926"));
        assert!(is_digest("3fa85f64-5717-4562-b3fc-2c963f66afa6"));
        for id in ["01-northline-wire", "2024", "g20-summit", "wire-20240619"] {
            assert!(!is_digest(id), "{id}");
        }
    }

    #[test]
    fn finds_whole_words_only() {
        assert_eq!(find_words("124 of 24", "24"), Some(7..9));
        assert_eq!(find_words("at 5 p.m. sharp", "5 p.m"), Some(3..9));
        assert_eq!(find_words("è24", "24"), None);
        assert_eq!(find_words("text", ""), None);
    }

    #[test]
    fn lists_read_as_sentences_do() {
        let words = |words: &[&str]| list(&words.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(words(&["A"]), "A");
        assert_eq!(words(&["A", "B", "C"]), "A, B and C");
        assert_eq!(count(1, "source", "sources"), "1 source");
    }

    #[test]
    fn quotations_lose_their_comma() {
        assert_eq!(quoted("We stay,", false), "We stay");
        assert_eq!(quoted("a tool", true), "… a tool …");
        assert_eq!(quoted("a tool.", true), "… a tool.");
        assert_eq!(attribution("said", &["TASS".to_owned(), "KCNA".to_owned()]), "said, via TASS, via KCNA");
        assert_eq!(attribution("", &[]), "");
    }
}
