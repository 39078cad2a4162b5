//! A story as text.

use std::fmt::Write as _;

use super::{
    Item, Source, Story, dates, passage,
    wording::{attribution, count, list, one_line, quoted},
};

/// The story, with `[source:start-end]` in bytes of the source's text after each item.
pub(crate) fn plain(story: &Story) -> String {
    let lines = &mut String::new();
    let title = story.headline.as_ref().map_or(story.title.as_str(), |item| item.text.as_str());
    let _ = writeln!(lines, "{}", if title.is_empty() { "A story" } else { title });
    let _ = writeln!(lines, "{}", origin(&story.sources));
    items(lines, "SUMMARY", &story.summary);
    items(lines, "KEY POINTS", &story.key_points);
    speakers(lines, story);
    timeline(lines, story);
    items(lines, &format!("ALL {} REPORT", story.sources.len()), &story.claims.all);
    items(lines, "SEVERAL REPORT", &story.claims.several);
    differences(lines, story);
    for (source, claims) in &story.claims.single {
        let label = story.sources.get(*source).map(|source| source.label.as_str()).unwrap_or_default();
        items(lines, &format!("{label} ALONE REPORTS"), claims);
    }
    sources(lines, &story.sources);
    let _ = writeln!(lines, "\nNOTES\n");
    for note in &story.notes {
        let _ = writeln!(lines, "- {note}");
    }
    let _ = writeln!(lines, "- Made by Synoptic: {}. Times are UTC.", list(&story.makers));
    std::mem::take(lines)
}

/// How many sources, from when to when.
pub(super) fn origin(sources: &[Source]) -> String {
    let mut origin = count(sources.len(), "source", "sources");
    let mut times: Vec<_> = sources.iter().filter_map(|source| source.published).collect();
    times.sort_by_key(|time| (time.seconds, time.nanos));
    if let (Some(first), Some(last)) = (times.first(), times.last()) {
        let (from, to) = (dates::minute(first).0, dates::minute(last).0);
        let _ =
            if first == last { write!(origin, ", {from}") } else { write!(origin, ", from {from} to {to}") };
        if times.len() < sources.len() {
            let _ = write!(origin, "; {} without a time", sources.len() - times.len());
        }
    }
    origin
}

fn items(lines: &mut String, title: &str, items: &[Item]) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(lines, "\n{title}\n");
    for item in items {
        let _ = writeln!(lines, "- {} {}", item.text, places(item));
    }
}

/// Where an item comes from: `[1:67-356; 3:12-40]`, or nothing.
fn places(item: &Item) -> String {
    let places = passage::groups(&item.passages).into_iter().flatten();
    let places =
        places.map(|passage| format!("{}:{}-{}", passage.source + 1, passage.range.start, passage.range.end));
    let places = places.collect::<Vec<_>>().join("; ");
    if places.is_empty() { places } else { format!("[{places}]") }
}

fn speakers(lines: &mut String, story: &Story) {
    if story.speakers.is_empty() {
        return;
    }
    let _ = writeln!(lines, "\nWHO SAID WHAT");
    for speaker in &story.speakers {
        let name = if speaker.name.is_empty() { "Not attributed" } else { &speaker.name };
        let roles = speaker.roles.join("; ");
        let _ = if roles.is_empty() {
            writeln!(lines, "\n{name}")
        } else {
            writeln!(lines, "\n{name} ({roles})")
        };
        for quotation in &speaker.quotations {
            let mut about = attribution(&quotation.verb, &quotation.reported_by);
            if !about.is_empty() {
                about = format!("({about}) ");
            }
            let words = quoted(&quotation.item.text, quotation.partial);
            let _ = writeln!(lines, "- \"{words}\" {about}{}", places(&quotation.item));
        }
    }
}

fn timeline(lines: &mut String, story: &Story) {
    if story.events.is_empty() {
        return;
    }
    let _ = writeln!(lines, "\nTIMELINE");
    let mut before = None;
    for event in &story.events {
        let when = match (event.when.label.as_str(), one_line(&event.when.expression)) {
            ("", words) if words.is_empty() => "No date".to_owned(),
            ("", words) => format!("No date: \"{words}\""),
            (label, _) => label.to_owned(),
        };
        if before.as_ref() != Some(&when) {
            let _ = writeln!(lines, "\n{when}");
        }
        let _ = writeln!(lines, "- {} {}", event.item.text, places(&event.item));
        before = Some(when);
    }
}

fn differences(lines: &mut String, story: &Story) {
    if story.claims.differing.is_empty() {
        return;
    }
    let _ = writeln!(lines, "\nSOURCES DIFFER");
    let label =
        |source: usize| story.sources.get(source).map(|source| source.label.clone()).unwrap_or_default();
    for difference in &story.claims.differing {
        let words = difference.words().join(" or ");
        let _ = writeln!(lines, "\n{}", if words.is_empty() { "Told differently" } else { &words });
        for voice in &difference.voices {
            let _ = writeln!(lines, "- {}: {} {}", label(voice.source), voice.item.text, places(&voice.item));
        }
        if !difference.silent.is_empty() {
            let silent: Vec<String> = difference.silent.iter().map(|source| label(*source)).collect();
            let _ = writeln!(lines, "- not mentioned by {}", list(&silent));
        }
    }
}

fn sources(lines: &mut String, sources: &[Source]) {
    let _ = writeln!(lines, "\nSOURCES\n");
    for (number, source) in (1..).zip(sources) {
        let published = source.published.as_ref().map(|time| dates::minute(time).0).unwrap_or_default();
        let about = [
            source.label.clone(),
            source.title.clone(),
            source.author.clone(),
            published,
            one_line(&source.uri),
        ];
        let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
        let _ = writeln!(lines, "[{number}] {}", about.join(" | "));
    }
}
