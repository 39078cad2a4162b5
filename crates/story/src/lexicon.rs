//! Words of English that tell what stands beside them.
//!
//! One table of all of them: a word of a report is looked up once for each question, whatever its list is long.

mod clauses;
mod given;
mod names;
mod people;
mod saying;

use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

use crate::names::bare;

const TITLE: u32 = 1 << 0;
const CONNECTOR: u32 = 1 << 1;
const NO_NAME: u32 = 1 << 2;
const BEGINS_PLACE: u32 = 1 << 3;
const ORGANIZATION_WORD: u32 = 1 << 4;
const MONTH_OR_WEEKDAY: u32 = 1 << 5;
const SPEECH_VERB: u32 = 1 << 6;
const VERB_OR_NOUN: u32 = 1 << 7;
const NAMING_VERB: u32 = 1 << 8;
const OCCUPATION: u32 = 1 << 9;
const REPORTING_VERB: u32 = 1 << 10;
const OUTLET_WORD: u32 = 1 << 11;
const PLACE_WORD: u32 = 1 << 12;
const PLACE_OR_SURNAME: u32 = 1 << 13;
const PERSON_NOUN: u32 = 1 << 14;
const PEOPLE_NOUN: u32 = 1 << 15;
const SPEAKING_THING: u32 = 1 << 16;
const FEMALE: u32 = 1 << 17;
const MALE: u32 = 1 << 18;
const ATTRIBUTING: u32 = 1 << 19;
const EPITHET: u32 = 1 << 20;
const LEADS_INTO_PERSON: u32 = 1 << 21;
const THINKING_VERB: u32 = 1 << 22;
const ARTICLE: u32 = 1 << 23;
const BETWEEN: u32 = 1 << 24;
const FINITE_VERB: u32 = 1 << 25;
const BEGINS_ASIDE: u32 = 1 << 26;
const ENDS_PHRASE: u32 = 1 << 27;
const FOLLOWS_SUBJECT: u32 = 1 << 28;
const WORK_NOUN: u32 = 1 << 29;
const STANDS_FOR_ANYBODY: u32 = 1 << 30;
const STANDS_FOR_ARTIST: u32 = 1 << 31;

/// A word in lower case; most are already.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    let is_small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(is_small) { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// All words, and what most words of a text aren't found by.
struct Lexicon {
    /// In the order of their [`letters`].
    words: Vec<Word>,
    /// Where the words with the same letters start, and where the last end.
    starts: Box<[u16; LETTERS + 1]>,
    /// The kinds of all words with the same letters.
    kinds_by_letters: Box<[u32; LETTERS]>,
}

/// A word of the lists.
struct Word {
    further_letters: u32,
    kinds: u32,
    text: &'static str,
}

/// How many words are told apart by [`letters`]: there are fewer in all lists.
pub(crate) const LETTERS: usize = 1 << 12;

