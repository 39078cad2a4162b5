//! What still fits into a summary: kept by the host, and by a worker for its plugin's sake.

use foldhash::HashSet;
use synoptic_plugin_sdk::{Details, abi, contract};

use crate::{rules::Referee, view::Sheet};

/// The most pieces of a summary, whatever its length: an answer's size has a bound too.
pub const PIECES_MAX: usize = 10_000;

/// The most bytes of a summarizer's own texts in one summary, with their spans and details, whatever its length: sentences of a source
/// have a greatest length, and these have none.
pub(crate) const TEXT_BYTES_MAX: usize = 1 << 20;

/// The most pieces of the sources that one text rests on: more are no proof that anybody could follow.
pub(crate) const SPANS_MAX: usize = 10_000;

/// The times that an answer can hold, in milliseconds since 1970 UTC: the years 1 to 9999.
const TIMES_MS: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=253_402_300_800_000;

/// How far back, in sentences, stands what a pronoun stands for, as a rule: farther away writers name it again.
const ANTECEDENT_SENTENCES: usize = 3;

/// What became of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Offer {
    Taken,
    Skipped,
    /// It may be taken once nothing else is offered any more.
    Deferred,
    Full,
    Invalid(String),
}

impl Offer {
    /// What the plugin is told.
    pub(crate) fn code(&self) -> i32 {
        match self {
            Self::Taken => abi::EMIT_TAKEN,
            Self::Skipped | Self::Deferred => abi::EMIT_SKIPPED,
            Self::Full => abi::EMIT_FULL,
            Self::Invalid(_) => abi::EMIT_INVALID,
        }
    }
}

/// How long a summary may be, what it has taken, and so what fits.
pub(crate) struct Budget<'a> {
    sheets: Vec<Sheet<'a>>,
    /// The kind that was asked for, as the ABI has it.
    kind: u32,
    unit: Unit,
    limit: u64,
    used: u64,
    /// The least that a candidate takes: nothing fits any more once less is left.
    least: u64,
    candidates: u64,
    /// By document, then by sentence.
    taken: Vec<Vec<bool>>,
    /// Those that wait until nothing else is offered.
    waiting: Vec<Vec<bool>>,
    skipped: bool,
    referee: Referee,
    /// Whether sentences still have to wait.
    deferring: bool,
    /// Whether sentences were left out as they repeat others.
    redundant: bool,
    pieces: usize,
    /// How many bytes the summarizer's own texts have.
    text_bytes: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Sentences,
    Words,
    Characters,
}

impl Unit {
    fn of(length_unit: u32) -> Self {
        match length_unit {
            abi::LENGTH_WORDS => Self::Words,
            abi::LENGTH_CHARACTERS => Self::Characters,
            _ => Self::Sentences,
        }
    }
}

impl<'a> Budget<'a> {
    /// Takes kind and limit as the ABI has them.
    pub(crate) fn new(
        sheets: Vec<Sheet<'a>>,
        kind: u32,
        length_unit: u32,
        limit: u64,
        referee: Referee,
    ) -> Self {
        let taken: Vec<Vec<bool>> = sheets.iter().map(|sheet| vec![false; sheet.sentences.len()]).collect();
        let unit = Unit::of(length_unit);
        let mut budget = Self {
            sheets,
            kind,
            unit,
            limit,
            used: 0,
            least: u64::MAX,
            candidates: 0,
            waiting: taken.clone(),
            taken,
            skipped: false,
            referee,
            deferring: true,
            redundant: false,
            pieces: 0,
            text_bytes: 0,
        };
        for sheet in &budget.sheets {
            let candidates =
                sheet.sentences.iter().filter(|sentence| sentence.flags & abi::SENTENCE_CANDIDATE != 0);
            for sentence in candidates {
                budget.candidates += 1;
                budget.least = budget.least.min(cost(unit, sheet, sentence));
            }
        }
        budget
    }

    /// How many sentences may stand in a summary.
    pub(crate) fn candidate_count(&self) -> u64 {
        self.candidates
    }

    pub(crate) fn sheets(&self) -> &[Sheet<'a>] {
        &self.sheets
    }

    /// The limit, in its unit.
    pub(crate) fn limit(&self) -> u64 {
        self.limit
    }

    /// How much was taken, in that unit.
    pub(crate) fn returned(&self) -> u64 {
        self.used - if self.pieces == 0 { 0 } else { self.separator() }
    }

    /// Whether pieces were skipped as they didn't fit, or could not fit any more.
    pub(crate) fn is_tight(&self) -> bool {
        self.skipped || self.unit != Unit::Sentences && self.is_full()
    }

    /// Whether sentences were left out as they repeat others.
    pub(crate) fn is_redundant(&self) -> bool {
        self.redundant
    }

