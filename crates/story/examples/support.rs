//! Measures what [`check`] finds: `cargo run --release --example support -- SEED a.jsonl b.jsonl …`.
//!
//! Makes summaries of three sentences of a record's documents, plants one fault in each, and prints the share that is found, by
//! kind; then the false alarms on true sentences, and what is found in people's own summaries. Records are halved by their index:
//! `SHOW=1` prints failures, of the first half only.

use std::{collections::HashMap, error::Error, ops::Range, time::Instant};

use synoptic_story::{
    FindingKind, Level, Report, Sentence, SentenceFlags, Token, TokenFlags, Verdict, check, measure,
};
use synoptic_text_analysis::{Analysis, Options, analyze};

/// Faults of each kind.
const FAULTS: usize = 500;

/// Sentences of a made summary.
const SENTENCES: usize = 3;

/// Sentences that a person would take: no stubs, no lists.
const SENTENCE_WORDS: Range<u32> = 8..46;

/// Tries to plant a fault before a kind is given up.
const TRIES_MAX: usize = 60_000;

const KINDS: [FindingKind; 4] =
    [FindingKind::Number, FindingKind::Name, FindingKind::Date, FindingKind::Negation];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let seed = arguments.next().ok_or("a seed, and data sets")?.parse()?;
    let mut records = Vec::new();
    for path in arguments {
        read(&std::fs::read_to_string(path)?, &mut records)?;
    }
    println!("{} records", records.len());
    let mut random = Random(seed);
    for kind in KINDS {
        recall(kind, &records, &mut random);
    }
    for (what, change) in [
        ("untouched", untouched as fn(&str) -> Option<String>),
        ("other white space and marks", other_marks),
        ("compressed", compressed),
    ] {
        false_alarms(what, change, &records, &mut random);
    }
    references(&records);
    time(&records);
    Ok(())
}

/// Documents with what people made of them.
struct Record {
    set: String,
    half: usize,
    documents: Vec<Analysis>,
    references: Vec<Analysis>,
}

fn read(lines: &str, records: &mut Vec<Record>) -> Result<(), Box<dyn Error>> {
    for line in lines.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let list = |field: &str| record[field].as_array().cloned().unwrap_or_default();
        let analyzed = |text: &str| analyze(text, &Options::default());
        let documents: Vec<Analysis> = list("documents")
            .iter()
            .map(|told| analyzed(told["text"].as_str().unwrap_or_default()))
            .collect();
        let references = list("references").iter().filter_map(|told| told.as_str().map(analyzed)).collect();
        let set = record["set"].as_str().unwrap_or_default().to_owned();
        records.push(Record { set, half: records.len() % 2, documents, references });
    }
    Ok(())
}

/// Reports with terms numbered alike.
fn reports<'a>(analyses: impl Iterator<Item = &'a Analysis>) -> Vec<Report<'a>> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let made = analyses.map(|analysis| {
        let mut number = |term: &str| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(term.to_owned()).or_insert(next)
        };
        let terms: Vec<u32> = analysis.terms().map(&mut number).collect();
        let term = |token: &Token| terms.get(token.term as usize).copied().unwrap_or(Token::NO_TERM);
        Report {
            text: analysis.text(),
            title: "",
            outlet: "",
            publish_time_ms: None,
            sentences: analysis.sentences().to_vec(),
            tokens: analysis.tokens().iter().map(|token| Token { term: term(token), ..*token }).collect(),
            seen: false,
        }
    });
    made.collect()
}

/// The verdicts on a text.
fn verdicts(text: &str, record: &Record) -> (Analysis, Vec<Verdict>) {
    let summary = analyze(text, &Options::default());
    let all = reports(std::iter::once(&summary).chain(&record.documents));
    let found = check(&all[0], &all[1..]);
    drop(all);
    (summary, found)
}

/// `SplitMix64` (Steele, Lea & Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit.max(1) as u64).unwrap_or(0)
    }
}

