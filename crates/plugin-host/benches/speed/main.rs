//! What a summary costs: each bundled summarizer with its text analysis against the crate `simple-summarize`, which isn't ours;
//! by article and by growing document, in time and in memory. One run on one processor, so that what it prints are ratios.

mod contestants;
mod memory;
#[path = "../support/mod.rs"]
mod support;
mod texts;

use std::{
    env,
    hint::black_box,
    time::{Duration, Instant},
};

use rustix::thread::{CpuSet, sched_getcpu, sched_setaffinity};
use synoptic_testing::{growth_exponent, synthetic_text};
use synoptic_text_analysis::{Language, Options, analyze};

use contestants::{BUDGET, Contestant, Method, PEER, Sample, processor_time, summarize_with_peer};
use texts::{Text, articles};

/// How many sentences are asked for.
const ASKED: usize = 3;

/// The lengths of the synthetic documents, in sentences, and those whose memory is measured.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const MEMORY_SIZES: [usize; 2] = [10_000, 100_000];

/// How often all take turns: so often, within a time, but never less than a median needs.
const ROUNDS_MAX: usize = 300;
const ROUNDS_TIME: Duration = Duration::from_secs(20);
const ROUNDS_MIN: usize = 5;

/// What the others are compared to.
const REFERENCE: &str = "newswire";

fn main() {
    let processor = pin();
    let private = tempfile::tempdir().expect("a temporary folder");
    let registry = support::registry(private.path(), true);
    let mut contestants = contestants::all(&registry);
    let arguments: Vec<String> = env::args().skip(1).collect();
    if memory::answered(&arguments, &contestants) {
        return;
    }

    println!(
        "{ASKED} sentences, analysed anew, on processor {processor}; its time, medians of alternating rounds"
    );
    let (articles, what) = articles();
    race(&format!("{} {what}", articles.len()), &mut contestants, &articles);
    analysis_steps(&articles);

    // A long text fills its lexicon by itself.
    contestants.retain(|contestant| !matches!(contestant.method, Method::NewThread(_)));
    contestants.iter_mut().for_each(|contestant| contestant.medians.clear());
    for sentences in SIZES {
        let document = Text::new(synthetic_text(sentences), sentences);
        let title = format!("a document of {sentences} sentences, {} KB", document.text.len() / 1000);
        race(&title, &mut contestants, &[document]);
    }
    growth(&contestants);
}

/// Keeps this process on the processor where it is, and tells which that is.
fn pin() -> usize {
    let processor = sched_getcpu();
    let mut only = CpuSet::new();
    only.set(processor);
    sched_setaffinity(None, &only).expect("it runs there already");
    processor
}

/// Has all take turns at the texts, and prints their times. Who takes longer than the budget leaves.
fn race(title: &str, contestants: &mut Vec<Contestant>, texts: &[Text]) {
    println!("\n{title}");
    contestants.iter_mut().for_each(|contestant| contestant.rounds.clear());
    let begun = Instant::now();
    for round in 0..ROUNDS_MAX {
        if round >= ROUNDS_MIN && begun.elapsed() > ROUNDS_TIME {
            break;
        }
        contestants.retain_mut(|contestant| {
            let stays = contestant.take_turn(texts);
            if !stays {
                println!("  {} took more than {} s: left out from here", contestant.name, BUDGET.as_secs());
            }
            stays
        });
    }
    contestants.iter_mut().for_each(Contestant::close_race);
    print_times(contestants);
    let given: usize = texts.iter().map(|text| summarize_with_peer(text).lines().count()).sum();
    println!("  {PEER} cuts 95% at most, and gave {:.1} sentences", given as f64 / texts.len() as f64);
}

fn print_times(contestants: &[Contestant]) {
    let whole = |name| contestants.iter().find(|contestant| contestant.name == name).map(last_whole);
    let bases = [whole(PEER), whole(REFERENCE)];
    println!("  {:<22} {:>34} {:>30}", "", "ms a text", "times as long as");
    println!(
        "  {:<22} {:>10} = {:>9} + {:>9} {:>18} {REFERENCE:>11}",
        "", "whole", "analysis", "summarizer", PEER
    );
    for contestant in contestants {
        let Sample { analysis, summarizer } = *contestant.medians.last().expect("it took its turns");
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let whole = last_whole(contestant);
        let parts = match contestant.method {
            Method::Peer => String::new(),
            _ => format!("= {:>9.3} + {:>10.3}", ms(analysis), ms(summarizer)),
        };
        let [to_peer, to_reference] =
            bases.map(|base| base.map_or(f64::NAN, |base| whole.as_secs_f64() / base.as_secs_f64()));
        print!("  {:<22} {:>10.3} {parts:<24} ", contestant.name, ms(whole));
        println!("{to_peer:>17.2} {to_reference:>11.2}");
    }
}

fn last_whole(contestant: &Contestant) -> Duration {
    contestant.medians.last().expect("it took its turns").whole()
}

/// What of the analysis can be told apart from outside: the detection of the language, which it leaves out where that is given.
fn analysis_steps(articles: &[Text]) {
    let given = Options { language: Some(Language::English), ..Options::default() };
    let time = |options: &Options<'_>| {
        let begun = processor_time();
        for article in articles {
            black_box(analyze(&article.text, options));
        }
        processor_time() - begun
    };
    let rounds = (0..ROUNDS_MAX).map(|_| (time(&Options::default()), time(&given)));
    let (mut whole, mut rest): (Vec<_>, Vec<_>) = rounds.unzip();
    whole.sort_unstable();
    rest.sort_unstable();
    let share = 1.0 - rest[ROUNDS_MAX / 2].as_secs_f64() / whole[ROUNDS_MAX / 2].as_secs_f64();
    println!(
        "  of the analysis, {:.1}% detect the language; the other steps aren't told apart",
        share * 100.0
    );
}

/// How time and memory grow with the length of the document: 1 is linear.
fn growth(contestants: &[Contestant]) {
    println!("\ngrowth of time, from {} to {} sentences, and of memory", SIZES[0], SIZES[2]);
    println!("  {:<22} {:>20} {:>35}", "", "exponent of time", "most memory, MB");
    print!("  {:<22} {:>9} {:>10}", "", "whole", "summarizer");
    println!(" {:>12} {:>12} {:>9}", MEMORY_SIZES[0], MEMORY_SIZES[1], "exponent");
    for contestant in contestants {
        let exponent = |time: fn(&Sample) -> Duration| {
            let times = contestant.medians.iter().map(time);
            growth_exponent(&SIZES.into_iter().zip(times).collect::<Vec<_>>())
        };
        let [short, long] = MEMORY_SIZES.map(|size| memory::peak_bytes(&contestant.name, size) / 1e6);
        let memory_exponent = (long / short).log10();
        print!("  {:<22} ", contestant.name);
        print!("{:>9.2} {:>10.2} ", exponent(Sample::whole), exponent(|sample| sample.summarizer));
        println!("{short:>12.1} {long:>12.1} {memory_exponent:>9.2}");
    }
}
