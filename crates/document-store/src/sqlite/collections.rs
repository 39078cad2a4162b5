//! Collections in SQLite.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{
    connection::{etag, failure, is_duplicate, now},
    documents::read_labels,
};
use crate::{Collection, CollectionDraft, Error, Page};

const COLUMNS: &str = "id, title, labels, version, create_time, update_time, \
                       (SELECT count(*) FROM documents WHERE collection = collections.id)";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Collection> {
    let update_time = row.get(5)?;
    Ok(Collection {
        id: row.get(0)?,
        draft: CollectionDraft { title: row.get(1)?, labels: read_labels(row, 2)? },
        etag: etag(row.get(3)?, update_time),
        create_time: row.get(4)?,
        update_time,
        documents: u64::try_from(row.get::<_, i64>(6)?).unwrap_or(0),
    })
}

pub(super) fn get(connection: &Connection, id: &str) -> Result<Collection, Error> {
    let sql = format!("SELECT {COLUMNS} FROM collections WHERE id = ?1");
    let found =
        connection.prepare_cached(&sql).and_then(|mut select| select.query_row([id], from_row).optional());
    found.map_err(|error| failure(&error))?.ok_or_else(|| Error::NoCollection(id.to_owned()))
}

/// Checks that a collection exists.
pub(super) fn check(connection: &Connection, id: &str) -> Result<(), Error> {
    let select = connection.prepare_cached("SELECT 1 FROM collections WHERE id = ?1");
    let exists = select.and_then(|mut select| select.exists([id])).map_err(|error| failure(&error))?;
    if exists { Ok(()) } else { Err(Error::NoCollection(id.to_owned())) }
}

pub(super) fn list(connection: &Connection, after: &str, limit: usize) -> Result<Page<Collection>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM collections WHERE id > ?1 ORDER BY id LIMIT ?2");
    let limit_and_one = i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX);
    let read = || -> rusqlite::Result<Vec<Collection>> {
        let mut select = connection.prepare_cached(&sql)?;
        select.query_map(params![after, limit_and_one], from_row)?.collect()
    };
    let mut items = read().map_err(|error| failure(&error))?;
    let more = items.len() > limit;
    items.truncate(limit);
    Ok(Page { items, more })
}

pub(super) fn create(
    connection: &Connection,
    id: &str,
    draft: &CollectionDraft,
) -> Result<Collection, Error> {
    let labels = serde_json::json!(draft.labels).to_string();
    let sql = "INSERT INTO collections VALUES (?1, ?2, ?3, 1, ?4, ?4)";
    connection.execute(sql, params![id, draft.title, labels, now()]).map_err(|error| {
        if is_duplicate(&error) { Error::CollectionExists(id.to_owned()) } else { failure(&error) }
    })?;
    get(connection, id)
}

pub(super) fn update(
    connection: &Connection,
    id: &str,
    draft: &CollectionDraft,
    expected: &str,
) -> Result<Collection, Error> {
    let current = get(connection, id)?;
    check_etag(&current, Some(expected))?;
    if current.draft == *draft {
        return Ok(current);
    }
    let labels = serde_json::json!(draft.labels).to_string();
    let sql = "UPDATE collections SET title = ?2, labels = ?3, version = version + 1, update_time = ?4 WHERE id = ?1";
    connection.execute(sql, params![id, draft.title, labels, now()]).map_err(|error| failure(&error))?;
    get(connection, id)
}

pub(super) fn delete(
    connection: &Connection,
    id: &str,
    expected: Option<&str>,
    force: bool,
) -> Result<(), Error> {
    let current = get(connection, id)?;
    check_etag(&current, expected)?;
    if current.documents > 0 && !force {
        return Err(Error::CollectionNotEmpty { name: name(id), documents: current.documents });
    }
    let delete = |sql: &str| connection.execute(sql, [id]).map_err(|error| failure(&error));
    delete("DELETE FROM documents WHERE collection = ?1")?;
    delete("DELETE FROM collections WHERE id = ?1")?;
    Ok(())
}

fn check_etag(current: &Collection, expected: Option<&str>) -> Result<(), Error> {
    match expected {
        Some(expected) if expected != current.etag => {
            Err(Error::EtagMismatch { name: name(&current.id), current: current.etag.clone() })
        }
        _ => Ok(()),
    }
}

fn name(id: &str) -> String {
    format!("collections/{id}")
}
