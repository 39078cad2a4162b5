//! Numbers with what they count: "162 people", "5.10 p.m.", "4.25 percent". English.

mod numbers;
mod people;

use std::ops::{Range, RangeInclusive};

use synoptic_text_analysis::{Token, TokenFlags};

pub(crate) use numbers::{clock, is_plural_of_number, may_be_number, number};
use numbers::{may_begin_number, scale};
pub(crate) use people::{Fate, People};

use crate::{
    Report,
    lexicon::{lower, month_or_weekday},
    paraphrases,
    units::{Currency, Measured},
};

/// A number of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    pub(crate) value: f64,
    pub(crate) unit: Unit,
    /// What it may stand for, from the least to the most: "about 160" is 162. The value alone where nothing makes it rough.
    stands_for: RangeInclusive<f64>,
    /// The words in the report's text, with the unit.
    pub(crate) range: Range<usize>,
    /// The same with the words before it that make it rough, and the mark of its currency: "about 160 people", "$3 million".
    pub(crate) told_range: Range<usize>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    Percent,
    Money(Currency),
    /// Minutes since midnight.
    Clock,
    /// How long something takes, in minutes.
    Time,
    /// How old somebody is, in years: "19-year-old".
    Age,
    People(People),
    /// Of a length, a weight or the like.
    Measured(Measured),
    /// How often something happens: "fired four times".
    Times,
    /// Of what isn't told next to it: "1,870 have been tested".
    Untold,
    /// A group of words that writers interchange.
    Group(u32),
    /// A term.
    Term(u32),
}

impl Quantity {
    /// Whether two numbers may be of the same thing, as far as what they count tells. Another number of another currency may be the
    /// same money, and none that differs.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        match (self.unit, other.unit) {
            (Unit::Money(one), Unit::Money(another)) => {
                one == another || (self.value - other.value).abs() < f64::EPSILON
            }
            (Unit::Measured(one), Unit::Measured(other)) => one.is_like(other),
            (Unit::People(one), Unit::People(other)) => one.fits(other),
            (one, other) => one == other || one == Unit::Untold || other == Unit::Untold,
        }
    }

    /// Whether two values may be told of the same thing, where they fit.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        match (self.unit, other.unit) {
            (Unit::Money(one), Unit::Money(other)) if one != other => return false,
            (Unit::Measured(one), Unit::Measured(another)) if one != another => {
                return one.is_about(self.value, another, other.value);
            }
            _ => {}
        }
        self.stands_for.start() <= other.stands_for.end() && other.stands_for.start() <= self.stands_for.end()
    }

    /// Whether it is told as about so much.
    pub(crate) fn is_rough(&self) -> bool {
        self.stands_for.start() < self.stands_for.end()
    }
}

/// On which side of a rough number that lies which it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rough {
    /// "About", "some".
    Around,
    /// "More than", "at least".
    Above,
    /// "Nearly", "less than".
    Below,
}

impl Rough {
    /// What a number may stand for.
    fn stands_for(self, value: f64) -> RangeInclusive<f64> {
        let (less, more) = match self {
            Self::Around => (1.0 - ABOUT_SHARE, 1.0 + ABOUT_SHARE),
            Self::Above => (1.0, 1.0 + BEYOND_SHARE),
            Self::Below => (1.0 - BEYOND_SHARE, 1.0),
        };
        less * value..=more * value
    }
}

/// How far "about" so much is from what it stands for, as a share of it.
const ABOUT_SHARE: f64 = 0.07;

/// How far "more than" so much is from what it stands for: who knows better writes a rounder number that is nearer.
const BEYOND_SHARE: f64 = 0.15;

/// Numbers up to this that count nothing are pronouns, or marks of lists: "two of them".
const SMALL_NUMBER_MAX: f64 = 12.0;

/// How far behind a number its noun may stand, in words: "162 tired and wet passengers".
const UNIT_WORDS_MAX: usize = 3;

/// The numbers of a sentence.
pub(crate) fn quantities(report: &Report<'_>, tokens: Range<usize>) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = tokens.start;
    while let Some(begin) = next_begin(report, at..tokens.end) {
        let (quantity, next) = quantity(report, begin, &tokens);
        found.extend(quantity);
        at = next.max(begin + 1);
    }
    stretch(report, &mut found);
    found
}

