//! Entries for the fuzz targets in `fuzz/`: each feeds bytes that nobody vouches for to one reader, and panics where what
//! comes out breaks a promise. No part of the interface.

#![expect(unsafe_code, reason = "reads a request through its pointers, as a plugin does")]

use std::{
    hint::black_box,
    iter,
    sync::{Arc, OnceLock, atomic::AtomicU32},
};

use synoptic_plugin_sdk::abi::{self, Span, slice_of};
use synoptic_text_analysis::{Options, analyze};

use crate::{
    Document, Event, Kind, Known, LoadError, Manifest, Needs, Order, PIECES_MAX, Piece,
    budget::Budget,
    doorbell::{ANSWER_BYTES_MAX, PageMap, TooLong},
    frames::{Answers, Emitted},
    image,
    raw::{RawRequest, WireRequest},
    region::{Region, Slot},
    rules::{Referee, Rules},
    selection::Selection,
    sink::{Collector, METRICS_MAX, Sink},
    view::{Sheet, View},
};

/// How many bytes of the data say how the rest is fed: the unit and the limit of the length, the order, and sizes of chunks.
const PLAN_BYTES: usize = 16;

/// How many bytes say where the requests to run lie.
const RUN_BYTES: usize = 16;

/// The host reads the answers of a worker to two requests: chunk by chunk, and once more all at once, which must come to the
/// same.
pub fn worker_frames(data: &[u8]) {
    let Some((plan, frames)) = data.split_first_chunk::<PLAN_BYTES>() else { return };
    let whole = hear(plan, iter::once(frames));
    assert_eq!(whole, hear(plan, chunks(&plan[3..], frames)), "chunks change what is heard");
    answer_page(plan, frames);
}

/// The host copies an answer out of the memory that a worker writes, whatever that says about it.
fn answer_page(plan: &[u8; PLAN_BYTES], frames: &[u8]) {
    static PAGES: OnceLock<Option<(PageMap, PageMap)>> = OnceLock::new();
    let pages = PAGES.get_or_init(|| {
        let (host, file) = PageMap::create().ok()?;
        Some((host, PageMap::open(&file).ok()?))
    });
    let (host, worker) = pages.as_ref().expect("there is memory for a page");
    let mut copied = Vec::new();
    let [.., a, b, c, d, e, f, g, h] = *plan;
    let answered = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    let call = (answered >> 32) as u32;
    worker.write(answered, frames);
    match host.copy_answer(call, &mut copied) {
        Ok(has_answered) => assert!(has_answered && copied.len() as u64 == answered & u64::from(u32::MAX)),
        Err(TooLong) => assert!(answered & u64::from(u32::MAX) > ANSWER_BYTES_MAX as u64),
    }
    if worker.answer(call, frames) {
        assert_eq!(host.copy_answer(call, &mut copied), Ok(true));
        assert_eq!(copied, frames, "the page changes what is heard");
    }
}

/// A worker reads requests from the memory that it shares with its host: where they lie, and then the memory.
pub fn wire_request(data: &[u8]) {
    let Some((run, memory)) = data.split_first_chunk::<RUN_BYTES>() else { return };
    let mut region = Region::own();
    assert_eq!(region.clear(memory.len()), Ok(()), "own memory grows");
    region.place(memory.iter().copied());
    let stop = AtomicU32::new(0);
    // More requests than a few find nothing more, and take longer.
    for wire in region.get(requests(run)).unwrap_or_default().iter().take(4) {
        if let Some((request, sheets)) = wire.read_stopped_by(&region, &stop) {
            read_as_a_plugin(&request);
            offer_everything(&request, &sheets);
        }
    }
}

