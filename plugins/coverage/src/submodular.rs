//! Submodular selection: Lin & Bilmes, "A Class of Submodular Functions for Document Summarization", ACL 2011.

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Length, Output, Placed, Request, Sentence, Summarizer};
use synoptic_ranking::{LazyQueue, TermVectors};

/// Takes, again and again, the sentence that adds most to `L(S) + λ R(S)`: to the coverage of the documents and to the
/// diversity of the summary.
///
/// The paper's coverage is a sum over sentences, `L(S) = Σᵢ min(Cᵢ(S), α Cᵢ(V))`, where `Cᵢ(S)` is the similarity of sentence
/// `i` to those of the summary. Each step then compares all pairs of sentences, so that time grows with their square. Here the
/// sum is one over terms, as in the feature-based functions of Kirchhoff & Bilmes, "Submodularity for Data Selection in
/// Statistical Machine Translation", EMNLP 2014: `Cᵤ(S)` is the part that term `u` has in all those similarities together.
/// Without saturation both sums are the same; with it, single terms are covered to the full, not single sentences.
///
/// Diversity is the paper's, `R(S) = Σₖ √(Σⱼ rⱼ)` over clusters of sentences, where `rⱼ` is the mean similarity of sentence `j` to
/// all. But for its k-means with a fifth as many clusters as sentences, which is quadratic too, stand clusters of sentences
/// in which the same term weighs most.
///
/// As both are monotone and submodular, a greedy choice is near the best one. That a single long sentence may be better yet,
/// which the paper's algorithm tries at its end, isn't tried.
#[derive(Default)]
pub(crate) struct Submodular;

/// The parameters of submodular selection.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Params {
    /// `a` of the paper's `α = a / N` for N sentences: a term is covered to the full by so many sentences of a mean part in it.
    #[schemars(range(min = 0.1, max = 1000.0))]
    saturation: f32,
    /// How much diversity counts against coverage: `λ`, which is 6 in the paper.
    #[schemars(range(min = 0.0, max = 1000.0))]
    diversity: f32,
    /// Where words or characters are counted, what a sentence adds is divided by its length to the power of this: `r` of the
    /// authors' paper of 2010, with its value. 0 ignores how long sentences are.
    #[schemars(range(min = 0.0, max = 1.0))]
    cost_exponent: f32,
}

impl Default for Params {
    fn default() -> Self {
        Self { saturation: 5.0, diversity: 6.0, cost_exponent: 0.3 }
    }
}

impl Summarizer for Submodular {
    const NAME: &'static str = "submodular";
    const DESCRIPTION: &'static str = "Submodular selection (Lin & Bilmes 2011): sentences that cover the text's words together, and differ.";
    type Params = Params;

    #[expect(clippy::cast_possible_truncation, reason = "gains are told with single precision")]
    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let vectors =
            TermVectors::count(sentences.iter().map(Sentence::terms), request.term_count()).tf_idf();
        output.check()?;
        let params = request.params();
        let costs = costs(&sentences, request.length(), params.cost_exponent);
        let mut objective = Objective::new(&vectors, costs, params);
        output.check()?;
        let mut queue = objective.queue();
        while let Some((index, gain)) = objective.next(&mut queue) {
            if output.sentence(sentences[index], gain as f32)? == Placed::Taken {
                objective.take(index);
            }
        }
        Ok(())
    }
}

/// What the gain of each sentence is divided by.
#[expect(clippy::cast_precision_loss, reason = "lengths of sentences")]
fn costs(sentences: &[Sentence<'_>], length: Length, exponent: f32) -> Vec<f32> {
    let cost = |sentence: &Sentence<'_>| match length {
        Length::Sentences(_) => 1.0,
        Length::Words(_) => sentence.tokens().len() as f32,
        Length::Characters(_) => sentence.text().chars().count() as f32,
    };
    sentences.iter().map(|sentence| cost(sentence).max(1.0).powf(exponent)).collect()
}

/// What the summary covers so far.
struct Objective<'a> {
    vectors: &'a TermVectors,
    costs: Vec<f32>,
    /// The sum of all sentences: what each weight of a term counts.
    whole: Vec<f32>,
    /// `Cᵤ(S)`, and up to where it counts: `α Cᵤ(V)`.
    covered: Vec<f32>,
    saturation: f32,
    diversity: f32,
    /// `rⱼ`, and the cluster of each sentence.
    rewards: Vec<f32>,
    clusters: Vec<usize>,
    /// `Σⱼ rⱼ` of each cluster's sentences in the summary.
    rewarded: Vec<f32>,
    taken: usize,
}

impl<'a> Objective<'a> {
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    fn new(vectors: &'a TermVectors, costs: Vec<f32>, params: &Params) -> Self {
        let whole = vectors.sum();
        let count = vectors.len().max(1) as f32;
        let parts =
            |row: &[(u32, f32)]| row.iter().map(|&(term, weight)| weight * whole[term as usize]).sum::<f32>();
        Self {
            costs,
            covered: vec![0.0; whole.len()],
            saturation: (params.saturation / count).min(1.0),
            diversity: params.diversity,
            rewards: vectors.rows().map(|row| parts(row) / count).collect(),
            clusters: vectors.rows().map(|row| heaviest(row, &whole)).collect(),
            rewarded: vec![0.0; whole.len().max(1)],
            taken: 0,
            whole,
            vectors,
        }
    }

    fn queue(&self) -> LazyQueue {
        LazyQueue::new(0, (0..self.vectors.len()).map(|sentence| (sentence, self.gain(sentence))))
    }

    /// Takes out the sentence that adds most for its cost, with what it adds.
    fn next(&self, queue: &mut LazyQueue) -> Option<(usize, f64)> {
        queue.pop(self.taken, |sentence| self.gain(sentence))
    }

