//! A good summarizer passes every check, and a bad one fails the check that is meant for it.

#![expect(unsafe_code, reason = "summarizers as a library in C has them")]

use std::{
    ffi::c_void,
    ptr,
    sync::{
        Condvar, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use synoptic_plugin_sdk::{
    Call, Error, Kind, NoParams, Output, Request, Span, Stop, Summarizer,
    abi::{self, Str, slice_of},
    schemars, serde,
    testing::conformance::{CHECKS, Subject, assert_conforms, failures},
};

/// A summarizer whose name tells what is wrong with it.
macro_rules! summarizer {
    ($type:ident, |$request:ident, $output:ident| $body:block) => {
        summarizer!($type, NoParams, |$request, $output| $body);
    };
    ($type:ident, $params:ty, |$request:ident, $output:ident| $body:block) => {
        #[derive(Default)]
        struct $type;

        impl Summarizer for $type {
            const NAME: &'static str = "subject";
            const DESCRIPTION: &'static str = "Has one fault.";
            type Params = $params;

            fn summarize(&self, $request: &Request<'_, $params>, $output: &Output<'_>) -> Result<(), Error> {
                $body
            }
        }
    };
}

/// Offers all candidates in their order.
fn offer_all<P>(request: &Request<'_, P>, output: &Output<'_>) -> Result<(), Error> {
    for sentence in request.candidates() {
        output.sentence(sentence, 1.0)?;
    }
    Ok(())
}

#[track_caller]
fn check(subject: &Subject, expected: &[&str]) -> Vec<String> {
    let failures = failures(subject);
    let names: Vec<_> = failures.iter().map(|failure| failure.check.name).collect();
    assert_eq!(names, expected, "{failures:#?}");
    failures.into_iter().map(|failure| failure.found).collect()
}

#[track_caller]
fn check_type<S: Summarizer>(expected: &[&str]) -> Vec<String> {
    check(&Subject::of::<S>(), expected)
}

#[test]
fn names_checks_once_and_tells_them_in_sentences() {
    let mut names: Vec<_> = CHECKS.iter().map(|check| check.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), CHECKS.len());
    assert!(CHECKS.iter().all(|check| check.what.ends_with('.')));
}

summarizer!(Good, |request, output| { offer_all(request, output) });

#[test]
fn passes_a_good_summarizer() {
    assert_conforms::<Good>();
}

/// The checks whose pointers are the most intricate: Miri takes minutes for them, and an hour for all.
#[test]
fn runs_checks_one_by_one() {
    let names =
        ["params_schema", "grown_structs", "threads", "stopped_during", "self_test", "batch", "batch_apart"];
    for check in CHECKS.iter().filter(|check| names.contains(&check.name)) {
        assert_eq!((check.run)(&Subject::of::<Writer>()), Ok(()), "{}", check.name);
    }
}

/// Writes texts of its own, and takes several requests at once.
#[derive(Default)]
struct Writer;

impl Summarizer for Writer {
    const NAME: &'static str = "writer";
    const DESCRIPTION: &'static str = "Writes the first word of each document.";
    const KINDS: &'static [Kind] = &[Kind::Headline, Kind::Abstractive];
    const LANGUAGES: &'static str = "en,pt-BR";
    const BATCH_MAX: u32 = 3;
    type Params = Knobs;

    fn summarize(&self, request: &Request<'_, Knobs>, output: &Output<'_>) -> Result<(), Error> {
        for document in request.documents() {
            let Some(token) = document.sentences().find_map(|sentence| sentence.tokens().next()) else {
                continue;
            };
            let end = token.text().len() + document.text().find(token.text()).unwrap_or_default();
            let span = Span { document: document.index(), start: 0, end: u32::try_from(end).expect("short") };
            output.text(request.kind(), token.text(), &[span], request.params().weight)?;
        }
        Ok(())
    }
}

#[derive(serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
#[serde(crate = "serde", default)]
#[schemars(crate = "schemars")]
struct Knobs {
    /// How much.
    weight: f32,
    /// What, if anything.
    word: Option<String>,
}

impl Default for Knobs {
    fn default() -> Self {
        Self { weight: 0.5, word: None }
    }
}

#[test]
fn passes_one_that_writes_texts_and_takes_batches() {
    assert_conforms::<Writer>();
}

summarizer!(PanicsInsideLetters, |request, output| {
    for sentence in request.candidates() {
        // Cuts the text at a byte that may stand inside a letter.
        let weight = sentence.text()[..1].len();
        output.sentence(sentence, f32::from(u8::try_from(weight).expect("1")))?;
    }
    Ok(())
});

#[test]
fn finds_a_panic() {
    let found = check_type::<PanicsInsideLetters>(&["hostile_texts"]);
    assert!(found[0].contains("one letter of four bytes") && found[0].contains("PANICKED"), "{found:?}");
    assert!(found[0].contains("conformance.rs"), "{found:?}");
}

/// Rests its texts on a byte that may stand inside a letter.
#[derive(Default)]
struct CutsInsideLetters;

impl Summarizer for CutsInsideLetters {
    const NAME: &'static str = "cuts-inside-letters";
    const DESCRIPTION: &'static str = "Rests on the first byte of each document.";
    const KINDS: &'static [Kind] = &[Kind::KeyPoints];
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        for document in request.documents() {
            if document.sentences().any(|sentence| sentence.is_candidate()) {
                let span = Span { document: document.index(), start: 0, end: 1 };
                output.text(Kind::KeyPoints, "text", &[span], 1.0)?;
            }
        }
        Ok(())
    }
}

