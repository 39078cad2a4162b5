//! `synoptic import`.

use std::{
    collections::{BTreeSet, HashMap, hash_map::Entry},
    io::IsTerminal as _,
    path::PathBuf,
    process::ExitCode,
};

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
    files,
    input::{self, Article},
    json, output,
    render::Format,
};

/// Stores files as documents: articles as .txt, .md, .html, or .jsonl with one article a line.
///
/// A file in a folder goes to the collection of the folder's name, which is made if need be; a file that is named itself goes
/// to `default`. A document's id is made of the file's name, so that importing a file again updates its document, and changes
/// nothing when the file hasn't changed. Of several files that give the same id in one collection, the first is stored and the
/// others fail.
///
/// In folders, files of other endings are left out, and so are those whose names but not endings are in capitals (README.md),
/// as they speak of the folder, and links to folders. A file that is named itself is taken whatever its ending, as plain
/// text if it is none of these.
#[derive(Args)]
#[command(after_long_help = input::FIELDS)]
pub(crate) struct Import {
    /// Files and folders: .txt, .md, .html, .htm and .jsonl, in capitals too.
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

/// How many documents are on their way at a time.
const IN_FLIGHT: usize = 16;

/// A document, where it comes from and where it goes.
struct Item {
    path: PathBuf,
    collection: String,
    article: Article,
}

impl Item {
    /// The name that it is stored under.
    fn name(&self) -> String {
        format!("collections/{}/documents/{}", self.collection, self.article.id)
    }

    /// The file that it comes from, with its line if there are several.
    fn place(&self) -> String {
        let path = self.path.display();
        self.article.line.map_or_else(|| path.to_string(), |line| format!("{path}, line {line}"))
    }
}

impl Import {
    pub(crate) async fn run(self, server: &str) -> anyhow::Result<ExitCode> {
        let mut files = Vec::new();
        for path in &self.paths {
            files::find(path, &mut files)?;
        }
        let mut failed = 0_usize;
        let mut items = Vec::new();
        for (path, folder) in files {
            let collection = self.collection.clone().or(folder).unwrap_or_else(|| "default".to_owned());
            for article in input::read(&path).unwrap_or_else(|error| vec![Err(error)]) {
                match article {
                    Ok(mut article) => {
                        input::publish(&mut article.document, self.published);
                        items.push(Item { path: path.clone(), collection: collection.clone(), article });
                    }
                    Err(error) => {
                        failed += 1;
                        output::tell(format_args!("failed {error:#}"));
                    }
                }
            }
        }
        let (items, repeated) = first_of_each_name(items);
        failed += repeated.len();
        repeated.iter().for_each(|why| output::tell(format_args!("failed {why}")));
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
            async move { (item.place(), store_one(&mut documents, item).await) }
        };
        let mut answers = stream::iter(items).map(send).buffer_unordered(IN_FLIGHT);
        while let Some((place, answer)) = answers.next().await {
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
                        output::tell(format_args!("failed {place}: {}", exit::describe_status(&status)));
                    });
                }
            }
        }
        bar.finish_and_clear();
        Ok(stored)
    }
}

/// Parts the items from those whose name another one before them has, of which it says so.
fn first_of_each_name(items: Vec<Item>) -> (Vec<Item>, Vec<String>) {
    let mut places: HashMap<String, String> = HashMap::new();
    let (mut first, mut repeated) = (Vec::with_capacity(items.len()), Vec::new());
    for item in items {
        let place = item.place();
        match places.entry(item.name()) {
            Entry::Occupied(taken) => {
                repeated.push(format!("{place}: {} is taken by {}", taken.key(), taken.get()));
            }
            Entry::Vacant(free) => {
                free.insert(place);
                first.push(item);
            }
        }
    }
    (first, repeated)
}

async fn store_one(
    documents: &mut DocumentServiceClient<Channel>,
    item: Item,
) -> Result<Document, tonic::Status> {
    let name = item.name();
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

fn progress(count: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(count as u64);
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} documents, {eta} left");
    style.map_or(bar.clone(), |style| bar.with_style(style))
}
