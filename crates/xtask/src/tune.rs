//! `cargo xtask tune`: learns the weights of a model of newswire on ROUGE itself.
//!
//! All weights move together, by an evolution strategy (`evolution`), to where the summaries score best in the mean over a
//! neighbourhood; a search along one weight after the other may follow, and weights that add next to nothing are taken away. Distance
//! from where the search began has a price, as few records tell little. Cross-validated figures, for which the search runs again
//! without each fold in turn, tell what of the gain holds for records that were not seen: a choice between options is made on these.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use clap::Args;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use synoptic_evaluation::{Reference, Rouge, Scorer, SplitMix};
use synoptic_plugin_host::{
    Document, Kind, Length, Options, Order, Registry, Rules, StopSignal, Summarizer, Task,
};
use synoptic_testing::{PluginFolder, bundled_library};

use crate::{
    cargo::{cargo, root},
    evolution::{Evolution, normal},
    records::{self, Budget, Record},
};

/// Learns the weights of a model of newswire.
#[derive(Args)]
pub(crate) struct Tune {
    /// The model: the name of a file in plugins/newswire/models, without its ending.
    model: String,
    /// Records and how long their summaries are, such as `cnndm.jsonl:sentences=3`; several count alike, whatever their size,
    /// unless a weight stands behind a further colon: nothing is learned from those of weight 0, and their figures are told.
    #[arg(long, required = true)]
    data: Vec<String>,
    /// A file of weights to begin with; the model's own if not given.
    #[arg(long)]
    from: Option<PathBuf>,
    /// How many changes of one weight, or of a few, are tried at the end.
    #[arg(long, default_value_t = 0)]
    steps: usize,
    /// How many times all weights move together before that.
    #[arg(long, default_value_t = 150)]
    generations: usize,
    /// How many records of each set a generation is scored on; more cost time and tell little more.
    #[arg(long, default_value_t = 200)]
    batch: usize,
    /// How many parts the records are split into for cross-validation; 0 for none.
    #[arg(long, default_value_t = 5)]
    folds: usize,
    /// Where cross-validation begins: weights that were set by hand and learned from no data.
    #[arg(long, default_value = PRIOR)]
    prior: PathBuf,
    /// What a weight must gain to stay, in points of ROUGE.
    #[arg(long, default_value_t = 0.02)]
    gain_min: f64,
    /// What each unit of a weight's distance from where it began costs, in points of ROUGE: less is learned, and more of it holds.
    #[arg(long, default_value_t = 0.05)]
    shrink: f64,
    /// Weights that stay as they are, by name.
    #[arg(long)]
    keep: Vec<String>,
    /// The seed of the search.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Prints figures, and changes nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Where a search begins that knows nothing yet of any kind of input.
const PRIOR: &str = "plugins/newswire/models/prior.toml";

/// The weights that a search changes, by name.
type Weights = BTreeMap<String, f64>;

/// A model as its file has it.
#[derive(Deserialize)]
struct ModelFile {
    weights: Weights,
}

impl Tune {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        if cfg!(debug_assertions) {
            // Thousands of summaries of all records: ten times as fast when optimized.
            let given: Vec<String> = std::env::args().skip(1).collect();
            let mut arguments = vec!["run", "--release", "--quiet", "--package", "xtask", "--"];
            arguments.extend(given.iter().map(String::as_str));
            return cargo(&arguments);
        }
        cargo(&["build", "--release", "--package", "synoptic-newswire", "--quiet"])?;
        let path = root().join(format!("plugins/newswire/models/{}.toml", self.model));
        let text =
            fs::read_to_string(&path).with_context(|| format!("there is no model {}", path.display()))?;
        let begin = self.from.as_ref().map_or_else(|| Ok(text.clone()), fs::read_to_string)?;
        let file: ModelFile = toml::from_str(&begin)?;
        let data = self.data.iter().map(|data| Data::read(data)).collect::<anyhow::Result<Vec<_>>>()?;
        let profile = root().join("target/release");
        let plugins = PluginFolder::new(&profile)?;
        plugins.add(&[bundled_library(&profile, "newswire")?], true)?;
        let private = tempfile::tempdir()?;
        let registry = registry(&plugins.path(), plugins.allow_list(), private.path())?;
        let resolved = registry.catalog().resolve("newswire", || 0)?;
        let mut bench = Bench::new(resolved.summarizer, self.model.replace('-', "_"), &data)?;