#[test]
fn finds_a_span_that_slices_no_document() {
    let found = check_type::<CutsInsideLetters>(&["hostile_texts"]);
    assert!(found[0].contains("slices no document"), "{found:?}");
}

summarizer!(GoesOnAfterFull, |request, output| {
    for sentence in request.candidates() {
        if output.sentence(sentence, 1.0) == Err(Stop::Cancelled) {
            return Err(Stop::Cancelled.into());
        }
    }
    Ok(())
});

#[test]
fn finds_offers_after_the_summary_is_full() {
    let found = check_type::<GoesOnAfterFull>(&["full"]);
    assert!(found[0].contains("it made 38 offers after it was told EMIT_FULL"), "{found:?}");
}

summarizer!(GoesOnWhenStopped, |request, output| {
    for sentence in request.candidates() {
        if output.sentence(sentence, 1.0) == Err(Stop::Full) {
            return Ok(());
        }
    }
    Ok(())
});

#[test]
fn finds_offers_after_the_stop() {
    check_type::<GoesOnWhenStopped>(&["stopped_before", "stopped_during"]);
}

/// Held while [`IgnoresStop`] shall go on.
static RELEASED: Mutex<bool> = Mutex::new(false);
static RELEASE: Condvar = Condvar::new();

summarizer!(IgnoresStop, |request, output| {
    if request.documents()[0].sentence_count() > 1000 {
        let released = RELEASED.lock().expect("nobody panics with it");
        drop(RELEASE.wait_while(released, |released| !*released));
        return Ok(());
    }
    offer_all(request, output)
});

#[test]
#[cfg_attr(miri, ignore = "leaves an instance to the call that didn't return")]
fn finds_that_a_stop_is_ignored() {
    let subject = Subject::of::<IgnoresStop>().stop_within(Duration::from_millis(20));
    let found = check(&subject, &["stopped_during"]);
    *RELEASED.lock().unwrap() = true;
    RELEASE.notify_all();
    assert!(found[0].contains("look at the stop word"), "{found:?}");
}

static CALLS: AtomicU32 = AtomicU32::new(0);

/// Counts calls in a static, and so answers as one that uses a clock or randomness.
#[derive(Default)]
struct Random;

impl Summarizer for Random {
    const NAME: &'static str = "random";
    const DESCRIPTION: &'static str = "Never answers twice alike.";
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        // Only requests about several documents, and no longer than others.
        let several = request.documents().len() == 3;
        let score = if several { f64::from(CALLS.fetch_add(1, Ordering::Relaxed)) } else { 0.0 };
        for sentence in request.candidates() {
            #[expect(clippy::cast_possible_truncation, reason = "a small count")]
            output.sentence(sentence, score as f32)?;
        }
        Ok(())
    }
}

