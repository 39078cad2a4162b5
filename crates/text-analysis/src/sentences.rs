//! Paragraphs to sentences, by rules.
//!
//! A sentence ends at a mark (`.`, `!`, `?`, `…` and their kin in other scripts) that no rule forbids: inside a
//! short quotation or parenthesis, after an abbreviation or initial, or before a word that can't begin a
//! sentence. A paragraph's end always ends one. Each byte is looked at once, and each mark looks a bounded way
//! back and forth.

use foldhash::{HashSet, HashSetExt as _};
use std::sync::OnceLock;

use crate::{
    Language, Paragraph, SENTENCE_BYTES_MAX, Sentence, SentenceFlags,
    abbreviations::{self, Abbreviation},
    bytes::ByteSet,
    paragraphs::{is_list_item, list_mark_length},
    quotations::{Quotations, is_closer, is_opener},
    stems, stop_words,
};

/// The longest quotation that stays in one piece, in characters: three or four sentences. Longer ones are
/// speeches, and are cut.
const QUOTATION_CHARACTERS_MAX: usize = 400;

/// The longest parenthesis that stays in one piece, in bytes.
const PARENTHESIS_BYTES_MAX: usize = 400;

/// How far back the word before a mark may begin, in bytes; longer ones are no abbreviations.
const WORD_BYTES_MAX: usize = 32;

/// Splits the paragraphs of one text.
pub(crate) struct Segmenter<'a> {
    text: &'a str,
    language: Language,
    openers: &'static HashSet<&'static str>,
    caseless: bool,
    quotations: Quotations,
}

impl<'a> Segmenter<'a> {
    pub(crate) fn new(text: &'a str, language: Language) -> Self {
        let quotations = Quotations::new(text);
        Self { text, language, openers: openers(language), caseless: is_caseless(text), quotations }
    }

