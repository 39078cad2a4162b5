//! Asks the server for all that a story is made of.

use std::collections::HashSet;

use anyhow::{Context as _, bail};
use futures_util::future::join_all;
use serde_json::{Map, Value};
use synoptic_api::v1::{
    CreateDocumentRequest, Document, DocumentView, GetCollectionRequest, GetDocumentRequest, Input,
    ListDocumentsRequest, OffsetUnit, SegmentOrder, SummarizeRequest, Summary, SummaryKind, SummarySpec,
    document_service_client::DocumentServiceClient, input::Input as Kind, summary_spec::Length,
};
use tonic::{Status, transport::Channel};

use super::wording::id_in_words;
use crate::{client, exit, json};

/// How many sentences the summary has: what fits on a screen.
const SUMMARY_SENTENCES: i32 = 5;

/// The most quotations, events and claims that are asked for: more than anybody reads.
const ITEMS_MAX: i32 = 100;

/// How many documents are asked for at a time; the server ends a page of long texts earlier.
const PAGE_SIZE: i32 = 100;

/// A part of a story: its name in JSON, its name for people, what kind of summary it is, and how it is asked for.
pub(crate) struct Asked {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    pub(crate) kind: SummaryKind,
    length: Option<i32>,
    order: SegmentOrder,
}

/// The parts, in the order of the page.
const PARTS: [Asked; 6] = [
    part("headline", "headline", SummaryKind::Headline, None, SegmentOrder::Source),
    part("extractive", "summary", SummaryKind::Extractive, Some(SUMMARY_SENTENCES), SegmentOrder::Lead),
    part("keyPoints", "key points", SummaryKind::KeyPoints, None, SegmentOrder::Rank),
    part("quotes", "quotations", SummaryKind::Quotes, Some(ITEMS_MAX), SegmentOrder::Rank),
    part("timeline", "timeline", SummaryKind::Timeline, Some(ITEMS_MAX), SegmentOrder::Source),
    part("comparison", "comparison", SummaryKind::Comparison, Some(ITEMS_MAX), SegmentOrder::Rank),
];

const fn part(
    key: &'static str,
    name: &'static str,
    kind: SummaryKind,
    length: Option<i32>,
    order: SegmentOrder,
) -> Asked {
    Asked { key, name, kind, length, order }
}

