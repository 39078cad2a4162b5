//! Calls that failed by the plugin's fault, written down to be run again. Off unless the operator names a folder, as a recording
//! holds the texts of the documents.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use synoptic_text_analysis::{Language, Options, analyze};

use crate::{
    CallError, Document, Kind, Known, Length, Order, Outcome, Rules, StopSignal, Summarizer, Task, raw_kind,
};

/// A call that failed, whole: everything that the plugin saw.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recording {
    /// The plugin's name.
    pub plugin: String,
    /// Its version.
    pub version: String,
    /// The digest of its library.
    pub digest: String,
    /// The summarizer.
    pub summarizer: String,
    /// How the call failed.
    pub error: String,
    /// The bit of the kind of summary, as in the ABI.
    kind: u32,
    length: RecordedLength,
    rules: Rules,
    focus: String,
    params: Map<String, Value>,
    documents: Vec<RecordedDocument>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RecordedLength {
    Sentences(u64),
    Words(u64),
    Characters(u64),
    Ratio(f64),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct RecordedDocument {
    name: String,
    title: String,
    outlet: String,
    publish_time_ms: Option<i64>,
    /// Whether the reader has seen all of it.
    #[serde(default)]
    seen: bool,
    /// The sentences whose content the reader has seen elsewhere, by their numbers.
    #[serde(default)]
    known_sentences: Vec<usize>,
    language: String,
    text: String,
}

/// The most recordings in a folder: a plugin that fails all the time must not fill the disk.
const RECORDINGS_MAX: usize = 1000;

impl Recording {
    /// Writes down a call that failed.
    pub fn new(summarizer: &Summarizer, task: &Task<'_>, error: &CallError) -> Self {
        let document = |document: &Document| RecordedDocument {
            name: document.name.clone(),
            title: document.title.clone(),
            outlet: document.outlet.clone(),
            publish_time_ms: document.publish_time_ms,
            seen: document.known == Known::All,
            known_sentences: match &document.known {
                Known::Sentences(known) => (0..known.len()).filter(|&sentence| known[sentence]).collect(),
                Known::Nothing | Known::All => Vec::new(),
            },
            language: document.analysis.detection().language.tag().to_owned(),
            text: document.analysis.text().to_owned(),
        };
        Self {
            plugin: summarizer.plugin().to_owned(),
            version: summarizer.version().to_owned(),
            digest: summarizer.digest().to_owned(),
            summarizer: summarizer.name().to_owned(),
            error: error.to_string(),
            kind: task.kind.bit(),
            length: match task.length {
                Length::Sentences(count) => RecordedLength::Sentences(count),
                Length::Words(count) => RecordedLength::Words(count),
                Length::Characters(count) => RecordedLength::Characters(count),
                Length::Ratio(ratio) => RecordedLength::Ratio(ratio),
            },
            rules: task.rules,
            focus: task.focus.to_owned(),
            params: task.params.clone(),
            documents: task.documents.iter().map(document).collect(),
        }
    }

    /// Writes it to a file of its own in a folder, and returns the file.
    ///
    /// # Errors
    ///
    /// When the folder holds as many as it may, or can't be written to.
    pub fn save(&self, folder: &Path) -> io::Result<PathBuf> {
        fs::create_dir_all(folder)?;
        if fs::read_dir(folder)?.count() >= RECORDINGS_MAX {
            return Err(io::Error::other(format!("the folder holds {RECORDINGS_MAX} recordings already")));
        }
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let mut file = tempfile::Builder::new()
            .prefix(&format!("{}-{}-{}-", self.plugin, self.summarizer, since.as_millis()))
            .suffix(".json")
            .tempfile_in(folder)?;
        serde_json::to_writer_pretty(&mut file, self)?;
        Ok(file.keep().map_err(|error| error.error)?.1)
    }

    /// Reads a recording.
    ///
    /// # Errors
    ///
    /// When it can't be read, or isn't one.
    pub fn load(file: &Path) -> io::Result<Self> {
        Ok(serde_json::from_slice(&fs::read(file)?)?)
    }

    /// Runs the call again.
    ///
    /// # Errors
    ///
    /// What the call ends with.
    pub fn run(&self, summarizer: &Summarizer, time: Duration) -> Result<Outcome, CallError> {
        let documents: Vec<Document> = self.documents.iter().map(RecordedDocument::document).collect();
        let stop = StopSignal::default();
        let kind = raw_kind(self.kind).unwrap_or(Kind::Extractive);
        let task = Task {
            documents: &documents,
            kind,
            length: match self.length {
                RecordedLength::Sentences(count) => Length::Sentences(count),
                RecordedLength::Words(count) => Length::Words(count),
                RecordedLength::Characters(count) => Length::Characters(count),
                RecordedLength::Ratio(ratio) => Length::Ratio(ratio),
            },
            order: Order::Source,
            rules: self.rules,
            focus: &self.focus,
            params: &self.params,
            stop: &stop,
            deadline: Instant::now() + time,
            streaming: false,
        };
        summarizer.run(&task, &mut |_| {})
    }
}

impl RecordedDocument {
    fn document(&self) -> Document {
        let options = Options { language: Language::from_tag(&self.language), ..Options::default() };
        let analysis = Arc::new(analyze(&self.text, &options));
        let mut known = vec![false; analysis.sentences().len()];
        for &sentence in &self.known_sentences {
            known.get_mut(sentence).into_iter().for_each(|known| *known = true);
        }
        let known: Arc<[bool]> = known.into();
        Document {
            name: self.name.clone(),
            title: self.title.clone(),
            outlet: self.outlet.clone(),
            publish_time_ms: self.publish_time_ms,
            analysis,
            known: match known.contains(&true) {
                _ if self.seen => Known::All,
                true => Known::Sentences(known),
                false => Known::Nothing,
            },
        }
    }
}
