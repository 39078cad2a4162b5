//! Edmundson, "New Methods in Automatic Extracting", Journal of the ACM 16(2), 1969.

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Output, Request, Sentence, Summarizer};
use synoptic_ranking::best_first;

use crate::offer_ranked;

/// Ranks sentences by a weighted sum of cue words, key words, title words and location.
///
/// The paper gives each method weights of its own, found by trial; here each is scaled by its greatest value in the
/// documents instead, or by the number of words in its document's titles, so that the four weights compare. Its list of headings under which sentences count isn't used.
#[derive(Default)]
pub(crate) struct Edmundson;

/// The parameters of Edmundson's methods.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Params {
    /// How much cue words count: bonus words for a sentence, stigma words against it.
    #[schemars(range(min = 0.0, max = 100.0))]
    cue: f64,
    /// How much key words count: those that come most often. The paper found the other three better without it.
    #[schemars(range(min = 0.0, max = 100.0))]
    key: f64,
    /// How much words of the titles count.
    #[schemars(range(min = 0.0, max = 100.0))]
    title: f64,
    /// How much it counts to stand in the first or last paragraph, and first or last in a paragraph.
    #[schemars(range(min = 0.0, max = 100.0))]
    location: f64,
    /// The share of all words (but stop words) that the key words make up, the most frequent ones first.
    #[schemars(range(min = 0.0, max = 1.0))]
    key_share: f64,
    /// Words that count for a sentence, in lower case. Unless they are given, a short list for English: the paper's was made
    /// from a corpus of reports, and isn't in it.
    #[schemars(length(max = 1000))]
    bonus_words: Vec<String>,
    /// Words that count against a sentence; as the bonus words.
    #[schemars(length(max = 1000))]
    stigma_words: Vec<String>,
}

impl Default for Params {
    /// Cue, title and location and no key words, which is the paper's best combination. Cue words count half: the paper weighs
    /// hundreds of them, of its own kind of text, and with a short list the one that is found would outweigh the whole title.
    fn default() -> Self {
        let words = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        Self {
            cue: 0.5,
            key: 0.0,
            title: 1.0,
            location: 1.0,
            key_share: 0.25,
            bonus_words: words(BONUS),
            stigma_words: words(STIGMA),
        }
    }
}

/// Of classes that the paper names: superlatives, words of value, of conclusion, of cause.
const BONUS: &str = "because best biggest conclusion evidence greatest highest important largest main major necessary \
    reason result significant therefore worst";

/// Of classes that the paper names: anaphora, belittling words, hedges, insignificant detail.
const STIGMA: &str = "apparently barely example hardly he hers him impossible incidentally instance it maybe meanwhile \
    merely minor perhaps possibly presumably scarcely seemingly she somewhat supposedly them they this those trivial \
    unimportant";

impl Summarizer for Edmundson {
    const NAME: &'static str = "edmundson";
    const DESCRIPTION: &'static str =
        "Edmundson (1969): cue words, title words, key words and location, with weights.";
    type Params = Params;

    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let params = request.params();
        let cues = WordList::cues(params);
        let mut scores = vec![0.0; sentences.len()];
        add(&mut scores, params.cue, || scaled(cue_weights(&sentences, &cues)));
        output.check()?;
        add(&mut scores, params.key, || {
            scaled(key_weights(&sentences, request.term_count(), &cues, params.key_share))
        });
        output.check()?;
        add(&mut scores, params.title, || title_shares(request, &sentences));
        add(&mut scores, params.location, || scaled(location_weights(&sentences)));
        output.check()?;
        offer_ranked(&sentences, &scores, output)
    }
}

/// Adds the weights of one method, times what the method counts.
fn add(scores: &mut [f64], counts: f64, weights: impl FnOnce() -> Vec<f64>) {
    if counts != 0.0 {
        for (score, weight) in scores.iter_mut().zip(weights()) {
            *score += counts * weight;
        }
    }
}

/// Weights as shares of the greatest one.
fn scaled(mut weights: Vec<f64>) -> Vec<f64> {
    let most = weights.iter().fold(0.0_f64, |most, weight| most.max(weight.abs()));
    if most > 0.0 {
        weights.iter_mut().for_each(|weight| *weight /= most);
    }
    weights
}

