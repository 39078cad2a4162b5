//! Where words stand between quotation marks.

use std::ops::Range;

/// Words between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// From the opening mark to behind the closing one.
    pub(crate) outer: Range<usize>,
    /// The words alone.
    pub(crate) inner: Range<usize>,
    /// Whether the paragraph ends before it is closed, as where the next one goes on with it.
    pub(crate) is_open: bool,
}

/// Finds the quoted pieces of a paragraph, from left to right and none inside another.
///
/// Double marks first; single ones where a paragraph has no double ones, since many of them are apostrophes.
pub(crate) fn quoted(text: &str, paragraph: Range<usize>) -> Vec<Quoted> {
    let piece = &text[paragraph.clone()];
    let mut found = pairs(piece, &Double);
    let is_inside = |first: &Quoted| holds_single_before(&piece[..first.outer.start]);
    if found.first().is_none_or(is_inside) {
        let single = pairs(piece, &Single);
        // "He wrote: 'They say "no" to all.'"
        let is_outer = |inner: &Quoted| {
            let next = single.partition_point(|outer| outer.outer.start < inner.outer.start);
            next.checked_sub(1).is_some_and(|last| inner.outer.end < single[last].outer.end)
        };
        if found.iter().all(is_outer) {
            found = single;
        }
    }
    for quoted in &mut found {
        for range in [&mut quoted.outer, &mut quoted.inner] {
            *range = range.start + paragraph.start..range.end + paragraph.start;
        }
    }
    found
}

/// Whether a single mark may open a quotation in some text.
fn holds_single_before(text: &str) -> bool {
    text.starts_with(['\'', '‘']) || text.contains(" '") || text.contains('‘')
}

/// The beginning of a paragraph up to a mark that closes, where no mark opens before it: what ends a quotation that an earlier
/// paragraph begins.
pub(crate) fn closed(text: &str, paragraph: Range<usize>) -> Option<Quoted> {
    let piece = &text[paragraph.clone()];
    let seen_at = |(at, c): (usize, char)| {
        let end = at + c.len_utf8();
        (at, end, Seen { c, before: &piece[..at], after: &piece[end..] })
    };
    let is_mark = |seen: Seen<'_>| matches!(seen.c, '"' | '“' | '”' | '„' | '«' | '»') || seen.is_doubled();
    let (at, end, seen) = piece.char_indices().map(seen_at).find(|(.., seen)| is_mark(*seen))?;
    let is_doubled = seen.is_doubled();
    let closes = is_doubled || seen.c == '”' || seen.c == '"' && !seen.begins();
    let end = if is_doubled { end + seen.c.len_utf8() } else { end };
    let start = paragraph.start;
    (closes && at > 0).then(|| Quoted { outer: start..start + end, inner: start..start + at, is_open: false })
}

/// A family of marks.
trait Marks {
    /// Whether a mark opens a quotation here, and how: with its closing mark.
    fn opens(&self, seen: Seen<'_>) -> Option<char>;
    /// Whether a mark closes the quotation that the given one closes.
    fn closes(&self, seen: Seen<'_>, close: char) -> bool;
    /// Whether a quotation that isn't closed is one, where it begins with its paragraph and elsewhere.
    const OPEN_COUNTS: [bool; 2];
    /// Whether the same marks stand around what somebody quotes within a quotation.
    const NESTS: bool;
}

/// A character among its neighbours.
#[derive(Clone, Copy)]
struct Seen<'a> {
    c: char,
    before: &'a str,
    after: &'a str,
}

impl Seen<'_> {
    fn previous(self) -> Option<char> {
        self.before.chars().next_back()
    }

    fn next(self) -> Option<char> {
        self.after.chars().next()
    }

    /// Whether two single marks stand for a double one: "a mess''.
    fn is_doubled(self) -> bool {
        matches!(self.c, '\'' | '’') && self.next() == Some(self.c)
    }

    /// Whether a sentence begins here without a space before it: `They left."I stayed," she said.`
    fn begins_sentence(self) -> bool {
        matches!(self.previous(), Some('.' | '!' | '?')) && self.next().is_some_and(char::is_uppercase)
    }

    fn begins(self) -> bool {
        let free = self.previous().is_none_or(|c| c.is_whitespace() || "([{—–-/".contains(c));
        free && self.next().is_some_and(|c| !c.is_whitespace() && !",;:!?)]".contains(c))
    }
}

struct Double;

impl Marks for Double {
    fn opens(&self, seen: Seen<'_>) -> Option<char> {
        match seen.c {
            '"' if seen.begins() || seen.begins_sentence() => Some('"'),
            '“' => Some('”'),
            '„' => Some('“'),
            '«' => Some('»'),
            '»' if seen.begins() && seen.next().is_some_and(char::is_alphanumeric) => Some('«'),
            _ => None,
        }
    }

