//! A summarizer that is tried beside the one that answers: nobody waits for it, and what it makes is only compared.

use std::{
    collections::{BTreeMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use synoptic_plugin_host::{Outcome, Summarizer};

use super::{Analysed, Engine, Work, task};
use crate::{
    from_proto::Spec,
    lanes::{Priority, Terms, Ticket},
};

/// How shadows compare, by route.
#[derive(Default)]
pub(crate) struct Shadows(Mutex<BTreeMap<String, ShadowReport>>);

/// How a shadow compares with the summarizer that answers.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ShadowReport {
    pub(crate) compared: u64,
    pub(crate) failed: u64,
    pub(crate) dropped: u64,
    /// Sums, to make means of.
    pub(crate) overlap: f64,
    pub(crate) time_ratio: f64,
}

/// The caller that shadows are, when callers take turns.
const CALLER: u64 = u64::MAX;

impl Shadows {
    /// How the shadow of a route compares.
    pub(crate) fn report(&self, route: &str) -> ShadowReport {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(route).copied().unwrap_or_default()
    }

    /// Forgets a route's report, as it has another shadow now.
    pub(crate) fn forget(&self, route: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(route);
    }

    fn note(&self, route: &str, note: impl FnOnce(&mut ShadowReport)) {
        let mut reports = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        note(reports.entry(route.to_owned()).or_default());
    }
}

impl Engine {
    /// Runs a shadow when its lane has room, and compares.
    pub(super) fn run_shadow(
        self: Arc<Self>,
        route: &str,
        shadow: Summarizer,
        sources: Analysed,
        spec: Spec,
        outcome: Outcome,
        took: Duration,
    ) {
        let terms = Terms {
            deadline: Instant::now() + self.limits.deadline(),
            priority: Priority::Batch,
            caller: CALLER,
        };
        let lane = self.lanes.lane(shadow.plugin());
        let (engine, name) = (Arc::clone(&self), route.to_owned());
        let work = move |ticket: Ticket| {
            let task = task(&sources.documents, &spec, &spec.params, &ticket, false);
            let begun = Instant::now();
            let result = shadow.run(&task, &mut |_| {});
            let time_ratio = begun.elapsed().as_secs_f64() / took.as_secs_f64().max(1e-9);
            engine.shadows.note(&name, |report| match result {
                Ok(shadowed) => {
                    report.compared += 1;
                    report.overlap += overlap(&outcome, &shadowed);
                    report.time_ratio += time_ratio;
                }
                Err(_) => report.failed += 1,
            });
        };
        if lane.try_run(terms, Work::Other(Box::new(work))).is_err() {
            self.shadows.note(route, |report| report.dropped += 1);
        }
    }
}

/// The share of segments that both have, among those that either has (Jaccard).
#[expect(clippy::cast_precision_loss, reason = "counts of segments")]
fn overlap(one: &Outcome, other: &Outcome) -> f64 {
    let segments = |outcome: &Outcome| -> HashSet<String> {
        outcome.pieces.iter().map(|piece| format!("{:?} {}", piece.spans, piece.text)).collect()
    };
    let (one, other) = (segments(one), segments(other));
    let union = one.union(&other).count();
    if union == 0 { 1.0 } else { one.intersection(&other).count() as f64 / union as f64 }
}
