//! `synoptic documents`.

use std::process::ExitCode;

use clap::Subcommand;
use synoptic_api::v1::{
    DeleteDocumentRequest, Document, DocumentView, GetDocumentRequest, ListDocumentsRequest,
    ListDocumentsResponse,
};
use tonic::Code;

use super::inputs::collection;
use crate::{client, exit, json, output, render::Format};

/// Lists, shows and deletes documents.
#[derive(Subcommand)]
pub(crate) enum Documents {
    /// Lists documents, ordered by name.
    List {
        /// The collection, its id or `collections/{collection}`; `-` for all.
        #[arg(default_value = "-", value_parser = collection)]
        parent: String,
        /// All of them, not only the first page.
        #[arg(long)]
        all: bool,
        /// How to print.
        #[arg(long, default_value = "text")]
        format: Format,
    },
    /// Shows a document.
    Get {
        /// `collections/{collection}/documents/{document}`.
        name: String,
        /// Shows a document that was HTML or Markdown as it was sent, in place of its text; in JSON both.
        #[arg(long)]
        original: bool,
        /// How to print.
        #[arg(long, default_value = "text")]
        format: Format,
    },
    /// Deletes documents, and tells each. Where one can't be deleted, the others are.
    Delete {
        /// `collections/{collection}/documents/{document}`.
        #[arg(required = true)]
        names: Vec<String>,
        /// Deletes only what has this etag.
        #[arg(long, default_value = "")]
        etag: String,
    },
}

impl Documents {
    pub(crate) async fn run(self, server: &str) -> anyhow::Result<ExitCode> {
        match self {
            Self::List { parent, all, format } => list(server, parent, all, format).await?,
            Self::Get { name, original, format } => get(server, name, original, format).await?,
            Self::Delete { names, etag } => return delete(server, names, etag).await,
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn list(server: &str, parent: String, all: bool, format: Format) -> anyhow::Result<()> {
    let mut client = client::documents(server).await?;
    let mut listed = ListDocumentsResponse::default();
    loop {
        let page_token = std::mem::take(&mut listed.next_page_token);
        let page_size = if all { 1000 } else { 0 };
        let request = ListDocumentsRequest { parent: parent.clone(), page_size, page_token, view: 0 };
        let page = client.list_documents(request).await?.into_inner();
        listed.documents.extend(page.documents);
        listed.next_page_token = page.next_page_token;
        if !all || listed.next_page_token.is_empty() {
            break;
        }
    }
    if format == Format::Json {
        output::line(json::print(&listed, true)?)?;
        return Ok(());
    }
    for document in &listed.documents {
        output::line(line(document))?;
    }
    if !listed.next_page_token.is_empty() {
        output::tell("there are more; --all lists them");
    }
    Ok(())
}

fn line(document: &Document) -> String {
    let outlet = document.source.as_ref().map(|source| source.outlet.as_str()).unwrap_or_default();
    format!("{}\t{outlet}\t{}", document.name, document.title)
}

async fn get(server: &str, name: String, original: bool, format: Format) -> anyhow::Result<()> {
    let view = if original { DocumentView::Original } else { DocumentView::Full };
    let request = GetDocumentRequest { name, view: view.into() };
    let document = client::documents(server).await?.get_document(request).await?.into_inner();
    if format == Format::Json {
        output::line(json::print(&document, true)?)?;
        return Ok(());
    }
    output::line(format_args!(
        "{}\nrevision {}, etag {}, {}",
        line(&document),
        document.revision,
        document.etag,
        document.digest
    ))?;
    output::line(format_args!(
        "\n{}",
        if original && !document.original.is_empty() { &document.original } else { &document.text }
    ))?;
    Ok(())
}

async fn delete(server: &str, names: Vec<String>, etag: String) -> anyhow::Result<ExitCode> {
    let mut client = client::documents(server).await?;
    let (is_one, mut failed) = (names.len() == 1, false);
    for name in names {
        let request = DeleteDocumentRequest { name: name.clone(), etag: etag.clone() };
        match client.delete_document(request).await {
            Ok(_) => output::line(format_args!("deleted {name}"))?,
            Err(status) if is_one || status.code() == Code::Unavailable => return Err(status.into()),
            Err(status) => {
                failed = true;
                output::tell(format_args!("failed {name}: {}", exit::describe_status(&status)));
            }
        }
    }
    Ok(if failed { ExitCode::from(exit::SOME_FAILED) } else { ExitCode::SUCCESS })
}