/// Random sentences of a record's documents.
fn sentences<'a>(record: &'a Record, random: &mut Random) -> Vec<(&'a Analysis, &'a Sentence)> {
    let aside =
        [SentenceFlags::BOILERPLATE, SentenceFlags::HEADING, SentenceFlags::TITLE, SentenceFlags::FRAGMENT];
    let is_told = |told: &&Sentence| {
        SENTENCE_WORDS.contains(&told.token_count) && !aside.iter().any(|flag| told.flags.contains(*flag))
    };
    let mut all: Vec<(&Analysis, &Sentence)> = Vec::new();
    for document in &record.documents {
        all.extend(document.sentences().iter().filter(is_told).map(|told| (document, told)));
    }
    let mut chosen = Vec::new();
    while chosen.len() < SENTENCES && !all.is_empty() {
        chosen.push(all.swap_remove(random.below(all.len())));
    }
    chosen
}

/// A change of a text: bytes, and what is put there.
struct Change {
    range: Range<usize>,
    with: String,
}

fn recall(kind: FindingKind, records: &[Record], random: &mut Random) {
    let (mut planted, mut found, mut marked) = ([0usize; 2], [0usize; 2], [0usize; 2]);
    for _ in 0..TRIES_MAX {
        if planted.iter().sum::<usize>() == FAULTS {
            break;
        }
        let record = &records[random.below(records.len())];
        let chosen = sentences(record, random);
        if chosen.len() < SENTENCES {
            continue;
        }
        let which = random.below(SENTENCES);
        let (document, told) = chosen[which];
        let Some(change) = fault(kind, record, document, told, random) else { continue };
        let mut text = String::new();
        let mut range = 0..0;
        let mut whole = 0..0;
        for (index, (document, told)) in chosen.iter().enumerate() {
            let start = text.len();
            let words = document.slice(told.range());
            if index == which {
                let at = change.range.start - told.range().start;
                let end = change.range.end - told.range().start;
                text.push_str(&words[..at]);
                text.push_str(&change.with);
                range = start + at..text.len();
                text.push_str(&words[end..]);
                whole = start..text.len();
            } else {
                text.push_str(words);
            }
            text.push(' ');
        }
        if record.documents.iter().any(|document| document.text().contains(&text[whole.clone()])) {
            continue;
        }
        let (_, verdicts) = verdicts(&text, record);
        let area = if kind == FindingKind::Negation { whole.clone() } else { range.clone() };
        let overlaps = |other: &Range<usize>| other.start < area.end && area.start < other.end;
        let mut findings = verdicts.iter().flat_map(|verdict| &verdict.not_found);
        let hit = findings.clone().any(|finding| finding.kind == kind && overlaps(&finding.range));
        planted[record.half] += 1;
        found[record.half] += usize::from(hit);
        marked[record.half] += usize::from(findings.any(|finding| overlaps(&finding.range)));
        if !hit && record.half == 0 && std::env::var("SHOW").is_ok() {
            let was = document.slice(change.range.clone());
            println!("MISSED {kind:?} [{was} -> {}]: {}", change.with, &text[whole.clone()]);
            for verdict in verdicts.iter().filter(|verdict| verdict.level != Level::Verbatim) {
                println!("   {:?} {:.2} {:?}", verdict.level, verdict.overlap, verdict.not_found);
            }
        }
    }
    print!("{:10}", format!("{kind:?}"));
    for half in 0..2 {
        let share = |count: usize| 100.0 * count as f64 / planted[half].max(1) as f64;
        print!(
            "  half {half}: {} planted, found {:.1} %, of any kind {:.1} %;",
            planted[half],
            share(found[half]),
            share(marked[half])
        );
    }
    println!();
}

fn fault(
    kind: FindingKind,
    record: &Record,
    document: &Analysis,
    told: &Sentence,
    random: &mut Random,
) -> Option<Change> {
    let changes = match kind {
        FindingKind::Number => numbers(record, document, told, random),
        FindingKind::Name => names(record, document, told, random),
        FindingKind::Date => dates(document, told, random),
        FindingKind::Negation => negations(document, told),
    };
    let count = changes.len();
    (count > 0).then(|| changes.into_iter().nth(random.below(count))).flatten()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SMALL: [&str; 11] =
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

fn word(document: &Analysis, token: usize) -> &str {
    document.tokens().get(token).map_or("", |token| document.slice(token.range()))
}

fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| *month == word || month.len() > 4 && word == &month[..3]) || word == "Sept"
}

