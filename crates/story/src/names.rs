//! Names: runs of capitalized words, with short forms led back to the full one.

use std::{cmp::Reverse, ops::Range};

use foldhash::{HashMap, HashSet};
use synoptic_text_analysis::{SentenceFlags, Token, TokenFlags};

use crate::{
    Report,
    gender::gender_of_noun,
    lexicon::{
        begins_place, is_connector, is_no_name, is_occupation, is_organization_word, is_place_or_surname,
        is_place_word, is_title, month_or_weekday,
    },
};

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

/// The most words of a name: longer runs are headlines in capitals.
const WORDS_MAX: usize = 8;

impl Names {
    /// Finds the names of reports.
    pub fn find(reports: &[Report<'_>]) -> Self {
        let runs: Vec<Vec<Run>> = reports.iter().map(runs).collect();
        let mut table = Table::default();
        let full: Vec<Vec<Option<usize>>> = reports
            .iter()
            .zip(&runs)
            .map(|(report, runs)| runs.iter().map(|run| table.add_full(report, run)).collect())
            .collect();
        table.index();
        let mut mentions = Vec::with_capacity(reports.len());
        for ((report, runs), full) in reports.iter().zip(&runs).zip(full) {
            let local: HashSet<usize> = full.iter().flatten().copied().collect();
            let mut found = Vec::with_capacity(runs.len());
            for (run, full) in runs.iter().zip(full) {
                let name = full.unwrap_or_else(|| table.add_short(report, run, &local));
                found.push(Mention {
                    tokens: run.name.clone(),
                    titles_start: run.start,
                    sentence: run.sentence,
                    name,
                });
            }
            mentions.push(found);
        }
        Self { names: table.names, mentions }
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
    ["'s", "’s", "'", "’"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// Whether only a space stands between two words, or the end of a line inside a paragraph.
pub(crate) fn is_space(gap: &str) -> bool {
    !gap.is_empty()
        && gap.len() <= 3
        && gap.chars().all(char::is_whitespace)
        && gap.matches('\n').count() <= 1
}

/// How many names of one part are looked at for whom a short form stands: families are smaller.
const CANDIDATES_MAX: usize = 64;

/// A run of capitalized words.
struct Run {
    /// Where its titles begin.
    start: usize,
    name: Range<usize>,
    sentence: usize,
    is_titled: bool,
    /// Whether an article stands before it: "the Marine Safety Board".
    has_article: bool,
}

/// The names of one report, as they stand there.
fn runs(report: &Report<'_>) -> Vec<Run> {
    // A word that opens a sentence is looked for here; a stop word is known for one.
    let mut small: HashSet<&str> = HashSet::with_capacity_and_hasher(report.tokens.len() / 2, <_>::default());
    let is_small = |token: &&Token| {
        !token.flags.contains(TokenFlags::CAPITALIZED) && !token.flags.contains(TokenFlags::STOP_WORD)
    };
    small.extend(report.tokens.iter().filter(is_small).map(|token| bare(report.word(token))));
    let mut found = Vec::new();
    for (index, sentence) in report.sentences.iter().enumerate() {
        if sentence.flags.contains(SentenceFlags::BOILERPLATE) {
            continue;
        }
        let shouted = is_shouted(report, &report.tokens[sentence.token_range()]);
        if shouted {
            continue;
        }
        let range = sentence.token_range();
        let mut at = range.start;
        while at < range.end {
            let end = run_end(report, at, range.end, &small, range.start);
            if end > at {
                found.extend(named(report, at..end, index));
            }
            at = end.max(at + 1);
        }
    }
    found
}

/// Whether most words are capitalized, as in a headline of some outlets: nothing tells names there.
fn is_shouted(report: &Report<'_>, tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| !token.flags.contains(TokenFlags::NUMBER));
    let (mut all, mut capitals) = (0, 0);
    for token in words {
        let word = report.word(token);
        all += 1;
        capitals +=
            usize::from(word.starts_with(char::is_uppercase) && (word.len() > 3 || !is_connector(word)));
    }
    all >= 5 && capitals * 10 >= all * 8
}

/// Where the run of names that begins with a token ends; the token itself where none does.
fn run_end(
    report: &Report<'_>,
    start: usize,
    limit: usize,
    small: &HashSet<&str>,
    sentence_start: usize,
) -> usize {
    let tokens = &report.tokens;
    let is_capital = |at: usize| tokens[at].flags.contains(TokenFlags::CAPITALIZED);
    if !is_capital(start)
        || is_no_name(bare(report.word(&tokens[start])))
        || is_day(report, start, sentence_start)
    {
        return start;
    }
    let mut end = start + 1;
    while end < limit && end - start < WORDS_MAX && !ends_name(report, end - 1) {
        if is_capital(end) && !month_or_weekday(report.word(&tokens[end])) {
            end += 1;
        } else if end + 1 < limit
            && is_connector(report.word(&tokens[end]))
            && is_capital(end + 1)
            && !ends_name(report, end)
            && !month_or_weekday(report.word(&tokens[end + 1]))
        {
            end += 2;
        } else {
            break;
        }
    }
    // The first word of a sentence is capitalized whatever it is.
    if opens(report, start, sentence_start) {
        let first = bare(report.word(&tokens[start]));
        let is_common = small.contains(first.to_lowercase().as_str())
            || tokens[start].flags.contains(TokenFlags::STOP_WORD);
        if is_common && !is_title(first) {
            // The rest of the run, if there is one, begins with the next word.
            return start;
        }
    }
    if end == start + 1 && month_or_weekday(report.word(&tokens[start])) { start } else { end }
}

/// Whether a token names a day or a month beside a name: "In January Anna Bell left". April Jones and the Sunday Times keep theirs.
fn is_day(report: &Report<'_>, token: usize, sentence_start: usize) -> bool {
    let word = report.word(&report.tokens[token]);
    if !month_or_weekday(word) {
        return false;
    }
    let timed = token > sentence_start
        && matches!(
            report.word(&report.tokens[token - 1]),
            "In" | "in"
                | "On"
                | "on"
                | "By"
                | "by"
                | "Since"
                | "since"
                | "Until"
                | "until"
                | "Last"
                | "last"
                | "Next"
                | "next"
                | "This"
                | "this"
                | "Late"
                | "late"
                | "Early"
                | "early"
                | "Every"
                | "every"
        );
    let outlet = report.tokens.get(token + 1).is_some_and(|next| is_organization_word(report.word(next)));
    let given = matches!(word, "April" | "May" | "June" | "August" | "Jan");
    if given { timed } else { !outlet }
}

/// Whether a token begins a sentence or a quotation.
fn opens(report: &Report<'_>, token: usize, sentence_start: usize) -> bool {
    if token == sentence_start {
        return true;
    }
    let gap = &report.text[report.tokens[token - 1].end as usize..report.tokens[token].start as usize];
    gap.contains(['"', '“', '„', '«', ':', '‘']) || gap.trim_end().ends_with(['\'', '—', '–', '•'])
}

/// Whether a name ends with a token: by a genitive, or by a mark behind it that isn't the dot of an initial or a title.
fn ends_name(report: &Report<'_>, token: usize) -> bool {
    let word = report.word(&report.tokens[token]);
    let Some(next) = report.tokens.get(token + 1) else { return true };
    let gap = &report.text[report.tokens[token].end as usize..next.start as usize];
    let is_short = word.chars().count() <= 2 || is_title(word) || word.contains('.');
    let dotted = gap.strip_prefix('.').is_some_and(|rest| rest.is_empty() || is_space(rest));
    let joins = is_space(gap) || gap == "-" || gap == " & " || dotted && is_short;
    !joins || bare(word).len() < word.len()
}

/// A name of a run, without the titles that stand before it; `None` where there is nothing but titles.
fn named(report: &Report<'_>, run: Range<usize>, sentence: usize) -> Option<Run> {
    let word = |at: usize| bare(report.word(&report.tokens[at]));
    // The last title, with "of State" behind it.
    let mut start = run.start;
    for at in run.clone() {
        let occupation = at == run.start
            && run.len() > 2
            && is_occupation(word(at))
            && !run.clone().any(|at| is_organization_word(word(at)));
        let epithet = at == run.start && run.len() > 1 && is_epithet(word(at));
        if !is_title(word(at)) && !occupation && !epithet {
            continue;
        }
        let mut next = at + 1;
        if next + 1 < run.end && word(next) == "of" {
            next += 2;
        }
        start = next;
    }
    let has_article = run.start.checked_sub(1).is_some_and(|before| {
        report.text[report.tokens[before].end as usize..].starts_with(' ')
            && matches!(report.word(&report.tokens[before]), "the" | "The" | "a" | "an")
    });
    if start >= run.end {
        return None;
    }
    let end = without_place(report, start..run.end);
    Some(Run { start: run.start, name: start..end, sentence, is_titled: start > run.start, has_article })
}

/// Whether a word tells of a person how they are, as in headlines and behind them: "Jobless Bell".
fn is_epithet(word: &str) -> bool {
    ["less", "ful", "ous"].iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
        || matches!(
            word,
            "Shamed"
                | "Disgraced"
                | "Embattled"
                | "Ousted"
                | "Convicted"
                | "Accused"
                | "Beloved"
                | "Heartbroken"
                | "Defiant"
        )
}

/// Where the name of a person ends that says where they come from: "Naomi Feld of Lakeshore Law School". In "Bank of Aldermark" and
/// "University of the North" the place is a part of the name.
fn without_place(report: &Report<'_>, name: Range<usize>) -> usize {
    let word = |at: usize| bare(report.word(&report.tokens[at]));
    let link = name.clone().find(|&at| word(at) == "of");
    match link {
        Some(link)
            if link - name.start >= 2
                && !(name.start..link).any(|at| is_organization_word(word(at)) || is_title(word(at))) =>
        {
            link
        }
        _ => name.end,
    }
}

/// Names by their words.
#[derive(Default)]
struct Table {
    names: Vec<Name>,
    /// Of each, whether it stands somewhere as places do.
    located: Vec<bool>,
    by_words: HashMap<String, usize>,
    /// Names of several words by their first and their last.
    by_part: HashMap<String, Vec<usize>>,
    /// Names by their initials.
    by_initials: HashMap<String, usize>,
}

impl Table {
    /// Adds a name of several words; `None` for one of a single word.
    fn add_full(&mut self, report: &Report<'_>, run: &Run) -> Option<usize> {
        (run.name.len() > 1).then(|| self.add(report, run))
    }

    fn add(&mut self, report: &Report<'_>, run: &Run) -> usize {
        let words = report.tokens[run.name.clone()].iter().map(|token| bare(report.word(token)));
        let key = words.collect::<Vec<_>>().join(" ");
        let next = self.names.len();
        let name = *self.by_words.entry(key).or_insert(next);
        if name == next {
            self.names.push(Name { full: text_of(report, &run.name), kind: NameKind::Other });
            self.located.push(false);
        }
        self.located[name] |= is_located(report, run);
        if self.names[name].kind == NameKind::Other || run.is_titled || self.located[name] {
            self.names[name].kind = kind_of(report, run, self.located[name]);
        }
        name
    }

    /// Makes the names findable by their parts.
    fn index(&mut self) {
        for (number, name) in self.names.iter().enumerate() {
            let words: Vec<&str> = name.full.split([' ', '-']).filter(|word| !word.is_empty()).collect();
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            for part in [*last, *first] {
                self.by_part.entry(part.to_owned()).or_default().push(number);
            }
            let initials: String = words
                .iter()
                .filter(|word| !is_connector(word))
                .filter_map(|word| word.chars().next())
                .collect();
            if initials.len() > 1 {
                self.by_initials.entry(initials).or_insert(number);
            }
        }
    }

    /// The full name of a single word, or the word as a name of its own.
    fn add_short(&mut self, report: &Report<'_>, run: &Run, local: &HashSet<usize>) -> usize {
        let word = bare(report.word(&report.tokens[run.name.start]));
        let candidates = self.by_part.get(word).map(Vec::as_slice).unwrap_or_default();
        let candidates = &candidates[..candidates.len().min(CANDIDATES_MAX)];
        let ends = |name: &usize| self.names[*name].full.ends_with(word);
        // "Mr Bell" isn't Anna Bell.
        let title = report.word(&report.tokens[run.start]);
        let titled = gender_of_noun(title).filter(|_| run.is_titled);
        let fits = |name: &usize| {
            let given = self.names[*name].full.split([' ', '-']).next().unwrap_or_default();
            titled.is_none() || gender_of_noun(given).is_none_or(|known| Some(known) == titled)
        };
        let person = |name: &&usize| self.names[**name].kind == NameKind::Person && fits(name);
        // Of a family, who was named first, and those that this report names before those of others.
        let chosen = candidates
            .iter()
            .filter(person)
            .filter(|name| local.contains(*name) || ends(name) || candidates.len() == 1)
            .max_by_key(|name| (local.contains(*name), ends(name), Reverse(**name)));
        if let Some(&name) = chosen {
            return name;
        }
        let letters: String = word.chars().filter(|c| *c != '.').collect();
        if let Some(&name) = self.by_initials.get(&letters).filter(|_| letters.len() > 1) {
            return name;
        }
        self.add(report, run)
    }
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

fn kind_of(report: &Report<'_>, run: &Run, located: bool) -> NameKind {
    let words: Vec<&str> =
        report.tokens[run.name.clone()].iter().map(|token| bare(report.word(token))).collect();
    let acronym =
        words.iter().any(|word| word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '.'));
    let (first, last) = (words[0], words[words.len() - 1]);
    let placed = words.len() > 1 && (is_place_word(last) || is_place_word(first));
    if words.iter().any(|word| is_organization_word(word)) {
        NameKind::Organization
    } else if run.is_titled && !is_place_word(last) || has_age(report, run.name.end) {
        NameKind::Person
    } else if placed || located {
        NameKind::Other
    } else if run.has_article || acronym {
        NameKind::Organization
    } else if (2..=4).contains(&words.len()) && !words.contains(&"of") && !begins_place(first) {
        NameKind::Person
    } else {
        NameKind::Other
    }
}

/// Whether a name stands where things are: "in Alder Creek", "at Town Hall". Nobody is in a person, but "in Anna Bell's house".
fn is_located(report: &Report<'_>, run: &Run) -> bool {
    let before = run.start.checked_sub(1).map_or("", |at| report.word(&report.tokens[at]));
    let whole = report.word(&report.tokens[run.name.end - 1]);
    let last = bare(whole);
    let owns = last.len() < whole.len();
    let is_within =
        matches!(before, "in" | "In" | "near" | "Near" | "outside" | "Outside" | "across" | "Across");
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
}
