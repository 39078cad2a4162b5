//! What came of a task.

use std::fmt;

use super::collector::{Offer, Offered, Record};
use crate::abi;

/// What a call returned and did.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: i32,
    pub(crate) record: Record,
    /// The kind of summary that was asked for.
    pub(crate) kind: u32,
}

impl Answer {
    /// Refuses an answer with a breach of the contract, or a status that isn't one of these.
    pub(crate) fn expect(&self, statuses: &[i32]) -> Result<(), String> {
        if let Some(fault) = &self.record.fault {
            return Err(format!("{fault}; offer only what the request holds"));
        }
        if statuses.contains(&self.status) {
            return Ok(());
        }
        let said = self.record.message.as_deref().unwrap_or("no reason given");
        let expected: Vec<_> = statuses.iter().map(|&status| status_name(status)).collect();
        Err(format!("it returned {} ({said}); expected {}", status_name(self.status), expected.join(" or ")))
    }

    /// Whether nothing is an answer too: a text may hold no quotation and no date, but never nothing to say.
    pub(crate) fn may_be_empty(&self) -> bool {
        matches!(self.kind, abi::KIND_QUOTES | abi::KIND_TIMELINE)
    }

    /// Refuses an answer that isn't OK, or is empty where it may not be.
    pub(crate) fn expect_offers(&self) -> Result<(), String> {
        self.expect(&[abi::STATUS_OK])?;
        if self.record.offers.is_empty() && !self.may_be_empty() {
            return Err("it returned OK and offered nothing; offer at least one sentence or text".to_owned());
        }
        Ok(())
    }

    /// Refuses an answer that isn't the same as another, down to the scores.
    pub(crate) fn expect_same(&self, other: &Self) -> Result<(), String> {
        self.expect_equal(other, |first, second| {
            first.what == second.what && first.score.to_bits() == second.score.to_bits()
        })
    }

    /// Refuses an answer whose offers aren't those of another, whatever their scores.
    pub(crate) fn expect_same_offers(&self, other: &Self) -> Result<(), String> {
        self.expect_equal(other, |first, second| first.what == second.what)
    }

    fn expect_equal(&self, other: &Self, equal: impl Fn(&Offer, &Offer) -> bool) -> Result<(), String> {
        if self.status != other.status {
            let (first, second) = (status_name(self.status), status_name(other.status));
            return Err(format!("it returned {first} and then {second}"));
        }
        let (first, second) = (&self.record.offers, &other.record.offers);
        let differing = first.iter().zip(second).position(|(first, second)| !equal(first, second));
        if let Some(index) = differing {
            let (first, second) = (&first[index], &second[index]);
            return Err(format!("offer {} was {first}, and then {second}", index + 1));
        }
        if first.len() != second.len() {
            return Err(format!("it made {} offers and then {}", first.len(), second.len()));
        }
        Ok(())
    }
}

impl fmt::Display for Offer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            Offered::Sentence { document, sentence } => {
                write!(formatter, "sentence {sentence} of document {document} at {}", self.score)
            }
            Offered::Text { text, .. } => write!(formatter, "the text {text:?} at {}", self.score),
        }
    }
}

/// A status in words.
pub(crate) fn status_name(status: i32) -> String {
    match status {
        abi::STATUS_OK => "OK".to_owned(),
        abi::STATUS_CANCELLED => "CANCELLED".to_owned(),
        abi::STATUS_INVALID_ARGUMENT => "INVALID_ARGUMENT".to_owned(),
        abi::STATUS_INTERNAL => "INTERNAL".to_owned(),
        abi::STATUS_PANICKED => "PANICKED".to_owned(),
        status => format!("status {status}"),
    }
}