/// A count: digits that are no year, no part of a date, and no part of something longer; or a small number in words.
fn is_count(document: &Analysis, token: usize) -> bool {
    let text = word(document, token);
    let year =
        text.len() == 4 && !text.contains([',', '.']) && (text.starts_with("1") || text.starts_with("20"));
    let near_month = (1..=2).any(|away| {
        is_month(word(document, token + away))
            || token.checked_sub(away).is_some_and(|before| is_month(word(document, before)))
    });
    let digits = !text.is_empty()
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
    (digits && !year || SMALL.contains(&text)) && !near_month
}

fn numbers(record: &Record, document: &Analysis, told: &Sentence, random: &mut Random) -> Vec<Change> {
    let mut pool: Vec<&str> = Vec::new();
    for document in &record.documents {
        let count = document.tokens().len();
        pool.extend((0..count).filter(|&token| is_count(document, token)).map(|token| word(document, token)));
    }
    let mut changes = Vec::new();
    for token in told.token_range().filter(|&token| is_count(document, token)) {
        let old = word(document, token);
        let written = SMALL.contains(&old);
        let others: Vec<&&str> = pool
            .iter()
            .filter(|other| {
                SMALL.contains(other) == written && other.replace(',', "") != old.replace(',', "")
            })
            .collect();
        let swap = random.below(2) == 0 && !others.is_empty();
        let with = if swap {
            (*others[random.below(others.len())]).to_owned()
        } else if written {
            let mut with = old;
            while with == old {
                with = SMALL[random.below(SMALL.len())];
            }
            with.to_owned()
        } else {
            // Another digit in the first place.
            let first = old.as_bytes()[0] - b'0';
            format!("{}{}", (first + 1 + u8::try_from(random.below(8)).unwrap_or(0)) % 9 + 1, &old[1..])
        };
        if with != old {
            changes.push(Change { range: document.tokens()[token].range(), with });
        }
    }
    changes
}

/// Runs of capitalized words inside sentences, without what stands before a name.
fn runs(document: &Analysis, told: &Sentence) -> Vec<Range<usize>> {
    let titles = [
        "Mr",
        "Mrs",
        "Ms",
        "Miss",
        "Dr",
        "Sir",
        "Lord",
        "President",
        "Prime",
        "Minister",
        "Secretary",
        "Chief",
        "Judge",
        "Sen",
        "Rep",
        "Gov",
        "Gen",
        "Captain",
        "Chancellor",
        "Senator",
        "Professor",
        "Lady",
        "Detective",
        "Sgt",
        "Officer",
        "Chairman",
        "General",
        "State",
        "Queen",
        "King",
        "Prince",
        "Justice",
        "Pope",
        "Coach",
        "Director",
        "Mayor",
        "Governor",
        "I",
        "Vice",
    ];
    let tokens = document.tokens();
    let is_name = |token: usize| {
        let flags = tokens[token].flags;
        let text = word(document, token);
        flags.contains(TokenFlags::CAPITALIZED)
            && !flags.contains(TokenFlags::STOP_WORD)
            && text.len() > 2
            && !is_month(text)
            && !WEEKDAYS.iter().any(|day| text.starts_with(day))
            && !text.contains(['\'', '’'])
    };
    let all = told.token_range();
    let capitals = all.clone().filter(|&token| tokens[token].flags.contains(TokenFlags::CAPITALIZED)).count();
    if capitals * 2 > all.len() {
        return Vec::new();
    }
    let joined =
        |token: usize| document.slice(tokens[token - 1].range().end..tokens[token].range().start) == " ";
    let mut found = Vec::new();
    let mut at = all.start + 1;
    while at < all.end {
        // A quotation's first word may be any.
        let mut end = at;
        while end < all.end && is_name(end) && joined(end) {
            end += 1;
        }
        let mut start = at;
        while start < end && titles.contains(&word(document, start)) {
            start += 1;
        }
        let after_capital = tokens[at - 1].flags.contains(TokenFlags::CAPITALIZED) && at - 1 == all.start;
        if start < end && !after_capital {
            found.push(start..end);
        }
        at = end.max(at) + 1;
    }
    found
}

