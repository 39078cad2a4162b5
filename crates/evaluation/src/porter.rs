//! The stemmer that ROUGE compares words by.
//!
//! Porter (1980), "An algorithm for suffix stripping", with the changes that NLTK's stemmer makes by default, as Google's
//! `rouge-score` uses that one.

/// The stem of a lower-case word of ASCII letters and digits. Words of up to two letters stay as they are.
pub fn stem(word: &str) -> String {
    if let Some(stem) = irregular(word) {
        return stem.to_owned();
    }
    if word.len() <= 2 || !word.is_ascii() {
        return word.to_owned();
    }
    let mut word = Word(word.as_bytes().to_vec());
    word.plurals();
    word.past_and_progressive();
    word.final_y();
    word.double_suffixes();
    word.endings();
    word.residues();
    word.final_e();
    word.final_ll();
    String::from_utf8(word.0).unwrap_or_default()
}

fn irregular(word: &str) -> Option<&'static str> {
    Some(match word {
        "sky" | "skies" => "sky",
        "dying" => "die",
        "lying" => "lie",
        "tying" => "tie",
        "news" => "news",
        "innings" | "inning" => "inning",
        "outings" | "outing" => "outing",
        "cannings" | "canning" => "canning",
        "howe" => "howe",
        "proceed" => "proceed",
        "exceed" => "exceed",
        "succeed" => "succeed",
        _ => return None,
    })
}

/// A word on its way to its stem. The names of the conditions are the paper's: `m` is the measure, `*v*` holds a vowel.
struct Word(Vec<u8>);

fn is_consonant(word: &[u8], index: usize) -> bool {
    match word[index] {
        b'a' | b'e' | b'i' | b'o' | b'u' => false,
        b'y' => index == 0 || !is_consonant(word, index - 1),
        _ => true,
    }
}

/// `m`: how often a vowel is followed by a consonant.
fn measure(stem: &[u8]) -> usize {
    (1..stem.len()).filter(|&index| is_consonant(stem, index) && !is_consonant(stem, index - 1)).count()
}

fn has_vowel(stem: &[u8]) -> bool {
    (0..stem.len()).any(|index| !is_consonant(stem, index))
}

/// `*d`.
fn ends_double_consonant(word: &[u8]) -> bool {
    let length = word.len();
    length >= 2 && word[length - 1] == word[length - 2] && is_consonant(word, length - 1)
}

/// `*o`: consonant, vowel, consonant, and the last isn't w, x or y; NLTK also takes a vowel and a consonant alone.
fn ends_cvc(word: &[u8]) -> bool {
    let length = word.len();
    if length >= 3 {
        return is_consonant(word, length - 3)
            && !is_consonant(word, length - 2)
            && is_consonant(word, length - 1)
            && !matches!(word[length - 1], b'w' | b'x' | b'y');
    }
    length == 2 && !is_consonant(word, 0) && is_consonant(word, 1)
}

/// A suffix, what replaces it, and the condition on what is before it.
type Rule = (&'static str, &'static str, fn(&[u8]) -> bool);

fn positive(stem: &[u8]) -> bool {
    measure(stem) > 0
}

fn above_one(stem: &[u8]) -> bool {
    measure(stem) > 1
}

impl Word {
    fn before(&self, suffix: &str) -> Option<&[u8]> {
        self.0.strip_suffix(suffix.as_bytes())
    }

    fn replace(&mut self, suffix: &str, by: &str) {
        self.0.truncate(self.0.len() - suffix.len());
        self.0.extend_from_slice(by.as_bytes());
    }

    /// Applies the first rule whose suffix the word has, where its condition holds.
    fn apply(&mut self, rules: &[Rule]) {
        for &(suffix, by, holds) in rules {
            if let Some(stem) = self.before(suffix) {
                if holds(stem) {
                    self.replace(suffix, by);
                }
                return;
            }
        }
    }

    /// Step 1a.
    fn plurals(&mut self) {
        if self.0.len() == 4 && self.before("ies").is_some() {
            return self.replace("ies", "ie");
        }
        let always = |_: &[u8]| true;
        self.apply(&[("sses", "ss", always), ("ies", "i", always), ("ss", "ss", always), ("s", "", always)]);
    }

