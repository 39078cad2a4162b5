//! Whether the clause around an expression of time tells of what was or of what will be.

mod cues;

use super::{
    heads::{Head, day_number, head},
    words::{WORD_BYTES_MAX, Words, is_one_of, lower},
};
use crate::shapes::Shapes;
pub(super) use cues::boundary;
use cues::{begins_clause, cue, is_speech, pause, pauses};

/// Where a clause looks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    /// The past without a doubt: "since June".
    Gone,
    Future,
    /// No verb tells.
    Unknown,
}

/// How many words are looked at on each side: longer clauses are rare, and the work stays linear.
const WORDS_MAX: usize = 40;

/// How many words stand before the date that opens a sentence, as in "Late on Monday the company said".
const OPENING_WORDS_MAX: usize = 1;

/// What the nearest verb of the same clause tells of the words from `first` to `last`; then the nearest of the sentence.
pub(super) fn direction(words: Words<'_>, first: usize, last: usize) -> Direction {
    let preposition = preposition(words, first);
    let is_plan = is_of_day(words, first) && words.is(last + 1, PLANS);
    // "A million by Sunday, or the files are sold."
    let is_threat = words.is(preposition, &["by"]) && words.gap(last) == ", " && words.is(last + 1, &["or"]);
    if is_plan || is_threat || is_until_hour(words, preposition) || is_purpose(words, first, last) {
        return Direction::Future;
    }
    if let Some(told) = preposition_tells(words, first, preposition) {
        return told;
    }
    let before = Before::read(words, preposition);
    before
        .adjacent
        .or_else(|| adjacent_after(words, last))
        .or(before.phrase)
        .or_else(|| after(words, preposition, last, true))
        .or(before.clause)
        .or(before.sentence)
        .or_else(|| after(words, preposition, last, false))
        .unwrap_or_else(|| {
            let onward = ["by", "from", "starting", "beginning", "through", "effective", "until"];
            if words.is(preposition, &onward) { Direction::Future } else { Direction::Unknown }
        })
}

/// Whether something was said then, as in "said on Monday": the time of the telling, not of what is told.
pub(super) fn is_attribution(words: Words<'_>, first: usize, last: usize) -> bool {
    let preposition = preposition(words, first);
    let until = preposition.min(first);
    let near = until.saturating_sub(3)..until;
    let told = near.rev().take_while(|&place| !words.gap(place).contains([',', ';', '"', '”']));
    for place in told {
        if is_speech(words.at(place)) {
            return true;
        }
        if boundary(words, place) || cue(words, place).is_some() {
            break;
        }
    }
    if words.gap(last) == " " && words.is_lower(last + 1) && is_speech(words.at(last + 1)) {
        return true;
    }
    // "On Monday the company said that …".
    if until > OPENING_WORDS_MAX {
        return false;
    }
    let verb = (last + 1..words.len().min(last + WORDS_MAX))
        .take_while(|&place| place == last + 1 || !boundary(words, place))
        .find(|&place| cue(words, place).is_some());
    verb.is_some_and(|place| is_speech(words.at(place)))
}

/// Whether it only bounds a record: "the lowest since October".
pub(super) fn is_record(words: Words<'_>, first: usize) -> bool {
    let superlative = |word: &str| {
        word.len() > 5 && word.ends_with("est") && !is_one_of(word, NOT_SUPERLATIVE)
            || is_one_of(word, &["worst", "best", "least"])
    };
    let since = preposition(words, first);
    is_since(words, first)
        && (1..=RECORD_WORDS_MAX)
            .take_while(|&count| count <= since)
            .any(|count| superlative(words.back(since, count)))
}

/// How many words stand between "the lowest" and "since" at most, as in "the lowest reading at the gauge since".
const RECORD_WORDS_MAX: usize = 6;

/// Words that end like superlatives.
const NOT_SUPERLATIVE: &[&str] = &[
    "arrest",
    "behest",
    "bequest",
    "conquest",
    "contest",
    "digest",
    "earnest",
    "forest",
    "harvest",
    "honest",
    "infest",
    "inquest",
    "interest",
    "invest",
    "latest",
    "manifest",
    "midwest",
    "modest",
    "northwest",
    "priest",
    "protest",
    "request",
    "southwest",
    "suggest",
];

/// Whether it tells since when something holds.
pub(super) fn is_since(words: Words<'_>, first: usize) -> bool {
    words.is(preposition(words, first), &["since"])
}