/// Has the ends of a stretch stand for all that lies between: "between 9 a.m. and 5 p.m.".
fn stretch(report: &Report<'_>, found: &mut [Quantity]) {
    for at in 1..found.len() {
        let (first, last) = (&found[at - 1], &found[at]);
        let gap = report.text.get(first.range.end..last.told_range.start).unwrap_or_default();
        let gap = gap.trim_matches(|c: char| c == '.' || c.is_whitespace());
        let before = report.text[..first.told_range.start].trim_end().rsplit(char::is_whitespace).next();
        let before = before.unwrap_or_default();
        let leads = match gap {
            "and" => before.eq_ignore_ascii_case("between"),
            "to" | "until" | "till" => last.unit == Unit::Clock && before.eq_ignore_ascii_case("from"),
            "-" | "–" => last.unit == Unit::Clock,
            _ => false,
        };
        if leads && first.value < last.value && (first.unit == last.unit || first.unit == Unit::Untold) {
            let all = first.value..=last.value;
            (found[at - 1].stands_for, found[at].stands_for) = (all.clone(), all);
        }
    }
}

/// The first token that a number may begin with.
fn next_begin(report: &Report<'_>, tokens: Range<usize>) -> Option<usize> {
    let found = report.tokens[tokens.clone()].iter().position(|token| may_begin_number(report, token));
    found.map(|found| tokens.start + found)
}

fn quantity(report: &Report<'_>, at: usize, sentence: &Range<usize>) -> (Option<Quantity>, usize) {
    let end = sentence.end;
    let token = &report.tokens[at];
    let word = report.word(token);
    // "4pm" is a time of day, and no number.
    let Some((mut value, mut next)) = written(report, at, end)
        .or_else(|| clock(report, at, end).map(|(minutes, last)| (minutes, last + 1)))
    else {
        return (None, at + 1);
    };
    (value, next) = scaled(report, value, next, end);
    if !value.is_finite() {
        return (None, next);
    }
    let behind = &report.text[report.tokens[next - 1].end as usize..];
    let start = token.start as usize;
    let (rough_words, rough) = rough_words(report, at, sentence.start).unzip();
    let mark = report.text[..start].chars().next_back().filter(|mark| Currency::of_mark(*mark).is_some());
    let told_start = match rough_words {
        Some(words) => report.tokens[at - words].start as usize,
        None => start - mark.map_or(0, char::len_utf8),
    };
    let found = |unit, value: f64, end: usize| {
        // Nobody writes "about 5.10 p.m." for a quarter of an hour.
        let rough = rough.filter(|_| unit != Unit::Clock);
        let stands_for = rough.map_or(value..=value, |rough: Rough| rough.stands_for(value));
        Some(Quantity { value, unit, stands_for, range: start..end, told_range: told_start..end })
    };
    let word_end = |at: usize| report.tokens[at].end as usize;
    if behind.starts_with('%') {
        return (found(Unit::Percent, value, word_end(next - 1) + 1), next);
    }
    if let Some((minutes, last)) = clock(report, at, end) {
        return (found(Unit::Clock, minutes, word_end(last)), last + 1);
    }
    if let Some(currency) = mark.and_then(Currency::of_mark) {
        return (found(Unit::Money(currency), value, word_end(next - 1)), next);
    }
    // "October 11" and "2024" are dates.
    let digits = token.flags.contains(TokenFlags::NUMBER);
    let is_year = digits && next == at + 1 && word.len() == 4 && (1500.0..2200.0).contains(&value);
    // "0800 555 0144" counts nothing.
    let is_phone = digits && word.len() > 1 && word.starts_with('0') && !word.contains('.');
    let is_no_count = is_phone || is_year || is_ordinal(word) || digits && word.contains([':', '/']);
    if is_day(report, at, sentence.start, value) || is_no_count {
        return (None, next);
    }
    if is_age(report, at, sentence.start) && ends_phrase(report, next, end) {
        return (found(Unit::Age, value, word_end(next - 1)), next);
    }
    let mut grouped = None;
    for at in next..end.min(next + UNIT_WORDS_MAX) {
        if !is_joined(report, at - 1) {
            break;
        }
        let noun = &report.tokens[at];
        let lower = lower(report.word(noun));
        if month_or_weekday(report.word(noun)) {
            return (None, next);
        }
        let is_old = || {
            report.tokens.get(at + 1).is_some_and(|old| is_joined(report, at) && report.word(old) == "old")
        };
        match &*lower {
            "percent" => return (found(Unit::Percent, value, word_end(at)), at + 1),
            "per" if at + 1 < end && report.word(&report.tokens[at + 1]) == "cent" => {
                return (found(Unit::Percent, value, word_end(at + 1)), at + 2);
            }
            "year" if is_old() => return (found(Unit::Age, value, word_end(at + 1)), at + 2),
            _ => {}
        }
        let is_right_behind = at == next;
        if is_right_behind && &*lower == "times" {
            return (found(Unit::Times, value, word_end(at)), at + 1);
        }
        if let Some(currency) = Currency::of_word(&lower).filter(|_| is_right_behind || is_plural(&lower)) {
            return (found(Unit::Money(currency), value, word_end(at)), at + 1);
        }
        if let Some(unit) = Measured::of_word(&lower).filter(|_| is_right_behind) {
            return (found(Unit::Measured(unit), value, word_end(at)), next);
        }
        if let Some(minutes) = minutes_of(&lower) {
            return (found(Unit::Time, value * minutes, word_end(at)), next);
        }
        if let Some(people) = People::of_word(&lower) {
            return (found(Unit::People(people), value, word_end(at)), next);
        }
        let group = paraphrases::groups(&lower).first().copied();
        let unit = group.map_or(Unit::Term(noun.term), Unit::Group);
        let is_term = noun.term != Token::NO_TERM;
        // A noun: the adjectives before it would differ from report to report.
        let is_hyphened = report.text[..noun.start as usize].ends_with('-');
        if is_term && (is_plural(&lower) || is_hyphened && at == next) {
            return (found(unit, value, word_end(at)), next);
        }
        grouped = grouped.or(group.map(|_| (unit, at)));
        if !is_term {
            break;
        }
    }
    if let Some((unit, at)) = grouped {
        return (found(unit, value, word_end(at)), next);
    }
    // "5 percentage", "one passenger": the word right behind it.
    let noun = report
        .tokens
        .get(next)
        .filter(|noun| next < end && noun.term != Token::NO_TERM && is_joined(report, next - 1));
    match noun {
        Some(noun) => (found(Unit::Term(noun.term), value, word_end(next)), next),
        None if value > SMALL_NUMBER_MAX || rough.is_some() => {
            (found(Unit::Untold, value, word_end(next - 1)), next)
        }
        None => (None, next),
    }
}

