//! An order by chance: the least that any method should beat.

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{Error, Output, Request, Sentence, Summarizer};
use synoptic_ranking::noise;

use crate::offer_ranked;

/// Ranks sentences by numbers drawn from the texts' own hash, so that the same texts get the same order each time.
#[derive(Default)]
pub(crate) struct Random;

/// The parameters of the order.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Params {
    /// Each number gives another order.
    seed: u32,
}

impl Summarizer for Random {
    const NAME: &'static str = "random";
    const DESCRIPTION: &'static str =
        "An order by chance, the same each time for the same texts: a baseline for measures.";
    type Params = Params;

    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        let mut hash = noise::mix(u64::from(request.params().seed));
        for document in request.documents() {
            hash = noise::mix(hash ^ fnv_1a(document.text().as_bytes()));
            output.check()?;
        }
        let draw = |index: u64| noise::fraction(hash ^ noise::mix(index));
        let scores: Vec<f64> = (0..).take(sentences.len()).map(draw).collect();
        offer_ranked(&sentences, &scores, output)
    }
}

/// The hash of Fowler, Noll & Vo with 64 bits, as in RFC 9923.
fn fnv_1a(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::Host;

    use super::*;

    fn order(text: &str, seed: u32) -> Vec<u32> {
        let host = Host::new().document(text).sentences(20).params(format!(r#"{{"seed": {seed}}}"#));
        host.run::<Random>().unwrap().sentences().into_iter().map(|(_, sentence)| sentence).collect()
    }

    #[test]
    fn hashes_as_published() {
        assert_eq!(fnv_1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn the_order_depends_on_text_and_seed_alone() {
        let text = "One fell. ".repeat(20);
        assert_eq!(order(&text, 0), order(&text, 0));
        assert_ne!(order(&text, 0), order(&text, 1));
        assert_ne!(order(&text, 0), order(&text.replacen("One", "Two", 1), 0));
        assert_ne!(order(&text, 0), (0..20).collect::<Vec<_>>());
    }
}
