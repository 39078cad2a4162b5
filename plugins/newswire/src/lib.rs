//! The default summarizer, made for news: one report, or several on one event; with models for other kinds of text beside it.
//!
//! It reads like an editor's first pass. Each sentence is judged by what it is and where it stands (`features`), with weights that
//! were learned for its kind of input (`model`, and `kind` to tell which). Then the best one is taken, again and again, where what
//! was said already is worth less (`objective`). Each step is linear in the text.

mod cues;
mod features;
mod headline;
mod kind;
mod model;
mod objective;
mod pairs;
mod points;
mod room;
mod salience;
mod words;

use schemars::JsonSchema;
use serde::Deserialize;
use synoptic_plugin_sdk::{
    Document, Error, Kind, Output, Placed, Request, Sentence, Summarizer, export_summarizers,
};
use synoptic_ranking::{Picked, select_by};

use cues::{Lexicon, Traits};
use features::Features;
use kind::InputKind;
use model::{Models, NamedWeights};
use objective::Objective;
use pairs::Pairs;
use points::Corroboration;
use room::Scarcity;
use salience::Salience;
use words::{Scatter, fingerprint};

/// Ranks sentences by learned weights, and penalizes repetition.
#[derive(Default)]
pub struct Newswire {
    models: Models,
    lexicon: Lexicon,
    scatter: Scatter,
}

/// The parameters of newswire.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Params {
    /// The kind of input, whose model is used; told from the documents when it isn't given.
    input: Option<InputKind>,
    /// Weights that replace the model's, such as `{"redundancy": 1.5}`.
    weights: NamedWeights,
}

impl Summarizer for Newswire {
    const NAME: &'static str = "newswire";
    const DESCRIPTION: &'static str =
        "Made for news: early, central and widely reported sentences, without repetition; follows a focus.";
    const KINDS: &'static [Kind] = &[Kind::Extractive, Kind::KeyPoints, Kind::Headline];
    const FOCUS: bool = true;
    type Params = Params;

    fn summarize(&self, request: &Request<'_, Params>, output: &Output<'_>) -> Result<(), Error> {
        let sentences: Vec<Sentence<'_>> = request.candidates().collect();
        // Models of one document rarely look at pairs of words; those of several do.
        let several = unseen(request).count() > 1;
        let words = if several { sentences.iter().map(|sentence| sentence.tokens().len()).sum() } else { 0 };
        let mut fingerprints = Vec::with_capacity(words);
        let read = |sentence| self.lexicon.traits(sentence, several.then_some(&mut fingerprints));
        let traits: Vec<Traits> = sentences.iter().map(read).collect();
        let input = request.params().input.unwrap_or_else(|| InputKind::of(request, &traits));
        let weights = self.models.weights(input).with(&request.params().weights);
        let pairs = if Pairs::count(&weights) {
            if !several {
                let tokens = sentences.iter().flat_map(Sentence::tokens);
                fingerprints = tokens.map(|token| fingerprint(token.text())).collect();
            }
            Pairs::new(&sentences, &fingerprints, several, self.scatter)
        } else {
            Pairs::default()
        };
        let salience = Salience::new(request, &sentences, pairs, &weights);
        output.check()?;

        let features = Features::new(request, &sentences, &traits, &salience, &weights);
        let mut scores: Vec<f32> =
            (0..sentences.len()).map(|index| features.score(index, &weights)).collect();
        output.check()?;

        if request.kind() == Kind::Headline {
            let scarcity = Scarcity::new(request).after(0.0);
            for (index, score) in scores.iter_mut().enumerate() {
                *score += features.foremost(index) * scarcity;
            }
            return headline::offer(request, output, &sentences, &scores, &salience);
        }
        if request.kind() == Kind::KeyPoints {
            let corroboration = Corroboration::new(request);
            corroboration.raise(&sentences, &mut scores);
            let mut objective = Objective::new(request, &sentences, &salience, &features, scores, &weights);
            return points::offer(output, &sentences, &corroboration, &mut objective);
        }
        let mut objective = Objective::new(request, &sentences, &salience, &features, scores, &weights);
        select_by(sentences.len(), &mut objective, |index, worth| {
            Ok(match output.sentence(sentences[index], worth)? {
                Placed::Taken => Picked::Yes,
                Placed::Skipped => Picked::No,
            })
        })
    }
}

