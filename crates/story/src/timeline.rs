//! What happened when: the dated sentences of several reports, as events in the order of time.

use std::{cmp::Ordering, collections::HashMap, ops::Range};

use foldhash::fast::FixedState;
use synoptic_text_analysis::Token;

use crate::{
    Report, Span,
    dates::{Granularity, TimeExpression, When},
    irregular,
};

/// Something that happens at a time, and the sentences that tell it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When it happens.
    pub when: When,
    /// The words that say so, in the first of its sentences: "on Tuesday" gives "Tuesday".
    pub expression: String,
    /// The sentences that tell it, in the order of the reports; at most one of each report.
    pub sentences: Vec<Place>,
    /// The words that say when, one piece for each sentence.
    pub spans: Vec<Span>,
    /// What the first of its sentences tells of it: all of it, but for what that says in passing, as in "The Aurora, a ferry built in
    /// 1998, ran aground".
    pub told: Span,
    /// How much it belongs to the story, from 0 to 1: how many reports tell it, and how early.
    pub score: f32,
}

/// A sentence of one of the reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The index of the report.
    pub report: usize,
    /// The index of the sentence in it.
    pub sentence: usize,
}

/// Two sentences with a date in common are on one event when they share this much of their words.
const SHARED_MIN: f32 = 0.5;

/// With how many events of the same time a sentence is compared at most: the work stays linear.
const EVENTS_COMPARED_MAX: usize = 64;

/// A sentence of more dates is a list, of which the first ones are told: each date is held against the others.
const DATES_MAX: usize = 16;

/// How much of the score is the part of the reports that tell it. The rest is how early they do.
const REPORTS_WEIGHT: f32 = 0.7;