        let search = Search {
            names: bench.names(&file.weights, &self.keep)?,
            steps: self.steps,
            generations: self.generations,
            batch: self.batch,
            gain_min: self.gain_min / 100.0,
            shrink: self.shrink / 100.0,
            begin: file.weights.clone(),
            seed: self.seed,
        };
        let all = |_: &Case| true;
        println!("{} records; before: {}", bench.len(), bench.tell(&file.weights, &all));
        let learnt = search.run(&mut bench, file.weights.clone(), &all);
        println!("after:  {}", bench.tell(&learnt, &all));
        let mut held_out = String::new();
        if self.folds > 1 {
            // What the model has learned already it may have learned from any fold.
            let prior: ModelFile = toml::from_str(&fs::read_to_string(root().join(&self.prior))?)?;
            let search = Search { begin: prior.weights.clone(), ..search };
            let mut results = Vec::new();
            for fold in 0..self.folds {
                let inside = |case: &Case| case.index % self.folds != fold;
                let outside = |case: &Case| case.index % self.folds == fold;
                let weights = search.run(&mut bench, prior.weights.clone(), &inside);
                results.extend(bench.results(&weights, &outside));
            }
            held_out = describe(&data, &mean_by_set(&results, data.len()));
            println!("cross-validated, {} folds: {held_out}", self.folds);
        }
        for (name, value) in &learnt {
            println!("  {name} = {value}");
        }
        if !self.dry_run {
            fs::write(&path, self.file(&text, &learnt, &bench.tell(&learnt, &all), &held_out, &data))?;
            println!("written to {}", path.display());
        }
        Ok(())
    }

    /// The model's file: what it said of itself, where its weights come from, and these.
    fn file(&self, old: &str, weights: &Weights, final_: &str, held_out: &str, data: &[Data]) -> String {
        let mut text: String =
            old.lines().take_while(|line| line.starts_with('#')).flat_map(|line| [line, "\n"]).collect();
        let quoted: Vec<String> = data
            .iter()
            .map(|data| {
                let counts =
                    if data.weight == 1.0 { String::new() } else { format!(", weight {}", data.weight) };
                format!("\"{}, {} records, {}{counts}\"", data.name, data.records.len(), data.budget)
            })
            .collect();
        let mut options: String = self.keep.iter().map(|name| format!(" --keep {name}")).collect();
        if let Some(from) = &self.from {
            let _ = write!(options, " --from {}", from.display());
        }
        if self.prior != Path::new(PRIOR) {
            let _ = write!(options, " --prior {}", self.prior.display());
        }
        let _ = write!(
            text,
            "\n[provenance]\ncommand = \"cargo xtask tune {} --generations {} --batch {} --shrink {} --steps {} --seed {} --folds {}\
             {options}\"\ndata = [{}]\n\
             rouge_1_2 = \"{final_}\"\ncross_validated = \"{held_out}\"\n\n[weights]\n",
            self.model,
            self.generations,
            self.batch,
            self.shrink,
            self.steps,
            self.seed,
            self.folds,
            quoted.join(", ")
        );
        for (name, value) in weights.iter().filter(|(_, value)| **value != 0.0) {
            let _ = writeln!(text, "{name} = {value:?}");
        }
        text
    }
}

fn registry(folder: &Path, allow_list: PathBuf, private: &Path) -> anyhow::Result<Registry> {
    let options = Options {
        folder: folder.to_owned(),
        private: private.to_owned(),
        allow_list: Some(allow_list),
        worker_program: root().join("target/release/synoptic"),
        workers_max: 1,
        worker_memory_bytes_max: 1 << 30,
        in_process_max: 64,
        grants: BTreeMap::new(),
    };
    let (registry, _) = Registry::open(options)?;
    Ok(registry)
}

/// A data set, with the length of its summaries and how much it counts.
struct Data {
    name: String,
    records: Vec<Record>,
    budget: Budget,
    weight: f64,
}

impl Data {
    fn read(given: &str) -> anyhow::Result<Self> {
        let mut parts = given.split(':');
        let (Some(path), Some(budget)) = (parts.next(), parts.next()) else {
            bail!("{given}: must be FILE:BUDGET or FILE:BUDGET:WEIGHT");
        };
        let path = Path::new(path);
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let weight = parts.next().map_or(Ok(1.0), str::parse)?;
        Ok(Self { name, records: records::read(path)?, budget: budget.parse()?, weight })
    }
}