    /// Lets sentences in that had to wait.
    pub(crate) fn end_deferral(&mut self) {
        self.deferring = false;
    }

    /// Whether what a sentence leans on is told. Who says a quotation was named in the last sentence that leans on none; what another
    /// pronoun stands for, in any of the last few.
    fn has_antecedent(&self, document: u32, sentence: u32) -> bool {
        let (sheet, taken) = (&self.sheets[document as usize], &self.taken[document as usize]);
        let (flags, end) = (sheet.sentences[sentence as usize].flags, sentence as usize);
        let begin = end.saturating_sub(ANTECEDENT_SENTENCES);
        if flags & abi::SENTENCE_QUOTATION == 0 {
            return taken[begin..end].contains(&true);
        }
        let leans = |index: &usize| sheet.sentences[*index].flags & abi::SENTENCE_DEPENDENT != 0;
        let named = (begin..end).rev().find(|index| !leans(index)).unwrap_or(begin);
        taken[named..end].contains(&true)
    }

    /// Takes a sentence, where it exists, may stand in a summary and fits.
    pub(crate) fn offer_sentence(&mut self, document: u32, sentence: u32) -> Offer {
        let Some(sheet) = self.sheets.get(document as usize) else {
            return Offer::Invalid(format!("it offered document {document} of {}", self.sheets.len()));
        };
        let Some(raw) = sheet.sentences.get(sentence as usize) else {
            let count = sheet.sentences.len();
            return Offer::Invalid(format!(
                "it offered sentence {sentence} of {count} of document {document}"
            ));
        };
        if let Err(breach) = contract::check_sentence(self.kind) {
            return Offer::Invalid(breach);
        }
        if self.is_full() {
            return Offer::Full;
        }
        if raw.flags & abi::SENTENCE_CANDIDATE == 0 || self.taken[document as usize][sentence as usize] {
            return Offer::Skipped;
        }
        let (sheet, raw) = (*sheet, *raw);
        if self.deferring && self.referee.defers(&sheet, &raw, || self.has_antecedent(document, sentence)) {
            // A plugin may offer the same one for ever.
            let waits = std::mem::replace(&mut self.waiting[document as usize][sentence as usize], true);
            return if waits { Offer::Skipped } else { Offer::Deferred };
        }
        if self.referee.repeats(&sheet, &raw) {
            self.redundant = true;
            return Offer::Skipped;
        }
        let offer = self.take(cost(self.unit, &sheet, &raw));
        if offer == Offer::Taken {
            self.referee.pick(&sheet, &raw);
            self.taken[document as usize][sentence as usize] = true;
        }
        offer
    }

    /// Takes a text of the summarizer's, where its spans slice their documents, it is of the kind that was asked for, and it fits; answers
    /// its details, if it has any.
    ///
    /// # Errors
    ///
    /// What else became of it.
    pub(crate) fn offer_text(
        &mut self,
        kind: u32,
        text: &str,
        spans: &[abi::Span],
        details: &str,
    ) -> Result<Option<Box<Details>>, Offer> {
        if spans.is_empty() {
            return Err(Offer::Invalid("it offered a text without a source".to_owned()));
        }
        if spans.len() > SPANS_MAX {
            let count = spans.len();
            return Err(Offer::Invalid(format!(
                "it offered a text with {count} spans, and {SPANS_MAX} are the most"
            )));
        }
        for span in spans {
            let source = self.sheets.get(span.document as usize);
            if !source.is_some_and(|sheet| slices(sheet.text, span.start, span.end)) {
                return Err(Offer::Invalid(format!(
                    "it offered a text with the span {span:?}, which slices no document"
                )));
            }
        }
        contract::check_text(self.kind, kind, text).map_err(Offer::Invalid)?;
        // A text may be shorter than any sentence.
        if self.left() == 0 || self.pieces >= PIECES_MAX {
            return Err(Offer::Full);
        }
        let bytes = text.len() + size_of_val(spans) + details.len();
        if text.trim().is_empty() || self.text_bytes + bytes > TEXT_BYTES_MAX {
            self.skipped = true;
            return Err(Offer::Skipped);
        }
        let details = if details.is_empty() { None } else { Some(self.read_details(details, spans.len())?) };
        let offer = self.take(match self.unit {
            Unit::Sentences => 1,
            Unit::Words => word_count(text),
            Unit::Characters => text.chars().count() as u64,
        });
        if offer != Offer::Taken {
            return Err(offer);
        }
        self.text_bytes += bytes;
        Ok(details)
    }

    /// Reads details, and checks them against what they speak of.
    fn read_details(&self, details: &str, spans: usize) -> Result<Box<Details>, Offer> {
        let details = self
            .checked_details(details, spans)
            .map_err(|why| Offer::Invalid(format!("it offered a text with details that {why}")))?;
        contract::check_details(&details).map_err(Offer::Invalid)?;
        Ok(Box::new(details))
    }

