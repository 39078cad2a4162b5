//! A story: all that the server makes of several reports, on one page.
//!
//! The server is asked for texts and summaries, their answers become a [`Story`], and that is written for people: as HTML, Markdown or text.

mod asking;
mod content;
pub(crate) mod dates;
pub(crate) mod html;
mod markdown;
mod passage;
mod plain;
mod reading;
pub(crate) mod wording;

pub(crate) use asking::{Answers, ask};
pub(crate) use markdown::markdown;
pub(crate) use plain::plain;

use dates::When;
use passage::Passage;

/// What several reports tell.
#[derive(Debug, Default)]
pub(crate) struct Story {
    /// What it is called where the server makes no headline.
    title: String,
    headline: Option<Item>,
    summary: Vec<Item>,
    key_points: Vec<Item>,
    /// Who said what, those who are quoted first come first.
    speakers: Vec<Speaker>,
    /// What happened when, in the order of time; what has no date comes last.
    events: Vec<Event>,
    claims: Claims,
    sources: Vec<Source>,
    /// What the server doesn't make, and its warnings.
    notes: Vec<String>,
    /// Which summarizer made which part.
    makers: Vec<String>,
}

/// A text with the passages that bear it out.
#[derive(Debug, Clone, Default, PartialEq)]
struct Item {
    text: String,
    passages: Vec<Passage>,
}

/// Somebody who is quoted.
#[derive(Debug, PartialEq)]
struct Speaker {
    /// Empty for all that isn't attributed.
    name: String,
    roles: Vec<String>,
    quotations: Vec<Quotation>,
}

/// Words of a speaker.
#[derive(Debug, PartialEq)]
struct Quotation {
    item: Item,
    verb: String,
    partial: bool,
    reported_by: Vec<String>,
}

/// Something that happened.
#[derive(Debug, PartialEq)]
struct Event {
    item: Item,
    when: When,
}

/// What the sources say, compared.
#[derive(Debug, Default, PartialEq)]
struct Claims {
    all: Vec<Item>,
    several: Vec<Item>,
    differing: Vec<Difference>,
    /// What one alone reports, by source.
    single: Vec<(usize, Vec<Item>)>,
}

/// A claim that sources tell differently.
#[derive(Debug, PartialEq)]
struct Difference {
    voices: Vec<Voice>,
    /// The sources that don't mention it.
    silent: Vec<usize>,
}

/// What one source says to a claim.
#[derive(Debug, PartialEq)]
struct Voice {
    source: usize,
    item: Item,
    differs: bool,
    /// What differs, in the source's words; may be empty.
    words: String,
}

/// A report.
#[derive(Debug, Clone, Default, PartialEq)]
struct Source {
    /// The outlet, or else what the document is called.
    label: String,
    title: String,
    author: String,
    uri: String,
    published: Option<prost_types::Timestamp>,
    /// BCP-47; empty when unknown.
    language: String,
    text: String,
}

impl Story {
    /// Everything that comes from passages.
    fn items(&self) -> impl Iterator<Item = &Item> {
        let claims = &self.claims;
        let quotations = self.speakers.iter().flat_map(|speaker| &speaker.quotations);
        let voices = claims.differing.iter().flat_map(|difference| &difference.voices);
        (self.headline.iter().chain(&self.summary).chain(&self.key_points))
            .chain(quotations.map(|quotation| &quotation.item))
            .chain(self.events.iter().map(|event| &event.item))
            .chain(claims.all.iter().chain(&claims.several))
            .chain(voices.map(|voice| &voice.item))
            .chain(claims.single.iter().flat_map(|(_, items)| items))
    }
}

impl Difference {
    /// The words in which its voices differ, each once.
    fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = Vec::new();
        for voice in &self.voices {
            if !voice.words.is_empty() && !words.contains(&voice.words.as_str()) {
                words.push(&voice.words);
            }
        }
        words
    }
}
