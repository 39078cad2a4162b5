//! Where direct quotations begin and end.

use std::ops::Range;

use crate::bytes::ByteSet;

/// The pairs of quotation marks of a paragraph, in order and never overlapping: from the opening mark to behind
/// the closing one. An opening mark that is never closed begins none.
#[derive(Debug)]
pub(crate) struct Quotations {
    pub(crate) closed: Vec<Range<usize>>,
    /// Whether the text may hold other marks than the common ones.
    rare_marks: bool,
}

/// The first byte of ‘, ’, “, ” and „.
const COMMON_LEAD: u8 = 0xe2;

/// The first bytes of the other marks beyond ASCII.
const RARE_LEADS: [u8; 2] = [0xc2, 0xe3];

/// The first bytes of all marks.
const LEADS: ByteSet = ByteSet::new(&[b'"', b'\'', COMMON_LEAD, RARE_LEADS[0], RARE_LEADS[1]]);

/// What a quotation mark does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Opens, and only the given character closes it.
    Opens(char),
    /// Closes, and may open where German or Danish marks are used.
    Either(char),
    /// `"`: opens or closes by its neighbours.
    Straight,
    /// A single mark, which may be an apostrophe: it opens only before a capital and closes only after a mark.
    Single(char),
}

fn mark(c: char) -> Option<Mark> {
    Some(match c {
        '"' => Mark::Straight,
        '\'' => Mark::Single('\''),
        '‘' | '’' => Mark::Single('’'),
        '“' => Mark::Either('”'),
        '„' => Mark::Opens('“'),
        '”' => Mark::Either('”'),
        '«' => Mark::Either('»'),
        '»' => Mark::Either('«'),
        '「' => Mark::Opens('」'),
        '『' => Mark::Opens('』'),
        '《' => Mark::Opens('》'),
        '」' | '』' | '》' => Mark::Either('\0'),
        _ => return None,
    })
}

impl Quotations {
    /// For the paragraphs of a text.
    pub(crate) fn new(text: &str) -> Self {
        let rare = memchr::memchr2(RARE_LEADS[0], RARE_LEADS[1], text.as_bytes());
        Self { closed: Vec::new(), rare_marks: rare.is_some() }
    }

    /// Finds the quotations of a paragraph; offsets are relative to it.
    pub(crate) fn find(&mut self, paragraph: &str) {
        self.closed.clear();
        let mut open: Option<Open> = None;
        let bytes = paragraph.as_bytes();
        let rare_marks = self.rare_marks;
        let next = |rest: &[u8]| {
            if rare_marks { LEADS.first_in(rest) } else { memchr::memchr3(b'"', b'\'', COMMON_LEAD, rest) }
        };
        let mut at = 0;
        while let Some(step) = next(&bytes[at..]) {
            at += step;
            let Some(c) = paragraph[at..].chars().next() else { break };
            let end = at + c.len_utf8();
            if let Some(mark) = mark(c) {
                let seen = Seen {
                    c,
                    at,
                    end,
                    before: paragraph[..at].chars().next_back(),
                    after: paragraph[end..].chars().next(),
                };
                open = self.step(open, seen, mark);
            }
            at = end;
        }
    }

    /// Applies one mark: closes the open quotation, or opens one.
    fn step(&mut self, open: Option<Open>, seen: Seen, mark: Mark) -> Option<Open> {
        let opens = |close| Some(Open { start: seen.at, mark: seen.c, close });
        match (open, mark) {
            (Some(open), Mark::Single(_)) if matches!(open.close, '\'' | '’') => {
                if seen.c == open.close && seen.ends_single() {
                    self.closed.push(open.start..seen.end);
                    return None;
                }
                Some(open)
            }
            (None, Mark::Single(close)) if seen.begins_single() => opens(close),
            (Some(open), _) if open.is_closed_by(seen.c) && !seen.looks_opening() => {
                self.closed.push(open.start..seen.end);
                None
            }
            (_, Mark::Straight) if seen.looks_opening() => opens('"'),
            (_, Mark::Opens(close)) => opens(close),
            // French marks stand apart from their words, and Chinese ones next to them: these open wherever nothing
            // is open.
            (None, Mark::Either(close)) if seen.looks_opening() || matches!(seen.c, '«' | '“') => {
                opens(close)
            }
            (Some(_), Mark::Either(close)) if seen.looks_opening() && seen.c != '”' => opens(close),
            (open, _) => open,
        }
    }
}

/// A quotation that isn't closed yet.
#[derive(Clone, Copy)]
struct Open {
    start: usize,
    mark: char,
    close: char,
}

impl Open {
    /// „…” and ”…” and »…» are in use beside „…“, “…” and »…«.
    fn is_closed_by(self, c: char) -> bool {
        c == self.close || c == '”' && matches!(self.close, '“' | '”') || c == '»' && self.mark == '»'
    }
}

/// A mark among its neighbours.
#[derive(Clone, Copy)]
struct Seen {
    c: char,
    at: usize,
    end: usize,
    before: Option<char>,
    after: Option<char>,
}

impl Seen {
    /// Whether there is space before it, and a word behind.
    fn looks_opening(self) -> bool {
        let spaced = self.before.is_none_or(|c| c.is_whitespace() || "([—–-".contains(c));
        spaced && self.after.is_some_and(|c| !c.is_whitespace() && !",;:!?)]".contains(c))
    }

    fn begins_single(self) -> bool {
        self.c != '’' && self.looks_opening() && self.after.is_some_and(char::is_uppercase)
    }

    fn ends_single(self) -> bool {
        let marked = self.before.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…'));
        marked && self.after.is_none_or(|c| !c.is_alphanumeric())
    }
}

/// Whether a character may stand between a sentence's last mark and its end.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '’' | '\'' | ')' | ']' | '»' | '«' | '」' | '』' | '）' | '›')
}

/// Whether a character may stand before a sentence's first word.
pub(crate) fn is_opener(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '‘' | '\'' | '(' | '[' | '«' | '»' | '「' | '『' | '（' | '‹' | '¿' | '¡')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paragraph: &str, expected: &[&str]) {
        let mut quotations = Quotations::new(paragraph);
        quotations.find(paragraph);
        let found: Vec<&str> = quotations.closed.iter().map(|range| &paragraph[range.clone()]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn pairs_straight_marks() {
        check(r#""No," he said, "not now.""#, &[r#""No,""#, r#""not now.""#]);
    }

    #[test]
    fn pairs_typographic_marks() {
        check(
            "He said “no. Never.” Then „nein“ and « non » and »nej«.",
            &["“no. Never.”", "„nein“", "« non »", "»nej«"],
        );
    }

    #[test]
    fn tells_single_marks_from_apostrophes() {
        check(
            "'We can't go on. It's over,' he said of the '90s and players' families.",
            &["'We can't go on. It's over,'"],
        );
    }

    #[test]
    fn leaves_an_open_quotation_open() {
        check("“It begins here. And goes on.", &[]);
    }
}
