//! Reports: texts with their sentences and words, whoever analysed them.

use std::ops::Range;

use synoptic_text_analysis::{Sentence, SentenceFlags, Token};

/// A report on an event: one document of several.
///
/// Sentences and tokens are those of an analysis of `text`. Terms are numbered alike in all reports that are looked at together.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The text that all offsets point into.
    pub text: &'a str,
    /// The headline that came with it; may be empty.
    pub title: &'a str,
    /// Who published it; may be empty.
    pub outlet: &'a str,
    /// When it was published, in milliseconds since 1970 UTC.
    pub publish_time_ms: Option<i64>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Its words and numbers, in order.
    pub tokens: Vec<Token>,
    /// Whether the reader has seen it: nothing of it is new.
    pub seen: bool,
}

/// A piece of a report: the report's index among those that are looked at, and where the piece starts and ends, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The index of the report.
    pub report: usize,
    /// Where it starts in the report's text, in bytes.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
}

impl Span {
    /// A range of a report's text.
    pub fn new(report: usize, range: Range<usize>) -> Self {
        Self { report, start: range.start, end: range.end }
    }

    /// Its bytes.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether two pieces share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.report == other.report && self.start < other.end && other.start < self.end
    }
}

impl<'a> Report<'a> {
    /// The text of a sentence.
    pub fn sentence_text(&self, sentence: &Sentence) -> &'a str {
        &self.text[sentence.range()]
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.token_range()]
    }

    /// The bytes of a run of tokens, which isn't empty.
    pub(crate) fn tokens_range(&self, tokens: Range<usize>) -> Range<usize> {
        self.tokens[tokens.start].start as usize..self.tokens[tokens.end - 1].end as usize
    }

    /// The word of a token, as written.
    pub fn word(&self, token: &Token) -> &'a str {
        &self.text[token.range()]
    }

    /// The bytes of a token's word: what a look at its ends takes.
    pub(crate) fn bytes(&self, token: &Token) -> &'a [u8] {
        &self.text.as_bytes()[token.range()]
    }

    /// The sentences that tell the story, with their indices: no titles, headings and boilerplate, unless there is nothing else.
    pub fn body(&self) -> impl Iterator<Item = (usize, &Sentence)> {
        let bare = !self.sentences.iter().any(is_body);
        let all = self.sentences.iter().enumerate();
        all.filter(move |(_, sentence)| sentence.token_count > 0 && (bare || is_body(sentence)))
    }
}

/// Whether a sentence is a part of the story.
fn is_body(sentence: &Sentence) -> bool {
    let aside = [SentenceFlags::TITLE, SentenceFlags::HEADING, SentenceFlags::BOILERPLATE];
    sentence.token_count > 0 && !aside.into_iter().any(|flag| sentence.flags.contains(flag))
}

#[cfg(test)]
pub(crate) mod testing {
    use std::collections::HashMap;

    use synoptic_text_analysis::{Analysis, Options, Token, analyze};

    use super::Report;

    /// Texts, analysed, which reports borrow.
    pub(crate) struct Texts(Vec<Analysis>);

    impl Texts {
        pub(crate) fn new(texts: &[&str]) -> Self {
            Self(texts.iter().map(|text| analyze(text, &Options::default())).collect())
        }

        /// Reports with terms numbered alike, published at midnight of days such as "2024-06-19"; `""` for an unknown one.
        pub(crate) fn reports(&self, days: &[&str]) -> Vec<Report<'_>> {
            let mut numbers: HashMap<String, u32> = HashMap::new();
            let mut made = Vec::new();
            for (index, analysis) in self.0.iter().enumerate() {
                let terms: Vec<u32> = analysis
                    .terms()
                    .map(|term| {
                        let next = u32::try_from(numbers.len()).unwrap();
                        *numbers.entry(term.to_owned()).or_insert(next)
                    })
                    .collect();
                let tokens = analysis.tokens().iter().map(|token| Token {
                    term: terms.get(token.term as usize).copied().unwrap_or(Token::NO_TERM),
                    ..*token
                });
                let day = days.get(index).copied().unwrap_or_default();
                let publish_time_ms = (!day.is_empty()).then(|| {
                    let date: jiff::civil::Date = day.parse().unwrap();
                    let span = date.since(jiff::civil::date(1970, 1, 1)).unwrap();
                    i64::from(span.get_days()) * 86_400_000
                });
                made.push(Report {
                    text: analysis.text(),
                    title: "",
                    outlet: "",
                    publish_time_ms,
                    sentences: analysis.sentences().to_vec(),
                    tokens: tokens.collect(),
                    seen: false,
                });
            }
            made
        }
    }
}
