//! Documents in SQLite.

use rusqlite::{Connection, OptionalExtension as _, Row, params, types::Type};

use super::{
    collections,
    connection::{etag, failure, is_duplicate, now},
};
use crate::{
    Document, DocumentDraft, DocumentKey, Error, Format, Labels, ListDocuments, Micros, Origin, Page,
    RequestKey,
};

/// How long a request's id is remembered.
const REQUESTS_KEPT: Micros = 24 * 60 * 60 * 1_000_000;

const COLUMNS: &str = "collection, id, title, format, outlet, uri, author, publish_time, language, labels, expire_time, \
                       digest, revision, version, create_time, update_time";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Document> {
    let update_time = row.get(15)?;
    Ok(Document {
        key: DocumentKey { collection: row.get(0)?, document: row.get(1)? },
        draft: DocumentDraft {
            title: row.get(2)?,
            format: read_format(row.get(3)?),
            origin: Origin {
                outlet: row.get(4)?,
                uri: row.get(5)?,
                author: row.get(6)?,
                publish_time: row.get(7)?,
            },
            language: row.get(8)?,
            labels: read_labels(row, 9)?,
            expire_time: row.get(10)?,
            text: row.get(16)?,
            original: row.get(17)?,
        },
        digest: row.get(11)?,
        revision: u64::try_from(row.get::<_, i64>(12)?).unwrap_or(0),
        etag: etag(row.get(13)?, update_time),
        create_time: row.get(14)?,
        update_time,
    })
}

/// Labels are a JSON object.
pub(super) fn read_labels(row: &Row<'_>, column: usize) -> rusqlite::Result<Labels> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))
}

fn read_format(format: i64) -> Format {
    match format {
        1 => Format::Html,
        2 => Format::Markdown,
        _ => Format::Plain,
    }
}

fn write_format(format: Format) -> i64 {
    match format {
        Format::Plain => 0,
        Format::Html => 1,
        Format::Markdown => 2,
    }
}

/// Reads a document, damaged or not: a damaged one can be replaced and deleted.
fn read(connection: &Connection, key: &DocumentKey) -> Result<Document, Error> {
    let sql = format!("SELECT {COLUMNS}, text, original FROM documents WHERE collection = ?1 AND id = ?2");
    let found = connection
        .prepare_cached(&sql)
        .and_then(|mut select| select.query_row([&key.collection, &key.document], from_row).optional())
        .map_err(|error| failure(&error))?;
    found.ok_or_else(|| Error::NoDocument(key.clone()))
}

/// A document whose text has the digest that was stored with it.
fn verified(document: Document) -> Result<Document, Error> {
    if document.draft.digest() == document.digest {
        return Ok(document);
    }
    let key = &document.key;
    Err(Error::Corrupt(format!("the text of \"{key}\" doesn't have the digest that was stored with it")))
}

/// Reads a document.
pub(super) fn get(connection: &Connection, key: &DocumentKey) -> Result<Document, Error> {
    verified(read(connection, key)?)
}

pub(super) fn list(connection: &Connection, list: &ListDocuments) -> Result<Page<Document>, Error> {
    if let Some(collection) = &list.collection {
        collections::check(connection, collection)?;
    }
    let texts = if list.texts { "text, original" } else { "'', ''" };
    let scope = if list.collection.is_some() { "collection = ?1 AND" } else { "?1 IS NULL AND" };
    let sql = format!(
        "SELECT {COLUMNS}, {texts} FROM documents WHERE {scope} (collection, id) > (?2, ?3) ORDER BY collection, id LIMIT ?4"
    );
    let (after_collection, after_document) =
        list.after.as_ref().map_or(("", ""), |key| (key.collection.as_str(), key.document.as_str()));
    let limit_and_one = i64::try_from(list.limit.saturating_add(1)).unwrap_or(i64::MAX);
    let select_page = || -> rusqlite::Result<Page<Document>> {
        let mut select = connection.prepare_cached(&sql)?;
        let mut rows =
            select.query(params![list.collection, after_collection, after_document, limit_and_one])?;
        let mut page = Page { items: Vec::new(), more: false };
        let mut bytes = 0;
        while let Some(row) = rows.next()? {
            if page.items.len() == list.limit || bytes >= list.bytes_max {
                page.more = true;
                break;
            }
            let document = from_row(row)?;
            bytes += document.draft.text.len() + document.draft.original.len();
            page.items.push(document);
        }
        Ok(page)
    };
    let mut page = select_page().map_err(|error| failure(&error))?;
    if list.texts {
        page.items = page.items.into_iter().map(verified).collect::<Result<_, _>>()?;
    }
    Ok(page)
}

