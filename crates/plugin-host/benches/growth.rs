//! How each summarizer's time grows with the length of the document, against text analysis alone.

mod support;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::Map;
use synoptic_plugin_host::{Document, Kind, Length, Order, StopSignal, Task};
use synoptic_testing::{growth_exponent, measure, synthetic_text};
use synoptic_text_analysis::{Options, analyze};

fn main() {
    let private = tempfile::tempdir().expect("a temporary folder");
    let registry = support::registry(private.path(), true);
    let sizes = [1_000, 10_000, 100_000];
    let mut analysis_times = Vec::new();
    let documents: Vec<Document> = sizes
        .iter()
        .map(|&sentences| {
            let text = synthetic_text(sentences);
            let begun = Instant::now();
            let analysis = Arc::new(analyze(&text, &Options::default()));
            analysis_times.push(begun.elapsed());
            let (name, title, outlet) = ("bench".to_owned(), String::new(), String::new());
            Document { name, title, outlet, publish_time_ms: None, analysis }
        })
        .collect();

    println!("ten sentences of synthetic documents, text analysis not included; in ms");
    println!("  {:<12} {:>10} {:>10} {:>10}  exponent  per analysis", "", "1,000", "10,000", "100,000");
    let row = |name: &str, times: &[Duration]| {
        let points: Vec<(usize, Duration)> = sizes.iter().copied().zip(times.iter().copied()).collect();
        let cells: Vec<String> =
            times.iter().map(|time| format!("{:>10.2}", time.as_secs_f64() * 1e3)).collect();
        let share = times[2].as_secs_f64() / analysis_times[2].as_secs_f64();
        println!("  {name:<12} {}  {:>8.2}  {share:>12.2}", cells.join(" "), growth_exponent(&points));
    };
    row("(analysis)", &analysis_times);
    for summarizer in registry.catalog().summarizers() {
        let params = Map::new();
        let stop = StopSignal::default();
        let times: Vec<Duration> = documents
            .iter()
            .map(|document| {
                let task = Task {
                    documents: std::slice::from_ref(document),
                    kind: Kind::Extractive,
                    length: Length::Sentences(10),
                    order: Order::Source,
                    focus: "",
                    params: &params,
                    stop: &stop,
                    deadline: Instant::now() + Duration::from_secs(600),
                    streaming: false,
                };
                measure(|| summarizer.run(&task, &mut |_| {}).expect("it summarizes"))
            })
            .collect();
        row(summarizer.name(), &times);
    }
}