#[test]
fn finds_answers_that_differ() {
    let found = check_type::<Random>(&["repeated", "repeated_anew", "threads", "grown_structs"]);
    assert!(found[0].contains("offer 1 was sentence 0 of document 0"), "{found:?}");
}

/// Answers by how often the instance was asked.
#[derive(Default)]
struct Remembers(AtomicU32);

impl Summarizer for Remembers {
    const NAME: &'static str = "remembers";
    const DESCRIPTION: &'static str = "Scores by what came before.";
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        // The strike alone is what the suite asks about in between.
        let about = request.documents()[0].text();
        if request.documents().len() == 1 && about.starts_with("Bus") {
            self.0.store(1, Ordering::Relaxed);
        }
        let skip = self.0.load(Ordering::Relaxed) as usize;
        for sentence in request.candidates().skip(skip) {
            output.sentence(sentence, 1.0)?;
        }
        Ok(())
    }
}

#[test]
fn finds_an_instance_that_remembers() {
    check_type::<Remembers>(&["repeated"]);
}

summarizer!(OffersNothing, |_request, _output| { Ok(()) });

#[test]
fn finds_that_nothing_was_offered() {
    let checks = ["one_document", "several_documents", "one_sentence", "one_candidate", "lengths", "focus"];
    check_type::<OffersNothing>(&checks);
}

summarizer!(NeedsTwoSentences, |request, output| {
    if request.documents()[0].text().starts_with("The bridge over") {
        return Err(Error::Internal("nothing to compare".to_owned()));
    }
    offer_all(request, output)
});

#[test]
fn finds_that_one_sentence_is_too_little() {
    let found = check_type::<NeedsTwoSentences>(&["one_sentence"]);
    assert!(found[0].contains("INTERNAL (nothing to compare)"), "{found:?}");
}

summarizer!(OffersHeadings, |request, output| {
    let first = request.documents().iter().filter_map(|document| document.sentences().next());
    for sentence in first.collect::<Vec<_>>() {
        output.sentence(sentence, 1.0)?;
    }
    Ok(())
});

#[test]
fn finds_that_candidates_are_not_looked_at() {
    check_type::<OffersHeadings>(&["one_candidate"]);
}

summarizer!(DividesByZero, |request, output| {
    for sentence in request.candidates() {
        output.sentence(sentence, 0.0 / 0.0_f32.abs())?;
    }
    Ok(())
});

#[test]
fn finds_scores_that_are_no_numbers() {
    check_type::<DividesByZero>(&["scores"]);
}

summarizer!(ReservesTheLength, |request, output| {
    if let synoptic_plugin_sdk::Length::Characters(length) = request.length() {
        let reserved: Vec<u64> = Vec::with_capacity(usize::try_from(length).expect("64 bits"));
        assert!(reserved.is_empty());
    }
    offer_all(request, output)
});

#[test]
#[cfg_attr(miri, ignore = "reserves more than Miri has")]
fn finds_memory_that_is_reserved_by_the_length() {
    let found = check_type::<ReservesTheLength>(&["lengths"]);
    assert!(found[0].contains("18446744073709551615 characters"), "{found:?}");
}

#[derive(Default, serde::Deserialize, schemars::JsonSchema)]
#[serde(crate = "serde", default)]
#[schemars(crate = "schemars")]
struct Divisor {
    /// What to divide by.
    by: Option<u32>,
}

summarizer!(TrustsParams, Divisor, |request, output| {
    let share = request.params().by.map(|by| 100 / by);
    assert!(share.is_none_or(|share| share <= 100));
    offer_all(request, output)
});

#[test]
fn finds_a_panic_on_params() {
    let found = check_type::<TrustsParams>(&["params_wrong_types"]);
    assert!(found[0].contains("{\"by\":0}"), "{found:?}");
}

#[derive(Default, serde::Deserialize, schemars::JsonSchema)]
#[serde(crate = "serde")]
#[schemars(crate = "schemars")]
struct Required {
    /// Is needed in an object, and yet has a default without one.
    #[serde(rename = "needed")]
    _needed: u32,
}

/// The SDK takes `{}` as no parameters, and the schema has no default that could be passed: only others are refused.
#[test]
fn passes_params_that_are_required() {
    summarizer!(NeedsParams, Required, |request, output| { offer_all(request, output) });
    check_type::<NeedsParams>(&[]);
}