pub(super) fn create_all(
    connection: &Connection,
    drafts: &[(DocumentKey, DocumentDraft)],
    request: Option<&RequestKey>,
) -> Result<Vec<Document>, Error> {
    if let Some(documents) = request.map(|request| answered(connection, request)).transpose()?.flatten() {
        return documents.iter().map(|key| get(connection, key)).collect();
    }
    let create = |(key, draft): &(DocumentKey, DocumentDraft)| create(connection, key, draft);
    let documents = drafts.iter().map(create).collect::<Result<Vec<_>, _>>()?;
    if let Some(request) = request {
        remember(connection, request, drafts)?;
    }
    Ok(documents)
}

/// What a request created when it came before.
fn answered(connection: &Connection, request: &RequestKey) -> Result<Option<Vec<DocumentKey>>, Error> {
    let select = "SELECT digest, documents FROM requests WHERE id = ?1 AND create_time > ?2";
    let since = now() - REQUESTS_KEPT;
    let found: Option<(String, String)> = connection
        .query_row(select, params![request.id, since], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
        .map_err(|error| failure(&error))?;
    let Some((digest, documents)) = found else { return Ok(None) };
    if digest != request.digest {
        return Err(Error::RequestIdReused(request.id.clone()));
    }
    let keys: Vec<(String, String)> =
        serde_json::from_str(&documents).map_err(|error| Error::Corrupt(error.to_string()))?;
    Ok(Some(keys.into_iter().map(|(collection, document)| DocumentKey { collection, document }).collect()))
}

fn remember(
    connection: &Connection,
    request: &RequestKey,
    drafts: &[(DocumentKey, DocumentDraft)],
) -> Result<(), Error> {
    let keys: Vec<_> = drafts.iter().map(|(key, _)| (&key.collection, &key.document)).collect();
    let now = now();
    let run = || -> rusqlite::Result<()> {
        connection.execute("DELETE FROM requests WHERE create_time <= ?1", [now - REQUESTS_KEPT])?;
        let insert = "INSERT INTO requests VALUES (?1, ?2, ?3, ?4)";
        connection
            .execute(insert, params![request.id, request.digest, serde_json::json!(keys).to_string(), now])?;
        Ok(())
    };
    run().map_err(|error| failure(&error))
}

pub(super) fn create(
    connection: &Connection,
    key: &DocumentKey,
    draft: &DocumentDraft,
) -> Result<Document, Error> {
    collections::check(connection, &key.collection)?;
    let sql = format!(
        "INSERT INTO documents ({COLUMNS}, text, original) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 + 1, 1, ?14, ?14, ?15, ?16)"
    );
    execute(connection, &sql, key, draft, false).map_err(|error| {
        if is_duplicate(&error) { Error::DocumentExists(key.clone()) } else { failure(&error) }
    })?;
    get(connection, key)
}

pub(super) fn update(
    connection: &Connection,
    key: &DocumentKey,
    draft: &DocumentDraft,
    expected: &str,
) -> Result<Document, Error> {
    let current = read(connection, key)?;
    check_etag(&current, Some(expected))?;
    let revised = current.digest != draft.digest();
    if current.draft == *draft && !revised {
        return Ok(current);
    }
    let sql = "UPDATE documents SET title = ?3, format = ?4, outlet = ?5, uri = ?6, author = ?7, publish_time = ?8, \
               language = ?9, labels = ?10, expire_time = ?11, digest = ?12, revision = revision + ?13, \
               version = version + 1, update_time = ?14, text = ?15, original = ?16 WHERE collection = ?1 AND id = ?2";
    execute(connection, sql, key, draft, revised).map_err(|error| failure(&error))?;
    get(connection, key)
}

/// Runs a statement that writes a document: both number their parameters alike.
fn execute(
    connection: &Connection,
    sql: &str,
    key: &DocumentKey,
    draft: &DocumentDraft,
    revised: bool,
) -> rusqlite::Result<usize> {
    let origin = &draft.origin;
    connection.prepare_cached(sql)?.execute(params![
        key.collection,
        key.document,
        draft.title,
        write_format(draft.format),
        origin.outlet,
        origin.uri,
        origin.author,
        origin.publish_time,
        draft.language,
        serde_json::json!(draft.labels).to_string(),
        draft.expire_time,
        draft.digest(),
        revised,
        now(),
        draft.text,
        draft.original,
    ])
}

pub(super) fn delete(
    connection: &Connection,
    key: &DocumentKey,
    expected: Option<&str>,
) -> Result<(), Error> {
    check_etag(&read(connection, key)?, expected)?;
    let sql = "DELETE FROM documents WHERE collection = ?1 AND id = ?2";
    connection.execute(sql, [&key.collection, &key.document]).map_err(|error| failure(&error))?;
    Ok(())
}

fn check_etag(current: &Document, expected: Option<&str>) -> Result<(), Error> {
    match expected {
        Some(expected) if expected != current.etag => {
            Err(Error::EtagMismatch { name: current.key.to_string(), current: current.etag.clone() })
        }
        _ => Ok(()),
    }
}
