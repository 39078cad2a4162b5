//! `cargo xtask eval --focus`: whether a focus brings what people wrote on it.
//!
//! Each sentence of a reference stands for somebody's interest. Its three rarest words that the documents hold are the focus; what
//! else the sentence says is what a reader wants to know of it, and the summaries with the focus and without it are scored against
//! that. The words of the focus count for neither, as to repeat them is no art.

use std::{
    collections::{BTreeSet, HashMap},
    fs,
    path::Path,
};

use serde_json::json;
use synoptic_evaluation::{Interval, Rouge, Scorer, bootstrap, sentence_lines};

use crate::{
    eval::{Client, Summaries, difference},
    records::{self, Budget, Record},
};

/// The sets that are scored if none is given: of long texts on several things.
pub(crate) const SETS: [&str; 2] = ["multinews", "qmsum"];

/// A few sentences: what somebody reads who asked for one thing.
const BUDGET: Budget = Budget::Cut(60);

/// How many words a focus has.
const FOCUS_WORDS: usize = 3;

/// Shorter sentences leave next to nothing once the focus is taken out.
const SENTENCE_WORDS_MIN: usize = 8;

/// Shorter words are grammar, as a rule.
const WORD_BYTES_MIN: usize = 4;

/// What somebody wants to know of a record.
struct Interest {
    record: usize,
    focus: String,
    wanted: String,
}

/// Scores one set, and prints it.
pub(crate) fn score(set: &str, path: &Path, client: &Client<'_>) -> anyhow::Result<()> {
    let records = records::read(path)?;
    let scorer = Scorer::new();
    let interests = interests(&records, &scorer);
    let folder = tempfile::tempdir()?;
    let file = folder.path().join(format!("{set}.jsonl"));
    let asked = interests.iter().enumerate().map(|(index, interest)| {
        let documents = records[interest.record].documents.iter();
        let documents: Vec<_> =
            documents.map(|document| json!({ "title": document.title, "text": document.text })).collect();
        json!({ "id": index.to_string(), "documents": documents, "focus": interest.focus }).to_string()
    });
    fs::write(&file, asked.collect::<Vec<_>>().join("\n"))?;
    let focused = client.summaries(set, &file, "newswire", BUDGET)?;
    let plain = client.summaries(set, path, "newswire", BUDGET)?;

    let rouge = |summaries: &Summaries, id: &str, interest: &Interest| -> Rouge {
        let lines = summaries.get(id).map(Vec::as_slice).unwrap_or_default();
        let lines = BUDGET.cut(lines.iter().map(String::as_str));
        let lines: Vec<String> = lines.iter().map(|line| scorer.without(line, &interest.focus)).collect();
        scorer.tokens(lines.iter().map(String::as_str)).rouge(&[scorer.reference(&interest.wanted)])
    };
    // Interests in one record aren't independent: each record counts once, with its mean.
    let mut of_record: Vec<Vec<[Rouge; 2]>> = vec![Vec::new(); records.len()];
    let mut changed = 0;
    for (index, interest) in interests.iter().enumerate() {
        let (id, record) = (index.to_string(), &records[interest.record].id);
        let one_and_other = [rouge(&focused, &id, interest), rouge(&plain, record, interest)];
        of_record[interest.record].push(one_and_other);
        changed += usize::from(focused.get(&id) != plain.get(record));
    }
    of_record.retain(|scores| !scores.is_empty());
    println!(
        "\n{set}: {} focuses on {} records, {BUDGET}; newswire with the focus - without",
        interests.len(),
        of_record.len()
    );
    for (name, measure) in [("R1", (|rouge| rouge.rouge1) as fn(&Rouge) -> f64), ("R2", |rouge| rouge.rouge2)]
    {
        let means = |which: usize| -> Vec<f64> {
            of_record.iter().map(|scores| mean(scores.iter().map(|pair| measure(&pair[which])))).collect()
        };
        let (with, without) = (means(0), means(1));
        let paired: Vec<f64> = with.iter().zip(&without).map(|(with, without)| with - without).collect();
        let percent = |values: &[f64]| {
            let Interval { mean, .. } = bootstrap(values);
            100.0 * mean
        };
        println!(
            "  {name} {:5.2} - {:5.2} = {}",
            percent(&with),
            percent(&without),
            difference(bootstrap(&paired))
        );
    }
    println!("  summaries that the focus changes: {changed} of {}", interests.len());
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a count")]
fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1) as f64;
    values.sum::<f64>() / count
}

/// The interests that the references of records stand for.
fn interests(records: &[Record], scorer: &Scorer) -> Vec<Interest> {
    let mut frequencies: HashMap<String, usize> = HashMap::new();
    for record in records {
        let words: BTreeSet<String> = record.references.iter().flat_map(|text| words(text)).collect();
        words.into_iter().for_each(|word| *frequencies.entry(word).or_default() += 1);
    }
    let mut found = Vec::new();
    for (index, record) in records.iter().enumerate() {
        let held: BTreeSet<String> =
            record.documents.iter().flat_map(|document| words(&document.text)).collect();
        let sentences = record.references.first().map(|text| sentence_lines(text)).unwrap_or_default();
        for sentence in
            sentences.iter().filter(|sentence| sentence.split_whitespace().count() >= SENTENCE_WORDS_MIN)
        {
            let mut rare: Vec<String> = Vec::new();
            for word in words(sentence).filter(|word| held.contains(word)) {
                if !rare.contains(&word) {
                    rare.push(word);
                }
            }
            rare.sort_by_key(|word| frequencies[word]);
            if rare.len() < FOCUS_WORDS {
                continue;
            }
            let focus = rare[..FOCUS_WORDS].join(" ");
            found.push(Interest { record: index, wanted: scorer.without(sentence, &focus), focus });
        }
    }
    found
}

/// The words of a text that may be a part of a focus, in lower case.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() >= WORD_BYTES_MIN)
        .map(str::to_ascii_lowercase)
}
