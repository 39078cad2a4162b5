//! Runs of capitalized words, as they stand in a report.

use std::ops::Range;

use foldhash::HashSet;
use synoptic_text_analysis::{SentenceFlags, Token, TokenFlags};

use super::{bare, is_space};
use crate::{
    Report,
    lexicon::{
        is_connector, is_epithet, is_given, is_no_name, is_occupation, is_organization_word, is_people_noun,
        is_person_noun, is_title, lower, month_or_weekday,
    },
};

/// A run of capitalized words.
pub(super) struct Run {
    /// Where its titles begin.
    pub(super) start: usize,
    pub(super) name: Range<usize>,
    pub(super) sentence: usize,
    pub(super) is_titled: bool,
    /// Whether an article stands before it: "the Marine Safety Board".
    pub(super) has_article: bool,
    /// Whether it is a title and nothing else, and so a name only where somebody bears it: "Lord", of Geoffrey Lord.
    pub(super) is_only_title: bool,
}

/// The most words of a name: longer runs are headlines in capitals.
const WORDS_MAX: usize = 8;

/// A syllable of a name has at most so many bytes: "Hyeong".
const SYLLABLE_BYTES_MAX: usize = 6;

/// The most small words in a row inside a name: "van der", "de los".
const CONNECTORS_MAX: usize = 2;

/// The names of one report, as they stand there.
pub(super) fn runs(report: &Report<'_>) -> Vec<Run> {
    let small = small_words(report);
    let mut found = Vec::new();
    for (index, sentence) in report.sentences.iter().enumerate() {
        let range = sentence.token_range();
        if sentence.flags.contains(SentenceFlags::BOILERPLATE) || is_shouted(&report.tokens[range.clone()]) {
            continue;
        }
        let mut at = range.start;
        while at < range.end {
            if !is_capital(&report.tokens[at]) {
                at += 1;
                continue;
            }
            let end = run_end(report, at, range.end, &small, range.start);
            if end > at {
                found.extend(named(report, at..end, index));
            }
            at = end.max(at + 1);
        }
    }
    found
}

fn is_capital(token: &Token) -> bool {
    token.flags.contains(TokenFlags::CAPITALIZED)
}

/// How many terms are told apart where a table of them has to be small: more than a report has.
const TERMS: usize = 1 << 12;

/// The words that stand in small letters somewhere, without those that no sentence begins with, and without surnames; a stop word is
/// known for one.
fn small_words<'r>(report: &Report<'r>) -> HashSet<&'r str> {
    // Whether words are asked for whose terms end in the same bits: the forms of a word have one term, in any case.
    let mut wanted = [false; TERMS];
    let mut surnames = Vec::new();
    for sentence in &report.sentences {
        let range = sentence.token_range();
        for (at, token) in range.clone().zip(&report.tokens[range.clone()]) {
            if !is_capital(token) {
                continue;
            }
            surnames.extend(surname_behind(report, at));
            if !token.flags.contains(TokenFlags::STOP_WORD) && opens(report, at, range.start) {
                wanted[token.term as usize % TERMS] = true;
            }
        }
    }
    let small = report.tokens.iter().filter(|token| {
        wanted[token.term as usize % TERMS]
            && !token.flags.contains(TokenFlags::CAPITALIZED)
            && !token.flags.contains(TokenFlags::STOP_WORD)
    });
    let mut small: HashSet<&str> = small.map(|token| bare(report.word(token))).collect();
    // "Long said" is Liza Long, though there are long days.
    surnames.into_iter().for_each(|surname| {
        small.remove(&*lower(surname));
    });
    small
}

/// The surname behind a given name.
fn surname_behind<'r>(report: &Report<'r>, given: usize) -> Option<&'r str> {
    let [given, surname] = report.tokens.get(given..given + 2)? else { return None };
    let is_name = is_capital(surname)
        && &report.text[given.end as usize..surname.start as usize] == " "
        && is_given(report.word(given));
    is_name.then(|| bare(report.word(surname)))
}

