//! An HTML page to the text of its article.

use dom_smoothie::{Config, Readability, ReadabilityError, TextMode};

use super::{
    Article, MarkupError, fold_lines,
    tidy::{ELEMENTS_MAX, tidy},
};

/// Takes the article out of a page: its title, byline and text, without navigation, scripts and notices.
///
/// # Errors
///
/// When the page is nested too deep, has too many elements, or holds no text.
pub fn from_html(input: &str) -> Result<Article, MarkupError> {
    let config =
        Config { text_mode: TextMode::Formatted, max_elements_to_parse: ELEMENTS_MAX, ..Config::default() };
    let mut readability =
        Readability::new(tidy(input)?, None, Some(config)).map_err(|error| refusal(&error))?;
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
        assert_eq!(from_html(&page), Err(MarkupError::TooDeep { max: 512 }));
    }

    #[test]
    fn refuses_depth_that_hides_behind_other_end_tags() {
        assert_eq!(from_html(&"<div></q>".repeat(10_000)), Err(MarkupError::TooDeep { max: 512 }));
    }

    #[test]
    fn formatting_that_is_not_ended_does_not_multiply() {
        let open: String = (0..400).map(|number| format!("<b a={number}>")).collect();
        let page = format!("<p>{open}{}", "<p>x".repeat(1000));
        assert_eq!(from_html(&page).map(|article| article.text), Ok(["x"; 1000].join("\n")));
    }

    #[test]
    fn refuses_a_page_without_text() {
        assert_eq!(from_html("<html><body></body></html>"), Err(MarkupError::NoText));
    }
}