/// The minutes of a unit of time.
fn minutes_of(word: &str) -> Option<f64> {
    const DAY: f64 = 24.0 * 60.0;
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "second" => 1.0 / 60.0,
        "minute" => 1.0,
        "hour" => 60.0,
        "day" | "night" => DAY,
        "week" => 7.0 * DAY,
        "month" => 365.0 / 12.0 * DAY,
        "year" => 365.0 * DAY,
        "decade" => 3650.0 * DAY,
        _ => return None,
    })
}

/// A number before what scales it, and the token behind it: "38", "thirty-eight", "a" and "half a" before "million".
pub(crate) fn written(report: &Report<'_>, at: usize, end: usize) -> Option<(f64, usize)> {
    let word = |at: usize| if at < end { report.word(&report.tokens[at]) } else { "" };
    let is_scaled = |at: usize| at < end && is_joined(report, at - 1) && scale(word(at)).is_some();
    match word(at) {
        "a" | "A" if is_scaled(at + 1) => return Some((1.0, at + 1)),
        "half" | "Half" if matches!(word(at + 1), "a" | "A") && is_scaled(at + 2) => {
            return Some((0.5, at + 2));
        }
        _ => {}
    }
    let value = number(&report.tokens[at], word(at))?;
    let is_tens = (20.0..100.0).contains(&value) && !report.tokens[at].flags.contains(TokenFlags::NUMBER);
    if is_tens && at + 1 < end && is_joined(report, at) {
        let ones = number(&report.tokens[at + 1], word(at + 1)).filter(|ones| *ones < 10.0);
        if let Some(ones) = ones {
            return Some((value + ones, at + 2));
        }
    }
    Some((value, at + 1))
}

/// A value with the words behind it that multiply it, and the token behind them: "6.8 billion" is "6.8bn".
pub(crate) fn scaled(report: &Report<'_>, mut value: f64, mut next: usize, end: usize) -> (f64, usize) {
    while next < end && is_joined(report, next - 1) {
        let Some(scale) = scale(report.word(&report.tokens[next])) else { break };
        value *= scale;
        next += 1;
    }
    (value, next)
}

/// Whether nothing but a space or a hyphen stands between a token and the next.
fn is_joined(report: &Report<'_>, at: usize) -> bool {
    let (Some(one), Some(other)) = (report.tokens.get(at), report.tokens.get(at + 1)) else { return false };
    matches!(&report.text[one.end as usize..other.start as usize], " " | "-" | "\u{a0}" | "\n")
}

