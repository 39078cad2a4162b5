//! `cargo xtask eval --faults`: what `EvaluateSummary` finds of faults that are planted in true summaries.
//!
//! A true summary is three sentences of a record's documents, word for word. In one of them a number, a name or a date is swapped for
//! another one, or a negation is taken out; the share of these that is found is the recall. What is found in true summaries, and in
//! those that only look different, is a false alarm. What is found in people's own summaries is told beside: they may hold facts that the
//! documents don't.

mod dates;
mod disguises;
mod names;
mod negations;
mod numbers;
mod text;

use std::{
    collections::BTreeMap,
    fs,
    ops::Range,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use anyhow::{Context as _, bail};
use serde_json::{Value, json};
use synoptic_evaluation::SplitMix;
use synoptic_text_analysis::{Analysis, Options, analyze};

use crate::records;
use text::{Change, Told};

/// The sets that faults are planted in if none is given: news.
pub(crate) const SETS: [&str; 4] = ["multinews", "news_writers", "cnndm", "bbc"];

/// Faults of each kind, and true summaries of each disguise.
const SUMMARIES: usize = 500;

/// Sentences of a summary.
const SENTENCES: usize = 3;

/// Tries to plant a fault before a kind is given up: few sentences hold a negation.
const TRIES_MAX: usize = 60_000;

/// Calls at a time.
const CALLS: usize = 2;

/// Makes the changes that plant a fault of a kind in a sentence.
type Plant = fn(&Record, &Told<'_>, &mut SplitMix) -> Vec<Change>;

/// The kinds of faults, as the answer names them.
const KINDS: [(&str, Plant); 4] = [
    ("NUMBER", numbers::plant),
    ("NAME", names::plant),
    ("DATE", dates::plant),
    ("NEGATION", |_, told, _| negations::plant(told)),
];

/// Documents with what people made of them.
struct Record {
    set: &'static str,
    documents: Vec<Analysis>,
    references: Vec<String>,
    /// The documents as a file that the program reads.
    file: PathBuf,
}

impl Record {
    /// Sentences of the documents that a person would take: no stubs, no lists.
    fn sentences(&self) -> impl Iterator<Item = Told<'_>> {
        self.documents.iter().flat_map(Told::all).filter(Told::is_quotable)
    }

    /// So many of them, drawn without any twice.
    fn draw(&self, random: &mut SplitMix) -> Vec<Told<'_>> {
        let mut all: Vec<Told<'_>> = self.sentences().collect();
        let count = SENTENCES.min(all.len());
        (0..count).map(|_| all.swap_remove(random.below(all.len()))).collect()
    }
}

/// A summary to check.
struct Case<'a> {
    /// The line of the table that it counts for.
    line: String,
    record: &'a Record,
    summary: String,
    /// The fault in it: its kind, and the bytes of the summary that a finding must touch.
    fault: Option<(&'static str, Range<u64>)>,
}

/// What came out for a line of the table.
#[derive(Default)]
struct Outcome {
    all: usize,
    found: usize,
}

/// Plants faults in the sets, has them looked for, and prints the shares.
pub(crate) fn run(
    sets: &[(&'static str, PathBuf)],
    seed: u64,
    program: &Path,
    url: &str,
) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let mut records = Vec::new();
    for (set, path) in sets {
        let before = records.len();
        read(set, path, folder.path(), &mut records)?;
        if records.len() == before {
            bail!("{} holds no records", path.display());
        }
    }
    if records.is_empty() {
        bail!("there are no data sets to plant faults in");
    }
    let mut random = SplitMix(seed);
    let mut cases = Vec::new();
    for (kind, plant) in KINDS {
        plant_all(kind, plant, &records, &mut random, &mut cases);
    }
    for (name, disguise) in disguises::ALL {
        for _ in 0..SUMMARIES {
            let record = &records[random.below(records.len())];
            let told = record.draw(&mut random);
            let lines: Vec<String> = told.iter().filter_map(|told| disguise(told.text())).collect();
            cases.push(Case { line: format!("3 {name}"), record, summary: lines.join(" "), fault: None });
        }
    }
    for record in &records {
        cases.extend(record.references.iter().map(|reference| Case {
            line: format!("4 people's own, {}", record.set),
            record,
            summary: reference.clone(),
            fault: None,
        }));
    }
    cases.retain(|case| !case.summary.trim().is_empty());
    println!("{} records, {} summaries, seed {seed}", records.len(), cases.len());
    tell(&ask(&cases, folder.path(), program, url)?);
    Ok(())
}

fn read(set: &'static str, path: &Path, folder: &Path, records: &mut Vec<Record>) -> anyhow::Result<()> {
    for record in records::read(path)? {
        let file = folder.join(format!("{}.jsonl", records.len()));
        let lines = record.documents.iter().map(|document| json!({ "text": document.text }).to_string());
        fs::write(&file, lines.collect::<Vec<_>>().join("\n"))?;
        let analyzed = record.documents.iter().map(|document| analyze(&document.text, &Options::default()));
        records.push(Record { set, documents: analyzed.collect(), references: record.references, file });
    }
    Ok(())
}

/// One of several words, but not the one that is there.
fn other_of<'a>(than: &str, of: &[&'a str], random: &mut SplitMix) -> &'a str {
    loop {
        let drawn = of[random.below(of.len())];
        if drawn != than {
            return drawn;
        }
    }
}