/// The host reads the manifest of a package. What it accepts can be written, and reads the same again.
pub fn manifest(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    match Manifest::parse(text) {
        Ok(manifest) => {
            let _ = manifest.needs.beyond(&Needs::default());
            // What JSON has no word for, such as an infinite number, isn't written.
            let Ok(written) = toml::to_string(&manifest) else { return };
            let again = Manifest::parse(&written);
            assert!(again.as_ref().is_ok_and(|again| *again == manifest), "{again:?} of {manifest:?}");
        }
        Err(refusal) => tell(&refusal),
    }
}

/// The host reads the file of a library, before any of its code runs.
pub fn library_image(data: &[u8]) {
    if let Err(refusal) = image::read(data) {
        tell(&refusal);
        if let LoadError::Truncated { found, expected } = refusal {
            assert!(found < expected, "a file of {found} bytes of {expected} isn't cut off");
        }
    }
}

/// Frames as a worker sends them, as data for [`worker_frames`].
pub fn worker_frames_seeds() -> Vec<Vec<u8>> {
    let mut frames = Vec::new();
    let span = Span { document: 0, start: 0, end: 5 };
    let mut first = Emitted(&mut frames, 0);
    first.sentence(0, 1, 0.5);
    first.text(
        abi::KIND_QUOTES,
        "Ferry aground",
        &[span, Span { document: 1, end: 6, ..span }],
        0.25,
        r#"{"speaker":"Anna Bell"}"#,
    );
    first.progress(0.5);
    first.log(3, "half way");
    first.metric("rounds", 2.0);
    first.error("no more");
    first.status(abi::STATUS_INVALID_ARGUMENT);
    let mut second = Emitted(&mut frames, 1);
    second.sentence(1, 0, 1.0);
    second.text(abi::KIND_QUOTES, "Né à Łódź", &[span], 0.5, "");
    second.sentence(9, 0, 1.0);
    second.fault("it offered document 9 of 2");
    second.status(abi::STATUS_OK);
    let by_length = |unit: u8, limit: u8, kind: u8| {
        let mut seed = vec![unit, limit, kind, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 0];
        seed.extend_from_slice(&frames);
        seed
    };
    vec![by_length(1, 3, 0), by_length(2, 20, 2), by_length(3, 200, 0)]
}

/// Requests as the host places them, as data for [`wire_request`].
pub fn wire_request_seeds() -> Vec<Vec<u8>> {
    let seed = |documents: &[Document], kind: u32, length_unit: u32, length: u64| {
        let mut region = Region::own();
        assert_eq!(
            region.clear(
                View::bytes(documents) + View::text_bytes(documents) + View::wire_bytes(documents) + 512
            ),
            Ok(())
        );
        let view = View::place_with_texts(documents, &mut region);
        let wire = WireRequest {
            kind,
            length_unit,
            length,
            time_left_ms: 1000,
            view: view.place_wire(&mut region),
            focus: region.place_text("hull"),
            focus_terms: region.place([0_u32].into_iter()),
            params: region.place_text("{}"),
            quality: 1,
            redundancy_max: 0.5_f32.to_bits(),
            focus_waits: 1,
        };
        let requests = region.place(iter::once(wire));
        let mut seed: Vec<u8> =
            [requests.offset(), requests.count()].into_iter().flat_map(u64::to_le_bytes).collect();
        seed.extend_from_slice(region.get(Slot::<u8>::new(0, region.used() as u64)).unwrap_or_default());
        seed
    };
    let documents = documents();
    vec![
        seed(&documents[..1], abi::KIND_EXTRACTIVE, abi::LENGTH_SENTENCES, 1),
        seed(documents, abi::KIND_KEY_POINTS, abi::LENGTH_WORDS, 12),
        seed(documents, abi::KIND_EXTRACTIVE, abi::LENGTH_CHARACTERS, 90),
    ]
}

/// Where requests lie.
fn requests(run: &[u8; RUN_BYTES]) -> Slot<WireRequest> {
    let number = |at: usize| u64::from_le_bytes(std::array::from_fn(|index| run[at + index]));
    Slot::new(number(0), number(8))
}

