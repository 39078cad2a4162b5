//! `DocumentService`.

use std::{collections::HashMap, sync::Arc};

use futures_util::StreamExt as _;
use synoptic_api::v1::{
    BatchCreateDocumentsRequest, BatchCreateDocumentsResponse, ClusterDocumentsRequest,
    ClusterDocumentsResponse, Collection, CreateCollectionRequest, CreateDocumentRequest,
    DeleteCollectionRequest, DeleteDocumentRequest, Document, DocumentView, GetCollectionRequest,
    GetDocumentRequest, ListCollectionsRequest, ListCollectionsResponse, ListDocumentsRequest,
    ListDocumentsResponse, StreamClusterDocumentsRequest, StreamClusterDocumentsResponse,
    UpdateCollectionRequest, UpdateDocumentRequest, document_service_server::DocumentService,
};
use synoptic_document_store::{
    Condition, Document as Stored, DocumentDraft, DocumentKey, DocumentStore, Error as StoreError,
    ListDocuments,
};
use tonic::{Request, Response, Status, Streaming, async_trait};
use uuid::Uuid;

use super::{
    Inputs,
    clusters::{Placing, cluster_options},
    streams::{Messages, until_stopping},
    terms,
};
use crate::{
    ending::Phases,
    error::{Error, Fault},
    from_proto::{
        Intake, PAGE_TEXT_BYTES_MAX, changed_fields, check_collection, collection_fields, collection_id,
        document_key, intake, merge_collection, merge_document, new_id, paging, request_key,
    },
    lanes::{Priority, Terms},
    summarize::Engine,
    to_proto::{self, UNWRITTEN, View},
};

pub(crate) struct Documents {
    pub(crate) store: Arc<dyn DocumentStore>,
    pub(crate) engine: Arc<Engine>,
    pub(crate) inputs: Inputs,
    pub(crate) phases: Phases,
}

/// The most documents of one batch.
const BATCH_MAX: usize = 1000;

/// How often an update without an etag is tried when others are faster; then it is refused as one with an etag.
const UPDATE_TRIES_MAX: usize = 5;

impl Engine {
    /// Takes the markup of a document away, on a thread for that where there is any.
    pub(crate) async fn finish_intake(&self, intake: Intake, terms: Terms) -> Result<DocumentDraft, Error> {
        if !intake.is_marked_up() {
            return intake.finish();
        }
        self.compute(terms, || intake.finish()).await
    }
}

#[async_trait]
impl DocumentService for Documents {
    async fn cluster_documents(
        &self,
        request: Request<ClusterDocumentsRequest>,
    ) -> Result<Response<ClusterDocumentsResponse>, Status> {
        let terms = terms(request.extensions(), &self.engine.limits, Priority::Interactive);
        let request = request.into_inner();
        let options = cluster_options(request.similarity_min, "similarity_min")?;
        let everywhere = request.parent == "collections/-";
        let collection = if everywhere { None } else { Some(collection_id(&request.parent, "parent")?) };
        if let Some(id) = &collection {
            self.store.collection(id).await.map_err(Error::from)?;
        }
        let sources = self.inputs.fetch_all(collection.as_deref(), "parent").await?;
        let engine = Arc::clone(&self.engine);
        let clusters = self.engine.compute(terms, move || Ok(engine.cluster(sources, &options))).await?;
        Ok(Response::new(ClusterDocumentsResponse { clusters }))
    }

    type StreamClusterDocumentsStream = Messages<StreamClusterDocumentsResponse>;

    async fn stream_cluster_documents(
        &self,
        request: Request<Streaming<StreamClusterDocumentsRequest>>,
    ) -> Result<Response<Self::StreamClusterDocumentsStream>, Status> {
        let (_, extensions, requests) = request.into_parts();
        let placing = Placing {
            inputs: self.inputs.clone(),
            engine: Arc::clone(&self.engine),
            extensions,
            clusters: None,
        };
        // One document at a time: where it is placed depends on those before.
        let answer = |requests: Messages<StreamClusterDocumentsRequest>| -> Messages<_> {
            Box::pin(futures_util::stream::try_unfold(
                (placing, requests),
                |(mut placing, mut requests)| async {
                    let Some(request) = requests.next().await else { return Ok(None) };
                    let answer = placing.place(request?).await?;
                    Ok(Some((answer, (placing, requests))))
                },
            ))
        };
        Ok(Response::new(until_stopping(requests, self.phases.clone(), answer)))
    }

