//! Weeks, months, quarters, seasons and years that are counted from today or from a day before: "last week", "two years ago".

use super::{Found, Place, years::year_after};
use crate::dates::{
    calendar::{Form, Naming},
    heads::{Season, Unit, count, tens},
    tense::{Direction, direction},
    words::Words,
};

/// Reads an expression whose head is "week", "years" and the like.
pub(super) fn unit(place: Place<'_>, unit: Unit, plural: bool) -> Option<Found> {
    let Place { words, at, .. } = place;
    if let Some(found) = counted(place, unit, plural) {
        return Some(found);
    }
    // "week-long", "weekend getaways"
    let joined = words.gap(at).starts_with(['-', '–']) && words.gap(at).len() <= 3;
    if plural || (joined && !words.is(at + 1, &["end"])) {
        return None;
    }
    if unit == Unit::Quarter
        && let Some(found) = quarter(place)
    {
        return Some(found);
    }
    if let Some((naming, first)) = place.which(at) {
        return which(place, unit, naming, first);
    }
    following(place, unit).or_else(|| bounded(place, unit))
}

/// "this week", "earlier this month", "late last year".
fn which(place: Place<'_>, unit: Unit, naming: Naming, first: usize) -> Option<Found> {
    let Place { words, at, .. } = place;
    // "last week of May", "this day".
    if unit == Unit::Day || words.is(at + 1, &["of"]) {
        return None;
    }
    let count = match naming {
        Naming::Last => -1,
        Naming::Next => 1,
        _ => 0,
    };
    let form = match (unit, naming) {
        // On a Wednesday, "this weekend" is over or to come.
        (Unit::Weekend, Naming::This) => Form::Weekend(naming),
        _ => Form::Shifted { unit, count },
    };
    Some(Found { first: place.with_part(first), last: at, form })
}

/// "two weeks ago", "in ten days", "a year from now", "two days later".
fn counted(place: Place<'_>, unit: Unit, plural: bool) -> Option<Found> {
    let Place { words, at, .. } = place;
    let (number, first) = number_before(place)?;
    // "a few more than 20 years ago", "half a year ago".
    let vague = ["than", "over", "least", "half", "to", "or", "least", "and", "under"];
    if plural != (number != 1) || words.was(first, 1, &vague) || unit == Unit::Weekend || number == 0 {
        return None;
    }
    let shifted = |count: i32| match unit {
        Unit::Decade => Form::Shifted { unit: Unit::Year, count: count * 10 },
        _ => Form::Shifted { unit, count },
    };
    let next = |count: usize, word: &str| words.is(at + count, &[word]);
    if next(1, "ago") && next(2, "today") && unit == Unit::Week {
        return Some(Found {
            first,
            last: at + 2,
            form: Form::Shifted { unit: Unit::Day, count: number.saturating_mul(-7) },
        });
    }
    if next(1, "ago") {
        return Some(Found { first, last: at + 1, form: shifted(-number) });
    }
    if next(1, "from") && next(2, "now") {
        return Some(Found { first, last: at + 2, form: shifted(number) });
    }
    let far = |count: i32| Some(Found { first, last: at + 1, form: Form::After { unit, count } });
    if next(1, "later") {
        return far(number);
    }
    // "Up from two million a year earlier" only compares.
    let compares = unit == Unit::Year && number == 1;
    if next(1, "earlier") && (first == 0 || !compares && ends_clause(words, at + 1)) {
        return far(-number);
    }
    // "It collapsed on Thursday, a day after it was built."
    let beside =
        place.floor > 0 && (first == place.floor || words.gap_before(behind(words, first)).contains(','));
    if beside && next(1, "after") {
        return far(-number);
    }
    if beside && next(1, "before") {
        return far(number);
    }
    if !words.was(first, 1, &["in"]) {
        return None;
    }
    let time = next(1, "time") && words.gap(at).contains(['\'', '’']);
    let last = if time { at + 1 } else { at };
    (time || is_ahead(words, first, last)).then(|| Found { first, last, form: shifted(number) })
}

