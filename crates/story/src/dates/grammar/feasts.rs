//! Feasts: "by Christmas", "since Easter", "last Thanksgiving".

use super::{Found, Place};
use crate::dates::{
    calendar::{Form, Naming},
    heads::Feast,
};

/// Words before a feast that make it a time, and not a name or what something is for.
const LEADING: &[&str] = &["at", "before", "by", "on", "over", "since", "till", "until"];

/// Reads an expression whose head is a feast: "by Christmas", but not "by Christmas sales", and not "Father Christmas".
pub(super) fn feast(place: Place<'_>, feast: Feast) -> Option<Found> {
    let Place { words, at, .. } = place;
    let (year, first) = place.which(at).unwrap_or((Naming::Unsaid, at));
    let is_led = first < at || words.was(at, 1, LEADING);
    let owns_next = words.gap(at) == " " && !words.is_small(at + 1);
    (words.is_capital(at) && is_led && !owns_next).then_some(Found {
        first,
        last: at,
        form: Form::Feast { year, feast },
    })
}
