//! Plugins and routes.

use std::sync::Arc;

use synoptic_api::admin::v1;
use synoptic_plugin_host::{Isolation, Refusal, Route, Version};

use crate::{lanes::LaneState, summarize::ShadowReport};

/// A live version.
pub(crate) fn plugin(version: &Arc<Version>, lane: LaneState) -> v1::Plugin {
    let state = version.state();
    let long = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let short = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    v1::Plugin {
        name: version.name().to_owned(),
        version: version.version().to_owned(),
        digest: version.digest().to_owned(),
        summarizers: version.summarizers().map(str::to_owned).collect(),
        isolation: match state.isolation {
            Isolation::InProcess => v1::Isolation::InProcess,
            Isolation::Worker => v1::Isolation::Worker,
        }
        .into(),
        state: if state.ready { v1::PluginState::Ready } else { v1::PluginState::CircuitOpen }.into(),
        counters: Some(v1::PluginCounters {
            calls: long(state.calls),
            failures: long(state.failures),
            panics: long(state.panics),
            busy: state.busy.try_into().ok(),
            workers_idle: short(state.workers_idle),
            workers_busy: short(state.workers_busy),
            worker_starts: long(state.worker_starts),
            worker_crashes: long(state.worker_crashes),
            worker_kills: long(state.worker_kills),
            queue_length: short(lane.waiting),
            running: short(lane.running),
            stuck: short(lane.stuck),
        }),
        toolchain: version.toolchain().to_owned(),
        sdk: version.sdk().to_owned(),
        last_error: state.last_error,
    }
}

/// A version that doesn't serve any more.
pub(crate) fn unloaded((name, version): (String, String)) -> v1::UnloadedPlugin {
    v1::UnloadedPlugin { name, version }
}

/// A package that doesn't serve.
pub(crate) fn refused(refusal: &Refusal) -> v1::RefusedPlugin {
    v1::RefusedPlugin {
        path: refusal.folder.display().to_string(),
        reason: refusal.error.reason().to_owned(),
        message: refusal.error.to_string(),
    }
}

/// A route, and how its shadow compares.
#[expect(clippy::cast_precision_loss, reason = "a count of requests")]
pub(crate) fn route(name: &str, route: &Route, report: ShadowReport) -> v1::Route {
    let mean = |sum: f64| if report.compared == 0 { 0.0 } else { sum / report.compared as f64 };
    let long = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let target = |target: &synoptic_plugin_host::Target| v1::RouteTarget {
        summarizer: target.summarizer.clone(),
        weight: i32::try_from(target.weight).unwrap_or(i32::MAX),
    };
    v1::Route {
        name: name.to_owned(),
        targets: route.targets.iter().map(target).collect(),
        shadow: route.shadow.clone(),
        shadow_report: (!route.shadow.is_empty()).then(|| v1::ShadowReport {
            compared: long(report.compared),
            failed: long(report.failed),
            dropped: long(report.dropped),
            overlap: mean(report.overlap),
            time_ratio: mean(report.time_ratio),
        }),
    }
}
