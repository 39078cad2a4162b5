//! `synoptic plugin load`.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use synoptic_api::admin::v1::LoadPluginRequest;

use super::{Admin, list};
use crate::{client, output};

/// Loads a package into a server. It stays live until it is unloaded or the server ends.
#[derive(Args)]
pub(crate) struct Load {
    /// The package's folder, as the server sees it.
    folder: PathBuf,
    #[command(flatten)]
    admin: Admin,
}

impl Load {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        // Client and server may be in different folders, and on this machine as a rule. Links stay: the server refuses them.
        let path = std::path::absolute(&self.folder).unwrap_or(self.folder).display().to_string();
        let mut client = client::plugins(&self.admin.admin).await?;
        let answer = client.load_plugin(LoadPluginRequest { path }).await?.into_inner();
        let told = if answer.already_live {
            "\n    it was live already, and keeps the manifest that it was loaded with; unload it first to load another"
        } else {
            ""
        };
        let mut plugins = answer.plugin.iter();
        plugins.try_for_each(|plugin| output::line(format_args!("{}{told}", list::line(plugin))))?;
        Ok(ExitCode::SUCCESS)
    }
}