/// Groups the dated sentences of reports, whose expressions of time are given, into events, in the order of time; those of unknown time stand last.
///
/// Each date of a sentence gives an event, but for a longer time around another date of the same clause. Sentences of different reports with the same time are one
/// event when `same_event`, given the report and the sentence of each, says so, or when they are much the same words. Of events
/// that begin on the same day the longer time stands first, as a heading would.
pub fn timeline(
    reports: &[Report<'_>],
    times: &[Vec<TimeExpression>],
    same_event: impl Fn((usize, usize), (usize, usize)) -> bool,
) -> Vec<Event> {
    let mut events: Vec<Draft> = Vec::new();
    let mut of_time: HashMap<(When, String), Vec<usize>, FixedState> = HashMap::default();
    for (index, (report, times)) in reports.iter().zip(times).enumerate() {
        for dated in dated_sentences(report, index, times) {
            // Unknown times are the same only where the words are.
            let unknown = matches!(dated.when, When::Unresolved);
            let words = if unknown { report.text[dated.span.range()].to_lowercase() } else { String::new() };
            let near = of_time.entry((dated.when, words)).or_default();
            let same = |member: &Dated| {
                same_event((member.place.report, member.place.sentence), (index, dated.place.sentence))
                    || shared(&member.terms, &dated.terms) >= SHARED_MIN
            };
            let joined = near.iter().rev().take(EVENTS_COMPARED_MAX).copied().find(|&event| {
                let members = &events[event].members;
                members.iter().all(|member| member.place.report != index) && members.iter().any(same)
            });
            if let Some(event) = joined {
                events[event].members.push(dated);
            } else {
                near.push(events.len());
                events.push(Draft { members: vec![dated] });
            }
        }
    }
    let mut events: Vec<Event> = events.into_iter().filter_map(|draft| draft.finish(reports)).collect();
    events.sort_by(in_time);
    events
}

/// An event in the making.
struct Draft {
    members: Vec<Dated>,
}

impl Draft {
    #[expect(clippy::cast_precision_loss, reason = "counts of reports and sentences are small")]
    fn finish(self, reports: &[Report<'_>]) -> Option<Event> {
        let first = self.members.first()?;
        let part = self.members.len() as f32 / reports.len().max(1) as f32;
        let early = self.members.iter().map(|member| member.earliness).fold(0.0, f32::max);
        Some(Event {
            when: first.when,
            expression: reports[first.place.report].text[first.span.range()].to_owned(),
            score: REPORTS_WEIGHT.mul_add(part, (1.0 - REPORTS_WEIGHT) * early),
            sentences: self.members.iter().map(|member| member.place).collect(),
            spans: self.members.iter().map(|member| member.span).collect(),
            told: told(&reports[first.place.report], first),
        })
    }
}

/// The words before what is said in passing are told with it, where they are at most so many: whom or what it is said of.
const NAMED_WORDS_MAX: usize = 8;

/// What a sentence tells of a date: where it is a year that a participle between two commas has, that piece, and what it is said of.
fn told(report: &Report<'_>, dated: &Dated) -> Span {
    let sentence = report.sentences[dated.place.sentence].range();
    let whole = Span::new(dated.place.report, sentence.clone());
    let is_year = matches!(dated.when, When::Resolved { granularity: Granularity::Year, .. });
    let (before, behind) =
        (&report.text[sentence.start..dated.span.start], &report.text[dated.span.end..sentence.end]);
    let led = before.trim_end().strip_suffix(" in").filter(|_| is_year);
    let verb = led.and_then(|led| led.rsplit(' ').next()).filter(|verb| is_participle(verb));
    let (Some(_), Some(comma), Some(end)) = (verb, before.rfind(", "), behind.find(',')) else {
        return whole;
    };
    let named = before[..comma].rfind(", ").map_or(0, |comma| comma + ", ".len());
    let subject = &before[named..comma];
    let is_named = subject.split_whitespace().count() <= NAMED_WORDS_MAX
        && !subject.contains(|c: char| c.is_ascii_digit());
    let mut start = if is_named { named } else { comma + ", ".len() };
    for joint in ["and ", "but "] {
        start += if before[start..].starts_with(joint) { joint.len() } else { 0 };
    }
    let piece = sentence.start + start..dated.span.end + end;
    // Half of a quotation tells nothing.
    if report.text[piece.clone()].contains(['"', '“', '”']) {
        whole
    } else {
        Span::new(dated.place.report, piece)
    }
}

/// Whether a word may be what was done to something.
fn is_participle(word: &str) -> bool {
    word.ends_with("ed") || irregular::verb(word).is_some() || word == "born"
}

/// By time, with unknown times last; then the longer time first; then by place.
fn in_time(one: &Event, other: &Event) -> Ordering {
    let key = |event: &Event| match event.when {
        When::Resolved { start, end, .. } => (false, Some((start, std::cmp::Reverse(end)))),
        When::Unresolved => (true, None),
    };
    let place = |event: &Event| event.spans.first().copied();
    key(one).cmp(&key(other)).then_with(|| place(one).cmp(&place(other)))
}

/// A sentence with one of its dates.
struct Dated {
    place: Place,
    when: When,
    span: Span,
    /// Its terms, each once, in order.
    terms: Vec<u32>,
    /// 1 for the first sentence of the report's body, falling to 0 towards its end.
    earliness: f32,
}

/// The sentences of a report with a date, once for each different date.
#[expect(clippy::cast_precision_loss, reason = "a report has few sentences")]
fn dated_sentences(report: &Report<'_>, index: usize, expressions: &[TimeExpression]) -> Vec<Dated> {
    let body: Vec<usize> = report.body().map(|(sentence, _)| sentence).collect();
    let mut dated = Vec::with_capacity(expressions.len());
    for of_sentence in expressions.chunk_by(|one, other| one.sentence == other.sentence) {
        let sentence = of_sentence[0].sentence;
        let rank = body.partition_point(|&place| place < sentence);
        let earliness = 1.0 - rank as f32 / body.len().max(1) as f32;
        for expression in event_dates(report, &of_sentence[..of_sentence.len().min(DATES_MAX)]) {
            dated.push(Dated {
                place: Place { report: index, sentence },
                when: expression.when,
                span: expression.span,
                terms: terms(report, sentence),
                earliness,
            });
        }
    }
    dated
}

/// Those of a sentence's dates that are of events: each once, without times around another date. That something is said is an
/// event too, and so is the beginning of what has lasted since.
fn event_dates(report: &Report<'_>, dates: &[TimeExpression]) -> Vec<TimeExpression> {
    let mut kept: Vec<TimeExpression> = Vec::with_capacity(dates.len());
    for (at, date) in dates.iter().enumerate() {
        let known = kept.iter().any(|other| other.when == date.when);
        let around = dates.iter().any(|other| !other.aside && is_around(report, date, other));
        let end = at > 0 && is_range(report, &dates[at - 1], date);
        if !(known || around || end) {
            kept.push(*date);
        }
    }
    kept
}

/// Whether a date is the longer time in which another date of the same clause lies.
fn is_around(report: &Report<'_>, date: &TimeExpression, other: &TimeExpression) -> bool {
    let (When::Resolved { start, end, .. }, When::Resolved { start: from, end: to, .. }) =
        (date.when, other.when)
    else {
        return false;
    };
    let wider = start <= from && to <= end && (start, end) != (from, to);
    let piece = between(report, date, other);
    // "Two years later, in July 2014".
    let explained = matches!(piece, ", in " | ", on ");
    wider && (explained || !piece.contains([',', ';', '.', '"', '“', '”']) && !has_joint(piece))
}

/// Whether a clause begins in a piece of a sentence.
fn has_joint(piece: &str) -> bool {
    let joints = ["and", "but", "while", "when", "after", "before", "who", "which", "that"];
    piece.split_whitespace().any(|word| joints.contains(&word))
}

/// Whether the second date is the end of a stretch of time that the first begins: "from June 18 to June 20".
fn is_range(report: &Report<'_>, one: &TimeExpression, other: &TimeExpression) -> bool {
    let piece = between(report, one, other).trim();
    matches!(piece, "to" | "until" | "till" | "through" | "-" | "–" | "to the" | "until the")
}

/// The text between two expressions of a sentence.
fn between<'a>(report: &Report<'a>, one: &TimeExpression, other: &TimeExpression) -> &'a str {
    let range: Range<usize> = if one.span.start <= other.span.start {
        one.span.end..other.span.start
    } else {
        other.span.end..one.span.start
    };
    report.text.get(range).unwrap_or("")
}

