//! The program that people use, which asks the server.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, bail};
use serde_json::Value;

use super::gold::Texts;

/// Asks the server by the program that people use.
pub(super) struct Client {
    pub(super) program: PathBuf,
    pub(super) url: String,
    /// Parameters of comparison.
    pub(super) params: Vec<String>,
}

impl Client {
    fn run(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = Command::new(&self.program).args(["--server", &self.url]).args(arguments).output()?;
        if !output.status.success() {
            bail!("synoptic {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Imports a collection, and returns its texts.
    pub(super) fn import(
        &self,
        path: &Path,
        name: &str,
        published: &BTreeMap<String, String>,
    ) -> anyhow::Result<Texts> {
        for entry in fs::read_dir(path)? {
            let file = entry?.path();
            let id = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let is_gold = file.extension().is_some_and(|extension| extension == "json");
            if is_gold {
                continue;
            }
            let file = file.to_str().context("the path is UTF-8")?;
            let mut arguments = vec!["import", "--collection", name, file];
            if let Some(time) = published.get(id) {
                arguments.extend(["--published", time]);
            }
            self.run(&arguments)?;
        }
        let list: Value = serde_json::from_str(&self.run(&[
            "documents",
            "list",
            &format!("collections/{name}"),
            "--format",
            "json",
        ])?)?;
        let documents = list.get("documents").and_then(Value::as_array).context("there are documents")?;
        let mut texts = Texts::new();
        for document in documents {
            let full = document.get("name").and_then(Value::as_str).context("a document has a name")?;
            let shown: Value =
                serde_json::from_str(&self.run(&["documents", "get", full, "--format", "json"])?)?;
            let text = shown.get("text").and_then(Value::as_str).context("a document has a text")?;
            let id = full.rsplit('/').next().unwrap_or(full);
            texts.insert(id.to_owned(), text.to_owned());
        }
        Ok(texts)
    }

    /// The segments of a summary of a collection, at most `count`.
    pub(super) fn segments(&self, name: &str, kind: &str, count: usize) -> anyhow::Result<Vec<Value>> {
        let collection = format!("collections/{name}");
        let count = count.to_string();
        let mut arguments =
            vec!["summarize", &collection, "--kind", kind, "--sentences", &count, "--format", "json"];
        if kind == "comparison" {
            arguments.extend(self.params.iter().flat_map(|param| ["--param", param]));
        }
        let printed = self.run(&arguments)?;
        let answer: Value = serde_json::from_str(&printed)?;
        let segments = answer.pointer("/summary/segments").and_then(Value::as_array);
        Ok(segments.cloned().unwrap_or_default())
    }
}
