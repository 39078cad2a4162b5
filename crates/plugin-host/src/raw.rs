//! Requests in the shape of the ABI, and as they lie in memory that is shared with a worker.

#![expect(unsafe_code, reason = "says which structs are plain bytes")]

use std::{ptr, sync::atomic::AtomicU32};

use synoptic_plugin_sdk::abi::{self, Str};

use crate::{
    region::{Plain, Region, Slot},
    rules::{Quality, Rules},
    view::Sheet,
};

/// A request of the ABI, as borrowed parts.
pub(crate) struct RawRequest<'a> {
    pub(crate) kind: u32,
    pub(crate) documents: Vec<abi::Document>,
    pub(crate) terms: Vec<Str>,
    pub(crate) length_unit: u32,
    pub(crate) length: u64,
    pub(crate) focus: &'a str,
    pub(crate) focus_terms: &'a [u32],
    pub(crate) params: &'a str,
    pub(crate) stop: &'a AtomicU32,
    pub(crate) time_left_ms: u64,
}

impl RawRequest<'_> {
    /// Pointers to the documents, which the request points to.
    pub(crate) fn pointers(&self) -> Vec<*const abi::Document> {
        self.documents.iter().map(ptr::from_ref).collect()
    }

    /// The request itself; it borrows this and the pointers.
    pub(crate) fn request(&self, pointers: &[*const abi::Document]) -> abi::Request {
        abi::Request {
            struct_size: size_u32::<abi::Request>(),
            kind: self.kind,
            documents: pointers.as_ptr(),
            document_count: pointers.len(),
            terms: self.terms.as_ptr(),
            term_count: self.terms.len(),
            length_unit: self.length_unit,
            flags: 0,
            length: self.length,
            focus: Str::new(self.focus),
            focus_terms: self.focus_terms.as_ptr(),
            focus_term_count: self.focus_terms.len(),
            params: Str::new(self.params),
            stop: self.stop,
            time_left_ms: self.time_left_ms,
        }
    }
}

/// The size of a struct, as the ABI tells it.
#[expect(clippy::cast_possible_truncation, reason = "the size of a struct")]
pub(crate) const fn size_u32<T>() -> u32 {
    size_of::<T>() as u32
}

/// A document as borrowed parts; texts are UTF-8.
pub(crate) struct RawDocument<'a> {
    pub(crate) name: &'a [u8],
    pub(crate) title: &'a [u8],
    pub(crate) outlet: &'a [u8],
    pub(crate) language: &'a [u8],
    pub(crate) text: &'a [u8],
    pub(crate) publish_time_ms: i64,
    /// Bits: `DOCUMENT_…`.
    pub(crate) flags: u32,
    pub(crate) paragraphs: &'a [abi::Paragraph],
    pub(crate) sentences: &'a [abi::Sentence],
    pub(crate) tokens: &'a [abi::Token],
}

/// A document of the ABI; it borrows its parts.
pub(crate) fn raw_document(parts: &RawDocument<'_>) -> abi::Document {
    abi::Document {
        struct_size: size_u32::<abi::Document>(),
        flags: parts.flags,
        name: raw_text(parts.name),
        title: raw_text(parts.title),
        outlet: raw_text(parts.outlet),
        language: raw_text(parts.language),
        text: raw_text(parts.text),
        publish_time_ms: parts.publish_time_ms,
        paragraphs: parts.paragraphs.as_ptr(),
        paragraph_count: parts.paragraphs.len(),
        sentences: parts.sentences.as_ptr(),
        sentence_count: parts.sentences.len(),
        tokens: parts.tokens.as_ptr(),
        token_count: parts.tokens.len(),
    }
}

fn raw_text(text: &[u8]) -> Str {
    Str { data: text.as_ptr(), len: text.len() }
}

/// The documents and the terms of a request in shared memory.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub(crate) struct WireView {
    pub(crate) documents: Slot<WireDocument>,
    /// The length of each term, in bytes.
    pub(crate) term_lengths: Slot<u32>,
    /// The terms, one behind the other.
    pub(crate) terms: Slot<u8>,
}

/// A document in shared memory.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub(crate) struct WireDocument {
    pub(crate) name: Slot<u8>,
    pub(crate) title: Slot<u8>,
    pub(crate) outlet: Slot<u8>,
    pub(crate) language: Slot<u8>,
    pub(crate) text: Slot<u8>,
    pub(crate) publish_time_ms: i64,
    /// Bits: `DOCUMENT_…`.
    pub(crate) flags: u64,
    pub(crate) paragraphs: Slot<abi::Paragraph>,
    pub(crate) sentences: Slot<abi::Sentence>,
    pub(crate) tokens: Slot<abi::Token>,
}