    async fn create_document(
        &self,
        request: Request<CreateDocumentRequest>,
    ) -> Result<Response<Document>, Status> {
        let terms = terms(request.extensions(), &self.engine.limits, Priority::Interactive);
        let request = request.into_inner();
        let request_key = request_key(&request.request_id, &request, "request_id")?;
        let validate_only = request.validate_only;
        let draft = self.draft(request, None, "", terms).await?;
        if validate_only {
            self.store.collection(&draft.0.collection).await.map_err(Error::from)?;
            if self.store.document(&draft.0).await.is_ok() {
                return Err(Error::from(StoreError::DocumentExists(draft.0)).into());
            }
            return Ok(Response::new(to_proto::document(unsaved(draft), View::Full)));
        }
        let created = self.store.create_documents(vec![draft], request_key).await.map_err(Error::from)?;
        let document =
            created.into_iter().next().ok_or_else(|| Error::Internal("nothing was created".to_owned()))?;
        Ok(Response::new(to_proto::document(document, View::Full)))
    }

    async fn batch_create_documents(
        &self,
        request: Request<BatchCreateDocumentsRequest>,
    ) -> Result<Response<BatchCreateDocumentsResponse>, Status> {
        let terms = terms(request.extensions(), &self.engine.limits, Priority::Interactive);
        let request = request.into_inner();
        collection_id(&request.parent, "parent")?;
        let count = request.requests.len();
        if count == 0 {
            return Err(Fault::Missing.of("requests").into());
        }
        if count > BATCH_MAX {
            return Err(Fault::TooMany { found: count, max: BATCH_MAX }.of("requests").into());
        }
        let mut drafts = Vec::with_capacity(count);
        let mut ids = HashMap::with_capacity(count);
        for (index, item) in request.requests.into_iter().enumerate() {
            let prefix = format!("requests[{index}].");
            let alone = "isn't allowed in a batch, which is created as a whole";
            if item.validate_only {
                return Err(Fault::Conflict(alone).of(format!("{prefix}validate_only")).into());
            }
            if !item.request_id.is_empty() {
                return Err(Fault::Conflict(alone).of(format!("{prefix}request_id")).into());
            }
            if !item.document_id.is_empty()
                && let Some(first) = ids.insert(item.document_id.clone(), index)
            {
                let fault = Fault::SameId { id: item.document_id, first };
                return Err(fault.of(format!("{prefix}document_id")).into());
            }
            drafts.push(self.draft(item, Some(&request.parent), &prefix, terms).await?);
        }
        let created = self.store.create_documents(drafts, None).await.map_err(Error::from)?;
        let documents =
            created.into_iter().map(|document| to_proto::document(document, View::Full)).collect();
        Ok(Response::new(BatchCreateDocumentsResponse { documents }))
    }

    async fn get_document(&self, request: Request<GetDocumentRequest>) -> Result<Response<Document>, Status> {
        let request = request.into_inner();
        let key = document_key(&request.name, "name")?;
        let view = view(request.view, View::Full)?;
        let document = self.store.document(&key).await.map_err(Error::from)?;
        Ok(Response::new(to_proto::document(document, view)))
    }

    async fn list_documents(
        &self,
        request: Request<ListDocumentsRequest>,
    ) -> Result<Response<ListDocumentsResponse>, Status> {
        let request = request.into_inner();
        let everywhere = request.parent == "collections/-";
        let collection = if everywhere { None } else { Some(collection_id(&request.parent, "parent")?) };
        let paging = paging(&request.parent, request.page_size, &request.page_token)?;
        let view = view(request.view, View::Basic)?;
        let after = paging.after.as_deref().map(|last| document_key(last, "page_token")).transpose()?;
        let texts = view != View::Basic;
        let list =
            ListDocuments { collection, after, limit: paging.size, texts, bytes_max: PAGE_TEXT_BYTES_MAX };
        let page = self.store.documents(list).await.map_err(Error::from)?;
        let last =
            page.items.last().filter(|_| page.more).map(|document| paging.token(&document.key.to_string()));
        Ok(Response::new(ListDocumentsResponse {
            documents: page.items.into_iter().map(|document| to_proto::document(document, view)).collect(),
            next_page_token: last.unwrap_or_default(),
        }))
    }