/// Whether a number stands right behind a month or a day of the week: "October 11", "Oct. 11", and not "On Monday, 40 people".
fn is_day(report: &Report<'_>, at: usize, start: usize, value: f64) -> bool {
    if at == start || value > DAYS_MAX {
        return false;
    }
    let (before, token) = (&report.tokens[at - 1], &report.tokens[at]);
    let gap = &report.text[before.end as usize..token.start as usize];
    matches!(gap, " " | "\u{a0}" | "\n" | ". ") && month_or_weekday(report.word(before))
}

/// The days of a month.
const DAYS_MAX: f64 = 31.0;

/// Whether a number stands behind what leads to somebody's age: "she is 61".
fn is_age(report: &Report<'_>, at: usize, start: usize) -> bool {
    let word = |steps: usize| {
        at.checked_sub(steps).filter(|at| *at >= start).map(|at| lower(report.word(&report.tokens[at])))
    };
    matches!(word(1).as_deref(), Some("is" | "was" | "turned"))
        && matches!(word(2).as_deref(), Some("he" | "she" | "who"))
}

/// Whether nothing stands behind a token that the one before it could count.
fn ends_phrase(report: &Report<'_>, next: usize, end: usize) -> bool {
    next >= end || !is_joined(report, next - 1) || report.tokens[next].term == Token::NO_TERM
}

/// Whether a number in digits tells a place in an order, and counts nothing: "the 23rd Psalm".
fn is_ordinal(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
        && ["st", "nd", "rd", "th"].into_iter().any(|ending| word.ends_with(ending))
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s') && word.len() > 3 && !word.ends_with("ss") && !word.ends_with("ous")
}

