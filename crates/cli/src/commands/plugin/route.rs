//! `synoptic plugin route`.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use synoptic_api::admin::v1::{self, RouteTarget, SetRouteRequest};

use super::{Admin, list};
use crate::{client, output};

/// Sets where requests for a name go: an alias, shares of several versions, a shadow. Without targets the route is taken away.
#[derive(Args)]
pub(crate) struct Route {
    /// The name that requests give.
    name: String,
    /// `[plugin/]name[@version]`, with `=WEIGHT` where there are several.
    #[arg(value_parser = target)]
    targets: Vec<RouteTarget>,
    /// A summarizer that each request goes to as well, while nobody waits for its answer; beside targets only.
    #[arg(long, value_name = "SUMMARIZER", requires = "targets")]
    shadow: Option<String>,
    #[command(flatten)]
    admin: Admin,
}

impl Route {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        let shadow = self.shadow.unwrap_or_default();
        let route = v1::Route { name: self.name, targets: self.targets, shadow, shadow_report: None };
        let request = SetRouteRequest { route: Some(route) };
        let answer = client::plugins(&self.admin.admin).await?.set_route(request).await?.into_inner();
        match &answer.route {
            Some(route) if route.targets.is_empty() => {
                output::line(format_args!("route {} is taken away", route.name))?;
            }
            Some(route) => output::line(list::route_line(route))?,
            None => {}
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn target(given: &str) -> anyhow::Result<RouteTarget> {
    let (summarizer, weight) = given.rsplit_once('=').unwrap_or((given, "1"));
    let weight = weight.parse().with_context(|| format!("{weight:?} isn't a weight"))?;
    Ok(RouteTarget { summarizer: summarizer.to_owned(), weight })
}