/// How many bonus words each sentence holds, less its stigma words.
fn cue_weights(sentences: &[Sentence<'_>], cues: &WordList) -> Vec<f64> {
    let weight = |sentence: &Sentence<'_>| sentence.tokens().map(|token| cues.weight(token.text())).sum();
    sentences.iter().map(weight).collect()
}

/// The sum of how often the key words of each sentence come. Key words are no cue words, and are the most frequent ones that
/// make up a share of all together.
fn key_weights(sentences: &[Sentence<'_>], term_count: usize, cues: &WordList, key_share: f64) -> Vec<f64> {
    let mut frequencies = vec![0.0; term_count];
    for token in sentences.iter().flat_map(Sentence::tokens) {
        if let Some(term) = token.term().filter(|_| cues.weight(token.text()) == 0.0) {
            frequencies[term as usize] += 1.0;
        }
    }
    let total: f64 = frequencies.iter().sum();
    let mut so_far = 0.0;
    let mut weights = vec![0.0; term_count];
    for term in best_first(&frequencies) {
        if so_far >= key_share * total {
            break;
        }
        so_far += frequencies[term];
        weights[term] = frequencies[term];
    }
    let weight = |sentence: &Sentence<'_>| sentence.terms().map(|term| weights[term as usize]).sum();
    sentences.iter().map(weight).collect()
}

/// The share of the words of its document's titles that each sentence holds.
fn title_shares(request: &Request<'_, Params>, sentences: &[Sentence<'_>]) -> Vec<f64> {
    let mut shares = Vec::with_capacity(sentences.len());
    // In which document a term was last met in a title, and in which sentence at all; counted from 1.
    let mut in_title = vec![0_usize; request.term_count()];
    let mut met = vec![0_usize; request.term_count()];
    for sentences in of_documents(sentences) {
        let document = sentences[0].document();
        let own = document.index() as usize + 1;
        let mut count = 0.0;
        let mut take = |term: u32| {
            if std::mem::replace(&mut in_title[term as usize], own) != own {
                count += 1.0;
            }
        };
        for line in document.sentences().filter(Sentence::is_title) {
            line.terms().for_each(&mut take);
        }
        // A title that came beside its text has no terms; they are those of the same words in the text.
        let title = WordList::title(document.title());
        for token in sentences.iter().flat_map(Sentence::tokens) {
            if let Some(term) = token.term().filter(|_| title.weight(token.text()) > 0.0) {
                take(term);
            }
        }
        for sentence in sentences {
            let mut held = 0.0;
            let number = shares.len() + 1;
            for term in sentence.terms() {
                let is_first = std::mem::replace(&mut met[term as usize], number) != number;
                held += f64::from(u8::from(is_first && in_title[term as usize] == own));
            }
            shares.push(if count > 0.0 { held / count } else { 0.0 });
        }
    }
    shares
}

/// The sentences of each document.
fn of_documents<'a, 's>(sentences: &'a [Sentence<'s>]) -> impl Iterator<Item = &'a [Sentence<'s>]> {
    sentences.chunk_by(|one, other| one.document().index() == other.document().index())
}