    /// Appends the sentences of a paragraph.
    pub(crate) fn split(&mut self, paragraph: Paragraph, index: u32, sentences: &mut Vec<Sentence>) {
        let text = &self.text[paragraph.start as usize..paragraph.end as usize];
        self.quotations.find(text);
        let mut sink =
            Sink { text: self.text, offset: paragraph.start as usize, paragraph: index, sentences };
        let mut start = 0;
        let mut body = body_start(text, 0);
        let mut at = 0;
        let mut quotation = 0;
        let mut protected_until = 0;
        while let Some(step) = STOPS.first_in(&text.as_bytes()[at..]) {
            at += step;
            if let Some(c @ ('(' | '（')) = text[at..].chars().next() {
                protected_until = protected_until.max(parenthesis_end(text, body, at, c));
                at += c.len_utf8();
                continue;
            }
            let run = marks_end(text, at);
            if run == at {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let end = run + closers_length(text, at, run);
            let quoted = self.quoted(text, &mut quotation, at, end);
            if !quoted && end > protected_until && self.ends_sentence(text, body, at..run, end) {
                sink.push(start, end, &self.quotations);
                start = text.len() - text[end..].trim_start().len();
                body = body_start(text, start);
                at = start.max(end);
            } else {
                at = run;
            }
        }
        sink.push(start, text.len(), &self.quotations);
    }

    /// Whether the mark at `at` stands inside a quotation that stays in one piece, and not at its end.
    fn quoted(&self, text: &str, next: &mut usize, at: usize, end: usize) -> bool {
        let closed = &self.quotations.closed;
        while closed.get(*next).is_some_and(|range| range.end <= at) {
            *next += 1;
        }
        closed.get(*next).is_some_and(|range| {
            let length = range.len();
            range.start < at
                && end < range.end
                && (length <= QUOTATION_CHARACTERS_MAX
                    || length <= QUOTATION_CHARACTERS_MAX * 4
                        && text[range.clone()].chars().count() <= QUOTATION_CHARACTERS_MAX)
        })
    }

    /// Whether a sentence whose first word is at `body` ends with the marks in `run` and the closers up to `end`.
    fn ends_sentence(&self, text: &str, body: usize, run: std::ops::Range<usize>, end: usize) -> bool {
        if run.start <= body {
            return false;
        }
        let (before, marks, after) = (&text[body..run.start], &text[run.clone()], &text[end..]);
        let closers = &text[run.end..end];
        if marks.contains(['。', '！', '？']) {
            return !east_asian_attribution_follows(closers, after);
        }
        let rest = after.trim_start();
        if marks.contains(['।', '؟', '۔']) {
            return closers.is_empty() || !abbreviations::reports_quotation(rest);
        }
        let Some(first) = rest.chars().next() else { return true };
        if rest.len() == after.len() {
            return is_missing_space(before, marks, closers, after);
        }
        if matches!(first, ',' | ';' | ':' | '—' | '–' | ')' | ']') || (first == '-' && !is_list_item(rest))
        {
            return false;
        }
        let word = self.after_clitic(rest).trim_start_matches(is_opener);
        let word =
            &word[..word.find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').unwrap_or(word.len())];
        let lower = word.chars().next().is_some_and(char::is_lowercase);
        if lower && !is_camel_case(word) && !(self.caseless && closers.is_empty()) {
            return false;
        }
        match marks {
            "." => self.full_stop_ends(before, rest, word),
            _ if marks.contains(['!', '?']) && closers.is_empty() => {
                !abbreviations::is_name_with_mark(last_word(before)) || self.begins_sentence(word)
            }
            _ if marks.contains(['!', '?']) => {
                !attribution_follows(rest) && !abbreviations::reports_quotation(rest)
            }
            _ => true,
        }
    }

    /// Whether a lone full stop after `before` ends a sentence, given the text after it and its first word.
    fn full_stop_ends(&self, before: &str, rest: &str, next: &str) -> bool {
        let word = last_word(before);
        let begins_sentence =
            || self.begins_sentence(next) || rest.starts_with(is_opener) && !rest.starts_with(['(', '[']);
        let kind = abbreviations::find(word, self.language);
        if kind == Some(Abbreviation::Never) {
            return false;
        }
        if is_initial(word) {
            return !follows_letter_stop(before) && begins_sentence();
        }
        if self.is_roman_ordinal(word) {
            return begins_sentence();
        }
        if let Some(kind) = kind {
            return match kind {
                Abbreviation::Never => false,
                Abbreviation::BeforeNumber => !rest.starts_with(|c: char| c.is_ascii_digit()),
                Abbreviation::Sometimes => begins_sentence(),
                Abbreviation::Usually => true,
                Abbreviation::TimeOfDay => !abbreviations::continues_time_of_day(next),
            };
        }
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (None, _) => true,
            // The first half of "z. B.".
            (Some(letter), None) if letter.is_lowercase() => false,
            (Some(first), _) if first.is_ascii_digit() && word.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.number_ends(before, word, next)
            }
            // U.S., e.g., z.B., J.P.
            _ if is_dotted(word) => begins_sentence(),
            _ => true,
        }
    }

