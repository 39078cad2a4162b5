//! How requests go over to a worker and answers come back, in any order, size and time.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use serde_json::{Map, json};
use synoptic_plugin_host::{
    CallError, Document, Event, Kind, Known, Length, Listener, Order, Outcome, Registry, Rules, StopSignal,
    Summarizer, Task,
};
use synoptic_testing::{built_example, bundled_library, profile_folder, synthetic_text};

use crate::fixture::{Call, Fixture, document, find, texts};

/// A summarizer in this process, and in workers.
fn both(plugin: &str, name: &str) -> Vec<(Fixture, Registry, Summarizer)> {
    let library = bundled_library(&profile_folder().unwrap(), plugin).unwrap();
    let places = [true, false].into_iter().map(|in_process| {
        let fixture = Fixture::new();
        fixture.plugins.add(std::slice::from_ref(&library), in_process).unwrap();
        let registry = fixture.registry();
        let summarizer = find(&registry, name);
        (fixture, registry, summarizer)
    });
    places.collect()
}

/// A call about documents, and how often a piece was heard before it ended.
fn run(
    summarizer: &Summarizer,
    documents: &[Document],
    focus: &str,
    length: u64,
    streaming: bool,
) -> (Result<Outcome, CallError>, usize) {
    let mut heard = 0;
    let task = Task {
        documents,
        kind: Kind::Extractive,
        length: Length::Sentences(length),
        order: Order::Source,
        rules: Rules::default(),
        focus,
        params: &Map::new(),
        stop: &StopSignal::default(),
        deadline: Instant::now() + Duration::from_secs(30),
        streaming,
    };
    let outcome = summarizer.run(&task, &mut |event| heard += usize::from(matches!(event, Event::Piece(_))));
    (outcome, heard)
}

#[test]
fn documents_that_come_again_and_others_are_answered_as_in_this_process() {
    let places = both("graph", "lexrank");
    let known: [Known; 3] = [Known::Nothing, Known::All, Known::Sentences(Arc::from([true, false, true]))];
    let mut documents: Vec<Document> = (3..9).map(|sentences| document(&synthetic_text(sentences))).collect();
    let mut random = 1_usize;
    let mut below = |bound: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (random >> 33) % bound
    };
    for _ in 0..300 {
        // One of them goes, and another one comes, often to the same place in memory.
        let replaced = below(documents.len());
        if below(3) == 0 {
            documents[replaced] = document(&synthetic_text(3 + below(30)));
        }
        documents[replaced].known = known[below(known.len())].clone();
        let from = below(documents.len());
        let to = from + 1 + below(documents.len() - from);
        let focus = if below(4) == 0 { documents[0].analysis.terms().next().unwrap_or("") } else { "" };
        let streaming = below(2) == 0;
        let outcomes: Vec<_> = places
            .iter()
            .map(|(_, _, summarizer)| run(summarizer, &documents[from..to], focus, 3, streaming).0)
            .collect();
        assert_eq!(outcomes[0], outcomes[1]);
    }
}

#[test]
fn long_answers_and_streamed_ones_are_those_of_this_process() {
    let places = both("lead", "lead");
    for (sentences, streaming) in [(1000, false), (6000, false), (20, true), (1000, true), (20, false)] {
        let documents = [document(&synthetic_text(sentences))];
        let length = u64::try_from(sentences).unwrap();
        let answers: Vec<_> = places
            .iter()
            .map(|(_, _, summarizer)| run(summarizer, &documents, "", length, streaming))
            .collect();
        assert_eq!(answers[0], answers[1], "{sentences} sentences, streaming: {streaming}");
        assert!(answers[1].1 * 2 > sentences, "pieces are heard");
    }
}

#[test]
fn each_request_of_a_batch_has_its_own_answer() {
    let fixture = Fixture::new();
    fixture.plugins.add(&[built_example(&profile_folder().unwrap(), "faulty").unwrap()], false).unwrap();
    let registry = fixture.registry();
    let gathers = find(&registry, "gathers");
    let documents: Vec<Document> = (2..18).map(|sentences| document(&synthetic_text(sentences))).collect();
    let (accepts, refuses) = (Map::new(), json!({ "refuse": true }).as_object().unwrap().clone());
    let stop = StopSignal::default();
    for round in 0..30 {
        let tasks: Vec<Task<'_>> = (0..8)
            .map(|index| Task {
                documents: std::slice::from_ref(&documents[(index * 3 + round) % documents.len()]),
                kind: Kind::Extractive,
                length: Length::Sentences(1),
                order: Order::Source,
                rules: Rules::default(),
                focus: "",
                params: if (index + round) % 5 == 0 { &refuses } else { &accepts },
                stop: &stop,
                deadline: Instant::now() + Duration::from_secs(30),
                streaming: false,
            })
            .collect();
        let mut listeners: Vec<_> = tasks.iter().map(|_| |_: Event<'_>| {}).collect();
        let mut listeners: Vec<Listener<'_>> =
            listeners.iter_mut().map(|listener| listener as Listener<'_>).collect();
        for (task, outcome) in tasks.iter().zip(gathers.run_batch(&tasks, &mut listeners)) {
            if task.params.is_empty() {
                let outcome = outcome.unwrap();
                assert_eq!(outcome.metrics, [("gathered".to_owned(), 8.0)]);
                assert!(task.documents[0].analysis.text().contains(&outcome.pieces[0].text));
            } else {
                assert!(matches!(outcome, Err(CallError::Refused { .. })), "{outcome:?}");
            }
        }
    }
}

#[test]
fn a_worker_that_slept_answers_the_next_call() {
    let fixture = Fixture::with_lead(false);
    let registry = fixture.registry();
    let lead = find(&registry, "lead");
    let first = texts(&lead).unwrap();
    for call in 0..200 {
        // What comes while it still looks, while it lies down, and while it sleeps.
        thread::sleep(Duration::from_micros(20 * (call % 30)));
        let call = Call { time: Duration::from_secs(10), ..Call::default() };
        let outcome = call.run(&lead).unwrap();
        assert!(outcome.pieces.iter().map(|piece| &piece.text).eq(&first));
    }
    let state = lead.live().state();
    assert_eq!((state.worker_kills, state.worker_crashes, state.worker_starts), (0, 0, 2));
}

#[test]
fn a_plugin_that_scribbles_over_the_answer_fails_its_own_call_alone() {
    let fixture = Fixture::new();
    fixture.add_c("scribbles", false);
    let registry = fixture.registry();
    for _ in 0..3 {
        let scribbled = texts(&find(&registry, "scribbles"));
        assert!(
            matches!(&scribbled, Err(CallError::Misbehaved { what, .. }) if what.contains("malformed frame")),
            "{scribbled:?}"
        );
        assert_eq!(texts(&find(&registry, "good")).unwrap().len(), 2, "the next call is answered");
    }
}

#[test]
fn a_plugin_that_closes_what_wakes_the_host_fails_its_own_call_alone() {
    let fixture = Fixture::new();
    fixture.add_c("scribbles", false);
    let registry = fixture.registry();
    let hung_up = texts(&find(&registry, "hangs-up"));
    assert!(
        matches!(&hung_up, Err(CallError::Misbehaved { what, .. }) if what.contains("wakes its host")),
        "{hung_up:?}"
    );
    assert_eq!(texts(&find(&registry, "good")).unwrap().len(), 2, "the next call is answered");
}
