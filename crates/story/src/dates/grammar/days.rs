//! Days and months: "June 19, 2024", "on Tuesday evening", "in late August", "the 12th".

use jiff::civil::Weekday;

use super::{Found, Place, years::year_after};
use crate::dates::{
    calendar::{Form, Naming},
    heads::{Head, Unit, day_number, head, year_number},
    words::Words,
};

/// Reads an expression whose head is a month.
pub(super) fn month(place: Place<'_>, month: i8, short: bool) -> Option<Found> {
    let Place { words, at, .. } = place;
    if !words.is_capital(at) || is_recurring(words, at) {
        return None;
    }
    if let Some(found) = month_day(words, at, month, short) {
        return Some(found);
    }
    if let Some((year, last)) = year_after(words, at) {
        return Some(Found { first: place.with_part(at), last, form: Form::Month { year, month } });
    }
    if short {
        return None;
    }
    if let Some((year, first)) = place.which(at) {
        return Some(Found { first: place.with_part(first), last: at, form: Form::Month { year, month } });
    }
    let form = Form::Month { year: Naming::Unsaid, month };
    is_bare_month(place).then(|| Found { first: place.with_part(at), last: at, form })
}

/// "June 19", "Oct. 11, 2024", "June 18-19".
fn month_day(words: Words<'_>, at: usize, month: i8, short: bool) -> Option<Found> {
    let gap = words.gap(at);
    let spaced = matches!(gap, " " | "\u{a0}") || (gap == ". " && (short || words.len() > at + 1));
    let article = usize::from(words.is(at + 1, &["the"]));
    let day = day_number(words.at(at + 1 + article)).filter(|_| spaced)?;
    let mut last = at + 1 + article;
    if words.gap(last).starts_with(['%', '/', ':', '°']) || is_tally(words, at, last) {
        return None;
    }
    let mut last_day = day;
    if matches!(words.gap(last), "-" | "–" | " - " | " – ")
        && let Some(end) = day_number(words.at(last + 1)).filter(|&end| end > day)
    {
        (last_day, last) = (end, last + 1);
    }
    // The day of 2001 has become a name.
    if (month, day) == (9, 11)
        && words.is(last + 1, &["attacks", "attack", "terrorist", "terror", "hijackers"])
    {
        return None;
    }
    let (year, last) = year_after(words, last).unwrap_or((Naming::Unsaid, last));
    Some(Found { first: at, last, form: Form::Day { year, month, day, last_day } })
}

/// "In June 19 people died": a month and how many.
fn is_tally(words: Words<'_>, at: usize, day: usize) -> bool {
    let next = words.at(day + 1);
    let noun = words.is_lower(day + 1)
        && (next.ends_with('s') || words.is(day + 1, &["people", "percent", "men", "women"]));
    words.was(at, 1, &["in"])
        && words.gap(day) == " "
        && noun
        && !words.is(day + 1, &["was", "as", "its", "this"])
}

/// Whether a month without a number is one, and not a name or a verb.
fn is_bare_month(place: Place<'_>) -> bool {
    let Place { words, at, .. } = place;
    let followed = words.is_capital(at + 1) && words.gap(at) == " ";
    if words.gap(at).starts_with('-') && words.gap(at).len() == 1 {
        return false;
    }
    if words.was(at, 1, &["in", "since", "early", "late", "mid"]) || place.is_chained() {
        return true;
    }
    if words.was(
        at,
        1,
        &[
            "until", "till", "by", "from", "of", "during", "for", "through", "to", "before", "after",
            "between",
        ],
    ) {
        let verb =
            words.is(at, &["march"]) && words.was(at, 1, &["for", "of", "to", "after", "before", "during"]);
        return !followed && !verb && !words.at(at).ends_with('s');
    }
    // "January to June 2024".
    if words.is(at + 1, &["to", "and", "through", "until"]) && words.is_capital(at + 2) {
        return matches!(head(words.at(at + 2)), Some(Head::Month { short: false, .. }));
    }
    // "the June meeting", but "the March on Washington", "the April sisters".
    let owned = words.was(at, 1, &["the", "its", "their", "a", "an"]) || words.back(at, 1).ends_with("'s");
    let function = [
        "on", "of", "in", "for", "and", "was", "is", "has", "had", "to", "by", "said", "will", "at", "from",
        "that",
    ];
    owned && words.is_lower(at + 1) && words.gap(at) == " " && !words.is(at + 1, &function)
}