    fn closes(&self, seen: Seen<'_>, close: char) -> bool {
        // A new mark that opens belongs to the next quotation: this one was never closed.
        seen.c == close
            && !(close == '"' && seen.begins() && seen.previous().is_some_and(char::is_whitespace))
            || seen.c == '”' && matches!(close, '“' | '"')
            || seen.c == '"' && close == '”'
            || matches!(close, '"' | '”') && seen.is_doubled()
    }

    const OPEN_COUNTS: [bool; 2] = [true, true];
    const NESTS: bool = false;
}

struct Single;

impl Marks for Single {
    fn opens(&self, seen: Seen<'_>) -> Option<char> {
        let opening = seen.begins() && seen.next().is_some_and(char::is_alphanumeric);
        let abbreviated = [
            "90s", "80s", "70s", "60s", "tis ", "twas ", "em ", "til ", "cos ", "cause ", "bout ", "n' ",
            "n’ ",
        ]
        .iter()
        .any(|word| seen.after.get(..word.len()).is_some_and(|after| after.eq_ignore_ascii_case(word)));
        match seen.c {
            '‘' if opening && !abbreviated => Some('’'),
            '\'' if opening && !abbreviated => Some('\''),
            _ => None,
        }
    }

    fn closes(&self, seen: Seen<'_>, close: char) -> bool {
        if seen.c != close || seen.next().is_some_and(char::is_alphanumeric) {
            return false;
        }
        // "players' families" goes on; a quotation that ends so is followed by a mark, or has one before.
        let plural = is_shortened(seen.before)
            && seen.after.trim_start().starts_with(char::is_alphanumeric)
            && self.closes_next(seen.after, close);
        !seen.previous().is_some_and(char::is_whitespace) && !plural
    }

    /// An apostrophe may stand anywhere but there, and behind what leads to speech.
    const OPEN_COUNTS: [bool; 2] = [true, false];
    const NESTS: bool = true;
}

impl Single {
    /// Whether the next mark of some text closes a quotation, as no other is opened before it.
    fn closes_next(&self, text: &str, close: char) -> bool {
        let seen_at =
            |(at, c): (usize, char)| Seen { c, before: &text[..at], after: &text[at + c.len_utf8()..] };
        let is_mark = |seen: &Seen<'_>| {
            matches!(seen.c, '\'' | '‘' | '’') && !seen.next().is_some_and(char::is_alphanumeric)
                || self.opens(*seen).is_some()
        };
        let is_plural = |seen: &Seen<'_>| {
            is_shortened(seen.before) && seen.after.trim_start().starts_with(char::is_alphanumeric)
        };
        let next = text.char_indices().map(seen_at).find(|seen| is_mark(seen) && !is_plural(seen));
        next.is_some_and(|next| next.c == close && self.opens(next).is_none())
    }
}

/// Whether an apostrophe may end the last word of some text: "players", "wi", "o", "doin".
fn is_shortened(before: &str) -> bool {
    let start = before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last();
    let word = start.map_or("", |(start, _)| &before[start..]);
    word.ends_with('s')
        || matches!(word, "wi" | "o" | "an" | "th" | "ol")
        || word.len() > 3 && word.ends_with("in")
}

/// Whether a byte is the first of a mark of any family, or may be. One question for all: asked for single marks alone, it isn't answered for
/// several bytes at once.
fn begins_mark(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | 0xc2 | 0xe2)
}

/// So many bytes are looked at together.
const PIECE_BYTES: usize = 16;

fn pairs<M: Marks>(piece: &str, marks: &M) -> Vec<Quoted> {
    let nested = M::NESTS.then(|| pairs_at(piece, marks, 1));
    // What seems to be inside a quotation that stays open is as likely to be another one.
    let nested = nested.filter(|(_, is_closed)| *is_closed).map(|(found, _)| found);
    nested.unwrap_or_else(|| pairs_at(piece, marks, 0).0)
}

