//! An HTML page written anew: well nested, within limits, and without what holds no text.
//!
//! A parser that mends any page has to look at open elements, attributes and formatting again and again, and a page can be made
//! so that this takes hours. No check beforehand knows what the parser will make of such a page, as comments, scripts and
//! wrongly nested tags hide one thing from the one and another thing from the other. Of a page that was written by this file
//! only one thing can be made: each element ends where it says.

use super::{
    MarkupError,
    elements::{
        is_barrier, is_block, is_heading, is_never_nested, is_no_drawing, is_plain_block, is_table_part,
        is_void,
    },
    tags::{Piece, Reader, Tag},
};

/// How deep elements may stand in each other. Pages have 20 to 60 levels; browsers stop at 512.
pub(super) const DEPTH_MAX: usize = 512;

/// How many elements a page may have. Long pages have a few thousand.
pub(super) const ELEMENTS_MAX: usize = 200_000;

/// How many steps up there may be in all, from each tag to the outermost element: what finds the article makes about as many.
/// All elements that there may be can stand ten deep, and fewer where they are deeper.
const STEPS_MAX: usize = ELEMENTS_MAX * 2 * 10;

/// How many bytes of text take as long as one tag.
const TAG_BYTES: usize = 250;

/// The longest value of an attribute that is kept, in bytes: longer ones are pictures, or programs' data.
const VALUE_BYTES_MAX: usize = 4096;

/// The longest description of an article by its publisher that is kept, as JSON-LD, in bytes. Some hold the article again.
const DESCRIPTION_BYTES_MAX: usize = 1 << 20;

/// How long text may go on without a tag, in bytes: what writes it again takes time by the square of this. Then comes a place
/// where a line might be broken, which leaves the text as it is.
const RUN_BYTES_MAX: usize = 4096;

/// Writes a page anew.
pub(super) fn tidy(page: &str) -> Result<String, MarkupError> {
    let mut writer = Writer { page: String::with_capacity(page.len()), ..Writer::default() };
    writer.page.push_str("<!DOCTYPE html>");
    let mut reader = Reader::new(page);
    while let Some(piece) = reader.next() {
        match piece {
            Piece::Text(text) => writer.text(text)?,
            Piece::End(tag) => writer.end(&tag.name)?,
            Piece::Start(tag) => writer.start(&tag, &mut reader)?,
        }
    }
    Ok(writer.page)
}

#[derive(Default)]
struct Writer {
    page: String,
    open: Vec<Element>,
    elements: usize,
    steps: usize,
    /// How much text there was since the last tag, in bytes.
    run: usize,
    skipped: Option<Skipped>,
}

/// An open element.
struct Element {
    name: String,
    /// Whether it wasn't written: a link inside a link, for one.
    silent: bool,
    /// Whether its end tag stands inside a block that goes on: it ends where the block does.
    ended: bool,
}

/// An element that is left out with all that it holds: a drawing, a formula, or a choice.
struct Skipped {
    name: String,
    /// How many of the same name are open inside.
    inner: usize,
}

impl Writer {
    /// Writes text, and makes sure that it doesn't go on for ever.
    fn text(&mut self, text: &str) -> Result<(), MarkupError> {
        if self.skipped.is_some() {
            return Ok(());
        }
        self.climb(self.open.len() * text.len() / TAG_BYTES)?;
        let mut rest = if text == "<" { "&lt;" } else { text };
        let without_nul;
        if memchr::memchr(0, rest.as_bytes()).is_some() {
            without_nul = rest.replace('\0', "");
            rest = &without_nul;
        }
        while self.run + rest.len() > RUN_BYTES_MAX {
            let from = RUN_BYTES_MAX.saturating_sub(self.run);
            // Not inside a reference such as "&amp;".
            let is_seam = |byte: &u8| matches!(byte, b' ' | b'\n' | b'&' | 0xc0..);
            let Some(step) = rest.as_bytes()[from..].iter().position(is_seam) else { break };
            self.page.push_str(&rest[..from + step]);
            self.page.push_str("<wbr>");
            self.run = 0;
            rest = &rest[from + step..];
        }
        self.page.push_str(rest);
        self.run += rest.len();
        Ok(())
    }