#[derive(serde::Deserialize, schemars::JsonSchema)]
#[serde(crate = "serde", default)]
#[schemars(crate = "schemars")]
struct Lying {
    /// How much.
    #[schemars(default = "five")]
    weight: f32,
}

fn five() -> f32 {
    5.0
}

impl Default for Lying {
    fn default() -> Self {
        Self { weight: 1.0 }
    }
}

summarizer!(LiesOfDefaults, Lying, |request, output| {
    for sentence in request.candidates() {
        output.sentence(sentence, request.params().weight)?;
    }
    Ok(())
});

#[test]
fn finds_defaults_that_are_not_the_defaults() {
    check_type::<LiesOfDefaults>(&["params_defaults"]);
}

/// Answers batches by the first request.
#[derive(Default)]
struct MixesBatches;

impl Summarizer for MixesBatches {
    const NAME: &'static str = "mixes-batches";
    const DESCRIPTION: &'static str = "Ends a batch with its first bad item.";
    const BATCH_MAX: u32 = 8;
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        offer_all(request, output)
    }

    fn summarize_batch(&self, calls: &[Call<'_, NoParams>]) -> Vec<Result<(), Error>> {
        if calls.iter().any(|call| call.output.is_stopped()) {
            return calls.iter().map(|_| Err(Stop::Cancelled.into())).collect();
        }
        calls.iter().map(|call| self.summarize(&call.request, &call.output)).collect()
    }

    fn self_test(&self) -> Result<(), String> {
        Err("no model".to_owned())
    }

    fn warm_up(&self) {
        panic!("no warmth");
    }
}

#[test]
fn finds_extensions_that_fail() {
    let found = check_type::<MixesBatches>(&["self_test", "warm_up", "batch_apart"]);
    assert!(found[0].contains("no model") && found[1].contains("no warmth"), "{found:?}");
    assert!(found[2].contains("beside an item that was stopped"), "{found:?}");
}

// What follows is written as a C library is: without the trait.

extern "C" fn empty_schema(context: *mut c_void, emit: unsafe extern "C" fn(*mut c_void, Str)) {
    // SAFETY: the context is the one that came with the callback.
    unsafe { emit(context, Str::new("{\"type\": \"object\"}")) };
}

extern "C" fn create(_host: *const abi::Host, _instance: *mut *mut c_void) -> i32 {
    abi::STATUS_OK
}

extern "C" fn destroy(_instance: *mut c_void) {}

/// Offers the first sentence of each document; and of one document too many, where there are several.
unsafe extern "C" fn counts_from_one(
    _instance: *mut c_void,
    request: *const abi::Request,
    output: *const abi::Output,
) -> i32 {
    // SAFETY: valid by the contract of the ABI.
    let (request, output) = unsafe { (&*request, &*output) };
    // SAFETY: as above.
    let documents = unsafe { slice_of(request.documents, request.document_count) };
    let extra = u32::from(documents.len() == 3);
    for document in 0..u32::try_from(documents.len()).expect("few") + extra {
        // SAFETY: each is a document by the contract of the ABI.
        let has_sentence =
            documents.get(document as usize).map(|&document| unsafe { (*document).sentence_count > 0 });
        if has_sentence == Some(false) {
            continue;
        }
        // SAFETY: the context is the output's own.
        if unsafe { (output.emit_sentence)(output.context, document, 0, 1.0) } > 1 {
            break;
        }
    }
    abi::STATUS_OK
}

/// Offers the candidates, and refuses structs whose size isn't what it knows.
unsafe extern "C" fn measures_structs(
    _instance: *mut c_void,
    request: *const abi::Request,
    output: *const abi::Output,
) -> i32 {
    // SAFETY: valid by the contract of the ABI.
    let (request, output) = unsafe { (&*request, &*output) };
    if request.struct_size as usize != size_of::<abi::Request>() {
        return abi::STATUS_INTERNAL;
    }
    // SAFETY: as above.
    let documents = unsafe { slice_of(request.documents, request.document_count) };
    for (index, &document) in (0..).zip(documents) {
        // SAFETY: as above.
        let sentences = unsafe { slice_of((*document).sentences, (*document).sentence_count) };
        for (at, sentence) in (0..).zip(sentences) {
            let is_candidate = sentence.flags & abi::SENTENCE_CANDIDATE != 0;
            // SAFETY: the context is the output's own.
            if is_candidate && unsafe { (output.emit_sentence)(output.context, index, at, 1.0) } > 1 {
                return abi::STATUS_OK;
            }
        }
    }
    abi::STATUS_OK
}

