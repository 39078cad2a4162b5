//! What all the sources have, for what the best of them doesn't: looked up only when it is asked for.

use std::{cell::OnceCell, ops::Range};

use foldhash::{HashMap, HashSet};
use jiff::civil::Date;
use synoptic_text_analysis::TokenFlags;

use super::{
    facts::{Fact, Meaning, context, counted, facts},
    name_forms::{is_form_of, is_initials},
    sources::{Key, Sources, is_content},
};
use crate::{Granularity, Report, When, names::bare, time_expressions};

/// So many places of a word tell whether it is a name, and whether two words stand together.
const PLACES_MAX: usize = 64;

/// What is asked about: a sentence of the summary.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a, 's> {
    pub(super) report: &'a Report<'s>,
    pub(super) keys: &'a [Key],
    pub(super) sentence: &'a Range<usize>,
}

/// A fact of the sources, and the row that has it.
struct Told {
    row: usize,
    fact: Fact,
}

/// Days by report and sentence.
type Days = HashMap<(usize, usize), Vec<(Date, Granularity)>>;

/// The sources as a whole.
pub(super) struct Elsewhere<'a, 'r> {
    sources: &'a Sources<'a, 'r>,
    facts: OnceCell<Vec<Told>>,
    /// Words with a capital.
    capitals: OnceCell<Vec<&'a str>>,
    /// Initials of two words and more with capitals in a row.
    initials: OnceCell<HashSet<String>>,
    /// The first days that the expressions of time mean, and how exactly, by report and sentence.
    days: OnceCell<Days>,
}

impl<'a, 'r> Elsewhere<'a, 'r> {
    pub(super) fn new(sources: &'a Sources<'a, 'r>) -> Self {
        Self {
            sources,
            facts: OnceCell::new(),
            capitals: OnceCell::new(),
            initials: OnceCell::new(),
            days: OnceCell::new(),
        }
    }

    /// Whether the rows that bear a sentence, or those beside them, have a fact of it; or any other row beside the same words.
    pub(super) fn bears(&self, fact: &Fact, asked: Asked<'_, '_>, rows: &[usize]) -> bool {
        let mut around: Vec<usize> = rows.to_vec();
        for &row in rows {
            around.extend([false, true].into_iter().filter_map(|behind| self.sources.beside(row, behind)));
        }
        around.sort_unstable();
        around.dedup();
        if fact.meaning.is_date() && around.iter().any(|&row| self.means(row, fact.meaning)) {
            return true;
        }
        self.has_near(fact, asked, &around) || self.has_in_context(fact, asked)
    }

    /// Whether rows have a number or date, and don't count something else with it while another number counts what this does.
    fn has_near(&self, fact: &Fact, asked: Asked<'_, '_>, rows: &[usize]) -> bool {
        let noun = counted(asked.report, asked.keys, &fact.tokens, asked.sentence);
        let (mut is_there, mut counts_same, mut counts_other) = (false, false, false);
        for told in self.facts().iter().filter(|told| rows.binary_search(&told.row).is_ok()) {
            let same = fact.meaning.is_same(told.fact.meaning);
            is_there |= same;
            if noun.is_some() && !fact.meaning.is_date() && self.counted(told) == noun {
                counts_same |= same;
                counts_other |= !same && fact.meaning.is_like(told.fact.meaning);
            }
        }
        is_there && (counts_same || !counts_other)
    }

    fn counted(&self, told: &Told) -> Option<Key> {
        let report = self.sources.rows[told.row].report;
        let within = self.sources.tokens(told.row);
        counted(&self.sources.reports[report], &self.sources.keys[report], &told.fact.tokens, &within)
    }

    /// Whether a row has the fact, and a word around it that stands around it here.
    fn has_in_context(&self, fact: &Fact, asked: Asked<'_, '_>) -> bool {
        let here: Vec<Key> = context(asked.report, asked.keys, &fact.tokens, asked.sentence, 1).collect();
        self.facts().iter().filter(|told| fact.meaning.is_same(told.fact.meaning)).any(|told| {
            let report = self.sources.rows[told.row].report;
            let within = self.sources.tokens(told.row);
            let keys = &self.sources.keys[report];
            context(&self.sources.reports[report], keys, &told.fact.tokens, &within, 2)
                .any(|key| here.contains(&key))
        })
    }

    fn facts(&self) -> &[Told] {
        self.facts.get_or_init(|| {
            let rows = self.sources.rows.iter().enumerate();
            let told = rows.flat_map(|(row, place)| {
                let found = facts(&self.sources.reports[place.report], self.sources.tokens(row));
                found.into_iter().map(move |fact| Told { row, fact })
            });
            told.collect()
        })
    }