fn terms(report: &Report<'_>, sentence: usize) -> Vec<u32> {
    let tokens = report.tokens_of(&report.sentences[sentence]);
    let mut terms: Vec<u32> =
        tokens.iter().map(|token| token.term).filter(|&term| term != Token::NO_TERM).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// How much two sentences have in common: the terms of both among those of either (Jaccard 1901).
#[expect(clippy::cast_precision_loss, reason = "sentences have few terms")]
fn shared(one: &[u32], other: &[u32]) -> f32 {
    let both = one.iter().filter(|term| other.binary_search(term).is_ok()).count();
    let either = one.len() + other.len() - both;
    if either == 0 { 0.0 } else { both as f32 / either as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::Texts;
    use crate::time_expressions;

    const END: &str = "\n\nNothing else was known of the matter.";

    fn times(reports: &[Report<'_>]) -> Vec<Vec<TimeExpression>> {
        reports.iter().enumerate().map(|(index, report)| time_expressions(report, index)).collect()
    }

    /// The events of texts that were published on the same day: their time, and the reports and sentences that tell them.
    fn events(texts: &[&str], day: &str, same: bool) -> Vec<(String, Vec<(usize, usize)>)> {
        let texts: Vec<String> = texts.iter().map(|text| format!("{text}{END}")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let texts = Texts::new(&texts);
        let reports = texts.reports(&[day; 9]);
        let events = timeline(&reports, &times(&reports), |_, _| same);
        let places =
            |event: &Event| event.sentences.iter().map(|place| (place.report, place.sentence)).collect();
        events.iter().map(|event| (event.when.to_string(), places(event))).collect()
    }

    fn one(when: &str, places: &[(usize, usize)]) -> (String, Vec<(usize, usize)>) {
        (when.to_owned(), places.to_vec())
    }

    const DAY: &str = "2024-06-20";

    #[test]
    fn stands_in_the_order_of_time() {
        let text = "He left on Wednesday. The ship sank in 1987. It was bought in June. It burned on June 1.";
        let expected = [
            one("1987", &[(0, 1)]),
            one("2024-06", &[(0, 2)]),
            one("2024-06-01", &[(0, 3)]),
            one("2024-06-19", &[(0, 0)]),
        ];
        assert_eq!(events(&[text], DAY, false), expected);
    }

    #[test]
    fn what_is_said_in_passing_is_told_alone() {
        for (text, expected) in [
            ("The Aurora, a ferry built in 1998, ran aground at noon.", "The Aurora, a ferry built in 1998"),
            (
                "A barge hit the pier on Tuesday, and the bridge, built in 1962, was closed.",
                "the bridge, built in 1962",
            ),
            ("After a storm of 2 hours, sheds built in 1962, and others, fell.", "sheds built in 1962"),
            ("The ship sank in 1987, off Tarran.", "The ship sank in 1987, off Tarran."),
            ("In 1987, the ship sank.", "In 1987, the ship sank."),
        ] {
            let texts = Texts::new(&[&format!("{text}{END}")]);
            let reports = texts.reports(&[DAY]);
            let events = timeline(&reports, &times(&reports), |_, _| false);
            assert_eq!(&text[events[0].told.range()], expected);
        }
    }

    #[test]
    fn unknown_times_stand_last() {
        let expected = [one("1987", &[(0, 1)]), one("?", &[(0, 0)])];
        assert_eq!(events(&["He left on Wednesday. The ship sank in 1987."], "", false), expected);
    }

    #[test]
    fn what_two_reports_tell_is_one_event() {
        let texts = ["The ferry hit a rock on Saturday.", "A ship ran aground on June 15."];
        assert_eq!(events(&texts, DAY, true), [one("2024-06-15", &[(0, 0), (1, 0)])]);
        assert_eq!(events(&texts, DAY, false).len(), 2);
    }

    #[test]
    fn much_the_same_words_tell_the_same() {
        let texts =
            ["The ferry Tarran hit a rock on Saturday.", "The ferry Tarran hit a rock in fog on Saturday."];
        assert_eq!(events(&texts, DAY, false), [one("2024-06-15", &[(0, 0), (1, 0)])]);
    }

    #[test]
    fn other_times_are_other_events() {
        let texts = ["The ferry hit a rock on Saturday.", "The ferry hit a rock on Sunday."];
        assert_eq!(events(&texts, DAY, true).len(), 2);
    }

    #[test]
    fn sentences_of_one_report_are_events_of_their_own() {
        let text = "The ferry hit a rock on Saturday. The ferry hit a rock again on Saturday.";
        assert_eq!(events(&[text], DAY, true).len(), 2);
    }

    #[test]
    fn each_date_of_a_sentence_is_of_an_event() {
        let told =
            |text: &str| events(&[text], DAY, false).into_iter().map(|(when, _)| when).collect::<Vec<_>>();
        assert_eq!(told("He said on Monday that the ship sank on June 1."), ["2024-06-01", "2024-06-17"]);
        assert_eq!(told("He said on Monday that the ship is safe."), ["2024-06-17"]);
        assert_eq!(told("The ship sailed on June 1 and it sank on June 3."), ["2024-06-01", "2024-06-03"]);
        assert_eq!(told("It sailed in 2012. Two years later, in July 2014, it sank."), ["2012", "2014-07"]);
        assert_eq!(told("The ship was lost from June 1 to June 3."), ["2024-06-01/2024-06-03"]);
        assert_eq!(told("The ship has been idle since 2011 and was sold on June 3."), ["2011", "2024-06-03"]);
    }

    #[test]
    fn a_list_of_dates_gives_the_first_ones() {
        let days: Vec<String> = (1..=30).map(|day| format!("June {day}")).collect();
        let text = format!("The ship sailed on {}.", days.join(" and on "));
        let found = events(&[&text], DAY, false);
        assert_eq!(found.len(), DATES_MAX);
        assert_eq!(found[0].0, "2024-06-01");
    }

    #[test]
    fn what_more_reports_tell_early_scores_higher() {
        let text = "The ferry hit a rock on Saturday. It was built in 1987.";
        let texts = Texts::new(&[text, "The ferry hit a rock on Saturday. All are safe."]);
        let reports = texts.reports(&[DAY, DAY]);
        let found = timeline(&reports, &times(&reports), |_, _| false);
        assert!(found[1].score > found[0].score, "{found:?}");
        assert!(found.iter().all(|event| (0.0..=1.0).contains(&event.score)), "{found:?}");
    }
}
