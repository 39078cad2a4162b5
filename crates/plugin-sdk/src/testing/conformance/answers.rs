//! What ordinary requests get.

use super::{Subject, create, task, texts};
use crate::{
    abi,
    testing::{
        collector::Offered,
        instance::Instance,
        task::{Structs, Task},
    },
};

pub(super) fn one_document(subject: &Subject) -> Result<(), String> {
    create(subject)?.summarize(&task(subject, &[texts::FLOOD])).expect_offers()
}

pub(super) fn several_documents(subject: &Subject) -> Result<(), String> {
    create(subject)?.summarize(&task(subject, &texts::REPORTS)).expect_offers()
}

pub(super) fn one_sentence(subject: &Subject) -> Result<(), String> {
    create(subject)?
        .summarize(&task(subject, &["The bridge over the river was closed on Monday."]))
        .expect_offers()
}

pub(super) fn one_candidate(subject: &Subject) -> Result<(), String> {
    /// The one sentence that isn't a heading then: in the middle.
    const KEPT: usize = 3;
    let mut task = task(subject, &[texts::FLOOD]);
    task.collection.documents[0].keep_one_candidate(KEPT);
    let answer = create(subject)?.summarize(&task);
    answer.expect_offers()?;
    let found = answer.record.offers.iter().any(|offer| match offer.what {
        Offered::Sentence { sentence, .. } => sentence as usize == KEPT,
        Offered::Text { .. } => true,
    });
    if found || answer.record.offers.is_empty() && answer.may_be_empty() {
        return Ok(());
    }
    Err(format!(
        "sentence {KEPT} alone may stand in a summary, and wasn't offered; offer sentences flagged as candidates"
    ))
}

pub(super) fn lengths(subject: &Subject) -> Result<(), String> {
    const UNITS: [(&str, u32, u64); 3] = [
        ("sentences", abi::LENGTH_SENTENCES, 4),
        ("words", abi::LENGTH_WORDS, 60),
        ("characters", abi::LENGTH_CHARACTERS, 400),
    ];
    let instance = create(subject)?;
    for (name, unit, usual) in UNITS {
        let ask = |length| instance.summarize(&task(subject, &texts::REPORTS).length(unit, length));
        ask(usual).expect_offers().map_err(|found| format!("asked for {usual} {name}, {found}"))?;
        // To reserve memory for the greatest is a panic; for less, it would be the end of the process.
        for length in [1, u64::MAX] {
            ask(length).expect(&[abi::STATUS_OK]).map_err(|found| {
                format!("asked for {length} {name}, {found}; never reserve memory by the length alone")
            })?;
        }
    }
    Ok(())
}

pub(super) fn scores(subject: &Subject) -> Result<(), String> {
    let answer = create(subject)?.summarize(&task(subject, &texts::REPORTS));
    match answer.record.offers.iter().find(|offer| !offer.score.is_finite()) {
        None => Ok(()),
        Some(offer) => Err(format!("it offered {offer}; look for a division by 0, and offer finite scores")),
    }
}

pub(super) fn focus(subject: &Subject) -> Result<(), String> {
    let instance = create(subject)?;
    for focus in ["the level of the river", "something that no document names", "?!"] {
        let mut task = task(subject, &texts::REPORTS);
        focus.clone_into(&mut task.focus);
        let answer = instance.summarize(&task);
        answer.expect_offers().map_err(|found| format!("asked with the focus {focus:?}, {found}"))?;
    }
    Ok(())
}

pub(super) fn grown_structs(subject: &Subject) -> Result<(), String> {
    let known = create(subject)?.summarize(&task(subject, &texts::REPORTS));
    let instance = Instance::create_with(subject, Structs::Grown)
        .map_err(|refusal| format!("with a larger host struct, create failed: {}", String::from(refusal)))?;
    let task = Task { structs: Structs::Grown, ..task(subject, &texts::REPORTS) };
    known.expect_same(&instance.summarize(&task)).map_err(|found| {
        format!(
            "asked with structs as known and then larger ones, {found}; compare struct_size with >=, not =="
        )
    })
}
