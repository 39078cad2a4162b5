//! `synoptic collections`.

use std::{fmt::Write as _, process::ExitCode};

use clap::Subcommand;
use synoptic_api::v1::{
    ClusterDocumentsRequest, Collection, CreateCollectionRequest, DeleteCollectionRequest, DocumentCluster,
    GetCollectionRequest, ListCollectionsRequest, ListCollectionsResponse,
};

use super::inputs::collection;
use crate::{
    client, json, output,
    render::{Format, one_line},
};

/// Lists, creates, shows, clusters and deletes collections.
#[derive(Subcommand)]
pub(crate) enum Collections {
    /// Lists all collections, ordered by name.
    List {
        /// How to print.
        #[arg(long, default_value = "text")]
        format: Format,
    },
    /// Creates a collection.
    Create {
        /// Its id: 1 to 63 characters of a-z, 0-9 and -.
        id: String,
        /// A title for people.
        #[arg(long, default_value = "")]
        title: String,
    },
    /// Shows a collection.
    Get {
        /// Its id, or `collections/{collection}`.
        #[arg(value_parser = collection)]
        name: String,
        /// How to print.
        #[arg(long, default_value = "text")]
        format: Format,
    },
    /// Groups the documents of a collection into events, and marks near-duplicates.
    Cluster {
        /// Its id, or `collections/{collection}`; `-` for all.
        #[arg(value_parser = collection)]
        name: String,
        /// How similar documents on one event are at least, above 0 and at most 1: a cosine. The server's own if not given.
        #[arg(long, default_value_t = 0.0, hide_default_value = true)]
        similarity_min: f64,
        /// How to print.
        #[arg(long, default_value = "text")]
        format: Format,
    },
    /// Deletes a collection.
    Delete {
        /// Its id, or `collections/{collection}`.
        #[arg(value_parser = collection)]
        name: String,
        /// Deletes its documents too.
        #[arg(long)]
        force: bool,
    },
}

impl Collections {
    pub(crate) async fn run(self, server: &str) -> anyhow::Result<ExitCode> {
        let mut client = client::documents(server).await?;
        match self {
            Self::List { format } => {
                let mut listed = ListCollectionsResponse::default();
                loop {
                    let page_token = std::mem::take(&mut listed.next_page_token);
                    let request = ListCollectionsRequest { page_size: 1000, page_token };
                    let page = client.list_collections(request).await?.into_inner();
                    listed.collections.extend(page.collections);
                    listed.next_page_token = page.next_page_token;
                    if listed.next_page_token.is_empty() {
                        break;
                    }
                }
                if format == Format::Json {
                    output::line(json::print(&listed, true)?)?;
                } else {
                    listed.collections.iter().try_for_each(|collection| output::line(line(collection)))?;
                }
            }
            Self::Create { id, title } => {
                let collection = Some(Collection { title, ..Collection::default() });
                let request = CreateCollectionRequest { collection, collection_id: id };
                output::line(line(&client.create_collection(request).await?.into_inner()))?;
            }
            Self::Get { name, format } => {
                let collection = client.get_collection(GetCollectionRequest { name }).await?.into_inner();
                if format == Format::Json {
                    output::line(json::print(&collection, true)?)?;
                } else {
                    output::line(line(&collection))?;
                }
            }
            Self::Cluster { name, similarity_min, format } => {
                let request = ClusterDocumentsRequest { parent: name, similarity_min };
                let events = client.cluster_documents(request).await?.into_inner();
                if format == Format::Json {
                    output::line(json::print(&events, true)?)?;
                } else {
                    events.clusters.iter().try_for_each(|cluster| output::print(event(cluster)))?;
                }
            }
            Self::Delete { name, force } => {
                client
                    .delete_collection(DeleteCollectionRequest { name, etag: String::new(), force })
                    .await?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn line(collection: &Collection) -> String {
    format!("{}\t{} documents\t{}", collection.name, collection.document_count, collection.title)
}

/// The title of an event, and each of its documents with how similar it is to the others.
fn event(cluster: &DocumentCluster) -> String {
    let mut lines = format!("{}\n", one_line(&cluster.title));
    for document in &cluster.documents {
        let _ = write!(lines, "    {:.2}  {}", document.similarity, document.name);
        if !document.duplicate_of.is_empty() {
            let _ = write!(lines, "  near-duplicate of {}", document.duplicate_of);
        }
        lines.push('\n');
    }
    lines
}
