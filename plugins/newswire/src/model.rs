//! Weights, by kind of input: files that a person can read, written by `cargo xtask tune`.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::kind::InputKind;

/// Declares the weights, each with what it counts for.
macro_rules! weights {
    ($($(#[doc = $doc:literal])+ $field:ident: $name:ident,)+) => {
        /// What a weight counts for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Weight {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Weight {
            /// How many there are.
            const COUNT: usize = [$(Weight::$name),+].len();
        }

        /// Weights by name: a model's, or those that replace them.
        #[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub(crate) struct NamedWeights {
            $(
                $(#[doc = $doc])+
                #[schemars(range(min = -100.0, max = 100.0))]
                $field: Option<f32>,
            )+
        }

        #[cfg(test)]
        impl NamedWeights {
            /// The names of all.
            pub(crate) const NAMES: [&str; Weight::COUNT] = [$(stringify!($field)),+];
        }

        impl Weights {
            /// These, with some replaced.
            pub(crate) fn with(mut self, named: &NamedWeights) -> Self {
                $(
                    if let Some(value) = named.$field {
                        self.0[Weight::$name as usize] = value;
                    }
                )+
                self
            }
        }
    };
}

weights! {
    /// Being the first sentence of its document.
    first: First,
    /// Standing early: 1 / (1 + place).
    early: Early,
    /// Standing early and saying what the openings of other documents say, where room for the documents is short: 1 / (1 + place), and
    /// less for scenes.
    foremost: Foremost,
    /// Standing in the first part: e^(-place / 10).
    opening: Opening,
    /// Standing before others of its document, from 1 for the first to 0 for the last.
    before: Before,
    /// Beginning a paragraph.
    paragraph: Paragraph,
    /// Each word that a sentence is shorter than ten, in tenths.
    short: Short,
    /// Words, in units of 25, up to four.
    words: Words,
    /// Each word beyond 30, in units of 30, up to two.
    long: Long,
    /// The cosine to the centroid, where early sentences count more.
    centroid: Centroid,
    /// The mean similarity to the sentences that follow in its document: PacSum's forward edges.
    forward: Forward,
    /// The mean similarity to those before it: PacSum's backward edges.
    backward: Backward,
    /// The cosine to the first sentences of the other documents; in one document, of its own.
    lead: Lead,
    /// The cosine to the first sentence of its document, for those that follow.
    beginning: Beginning,
    /// The share of its terms' weight that other documents hold too.
    agreement: Agreement,
    /// The mean importance of its terms.
    importance: Importance,
    /// The cosine to the titles.
    title: Title,
    /// The share of the focus's terms that it holds, by their rarity, and its cosine to them.
    focus: Focus,
    /// Holding a direct quotation.
    quotation: Quotation,
    /// Opening with a quotation mark.
    quote_opens: QuoteOpens,
    /// Holding an aside in parentheses, other than the agency of a dateline.
    aside: Aside,
    /// Opening with a pronoun.
    pronoun: Pronoun,
    /// Opening with a word that ties it to the sentence before: "but", "meanwhile".
    connective: Connective,
    /// Speaking in the first person.
    first_person: FirstPerson,
    /// Speaking to the reader.
    second_person: SecondPerson,
    /// Being a question.
    question: Question,
    /// Holding a number.
    number: Number,
    /// The share of capitalized words, beyond the first.
    names: Names,
    /// Lacking its beginning.
    fragment: Fragment,
    /// Telling what a paper does: "we propose".
    contribution: Contribution,
    /// Reporting what somebody said, without quotation.
    reported: Reported,
    /// Naming a day, as what has just happened does: "on Tuesday".
    day: Day,
    /// The share of its words that tell nothing by themselves, such as "of": sentences hold many, and lists and labels few.
    plain: Plain,
    /// The share of its pairs of neighbouring words that another document holds too; in one document, another sentence.
    echo: Echo,
    /// As echo, where it says nearly all that the other says: eight tenths and more.
    copied: Copied,
    /// Standing among the first six: e^(-(place / 6)^2).
    first_six: FirstSix,
    /// Coming from a long document: its words, in units of 500, up to three. A background piece is longer than a report of the event.
    long_document: LongDocument,
    /// Saying what nobody picked has said: the importance of terms that are new.
    coverage: Coverage,
    /// As coverage, of the pairs that echo counts, by the root of how many others hold each.
    pairs: Pairs,
    /// Saying in few words what nobody picked has said: the mean over its pairs of neighbouring words of how many sentences hold each.
    wording: Wording,
    /// How much more rare terms count in vectors: their inverse sentence frequency to this power.
    rarity: Rarity,
    /// How fast the words of later sentences count less for the centroid: 1 / (1 + decay * place).
    decay: Decay,
    /// How much more important terms are that come again: their count to this power.
    repetition: Repetition,
    /// How much more important terms are that other documents hold too: 1 + spread * share.
    spread: Spread,
    /// How much more important terms are that come early: e^(precedence * e^(-place / 8)), by the first place in any document.
    precedence: Precedence,
    /// How far coverage, pairs and agreement are divided by a sentence's terms: their number to this power.
    breadth: Breadth,
    /// Being similar to a picked sentence, which counts against it: the cosine to the most similar.
    redundancy: Redundancy,
    /// Coming from a document that others were picked from, which counts against it.
    crowding: Crowding,
    /// Coming from another document than picked ones, which counts against it: who writes up several reports follows the best of them.
    straying: Straying,
}

/// How much everything counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Weights([f32; Weight::COUNT]);

impl Weights {
    pub(crate) fn get(&self, weight: Weight) -> f32 {
        self.0[weight as usize]
    }

    /// Whether something counts at all.
    pub(crate) fn has(&self, weight: Weight) -> bool {
        self.get(weight) != 0.0
    }
}

/// A model as its file has it. What else stands there tells where it comes from.
#[derive(Debug, Deserialize)]
struct ModelFile {
    weights: NamedWeights,
}

/// The models of all kinds of input.
pub(crate) struct Models([Weights; InputKind::ALL.len()]);

impl Models {
    pub(crate) fn weights(&self, input: InputKind) -> Weights {
        self.0[input as usize]
    }
}

impl Default for Models {
    fn default() -> Self {
        Self(InputKind::ALL.map(|input| {
            let read: Result<ModelFile, _> = toml::from_str(input.model());
            let weights = read.expect("the models are compiled in, and a test reads them").weights;
            Weights([0.0; Weight::COUNT]).with(&weights)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_model_is_read() {
        let models = Models::default();
        for input in InputKind::ALL {
            assert_ne!(models.weights(input), Weights([0.0; Weight::COUNT]), "{input:?}");
        }
    }
}
