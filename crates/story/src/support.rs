//! What of a text is borne out by reports: sentence by sentence, and as a whole.

mod bearing;
mod diff;
mod elsewhere;
mod facts;
mod measures;
mod name_forms;
mod near;
mod numerals;
mod polarity;
mod proper;
mod sources;
mod swapped;
mod verbatim;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::{Names, Report, Span, contraries::are_contrary, lexicon::lower};
use bearing::Bearing;
use elsewhere::Elsewhere;
pub(crate) use name_forms::{is_form_of, is_initials};
use near::{Near, Slot};
pub(crate) use polarity::{Negation, negations};
pub(crate) use sources::is_content;
use sources::{Key, Sources, keys};

pub use measures::{Measures, measure};

/// How far sources bear out a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// They don't: most of it stands nowhere together, or a number, name, date or negation of it is found in none.
    Unsupported,
    /// It says what they say, in other words.
    Supported,
    /// Its words stand in one of them as they are; white space and the kind of quotation marks may differ.
    Verbatim,
}

/// What is wrong with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// A number that no source has there, or with another unit.
    Number,
    /// A name that no source has there.
    Name,
    /// A weekday, a month, a day or a year that no source has there.
    Date,
    /// The sources say the contrary: a negation was dropped or added, or a word stands for its contrary.
    Negation,
}

/// Words of a sentence that no source bears out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong with them.
    pub kind: FindingKind,
    /// Where they stand in the summary's text, in bytes. For a negation that was dropped, what it fell on.
    pub range: Range<usize>,
    /// The words as written there.
    pub words: String,
    /// What stands in their place in the source that is nearest, where one has something there.
    pub instead: Option<Span>,
}

/// What is found of one sentence of a summary.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The index of the sentence.
    pub sentence: usize,
    /// Whether it is borne out.
    pub level: Level,
    /// The sentences that bear it, the best first; at most three, and none where nothing is shared.
    pub sources: Vec<Span>,
    /// What no source bears out, in the order of the text.
    pub not_found: Vec<Finding>,
    /// The share of the sentence's words that those sentences hold, where rare ones weigh more: 0 to 1.
    pub overlap: f32,
}

/// The most source sentences that are named for a sentence: writers fuse two, seldom three.
pub(crate) const SOURCES_MAX: usize = 3;

/// A sentence that shares less with its sources is not borne out by them. Of the sentences of CNN's own highlights 97 % share more,
/// of free writers' 87 %, of summaries of other stories 3 to 5 % (see the example). At 0.45 twice as many of the true ones fall
/// below, and 2 % fewer of the others pass.
const OVERLAP_MIN: f32 = 0.35;

/// Of two source sentences that are nearly the same as a summary's, one may bear it in place of the other when its share of common
/// words is at most so much less: a word or two, not another sentence.
const SHARE_LESS_MAX: f32 = 0.1;

/// Below it a negation that has no counterpart means nothing: other clauses may be told.
const POLARITY_OVERLAP_MIN: f32 = 0.6;

/// A sentence opposes one in other words only where that holds this share of the words beside what is opposed.
const OPPOSED_REST_MIN: f32 = 0.75;

/// Checks each sentence of a summary against its sources: a verdict for each that has words, in order.
///
/// The terms of the summary are numbered like those of the sources.
///
/// The work is linear in the sources and the summary: of each word a bounded number of places is looked at.
pub fn check(summary: &Report<'_>, sources: &[Report<'_>]) -> Vec<Verdict> {
    let sources = Sources::new(sources);
    let checker = Checker {
        summary,
        keys: keys(summary),
        names: Names::find(std::slice::from_ref(summary)),
        elsewhere: Elsewhere::new(&sources),
        sources: &sources,
    };
    let mut finder = bearing::Finder::new(&sources);
    let told = summary.sentences.iter().enumerate().filter(|(_, told)| told.token_count > 0);
    told.map(|(sentence, told)| {
        let tokens = told.token_range();
        if let Some(spans) = verbatim::find(summary, &checker.keys, tokens.clone(), &sources) {
            return Verdict {
                sentence,
                level: Level::Verbatim,
                sources: spans,
                not_found: Vec::new(),
                overlap: 1.0,
            };
        }
        let bearing = finder.find(&checker.keys[tokens.clone()], &sources);
        checker.verdict(sentence, &tokens, &bearing)
    })
    .collect()
}

/// What a summary is checked with.
struct Checker<'a, 'r, 's> {
    summary: &'a Report<'s>,
    keys: Vec<Key>,
    names: Names,
    sources: &'a Sources<'a, 'r>,
    elsewhere: Elsewhere<'a, 'r>,
}