/// Finds quoted pieces, with so many quotations inside another at most, and tells whether the last one is closed.
fn pairs_at<M: Marks>(piece: &str, marks: &M, depth_max: usize) -> (Vec<Quoted>, bool) {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize, char)> = None;
    let mut depth = 0;
    // Most pieces of a text hold no mark, which is found out for all their bytes at once.
    let pieces = piece.as_bytes().chunks(PIECE_BYTES).enumerate();
    let marked = pieces.filter(|(_, bytes)| bytes.iter().fold(false, |any, byte| any | begins_mark(*byte)));
    let places = marked.flat_map(|(number, bytes)| {
        let marks = bytes.iter().enumerate().filter(|(_, byte)| begins_mark(**byte));
        marks.map(move |(at, _)| number * PIECE_BYTES + at)
    });
    for at in places {
        let Some(c) = piece[at..].chars().next() else { break };
        let end = at + c.len_utf8();
        let seen = Seen { c, before: &piece[..at], after: &piece[end..] };
        match open {
            Some(_) if depth < depth_max && marks.opens(seen).is_some() => depth += 1,
            Some((_, _, close)) if depth > 0 && marks.closes(seen, close) => depth -= 1,
            Some((start, inner, close)) if marks.closes(seen, close) => {
                // The second one of two single marks.
                let is_doubled = matches!(c, '\'' | '’') && matches!(close, '"' | '”');
                let end = if is_doubled { end + c.len_utf8() } else { end };
                if inner < at {
                    found.push(Quoted { outer: start..end, inner: inner..at, is_open: false });
                }
                open = None;
            }
            None => open = marks.opens(seen).map(|close| (at, end, close)),
            Some(_) => {}
        }
    }
    // "'Focus’ review" is a headline, and no paragraph of what somebody says.
    let is_said = M::OPEN_COUNTS[1] || piece.trim_end().ends_with(['.', '!', '?', '…']);
    let is_inside = |start: usize| !piece[..start].trim_start().is_empty();
    // "Bell said: ‘I came on Monday." The next paragraph goes on, as it does with "Bell left. ‘I came on Monday."
    let is_led_to = |start: usize| {
        let begins = piece[start..].chars().nth(1).is_some_and(char::is_uppercase);
        begins
            && piece[..start].ends_with([' ', '\u{a0}'])
            && piece[..start].trim_end().ends_with([':', ',', '.', '?', '!', '’'])
    };
    let counts =
        |start: usize| is_said && (M::OPEN_COUNTS[usize::from(is_inside(start))] || is_led_to(start));
    if let Some((start, inner, _)) = open.filter(|(start, ..)| counts(*start)) {
        let end = piece.trim_end().len();
        if inner < end {
            found.push(Quoted { outer: start..end, inner: inner..end, is_open: true });
        }
    }
    (found, open.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = quoted(text, 0..text.len());
        let words: Vec<&str> = found.iter().map(|quoted| &text[quoted.inner.clone()]).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn finds_double_marks_of_any_kind() {
        check(r#""No," he said, "not now.""#, &["No,", "not now."]);
        check("He said “no. Never.” Then „nein“ and «non».", &["no. Never.", "nein", "non"]);
        check("He called it “a mess” and left.", &["a mess"]);
        check("He called it \"a mess'' and \"a 'bad' joke” there.", &["a mess", "a 'bad' joke"]);
        check("He called it “a mess’’ and “the cook’s joke” there.", &["a mess", "the cook’s joke"]);
    }

    #[test]
    fn finds_single_marks_among_apostrophes() {
        check("'We can't go on,' he said of the '90s.", &["We can't go on,"]);
        check("‘It’s over,’ said the firm’s chief, who called it ‘a mess’.", &["It’s over,", "a mess"]);
        check("Don't touch the players' families' things.", &[]);
        // A space of several bytes behind the mark.
        check("He met ‘the players’\u{a0}families.", &["the players"]);
        check("He met ‘the players’\u{2009}families and ‘friends’ there.", &["the players", "friends"]);
    }

    #[test]
    fn a_single_mark_behind_a_colon_opens_what_the_next_paragraph_goes_on_with() {
        check("Bell said: ‘I have not made up my mind yet.", &["I have not made up my mind yet."]);
        check("Bell liked the music: ’n’ the players’ shoes.", &[]);
    }

    #[test]
    fn a_single_mark_behind_a_sentence_opens_what_the_next_paragraph_goes_on_with() {
        check("‘It was late,’ he said. ‘I came on foot.", &["It was late,", "I came on foot."]);
    }

    #[test]
    fn single_marks_inside_single_marks_close_nothing() {
        check("'They say 'no' to all,' he said, 'and go.'", &["They say 'no' to all,", "and go."]);
        check("‘He rang and said ‘come home’, so I came.’", &["He rang and said ‘come home’, so I came."]);
        check("'It was late 'cos of the rain,' he said.", &["It was late 'cos of the rain,"]);
        check("‘Nowt wrong wi’ that bridge,’ he said.", &["Nowt wrong wi’ that bridge,"]);
        // The second one was forgotten, or the first.
        check("'I came, he said. 'I left.'", &["I came, he said. 'I left."]);
    }

    #[test]
    fn an_apostrophe_before_a_name_closes_nothing() {
        check("'I would call the Players' Union,' he said.", &["I would call the Players' Union,"]);
        check("A 'set of events' was how he called Leeds' loss and 'a joke'.", &["set of events", "a joke"]);
    }

    #[test]
    fn two_single_marks_close_what_another_paragraph_began() {
        let text = "My friend is well, too,'' Anna Bell said.";
        let found = closed(text, 0..text.len()).map(|found| &text[found.inner]);
        assert_eq!(found, Some("My friend is well, too,"));
    }

    #[test]
    fn what_the_next_paragraph_goes_on_with_is_open() {
        let text = "“It begins here. And goes on.";
        let found = quoted(text, 0..text.len());
        assert!(found[0].is_open);
        assert_eq!(&text[found[0].inner.clone()], "It begins here. And goes on.");
    }
}
