//! What of its sources a reader has seen.

use std::collections::HashMap;

use synoptic_api::v1::Warning;
use synoptic_document_store::Error as StoreError;

use super::inputs::{Fetched, Inputs};
use crate::{
    error::{Error, Fault},
    from_proto::{SeenDocument, Since},
    summarize::{Gathered, Source},
    to_proto::warning,
};

impl Inputs {
    /// Marks what of the sources a reader has seen, and gets what they have seen beside them.
    pub(super) async fn mark_seen(
        &self,
        mut sources: Vec<Source>,
        since: Option<&Since>,
    ) -> Result<Gathered, Error> {
        match since {
            None => {}
            Some(Since::Time(time)) => {
                for source in &mut sources {
                    source.seen = source.publish_time.is_some_and(|published| published < *time);
                }
            }
            Some(Since::Documents(documents)) => return self.mark_documents(sources, documents).await,
            Some(Since::Summary(text)) => sources.push(Source::summary(text.clone())),
        }
        Ok(Gathered { sources, warnings: Vec::new() })
    }

    async fn mark_documents(
        &self,
        sources: Vec<Source>,
        documents: &[SeenDocument],
    ) -> Result<Gathered, Error> {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, source) in sources.iter().enumerate().filter(|(_, source)| source.revision > 0) {
            places.entry(source.name.clone()).or_default().push(index);
        }
        // Each is read once, however often it is named, and what is read counts against the limits whatever comes of it.
        let mut fetched = Fetched::new(sources, &self.engine.limits);
        let mut warnings = Vec::new();
        for seen in documents {
            let name = seen.key.to_string();
            if !places.contains_key(&name) {
                let source = match self.store.document(&seen.key).await {
                    Ok(document) => Source { beside: true, ..Source::stored(document)? },
                    // What the reader knows of it isn't kept any more.
                    Err(StoreError::NoDocument(_)) if seen.revision.is_some() => {
                        warnings.push(outdated("SEEN_GONE", &name, "is gone", seen));
                        continue;
                    }
                    Err(StoreError::NoDocument(_)) => {
                        return Err(Fault::NoDocument { name }.of(&seen.field));
                    }
                    Err(error) => return Err(error.into()),
                };
                places.insert(name.clone(), vec![fetched.sources.len()]);
                fetched.push(source, &seen.field)?;
            }
            for &place in places.get(&name).into_iter().flatten() {
                let source = &mut fetched.sources[place];
                source.seen |= is_present(seen, source);
            }
        }
        // Of several revisions of a document one may be the present one.
        for seen in documents {
            let name = seen.key.to_string();
            let mut places = places.get(&name).into_iter().flatten();
            if places.any(|&place| !fetched.sources[place].seen) {
                warnings.push(outdated("SEEN_CHANGED", &name, "has changed since", seen));
            }
        }
        fetched.sources.retain(|source| source.seen || !source.beside);
        Ok(Gathered { sources: fetched.sources, warnings })
    }
}

/// Warns of what a reader has seen that isn't there any more, and counts for nothing.
fn outdated(reason: &str, name: &str, what: &str, seen: &SeenDocument) -> Warning {
    warning(
        reason,
        format!("\"{name}\" {what}, so that what the reader knows of it counts for nothing"),
        &seen.field,
    )
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
