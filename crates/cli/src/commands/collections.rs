//! `synoptic collections`.

use std::process::ExitCode;

use clap::Subcommand;
use synoptic_api::v1::{
    Collection, CreateCollectionRequest, DeleteCollectionRequest, GetCollectionRequest,
    ListCollectionsRequest, ListCollectionsResponse,
};

use crate::{client, json, render::Format};

/// Lists, creates, shows and deletes collections.
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
        /// `collections/{collection}`.
        name: String,
        /// How to print.
        #[arg(long, default_value = "text")]
        format: Format,
    },
    /// Deletes a collection.
    Delete {
        /// `collections/{collection}`.
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
                    println!("{}", json::print(&listed, true)?);
                } else {
                    listed.collections.iter().for_each(|collection| println!("{}", line(collection)));
                }
            }
            Self::Create { id, title } => {
                let collection = Some(Collection { title, ..Collection::default() });
                let request = CreateCollectionRequest { collection, collection_id: id };
                println!("{}", line(&client.create_collection(request).await?.into_inner()));
            }
            Self::Get { name, format } => {
                let collection = client.get_collection(GetCollectionRequest { name }).await?.into_inner();
                if format == Format::Json {
                    println!("{}", json::print(&collection, true)?);
                } else {
                    println!("{}", line(&collection));
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
