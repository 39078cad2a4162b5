//! Sentence boundaries against the gold files in `tests/gold`, and against other segmenters.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use sentencex::get_sentence_boundaries;
use srx::SRX;
use synoptic_text_analysis::{Language, Options, analyze};

/// A text with the ends of its sentences.
struct Case {
    category: String,
    text: String,
    ends: BTreeSet<usize>,
}

fn cases(language: Language) -> Vec<Case> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(format!("{}.txt", language.tag()));
    let file = fs::read_to_string(path).unwrap();
    let mut category = String::new();
    let mut cases = Vec::new();
    for line in file.lines() {
        if let Some(name) = line.strip_prefix("# ") {
            name.clone_into(&mut category);
        } else if !line.is_empty() {
            let mut text = String::new();
            let mut ends = BTreeSet::new();
            for piece in line.replace("\\n", "\n").split_inclusive('¦') {
                text.push_str(piece.trim_end_matches('¦'));
                if piece.ends_with('¦') {
                    ends.insert(text.len());
                }
            }
            cases.push(Case { category: category.clone(), text, ends });
        }
    }
    cases
}

type Segmenter = fn(&str, Language) -> BTreeSet<usize>;

fn own(text: &str, language: Language) -> BTreeSet<usize> {
    let options = Options { language: Some(language), ..Options::default() };
    analyze(text, &options).sentences().iter().map(|sentence| sentence.end as usize).collect()
}

/// Ends of pieces, without the white space behind them; line feeds end a sentence for everyone.
fn trimmed_ends(text: &str, ends: impl Iterator<Item = usize>) -> BTreeSet<usize> {
    let lines = text.match_indices('\n').map(|(at, _)| at).chain([text.len()]);
    ends.chain(lines)
        .map(|end| text[..text.ceil_char_boundary(end)].trim_end().len())
        .filter(|&end| end > 0)
        .collect()
}

fn by_sentencex(text: &str, language: Language) -> BTreeSet<usize> {
    trimmed_ends(text, get_sentence_boundaries(language.tag(), text).iter().map(|found| found.end_index))
}

fn by_icu(text: &str, _: Language) -> BTreeSet<usize> {
    let segmenter = icu_segmenter::SentenceSegmenter::new(
        icu_segmenter::options::SentenceBreakInvariantOptions::default(),
    );
    trimmed_ends(text, segmenter.segment_str(text))
}

/// The rules that come with the `srx` crate are none; these are the ones a user would write first.
fn by_srx(text: &str, language: Language) -> BTreeSet<usize> {
    let rules: SRX = include_str!("gold/segment.srx").parse().unwrap();
    let ends = rules.language_rules(language.tag()).split_ranges(text).into_iter().map(|range| range.end);
    trimmed_ends(text, ends.collect::<Vec<_>>().into_iter())
}

#[derive(Default, Clone, Copy)]
struct Score {
    right: usize,
    found: usize,
    gold: usize,
}

impl Score {
    fn add(&mut self, found: &BTreeSet<usize>, gold: &BTreeSet<usize>) {
        self.right += found.intersection(gold).count();
        self.found += found.len();
        self.gold += gold.len();
    }

    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.gold) as f64
    }
}

/// Prints boundary F1 for each language and segmenter (`--nocapture` shows it), and holds the own rules to be the
/// best of them everywhere.
#[test]
fn own_rules_are_the_best_of_the_segmenters() {
    let segmenters: [(&str, Segmenter); 4] =
        [("own", own), ("sentencex", by_sentencex), ("icu", by_icu), ("srx", by_srx)];
    let mut totals = [Score::default(); 4];
    println!("language  boundaries        own  sentencex        icu        srx");
    for language in Language::ALL {
        let mut scores = [Score::default(); 4];
        for case in cases(language) {
            for ((score, total), (_, segment)) in scores.iter_mut().zip(&mut totals).zip(segmenters) {
                let found = segment(&case.text, language);
                score.add(&found, &case.ends);
                total.add(&found, &case.ends);
            }
        }
        let row = scores.iter().fold(String::new(), |mut row, score| {
            write!(row, " {:>10.3}", score.f1()).unwrap();
            row
        });
        println!("{:<9} {:>10}{row}", language.tag(), scores[0].gold);
        for other in &scores[1..] {
            assert!(scores[0].f1() >= other.f1(), "another segmenter is better in {}", language.tag());
        }
    }
    let row: Vec<String> = totals.iter().map(|score| format!("{:>10.3}", score.f1())).collect();
    println!("all       {:>10} {}", totals[0].gold, row.join(" "));
}

/// Shows each case that comes out wrong, and holds English news to the last boundary but a few named ones.
#[test]
fn own_rules_find_the_gold_boundaries() {
    let mut wrong = Vec::new();
    let mut all = 0;
    for language in Language::ALL {
        for case in cases(language) {
            all += 1;
            let found = own(&case.text, language);
            if found != case.ends {
                let mut shown = case.text.clone();
                for &end in found.iter().rev() {
                    shown.insert(end, '¦');
                }
                wrong.push(format!("{} {}: {}", language.tag(), case.category, shown.replace('\n', "\\n")));
            }
        }
    }
    println!("{} of {all} cases are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(wrong.len() * 50 <= all, "more than 2% of the cases are wrong");
}

#[test]
fn each_language_has_twenty_gold_boundaries() {
    for language in Language::ALL {
        let boundaries: usize = cases(language).iter().map(|case| case.ends.len()).sum();
        assert!(boundaries >= 20, "{boundaries} in {}", language.tag());
    }
}
