//! The embedded backend: one SQLite file in WAL mode.
//!
//! One thread writes, in the order in which writes come. Those that wait for the same commit share it (group commit), so that
//! many writers don't pay for one `fsync` each. Readers have connections of their own and never wait for the writer.

mod collections;
mod connection;
mod documents;
mod migrations;

use std::{path::Path, thread};

use async_trait::async_trait;
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use crate::{
    Collection, CollectionDraft, Condition, Document, DocumentDraft, DocumentKey, DocumentStore, Error,
    ListDocuments, Page, RequestKey,
};
use connection::{Readers, failure};

/// How many writes may wait; further callers wait to be let in.
const WRITES_WAITING_MAX: usize = 1024;

/// How many writes share a commit at most.
const WRITES_PER_COMMIT_MAX: usize = 256;

/// A store in one SQLite file.
pub struct SqliteStore {
    writes: mpsc::Sender<Write>,
    readers: Readers,
}

/// Runs inside a transaction, and returns what tells the caller once that is committed (or isn't).
type Write = Box<dyn FnOnce(&Connection) -> Acknowledge + Send>;
type Acknowledge = Box<dyn FnOnce(Result<(), Error>) + Send>;

impl SqliteStore {
    /// Opens the store in a folder, which is made if need be; a store of an older release is brought up to date.
    ///
    /// # Errors
    ///
    /// When the files can't be opened, are damaged, or were written by a newer release.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(folder)
            .map_err(|error| Error::Unavailable(format!("{}: {error}", folder.display())))?;
        let path = folder.join("synoptic.db");
        let mut writer = connection::open_writer(&path)?;
        migrations::apply(&mut writer)?;
        let readers = Readers::open(&path)?;
        let (writes, waiting) = mpsc::channel(WRITES_WAITING_MAX);
        let spawned =
            thread::Builder::new().name("store-writer".to_owned()).spawn(move || write_all(&writer, waiting));
        spawned.map_err(|error| Error::Unavailable(error.to_string()))?;
        Ok(Self { writes, readers })
    }

    /// Has the writer run a function, and returns its result once it is committed.
    async fn write<T: Send + 'static>(
        &self,
        run: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (answer, answered) = oneshot::channel();
        let write: Write = Box::new(move |connection| {
            let result = in_savepoint(connection, run);
            Box::new(move |committed| {
                // The caller may have gone; the write stands all the same.
                // Why the write itself failed tells more than that nothing could be committed then.
                let _ = answer.send(if result.is_err() { result } else { committed.and(result) });
            })
        });
        let gone = || Error::Unavailable("the writer has stopped".to_owned());
        self.writes.send(write).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

/// Runs all writes, until the store is dropped.
fn write_all(connection: &Connection, mut waiting: mpsc::Receiver<Write>) {
    while let Some(first) = waiting.blocking_recv() {
        let mut acknowledges = Vec::new();
        let committed = commit(connection, first, &mut waiting, &mut acknowledges);
        if let Err(error) = &committed {
            tracing::error!(%error, "the store could not commit");
            if !connection.is_autocommit() {
                // What fails here fails with the next write too.
                let _ = connection.execute_batch("ROLLBACK");
            }
        }
        for acknowledge in acknowledges {
            acknowledge(committed.clone());
        }
    }
}

/// Runs a write, and those that came meanwhile, in one transaction.
fn commit(
    connection: &Connection,
    first: Write,
    waiting: &mut mpsc::Receiver<Write>,
    acknowledges: &mut Vec<Acknowledge>,
) -> Result<(), Error> {
    let begun = connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| failure(&error));
    let mut next = Some(first);
    while let Some(write) = next {
        if begun.is_err() {
            // Nothing is safe outside a transaction: the write only learns of the failure.
            acknowledges.push(refuse(write, connection));
            break;
        }
        acknowledges.push(write(connection));
        next = if acknowledges.len() < WRITES_PER_COMMIT_MAX { waiting.try_recv().ok() } else { None };
    }
    begun?;
    connection.execute_batch("COMMIT").map_err(|error| failure(&error))
}

/// Runs a write that is undone at once, for its acknowledgement.
fn refuse(write: Write, connection: &Connection) -> Acknowledge {
    let acknowledge = write(connection);
    if !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    acknowledge
}

/// Runs a function, and undoes what it did where it fails.
fn in_savepoint<T>(
    connection: &Connection,
    run: impl FnOnce(&Connection) -> Result<T, Error>,
) -> Result<T, Error> {
    if connection.is_autocommit() {
        return Err(Error::Unavailable("no transaction could be begun".to_owned()));
    }
    let batch = |sql: &str| connection.execute_batch(sql).map_err(|error| failure(&error));
    batch("SAVEPOINT write")?;
    let result = run(connection);
    if connection.is_autocommit() {
        // The disk was full, say, and SQLite has undone the whole transaction.
        return result.and(Err(Error::Unavailable("the transaction was undone".to_owned())));
    }
    if result.is_err() {
        batch("ROLLBACK TO write")?;
    }
    batch("RELEASE write")?;
    result
}

#[async_trait]
impl DocumentStore for SqliteStore {
    async fn create_collection(&self, id: &str, draft: CollectionDraft) -> Result<Collection, Error> {
        let id = id.to_owned();
        self.write(move |connection| collections::create(connection, &id, &draft)).await
    }

    async fn collection(&self, id: &str) -> Result<Collection, Error> {
        let id = id.to_owned();
        self.readers.read(move |connection| collections::get(connection, &id)).await
    }

    async fn collections(&self, after: Option<&str>, limit: usize) -> Result<Page<Collection>, Error> {
        let after = after.unwrap_or_default().to_owned();
        self.readers.read(move |connection| collections::list(connection, &after, limit)).await
    }

    async fn update_collection(
        &self,
        id: &str,
        draft: CollectionDraft,
        etag: &str,
    ) -> Result<Collection, Error> {
        let (id, etag) = (id.to_owned(), etag.to_owned());
        self.write(move |connection| collections::update(connection, &id, &draft, &etag)).await
    }

    async fn delete_collection(&self, id: &str, etag: Option<&str>, force: bool) -> Result<(), Error> {
        let (id, etag) = (id.to_owned(), etag.map(str::to_owned));
        self.write(move |connection| collections::delete(connection, &id, etag.as_deref(), force)).await
    }

    async fn create_documents(
        &self,
        drafts: Vec<(DocumentKey, DocumentDraft)>,
        request: Option<RequestKey>,
    ) -> Result<Vec<Document>, Error> {
        self.write(move |connection| documents::create_all(connection, &drafts, request.as_ref())).await
    }

    async fn write_document(
        &self,
        key: &DocumentKey,
        draft: DocumentDraft,
        condition: Condition,
    ) -> Result<Document, Error> {
        let key = key.clone();
        self.write(move |connection| match condition {
            Condition::Absent => documents::create(connection, &key, &draft),
            Condition::Etag(etag) => documents::update(connection, &key, &draft, &etag),
        })
        .await
    }

    async fn document(&self, key: &DocumentKey) -> Result<Document, Error> {
        let key = key.clone();
        self.readers.read(move |connection| documents::get(connection, &key)).await
    }

    async fn documents(&self, list: ListDocuments) -> Result<Page<Document>, Error> {
        self.readers.read(move |connection| documents::list(connection, &list)).await
    }

    async fn delete_document(&self, key: &DocumentKey, etag: Option<&str>) -> Result<(), Error> {
        let (key, etag) = (key.clone(), etag.map(str::to_owned));
        self.write(move |connection| documents::delete(connection, &key, etag.as_deref())).await
    }
}