/// The documents that a summary is made of: what the reader has seen only tells what is new.
pub(crate) fn unseen<'a>(request: &'a Request<'a, Params>) -> impl Iterator<Item = &'a Document<'a>> {
    request.documents().iter().filter(|document| !document.is_seen())
}

export_summarizers!(Newswire);

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::{Host, Summary};

    use super::*;

    /// Summarizes texts with these weights and no others.
    fn summarize(texts: &[&str], host: Host, weights: &[(&str, f32)]) -> Summary {
        let mut all: serde_json::Map<String, serde_json::Value> =
            NamedWeights::NAMES.iter().map(|name| ((*name).to_owned(), 0.0.into())).collect();
        all.extend(weights.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())));
        let params = serde_json::json!({"input": "several_news", "weights": all});
        let host = texts.iter().fold(host, |host, text| host.document(text));
        host.params(params).run::<Newswire>().unwrap()
    }

    #[test]
    fn the_news_itself_is_what_several_reports_open_with() {
        let texts = [
            "Old Tom mended nets. Ferry sank harbour.",
            "Ferry sank harbour tonight. Divers searched.",
            "Ferry sank harbour. Nine men drowned.",
        ];
        let picked = |texts: &[&str], foremost| {
            let weights = [("paragraph", 1.0), ("foremost", foremost)];
            summarize(texts, Host::new().sentences(1), &weights).sentences()[0]
        };
        // All three begin a paragraph, and two begin with the news.
        assert_eq!(picked(&texts, 0.0), (0, 0));
        assert_ne!(picked(&texts, 20.0).0, 0);
        // Of two reports, who can tell.
        assert_eq!(picked(&texts[..2], 20.0), (0, 0));
    }

    #[test]
    fn the_news_is_told_once() {
        let texts = ["Ferry sank harbour.", "Ferry sank harbour. Nine men drowned in the ferry."];
        let picked = |foremost| {
            summarize(&texts, Host::new().sentences(2), &[("paragraph", 0.1), ("foremost", foremost)])
                .sentences()
        };
        assert_eq!(picked(0.0), [(0, 0), (1, 0)]);
        assert_eq!(picked(2.0), [(0, 0), (1, 1)]);
    }

    #[test]
    fn the_report_that_was_followed_is_followed() {
        let texts = ["Ferry sank harbour tonight. Divers searched.", "Nine men drowned."];
        let picked = |straying| {
            let weights = [("words", 25.0), ("straying", straying)];
            summarize(&texts, Host::new().sentences(2), &weights).sentences()
        };
        assert_eq!(picked(0.0), [(0, 0), (1, 0)]);
        assert_eq!(picked(4.0), [(0, 0), (0, 1)]);
    }

    #[test]
    fn the_news_itself_comes_first_where_room_is_short() {
        let text = "Ferry sank. Nine men drowned in the harbour.";
        let first =
            |host: Host| summarize(&[text], host, &[("words", 25.0), ("foremost", 20.0)]).sentences()[0];
        assert_eq!(first(Host::new().words(25)), (0, 0));
        assert_eq!(first(Host::new().words(50)), (0, 1));
        // A summary of more sentences begins like one of fewer.
        assert_eq!(first(Host::new().sentences(1)), (0, 0));
        assert_eq!(first(Host::new().sentences(2)), (0, 0));
    }

    #[test]
    fn a_focus_goes_before_the_news_where_room_is_short() {
        let text = "Ferry sank off the harbour. Nine men drowned. Its anchor was lost in March.";
        let first = |host: Host| {
            summarize(&[text], host.sentences(1), &[("focus", 1.0), ("foremost", 20.0)]).sentences()[0]
        };
        assert_eq!(first(Host::new()), (0, 0));
        assert_eq!(first(Host::new().focus("anchor")), (0, 2));
    }

    #[test]
    fn what_was_seen_takes_no_room() {
        let report = "Ferry sank. Nine men drowned in the harbour.";
        let first = |host: Host| {
            let weights = [("words", 25.0), ("foremost", 20.0)];
            summarize(&[report], host.words(50), &weights).sentences()[0].1
        };
        assert_eq!(first(Host::new().document("It rained.")), 0);
        assert_eq!(first(Host::new().document("It rained.").seen()), 1);
    }

    #[test]
    fn one_report_beside_what_was_seen_is_one() {
        let report = "Ferry sank harbour. Nine men drowned. Divers searched.";
        let score = |host: Host| {
            let summary = host.document(report).sentences(1).run::<Newswire>().unwrap();
            (summary.pieces()[0].text.clone(), summary.scores()[0])
        };
        let (alone, score_alone) = score(Host::new());
        let (beside, score_beside) = score(Host::new().document("Ferry missing off harbour.").seen());
        assert_eq!(alone, beside);
        assert!((score_alone - score_beside).abs() < 1e-4, "{score_alone} {score_beside}");
    }

    #[test]
    fn what_was_said_counts_no_more() {
        let text = "Ferry ferry ferry sank harbour. Ferry sank. Divers swam.";
        let weights = [("coverage", 1.0), ("repetition", 1.0)];
        assert_eq!(summarize(&[text], Host::new().sentences(2), &weights).sentences(), [(0, 0), (0, 2)]);
    }

    #[test]
    fn what_is_said_often_counts_by_the_room_that_it_takes() {
        let texts =
            ["Nine men drowned. The ferry sank off Ellery as it made for the harbour.", "The ferry sank."];
        let picked = |host: Host| summarize(&texts, host, &[("wording", 1.0)]).sentences();
        // "The ferry sank" is said twice, and by two reports: all of the last sentence, and little of the long one.
        assert_eq!(picked(Host::new().words(3)), [(1, 0)]);
        // Once said, it counts no more: each pair that comes once counts alike.
        assert_eq!(picked(Host::new().words(6)), [(1, 0), (0, 0)]);
    }

    #[test]
    fn common_pairs_do_not_drown_the_rest_of_a_long_text() {
        let text = "Of the harbour. ".repeat(600) + "Nine men drowned in the harbour tonight.";
        // All six hundred of them would be worth more than four words.
        let weights = [("wording", 0.005), ("words", 25.0)];
        assert_eq!(summarize(&[&text], Host::new().words(7), &weights).sentences()[0], (0, 600));
    }

    #[test]
    fn a_report_is_told_from_a_long_background_piece() {
        let long = "Ferry sank. ".repeat(300);
        let texts = [long.as_str(), "Nine drowned."];
        let picked = |weight| {
            summarize(&texts, Host::new().sentences(1), &[("long_document", weight)]).sentences()[0].0
        };
        assert_eq!(picked(0.0), 0);
        assert_eq!(picked(-1.0), 1);
    }

    #[test]
    fn labels_hold_fewer_plain_words_than_sentences() {
        let text = "Ferry harbour latest news. The ferry sank in the harbour.";
        let picked = summarize(&[text], Host::new().sentences(1), &[("plain", 1.0)]).sentences();
        assert_eq!(picked, [(0, 1)]);
    }

    #[test]
    fn what_the_first_sentence_said_counts_less_where_it_shall() {
        let text = "Ferry sank harbour. Ferry sank tonight. Divers swam.";
        let picked = summarize(&[text], Host::new().sentences(2), &[("beginning", -1.0)]).sentences();
        assert_eq!(picked, [(0, 0), (0, 2)]);
    }

    #[test]
    fn speech_and_asides_are_told_by_their_marks() {
        let second = |first: &str, weight| {
            let text = format!("{first} Divers swam.");
            summarize(&[&text], Host::new().sentences(1), &[(weight, -1.0)]).sentences() == [(0, 1)]
        };
        assert!(second("“Ferries sink, all of them.", "quote_opens"));
        assert!(!second("Ferries sink.", "quote_opens"));
        assert!(second("Ferries (of any size) sink.", "aside"));
        assert!(!second("Kelsund (nk) - Ferries sink.", "aside"));
    }

    #[test]
    fn a_named_day_tells_what_is_new() {
        let text = "Ferries sink. It sank on Tuesday.";
        let picked = summarize(&[text], Host::new().sentences(1), &[("day", 1.0)]).sentences();
        assert_eq!(picked, [(0, 1)]);
    }
}