    async fn update_document(
        &self,
        request: Request<UpdateDocumentRequest>,
    ) -> Result<Response<Document>, Status> {
        let terms = terms(request.extensions(), &self.engine.limits, Priority::Interactive);
        let update = self.read_update(request.into_inner(), terms).await?;
        for _ in 1..UPDATE_TRIES_MAX {
            match self.update(&update).await {
                Err(Error::Store(StoreError::EtagMismatch { .. } | StoreError::DocumentExists(_)))
                    if update.etag.is_empty() => {}
                updated => return Ok(Response::new(to_proto::document(updated?, View::Full))),
            }
        }
        Ok(Response::new(to_proto::document(self.update(&update).await?, View::Full)))
    }

    async fn delete_document(&self, request: Request<DeleteDocumentRequest>) -> Result<Response<()>, Status> {
        let request = request.into_inner();
        let key = document_key(&request.name, "name")?;
        self.store.delete_document(&key, given(&request.etag)).await.map_err(Error::from)?;
        Ok(Response::new(()))
    }

    async fn create_collection(
        &self,
        request: Request<CreateCollectionRequest>,
    ) -> Result<Response<Collection>, Status> {
        let request = request.into_inner();
        if request.collection_id.is_empty() {
            return Err(Fault::Missing.of("collection_id").into());
        }
        let id = new_id(&request.collection_id, "collection_id")?;
        let draft = check_collection(request.collection.unwrap_or_default(), "collection")?;
        let created = self.store.create_collection(&id, draft).await.map_err(Error::from)?;
        Ok(Response::new(to_proto::collection(created)))
    }

    async fn get_collection(
        &self,
        request: Request<GetCollectionRequest>,
    ) -> Result<Response<Collection>, Status> {
        let id = collection_id(&request.into_inner().name, "name")?;
        let collection = self.store.collection(&id).await.map_err(Error::from)?;
        Ok(Response::new(to_proto::collection(collection)))
    }

    async fn list_collections(
        &self,
        request: Request<ListCollectionsRequest>,
    ) -> Result<Response<ListCollectionsResponse>, Status> {
        let request = request.into_inner();
        let paging = paging("collections", request.page_size, &request.page_token)?;
        let page = self.store.collections(paging.after.as_deref(), paging.size).await.map_err(Error::from)?;
        let last = page.items.last().filter(|_| page.more).map(|collection| paging.token(&collection.id));
        Ok(Response::new(ListCollectionsResponse {
            collections: page.items.into_iter().map(to_proto::collection).collect(),
            next_page_token: last.unwrap_or_default(),
        }))
    }

    async fn update_collection(
        &self,
        request: Request<UpdateCollectionRequest>,
    ) -> Result<Response<Collection>, Status> {
        let request = request.into_inner();
        let collection = request.collection.ok_or_else(|| Fault::Missing.of("collection"))?;
        let id = collection_id(&collection.name, "collection.name")?;
        let fields = collection_fields(request.update_mask.as_ref(), &collection)?;
        let etag = collection.etag.clone();
        let new = check_collection(collection, "collection")?;
        let current = self.store.collection(&id).await.map_err(Error::from)?;
        let expected = given(&etag).unwrap_or(&current.etag);
        let merged = merge_collection(&current.draft, new, &fields);
        let updated = self.store.update_collection(&id, merged, expected).await.map_err(Error::from)?;
        Ok(Response::new(to_proto::collection(updated)))
    }

    async fn delete_collection(
        &self,
        request: Request<DeleteCollectionRequest>,
    ) -> Result<Response<()>, Status> {
        let request = request.into_inner();
        let id = collection_id(&request.name, "name")?;
        if id == "default" {
            return Err(Fault::Conflict("collections/default can't be deleted").of("name").into());
        }
        self.store.delete_collection(&id, given(&request.etag), request.force).await.map_err(Error::from)?;
        Ok(Response::new(()))
    }
}

/// An update that was read.
struct Update {
    key: DocumentKey,
    etag: String,
    draft: DocumentDraft,
    fields: Vec<&'static str>,
    allow_missing: bool,
    validate_only: bool,
}

