//! A story of the server's answers.

use std::collections::BTreeMap;

use synoptic_api::v1::{Document, SourceDocument, Summary, SummaryKind};

use super::{
    Answers, Source, Story,
    reading::{Reading, has_changed},
    wording::{id_in_words, is_digest, one_line},
};

impl Story {
    /// Puts the answers together.
    pub(crate) fn new(answers: Answers) -> Self {
        let mut story = Self { title: answers.title, ..Self::default() };
        let summaries: Vec<&Summary> =
            answers.parts.iter().filter_map(|(_, answer)| answer.as_ref().ok()).collect();
        story.sources = sources(&answers.documents, &summaries);
        let places = places(&answers.documents, &summaries);
        for (part, answer) in &answers.parts {
            match answer {
                Ok(summary) => {
                    story.add(part.kind, summary, &places, &answers.documents);
                    story.describe(part.name, summary);
                }
                Err(why) => story.notes.push(format!("No {}: {}", part.name, one_line(why))),
            }
        }
        if summaries
            .iter()
            .flat_map(|summary| &summary.documents)
            .any(|of| has_changed(of, &answers.documents))
        {
            story
                .notes
                .push("A source was changed while this page was made; its passages are left out.".to_owned());
        }
        story
    }

    /// Adds one part.
    fn add(
        &mut self,
        kind: SummaryKind,
        summary: &Summary,
        places: &BTreeMap<String, usize>,
        documents: &[Document],
    ) {
        let reading = Reading::new(&self.sources, documents, places, summary);
        let items = || summary.segments.iter().map(|segment| reading.item(segment));
        match kind {
            SummaryKind::Headline => self.headline = items().next(),
            SummaryKind::KeyPoints => self.key_points = items().collect(),
            SummaryKind::Quotes => self.speakers = reading.speakers(&summary.segments),
            SummaryKind::Timeline => self.events = reading.events(&summary.segments),
            SummaryKind::Comparison => self.claims = reading.claims(&summary.segments),
            SummaryKind::Extractive | SummaryKind::Abstractive | SummaryKind::Unspecified => {
                self.summary = items().collect();
            }
        }
    }

    /// Notes what a part warns of, and what made it.
    fn describe(&mut self, part: &str, summary: &Summary) {
        for warning in &summary.warnings {
            let told = format!(": {} [{}]", one_line(&warning.message), one_line(&warning.reason));
            // What several parts warn of is noted once.
            match self.notes.iter_mut().find(|note| note.ends_with(&told)) {
                Some(note) => note.insert_str(note.len() - told.len(), &format!(", {part}")),
                None => self.notes.push(format!("{part}{told}")),
            }
        }
        if let Some(maker) = &summary.summarizer {
            let name = maker.name.trim_start_matches("summarizers/");
            self.makers.push(format!("{part} by {} {}", one_line(name), one_line(&maker.version)));
        }
    }
}

/// The documents in the order in which the server counts them; those that no summary counts come last.
fn order(documents: &[Document], summaries: &[&Summary]) -> Vec<usize> {
    let counted = summaries.first().map(|summary| summary.documents.as_slice()).unwrap_or_default();
    let mut order: Vec<usize> = Vec::with_capacity(documents.len());
    let named =
        counted.iter().filter_map(|counted| documents.iter().position(|one| one.name == counted.name));
    for index in named.chain(0..documents.len()) {
        let is_known = order.iter().any(|known| documents[*known].name == documents[index].name);
        if !is_known {
            order.push(index);
        }
    }
    order
}

/// Where documents stand among the sources, by name.
fn places(documents: &[Document], summaries: &[&Summary]) -> BTreeMap<String, usize> {
    let order = order(documents, summaries);
    order.iter().enumerate().map(|(place, index)| (documents[*index].name.clone(), place)).collect()
}

fn sources(documents: &[Document], summaries: &[&Summary]) -> Vec<Source> {
    let counted: BTreeMap<&str, &SourceDocument> = summaries
        .iter()
        .flat_map(|summary| &summary.documents)
        .map(|counted| (counted.name.as_str(), counted))
        .collect();
    let source = |(number, index): (usize, usize)| {
        let document = &documents[index];
        source(number, document, counted.get(document.name.as_str()).copied())
    };
    (1..).zip(order(documents, summaries)).map(source).collect()
}

/// A source, and which one it is, from 1.
fn source(number: usize, document: &Document, counted: Option<&SourceDocument>) -> Source {
    let origin = document.source.clone().unwrap_or_default();
    let known = |own: &str, found: Option<&String>| {
        let either = if own.is_empty() { found.map(String::as_str).unwrap_or_default() } else { own };
        one_line(either)
    };
    let outlet = known(&origin.outlet, counted.map(|counted| &counted.outlet));
    let language = known(&document.language, counted.map(|counted| &counted.language));
    let id = document.name.rsplit('/').next().unwrap_or_default();
    Source {
        label: if !outlet.is_empty() {
            outlet
        } else if is_digest(id) {
            format!("Source {number}")
        } else {
            id_in_words(&one_line(id))
        },
        title: known(&document.title, counted.map(|counted| &counted.title)),
        author: one_line(&origin.author),
        uri: origin.uri,
        published: origin.publish_time,
        language: if language == "und" { String::new() } else { language },
        text: document.text.clone(),
    }
}
