//! `SummarizerService`.

use std::sync::Arc;

use synoptic_api::v1::{
    GetSummarizerRequest, ListSummarizersRequest, ListSummarizersResponse, Summarizer,
    summarizer_service_server::SummarizerService,
};
use synoptic_plugin_host::{Catalog, Registry, ResolveError};
use tonic::{Request, Response, Status, async_trait};

use crate::{
    error::Fault,
    from_proto::{paging, summarizer_name},
    to_proto,
};

pub(crate) struct Summarizers {
    pub(crate) registry: Arc<Registry>,
    pub(crate) default: String,
}

#[async_trait]
impl SummarizerService for Summarizers {
    async fn list_summarizers(
        &self,
        request: Request<ListSummarizersRequest>,
    ) -> Result<Response<ListSummarizersResponse>, Status> {
        let request = request.into_inner();
        let paging = paging("summarizers", request.page_size, &request.page_token)?;
        let catalog = self.registry.catalog();
        let after = |name: &String| paging.after.as_ref().is_none_or(|last| name > last);
        let mut names = catalog.names().into_iter().filter(after).peekable();
        let mut answer = ListSummarizersResponse::default();
        while answer.summarizers.len() < paging.size {
            let Some(name) = names.next() else { break };
            // A route whose targets are gone answers nobody.
            let Ok(summarizer) = self.describe(&catalog, &name) else { continue };
            answer.summarizers.push(summarizer);
            if answer.summarizers.len() == paging.size && names.peek().is_some() {
                answer.next_page_token = paging.token(&name);
            }
        }
        Ok(Response::new(answer))
    }

    async fn get_summarizer(
        &self,
        request: Request<GetSummarizerRequest>,
    ) -> Result<Response<Summarizer>, Status> {
        let request = request.into_inner();
        let name = summarizer_name(&request.name, "name")?;
        let summarizer = self.describe(&self.registry.catalog(), name);
        Ok(Response::new(summarizer.map_err(|error| Fault::from(error).of("name"))?))
    }
}

impl Summarizers {
    /// What answers for a name; of several targets, the first.
    fn describe(&self, catalog: &Catalog, name: &str) -> Result<Summarizer, ResolveError> {
        let summarizer = catalog.resolve(name, || 0)?.summarizer;
        let bare = name.split_once('@').map_or(name, |(bare, _)| bare);
        let versions = catalog.versions_of(&summarizer);
        Ok(to_proto::summarizer(bare, &summarizer, versions, &self.default))
    }
}
