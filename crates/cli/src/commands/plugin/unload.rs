//! `synoptic plugin unload`.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use synoptic_api::admin::v1::UnloadPluginRequest;

use super::Admin;
use crate::{client, output};

/// Takes a version out of service. Requests under way end with it.
#[derive(Args)]
pub(crate) struct Unload {
    /// `plugin@version`.
    #[arg(value_parser = version)]
    version: (String, String),
    #[command(flatten)]
    admin: Admin,
}

impl Unload {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        let (name, version) = self.version;
        let request = UnloadPluginRequest { name: name.clone(), version: version.clone() };
        client::plugins(&self.admin.admin).await?.unload_plugin(request).await?;
        output::line(format_args!("{name}@{version} is out of service"))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn version(given: &str) -> anyhow::Result<(String, String)> {
    let (name, version) = given.split_once('@').context("must be plugin@version")?;
    Ok((name.to_owned(), version.to_owned()))
}
