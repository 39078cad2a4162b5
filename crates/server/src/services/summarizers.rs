//! `SummarizerService`.

use std::sync::Arc;

use synoptic_api::v1::{
    GetSummarizerRequest, ListSummarizersRequest, ListSummarizersResponse, Summarizer,
    summarizer_service_server::SummarizerService,
};
use synoptic_plugin_host::Catalog;
use tonic::{Request, Response, Status, async_trait};

use crate::{
    error::Fault,
    from_proto::{paging, summarizer_name},
    to_proto,
};

pub(crate) struct Summarizers {
    pub(crate) catalog: Arc<Catalog>,
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
        let after = |name: &str| paging.after.as_deref().is_none_or(|last| name > last);
        let mut found = self.catalog.iter().filter(|summarizer| after(summarizer.name())).peekable();
        let mut answer = ListSummarizersResponse::default();
        while answer.summarizers.len() < paging.size {
            let Some(summarizer) = found.next() else { break };
            answer.summarizers.push(to_proto::summarizer(summarizer, &self.default));
            if answer.summarizers.len() == paging.size && found.peek().is_some() {
                answer.next_page_token = paging.token(summarizer.name());
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
        let summarizer = self.catalog.resolve(name).map_err(|error| Fault::from(error).of("name"))?;
        Ok(Response::new(to_proto::summarizer(summarizer, &self.default)))
    }
}
