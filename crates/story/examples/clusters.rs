//! Measures clusters: `cargo run --release --example clusters -- multinews.dev.jsonl`, or without a file for time and memory alone.
//!
//! Prints B-cubed precision, recall and F1 (Bagga & Baldwin 1998) over a range of thresholds, where the records of the file are the
//! events, and how time and memory grow with made-up documents.

use std::{collections::HashMap, error::Error, fmt::Write as _, time::Instant};

use synoptic_story::{Article, Assignment, ClusterOptions, Clusterer, cluster};
use synoptic_text_analysis::{Analysis, Options, analyze};

/// Orders of the documents: what comes online depends on them.
const SEEDS: std::ops::Range<u64> = 1..6;

/// The beginning by which the same page is known in two records, in characters.
const OPENING_CHARS: usize = 60;

/// How many documents report one made-up event, and how many words they have.
const EVENT_DOCUMENTS: usize = 5;
const DOCUMENT_WORDS: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(path) = std::env::args().nth(1) {
        let all = read(&std::fs::read_to_string(path)?)?;
        let reports: Vec<&Document> = all.iter().filter(|document| !document.is_page_of_many(&all)).collect();
        quality("all documents", &all.iter().collect::<Vec<_>>(), 1);
        for (half, name) in ["even", "odd"].into_iter().enumerate() {
            let chosen: Vec<&Document> = all.iter().filter(|document| document.event % 2 == half).collect();
            quality(&format!("all documents of the {name} records"), &chosen, 1);
        }
        quality("without pages that stand in several records", &reports, 1);
        for parts in [2, 10, 50] {
            quality(&format!("the same in {parts} parts"), &reports, parts);
        }
        copies(&reports);
    }
    growth();
    Ok(())
}

/// A document, and the event that it reports.
struct Document {
    event: usize,
    title: String,
    analysis: Analysis,
}

impl Document {
    fn article(&self) -> Article<'_> {
        Article { title: &self.title, analysis: &self.analysis, publish_time_ms: None }
    }

    fn opening(&self) -> impl Iterator<Item = char> {
        self.analysis.text().chars().take(OPENING_CHARS)
    }

    /// Whether documents of other events begin alike: notices of sites and archives, which report nothing.
    fn is_page_of_many(&self, all: &[Self]) -> bool {
        all.iter().any(|other| other.event != self.event && other.opening().eq(self.opening()))
    }
}

fn read(lines: &str) -> Result<Vec<Document>, Box<dyn Error>> {
    let mut documents = Vec::new();
    for (event, line) in lines.lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        for document in record["documents"].as_array().into_iter().flatten() {
            let text = |field: &str| document[field].as_str().unwrap_or_default().to_owned();
            let title = text("title");
            let analysis = analyze(&text("text"), &Options { title: Some(&title), ..Options::default() });
            documents.push(Document { event, title, analysis });
        }
    }
    Ok(documents)
}

/// Prints B-cubed figures: means over orders, and over parts that are clustered by themselves.
fn quality(what: &str, documents: &[&Document], parts: usize) {
    println!("\n{what}: {} documents\nthreshold  batch P / R / F1        online P / R / F1", documents.len());
    for similarity_min in [0.06, 0.07, 0.08, 0.09, 0.1, 0.11, 0.12, 0.13, 0.15, 0.17, 0.2] {
        let options = ClusterOptions { similarity_min, ..ClusterOptions::default() };
        let (mut batch, mut online) = (Vec::new(), Vec::new());
        for seed in SEEDS {
            for part in 0..parts {
                let mut chosen: Vec<&Document> =
                    documents.iter().copied().filter(|document| document.event % parts == part).collect();
                shuffle(&mut chosen, seed);
                let articles: Vec<Article<'_>> = chosen.iter().map(|document| document.article()).collect();
                let mut clusterer = Clusterer::new(options);
                let one_by_one: Vec<Assignment> =
                    articles.iter().map(|article| clusterer.add(article)).collect();
                batch.push(b_cubed(&chosen, &cluster(&articles, &options).assignments));
                online.push(b_cubed(&chosen, &one_by_one));
            }
        }
        println!("{similarity_min:<9}  {}   {}", means(&batch), means(&online));
    }
}

/// Precision, recall and F1, as means over documents.
fn b_cubed(documents: &[&Document], assignments: &[Assignment]) -> [f64; 3] {
    let (mut clusters, mut events, mut both) = (HashMap::new(), HashMap::new(), HashMap::new());
    let pairs: Vec<(usize, usize)> = documents
        .iter()
        .zip(assignments)
        .map(|(document, assignment)| (document.event, assignment.cluster))
        .collect();
    for &(event, cluster) in &pairs {
        *clusters.entry(cluster).or_insert(0.0) += 1.0;
        *events.entry(event).or_insert(0.0) += 1.0;
        *both.entry((event, cluster)).or_insert(0.0) += 1.0;
    }
    let mean = |of: &dyn Fn(&(usize, usize)) -> f64| pairs.iter().map(of).sum::<f64>() / pairs.len() as f64;
    let precision = mean(&|pair| both[pair] / clusters[&pair.1]);
    let recall = mean(&|pair| both[pair] / events[&pair.0]);
    [precision, recall, 2.0 * precision * recall / (precision + recall)]
}

