//! `CommonMark` to plain text.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::{Article, MarkupError, fold_lines};

/// Takes the text out of `CommonMark`: a line for each paragraph, heading and list item. The first heading of the
/// first level is the title, where no text stands before it.
///
/// # Errors
///
/// [`MarkupError::NoText`] when nothing is left.
pub fn from_markdown(input: &str) -> Result<Article, MarkupError> {
    let mut lines = String::with_capacity(input.len());
    let mut title = None;
    let mut heading_start = None;
    for event in Parser::new(input) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })
                if title.is_none() && lines.trim().is_empty() =>
            {
                heading_start = Some(lines.len());
            }
            Event::Start(Tag::Item) => lines.push_str("\n• "),
            Event::End(TagEnd::Heading(_)) => {
                if let Some(start) = heading_start.take() {
                    title = Some(fold_lines(lines[start..].lines()));
                    lines.truncate(start);
                }
                lines.push('\n');
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::BlockQuote(_))
            | Event::HardBreak
            | Event::Rule => lines.push('\n'),
            Event::Text(text) | Event::Code(text) => lines.push_str(&text),
            Event::SoftBreak | Event::InlineHtml(_) => lines.push(' '),
            Event::Start(Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_))
                if !lines.ends_with("• ") =>
            {
                lines.push('\n');
            }
            _ => {}
        }
    }
    let text = fold_lines(lines.lines().filter(|line| line.trim() != "•"));
    if text.is_empty() {
        return Err(MarkupError::NoText);
    }
    Ok(Article { title, text, ..Article::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_paragraphs_and_items_as_lines() {
        let article = from_markdown(
            "# Storm\n\nIt *rained*\nall day. See [here](https://a.example).\n\n- One\n- Two\n",
        )
        .unwrap();
        assert_eq!(article.title.as_deref(), Some("Storm"));
        assert_eq!(article.text, "It rained all day. See here.\n• One\n• Two");
    }

    #[test]
    fn keeps_what_breaks_apart() {
        assert_eq!(from_markdown("one<br>two").unwrap().text, "one two");
        assert_eq!(from_markdown("- foo\n  > bar\n").unwrap().text, "• foo\nbar");
    }

    #[test]
    fn refuses_markup_without_text() {
        assert_eq!(from_markdown("***\n"), Err(MarkupError::NoText));
    }
}