/// The first word of an expression with "just" before it.
fn behind(words: Words<'_>, first: usize) -> usize {
    first - usize::from(words.was(first, 1, &["just", "only", "exactly", "barely"]))
}

/// How many: "two", "twenty-five"; and where that begins.
fn number_before(place: Place<'_>) -> Option<(i32, usize)> {
    let words = place.words;
    let last = place.free(1)?;
    let number = count(words.at(last)).filter(|_| words.gap(last) == " ")?;
    let joined = words.gap_before(last) == "-";
    match place.free(2).and_then(|first| Some((tens(words.at(first))?, first))).filter(|_| joined) {
        Some((tens, first)) => Some((tens + number, first)),
        None => Some((number, last)),
    }
}

/// Whether "in two weeks" is when something will be, not how long it takes.
fn is_ahead(words: Words<'_>, first: usize, last: usize) -> bool {
    let counts = [
        "first", "second", "third", "fourth", "fifth", "once", "twice", "times", "time", "only", "lowest",
        "highest",
    ];
    let before = (2..=4).any(|count| words.was(first, count, &counts));
    let whole =
        words.gap(last).starts_with(['.', ',', ';', '!', '?', '"', '”', ')']) || last + 1 == words.len();
    !before && whole && direction(words, first, last) == Direction::Future
}

/// "the next day", "that week", "the following year": counted from the day that was named last.
fn following(place: Place<'_>, unit: Unit) -> Option<Found> {
    let Place { words, at, .. } = place;
    let first = place.free(1)?;
    if words.gap(first) != " " {
        return None;
    }
    let article = words.was(first, 1, &["the"]);
    let plain = !words.is(at + 1, &["of"]);
    let form = |count: i32| Form::Following { unit, count };
    let found = |first: usize, last: usize, count: i32| Some(Found { first, last, form: form(count) });
    if unit == Unit::Weekend {
        return None;
    }
    if words.is(first, &["that"])
        && (unit == Unit::Day || words.was(first, 1, &["later", "earlier", "in", "of", "during"]))
    {
        return found(place.with_part(first), at, 0);
    }
    if words.is(first, &["same"]) && (article || words.was(first, 1, &["that"])) && plain {
        return found(first, at, 0);
    }
    if words.is(first, &["following"]) && article && plain {
        return found(first, at, 1);
    }
    if unit != Unit::Day || !plain {
        return None;
    }
    if words.is(first, &["next"]) && article {
        return found(first, at, 1);
    }
    if words.is(first, &["previous"]) && article {
        return found(first, at, -1);
    }
    let the = words.is(first, &["the"]);
    let ends = ends_clause(words, at + 1);
    if the && ends && words.is(at + 1, &["before"]) {
        return found(at, at + 1, -1);
    }
    if the && ends && words.is(at + 1, &["after"]) {
        return found(at, at + 1, 1);
    }
    None
}

/// Whether nothing that a preposition could lead to follows a word.
fn ends_clause(words: Words<'_>, place: usize) -> bool {
    place + 1 >= words.len()
        || words.gap(place).starts_with(['.', ',', ';', ':', '!', '?', '"', '”', ')'])
        || words.is(place + 1, &["and", "but", "in", "at", "on", "with", "by", "to", "that"])
}