/// "every Monday", "the first Tuesday of the month".
fn is_recurring(words: Words<'_>, at: usize) -> bool {
    let before = ["every", "each", "any", "most", "some", "alternate", "first", "second", "third", "fourth"];
    // "every Wednesday and Saturday".
    let goes_on = words.was(at, 1, &["and", "or"])
        && matches!(head(words.back(at, 2)), Some(Head::Weekday { .. }))
        && words.was(at, 3, &before);
    // "The busiest Saturday of the year".
    let of_many = words.is(at + 1, &["of"])
        && words.is(at + 2, &["the"])
        && words.is(at + 3, &["year", "season", "month"]);
    of_many
        || words.was(at, 1, &before) && words.gap_before(at) == " "
        || goes_on
        || (words.was(at, 1, &["last"]) && words.was(at, 2, &["the"]) && words.is(at + 1, &["of", "in"]))
}

/// Reads an expression whose head is a day of the week.
pub(super) fn weekday(place: Place<'_>, weekday: Weekday, short: bool) -> Option<Found> {
    let Place { words, at, .. } = place;
    if !words.is_capital(at) {
        return None;
    }
    if let Some(found) = of_month(place, weekday) {
        return Some(found);
    }
    if is_recurring(words, at) {
        return None;
    }
    if let Some(found) = dated(place) {
        return Some(found);
    }
    if short || is_name(words, at) || is_any(words, at) {
        return None;
    }
    // "a week from Tuesday".
    let from = words.was(at, 1, &["from"]) && matches!(head(words.back(at, 2)), Some(Head::Unit { .. }));
    if from || words.is(at + 1, &["nights", "mornings", "evenings", "afternoons"]) {
        return None;
    }
    let (naming, first) = place.which(at).unwrap_or((Naming::Unsaid, at));
    let first = place.with_part(first);
    let found =
        |last: usize, naming: Naming| Some(Found { first, last, form: Form::Weekday { weekday, naming } });
    if let Some((week, last)) = of_week(words, at) {
        return found(last, week);
    }
    found(with_part_of_day(words, at), naming)
}

/// "He left on a Thursday", but "a Thursday meeting".
fn is_any(words: Words<'_>, at: usize) -> bool {
    let next = with_part_of_day(words, at) + 1;
    let joins = ["and", "or", "but", "in", "at", "of", "on", "to", "with", "when", "that", "who"];
    let noun = words.gap(next - 1) == " " && words.is_lower(next) && !words.is(next, &joins);
    words.was(at, 1, &["a"]) && !noun
}

/// "the first Tuesday in May".
fn of_month(place: Place<'_>, weekday: Weekday) -> Option<Found> {
    let Place { words, at, .. } = place;
    let first = place.free(1)?;
    let ordinals = ["first", "second", "third", "fourth"];
    let last = words.is(first, &["last"]).then_some(-1);
    let ordinal =
        last.or_else(|| (1..).zip(ordinals).find(|(_, word)| words.is(first, &[word])).map(|(n, _)| n))?;
    if !words.is(at + 1, &["in", "of"]) || !words.is_capital(at + 2) {
        return None;
    }
    let Some(Head::Month { month, short: false }) = head(words.at(at + 2)) else { return None };
    let (year, last) = year_after(words, at + 2).unwrap_or((Naming::Unsaid, at + 2));
    Some(Found { first, last, form: Form::WeekdayOfMonth { year, month, weekday, ordinal } })
}

/// "Tuesday, April 8": the date tells the day.
fn dated(place: Place<'_>) -> Option<Found> {
    let Place { words, at, .. } = place;
    if !matches!(words.gap(at), " " | ", " | " (" | ". " | "., ") {
        return None;
    }
    let next = at + 1 + usize::from(words.is(at + 1, &["the"]));
    let found = match head(words.at(next))? {
        Head::Month { month, short } if words.is_capital(next) => month_day(words, next, month, short),
        Head::Number => day_month(words, next).or_else(|| ordinal(words, next)),
        _ => None,
    }?;
    Some(Found { first: at, ..found })
}

