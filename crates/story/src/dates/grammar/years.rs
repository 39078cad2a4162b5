//! Years: "2024", "the 1990s", "of last year".

use super::{Found, Place};
use crate::dates::{
    calendar::{Form, Naming},
    heads::{head, year_number},
    words::{Words, bare},
};

/// The year that a month or a season is of, behind its place, and where it ends.
pub(super) fn year_after(words: Words<'_>, place: usize) -> Option<(Naming, usize)> {
    let of = place + 1 + usize::from(words.is(place + 1, &["of"]));
    let near = |gap: &str| matches!(gap, " " | ", " | ". " | " (" | "");
    if !near(words.gap(place)) {
        return None;
    }
    if let Some(year) = year_number(words.at(of)) {
        // "on June 19, 2000 people" is written with a comma in news.
        return (year >= 1800 && !words.gap(of).starts_with(['-', '%'])).then_some((Naming::Year(year), of));
    }
    let which = if words.gap(place) == " " { words.at(of) } else { "" };
    let count = match which {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    words.is(of + 1, &["year", "year's", "year’s"]).then_some((Naming::Counted(count), of + 1))
}

/// A year that stands alone.
pub(super) fn year(place: Place<'_>) -> Option<Found> {
    let Place { words, at, .. } = place;
    let word = words.at(at);
    if is_joined(words, at) {
        return None;
    }
    if let Some(decade) = decade(place) {
        return Some(Found { first: place.with_part(at), last: at, form: Form::Decade(decade) });
    }
    let year = year_number(word)?;
    if is_quantity(place, year) || is_named(words, at) {
        return None;
    }
    if let Some(last) = season_end(words, at, year) {
        return Some(Found { first: at, last: at + 1, form: Form::Years { first: year, last } });
    }
    let joined = words.gap(at).starts_with('-') && words.gap(at).len() == 1;
    (!joined).then(|| Found { first: place.with_part(at), last: at, form: Form::Year(year) })
}

/// Whether a number is a part of a sum, a code or a longer number.
fn is_joined(words: Words<'_>, at: usize) -> bool {
    let marked = |c: char| {
        matches!(c, '$' | '€' | '£' | '¥' | '₹' | '#' | '/' | '.' | ':' | '-' | '+') || c.is_alphanumeric()
    };
    let part = words.is(at.saturating_sub(1), &["mid"]);
    words.mark_before(at).is_some_and(marked) && !part || words.gap(at).starts_with(['%', '/', ':', '°'])
}

/// "1990s", "the 1990's", but not "2010's floods": the first year of the decade.
fn decade(place: Place<'_>) -> Option<i16> {
    let Place { words, at, .. } = place;
    let word = words.at(at);
    if words.is_owner(at) && !words.was(at, 1, &["the", "early", "late", "mid"]) {
        return None;
    }
    let digits = bare(word)
        .strip_suffix('s')
        .or_else(|| word.strip_suffix("'s"))
        .or_else(|| word.strip_suffix("’s"))?;
    year_number(digits).filter(|year| year % 10 == 0)
}

/// "2024-25": the last year.
fn season_end(words: Words<'_>, at: usize, year: i16) -> Option<i16> {
    let next = words.at(at + 1);
    if !matches!(words.gap(at), "-" | "–" | "/") {
        return None;
    }
    if let Some(last) = year_number(next) {
        return (last > year).then_some(last);
    }
    let short: i16 = if next.len() == 2 { next.parse().ok()? } else { return None };
    let last = year / 100 * 100 + short;
    (last > year).then_some(last)
}

/// Whether a year is a part of a name, as in "a white 2002 Dodge", "Expo 2020", "2012 DA14", "the class of 2006". What is known by its year is of the
/// year, as in "the 1972 Summer Games", and so is what happens at it: "after her 2012 Paris show".
fn is_named(words: Words<'_>, at: usize) -> bool {
    let plain = words.gap_before(at) == " ";
    if plain && words.was(at, 1, &["of"]) && words.was(at, 2, &["class"]) {
        return true;
    }
    let leads = ["at", "in", "since", "during", "after", "before", "from"];
    let dated = words.was(at, 1, &leads) || words.was(at, 2, &leads);
    if plain && !dated && at > 1 && is_name(words, at - 1) {
        return true;
    }
    let coded = words.is_capital(at + 1) && words.at(at + 1).contains(|c: char| c.is_ascii_digit());
    if plain && coded && words.gap(at) == " " {
        return true;
    }
    if at == 0 || dated || !plain || words.gap(at) != " " || !words.is_capital(at + 1) {
        return false;
    }
    let described = words.is_lower(at - 1) && !words.is_small(at - 1) && !words.was(at, 2, &["the"]);
    described || words.was(at, 1, OWNERS)
}

/// Whether a word is of a name that a number can end: no month, and no owner as in "Ann Bell's 1977 hit".
fn is_name(words: Words<'_>, place: usize) -> bool {
    let capital = words.is_capital(place) && !words.is_small(place);
    capital && !words.is_owner(place) && head(words.at(place)).is_none()
}

/// Small words that stand before a noun and what is told of it.
const OWNERS: &[&str] = &["a", "an", "his", "her", "its", "their", "our", "my", "your"];

/// Whether four digits tell how many, or are a number of something else.
fn is_quantity(place: Place<'_>, year: i16) -> bool {
    let Place { words, at, .. } = place;
    let before = [
        "route",
        "highway",
        "flight",
        "number",
        "no",
        "least",
        "than",
        "over",
        "nearly",
        "almost",
        "roughly",
        "some",
        "about",
        "around",
        "approximately",
        "exactly",
        "boeing",
        "room",
        "channel",
        "section",
        "article",
        "interstate",
        "unit",
        "every",
        "another",
        "these",
        "those",
        "all",
        "page",
        "rs",
        "usd",
        "only",
        "just",
        "to-date",
        "most",
        "x",
    ];
    if words.was(at, 1, &before) && !(place.is_chained() || words.was(at, 2, &["since", "in"])) {
        return true;
    }
    // "by quoting 1987".
    if words.back(at, 1).ends_with("ing") && !words.was(at, 1, &["during", "beginning", "starting", "spring"])
    {
        return true;
    }
    let leads = [
        "in", "since", "during", "until", "by", "from", "before", "after", "early", "late", "mid", "between",
        "back",
    ];
    let led = words.was(at, 1, &leads) || place.is_chained();
    if !led && !(1900..2100).contains(&year) {
        return true;
    }
    if words.gap(at) != " " && words.gap(at) != "\u{a0}" {
        return false;
    }
    let units = [
        "percent",
        "per",
        "gmt",
        "utc",
        "hours",
        "hrs",
        "local",
        "est",
        "bst",
        "cet",
        "km",
        "kg",
        "m",
        "ft",
        "feet",
        "mph",
        "mw",
        "kw",
        "million",
        "billion",
        "trillion",
        "people",
        "men",
        "women",
        "children",
        "troops",
        "police",
        "homes",
        "cubic",
        "square",
        "metric",
        "additional",
        "more",
        "other",
        "new",
        "votes",
        "points",
        "euros",
        "dollars",
        "pounds",
    ];
    if words.is(at + 1, &units) {
        // "in 2020 more people died" stays a year.
        let plain = [
            "people", "men", "women", "children", "troops", "police", "homes", "more", "other", "new",
            "votes",
        ];
        return !(words.was(at, 1, &["in"]) && words.is(at + 1, &plain));
    }
    let next = words.at(at + 1);
    let plural = words.is_lower(at + 1) && next.len() > 3 && next.ends_with('s') && !next.ends_with("ss");
    let verb = words.is(at + 1, &["was", "has", "this", "does", "its", "always", "perhaps", "sees", "plans"]);
    let owned = [
        "the", "its", "his", "her", "their", "our", "this", "in", "since", "during", "mid", "early", "late",
        "s",
    ];
    let named =
        words.was(at, 1, &owned) || words.back(at, 1).ends_with("'s") || words.back(at, 1).ends_with("’s");
    plural && !verb && !named && !place.is_chained() && !words.is_owner(at)
}
