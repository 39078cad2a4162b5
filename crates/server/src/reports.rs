//! Documents as reports: with terms numbered alike.

use foldhash::{HashMap, HashMapExt as _};
use synoptic_plugin_host::Document;
use synoptic_story::{Report, Token};

/// Documents as reports; nothing of them is seen.
pub(crate) fn reports(documents: &[Document]) -> Vec<Report<'_>> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    documents.iter().map(|document| report(document, &mut numbers)).collect()
}

fn report<'a>(document: &'a Document, numbers: &mut HashMap<&'a str, u32>) -> Report<'a> {
    let analysis = &document.analysis;
    let number = |term: &'a str| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(term).or_insert(next)
    };
    let terms: Vec<u32> = analysis.terms().map(number).collect();
    let token = |token: &Token| Token {
        term: terms.get(token.term as usize).copied().unwrap_or(Token::NO_TERM),
        ..*token
    };
    Report {
        text: analysis.text(),
        title: &document.title,
        outlet: &document.outlet,
        publish_time_ms: document.publish_time_ms,
        sentences: analysis.sentences().to_vec(),
        tokens: analysis.tokens().iter().map(token).collect(),
        seen: false,
    }
}
