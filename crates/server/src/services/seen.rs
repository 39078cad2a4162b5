//! What of its sources a reader has seen.

use std::collections::HashMap;

use synoptic_document_store::Error as StoreError;

use super::inputs::{Fetched, Inputs};
use crate::{
    error::{Error, Fault},
    from_proto::{SeenDocument, Since},
    summarize::Source,
};

impl Inputs {
    /// Marks what of the sources a reader has seen, and gets what they have seen beside them.
    pub(super) async fn mark_seen(
        &self,
        mut sources: Vec<Source>,
        since: Option<&Since>,
    ) -> Result<Vec<Source>, Error> {
        match since {
            None => {}
            Some(Since::Time(time)) => {
                for source in &mut sources {
                    source.seen = source.publish_time.is_some_and(|published| published < *time);
                }
            }
            Some(Since::Documents(documents)) => sources = self.mark_documents(sources, documents).await?,
            Some(Since::Summary(text)) => sources.push(Source::summary(text.clone())),
        }
        Ok(sources)
    }

    async fn mark_documents(
        &self,
        sources: Vec<Source>,
        documents: &[SeenDocument],
    ) -> Result<Vec<Source>, Error> {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, source) in sources.iter().enumerate().filter(|(_, source)| source.revision > 0) {
            places.entry(source.name.clone()).or_default().push(index);
        }
        let mut fetched = Fetched::new(sources, &self.engine.limits);
        for seen in documents {
            let name = seen.key.to_string();
            if let Some(places) = places.get(&name) {
                for &place in places {
                    let source = &mut fetched.sources[place];
                    source.seen |= is_present(seen, source);
                }
                continue;
            }
            let stored = match self.store.document(&seen.key).await {
                // What the reader knows of it isn't kept any more.
                Err(StoreError::NoDocument(_) | StoreError::NoCollection(_)) if seen.revision.is_some() => {
                    continue;
                }
                Err(StoreError::NoDocument(_) | StoreError::NoCollection(_)) => {
                    return Err(Fault::NoDocument.of(&seen.field));
                }
                stored => stored?,
            };
            let mut source = Source::stored(stored)?;
            if is_present(seen, &source) {
                source.seen = true;
                places.insert(name, vec![fetched.sources.len()]);
                fetched.push(source, &seen.field)?;
            }
        }
        Ok(fetched.sources)
    }
}

/// Whether a reader has seen a document as it is now; its digest tells where it is given, as a document that is stored anew counts its
/// revisions from 1.
fn is_present(seen: &SeenDocument, source: &Source) -> bool {
    if seen.digest.is_empty() {
        seen.revision.is_none_or(|known| known == source.revision)
    } else {
        seen.digest == source.digest
    }
}
