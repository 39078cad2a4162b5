//! What isolation costs: newswire called directly, in this process, and in a worker, on the same documents in the same run.

mod support;

use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::Map;
use synoptic_plugin_host::{Document, Kind, Known, Length, Order, Rules, StopSignal, Summarizer, Task};
use synoptic_testing::synthetic_text;
use synoptic_text_analysis::{Options, analyze};

fn main() {
    let private = [tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder")];
    let here = support::registry(private[0].path(), true);
    let there = support::registry(private[1].path(), false);
    let find = |registry: &synoptic_plugin_host::Registry| {
        registry.catalog().resolve("newswire", || 0).expect("it is bundled").summarizer
    };
    let (here, there) = (find(&here), find(&there));
    println!("newswire on an analysed document, three sentences; median times of alternating calls");
    println!("  {:<26} {:>12} {:>12} {:>8}", "", "in process", "in a worker", "ratio");
    for sentences in [36, 360, 3_600, 10_000, 36_000] {
        let text = synthetic_text(sentences);
        let rounds = (2_000_000 / sentences).clamp(40, 4_000);
        let name = format!("{sentences} sentences, {} KB", text.len() / 1000);
        let same = document(&text);
        compare(&name, &here, &there, (0..rounds).map(|_| &same));
        // What a worker has seen before it needn't be sent again.
        if sentences == 36 {
            let others: Vec<Document> = (0..rounds).map(|_| document(&text)).collect();
            compare("  a new one each time", &here, &there, others.iter());
        }
    }
}

/// Calls both with documents in turn, and prints how long that took.
fn compare<'d>(
    name: &str,
    here: &Summarizer,
    there: &Summarizer,
    documents: impl Iterator<Item = &'d Document>,
) {
    let (mut local, mut remote) = (Vec::new(), Vec::new());
    for document in documents {
        // One that was just analysed lies in the processor's cache.
        black_box(document.analysis.tokens().iter().fold(0, |all, token| all ^ token.term));
        black_box(document.analysis.terms().chain([document.analysis.text()]).map(count).sum::<usize>());
        remote.push(time(there, document));
        local.push(time(here, document));
    }
    let (local, remote) = (median(local), median(remote));
    println!("  {name:<26} {local:>9.1} us {remote:>9.1} us {:>8.3}", remote / local);
}

fn document(text: &str) -> Document {
    let (name, title, outlet) = ("bench".to_owned(), String::new(), String::new());
    let analysis = Arc::new(analyze(text, &Options::default()));
    Document { name, title, outlet, publish_time_ms: None, analysis, known: Known::Nothing }
}

fn time(summarizer: &Summarizer, document: &Document) -> Duration {
    let (params, stop) = (Map::new(), StopSignal::default());
    let begun = Instant::now();
    let task = Task {
        documents: std::slice::from_ref(document),
        kind: Kind::Extractive,
        length: Length::Sentences(3),
        order: Order::Source,
        rules: Rules::default(),
        focus: "",
        params: &params,
        stop: &stop,
        deadline: begun + Duration::from_secs(60),
        streaming: false,
    };
    black_box(summarizer.run(&task, &mut |_| {}).expect("it summarizes"));
    begun.elapsed()
}

fn count(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_lowercase).count()
}

/// In microseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e6
}
