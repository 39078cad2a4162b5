//! The first sentences of each document: the whole of a plugin, to read over a coffee.
//!
//! News puts what matters first, so for one report this is hard to beat. It is also all that a plugin needs: a type, its
//! name, a function that offers sentences in its order of preference, and the line that exports it. The length, the order
//! of the answer and the provenance are the host's business.

use synoptic_plugin_sdk::{Error, NoParams, Output, Request, Summarizer, export_summarizers};

/// Takes the first sentence of each document, then the second of each, and so on.
#[derive(Default)]
struct Lead;

impl Summarizer for Lead {
    const NAME: &'static str = "lead";
    const DESCRIPTION: &'static str = "The first sentences: of one document in order, of several the first of each, then the second of each.";
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        // One iterator a document, over the sentences that may stand in a summary.
        let mut documents: Vec<_> = request
            .documents()
            .iter()
            .map(|document| document.sentences().filter(synoptic_plugin_sdk::Sentence::is_candidate))
            .collect();
        // The earlier a sentence stands, the higher its score; `?` returns once the summary is full.
        for rank in 1_u32.. {
            let mut offered = false;
            for document in &mut documents {
                if let Some(sentence) = document.next() {
                    output.sentence(sentence, 1.0 / rank as f32)?;
                    offered = true;
                }
            }
            if !offered {
                break;
            }
        }
        Ok(())
    }
}

export_summarizers!(Lead);
