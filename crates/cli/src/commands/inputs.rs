//! What a command is given to read: files, the standard input, and names of documents and collections.

use std::{
    collections::HashMap,
    convert::Infallible,
    io::Read as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use prost_types::Timestamp;
use synoptic_api::v1::{Document, Input, input::Input as Kind};
use tonic::Status;
use tonic_types::StatusExt as _;

use crate::{exit::Misuse, input};

/// The longest name of a document that isn't stored, in bytes: the API's own limit.
const NAME_BYTES_MAX: usize = 255;

/// What was given, read.
#[derive(Default)]
pub(super) struct Inputs {
    inputs: Vec<Input>,
    /// What each is called in full: a path, with the document's id where a file has several, or a name.
    places: Vec<String>,
}

impl Inputs {
    /// Reads what was given. Documents of files are named by these: by their paths where names are equal.
    pub(super) fn read(given: Vec<String>, published: Option<Timestamp>) -> anyhow::Result<Self> {
        let mut inputs = Self::default();
        for given in given {
            inputs.add(given, published)?;
        }
        inputs.tell_apart();
        Ok(inputs)
    }

    /// What is asked about.
    pub(super) fn to_vec(&self) -> Vec<Input> {
        self.inputs.clone()
    }

    /// A refusal, with what was given where that is at fault.
    pub(super) fn blame(&self, status: Status) -> anyhow::Error {
        let details = status.get_error_details();
        let violation = details.bad_request().and_then(|request| request.field_violations.first());
        let index = violation.and_then(|violation| {
            let (index, _) = violation.field.strip_prefix("inputs[")?.split_once(']')?;
            index.parse::<usize>().ok()
        });
        match index.and_then(|index| self.places.get(index)).cloned() {
            Some(place) => anyhow::Error::new(status).context(place),
            None => status.into(),
        }
    }

    /// Reads one argument: a name, the standard input, or a file.
    fn add(&mut self, given: String, published: Option<Timestamp>) -> anyhow::Result<()> {
        if given == "-" {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).context("the standard input isn't UTF-8")?;
            self.push(input::plain(text), "stdin", "the standard input".to_owned());
            return Ok(());
        }
        let path = PathBuf::from(&given);
        if given.starts_with("collections/") && !path.exists() {
            self.inputs.push(Input { input: Some(Kind::Name(given.clone())) });
            self.places.push(given);
            return Ok(());
        }
        if is_id(&given) && !path.exists() {
            let why = format!("there is no file {given}; a collection is named collections/{given}");
            return Err(Misuse(why).into());
        }
        let articles = input::read(&path)?.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
        let file = path.file_name().and_then(|name| name.to_str()).unwrap_or("file");
        let several = articles.len() > 1;
        for mut article in articles {
            input::publish(&mut article.document, published);
            let id = if several { format!("#{}", article.id) } else { String::new() };
            self.push(article.document, &format!("{file}{id}"), format!("{given}{id}"));
        }
        Ok(())
    }

    fn push(&mut self, document: Document, name: &str, place: String) {
        let document = Document { name: name.to_owned(), ..document };
        self.inputs.push(Input { input: Some(Kind::Document(document)) });
        self.places.push(place);
    }

    /// Names documents by their places where several have the same name.
    fn tell_apart(&mut self) {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for input in &self.inputs {
            if let Some(Kind::Document(document)) = &input.input {
                *counts.entry(document.name.clone()).or_default() += 1;
            }
        }
        for (input, place) in self.inputs.iter_mut().zip(&self.places) {
            if let Some(Kind::Document(document)) = &mut input.input
                && counts[&document.name] > 1
                && place.len() <= NAME_BYTES_MAX
            {
                document.name.clone_from(place);
            }
        }
    }
}

/// A collection's id as its name; a name as it is.
pub(super) fn collection(given: &str) -> Result<String, Infallible> {
    Ok(if given.contains('/') { given.to_owned() } else { format!("collections/{given}") })
}

/// A collection's id as its name, unless a file is called so; a name or file as it is.
pub(super) fn collection_or_file(given: &str) -> Result<String, Infallible> {
    if is_id(given) && !Path::new(given).exists() { collection(given) } else { Ok(given.to_owned()) }
}

/// Whether a text has the form of an id.
fn is_id(text: &str) -> bool {
    let is_known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text != "-" && text.bytes().all(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_collection() {
        let named = |given| collection_or_file(given).unwrap();
        assert_eq!(named("pyongyang-treaty"), "collections/pyongyang-treaty");
        assert_eq!(named("collections/a"), "collections/a");
        assert_eq!(named("report.txt"), "report.txt");
        assert_eq!(named("-"), "-");
    }
}
