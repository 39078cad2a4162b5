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

/// Checks that no element is nested too deep, before anything recurses over them. It counts tags alone, and leaves
/// out the elements whose end tag may be left out.
fn check_depth(input: &str) -> Result<(), MarkupError> {
    let bytes = input.as_bytes();
    let mut depth = 0_usize;
    let mut elements = 0_usize;
    for at in memchr::memchr_iter(b'<', bytes) {
        let tag = &bytes[at + 1..];
        let closing = tag.first() == Some(&b'/');
        let name = if closing { &tag[1..] } else { tag };
        let length = name.iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if length == 0 || is_implied_end(&name[..length]) {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            elements += 1;
        }
        if depth > DEPTH_MAX {
            return Err(MarkupError::TooDeep { max: DEPTH_MAX });
        }
        if elements > ELEMENTS_MAX {
            return Err(MarkupError::TooManyElements { max: ELEMENTS_MAX });
        }
    }
    Ok(())
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
    fn refuses_a_page_without_text() {
        assert_eq!(from_html("<html><body></body></html>"), Err(MarkupError::NoText));
    }
}