impl Checker<'_, '_, '_> {
    fn verdict(&self, sentence: usize, tokens: &Range<usize>, bearing: &Bearing) -> Verdict {
        let alike = Near::find(self.summary, &self.keys, tokens, bearing, self.sources);
        let share = alike.iter().map(Near::share).fold(0.0, f32::max);
        let nearest = alike.iter().filter(|near| near.share() >= share - SHARE_LESS_MAX);
        let judged = nearest.map(|near| (self.findings(tokens, bearing, Some(near)), near.row));
        // Sources can differ: a text is borne out by the one that says the same.
        let (mut not_found, nearest) = match judged.min_by_key(|(findings, _)| findings.len()) {
            Some((findings, row)) => (findings, Some(row)),
            None => (self.findings(tokens, bearing, None), None),
        };
        not_found.sort_by_key(|finding| (finding.range.start, finding.kind));
        let mut rows = bearing.rows.clone();
        if let Some(nearest) = nearest {
            rows.retain(|&row| row != nearest);
            rows.insert(0, nearest);
            rows.truncate(SOURCES_MAX);
        }
        let is_borne = not_found.is_empty() && bearing.overlap >= OVERLAP_MIN;
        Verdict {
            sentence,
            level: if is_borne { Level::Supported } else { Level::Unsupported },
            sources: rows.iter().map(|&row| self.span(row)).collect(),
            not_found,
            overlap: bearing.overlap,
        }
    }

    fn span(&self, row: usize) -> Span {
        let sources::Row { report, sentence } = self.sources.rows[row];
        Span::new(report, self.sources.reports[report].sentences[sentence].range())
    }

    fn findings(
        &self,
        tokens: &Range<usize>,
        bearing: &Bearing,
        near: Option<&Near<'_, '_>>,
    ) -> Vec<Finding> {
        let mut found = self.wrong_facts(tokens, bearing, near);
        found.extend(self.wrong_names(tokens, bearing, near));
        found.extend(match near {
            Some(near) => self.wrong_negations(near),
            None => self.contrary(tokens, bearing),
        });
        found
    }

    fn finding(&self, kind: FindingKind, tokens: Range<usize>, instead: Option<Span>) -> Finding {
        let all = &self.summary.tokens;
        let range = all[tokens.start].range().start..all[tokens.end - 1].range().end;
        Finding { kind, words: self.summary.text[range.clone()].to_owned(), range, instead }
    }

    /// Numbers and dates.
    fn wrong_facts(
        &self,
        tokens: &Range<usize>,
        bearing: &Bearing,
        near: Option<&Near<'_, '_>>,
    ) -> Vec<Finding> {
        let mut found = Vec::new();
        for fact in facts::facts(self.summary, tokens.clone()) {
            let slot = near.map_or(Slot::Nothing, |near| near.fact(&fact));
            let instead = match slot {
                Slot::Same => continue,
                Slot::Other(instead) => Some(instead),
                Slot::Nothing if fact.is_vague => continue,
                Slot::Nothing => {
                    let place = elsewhere::Asked { report: self.summary, keys: &self.keys, sentence: tokens };
                    if self.elsewhere.bears(&fact, place, &bearing.rows) {
                        continue;
                    }
                    None
                }
            };
            let kind = if fact.meaning.is_date() { FindingKind::Date } else { FindingKind::Number };
            found.push(self.finding(kind, fact.tokens, instead));
        }
        found
    }

    fn wrong_names(
        &self,
        tokens: &Range<usize>,
        bearing: &Bearing,
        near: Option<&Near<'_, '_>>,
    ) -> Vec<Finding> {
        let mut found = Vec::new();
        let names = proper::names(self.summary, &self.names, tokens, &self.elsewhere, &self.keys);
        let rows: Vec<usize> = bearing.candidates.iter().map(|&(row, _)| row).collect();
        let swapped = swapped::swapped(self.summary, &self.keys, &names, self.sources, &rows);
        for (name, instead) in &swapped {
            found.push(self.finding(FindingKind::Name, name.tokens.clone(), Some(*instead)));
        }
        for name in &names {
            if swapped.iter().any(|(told, _)| std::ptr::eq(*told, name)) {
                continue;
            }
            let words = name.words.iter().copied();
            let slots: Vec<Slot> = words
                .map(|word| near.map_or(Slot::Nothing, |near| near.name(word, &name.words, &self.elsewhere)))
                .collect();
            let other =
                slots.iter().find_map(|slot| if let Slot::Other(span) = slot { Some(*span) } else { None });
            let unknown = || {
                let open = name.words.iter().zip(&slots).filter(|(_, slot)| **slot == Slot::Nothing);
                name.is_certain
                    && open.clone().count() > 0
                    && !proper::is_known(
                        self.summary,
                        &self.keys,
                        &name.words,
                        open.map(|(word, _)| *word),
                        &self.elsewhere,
                    )
            };
            if other.is_some() || unknown() {
                found.push(self.finding(FindingKind::Name, name.tokens.clone(), other));
            }
        }
        found
    }

    /// Negations that only one of two sentences has that else are alike, and words for which the other has their contrary.
    fn wrong_negations(&self, near: &Near<'_, '_>) -> Vec<Finding> {
        let ours = negations(self.summary, near.tokens.clone());
        let theirs = negations(near.source, near.window.clone());
        let added = ours.iter().filter(|ours| near.is_added(ours, &theirs));
        let dropped = theirs.iter().filter_map(|theirs| Some((theirs, near.dropped_at(theirs, &ours)?)));
        let mut found: Vec<Finding> =
            added.map(|ours| self.finding(FindingKind::Negation, ours.at..ours.at + 1, None)).collect();
        found.extend(dropped.map(|(theirs, place)| {
            self.finding(FindingKind::Negation, place, Some(near.span(theirs.at..theirs.at + 1)))
        }));
        let contraries = near.contraries(&ours, &theirs);
        if contraries.is_empty() {
            found.extend(self.opposed(&near.tokens, near.row, (&ours, &theirs)));
        }
        found.extend(contraries.into_iter().map(|(word, other)| {
            self.finding(FindingKind::Negation, word..word + 1, Some(near.span(other..other + 1)))
        }));
        found
    }

    /// The same, of a sentence in other words than its best source's: a word that is denied in one of them only, where that one
    /// alone denies anything.
    fn contrary(&self, tokens: &Range<usize>, bearing: &Bearing) -> Vec<Finding> {
        let Some(&(row, overlap)) = bearing.candidates.first() else { return Vec::new() };
        if overlap < POLARITY_OVERLAP_MIN {
            return Vec::new();
        }
        let window = self.sources.tokens(row);
        let index = self.sources.rows[row].report;
        let source = &self.sources.reports[index];
        let ours = negations(self.summary, tokens.clone());
        let theirs = negations(source, window.clone());
        let there = &self.sources.keys[index];
        // Whether the source tells a word, and nowhere denies it.
        let is_told = |key: Key| {
            let mut places = window.clone().filter(|&token| there[token] == key).peekable();
            places.peek().is_some() && places.all(|token| !is_denied_by(&theirs, token))
        };
        let added = ours.iter().filter(|ours| ours.target.is_some_and(|target| is_told(self.keys[target])));
        let mut wrong: Vec<Finding> =
            added.map(|ours| self.finding(FindingKind::Negation, ours.at..ours.at + 1, None)).collect();
        let dropped = theirs.iter().filter(|_| ours.is_empty()).filter_map(|theirs| {
            let target = there[theirs.target?];
            let place = tokens.clone().find(|&token| self.keys[token] == target)?;
            let denial = source.tokens[theirs.at].range();
            Some(self.finding(FindingKind::Negation, place..place + 1, Some(Span::new(index, denial))))
        });
        wrong.extend(dropped);
        wrong.extend(self.opposed(tokens, row, (&ours, &theirs)));
        wrong
    }

    /// A word for which a row has its contrary, where it holds nearly all other words.
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    fn opposed(
        &self,
        tokens: &Range<usize>,
        row: usize,
        (ours_denied, theirs_denied): (&[Negation], &[Negation]),
    ) -> Option<Finding> {
        let index = self.sources.rows[row].report;
        let (source, there) = (&self.sources.reports[index], &self.sources.keys[index]);
        let window = self.sources.tokens(row);
        let word = |report: &Report<'_>, token: usize| lower(report.word(&report.tokens[token])).into_owned();
        let told: Vec<usize> =
            tokens.clone().filter(|&token| is_content(&self.summary.tokens[token])).collect();
        let is_held = |token: &&usize| there[window.clone()].contains(&self.keys[**token]);
        let (held, open): (Vec<usize>, Vec<usize>) = told.iter().partition(is_held);
        if (held.len() as f32) < OPPOSED_REST_MIN * (told.len().saturating_sub(1)).max(1) as f32 {
            return None;
        }
        let theirs = || {
            let free = |token: &usize| !self.keys[tokens.clone()].contains(&there[*token]);
            window.clone().filter(|&token| is_content(&source.tokens[token])).filter(free)
        };
        open.into_iter().find_map(|own| {
            let said = word(self.summary, own);
            let mut others = theirs().filter(|&their| are_contrary(&said, &word(source, their)));
            let is_alike =
                |their: &usize| is_denied_by(ours_denied, own) == is_denied_by(theirs_denied, *their);
            let other = others.next().filter(is_alike)?;
            // Who tells of a rise and of a fall may be told by either.
            let contrary = word(source, other);
            let has_both = theirs().any(|their| are_contrary(&contrary, &word(source, their)));
            let instead = Span::new(index, source.tokens[other].range());
            (!has_both).then(|| self.finding(FindingKind::Negation, own..own + 1, Some(instead)))
        })
    }
}

/// Whether a negation falls on a word, or is it.
fn is_denied_by(negations: &[Negation], token: usize) -> bool {
    negations.iter().any(|told| told.scope.contains(&token) || told.at == token)
}
