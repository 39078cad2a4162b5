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
    version: String,
    #[command(flatten)]
    admin: Admin,
}

impl Unload {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        let (name, version) = self.version.split_once('@').context("give it as plugin@version")?;
        let request = UnloadPluginRequest { name: name.to_owned(), version: version.to_owned() };
        client::plugins(&self.admin.admin).await?.unload_plugin(request).await?;
        output::line(format_args!("{name}@{version} is out of service"))?;
        Ok(ExitCode::SUCCESS)
    }
}
