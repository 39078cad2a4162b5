//! Key points: the best sentences, made shorter, each with all the sources that say it.

use std::collections::HashSet;

use synoptic_plugin_sdk::{Error, Kind, Output, Placed, Request, Sentence, Span, abi};
use synoptic_ranking::{Picked, select_by};
use synoptic_story::{Alignment, Names, Place, Report, SIMILARITY_MIN, compress, reports, source_span};

use crate::{Params, objective::Objective};

/// A point is read at a glance: this many words, or what the shortest form of its sentence has.
const WORDS_MAX: usize = 32;

/// What it adds to a sentence's worth that other sources say the same, for the share of them that do: a point is what several reports
/// say. Chosen by the facts of the sample collections that five points hold; more adds little, and puts what several reports repeat
/// before the news.
const CORROBORATION: f32 = 6.0;

/// So many sources more are counted as if they said nothing of it: where there is one other, its saying alike may be chance.
const SILENT_SOURCES: f32 = 2.0;

/// What a request's reports say alike.
pub(crate) struct Corroboration<'a> {
    reports: Vec<Report<'a>>,
    names: Names,
    alignment: Alignment,
}

impl<'a> Corroboration<'a> {
    pub(crate) fn new(request: &'a Request<'a, Params>) -> Self {
        let reports = reports(request);
        let names = Names::find(&reports);
        let alignment = Alignment::new(&reports, &names, SIMILARITY_MIN);
        Self { reports, names, alignment }
    }

    /// Adds to the scores of sentences that several sources bear out.
    #[expect(clippy::cast_precision_loss, reason = "counts of documents")]
    pub(crate) fn raise(&self, sentences: &[Sentence<'_>], scores: &mut [f32]) {
        let others = (self.reports.len() as f32 - 1.0).max(0.0) + SILENT_SOURCES;
        for (sentence, score) in sentences.iter().zip(scores) {
            let mut telling: Vec<usize> =
                self.alignment.similar(place(sentence)).map(|(other, _)| other.report).collect();
            telling.sort_unstable();
            telling.dedup();
            *score += CORROBORATION * telling.len() as f32 / others;
        }
    }
}

fn place(sentence: &Sentence<'_>) -> Place {
    Place { report: sentence.document().index() as usize, sentence: sentence.index() as usize }
}

/// Offers the points of a request, the best first.
pub(crate) fn offer(
    output: &Output<'_>,
    sentences: &[Sentence<'_>],
    corroboration: &Corroboration<'_>,
    objective: &mut Objective<'_>,
) -> Result<(), Error> {
    let Corroboration { reports, names, alignment } = corroboration;
    output.check()?;
    let mut told: HashSet<Place> = HashSet::default();
    let mut later: Vec<(usize, f32)> = Vec::new();
    let shortened = |index: usize| {
        let own = place(&sentences[index]);
        compress(&reports[own.report], own.report, own.sentence, names)
    };
    let point = |index: usize, worth: f32, short: &str, told: &mut HashSet<Place>| -> Result<Picked, Error> {
        let own = place(&sentences[index]);
        if told.contains(&own) || alignment.similar(own).any(|(other, _)| told.contains(&other)) {
            return Ok(Picked::No);
        }
        let mut spans: Vec<Span> = vec![sentences[index].span()];
        spans.extend(alignment.similar(own).map(|(other, _)| {
            let report = &reports[other.report];
            source_span(&synoptic_story::Span::new(other.report, report.sentences[other.sentence].range()))
        }));
        let placed = output.text(Kind::KeyPoints, short, &spans, worth)?;
        if placed == Placed::Taken {
            told.insert(own);
        }
        Ok(if placed == Placed::Taken { Picked::Yes } else { Picked::No })
    };
    select_by(sentences.len(), objective, |index, worth| {
        // A point stands by itself, and is short.
        let short = if is_dependent(&sentences[index]) { None } else { Some(shortened(index)) };
        let Some(short) = short.filter(|short| short.words <= WORDS_MAX) else {
            later.push((index, worth));
            return Ok::<_, Error>(Picked::No);
        };
        point(index, worth, &short.text, &mut told)
    })?;
    for (index, worth) in later {
        point(index, worth, &shortened(index).text, &mut told)?;
    }
    Ok(())
}

/// Whether a sentence can't be read by itself, or is somebody's words.
pub(crate) fn is_dependent(sentence: &Sentence<'_>) -> bool {
    let apart = abi::SENTENCE_DEPENDENT | abi::SENTENCE_POOR | abi::SENTENCE_FRAGMENT | abi::SENTENCE_CUT;
    let text = sentence.text();
    // "It" may stand for anything that was told before.
    sentence.flags() & apart != 0
        || text.starts_with(['"', '“', '‘', '„', '«', '\''])
        || text.starts_with("It ")
}