/// The first, the middle and the last letter of a word, and its length, as one number: the same in any case of English letters. The
/// factors only spread them, so that few words have the same.
#[inline]
pub(crate) fn letters(word: &[u8]) -> usize {
    let (Some(first), Some(last)) = (word.first(), word.last()) else { return 0 };
    let [first, middle, last] = [*first, word[word.len() / 2], *last].map(|letter| usize::from(letter & 31));
    ((first << 7) ^ (last << 2) ^ (37 * middle) ^ (5 * word.len())) % LETTERS
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut kinds_of: BTreeMap<(usize, &'static str), u32> = BTreeMap::new();
    for (kind, words) in LISTS.into_iter().flatten() {
        for word in words.split(' ') {
            *kinds_of.entry((letters(word.as_bytes()), word)).or_default() |= kind;
        }
    }
    let mut starts = Box::new([0; LETTERS + 1]);
    let mut kinds_by_letters = Box::new([0; LETTERS]);
    for ((letters, _), kinds) in &kinds_of {
        kinds_by_letters[*letters] |= kinds;
        starts[letters + 1] += 1;
    }
    for letters in 0..LETTERS {
        starts[letters + 1] += starts[letters];
    }
    let word = |((_, text), kinds): ((_, &'static str), _)| Word {
        further_letters: further_letters(text.as_bytes()),
        kinds,
        text,
    };
    Lexicon { words: kinds_of.into_iter().map(word).collect(), starts, kinds_by_letters }
});

/// The first two letters of a word, the last but one, and its length: hardly any other word with the same [`letters`] has the same.
fn further_letters(word: &[u8]) -> u32 {
    let letter = |at: usize| word.get(at).copied().unwrap_or(0);
    let length = word.len().to_le_bytes()[0];
    u32::from_le_bytes([letter(0), letter(1), letter(word.len().wrapping_sub(2)), length])
}

#[inline]
fn is(word: &str, kinds: u32) -> bool {
    let letters = letters(word.as_bytes());
    LEXICON.kinds_by_letters[letters] & kinds != 0 && is_listed(word, letters, kinds)
}

/// Whether a word is of some kinds. Apart, so that the look at its letters stands where it is asked for.
#[inline(never)]
fn is_listed(word: &str, letters: usize, kinds: u32) -> bool {
    let Lexicon { words, starts, .. } = &*LEXICON;
    let (start, end) = (usize::from(starts[letters]), usize::from(starts[letters + 1]));
    let further = further_letters(word.as_bytes());
    words[start..end]
        .iter()
        .any(|other| other.further_letters == further && other.kinds & kinds != 0 && other.text == word)
}

/// Whether a word is a verb of speech, or another one that leads to who says something.
#[inline]
pub(crate) fn is_attributing(word: &str) -> bool {
    is(word, SPEECH_VERB | THINKING_VERB | ATTRIBUTING)
}

/// Whether a word stands before a person's name and belongs to the office, not to the name.
pub(crate) fn is_title(word: &str) -> bool {
    is(word, TITLE)
}

/// Whether a small word stands inside names: "Bank of Aldermark", "Ursula von der Leyen".
pub(crate) fn is_connector(word: &str) -> bool {
    is(word, CONNECTOR)
}

/// Whether a capitalized word is none of a name: it opens a sentence, or is capitalized wherever it stands.
pub(crate) fn is_no_name(word: &str) -> bool {
    is(word, NO_NAME)
}

/// Whether a word begins the names of places: "North Korea", "Port Ellery".
pub(crate) fn begins_place(word: &str) -> bool {
    is(word, BEGINS_PLACE)
}

/// Whether a word stands in names of companies, authorities and outlets.
pub(crate) fn is_organization_word(word: &str) -> bool {
    is(word, ORGANIZATION_WORD)
}

/// Whether a capitalized word names a month or a day of the week.
pub(crate) fn month_or_weekday(word: &str) -> bool {
    is(bare(word), MONTH_OR_WEEKDAY)
}

/// Whether a verb tells that somebody says something.
pub(crate) fn is_speech_verb(word: &str) -> bool {
    is(word, SPEECH_VERB)
}

/// Whether a verb of speech is a plural noun as often: "the reports", "the two states".
pub(crate) fn is_verb_or_noun(word: &str) -> bool {
    is(word, VERB_OR_NOUN)
}

/// Whether a verb of speech has what is spoken of for its object, and not the words that are said: "called the ruling".
pub(crate) fn is_naming_verb(word: &str) -> bool {
    is(word, NAMING_VERB)
}

/// Whether a verb tells what somebody thinks, which marked words behind it are the words for: "felt it was “unfair”".
pub(crate) fn is_thinking_verb(word: &str) -> bool {
    is(word, THINKING_VERB)
}

/// Whether a word, at the beginning of a sentence, tells what a person does whose name follows: "Publican Anna Bell".
pub(crate) fn is_occupation(word: &str) -> bool {
    is(word, OCCUPATION)
        || ["ologist", "ographer", "ysicist", "ematician"].iter().any(|ending| word.ends_with(ending))
}

/// Whether a word tells of a person how they are, as in headlines and behind them: "Jobless Bell".
pub(crate) fn is_epithet(word: &str) -> bool {
    is(word, EPITHET)
}

/// Whether "in" behind a word leads to whom somebody trusts, and to no place: "faith in Anna Bell".
pub(crate) fn leads_into_person(word: &str) -> bool {
    is(word, LEADS_INTO_PERSON)
}

/// Whether a word is a given name, or stands before one.
pub(crate) fn is_given(word: &str) -> bool {
    is(word, FEMALE | MALE)
}

/// Whether a verb of speech hands on what others say, where an outlet is its subject.
pub(crate) fn is_reporting_verb(word: &str) -> bool {
    is(word, REPORTING_VERB)
}

/// Whether a word stands in the name of a paper, an agency or a station.
pub(crate) fn is_outlet_word(word: &str) -> bool {
    is(word, OUTLET_WORD)
}

/// Whether a word makes a name that of a place: "Republic Square".
pub(crate) fn is_place_word(word: &str) -> bool {
    is(word, PLACE_WORD)
}

/// Whether a word at the end of a name makes a place of it or is a surname: "Carnegie Hall", "Anna Hall".
pub(crate) fn is_place_or_surname(word: &str) -> bool {
    is(word, PLACE_OR_SURNAME)
}

/// Whether a noun stands for one person: "a technician".
pub(crate) fn is_person_noun(word: &str) -> bool {
    is(word, PERSON_NOUN)
}

/// Whether "the" and a noun stand for somebody who was named, whatever they do: "the Norland native".
pub(crate) fn stands_for_anybody(word: &str) -> bool {
    is(word, STANDS_FOR_ANYBODY)
}

/// Whether "the" and a noun stand for somebody who was named and of whom nothing else is told: "the singer".
pub(crate) fn stands_for_artist(word: &str) -> bool {
    is(word, STANDS_FOR_ARTIST)
}

/// Whether a noun tells of somebody in a family.
pub(crate) fn is_kin(word: &str) -> bool {
    matches!(
        word,
        "mother"
            | "father"
            | "son"
            | "daughter"
            | "wife"
            | "husband"
            | "widow"
            | "widower"
            | "brother"
            | "sister"
            | "aunt"
            | "uncle"
            | "cousin"
            | "niece"
            | "nephew"
            | "grandmother"
            | "grandfather"
            | "girlfriend"
            | "boyfriend"
            | "mum"
            | "mom"
            | "dad"
    )
}

/// Whether a noun stands for several people, whom "they" may stand for: "residents".
pub(crate) fn is_people_noun(word: &str) -> bool {
    is(word, PEOPLE_NOUN)
}

/// Whether a noun stands for what says something, and "it" may stand for: "the complaint".
pub(crate) fn is_speaking_thing(word: &str) -> bool {
    is(word, SPEAKING_THING)
}

/// Whether a noun is that of a work whose title may stand behind it: "the novel “The Long Road”".
pub(crate) fn is_work_noun(word: &str) -> bool {
    is(word, WORK_NOUN)
}

/// Whether a word begins a phrase as an article does: "the", "his", "several".
pub(crate) fn is_article(word: &str) -> bool {
    is(word, ARTICLE)
}

/// Whether a word may stand between a subject and its verb: "has also".
pub(crate) fn is_between(word: &str) -> bool {
    is(word, BETWEEN) || month_or_weekday(word)
}

/// Whether a word is a verb of some clause, as far as a short list tells.
pub(crate) fn is_finite_verb(word: &str) -> bool {
    is(word, FINITE_VERB)
}

/// Whether a word begins what stands between commas and is no subject: "after the vote", "who was there".
pub(crate) fn begins_aside(word: &str) -> bool {
    is(word, BEGINS_ASIDE)
}

/// Whether a word ends the phrase before it: "the mayor when asked".
pub(crate) fn ends_phrase(word: &str) -> bool {
    is(word, ENDS_PHRASE)
}

/// Whether a word may stand behind a verb of speech with its subject, and is no verb of that subject: "said Anna Bell after the vote".
pub(crate) fn follows_subject(word: &str) -> bool {
    is(word, FOLLOWS_SUBJECT)
}

/// Whether a word tells how something is done, by its ending.
pub(crate) fn is_adverb(word: &str) -> bool {
    let is_other = || {
        matches!(
            word,
            "family"
                | "only"
                | "early"
                | "daily"
                | "weekly"
                | "monthly"
                | "ally"
                | "assembly"
                | "supply"
                | "reply"
                | "elderly"
        )
    };
    word.ends_with("ly") && !word.starts_with(char::is_uppercase) && !is_other()
}

/// Whether a given name, a form of address or a noun is that of a woman.
pub(crate) fn is_female(word: &str) -> bool {
    is(word, FEMALE)
}

/// Whether a given name, a form of address or a noun is that of a man.
pub(crate) fn is_male(word: &str) -> bool {
    is(word, MALE)
}

/// The words of each kind, by what the lists are for.
const LISTS: [&[(u32, &str)]; 5] = [names::WORDS, given::WORDS, people::WORDS, saying::WORDS, clauses::WORDS];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_of_the_kinds_of_their_lists() {
        for (kind, words) in LISTS.into_iter().flatten() {
            assert!(words.split(' ').all(|word| is(word, *kind)), "list {}", kind.trailing_zeros());
        }
        assert!(
            is("Lord", MALE)
                && !is("Lord", FEMALE)
                && !is("lord", TITLE)
                && !is("Lxrd", TITLE)
                && !is("", TITLE)
        );
    }

    #[test]
    fn no_list_says_a_word_twice() {
        for (kind, words) in LISTS.into_iter().flatten() {
            let mut seen = foldhash::HashSet::default();
            for word in words.split(' ') {
                assert!(seen.insert(word), "{word:?} stands twice in list {}", kind.trailing_zeros());
            }
        }
    }
}
