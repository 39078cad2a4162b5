//! Who holds an office, as any of the reports tells: one that says "the mayor" alone may never tell that Ida Holm is the mayor.

use std::ops::Range;

use foldhash::{HashMap, HashSet};

use super::spelled_out;
use crate::{
    Names, Report,
    lexicon::{is_article, is_kin, is_person_noun, is_title, lower},
    names::{Mention, NameKind, bare, is_space},
};

/// The most words of an office: "the deputy council leader".
const OFFICE_WORDS_MAX: usize = 4;

/// How many holders of an office are kept: of more nobody is "the" one.
const HOLDERS_MAX: usize = 16;

/// The offices of all reports.
pub(in crate::quotations) struct Offices<'r> {
    /// By the last word of an office, in lower case: who holds it, and the words before that one.
    holders: HashMap<String, Vec<(usize, Vec<&'r str>)>>,
}

impl<'r> Offices<'r> {
    pub(in crate::quotations) fn find(reports: &[Report<'r>], names: &Names) -> Self {
        let mut offices = Self { holders: HashMap::default() };
        for (index, report) in reports.iter().enumerate() {
            for mention in names.mentions(index) {
                if names.get(mention.name).kind == NameKind::Person {
                    let office = before(report, mention).or_else(|| behind(report, mention));
                    if let Some(office) = office {
                        offices.keep(report, mention.name, office);
                    }
                }
            }
        }
        offices
    }

    fn keep(&mut self, report: &Report<'r>, holder: usize, office: Range<usize>) {
        let word = |at: usize| bare(report.word(&report.tokens[at]));
        let noun = lower(word(office.end - 1));
        let holders = self.holders.entry(spelled_out(&noun).to_owned()).or_default();
        if holders.len() < HOLDERS_MAX {
            holders.push((holder, (office.start..office.end - 1).map(word).collect()));
        }
    }

    /// The one of some people whose office has a noun and all words before it.
    pub(in crate::quotations) fn holder(
        &self,
        noun: &str,
        others: &[&str],
        among: &HashSet<usize>,
    ) -> Option<usize> {
        let holders = self.holders.get(noun)?;
        let fits =
            |words: &[&str]| others.iter().all(|other| words.iter().any(|word| lower(word) == lower(other)));
        let mut fitting = holders.iter().filter(|(holder, words)| among.contains(holder) && fits(words));
        let (holder, _) = fitting.next()?;
        (holders.len() < HOLDERS_MAX && fitting.all(|(other, _)| other == holder)).then_some(*holder)
    }
}

/// The office before a name: "council leader Ida Holm", "the council leader, Ida Holm,".
fn before(report: &Report<'_>, mention: &Mention) -> Option<Range<usize>> {
    let gap = |at: usize| &report.text[report.tokens[at].end as usize..report.tokens[at + 1].start as usize];
    let word = |at: usize| report.word(&report.tokens[at]);
    if mention.titles_start < mention.tokens.start {
        let is_dotted = |at: &usize| !is_space(gap(*at));
        let office = mention.titles_start..mention.tokens.start;
        return (!office.clone().any(|at| is_dotted(&at))).then_some(office);
    }
    let end = mention.tokens.start;
    let last = end.checked_sub(1).filter(|&last| is_office(word(last)) && matches!(gap(last), " " | ", "))?;
    let is_part = |at: &usize| is_space(gap(*at)) && !is_article(word(*at)) && word(*at) != "of";
    let from = end.saturating_sub(OFFICE_WORDS_MAX);
    let start = (from..last).rev().take_while(is_part).last().unwrap_or(last);
    // "met a minister, Anna Bell,": the office of one of several.
    let is_closed = || report.text[report.tokens[mention.tokens.end - 1].end as usize..].starts_with(',');
    let known = start.checked_sub(1).map_or("", word);
    let is_the = matches!(known, "the" | "The" | "its" | "Its") || bare(known).len() < known.len();
    (gap(last) == " " || is_the && is_closed()).then_some(start..end)
}

/// The office behind a name: "Ida Holm, the council leader,".
fn behind(report: &Report<'_>, mention: &Mention) -> Option<Range<usize>> {
    let text = |at: usize| &report.text[report.tokens[at].end as usize..];
    let word = |at: usize| report.word(&report.tokens[at]);
    let start = mention.tokens.end;
    let end = report.tokens.len().min(start + 1 + OFFICE_WORDS_MAX);
    if start + 1 >= end || !text(start - 1).starts_with(", ") || word(start) != "the" {
        return None;
    }
    let last = (start + 1..end).find(|&at| !text(at).starts_with(' ') || word(at + 1) == "of")?;
    is_office(word(last)).then_some(start + 1..last + 1)
}

/// Whether a noun is that of what somebody is, and not whose they are.
fn is_office(noun: &str) -> bool {
    (is_person_noun(noun) || is_title(noun)) && !is_kin(noun)
}
