//! What single words tell of a clause: where it begins, whether it looks back or ahead, whether somebody says it.

use super::Direction;
use crate::{
    dates::{
        heads::head,
        words::{WORD_BYTES_MAX, Words, bare, is_one_of, lower},
    },
    shapes::Shapes,
};

/// Words that begin a clause.
const OPENERS: &[&str] = &[
    "that", "which", "who", "whose", "where", "when", "whom", "after", "because", "while", "although",
    "though", "if", "as", "unless",
];

static OPENER_SHAPES: Shapes = Shapes::of(OPENERS);

/// Whether a clause begins with a word.
pub(in crate::dates) fn boundary(words: Words<'_>, place: usize) -> bool {
    begins_clause(words.at(place), words.gap_before(place))
}

/// The same of a word and of what stands before it.
pub(super) fn begins_clause(word: &str, gap: &str) -> bool {
    let word = bare(word);
    OPENER_SHAPES.hold(word) && is_one_of(word, OPENERS)
        || gap != " " && gap.contains([';', ':', '—', '–', '(', ')'])
}

/// Whether a word stands behind a comma, or joins two parts.
pub(super) fn pause(words: Words<'_>, place: usize) -> bool {
    pauses(words.at(place), words.gap_before(place))
}

/// The same of a word and of what stands before it.
pub(super) fn pauses(word: &str, gap: &str) -> bool {
    gap != " " && gap.contains(',') || is_one_of(word, &["and", "but", "or"])
}

/// Whether a word tells that somebody says something.
pub(super) fn is_speech(word: &str) -> bool {
    let mut buffer = [0; WORD_BYTES_MAX];
    matches!(
        lower(word, &mut buffer),
        "said"
            | "says"
            | "told"
            | "announced"
            | "reported"
            | "stated"
            | "added"
            | "warned"
            | "confirmed"
            | "argued"
            | "claimed"
            | "insisted"
            | "noted"
            | "explained"
            | "declared"
            | "acknowledged"
            | "testified"
            | "statement"
            | "interview"
            | "briefing"
    )
}

/// The words that [`cue`] knows, beside past forms: one that is added there belongs here too.
const CUES: &[&str] = &[
    "will",
    "shall",
    "won't",
    "upcoming",
    "forthcoming",
    "plans",
    "intends",
    "hopes",
    "aims",
    "wants",
    "expects",
    "vows",
    "pledges",
    "promises",
    "slated",
    "poised",
    "would",
    "should",
    "must",
    "may",
    "might",
    "could",
    "wouldn't",
    "to",
    "forecast",
    "expected",
    "scheduled",
    "planned",
    "due",
    "going",
    "ahead",
    "is",
    "are",
    "isn't",
    "aren't",
    "come",
    "comes",
    "begins",
    "arrives",
    "opens",
    "closes",
    "expires",
    "meets",
    "resumes",
    "starts",
    "ends",
    "decides",
    "takes",
    "runs",
    "begin",
    "resume",
    "expire",
    "meet",
    "open",
    "go",
    "vote",
    "return",
    "head",
    "start",
    "face",
    "arrive",
    "reopen",
    "was",
    "were",
    "did",
    "wasn't",
    "weren't",
    "didn't",
    "hadn't",
    "had",
    "has",
    "have",
    "hasn't",
    "haven't",
    "set",
    "says",
    "tells",
];

static CUE_SHAPES: Shapes = Shapes::of(CUES).and(PAST);
static PAST_SHAPES: Shapes = Shapes::of(PAST);

/// What a word tells, with the words beside it.
pub(super) fn cue(words: Words<'_>, place: usize) -> Option<Direction> {
    let word = words.at(place);
    if word.ends_with("'ll") || word.ends_with("’ll") {
        return Some(Direction::Future);
    }
    let word = bare(word);
    if !word.starts_with(|c: char| c.is_lowercase()) || !CUE_SHAPES.hold(word) && !word.ends_with("ed") {
        return None;
    }
    let mut buffer = [0; WORD_BYTES_MAX];
    match lower(word, &mut buffer) {
        "" => None,
        "plans" | "hopes" | "aims" | "vows" | "pledges" | "promises" if is_noun(words, place) => None,
        "will" | "shall" | "won't" | "upcoming" | "forthcoming" | "plans" | "intends" | "hopes" | "aims"
        | "wants" | "expects" | "vows" | "pledges" | "promises" | "slated" | "poised" => {
            Some(Direction::Future)
        }
        "would" | "should" | "must" | "may" | "might" | "could" | "wouldn't" => Some(modal(words, place)),
        "to" => to(words, place),
        "forecast" if words.was(place, 1, &["is", "are", "was", "were"]) => Some(Direction::Future),
        "expected" | "scheduled" | "planned" => Some(Direction::Future),
        "due" if words.back(place, 1).ends_with("ed") => None,
        // "Due to the storm".
        "due" if words.is(place + 1, &["to"]) && words.is(place + 2, DETERMINERS) => None,
        "due" if words.was(place, 1, &["been"]) => Some(Direction::Past),
        "due" => Some(Direction::Future),
        "going" if words.is(place + 1, &["to"]) => Some(Direction::Future),
        "ahead" if words.is(place + 1, &["of"]) => Some(Direction::Future),
        "is" | "are" | "isn't" | "aren't" => present(words, place),
        "come" | "comes" if words.is(place + 1, &["into"]) => Some(Direction::Future),
        "begins" | "arrives" | "opens" | "closes" | "expires" | "meets" | "resumes" | "starts" | "ends"
        | "decides" | "takes" => Some(Direction::Future),
        "runs" if words.is(place + 1, &["from", "until", "through"]) => Some(Direction::Future),
        "begin" | "resume" | "reopen" | "expire" if !is_led(words, place) => Some(Direction::Future),
        "meet" | "open" | "go" | "vote" | "return" | "head" | "start" | "face" | "arrive"
            if plural_before(words, place) =>
        {
            Some(Direction::Future)
        }
        "was" | "were" if words.is(place + 1, &["to"]) => Some(Direction::Future),
        "was" | "were" | "did" | "wasn't" | "weren't" | "didn't" | "hadn't" => Some(Direction::Past),
        "had" | "has" | "have" | "hasn't" | "haven't" => {
            let led =
                words.was(place, 1, &["will", "to", "would", "could", "may", "might", "should", "must"]);
            (!led).then_some(Direction::Past)
        }
        "set" if words.is(place + 1, &["to", "for"]) => Some(Direction::Future),
        "says" | "tells" => Some(Direction::Past),
        // "called" in "so-called" is no verb.
        word if is_past(word) && words.gap_before(place) != "-" => participle(words, place),
        _ => None,
    }
}

