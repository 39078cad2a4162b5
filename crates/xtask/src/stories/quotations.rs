//! Who said what.

use std::{collections::BTreeMap, ops::Range};

use serde_json::Value;

use super::{
    Score,
    gold::{Gold, GoldQuotation, Texts, overlap, pieces, places},
    plain_name,
};

/// How much of a quotation must be covered: marks and commas at its edges don't count.
const COVERED_MIN: f64 = 0.8;

#[expect(clippy::cast_precision_loss, reason = "counts of bytes")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Scores quotations, each in each document: a right one covers the words that somebody said, and names them.
pub(super) fn quotations(
    gold: &Gold,
    texts: &Texts,
    found: &[Value],
    verbose: bool,
) -> anyhow::Result<Score> {
    struct Wanted<'a> {
        gold: &'a GoldQuotation,
        parts: Vec<Vec<Range<usize>>>,
        covered: usize,
    }
    let mut wanted = Vec::new();
    for quotation in &gold.quotations {
        let parts = quotation.parts.iter().map(|part| places(texts, &quotation.document, part));
        wanted.push(Wanted { gold: quotation, parts: parts.collect::<anyhow::Result<_>>()?, covered: 0 });
    }
    let mut score = Score { wanted: wanted.len(), ..Score::default() };
    for segment in found {
        let speaker = segment.pointer("/quotation/speaker").and_then(Value::as_str).unwrap_or_default();
        let mut by_document: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
        for (document, range) in pieces(&segment["spans"]) {
            by_document.entry(document).or_default().push(range);
        }
        for (document, ranges) in by_document {
            score.found += 1;
            let length: usize = ranges.iter().map(Range::len).sum();
            let mut right = 0;
            for wanted in wanted.iter_mut().filter(|wanted| wanted.gold.document == document) {
                let accepted = wanted.gold.accept.iter().chain([&wanted.gold.speaker]);
                let named = accepted.into_iter().any(|name| plain_name(name) == plain_name(speaker));
                let covers = |part: &Vec<Range<usize>>| {
                    let each = part
                        .iter()
                        .map(|place| ranges.iter().map(|range| overlap(range, place)).sum::<usize>());
                    each.max().unwrap_or_default()
                };
                let covered: usize = wanted.parts.iter().map(covers).sum();
                if named {
                    right += covered;
                    wanted.covered += covered;
                }
            }
            let is_right = share(right, length) >= COVERED_MIN;
            score.right += usize::from(is_right);
            if verbose && !is_right {
                println!("    wrong  {document}: {speaker:?}: {}", segment["text"]);
            }
        }
    }
    for wanted in &wanted {
        let length: usize = wanted.gold.parts.iter().map(String::len).sum();
        let is_met = share(wanted.covered, length) >= COVERED_MIN;
        score.met += usize::from(is_met);
        if verbose && !is_met {
            println!(
                "    missed {}: {:?}: {}",
                wanted.gold.document,
                wanted.gold.speaker,
                wanted.gold.parts.join(" … ")
            );
        }
    }
    Ok(score)
}
