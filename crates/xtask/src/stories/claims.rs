//! What the sources agree on, what one alone says, and where they differ.

use serde_json::Value;

use super::{
    Score,
    gold::{ClaimKind, Gold, GoldClaim, Piece, Texts, pieces, spans, touches},
    plain_name,
};

/// Scores claims by their kind.
pub(super) fn claims(
    gold: &Gold,
    texts: &Texts,
    found: &[Value],
    verbose: bool,
) -> anyhow::Result<Vec<(&'static str, Score)>> {
    let mut wanted = Vec::new();
    for claim in &gold.claims {
        wanted.push((claim, spans(texts, &claim.spans)?, false));
    }
    let kinds = [ClaimKind::Shared, ClaimKind::Differing, ClaimKind::Single];
    let mut scores = kinds.map(|kind| {
        let wanted = gold.claims.iter().filter(|claim| claim.kind == kind).count();
        Score { wanted, ..Score::default() }
    });
    for segment in found {
        let stances = segment["stances"].as_array().cloned().unwrap_or_default();
        let has = |stance: &&Value, kind: &str| stance["kind"].as_str() == Some(kind);
        let reports = stances.iter().filter(|stance| has(stance, "STANCE_KIND_REPORTS")).count();
        let kind = if stances.iter().any(|stance| has(&stance, "STANCE_KIND_DIFFERS")) {
            ClaimKind::Differing
        } else if reports > 1 {
            ClaimKind::Shared
        } else {
            ClaimKind::Single
        };
        let pieces = pieces(&segment["spans"]);
        let mut right = false;
        for (claim, spans, met) in wanted.iter_mut().filter(|(claim, ..)| claim.kind == kind) {
            let fits = match kind {
                ClaimKind::Single => touches(&pieces, spans),
                ClaimKind::Shared => hits(&pieces, spans),
                ClaimKind::Differing => hits(&pieces, spans) && tells_values(claim, &stances),
            };
            (*met, right) = (*met || fits, right || fits);
        }
        if kind == ClaimKind::Single {
            // Those to find are the weightiest; others are right where nobody else tells them.
            let told = wanted.iter().filter(|(claim, ..)| claim.kind != ClaimKind::Single);
            right |= !told.into_iter().any(|(_, spans, _)| touches(&pieces, spans));
        }
        let score = &mut scores[kinds.iter().position(|other| *other == kind).unwrap_or_default()];
        score.found += 1;
        score.right += usize::from(right);
        if verbose && !right {
            println!("    wrong  {kind:?} {}", segment["text"]);
            for stance in &stances {
                println!(
                    "           {} {} {}",
                    stance["documentIndex"], stance["kind"], stance["difference"]
                );
            }
            for (document, range) in &pieces {
                println!("           {document}: {}", texts[document].get(range.clone()).unwrap_or_default());
            }
        }
    }
    for (claim, _, met) in &wanted {
        let score = &mut scores[kinds.iter().position(|other| *other == claim.kind).unwrap_or_default()];
        score.met += usize::from(*met);
        if verbose && !met {
            println!("    missed {:?} {}", claim.kind, claim.about);
            for span in &claim.spans {
                println!("           {}: {} {}", span.document, span.text, span.value);
            }
        }
    }
    let mut all = Score::default();
    scores.iter().for_each(|score| all.add(*score));
    let names = ["3 shared claims", "4 differing claims", "5 single-source claims"];
    Ok(names.into_iter().zip(scores).chain([("6 all claims", all)]).collect())
}

/// Whether most pieces stand in a claim's sentences, and those of two documents.
fn hits(pieces: &[Piece], spans: &[Piece]) -> bool {
    let inside: Vec<&Piece> =
        pieces.iter().filter(|piece| touches(std::slice::from_ref(piece), spans)).collect();
    let two = inside.iter().any(|piece| piece.0 != inside[0].0);
    two && 2 * inside.len() > pieces.len()
}

/// Whether two different values of a claim are told.
fn tells_values(claim: &GoldClaim, stances: &[Value]) -> bool {
    let told: Vec<String> =
        stances.iter().filter_map(|stance| stance["difference"].as_str()).map(plain_name).collect();
    let mut values: Vec<String> = claim.spans.iter().map(|span| plain_name(&span.value)).collect();
    values.retain(|value| {
        told.iter().any(|told| !told.is_empty() && (told.contains(value) || value.contains(told)))
    });
    values.sort();
    values.dedup();
    values.len() > 1
}