    /// The text behind a word of one letter with which a Dutch sentence may begin: "'s Avonds".
    fn after_clitic<'t>(&self, rest: &'t str) -> &'t str {
        if self.language != Language::Dutch {
            return rest;
        }
        let behind = rest.strip_prefix(['\'', '’']).and_then(|rest| rest.strip_prefix(['s', 't', 'n']));
        behind.and_then(|rest| rest.strip_prefix(' ')).unwrap_or(rest)
    }

    /// Whether a word is the number of a ruler or a century where ordinals have a full stop: "II. Mahmut".
    fn is_roman_ordinal(&self, word: &str) -> bool {
        self.has_ordinals() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X')) && !word.is_empty()
    }

    fn has_ordinals(&self) -> bool {
        use Language::{Danish, Finnish, German, Norwegian, Turkish};
        matches!(self.language, German | Danish | Norwegian | Finnish | Turkish)
    }

    /// Whether a number with a full stop ends a sentence: not as the number of a list item or of a day.
    fn number_ends(&self, before: &str, word: &str, next: &str) -> bool {
        if before.len() == word.len() {
            return word.len() > 2;
        }
        !(self.has_ordinals() && word.len() <= 2) || self.begins_sentence(next)
    }

    /// Whether sentences often begin with a word, and names don't.
    fn begins_sentence(&self, word: &str) -> bool {
        let mut chars = word.chars();
        if !chars.next().is_some_and(char::is_uppercase) {
            return false;
        }
        if chars.next().is_none() {
            return self.is_word_of_one_letter(word);
        }
        let bare = || stems::bare(self.language, &word.to_lowercase());
        !word.chars().all(char::is_uppercase) && self.openers.contains(bare().as_str())
    }

    /// Whether a capital is a word with which sentences begin, and not an initial or the English "I".
    fn is_word_of_one_letter(&self, capital: &str) -> bool {
        use Language::{Danish, English, French, Italian, Norwegian, Portuguese, Spanish, Swedish, Unknown};
        let words = match self.language {
            English | Unknown => "A",
            French => "ÀY",
            Spanish => "AOY",
            Italian => "AEIOÈ",
            Portuguese => "AEOÀÉ",
            Swedish | Danish | Norwegian => "I",
            _ => "",
        };
        words.contains(capital)
    }
}

/// Bytes at which something may have to be decided.
const STOPS: ByteSet = ByteSet::new(&[
    b'.', b'!', b'?', b'(', // and the first bytes of ؟, ۔, ।, …, 。, ！ and ？
    0xd8, 0xdb, 0xe0, 0xe2, 0xe3, 0xef,
]);

/// Where the run of marks that begins at `at` ends; `at` where there is none.
fn marks_end(text: &str, at: usize) -> usize {
    let is_mark = |c: char| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' | '۔');
    let rest = &text[at..];
    let run = rest.len() - rest.trim_start_matches(is_mark).len();
    // ". . ." is an ellipsis too.
    if run == 1 && rest.starts_with(". .") {
        let spaced = rest.len() - rest.trim_start_matches(". ").trim_start_matches('.').len();
        return at + rest[..spaced].trim_end().len();
    }
    at + run
}

/// How long the closing quotation marks and brackets are that follow the marks in `at..run`.
fn closers_length(text: &str, at: usize, run: usize) -> usize {
    let rest = &text[run..];
    let mut length = 0;
    for (index, c) in rest.char_indices() {
        // « and “ close in German and Danish, but they open elsewhere: only without a space before and a word behind.
        let word_behind = rest[index + c.len_utf8()..].starts_with(char::is_alphanumeric);
        if !is_closer(c)
            || (word_behind && matches!(c, '"' | '“' | '«' | '»' | '\'' | '’') && at + 1 == run && index == 0)
        {
            break;
        }
        length = index + c.len_utf8();
    }
    // French puts a space before its closing mark.
    for space in [" »", "\u{a0}»", "\u{202f}»"] {
        if rest[length..].starts_with(space) {
            return length + space.len();
        }
    }
    length
}

/// Where the first word of the sentence at `start` may begin: behind the marks that open quotations.
fn body_start(text: &str, start: usize) -> usize {
    text.len() - text[start..].trim_start_matches(is_opener).len()
}

/// Where a parenthesis that opens with `c` at `at`, inside the sentence whose first word is at `body`, ends.
fn parenthesis_end(text: &str, body: usize, at: usize, c: char) -> usize {
    if at <= body {
        return 0;
    }
    let close = if c == '(' { ")" } else { "）" };
    let limit = text.len().min(at + PARENTHESIS_BYTES_MAX);
    memchr::memmem::find(&text.as_bytes()[at..limit], close.as_bytes())
        .map_or(0, |length| at + length + close.len())
}

