//! Lines that are no part of a report: where to read on, who took the picture, whose rights they are.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::{Sentence, SentenceFlags};

/// Beginnings, lower-case, that mark a line whatever follows. © does too.
const PREFIXES: &[&str] = &[
    "(editing by",
    "(reporting by",
    "additional reporting by",
    "all rights reserved",
    "by clicking",
    "by signing up",
    "click here",
    "continue reading",
    "copyright ©",
    "copyright 19",
    "copyright 20",
    "(c) 20",
    "do you have a story",
    "editing by",
    "email us at",
    "enter your email",
    "follow us on",
    "for more stories",
    "get our free",
    "get the latest",
    "getty images",
    "lesen sie auch",
    "lesen sie den originalartikel",
    "lire aussi",
    "listen to this article",
    "more on this story",
    "photo:",
    "photo by",
    "photograph:",
    "picture:",
    "got a story",
    "got a tip",
    "have you been affected",
    "image credit",
    "image source",
    "read also:",
    "read more",
    "read next",
    "read the full article",
    "read the full story",
    "read the original article",
    "read this next",
    "related:",
    "related articles",
    "related content",
    "related stories",
    "related topics",
    "reporting by",
    "see also:",
    "send us your",
    "send your photos",
    "send your pictures",
    "send your stories",
    "share this",
    "sign up for",
    "sign up to",
    "skip to content",
    "story continues below",
    "subscribe to",
    "subscribe now",
    "support our journalism",
    "this article first appeared",
    "this article originally appeared",
    "this article was first published",
    "this article was originally published",
    "this story first appeared",
    "this story was originally published",
    "we use cookies",
    "zum newsletter",
];

/// Whole lines, lower-case and without a final mark.
const LINES: &[&str] = &[
    "ad",
    "advertisement",
    "anzeige",
    "comments",
    "newsletter",
    "print",
    "publicidad",
    "publicité",
    "share",
    "sponsored",
    "watch live",
];

/// Pieces, lower-case, that mark a line wherever they stand.
const PIECES: [&str; 3] = ["all rights reserved", "alle rechte vorbehalten", "tous droits réservés"];

/// The longest line that can be boilerplate, in bytes; reports hold "Sign up for" in longer sentences.
const LINE_BYTES_MAX: usize = 300;

/// Flags the sentences of a text that are boilerplate.
pub(crate) fn assign(text: &str, sentences: &mut [Sentence]) {
    // One search of the whole text is cheaper than one of each sentence, and next to no text holds a piece.
    let may_hold_piece = has_anchor(text);
    for sentence in sentences {
        let line = &text[sentence.range()];
        if line.len() <= LINE_BYTES_MAX && is_boilerplate(line, may_hold_piece) {
            sentence.flags.insert(SentenceFlags::BOILERPLATE);
        }
    }
}

fn is_boilerplate(line: &str, may_hold_piece: bool) -> bool {
    let bare = line.trim_start_matches(['-', '*', '•', '>', '|', '[', ' ', '\u{a0}']);
    starts_with_boilerplate(bare)
        || is_whole_line(bare)
        || may_hold_piece && has_anchor(bare) && has_piece(bare)
}

/// The longest of [`LINES`] with the marks that may stand behind it, in bytes.
const WHOLE_LINE_BYTES_MAX: usize = 32;

fn is_whole_line(line: &str) -> bool {
    if line.len() > WHOLE_LINE_BYTES_MAX {
        return false;
    }
    let whole = line.trim_end_matches(['.', ':', ' ', ']', '|']);
    LINES.iter().any(|line| eq_ignore_case(whole, line))
}