/// A record that is ready to be summarized and scored.
struct Case {
    set: usize,
    /// Its place in its set.
    index: usize,
    set_len: usize,
    documents: Vec<Document>,
    references: Vec<Reference>,
    budget: Budget,
}

/// What a summary of a record scored.
#[derive(Clone, Copy)]
struct CaseResult {
    set: usize,
    rouge: Rouge,
}

/// Cases, split between threads, and the summarizer that is tried on them.
struct Bench {
    summarizer: Summarizer,
    input: String,
    shards: Vec<(Scorer, Vec<Case>)>,
    /// The names of all weights.
    names: Vec<String>,
    set_weights: Vec<f64>,
    labels: Vec<(String, Budget)>,
}

impl Bench {
    fn new(summarizer: Summarizer, input: String, data: &[Data]) -> anyhow::Result<Self> {
        let schema = summarizer.params_schema();
        let properties = ["/$defs/NamedWeights/properties", "/properties/weights/properties"];
        let found = properties.iter().find_map(|place| schema.pointer(place)?.as_object());
        let names: Vec<String> = found.into_iter().flat_map(|fields| fields.keys().cloned()).collect();
        if names.is_empty() {
            bail!("the schema of the summarizer doesn't tell its weights: {schema}");
        }
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let mut shards: Vec<(Scorer, Vec<Case>)> =
            (0..threads).map(|_| (Scorer::new(), Vec::new())).collect();
        let records = data.iter().enumerate().flat_map(|(set, data)| {
            data.records.iter().enumerate().map(move |(index, record)| (set, index, record))
        });
        for (number, (set, index, record)) in records.enumerate() {
            let (scorer, cases) = &mut shards[number % threads];
            let references = record.references.iter().map(|text| scorer.reference(text)).collect();
            let documents = record.documents.iter().enumerate().map(|(place, document)| {
                let mut made = Document::of_text(&place.to_string(), &document.text);
                made.title = document.title.clone().unwrap_or_default();
                made
            });
            let documents = documents.collect();
            let set_len = data[set].records.len();
            cases.push(Case { set, index, set_len, documents, references, budget: data[set].budget });
        }
        let set_weights = data.iter().map(|data| data.weight).collect();
        let labels = data.iter().map(|data| (data.name.clone(), data.budget)).collect();
        Ok(Self { summarizer, input, shards, names, set_weights, labels })
    }

    fn len(&self) -> usize {
        self.shards.iter().map(|(_, cases)| cases.len()).sum()
    }

    /// The names of the weights that a search changes: all but those that are kept.
    fn names(&self, weights: &Weights, keep: &[String]) -> anyhow::Result<Vec<String>> {
        if let Some(unknown) = weights.keys().find(|name| !self.names.contains(name)) {
            bail!("there is no weight {unknown}");
        }
        let changed = self.names.iter().filter(|name| !keep.contains(name) && *name != "focus");
        Ok(changed.cloned().collect())
    }

    /// The results of the cases that are chosen.
    fn results(&mut self, weights: &Weights, chosen: &(impl Fn(&Case) -> bool + Sync)) -> Vec<CaseResult> {
        let mut params = Map::new();
        params.insert("input".to_owned(), Value::from(self.input.as_str()));
        // A weight that isn't given is the model's own, and 0 here.
        let mut all: Weights = self.names.iter().map(|name| (name.clone(), 0.0)).collect();
        all.extend(weights.iter().map(|(name, value)| (name.clone(), *value)));
        params.insert("weights".to_owned(), json!(all));
        let summarizer = &self.summarizer;
        std::thread::scope(|scope| {
            let params = &params;
            let run = move |(scorer, cases): &mut (Scorer, Vec<Case>)| -> Vec<CaseResult> {
                let cases = cases.iter().filter(|case| chosen(case));
                cases
                    .map(|case| CaseResult { set: case.set, rouge: case.score(summarizer, params, scorer) })
                    .collect()
            };
            let threads: Vec<_> =
                self.shards.iter_mut().map(|shard| scope.spawn(move || run(shard))).collect();
            threads.into_iter().flat_map(|thread| thread.join().expect("no case panics")).collect()
        })
    }

