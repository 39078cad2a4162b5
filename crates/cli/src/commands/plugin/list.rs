//! `synoptic plugin list`.

use std::process::ExitCode;

use clap::Args;
use synoptic_api::admin::v1::{Isolation, ListPluginsRequest, Plugin, PluginState, Route};

use super::Admin;
use crate::{client, json, output, render::Format};

/// Lists the live plugins of a server with their counters, and the routes.
#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    admin: Admin,
    /// How to print.
    #[arg(long, default_value = "text")]
    format: Format,
}

impl List {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        let mut client = client::plugins(&self.admin.admin).await?;
        let answer = client.list_plugins(ListPluginsRequest {}).await?.into_inner();
        if self.format == Format::Json {
            output::line(json::print(&answer, true)?)?;
            return Ok(ExitCode::SUCCESS);
        }
        answer
            .plugins
            .iter()
            .try_for_each(|plugin| output::line(format_args!("{}{}", line(plugin), counters(plugin))))?;
        answer.routes.iter().try_for_each(|route| output::line(route_line(route)))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A plugin in one line.
pub(super) fn line(plugin: &Plugin) -> String {
    let isolation = match plugin.isolation() {
        Isolation::InProcess => "in process",
        Isolation::Worker => "in workers",
        Isolation::Unspecified => "somewhere",
    };
    let state = match plugin.state() {
        PluginState::Ready => "ready",
        PluginState::CircuitOpen => "circuit open",
        PluginState::Unspecified => "in an unknown state",
    };
    let summarizers = plugin.summarizers.join(", ");
    format!("{}@{}\t{isolation}, {state}\t{summarizers}\t{}", plugin.name, plugin.version, plugin.digest)
}

fn counters(plugin: &Plugin) -> String {
    let Some(counters) = &plugin.counters else { return String::new() };
    let mut text = format!(
        "\n    {} calls, {} failed, {} panics; {} running, {} waiting",
        counters.calls, counters.failures, counters.panics, counters.running, counters.queue_length
    );
    if plugin.isolation() == Isolation::Worker {
        text += &format!(
            "; workers: {} idle, {} busy, {} started, {} crashed, {} killed",
            counters.workers_idle,
            counters.workers_busy,
            counters.worker_starts,
            counters.worker_crashes,
            counters.worker_kills
        );
    }
    if !plugin.last_error.is_empty() {
        text += &format!("\n    last: {}", plugin.last_error);
    }
    text
}

/// A route in one line.
pub(super) fn route_line(route: &Route) -> String {
    let targets: Vec<String> =
        route.targets.iter().map(|target| format!("{}={}", target.summarizer, target.weight)).collect();
    let mut line = format!("route {} -> {}", route.name, targets.join(" "));
    if let Some(report) = &route.shadow_report {
        line += &format!(
            ", shadow {}: {} compared, overlap {:.3}, {:.2} times the time, {} failed, {} dropped",
            route.shadow, report.compared, report.overlap, report.time_ratio, report.failed, report.dropped
        );
    }
    line
}