    /// Whether an expression of time of a row means a day with this weekday, date, month or year: "yesterday".
    fn means(&self, row: usize, meaning: Meaning) -> bool {
        let place = self.sources.rows[row];
        let days = self.days.get_or_init(|| {
            let mut days = Days::default();
            for (index, report) in self.sources.reports.iter().enumerate() {
                if report.publish_time_ms.is_none() {
                    continue;
                }
                for expression in time_expressions(report, index) {
                    if let When::Resolved { start, granularity, .. } = expression.when {
                        days.entry((index, expression.sentence)).or_default().push((start, granularity));
                    }
                }
            }
            days
        });
        let told = days.get(&(place.report, place.sentence)).map(Vec::as_slice).unwrap_or_default();
        told.iter().any(|&(day, granularity)| {
            let exact = granularity == Granularity::Day;
            match meaning {
                Meaning::Weekday(weekday) => {
                    exact && day.weekday().to_monday_one_offset().unsigned_abs() == weekday
                }
                Meaning::Day(value) => exact && (f64::from(day.day()) - value).abs() < 0.5,
                Meaning::Month(month) => {
                    granularity <= Granularity::Month && day.month().unsigned_abs() == month
                }
                Meaning::Year(value) => (f64::from(day.year()) - value).abs() < 0.5,
                Meaning::Number { .. } => false,
            }
        })
    }

    /// Whether a word with a capital is a name by how sources write it: where it opens a sentence its capital tells nothing.
    pub(super) fn is_name(&self, key: Key, opens: bool) -> bool {
        if !opens {
            return true;
        }
        let (mut capital, mut small) = (0, 0);
        for position in self.sources.positions(key).take(PLACES_MAX) {
            let token = position.token as usize;
            if self.sources.tokens(position.row as usize).start == token {
                continue;
            }
            let flags = self.sources.reports[position.report as usize].tokens[token].flags;
            if flags.contains(TokenFlags::CAPITALIZED) { capital += 1 } else { small += 1 }
        }
        capital >= small
    }

    /// Whether sources have a word of a name, or a form of it, or initials that it is.
    pub(super) fn has_name(&self, key: Key, word: &str) -> bool {
        if self.sources.holds(key) {
            return true;
        }
        let letters: String = word.chars().filter(|&c| c != '.').collect();
        let capital = letters.len() > 1 && letters.chars().all(char::is_uppercase);
        capital && self.initials().contains(&letters)
            || self.capitals().iter().any(|other| is_form_of(word, other))
    }

    /// Whether sources have the initials of words as a word.
    pub(super) fn has_initials_of<'w>(
        &self,
        words: &(impl ExactSizeIterator<Item = &'w str> + Clone),
    ) -> bool {
        words.len() > 1 && self.capitals().iter().any(|other| is_initials(other, words.clone()))
    }

    /// Whether two words stand in one sentence of the sources, or one of them stands in none.
    pub(super) fn are_together(&self, one: Key, other: Key) -> bool {
        let rows: Vec<u32> =
            self.sources.positions(one).take(PLACES_MAX).map(|position| position.row).collect();
        let mut others = self.sources.positions(other).take(PLACES_MAX).peekable();
        rows.is_empty()
            || rows.len() == PLACES_MAX
            || others.peek().is_none()
            || others.any(|position| rows.contains(&position.row))
    }

    fn capitals(&self) -> &[&'a str] {
        self.capitals.get_or_init(|| {
            let mut seen = HashSet::default();
            let mut found = Vec::new();
            for report in self.sources.reports {
                let capital = report
                    .tokens
                    .iter()
                    .filter(|token| token.flags.contains(TokenFlags::CAPITALIZED) && is_content(token));
                for token in capital {
                    let word = bare(report.word(token));
                    if seen.insert(word) {
                        found.push(word);
                    }
                }
            }
            found
        })
    }

    fn initials(&self) -> &HashSet<String> {
        self.initials.get_or_init(|| {
            let mut found = HashSet::default();
            for report in self.sources.reports {
                let mut run = String::new();
                for token in &report.tokens {
                    let word = report.word(token);
                    if token.flags.contains(TokenFlags::CAPITALIZED) {
                        run.extend(word.chars().next());
                        // Each run of the last letters: "US Federal Trade Commission" is also the FTC.
                        for (start, _) in run.char_indices().rev().skip(1).take(5) {
                            found.insert(run[start..].to_owned());
                        }
                    } else if !matches!(word, "of" | "for" | "and" | "the" | "on" | "de") {
                        run.clear();
                    }
                }
            }
            found
        })
    }
}