/// 1 each for standing in the first paragraph of the document, in the last one, first in a paragraph, and last in it; less what
/// all sentences of the document have, as where each line is a paragraph of its own.
fn location_weights(sentences: &[Sentence<'_>]) -> Vec<f64> {
    let mut weights = Vec::with_capacity(sentences.len());
    for sentences in of_documents(sentences) {
        let begun = weights.len();
        let outer = [sentences[0].paragraph(), sentences[sentences.len() - 1].paragraph()];
        for paragraph in sentences.chunk_by(|a, b| a.paragraph() == b.paragraph()) {
            let ends: u8 = outer.iter().map(|&outer| u8::from(outer == paragraph[0].paragraph())).sum();
            let within = |index: usize| u8::from(index == 0) + u8::from(index + 1 == paragraph.len());
            weights.extend((0..paragraph.len()).map(|index| f64::from(ends + within(index))));
        }
        let shared = weights[begun..].iter().copied().reduce(f64::min).unwrap_or(0.0);
        weights[begun..].iter_mut().for_each(|weight| *weight -= shared);
    }
    weights
}

/// Words in lower case with their weights.
struct WordList {
    /// In order.
    words: Vec<(String, f64)>,
    /// For each first byte, the lengths in bytes that words have, as bits: most words of a text are none of these, and need no
    /// search.
    lengths: [u64; 256],
}

impl WordList {
    fn new(words: impl Iterator<Item = (String, f64)>) -> Self {
        let lower = words.map(|(word, weight)| (word.to_lowercase(), weight));
        let mut words: Vec<(String, f64)> = lower.filter(|(word, _)| !word.is_empty()).collect();
        words.sort_by(|a, b| a.0.cmp(&b.0));
        let mut lengths = [0; 256];
        for (word, _) in &words {
            lengths[usize::from(word.as_bytes()[0])] |= length_bit(word);
        }
        Self { words, lengths }
    }

    fn cues(params: &Params) -> Self {
        let bonus = params.bonus_words.iter().map(|word| (word.clone(), 1.0));
        Self::new(bonus.chain(params.stigma_words.iter().map(|word| (word.clone(), -1.0))))
    }

    /// The words of a title that came beside its text.
    fn title(title: &str) -> Self {
        let words = title.split(|letter: char| !letter.is_alphanumeric());
        Self::new(words.map(|word| (word.to_owned(), 1.0)))
    }

    /// The weight of a word, whatever its case; 0 where it isn't among these.
    fn weight(&self, word: &str) -> f64 {
        let first = word.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
        if word.is_ascii() && self.lengths[usize::from(first)] & length_bit(word) == 0 {
            return 0.0;
        }
        let order = |known: &(String, f64)| known.0.chars().cmp(word.chars().flat_map(char::to_lowercase));
        self.words.binary_search_by(order).map_or(0.0, |place| self.words[place].1)
    }
}

/// The bit of a word's length; the last one stands for all greater lengths.
fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::Host;

    use super::*;

    /// The texts and scores of sentences by one method alone.
    #[track_caller]
    fn ranked(host: Host, params: &str) -> Vec<(String, f32)> {
        let summary = host.params(params).sentences(9).run::<Edmundson>().unwrap();
        summary.pieces().iter().map(|piece| (piece.text.clone(), piece.score)).collect()
    }

    fn scored(expected: &[(&str, f32)]) -> Vec<(String, f32)> {
        expected.iter().map(|&(text, score)| (text.to_owned(), score)).collect()
    }

    #[test]
    fn cue_words_count_for_and_against() {
        let host = Host::new().document("Perhaps rain. Rain fell. The MAIN result.");
        let expected = scored(&[("The MAIN result.", 1.0), ("Rain fell.", 0.0), ("Perhaps rain.", -0.5)]);
        assert_eq!(ranked(host, r#"{"cue": 1, "title": 0, "location": 0}"#), expected);
    }

    #[test]
    fn cue_words_can_be_chosen() {
        let host = Host::new().document("Rain fell. Über Nacht.");
        let params = r#"{"title": 0, "location": 0, "bonus_words": ["über"]}"#;
        assert_eq!(ranked(host, params)[0].0, "Über Nacht.");
    }

    #[test]
    fn key_words_are_the_most_frequent_ones() {
        // The words are 6, of which rivers make up a half.
        let host = Host::new().document("River one. Two river. River three.");
        let params = r#"{"cue": 0, "key": 1, "title": 0, "location": 0, "key_share": 0.5}"#;
        assert_eq!(ranked(host, params).iter().map(|(_, score)| *score).collect::<Vec<_>>(), [1.0; 3]);
        let host = Host::new().document("River one. Two. River three river.");
        assert_eq!(ranked(host, params)[0], ("River three river.".to_owned(), 1.0));
    }

    #[test]
    fn title_words_count_whether_the_title_stands_in_the_text_or_beside_it() {
        let expected = scored(&[("The river rose.", 1.0), ("A river fell.", 0.5), ("Rain.", 0.0)]);
        let params = r#"{"cue": 0, "location": 0}"#;
        for title in ["River rose", "Rose: the River!"] {
            let host = Host::new().titled(title, "Rain. A river fell. The river rose.");
            assert_eq!(ranked(host, params), expected);
        }
        let host = Host::new().titled("River rose", "River rose\nRain. A river fell. The river rose.");
        assert_eq!(ranked(host, params), expected);
    }

    #[test]
    fn location_prefers_the_ends_of_the_document_and_of_paragraphs() {
        let host = Host::new().document("A1. A2. A3.\nB1. B2. B3.\nC1.");
        let expected = [("C1.", 1.0), ("A1.", 2.0 / 3.0), ("A3.", 2.0 / 3.0)];
        assert_eq!(ranked(host, r#"{"cue": 0, "title": 0}"#)[..3], scored(&expected));
    }

    #[test]
    fn each_document_has_titles_and_places_of_its_own() {
        let host = || Host::new().titled("River rose", "Rain. The river rose.").titled("Ice", "Ice. River.");
        let expected = scored(&[("The river rose.", 1.0), ("Ice.", 1.0), ("Rain.", 0.0), ("River.", 0.0)]);
        assert_eq!(ranked(host(), r#"{"cue": 0, "location": 0}"#), expected);
        let host = Host::new().document("One.\nTwo.\nThree.").document("A1. A2.\nB1. B2. B3.\nC1.");
        let expected = scored(&[("Two.", 0.0), ("B2.", 0.0)]);
        assert_eq!(ranked(host, r#"{"cue": 0, "title": 0}"#)[7..], expected);
    }

    #[test]
    fn lines_that_are_all_paragraphs_differ_in_their_place_in_the_document_alone() {
        let host = Host::new().document("One line.\nTwo lines.\nThree lines.");
        let expected = [("One line.", 1.0), ("Three lines.", 1.0), ("Two lines.", 0.0)];
        assert_eq!(ranked(host, r#"{"cue": 0, "title": 0}"#), scored(&expected));
    }
}