    /// The objective: the mean of ROUGE-1 and ROUGE-2 over sets, each by its weight.
    fn objective(&mut self, weights: &Weights, chosen: &(impl Fn(&Case) -> bool + Sync)) -> f64 {
        let results = self.results(weights, chosen);
        let means = mean_by_set(&results, self.set_weights.len());
        let weighted = means
            .iter()
            .zip(&self.set_weights)
            .map(|(rouge, weight)| weight * (rouge.rouge1 + rouge.rouge2) / 2.0);
        weighted.sum::<f64>() / self.set_weights.iter().sum::<f64>()
    }

    fn tell(&mut self, weights: &Weights, chosen: &(impl Fn(&Case) -> bool + Sync)) -> String {
        let results = self.results(weights, chosen);
        describe_sets(&self.labels, &mean_by_set(&results, self.set_weights.len()))
    }
}

impl Case {
    fn score(&self, summarizer: &Summarizer, params: &Map<String, Value>, scorer: &Scorer) -> Rouge {
        let stop = StopSignal::default();
        let task = Task {
            documents: &self.documents,
            kind: Kind::Extractive,
            length: match (self.budget, self.budget.words_asked()) {
                (Budget::Sentences(count), _) => Length::Sentences(count.into()),
                (_, words) => Length::Words(words.unwrap_or_default().into()),
            },
            order: Order::Rank,
            rules: Rules::default(),
            focus: "",
            params,
            stop: &stop,
            deadline: Instant::now() + Duration::from_secs(600),
            streaming: false,
        };
        let Ok(outcome) = summarizer.run(&task, &mut |_| {}) else { return Rouge::default() };
        let kept = self.budget.cut(outcome.pieces.iter().map(|piece| piece.text.as_str()));
        scorer.tokens(kept.iter().map(String::as_str)).rouge_n(&self.references)
    }
}

fn mean_by_set(results: &[CaseResult], sets: usize) -> Vec<Rouge> {
    let mean = |set: usize| {
        let own: Vec<Rouge> =
            results.iter().filter(|result| result.set == set).map(|result| result.rouge).collect();
        #[expect(clippy::cast_precision_loss, reason = "counts of records")]
        let count = own.len().max(1) as f64;
        let sum = |measure: fn(&Rouge) -> f64| own.iter().map(measure).sum::<f64>() / count;
        Rouge { rouge1: sum(|rouge| rouge.rouge1), rouge2: sum(|rouge| rouge.rouge2), rouge_lsum: 0.0 }
    };
    (0..sets).map(mean).collect()
}

fn describe(data: &[Data], means: &[Rouge]) -> String {
    let labels: Vec<_> = data.iter().map(|data| (data.name.clone(), data.budget)).collect();
    describe_sets(&labels, means)
}

fn describe_sets(labels: &[(String, Budget)], means: &[Rouge]) -> String {
    let tell = |((name, budget), rouge): (&(String, Budget), &Rouge)| {
        let name = name.split('.').next().unwrap_or(name);
        format!("{name} ({budget}) {:.2}/{:.2}", 100.0 * rouge.rouge1, 100.0 * rouge.rouge2)
    };
    labels.iter().zip(means).map(tell).collect::<Vec<_>>().join(", ")
}

/// How the weights are looked for.
struct Search {
    names: Vec<String>,
    steps: usize,
    generations: usize,
    batch: usize,
    gain_min: f64,
    shrink: f64,
    begin: Weights,
    seed: u64,
}

/// How far a weight is changed, as a share of it, or of a half where it is less.
const CHANGES: [f64; 6] = [-1.0, -0.4, -0.15, 0.15, 0.4, 1.0];

impl Search {
    fn run(&self, bench: &mut Bench, best: Weights, chosen: &(impl Fn(&Case) -> bool + Sync)) -> Weights {
        let best = self.evolve(bench, best, chosen);
        let (best, score) = self.climb(bench, best, chosen);
        self.prune(bench, best, score, chosen)
    }

