//! Text of any length that reads like English to a machine.

/// How many different words there are; a news article's vocabulary grows to this within some 100,000 words.
const VOCABULARY: u64 = 20_000;

/// So many sentences of 8 to 30 words, the words as frequent as their ranks let expect (Zipf). The same number gives the same
/// text.
pub fn synthetic_text(sentences: usize) -> String {
    let mut random = Random(sentences as u64 ^ 0x9e37_79b9_7f4a_7c15);
    let mut text = String::new();
    for sentence in 0..sentences {
        let words = 8 + random.below(23);
        for word in 0..words {
            if word > 0 {
                text.push(' ');
            }
            push_word(&mut text, random.rank(), word == 0);
        }
        text.push_str(if sentence % 5 == 4 { ".\n" } else { ". " });
    }
    text
}

/// The words that are most frequent, which are stop words.
const FREQUENT: [&str; 12] = ["the", "of", "and", "to", "in", "a", "that", "was", "on", "for", "with", "by"];

fn push_word(text: &mut String, rank: u64, capital: bool) {
    let start = text.len();
    match usize::try_from(rank).ok().and_then(|rank| FREQUENT.get(rank)) {
        Some(word) => text.push_str(word),
        None => {
            // A word of syllables, one for each digit of the rank.
            const SYLLABLES: [&str; 11] =
                ["ba", "ken", "di", "lor", "mu", "nas", "po", "rin", "su", "tel", "vo"];
            let mut left = rank;
            while left > 0 {
                text.push_str(SYLLABLES[usize::try_from(left % 11).unwrap_or(0)]);
                left /= 11;
            }
        }
    }
    if capital {
        text[start..start + 1].make_ascii_uppercase();
    }
}

/// A linear congruential generator with Knuth's constants for 64 bits.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// A rank from 0, where rank r comes about as often as 1 / (r + 1).
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rank below the vocabulary"
    )]
    fn rank(&mut self) -> u64 {
        let share = self.below(1 << 24) as f64 / (1 << 24) as f64;
        ((VOCABULARY as f64).powf(share) as u64).saturating_sub(1)
    }
}