/// Whether a space is missing between two sentences, as in "the attack.The agreement": a word in lower case, a
/// full stop, and a capitalized word. Not so "example.com", "Node.js" and "U.S.A".
fn is_missing_space(before: &str, marks: &str, closers: &str, after: &str) -> bool {
    if marks.len() > 1 && !marks.chars().all(|c| matches!(c, '!' | '?')) {
        return false;
    }
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic());
    let lower = letters.clone().count() >= 2 && letters.clone().take(32).all(char::is_lowercase);
    let start = before.len() - letters.map(char::len_utf8).sum::<usize>();
    let counted = before.ends_with(|c: char| c.is_ascii_digit() || c == '%');
    let dotted = before[..start].ends_with(['.', '/', '@', '-', '_']);
    let mut next = after.trim_start_matches(is_opener).chars();
    let capitalized = next.next().is_some_and(char::is_uppercase)
        && next.next().is_some_and(|c| c.is_lowercase() || c.is_whitespace());
    let domain = after.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| {
        after[word.len()..].starts_with(['.', '/', '(', ':', '@'])
            && after[word.len()..].len() > 1
            && !after[word.len() + 1..].starts_with(char::is_whitespace)
    });
    (lower || counted || !closers.is_empty()) && !dotted && capitalized && !domain
}

/// Whether a word has an upper-case letter behind a lower-case beginning: "iPhone".
fn is_camel_case(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

/// Whether a word is made of letters with full stops between them: "U.S", "a.m", "z.B".
fn is_dotted(word: &str) -> bool {
    let mut parts = word.split(['.', '-']).filter(|part| !part.is_empty());
    word.contains('.') && parts.all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic))
}

