//! What a ranker of one document's sentences is learned from: the features of the first ones, and what each three of them score.
//!
//! A summarizer tells its features by itself: with a weight of 1 for one and of 0 for all others, sentences are worth what it is.

use std::collections::BTreeMap;

use anyhow::bail;
use serde_json::{Map, Value};
use synoptic_evaluation::Scorer;
use synoptic_plugin_host::{Length, PIECES_MAX, Summarizer};
use synoptic_text_analysis::{Analysis, Sentence, SentenceFlags, Token};

use super::{
    Weights,
    bench::{Bench, Case},
};

/// Weights that change what others measure: they stay as they are where the search begins.
const SHAPES: [&str; 6] = ["breadth", "decay", "precedence", "rarity", "repetition", "spread"];

/// Weights of what sentences add to picked ones, or cost beside them: no features of a sentence.
const COMPANY: [&str; 5] = ["coverage", "crowding", "pairs", "redundancy", "straying"];

/// How many sentences are looked at: 560 triples. Later ones stand in few summaries.
const SENTENCES_MAX: usize = 16;

/// How many sentences back the host looks for what one refers to that can't stand by itself.
const ANTECEDENT_SENTENCES: usize = 3;

/// A record to learn from.
pub(super) struct Lesson {
    /// The features of each sentence, in the order of their names.
    pub(super) sentences: Vec<Vec<f64>>,
    pub(super) triples: Vec<Triple>,
}

/// Three sentences that may be a summary.
pub(super) struct Triple {
    pub(super) sentences: [usize; 3],
    /// How much they repeat each other: the sum of the similarities of each to the one of those before that is most similar.
    pub(super) repetition: f64,
    /// What they score: ROUGE-1 and ROUGE-2, their mean.
    pub(super) rouge: f64,
}

/// Whether a weight changes what others measure.
pub(super) fn is_shape(name: &str) -> bool {
    SHAPES.contains(&name)
}

/// Those of the names that are features of a sentence.
pub(super) fn features(names: &[String]) -> Vec<String> {
    let is_feature = |name: &&String| !is_shape(name) && !COMPANY.contains(&name.as_str());
    names.iter().filter(is_feature).cloned().collect()
}

/// The lessons of the cases that are chosen.
pub(super) fn lessons(
    bench: &mut Bench,
    names: &[String],
    begin: &Weights,
    chosen: &(impl Fn(&Case) -> bool + Sync),
) -> anyhow::Result<Vec<Lesson>> {
    let shapes: Weights =
        begin.iter().filter(|(name, _)| is_shape(name)).map(|(n, v)| (n.clone(), *v)).collect();
    let params: Vec<Map<String, Value>> = names
        .iter()
        .map(|name| {
            let mut weights = shapes.clone();
            weights.insert(name.clone(), 1.0);
            bench.params(&weights)
        })
        .collect();
    let rarity = shapes.get("rarity").copied().unwrap_or(0.0);
    let learn = |case: &Case, summarizer: &Summarizer, scorer: &Scorer| {
        lesson(case, summarizer, scorer, &params, rarity)
    };
    let lessons: anyhow::Result<Vec<Lesson>> =
        bench.each(chosen, learn).into_iter().map(|(_, lesson)| lesson).collect();
    Ok(lessons?.into_iter().filter(|lesson| !lesson.triples.is_empty()).collect())
}

/// What one record teaches; without triples where it has less than three sentences.
fn lesson(
    case: &Case,
    summarizer: &Summarizer,
    scorer: &Scorer,
    params: &[Map<String, Value>],
    rarity: f64,
) -> anyhow::Result<Lesson> {
    let [document] = &case.documents[..] else { bail!("rankers are learned from records of one document") };
    let mut values: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for params in params {
        for piece in case.summary(summarizer, params, Length::Sentences(PIECES_MAX as u64)) {
            values.entry(piece.spans[0].start).or_default().push(piece.score.into());
        }
    }
    // Of sentences that repeat each other the host takes one, and not always the same.
    values.retain(|_, values| values.len() == params.len());
    let analysis = &document.analysis;
    let found: Vec<(usize, &Sentence)> = (0..)
        .zip(analysis.sentences())
        .filter(|(_, sentence)| values.contains_key(&(sentence.start as usize)))
        .collect();
    let similarity = similarities(analysis, &found, rarity);
    let first = &found[..found.len().min(SENTENCES_MAX)];
    let texts: Vec<&str> = first.iter().map(|(_, sentence)| analysis.slice(sentence.range())).collect();
    let mut triples = Vec::new();
    for c in 2..first.len() {
        for b in 1..c {
            for a in 0..b {
                let sentences = [a, b, c];
                if !can_be_read(&sentences.map(|at| first[at])) {
                    continue;
                }
                let rouge = scorer.tokens(sentences.map(|at| texts[at])).rouge_n(&case.references);
                triples.push(Triple {
                    sentences,
                    repetition: similarity[a][b] + similarity[a][c].max(similarity[b][c]),
                    rouge: f64::midpoint(rouge.rouge1, rouge.rouge2),
                });
            }
        }
    }
    let sentences = values.into_values().take(SENTENCES_MAX).collect();
    Ok(Lesson { sentences, triples })
}

/// Whether the host would take all of them at once.
fn can_be_read(sentences: &[(usize, &Sentence); 3]) -> bool {
    let follows = |index: usize| {
        sentences.iter().any(|(other, _)| *other < index && index - other <= ANTECEDENT_SENTENCES)
    };
    sentences.iter().all(|(index, sentence)| {
        !sentence.flags.contains(SentenceFlags::POOR)
            && (!sentence.flags.contains(SentenceFlags::DEPENDENT) || follows(*index))
    })
}

/// The cosines of the first sentences, their terms weighed by a power of their rarity among all, as newswire has it.
#[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
fn similarities(analysis: &Analysis, sentences: &[(usize, &Sentence)], rarity: f64) -> Vec<Vec<f64>> {
    let mut vectors: Vec<BTreeMap<u32, f64>> = Vec::new();
    let mut holders: BTreeMap<u32, f64> = BTreeMap::new();
    for (_, sentence) in sentences {
        let mut vector = BTreeMap::new();
        let tokens = &analysis.tokens()[sentence.token_range()];
        for token in tokens.iter().filter(|token| token.term != Token::NO_TERM) {
            *vector.entry(token.term).or_insert(0.0) += 1.0;
        }
        vector.keys().for_each(|term| *holders.entry(*term).or_insert(0.0) += 1.0);
        vectors.push(vector);
    }
    let all = vectors.len() as f64;
    vectors.truncate(SENTENCES_MAX);
    for vector in &mut vectors {
        vector.iter_mut().for_each(|(term, value)| *value *= (1.0 + (all / holders[term]).ln()).powf(rarity));
        let length = vector.values().map(|value| value * value).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        vector.values_mut().for_each(|value| *value /= length);
    }
    let cosine = |one: &BTreeMap<u32, f64>, other: &BTreeMap<u32, f64>| {
        one.iter().filter_map(|(term, value)| Some(value * other.get(term)?)).sum()
    };
    vectors.iter().map(|one| vectors.iter().map(|other| cosine(one, other)).collect()).collect()
}
