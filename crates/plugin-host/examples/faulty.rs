//! A plugin whose summarizers misbehave, for tests.

use std::time::{Duration, Instant};

use synoptic_plugin_sdk::{
    Call, Details, Error, Kind, NoParams, Output, Request, Span, Summarizer, export_summarizers,
    schemars::{self, JsonSchema},
    serde::{self, Deserialize},
};

/// Says that it has begun, and computes until it is stopped.
#[derive(Default)]
struct Endless;

impl Summarizer for Endless {
    const NAME: &'static str = "endless";
    const DESCRIPTION: &'static str = "Computes until it is stopped.";
    type Params = NoParams;

    fn summarize(&self, _: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        output.progress(0.0);
        loop {
            output.check()?;
            std::thread::yield_now();
        }
    }
}

/// Panics.
#[derive(Default)]
struct Panics;

impl Summarizer for Panics {
    const NAME: &'static str = "panics";
    const DESCRIPTION: &'static str = "Panics.";
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, _: &Output<'_>) -> Result<(), Error> {
        panic!("asked to panic over {} documents", request.documents().len());
    }
}

/// Has a thread of its own panic.
#[derive(Default)]
struct ThreadPanics;

impl Summarizer for ThreadPanics {
    const NAME: &'static str = "thread-panics";
    const DESCRIPTION: &'static str = "Starts a thread that panics, and waits for it.";
    type Params = NoParams;

    fn summarize(&self, _: &Request<'_, NoParams>, _: &Output<'_>) -> Result<(), Error> {
        let joined = std::thread::spawn(|| panic!("a thread panics")).join();
        joined.map_err(|_| Error::Internal("its thread panicked".to_owned()))
    }
}

/// Offers nothing, and says that all is well.
#[derive(Default)]
struct Silent;

impl Summarizer for Silent {
    const NAME: &'static str = "silent";
    const DESCRIPTION: &'static str = "Offers nothing.";
    type Params = NoParams;

    fn summarize(&self, _: &Request<'_, NoParams>, _: &Output<'_>) -> Result<(), Error> {
        Ok(())
    }
}

/// Offers a text with a span that lies outside its document.
#[derive(Default)]
struct Misquotes;

impl Summarizer for Misquotes {
    const NAME: &'static str = "misquotes";
    const DESCRIPTION: &'static str = "Offers a text with a span outside its document.";
    type Params = NoParams;

    fn summarize(&self, _: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        let span = Span { document: 0, start: 0, end: u32::MAX };
        output.text(Kind::Extractive, "never said", &[span], 1.0)?;
        Ok(())
    }
}

/// Writes what its parameters say, whatever it was asked for.
#[derive(Default)]
struct Writes;

/// Parameters of `writes`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(crate = "serde", default, deny_unknown_fields)]
#[schemars(crate = "schemars")]
struct WritesParams {
    /// The kind of text; a sentence of the source where there is none.
    kind: Option<WrittenKind>,
    /// The text.
    text: String,
    /// Who said it.
    speaker: String,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(crate = "serde", rename_all = "kebab-case")]
#[schemars(crate = "schemars")]
enum WrittenKind {
    Extractive,
    KeyPoints,
    Headline,
    Quotes,
}

impl Summarizer for Writes {
    const NAME: &'static str = "writes";
    const DESCRIPTION: &'static str = "Writes what its parameters say.";
    const KINDS: &'static [Kind] = &[Kind::Extractive, Kind::KeyPoints, Kind::Headline, Kind::Quotes];
    type Params = WritesParams;

    fn summarize(&self, request: &Request<'_, WritesParams>, output: &Output<'_>) -> Result<(), Error> {
        let Some(sentence) = request.candidates().next() else { return Ok(()) };
        let WritesParams { kind, text, speaker } = request.params();
        let Some(kind) = kind else {
            output.sentence(sentence, 1.0)?;
            return Ok(());
        };
        let kind = match kind {
            WrittenKind::Extractive => Kind::Extractive,
            WrittenKind::KeyPoints => Kind::KeyPoints,
            WrittenKind::Headline => Kind::Headline,
            WrittenKind::Quotes => Kind::Quotes,
        };
        let details = Details { speaker: speaker.clone(), ..Details::default() };
        output.item(kind, text, &[sentence.span()], 1.0, &details)?;
        Ok(())
    }
}

/// Offers the first sentence again and again, and goes on when it is told to stop.
#[derive(Default)]
struct Stubborn;

impl Summarizer for Stubborn {
    const NAME: &'static str = "stubborn";
    const DESCRIPTION: &'static str = "Offers the first sentence again and again, whatever it is told.";
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        for _ in 0..100 {
            if let Some(sentence) = request.candidates().next() {
                let _ = output.sentence(sentence, f32::NAN);
            }
        }
        Err(Error::InvalidArgument("it has had enough".to_owned()))
    }
}

/// Computes for seconds, whatever it is told.
#[derive(Default)]
struct Deaf;

impl Summarizer for Deaf {
    const NAME: &'static str = "deaf";
    const DESCRIPTION: &'static str = "Computes for three seconds and never looks at the stop word.";
    type Params = NoParams;

    fn summarize(&self, _: &Request<'_, NoParams>, _: &Output<'_>) -> Result<(), Error> {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(3) {
            std::thread::yield_now();
        }
        Ok(())
    }
}

/// Sleeps for longer than any test takes, whatever it is told.
#[derive(Default)]
struct Sleeps;

impl Summarizer for Sleeps {
    const NAME: &'static str = "sleeps";
    const DESCRIPTION: &'static str = "Sleeps for a minute and never looks at the stop word.";
    type Params = NoParams;

    fn summarize(&self, _: &Request<'_, NoParams>, _: &Output<'_>) -> Result<(), Error> {
        std::thread::sleep(Duration::from_mins(1));
        Ok(())
    }
}

/// Takes several requests in a call. This one behaves.
#[derive(Default)]
struct Gathers;

/// Parameters of `gathers`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(crate = "serde", default, deny_unknown_fields)]
#[schemars(crate = "schemars")]
struct GathersParams {
    /// Whether this request is to be refused.
    refuse: bool,
}

impl Summarizer for Gathers {
    const NAME: &'static str = "gathers";
    const DESCRIPTION: &'static str = "Takes several requests in a call, and counts them.";
    const BATCH_MAX: u32 = 16;
    type Params = GathersParams;

    fn summarize(&self, request: &Request<'_, GathersParams>, output: &Output<'_>) -> Result<(), Error> {
        if request.params().refuse {
            return Err(Error::InvalidArgument("it was asked to refuse".to_owned()));
        }
        for sentence in request.candidates() {
            output.sentence(sentence, 1.0)?;
        }
        Ok(())
    }

    fn summarize_batch(&self, calls: &[Call<'_, GathersParams>]) -> Vec<Result<(), Error>> {
        let summarize = |call: &Call<'_, GathersParams>| {
            call.output.metric("gathered", calls.len() as f64);
            self.summarize(&call.request, &call.output)
        };
        calls.iter().map(summarize).collect()
    }
}

export_summarizers!(
    Endless,
    Panics,
    ThreadPanics,
    Silent,
    Misquotes,
    Writes,
    Stubborn,
    Deaf,
    Sleeps,
    Gathers
);