    /// Writes a start tag, and takes what has no elements inside with it.
    fn start(&mut self, tag: &Tag<'_>, reader: &mut Reader<'_>) -> Result<(), MarkupError> {
        let name = tag.name.as_str();
        if self.skips(tag) {
            return Ok(());
        }
        self.count()?;
        match name {
            "" | "frame" | "frameset" | "plaintext" => {}
            "script" => self.description(tag, reader.raw(name)),
            "iframe" | "noembed" | "noframes" | "style" | "textarea" | "xmp" => _ = reader.raw(name),
            "title" => {
                self.write_tag(tag);
                let title = reader.raw(name).replace('<', "&lt;");
                self.page.push_str(&title);
                self.page.push_str("</title>");
            }
            "math" | "select" | "svg" => {
                self.skipped = (!tag.closed).then(|| Skipped { name: tag.name.clone(), inner: 0 });
            }
            "body" | "head" | "html" => self.write_tag(tag),
            _ if is_table_part(name) && !self.is_in_table() => {}
            _ => {
                self.end_what_cannot_hold(name);
                let silent = is_never_nested(name) && self.find(|open| open == name, is_barrier).is_some();
                if !silent {
                    self.write_tag(tag);
                }
                if !is_void(name) {
                    self.open.push(Element { name: tag.name.clone(), silent, ended: false });
                }
                if self.open.len() > DEPTH_MAX {
                    return Err(MarkupError::TooDeep { max: DEPTH_MAX });
                }
            }
        }
        Ok(())
    }

    /// Counts one more element, and the steps from it upwards.
    fn count(&mut self) -> Result<(), MarkupError> {
        self.elements += 1;
        self.climb(self.open.len())?;
        if self.elements > ELEMENTS_MAX {
            return Err(MarkupError::TooManyElements { max: ELEMENTS_MAX });
        }
        Ok(())
    }

    fn climb(&mut self, steps: usize) -> Result<(), MarkupError> {
        self.steps += steps;
        if self.steps > STEPS_MAX {
            return Err(MarkupError::TooManyElements { max: ELEMENTS_MAX });
        }
        Ok(())
    }

    /// Whether a start tag stands in what is left out. One that can't stand there ends it.
    fn skips(&mut self, tag: &Tag<'_>) -> bool {
        let Some(skipped) = &mut self.skipped else { return false };
        let ends = match skipped.name.as_str() {
            "select" => matches!(tag.name.as_str(), "input" | "select" | "textarea"),
            _ => is_no_drawing(&tag.name),
        };
        if ends {
            self.skipped = None;
        } else if tag.name == skipped.name && !tag.closed {
            skipped.inner += 1;
        }
        !ends
    }

    /// Ends the element of an end tag, and those that are open in it.
    fn end(&mut self, name: &str) -> Result<(), MarkupError> {
        if let Some(skipped) = &mut self.skipped {
            match skipped.inner.checked_sub(1) {
                _ if name != skipped.name => {}
                Some(inner) => skipped.inner = inner,
                None => self.skipped = None,
            }
            return Ok(());
        }
        self.climb(self.open.len())?;
        match name {
            "br" => self.page.push_str("<br>"),
            "head" => self.page.push_str("</head>"),
            _ => {
                let is_stop = |open: &str| match open {
                    "table" | "template" => true,
                    _ => is_barrier(open) && !is_table_part(name) && name != "table",
                };
                let is_meant = |open: &str| open == name || is_heading(open) && is_heading(name);
                if let Some(place) = self.find(is_meant, is_stop) {
                    let inside = &self.open[place + 1..];
                    if !is_block(name) && inside.iter().any(|element| is_block(&element.name)) {
                        self.open[place].ended = true;
                    } else {
                        self.close(place);
                    }
                }
            }
        }
        Ok(())
    }