extern "C" fn no_extension(_name: Str) -> *const c_void {
    ptr::null()
}

/// Compares the beginnings of names.
extern "C" fn any_batch_extension(name: Str) -> *const c_void {
    static BATCH: abi::Batch = abi::Batch {
        struct_size: size_of::<abi::Batch>() as u32,
        flags: 0,
        requests_max: {
            extern "C" fn requests_max(_summarizer: u32) -> u32 {
                1
            }
            requests_max
        },
        summarize: {
            extern "C" fn summarize(
                _summarizer: u32,
                _instance: *mut c_void,
                _requests: *const *const abi::Request,
                _outputs: *const *const abi::Output,
                _statuses: *mut i32,
                _count: usize,
            ) {
            }
            summarize
        },
    };
    // SAFETY: the name is valid until this returns.
    let name = unsafe { name.as_str() };
    if name.is_some_and(|name| name.starts_with("synoptic.batch")) {
        ptr::from_ref(&BATCH).cast()
    } else {
        ptr::null()
    }
}

const fn raw(
    name: &'static str,
    summarize: unsafe extern "C" fn(*mut c_void, *const abi::Request, *const abi::Output) -> i32,
) -> abi::Summarizer {
    abi::Summarizer {
        struct_size: size_of::<abi::Summarizer>() as u32,
        flags: abi::SUMMARIZER_SERIAL,
        kinds: abi::KIND_EXTRACTIVE,
        reserved: 0,
        name: Str::new(name),
        description: Str::new("Is written as in C."),
        languages: Str::new(""),
        params_schema: empty_schema,
        create,
        destroy,
        summarize,
    }
}

#[test]
fn finds_an_offer_that_does_not_exist() {
    static COUNTS: abi::Summarizer = raw("counts-from-one", counts_from_one);
    // SAFETY: descriptor and function are as the ABI has them.
    let subject = unsafe { Subject::new(&COUNTS, 0, no_extension) };
    let found = check(&subject, &["several_documents", "one_candidate", "lengths", "focus"]);
    assert!(found[0].contains("it offered document 3, and there are 3, counted from 0"), "{found:?}");
}

#[test]
fn finds_structs_that_must_not_grow() {
    static MEASURES: abi::Summarizer = raw("measures-structs", measures_structs);
    // SAFETY: descriptor and function are as the ABI has them.
    let subject = unsafe { Subject::new(&MEASURES, 0, no_extension) };
    let found = check(&subject, &["grown_structs"]);
    assert!(found[0].contains("it returned OK and then INTERNAL"), "{found:?}");
}

#[test]
fn finds_what_a_descriptor_lacks() {
    static LACKS: abi::Summarizer = abi::Summarizer {
        reserved: 7,
        kinds: abi::KIND_EXTRACTIVE | 1 << 30,
        description: Str::new(" "),
        languages: Str::new("en, de"),
        params_schema: {
            extern "C" fn schema(context: *mut c_void, emit: unsafe extern "C" fn(*mut c_void, Str)) {
                // SAFETY: the context is the one that came with the callback.
                unsafe { emit(context, Str::new("{\"type\": \"array\"}")) };
            }
            schema
        },
        ..raw("Lacks", measures_structs_or_more)
    };
    unsafe extern "C" fn measures_structs_or_more(
        instance: *mut c_void,
        request: *const abi::Request,
        output: *const abi::Output,
    ) -> i32 {
        // SAFETY: as this function is called.
        unsafe { measures_structs(instance, request, output) }
    }
    // SAFETY: descriptor and function are as the ABI has them.
    let subject = unsafe { Subject::new(&LACKS, 0, any_batch_extension) };
    check(
        &subject,
        &[
            "descriptor",
            "name",
            "description",
            "kinds",
            "languages",
            "params_schema",
            "grown_structs",
            "unknown_extension",
        ],
    );
}
