//! Names: runs of capitalized words, with short forms led back to the full one.

mod runs;

use std::{borrow::Cow, cmp::Reverse, ops::Range};

use foldhash::HashMap;
use synoptic_text_analysis::TokenFlags;

use crate::{
    Report,
    gender::gender_of_noun,
    lexicon::{
        begins_place, is_connector, is_given, is_organization_word, is_place_or_surname, is_place_word,
        leads_into_person, lower,
    },
};
use runs::{Run, runs};

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
        let mut short = Table::default();
        let mut mentions = Vec::with_capacity(reports.len());
        // The last report that has each name in full.
        let mut last = vec![usize::MAX; full.names.len()];
        for (index, ((report, runs), full_of)) in reports.iter().zip(runs).zip(full_of).enumerate() {
            for &name in full_of.iter().flatten() {
                last[name] = index;
            }
            let mention = |(run, name): (Run, Option<usize>)| {
                let name = name
                    .or_else(|| parts.full(report, &run, |name| last[name] == index))
                    .unwrap_or_else(|| full.names.len() + short.add(report, &run));
                Mention { tokens: run.name, titles_start: run.start, sentence: run.sentence, name }
            };
            mentions.push(runs.into_iter().zip(full_of).map(mention).collect());
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
        let from = mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let to = mentions.partition_point(|mention| mention.tokens.end <= tokens.end);
        mentions.get(from..to).unwrap_or_default()
    }

    /// The mention that a token of a report is a part of.
    pub(crate) fn at(&self, report: usize, token: usize) -> Option<&Mention> {
        let mentions = &self.mentions[report];
        let next = mentions.partition_point(|mention| mention.tokens.end <= token);
        mentions.get(next).filter(|mention| mention.titles_start <= token)
    }
}

/// A word without what makes it a genitive.
pub(crate) fn bare(word: &str) -> &str {
    // The last byte of "’" is 0x99.
    if !matches!(word.as_bytes().last(), Some(b's' | b'\'' | 0x99)) {
        return word;
    }
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

/// How many names of one part are looked at for whom a short form stands: families are smaller.
const CANDIDATES_MAX: usize = 64;

/// Names by their words.
#[derive(Default)]
struct Table<'r> {
    names: Vec<Name>,
    /// Of each, what is known for good.
    known: Vec<Known>,
    by_words: HashMap<Cow<'r, str>, usize>,
}

/// What a mention tells of a name that others don't take back.
#[derive(Default, Clone, Copy)]
struct Known {
    /// It stands somewhere as places do.
    is_located: bool,
    /// It has a title or an age somewhere.
    is_person: bool,
}

impl<'r> Table<'r> {
    fn add(&mut self, report: &Report<'r>, run: &Run) -> usize {
        let next = self.names.len();
        let name = *self.by_words.entry(words_of(report, &run.name)).or_insert(next);
        if name == next {
            self.names.push(Name { full: text_of(report, &run.name), kind: NameKind::Other });
            self.known.push(Known::default());
        }
        let known = &mut self.known[name];
        known.is_located |= is_located(report, run);
        known.is_person |= is_called_a_person(report, run);
        let kind = &mut self.names[name].kind;
        if known.is_person {
            *kind = NameKind::Person;
        } else if *kind == NameKind::Other || known.is_located {
            *kind = kind_of(report, run, known.is_located);
        }
        name
    }
}

/// The words of a name without genitives, with a space between them: most names stand so in the text.
fn words_of<'r>(report: &Report<'r>, tokens: &Range<usize>) -> Cow<'r, str> {
    let tokens = &report.tokens[tokens.clone()];
    let is_plain = tokens.windows(2).all(|pair| {
        let word = report.word(&pair[0]);
        pair[0].end + 1 == pair[1].start
            && report.text.as_bytes()[pair[0].end as usize] == b' '
            && bare(word).len() == word.len()
    });
    if is_plain {
        let last = &tokens[tokens.len() - 1];
        let end = last.start as usize + bare(report.word(last)).len();
        return Cow::Borrowed(&report.text[tokens[0].start as usize..end]);
    }
    Cow::Owned(tokens.iter().map(|token| bare(report.word(token))).collect::<Vec<_>>().join(" "))
}

