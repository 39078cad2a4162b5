//! `cargo xtask eval --stories`: quotations, timelines, comparisons and short summaries of the sample collections, against what people
//! found in them.

mod claims;
mod client;
mod facts;
mod gold;
mod quotations;
mod timeline;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use synoptic_testing::{ServerProcess, bundled_plugins, profile_folder};

use crate::cargo::cargo;
use claims::claims;
use client::Client;
use facts::facts;
use gold::Gold;
use quotations::quotations;
use timeline::timeline;

/// Right ones among those found, and found ones among those to find.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    found: usize,
    met: usize,
    wanted: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.met += other.met;
        self.wanted += other.wanted;
    }

    #[expect(clippy::cast_precision_loss, reason = "counts")]
    fn tell(self) -> String {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        format!(
            "P {:.2} ({:>3}/{:<3}) R {:.2} ({:>3}/{:<3})",
            share(self.right, self.found),
            self.right,
            self.found,
            share(self.met, self.wanted),
            self.met,
            self.wanted
        )
    }
}

/// Scores all collections of a folder that have a `gold.json`, and prints what was wrong where `verbose`.
pub(crate) fn run(folder: &Path, params: &[String], verbose: bool) -> anyhow::Result<()> {
    println!("building …");
    cargo(&["build", "--release", "--workspace", "--quiet"])?;
    let profile = profile_folder()?.with_file_name("release");
    let (store, plugins) = (tempfile::tempdir()?, bundled_plugins(&profile)?);
    let program = profile.join("synoptic");
    let server = ServerProcess::start(&program, store.path(), &plugins)?;
    let client = Client { program, url: server.url().to_owned(), params: params.to_vec() };
    let mut collections: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("gold.json").is_file())
        .collect();
    collections.sort();
    if collections.is_empty() {
        bail!("no folder of {} has a gold.json", folder.display());
    }
    println!("right ones among those found (P), and those to find that were found (R)");
    let mut total: BTreeMap<&str, Score> = BTreeMap::new();
    for path in &collections {
        for (what, score) in score(path, &client, verbose)? {
            total.entry(what).or_default().add(score);
        }
    }
    println!("all {} collections", collections.len());
    for (what, score) in total {
        println!("  {what:<22} {}", score.tell());
    }
    Ok(())
}

/// As many pieces as there are.
const ALL: usize = 1000;

fn score(path: &Path, client: &Client, verbose: bool) -> anyhow::Result<Vec<(&'static str, Score)>> {
    let name = path.file_name().and_then(|name| name.to_str()).context("a folder has a name")?;
    let gold = fs::read_to_string(path.join("gold.json"))?;
    let gold: Gold = serde_json::from_str(&gold).with_context(|| format!("{name}/gold.json"))?;
    let texts = client.import(path, name, &gold.published)?;
    println!("{name}");
    let mut scores = vec![
        ("1 quotations", quotations(&gold, &texts, &client.segments(name, "quotes", ALL)?, verbose)?),
        ("2 timeline", timeline(&gold, &texts, &client.segments(name, "timeline", ALL)?, verbose)?),
    ];
    if !gold.claims.is_empty() {
        scores.extend(claims(&gold, &texts, &client.segments(name, "comparison", ALL)?, verbose)?);
        let short = [
            ("7 3 sentences", "extractive", 3),
            ("8 5 sentences", "extractive", 5),
            ("9 5 key points", "key-points", 5),
        ];
        for (what, kind, count) in short {
            scores.push((what, facts(&gold, &texts, &client.segments(name, kind, count)?, verbose)?));
        }
    }
    for (what, score) in &scores {
        println!("  {what:<22} {}", score.tell());
    }
    Ok(scores)
}

/// A speaker without article, marks and case.
fn plain_name(name: &str) -> String {
    let name = name.to_lowercase().replace('’', "'");
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-')
        .filter(|word| !word.is_empty() && !matches!(*word, "the" | "a" | "an"))
        .collect();
    words.join(" ")
}