fn names(record: &Record, document: &Analysis, told: &Sentence, random: &mut Random) -> Vec<Change> {
    let text = |document: &Analysis, run: &Range<usize>| {
        document
            .slice(document.tokens()[run.start].range().start..document.tokens()[run.end - 1].range().end)
            .to_owned()
    };
    let mut pool = Vec::new();
    for document in &record.documents {
        for told in document.sentences() {
            pool.extend(runs(document, told).iter().map(|run| text(document, run)));
        }
    }
    let mut changes = Vec::new();
    for run in runs(document, told) {
        let old = text(document, &run);
        // Forms of the same name begin alike.
        let alike =
            |one: &str, other: &str| one.chars().zip(other.chars()).take(3).all(|(one, other)| one == other);
        let others: Vec<&String> = pool
            .iter()
            .filter(|other| !other.split(' ').any(|part| old.split(' ').any(|own| alike(own, part))))
            .filter(|other| !(old.chars().all(char::is_uppercase) || other.chars().all(char::is_uppercase)))
            .collect();
        if !others.is_empty() {
            let with = others[random.below(others.len())].clone();
            let tokens = document.tokens();
            changes.push(Change {
                range: tokens[run.start].range().start..tokens[run.end - 1].range().end,
                with,
            });
        }
    }
    changes
}

fn dates(document: &Analysis, told: &Sentence, random: &mut Random) -> Vec<Change> {
    let other = |old: &str, all: &[&str], random: &mut Random| {
        let mut with = old;
        while with == old {
            with = all[random.below(all.len())];
        }
        with.to_owned()
    };
    let tokens = document.tokens();
    let mut changes = Vec::new();
    for token in told.token_range() {
        let text = word(document, token);
        let beside = [token.checked_sub(1), Some(token + 1)]
            .into_iter()
            .flatten()
            .filter(|at| told.token_range().contains(at));
        let mut beside = beside.map(|at| word(document, at));
        let with = if WEEKDAYS.contains(&text) {
            other(text, &WEEKDAYS, random)
        } else if MONTHS.contains(&text) {
            if matches!(text, "May" | "March")
                && !beside.any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            {
                continue;
            }
            other(text, &MONTHS, random)
        } else if let Ok(number) = text.parse::<u32>() {
            let lead = token.checked_sub(1).map_or("", |before| word(document, before)).to_lowercase();
            let leads = ["in", "since", "from", "until", "by", "during", "of"].contains(&lead.as_str())
                || is_month(word(document, token.saturating_sub(1)));
            if (1900..2030).contains(&number) && text.len() == 4 && leads {
                (number - 1 - u32::try_from(random.below(9)).unwrap_or(0)).to_string()
            } else if (1..=31).contains(&number) && beside.any(is_month) {
                let mut with = number;
                while with == number {
                    with = 1 + u32::try_from(random.below(28)).unwrap_or(0);
                }
                with.to_string()
            } else {
                continue;
            }
        } else {
            continue;
        };
        changes.push(Change { range: tokens[token].range(), with });
    }
    changes
}

fn negations(document: &Analysis, told: &Sentence) -> Vec<Change> {
    let tokens = document.tokens();
    let mut changes = Vec::new();
    for token in told.token_range().skip(1) {
        let text = word(document, token);
        let range = tokens[token].range();
        let next = word(document, token + 1);
        if ["only", "just", "merely", "doubt", "matter"].contains(&next) {
            continue;
        }
        let stem = text.strip_suffix("n't").or_else(|| text.strip_suffix("n’t"));
        if ["not", "never", "no"].contains(&text) {
            // With the white space before it.
            let start = document.slice(0..range.start).trim_end().len();
            changes.push(Change { range: start..range.end, with: String::new() });
        } else if let Some(stem) = stem {
            let with = match stem {
                "ca" => "can",
                "wo" => "will",
                stem => stem,
            };
            changes.push(Change { range, with: with.to_owned() });
        }
    }
    changes
}