/// Whether a name is a single word or a surname of several: "Bell", "Van der Berk".
fn is_short(report: &Report<'_>, run: &Run) -> bool {
    run.name.len() == 1 || is_connector(&lower(report.word(&report.tokens[run.name.start])))
}

/// Names of several words by their parts.
struct Parts<'n> {
    names: &'n [Name],
    /// By their first word and by their last.
    by_part: HashMap<&'n str, Vec<usize>>,
    by_initials: HashMap<String, usize>,
}

impl<'n> Parts<'n> {
    fn new(names: &'n [Name]) -> Self {
        let mut by_part: HashMap<&str, Vec<usize>> = HashMap::default();
        let mut by_initials = HashMap::default();
        for (number, name) in names.iter().enumerate() {
            let words = || name.full.split([' ', '-']).filter(|word| !word.is_empty());
            let (Some(first), Some(last)) = (words().next(), words().rfind(|word| !is_suffix(word))) else {
                continue;
            };
            for part in [last, first] {
                by_part.entry(part).or_default().push(number);
            }
            let initials: String =
                words().filter(|word| !is_connector(word)).filter_map(|word| word.chars().next()).collect();
            if initials.len() > 1 {
                by_initials.entry(initials).or_insert(number);
            }
        }
        Self { names, by_part, by_initials }
    }

    /// The full name that a single word stands for, given which ones the report has in full.
    fn full(&self, report: &Report<'_>, run: &Run, is_local: impl Fn(usize) -> bool) -> Option<usize> {
        let word = bare(report.word(&report.tokens[run.name.end - 1]));
        let is_single = run.name.len() == 1;
        let whole = if is_single { String::new() } else { words_of(report, &run.name).to_lowercase() };
        let candidates = self.by_part.get(word).map(Vec::as_slice).unwrap_or_default();
        let candidates = &candidates[..candidates.len().min(CANDIDATES_MAX)];
        let ends = |name: &usize| {
            let mut words = self.names[*name].full.split([' ', '-']);
            words.rfind(|word| !is_suffix(word)) == Some(word)
                && (is_single || self.names[*name].full.to_lowercase().ends_with(&whole))
        };
        // "Mr Bell" isn't Anna Bell.
        let titled = run.is_titled.then(|| gender_of_noun(report.word(&report.tokens[run.start]))).flatten();
        let fits = |name: &usize| {
            let given = self.names[*name].full.split(' ').next().unwrap_or_default();
            titled.is_none() || gender_of_noun(given).is_none_or(|known| Some(known) == titled)
        };
        let person = |name: &&usize| self.names[**name].kind == NameKind::Person && fits(name);
        // Of a family, who was named first, and those that this report names before those of others.
        let chosen = candidates
            .iter()
            .filter(person)
            .filter(|name| is_single || ends(name))
            .filter(|name| is_local(**name) || ends(name) || candidates.len() == 1)
            .max_by_key(|name| (is_local(**name), ends(name), Reverse(**name)));
        if let Some(&name) = chosen {
            return Some(name);
        }
        let letters: Cow<'_, str> =
            if word.contains('.') { Cow::Owned(word.replace('.', "")) } else { Cow::Borrowed(word) };
        self.by_initials.get(&*letters).filter(|_| is_single && letters.len() > 1).copied()
    }
}

/// Whether a word behind a surname tells of which generation its bearer is.
fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}

/// The text of a name, without a genitive.
pub(crate) fn text_of(report: &Report<'_>, tokens: &Range<usize>) -> String {
    let (first, last) = (&report.tokens[tokens.start], &report.tokens[tokens.end - 1]);
    let end = last.start as usize + bare(report.word(last)).len();
    let text = &report.text[first.start as usize..end];
    // "Inc." and "Jr." keep their dots.
    let dotted = matches!(bare(report.word(last)), "Inc" | "Corp" | "Co" | "Ltd" | "Jr" | "Sr")
        && report.text[end..].starts_with('.');
    text.split_whitespace().collect::<Vec<_>>().join(" ") + if dotted { "." } else { "" }
}

