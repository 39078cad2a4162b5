//! Requests to values that can't be wrong. Each parser names the field that is at fault.

mod document;
mod names;
mod page;
mod spec;
mod text;

pub(crate) use document::{
    Intake, changed_fields, check_collection, collection_fields, intake, intake_inline, merge_collection,
    merge_document,
};
pub(crate) use names::{InputName, collection_id, document_key, input_name, new_id, summarizer_name};
pub(crate) use page::{PAGE_TEXT_BYTES_MAX, paging};
pub(crate) use spec::{Candidate, OffsetUnits, SeenDocument, Since, Spec, candidate, priority, spec};
pub(crate) use text::{request_key, short};

use prost_types::Timestamp;
use synoptic_document_store::Micros;

use crate::error::{Error, Fault};

/// A time in microseconds; protobuf allows the years 1 to 9999.
fn micros(time: Option<&Timestamp>, field: &str) -> Result<Option<Micros>, Error> {
    const SECONDS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;
    let Some(time) = time else { return Ok(None) };
    if !SECONDS.contains(&time.seconds) || !(0..1_000_000_000).contains(&time.nanos) {
        let found = format!("{} s {} ns", time.seconds, time.nanos);
        return Err(Fault::OutOfRange { found, rule: "a time from the year 1 to 9999" }.of(field));
    }
    Ok(Some(time.seconds * 1_000_000 + i64::from(time.nanos) / 1000))
}
