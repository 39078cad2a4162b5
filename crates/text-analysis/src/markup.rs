//! Marked-up input to plain text.

mod elements;
mod html;
mod markdown;
mod tags;
mod tidy;

pub use html::from_html;
pub use markdown::from_markdown;

/// What was found in marked-up input.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// The headline, where one was found.
    pub title: Option<String>,
    /// The text, one paragraph a line.
    pub text: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published, as written; RFC 3339 as a rule.
    pub published: Option<String>,
    /// The language, BCP-47.
    pub language: Option<String>,
}

/// Why no article was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MarkupError {
    /// Elements stand in each other too deep.
    #[error("elements are nested more than {max} deep")]
    TooDeep {
        /// How deep they may be.
        max: usize,
    },
    /// There are too many elements, or so much stands so deep that it comes to the same.
    #[error("there are more than {max} elements, or too much stands deep in others")]
    TooManyElements {
        /// How many there may be.
        max: usize,
    },
    /// Nothing was left when the markup was taken away.
    #[error("there is no text in the markup")]
    NoText,
}

/// Joins the lines of a text that hold something, each with its white space folded.
fn fold_lines<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines {
        let mut words = line.split_whitespace();
        let Some(first) = words.next() else { continue };
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(first);
        for word in words {
            text.push(' ');
            text.push_str(word);
        }
    }
    text
}