    /// The innermost open element that is meant, where no stop stands inside it.
    fn find(&self, is_meant: impl Fn(&str) -> bool, is_stop: impl Fn(&str) -> bool) -> Option<usize> {
        for (place, element) in self.open.iter().enumerate().rev() {
            if is_meant(&element.name) && !element.ended {
                return Some(place);
            }
            if is_stop(&element.name) {
                return None;
            }
        }
        None
    }

    /// Ends the open elements from `place` on, the innermost first, and those around them that waited for it.
    fn close(&mut self, place: usize) {
        while self.open.len() > place || self.open.last().is_some_and(|element| element.ended) {
            let Some(element) = self.open.pop() else { break };
            if !element.silent {
                self.page.push_str("</");
                self.page.push_str(&element.name);
                self.page.push('>');
                self.run = 0;
            }
        }
    }

    /// Ends what can't hold an element that begins: most of what has no end tag in many pages.
    fn end_what_cannot_hold(&mut self, name: &str) {
        let ended =
            match name {
                "li" => self.find(|open| open == "li", |open| is_block(open) && !is_plain_block(open)),
                "dd" | "dt" => self
                    .find(|open| matches!(open, "dd" | "dt"), |open| is_block(open) && !is_plain_block(open)),
                "optgroup" => self.find(|open| matches!(open, "optgroup" | "option"), |_| true),
                "option" => self.find(|open| open == "option", |_| true),
                "rb" | "rp" | "rt" | "rtc" => {
                    self.find(|open| matches!(open, "rb" | "rp" | "rt" | "rtc"), |_| true)
                }
                "caption" | "col" | "colgroup" | "tbody" | "tfoot" | "thead" => {
                    self.find_outermost_part(is_table_part)
                }
                "tr" => self
                    .find_outermost_part(|open| matches!(open, "caption" | "colgroup" | "tr" | "td" | "th")),
                "td" | "th" => {
                    self.find_outermost_part(|open| matches!(open, "caption" | "colgroup" | "td" | "th"))
                }
                _ => None,
            };
        if let Some(place) = ended {
            self.close(place);
        }
        if is_block(name) && !is_table_part(name) {
            let paragraph = self.find(|open| open == "p", |open| is_barrier(open) || open == "button");
            if let Some(place) = paragraph {
                self.close(place);
            }
        }
        if is_heading(name) && self.open.last().is_some_and(|element| is_heading(&element.name)) {
            self.close(self.open.len() - 1);
        }
    }

    fn is_in_table(&self) -> bool {
        self.find(|open| matches!(open, "table" | "template"), |_| false).is_some()
    }

    /// The outermost of the parts of the innermost table that are meant.
    fn find_outermost_part(&self, is_meant: impl Fn(&str) -> bool) -> Option<usize> {
        let table = self.find(|open| matches!(open, "table" | "template"), |_| false)?;
        let inside = self.open[table + 1..].iter().position(|element| is_meant(&element.name))?;
        Some(table + 1 + inside)
    }

    /// Keeps what the publisher says of the article, for programs; other scripts go.
    fn description(&mut self, tag: &Tag<'_>, script: &str) {
        let is_kept = tag.attributes.iter().any(|(name, value)| {
            name.eq_ignore_ascii_case("type") && value.trim().eq_ignore_ascii_case("application/ld+json")
        });
        // A comment in a script hides its end.
        if is_kept && script.len() <= DESCRIPTION_BYTES_MAX && !script.contains("<!--") {
            self.page.push_str("<script type=\"application/ld+json\">");
            self.page.push_str(script);
            self.page.push_str("</script>");
        }
    }

    fn write_tag(&mut self, tag: &Tag<'_>) {
        self.run = 0;
        self.page.push('<');
        self.page.push_str(&tag.name);
        for (name, value) in &tag.attributes {
            let plain =
                name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_'));
            if plain && name.len() + value.len() <= VALUE_BYTES_MAX {
                self.page.push(' ');
                self.page.push_str(name);
                self.page.push_str("=\"");
                self.page.push_str(&value.replace('"', "&quot;"));
                self.page.push('"');
            }
        }
        self.page.push('>');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: &str) {
        let tidied = tidy(page).unwrap();
        assert_eq!(tidied.strip_prefix("<!DOCTYPE html>"), Some(expected), "{page}");
    }