/// What the server answered.
pub(crate) struct Answers {
    /// The title of the collection, where there is one and only one.
    pub(crate) title: String,
    /// The documents with their texts.
    pub(crate) documents: Vec<Document>,
    /// Each part, or why there is none.
    pub(crate) parts: Vec<(&'static Asked, Result<Summary, String>)>,
}

/// Asks for texts and for every part. A part that the server doesn't make is left out.
///
/// # Errors
/// When the server can't be reached, doesn't know an input, or makes no part at all.
pub(crate) async fn ask(server: &str, mut inputs: Vec<Input>) -> anyhow::Result<Answers> {
    name_apart(&mut inputs);
    let summaries = client::summaries(server).await?;
    let requests = PARTS.iter().map(|part| {
        let (mut client, request) = (summaries.clone(), part.request(inputs.clone()));
        async move { client.summarize(request).await }
    });
    let mut client = client::documents(server).await?;
    // The documents first: a name that nobody knows is told as such, and not as six parts that aren't made.
    let (title, documents) = (title(&mut client, &inputs).await?, documents(&mut client, &inputs).await?);
    if documents.is_empty() {
        bail!("there are no documents to tell a story of");
    }
    let answers = join_all(requests).await;
    let mut first_failure: Option<Status> = None;
    let mut parts = Vec::with_capacity(PARTS.len());
    for (part, answer) in PARTS.iter().zip(answers) {
        let part_answer = match answer {
            Ok(response) => Ok(response.into_inner().summary.context("the server sent no summary")?),
            Err(status) => {
                let described = exit::describe_status(&status);
                first_failure.get_or_insert(status);
                Err(described)
            }
        };
        parts.push((part, part_answer));
    }
    match first_failure {
        Some(status) if parts.iter().all(|(_, answer)| answer.is_err()) => Err(status.into()),
        _ => Ok(Answers { title, documents, parts }),
    }
}

impl Asked {
    fn request(&self, inputs: Vec<Input>) -> SummarizeRequest {
        let spec = SummarySpec {
            kind: self.kind.into(),
            length: self.length.map(Length::Sentences),
            order: self.order.into(),
            offset_units: vec![OffsetUnit::CodePoints.into()],
            ..SummarySpec::default()
        };
        SummarizeRequest { inputs, spec: Some(spec), ..SummarizeRequest::default() }
    }
}

impl Answers {
    /// One object with the messages under their names, and under `notMade` why parts are missing.
    pub(crate) fn json(&self) -> anyhow::Result<Value> {
        let mut object = Map::new();
        let documents: anyhow::Result<Vec<Value>> = self.documents.iter().map(json::value).collect();
        object.insert("documents".to_owned(), Value::Array(documents?));
        let mut missing = Map::new();
        for (part, answer) in &self.parts {
            match answer {
                Ok(summary) => object.insert(part.key.to_owned(), json::value(summary)?),
                Err(why) => missing.insert(part.key.to_owned(), Value::from(why.as_str())),
            };
        }
        if !missing.is_empty() {
            object.insert("notMade".to_owned(), Value::Object(missing));
        }
        Ok(Value::Object(object))
    }
}

/// Gives documents of the same name names of their own, so that the answers tell them apart.
fn name_apart(inputs: &mut [Input]) {
    let mut taken = HashSet::new();
    for (number, input) in (1..).zip(inputs) {
        if let Some(Kind::Document(document)) = &mut input.input
            && !taken.insert(document.name.clone())
        {
            document.name = format!("{}#{number}", document.name);
            taken.insert(document.name.clone());
        }
    }
}

/// The title of a collection, or else its id in words.
async fn title(client: &mut DocumentServiceClient<Channel>, inputs: &[Input]) -> anyhow::Result<String> {
    let [Input { input: Some(Kind::Name(name)) }] = inputs else { return Ok(String::new()) };
    if name.contains("/documents/") {
        return Ok(String::new());
    }
    let collection = client.get_collection(GetCollectionRequest { name: name.clone() }).await?.into_inner();
    if !collection.title.is_empty() {
        return Ok(collection.title);
    }
    Ok(id_in_words(name.trim_start_matches("collections/")))
}

/// The documents of all inputs with the texts that spans point into.
async fn documents(
    client: &mut DocumentServiceClient<Channel>,
    inputs: &[Input],
) -> anyhow::Result<Vec<Document>> {
    let mut found = Vec::new();
    for input in inputs {
        match &input.input {
            Some(Kind::Name(name)) if name.contains("/documents/") => {
                let request = GetDocumentRequest { name: name.clone(), view: DocumentView::Full.into() };
                found.push(client.get_document(request).await?.into_inner());
            }
            Some(Kind::Name(name)) => found.extend(listed(client, name).await?),
            Some(Kind::Document(document)) => {
                found.push(read(client, document).await.with_context(|| document.name.clone())?);
            }
            None => {}
        }
    }
    Ok(found)
}

/// All documents of a collection.
async fn listed(client: &mut DocumentServiceClient<Channel>, parent: &str) -> anyhow::Result<Vec<Document>> {
    let (mut documents, mut page_token) = (Vec::new(), String::new());
    loop {
        let view = DocumentView::Full.into();
        let request =
            ListDocumentsRequest { parent: parent.to_owned(), page_size: PAGE_SIZE, page_token, view };
        let page = client.list_documents(request).await?.into_inner();
        documents.extend(page.documents);
        page_token = page.next_page_token;
        if page_token.is_empty() {
            return Ok(documents);
        }
    }
}

/// A document as the server reads it, which stores nothing: of HTML and Markdown the text without its marks.
async fn read(client: &mut DocumentServiceClient<Channel>, document: &Document) -> anyhow::Result<Document> {
    let request = CreateDocumentRequest {
        parent: "collections/default".to_owned(),
        document: Some(document.clone()),
        validate_only: true,
        ..CreateDocumentRequest::default()
    };
    let read = client.create_document(request).await?.into_inner();
    Ok(Document { name: document.name.clone(), ..read })
}
