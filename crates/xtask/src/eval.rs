//! `cargo xtask eval`: scores the summaries of a running server against references, and against others' summaries.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, bail};
use clap::Args;
use serde::Deserialize;
use synoptic_evaluation::{Interval, Rouge, Scorer, bootstrap, sentence_lines};
use synoptic_testing::{ServerProcess, bundled_plugins, profile_folder};

use crate::{
    cargo::cargo,
    faults, focus, headlines,
    records::{self, Budget, Record},
    stories,
};

/// Scores summaries of a running server.
#[derive(Args)]
pub(crate) struct Eval {
    /// A data set; may be given several times. All of those below that are found if not given.
    #[arg(long)]
    set: Vec<String>,
    /// A summarizer; may be given several times.
    #[arg(long, default_value = "newswire")]
    summarizer: Vec<String>,
    /// A parameter of the summarizers, KEY=VALUE; may be given several times.
    #[arg(long)]
    param: Vec<String>,
    /// How long summaries are: sentences=N, words=N (at most), or cut=N (exactly). The sets' own if not given.
    #[arg(long)]
    budget: Option<Budget>,
    /// The folder of data sets, `SET.dev.jsonl` or `SET.jsonl`, with others' summaries in `peers/SYSTEM/SET.jsonl`.
    #[arg(long, default_value = "../shared/eval")]
    data: PathBuf,
    /// Scores summaries of newswire with a focus against those without, on the sets that are given, or on qmsum and multinews.
    #[arg(long, conflicts_with_all = ["summarizer", "budget", "output"])]
    focus: bool,
    /// Scores headlines against the titles of texts, which are withheld, on the sets that are given, or on bbc.
    #[arg(long, conflicts_with_all = ["focus", "stories", "faults", "summarizer", "budget", "output"])]
    headlines: bool,
    /// Plants faults in true summaries instead, and tells how many `EvaluateSummary` finds: the seed that draws them.
    #[arg(long, num_args = 0..=1, default_missing_value = "7", value_name = "SEED", conflicts_with_all = ["focus", "stories", "summarizer", "budget", "param", "output"])]
    faults: Option<u64>,
    /// Scores quotations, timelines and comparisons of collections instead: of the folders with a `gold.json` in this one, or in seeds/.
    #[arg(long, num_args = 0..=1, default_missing_value = "seeds", value_name = "FOLDER")]
    stories: Option<PathBuf>,
    /// With --stories: prints what was wrong, and what was missed.
    #[arg(long)]
    verbose: bool,
    /// Keeps the summaries in this folder, as `SUMMARIZER/SET.jsonl`.
    #[arg(long)]
    output: Option<PathBuf>,
}

/// The sets, and how long their summaries are, as in the comparison with other systems.
const SETS: [(&str, Budget); 8] = [
    ("multinews", Budget::Cut(220)),
    ("news_writers", Budget::Sentences(3)),
    ("cnndm", Budget::Sentences(3)),
    ("scitldr", Budget::Sentences(1)),
    ("dialogsum", Budget::Sentences(2)),
    ("opinosis", Budget::Sentences(1)),
    ("qmsum", Budget::Cut(110)),
    ("bbc", Budget::Cut(165)),
];

/// Whom every summarizer is compared with, beside others' summaries.
const BASELINE: &str = "lead";