    /// Step 1b.
    fn past_and_progressive(&mut self) {
        if self.before("ied").is_some() {
            let by = if self.0.len() == 4 { "ie" } else { "i" };
            return self.replace("ied", by);
        }
        if let Some(stem) = self.before("eed") {
            if positive(stem) {
                self.replace("eed", "ee");
            }
            return;
        }
        let suffix = ["ed", "ing"].into_iter().find(|suffix| self.before(suffix).is_some_and(has_vowel));
        let Some(suffix) = suffix else { return };
        self.replace(suffix, "");
        if ["at", "bl", "iz"].iter().any(|end| self.before(end).is_some()) {
            self.0.push(b'e');
        } else if ends_double_consonant(&self.0) {
            if !matches!(self.0.last(), Some(b'l' | b's' | b'z')) {
                self.0.pop();
            }
        } else if measure(&self.0) == 1 && ends_cvc(&self.0) {
            self.0.push(b'e');
        }
    }

    /// Step 1c, by NLTK: y becomes i after a consonant that isn't the first letter.
    fn final_y(&mut self) {
        let length = self.0.len();
        if length > 2 && self.0[length - 1] == b'y' && is_consonant(&self.0, length - 2) {
            self.0[length - 1] = b'i';
        }
    }

    /// Step 2.
    fn double_suffixes(&mut self) {
        if self.before("alli").is_some_and(positive) {
            self.replace("alli", "al");
            return self.double_suffixes();
        }
        // The stem of "logi" keeps the l.
        let before_ogi = |stem: &[u8]| stem.last() == Some(&b'l') && measure(stem) > 0;
        self.apply(&[
            ("ational", "ate", positive),
            ("tional", "tion", positive),
            ("enci", "ence", positive),
            ("anci", "ance", positive),
            ("izer", "ize", positive),
            ("bli", "ble", positive),
            ("alli", "al", positive),
            ("entli", "ent", positive),
            ("eli", "e", positive),
            ("ousli", "ous", positive),
            ("ization", "ize", positive),
            ("ation", "ate", positive),
            ("ator", "ate", positive),
            ("alism", "al", positive),
            ("iveness", "ive", positive),
            ("fulness", "ful", positive),
            ("ousness", "ous", positive),
            ("aliti", "al", positive),
            ("iviti", "ive", positive),
            ("biliti", "ble", positive),
            ("fulli", "ful", positive),
            ("ogi", "og", before_ogi),
        ]);
    }

    /// Step 3.
    fn endings(&mut self) {
        self.apply(&[
            ("icate", "ic", positive),
            ("ative", "", positive),
            ("alize", "al", positive),
            ("iciti", "ic", positive),
            ("ical", "ic", positive),
            ("ful", "", positive),
            ("ness", "", positive),
        ]);
    }

    /// Step 4.
    fn residues(&mut self) {
        let after_s_or_t = |stem: &[u8]| measure(stem) > 1 && matches!(stem.last(), Some(b's' | b't'));
        self.apply(&[
            ("al", "", above_one),
            ("ance", "", above_one),
            ("ence", "", above_one),
            ("er", "", above_one),
            ("ic", "", above_one),
            ("able", "", above_one),
            ("ible", "", above_one),
            ("ant", "", above_one),
            ("ement", "", above_one),
            ("ment", "", above_one),
            ("ent", "", above_one),
            ("ion", "", after_s_or_t),
            ("ou", "", above_one),
            ("ism", "", above_one),
            ("ate", "", above_one),
            ("iti", "", above_one),
            ("ous", "", above_one),
            ("ive", "", above_one),
            ("ize", "", above_one),
        ]);
    }

    /// Step 5a.
    fn final_e(&mut self) {
        let Some(stem) = self.before("e") else { return };
        let measure = measure(stem);
        if measure > 1 || measure == 1 && !ends_cvc(stem) {
            self.0.pop();
        }
    }

    /// Step 5b.
    fn final_ll(&mut self) {
        if self.0.ends_with(b"ll") && measure(&self.0[..self.0.len() - 1]) > 1 {
            self.0.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_as_the_paper_and_nltk_do() {
        for (word, expected) in [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("ties", "tie"),
            ("cats", "cat"),
            ("agreed", "agre"),
            ("plastered", "plaster"),
            ("motoring", "motor"),
            ("conflated", "conflat"),
            ("hopping", "hop"),
            ("falling", "fall"),
            ("filing", "file"),
            ("happy", "happi"),
            ("enjoy", "enjoy"),
            ("relational", "relat"),
            ("digitizer", "digit"),
            ("radically", "radic"),
            ("hopefully", "hope"),
            ("geology", "geolog"),
            ("triplicate", "triplic"),
            ("goodness", "good"),
            ("adjustment", "adjust"),
            ("adoption", "adopt"),
            ("probate", "probat"),
            ("cease", "ceas"),
            ("controlling", "control"),
            ("news", "news"),
            ("dying", "die"),
            ("died", "die"),
            ("ate", "ate"),
            ("2024", "2024"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }
}
