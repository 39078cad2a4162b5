//! `cargo xtask demo` and `cargo xtask serve`: a server with the sample collections, and what it makes of them.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, bail};
use serde_json::Value;
use synoptic_testing::{ServerProcess, bundled_plugins, profile_folder};

use crate::cargo::{cargo, root};

/// How many sentences a collection's summary has.
const SENTENCES: &str = "5";

/// The collection that every summarizer shows its answer to.
const COMPARED: &str = "collections/tarran-ferry-grounding";

/// How wide a column of the comparison is, in characters.
const COLUMN_WIDTH: usize = 36;

pub(crate) fn run(stay: bool) -> anyhow::Result<()> {
    println!("building …");
    cargo(&["build", "--workspace", "--quiet"])?;
    let profile = profile_folder()?;
    let (data, plugins) = (tempfile::tempdir()?, bundled_plugins(&profile)?);
    let program = profile.join("synoptic");
    let mut server = ServerProcess::start(&program, data.path(), &plugins)?;
    println!("a server listens on {}", server.url());

    let client = Client { program: &program, url: server.url().to_owned() };
    client.show(&["import", &root().join("seeds").display().to_string()])?;
    for collection in client.names(&["collections", "list"], "collections")? {
        if client.json(&["collections", "get", &collection])?.get("documentCount").is_some() {
            println!("\n=== {collection}");
            client.show(&["summarize", &collection, "--sentences", SENTENCES])?;
        }
    }
    for kind in ["headline", "key-points", "quotes", "timeline"] {
        println!("\n=== {COMPARED}, {kind}");
        client.show(&["summarize", COMPARED, "--kind", kind])?;
    }
    compare(&client)?;
    if stay {
        println!(
            "\nThe server stays up; Ctrl-C ends it. Ask it from another terminal:\n  {} --server {} summarize {COMPARED}",
            program.display(),
            server.url()
        );
        // Ctrl-C goes to both; what is waited for is the server's own end.
        return server.wait();
    }
    let status = server.terminate()?;
    if !status.success() {
        bail!("the server ended with {status}");
    }
    println!("\nThe server has ended. `cargo xtask serve` does the same and stays up.");
    Ok(())
}

/// The `synoptic` client.
struct Client<'a> {
    program: &'a Path,
    url: String,
}

impl Client<'_> {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.program);
        command.arg("--server").arg(&self.url).args(arguments);
        command
    }

    /// Runs a command, and lets it print.
    fn show(&self, arguments: &[&str]) -> anyhow::Result<()> {
        let status = self.command(arguments).status()?;
        if status.success() { Ok(()) } else { bail!("synoptic {} failed: {status}", arguments.join(" ")) }
    }

    /// Runs a command, and reads its answer.
    fn json(&self, arguments: &[&str]) -> anyhow::Result<Value> {
        let output = self.command(arguments).args(["--format", "json"]).stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            bail!("synoptic {} failed: {}", arguments.join(" "), output.status);
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    /// The names in a list.
    fn names(&self, arguments: &[&str], list: &str) -> anyhow::Result<Vec<String>> {
        let answer = self.json(arguments)?;
        let items =
            answer.get(list).and_then(Value::as_array).with_context(|| format!("no {list} in the answer"))?;
        Ok(items.iter().filter_map(|item| Some(item.get("name")?.as_str()?.to_owned())).collect())
    }
}

/// One collection through every summarizer, in columns.
fn compare(client: &Client<'_>) -> anyhow::Result<()> {
    let answer = client.json(&["summarizers"])?;
    let all = answer.get("summarizers").and_then(Value::as_array).context("no summarizers in the answer")?;
    let picks_sentences = |summarizer: &&Value| {
        let kinds = summarizer.get("kinds").and_then(Value::as_array);
        kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind == "SUMMARY_KIND_EXTRACTIVE"))
    };
    let names = all.iter().filter(picks_sentences).filter_map(|summarizer| summarizer.get("name")?.as_str());
    let summarizers: Vec<&str> = names.collect();
    println!("\n=== {COMPARED}, by every summarizer that picks sentences");
    let mut columns = Vec::new();
    for summarizer in summarizers {
        let name = summarizer.trim_start_matches("summarizers/");
        let answer = client.json(&["summarize", COMPARED, "--sentences", "3", "--summarizer", name])?;
        let segments =
            answer.pointer("/summary/segments").and_then(Value::as_array).cloned().unwrap_or_default();
        let mut lines = vec![name.to_owned(), "-".repeat(COLUMN_WIDTH)];
        for segment in &segments {
            lines.extend(wrap(segment.get("text").and_then(Value::as_str).unwrap_or_default()));
            let source = segment.pointer("/spans/0/document").and_then(Value::as_str).unwrap_or_default();
            lines.push(format!("[{}]", source.rsplit('/').next().unwrap_or_default()));
            lines.push(String::new());
        }
        columns.push(lines);
    }
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..height {
        let cells = columns.iter().map(|lines| lines.get(row).map(String::as_str).unwrap_or_default());
        let line: Vec<String> = cells.map(|cell| format!("{cell:<COLUMN_WIDTH$}")).collect();
        println!("{}", line.join("  ").trim_end());
    }
    Ok(())
}

/// A text in lines of a column's width; longer words stand out.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let fits =
            lines.last().is_some_and(|line| line.chars().count() + 1 + word.chars().count() <= COLUMN_WIDTH);
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if fits => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