/// Whether a text ends with a letter and a full stop before its last letter: "z. B", "J. K".
fn follows_letter_stop(before: &str) -> bool {
    let mut chars = before.chars().rev().skip(1).skip_while(|c| c.is_whitespace());
    chars.next() == Some('.')
        && chars.next().is_some_and(char::is_lowercase)
        && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

/// The last word of a text, without what opens a quotation and without an elided article: "L'art" is "art".
fn last_word(before: &str) -> &str {
    let head = &before[before.ceil_char_boundary(before.len().saturating_sub(WORD_BYTES_MAX))..];
    let word = head.rsplit(|c: char| c.is_whitespace() || c == '\u{2014}').next().unwrap_or(head);
    let word = word.trim_start_matches(is_opener);
    match word.split_once(['\'', '’']) {
        Some(("l" | "L" | "d" | "D" | "dell" | "all" | "nell" | "dall" | "sull", noun)) => noun,
        _ => word,
    }
}

/// Whether a word is one capital: an initial, or the B of "Plan B".
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Whether a speaker and a verb follow a quotation: "Ryder asked", "Maj. Gen. Ryder asked".
fn attribution_follows(rest: &str) -> bool {
    let mut words = rest.split_whitespace().take(5);
    let Some(first) = words.next() else { return false };
    first.starts_with(char::is_uppercase)
        && words
            .map_while(|word| {
                let bare = word.trim_end_matches([',', '.', ':']);
                let name = word.starts_with(char::is_uppercase);
                (name || abbreviations::is_speech_verb(bare)).then_some(bare)
            })
            .any(abbreviations::is_speech_verb)
}

/// Whether a Chinese or Japanese quotation goes on with its attribution: 「…。」と述べた, “……。”他说。
fn east_asian_attribution_follows(closers: &str, after: &str) -> bool {
    if closers.is_empty() {
        return false;
    }
    let mut head =
        after.chars().take(14).take_while(|c| !matches!(c, '。' | '！' | '？' | '“' | '「' | '\n'));
    let Some(first) = head.clone().next() else { return false };
    let particle =
        matches!(first, 'と' | 'を' | 'が' | 'は' | 'に' | 'の' | 'な' | 'で' | 'も' | '、' | '，');
    particle || head.any(|c| matches!(c, '说' | '說' | '称' | '稱' | '问' | '問' | '道' | '示' | '调'))
}

/// Whether a text doesn't begin its sentences in upper case: after most marks a lower-case letter follows.
fn is_caseless(text: &str) -> bool {
    const SAMPLE_BYTES: usize = 4096;
    let bytes = &text.as_bytes()[..text.len().min(SAMPLE_BYTES)];
    let (mut lower, mut upper) = (0, 0);
    for at in memchr::memchr3_iter(b'.', b'!', b'?', bytes) {
        if let [_, b' ', next, ..] = bytes[at..] {
            lower += u32::from(next.is_ascii_lowercase());
            upper += u32::from(next.is_ascii_uppercase());
        }
    }
    lower >= 3 && lower >= upper * 4
}

/// The words with which sentences begin and names don't, lower-case: the stop words, and for English the words
/// that often open a sentence of a report.
fn openers(language: Language) -> &'static HashSet<&'static str> {
    const ENGLISH: &[&str] = &[
        "according",
        "also",
        "although",
        "analysts",
        "another",
        "authorities",
        "critics",
        "despite",
        "earlier",
        "even",
        "every",
        "experts",
        "first",
        "following",
        "he's",
        "however",
        "instead",
        "investors",
        "it's",
        "last",
        "later",
        "many",
        "meanwhile",
        "next",
        "nobody",
        "now",
        "officials",
        "one",
        "people",
        "police",
        "prosecutors",
        "several",
        "shares",
        "since",
        "still",
        "they're",
        "three",
        "thousands",
        "today",
        "two",
        "we're",
        "witnesses",
        "workers",
        "yesterday",
        "yet",
    ];
    static OPENERS: [OnceLock<HashSet<&'static str>>; Language::COUNT] = [const { OnceLock::new() }; 18];
    OPENERS[language as usize].get_or_init(|| {
        let mut openers = HashSet::new();
        let stop_language = if language == Language::Unknown { Language::English } else { language };
        openers.extend(stop_words::of(stop_language).iter().copied());
        if stop_language == Language::English {
            openers.extend(ENGLISH);
        }
        openers
    })
}

/// Takes the sentences of one paragraph.
struct Sink<'a> {
    text: &'a str,
    offset: usize,
    paragraph: u32,
    sentences: &'a mut Vec<Sentence>,
}

impl Sink<'_> {
    /// Adds the piece from `start` to `end` of the paragraph, cut where it is too long.
    #[expect(clippy::cast_possible_truncation, reason = "the text has less than 4 GiB")]
    fn push(&mut self, start: usize, end: usize, quotations: &Quotations) {
        let (mut from, to) = (self.offset + start, self.offset + end);
        let mut flags = SentenceFlags::default();
        let mark = list_mark_length(&self.text[from..to]);
        if mark > 0 {
            flags.insert(SentenceFlags::LIST_ITEM);
            from += mark;
        }
        if holds_quotation(quotations, start, end) {
            flags.insert(SentenceFlags::QUOTATION);
        }
        while from < to {
            let piece = piece_end(self.text, from, to);
            if piece < to {
                flags.insert(SentenceFlags::CUT);
            }
            let trimmed = self.text[from..piece].trim_end().len();
            self.sentences.push(Sentence {
                start: from as u32,
                end: (from + trimmed) as u32,
                first_token: 0,
                token_count: 0,
                paragraph: self.paragraph,
                flags,
            });
            from = to - self.text[piece..to].trim_start().len();
        }
    }
}

/// Whether a quotation meets the piece from `start` to `end`.
fn holds_quotation(quotations: &Quotations, start: usize, end: usize) -> bool {
    let first = quotations.closed.partition_point(|range| range.end <= start);
    quotations.closed.get(first).is_some_and(|range| range.start < end)
}

/// Where the first piece of a sentence ends that may be longer than sentences can be.
fn piece_end(text: &str, from: usize, to: usize) -> usize {
    if to - from <= SENTENCE_BYTES_MAX {
        return to;
    }
    let limit = text.floor_char_boundary(from + SENTENCE_BYTES_MAX);
    let space = text[from..limit].rfind(char::is_whitespace).filter(|&space| space > 0);
    space.map_or(limit, |space| from + space)
}