/// Plants faults of a kind, each in a summary of its own.
fn plant_all<'a>(
    kind: &'static str,
    plant: Plant,
    records: &'a [Record],
    random: &mut SplitMix,
    cases: &mut Vec<Case<'a>>,
) {
    let mut planted = 0;
    for _ in 0..TRIES_MAX {
        if planted == SUMMARIES {
            break;
        }
        let record = &records[random.below(records.len())];
        let told = record.draw(random);
        if told.len() < SENTENCES {
            continue;
        }
        let which = random.below(SENTENCES);
        let mut changes = plant(record, &told[which], random);
        if changes.is_empty() {
            continue;
        }
        let change = changes.swap_remove(random.below(changes.len()));
        let changed = told[which].changed(&change);
        if record.documents.iter().any(|document| document.text().contains(&changed)) {
            // What is said elsewhere is no fault.
            continue;
        }
        let before: String = told[..which].iter().map(|told| format!("{} ", told.text())).collect();
        // Of what was taken out nothing can be pointed at but the sentence.
        let touched =
            if kind == "NEGATION" { 0..changed.len() } else { change.at..change.at + change.with.len() };
        let range = (before.len() + touched.start) as u64..(before.len() + touched.end) as u64;
        let after: String = told[which + 1..].iter().map(|told| format!(" {}", told.text())).collect();
        cases.push(Case {
            line: format!("1 {kind}"),
            record,
            summary: format!("{before}{changed}{after}"),
            fault: Some((kind, range)),
        });
        planted += 1;
    }
}

/// Sends all summaries, and counts what is found.
fn ask(
    cases: &[Case<'_>],
    folder: &Path,
    program: &Path,
    url: &str,
) -> anyhow::Result<BTreeMap<String, Outcome>> {
    let next = AtomicUsize::new(0);
    let work = |worker: usize| -> anyhow::Result<BTreeMap<String, Outcome>> {
        let file = folder.join(format!("summary-{worker}.txt"));
        let mut outcomes: BTreeMap<String, Outcome> = BTreeMap::new();
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            fs::write(&file, &case.summary)?;
            let output = Command::new(program)
                .args(["--server", url, "evaluate", "--format", "json"])
                .args([&file, &case.record.file])
                .output()?;
            if !output.status.success() {
                bail!("synoptic evaluate: {}", String::from_utf8_lossy(&output.stderr));
            }
            count(
                case,
                &serde_json::from_slice(&output.stdout)?,
                outcomes.entry(case.line.clone()).or_default(),
            )?;
        }
        Ok(outcomes)
    };
    let mut all: BTreeMap<String, Outcome> = BTreeMap::new();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..CALLS).map(|worker| scope.spawn(move || work(worker))).collect();
        for worker in workers {
            let Ok(outcomes) = worker.join() else { bail!("a thread panicked") };
            for (line, outcome) in outcomes? {
                let sum = all.entry(line).or_default();
                sum.all += outcome.all;
                sum.found += outcome.found;
            }
        }
        Ok(())
    })?;
    Ok(all)
}

/// Counts a planted fault that was found; or without one the sentences in which anything was.
fn count(case: &Case<'_>, answer: &Value, outcome: &mut Outcome) -> anyhow::Result<()> {
    let sentences = answer["sentences"].as_array().context("an answer without sentences")?;
    let findings = |sentence: &Value| sentence["findings"].as_array().cloned().unwrap_or_default();
    let Some((kind, range)) = &case.fault else {
        outcome.all += sentences.len();
        outcome.found += sentences.iter().filter(|sentence| !findings(sentence).is_empty()).count();
        return Ok(());
    };
    let offset = |value: &Value| value.as_str().and_then(|number| number.parse().ok()).unwrap_or(0u64);
    let is_it = |finding: &Value| {
        let (start, end) = (offset(&finding["bytes"]["start"]), offset(&finding["bytes"]["end"]));
        finding["kind"] == format!("FINDING_KIND_{kind}") && start < range.end && range.start < end
    };
    outcome.all += 1;
    outcome.found += usize::from(sentences.iter().flat_map(findings).any(|finding| is_it(&finding)));
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts")]
fn tell(outcomes: &BTreeMap<String, Outcome>) {
    for (line, Outcome { all, found }) in outcomes {
        let (table, name) = line.split_at(2);
        let (what, of) = match table {
            "1 " => ("planted, found", "faults"),
            "3 " => ("true, flagged", "sentences"),
            _ => ("flagged", "sentences"),
        };
        let share = 100.0 * *found as f64 / (*all).max(1) as f64;
        println!("  {name:<36} {all:>5} {of:<9} {what:<14} {share:6.2} %");
    }
}
