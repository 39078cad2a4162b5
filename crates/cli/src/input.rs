//! Files to documents.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context as _, anyhow, bail};
use prost_types::Timestamp;
use serde::Deserialize;
use synoptic_api::v1::{Document, DocumentFormat, Source};

use crate::json;

/// A document of a file, with the id that it is stored under.
pub(crate) struct Article {
    pub(crate) id: String,
    /// Its line, counted from 1, where a file has one on each.
    pub(crate) line: Option<usize>,
    pub(crate) document: Document,
}

/// What a line of a `.jsonl` file and the front matter of Markdown hold, for the help.
pub(crate) const FIELDS: &str = r#"A line of a .jsonl file is an object. "text" must be there, and a line with another field than these fails:
  text          the article, plain text
  id            what the document's id is made of; the file's name and the line's number if not given
  title         the headline
  outlet        who published it
  author        who wrote it
  uri           where it was published
  publish_time  when, such as 2025-03-04T09:30:00Z
  language      its language, BCP-47; detected if not given
  labels        an object of strings, for whatever you like

Markdown may begin with lines of "key: value" between two lines of "---"; the keys are title, outlet, author,
uri, published and language."#;

/// One line of a `.jsonl` file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    title: String,
    text: String,
    #[serde(default)]
    outlet: String,
    #[serde(default)]
    author: String,
    #[serde(default)]
    uri: String,
    #[serde(default)]
    publish_time: Option<String>,
    #[serde(default)]
    language: String,
    #[serde(default)]
    labels: BTreeMap<String, String>,
}

/// Whether a file's ending is one of those that tell a format.
pub(crate) fn is_supported(path: &Path) -> bool {
    matches!(ending(path).as_str(), "txt" | "md" | "html" | "htm" | "jsonl")
}

/// The ending of a file's name, in small letters.
fn ending(path: &Path) -> String {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase()
}

/// Reads the documents of a file: one, or those of a `.jsonl` file, of whose lines each may fail by itself.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<anyhow::Result<Article>>> {
    let bytes = fs::read(path).with_context(|| format!("{} can't be read", path.display()))?;
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let id = id(stem).with_context(|| path.display().to_string())?;
    if ending(path) == "jsonl" {
        let in_file = |error| anyhow!("{}, {error:#}", path.display());
        return Ok(read_records(&bytes, &id).map(|article| article.map_err(in_file)).collect());
    }
    let text = String::from_utf8(bytes).ok().with_context(|| format!("{} isn't UTF-8", path.display()))?;
    let document = match ending(path).as_str() {
        "md" => markdown(&text).with_context(|| path.display().to_string())?,
        "html" | "htm" => document(text, DocumentFormat::Html),
        _ => document(text, DocumentFormat::Plain),
    };
    Ok(vec![Ok(Article { id, line: None, document })])
}

/// A plain text as a document.
pub(crate) fn plain(text: String) -> Document {
    document(text, DocumentFormat::Plain)
}

fn document(mut text: String, format: DocumentFormat) -> Document {
    // A byte order mark is no part of the text.
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Document { text, format: format.into(), ..Document::default() }
}

/// Reads the lines that aren't blank.
fn read_records(bytes: &[u8], stem: &str) -> impl Iterator<Item = anyhow::Result<Article>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let lines =
        (1..).zip(bytes.split(|byte| *byte == b'\n')).filter(|(_, line)| !line.trim_ascii().is_empty());
    lines.map(move |(number, line)| {
        let record = json::parse_line(line, number)?;
        article(record, number, stem).with_context(|| format!("line {number}"))
    })
}

fn article(record: Record, line: usize, stem: &str) -> anyhow::Result<Article> {
    let id = record.id.as_deref().map_or_else(|| id(&format!("{stem}-{line}")), id)?;
    let publish_time = record.publish_time.as_deref().map(time).transpose()?;
    let source = Source { outlet: record.outlet, uri: record.uri, author: record.author, publish_time };
    let document = Document {
        title: record.title,
        source: (source != Source::default()).then_some(source),
        language: record.language,
        labels: record.labels.into_iter().collect(),
        ..document(record.text, DocumentFormat::Plain)
    };
    Ok(Article { id, line: Some(line), document })
}

/// Markdown, with what is known of it in `key: value` lines between two lines of `---`.
fn markdown(text: &str) -> anyhow::Result<Document> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some((front, body)) = bare.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) else {
        return Ok(document(bare.to_owned(), DocumentFormat::Markdown));
    };
    let mut document = document(body.to_owned(), DocumentFormat::Markdown);
    let mut source = Source::default();
    for line in front.lines().filter(|line| !line.trim().is_empty()) {
        let (key, value) = line.split_once(':').with_context(|| format!("\"{line}\" isn't key: value"))?;
        let value = value.trim().trim_matches('"').to_owned();
        match key.trim() {
            "title" => document.title = value,
            "language" => document.language = value,
            "outlet" => source.outlet = value,
            "author" => source.author = value,
            "uri" => source.uri = value,
            "published" => source.publish_time = Some(time(&value)?),
            other => bail!("\"{other}\" isn't one of title, outlet, author, uri, published, language"),
        }
    }
    document.source = (source != Source::default()).then_some(source);
    Ok(document)
}

/// Sets when a document was published, where it doesn't tell.
pub(crate) fn publish(document: &mut Document, published: Option<Timestamp>) {
    if let Some(time) = published {
        document.source.get_or_insert_default().publish_time.get_or_insert(time);
    }
}

/// Reads a time.
pub(crate) fn time(text: &str) -> anyhow::Result<Timestamp> {
    text.parse().ok().with_context(|| format!("\"{text}\" isn't a time such as 2025-03-04T09:30:00Z"))
}

/// Makes a document's id of a name.
fn id(name: &str) -> anyhow::Result<String> {
    let id = slug(name);
    if id.is_empty() {
        bail!("a document's id can't be made of {name:?}");
    }
    Ok(id)
}

/// Makes an id of a name: lower-case, with hyphens for everything else.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(63);
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_ids_of_names() {
        assert_eq!(slug("01 Harbor_Dispatch (final)"), "01-harbor-dispatch-final");
        assert_eq!(slug("…"), "");
        assert_eq!(slug(&"a-".repeat(60)).len(), 63);
    }

    #[test]
    fn reads_front_matter() {
        let document =
            markdown("---\ntitle: A: B\noutlet: O\npublished: 2025-03-04T09:30:00Z\n---\n# H\n\nText.\n")
                .unwrap();
        assert_eq!(document.title, "A: B");
        assert_eq!(document.source.unwrap().publish_time.unwrap().seconds, 1_741_080_600);
        assert_eq!(document.text, "# H\n\nText.\n");
        assert!(markdown("---\ncolour: red\n---\nText.\n").is_err());
    }
}