/// Whether something is moved from a time to another: "put off from May 2".
pub(super) fn is_moved(words: Words<'_>, until: usize) -> bool {
    let verbs = [
        "moved",
        "moves",
        "moving",
        "postponed",
        "delayed",
        "pushed",
        "shifted",
        "rescheduled",
        "brought",
        "changed",
        "put",
    ];
    (until.saturating_sub(MOVED_WORDS_MAX)..until).any(|place| words.is(place, &verbs))
}

/// How many words stand between "moved" and the new day at most: "moved back from 6 May to".
const MOVED_WORDS_MAX: usize = 6;

/// The place of the word that leads to an expression: its preposition, if there is one; else the expression itself.
fn preposition(words: Words<'_>, first: usize) -> usize {
    let article = usize::from(words.was(first, 1, &["the", "late", "early"]));
    let place = first.saturating_sub(1 + article);
    let is_known = PREPOSITION_SHAPES.hold(words.at(place)) && words.is(place, PREPOSITIONS);
    if first > article && is_known { place } else { first }
}

/// Words that lead to an expression of time.
const PREPOSITIONS: &[&str] = &[
    "on",
    "in",
    "at",
    "by",
    "until",
    "till",
    "from",
    "since",
    "for",
    "starting",
    "beginning",
    "through",
    "during",
    "over",
    "before",
    "after",
    "of",
    "effective",
    "to",
    "around",
    "about",
];

static PREPOSITION_SHAPES: Shapes = Shapes::of(PREPOSITIONS);

/// "until 5 p.m. on Monday".
fn is_until_hour(words: Words<'_>, place: usize) -> bool {
    words.was(place, 3, &["until"]) && words.was(place, 1, &["am", "pm", "a.m", "p.m"])
        || words.was(place, 2, &["until"]) && words.was(place, 1, &["noon", "midnight"])
}

/// "to reach Tuesday's final", but not "failed to reach Tuesday's final".
fn is_purpose(words: Words<'_>, first: usize, last: usize) -> bool {
    let past = ["failed", "had", "forced", "managed", "refused", "able", "unable", "helped", "prior", "due"];
    words.is_owner(last) && words.was(first, 2, &["to"]) && !words.was(first, 3, &past)
}

/// What is set for a day to come, whatever the verb: "pulled from its Sept. 25 date".
const PLANS: &[&str] = &["date", "deadline"];

/// What is taken or given for something that has happened.
const BLAME: &[&str] = &["responsibility", "blame", "blamed", "credit", "apologised", "apologized"];

/// Whether an expression names a day: a weekday, or one of a month.
fn is_of_day(words: Words<'_>, first: usize) -> bool {
    match head(words.at(first)) {
        Some(Head::Weekday { .. } | Head::Number) => true,
        Some(Head::Month { .. }) => day_number(words.at(first + 1)).is_some(),
        _ => false,
    }
}

/// Whether an expression is a month without a day.
fn is_of_month(words: Words<'_>, first: usize) -> bool {
    matches!(head(words.at(first)), Some(Head::Month { .. })) && day_number(words.at(first + 1)).is_none()
}

/// Parts of a month.
const PARTS: &[&str] = &["week", "weeks", "weekend", "half", "part", "days", "end", "rest", "most", "all"];

/// What the preposition alone tells.
fn preposition_tells(words: Words<'_>, first: usize, place: usize) -> Option<Direction> {
    if place == first {
        return None;
    }
    let mut buffer = [0; WORD_BYTES_MAX];
    match lower(words.at(place), &mut buffer) {
        "since" => Some(Direction::Gone),
        // "was postponed to Thursday".
        "to" if words.back(place, 1).ends_with("ed") || is_moved(words, place) => Some(Direction::Future),
        "until" | "till" if !is_lasting(words, place) => Some(Direction::Future),
        "by" if has_infinitive(words, place) || is_promised(words, place) => Some(Direction::Future),
        // "set for Tuesday", "pencilled in for September 25", but "the figures for April".
        "for" if words.was(place, 1, BLAME) => Some(Direction::Past),
        "for" if is_of_day(words, first) => Some(Direction::Future),
        "of" if words.was(place, 1, PLANS) => Some(Direction::Future),
        "before" if words.was(place, 1, &["days", "weeks", "hours"]) => None,
        "of" if words.was(place, 1, &["ahead"]) => Some(Direction::Future),
        // "the errors of October", but "the first week of October".
        "of" if is_of_month(words, first) && !words.was(place, 1, PARTS) => Some(Direction::Past),
        _ => None,
    }
}

/// Words that tell that something went on, or did not happen.
const LASTING: &[&str] = &[
    "not",
    "never",
    "nobody",
    "nothing",
    "lasted",
    "continued",
    "remained",
    "stayed",
    "kept",
    "held",
    "served",
    "sat",
    "lay",
    "waited",
];