/// How many words before a number make it rough, and how: "about", "more than", "at least". None of another sentence or clause:
/// "It is over. 40 people".
fn rough_words(report: &Report<'_>, at: usize, start: usize) -> Option<(usize, Rough)> {
    let is_beside = |at: usize| {
        let gap = &report.text[report.tokens[at - 1].end as usize..report.tokens[at].start as usize];
        gap.chars().all(|mark| mark.is_whitespace() || matches!(mark, '$' | '€' | '£' | '¥' | '-'))
    };
    let before = |steps: usize| {
        let is_joined = at >= start + steps && (0..steps).all(|step| is_beside(at - step));
        if is_joined { report.word(&report.tokens[at - steps]) } else { "" }
    };
    let word = lower(before(1));
    let second = lower(before(2));
    Some(match &*word {
        "about" | "around" | "roughly" | "some" | "approximately" => (1, Rough::Around),
        "nearly" | "almost" | "barely" | "under" => (1, Rough::Below),
        "over" if second == "just" => (2, Rough::Above),
        "to" if second == "up" => (2, Rough::Below),
        "over" => (1, Rough::Above),
        "than" if second == "more" => (2, Rough::Above),
        "than" if matches!(&*second, "less" | "fewer") => (2, Rough::Below),
        "least" if second == "at" => (2, Rough::Above),
        "most" if second == "at" => (2, Rough::Below),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::Texts;

    #[track_caller]
    fn check(sentence: &str, expected: &[(f64, &str)]) {
        let text = format!("The ship left the port on Monday evening. {sentence}");
        let texts = Texts::new(&[&text]);
        let report = &texts.reports(&[])[0];
        let found = quantities(report, report.sentences[1].token_range());
        let told: Vec<(f64, &str)> =
            found.iter().map(|found| (found.value, &text[found.range.clone()])).collect();
        assert_eq!(told, expected, "{sentence}");
    }

    #[test]
    fn rough_words_belong_to_what_is_told() {
        let texts = Texts::new(&[
            "It rose to 14 metres, up to 20 metres or at least 9 metres, in just over two hours.",
        ]);
        let report = &texts.reports(&[])[0];
        let found = quantities(report, report.sentences[0].token_range());
        let told: Vec<(&str, bool)> =
            found.iter().map(|found| (&report.text[found.told_range.clone()], found.is_rough())).collect();
        let expected = [
            ("14 metres", false),
            ("up to 20 metres", true),
            ("at least 9 metres", true),
            ("just over two hours", true),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_stands_before_a_mark_says_nothing_of_a_number() {
        check("On Monday, 40 people died.", &[(40.0, "40 people")]);
        check("40 people died.", &[(40.0, "40 people")]);
        check("In May 40 people died.", &[(40.0, "40 people")]);
        check("It was on October 11 or Oct. 12.", &[]);
        let text = "It is over. 40 people left, and that was about it, 50 people say, or about $60.";
        let texts = Texts::new(&[text]);
        let report = &texts.reports(&[])[0];
        let found: Vec<Quantity> =
            report.sentences.iter().flat_map(|sentence| quantities(report, sentence.token_range())).collect();
        let rough: Vec<(f64, bool)> = found.iter().map(|found| (found.value, found.is_rough())).collect();
        assert_eq!(rough, [(40.0, false), (50.0, false), (60.0, true)]);
    }

    #[test]
    fn what_is_beyond_all_numbers_is_none() {
        let digits = "9".repeat(310);
        let scaled = format!("It took 9 {}boats.", "trillion ".repeat(30));
        for sentence in [format!("It took {digits} boats."), "It took 1e999 boats.".to_owned(), scaled] {
            check(&sentence, &[]);
        }
    }

    #[test]
    fn a_number_counts_the_noun_and_not_what_stands_before_it() {
        let texts = Texts::new(&[
            "Nine private boats, a dozen island boats, 22 weeks, a 19-year-old captain, 64-page dossiers and 14 page tables.",
        ]);
        let report = &texts.reports(&[])[0];
        let found = quantities(report, report.sentences[0].token_range());
        assert_eq!(found[0].unit, found[1].unit);
        assert_eq!([found[2].unit, found[3].unit], [Unit::Time, Unit::Age]);
        assert_ne!(found[4].unit, found[5].unit);
    }

    #[test]
    fn units_are_told_apart_and_converted() {
        let texts = Texts::new(&[
            "It cost $3 million, €3 million or £2 million, 10 miles, 10 km or 16 kilometres off.",
        ]);
        let report = &texts.reports(&[])[0];
        let found = quantities(report, report.sentences[0].token_range());
        assert_eq!(&report.text[found[0].told_range.clone()], "$3 million");
        // As much of another currency differs; another number of it may be the same money.
        assert!(found[0].fits(&found[1]) && !found[0].agrees(&found[1]));
        assert!(!found[0].fits(&found[2]));
        assert!(found[3].fits(&found[4]) && !found[3].agrees(&found[4]));
        assert!(found[3].agrees(&found[5]));
    }

    #[test]
    fn an_order_counts_nothing_and_an_age_no_things() {
        check("She said the 23rd Psalm with 23 others.", &[(23.0, "23 others")]);
        let texts = Texts::new(&["He is 61 and was mayor once."]);
        let report = &texts.reports(&[])[0];
        assert_eq!(quantities(report, report.sentences[0].token_range())[0].unit, Unit::Age);
    }

    #[test]
    fn a_stretch_agrees_with_what_lies_in_it() {
        let texts =
            Texts::new(&["It opens between 9 a.m. and 5 p.m., not at 4:50 p.m. or 5:10 p.m., they say."]);
        let report = &texts.reports(&[])[0];
        let found = quantities(report, report.sentences[0].token_range());
        assert!(found[0].agrees(&found[2]) && found[1].agrees(&found[2]) && !found[1].agrees(&found[3]));
    }

    #[test]
    fn rough_numbers_agree_with_what_they_stand_for() {
        let texts = Texts::new(&["About 160 tons, 162 tons, more than 170 tons and almost 180 tons."]);
        let report = &texts.reports(&[])[0];
        let found = quantities(report, report.sentences[0].token_range());
        let agreeing: Vec<bool> = found.iter().map(|number| number.agrees(&found[1])).collect();
        assert_eq!(agreeing, [true, true, false, true]);
    }

    #[test]
    fn numbers_are_read_with_what_they_count() {
        check(
            "It had 162 people and two lifeboats aboard.",
            &[(162.0, "162 people"), (2.0, "two lifeboats")],
        );
        check("It hit the reef at 5.10 p.m. and not at 5 p.m.", &[(1030.0, "5.10 p.m"), (1020.0, "5 p.m")]);
        check("The rate is 4.25 percent, and was 4.5%.", &[(4.25, "4.25 percent"), (4.5, "4.5%")]);
        check("It cost $3.2 billion in 2024, on June 19.", &[(3.2e9, "3.2 billion")]);
        check("It holds 38,000 litres of diesel.", &[(38000.0, "38,000 litres")]);
        check(
            "He left at 4pm, at 3.40pm or 5:52am.",
            &[(960.0, "4pm"), (940.0, "3.40pm"), (352.0, "5:52am")],
        );
        check(
            "Half a million crowns went to a thousand people.",
            &[(5e5, "Half a million crowns"), (1e3, "a thousand people")],
        );
        check(
            "Twenty-three men found a thirty-eight-dollar part.",
            &[(23.0, "Twenty-three men"), (38.0, "thirty-eight-dollar")],
        );
        check(
            "A man of the 1.4bn-mark deal sold 1,870 of them.",
            &[(1.4e9, "1.4bn-mark"), (1870.0, "1,870")],
        );
    }
}
