//! `cargo xtask eval --stories`: quotations, timelines and comparisons of the sample collections, against what people found in them.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    ops::Range,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, bail};
use jiff::civil::{Date, date};
use serde::Deserialize;
use serde_json::Value;
use synoptic_testing::{ServerProcess, bundled_plugins, profile_folder};

use crate::cargo::cargo;

/// What people found in a collection.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    /// When documents were published that don't tell.
    #[serde(default)]
    published: BTreeMap<String, String>,
    quotations: Vec<GoldQuotation>,
    events: Vec<GoldEvent>,
    #[serde(default)]
    claims: Vec<GoldClaim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldQuotation {
    document: String,
    parts: Vec<String>,
    speaker: String,
    #[serde(default)]
    accept: Vec<String>,
    /// For people.
    #[serde(rename = "role", default)]
    _role: String,
    #[serde(rename = "partial", default)]
    _partial: bool,
    #[serde(rename = "via", default)]
    _via: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldEvent {
    date: String,
    what: String,
    spans: Vec<GoldSpan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldClaim {
    kind: ClaimKind,
    about: String,
    spans: Vec<GoldSpan>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ClaimKind {
    Shared,
    Differing,
    Single,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldSpan {
    document: String,
    text: String,
    #[serde(default)]
    value: String,
}

/// Right ones among those found, and found ones among those to find.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    found: usize,
    met: usize,
    wanted: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.met += other.met;
        self.wanted += other.wanted;
    }

    #[expect(clippy::cast_precision_loss, reason = "counts")]
    fn tell(self) -> String {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        format!(
            "P {:.2} ({:>3}/{:<3}) R {:.2} ({:>3}/{:<3})",
            share(self.right, self.found),
            self.right,
            self.found,
            share(self.met, self.wanted),
            self.met,
            self.wanted
        )
    }
}

/// The texts of a collection's documents, by id.
type Texts = HashMap<String, String>;

/// A piece of a document: its id and its bytes.
type Piece = (String, Range<usize>);

/// How much of a quotation must be covered: marks and commas at its edges don't count.
const COVERED_MIN: f64 = 0.8;

/// Scores all collections of a folder that have a `gold.json`, and prints what was wrong where `verbose`.
pub(crate) fn run(folder: &Path, params: &[String], verbose: bool) -> anyhow::Result<()> {
    println!("building …");
    cargo(&["build", "--release", "--workspace", "--quiet"])?;
    let profile = profile_folder()?.with_file_name("release");
    let (store, plugins) = (tempfile::tempdir()?, bundled_plugins(&profile)?);
    let program = profile.join("synoptic");
    let server = ServerProcess::start(&program, store.path(), &plugins)?;
    let client = Client { program, url: server.url().to_owned(), params: params.to_vec() };
    let mut collections: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("gold.json").is_file())
        .collect();
    collections.sort();
    if collections.is_empty() {
        bail!("no folder of {} has a gold.json", folder.display());
    }
    println!("right ones among those found (P), and those to find that were found (R)");
    let mut total: BTreeMap<&str, Score> = BTreeMap::new();
    for path in &collections {
        for (what, score) in score(path, &client, verbose)? {
            total.entry(what).or_default().add(score);
        }
    }
    println!("all {} collections", collections.len());
    for (what, score) in total {
        println!("  {what:<22} {}", score.tell());
    }
    Ok(())
}

fn score(path: &Path, client: &Client, verbose: bool) -> anyhow::Result<Vec<(&'static str, Score)>> {
    let name = path.file_name().and_then(|name| name.to_str()).context("a folder has a name")?;
    let gold = fs::read_to_string(path.join("gold.json"))?;
    let gold: Gold = serde_json::from_str(&gold).with_context(|| format!("{name}/gold.json"))?;
    let texts = client.import(path, name, &gold.published)?;
    println!("{name}");
    let mut scores = vec![
        ("1 quotations", quotations(&gold, &texts, &client.segments(name, "quotes")?, verbose)?),
        ("2 timeline", timeline(&gold, &texts, &client.segments(name, "timeline")?, verbose)?),
    ];
    if !gold.claims.is_empty() {
        scores.extend(claims(&gold, &texts, &client.segments(name, "comparison")?, verbose)?);
    }
    for (what, score) in &scores {
        println!("  {what:<22} {}", score.tell());
    }
    Ok(scores)
}

/// Asks the server by the program that people use.
struct Client {
    program: PathBuf,
    url: String,
    /// Parameters of comparison.
    params: Vec<String>,
}

impl Client {
    fn run(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = Command::new(&self.program).args(["--server", &self.url]).args(arguments).output()?;
        if !output.status.success() {
            bail!("synoptic {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Imports a collection, and returns its texts.
    fn import(&self, path: &Path, name: &str, published: &BTreeMap<String, String>) -> anyhow::Result<Texts> {
        for entry in fs::read_dir(path)? {
            let file = entry?.path();
            let id = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let is_gold = file.extension().is_some_and(|extension| extension == "json");
            if is_gold {
                continue;
            }
            let file = file.to_str().context("the path is UTF-8")?;
            let mut arguments = vec!["import", "--collection", name, file];
            if let Some(time) = published.get(id) {
                arguments.extend(["--published", time]);
            }
            self.run(&arguments)?;
        }
        let list: Value = serde_json::from_str(&self.run(&[
            "documents",
            "list",
            &format!("collections/{name}"),
            "--format",
            "json",
        ])?)?;
        let documents = list.get("documents").and_then(Value::as_array).context("there are documents")?;
        let mut texts = Texts::new();
        for document in documents {
            let full = document.get("name").and_then(Value::as_str).context("a document has a name")?;
            let shown: Value =
                serde_json::from_str(&self.run(&["documents", "get", full, "--format", "json"])?)?;
            let text = shown.get("text").and_then(Value::as_str).context("a document has a text")?;
            let id = full.rsplit('/').next().unwrap_or(full);
            texts.insert(id.to_owned(), text.to_owned());
        }
        Ok(texts)
    }

    /// The segments of a summary of a collection.
    fn segments(&self, name: &str, kind: &str) -> anyhow::Result<Vec<Value>> {
        let collection = format!("collections/{name}");
        let mut arguments =
            vec!["summarize", &collection, "--kind", kind, "--sentences", "1000", "--format", "json"];
        if kind == "comparison" {
            arguments.extend(self.params.iter().flat_map(|param| ["--param", param]));
        }
        let printed = self.run(&arguments)?;
        let answer: Value = serde_json::from_str(&printed)?;
        let segments = answer.pointer("/summary/segments").and_then(Value::as_array);
        Ok(segments.cloned().unwrap_or_default())
    }
}

/// Where a snippet stands in a document, whatever its white space: all places.
fn places(texts: &Texts, document: &str, snippet: &str) -> anyhow::Result<Vec<Range<usize>>> {
    let text = texts.get(document).with_context(|| format!("there is no document {document}"))?;
    let (mut plain, mut offsets) = (String::new(), Vec::new());
    for (at, c) in text.char_indices() {
        let space = c.is_whitespace();
        if space && plain.ends_with(' ') {
            continue;
        }
        let start = plain.len();
        plain.push(if space { ' ' } else { c });
        offsets.extend(std::iter::repeat_n(at, plain.len() - start));
    }
    offsets.push(text.len());
    let wanted = snippet.split_whitespace().collect::<Vec<_>>().join(" ");
    let found: Vec<Range<usize>> =
        plain.match_indices(&wanted).map(|(at, _)| offsets[at]..offsets[at + wanted.len()]).collect();
    if found.is_empty() {
        bail!("{document} doesn't hold {snippet:?}");
    }
    Ok(found)
}

/// The pieces of an answer's spans.
fn pieces(spans: &Value) -> Vec<Piece> {
    let piece = |span: &Value| {
        let number = |field: &str| -> Option<usize> {
            let value = span.pointer(&format!("/bytes/{field}"));
            value.and_then(Value::as_str).map_or(Some(0), |text| text.parse().ok())
        };
        let name = span.get("document")?.as_str()?;
        Some((name.rsplit('/').next()?.to_owned(), number("start")?..number("end")?))
    };
    spans.as_array().into_iter().flatten().filter_map(piece).collect()
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// A speaker without article, marks and case.
fn plain_name(name: &str) -> String {
    let name = name.to_lowercase().replace('’', "'");
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-')
        .filter(|word| !word.is_empty() && !matches!(*word, "the" | "a" | "an"))
        .collect();
    words.join(" ")
}

#[expect(clippy::cast_precision_loss, reason = "counts of bytes")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Scores quotations, each in each document: a right one covers the words that somebody said, and names them.
fn quotations(gold: &Gold, texts: &Texts, found: &[Value], verbose: bool) -> anyhow::Result<Score> {
    struct Wanted<'a> {
        gold: &'a GoldQuotation,
        parts: Vec<Vec<Range<usize>>>,
        covered: usize,
    }
    let mut wanted = Vec::new();
    for quotation in &gold.quotations {
        let parts = quotation.parts.iter().map(|part| places(texts, &quotation.document, part));
        wanted.push(Wanted { gold: quotation, parts: parts.collect::<anyhow::Result<_>>()?, covered: 0 });
    }
    let mut score = Score { wanted: wanted.len(), ..Score::default() };
    for segment in found {
        let speaker = segment.pointer("/quotation/speaker").and_then(Value::as_str).unwrap_or_default();
        let mut by_document: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
        for (document, range) in pieces(&segment["spans"]) {
            by_document.entry(document).or_default().push(range);
        }
        for (document, ranges) in by_document {
            score.found += 1;
            let length: usize = ranges.iter().map(Range::len).sum();
            let mut right = 0;
            for wanted in wanted.iter_mut().filter(|wanted| wanted.gold.document == document) {
                let accepted = wanted.gold.accept.iter().chain([&wanted.gold.speaker]);
                let named = accepted.into_iter().any(|name| plain_name(name) == plain_name(speaker));
                let covers = |part: &Vec<Range<usize>>| {
                    let each = part
                        .iter()
                        .map(|place| ranges.iter().map(|range| overlap(range, place)).sum::<usize>());
                    each.max().unwrap_or_default()
                };
                let covered: usize = wanted.parts.iter().map(covers).sum();
                if named {
                    right += covered;
                    wanted.covered += covered;
                }
            }
            let is_right = share(right, length) >= COVERED_MIN;
            score.right += usize::from(is_right);
            if verbose && !is_right {
                println!("    wrong  {document}: {speaker:?}: {}", segment["text"]);
            }
        }
    }
    for wanted in &wanted {
        let length: usize = wanted.gold.parts.iter().map(String::len).sum();
        let is_met = share(wanted.covered, length) >= COVERED_MIN;
        score.met += usize::from(is_met);
        if verbose && !is_met {
            println!(
                "    missed {}: {:?}: {}",
                wanted.gold.document,
                wanted.gold.speaker,
                wanted.gold.parts.join(" … ")
            );
        }
    }
    Ok(score)
}

/// The days of a gold date, the end exclusive.
fn days(text: &str) -> anyhow::Result<(Date, Date)> {
    let day = |text: &str| -> anyhow::Result<Date> { Ok(text.parse()?) };
    if let Some((from, to)) = text.split_once('/') {
        return Ok((day(from)?, day(to)?.tomorrow()?));
    }
    if let Some(decade) = text.strip_suffix('s') {
        let year: i16 = decade.parse()?;
        return Ok((date(year, 1, 1), date(year + 10, 1, 1)));
    }
    match text.split('-').collect::<Vec<_>>().as_slice() {
        [year] => {
            let year: i16 = year.parse()?;
            Ok((date(year, 1, 1), date(year + 1, 1, 1)))
        }
        [year, month] => {
            let first = date(year.parse()?, month.parse()?, 1);
            Ok((first, first.last_of_month().tomorrow()?))
        }
        _ => Ok((day(text)?, day(text)?.tomorrow()?)),
    }
}

/// Scores events: a right one has the date and one of the sentences.
fn timeline(gold: &Gold, texts: &Texts, found: &[Value], verbose: bool) -> anyhow::Result<Score> {
    let mut wanted = Vec::new();
    for event in &gold.events {
        wanted.push((event, days(&event.date)?, spans(texts, &event.spans)?, false));
    }
    let mut score = Score { wanted: wanted.len(), ..Score::default() };
    for segment in found {
        score.found += 1;
        let day = |field: &str| -> Option<Date> {
            segment.pointer(&format!("/eventTime/{field}"))?.as_str()?.get(..10)?.parse().ok()
        };
        let times = day("start").zip(day("end"));
        let pieces = pieces(&segment["spans"]);
        let mut right = false;
        for (_, days, spans, met) in &mut wanted {
            if times == Some(*days) && touches(&pieces, spans) {
                (*met, right) = (true, true);
            }
        }
        score.right += usize::from(right);
        if verbose && !right {
            println!("    wrong  {} {}", segment["eventTime"], segment["text"]);
        }
    }
    for (event, _, _, met) in &wanted {
        score.met += usize::from(*met);
        if verbose && !met {
            println!("    missed {} {}: {}", event.date, event.what, event.spans[0].text);
        }
    }
    Ok(score)
}

/// The pieces of gold spans; where a snippet stands twice, both.
fn spans(texts: &Texts, spans: &[GoldSpan]) -> anyhow::Result<Vec<Piece>> {
    let mut found = Vec::new();
    for span in spans {
        let places = places(texts, &span.document, &span.text)?;
        found.extend(places.into_iter().map(|range| (span.document.clone(), range)));
    }
    Ok(found)
}

fn touches(pieces: &[Piece], spans: &[Piece]) -> bool {
    pieces.iter().any(|piece| spans.iter().any(|span| piece.0 == span.0 && overlap(&piece.1, &span.1) > 0))
}

/// Scores claims by their kind.
fn claims(
    gold: &Gold,
    texts: &Texts,
    found: &[Value],
    verbose: bool,
) -> anyhow::Result<Vec<(&'static str, Score)>> {
    let mut wanted = Vec::new();
    for claim in &gold.claims {
        wanted.push((claim, spans(texts, &claim.spans)?, false));
    }
    let kinds = [ClaimKind::Shared, ClaimKind::Differing, ClaimKind::Single];
    let mut scores = kinds.map(|kind| {
        let wanted = gold.claims.iter().filter(|claim| claim.kind == kind).count();
        Score { wanted, ..Score::default() }
    });
    for segment in found {
        let stances = segment["stances"].as_array().cloned().unwrap_or_default();
        let has = |stance: &&Value, kind: &str| stance["kind"].as_str() == Some(kind);
        let reports = stances.iter().filter(|stance| has(stance, "STANCE_KIND_REPORTS")).count();
        let kind = if stances.iter().any(|stance| has(&stance, "STANCE_KIND_DIFFERS")) {
            ClaimKind::Differing
        } else if reports > 1 {
            ClaimKind::Shared
        } else {
            ClaimKind::Single
        };
        let pieces = pieces(&segment["spans"]);
        let mut right = false;
        for (claim, spans, met) in wanted.iter_mut().filter(|(claim, ..)| claim.kind == kind) {
            let fits = match kind {
                ClaimKind::Single => touches(&pieces, spans),
                ClaimKind::Shared => hits(&pieces, spans),
                ClaimKind::Differing => hits(&pieces, spans) && tells_values(claim, &stances),
            };
            (*met, right) = (*met || fits, right || fits);
        }
        if kind == ClaimKind::Single {
            // Those to find are the weightiest; others are right where nobody else tells them.
            let told = wanted.iter().filter(|(claim, ..)| claim.kind != ClaimKind::Single);
            right |= !told.into_iter().any(|(_, spans, _)| touches(&pieces, spans));
        }
        let score = &mut scores[kinds.iter().position(|other| *other == kind).unwrap_or_default()];
        score.found += 1;
        score.right += usize::from(right);
        if verbose && !right {
            println!("    wrong  {kind:?} {}", segment["text"]);
            for stance in &stances {
                println!(
                    "           {} {} {}",
                    stance["documentIndex"], stance["kind"], stance["difference"]
                );
            }
            for (document, range) in &pieces {
                println!("           {document}: {}", texts[document].get(range.clone()).unwrap_or_default());
            }
        }
    }
    for (claim, _, met) in &wanted {
        let score = &mut scores[kinds.iter().position(|other| *other == claim.kind).unwrap_or_default()];
        score.met += usize::from(*met);
        if verbose && !met {
            println!("    missed {:?} {}", claim.kind, claim.about);
            for span in &claim.spans {
                println!("           {}: {} {}", span.document, span.text, span.value);
            }
        }
    }
    let mut all = Score::default();
    scores.iter().for_each(|score| all.add(*score));
    let names = ["3 shared claims", "4 differing claims", "5 single-source claims"];
    Ok(names.into_iter().zip(scores).chain([("6 all claims", all)]).collect())
}

/// Whether most pieces stand in a claim's sentences, and those of two documents.
fn hits(pieces: &[Piece], spans: &[Piece]) -> bool {
    let inside: Vec<&Piece> =
        pieces.iter().filter(|piece| touches(std::slice::from_ref(piece), spans)).collect();
    let two = inside.iter().any(|piece| piece.0 != inside[0].0);
    two && 2 * inside.len() > pieces.len()
}

/// Whether two different values of a claim are told.
fn tells_values(claim: &GoldClaim, stances: &[Value]) -> bool {
    let told: Vec<String> =
        stances.iter().filter_map(|stance| stance["difference"].as_str()).map(plain_name).collect();
    let mut values: Vec<String> = claim.spans.iter().map(|span| plain_name(&span.value)).collect();
    values.retain(|value| {
        told.iter().any(|told| !told.is_empty() && (told.contains(value) || value.contains(told)))
    });
    values.sort();
    values.dedup();
    values.len() > 1
}
