//! Documents in events: all of a collection at once, or one at a time.

use std::sync::Arc;

use synoptic_api::v1::{
    ClusteredDocument, DocumentCluster, Input, StreamClusterDocumentsRequest, StreamClusterDocumentsResponse,
    input, stream_cluster_documents_request,
};
use synoptic_plugin_host::Document;
use synoptic_story::{Article, Assignment, ClusterOptions, Clusterer, cluster};
use tonic::Extensions;

use super::{Inputs, terms_within};
use crate::{
    error::{Error, Fault},
    from_proto::{InputName, input_name},
    lanes::Priority,
    summarize::{Engine, Source},
};

/// The most documents of a stream.
const STREAM_DOCUMENTS_MAX: usize = 100_000;

/// Reads how similar documents must be.
pub(super) fn cluster_options(similarity_min: f64, field: &str) -> Result<ClusterOptions, Error> {
    if !(0.0..=1.0).contains(&similarity_min) {
        let fault = Fault::OutOfRange { found: similarity_min.to_string(), rule: "from 0 to 1" };
        return Err(fault.of(field));
    }
    let default = ClusterOptions::default();
    #[expect(clippy::cast_possible_truncation, reason = "a share")]
    let asked = similarity_min as f32;
    Ok(if asked > 0.0 { ClusterOptions { similarity_min: asked, ..default } } else { default })
}

fn article(document: &Document) -> Article<'_> {
    Article {
        title: &document.title,
        analysis: &document.analysis,
        publish_time_ms: document.publish_time_ms,
    }
}

impl Engine {
    /// Groups documents into events, the biggest first.
    pub(super) fn cluster(&self, sources: Vec<Source>, options: &ClusterOptions) -> Vec<DocumentCluster> {
        let documents = self.analyse(sources, None).documents;
        let articles: Vec<Article<'_>> = documents.iter().map(article).collect();
        let clusters = cluster(&articles, options);
        let made = clusters.members().into_iter().map(|mut members| {
            members.sort_by_key(|&member| {
                let time = documents[member].publish_time_ms;
                (time.is_none(), time, member)
            });
            let assigned = |&member: &usize| {
                clustered(&documents[member].name, &clusters.assignments[member], |original| {
                    documents[original].name.clone()
                })
            };
            let similarity = |member: &usize| clusters.assignments[*member].similarity;
            let central =
                members.iter().rev().max_by(|one, other| similarity(one).total_cmp(&similarity(other)));
            DocumentCluster {
                title: central.map(|&central| title(&documents[central])).unwrap_or_default(),
                documents: members.iter().map(assigned).collect(),
            }
        });
        let mut made: Vec<DocumentCluster> = made.collect();
        made.sort_by_key(|cluster| std::cmp::Reverse(cluster.documents.len()));
        made
    }
}

fn title(document: &Document) -> String {
    let given = (!document.title.is_empty()).then_some(document.title.as_str());
    given.or(document.analysis.title()).unwrap_or_default().to_owned()
}

fn clustered(name: &str, assignment: &Assignment, original: impl Fn(usize) -> String) -> ClusteredDocument {
    ClusteredDocument {
        name: name.to_owned(),
        duplicate_of: assignment.duplicate_of.map(original).unwrap_or_default(),
        similarity: assignment.similarity.into(),
    }
}

/// A stream of documents that are placed one at a time.
pub(super) struct Placing {
    pub(super) inputs: Inputs,
    pub(super) engine: Arc<Engine>,
    pub(super) extensions: Extensions,
    /// The events so far, and the names of the documents; `None` before the first message.
    pub(super) clusters: Option<(Clusterer, Vec<String>)>,
}

impl Placing {
    /// Places one document.
    pub(super) async fn place(
        &mut self,
        request: StreamClusterDocumentsRequest,
    ) -> Result<StreamClusterDocumentsResponse, Error> {
        use stream_cluster_documents_request::Input as Asked;

        let terms = terms_within(&self.extensions, &self.engine.limits, Priority::Batch);
        let options = cluster_options(request.similarity_min, "similarity_min")?;
        let (mut clusterer, mut names) =
            self.clusters.take().unwrap_or_else(|| (Clusterer::new(options), Vec::new()));
        if names.len() == STREAM_DOCUMENTS_MAX {
            let found = names.len() + 1;
            return Err(Fault::TooMany { found, max: STREAM_DOCUMENTS_MAX }.of("input"));
        }
        let input = match request.input.ok_or_else(|| Fault::Missing.of("input"))? {
            Asked::Document(document) => input::Input::Document(document),
            Asked::Name(name) => match input_name(&name, "name")? {
                InputName::Document(_) => input::Input::Name(name),
                InputName::Collection(_) => {
                    return Err(Fault::Conflict("one document is placed at a time").of("name"));
                }
            },
        };
        let inline = matches!(&input, input::Input::Document(document) if document.name.is_empty());
        let fetched = self.inputs.fetch(vec![Input { input: Some(input) }], terms).await;
        let mut sources = fetched.map_err(|error| error.moved("inputs[0].", "").moved("inputs", "input"))?;
        if let Some(source) = sources.first_mut().filter(|_| inline) {
            source.name = format!("documents/{}", names.len());
        }
        let engine = Arc::clone(&self.engine);
        let work = move || {
            let document = engine.analyse(sources, None).documents.pop();
            let document = document.ok_or_else(|| Error::Internal("no document was read".to_owned()))?;
            let assignment = clusterer.add(&article(&document));
            Ok((clusterer, assignment, document.name))
        };
        let (clusterer, assignment, name) = self.engine.compute(terms, work).await?;
        names.push(name.clone());
        let original = |original: usize| names.get(original).cloned().unwrap_or_default();
        let document = clustered(&name, &assignment, original);
        self.clusters = Some((clusterer, names));
        Ok(StreamClusterDocumentsResponse {
            document: Some(document),
            cluster: i64::try_from(assignment.cluster).unwrap_or(i64::MAX),
            is_new: assignment.is_new,
        })
    }
}
