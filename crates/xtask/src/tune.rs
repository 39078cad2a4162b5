//! `cargo xtask tune`: learns the weights of a model of newswire on ROUGE itself.
//!
//! All weights move together, by an evolution strategy (`evolution`), to where the summaries score best in the mean over a
//! neighbourhood; a search along one weight after the other may follow, and weights that add next to nothing are taken away. Distance
//! from where the search began has a price, as few records tell little. Where there are thousands, as of single reports, weights are
//! learned from nothing by the slopes of a smooth measure (`ascent`), and that is where the search on fewer begins. Cross-validated
//! figures, for which the search runs again without each fold in turn, tell what of the gain holds for records that were not seen: a
//! choice between options is made on these.

mod ascent;
mod bench;
mod evolution;
mod lessons;
mod search;

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::Args;
use serde::Deserialize;
use synoptic_plugin_host::{Options, Registry};
use synoptic_testing::{PluginFolder, bundled_library};

use crate::cargo::{cargo, root};
use bench::{Bench, Case, Data, describe, mean_by_set};
use search::Search;

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
    /// How many steps up a smooth measure come first: weights of sentences' features, and of redundancy, are learned from nothing,
    /// and the others stay. Of single documents alone.
    #[arg(long, default_value_t = 0)]
    ascent: usize,
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
    /// Where cross-validation begins: weights that were set by hand, or learned from other data.
    #[arg(long, default_value = PRIOR)]
    prior: PathBuf,
    /// What a weight must gain to stay, in points of ROUGE.
    #[arg(long, default_value_t = GAIN_MIN)]
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
    /// How many times all weights move from the same beginning, with the seeds that follow: the mean of what is found holds better than
    /// what one search finds.
    #[arg(long, default_value_t = 1)]
    searches: u64,
    /// Prints figures, and changes nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Far less than a hundred records tell.
const GAIN_MIN: f64 = 0.02;

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
        // What a search begins with is a model of the same kind of input.
        let input = self.model.trim_start_matches("prior-").replace('-', "_");
        let mut bench = Bench::new(resolved.summarizer, input, &data)?;

        let search = Search {
            names: bench.names(&file.weights, &self.keep)?,
            ascent: self.ascent,
            steps: self.steps,
            generations: self.generations,
            batch: self.batch,
            gain_min: self.gain_min / 100.0,
            shrink: self.shrink / 100.0,
            begin: file.weights.clone(),
            seed: self.seed,
            searches: self.searches,
        };
        let all = |_: &Case| true;
        println!("{} records; before: {}", bench.len(), bench.tell(&file.weights, &all));
        let learnt = search.run(&mut bench, &file.weights, &all)?;
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
                let weights = search.run(&mut bench, &prior.weights, &inside)?;
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
        if self.gain_min != GAIN_MIN {
            let _ = write!(options, " --gain-min {}", self.gain_min);
        }
        if self.searches != 1 {
            let _ = write!(options, " --searches {}", self.searches);
        }
        if self.ascent > 0 {
            let _ = write!(options, " --ascent {}", self.ascent);
        }
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
             rouge_1_2 = \"{final_}\"\n",
            self.model,
            self.generations,
            self.batch,
            self.shrink,
            self.steps,
            self.seed,
            self.folds,
            quoted.join(", ")
        );
        if !held_out.is_empty() {
            let _ = writeln!(text, "cross_validated = \"{held_out}\"");
        }
        text.push_str("\n[weights]\n");
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