/// Whether most words are capitalized, as in a headline of some outlets: nothing tells names there.
fn is_shouted(tokens: &[Token]) -> bool {
    let (mut all, mut capitals) = (0, 0);
    for token in tokens {
        all += usize::from(!token.flags.contains(TokenFlags::NUMBER));
        capitals += usize::from(is_capital(token));
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
    if !is_capital(&tokens[start])
        || is_no_name(bare(report.word(&tokens[start])))
        || is_day(report, start, sentence_start)
    {
        return start;
    }
    let mut end = start + 1;
    while end < limit && end - start < WORDS_MAX && !ends_name(report, end - 1) {
        let word = report.word(&tokens[end]);
        let is_part = is_capital(&tokens[end]) && (!month_or_weekday(word) || is_surname(report, end));
        if is_part || end > start + 1 && is_small_part(report, end) {
            end += 1;
        } else if let Some(next) = behind_connectors(report, end..limit) {
            end = next + 1;
        } else {
            break;
        }
    }
    // The first word of a sentence is capitalized whatever it is.
    if opens(report, start, sentence_start) {
        let first = bare(report.word(&tokens[start]));
        let is_common = tokens[start].flags.contains(TokenFlags::STOP_WORD)
            || small.contains(&*lower(first))
            || end == start + 1 && tells_of_several(&lower(first));
        // "Van der Berk", though there are vans.
        let is_prefix = || end > start + 1 && is_connector(&lower(first)) && lower(first) != "of";
        if is_common && !is_title(first) && !is_prefix() {
            // The rest of the run, if there is one, begins with the next word.
            return start;
        }
    }
    if end == start + 1 && month_or_weekday(report.word(&tokens[start])) { start } else { end }
}

/// Whether a noun tells of people: "pals", "officials".
fn tells_of_several(noun: &str) -> bool {
    is_people_noun(noun) || noun.strip_suffix('s').is_some_and(is_person_noun)
}

/// Whether a word in small letters behind a hyphen is a part of a name: "Chun Hae-sung", but "the Anna Bell-led talks".
fn is_small_part(report: &Report<'_>, token: usize) -> bool {
    let (last, next) = (&report.tokens[token - 1], &report.tokens[token]);
    let behind = &report.text[next.end as usize..];
    &report.text[last.end as usize..next.start as usize] == "-"
        && report.word(last).len() <= SYLLABLE_BYTES_MAX
        && report.word(next).len() <= SYLLABLE_BYTES_MAX
        && !behind.starts_with('-')
        && !is_suffix_word(report.word(next))
}

/// Whether a word makes an adjective of what a hyphen joins it to: "Bell-led".
fn is_suffix_word(word: &str) -> bool {
    matches!(
        word,
        "led"
            | "era"
            | "like"
            | "style"
            | "based"
            | "born"
            | "run"
            | "owned"
            | "held"
            | "area"
            | "wide"
            | "only"
            | "to"
            | "backed"
            | "made"
    )
}

/// The capitalized word of a name behind small ones, which stand first: "Kees van der Berk".
fn behind_connectors(report: &Report<'_>, tokens: Range<usize>) -> Option<usize> {
    let word = |at: usize| report.word(&report.tokens[at]);
    let mut small = tokens
        .clone()
        .take(CONNECTORS_MAX)
        .take_while(|&at| is_connector(word(at)) && !ends_name(report, at));
    let next = small.by_ref().last()? + 1;
    (next < tokens.end && is_capital(&report.tokens[next]) && !month_or_weekday(word(next))).then_some(next)
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

/// Whether the name of a month is a surname here: "Theresa May", but "to Theresa May 5".
fn is_surname(report: &Report<'_>, token: usize) -> bool {
    let before = token.checked_sub(1).map_or("", |before| report.word(&report.tokens[before]));
    let dated = report.tokens.get(token + 1).is_some_and(|next| next.flags.contains(TokenFlags::NUMBER));
    matches!(report.word(&report.tokens[token]), "May" | "March" | "August" | "Monday" | "Friday")
        && is_given(before)
        && !dated
}

/// Whether a token begins a sentence or a quotation.
fn opens(report: &Report<'_>, token: usize, sentence_start: usize) -> bool {
    if token == sentence_start {
        return true;
    }
    let gap = &report.text[report.tokens[token - 1].end as usize..report.tokens[token].start as usize];
    gap != " "
        && (gap.contains(['"', '“', '„', '«', ':', '‘']) || gap.trim_end().ends_with(['\'', '—', '–', '•']))
}

/// Whether a name ends with a token: by a genitive, or by a mark behind it that isn't the dot of an initial or a title.
fn ends_name(report: &Report<'_>, token: usize) -> bool {
    let word = report.word(&report.tokens[token]);
    let Some(next) = report.tokens.get(token + 1) else { return true };
    let gap = &report.text[report.tokens[token].end as usize..next.start as usize];
    let is_short = || word.chars().count() <= 2 || is_title(word) || word.contains('.');
    let dotted = || gap.strip_prefix('.').is_some_and(|rest| rest.is_empty() || is_space(rest));
    let joins = is_space(gap) || gap == "-" || gap == " & " || dotted() && is_short();
    !joins || bare(word).len() < word.len()
}

/// Whether a sentence begins with what somebody does, as a given name and a surname follow: "Exterminator Tom Roe".
fn is_calling(report: &Report<'_>, run: &Range<usize>, sentence: usize) -> bool {
    let word = |at: usize| bare(report.word(&report.tokens[at]));
    run.len() == 3
        && report.sentences[sentence].first_token as usize == run.start
        && is_given(word(run.start + 1))
        && !is_given(word(run.start))
        && word(run.start).chars().skip(1).all(char::is_lowercase)
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
        let epithet =
            at == run.start && run.len() > 1 && (is_epithet(word(at)) || is_calling(report, &run, sentence));
        // "Geoffrey Lord"
        if at + 1 == run.end && run.len() > 1 && is_given(word(run.start)) && !is_title(word(run.start)) {
            continue;
        }
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
        let only_title = run.len() == 1 && !has_article;
        return only_title.then_some(Run {
            start: run.start,
            name: run,
            sentence,
            is_titled: false,
            has_article,
            is_only_title: true,
        });
    }
    if let Some(office) = office_before(report, &run) {
        let name = run.end - 2..run.end;
        return Some(Run {
            start: office,
            name,
            sentence,
            is_titled: true,
            has_article: false,
            is_only_title: false,
        });
    }
    let end = if has_article { run.end } else { without_place(report, start..run.end) };
    Some(Run {
        start: run.start,
        name: start..end,
        sentence,
        is_titled: start > run.start,
        has_article,
        is_only_title: false,
    })
}

/// Where an office with its field begins that stands before a name: "Minister for Sport Anna Bell".
fn office_before(report: &Report<'_>, run: &Range<usize>) -> Option<usize> {
    let word = |at: usize| report.word(&report.tokens[at]);
    let office = run.start.checked_sub(2)?;
    let leads = run.len() > 2
        && word(run.start - 1) == "for"
        && is_title(word(office))
        && is_space(
            &report.text[report.tokens[office].end as usize..report.tokens[office + 1].start as usize],
        );
    leads.then_some(office)
}

/// Where the name of a person ends that says where they come from: "Kemi Adu of Lakeside Law School". In "Bank of Ellmark" and
/// "University of the North" the place is a part of the name, and so it is of whatever has an article.
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
