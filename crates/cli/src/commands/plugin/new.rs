//! `synoptic plugin new`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use crate::output;

/// Writes a project for a new plugin: it builds, passes its tests, and can be packaged.
#[derive(Args)]
pub(crate) struct New {
    /// The plugin's name: 1 to 63 characters of a-z, 0-9 and -, the first a letter.
    #[arg(value_parser = name)]
    name: String,
    /// The language that it is written in.
    #[arg(long, default_value = "rust")]
    lang: Language,
    /// The folder to make; by default the name.
    #[arg(long, value_name = "DIR")]
    path: Option<PathBuf>,
    /// The folder of the crate synoptic-plugin-sdk; by default that of the release.
    #[arg(long, value_name = "DIR")]
    sdk: Option<PathBuf>,
}

/// A language that plugins are written in.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    Rust,
    C,
}

/// The files of a project: where they go, and what they hold.
type Template = &'static [(&'static str, &'static str)];

const RUST: Template = &[
    ("Cargo.toml", include_str!("../../../templates/rust/Cargo.toml")),
    ("src/lib.rs", include_str!("../../../templates/rust/src/lib.rs")),
    ("README.md", include_str!("../../../templates/rust/README.md")),
    (".gitignore", include_str!("../../../templates/rust/gitignore")),
];

const C: Template = &[
    ("Makefile", include_str!("../../../templates/c/Makefile")),
    ("plugin.c", include_str!("../../../templates/c/plugin.c")),
    ("include/synoptic_plugin.h", include_str!("../../../../plugin-sdk/include/synoptic_plugin.h")),
    ("README.md", include_str!("../../../templates/c/README.md")),
    (".gitignore", include_str!("../../../templates/c/gitignore")),
];

/// The version that a new plugin begins with.
const FIRST_VERSION: &str = "0.1.0";

impl New {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let folder = self.path.clone().unwrap_or_else(|| PathBuf::from(&self.name));
        if folder.exists() {
            bail!("{} is there already", folder.display());
        }
        let template = if self.lang == Language::Rust { RUST } else { C };
        let sdk = self.sdk_dependency()?;
        for (path, text) in template {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
            let text = text
                .replace("{{name}}", &self.name)
                .replace("{{crate}}", &self.name.replace('-', "_"))
                .replace("{{version}}", FIRST_VERSION)
                .replace("{{sdk}}", &sdk);
            fs::write(&path, text).with_context(|| path.display().to_string())?;
        }
        output::line(format_args!("{} is written; its README.md says what is next", folder.display()))?;
        Ok(ExitCode::SUCCESS)
    }

    /// The right side of the dependency on the SDK.
    fn sdk_dependency(&self) -> anyhow::Result<String> {
        match &self.sdk {
            Some(folder) => {
                let folder = folder.canonicalize().with_context(|| folder.display().to_string())?;
                Ok(format!("{{ path = {:?} }}", folder.display().to_string()))
            }
            None => Ok(format!(
                "{{ git = {:?}, tag = \"v{}\" }}",
                env!("CARGO_PKG_REPOSITORY"),
                env!("CARGO_PKG_VERSION")
            )),
        }
    }
}

fn name(given: &str) -> anyhow::Result<String> {
    let is_known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let starts = given.starts_with(|first: char| first.is_ascii_lowercase());
    if !starts || given.len() > 63 || !given.bytes().all(is_known) {
        bail!("it isn't a name: 1 to 63 characters of a-z, 0-9 and -, the first a letter");
    }
    Ok(given.to_owned())
}
