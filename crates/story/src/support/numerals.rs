//! Words that are numbers: "1,000", "1.5m", "40ft", "21st", "seven".

/// A word that is a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    pub(super) value: f64,
    /// Whether it often is no count: "one", "first", "half".
    pub(super) is_vague: bool,
    pub(super) is_ordinal: bool,
}

/// Reads a word as a number.
pub(super) fn numeral(word: &str) -> Option<Numeral> {
    let first = word.as_bytes().first()?;
    if first.is_ascii_digit() { digits(word) } else { written(word) }
}

/// What a word multiplies the number before it with.
pub(super) fn scale(word: &str) -> Option<f64> {
    let small = word.to_ascii_lowercase();
    Some(match small.as_str() {
        "hundred" => 1e2,
        "thousand" | "k" => 1e3,
        "million" | "m" | "mn" | "mln" => 1e6,
        "billion" | "bn" | "b" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        "dozen" => 12.0,
        _ => return None,
    })
}

fn digits(word: &str) -> Option<Numeral> {
    let word = crate::names::bare(word);
    let end = word.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(word.len());
    let number = word[..end].trim_end_matches([',', '.']);
    // "1.000.000" as other languages write it.
    let separators = number.matches('.').count();
    let plain: String = number.chars().filter(|&c| c != ',' && !(c == '.' && separators > 1)).collect();
    let value: f64 = plain.parse().ok()?;
    let rest = &word[end..];
    let is_ordinal = matches!(rest, "st" | "nd" | "rd" | "th");
    // "40m" is forty million beside a currency and forty metres in sports; either way the same letter stands in the source.
    let value = scale(rest).map_or(value, |scale| value * scale);
    Some(Numeral { value, is_vague: false, is_ordinal })
}

/// Numbers that are written out, by their length first: most words are none.
fn written(word: &str) -> Option<Numeral> {
    if !(3..=9).contains(&word.len()) {
        return None;
    }
    let small = word.to_ascii_lowercase();
    let count = |value: f64| Some(Numeral { value, is_vague: false, is_ordinal: false });
    let ordinal = |value: f64| Some(Numeral { value, is_vague: true, is_ordinal: true });
    match small.as_str() {
        "one" => Some(Numeral { value: 1.0, is_vague: true, is_ordinal: false }),
        "half" => Some(Numeral { value: 0.5, is_vague: true, is_ordinal: false }),
        "zero" => count(0.0),
        "two" => count(2.0),
        "three" => count(3.0),
        "four" => count(4.0),
        "five" => count(5.0),
        "six" => count(6.0),
        "seven" => count(7.0),
        "eight" => count(8.0),
        "nine" => count(9.0),
        "ten" => count(10.0),
        "eleven" => count(11.0),
        "twelve" => count(12.0),
        "thirteen" => count(13.0),
        "fourteen" => count(14.0),
        "fifteen" => count(15.0),
        "sixteen" => count(16.0),
        "seventeen" => count(17.0),
        "eighteen" => count(18.0),
        "nineteen" => count(19.0),
        "twenty" => count(20.0),
        "thirty" => count(30.0),
        "forty" => count(40.0),
        "fifty" => count(50.0),
        "sixty" => count(60.0),
        "seventy" => count(70.0),
        "eighty" => count(80.0),
        "ninety" => count(90.0),
        "dozen" => Some(Numeral { value: 12.0, is_vague: true, is_ordinal: false }),
        "hundred" => Some(Numeral { value: 1e2, is_vague: true, is_ordinal: false }),
        "thousand" => Some(Numeral { value: 1e3, is_vague: true, is_ordinal: false }),
        "million" => Some(Numeral { value: 1e6, is_vague: true, is_ordinal: false }),
        "billion" => Some(Numeral { value: 1e9, is_vague: true, is_ordinal: false }),
        "first" => ordinal(1.0),
        "second" => ordinal(2.0),
        "third" => ordinal(3.0),
        "fourth" => ordinal(4.0),
        "fifth" => ordinal(5.0),
        "sixth" => ordinal(6.0),
        "seventh" => ordinal(7.0),
        "eighth" => ordinal(8.0),
        "ninth" => ordinal(9.0),
        "tenth" => ordinal(10.0),
        _ => None,
    }
}