/// "Tuesday last week", "Tuesday of next week".
fn of_week(words: Words<'_>, at: usize) -> Option<(Naming, usize)> {
    let which = at + 1 + usize::from(words.is(at + 1, &["of"]));
    let count = match words.at(which) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    (words.is(which + 1, &["week"]) && words.gap(at) == " ").then_some((Naming::Counted(count), which + 1))
}

/// Whether a day of the week belongs to a name: "Sunday Times", "Black Friday".
fn is_name(words: Words<'_>, at: usize) -> bool {
    let before = [
        "black",
        "good",
        "easter",
        "holy",
        "ash",
        "palm",
        "whit",
        "ruby",
        "super",
        "bloody",
        "cyber",
        "giving",
        "shrove",
        "fat",
        "maundy",
        "casual",
        "sheffield",
        "freaky",
        "blue",
    ];
    let after = [
        "times",
        "telegraph",
        "mirror",
        "express",
        "mail",
        "post",
        "herald",
        "star",
        "sun",
        "mercury",
        "independent",
        "world",
        "night",
        "club",
        "mass",
        "school",
        "people",
        "life",
        "magazine",
        "brunch",
        "roast",
        "business",
    ];
    // "The Mail on Sunday".
    if words.was(at, 1, &["on"]) && words.was(at, 2, &["mail", "independent"]) && words.is_capital(at - 2) {
        return true;
    }
    let near = words.gap(at) == " " && words.is_capital(at + 1);
    words.was(at, 1, &before) && words.gap_before(at) == " "
        || near && (words.is(at + 1, &after) || words.was(at, 1, &["the", "a"]))
}

fn with_part_of_day(words: Words<'_>, at: usize) -> usize {
    let parts = ["morning", "afternoon", "evening", "night"];
    let part = words.gap(at) == " " && matches!(head(words.at(at + 1)), Some(Head::PartOfDay));
    at + usize::from(part && (words.is(at + 1, &parts) || words.at(at + 1).contains(['\'', '’'])))
}

/// Reads "today", "yesterday evening", "tomorrow".
pub(super) fn today(place: Place<'_>, days: i32) -> Option<Found> {
    let Place { words, at, .. } = place;
    let opens = at == 0
        || words.mark_before(at).is_some_and(|c| !c.is_whitespace())
        || words.gap_before(at).len() > 1;
    // "USA Today".
    if words.is_capital(at) && !opens {
        return None;
    }
    // "Today it is a vowel, tomorrow it's the whole woman."
    if words.gap(at) == " " && (words.is(at + 1, &["it's", "it’s"]) || is_it_is(words, at + 1)) {
        return None;
    }
    let last = with_part_of_day(words, at);
    Some(Found { first: place.with_part(at), last, form: Form::Shifted { unit: Unit::Day, count: days } })
}

fn is_it_is(words: Words<'_>, at: usize) -> bool {
    words.is(at, &["it"]) && words.is(at + 1, &["is"])
}

/// Reads "this morning", "last night", "that evening", "the next morning".
pub(super) fn part_of_day(place: Place<'_>) -> Option<Found> {
    let Place { words, at, .. } = place;
    let first = place.free(1)?;
    if words.gap(first) != " " {
        return None;
    }
    let found = |form: Form| Some(Found { first, last: at, form });
    let unit = Unit::Day;
    match words.at(first) {
        "this" | "This" => found(Form::Shifted { unit, count: 0 }),
        "last" | "Last"
            if words.is(at, &["night", "evening", "night's", "night’s"])
                && !words.was(first, 1, &["the"]) =>
        {
            found(Form::Shifted { unit, count: -1 })
        }
        "that" | "That" => found(Form::Following { unit, count: 0 }),
        "next" | "following" if words.was(first, 1, &["the"]) => found(Form::Following { unit, count: 1 }),
        _ => None,
    }
}

