//! What is asked of a summarizer, and the arrays that it becomes.

use std::{
    ptr,
    sync::{Arc, atomic::AtomicU32},
};

use super::collection::{Collection, Document};
use crate::abi::{self, Str};

/// How much time a request is told to have: more than any test takes.
const TIME_LEFT_MS: u64 = 60_000;

/// The length of a summary where a test says nothing.
const SENTENCES_DEFAULT: u64 = 3;

/// One request, and the documents that it is about.
#[derive(Debug)]
pub(crate) struct Task {
    pub(crate) collection: Collection,
    pub(crate) language: String,
    /// One of `KIND_…`.
    pub(crate) kind: u32,
    /// One of `LENGTH_…`.
    pub(crate) length_unit: u32,
    pub(crate) length: u64,
    pub(crate) focus: String,
    /// JSON; none where it is empty.
    pub(crate) params: String,
    pub(crate) stop: Arc<AtomicU32>,
    pub(crate) structs: Structs,
}

/// How long the structs of a request are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Structs {
    /// As this version of the ABI has them.
    Known,
    /// Longer, as a later minor version may have them.
    Grown,
}

/// A struct with room behind it, that a later minor version would fill.
#[repr(C)]
#[derive(Debug)]
pub(crate) struct Grown<T> {
    known: T,
    later: [u8; LATER_BYTES],
}

const LATER_BYTES: usize = 64;

/// What a plugin must not read: it is nothing like a size, an offset or a pointer.
const LATER: [u8; LATER_BYTES] = [0xA5; LATER_BYTES];

/// The arrays of a request. They borrow its task.
#[derive(Debug)]
pub(crate) struct Parts {
    documents: Vec<Grown<abi::Document>>,
    terms: Vec<Str>,
    focus_terms: Vec<u32>,
}

impl Task {
    pub(crate) fn new(kind: u32, collection: Collection) -> Self {
        Self {
            collection,
            language: "en".to_owned(),
            kind,
            length_unit: abi::LENGTH_SENTENCES,
            length: SENTENCES_DEFAULT,
            focus: String::new(),
            params: String::new(),
            stop: Arc::default(),
            structs: Structs::Known,
        }
    }

    pub(crate) fn length(mut self, unit: u32, length: u64) -> Self {
        (self.length_unit, self.length) = (unit, length);
        self
    }

    pub(crate) fn params(mut self, params: impl Into<String>) -> Self {
        self.params = params.into();
        self
    }

    /// The documents and terms as the ABI has them.
    pub(crate) fn parts(&self) -> Parts {
        Parts {
            documents: self.collection.documents.iter().map(|document| self.document(document)).collect(),
            terms: self.collection.terms.iter().map(|term| Str::new(term)).collect(),
            focus_terms: self.collection.focus_terms(&self.focus),
        }
    }

    /// The request as the ABI has it; `documents` are the addresses of those of `parts`.
    pub(crate) fn request(&self, parts: &Parts, documents: &[*const abi::Document]) -> Grown<abi::Request> {
        Grown::new(abi::Request {
            struct_size: self.structs.size_of::<abi::Request>(),
            kind: self.kind,
            documents: documents.as_ptr(),
            document_count: documents.len(),
            terms: parts.terms.as_ptr(),
            term_count: parts.terms.len(),
            length_unit: self.length_unit,
            flags: 0,
            length: self.length,
            focus: Str::new(&self.focus),
            focus_terms: parts.focus_terms.as_ptr(),
            focus_term_count: parts.focus_terms.len(),
            params: Str::new(&self.params),
            stop: Arc::as_ptr(&self.stop),
            time_left_ms: TIME_LEFT_MS,
        })
    }

    fn document(&self, document: &Document) -> Grown<abi::Document> {
        Grown::new(abi::Document {
            struct_size: self.structs.size_of::<abi::Document>(),
            flags: if document.is_seen { abi::DOCUMENT_SEEN } else { 0 },
            name: Str::new(&document.name),
            title: Str::new(&document.title),
            outlet: Str::new(&document.outlet),
            language: Str::new(&self.language),
            text: Str::new(&document.text),
            publish_time_ms: document.publish_time_ms,
            paragraphs: document.paragraphs.as_ptr(),
            paragraph_count: document.paragraphs.len(),
            sentences: document.sentences.as_ptr(),
            sentence_count: document.sentences.len(),
            tokens: document.tokens.as_ptr(),
            token_count: document.tokens.len(),
        })
    }
}

impl Parts {
    /// The addresses of the documents.
    pub(crate) fn documents(&self) -> Vec<*const abi::Document> {
        self.documents.iter().map(Grown::as_ptr).collect()
    }
}

impl Structs {
    /// The size that a struct of the ABI says it has.
    #[expect(clippy::cast_possible_truncation, reason = "the size of a struct")]
    pub(crate) const fn size_of<T>(self) -> u32 {
        match self {
            Self::Known => size_of::<T>() as u32,
            Self::Grown => size_of::<Grown<T>>() as u32,
        }
    }
}

impl<T> Grown<T> {
    pub(crate) const fn new(known: T) -> Self {
        Self { known, later: LATER }
    }

    /// The address of the struct, from which what stands behind it may be read too.
    pub(crate) const fn as_ptr(&self) -> *const T {
        ptr::from_ref(self).cast()
    }
}