/// Two short documents, with code points of several bytes.
fn documents() -> &'static [Document] {
    static DOCUMENTS: OnceLock<[Document; 2]> = OnceLock::new();
    let document = |text: &str| Document {
        name: "documents/0".to_owned(),
        title: "Ferry aground".to_owned(),
        outlet: String::new(),
        publish_time_ms: None,
        analysis: Arc::new(analyze(text, &Options::default())),
        known: Known::Nothing,
    };
    DOCUMENTS.get_or_init(|| {
        [
            document(
                "A ferry ran aground off Łódź on Monday. Nobody was hurt. Divers will look at the hull.",
            ),
            document("“Né à Łódź,” he said.\n\nAll crossings are cancelled."),
        ]
    })
}

/// What was heard of a worker.
#[derive(Debug, PartialEq)]
struct Heard {
    is_malformed: bool,
    statuses: Option<Vec<i32>>,
    said: Vec<Said>,
}

/// What was heard about one request.
#[derive(Debug, PartialEq)]
struct Said {
    pieces: Vec<Piece>,
    fault: Option<String>,
    message: Option<String>,
    /// By name and bits: a number may be none.
    metrics: Vec<(String, u64)>,
    log_lines: usize,
}

/// Takes the answers of a worker to two requests, chunk by chunk.
fn hear<'d>(plan: &[u8; PLAN_BYTES], mut chunks: impl Iterator<Item = &'d [u8]>) -> Heard {
    let documents = documents();
    let mut region = Region::own();
    assert_eq!(region.clear(View::bytes(documents)), Ok(()), "own memory grows");
    let view = View::place(documents, &mut region);
    let stop = AtomicU32::new(0);
    // Sentences belong to one kind alone, and texts to the others.
    let kind = [abi::KIND_EXTRACTIVE, abi::KIND_QUOTES][usize::from(plan[2] / 2 % 2)];
    let order = if plan[2].is_multiple_of(2) { Order::Source } else { Order::Rank };
    let mut listeners = [|_: Event<'_>| {}; 2];
    let mut collectors: Vec<Collector<'_>> = listeners
        .iter_mut()
        .map(|listener| Collector {
            summarizer: "fuzzed",
            selection: Selection::new(Budget::new(
                view.sheets(&region),
                kind,
                plan[0].into(),
                plan[1].into(),
                Referee::new(Rules::default(), &[]),
            )),
            stop: &stop,
            listener,
            fault: None,
            message: None,
            metrics: Vec::new(),
            log_lines: 0,
            progress: None,
        })
        .collect();
    let mut answers = Answers::new(collectors.len());
    let mut sinks: Vec<&mut dyn Sink> =
        collectors.iter_mut().map(|collector| collector as &mut dyn Sink).collect();
    let is_malformed = chunks.any(|chunk| answers.take(chunk, &mut sinks).is_err());
    let said = collectors.into_iter().map(|collector| judge(collector, order)).collect();
    Heard { is_malformed, statuses: answers.statuses(), said }
}

/// Cuts frames into chunks whose sizes come round and round; 0 is all that is left.
fn chunks<'d>(sizes: &[u8], mut frames: &'d [u8]) -> impl Iterator<Item = &'d [u8]> {
    let mut sizes = sizes.iter().cycle();
    iter::from_fn(move || {
        let size = match sizes.next() {
            Some(&size) if size > 0 => frames.len().min(size.into()),
            _ => frames.len(),
        };
        let (chunk, rest) = frames.split_at(size);
        frames = rest;
        (!chunk.is_empty()).then_some(chunk)
    })
}