static LASTING_SHAPES: Shapes = Shapes::of(LASTING);

/// Whether something went on, or did not happen, as the words before a place tell.
fn is_lasting(words: Words<'_>, until: usize) -> bool {
    let tells = |word: &str| {
        LASTING_SHAPES.hold(word) && is_one_of(word, LASTING)
            || word.ends_with("n't")
            || word.ends_with("n’t")
    };
    near_before(until).any(|place| tells(words.at(place)))
}

/// Whether there is "to" and a verb before a place, behind the last comma.
fn has_infinitive(words: Words<'_>, until: usize) -> bool {
    for place in near_before(until) {
        if words.is(place, &["to"]) && words.is_lower(place + 1) {
            return true;
        }
        if boundary(words, place) || pause(words, place) {
            return false;
        }
    }
    false
}

/// Whether somebody promises or demands something before a place, in its clause: "vowed a shake-up by Easter".
fn is_promised(words: Words<'_>, until: usize) -> bool {
    let demands = [
        "promised", "promises", "vowed", "vows", "pledged", "pledges", "asked", "asks", "demanded",
        "demands", "ordered",
    ];
    near_before(until).take_while(|&place| !boundary(words, place)).any(|place| words.is(place, &demands))
}

/// The places before one that are looked at, the nearest first.
fn near_before(until: usize) -> impl Iterator<Item = usize> {
    (until.saturating_sub(WORDS_MAX)..until).rev()
}

/// What the nearest verb before an expression tells.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    /// Where it is the word right before.
    adjacent: Option<Direction>,
    /// Where it stands behind the last comma.
    phrase: Option<Direction>,
    /// Where it stands behind the last word that begins a clause.
    clause: Option<Direction>,
    sentence: Option<Direction>,
}

impl Before {
    fn read(words: Words<'_>, until: usize) -> Self {
        let mut read = Self::default();
        let gap = words.gap_before(until);
        let mut in_clause = !begins_clause("", gap);
        let mut in_phrase = in_clause && !pauses("", gap);
        for place in near_before(until) {
            let told = cue(words, place);
            if told.is_some() {
                read.adjacent = told.filter(|_| place + 1 == until && in_clause);
                read.phrase = told.filter(|_| in_phrase);
                read.clause = told.filter(|_| in_clause);
                read.sentence = told;
                break;
            }
            let (word, gap) = (words.at(place), words.gap_before(place));
            in_clause = in_clause && !begins_clause(word, gap);
            in_phrase = in_phrase && in_clause && !pauses(word, gap);
        }
        // "told reporters on Tuesday".
        if read.adjacent.is_none()
            && is_speech(words.back(until, 2))
            && words.is_lower(until.saturating_sub(1))
        {
            read.adjacent = Some(Direction::Past);
        }
        read
    }
}

/// "on Friday blocked", "Friday, when it will …".
fn adjacent_after(words: Words<'_>, last: usize) -> Option<Direction> {
    if words.is(last + 1, &["when"]) {
        return after(words, last, last + 1, true);
    }
    if words.gap(last) != " " {
        return None;
    }
    let holds = words.is(last + 1, &["is"]).then_some(Direction::Future);
    cue(words, last + 1).filter(|_| !is_of_other(words, last + 1)).or(holds)
}

/// Whether a word that looks ahead behind a date tells of something else: "met on Friday, ahead of the planned vote".
fn is_of_other(words: Words<'_>, place: usize) -> bool {
    words.is(place, &["ahead"])
        || words.is(place, &["scheduled", "planned", "expected"])
            && words.was(place, 1, &["the", "a", "an", "its", "their"])
}

/// The first verb behind an expression, in its clause or anywhere in the sentence.
fn after(words: Words<'_>, first: usize, last: usize, clause: bool) -> Option<Direction> {
    let until = words.len().min(last + 1 + WORDS_MAX);
    // The comma of "On Tuesday, the bank …" ends nothing; that of "one in Ohio on Tuesday, may …" does.
    let opens =
        first <= OPENING_WORDS_MAX || words.gap_before(first) != " " || words.is(first - 1, &["and", "but"]);
    let ends = |place: usize| boundary(words, place) || pause(words, place);
    let goes_on = |&place: &usize| !clause || (opens && place == last + 1) || !ends(place);
    let told = |place: usize| cue(words, place).filter(|_| !is_of_other(words, place));
    (last + 1..until).take_while(goes_on).find_map(told)
}