fn means(figures: &[[f64; 3]]) -> String {
    let mean = |at: usize| figures.iter().map(|figure| figure[at]).sum::<f64>() / figures.len() as f64;
    format!("{:.3} / {:.3} / {:.3}", mean(0), mean(1), mean(2))
}

/// Prints which documents are called copies, to be read by a person.
fn copies(documents: &[&Document]) {
    let articles: Vec<Article<'_>> = documents.iter().map(|document| document.article()).collect();
    println!("\ncopies: overlap, both events, openings");
    for (document, assignment) in
        documents.iter().zip(cluster(&articles, &ClusterOptions::default()).assignments)
    {
        if let Some(original) = assignment.duplicate_of.map(|original| documents[original]) {
            let (one, two) = (original.opening().collect::<String>(), document.opening().collect::<String>());
            println!("{:.2} {} {} {one:?} {two:?}", assignment.similarity, original.event, document.event);
        }
    }
}

/// Prints time and memory for made-up documents, and for copies of one text, with the exponents by which they grow.
fn growth() {
    println!("\ndocuments   batch s  online s  online MB  F1 batch  F1 online  copies online s");
    let mut rows: Vec<[f64; 5]> = Vec::new();
    for count in [1_000, 10_000, 100_000] {
        let documents = made_up(count);
        let references: Vec<&Document> = documents.iter().collect();
        let articles: Vec<Article<'_>> = documents.iter().map(Document::article).collect();

        let started = Stopwatch::start();
        let batch = cluster(&articles, &ClusterOptions::default());
        let batch_s = started.seconds();

        let started = Stopwatch::start();
        let mut clusterer = Clusterer::new(ClusterOptions::default());
        let online: Vec<Assignment> = articles.iter().map(|article| clusterer.add(article)).collect();
        let online_s = started.seconds();
        let online_mb = clusterer.memory_bytes() as f64 / 1e6;

        let started = Stopwatch::start();
        // Without a title they would be notices.
        let copies = vec![Article { title: "Event", ..articles[0] }; count];
        let mut clusterer = Clusterer::new(ClusterOptions::default());
        for copy in &copies {
            clusterer.add(copy);
        }
        let copies_s = started.seconds();

        let [_, _, batch_f1] = b_cubed(&references, &batch.assignments);
        let [_, _, online_f1] = b_cubed(&references, &online);
        println!(
            "{count:>9}  {batch_s:>8.3}  {online_s:>8.3}  {online_mb:>9.1}  {batch_f1:>8.3}  {online_f1:>9.3}  {copies_s:>15.3}"
        );
        rows.push([count as f64, batch_s, online_s, online_mb, copies_s]);
    }
    for pair in rows.windows(2) {
        let exponent = |at: usize| (pair[1][at] / pair[0][at]).log(pair[1][0] / pair[0][0]);
        println!(
            "exponents to {}: batch {:.2}, online {:.2}, memory {:.2}, copies {:.2}",
            pair[1][0],
            exponent(1),
            exponent(2),
            exponent(3),
            exponent(4)
        );
    }
    println!("peak of the process: {}", peak_memory());
}

/// Documents of words as frequent as in language (Zipf), a quarter of which are those of their event.
fn made_up(count: usize) -> Vec<Document> {
    let mut random = Random(7);
    let mut documents: Vec<Document> = (0..count)
        .map(|index| {
            let event = index / EVENT_DOCUMENTS;
            let text = (0..DOCUMENT_WORDS).fold(String::new(), |mut text, _| {
                // The exponent of a uniform number is Zipf's law with exponent 1.
                let rank = (random.unit() * 50_000_f64.ln()).exp() as u64;
                let own = event as u64 * 31 + random.next() % 25;
                let written = if random.unit() < 0.25 {
                    write!(text, "Event{own} ")
                } else {
                    write!(text, "word{rank} ")
                };
                written.expect("a string takes all");
                text
            });
            Document { event, title: String::new(), analysis: analyze(&text, &Options::default()) }
        })
        .collect();
    shuffle(&mut documents, 11);
    documents
}

fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut random = Random(seed);
    for at in (1..items.len()).rev() {
        items.swap(at, (random.next() % (at as u64 + 1)) as usize);
    }
}

/// A linear congruential generator (Knuth's MMIX): the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// From 0 to 1.
    fn unit(&mut self) -> f64 {
        self.next() as f64 / (1_u64 << 31) as f64
    }
}

/// Time of the processor, which others that share it don't lengthen; of the clock, where the system doesn't tell.
struct Stopwatch {
    started: Instant,
    processor_s: Option<f64>,
}

impl Stopwatch {
    fn start() -> Self {
        Self { started: Instant::now(), processor_s: processor_seconds() }
    }

    fn seconds(&self) -> f64 {
        let processor_s = self.processor_s.zip(processor_seconds()).map(|(before, now)| now - before);
        processor_s.unwrap_or_else(|| self.started.elapsed().as_secs_f64())
    }
}

fn processor_seconds() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(status.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}

fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim_start_matches("VmHWM:").trim().to_owned())
}
