//! HTML that holds words of documents only after they were escaped.

use std::fmt::Write as _;

/// A piece of HTML that is being written.
///
/// Markup is `'static`, so that what a document says can't become any: it goes through [`Markup::text`] or [`Markup::attribute`].
#[derive(Debug, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// Writes markup of our own.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Writes words.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        escape(text, &mut self.0);
        self
    }

    /// Writes a number.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        let _ = write!(self.0, "{number}");
        self
    }

    /// Writes an attribute of the tag that is open, with a space before it.
    pub(super) fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        let _ = write!(self.0, " {name}=\"");
        escape(value, &mut self.0);
        self.0.push('"');
        self
    }

    /// Writes the language attribute where words are in another language than the page.
    pub(super) fn language(&mut self, tag: &str) -> &mut Self {
        let is_english = tag == "en" || tag.starts_with("en-");
        if tag.is_empty() || is_english { self } else { self.attribute("lang", tag) }
    }

    /// Writes a whole element that holds only words.
    pub(super) fn element(&mut self, open: &'static str, text: &str, close: &'static str) -> &mut Self {
        self.raw(open).text(text).raw(close)
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// Escapes words for elements and for attributes in double quotation marks.
///
/// A carriage return becomes a reference, since parsers turn a bare one into a line feed, and offsets would be off by one.
fn escape(text: &str, to: &mut String) {
    for c in text.chars() {
        match c {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            '\'' => to.push_str("&#39;"),
            '\r' => to.push_str("&#13;"),
            _ => to.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped() {
        let mut markup = Markup::default();
        markup.raw("<a").attribute("title", "\"><script>alert('1')</script>").raw(">").text("</a>&amp;\r\n");
        assert_eq!(
            markup.finish(),
            "<a title=\"&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;\">&lt;/a&gt;&amp;amp;&#13;\n"
        );
    }

    #[test]
    fn english_is_the_language_of_the_page() {
        let mut markup = Markup::default();
        markup.language("en-GB").language("").language("de");
        assert_eq!(markup.finish(), " lang=\"de\"");
    }
}