/// Whether an age stands behind a name: "Scott, 39,".
fn has_age(report: &Report<'_>, end: usize) -> bool {
    let (Some(last), Some(next)) = (report.tokens.get(end - 1), report.tokens.get(end)) else { return false };
    let gap = &report.text[last.end as usize..next.start as usize];
    let behind = &report.text[next.end as usize..];
    gap.trim_end() == ","
        && next.flags.contains(TokenFlags::NUMBER)
        && report.word(next).len() <= 2
        && behind.starts_with([',', '.', ';'])
}

/// Whether a mention says that a person bears the name, by a title or an age.
fn is_called_a_person(report: &Report<'_>, run: &Run) -> bool {
    let mut words = report.tokens[run.name.clone()].iter().map(|token| bare(report.word(token)));
    let last = bare(report.word(&report.tokens[run.name.end - 1]));
    // "Former Norland captain": of what stands behind.
    let modifies = || {
        matches!(
            report.word(&report.tokens[run.name.start - 1]),
            "Former" | "Acting" | "Deputy" | "Vice" | "Rear"
        )
    };
    let is_titled = run.is_titled && !is_place_word(last) && !(run.name.len() == 1 && modifies());
    !words.any(is_organization_word) && (is_titled || has_age(report, run.name.end))
}

/// Whether the initials of a name stand behind it: "Marine Quiet Areas (MQAs)".
fn has_initials(report: &Report<'_>, name: &Range<usize>) -> bool {
    let Some([last, next]) = report.tokens.get(name.end - 1..name.end + 1) else { return false };
    if &report.text[last.end as usize..next.start as usize] != " (" {
        return false;
    }
    let words = report.tokens[name.clone()].iter().map(|token| report.word(token));
    let initials = words.filter(|word| !is_connector(word)).filter_map(|word| word.chars().next());
    let letters = report.word(next);
    name.len() > 1 && initials.eq(letters.strip_suffix('s').unwrap_or(letters).chars())
}

fn kind_of(report: &Report<'_>, run: &Run, located: bool) -> NameKind {
    let words = || report.tokens[run.name.clone()].iter().map(|token| bare(report.word(token)));
    let is_acronym = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '.');
    let word = |at: usize| bare(report.word(&report.tokens[at]));
    let (first, last) = (word(run.name.start), word(run.name.end - 1));
    let placed = || run.name.len() > 1 && (is_place_word(last) || is_place_word(first));
    if words().any(is_organization_word) {
        NameKind::Organization
    } else if located && !is_given(first) || placed() {
        NameKind::Other
    } else if run.has_article || has_initials(report, &run.name) || words().any(is_acronym) {
        NameKind::Organization
    } else if (2..=4).contains(&run.name.len()) && !words().any(|word| word == "of") && !begins_place(first) {
        NameKind::Person
    } else {
        NameKind::Other
    }
}

/// Whether a name stands where things are: "in Alder Creek", "at Town Hall". Nobody is in a person, but there is "in Anna Bell's house"
/// and "faith in Anna Bell".
fn is_located(report: &Report<'_>, run: &Run) -> bool {
    let before = run.start.checked_sub(1).map_or("", |at| report.word(&report.tokens[at]));
    let whole = report.word(&report.tokens[run.name.end - 1]);
    let last = bare(whole);
    let owns = last.len() < whole.len();
    let trusted =
        run.start.checked_sub(2).is_some_and(|at| leads_into_person(report.word(&report.tokens[at])));
    let is_within = !trusted
        && matches!(before, "in" | "In" | "near" | "Near" | "outside" | "Outside" | "across" | "Across");
    let is_beside = matches!(
        before,
        "at" | "At" | "on" | "On" | "the" | "The" | "under" | "through" | "into" | "around" | "to" | "from"
    );
    !owns && (is_within || is_beside && is_place_or_surname(last))
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
    fn former_alone_makes_no_person() {
        let texts = Texts::new(&[
            "They met former Norland captain Tom Roe. Former Norland captain Tom Roe left again.",
        ]);
        let names = Names::find(&texts.reports(&[]));
        let norland = names.names.iter().find(|name| name.full == "Norland");
        assert!(norland.is_none_or(|name| name.kind != NameKind::Person));
    }
}
