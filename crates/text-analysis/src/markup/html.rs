//! An HTML page to the text of its article.

use dom_smoothie::{Config, Readability, ReadabilityError, TextMode};

use super::{Article, MarkupError, fold_lines};

/// How deep elements may stand in each other. Pages have 20 to 60 levels; browsers stop at 512.
const DEPTH_MAX: usize = 512;

/// How many elements a page may have. Long pages have a few thousand.
const ELEMENTS_MAX: usize = 200_000;

/// Takes the article out of a page: its title, byline and text, without navigation, scripts and notices.
///
/// # Errors
///
/// When the page is nested too deep, has too many elements, or holds no text.
pub fn from_html(input: &str) -> Result<Article, MarkupError> {
    check_depth(input)?;
    let config =
        Config { text_mode: TextMode::Formatted, max_elements_to_parse: ELEMENTS_MAX, ..Config::default() };
    let mut readability = Readability::new(input, None, Some(config)).map_err(|error| refusal(&error))?;
    let article = readability.parse().map_err(|error| refusal(&error))?;
    let text = fold_lines(article.text_content.lines());
    if text.is_empty() {
        return Err(MarkupError::NoText);
    }
    Ok(Article {
        title: Some(article.title).filter(|title| !title.is_empty()),
        text,
        outlet: article.site_name,
        author: article.byline,
        published: article.published_time,
        language: article.lang,
    })
}

fn refusal(error: &ReadabilityError) -> MarkupError {
    match error {
        ReadabilityError::TooManyElements(..) => MarkupError::TooManyElements { max: ELEMENTS_MAX },
        _ => MarkupError::NoText,
    }
}

/// Checks how deep elements stand in each other and how many there are, before a parser makes a tree of them. It follows the
/// tags alone, and leaves out scripts, styles and comments.
fn check_depth(input: &str) -> Result<(), MarkupError> {
    let bytes = input.as_bytes();
    let mut counts = Counts::default();
    let mut at = 0;
    while let Some(step) = memchr::memchr(b'<', &bytes[at..]) {
        at += step + 1;
        let tag = &bytes[at..];
        if tag.starts_with(b"!--") {
            at += memchr::memmem::find(tag, b"-->").unwrap_or(tag.len());
            continue;
        }
        let closing = tag.first() == Some(&b'/');
        let name = &tag[usize::from(closing)..];
        let name = &name[..name.iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric()).count()];
        if name.is_empty() {
            continue;
        }
        if closing {
            counts.close(name);
        } else {
            counts.open(name)?;
            if name.eq_ignore_ascii_case(b"script") || name.eq_ignore_ascii_case(b"style") {
                at += memchr::memmem::find(tag, b"</").unwrap_or(tag.len());
            }
        }
    }
    Ok(())
}

/// The elements that are open, and how many there have been.
#[derive(Default)]
struct Counts<'a> {
    open: Vec<&'a [u8]>,
    /// How many formatting elements are open: a parser opens each of them again in every block that follows.
    formatting: usize,
    elements: usize,
}

/// How far up an end tag looks for its start tag; pages close in the wrong order, but not by more.
const MISNESTED_MAX: usize = 16;

impl<'a> Counts<'a> {
    fn open(&mut self, name: &'a [u8]) -> Result<(), MarkupError> {
        self.elements += 1 + self.formatting;
        if self.elements > ELEMENTS_MAX {
            return Err(MarkupError::TooManyElements { max: ELEMENTS_MAX });
        }
        self.formatting += usize::from(is_formatting(name));
        if !is_implied_end(name) {
            self.open.push(name);
        }
        if self.open.len() > DEPTH_MAX {
            return Err(MarkupError::TooDeep { max: DEPTH_MAX });
        }
        Ok(())
    }

    fn close(&mut self, name: &[u8]) {
        if is_formatting(name) {
            self.formatting = self.formatting.saturating_sub(1);
        }
        let recent = self.open.len().saturating_sub(MISNESTED_MAX);
        if let Some(place) = self.open[recent..].iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
            self.open.truncate(recent + place);
        }
    }
}

/// Elements that go on in the blocks behind them until they are closed.
fn is_formatting(name: &[u8]) -> bool {
    const NAMES: [&str; 14] =
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

/// Elements that have no end tag, or may do without.
fn is_implied_end(name: &[u8]) -> bool {
    const NAMES: [&str; 28] = [
        "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link",
        "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th",
        "thead", "tr", "wbr",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_article_and_leaves_the_rest() {
        let paragraph =
            "The harbour was closed on Monday, and nobody could say for how long it would stay so. ";
        let page = format!(
            "<html lang=en><head><title>Harbour closed</title><style>p{{}}</style></head><body><nav><a href=/>Home</a></nav>\
             <article><h1>Harbour closed</h1><p>{0}</p><p>{0}&amp; more.</p></article><script>alert(1)</script>\
             <footer>Imprint</footer></body></html>",
            paragraph.repeat(4)
        );
        let article = from_html(&page).unwrap();
        assert_eq!(article.title.as_deref(), Some("Harbour closed"));
        assert!(article.text.contains("& more."), "{}", article.text);
        assert!(!article.text.contains("alert") && !article.text.contains("Imprint"), "{}", article.text);
    }

    #[test]
    fn refuses_deep_nesting() {
        let page = format!("{}x{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
        assert_eq!(from_html(&page), Err(MarkupError::TooDeep { max: DEPTH_MAX }));
    }

    #[test]
    fn refuses_depth_that_hides_behind_other_end_tags() {
        assert_eq!(from_html(&"<div></q>".repeat(10_000)), Err(MarkupError::TooDeep { max: DEPTH_MAX }));
    }

    #[test]
    fn refuses_formatting_that_multiplies() {
        let open: String = (0..400).map(|number| format!("<b a={number}>")).collect();
        let page = format!("<p>{open}{}", "<p>x".repeat(100_000));
        assert_eq!(from_html(&page), Err(MarkupError::TooManyElements { max: ELEMENTS_MAX }));
    }

    #[test]
    fn refuses_a_page_without_text() {
        assert_eq!(from_html("<html><body></body></html>"), Err(MarkupError::NoText));
    }
}
