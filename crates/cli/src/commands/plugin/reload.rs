//! `synoptic plugin reload`.

use std::process::ExitCode;

use clap::Args;
use synoptic_api::admin::v1::ReloadPluginsRequest;

use super::{Admin, list};
use crate::{client, exit, output};

/// Has a server look at its plugin folder again. When it answers, no new request is answered by anything else.
#[derive(Args)]
pub(crate) struct Reload {
    #[command(flatten)]
    admin: Admin,
}

impl Reload {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        let mut client = client::plugins(&self.admin.admin).await?;
        let answer = client.reload_plugins(ReloadPluginsRequest {}).await?.into_inner();
        answer
            .loaded
            .iter()
            .try_for_each(|plugin| output::line(format_args!("loaded {}", list::line(plugin))))?;
        for version in &answer.unloaded {
            output::line(format_args!("out of service {}@{}", version.name, version.version))?;
        }
        for refused in &answer.refused {
            output::tell(format_args!("refused {}: {} [{}]", refused.path, refused.message, refused.reason));
        }
        if answer.refused.is_empty() { Ok(ExitCode::SUCCESS) } else { Ok(ExitCode::from(exit::SOME_FAILED)) }
    }
}
