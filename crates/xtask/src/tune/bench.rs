//! Records, and what summaries of them score under given weights.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::bail;
use serde_json::{Map, Value, json};
use synoptic_evaluation::{Reference, Rouge, Scorer};
use synoptic_plugin_host::{Document, Kind, Length, Order, Piece, Rules, StopSignal, Summarizer, Task};

use super::Weights;
use crate::records::{self, Budget, Record};

/// A data set, with the length of its summaries and how much it counts.
pub(super) struct Data {
    pub(super) name: String,
    pub(super) records: Vec<Record>,
    pub(super) budget: Budget,
    pub(super) weight: f64,
}

impl Data {
    pub(super) fn read(given: &str) -> anyhow::Result<Self> {
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
pub(super) struct Case {
    pub(super) set: usize,
    /// Its place in its set.
    pub(super) index: usize,
    pub(super) set_len: usize,
    pub(super) documents: Vec<Document>,
    pub(super) references: Vec<Reference>,
    budget: Budget,
}

/// What a summary of a record scored.
#[derive(Clone, Copy)]
pub(super) struct CaseResult {
    pub(super) set: usize,
    pub(super) rouge: Rouge,
}

/// Cases, split between threads, and the summarizer that is tried on them.
pub(super) struct Bench {
    summarizer: Summarizer,
    input: String,
    shards: Vec<(Scorer, Vec<Case>)>,
    /// The names of all weights.
    names: Vec<String>,
    set_weights: Vec<f64>,
    labels: Vec<(String, Budget)>,
}

impl Bench {
    pub(super) fn new(summarizer: Summarizer, input: String, data: &[Data]) -> anyhow::Result<Self> {
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

    pub(super) fn len(&self) -> usize {
        self.shards.iter().map(|(_, cases)| cases.len()).sum()
    }

    /// Of each set, whether anything is learned from it.
    pub(super) fn counted(&self) -> Vec<bool> {
        self.set_weights.iter().map(|weight| *weight > 0.0).collect()
    }

    /// The names of the weights that a search changes: all but those that are kept.
    pub(super) fn names(&self, weights: &Weights, keep: &[String]) -> anyhow::Result<Vec<String>> {
        if let Some(unknown) = weights.keys().find(|name| !self.names.contains(name)) {
            bail!("there is no weight {unknown}");
        }
        let changed = self.names.iter().filter(|name| !keep.contains(name) && *name != "focus");
        Ok(changed.cloned().collect())
    }

    /// The parameters that replace all weights.
    pub(super) fn params(&self, weights: &Weights) -> Map<String, Value> {
        let mut params = Map::new();
        params.insert("input".to_owned(), Value::from(self.input.as_str()));
        // A weight that isn't given is the model's own, and 0 here.
        let mut all: Weights = self.names.iter().map(|name| (name.clone(), 0.0)).collect();
        all.extend(weights.iter().map(|(name, value)| (name.clone(), *value)));
        params.insert("weights".to_owned(), json!(all));
        params
    }

    /// What something makes of each case that is chosen, with the set of the case.
    pub(super) fn each<T: Send>(
        &mut self,
        chosen: &(impl Fn(&Case) -> bool + Sync),
        make: impl Fn(&Case, &Summarizer, &Scorer) -> T + Sync,
    ) -> Vec<(usize, T)> {
        let (summarizer, make) = (&self.summarizer, &make);
        std::thread::scope(|scope| {
            let run = move |(scorer, cases): &mut (Scorer, Vec<Case>)| -> Vec<(usize, T)> {
                let cases = cases.iter().filter(|case| chosen(case));
                cases.map(|case| (case.set, make(case, summarizer, scorer))).collect()
            };
            let threads: Vec<_> =
                self.shards.iter_mut().map(|shard| scope.spawn(move || run(shard))).collect();
            threads.into_iter().flat_map(|thread| thread.join().expect("no case panics")).collect()
        })
    }

    /// The results of the cases that are chosen.
    pub(super) fn results(
        &mut self,
        weights: &Weights,
        chosen: &(impl Fn(&Case) -> bool + Sync),
    ) -> Vec<CaseResult> {
        let params = self.params(weights);
        let score =
            |case: &Case, summarizer: &Summarizer, scorer: &Scorer| case.score(summarizer, &params, scorer);
        self.each(chosen, score).into_iter().map(|(set, rouge)| CaseResult { set, rouge }).collect()
    }

    /// The objective: the mean of ROUGE-1 and ROUGE-2 over sets, each by its weight.
    pub(super) fn objective(&mut self, weights: &Weights, chosen: &(impl Fn(&Case) -> bool + Sync)) -> f64 {
        let results = self.results(weights, chosen);
        let means = mean_by_set(&results, self.set_weights.len());
        let weighted = means
            .iter()
            .zip(&self.set_weights)
            .map(|(rouge, weight)| weight * (rouge.rouge1 + rouge.rouge2) / 2.0);
        weighted.sum::<f64>() / self.set_weights.iter().sum::<f64>()
    }

    pub(super) fn tell(&mut self, weights: &Weights, chosen: &(impl Fn(&Case) -> bool + Sync)) -> String {
        let results = self.results(weights, chosen);
        describe_sets(&self.labels, &mean_by_set(&results, self.set_weights.len()))
    }
}

impl Case {
    fn score(&self, summarizer: &Summarizer, params: &Map<String, Value>, scorer: &Scorer) -> Rouge {
        let length = match (self.budget, self.budget.words_asked()) {
            (Budget::Sentences(count), _) => Length::Sentences(count.into()),
            (_, words) => Length::Words(words.unwrap_or_default().into()),
        };
        let pieces = self.summary(summarizer, params, length);
        let kept = self.budget.cut(pieces.iter().map(|piece| piece.text.as_str()));
        scorer.tokens(kept.iter().map(String::as_str)).rouge_n(&self.references)
    }

    /// A summary of its documents, the best sentences first; empty where there is none.
    pub(super) fn summary(
        &self,
        summarizer: &Summarizer,
        params: &Map<String, Value>,
        length: Length,
    ) -> Vec<Piece> {
        let stop = StopSignal::default();
        let task = Task {
            documents: &self.documents,
            kind: Kind::Extractive,
            length,
            order: Order::Rank,
            rules: Rules::default(),
            focus: "",
            params,
            stop: &stop,
            deadline: Instant::now() + Duration::from_secs(600),
            streaming: false,
        };
        summarizer.run(&task, &mut |_| {}).map(|outcome| outcome.pieces).unwrap_or_default()
    }
}

pub(super) fn mean_by_set(results: &[CaseResult], sets: usize) -> Vec<Rouge> {
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

pub(super) fn describe(data: &[Data], means: &[Rouge]) -> String {
    let labels: Vec<_> = data.iter().map(|data| (data.name.clone(), data.budget)).collect();
    describe_sets(&labels, means)
}

pub(super) fn describe_sets(labels: &[(String, Budget)], means: &[Rouge]) -> String {
    let tell = |((name, budget), rouge): (&(String, Budget), &Rouge)| {
        let name = name.split('.').next().unwrap_or(name);
        format!("{name} ({budget}) {:.2}/{:.2}", 100.0 * rouge.rouge1, 100.0 * rouge.rouge2)
    };
    labels.iter().zip(means).map(tell).collect::<Vec<_>>().join(", ")
}