/// Checks what a collector promises, whatever it was offered.
fn judge(collector: Collector<'_>, order: Order) -> Said {
    let Collector { selection, fault, message, metrics, log_lines, .. } = collector;
    assert!(metrics.len() <= METRICS_MAX);
    let (pieces, limit, returned, shortfall) = selection.finish(order, Kind::Extractive);
    assert!(returned <= limit && pieces.len() <= PIECES_MAX);
    assert_eq!(shortfall.is_some(), returned < limit);
    for piece in &pieces {
        assert!(piece.score.is_finite());
        for span in &piece.spans {
            // Slicing panics where the span is none of the text.
            let source = &documents()[span.document].analysis.text()[span.start..span.end];
            assert!(piece.text_kind.is_some() || piece.text == source, "a sentence is misquoted");
        }
    }
    let metrics = metrics.into_iter().map(|(name, value)| (name, value.to_bits())).collect();
    Said { pieces, fault, message, metrics, log_lines }
}

/// Reads each byte of a request through its pointers.
fn read_as_a_plugin(request: &RawRequest<'_>) {
    let pointers = request.pointers();
    let raw = request.request(&pointers);
    see_text(raw.focus);
    see_text(raw.params);
    request.terms.iter().for_each(|term| see_text(*term));
    for document in &request.documents {
        [document.name, document.title, document.outlet, document.language, document.text]
            .into_iter()
            .for_each(see_text);
        // SAFETY: the document's arrays are slices of the region, which stays as it is.
        let (paragraphs, sentences, tokens) = unsafe {
            (
                slice_of(document.paragraphs, document.paragraph_count),
                slice_of(document.sentences, document.sentence_count),
                slice_of(document.tokens, document.token_count),
            )
        };
        black_box(paragraphs.last().map(|paragraph| paragraph.end));
        for sentence in sentences {
            // Slicing panics where the tokens are none of the document's.
            let first = sentence.first_token as usize;
            let tokens = &tokens[first..first + sentence.token_count as usize];
            black_box(tokens.last().map(|token| token.end));
        }
    }
}

fn see_text(text: abi::Str) {
    // SAFETY: the request's texts are slices of the region, which stays as it is.
    let bytes: &[u8] = unsafe { slice_of(text.data, text.len) };
    black_box(bytes.iter().fold(0, |all, byte| all ^ byte));
}

/// Offers all sentences, and each as a text too, to a budget of the request's length.
fn offer_everything(request: &RawRequest<'_>, sheets: &[Sheet<'_>]) {
    let rules = Rules { redundancy_max: Some(0.5), ..Rules::default() };
    let referee = Referee::new(rules, request.focus_terms);
    let mut budget = Budget::new(sheets.to_vec(), request.kind, request.length_unit, request.length, referee);
    for (document, sheet) in (0_u32..).zip(sheets) {
        for (index, sentence) in (0_u32..).zip(sheet.sentences) {
            let span = Span { document, start: sentence.start, end: sentence.end };
            let _ = budget.offer_sentence(document, index);
            let _ = budget.offer_text(
                request.kind,
                "A text of the summarizer's.",
                &[span],
                r#"{"partial":true}"#,
            );
        }
    }
    // No length is promised: sentences that no host writes cost nothing, and the host keeps a budget of its own.
    black_box(budget.returned());
}

/// Makes the sentence that people are told.
fn tell(refusal: &LoadError) {
    assert!(!refusal.to_string().is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_read_to_their_end() {
        for seed in worker_frames_seeds() {
            let (plan, frames) = seed.split_first_chunk::<PLAN_BYTES>().unwrap();
            let heard = hear(plan, iter::once(frames));
            assert!(!heard.is_malformed && heard.statuses.is_some(), "{heard:?}");
            assert!(heard.said.iter().all(|said| !said.pieces.is_empty()), "{heard:?}");
            worker_frames(&seed);
        }
        for seed in wire_request_seeds() {
            let mut region = Region::own();
            region.clear(seed.len()).unwrap();
            region.place(seed[RUN_BYTES..].iter().copied());
            let wires = region.get(requests(seed.first_chunk().unwrap())).unwrap();
            assert!(wires[0].read_stopped_by(&region, &AtomicU32::new(0)).is_some());
            wire_request(&seed);
        }
    }
}