#[expect(clippy::unnecessary_wraps, reason = "changes of its kind may find nothing to change")]
fn untouched(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Doubled spaces, and the other kind of quotation marks.
fn other_marks(text: &str) -> Option<String> {
    let mut opens = true;
    let mut made = String::new();
    for (index, c) in text.char_indices() {
        match c {
            '"' => {
                made.push(if opens { '“' } else { '”' });
                opens = !opens;
            }
            '“' | '”' => made.push('"'),
            '’' => made.push('\''),
            '\'' => made.push('’'),
            ' ' if index % 3 == 0 => made.push_str("  "),
            ' ' if index % 3 == 1 => made.push('\u{a0}'),
            c => made.push(c),
        }
    }
    (made != text).then_some(made)
}

/// Without a leading adverbial: "On Tuesday, …"; or without a parenthesis: "(…)", ", who …,".
fn compressed(text: &str) -> Option<String> {
    let leads = [
        "In ",
        "On ",
        "At ",
        "After ",
        "Before ",
        "When ",
        "While ",
        "However,",
        "But ",
        "As ",
        "Although ",
        "Since ",
    ];
    let comma = text.find(", ");
    if let Some(comma) =
        comma.filter(|comma| leads.iter().any(|lead| text.starts_with(lead)) && text.len() > 2 * comma)
    {
        let rest = &text[comma + 2..];
        let first = rest.chars().next()?;
        return Some(format!("{}{}", first.to_uppercase(), &rest[first.len_utf8()..]));
    }
    if let (Some(start), Some(end)) = (text.find(" ("), text.find(')'))
        && start < end
    {
        return Some(format!("{}{}", &text[..start], &text[end + 1..]));
    }
    let start = [", who ", ", which ", ", where "].iter().filter_map(|lead| text.find(lead)).min()?;
    let end = start + 2 + text[start + 2..].find(", ")?;
    Some(format!("{}{}", &text[..start], &text[end + 1..]))
}

fn false_alarms(what: &str, change: fn(&str) -> Option<String>, records: &[Record], random: &mut Random) {
    let (mut all, mut flagged, mut verbatim, mut unsupported) = ([0usize; 2], [0usize; 2], 0, 0);
    let mut kinds = [0usize; 4];
    for record in records.iter().cycle().take(4 * records.len()) {
        let made: Vec<String> = sentences(record, random)
            .iter()
            .filter_map(|(document, told)| change(document.slice(told.range())))
            .collect();
        let (summary, verdicts) = verdicts(&made.join(" "), record);
        for verdict in &verdicts {
            all[record.half] += 1;
            flagged[record.half] += usize::from(!verdict.not_found.is_empty());
            verbatim += usize::from(verdict.level == Level::Verbatim);
            unsupported += usize::from(verdict.level == Level::Unsupported);
            for finding in &verdict.not_found {
                kinds[finding.kind as usize] += 1;
                if record.half == 0 && std::env::var("SHOW").is_ok() {
                    println!(
                        "ALARM {what} {:?} {}: {}",
                        finding.kind,
                        finding.words,
                        summary.slice(summary.sentences()[verdict.sentence].range())
                    );
                }
            }
        }
    }
    let share = |count: usize, of: usize| 100.0 * count as f64 / of.max(1) as f64;
    let whole = all[0] + all[1];
    println!(
        "{what}: {whole} sentences, flagged {:.2} % and {:.2} % of the halves, {kinds:?} by kind; verbatim {:.1} %, unsupported {:.2} %",
        share(flagged[0], all[0]),
        share(flagged[1], all[1]),
        share(verbatim, whole),
        share(unsupported, whole)
    );
}

/// What is found in people's summaries of the records, and in those of others.
fn references(records: &[Record]) {
    let mut sets: Vec<&str> = records.iter().map(|record| record.set.as_str()).collect();
    sets.dedup();
    for set in sets {
        let own: Vec<&Record> = records.iter().filter(|record| record.set == set).collect();
        for (what, away) in [("own", 0), ("of another record", 1)] {
            let (mut all, mut kinds, mut levels, mut flagged, mut low) =
                ([0usize; 2], [[0usize; 4]; 2], [0usize; 3], [0usize; 2], [0usize; 7]);
            let mut sums = [0f64; 6];
            let mut count = 0f64;
            for (index, record) in own.iter().enumerate() {
                let other = own[(index + away) % own.len()];
                for reference in &other.references {
                    let reports = reports(std::iter::once(reference).chain(&record.documents));
                    let verdicts = check(&reports[0], &reports[1..]);
                    let told = measure(&reports[0], &reports[1..]);
                    let told = [
                        told.coverage,
                        told.divergence,
                        told.fragment_coverage,
                        told.fragment_density,
                        told.compression,
                        told.redundancy,
                    ];
                    sums.iter_mut().zip(told).for_each(|(sum, figure)| *sum += f64::from(figure));
                    count += 1.0;
                    for verdict in verdicts {
                        all[record.half] += 1;
                        levels[verdict.level as usize] += 1;
                        flagged[record.half] += usize::from(!verdict.not_found.is_empty());
                        for (slot, limit) in low.iter_mut().zip([0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6]) {
                            *slot += usize::from(verdict.overlap < limit);
                        }
                        for kind in KINDS {
                            kinds[record.half][kind as usize] +=
                                usize::from(verdict.not_found.iter().any(|finding| finding.kind == kind));
                        }
                        if away == 0 && record.half == 0 && std::env::var("SHOW").is_ok() {
                            let report = &reports[0];
                            for finding in &verdict.not_found {
                                println!(
                                    "REFERENCE {:?} {} / {:?}: {}\n    {}",
                                    finding.kind,
                                    finding.words,
                                    finding
                                        .instead
                                        .map(|span| &record.documents[span.report].text()[span.range()]),
                                    report.sentence_text(&report.sentences[verdict.sentence]),
                                    verdict.sources.first().map_or("", |span| &record.documents[span.report]
                                        .text()[span.range()])
                                );
                            }
                        }
                    }
                }
            }
            let share = |count: usize, of: usize| 100.0 * count as f64 / of.max(1) as f64;
            let whole = all[0] + all[1];
            println!(
                "{set}, references {what}: {whole} sentences; unsupported {:.1} %, supported {:.1} %, verbatim {:.1} %",
                share(levels[0], whole),
                share(levels[1], whole),
                share(levels[2], whole)
            );
            for half in 0..2 {
                let by: Vec<String> = KINDS
                    .iter()
                    .map(|kind| format!("{kind:?} {:.1} %", share(kinds[half][*kind as usize], all[half])))
                    .collect();
                println!(
                    "    half {half}: flagged {:.1} %: {}",
                    share(flagged[half], all[half]),
                    by.join(", ")
                );
            }
            println!(
                "    overlap below 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6: {}",
                low.map(|low| format!("{:.1} %", share(low, whole))).join(", ")
            );
            let means = sums.map(|sum| format!("{:.2}", sum / count.max(1.0)));
            println!(
                "    coverage, divergence, fragment coverage, density, compression, redundancy: {}",
                means.join(", ")
            );
        }
    }
}

/// The time for ten articles of 700 words and a summary of three sentences with a fault.
fn time(records: &[Record]) {
    let mut texts = Vec::new();
    for document in records.iter().flat_map(|record| &record.documents) {
        if let Some(token) = document.tokens().get(700).filter(|_| texts.len() < 10) {
            texts.push(analyze(&document.text()[..token.range().start], &Options::default()));
        }
    }
    let Some(first) = texts.first() else { return };
    let told: Vec<&str> =
        first.sentences().iter().skip(2).take(3).map(|told| first.slice(told.range())).collect();
    for (what, summary) in
        [("verbatim", told.join(" ")), ("with faults", told.join(" ").replace(" the ", " 17 Olga Horn "))]
    {
        let summary = analyze(&summary, &Options::default());
        let all = reports(std::iter::once(&summary).chain(&texts));
        let mut best = [f64::MAX; 2];
        for _ in 0..200 {
            let start = Instant::now();
            std::hint::black_box(check(&all[0], &all[1..]));
            best[0] = best[0].min(start.elapsed().as_secs_f64());
            let start = Instant::now();
            std::hint::black_box(measure(&all[0], &all[1..]));
            best[1] = best[1].min(start.elapsed().as_secs_f64());
        }
        println!(
            "{} articles of 700 words, {what}: check {:.3} ms, measure {:.3} ms",
            texts.len(),
            best[0] * 1e3,
            best[1] * 1e3
        );
    }
}
