//! Words that can't both be true of the same: "convicted" and "acquitted". English.

use std::sync::LazyLock;

use foldhash::HashMap;

use crate::{irregular, paraphrases};

/// Whether two words in lower case are contraries: by a list, or by what stands before one of them ("unsafe", "illegal").
pub(crate) fn are_contrary(one: &str, other: &str) -> bool {
    let denies = |long: &str, short: &str| {
        DENYING.iter().any(|prefix| {
            short.len() >= DENIED_BYTES_MIN && long.strip_prefix(prefix).is_some_and(|rest| rest == short)
        })
    };
    if denies(one, other) || denies(other, one) {
        return true;
    }
    let (Some(one), Some(other)) = (SIDES_OF.get(one), SIDES_OF.get(other)) else { return false };
    one.iter().any(|side| other.contains(&Side { first: !side.first, ..*side }))
}

/// What turns a word into its contrary when it stands before it.
const DENYING: [&str; 5] = ["un", "il", "im", "ir", "dis"];

/// The shortest word that has a contrary of its own letters, in bytes: "seat" and "unseat" are none, "safe" and "unsafe" are.
const DENIED_BYTES_MIN: usize = 4;

/// On which side of a pair a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Side {
    pair: usize,
    first: bool,
}

static SIDES_OF: LazyLock<HashMap<String, Vec<Side>>> = LazyLock::new(|| {
    let mut sides: HashMap<String, Vec<Side>> = HashMap::default();
    for (pair, &(one, other)) in PAIRS.iter().enumerate() {
        for (words, first) in [(one, true), (other, false)] {
            for word in words.split(' ') {
                let written = std::iter::once(word.to_owned());
                let irregular = irregular::forms(word).map(str::to_owned);
                for form in written.chain(irregular).chain(paraphrases::regular_forms(word)) {
                    let of_form = sides.entry(form).or_default();
                    let side = Side { pair, first };
                    if !of_form.contains(&side) {
                        of_form.push(side);
                    }
                }
            }
        }
    }
    sides
});

/// Each pair: words of the one, and words of the other. Regular forms, and those of irregular verbs, aren't written out.
const PAIRS: &[(&str, &str)] = &[
    (
        "rise increase grow climb gain jump soar surge",
        "fall drop decline decrease sink slump plunge shrink tumble dip",
    ),
    ("raise", "lower cut reduce"),
    ("win victory victorious", "lose defeat"),
    ("convict guilty conviction", "acquit innocent acquittal"),
    ("arrest detain jail imprison", "release free acquit"),
    ("open reopen", "close shut closed"),
    ("approve accept adopt endorse ratify approval", "reject veto dismiss rejection"),
    ("support back favour favor", "oppose"),
    ("begin start launch", "end finish stop halt cease"),
    ("allow permit legalise legalize", "ban forbid prohibit outlaw"),
    ("alive survive", "dead die"),
    ("buy", "sell"),
    ("arrive enter join", "leave depart quit"),
    ("hire appoint", "fire sack"),
    ("strengthen strong stronger", "weaken weak weaker"),
    ("praise", "criticise criticize condemn"),
    ("succeed success", "failure"),
    ("true", "false untrue"),
    ("profit", "loss"),
    ("majority", "minority"),
    ("include", "exclude"),
    ("impose", "lift"),
    ("deploy", "withdraw"),
    ("advance", "retreat"),
    ("above", "below"),
    ("more", "less fewer"),
    ("most", "least"),
    ("higher", "lower"),
    ("bigger larger", "smaller"),
    ("better", "worse"),
    ("before", "after"),
    ("everyone everybody", "nobody none"),
    ("always", "never"),
    ("all every everyone everybody most many", "few none"),
    ("will", "may might"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contraries_are_found_in_all_forms() {
        for (one, other) in [
            ("convicted", "acquitted"),
            ("rose", "fell"),
            ("falling", "increases"),
            ("won", "lost"),
            ("safe", "unsafe"),
            ("illegal", "legal"),
            ("opened", "closed"),
            ("everyone", "nobody"),
        ] {
            assert!(are_contrary(one, other) && are_contrary(other, one), "{one} {other}");
        }
        for (one, other) in
            [("rose", "climbed"), ("won", "win"), ("won", "fell"), ("signed", "ratified"), ("it", "unit")]
        {
            assert!(!are_contrary(one, other), "{one} {other}");
        }
    }
}
