//! Whether a sentence leans on the one before it: what it tells of was named there.

use crate::Token;

/// Whether it opens with a pronoun that stands for somebody, or something, of a sentence before; maybe behind words that join it or
/// tell when ("But on Monday he left"). "It" stands for what does something ("it forbids"); else it may stand for what follows ("it is
/// not known how"), or for nothing ("it rained"). "This week" stands for itself, and so does "this law" where a text begins with it.
pub(super) fn opens_with_pronoun(text: &str, words: &[Token], is_first: bool) -> bool {
    let surface = |index: usize| words.get(index).map_or("", |word| &text[word.range()]);
    match surface(0) {
        "His" | "Her" | "Their" | "Its" => return true,
        "This" | "These" | "That" | "Those" => return !is_first && !stands_for_itself(surface(1)),
        _ => {}
    }
    let opening =
        words.iter().take(OPENING_WORDS_MAX).take_while(|word| joins_or_tells_when(&text[word.range()]));
    let subject = opening.count();
    match surface(subject) {
        "He" | "She" | "They" | "He's" | "She's" | "They're" | "He’s" | "She’s" | "They’re" | "he"
        | "she" | "they" => true,
        "It" | "it" => {
            let verb = surface(subject + 1);
            !verb.is_empty() && !MAY_STAND_FOR_NOTHING.contains(&verb)
        }
        _ => false,
    }
}

/// Whether "this", "that" and the like need nothing before them where this word follows.
fn stands_for_itself(noun: &str) -> bool {
    matches!(
        noun,
        "week"
            | "year"
            | "month"
            | "morning"
            | "afternoon"
            | "evening"
            | "weekend"
            | "summer"
            | "winter"
            | "autumn"
            | "spring"
            | "season"
            | "time"
            | "who"
            | "paper"
            | "work"
            | "article"
            | "study"
            | "report"
            | "survey"
            | "letter"
            | "thesis"
    )
}

/// Whether a word may stand before the subject of a sentence without being one: it joins the sentence to the one before, or tells when.
fn joins_or_tells_when(word: &str) -> bool {
    let mut lower = [0; JOINING_BYTES_MAX];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let is_weekday = lower.len() > "today".len() && lower.ends_with(b"day");
    is_weekday
        || lower.first().is_some_and(u8::is_ascii_digit)
        || JOINING.binary_search_by(|known| known.as_bytes().cmp(lower)).is_ok()
}

/// The longest of [`JOINING`], in bytes.
const JOINING_BYTES_MAX: usize = 10;

/// What joins a sentence to the one before, and what times are told with: sorted.
const JOINING: [&str; 86] = [
    "a",
    "afternoon",
    "afterward",
    "afterwards",
    "again",
    "ago",
    "also",
    "an",
    "and",
    "april",
    "at",
    "august",
    "autumn",
    "but",
    "by",
    "day",
    "days",
    "december",
    "during",
    "earlier",
    "early",
    "even",
    "evening",
    "eventually",
    "february",
    "finally",
    "following",
    "for",
    "from",
    "here",
    "hour",
    "hours",
    "in",
    "instead",
    "january",
    "july",
    "june",
    "last",
    "late",
    "later",
    "march",
    "may",
    "maybe",
    "meanwhile",
    "minutes",
    "month",
    "months",
    "morning",
    "next",
    "night",
    "nor",
    "november",
    "now",
    "october",
    "of",
    "on",
    "or",
    "perhaps",
    "previous",
    "same",
    "september",
    "so",
    "soon",
    "spring",
    "still",
    "summer",
    "that",
    "the",
    "then",
    "there",
    "this",
    "throughout",
    "time",
    "today",
    "tomorrow",
    "tonight",
    "until",
    "week",
    "weekend",
    "weeks",
    "winter",
    "within",
    "year",
    "years",
    "yesterday",
    "yet",
];

/// What is said of "it" where it stands for nothing before: what is so, what the weather does, what takes time, what turns out.
const MAY_STAND_FOR_NOTHING: [&str; 64] = [
    "is",
    "isn't",
    "isn’t",
    "was",
    "wasn't",
    "wasn’t",
    "has",
    "had",
    "will",
    "would",
    "may",
    "might",
    "can",
    "could",
    "should",
    "must",
    "also",
    "now",
    "never",
    "still",
    "soon",
    "only",
    "all",
    "later",
    "once",
    "often",
    "seems",
    "seemed",
    "appears",
    "appeared",
    "rained",
    "snowed",
    "poured",
    "took",
    "takes",
    "turns",
    "turned",
    "remains",
    "remained",
    "emerged",
    "transpired",
    "came",
    "comes",
    "happened",
    "happens",
    "follows",
    "followed",
    "means",
    "meant",
    "makes",
    "made",
    "helps",
    "helped",
    "looks",
    "looked",
    "feels",
    "felt",
    "costs",
    "cost",
    "does",
    "did",
    "got",
    "gets",
    "depends",
];

/// Within as many words stands who answers, behind what they were asked; and who acts, behind what tells when.
const OPENING_WORDS_MAX: usize = 25;

/// Whether somebody answers who isn't named: "Asked why, she said nothing".
pub(super) fn is_answer(text: &str, words: &[Token]) -> bool {
    const OPENINGS: [&str; 6] = ["Asked", "Pressed", "Questioned", "Challenged", "Reached", "Speaking"];
    let near = &words[..words.len().min(OPENING_WORDS_MAX)];
    let surface = |word: &Token| &text[word.range()];
    if !near.first().is_some_and(|first| OPENINGS.contains(&surface(first))) {
        return false;
    }
    let answers = |pair: &[Token]| {
        let gap = &text[pair[0].end as usize..pair[1].start as usize];
        gap == ", " && matches!(surface(&pair[1]), "he" | "she")
    };
    near.windows(2).any(answers)
}

/// Whether it goes on quoting somebody of a sentence before: `…," he added`.
pub(super) fn goes_on_with_pronoun(line: &str) -> bool {
    // The first bytes of the marks that close quotations.
    memchr::memchr3_iter(b'"', b'\'', "”".as_bytes()[0], line.as_bytes()).any(|at| {
        let Some(behind) = line[at..].strip_prefix(['"', '”', '’', '\'']) else { return false };
        line[..at].ends_with([',', '?', '!', '.'])
            && ["he ", "she ", "they ", "He ", "She "].iter().any(|pronoun| {
                let verb = behind.trim_start().strip_prefix(pronoun);
                verb.is_some_and(|verb| verb.starts_with(char::is_lowercase))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joining_words_can_be_searched() {
        assert!(JOINING.is_sorted());
        assert_eq!(JOINING.iter().map(|word| word.len()).max(), Some(JOINING_BYTES_MAX));
    }
}
