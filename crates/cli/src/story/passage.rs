//! Passages of sources, and how a source's text is cut so that each can be found and marked.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// Passages of one source that are this near to each other, in bytes, are shown together: the parts of a split quotation are.
const NEAR_BYTES: usize = 300;

/// A line of at most so many characters may be one of hard-wrapped text.
const WRAPPED_LINE_CHARACTERS_MAX: usize = 100;

/// A line of hard-wrapped text that is shorter ends where its author ended it.
const FULL_LINE_CHARACTERS_MIN: usize = 45;

/// A piece of a source's text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    /// The source's place in the story.
    pub(super) source: usize,
    pub(super) range: Range<usize>,
}

/// Passages of one source that stand near to each other, in the order of the source; never empty.
pub(super) type Group = Vec<Passage>;

/// Groups passages by what can be shown together, in the order of their first mention.
pub(super) fn groups(passages: &[Passage]) -> Vec<Group> {
    let mut sources: Vec<Group> = Vec::new();
    for passage in passages {
        match sources.iter_mut().find(|group| group[0].source == passage.source) {
            Some(group) => group.push(passage.clone()),
            None => sources.push(vec![passage.clone()]),
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    for mut source in sources {
        source.sort_by_key(|passage| (passage.range.start, passage.range.end));
        source.dedup();
        let near = |one: &Passage, other: &Passage| other.range.start <= one.range.end + NEAR_BYTES;
        groups.extend(source.chunk_by(near).map(<[Passage]>::to_vec));
    }
    groups
}

/// A stretch of a text that no passage starts or ends in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    /// Whether a passage covers it.
    pub(super) is_cited: bool,
    /// Whether a passage starts with it.
    pub(super) starts_passage: bool,
}

/// Cuts a paragraph of a text where passages start and end. Put together, the pieces are the paragraph.
///
/// Passages may nest and overlap.
pub(super) fn pieces(paragraph: Range<usize>, passages: &[Range<usize>]) -> Vec<Piece> {
    let touches = |range: &&Range<usize>| range.start < paragraph.end && paragraph.start < range.end;
    let touching: Vec<&Range<usize>> = passages.iter().filter(touches).collect();
    let mut cuts: BTreeSet<usize> = touching
        .iter()
        .flat_map(|range| [range.start.max(paragraph.start), range.end.min(paragraph.end)])
        .collect();
    cuts.extend([paragraph.start, paragraph.end]);
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let piece = |cut: &[usize]| Piece {
        range: cut[0]..cut[1],
        is_cited: touching.iter().any(|range| range.start <= cut[0] && cut[1] <= range.end),
        starts_passage: touching.iter().any(|range| range.start == cut[0]),
    };
    cuts.windows(2).map(piece).collect()
}

/// The paragraphs of a text, with the line feeds that end them. Put together, they are the text.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let wrapped = is_hard_wrapped(text);
    let (mut paragraphs, mut start, mut end) = (Vec::new(), 0, 0);
    let mut blank_before = false;
    for line in text.split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        if end > start && !is_blank && (blank_before || !wrapped) {
            paragraphs.push(start..end);
            start = end;
        }
        end += line.len();
        blank_before = is_blank;
    }
    if end > start {
        paragraphs.push(start..end);
    }
    paragraphs
}

/// Whether a line of a text that isn't the last of its paragraph is to end where it does.
pub(super) fn ends_line(text: &str, line: &str) -> bool {
    is_hard_wrapped(text) && line.chars().count() < FULL_LINE_CHARACTERS_MIN
}

fn is_hard_wrapped(text: &str) -> bool {
    let has_blank_line = text.lines().any(|line| line.trim().is_empty());
    has_blank_line && text.lines().all(|line| line.chars().count() <= WRAPPED_LINE_CHARACTERS_MAX)
}

/// Places of a text in UTF-16 code units, which are what a browser counts.
pub(super) struct Utf16Offsets(BTreeMap<usize, usize>);

