//! Numbers and times of day, however they are written.

use std::ops::Range;

use synoptic_text_analysis::TokenFlags;

use super::Value;
use crate::{
    Report,
    quantities::{clock, may_be_number, scaled, written},
};

/// The number or the time of day that some tokens begin with, and the token behind it.
pub(super) fn value(report: &Report<'_>, tokens: Range<usize>) -> Option<(Value, usize)> {
    let Range { start: at, end } = tokens;
    if !may_be_number(report, &report.tokens[at]) {
        return None;
    }
    if report.tokens[at].flags.contains(TokenFlags::NUMBER)
        && let Some((minutes, last)) = clock(report, at, end)
    {
        return Some((Value::Clock(minutes.to_bits()), last + 1));
    }
    let (value, next) = written(report, at, end)?;
    // What multiplies it stays a word.
    let (value, _) = scaled(report, value, next, end);
    Some((Value::Number(value.to_bits()), next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::Texts;

    /// The values of a text's first sentence.
    fn values(text: &str) -> Vec<Value> {
        let texts = Texts::new(&[text]);
        let report = &texts.reports(&[])[0];
        let end = report.sentences[0].token_range().end;
        let mut at = 0;
        std::iter::from_fn(|| {
            let (found, next) = (at..end).find_map(|at| value(report, at..end))?;
            at = next;
            Some(found)
        })
        .collect()
    }

    #[test]
    fn words_digits_and_halves_of_the_day_are_of_one_value() {
        for (one, other) in [
            ("Fifty-two people were hurt.", "It hurt 52 people."),
            ("It costs 38.5 million crowns.", "The price was 38,500,000 crowns."),
            ("It fell at 5:52 a.m. on the roof.", "The roof was hit at 5:52am that day."),
        ] {
            assert_eq!(values(one), values(other), "{one} / {other}");
            assert_eq!(values(one).len(), 1, "{one}");
        }
    }
}