    #[test]
    fn leaves_a_well_nested_page_as_it_is() {
        let page = "<html lang=\"en\"><head><title>A &amp; b</title></head>\
                    <p class=\"x\">a <b>b</b><br>c</p><ul><li>d</li></ul>";
        check(page, page);
    }

    #[test]
    fn ends_what_has_no_end_tag() {
        check("<p>a<p>b<div>c", "<p>a</p><p>b</p><div>c");
        check("<ul><li>a<ul><li>b</ul><li>c</ul>d", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>d");
        check("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>");
        check(
            "<table><tr><td>a<td>b<tr><th>c</table>",
            "<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>",
        );
        check("<h1>a<h2>b</h1>", "<h1>a</h1><h2>b</h2>");
    }

    #[test]
    fn nests_what_is_nested_wrongly() {
        check("<b>a<i>b</b>c</i>", "<b>a<i>b</i></b>c");
        check("<b><p>a</b>b</p>c", "<b><p>ab</p></b>c");
        check(
            "<div><table><tr><td>a</div>b</table>c</div>",
            "<div><table><tr><td>ab</td></tr></table>c</div>",
        );
        check("<a href=\"1\">a<div><a href=\"2\">b</a></div></a>", "<a href=\"1\">a<div>b</div></a>");
        check("a</p></div></q>b", "ab");
        check("<td>a</td>", "a");
    }

    #[test]
    fn leaves_out_what_holds_no_text() {
        check("a<script>b</script><style>c</style><!-- d --><svg><text>e</text></svg>f", "af");
        check("a<textarea><p>b</textarea><iframe><p>c</iframe><select><option>d</select>e", "ae");
        check("a<script>b", "a");
        check("a<style>b<p>", "a");
        check("<svg>a<svg>b</svg>c</svg>d<svg/>e", "de");
        check("<svg><path><p>a", "<p>a");
    }

    #[test]
    fn keeps_the_description_for_programs() {
        let page = "<script type=\"application/ld+json\">{\"a\": \"</p>\"}</script>";
        check(page, page);
        check("<script type=\"application/ld+json\"><!-- {} --></script>", "");
        check("<script type=module>1</script>", "");
    }

    #[test]
    fn writes_what_a_parser_cannot_read_otherwise() {
        check("1 < 2<title>a <b></title>", "1 &lt; 2<title>a &lt;b></title>");
        check("<p a='\"' b=<p> c\"=1 onload>", "<p a=\"&quot;\" b=\"<p\"> c\"=1 onload>");
        check("<plaintext><p>a", "<p>a");
    }

    #[test]
    fn cuts_text_that_does_not_end_where_it_may_be_cut() {
        let page = "&amp;".repeat(2000);
        let tidied = tidy(&page).unwrap();
        assert_eq!(tidied.matches("<wbr>").count(), 2);
        assert_eq!(tidied.replace("<wbr>", "").strip_prefix("<!DOCTYPE html>"), Some(page.as_str()));
        assert!(!tidy(&"x".repeat(100_000)).unwrap().contains("<wbr>"));
    }

    #[test]
    fn counts_elements_by_their_depth() {
        let page = |depth, times| format!("{}{}", "<div>".repeat(depth), "<i></i>".repeat(times));
        assert!(tidy(&page(9, 100_000)).is_ok());
        assert!(tidy(&page(100, 15_000)).is_ok());
        assert_eq!(tidy(&page(100, 25_000)), Err(MarkupError::TooManyElements { max: ELEMENTS_MAX }));
        assert!(matches!(tidy(&page(0, 200_001)), Err(MarkupError::TooManyElements { .. })));
    }

    #[test]
    fn counts_text_by_its_depth() {
        let page = |depth, text: &str| format!("{}{text}", "<div>".repeat(depth));
        let text = "x ".repeat(1_500_000);
        assert!(tidy(&page(300, &text)).is_ok());
        assert!(matches!(tidy(&page(500, &text)), Err(MarkupError::TooManyElements { .. })));
    }
}
