//! Names: runs of capitalized words, with short forms led back to the full one.

mod kinds;
mod runs;
mod short_forms;
mod table;

use std::{borrow::Cow, ops::Range};

use crate::Report;
use runs::{Run, runs};
use short_forms::{Parts, is_short};
use table::{Table, words_of};

/// The names of several reports.
#[derive(Debug, Default)]
pub struct Names {
    names: Vec<Name>,
    /// By report, in the order of the text.
    mentions: Vec<Vec<Mention>>,
}

/// Somebody or something with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The longest form that stands in a report, without titles.
    pub full: String,
    /// What bears it.
    pub kind: NameKind,
}

/// What bears a name, as far as words around it tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// A person.
    Person,
    /// A company, an authority, an outlet.
    Organization,
    /// Not known: a place, a ship, a people.
    Other,
}

/// A place where a name stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its words among the report's tokens, without titles.
    pub tokens: Range<usize>,
    /// Where its titles begin: "Lt. Cmdr."; the start of `tokens` where there are none.
    pub titles_start: usize,
    /// The sentence that holds it.
    pub sentence: usize,
    /// Which of [`Names::get`].
    pub name: usize,
}

impl Names {
    /// Finds the names of reports.
    pub fn find(reports: &[Report<'_>]) -> Self {
        let runs: Vec<Vec<Run>> = reports.iter().map(runs).collect();
        let mut full = Table::default();
        let full_of: Vec<Vec<Option<usize>>> = reports
            .iter()
            .zip(&runs)
            .map(|(report, runs)| {
                runs.iter().map(|run| (!is_short(report, run)).then(|| full.add(report, run))).collect()
            })
            .collect();
        let parts = Parts::new(&full.names);
        let longest: Vec<usize> =
            (0..full.names.len()).map(|name| parts.longer(name).unwrap_or(name)).collect();
        let mut short = Table::default();
        let mut mentions = Vec::with_capacity(reports.len());
        // The last report that has each name in full.
        let mut last = vec![usize::MAX; full.names.len()];
        for (index, ((report, runs), full_of)) in reports.iter().zip(runs).zip(full_of).enumerate() {
            for &name in full_of.iter().flatten() {
                last[name] = index;
            }
            let mention = |(run, name): (Run, Option<usize>)| {
                let name = name.map(|name| longest[name]);
                let known = name.or_else(|| parts.full(report, &run, |name| last[name] == index));
                if known.is_none() && run.is_only_title {
                    return None;
                }
                let name = known.unwrap_or_else(|| full.names.len() + short.add(report, &run));
                Some(Mention { tokens: run.name, titles_start: run.start, sentence: run.sentence, name })
            };
            mentions.push(runs.into_iter().zip(full_of).filter_map(mention).collect());
        }
        let mut names = full.names;
        names.append(&mut short.names);
        Self { names, mentions }
    }

    /// A name.
    ///
    /// # Panics
    ///
    /// When there is no such name.
    pub fn get(&self, name: usize) -> &Name {
        &self.names[name]
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Name> {
        self.names.iter()
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.names.len()
    }

    /// The mentions of a report, in the order of its text.
    ///
    /// # Panics
    ///
    /// When there is no such report.
    pub fn mentions(&self, report: usize) -> &[Mention] {
        &self.mentions[report]
    }

    /// The mentions in a range of a report's tokens.
    pub(crate) fn within(&self, report: usize, tokens: Range<usize>) -> &[Mention] {
        let mentions = &self.mentions[report];
        let behind = &mentions[mentions.partition_point(|mention| mention.tokens.start < tokens.start)..];
        // A sentence has few.
        let count = behind.iter().take_while(|mention| mention.tokens.end <= tokens.end).count();
        &behind[..count]
    }

    /// The mention that a token of a report is a part of.
    pub(crate) fn at(&self, report: usize, token: usize) -> Option<&Mention> {
        let mentions = &self.mentions[report];
        let next = mentions.partition_point(|mention| mention.tokens.end <= token);
        mentions.get(next).filter(|mention| mention.titles_start <= token)
    }
}

/// A word without what makes it a genitive.
#[inline]
pub(crate) fn bare(word: &str) -> &str {
    match word.as_bytes() {
        [.., b'\'' | 0x99, b's'] | [.., b'\'' | 0x99] => without_genitive(word),
        _ => word,
    }
}

/// The same of a word that may end in "’", whose last byte is 0x99.
fn without_genitive(word: &str) -> &str {
    ["'s", "’s", "'", "’"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// Whether only a space stands between two words, or the end of a line inside a paragraph.
pub(crate) fn is_space(gap: &str) -> bool {
    gap == " "
        || !gap.is_empty()
            && gap.len() <= 3
            && gap.chars().all(char::is_whitespace)
            && gap.matches('\n').count() <= 1
}

/// The text of a name, without a genitive.
pub(crate) fn text_of(report: &Report<'_>, tokens: &Range<usize>) -> String {
    let (first, last) = (&report.tokens[tokens.start], &report.tokens[tokens.end - 1]);
    let end = last.start as usize + bare(report.word(last)).len();
    let text = &report.text[first.start as usize..end];
    // "Inc." and "Jr." keep their dots.
    let dotted = matches!(bare(report.word(last)), "Inc" | "Corp" | "Co" | "Ltd" | "Jr" | "Sr")
        && report.text[end..].starts_with('.');
    let name = match words_of(report, tokens) {
        Cow::Borrowed(name) => name.to_owned(),
        Cow::Owned(_) => text.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    if dotted { name + "." } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::Texts;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let texts = Texts::new(&[text]);
        let reports = texts.reports(&[]);
        let names = Names::find(&reports);
        let found: Vec<&str> =
            names.mentions(0).iter().map(|mention| names.get(mention.name).full.as_str()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn titles_are_no_part_of_a_name_and_short_names_lead_to_the_full_one() {
        check(
            "The ship sank, said Lt. Cmdr. Rosa Delacroix on Monday. Later Delacroix left.",
            &["Rosa Delacroix", "Rosa Delacroix"],
        );
        check(
            "He met US Secretary of State Antony Blinken and Judge J. P. Alvarez. Blinken’s aide spoke.",
            &["Antony Blinken", "J. P. Alvarez", "Antony Blinken"],
        );
        check(
            "It was Russian President Vladimir Putin who came. Putin left.",
            &["Vladimir Putin", "Vladimir Putin"],
        );
        check(
            "The leader Kim Jong Un smiled at the crowd. “Yes, that is what we want,” Kim said.",
            &["Kim Jong Un", "Kim Jong Un"],
        );
    }

    #[test]
    fn the_first_word_of_a_sentence_is_a_name_only_where_it_is_one() {
        check("Officials spoke to the officials. Divers of Tarran went down.", &["Divers of Tarran"]);
        check("However, nothing came. On Tuesday it rained in May.", &[]);
    }

    #[test]
    fn people_with_whom_a_sentence_begins_are_no_name() {
        check("They left. Pals say it rained. Shearers rang. Roe left.", &["Roe"]);
    }

    #[test]
    fn initials_lead_to_the_full_name() {
        check(
            "The suit of the Federal Trade Commission failed. The FTC may appeal.",
            &["Federal Trade Commission", "Federal Trade Commission"],
        );
    }

    #[test]
    fn days_and_callings_are_no_part_of_a_name() {
        check(
            "In January Denise Aldous left the firm again. Worker Denise Aldous was 44 then.",
            &["Denise Aldous", "Denise Aldous"],
        );
        check("It rained when April Jones came. The Sunday Times said so.", &["April Jones", "Sunday Times"]);
    }

    #[test]
    fn places_are_no_persons() {
        let kind = |text: &str| {
            let texts = Texts::new(&[text]);
            let names = Names::find(&texts.reports(&[]));
            names.get(names.mentions(0)[0].name).kind
        };
        assert_eq!(kind("They met on Harbour Square again."), NameKind::Other);
        assert_eq!(kind("They live in Alder Creek. Later Alder Creek was empty."), NameKind::Other);
        assert_eq!(kind("They sang at Carver Hall again."), NameKind::Other);
        assert_eq!(kind("They met Anna Hall again."), NameKind::Person);
        assert_eq!(kind("They stood at Glen Roe, where a bomb fell."), NameKind::Other);
        assert_eq!(kind("They met at the pub, Tigh Rua, again."), NameKind::Other);
        assert_eq!(kind("They met Colm Ó Roe, who sang."), NameKind::Person);
        assert_eq!(kind("They sat in Anna Bell's kitchen again."), NameKind::Person);
    }

    #[test]
    fn of_a_family_the_one_who_was_named_first_or_has_the_title() {
        check(
            "They met Anna Bell and Tom Bell. Then Mr Bell left, and Bell smiled. Jobless Bell wept.",
            &["Anna Bell", "Tom Bell", "Tom Bell", "Anna Bell", "Anna Bell"],
        );
    }

    #[track_caller]
    fn check_kind(text: &str, full: &str, expected: NameKind) {
        let texts = Texts::new(&[text]);
        let names = Names::find(&texts.reports(&[]));
        let name = (0..names.names.len()).map(|name| names.get(name)).find(|name| name.full == full);
        assert_eq!(name.map(|name| name.kind), Some(expected), "{text}");
    }

    #[test]
    fn who_had_a_title_or_an_age_once_is_a_person_for_good() {
        for text in [
            "They lost faith in Anna Bell. She left.",
            "They saw a lot in Anna Bell. Then came Captain Anna Bell.",
            "Then came Captain Anna Bell. They saw a lot in Anna Bell. There was much in Anna Bell.",
            "They saw a lot in Anna Bell. Anna Bell, 44, left. There was much in Anna Bell.",
        ] {
            check_kind(text, "Anna Bell", NameKind::Person);
        }
    }

    #[test]
    fn words_that_end_as_adjectives_do_are_parts_of_names() {
        check("They met Precious Okwu. It closed Famous Footwear.", &["Precious Okwu", "Famous Footwear"]);
    }

    #[test]
    fn only_a_person_s_name_ends_before_where_they_are_from() {
        check(
            "They met the National Academy of Sciences. The National Academy of Engineering left.",
            &["National Academy of Sciences", "National Academy of Engineering"],
        );
        check("They met Anna Bell of Lakeside Law School.", &["Anna Bell"]);
        check("“No,” said Kemi Adu of Lakeside Law School.", &["Kemi Adu"]);
    }

    #[test]
    fn a_month_behind_a_given_name_is_a_surname() {
        check("They met Theresa May on Monday. They met on May 5 and in June.", &["Theresa May"]);
    }

    #[test]
    fn what_initials_stand_behind_is_no_person() {
        check_kind(
            "They saw 125 Marine Quiet Areas (MQAs) again.",
            "Marine Quiet Areas",
            NameKind::Organization,
        );
        check_kind("They saw Anna Bell (CEO) again.", "Anna Bell", NameKind::Person);
    }

    #[test]
    fn initials_are_given_names() {
        check_kind("They met O.J. Roe again.", "O.J. Roe", NameKind::Person);
        check_kind("They met U.S. Steel again.", "U.S. Steel", NameKind::Organization);
    }

    #[test]
    fn former_alone_makes_no_person() {
        let texts = Texts::new(&[
            "They met former Norland captain Tom Roe. Former Norland captain Tom Roe left again.",
        ]);
        let names = Names::find(&texts.reports(&[]));
        let norland = names.names.iter().find(|name| name.full == "Norland");
        assert!(norland.is_none_or(|name| name.kind != NameKind::Person));
    }
}