    /// Moves all weights together.
    #[expect(clippy::cast_precision_loss, reason = "counts of generations and records")]
    fn evolve(&self, bench: &mut Bench, begin: Weights, chosen: &(impl Fn(&Case) -> bool + Sync)) -> Weights {
        if self.generations == 0 {
            return begin;
        }
        let mean: Vec<f64> = self.names.iter().map(|name| begin.get(name).copied().unwrap_or(0.0)).collect();
        let deviations: Vec<f64> = mean.iter().map(|value| DEVIATION * value.abs().clamp(0.4, 1.5)).collect();
        let mut evolution = Evolution::new(mean, &deviations, self.seed);
        let weights = |vector: &[f64]| {
            let mut weights = begin.clone();
            let rounded = self.names.iter().cloned().zip(vector.iter().map(|value| round(*value)));
            weights.extend(rounded);
            weights
        };
        let counted: Vec<bool> = bench.set_weights.iter().map(|weight| *weight > 0.0).collect();
        let averaged = self.generations - (self.generations / 3).max(1)..self.generations;
        let mut sum = vec![0.0; self.names.len()];
        for generation in 0..self.generations {
            let batch = |case: &Case| {
                let mut dice = SplitMix(self.seed ^ ((generation as u64) << 32) ^ case.index as u64);
                counted[case.set] && chosen(case) && dice.below(case.set_len) < self.batch
            };
            let drawn = evolution.draw();
            let scores: Vec<f64> =
                drawn.iter().map(|vector| self.worth(bench, &weights(vector), &batch)).collect();
            evolution.learn(&drawn, &scores);
            if averaged.contains(&generation) {
                sum.iter_mut().zip(evolution.mean()).for_each(|(sum, value)| *sum += value);
            }
        }
        let mean: Vec<f64> = sum.iter().map(|sum| sum / averaged.len() as f64).collect();
        weights(&mean)
    }

    /// Changes one weight after the other, and a few at once where no single change helps.
    fn climb(
        &self,
        bench: &mut Bench,
        mut best: Weights,
        chosen: &(impl Fn(&Case) -> bool + Sync),
    ) -> (Weights, f64) {
        let mut random = SplitMix(self.seed);
        let mut score = self.worth(bench, &best, chosen);
        let mut left = self.steps;
        while left > 0 {
            let before = score;
            for index in shuffled(self.names.len(), &mut random) {
                let name = &self.names[index];
                let value = best.get(name).copied().unwrap_or(0.0);
                for change in CHANGES {
                    let mut tried = best.clone();
                    tried.insert(name.clone(), round(value + change * value.abs().max(0.5)));
                    let reached = self.worth(bench, &tried, chosen);
                    left = left.saturating_sub(1);
                    if reached > score {
                        (best, score) = (tried, reached);
                    }
                }
            }
            if score <= before + self.gain_min / 4.0 {
                // No single change helps any more; several at once may.
                for _ in 0..self.names.len() * 2 {
                    let mut tried = best.clone();
                    for _ in 0..3 {
                        let value =
                            tried.entry(self.names[random.below(self.names.len())].clone()).or_insert(0.0);
                        *value = round(*value + normal(&mut random) * 0.3 * value.abs().max(0.5));
                    }
                    let reached = self.worth(bench, &tried, chosen);
                    left = left.saturating_sub(1);
                    if reached > score {
                        (best, score) = (tried, reached);
                    }
                }
            }
        }
        (best, score)
    }

    /// The objective, less what the distance from the beginning costs.
    fn worth(&self, bench: &mut Bench, weights: &Weights, chosen: &(impl Fn(&Case) -> bool + Sync)) -> f64 {
        let distance: f64 = self
            .names
            .iter()
            .map(|name| {
                let of = |weights: &Weights| weights.get(name).copied().unwrap_or(0.0);
                (of(weights) - of(&self.begin)).abs()
            })
            .sum();
        bench.objective(weights, chosen) - self.shrink * distance
    }

    /// Takes away what adds next to nothing.
    fn prune(
        &self,
        bench: &mut Bench,
        mut best: Weights,
        mut score: f64,
        chosen: &(impl Fn(&Case) -> bool + Sync),
    ) -> Weights {
        for name in &self.names {
            let Some(value) = best.get(name).copied().filter(|value| *value != 0.0) else { continue };
            best.insert(name.clone(), 0.0);
            let without = self.worth(bench, &best, chosen);
            if without >= score - self.gain_min {
                score = without;
            } else {
                best.insert(name.clone(), value);
            }
        }
        best.retain(|_, value| *value != 0.0);
        best
    }
}

fn shuffled(count: usize, random: &mut SplitMix) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        order.swap(last, random.below(last + 1));
    }
    order
}

/// How far weights are drawn from the mean at first, as a share of what they are.
const DEVIATION: f64 = 0.25;

/// Three decimals: more would say nothing, and can't be read.
fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
