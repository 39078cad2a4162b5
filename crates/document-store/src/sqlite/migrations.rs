//! The schema, and the steps to it.

use rusqlite::Connection;

use super::connection::{failure, now};
use crate::Error;

/// Each step brings a store from one version to the next; released steps never change.
const STEPS: &[&str] = &["
    CREATE TABLE collections (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        labels TEXT NOT NULL,
        version INTEGER NOT NULL,
        create_time INTEGER NOT NULL,
        update_time INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE documents (
        collection TEXT NOT NULL REFERENCES collections (id),
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        format INTEGER NOT NULL,
        outlet TEXT NOT NULL,
        uri TEXT NOT NULL,
        author TEXT NOT NULL,
        publish_time INTEGER,
        language TEXT NOT NULL,
        labels TEXT NOT NULL,
        expire_time INTEGER,
        digest TEXT NOT NULL,
        revision INTEGER NOT NULL,
        version INTEGER NOT NULL,
        create_time INTEGER NOT NULL,
        update_time INTEGER NOT NULL,
        text TEXT NOT NULL,
        original TEXT NOT NULL,
        UNIQUE (collection, id)
    ) STRICT;

    CREATE TABLE requests (
        id TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        documents TEXT NOT NULL,
        create_time INTEGER NOT NULL
    ) STRICT;

    CREATE INDEX requests_by_time ON requests (create_time);
"];

/// Marks the file as a store of ours: `syno`.
const APPLICATION_ID: i64 = 0x7379_6e6f;

/// Brings a store up to date.
pub(super) fn apply(connection: &mut Connection) -> Result<(), Error> {
    let broken = |error: rusqlite::Error| failure(&error);
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(broken)?;
    let application: i64 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(broken)?;
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(Error::NewerSchema { found, known });
    }
    if found > 0 && application != APPLICATION_ID {
        return Err(Error::Corrupt("the file is a database of something else".to_owned()));
    }
    for (version, step) in (1_i64..).zip(STEPS).skip(usize::try_from(found).unwrap_or(0)) {
        let transaction = connection.transaction().map_err(broken)?;
        transaction.execute_batch(step).map_err(broken)?;
        transaction.pragma_update(None, "user_version", version).map_err(broken)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(broken)?;
        transaction.commit().map_err(broken)?;
    }
    let default = "INSERT OR IGNORE INTO collections VALUES ('default', '', '{}', 1, ?1, ?1)";
    connection.execute(default, [now()]).map_err(broken)?;
    Ok(())
}
