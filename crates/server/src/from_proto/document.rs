//! Documents and collections.

use std::collections::BTreeMap;

use prost_types::{FieldMask, Timestamp};
use synoptic_api::v1;
use synoptic_document_store::{CollectionDraft, DocumentDraft, Format, Origin};
use synoptic_text_analysis::markup::{self, Article, MarkupError};

use super::{micros, spec, text};
use crate::{
    Limits,
    error::{Error, Fault},
    summarize::Source,
};

const TITLE_BYTES_MAX: usize = 1000;
const SHORT_BYTES_MAX: usize = 255;
const URI_BYTES_MAX: usize = 2000;

/// A document whose markup, if any, is still to be taken away; that may take a while.
#[derive(Debug)]
pub(crate) struct Intake {
    draft: DocumentDraft,
    field: String,
}

/// Checks a document that is to be stored. `field` is where it stands in the request.
pub(crate) fn intake(document: v1::Document, field: &str, limits: &Limits) -> Result<Intake, Error> {
    let at = |name: &str| format!("{field}.{name}");
    text::line(&document.title, TITLE_BYTES_MAX, &at("title"))?;
    text::text(&document.text, limits.document_bytes_max, &at("text"))?;
    spec::language(&document.language, &at("language"))?;
    let draft = DocumentDraft {
        origin: origin(document.source.unwrap_or_default(), &at("source"))?,
        format: format(document.format, &at("format"))?,
        labels: text::labels(&document.labels, &at("labels"))?,
        expire_time: micros(document.expire_time.as_ref(), &at("expire_time"))?,
        title: document.title,
        text: document.text,
        original: String::new(),
        language: document.language,
    };
    Ok(Intake { draft, field: field.to_owned() })
}

impl Intake {
    /// Whether there is markup to take away.
    pub(crate) fn is_marked_up(&self) -> bool {
        self.draft.format != Format::Plain
    }

    /// The document as it is kept: the text without markup, the input beside it, and what the page tells where the caller
    /// doesn't.
    pub(crate) fn finish(self) -> Result<DocumentDraft, Error> {
        let mut draft = self.draft;
        let at = |name: &str| format!("{}.{name}", self.field);
        let Some(article) =
            read_markup(draft.format, &draft.text).map_err(|error| Fault::from(error).of(at("text")))?
        else {
            return Ok(draft);
        };
        let fill = |given: &mut String, found: Option<String>, bytes_max: usize| {
            if given.is_empty() {
                *given = found.filter(|found| text::line(found, bytes_max, "").is_ok()).unwrap_or_default();
            }
        };
        fill(&mut draft.title, article.title, TITLE_BYTES_MAX);
        fill(&mut draft.origin.outlet, article.outlet, SHORT_BYTES_MAX);
        fill(&mut draft.origin.author, article.author, SHORT_BYTES_MAX);
        let language = article.language.filter(|tag| spec::language(tag, "").is_ok());
        fill(&mut draft.language, language, SHORT_BYTES_MAX);
        if draft.origin.publish_time.is_none() {
            let published = article.published.and_then(|time| time.parse::<Timestamp>().ok());
            draft.origin.publish_time = micros(published.as_ref(), "").ok().flatten();
        }
        text::check(&article.text, usize::MAX).map_err(|fault| fault.without_markup().of(at("text")))?;
        draft.original = std::mem::replace(&mut draft.text, article.text);
        Ok(draft)
    }
}

fn read_markup(format: Format, input: &str) -> Result<Option<Article>, MarkupError> {
    match format {
        Format::Plain => Ok(None),
        Format::Html => markup::from_html(input).map(Some),
        Format::Markdown => markup::from_markdown(input).map(Some),
    }
}

/// A document that comes with the request to summarize it. What is only kept with a stored one isn't looked at.
pub(crate) fn intake_inline(
    document: v1::Document,
    index: usize,
    field: &str,
    limits: &Limits,
) -> Result<(Intake, String), Error> {
    text::line(&document.name, SHORT_BYTES_MAX, &format!("{field}.name"))?;
    let name = if document.name.is_empty() { format!("documents/{index}") } else { document.name.clone() };
    let document = v1::Document { labels: BTreeMap::new(), expire_time: None, ..document };
    Ok((intake(document, field, limits)?, name))
}

impl Source {
    /// A document that came with the request, finished.
    pub(crate) fn inline(name: String, draft: DocumentDraft) -> Result<Self, Error> {
        Self::of(name, (0, String::new()), draft)
    }

    /// A document that is stored.
    pub(crate) fn stored(document: synoptic_document_store::Document) -> Result<Self, Error> {
        Self::of(document.key.to_string(), (document.revision, document.digest), document.draft)
    }

    fn of(name: String, (revision, digest): (u64, String), draft: DocumentDraft) -> Result<Self, Error> {
        Ok(Self {
            name,
            revision,
            digest,
            language: spec::language(&draft.language, "language")?,
            title: draft.title,
            text: draft.text,
            outlet: draft.origin.outlet,
            publish_time: draft.origin.publish_time,
            seen: false,
            beside: false,
        })
    }

