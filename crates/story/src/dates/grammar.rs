//! Which words make an expression of time, and what they say.

mod days;
mod feasts;
mod stretches;
mod years;

use super::{
    calendar::{Form, Naming},
    heads::{Head, head},
    words::Words,
};

/// An expression: the places of its first and last word, and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) form: Form,
}

/// Where an expression may stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) words: Words<'a>,
    /// The word that can be the head of an expression.
    pub(super) at: usize,
    /// The first word that belongs to no expression before.
    pub(super) floor: usize,
}

/// Reads the expression around a word.
pub(super) fn read(place: Place<'_>) -> Option<Found> {
    let Place { words, at, .. } = place;
    match head(words.at(at))? {
        Head::Month { month, short } => days::month(place, month, short),
        Head::Weekday { weekday, short } => days::weekday(place, weekday, short),
        Head::Today(days) => days::today(place, days),
        Head::PartOfDay => days::part_of_day(place),
        Head::Unit { unit, plural } => stretches::unit(place, unit, plural),
        Head::Season(season) => stretches::season(place, season),
        Head::Feast(feast) => feasts::feast(place, feast),
        Head::Quarter(quarter) => stretches::short_quarter(place, quarter),
        Head::Number => days::number(place).or_else(|| years::year(place)),
    }
}

impl Place<'_> {
    /// The place so many words before, if no other expression has it.
    fn free(self, count: usize) -> Option<usize> {
        self.at.checked_sub(count).filter(|&place| place >= self.floor)
    }

    /// Whether it goes on from the expression before: "March, April and May".
    fn is_chained(self) -> bool {
        if self.floor == 0 {
            return false;
        }
        let joined = self.words.is(self.floor, &["and", "or", "to", "through", "until"]);
        self.at == self.floor || (joined && self.at == self.floor + 1)
    }

    /// "last", "this" or "next" before the place `first`, and where that stands.
    fn which(self, first: usize) -> Option<(Naming, usize)> {
        let words = self.words;
        let place = first.checked_sub(1).filter(|&place| place >= self.floor)?;
        let plain = words.gap(place) == " ";
        // "the last week" and "his last year" are no weeks and years of the calendar.
        let counted =
            words.was(place, 1, &["the", "his", "her", "its", "their", "my", "our", "your", "very"]);
        let naming = if words.is(place, &["this"]) {
            Naming::This
        } else if words.is(place, &["last"]) && !counted {
            Naming::Last
        } else if words.is(place, &["next"]) && !counted {
            Naming::Next
        } else if words.is(place, &["coming"]) && words.was(place, 1, &["this"]) {
            return (plain && place > self.floor).then_some((Naming::Next, place - 1));
        } else if words.is(place, &["past"]) && words.was(place, 1, &["this"]) {
            return (plain && place > self.floor).then_some((Naming::Last, place - 1));
        } else {
            return None;
        };
        plain.then_some((naming, place))
    }

    /// The first word of an expression with "early", "late" or "the end of" before it.
    fn with_part(self, first: usize) -> usize {
        let words = self.words;
        let back = |count: usize| first.checked_sub(count).filter(|&place| place >= self.floor);
        let part = ["early", "late", "mid", "earlier", "later"];
        if let Some(place) = back(1)
            && words.is(place, &part)
            && matches!(words.gap(place), " " | "-")
        {
            return place;
        }
        let article = usize::from(words.was(first, 1, &["the"]));
        let parts = ["end", "start", "beginning", "middle", "half", "close", "course"];
        match back(2 + article) {
            Some(place) if words.was(first, 1 + article, &["of"]) && words.is(place, &parts) => {
                let counted = words.is(place, &["half"]) && words.was(place, 1, &["first", "second"]);
                place - usize::from(counted && place > self.floor)
            }
            _ => first,
        }
    }
}
