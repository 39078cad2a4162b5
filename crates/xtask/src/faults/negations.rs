//! Takes negations out.

use super::text::{Change, Told};

/// Words before which "not" denies nothing: "not only", "no doubt".
const NO_DENIAL: [&str; 5] = ["only", "just", "merely", "doubt", "matter"];

pub(super) fn plant(told: &Told<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for index in 1..told.len() {
        let (word, only) = (told.word(index), index..index + 1);
        if NO_DENIAL.contains(&told.word(index + 1)) {
            continue;
        }
        if ["not", "never", "no"].contains(&word) {
            // With the white space before it.
            let mut change = told.change(&only, "");
            let kept = told.text()[..change.at].trim_end().len();
            change.len += change.at - kept;
            change.at = kept;
            changes.push(change);
        } else if let Some(stem) = word.strip_suffix("n't").or_else(|| word.strip_suffix("n’t")) {
            let with = match stem {
                "ca" => "can",
                "wo" => "will",
                stem => stem,
            };
            changes.push(told.change(&only, with));
        }
    }
    changes
}
