//! Reduction: Fabish, `Reduction.py`, as in Belica's Sumy: a sentence is worth the sum of its similarities to all others.

use synoptic_plugin_sdk::{Error, NoParams, Output, Request, Sentence, Summarizer};
use synoptic_ranking::{Graph as _, OverlapGraph, TermVectors};

use crate::offer_ranked;

/// Ranks sentences by the sum of the weights of their edges in the graph of `TextRank`, without a walk.
///
/// A word that two sentences share counts once; in Sumy it counts for each pair of its occurrences.
#[derive(Default)]
pub(crate) struct Reduction;

impl Summarizer for Reduction {
    const NAME: &'static str = "reduction";
    const DESCRIPTION: &'static str =
        "Reduction (Fabish; Sumy): sentences that share many words with all others, added up.";
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let counts = TermVectors::count(sentences.iter().map(Sentence::terms), request.term_count());
        output.check()?;
        let graph = OverlapGraph::new(&counts);
        output.check()?;
        let mut scores = vec![0.0; sentences.len()];
        graph.multiply(&vec![1.0; sentences.len()], &mut scores);
        output.check()?;
        offer_ranked(&sentences, &scores, output)
    }
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::Host;

    use super::*;

    #[test]
    fn adds_up_what_a_sentence_shares_with_all_others() {
        let text = "Snow fell. River rose high. River flooded towns. Towns rose.";
        let summary = Host::new().document(text).sentences(4).run::<Reduction>().unwrap();
        assert_eq!(summary.texts()[0], "Towns rose.");
        let [two, three] = [2.0_f32.ln(), 3.0_f32.ln()];
        // It shares a word with each of two sentences of 3 words, which share one with each other.
        let expected = [2.0 / (two + three), 1.0 / (two + three) + 1.0 / (three + three)];
        let scores = [summary.scores()[0], summary.scores()[1]];
        assert!(expected.iter().zip(scores).all(|(a, b)| (a - b).abs() < 1e-6), "{scores:?}");
        assert_eq!(summary.scores()[3], 0.0, "snow is nowhere else");
    }
}
