//! A plugin whose summarizers misbehave, for tests.

use synoptic_plugin_sdk::{Error, Kind, NoParams, Output, Request, Span, Summarizer, export_summarizers};

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

export_summarizers!(Endless, Panics, Silent, Misquotes, Stubborn);