impl Documents {
    /// Reads a document to create; `prefix` is where the request stands in a batch.
    async fn draft(
        &self,
        request: CreateDocumentRequest,
        parent: Option<&str>,
        prefix: &str,
        terms: Terms,
    ) -> Result<(DocumentKey, DocumentDraft), Error> {
        let at = |field: &str| format!("{prefix}{field}");
        let own = if request.parent.is_empty() { parent.unwrap_or_default() } else { &request.parent };
        let collection = collection_id(own, &at("parent"))?;
        if parent.is_some_and(|parent| parent != own) {
            return Err(Fault::Conflict("is another collection than the batch's").of(at("parent")));
        }
        let document = if request.document_id.is_empty() {
            Uuid::now_v7().to_string()
        } else {
            new_id(&request.document_id, &at("document_id"))?
        };
        let given = request.document.ok_or_else(|| Fault::Missing.of(at("document")))?;
        let intake = intake(given, &at("document"), &self.engine.limits)?;
        let draft = self.engine.finish_intake(intake, terms).await?;
        Ok((DocumentKey { collection, document }, draft))
    }

    async fn read_update(&self, request: UpdateDocumentRequest, terms: Terms) -> Result<Update, Error> {
        let mut document = request.document.ok_or_else(|| Fault::Missing.of("document"))?;
        let key = document_key(&document.name, "document.name")?;
        let etag = std::mem::take(&mut document.etag);
        if request.allow_missing && !etag.is_empty() {
            return Err(Fault::Conflict("allow_missing and an etag exclude each other").of("allow_missing"));
        }
        let fields = changed_fields(request.update_mask.as_ref(), &document)?;
        if !fields.contains(&"text") {
            // What the document holds is not looked at, but the check wants something.
            "-".clone_into(&mut document.text);
            document.format = 0;
        }
        let intake = intake(document, "document", &self.engine.limits)?;
        let draft = self.engine.finish_intake(intake, terms).await?;
        let (allow_missing, validate_only) = (request.allow_missing, request.validate_only);
        Ok(Update { key, etag, draft, fields, allow_missing, validate_only })
    }

    /// Applies an update to the document as it is now.
    async fn update(&self, update: &Update) -> Result<Stored, Error> {
        let (draft, condition, current) = match self.store.document(&update.key).await {
            Ok(current) => {
                let expected = given(&update.etag).unwrap_or(&current.etag).to_owned();
                let merged = merge_document(&current.draft, &update.draft, &update.fields);
                (merged, Condition::Etag(expected), Some(current))
            }
            Err(StoreError::NoDocument(_)) if update.allow_missing => {
                if !update.fields.contains(&"text") {
                    return Err(Fault::Missing.of("document.text"));
                }
                (update.draft.clone(), Condition::Absent, None)
            }
            Err(error) => return Err(error.into()),
        };
        if !update.validate_only {
            return Ok(self.store.write_document(&update.key, draft, condition).await?);
        }
        match (current, condition) {
            (Some(current), Condition::Etag(expected)) if current.etag != expected => {
                Err(StoreError::EtagMismatch { name: update.key.to_string(), current: current.etag }.into())
            }
            (Some(current), _) if current.draft == draft => Ok(current),
            (Some(current), _) => {
                Ok(Stored { etag: String::new(), update_time: UNWRITTEN, ..current.revised(draft) })
            }
            (None, _) => {
                self.store.collection(&update.key.collection).await?;
                Ok(unsaved((update.key.clone(), draft)))
            }
        }
    }
}

/// A document as it would be created.
fn unsaved((key, draft): (DocumentKey, DocumentDraft)) -> Stored {
    let digest = draft.digest();
    let (create_time, update_time) = (UNWRITTEN, UNWRITTEN);
    Stored { key, draft, digest, revision: 1, etag: String::new(), create_time, update_time }
}

fn view(view: i32, unspecified: View) -> Result<View, Error> {
    match DocumentView::try_from(view) {
        Ok(DocumentView::Unspecified) => Ok(unspecified),
        Ok(DocumentView::Basic) => Ok(View::Basic),
        Ok(DocumentView::Full) => Ok(View::Full),
        Ok(DocumentView::Original) => Ok(View::Original),
        Err(_) => Err(Fault::UnknownValue { found: view, kind: "DocumentView" }.of("view")),
    }
}

/// An etag that was given.
fn given(etag: &str) -> Option<&str> {
    (!etag.is_empty()).then_some(etag)
}