    /// A summary that the reader has seen.
    pub(crate) fn summary(text: String) -> Self {
        let (name, empty) = ("spec.since.summary".to_owned(), String::new);
        let (digest, title, outlet) = (empty(), empty(), empty());
        Self {
            name,
            revision: 0,
            digest,
            title,
            text,
            outlet,
            publish_time: None,
            language: None,
            seen: true,
            beside: true,
        }
    }
}

fn origin(source: v1::Source, field: &str) -> Result<Origin, Error> {
    text::line(&source.outlet, SHORT_BYTES_MAX, &format!("{field}.outlet"))?;
    text::line(&source.uri, URI_BYTES_MAX, &format!("{field}.uri"))?;
    text::line(&source.author, SHORT_BYTES_MAX, &format!("{field}.author"))?;
    let publish_time = micros(source.publish_time.as_ref(), &format!("{field}.publish_time"))?;
    Ok(Origin { outlet: source.outlet, uri: source.uri, author: source.author, publish_time })
}

fn format(format: i32, field: &str) -> Result<Format, Error> {
    match v1::DocumentFormat::try_from(format) {
        Ok(v1::DocumentFormat::Unspecified | v1::DocumentFormat::Plain) => Ok(Format::Plain),
        Ok(v1::DocumentFormat::Html) => Ok(Format::Html),
        Ok(v1::DocumentFormat::Markdown) => Ok(Format::Markdown),
        Err(_) => Err(Fault::UnknownValue { found: format, kind: "DocumentFormat" }.of(field)),
    }
}

const DOCUMENT_FIELDS: [&str; 6] = ["title", "text", "source", "language", "labels", "expire_time"];
const COLLECTION_FIELDS: [&str; 2] = ["title", "labels"];

/// Which of a document's fields an update changes.
pub(crate) fn changed_fields(
    mask: Option<&FieldMask>,
    document: &v1::Document,
) -> Result<Vec<&'static str>, Error> {
    let set = |field: &str| match field {
        "title" => !document.title.is_empty(),
        "text" => !document.text.is_empty(),
        "source" => document.source.is_some(),
        "language" => !document.language.is_empty(),
        "labels" => !document.labels.is_empty(),
        _ => document.expire_time.is_some(),
    };
    masked(mask, &DOCUMENT_FIELDS, set)
}

/// Which of a collection's fields an update changes.
pub(crate) fn collection_fields(
    mask: Option<&FieldMask>,
    collection: &v1::Collection,
) -> Result<Vec<&'static str>, Error> {
    let set = |field: &str| {
        if field == "title" { !collection.title.is_empty() } else { !collection.labels.is_empty() }
    };
    masked(mask, &COLLECTION_FIELDS, set)
}

fn masked(
    mask: Option<&FieldMask>,
    known: &'static [&'static str],
    is_set: impl Fn(&str) -> bool,
) -> Result<Vec<&'static str>, Error> {
    let paths = mask.map(|mask| mask.paths.as_slice()).unwrap_or_default();
    if paths.is_empty() {
        return Ok(known.iter().copied().filter(|field| is_set(field)).collect());
    }
    if paths.iter().any(|path| path == "*") {
        return Ok(known.to_vec());
    }
    let find = |path: &String| {
        // The format belongs to the text: it says how to read it.
        let path = if path == "format" { "text" } else { path };
        let field = known.iter().copied().find(|field| *field == path);
        field.ok_or_else(|| Fault::Mask { found: path.chars().take(80).collect(), known }.of("update_mask"))
    };
    paths.iter().map(find).collect()
}

/// A stored document with the changed fields of another.
pub(crate) fn merge_document(current: &DocumentDraft, new: &DocumentDraft, fields: &[&str]) -> DocumentDraft {
    let mut merged = current.clone();
    for field in fields {
        match *field {
            "title" => merged.title.clone_from(&new.title),
            "text" => {
                merged.text.clone_from(&new.text);
                merged.original.clone_from(&new.original);
                merged.format = new.format;
                // A page brings its own title.
                if merged.title.is_empty() {
                    merged.title.clone_from(&new.title);
                }
            }
            "source" => merged.origin = new.origin.clone(),
            "language" => merged.language.clone_from(&new.language),
            "labels" => merged.labels = new.labels.clone(),
            _ => merged.expire_time = new.expire_time,
        }
    }
    merged
}

/// Checks what is said of a collection.
pub(crate) fn check_collection(collection: v1::Collection, field: &str) -> Result<CollectionDraft, Error> {
    text::line(&collection.title, TITLE_BYTES_MAX, &format!("{field}.title"))?;
    let labels = text::labels(&collection.labels, &format!("{field}.labels"))?;
    Ok(CollectionDraft { title: collection.title, labels })
}

/// What is said of a collection, with the changed fields of another.
pub(crate) fn merge_collection(
    current: &CollectionDraft,
    new: CollectionDraft,
    fields: &[&str],
) -> CollectionDraft {
    CollectionDraft {
        title: if fields.contains(&"title") { new.title } else { current.title.clone() },
        labels: if fields.contains(&"labels") { new.labels } else { current.labels.clone() },
    }
}