/// A request in shared memory.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub(crate) struct WireRequest {
    pub(crate) kind: u32,
    pub(crate) length_unit: u32,
    pub(crate) length: u64,
    pub(crate) time_left_ms: u64,
    pub(crate) view: WireView,
    pub(crate) focus: Slot<u8>,
    pub(crate) focus_terms: Slot<u32>,
    pub(crate) params: Slot<u8>,
    /// Whether sentences that can't be read by themselves wait: 1, or 0.
    pub(crate) quality: u32,
    /// The bits of the greatest similarity; those of infinity for none.
    pub(crate) redundancy_max: u32,
    /// Whether sentences beside the focus wait: 1, or 0.
    pub(crate) focus_waits: u64,
}

// SAFETY: slots, an `i64` and a `u64`, all of eight bytes.
unsafe impl Plain for WireDocument {}
// SAFETY: `u32` in pairs, `u64`, and slots.
unsafe impl Plain for WireRequest {}

impl WireRequest {
    /// The rules of the request.
    pub(crate) fn rules(&self) -> Rules {
        let redundancy_max = f32::from_bits(self.redundancy_max);
        Rules {
            quality: if self.quality == 0 { Quality::Any } else { Quality::Standard },
            redundancy_max: Some(redundancy_max).filter(|most| most.is_finite()),
        }
    }

    /// The request and its sheets, out of shared memory; `None` where a slot lies outside. The word that stops it is the region's
    /// of this index.
    pub(crate) fn read<'r>(
        &self,
        region: &'r Region,
        index: usize,
    ) -> Option<(RawRequest<'r>, Vec<Sheet<'r>>)> {
        self.read_stopped_by(region, region.stop_word(index)?)
    }

    /// As [`read`](Self::read), with another word that stops it.
    pub(crate) fn read_stopped_by<'r>(
        &self,
        region: &'r Region,
        stop: &'r AtomicU32,
    ) -> Option<(RawRequest<'r>, Vec<Sheet<'r>>)> {
        let documents = region.get(self.view.documents)?;
        let mut raw = Vec::with_capacity(documents.len());
        let mut sheets = Vec::with_capacity(documents.len());
        for document in documents {
            let parts = document.read(region)?;
            sheets.push(Sheet { text: parts.text, sentences: parts.sentences, tokens: parts.tokens });
            raw.push(raw_document(&parts));
        }
        let request = RawRequest {
            kind: self.kind,
            documents: raw,
            terms: self.view.read_terms(region)?,
            length_unit: self.length_unit,
            length: self.length,
            focus: region.text(self.focus)?,
            focus_terms: region.get(self.focus_terms)?,
            params: region.text(self.params)?,
            stop,
            time_left_ms: self.time_left_ms,
        };
        Some((request, sheets))
    }
}

impl WireView {
    fn read_terms(&self, region: &Region) -> Option<Vec<Str>> {
        let mut rest = region.get(self.terms)?;
        let lengths = region.get(self.term_lengths)?.iter();
        let term = |&length: &u32| {
            let (term, behind) = rest.split_at_checked(length as usize)?;
            rest = behind;
            Some(raw_text(term))
        };
        lengths.map(term).collect()
    }
}

impl WireDocument {
    fn read<'r>(&self, region: &'r Region) -> Option<RawDocument<'r>> {
        let text = region.get(self.text)?;
        let (sentences, tokens) = (region.get(self.sentences)?, region.get(self.tokens)?);
        // What the host sends slices its text; a sentence that doesn't would be read beyond its end in C.
        let fits =
            |sentence: &abi::Sentence| sentence.start <= sentence.end && sentence.end as usize <= text.len();
        let tokens_of = |sentence: &abi::Sentence| {
            u64::from(sentence.first_token) + u64::from(sentence.token_count) <= tokens.len() as u64
        };
        let is_sound = |sentence| fits(sentence) && tokens_of(sentence);
        sentences.iter().all(is_sound).then_some(RawDocument {
            name: region.get(self.name)?,
            title: region.get(self.title)?,
            outlet: region.get(self.outlet)?,
            language: region.get(self.language)?,
            text,
            publish_time_ms: self.publish_time_ms,
            flags: u32::try_from(self.flags).ok()?,
            paragraphs: region.get(self.paragraphs)?,
            sentences,
            tokens,
        })
    }
}
