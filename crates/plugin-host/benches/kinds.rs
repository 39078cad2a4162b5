//! What the kinds of summary cost: each for ten articles, against the three best sentences of newswire on the same input.

mod support;

use std::{
    collections::BTreeSet,
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::Map;
use synoptic_plugin_host::{Document, Kind, Known, Length, Order, Registry, Rules, StopSignal, Task};
use synoptic_text_analysis::{Options, analyze};

/// How many articles are read together.
const ARTICLES: usize = 10;

const ROUNDS: usize = 300;

/// Each kind, who makes it, and how many pieces it has at most.
const KINDS: [(Kind, &str, u64); 6] = [
    (Kind::Extractive, "newswire", 3),
    (Kind::KeyPoints, "newswire", 5),
    (Kind::Headline, "newswire", 1),
    (Kind::Quotes, "quotes", 100),
    (Kind::Timeline, "timeline", 100),
    (Kind::Comparison, "comparison", 100),
];

fn main() {
    let private = tempfile::tempdir().expect("a folder");
    let registry = support::registry(private.path(), true);
    let documents = documents();
    let words: usize = documents.iter().map(|document| document.analysis.tokens().len()).sum();
    println!(
        "{} articles of the samples, {words} words, analysed; medians of alternating calls",
        documents.len()
    );
    let mut times: Vec<Vec<Duration>> = vec![Vec::with_capacity(ROUNDS); KINDS.len()];
    for _ in 0..ROUNDS {
        for (kind, times) in KINDS.iter().zip(&mut times) {
            times.push(time(&registry, *kind, &documents));
        }
    }
    let medians: Vec<f64> = times
        .into_iter()
        .map(|mut times| {
            times.sort_unstable();
            times[ROUNDS / 2].as_secs_f64() * 1e6
        })
        .collect();
    for ((kind, name, _), median) in KINDS.iter().zip(&medians) {
        println!(
            "  {:<12} {name:<12} {median:>9.0} us {:>8.2} times",
            format!("{kind:?}"),
            median / medians[0]
        );
    }
}

fn time(registry: &Registry, (kind, name, length): (Kind, &str, u64), documents: &[Document]) -> Duration {
    let summarizer = registry.catalog().resolve(name, || 0).expect("it is bundled").summarizer;
    let (params, stop) = (Map::new(), StopSignal::default());
    let begun = Instant::now();
    let task = Task {
        documents,
        kind,
        length: Length::Sentences(length),
        order: Order::Source,
        rules: Rules::default(),
        focus: "",
        params: &params,
        stop: &stop,
        deadline: begun + Duration::from_secs(60),
        streaming: false,
    };
    black_box(summarizer.run(&task, &mut |_| {}).expect("it answers"));
    begun.elapsed()
}

/// The longest plain articles of the sample collections.
fn documents() -> Vec<Document> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let folders: BTreeSet<PathBuf> = entries(&seeds);
    let files = folders.iter().filter(|path| path.is_dir()).flat_map(|folder| entries(folder));
    let plain = files.filter(|file| file.extension().is_some_and(|extension| extension == "txt"));
    let mut texts: Vec<String> = plain.map(|file| fs::read_to_string(file).expect("a sample")).collect();
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let document = |text: String| Document {
        name: "bench".to_owned(),
        title: String::new(),
        outlet: String::new(),
        publish_time_ms: Some(1_700_000_000_000),
        analysis: Arc::new(analyze(&text, &Options::default())),
        known: Known::Nothing,
    };
    texts.into_iter().take(ARTICLES).map(document).collect()
}

fn entries(folder: &Path) -> BTreeSet<PathBuf> {
    fs::read_dir(folder).expect("the samples").map(|entry| entry.expect("the samples").path()).collect()
}
