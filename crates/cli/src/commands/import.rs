//! `synoptic import`.

use std::{
    collections::BTreeSet,
    fs,
    io::IsTerminal as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use clap::Args;
use futures_util::{StreamExt as _, stream};
use indicatif::{ProgressBar, ProgressStyle};
use prost_types::{FieldMask, Timestamp};
use synoptic_api::v1::{
    CreateCollectionRequest, Document, UpdateDocumentRequest, document_service_client::DocumentServiceClient,
};
use tonic::{Code, transport::Channel};

use crate::{
    client,
    exit::{self, SOME_FAILED},
    input::{self, Article},
    json, output,
};

/// Stores files as documents.
///
/// A file in a folder goes to the collection of the folder's name, which is made if need be; a file that is named itself goes
/// to `default`. A document's id is made of the file's name, so that importing a file again updates its document, and changes
/// nothing when the file hasn't changed. In folders, files whose names are in capitals (README.md) speak of the folder and
/// are left out.
#[derive(Args)]
pub(crate) struct Import {
    /// Files and folders: .txt, .md, .html and .jsonl.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The collection for all of them.
    #[arg(long, value_name = "ID")]
    collection: Option<String>,
    /// When those were published that don't tell, such as 2025-03-04T09:30:00Z.
    #[arg(long, value_name = "TIME", value_parser = input::time)]
    published: Option<Timestamp>,
    /// How to print: `json` is a line for each document, when it is safely stored.
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

/// How many documents are on their way at a time.
const IN_FLIGHT: usize = 16;

/// A document and where it goes.
struct Item {
    path: PathBuf,
    collection: String,
    article: Article,
}

impl Import {
    pub(crate) async fn run(self, server: &str) -> anyhow::Result<ExitCode> {
        let mut files = Vec::new();
        for path in &self.paths {
            find_files(path, &mut files)?;
        }
        let mut failed = 0_usize;
        let mut items = Vec::new();
        for (path, folder) in files {
            let collection = self.collection.clone().or(folder).unwrap_or_else(|| "default".to_owned());
            match input::read(&path) {
                Ok(articles) => items.extend(articles.into_iter().map(|mut article| {
                    input::publish(&mut article.document, self.published);
                    Item { path: path.clone(), collection: collection.clone(), article }
                })),
                Err(error) => {
                    failed += 1;
                    eprintln!("failed {error:#}");
                }
            }
        }
        let documents = client::documents(server).await?;
        create_collections(&documents, &items).await?;
        let stored = self.store(documents, items, &mut failed).await?;
        if self.format == Format::Text {
            output::line(format_args!("{stored} documents stored, {failed} failed"))?;
        }
        Ok(if failed > 0 { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS })
    }

    /// Stores the documents, several at a time, and tells each as soon as it is safe.
    async fn store(
        &self,
        documents: DocumentServiceClient<Channel>,
        items: Vec<Item>,
        failed: &mut usize,
    ) -> anyhow::Result<usize> {
        let bar = progress(items.len());
        let mut stored = 0;
        let send = |item: Item| {
            let mut documents = documents.clone();
            async move { (item.path.clone(), store_one(&mut documents, item).await) }
        };
        let mut answers = stream::iter(items).map(send).buffer_unordered(IN_FLIGHT);
        while let Some((path, answer)) = answers.next().await {
            bar.inc(1);
            match answer {
                Ok(document) => {
                    stored += 1;
                    let basic = Document { text: String::new(), ..document };
                    if self.format == Format::Json {
                        output::line(json::print(&basic, false)?)?;
                    }
                }
                Err(status) if status.code() == Code::Unavailable => return Err(status.into()),
                Err(status) => {
                    *failed += 1;
                    bar.suspend(|| {
                        eprintln!("failed {}: {}", path.display(), exit::describe_status(&status));
                    });
                }
            }
        }
        bar.finish_and_clear();
        Ok(stored)
    }
}

async fn store_one(
    documents: &mut DocumentServiceClient<Channel>,
    item: Item,
) -> Result<Document, tonic::Status> {
    let name = format!("collections/{}/documents/{}", item.collection, item.article.id);
    let request = UpdateDocumentRequest {
        document: Some(Document { name, ..item.article.document }),
        update_mask: Some(FieldMask { paths: vec!["*".to_owned()] }),
        allow_missing: true,
        validate_only: false,
    };
    Ok(documents.update_document(request).await?.into_inner())
}

/// Makes the collections that aren't there yet.
async fn create_collections(
    documents: &DocumentServiceClient<Channel>,
    items: &[Item],
) -> anyhow::Result<()> {
    let ids: BTreeSet<&str> = items.iter().map(|item| item.collection.as_str()).collect();
    for id in ids {
        let request = CreateCollectionRequest { collection: None, collection_id: id.to_owned() };
        match documents.clone().create_collection(request).await {
            Err(status) if status.code() != Code::AlreadyExists => return Err(status.into()),
            _ => {}
        }
    }
    Ok(())
}

/// Finds the files below a path in the order of their names, each with the id of the folder that holds it.
fn find_files(path: &Path, files: &mut Vec<(PathBuf, Option<String>)>) -> anyhow::Result<()> {
    let metadata = fs::metadata(path).with_context(|| format!("{} can't be read", path.display()))?;
    if metadata.is_file() {
        files.push((path.to_owned(), None));
        return Ok(());
    }
    let whole = fs::canonicalize(path)?;
    let folder =
        whole.file_name().and_then(|name| name.to_str()).map(input::slug).filter(|id| !id.is_empty());
    let mut entries =
        fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            find_files(&entry, files)?;
        } else if input::is_supported(&entry) && !speaks_of_the_folder(&entry) {
            files.push((entry, folder.clone()));
        }
    }
    Ok(())
}

/// README.md, SOURCES.md and the like.
fn speaks_of_the_folder(path: &Path) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    stem.chars().any(char::is_uppercase) && !stem.chars().any(char::is_lowercase)
}

fn progress(count: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(count as u64);
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} documents, {eta} left");
    style.map_or(bar.clone(), |style| bar.with_style(style))
}