impl Eval {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        if let Some(folder) = &self.stories {
            return stories::run(folder, &self.param, self.verbose);
        }
        if !self.data.is_dir() {
            bail!("there are no data sets in {}; say where with --data", self.data.display());
        }
        println!("building …");
        cargo(&["build", "--release", "--workspace", "--quiet"])?;
        let profile = profile_folder()?.with_file_name("release");
        let (store, plugins) = (tempfile::tempdir()?, bundled_plugins(&profile)?);
        let program = profile.join("synoptic");
        let server = ServerProcess::start(&program, store.path(), &plugins)?;
        if let Some(seed) = self.faults {
            let sets: Vec<_> = self.sets()?.into_iter().map(|(set, path, _)| (set, path)).collect();
            return faults::run(&sets, seed, &program, server.url());
        }
        let output = tempfile::tempdir()?;
        let folder = self.output.as_deref().unwrap_or(output.path());
        let client = Client { program: &program, url: server.url().to_owned(), params: &self.param, folder };
        for (set, path, budget) in self.sets()? {
            if self.focus {
                focus::score(set, &path, &client)?;
            } else if self.headlines {
                headlines::score(set, &path, &client)?;
            } else {
                self.score(set, &path, self.budget.unwrap_or(budget), &client)?;
            }
        }
        Ok(())
    }

    /// The sets to score, their files, and how long summaries of them are.
    fn sets(&self) -> anyhow::Result<Vec<(&'static str, PathBuf, Budget)>> {
        if let Some(unknown) = self.set.iter().find(|set| !SETS.iter().any(|(name, _)| name == set)) {
            bail!("there is no set {unknown:?}; there are {}", SETS.map(|(name, _)| name).join(", "));
        }
        let mut found = Vec::new();
        for (set, budget) in SETS {
            let is_asked = self.set.iter().any(|wanted| wanted == set);
            let is_meant = (!self.focus || focus::SETS.contains(&set))
                && (!self.headlines || headlines::SETS.contains(&set))
                && (self.faults.is_none() || faults::SETS.contains(&set));
            if !(is_asked || self.set.is_empty() && is_meant) {
                continue;
            }
            let files = [format!("{set}.dev.jsonl"), format!("{set}.jsonl")].map(|name| self.data.join(name));
            match files.into_iter().find(|path| path.is_file()) {
                Some(path) => found.push((set, path, budget)),
                None if is_asked => bail!("{set} isn't in {}", self.data.display()),
                None => {}
            }
        }
        Ok(found)
    }

    /// Scores one set, and prints its table.
    fn score(&self, set: &str, path: &Path, budget: Budget, client: &Client<'_>) -> anyhow::Result<()> {
        let records = records::read(path)?;
        let scorer = Scorer::new();
        let table = Table::new(&records, &scorer, budget);
        println!(
            "\n{set}: {} records, {budget}; ROUGE F1 with 95% intervals of 2,000 resamples",
            records.len()
        );
        println!("{:<28} {:>18} {:>18} {:>7} {:>6} {:>8}", "", "R1", "R2", "RLsum", "words", "verbatim");
        let mut own = Vec::new();
        let mut baseline = None;
        let asked = self.summarizer.iter().map(String::as_str);
        for summarizer in
            asked.chain((!self.summarizer.iter().any(|name| name == BASELINE)).then_some(BASELINE))
        {
            let scored = table.score(&client.summaries(set, path, summarizer, budget)?, true);
            scored.print(summarizer);
            if summarizer == BASELINE {
                baseline = Some(scored.clone());
            }
            own.push((summarizer.to_owned(), scored));
        }
        let mut others: Vec<(String, Scored)> = Vec::new();
        for peer in self.peers(set)? {
            let name =
                peer.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
            let scored = table.score(&read_summaries(&peer)?, false);
            scored.print(&format!("({name})"));
            others.push((format!("({name})"), scored));
        }
        others.extend(baseline.map(|baseline| (BASELINE.to_owned(), baseline)));
        let asked = |name: &String| self.summarizer.contains(name);
        for (summarizer, scored) in own.iter().filter(|(name, _)| asked(name)) {
            for (other, theirs) in others.iter().filter(|(other, _)| other != summarizer) {
                let [one, two] = scored.against(theirs);
                println!("  {summarizer} - {other:<24} R1 {}  R2 {}", difference(one), difference(two));
            }
        }
        Ok(())
    }

    /// The files of others' summaries of a set.
    fn peers(&self, set: &str) -> anyhow::Result<Vec<PathBuf>> {
        let folder = self.data.join("peers");
        if self.budget.is_some() || !folder.is_dir() {
            // Their summaries have the length of the set.
            return Ok(Vec::new());
        }
        let mut files = Vec::new();
        for system in fs::read_dir(folder)? {
            let file = system?.path().join(format!("{set}.jsonl"));
            files.extend(file.is_file().then_some(file));
        }
        files.sort();
        Ok(files)
    }
}

pub(crate) fn difference(interval: Interval) -> String {
    let Interval { mean, low, high } = interval;
    let mark = if interval.is_above_zero() {
        '+'
    } else if interval.is_below_zero() {
        '-'
    } else {
        ' '
    };
    format!("{:+6.2} [{:+6.2}, {:+6.2}] {mark}", 100.0 * mean, 100.0 * low, 100.0 * high)
}

/// A line of a file of summaries.
#[derive(Deserialize)]
struct SummaryLine {
    id: String,
    #[serde(default)]
    summary: Option<String>,
}

/// Summaries by the ids of their records, sentence by sentence.
pub(crate) type Summaries = HashMap<String, Vec<String>>;

fn read_summaries(path: &Path) -> anyhow::Result<Summaries> {
    let text = fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let line: SummaryLine = serde_json::from_str(line)?;
        Ok((line.id, sentence_lines(&line.summary.unwrap_or_default())))
    });
    lines.collect()
}

/// The `synoptic` client.
pub(crate) struct Client<'a> {
    program: &'a Path,
    url: String,
    params: &'a [String],
    /// Where the summaries go.
    folder: &'a Path,
}

