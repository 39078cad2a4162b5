//! A story as Markdown.

use std::fmt::Write as _;

use super::{
    Item, Source, Story, dates, passage,
    plain::origin,
    wording::{attribution, find_words, list, one_line, quoted, web_address},
};

/// The story, with the numbers of its sources after each item.
pub(crate) fn markdown(story: &Story) -> String {
    let lines = &mut String::new();
    let title = story.headline.as_ref().map_or(story.title.as_str(), |item| item.text.as_str());
    let _ = writeln!(lines, "# {}\n", words(if title.is_empty() { "A story" } else { title }));
    let _ = writeln!(lines, "{}", words(&origin(&story.sources)));
    items(lines, "## Summary", &story.summary);
    items(lines, "## Key points", &story.key_points);
    speakers(lines, story);
    timeline(lines, story);
    items(lines, "## What all sources report", &story.claims.all);
    items(lines, "## What several sources report", &story.claims.several);
    differences(lines, story);
    for (source, claims) in &story.claims.single {
        items(lines, &format!("## What {} alone reports", words(&label(story, *source))), claims);
    }
    sources(lines, &story.sources);
    let _ = writeln!(lines, "\n## Notes\n");
    for note in &story.notes {
        let _ = writeln!(lines, "- {}", words(note));
    }
    let _ = writeln!(lines, "- Made by Synoptic: {}. Times are UTC.", words(&list(&story.makers)));
    std::mem::take(lines)
}

/// Words of a document, with nothing in them that Markdown or the HTML in it would take for its own.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let line = one_line(text);
    for (place, c) in line.char_indices() {
        let opens_block = place == 0 && matches!(c, '-' | '+' | '=')
            || matches!(c, '.' | ')') && place > 0 && line[..place].bytes().all(|byte| byte.is_ascii_digit());
        // A colon would make an address into a link where addresses become links by themselves.
        let opens_address = c == ':' && line[place..].starts_with("://");
        let opens_span = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$' | '^' | '@'
        );
        if opens_block || opens_span || opens_address {
            words.push('\\');
        }
        words.push(c);
    }
    words
}

fn label(story: &Story, source: usize) -> String {
    story.sources.get(source).map(|source| source.label.clone()).unwrap_or_default()
}

fn items(lines: &mut String, title: &str, items: &[Item]) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(lines, "\n{title}\n");
    for item in items {
        let _ = writeln!(lines, "- {}{}", words(&item.text), numbers(item));
    }
}

/// The numbers of an item's sources, as links to the list of sources.
fn numbers(item: &Item) -> String {
    let mut numbers: Vec<usize> = Vec::new();
    for group in passage::groups(&item.passages) {
        if !numbers.contains(&group[0].source) {
            numbers.push(group[0].source);
        }
    }
    numbers.into_iter().map(|source| format!(" \\[{}\\]", source + 1)).collect()
}

fn speakers(lines: &mut String, story: &Story) {
    if story.speakers.is_empty() {
        return;
    }
    let _ = writeln!(lines, "\n## Who said what");
    for speaker in &story.speakers {
        let name = if speaker.name.is_empty() { "Not attributed" } else { &speaker.name };
        let roles = speaker.roles.join("; ");
        let roles = if roles.is_empty() { roles } else { format!(", {}", words(&roles)) };
        let _ = writeln!(lines, "\n**{}**{roles}\n", words(name));
        for quotation in &speaker.quotations {
            let about = attribution(&quotation.verb, &quotation.reported_by);
            let about = if about.is_empty() { about } else { format!(" ({})", words(&about)) };
            let said = words(&quoted(&quotation.item.text, quotation.partial));
            let _ = writeln!(lines, "- “{said}”{about}{}", numbers(&quotation.item));
        }
    }
}

fn timeline(lines: &mut String, story: &Story) {
    if story.events.is_empty() {
        return;
    }
    let _ = writeln!(lines, "\n## Timeline\n");
    for event in &story.events {
        let expression = words(&event.when.expression);
        let when = match event.when.label.as_str() {
            "" if expression.is_empty() => "no date".to_owned(),
            "" => format!("no date: “{expression}”"),
            label => label.to_owned(),
        };
        let _ = writeln!(lines, "- **{when}**: {}{}", words(&event.item.text), numbers(&event.item));
    }
}

fn differences(lines: &mut String, story: &Story) {
    if story.claims.differing.is_empty() {
        return;
    }
    let _ = writeln!(lines, "\n## Where sources differ");
    for difference in &story.claims.differing {
        let _ = writeln!(lines, "\n| Source | What it says |\n| --- | --- |");
        for voice in &difference.voices {
            let text = &voice.item.text;
            let said = match find_words(text, &voice.words) {
                Some(range) => format!(
                    "{} **{}** {}",
                    words(&text[..range.start]),
                    words(&text[range.clone()]),
                    words(&text[range.end..])
                ),
                None => words(text),
            };
            let source = words(&label(story, voice.source));
            let _ = writeln!(lines, "| {source} | {}{} |", said.trim(), numbers(&voice.item));
        }
        if !difference.silent.is_empty() {
            let silent: Vec<String> = difference.silent.iter().map(|source| label(story, *source)).collect();
            let _ = writeln!(lines, "\nNot mentioned by {}.", words(&list(&silent)));
        }
    }
}

fn sources(lines: &mut String, sources: &[Source]) {
    let _ = writeln!(lines, "\n## Sources\n");
    for (number, source) in (1..).zip(sources) {
        let published = source.published.as_ref().map(|time| dates::minute(time).0).unwrap_or_default();
        let mut about: Vec<String> = [&source.label, &source.title, &source.author, &published]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(|part| words(part))
            .collect();
        about.extend(web_address(&source.uri).and_then(link));
        let _ = writeln!(lines, "{number}. {}", about.join(", "));
    }
}

/// An address as a link, unless it holds what would end it.
fn link(address: &str) -> Option<String> {
    (!address.contains(['<', '>', '\\'])).then(|| format!("<{address}>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_markup() {
        assert_eq!(words("<script>[a](b) *c*"), "\\<script\\>\\[a\\](b) \\*c\\*");
        assert_eq!(words("- 1. a\n# b"), "\\- 1. a \\# b");
        assert_eq!(words("1. a"), "1\\. a");
        assert_eq!(words("see https://a.example"), "see https\\://a.example");
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert_eq!(link("https://a.example/x_(1)"), Some("<https://a.example/x_(1)>".to_owned()));
        assert_eq!(link("https://a.example/>x"), None);
        let source =
            Source { uri: "javascript:alert(1)".to_owned(), label: "A".to_owned(), ..Source::default() };
        let mut lines = String::new();
        sources(&mut lines, &[source]);
        assert!(!lines.contains("javascript"), "{lines}");
    }
}
