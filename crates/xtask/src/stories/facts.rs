//! What a short summary holds of the facts that several sources report.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    Score,
    gold::{ClaimKind, Gold, Piece, Texts, pieces, spans, touches},
};

/// A fact that several sources tell, or differ on.
struct Fact {
    /// How many sources tell it.
    sources: usize,
    told: Vec<Piece>,
}

/// Scores a summary's sentences: a right one tells a fact of several sources. Those to find are the facts, each as often as sources
/// tell it, in as many sentences of the sources, chosen one after the other for what they add.
pub(super) fn facts(gold: &Gold, texts: &Texts, found: &[Value], verbose: bool) -> anyhow::Result<Score> {
    let mut facts = Vec::new();
    for claim in gold.claims.iter().filter(|claim| claim.kind != ClaimKind::Single) {
        let sources: BTreeSet<&str> = claim.spans.iter().map(|span| span.document.as_str()).collect();
        facts.push(Fact { sources: sources.len(), told: spans(texts, &claim.spans)? });
    }
    let mut score = Score { found: found.len(), ..Score::default() };
    let mut left: Vec<&Fact> = facts.iter().collect();
    for segment in found {
        // What other sources say alike may say more.
        let mut pieces = pieces(&segment["spans"]);
        pieces.truncate(1);
        let right = facts.iter().any(|fact| touches(&pieces, &fact.told));
        score.right += usize::from(right);
        if verbose && !right {
            println!("    wrong  {}", segment["text"]);
        }
        score.met += take(&mut left, &pieces);
    }
    let mut left: Vec<&Fact> = facts.iter().collect();
    for _ in found {
        let sentences = left.iter().flat_map(|fact| &fact.told);
        let best = sentences.max_by_key(|sentence| worth(&left, std::slice::from_ref(sentence)));
        let Some(best) = best.cloned() else { break };
        score.wanted += take(&mut left, &[best]);
    }
    Ok(score)
}

/// How many sources tell the facts of some pieces, in all.
fn worth(facts: &[&Fact], pieces: &[Piece]) -> usize {
    facts.iter().filter(|fact| touches(pieces, &fact.told)).map(|fact| fact.sources).sum()
}

/// Takes out the facts of some pieces, and returns what they were worth.
fn take(facts: &mut Vec<&Fact>, pieces: &[Piece]) -> usize {
    let taken = worth(facts, pieces);
    facts.retain(|fact| !touches(pieces, &fact.told));
    taken
}
