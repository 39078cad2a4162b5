//! Stems of Hindi words, for which Snowball has no algorithm.
//!
//! Ramanathan & Rao, "A Lightweight Stemmer for Hindi" (EACL 2003): the longest of its endings of nouns, adjectives and
//! verbs is taken away where two characters at least are left. Before that, spellings of the same word are made one, as by Larkey,
//! Connell & Abduljaleel, "Hindi CLIR in Thirty Days" (2003): हिन्दी is हिंदी, पहुँचे is पहुंचे, and ज़ is ज.

/// The endings, those of more characters first. Each stands as it is spelt after [`unify`].
const ENDINGS: [(usize, &[&str]); 5] = [
    (5, &["ाएंगी", "ाएंगे", "ाऊंगी", "ाऊंगा", "ाइयों", "ाइयां"]),
    (
        4,
        &[
            "ाएगी",
            "ाएगा",
            "ाओगी",
            "ाओगे",
            "एंगी",
            "ेंगी",
            "एंगे",
            "ेंगे",
            "ूंगी",
            "ूंगा",
            "ातीं",
            "नाओं",
            "नाएं",
            "ताओं",
            "ताएं",
            "ियों",
            "ियां",
        ],
    ),
    (
        3,
        &[
            "ाकर",
            "ाइए",
            "ाईं",
            "ाया",
            "ेगी",
            "ेगा",
            "ोगी",
            "ोगे",
            "ाने",
            "ाना",
            "ाते",
            "ाती",
            "ाता",
            "तीं",
            "ाओं",
            "ाएं",
            "ुओं",
            "ुएं",
            "ुआं",
        ],
    ),
    (2, &["कर", "ाओ", "िए", "ाई", "ाए", "ने", "नी", "ना", "ते", "ीं", "ती", "ता", "ां", "ों", "ें"]),
    (1, &["ो", "े", "ू", "ु", "ी", "ि", "ा"]),
];

/// How many characters a stem has at least.
const STEM_CHARACTERS_MIN: usize = 2;

/// The stem of a word. A word without one of the endings is its own.
pub(crate) fn stem(word: &str) -> String {
    let mut word = unify(word);
    let characters = word.chars().count();
    let ending = ENDINGS
        .iter()
        .filter(|(length, _)| characters >= length + STEM_CHARACTERS_MIN)
        .find_map(|(_, endings)| endings.iter().find(|ending| word.ends_with(**ending)));
    if let Some(ending) = ending {
        word.truncate(word.len() - ending.len());
    }
    word
}

const VIRAMA: char = '\u{94d}';
const CANDRABINDU: char = '\u{901}';
const ANUSVARA: char = '\u{902}';
const NUKTA: char = '\u{93c}';

/// Spells a word in one way: nasals as anusvara, no dots for Persian sounds, no joiners.
fn unify(word: &str) -> String {
    let mut unified = String::with_capacity(word.len());
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            NUKTA | '\u{200c}' | '\u{200d}' => {}
            CANDRABINDU => unified.push(ANUSVARA),
            'न' if chars.next_if_eq(&VIRAMA).is_some() => unified.push(ANUSVARA),
            '\u{958}' => unified.push('क'),
            '\u{959}' => unified.push('ख'),
            '\u{95a}' => unified.push('ग'),
            '\u{95b}' => unified.push('ज'),
            '\u{95c}' => unified.push('ड'),
            '\u{95d}' => unified.push('ढ'),
            '\u{95e}' => unified.push('फ'),
            '\u{95f}' => unified.push('य'),
            c => unified.push(c),
        }
    }
    unified
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &[&str], expected: &str) {
        for word in words {
            assert_eq!(stem(word), expected, "of {word}");
        }
    }

    #[test]
    fn takes_away_the_longest_ending() {
        check(&["लड़का", "लड़के", "लड़की", "लड़कों", "लड़कियाँ", "लड़कियों"], "लडक");
        check(&["पढ़ना", "पढ़ता", "पढ़ेगा", "पढ़ेंगे", "पढ़कर"], "पढ");
        check(&["भाषा", "भाषाओं", "भाषाएँ"], "भाष");
    }

    #[test]
    fn makes_spellings_one() {
        check(&["हिन्दी", "हिंदी"], "हिंद");
        check(&["ज़मीन", "\u{95b}मीन", "जमीन"], "जमीन");
    }

    #[test]
    fn leaves_two_characters() {
        check(&["सेना"], "से");
        check(&["नेता"], "ने");
        check(&["की"], "की");
        check(&[""], "");
    }

    #[test]
    fn endings_have_as_many_characters_as_they_say_and_are_spelt_as_words_are() {
        for (length, endings) in ENDINGS {
            for ending in endings {
                assert_eq!(ending.chars().count(), length, "{ending}");
                assert_eq!(unify(ending), **ending);
            }
        }
        assert_eq!(ENDINGS.iter().map(|(_, endings)| endings.len()).sum::<usize>(), 64);
    }
}
