//! Which language a text is in: by its script, then by stop words, and by trigrams where those don't decide.
//!
//! Stop words cost about a hundredth of the trigrams. A text of a language that the analysis doesn't know has stop words of
//! its neighbours too: Polish has "na" and "do" of Portuguese. Two things speak against a neighbour: letters that it doesn't
//! write, and the stop words of [`RIVALS`].

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt as _};

use crate::{Language, stop_words};

use Language::{
    Arabic, Chinese, Danish, Dutch, English, Finnish, French, German, Hindi, Italian, Japanese, Norwegian,
    Portuguese, Russian, Spanish, Swedish, Turkish, Unknown,
};

/// A language, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// The language.
    pub language: Language,
    /// From 0 (a guess) to 1 (certain, or given).
    pub confidence: f32,
}

impl Detection {
    /// A language that the caller gave.
    pub fn given(language: Language) -> Self {
        Self { language, confidence: 1.0 }
    }
}

/// Languages whose texts are taken for one of [`Language::ALL`] if nothing speaks for them, as tags of the `stop-words`
/// crate. A text that holds more of their stop words is of [`Language::Unknown`].
const RIVALS: [&str; 24] = [
    "af", "be", "bg", "ca", "cs", "et", "eu", "fa", "ga", "gl", "hr", "hu", "id", "la", "mr", "ne", "pl",
    "ro", "sk", "sl", "sw", "uk", "ur", "vi",
];

/// How many languages stop words speak for: a bit for each.
const VOTERS: usize = Language::ALL.len() + RIVALS.len();

/// How much of a text is looked at, in bytes: as a rule the beginning is enough, and else more decides.
const SAMPLES_BYTES: [usize; 2] = [512, 4096];

/// How many stop words must speak for a language before they are believed.
const VOTES_MIN: u32 = 4;

/// Where more than one word in so many has letters that a language doesn't write, the text isn't of that language.
const FOREIGN_ONE_IN: usize = 8;

/// How sure a script makes.
const SCRIPT_CONFIDENCE: f32 = 0.9;

/// How sure one stop word more than those of the next language makes, where they don't decide.
const LEAD_CONFIDENCE: f32 = 0.1;

/// Detects the language of a text.
pub(crate) fn detect(text: &str) -> Detection {
    let sample = |bytes| &text[..text.floor_char_boundary(bytes)];
    let decided = SAMPLES_BYTES.into_iter().find_map(|bytes| decide(sample(bytes)));
    decided.unwrap_or_else(|| {
        let sample = sample(SAMPLES_BYTES[1]);
        detect_by_trigrams(sample).unwrap_or_else(|| guess(sample))
    })
}

