//! A summarizer for Synoptic: sentences with the terms that occur most often.
//!
//! The host has split the documents into sentences and terms, keeps the length that was asked for, and puts the
//! sentences into their order. What is left to do is to say which sentences matter most: see `summarize`.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Output, Request, Sentence, Summarizer, export_summarizers};

/// Scores a sentence by how often its terms occur in all documents, and by its place.
///
/// What a report is about is named again and again: Luhn, "The Automatic Creation of Literature Abstracts", 1958. And
/// news puts what matters first.
#[derive(Default)]
struct FrequentTerms;

/// The parameters. The host reads their schema from this type, documentation included, and checks each request by it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Params {
    /// How much a sentence's place counts: 0 not at all, 1 nothing else.
    #[schemars(range(min = 0.0, max = 1.0))]
    place_weight: f32,
}

impl Default for Params {
    fn default() -> Self {
        Self { place_weight: 0.3 }
    }
}

impl Summarizer for FrequentTerms {
    const NAME: &'static str = "{{name}}";
    const DESCRIPTION: &'static str =
        "The sentences with the terms that occur most often, early ones before late ones.";
    type Params = Params;

    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        // Terms are numbered from 0, and alike in all documents.
        let mut counts = vec![0_u32; request.term_count()];
        for sentence in request.candidates() {
            for term in sentence.terms() {
                counts[term as usize] += 1;
            }
        }
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        let place_weight = request.params().place_weight;
        let mut ranked = Vec::new();
        for sentence in request.candidates() {
            // Ends the call when the caller has gone; it costs next to nothing.
            output.check()?;
            let frequency = frequency(&sentence, &counts) / most as f32;
            let place = 1.0 / (1.0 + sentence.index() as f32);
            ranked.push((
                sentence,
                (1.0 - place_weight) * frequency + place_weight * place,
            ));
        }
        // A stable sort: of equals the one that stands first, so that the same request gives the same summary.
        ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        for (sentence, score) in ranked {
            // `?` ends the call when the summary is full.
            output.sentence(sentence, score)?;
        }
        Ok(())
    }
}

/// How often a sentence's different terms occur, on average; 0 where it has none.
fn frequency(sentence: &Sentence<'_>, counts: &[u32]) -> f32 {
    let terms: BTreeSet<u32> = sentence.terms().collect();
    let sum: u32 = terms.iter().map(|&term| counts[term as usize]).sum();
    sum as f32 / terms.len().max(1) as f32
}

export_summarizers!(FrequentTerms);

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::{Host, conformance::assert_conforms};

    use super::*;

    const TEXT: &str =
        "Snow fell overnight. The river rose. The river flooded the town. Nobody was hurt.";

    /// What the service relies on, whatever the summarizer.
    #[test]
    fn conforms() {
        assert_conforms::<FrequentTerms>();
    }

    #[test]
    fn prefers_frequent_terms() {
        let host = Host::new()
            .document(TEXT)
            .sentences(1)
            .params(r#"{"place_weight": 0}"#);
        let summary = host.run::<FrequentTerms>().unwrap();
        assert_eq!(summary.texts(), ["The river rose."]);
    }

    #[test]
    fn follows_the_weight_of_places() {
        let host = Host::new()
            .document(TEXT)
            .sentences(2)
            .params(r#"{"place_weight": 1}"#);
        let summary = host.run::<FrequentTerms>().unwrap();
        assert_eq!(summary.texts(), ["Snow fell overnight.", "The river rose."]);
    }

    #[test]
    fn refuses_unknown_parameters() {
        let failure = Host::new()
            .document(TEXT)
            .params(r#"{"colour": "red"}"#)
            .run::<FrequentTerms>()
            .unwrap_err();
        assert!(failure.message.contains("colour"), "{failure}");
    }
}