/// "would close", but "would have closed" and "could not close".
fn modal(words: Words<'_>, place: usize) -> Direction {
    let negated = words.is(place + 1, &["not"]);
    let verb = place + 1 + usize::from(negated);
    let gone = words.is(verb, &["have"]) || (negated && words.is(place, &["could"]));
    if gone { Direction::Past } else { Direction::Future }
}

/// "agreed to meet", "documents to be signed", but "were forced to close".
fn to(words: Words<'_>, place: usize) -> Option<Direction> {
    let mut buffer = [0; WORD_BYTES_MAX];
    match lower(words.back(place, 1), &mut buffer) {
        "agreed" | "plans" | "planned" | "plan" | "vowed" | "voted" | "wants" | "wanted" | "intends"
        | "intended" | "hopes" | "hoped" | "hoping" | "promised" | "ordered" | "expected" | "scheduled"
        | "due" | "set" | "pledged" | "decided" | "are" | "is" | "was" | "were" | "planning" | "expects"
        | "preparing" | "threatened" | "invited" | "urged" | "asked" => Some(Direction::Future),
        "had" | "forced" | "failed" | "refused" | "managed" | "used" | "able" | "unable" | "helped"
        | "began" => None,
        _ => words.is(place + 1, &["be"]).then_some(Direction::Future),
    }
}

/// "is to open", "are meeting", "is out on Monday".
fn present(words: Words<'_>, place: usize) -> Option<Direction> {
    let next = words.at(place + 1);
    let going = next.len() > 5 && next.ends_with("ing");
    let stands =
        |near: usize| words.is(near, &["on", "from", "until", "by"]) && head(words.at(near + 1)).is_some();
    let open = stands(place + 1) || (stands(place + 2) && !next.ends_with("ed"));
    (next.eq_ignore_ascii_case("to") || going || open).then_some(Direction::Future)
}

/// Whether a word that can be a noun is one: "a blow to its hopes".
fn is_noun(words: Words<'_>, place: usize) -> bool {
    let owned = place > 0 && words.is_owner(place - 1);
    owned || words.was(place, 1, DETERMINERS) || words.was(place, 1, &["of", "new"])
}

/// Words that begin what is told by a noun.
const DETERMINERS: &[&str] = &["the", "a", "an", "its", "their", "his", "her", "this", "that", "no", "any"];

/// Whether another verb leads a verb: "did not begin", "to reopen", "let it resume".
fn is_led(words: Words<'_>, place: usize) -> bool {
    let before = words.back(place, 1);
    let leads = ["to", "not", "never", "did", "could", "it", "them", "him", "her"];
    words.was(place, 1, &leads) || before.ends_with("n't") || before.ends_with("n’t")
}

/// "Polls open", "games that formally open".
fn plural_before(words: Words<'_>, place: usize) -> bool {
    let adverb = words.back(place, 1).ends_with("ly");
    let before = words.back(place, 1 + usize::from(adverb));
    before.len() > 3 && before.ends_with('s')
}

/// A participle tells nothing by itself where "be" or "the" leads it, or "by" follows: "under the deal, brokered by unions".
fn participle(words: Words<'_>, place: usize) -> Option<Direction> {
    let led = ["be", "been", "is", "are", "being", "the", "a", "an", "its", "their", "his", "her", "get"];
    (!words.was(place, 1, &led) && !words.is(place + 1, &["by"])).then_some(Direction::Past)
}

/// Whether a word is a past form of a verb.
fn is_past(word: &str) -> bool {
    if word.len() > 4 && word.ends_with("ed") {
        return !matches!(
            word,
            "hundred" | "speed" | "indeed" | "exceed" | "proceed" | "succeed" | "breed" | "sacred"
        );
    }
    PAST_SHAPES.hold(word) && PAST.contains(&word)
}

/// Past forms of verbs that don't end in "ed".
const PAST: &[&str] = &[
    "said", "told", "made", "went", "took", "came", "began", "met", "won", "lost", "held", "found", "fell",
    "rose", "left", "gave", "got", "killed", "sent", "saw", "ran", "kept", "brought", "struck", "broke",
    "led", "hit", "shot", "stood", "spoke", "wrote", "drew", "blew", "flew", "knew", "grew", "threw",
    "became", "paid", "sold", "spent", "built", "bought", "caught", "taught", "thought", "sought", "fought",
    "sat", "felt", "dealt", "drove", "rode", "swept", "slid", "sank", "swam", "wore", "tore", "swore",
    "bore", "chose", "froze", "stole", "woke", "fled", "died", "hung", "swung", "stuck", "withdrew", "hid",
    "beat", "burst", "set", "cut", "quit", "shut", "gone", "taken", "given", "seen", "shown", "known",
    "born", "done", "put",
];