    fn checked_details(&self, details: &str, spans: usize) -> Result<Details, String> {
        let details: Details =
            serde_json::from_str(details).map_err(|error| format!("can't be read: {error}"))?;
        let mut named = HashSet::default();
        for stance in &details.stances {
            if stance.document as usize >= self.sheets.len() {
                return Err(format!("name document {} of {}", stance.document, self.sheets.len()));
            }
            if !named.insert(stance.document) {
                return Err(format!("name document {} twice", stance.document));
            }
            if let Some(span) = stance.spans.iter().find(|span| **span as usize >= spans) {
                return Err(format!("name span {span} of {spans}"));
            }
        }
        match (details.start_ms, details.end_ms) {
            (None, None) => Ok(details),
            (Some(start), Some(end))
                if start < end && [start, end].iter().all(|time| TIMES_MS.contains(time)) =>
            {
                Ok(details)
            }
            times => Err(format!("tell a time that is none: {times:?}")),
        }
    }

    fn take(&mut self, cost: u64) -> Offer {
        if cost > self.left() {
            self.skipped = true;
            return Offer::Skipped;
        }
        self.used += cost + self.separator();
        self.pieces += 1;
        Offer::Taken
    }

    /// Between two sentences stands a space or a line feed.
    fn separator(&self) -> u64 {
        u64::from(self.unit == Unit::Characters)
    }

    fn left(&self) -> u64 {
        self.limit.saturating_sub(self.used)
    }

    fn is_full(&self) -> bool {
        self.left() < self.least || self.pieces >= PIECES_MAX
    }
}

fn cost(unit: Unit, sheet: &Sheet<'_>, sentence: &abi::Sentence) -> u64 {
    match unit {
        Unit::Sentences => 1,
        Unit::Words => u64::from(sentence.token_count),
        Unit::Characters => {
            let range = sentence.start as usize..sentence.end as usize;
            // Every code point has one byte that doesn't continue another.
            sheet.text[range].iter().filter(|byte| !is_continuation(**byte)).count() as u64
        }
    }
}

/// How many words a text of the summarizer's has: what white space parts.
pub(crate) fn word_count(text: &str) -> u64 {
    if !text.is_ascii() {
        return text.split_whitespace().count() as u64;
    }
    let is_space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ');
    // Counted by so many bytes as a byte can count: then sixteen are looked at together.
    let chunks = text
        .as_bytes()
        .chunks(u8::MAX.into())
        .zip(text.as_bytes().get(1..).unwrap_or_default().chunks(u8::MAX.into()));
    let begins = chunks.map(|(before, bytes)| {
        let begins =
            before.iter().zip(bytes).map(|(before, byte)| u8::from(is_space(before) & !is_space(byte)));
        u64::from(begins.sum::<u8>())
    });
    begins.sum::<u64>() + u64::from(text.as_bytes().first().is_some_and(|byte| !is_space(byte)))
}

/// Whether a range slices a text at code points.
fn slices(text: &[u8], start: u32, end: u32) -> bool {
    let (start, end) = (start as usize, end as usize);
    let is_boundary = |at: usize| text.get(at).is_none_or(|byte| !is_continuation(*byte));
    start <= end && end <= text.len() && is_boundary(start) && is_boundary(end)
}

/// Whether a byte of UTF-8 continues a code point: `10xxxxxx`.
fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    #[test]
    fn words_are_what_white_space_parts() {
        for text in ["", " ", "ab", " ab  c\n", "a\u{b}b", "a\u{1c}b", "a\u{a0}b", "a “b”\tc", "a\r\nb c "]
        {
            assert_eq!(word_count(text), text.split_whitespace().count() as u64, "{text:?}");
        }
    }

    #[test]
    fn a_sentence_waits_once_however_often_it_is_offered() {
        let flags = abi::SENTENCE_CANDIDATE | abi::SENTENCE_POOR;
        let sentence =
            abi::Sentence { start: 0, end: 3, first_token: 0, token_count: 1, paragraph: 0, flags };
        let sheet = Sheet { text: b"By.", sentences: &[sentence], tokens: &[] };
        let referee = Referee::new(Rules::default(), &[]);
        let mut budget = Budget::new(vec![sheet], abi::KIND_EXTRACTIVE, abi::LENGTH_SENTENCES, 1, referee);
        assert_eq!(budget.offer_sentence(0, 0), Offer::Deferred);
        assert_eq!(budget.offer_sentence(0, 0), Offer::Skipped);
        budget.end_deferral();
        assert_eq!(budget.offer_sentence(0, 0), Offer::Taken);
    }
}
