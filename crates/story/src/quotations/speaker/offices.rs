//! Who holds an office, as any of the reports tells: one that says "the mayor" alone may never tell that Ida Holm is the mayor.

use std::{cell::OnceCell, ops::Range};

use foldhash::HashMap;

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

/// The offices of all reports, which are looked for once one is asked for.
pub(in crate::quotations) struct Offices<'a, 'r> {
    reports: &'a [Report<'r>],
    names: &'a Names,
    /// By the last word of an office, in lower case.
    holders: OnceCell<HashMap<String, Vec<Holder<'r>>>>,
}

/// Who holds an office.
#[derive(PartialEq, Eq)]
struct Holder<'r> {
    name: usize,
    /// The words of the office before its last.
    words: Vec<&'r str>,
}

impl<'a, 'r> Offices<'a, 'r> {
    pub(in crate::quotations) fn new(reports: &'a [Report<'r>], names: &'a Names) -> Self {
        Self { reports, names, holders: OnceCell::new() }
    }

    /// The one of some people whose office has a noun and all words before it.
    pub(in crate::quotations) fn holder(
        &self,
        noun: &str,
        others: &[&str],
        is_named: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let holders = self.holders.get_or_init(|| holders(self.reports, self.names)).get(noun)?;
        let fits = |holder: &&Holder<'_>| {
            let is_word = |other: &str| holder.words.iter().any(|word| lower(word) == lower(other));
            is_named(holder.name) && others.iter().all(|other| is_word(other))
        };
        let mut fitting = holders.iter().filter(fits);
        let first = fitting.next()?.name;
        (holders.len() < HOLDERS_MAX && fitting.all(|other| other.name == first)).then_some(first)
    }
}

fn holders<'r>(reports: &[Report<'r>], names: &Names) -> HashMap<String, Vec<Holder<'r>>> {
    let mut found: HashMap<String, Vec<Holder<'r>>> = HashMap::default();
    for (index, report) in reports.iter().enumerate() {
        let persons =
            names.mentions(index).iter().filter(|mention| names.get(mention.name).kind == NameKind::Person);
        for mention in persons {
            let Some(office) = before(report, mention).or_else(|| behind(report, mention)) else { continue };
            let word = |at: usize| bare(report.word(&report.tokens[at]));
            let noun = lower(word(office.end - 1));
            let holders = found.entry(spelled_out(&noun).to_owned()).or_default();
            let words = (office.start..office.end - 1).map(word).collect();
            let holder = Holder { name: mention.name, words };
            if holders.len() < HOLDERS_MAX && !holders.contains(&holder) {
                holders.push(holder);
            }
        }
    }
    found
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
