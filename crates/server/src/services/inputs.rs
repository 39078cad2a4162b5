//! The documents that a request names or brings along.

use std::sync::Arc;

use synoptic_api::v1::{Input, input};
use synoptic_document_store::{DocumentStore, ListDocuments};

use crate::{
    error::{Error, Fault},
    from_proto::{InputName, SeenDocument, Since, input_name, intake_inline},
    lanes::Terms,
    summarize::{Engine, Source},
};

/// Gets documents for requests.
#[derive(Clone)]
pub(crate) struct Inputs {
    pub(crate) store: Arc<dyn DocumentStore>,
    pub(crate) engine: Arc<Engine>,
}

/// The most inputs of one request.
const INPUTS_MAX: usize = 1000;

/// How many documents of a collection are read at a time.
const DOCUMENTS_PER_PAGE: usize = 100;

impl Inputs {
    /// The documents of a request, in its order: inline ones finished, stored ones read.
    pub(crate) async fn fetch(&self, inputs: Vec<Input>, terms: Terms) -> Result<Vec<Source>, Error> {
        if inputs.is_empty() {
            return Err(Fault::Missing.of("inputs"));
        }
        if inputs.len() > INPUTS_MAX {
            return Err(Fault::TooMany { found: inputs.len(), max: INPUTS_MAX }.of("inputs"));
        }
        let mut fetched = Fetched { sources: Vec::new(), bytes: 0, limits: &self.engine.limits };
        for (index, input) in inputs.into_iter().enumerate() {
            let field = format!("inputs[{index}]");
            match input.input {
                None => return Err(Fault::Missing.of(field)),
                Some(input::Input::Document(document)) => {
                    let (intake, name) =
                        intake_inline(document, index, &format!("{field}.document"), &self.engine.limits)?;
                    let draft = self.engine.finish_intake(intake, terms).await?;
                    fetched.push(Source::inline(name, draft)?, "inputs")?;
                }
                Some(input::Input::Name(name)) => match input_name(&name, &format!("{field}.name"))? {
                    InputName::Document(key) => {
                        fetched.push(Source::stored(self.store.document(&key).await?)?, "inputs")?;
                    }
                    InputName::Collection(id) => self.fetch_collection(&id, &field, &mut fetched).await?,
                },
            }
        }
        Ok(fetched.sources)
    }

    /// The documents of a collection, by publish time and then by name; those without a time come last.
    async fn fetch_collection(&self, id: &str, field: &str, fetched: &mut Fetched<'_>) -> Result<(), Error> {
        let first = fetched.sources.len();
        self.read_pages(Some(id), "inputs", fetched).await?;
        let found = &mut fetched.sources[first..];
        if found.is_empty() {
            return Err(Fault::Conflict("the collection holds no documents").of(format!("{field}.name")));
        }
        found.sort_by_key(|source| (source.publish_time.is_none(), source.publish_time));
        Ok(())
    }

    /// Reads a collection page by page, ordered by name.
    async fn read_pages(
        &self,
        id: Option<&str>,
        field: &str,
        fetched: &mut Fetched<'_>,
    ) -> Result<(), Error> {
        let mut after = None;
        loop {
            let list = ListDocuments {
                collection: id.map(str::to_owned),
                after,
                limit: DOCUMENTS_PER_PAGE,
                texts: true,
                bytes_max: fetched.limits.document_bytes_max,
            };
            let page = self.store.documents(list).await?;
            after = page.items.last().map(|document| document.key.clone());
            for document in page.items {
                fetched.push(Source::stored(document)?, field)?;
            }
            if !page.more {
                return Ok(());
            }
        }
    }

    /// All documents of a collection, or of all where none is named; the field is the one that named it.
    pub(crate) async fn fetch_all(&self, id: Option<&str>, field: &str) -> Result<Vec<Source>, Error> {
        let mut fetched = Fetched { sources: Vec::new(), bytes: 0, limits: &self.engine.limits };
        self.read_pages(id, field, &mut fetched).await?;
        Ok(fetched.sources)
    }

    /// Marks what of the sources a reader has seen, and gets what they have seen beside them.
    pub(crate) async fn mark_seen(
        &self,
        sources: &mut Vec<Source>,
        since: Option<&Since>,
    ) -> Result<(), Error> {
        match since {
            None => {}
            Some(Since::Time(time)) => {
                for source in sources {
                    source.seen = source.publish_time.is_some_and(|published| published < *time);
                }
            }
            Some(Since::Documents(documents)) => {
                for document in documents {
                    self.mark_document(sources, document).await?;
                }
            }
            Some(Since::Summary(text)) => sources.push(Source::summary(text.clone())),
        }
        Ok(())
    }

    async fn mark_document(&self, sources: &mut Vec<Source>, seen: &SeenDocument) -> Result<(), Error> {
        let name = seen.key.to_string();
        let mut found = false;
        for source in sources.iter_mut().filter(|source| source.name == name) {
            (source.seen, found) = (is_present(seen, source.revision)?, true);
        }
        if !found {
            let mut source = Source::stored(self.store.document(&seen.key).await?)?;
            if !is_present(seen, source.revision)? {
                // What the reader knows of it isn't kept any more.
                return Ok(());
            }
            source.seen = true;
            let bytes = sources.iter().map(|source| source.text.len()).sum();
            let known = std::mem::take(sources);
            let mut fetched = Fetched { sources: known, bytes, limits: &self.engine.limits };
            let pushed = fetched.push(source, &seen.field);
            *sources = fetched.sources;
            pushed?;
        }
        Ok(())
    }
}

/// Whether a reader has seen a document as it is now.
fn is_present(seen: &SeenDocument, revision: u64) -> Result<bool, Error> {
    match seen.revision {
        Some(later) if later > revision => {
            let rule = "a revision that the document has had";
            Err(Fault::OutOfRange { found: later.to_string(), rule }.of(&seen.field))
        }
        known => Ok(known.is_none_or(|known| known == revision)),
    }
}

/// Documents fetched so far, within the limits.
struct Fetched<'a> {
    sources: Vec<Source>,
    bytes: usize,
    limits: &'a crate::Limits,
}

impl Fetched<'_> {
    fn push(&mut self, source: Source, field: &str) -> Result<(), Error> {
        self.bytes += source.text.len();
        if self.sources.len() == self.limits.documents_max {
            let found = self.sources.len() + 1;
            return Err(Fault::TooMany { found, max: self.limits.documents_max }.of(field));
        }
        if self.bytes > self.limits.text_bytes_max {
            return Err(Fault::TooLong { found: self.bytes, max: self.limits.text_bytes_max }.of(field));
        }
        self.sources.push(source);
        Ok(())
    }
}