impl Client<'_> {
    /// Has the server summarize a set.
    pub(crate) fn summaries(
        &self,
        set: &str,
        path: &Path,
        summarizer: &str,
        budget: Budget,
    ) -> anyhow::Result<Summaries> {
        let mut command = self.batch(path, summarizer);
        match budget {
            Budget::Sentences(count) => command.args(["--sentences", &count.to_string()]),
            _ => command.args(["--words", &budget.words_asked().unwrap_or_default().to_string()]),
        };
        if matches!(budget, Budget::Cut(_)) {
            // What is cut away is what counts least.
            command.args(["--order", "rank"]);
        }
        for param in self.params.iter().filter(|_| summarizer != BASELINE) {
            command.args(["--param", param]);
        }
        self.read(set, command, summarizer)
    }

    /// Has the server make headlines of a set.
    pub(crate) fn headlines(&self, set: &str, path: &Path) -> anyhow::Result<Summaries> {
        let mut command = self.batch(path, "newswire");
        command.args(["--kind", "headline"]);
        self.read(set, command, "newswire")
    }

    fn batch(&self, path: &Path, summarizer: &str) -> Command {
        let mut command = Command::new(self.program);
        command.args(["--server", &self.url, "batch", "--summarizer", summarizer]).arg("--input").arg(path);
        command
    }

    fn read(&self, set: &str, mut command: Command, summarizer: &str) -> anyhow::Result<Summaries> {
        let folder = self.folder.join(summarizer);
        fs::create_dir_all(&folder)?;
        let output = folder.join(format!("{set}.jsonl"));
        let status = command.arg("--output").arg(&output).status()?;
        if !status.success() {
            bail!("synoptic batch failed on {set}: {status}");
        }
        read_summaries(&output)
    }
}

/// What summaries of a set are scored against.
struct Table<'a> {
    records: &'a [Record],
    scorer: &'a Scorer,
    references: Vec<Vec<synoptic_evaluation::Reference>>,
    sources: Vec<Vec<String>>,
    budget: Budget,
}

impl<'a> Table<'a> {
    fn new(records: &'a [Record], scorer: &'a Scorer, budget: Budget) -> Self {
        let references =
            |record: &Record| record.references.iter().map(|text| scorer.reference(text)).collect();
        let sources = |record: &Record| {
            let titles = record.documents.iter().filter_map(|document| document.title.as_deref());
            let texts = record.documents.iter().map(|document| document.text.as_str());
            titles.chain(texts).map(one_space).collect()
        };
        Self {
            records,
            scorer,
            references: records.iter().map(references).collect(),
            sources: records.iter().map(sources).collect(),
            budget,
        }
    }

    /// Scores summaries; one that is missing scores nothing. Our own are cut here, others' are cut already.
    fn score(&self, summaries: &Summaries, own: bool) -> Scored {
        let mut scored = Scored::default();
        let none = Vec::new();
        for (index, record) in self.records.iter().enumerate() {
            let summary = summaries.get(&record.id).unwrap_or(&none);
            let lines =
                if own { self.budget.cut(summary.iter().map(String::as_str)) } else { summary.clone() };
            let tokens = self.scorer.tokens(lines.iter().map(String::as_str));
            scored.rouge.push(tokens.rouge(&self.references[index]));
            scored.words += lines.iter().map(|line| line.split_whitespace().count()).sum::<usize>();
            scored.lines += lines.len();
            let is_verbatim = |line: &&String| {
                let line = one_space(line);
                self.sources[index].iter().any(|source| source.contains(&line))
            };
            scored.verbatim += lines.iter().filter(is_verbatim).count();
        }
        scored
    }
}

/// A text with single spaces.
fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the summaries of a set scored.
#[derive(Debug, Clone, Default)]
struct Scored {
    rouge: Vec<Rouge>,
    words: usize,
    lines: usize,
    verbatim: usize,
}

impl Scored {
    fn values(&self, measure: fn(&Rouge) -> f64) -> Vec<f64> {
        self.rouge.iter().map(measure).collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    fn print(&self, name: &str) {
        let cell = |measure| {
            let Interval { mean, low, high } = bootstrap(&self.values(measure));
            format!("{:.2} [{:.1},{:.1}]", 100.0 * mean, 100.0 * low, 100.0 * high)
        };
        println!(
            "{name:<28} {:>18} {:>18} {:>7.2} {:>6.1} {:>8.3}",
            cell(|rouge| rouge.rouge1),
            cell(|rouge| rouge.rouge2),
            100.0 * bootstrap(&self.values(|rouge| rouge.rouge_lsum)).mean,
            self.words as f64 / self.rouge.len().max(1) as f64,
            self.verbatim as f64 / self.lines.max(1) as f64,
        );
    }

    /// The paired differences in ROUGE-1 and ROUGE-2.
    fn against(&self, other: &Self) -> [Interval; 2] {
        let measures: [fn(&Rouge) -> f64; 2] = [|rouge| rouge.rouge1, |rouge| rouge.rouge2];
        measures.map(|measure| {
            let pairs = self.values(measure).into_iter().zip(other.values(measure));
            bootstrap(&pairs.map(|(own, theirs)| own - theirs).collect::<Vec<_>>())
        })
    }
}
