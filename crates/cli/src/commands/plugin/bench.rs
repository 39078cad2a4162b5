//! `synoptic plugin bench`.

use std::{
    path::PathBuf,
    process::ExitCode,
    time::{Duration, Instant},
};

use clap::Args;
use synoptic_plugin_host::{Document, Kind, Length, Order, Rules, StopSignal, Summarizer, Task};

use crate::{local::Local, output};

/// Measures a library's summarizers, in this process and in a worker: three sentences of texts of growing length, whose analysis
/// isn't counted.
#[derive(Args)]
pub(crate) struct Bench {
    /// The library.
    library: PathBuf,
    /// How long each measure takes at least, in milliseconds.
    #[arg(long, value_name = "MS", default_value = "400")]
    time_ms: u64,
}

/// The lengths of the texts, in sentences: an article, a report, a book or two.
const SENTENCES: [usize; 3] = [36, 1_000, 10_000];

impl Bench {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let (here, there) = (Local::open(&self.library, true)?, Local::open(&self.library, false)?);
        let documents = SENTENCES.map(|count| Document::of_text("documents/0", &text(count)));
        let time = Duration::from_millis(self.time_ms);
        output::line(format_args!(
            "{:<24} {:>9}  {:>12} {:>12}  {:>6}",
            "", "sentences", "in process", "in a worker", "ratio"
        ))?;
        for summarizer in here.registry.catalog().summarizers() {
            let isolated = there.registry.catalog().resolve(summarizer.name(), || 0)?.summarizer;
            let mut points = Vec::new();
            for (count, document) in SENTENCES.into_iter().zip(&documents) {
                let local = measure(&summarizer, document, time)?;
                let remote = measure(&isolated, document, time)?;
                let ratio = remote / local;
                output::line(format_args!(
                    "{:<24} {count:>9}  {local:>9.1} us {remote:>9.1} us  {ratio:>6.2}",
                    summarizer.name()
                ))?;
                points.push((count, local));
            }
            if let [(few, fast), .., (many, slow)] = points.as_slice() {
                #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
                let exponent = (slow / fast).ln() / (*many as f64 / *few as f64).ln();
                output::line(format_args!(
                    "{:<24} time grows with the length to the power of {exponent:.2}",
                    ""
                ))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The median time of a call, in microseconds.
fn measure(summarizer: &Summarizer, document: &Document, time: Duration) -> anyhow::Result<f64> {
    let (stop, params) = (StopSignal::default(), serde_json::Map::new());
    let mut times = Vec::new();
    let begun = Instant::now();
    while times.len() < 3 || begun.elapsed() < time {
        let call_begun = Instant::now();
        let task = Task {
            documents: std::slice::from_ref(document),
            kind: summarizer.kinds().first().copied().unwrap_or(Kind::Extractive),
            length: Length::Sentences(3),
            order: Order::Source,
            rules: Rules::default(),
            focus: "",
            params: &params,
            stop: &stop,
            deadline: call_begun + Duration::from_secs(600),
            streaming: false,
        };
        summarizer.run(&task, &mut |_| {})?;
        times.push(call_begun.elapsed());
    }
    times.sort_unstable();
    Ok(times[times.len() / 2].as_secs_f64() * 1e6)
}

/// So many sentences of twenty words, of which low numbers come often: much like a text to a summarizer.
fn text(sentences: usize) -> String {
    let mut state = 1_u64;
    let mut text = String::new();
    for _ in 0..sentences {
        for word in 0..20 {
            // Knuth's linear congruential generator; the product of two draws makes small ones frequent.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (one, other) = ((state >> 33) % 140, (state >> 48) % 140);
            text.push_str(if word == 0 { "Word" } else { " word" });
            text.push_str(&(one * other).to_string());
        }
        text.push_str(". ");
    }
    text
}
