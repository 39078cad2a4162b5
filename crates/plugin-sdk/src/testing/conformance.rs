//! What the service relies on in every summarizer, checked through the C ABI.
//!
//! A plugin's whole conformance test is one line:
//!
//! ```
//! # use synoptic_plugin_sdk::{Error, NoParams, Output, Request, Summarizer};
//! # #[derive(Default)]
//! # struct Lead;
//! # impl Summarizer for Lead {
//! #     const NAME: &'static str = "lead";
//! #     const DESCRIPTION: &'static str = "Takes sentences in their order.";
//! #     type Params = NoParams;
//! #     fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
//! #         for sentence in request.candidates() {
//! #             output.sentence(sentence, 1.0)?;
//! #         }
//! #         Ok(())
//! #     }
//! # }
//! synoptic_plugin_sdk::testing::conformance::assert_conforms::<Lead>();
//! ```
//!
//! A library in another language is opened first, and each of its summarizers becomes a [`Subject`]; [`failures`] then
//! tells which [`CHECKS`] it fails.
//!
//! Requests ask for extractive summaries; where a summarizer makes none, for the first kind that it makes. Wherever
//! sentences are expected, texts with spans that slice their documents do as well. What a check finds wrong is what it is
//! named for: the checks that compare answers, for example, don't look at whether what was offered exists.

mod answers;
mod descriptor;
mod endings;
mod extensions;
mod hostile;
mod instances;
mod params;
mod texts;

pub use super::subject::Subject;
use super::{collection::Collection, instance::Instance, task::Task};
use crate::{Summarizer, abi};

/// One thing that the service relies on.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// What it is called.
    pub name: &'static str,
    /// What is checked, in a sentence.
    pub what: &'static str,
    /// Checks it. The error says what was found, and what to do.
    pub run: fn(&Subject) -> Result<(), String>,
}

/// A check that a summarizer doesn't pass.
#[derive(Debug, Clone)]
pub struct CheckFailure {
    /// The check.
    pub check: &'static Check,
    /// What was found, and what to do.
    pub found: String,
}

/// All checks, in the order in which they run.
pub const CHECKS: &[Check] = &[
    Check {
        name: "descriptor",
        what: "The descriptor has the size of its version, and nothing in its reserved field.",
        run: descriptor::descriptor,
    },
    Check { name: "name", what: "The name is one that callers can use.", run: descriptor::name },
    Check {
        name: "description",
        what: "The description tells people something.",
        run: descriptor::description,
    },
    Check {
        name: "kinds",
        what: "It makes at least one kind of summary, and all are known.",
        run: descriptor::kinds,
    },
    Check {
        name: "languages",
        what: "The languages are BCP-47 tags separated by commas.",
        run: descriptor::languages,
    },
    Check {
        name: "params_schema",
        what: "The schema of the parameters is a JSON Schema of an object.",
        run: descriptor::params_schema,
    },
    Check {
        name: "instances",
        what: "Two instances live at once, and are made and ended again and again.",
        run: instances::instances,
    },
    Check {
        name: "unused_instance",
        what: "An instance is ended that was never used.",
        run: instances::unused_instance,
    },
    Check { name: "one_document", what: "One document is answered.", run: answers::one_document },
    Check {
        name: "several_documents",
        what: "Several documents are answered.",
        run: answers::several_documents,
    },
    Check {
        name: "one_sentence",
        what: "A document with one sentence is answered.",
        run: answers::one_sentence,
    },
    Check {
        name: "one_candidate",
        what: "The only sentence that may stand in a summary is found among others.",
        run: answers::one_candidate,
    },
    Check {
        name: "lengths",
        what: "Every unit of length is answered, and so are the least and the greatest length.",
        run: answers::lengths,
    },
    Check { name: "scores", what: "Scores are finite numbers.", run: answers::scores },
    Check { name: "focus", what: "A focus is answered, whether it is followed or not.", run: answers::focus },
    Check {
        name: "repeated",
        what: "The same request gets the same offers and scores of the same instance.",
        run: instances::repeated,
    },
    Check {
        name: "repeated_anew",
        what: "The same request gets the same offers and scores of another instance.",
        run: instances::repeated_anew,
    },
    Check {
        name: "threads",
        what: "Four threads at once get the answers that one gets; not asked of a serial summarizer.",
        run: instances::threads,
    },
    Check { name: "full", what: "It returns once the summary is full.", run: endings::full },
    Check {
        name: "stopped_before",
        what: "It returns when it was stopped before the call.",
        run: endings::stopped_before,
    },
    Check {
        name: "stopped_during",
        what: "It returns soon when it is stopped during a call on a large text.",
        run: endings::stopped_during,
    },
    Check {
        name: "hostile_texts",
        what: "No text makes it panic or fail, or offer what doesn't exist.",
        run: hostile::hostile_texts,
    },
    Check {
        name: "params_none",
        what: "No parameters are the same as an empty object.",
        run: params::params_none,
    },
    Check {
        name: "params_defaults",
        what: "The defaults of the schema, when passed, are accepted and change nothing.",
        run: params::params_defaults,
    },
    Check {
        name: "params_unknown",
        what: "An unknown parameter is ignored or refused, without a panic.",
        run: params::params_unknown,
    },
    Check {
        name: "params_wrong_types",
        what: "Parameters of wrong types are ignored or refused, without a panic.",
        run: params::params_wrong_types,
    },
    Check {
        name: "grown_structs",
        what: "Structs that have grown, as in a later minor version, change nothing.",
        run: answers::grown_structs,
    },
    Check {
        name: "unknown_extension",
        what: "A name that means nothing finds no extension.",
        run: extensions::unknown,
    },
    Check {
        name: "self_test",
        what: "The self test succeeds, where there is one.",
        run: extensions::self_test,
    },
    Check { name: "warm_up", what: "The warm-up succeeds, where there is one.", run: extensions::warm_up },
    Check {
        name: "batch",
        what: "A batch offers what single calls offer, whatever the scores, and gives each item a status.",
        run: extensions::batch,
    },
    Check {
        name: "batch_apart",
        what: "An item of a batch with bad parameters, or stopped, doesn't touch the others.",
        run: extensions::batch_apart,
    },
];

/// Runs all checks, and tells which fail.
pub fn failures(subject: &Subject) -> Vec<CheckFailure> {
    let run = |check: &'static Check| (check.run)(subject).err().map(|found| CheckFailure { check, found });
    CHECKS.iter().filter_map(run).collect()
}

/// Runs all checks on a summarizer of this crate.
///
/// # Panics
///
/// When a check fails, with the list of those that do.
pub fn assert_conforms<S: Summarizer>() {
    let failures = failures(&Subject::of::<S>());
    let lines = failures
        .iter()
        .map(|CheckFailure { check, found }| format!("\n- {}: {found}\n  {}", check.name, check.what));
    let lines: String = lines.collect();
    assert!(failures.is_empty(), "`{}` fails {} of {} checks:{lines}", S::NAME, failures.len(), CHECKS.len());
}

/// An instance, or why there is none.
fn create(subject: &Subject) -> Result<Instance, String> {
    Instance::create(subject).map_err(|refusal| format!("create failed: {}", String::from(refusal)))
}

/// The suite's usual request: five sentences of these documents.
fn task(subject: &Subject, texts: &[&str]) -> Task {
    Task::new(subject.kind(), Collection::of(texts)).length(abi::LENGTH_SENTENCES, 5)
}