/// Whether a text holds the end of one of [`PIECES`]: their first letters may be capitals.
fn has_anchor(text: &str) -> bool {
    static ANCHORS: LazyLock<[Finder<'static>; 3]> =
        LazyLock::new(|| ["eserved", "orbehalten", "éservés"].map(Finder::new));
    ANCHORS.iter().any(|anchor| anchor.find(text.as_bytes()).is_some())
}

fn has_piece(line: &str) -> bool {
    let lower = line.to_lowercase();
    PIECES.iter().any(|piece| lower.contains(piece))
}

fn starts_with_boilerplate(line: &str) -> bool {
    let Some(mut start) = line.as_bytes().first_chunk::<START_BYTES>().copied() else { return false };
    start.make_ascii_lowercase();
    let begins =
        |prefix: &str| line.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    // Asked of all at once, without a branch: nearly every line begins otherwise.
    STARTS.iter().fold(false, |any, known| any | (*known == start))
        && STARTS.iter().zip(PREFIXES).any(|(known, prefix)| *known == start && begins(prefix))
        || start.starts_with("©".as_bytes())
}

/// How many bytes each of [`PREFIXES`] has at least.
const START_BYTES: usize = 4;

/// Their first bytes.
const STARTS: [[u8; START_BYTES]; PREFIXES.len()] = {
    let mut starts = [[0; START_BYTES]; PREFIXES.len()];
    let mut index = 0;
    while index < starts.len() {
        starts[index] = match PREFIXES[index].as_bytes().first_chunk() {
            Some(start) => *start,
            None => panic!("a prefix is too short"),
        };
        index += 1;
    }
    starts
};

fn eq_ignore_case(a: &str, b: &str) -> bool {
    a.len() == b.len() && (a.eq_ignore_ascii_case(b) || (!a.is_ascii() && a.to_lowercase() == b))
}

/// Finds where the next paragraph begins in a boilerplate line that lost its line feed, as in
/// "Read the original article on Business `InsiderThe` treaty reached …": a word that changes from lower to upper
/// case in its middle, and with which a sentence begins.
pub(crate) fn joint(line: &str) -> Option<usize> {
    if !starts_with_boilerplate(line) {
        return None;
    }
    let head = &line[..line.floor_char_boundary(LINE_BYTES_MAX)];
    let mut previous = None;
    for (index, c) in head.char_indices() {
        let glued =
            previous.is_some_and(|p: char| p.is_lowercase() || p == '.' || p == ')') && c.is_uppercase();
        if glued
            && begins_sentence(
                last_word(&line[..index]),
                &line[index..line.floor_char_boundary(index + LINE_BYTES_MAX)],
            )
        {
            return Some(index);
        }
        previous = Some(c);
    }
    None
}

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or(text)
}

/// Whether a text reads like a sentence from here on, and isn't the second half of a name: three more words at
/// least, and either a word with which sentences begin, or lower-case words. "`InsiderThe` ministry said" does;
/// "`YouTube`", "`BuzzFeed` News" and "`LinkedIn`" don't.
fn begins_sentence(head: &str, text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let opener = matches!(
        first,
        "A" | "After"
            | "All"
            | "An"
            | "And"
            | "As"
            | "At"
            | "Both"
            | "But"
            | "By"
            | "For"
            | "He"
            | "Her"
            | "His"
            | "I"
            | "If"
            | "In"
            | "It"
            | "Its"
            | "No"
            | "On"
            | "One"
            | "Our"
            | "She"
            | "That"
            | "The"
            | "Their"
            | "There"
            | "These"
            | "They"
            | "This"
            | "Those"
            | "Two"
            | "We"
            | "What"
            | "When"
            | "While"
            | "With"
            | "You"
    );
    let rest: Vec<&str> = words.take(4).collect();
    let lower = rest.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    let plain_head = head.len() > 3 && head.chars().all(char::is_lowercase);
    let name = head == "Linked" && first == "In";
    let ends_early = first.ends_with(['.', '!', '?']);
    let joined = rest
        .first()
        .is_some_and(|word| matches!(*word, "and" | "or" | "for" | "to" | "on" | "in" | "at" | "with"));
    !ends_early && !name && rest.len() >= 3 && (opener || lower >= 2 && (plain_head || !joined))
}