/// Decides by script and stop words, where they are enough and clear.
fn decide(sample: &str) -> Option<Detection> {
    match Script::of(sample) {
        Script::Han => return Some(Detection { language: Chinese, confidence: SCRIPT_CONFIDENCE }),
        Script::Kana => return Some(Detection { language: Japanese, confidence: SCRIPT_CONFIDENCE }),
        Script::Unknown => return Some(Detection { language: Unknown, confidence: SCRIPT_CONFIDENCE }),
        Script::Shared => {}
    }
    let votes = Votes::count(sample);
    let [first, second] = votes.ranked();
    let shared = votes.both(first.voter, second.voter);
    let clear =
        first.votes * 4 >= second.votes * 5 || first.votes - shared >= (second.votes - shared) * 3 + 2;
    if first.votes < VOTES_MIN || !clear || is_foreign(sample, first.language()) {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts within a sample")]
    let confidence = 1.0 - second.votes as f32 / first.votes as f32 / 2.0;
    Some(Detection { language: first.language(), confidence })
}

/// Guesses the language of a text that is too short for anything else: trigrams choose between the two with the most stop
/// words. A single one that English has too is taken for English.
fn guess(sample: &str) -> Detection {
    let votes = Votes::count(sample);
    let [first, second] = votes.ranked();
    if first.votes == 0 || is_foreign(sample, first.language()) {
        return Detection { language: Unknown, confidence: LEAD_CONFIDENCE };
    }
    let lead = first.votes - second.votes;
    let close = lead <= 1 && second.votes > 0 && (first.language(), first.votes) != (English, 1);
    let pair = [first.language(), second.language()];
    let nearer = if close { choose_by_trigrams(sample, pair) } else { None };
    #[expect(clippy::cast_precision_loss, reason = "a few votes")]
    let confidence = lead.clamp(1, 5) as f32 * LEAD_CONFIDENCE;
    Detection { language: nearer.unwrap_or(first.language()), confidence }
}

/// What most letters of a text are written in.
enum Script {
    /// Chinese characters without Kana: Chinese.
    Han,
    /// Japanese.
    Kana,
    /// Latin, Cyrillic, Arabic or Devanagari, which several languages write; or no letters at all.
    Shared,
    /// One that none of the languages is written in.
    Unknown,
}

impl Script {
    fn of(sample: &str) -> Self {
        let mut shared = sample.bytes().filter(u8::is_ascii_alphabetic).count();
        let (mut han, mut kana, mut other) = (0, 0, 0);
        for c in sample.chars().filter(|c| !c.is_ascii()) {
            match c {
                '\u{c0}'..='\u{24f}'
                | '\u{400}'..='\u{52f}'
                | '\u{600}'..='\u{6ff}'
                | '\u{900}'..='\u{963}'
                | '\u{1e00}'..='\u{1eff}' => shared += 1,
                // A Han character is a word or half of one.
                '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => han += 3,
                '\u{3040}'..='\u{30ff}' => kana += 3,
                c => other += usize::from(c.is_alphabetic()),
            }
        }
        if other > shared + han + kana {
            Self::Unknown
        } else if han + kana <= shared + other {
            Self::Shared
        } else if kana * 10 > han {
            Self::Kana
        } else {
            Self::Han
        }
    }
}

/// The stop words of a text, each as the set of voters whose word it is.
struct Votes {
    masks: Vec<u64>,
}

/// How many stop words of a text are those of one voter.
#[derive(Clone, Copy)]
struct Count {
    voter: usize,
    votes: u32,
}

impl Count {
    fn language(self) -> Language {
        Language::ALL.get(self.voter).copied().unwrap_or(Unknown)
    }
}

impl Votes {
    fn count(sample: &str) -> Self {
        Self { masks: words_of(sample).filter_map(voters_of).collect() }
    }

    /// The two voters with the most votes; of equals the one that stands first.
    fn ranked(&self) -> [Count; 2] {
        let mut counts: [Count; VOTERS] = std::array::from_fn(|voter| Count { voter, votes: 0 });
        for &mask in &self.masks {
            let mut mask = mask;
            while mask != 0 {
                counts[mask.trailing_zeros() as usize].votes += 1;
                mask &= mask - 1;
            }
        }
        let mut best =
            if counts[1].votes > counts[0].votes { [counts[1], counts[0]] } else { [counts[0], counts[1]] };
        for &count in &counts[2..] {
            if count.votes > best[0].votes {
                best = [count, best[0]];
            } else if count.votes > best[1].votes {
                best[1] = count;
            }
        }
        best
    }

    /// How many stop words are of both voters.
    fn both(&self, first: usize, second: usize) -> u32 {
        let pair = 1 << first | 1 << second;
        self.masks.iter().map(|mask| u32::from(mask & pair == pair)).sum()
    }
}

fn words_of(sample: &str) -> impl Iterator<Item = &str> {
    sample.split(|c: char| !is_word_character(c)).filter(|word| !word.is_empty())
}

/// Letters, digits, and the vowel signs and dots of Devanagari that aren't letters by themselves.
fn is_word_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{93c}' | '\u{94d}')
}

/// Whether a text has too many words with letters that a language doesn't write. Names aren't held against it.
fn is_foreign(sample: &str, language: Language) -> bool {
    let strange = |c: char| !c.is_ascii() && c.is_alphabetic() && !is_written(c, language);
    if !sample.contains(strange) {
        return false;
    }
    let (mut words, mut foreign) = (0, 0);
    for word in words_of(sample) {
        words += 1;
        foreign += usize::from(word.contains(strange) && !word.starts_with(char::is_uppercase));
    }
    foreign * FOREIGN_ONE_IN > words
}

