//! How fast text is analysed, against other segmenters that find sentences alone.

use std::{fs, path::Path, time::Duration};

use synoptic_testing::{growth_exponent, measure, synthetic_text};
use synoptic_text_analysis::{Language, Options, analyze};

/// The plain-text articles of the sample collections in English, one after the other.
fn articles() -> String {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut text = String::new();
    for collection in
        ["pyongyang-treaty", "tarran-ferry-grounding", "oxley-dam-flood", "lodestar-asteroid-sample"]
    {
        let entries =
            fs::read_dir(seeds.join(collection)).expect("the sample collections are in the repository");
        let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "txt")) {
            text.push_str(&fs::read_to_string(path).expect("sample articles are UTF-8"));
        }
    }
    text
}

#[expect(clippy::cast_precision_loss, reason = "sizes of benchmarks")]
fn megabytes_per_second(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

fn main() {
    let text = articles();
    let given = Options { language: Some(Language::English), ..Options::default() };
    let whole = measure(|| analyze(&text, &Options::default()));
    println!("analysis of {} KB of English news, one thread", text.len() / 1000);
    println!(
        "  language, paragraphs, sentences, tokens, terms: {:6.1} MB/s",
        megabytes_per_second(text.len(), whole)
    );
    let known = measure(|| analyze(&text, &given));
    println!(
        "  the same with the language given:               {:6.1} MB/s",
        megabytes_per_second(text.len(), known)
    );
    let sentencex = measure(|| sentencex::get_sentence_boundaries("en", &text));
    let icu = icu_segmenter::SentenceSegmenter::new(Default::default());
    let icu = measure(|| icu.segment_str(&text).count());
    let ratio = |other: Duration| other.as_secs_f64() / whole.as_secs_f64();
    println!("  against sentencex, sentences alone:              {:6.1} times as fast", ratio(sentencex));
    println!("  against icu_segmenter, sentences alone:          {:6.1} times as fast", ratio(icu));

    let mut points = Vec::new();
    for sentences in [1_000, 10_000, 100_000] {
        let text = synthetic_text(sentences);
        let time = measure(|| analyze(&text, &Options::default()));
        println!("  {sentences:>7} synthetic sentences, {:6.1} MB/s", megabytes_per_second(text.len(), time));
        points.push((sentences, time));
    }
    println!("  growth exponent: {:.2}", growth_exponent(&points));
}