    /// A sentence was taken.
    fn take(&mut self, sentence: usize) {
        for &(term, weight) in self.vectors.row(sentence) {
            self.covered[term as usize] += weight * self.whole[term as usize];
        }
        self.rewarded[self.clusters[sentence]] += self.rewards[sentence];
        self.taken += 1;
    }

    /// What a sentence adds for its cost.
    fn gain(&self, sentence: usize) -> f64 {
        let gain = self.coverage_gain(sentence) + self.diversity * self.diversity_gain(sentence);
        f64::from(gain / self.costs[sentence])
    }

    /// What a sentence adds to the coverage.
    fn coverage_gain(&self, sentence: usize) -> f32 {
        let gain = |&(term, weight): &(u32, f32)| {
            let (whole, covered) = (self.whole[term as usize], self.covered[term as usize]);
            let most = self.saturation * whole * whole;
            (covered + weight * whole).min(most) - covered.min(most)
        };
        self.vectors.row(sentence).iter().map(gain).sum()
    }

    /// What a sentence adds to the diversity.
    fn diversity_gain(&self, sentence: usize) -> f32 {
        let rewarded = self.rewarded[self.clusters[sentence]];
        (rewarded + self.rewards[sentence]).sqrt() - rewarded.sqrt()
    }
}

/// The term that has the greatest part in a sentence's similarity to the others, as the number of its cluster. Sentences without
/// terms join any, and add nothing to it.
fn heaviest(row: &[(u32, f32)], whole: &[f32]) -> usize {
    let part = |&(term, weight): &(u32, f32)| weight * (whole[term as usize] - weight);
    let heaviest = row.iter().max_by(|a, b| part(a).total_cmp(&part(b)));
    heaviest.map_or(0, |&(term, _)| term as usize)
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::Host;
    use synoptic_ranking::noise;

    use super::*;

    fn objective(vectors: &TermVectors, saturation: f32, diversity: f32) -> Objective<'_> {
        let params = Params { saturation, diversity, cost_exponent: 0.0 };
        Objective::new(vectors, vec![1.0; vectors.len()], &params)
    }

    #[test]
    fn coverage_without_saturation_is_the_similarity_to_all_sentences() {
        let vectors = TermVectors::count([vec![0, 1], vec![1, 2], vec![2, 2, 3]], 4).tf_idf();
        let objective = objective(&vectors, 1000.0, 0.0);
        for sentence in 0..3 {
            let mut dense = vec![0.0; 4];
            vectors.row(sentence).iter().for_each(|&(term, weight)| dense[term as usize] = weight);
            let similarity: f32 = (0..3).map(|other| vectors.dot(other, &dense)).sum();
            assert!((objective.coverage_gain(sentence) - similarity).abs() < 1e-5);
            assert!((objective.rewards[sentence] - similarity / 3.0).abs() < 1e-6);
        }
    }

    #[test]
    fn a_term_counts_until_it_is_saturated() {
        // One term in all of 4 sentences: each has a part of 1 x 4 of 16; a fourth of that counts.
        let vectors = TermVectors::count([vec![0], vec![0], vec![0], vec![0]], 1).tf_idf();
        let mut objective = objective(&vectors, 1.5, 0.0);
        assert_eq!(objective.coverage_gain(0), 4.0);
        objective.take(0);
        assert_eq!(objective.coverage_gain(1), 2.0, "6 of 16 count");
        objective.take(1);
        assert_eq!(objective.coverage_gain(2), 0.0);
    }

    #[test]
    fn diversity_rewards_the_first_of_a_cluster_most() {
        // Sentences 0 and 1 turn on word 0, sentence 2 on word 1.
        let vectors = TermVectors::count([vec![0, 2], vec![0, 3], vec![1, 1, 1]], 4).tf_idf();
        let mut objective = objective(&vectors, 1.0, 1.0);
        assert_eq!(objective.clusters, [0, 0, 1]);
        let before = objective.diversity_gain(1);
        assert!((before - objective.rewards[1].sqrt()).abs() < 1e-6);
        objective.take(0);
        assert!(
            (objective.diversity_gain(1) - (2.0_f32.sqrt() - 1.0) * before).abs() < 1e-6,
            "both have one reward"
        );
        assert!((objective.diversity_gain(2) - objective.rewards[2].sqrt()).abs() < 1e-6);
    }

    #[test]
    fn takes_the_greatest_gain_of_all_each_time() {
        let word = |index: u64| (noise::fraction(index) * 12.0) as u32;
        let sentence = |index: u64| (0..=noise::mix(index) % 8).map(move |place| word(index * 100 + place));
        let vectors = TermVectors::count((0..20).map(sentence), 12).tf_idf();
        let mut objective = objective(&vectors, 3.0, 6.0);
        let mut queue = objective.queue();
        let mut left: Vec<usize> = (0..20).collect();
        while let Some((next, gain)) = objective.next(&mut queue) {
            let most = left.iter().map(|&sentence| objective.gain(sentence)).fold(0.0, f64::max);
            assert!((gain - most).abs() < 1e-5, "{gain} and not {most}");
            left.retain(|&sentence| sentence != next);
            objective.take(next);
        }
        assert!(left.is_empty());
    }

    #[test]
    fn long_sentences_have_their_price_where_words_are_counted() {
        let text = "It was the rivers that rose and rose. Rivers rose and rose. Rain fell.";
        let first = |params: &str| {
            Host::new().document(text).words(25).params(params).run::<Submodular>().unwrap().sentences()[0]
        };
        assert_eq!(first(r#"{"cost_exponent": 0}"#), (0, 0), "both have the same terms");
        assert_eq!(first(r#"{"cost_exponent": 0.3}"#), (0, 1));
    }
}
