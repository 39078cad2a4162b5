//! Who summarizes, and in what time.

use std::{
    hint::black_box,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use rustix::time::{ClockId, clock_gettime};
use serde_json::Map;
use simple_summarize::summarize_text;
use synoptic_plugin_host::{
    CallError, Document, Kind, Known, Length, Order, Registry, Rules, StopSignal, Summarizer, Task,
};
use synoptic_text_analysis::{Options, analyze};

use crate::{ASKED, REFERENCE, texts::Text};

/// The longest time for one text.
pub(crate) const BUDGET: Duration = Duration::from_secs(30);

pub(crate) const PEER: &str = "simple-summarize";

pub(crate) struct Contestant {
    pub(crate) name: String,
    pub(crate) method: Method,
    /// Of the race that is run.
    pub(crate) rounds: Vec<Sample>,
    /// Of the races before.
    pub(crate) medians: Vec<Sample>,
}

pub(crate) enum Method {
    Peer,
    Ours(Summarizer),
    /// The same on a thread that has met no word yet: a thread keeps the stems of words from one text to the next.
    NewThread(Summarizer),
}

/// The time for one text. The peer's analysis isn't told apart.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sample {
    pub(crate) analysis: Duration,
    pub(crate) summarizer: Duration,
}

/// The peer and all bundled summarizers.
pub(crate) fn all(registry: &Registry) -> Vec<Contestant> {
    let mut contestants = vec![Contestant::new(PEER, Method::Peer)];
    let catalog = registry.catalog();
    for summarizer in catalog.summarizers().filter(|one| one.kinds().contains(&Kind::Extractive)) {
        let name = summarizer.name().to_owned();
        contestants.push(Contestant::new(&name, Method::Ours(summarizer.clone())));
        if name == REFERENCE {
            contestants.push(Contestant::new("newswire, new thread", Method::NewThread(summarizer)));
        }
    }
    contestants
}

impl Sample {
    pub(crate) fn whole(&self) -> Duration {
        self.analysis + self.summarizer
    }
}

impl Contestant {
    fn new(name: &str, method: Method) -> Self {
        Self { name: name.to_owned(), method, rounds: Vec::new(), medians: Vec::new() }
    }

    /// Summarizes the texts, and keeps the time per text; whether all were within the budget.
    pub(crate) fn take_turn(&mut self, texts: &[Text]) -> bool {
        let mut sum = Sample::default();
        for text in texts {
            let Some(sample) = self.method.run(text) else { return false };
            sum.analysis += sample.analysis;
            sum.summarizer += sample.summarizer;
        }
        let count = texts.len() as u32;
        self.rounds.push(Sample { analysis: sum.analysis / count, summarizer: sum.summarizer / count });
        true
    }

    /// Keeps the round in the middle.
    pub(crate) fn close_race(&mut self) {
        self.rounds.sort_unstable_by_key(Sample::whole);
        self.medians.push(self.rounds[self.rounds.len() / 2]);
    }
}

impl Method {
    /// The time for a text; `None` where it is beyond the budget.
    pub(crate) fn run(&self, text: &Text) -> Option<Sample> {
        let sample = match self {
            Self::Peer => {
                let begun = processor_time();
                black_box(summarize_with_peer(text));
                Some(Sample { summarizer: processor_time() - begun, ..Sample::default() })
            }
            Self::Ours(summarizer) => summarize(summarizer, &text.text),
            Self::NewThread(summarizer) => thread::scope(|scope| {
                scope.spawn(|| summarize(summarizer, &text.text)).join().expect("it doesn't panic")
            }),
        };
        sample.filter(|sample| sample.whole() < BUDGET)
    }
}

/// The time that this thread has had the processor for: what others do meanwhile isn't counted.
pub(crate) fn processor_time() -> Duration {
    clock_gettime(ClockId::ThreadCPUTime).try_into().expect("it isn't negative")
}

/// The summary as the peer's documentation has it made: by the share that it cuts.
pub(crate) fn summarize_with_peer(text: &Text) -> String {
    summarize_text(&text.text, text.cut).expect("it summarizes").summary
}

fn summarize(summarizer: &Summarizer, text: &str) -> Option<Sample> {
    let (params, stop) = (Map::new(), StopSignal::default());
    let begun = processor_time();
    let analysis = Arc::new(analyze(text, &Options::default()));
    let analysed = processor_time();
    let (name, title, outlet) = ("bench".to_owned(), String::new(), String::new());
    let document = Document { name, title, outlet, publish_time_ms: None, analysis, known: Known::Nothing };
    let task = Task {
        documents: std::slice::from_ref(&document),
        kind: Kind::Extractive,
        length: Length::Sentences(ASKED as u64),
        order: Order::Source,
        rules: Rules::default(),
        focus: "",
        params: &params,
        stop: &stop,
        deadline: Instant::now() + BUDGET,
        streaming: false,
    };
    match summarizer.run(&task, &mut |_| {}) {
        Err(CallError::Stopped) => return None,
        outcome => black_box(outcome.expect("it summarizes")),
    };
    Some(Sample { analysis: analysed - begun, summarizer: processor_time() - analysed })
}