impl Utf16Offsets {
    /// Counts up to each of the places, which are bytes and stand between characters.
    pub(super) fn new(text: &str, places: impl IntoIterator<Item = usize>) -> Self {
        let (mut counted, mut at, mut units) = (BTreeMap::new(), 0, 0);
        for place in places.into_iter().collect::<BTreeSet<_>>() {
            units += text.get(at..place).unwrap_or_default().encode_utf16().count();
            at = place;
            counted.insert(place, units);
        }
        Self(counted)
    }

    pub(super) fn of(&self, place: usize) -> usize {
        self.0.get(&place).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(source: usize, range: Range<usize>) -> Passage {
        Passage { source, range }
    }

    fn cut(text: &str, passages: &[Range<usize>]) -> String {
        let piece = |piece: Piece| {
            let (anchor, text) = (if piece.starts_passage { "#" } else { "" }, &text[piece.range]);
            if piece.is_cited { format!("[{anchor}{text}]") } else { format!("{anchor}{text}") }
        };
        pieces(0..text.len(), passages).into_iter().map(piece).collect()
    }

    #[test]
    fn cuts_where_passages_start_and_end() {
        assert_eq!(cut("abcdef", &[]), "abcdef");
        assert_eq!(cut("abcdef", &[2..4, 2..4]), "ab[#cd]ef");
        assert_eq!(cut("abcdef", &[0..6, 2..4]), "[#ab][#cd][ef]", "nested");
        assert_eq!(cut("abcdef", &[0..4, 2..6]), "[#ab][#cd][ef]", "overlapping");
        assert_eq!(cut("abcdef", &[0..2, 2..4]), "[#ab][#cd]ef", "one after the other");
    }

    #[test]
    fn cuts_between_characters_of_any_length() {
        let text = "é—“Ни”𝄞x";
        let start = text.find('Н').unwrap();
        let end = text.find('”').unwrap();
        assert_eq!(cut(text, std::slice::from_ref(&(start..end))), "é—“[#Ни]”𝄞x");
        let offsets = Utf16Offsets::new(text, [text.len(), start, end]);
        assert_eq!((offsets.of(start), offsets.of(end), offsets.of(text.len())), (3, 5, 9));
    }

    #[test]
    fn a_passage_over_paragraphs_starts_once() {
        let passages = [1..6, 1..3];
        let first = pieces(0..4, &passages);
        let second = pieces(4..8, &passages);
        assert_eq!(first.iter().filter(|piece| piece.starts_passage).count(), 1);
        assert!(second.iter().all(|piece| !piece.starts_passage));
        assert_eq!(second[0], Piece { range: 4..6, is_cited: true, starts_passage: false });
    }

    #[test]
    fn paragraphs_put_together_are_the_text() {
        let long = "A line that is a paragraph of its own. ".repeat(4);
        let wrapped = "A hard-wrapped line that goes on and on and on,\nand its end.\n\nShort\nOther\n";
        for text in [&long, wrapped, "\n\na\n \nb", "", "\n", &format!("{long}\n{long}\r\n\r\n{long}")] {
            let joined: String = paragraphs(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(joined, text);
        }
        assert_eq!(paragraphs(&format!("{long}\n{long}\nShort\n")).len(), 3);
        assert_eq!(paragraphs(wrapped).len(), 2);
        assert!(ends_line(wrapped, "Short") && !ends_line(&long, "Short"));
    }

    #[test]
    fn near_passages_of_a_source_are_one_group() {
        let passages = [
            passage(1, 50..60),
            passage(0, 5..9),
            passage(1, 10..20),
            passage(1, 900..950),
            passage(1, 10..20),
        ];
        let expected = vec![
            vec![passage(1, 10..20), passage(1, 50..60)],
            vec![passage(1, 900..950)],
            vec![passage(0, 5..9)],
        ];
        assert_eq!(groups(&passages), expected);
    }
}
