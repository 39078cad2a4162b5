//! An HTML page as tags and text, by the rules of browsers. Each byte is looked at a bounded number of times.

/// What stands next in a page.
#[derive(Debug, PartialEq)]
pub(super) enum Piece<'a> {
    /// Text with its character references as they are written. It holds no `<`, or is one alone.
    Text(&'a str),
    Start(Tag<'a>),
    End(Tag<'a>),
}

/// A tag that is whole; what the page's end cuts off is none.
#[derive(Debug, PartialEq)]
pub(super) struct Tag<'a> {
    /// Its name in lower case; empty where no element has such a name.
    pub(super) name: String,
    /// The first attributes, as they are written.
    pub(super) attributes: Vec<(&'a str, &'a str)>,
    /// Whether it ends with `/>`.
    pub(super) closed: bool,
}

/// How many attributes of a tag are kept. Elements have up to ten or twenty.
const ATTRIBUTES_MAX: usize = 64;

/// The longest name of an element, in bytes: those of custom elements are long.
const NAME_BYTES_MAX: usize = 64;

/// Reads a page piece by piece; comments and declarations are left out.
pub(super) struct Reader<'a> {
    page: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(page: &'a str) -> Self {
        Self { page, at: 0 }
    }

    /// Takes what an element holds that has no elements inside, such as a script, up to its end tag or the page's end.
    pub(super) fn raw(&mut self, name: &str) -> &'a str {
        let start = self.at;
        let rest = &self.page.as_bytes()[start..];
        let end = memchr::memchr_iter(b'<', rest).find(|&at| {
            let tag = &rest[at + 1..];
            let is_end = tag.first() == Some(&b'/')
                && tag.get(1..=name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
            is_end
                && tag.get(1 + name.len()).is_none_or(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'))
        });
        self.at = end.map_or(self.page.len(), |end| start + end);
        &self.page[start..self.at]
    }

    /// Where the next `byte` stands behind `from`, or the page's end.
    fn next_place(&self, byte: u8, from: usize) -> usize {
        let rest = self.page.as_bytes().get(from..).unwrap_or_default();
        memchr::memchr(byte, rest).map_or(self.page.len(), |step| from + step)
    }

    /// Where a comment ends that begins at `at`: `-->` or `--!>`, or its beginning is its end.
    fn comment_end(&self, at: usize) -> usize {
        let rest = &self.page[at + "<!--".len()..];
        for short in [">", "->"] {
            if rest.starts_with(short) {
                return self.page.len() - rest.len() + short.len();
            }
        }
        let mut from = self.page.len() - rest.len();
        while let Some(step) = memchr::memmem::find(&self.page.as_bytes()[from..], b"--") {
            from += step;
            for end in ["-->", "--!>"] {
                if self.page[from..].starts_with(end) {
                    return from + end.len();
                }
            }
            from += 1;
        }
        self.page.len()
    }

    /// Takes the tag whose name begins at `at`; `None` where the page ends before it does.
    fn tag(&mut self, at: usize) -> Option<Tag<'a>> {
        let page = self.page;
        self.at = page.len();
        let bytes = page.as_bytes();
        let end_of = |from: usize, is_end: fn(u8) -> bool| {
            bytes[from..].iter().position(|&byte| is_end(byte)).map(|length| from + length)
        };
        let mut to = end_of(at, |byte| is_space(byte) || matches!(byte, b'/' | b'>'))?;
        let name = element_name(&page[at..to]);
        let mut attributes = Vec::new();
        loop {
            let from = end_of(to, |byte| !is_space(byte) && byte != b'/')?;
            if bytes[from] == b'>' {
                self.at = from + 1;
                return Some(Tag { name, attributes, closed: bytes[from - 1] == b'/' });
            }
            let name_end = end_of(from + 1, |byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='))?;
            let behind = end_of(name_end, |byte| !is_space(byte))?;
            let mut value = "";
            to = name_end;
            if bytes[behind] == b'=' {
                let start = end_of(behind + 1, |byte| !is_space(byte))?;
                (value, to) = match bytes[start] {
                    quote @ (b'"' | b'\'') => {
                        let end = start + 1 + memchr::memchr(quote, &bytes[start + 1..])?;
                        (&page[start + 1..end], end + 1)
                    }
                    _ => {
                        let end = end_of(start, |byte| is_space(byte) || byte == b'>')?;
                        (&page[start..end], end)
                    }
                };
            }
            if attributes.len() < ATTRIBUTES_MAX {
                attributes.push((&page[from..name_end], value));
            }
        }
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let bytes = self.page.as_bytes();
        while self.at < bytes.len() {
            let at = self.at;
            if bytes[at] != b'<' {
                self.at = self.next_place(b'<', at);
                return Some(Piece::Text(&self.page[at..self.at]));
            }
            let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
            match bytes.get(at + 1) {
                Some(b'/') if is_letter(at + 2) => return self.tag(at + 2).map(Piece::End),
                Some(b'!') if self.page[at..].starts_with("<!--") => self.at = self.comment_end(at),
                Some(b'!' | b'?' | b'/') => self.at = bytes.len().min(self.next_place(b'>', at) + 1),
                _ if is_letter(at + 1) => return self.tag(at + 1).map(Piece::Start),
                _ => {
                    self.at = at + 1;
                    return Some(Piece::Text("<"));
                }
            }
        }
        None
    }
}

/// The name of an element in lower case; empty for what is none, such as `o:p` and `a"`.
fn element_name(written: &str) -> String {
    let plain = written.len() <= NAME_BYTES_MAX
        && written.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if plain { written.to_ascii_lowercase() } else { String::new() }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes pieces in short: `p a=1` for a start tag, `/p` for an end tag, and text in quotes.
    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let found: Vec<String> = Reader::new(page)
            .map(|piece| match piece {
                Piece::Text(text) => format!("\"{text}\""),
                Piece::End(tag) => format!("/{}", tag.name),
                Piece::Start(tag) => {
                    let attributes = tag.attributes.iter().map(|(name, value)| format!(" {name}={value}"));
                    format!(
                        "{}{}{}",
                        tag.name,
                        attributes.collect::<String>(),
                        if tag.closed { " /" } else { "" }
                    )
                }
            })
            .collect();
        assert_eq!(found, expected, "{page}");
    }

    #[test]
    fn reads_tags_and_text() {
        check("a<P>b</P\n>c<br/>", &["\"a\"", "p", "\"b\"", "/p", "\"c\"", "br /"]);
        check("1 < 2 <3", &["\"1 \"", "\"<\"", "\" 2 \"", "\"<\"", "\"3\""]);
    }

    #[test]
    fn reads_attributes_as_browsers_do() {
        check(r#"<a b="1>2" c='"' d=e/f g h = i>"#, &[r#"a b=1>2 c=" d=e/f g= h=i"#]);
        check(r#"<a b="1"c="2"/d=>x"#, &["a b=1 c=2 d=", "\"x\""]);
        check("<a =b>", &["a =b="]);
    }

    #[test]
    fn leaves_out_comments_and_declarations() {
        check(
            "<!DOCTYPE html>a<!-- <p> -- -->b<!-->c<!--->d<!-- --!>e<?php ?>f</>g",
            &["\"a\"", "\"b\"", "\"c\"", "\"d\"", "\"e\"", "\"f\"", "\"g\""],
        );
        check("a<!-- b", &["\"a\""]);
    }

    #[test]
    fn leaves_out_a_tag_that_is_cut_off() {
        for page in ["a<p", "a<p ", "a<p b", "a<p b=", "a<p b=\"c", "a<p b=\"c\"", "a</p"] {
            check(page, &["\"a\""]);
        }
    }

    #[test]
    fn a_script_ends_at_its_own_end_tag() {
        let mut reader = Reader::new("if (a</b/) '</scripts>' </SCRIPT >x");
        assert_eq!(reader.raw("script"), "if (a</b/) '</scripts>' ");
        assert!(matches!(reader.next(), Some(Piece::End(tag)) if tag.name == "script"));
        assert_eq!(reader.next(), Some(Piece::Text("x")));
        assert_eq!(Reader::new("no end").raw("script"), "no end");
    }

    #[test]
    fn keeps_a_few_attributes() {
        let page = format!("<p {}>", (0..1000).map(|number| format!("a{number} ")).collect::<String>());
        let Some(Piece::Start(tag)) = Reader::new(&page).next() else { panic!("no tag") };
        assert_eq!(tag.attributes.len(), ATTRIBUTES_MAX);
    }
}
