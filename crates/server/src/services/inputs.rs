//! The documents that a request names or brings along.

use std::sync::Arc;

use synoptic_api::v1::{Input, input};
use synoptic_document_store::{DocumentStore, ListDocuments};

use crate::{
    error::{Error, Fault},
    from_proto::{InputName, input_name, intake_inline},
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
        let mut fetched = Fetched::new(Vec::new(), &self.engine.limits);
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
        let mut fetched = Fetched::new(Vec::new(), &self.engine.limits);
        self.read_pages(id, field, &mut fetched).await?;
        Ok(fetched.sources)
    }
}

/// Documents fetched so far, within the limits.
pub(super) struct Fetched<'a> {
    pub(super) sources: Vec<Source>,
    bytes: usize,
    limits: &'a crate::Limits,
}

impl<'a> Fetched<'a> {
    pub(super) fn new(sources: Vec<Source>, limits: &'a crate::Limits) -> Self {
        let bytes = sources.iter().map(|source| source.text.len()).sum();
        Self { sources, bytes, limits }
    }

    pub(super) fn push(&mut self, source: Source, field: &str) -> Result<(), Error> {
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
