//! Expressions of time that date no event: what something is compared with, what always is, when a photograph was taken.

use super::{
    calendar::{Form, Naming},
    grammar::Found,
    heads::Unit,
    tense,
    words::Words,
};

/// How many words on each side of an expression are looked at for a habit.
const HABIT_WORDS_MAX: usize = 10;

/// Whether an expression dates no event.
pub(super) fn is_idle(words: Words<'_>, found: Found) -> bool {
    let Found { first, last, form } = found;
    is_compared(words, found)
        || words.was(first, 1, &["not"])
        || is_of_photograph(words, last)
        || is_signature(words, first)
        || is_of_page(words, first)
        || is_nowadays(words, first, last)
        || is_title(words, first, last)
        || (is_repeatable(form) && is_habit(words, first, last))
        || (is_this_year(form) && words.is_owner(last))
}

/// "more than last year", "compared with 2011", "up 3% on 2003", but not "no later than Friday".
fn is_compared(words: Words<'_>, found: Found) -> bool {
    let Found { first, form, .. } = found;
    if is_year(form) && words.was(first, 1, &["on"]) {
        return true;
    }
    let before = if words.was(first, 1, &["in", "on", "the"]) { 2 } else { 1 };
    let measures = ["later", "earlier", "sooner"];
    words.was(first, before, &["than"]) && !words.was(first, before + 1, &measures)
        || words.was(first, before, &["to", "with"]) && words.was(first, before + 1, &["compared"])
}

/// "this June 2013 photo", "a Nov. 2 file photo".
fn is_of_photograph(words: Words<'_>, last: usize) -> bool {
    let pictures = ["photo", "photograph", "picture", "image"];
    let file = usize::from(words.is(last + 1, &["file", "handout"]));
    matches!(words.gap(last), " " | ", ") && words.is(last + 1 + file, &pictures)
}

/// "Ann Bell (@annbell) May 10, 2016": when somebody posted what they say.
fn is_signature(words: Words<'_>, first: usize) -> bool {
    let named = first.checked_sub(1).is_some_and(|name| words.mark_before(name) == Some('@'));
    words.gap_before(first).starts_with(')') && (named || words.back(first, 1).starts_with('@'))
}

/// "Posted: March 21", "this story was updated on March 21": when the page was made.
fn is_of_page(words: Words<'_>, first: usize) -> bool {
    let made = ["posted", "published", "updated", "corrected", "amended"];
    let on = first - usize::from(words.was(first, 1, &["on"]));
    let titled = words.was(first, 1, &made) && words.gap_before(first).starts_with(':');
    let told = words.was(on, 1, &made) && words.was(on, 2, &["was"]);
    titled || told && words.was(on, 3, &["story", "article", "post", "page"])
}

/// "The animals of today", "nobody living today", "in today's world".
fn is_nowadays(words: Words<'_>, first: usize, last: usize) -> bool {
    let always = ["of", "than", "living", "alive", "know", "do"];
    let ages = ["world", "society", "standards", "money", "terms"];
    first == last
        && words.is(first, &["today"])
        && words.was(first, 1, &always)
        && !words.was(first, 2, &["as"])
        || words.is(last, &["today's", "today’s"]) && words.is(last + 1, &ages)
}

/// How many words a title has at most that ends in a time.
const TITLE_WORDS_MAX: usize = 6;

/// The end of a quoted title, all in capitals: the film "Low Tide Sunday".
fn is_title(words: Words<'_>, first: usize, last: usize) -> bool {
    let quotes = ['"', '“', '”', '‘', '’'];
    if !words.gap(last).trim_start_matches([',', '.']).starts_with(quotes) {
        return false;
    }
    let capital = |place: usize| words.is_capital(place) && words.gap(place) == " ";
    (first.saturating_sub(TITLE_WORDS_MAX)..first).rev().take_while(|&place| capital(place)).any(|place| {
        words.mark_before(place).is_some_and(|mark| quotes.contains(&mark)) && !words.is_small(place)
    })
}

/// Whether what an expression names comes again and again: "May", "Tuesday", "the spring".
fn is_repeatable(form: Form) -> bool {
    matches!(
        form,
        Form::Month { year: Naming::Unsaid, .. }
            | Form::Season { year: Naming::Unsaid, .. }
            | Form::Weekday { naming: Naming::Unsaid, .. }
            | Form::Day { year: Naming::Unsaid, .. }
    )
}

/// "Hikers typically start in May".
fn is_habit(words: Words<'_>, first: usize, last: usize) -> bool {
    let habits = ["typically", "usually", "normally", "generally", "annually", "traditionally"];
    let begins = |place: usize| tense::boundary(words, place) || words.gap_before(place).contains(',');
    let before = (first.saturating_sub(HABIT_WORDS_MAX)..first).rev().take_while(|&place| !begins(place + 1));
    let behind = (last + 1..words.len().min(last + 1 + HABIT_WORDS_MAX)).take_while(|&place| !begins(place));
    before.chain(behind).any(|place| words.is(place, &habits))
}

fn is_year(form: Form) -> bool {
    matches!(form, Form::Year(_) | Form::Shifted { unit: Unit::Year, .. })
}

/// "this year's festival": which one, not when.
fn is_this_year(form: Form) -> bool {
    matches!(form, Form::Shifted { unit: Unit::Year, count: 0 })
}