/// Reads an expression that begins with a number: "19 June", "2024-06-19", "19/06/2024", "the 12th".
pub(super) fn number(place: Place<'_>) -> Option<Found> {
    let Place { words, at, .. } = place;
    if words
        .mark_before(at)
        .is_some_and(|c| matches!(c, '$' | '€' | '£' | '/' | '-' | '.' | ':') || c.is_alphanumeric())
    {
        return None;
    }
    if year_number(words.at(at)).is_some() {
        return iso(words, at);
    }
    day_month(words, at).or_else(|| slashed(words, at)).or_else(|| {
        let led = words.was(at, 1, &["the"]) && words.was(at, 2, &["on", "until", "by", "since"]);
        if led { ordinal(words, at) } else { None }
    })
}

/// "2024-06-19".
fn iso(words: Words<'_>, at: usize) -> Option<Found> {
    let year = year_number(words.at(at)).filter(|_| words.gap(at) == "-" && words.gap(at + 1) == "-")?;
    let two = |word: &str| if word.len() == 2 { word.parse::<i8>().ok() } else { None };
    // "2024-06-19T08:00" has its hour in the same word.
    let day = words.at(at + 2).split('T').next()?;
    let (month, day) = (two(words.at(at + 1))?, two(day)?);
    let form = Form::Day { year: Naming::Year(year), month, day, last_day: day };
    Some(Found { first: at, last: at + 2, form })
}

/// "19/06/2024", where only one of the first two numbers can be a month.
fn slashed(words: Words<'_>, at: usize) -> Option<Found> {
    let year = year_number(words.at(at + 2)).filter(|_| words.gap(at) == "/" && words.gap(at + 1) == "/")?;
    let (first, second) = (day_number(words.at(at))?, day_number(words.at(at + 1))?);
    let (month, day) = match (first <= 12, second <= 12) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        (true, true) if first == second => (first, second),
        _ => return None,
    };
    let form = Form::Day { year: Naming::Year(year), month, day, last_day: day };
    Some(Found { first: at, last: at + 2, form })
}

/// "19 June 2024", "the 19th of June", "18-19 June", "18 and 19 June".
fn day_month(words: Words<'_>, at: usize) -> Option<Found> {
    let day = day_number(words.at(at))?;
    let (mut last, mut last_day) = (at, day);
    let joined = matches!(words.gap(at), "-" | "–");
    let listed = words.is(at + 1, &["and", "to"]);
    let next = if joined { at + 1 } else { at + 2 };
    if (joined || listed)
        && let Some(end) = day_number(words.at(next)).filter(|&end| end > day && (!listed || end - day <= 7))
    {
        (last, last_day) = (next, end);
    }
    let of = usize::from(words.is(last + 1, &["of"]));
    let month_at = last + 1 + of;
    let Some(Head::Month { month, .. }) = head(words.at(month_at)) else { return None };
    if words.gap(last) != " " || words.gap(month_at - 1) != " " || !words.is_capital(month_at) {
        return None;
    }
    let (year, last) = year_after(words, month_at).unwrap_or((Naming::Unsaid, month_at));
    Some(Found { first: at, last, form: Form::Day { year, month, day, last_day } })
}

/// "the 12th", but not "the 12th floor".
fn ordinal(words: Words<'_>, at: usize) -> Option<Found> {
    let day =
        day_number(words.at(at)).filter(|_| words.at(at).ends_with(|c: char| c.is_ascii_lowercase()))?;
    let goes_on = ["at", "and", "to", "for", "when", "in", "after", "before", "with", "but", "by", "as"];
    let ends = at + 1 >= words.len() || words.gap(at).starts_with(['.', ',', ';', '!', '?', '"', '”', ')']);
    let month =
        words.is(at + 1, &["of"]) && words.is(at + 2, &["the", "this"]) && words.is(at + 3, &["month"]);
    let last = if month { at + 3 } else { at };
    (ends || month || words.is(at + 1, &goes_on)).then_some(Found {
        first: at,
        last,
        form: Form::DayOfMonth(day),
    })
}