/// Whether a language writes a letter beyond ASCII in words of its own.
fn is_written(c: char, language: Language) -> bool {
    let letters = match language {
        English => "é",
        German => "äöüß",
        French => "àâçèéêëîïôùûüœæ",
        Spanish => "áéíñóúüºª",
        Italian => "àèéìòù",
        Portuguese => "àáâãçéêíóôõúºª",
        Dutch => "áèéêëíïóöüú",
        Swedish => "åäöé",
        Danish => "æøåé",
        Norwegian => "æøåéòóôê",
        Finnish => "äöåšž",
        Turkish => "çğıöşüâîû\u{307}",
        Russian => return matches!(c, '\u{410}'..='\u{44f}' | 'ё' | 'Ё'),
        Arabic => return matches!(c, '\u{620}'..='\u{65f}' | '\u{670}' | '\u{671}' | '\u{fb50}'..='\u{fefc}'),
        // Marathi has ळ.
        Hindi => return matches!(c, '\u{900}'..='\u{932}' | '\u{934}'..='\u{963}'),
        Chinese | Japanese | Unknown => return true,
    };
    c.to_lowercase().all(|c| c.is_ascii() || letters.contains(c))
}

fn detect_by_trigrams(sample: &str) -> Option<Detection> {
    let info = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    #[expect(clippy::cast_possible_truncation, reason = "a share")]
    Some(Detection { language: language_of(info.lang()), confidence: info.confidence() as f32 })
}

/// The one of two languages whose trigrams a text is nearer to; `None` where one of them isn't known.
fn choose_by_trigrams(sample: &str, languages: [Language; 2]) -> Option<Language> {
    let known = TRIGRAMS.iter().filter(|(_, language)| languages.contains(language));
    let known: Vec<whatlang::Lang> = known.map(|(lang, _)| *lang).collect();
    let chosen = (known.len() == 2).then(|| whatlang::Detector::with_allowlist(known).detect_lang(sample))?;
    chosen.map(language_of)
}

fn language_of(lang: whatlang::Lang) -> Language {
    let known = TRIGRAMS.iter().find(|(known, _)| *known == lang);
    known.map_or(Unknown, |(_, language)| *language)
}

const TRIGRAMS: [(whatlang::Lang, Language); Language::ALL.len()] = [
    (whatlang::Lang::Eng, English),
    (whatlang::Lang::Deu, German),
    (whatlang::Lang::Fra, French),
    (whatlang::Lang::Spa, Spanish),
    (whatlang::Lang::Ita, Italian),
    (whatlang::Lang::Por, Portuguese),
    (whatlang::Lang::Nld, Dutch),
    (whatlang::Lang::Swe, Swedish),
    (whatlang::Lang::Dan, Danish),
    (whatlang::Lang::Nob, Norwegian),
    (whatlang::Lang::Fin, Finnish),
    (whatlang::Lang::Rus, Russian),
    (whatlang::Lang::Tur, Turkish),
    (whatlang::Lang::Ara, Arabic),
    (whatlang::Lang::Hin, Hindi),
    (whatlang::Lang::Cmn, Chinese),
    (whatlang::Lang::Jpn, Japanese),
];

/// The voters of which a word is a stop word.
fn voters_of(word: &str) -> Option<u64> {
    static VOTERS_OF: OnceLock<HashMap<Key, u64>> = OnceLock::new();
    let voters = VOTERS_OF.get_or_init(|| {
        let known = Language::ALL.map(stop_words::of).into_iter();
        let lists = known.chain(RIVALS.iter().map(|tag| stop_words::listed(tag)));
        let mut voters = HashMap::new();
        for (voter, words) in lists.enumerate() {
            for key in words.iter().filter_map(|word| key(word)) {
                *voters.entry(key).or_insert(0) |= 1 << voter;
            }
        }
        voters
    });
    voters.get(&key(word)?).copied()
}

/// A word with zeros behind it.
type Key = [u8; 32];

/// A word with its ASCII letters in lower case; `None` where it is too long for a stop word.
fn key(word: &str) -> Option<Key> {
    let mut key = Key::default();
    key.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    key.make_ascii_lowercase();
    Some(key)
}
