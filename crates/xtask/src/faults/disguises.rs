//! Sentences that only look different, in which nothing is to be found.

/// Makes a sentence look different; nothing where it doesn't lend itself to it.
type Disguise = fn(&str) -> Option<String>;

/// All of them, with what they are called.
pub(super) const ALL: [(&str, Disguise); 3] =
    [("word for word", whole), ("other white space and marks", other_marks), ("shortened", shortened)];

#[expect(clippy::unnecessary_wraps, reason = "one of several")]
fn whole(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Doubled and hard spaces, and the other kind of quotation marks.
fn other_marks(text: &str) -> Option<String> {
    let mut opens = true;
    let mut made = String::new();
    for (index, c) in text.char_indices() {
        match c {
            '"' => {
                made.push(if opens { '“' } else { '”' });
                opens = !opens;
            }
            '“' | '”' => made.push('"'),
            '’' => made.push('\''),
            '\'' => made.push('’'),
            ' ' if index % 3 == 0 => made.push_str("  "),
            ' ' if index % 3 == 1 => made.push('\u{a0}'),
            c => made.push(c),
        }
    }
    (made != text).then_some(made)
}

/// Words that begin an adverbial: "On Tuesday, …".
const LEADS: [&str; 12] = [
    "In ",
    "On ",
    "At ",
    "After ",
    "Before ",
    "When ",
    "While ",
    "However,",
    "But ",
    "As ",
    "Although ",
    "Since ",
];

/// Without a leading adverbial, or without what stands in brackets, or without a relative clause.
fn shortened(text: &str) -> Option<String> {
    let is_adverbial =
        |&comma: &usize| LEADS.iter().any(|lead| text.starts_with(lead)) && text.len() > 2 * comma;
    if let Some(comma) = text.find(", ").filter(is_adverbial) {
        let rest = &text[comma + 2..];
        let first = rest.chars().next()?;
        return Some(format!("{}{}", first.to_uppercase(), &rest[first.len_utf8()..]));
    }
    if let Some(start) = text.find(" (")
        && let Some(end) = text[start..].find(')')
    {
        return Some(format!("{}{}", &text[..start], &text[start + end + 1..]));
    }
    let start = [", who ", ", which ", ", where "].iter().filter_map(|lead| text.find(lead)).min()?;
    let end = start + 2 + text[start + 2..].find(", ")?;
    Some(format!("{}{}", &text[..start], &text[end + 1..]))
}
