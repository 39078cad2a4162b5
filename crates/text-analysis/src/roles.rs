//! Which sentences are headlines, headings and fragments: what only the whole text tells.

use crate::{Paragraph, Sentence, SentenceFlags};

/// The longest headline, in bytes.
const TITLE_BYTES_MAX: usize = 250;

/// The longest heading inside a text, in tokens.
const HEADING_TOKENS_MAX: u32 = 12;

/// Flags the title, the headings and a first sentence without beginning.
pub(crate) fn assign(text: &str, title: Option<&str>, paragraphs: &[Paragraph], sentences: &mut [Sentence]) {
    flag_fragment(text, sentences);
    flag_given_title(text, title, sentences);
    if is_prose(text, sentences) {
        flag_open_lines(text, title.is_some(), paragraphs, sentences);
    }
}

/// A text that begins in lower case begins in the middle of a sentence.
fn flag_fragment(text: &str, sentences: &mut [Sentence]) {
    let Some(first) = sentences.first_mut() else { return };
    let mut letters = text[first.range()].trim_start_matches(|c: char| !c.is_alphanumeric()).chars();
    let lower = letters.next().is_some_and(char::is_lowercase);
    let brand = letters.next().is_some_and(char::is_uppercase);
    // Texts that are lower-case throughout begin like that too.
    let cased = || text[..text.floor_char_boundary(4096)].chars().filter(|c| c.is_uppercase()).count() >= 3;
    if lower && !brand && cased() {
        first.flags.insert(SentenceFlags::FRAGMENT);
    }
}

/// A first line that repeats the title that came with the text is no sentence of the report.
fn flag_given_title(text: &str, title: Option<&str>, sentences: &mut [Sentence]) {
    let (Some(title), Some(first)) = (title, sentences.first_mut()) else { return };
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    if text[first.range()].len() <= TITLE_BYTES_MAX && words(&text[first.range()]) == words(title) {
        first.flags.insert(SentenceFlags::TITLE);
    }
}

/// Whether most sentences end with a mark. In other texts (tables, lists, transcripts) open lines aren't headings.
fn is_prose(text: &str, sentences: &[Sentence]) -> bool {
    let ended = sentences.iter().filter(|sentence| is_ended(&text[sentence.range()])).count();
    ended * 5 >= sentences.len() * 3
}

fn is_ended(sentence: &str) -> bool {
    let bare =
        sentence.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '“', '」', ' ', '\u{a0}', '\u{202f}']);
    bare.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '।', '؟', '۔'])
}

/// Flags lines without a final mark: the first as title, short ones inside as headings.
fn flag_open_lines(text: &str, titled: bool, paragraphs: &[Paragraph], sentences: &mut [Sentence]) {
    let last = sentences.len().saturating_sub(1);
    for (index, sentence) in sentences.iter_mut().enumerate() {
        let paragraph = paragraphs[sentence.paragraph as usize];
        let alone = (sentence.start, sentence.end) == (paragraph.start, paragraph.end);
        let line = &text[sentence.range()];
        let open = alone && !is_ended(line);
        let flags = &mut sentence.flags;
        let plain = *flags == SentenceFlags::default() || *flags == SentenceFlags::QUOTATION;
        if !open || !plain || index == last {
            continue;
        }
        if index == 0 && !titled && line.len() <= TITLE_BYTES_MAX {
            flags.insert(SentenceFlags::TITLE);
        } else if sentence.token_count <= HEADING_TOKENS_MAX {
            flags.insert(SentenceFlags::HEADING);
        }
    }
}