/// "the end of the year", "by year's end", "over the weekend".
fn bounded(place: Place<'_>, unit: Unit) -> Option<Found> {
    let Place { words, at, .. } = place;
    if unit == Unit::Weekend {
        let over =
            words.was(at, 1, &["the"]) && words.was(at, 2, &["over", "on", "at", "by", "during", "through"]);
        let plain = !words.is(at + 1, &["of", "before", "after"]);
        return (over && plain).then_some(Found { first: at, last: at, form: Form::Weekend(Naming::Unsaid) });
    }
    if !matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade) {
        return None;
    }
    let form = Form::Shifted { unit, count: 0 };
    let ended = words.is(at + 1, &["end"]) && words.was(at, 1, &["by", "before", "until", "the", "at"]);
    if unit == Unit::Year && ended {
        return Some(Found { first: at, last: at + 1, form });
    }
    // "later in the week".
    let within = words.was(at, 2, &["in"]) && words.was(at, 3, &["later", "earlier", "late", "early"]);
    let first = if within { place.free(3)? } else { place.with_part(at) };
    let whole = words.was(at, 1, &["the"]) && first < at && !words.is(first, &["course"]);
    let plain = !words.is(at + 1, &["of", "before", "after"]);
    let past = within && unit == Unit::Week && words.is(first, &["earlier"]);
    let form = if past { Form::EarlierInWeek } else { form };
    (whole && plain).then_some(Found { first, last: at, form })
}

/// "the first quarter of 2024", "third-quarter profit".
fn quarter(place: Place<'_>) -> Option<Found> {
    let Place { words, at, .. } = place;
    let first = place.free(1)?;
    let ordinals = ["first", "second", "third", "fourth"];
    let ordinal = (1..).zip(ordinals).find(|(_, word)| words.is(first, &[word])).map(|(number, _)| number);
    let last = words.is(first, &["last", "final"]) && year_after(words, at).is_some();
    let quarter = ordinal.or(last.then_some(4))?;
    if !matches!(words.gap(first), " " | "-") {
        return None;
    }
    if let Some((year, last)) = year_after(words, at) {
        return Some(Found { first, last, form: Form::Quarter { year, quarter } });
    }
    if words.is(at + 1, &["of"]) && words.is(at + 2, &["the"]) && words.is(at + 3, &["year"]) {
        return Some(Found {
            first,
            last: at + 3,
            form: Form::Quarter { year: Naming::Counted(0), quarter },
        });
    }
    is_business(words).then_some(Found {
        first,
        last: at,
        form: Form::Quarter { year: Naming::Unsaid, quarter },
    })
}

/// Whether a sentence is on money: quarters of a game are no quarters of a year.
fn is_business(words: Words<'_>) -> bool {
    let money = [
        "profit",
        "profits",
        "revenue",
        "revenues",
        "economy",
        "sales",
        "gdp",
        "growth",
        "earnings",
        "inflation",
        "output",
        "exports",
        "shares",
        "percent",
        "company",
        "loss",
        "losses",
        "income",
        "deliveries",
    ];
    (0..words.len()).any(|place| words.is(place, &money))
}

/// "Q3 2024".
pub(super) fn short_quarter(place: Place<'_>, quarter: i8) -> Option<Found> {
    let Place { words, at, .. } = place;
    let (year, last) = year_after(words, at).filter(|_| words.is_capital(at))?;
    Some(Found { first: at, last, form: Form::Quarter { year, quarter } })
}

/// "this summer", "spring 2024", "in the autumn".
pub(super) fn season(place: Place<'_>, season: Season) -> Option<Found> {
    let Place { words, at, .. } = place;
    if let Some((year, last)) = year_after(words, at) {
        let first = place.with_part(at);
        return Some(Found { first, last, form: Form::Season { year, season } });
    }
    let joined = words.gap(at).starts_with('-');
    if let Some((year, first)) = place.which(at) {
        let form = Form::Season { year, season };
        return (!joined).then_some(Found { first: place.with_part(first), last: at, form });
    }
    let led = words.was(at, 1, &["the"]) && words.was(at, 2, &["in", "by", "until", "since"]);
    let plain = !joined && !words.is(at, &["fall"]) && !words.is(at + 1, &["of"]) && words.is_lower(at);
    let form = Form::Season { year: Naming::Unsaid, season };
    (led && plain).then_some(Found { first: at, last: at, form })
}
