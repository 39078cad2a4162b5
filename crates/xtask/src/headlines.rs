//! `cargo xtask eval --headlines`: whether headlines say what editors' titles say, which are withheld.

use std::{fs, path::Path};

use serde_json::json;
use synoptic_evaluation::{Rouge, Scorer, bootstrap};

use crate::{
    eval::{Client, Summaries, difference},
    records,
};

/// The sets that are scored if none is given: news with titles.
pub(crate) const SETS: [&str; 1] = ["bbc"];

/// The longest headline, in words.
const WORDS_MAX: usize = 12;

/// Scores one set against the first words of its texts, and prints it.
pub(crate) fn score(set: &str, path: &Path, client: &Client<'_>) -> anyhow::Result<()> {
    let mut records = records::read(path)?;
    records.retain(|record| title(record).is_some());
    let folder = tempfile::tempdir()?;
    let file = folder.path().join(format!("{set}.jsonl"));
    let asked = records.iter().map(|record| {
        let documents = record.documents.iter().map(|document| json!({ "text": document.text }));
        json!({ "id": record.id, "documents": documents.collect::<Vec<_>>() }).to_string()
    });
    fs::write(&file, asked.collect::<Vec<_>>().join("\n"))?;
    let headlines: Summaries = client.headlines(set, &file)?;

    let scorer = Scorer::new();
    let rouge = |line: &str, record: &records::Record| -> Rouge {
        scorer.tokens([line]).rouge(&[scorer.reference(title(record).unwrap_or_default())])
    };
    let of_newswire = |record: &records::Record| {
        let line = headlines.get(&record.id).and_then(|lines| lines.first());
        rouge(line.map_or("", String::as_str), record)
    };
    let of_opening = |record: &records::Record| {
        let words = record.documents[0].text.split_whitespace().take(WORDS_MAX);
        rouge(&words.collect::<Vec<_>>().join(" "), record)
    };
    println!(
        "\n{set}: headlines of {} texts against their titles; newswire - the first {WORDS_MAX} words",
        records.len()
    );
    for (name, measure) in [("R1", (|rouge| rouge.rouge1) as fn(&Rouge) -> f64), ("R2", |rouge| rouge.rouge2)]
    {
        let own: Vec<f64> = records.iter().map(|record| measure(&of_newswire(record))).collect();
        let opening: Vec<f64> = records.iter().map(|record| measure(&of_opening(record))).collect();
        let paired: Vec<f64> = own.iter().zip(&opening).map(|(own, opening)| own - opening).collect();
        let percent = |values: &[f64]| 100.0 * bootstrap(values).mean;
        println!(
            "  {name} {:5.2} - {:5.2} = {}",
            percent(&own),
            percent(&opening),
            difference(bootstrap(&paired))
        );
    }
    Ok(())
}

/// The title of a record of one document.
fn title(record: &records::Record) -> Option<&str> {
    let [document] = record.documents.as_slice() else { return None };
    document.title.as_deref().filter(|title| !title.is_empty())
}
