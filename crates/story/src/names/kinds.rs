//! What bears a name: by its words, and by what stands around it.

use std::ops::Range;

use synoptic_text_analysis::TokenFlags;

use super::{NameKind, bare, runs::Run};
use crate::{
    Report,
    lexicon::{
        begins_place, is_connector, is_given, is_kin, is_organization_word, is_person_noun,
        is_place_or_surname, is_place_word, leads_into_person, lower,
    },
};

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
pub(super) fn is_called_a_person(report: &Report<'_>, run: &Run) -> bool {
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
    !words.any(is_organization_word)
        && (is_titled
            || has_age(report, run.name.end)
            || is_introduced(report, run)
            || is_kin_of_somebody(report, run))
}

/// Whether a single name is that of somebody's kin: "her son Luke", "His mother, Sharyn, has the roadhouse".
fn is_kin_of_somebody(report: &Report<'_>, run: &Run) -> bool {
    let Some(kin) = run.start.checked_sub(1).filter(|_| run.name.len() == 1) else { return false };
    let gap = |at: usize| match report.tokens.get(at..at + 2) {
        Some([token, next]) => &report.text[token.end as usize..next.start as usize],
        _ => ".",
    };
    if !is_kin(report.word(&report.tokens[kin])) {
        return false;
    }
    let closes = match gap(kin) {
        " " => true,
        ", " => gap(run.name.end - 1).starts_with([',', '.', ';']),
        _ => false,
    };
    let owner = kin.checked_sub(1).map_or("", |at| report.word(&report.tokens[at]));
    let owns =
        matches!(&*lower(owner), "his" | "her" | "their" | "my" | "our") || bare(owner).len() < owner.len();
    closes && owns
}

/// How many words behind a name are looked at for what its bearer is: "Bassim, a retired taxi driver from the island,".
const INTRODUCTION_WORDS_MAX: usize = 4;

/// Whether a sentence begins with a single name, and with who bears it behind a comma: "Bassim, a taxi driver,".
fn is_introduced(report: &Report<'_>, run: &Run) -> bool {
    let end = run.name.end;
    let gap = |at: usize| match report.tokens.get(at..at + 2) {
        Some([token, next]) => &report.text[token.end as usize..next.start as usize],
        _ => "",
    };
    let begins =
        run.name.start.checked_sub(1).is_none_or(|before| gap(before).contains(['.', '\n', '”', '"']));
    if run.name.len() > 1 || !begins || gap(end - 1) != ", " {
        return false;
    }
    let word = |at: usize| report.tokens.get(at).map_or("", |token| report.word(token));
    let plain = (end + 1..end + INTRODUCTION_WORDS_MAX).take_while(|&at| gap(at - 1) == " ");
    let noun = plain.filter(|&at| is_person_noun(word(at))).last();
    let is_closed = |noun: usize| {
        gap(noun).starts_with(',')
            || matches!(word(noun + 1), "at" | "from" | "in" | "of" | "on" | "who" | "with")
    };
    matches!(word(end), "a" | "an") && noun.is_some_and(is_closed)
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

/// What bears a name, by one mention, and by whether it stands somewhere as places do.
pub(super) fn kind_of(report: &Report<'_>, run: &Run, located: bool) -> NameKind {
    let words = || report.tokens[run.name.clone()].iter().map(|token| bare(report.word(token)));
    // "Ó" is one letter.
    let is_acronym =
        |word: &str| word.chars().nth(1).is_some() && word.chars().all(|c| c.is_uppercase() || c == '.');
    // "O.J. Roe", but "U.S. Steel"
    let has_given_initials = || {
        let first = bare(report.word(&report.tokens[run.name.start]));
        run.name.len() == 2
            && matches!(first.as_bytes(), [_, b'.', _] | [_, b'.', _, b'.'])
            && !first.starts_with(['U', 'E', 'D'])
            && words().skip(1).all(|word| !is_acronym(word))
    };
    let word = |at: usize| bare(report.word(&report.tokens[at]));
    let (first, last) = (word(run.name.start), word(run.name.end - 1));
    let placed = || run.name.len() > 1 && (is_place_word(last) || is_place_word(first));
    if words().any(is_organization_word) {
        NameKind::Organization
    } else if located && !is_given(first) || placed() || leads_to_where(report, run) {
        NameKind::Other
    } else if run.has_article
        || has_initials(report, &run.name)
        || words().any(is_acronym) && !has_given_initials()
    {
        NameKind::Organization
    } else if (2..=4).contains(&run.name.len()) && !words().any(|word| word == "of") && !begins_place(first) {
        NameKind::Person
    } else {
        NameKind::Other
    }
}

/// Whether a name stands where things are: "in Alder Creek", "at Town Hall". Nobody is in a person, but there is "in Anna Bell's house"
/// and "faith in Anna Bell".
pub(super) fn is_located(report: &Report<'_>, run: &Run) -> bool {
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
    // "at the pub, Tigh Rua, to listen"
    let is_of_place = is_place_noun(before)
        && !is_given(report.word(&report.tokens[run.start]))
        && report.text[report.tokens[run.name.end - 1].end as usize..].starts_with([',', '.']);
    !owns
        && (is_within || is_of_place || is_beside && is_place_or_surname(last) || leads_to_where(report, run))
}

/// Whether things are told that happened where a name is: "at Glen Roe, where a bomb fell".
fn leads_to_where(report: &Report<'_>, run: &Run) -> bool {
    let before = run.start.checked_sub(1).map_or("", |at| report.word(&report.tokens[at]));
    let last = &report.tokens[run.name.end - 1];
    matches!(before, "at" | "in" | "to" | "from" | "near" | "outside" | "of")
        && report.text[last.end as usize..].starts_with(", where ")
}

/// Whether a noun tells of a place that people go to.
fn is_place_noun(noun: &str) -> bool {
    matches!(
        noun,
        "pub"
            | "farm"
            | "hotel"
            | "restaurant"
            | "cafe"
            | "café"
            | "village"
            | "town"
            | "hamlet"
            | "island"
            | "ranch"
    )
}
