//! Finds the files below a path.

use std::{
    ffi::OsStr,
    fs::{self, DirEntry},
    io,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use crate::{input, output};

/// What an entry of a folder is.
enum Found {
    Folder,
    Article,
    /// What looks like an article or a folder, but isn't taken.
    LeftOut(&'static str),
    Other,
}

/// Finds the files below a path in the order of their names, each with the id of the folder that holds it. What is left out although
/// it looks like an article is told.
pub(crate) fn find(path: &Path, files: &mut Vec<(PathBuf, Option<String>)>) -> anyhow::Result<()> {
    let unreadable = || format!("{} can't be read", path.display());
    if !fs::metadata(path).with_context(unreadable)?.is_dir() {
        files.push((path.to_owned(), None));
        return Ok(());
    }
    let whole = fs::canonicalize(path)?;
    let folder =
        whole.file_name().and_then(|name| name.to_str()).map(input::slug).filter(|id| !id.is_empty());
    let entries = fs::read_dir(path).with_context(unreadable)?;
    let mut entries = entries.collect::<io::Result<Vec<_>>>().with_context(unreadable)?;
    entries.sort_by_key(DirEntry::path);
    for entry in entries {
        let path = entry.path();
        match look_at(&entry).with_context(unreadable)? {
            Found::Folder => find(&path, files)?,
            Found::Article => files.push((path, folder.clone())),
            Found::LeftOut(why) => output::tell(format_args!("left out {}: {why}", path.display())),
            Found::Other => {}
        }
    }
    Ok(())
}

fn look_at(entry: &DirEntry) -> io::Result<Found> {
    let path = entry.path();
    if path.is_dir() {
        // Links may lead round in a circle.
        let is_link = entry.file_type()?.is_symlink();
        let why = "it is a link to a folder; name it itself to follow it";
        return Ok(if is_link { Found::LeftOut(why) } else { Found::Folder });
    }
    // A link that leads nowhere goes on as a file, and is told as one that can't be read.
    let is_file = fs::metadata(&path).map_or(true, |about| about.is_file());
    Ok(if !input::is_supported(&path) {
        Found::Other
    } else if !is_file {
        Found::LeftOut("it isn't a file")
    } else if speaks_of_the_folder(&path) {
        Found::LeftOut("it speaks of the folder; name it itself to store it")
    } else {
        Found::Article
    })
}

/// README.md, SOURCES.md and the like; in REPORT.TXT capitals tell nothing.
fn speaks_of_the_folder(path: &Path) -> bool {
    let is_in_capitals = |part: Option<&OsStr>| {
        let part = part.and_then(OsStr::to_str).unwrap_or_default();
        part.chars().any(char::is_uppercase) && !part.chars().any(char::is_lowercase)
    };
    is_in_capitals(path.file_stem()) && !is_in_capitals(path.extension())
}
