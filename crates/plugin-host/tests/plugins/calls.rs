//! What a plugin does during a call, and what becomes of it.

use std::{
    net::TcpListener,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use serde_json::json;
use synoptic_plugin_host::{CallError, Isolation, Registry};
use synoptic_testing::{built_example, bundled_library, profile_folder};

use crate::fixture::{Call, Fixture, REPORT, find, texts};

/// The plugin of many misdeeds, in workers. The fixture holds the files that new workers open.
fn faulty_c() -> (Fixture, Registry) {
    let fixture = Fixture::new();
    fixture.add_c("crash", false);
    let registry = fixture.registry();
    (fixture, registry)
}

#[test]
fn a_worker_gives_the_same_summary_as_this_process() {
    let profile = profile_folder().unwrap();
    for (plugin, name) in [("lead", "lead"), ("newswire", "newswire"), ("graph", "lexrank")] {
        let outcomes: Vec<_> = [true, false]
            .into_iter()
            .map(|in_process| {
                let fixture = Fixture::new();
                fixture.plugins.add(&[bundled_library(&profile, plugin).unwrap()], in_process).unwrap();
                let call = Call {
                    texts: vec![REPORT.to_owned(), format!("“Né à Łódź,” he said. {REPORT}")],
                    ..Call::default()
                };
                call.run(&find(&fixture.registry(), name)).unwrap()
            })
            .collect();
        assert_eq!(outcomes[0], outcomes[1], "{name}");
    }
}

#[test]
fn whatever_ends_a_worker_fails_one_call_alone() {
    let (_fixture, registry) = faulty_c();
    for (name, how) in [
        ("null-write", "SIGSEGV"),
        ("aborts", "SIGABRT"),
        ("exits", "exit code 3"),
        ("eats-memory", "SIGABRT"),
    ] {
        let error = texts(&find(&registry, name)).unwrap_err();
        assert!(
            matches!(&error, CallError::Crashed { how: found, .. } if found.contains(how)),
            "{name}: {error}"
        );
        assert_eq!(texts(&find(&registry, "good")).unwrap().len(), 2, "the next call is answered");
    }
    assert!(matches!(texts(&find(&registry, "deep")), Err(CallError::Crashed { .. })));
}

#[test]
fn what_a_worker_offers_is_checked() {
    let (_fixture, registry) = faulty_c();
    for name in ["bad-indices", "bad-utf8"] {
        assert!(matches!(texts(&find(&registry, name)), Err(CallError::Misbehaved { .. })), "{name}");
    }
    let outcome = Call::default().run(&find(&registry, "floods")).unwrap();
    assert_eq!(outcome.pieces.len(), 2, "a flood of log lines is cut, and the call answered");
}

#[test]
fn side_effects_of_a_worker_are_denied_or_harmless() {
    let (_fixture, registry) = faulty_c();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    std::fs::write(&secret, "secret").unwrap();
    let written = folder.path().join("written");
    for (name, params) in [
        ("prints", json!({})),
        ("forks", json!({})),
        ("threads", json!({})),
        ("connects", json!({ "port": port })),
        ("reads-files", json!({ "path": secret })),
        ("reads-files", json!({ "path": "/etc/passwd" })),
        ("writes-files", json!({ "path": written })),
    ] {
        let call = Call { params: params.clone(), ..Call::default() };
        let outcome = call.run(&find(&registry, name));
        assert!(outcome.is_ok(), "{name} {params}: {outcome:?}");
    }
    listener.set_nonblocking(true).unwrap();
    assert!(listener.accept().is_err(), "nobody connected");
    assert!(!written.exists());
}

#[test]
fn a_call_that_ignores_the_stop_word_costs_its_worker_and_nothing_else() {
    let (_fixture, registry) = faulty_c();
    let spins = Call { time: Duration::from_millis(100), ..Call::default() };
    let begun = Instant::now();
    assert_eq!(spins.run(&find(&registry, "spins")), Err(CallError::Stopped));
    assert!(begun.elapsed() >= Duration::from_millis(100));
    assert_eq!(texts(&find(&registry, "good")).unwrap().len(), 2);
    let state = find(&registry, "good").live().state();
    assert_eq!((state.worker_kills, state.worker_crashes), (1, 0));
}

#[test]
fn a_thread_that_a_call_leaves_behind_costs_its_worker() {
    let (_fixture, registry) = faulty_c();
    assert_eq!(texts(&find(&registry, "good")).unwrap().len(), 2);
    assert_eq!(texts(&find(&registry, "threads")).unwrap().len(), 2);
    let state = || find(&registry, "good").live().state();
    let begun = Instant::now();
    while state().worker_kills == 0 {
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", state());
        thread::sleep(Duration::from_millis(50));
    }
    assert!(state().last_error.contains("left behind"), "{:?}", state());
    assert_eq!(texts(&find(&registry, "good")).unwrap().len(), 2);
    assert_eq!((state().worker_kills, state().worker_crashes), (1, 0), "those at rest stay");
}

#[test]
fn a_stop_reaches_a_plugin_in_a_worker_and_the_worker_lives_on() {
    let (_fixture, registry) = faulty_c();
    let call = Call::default();
    let stop = Arc::clone(&call.stop);
    let sleeps = find(&registry, "sleeps");
    let calling = thread::spawn(move || call.run(&sleeps));
    stop.set();
    assert_eq!(calling.join().unwrap(), Err(CallError::Stopped));
    let state = find(&registry, "good").live().state();
    assert_eq!((state.worker_kills, state.worker_crashes), (0, 0), "it returned by itself");
}

#[test]
fn a_plugin_that_fails_again_and_again_is_put_out_of_service_and_comes_back() {
    let (_fixture, registry) = faulty_c();
    let (crashes, good) = (find(&registry, "null-write"), find(&registry, "good"));
    let refused = (0..50).find_map(|_| match texts(&crashes) {
        Err(CallError::CircuitOpen { retry_after, .. }) => Some(retry_after),
        _ => None,
    });
    let retry_after = refused.expect("the circuit opens");
    assert!(retry_after > Duration::ZERO);
    let begun = Instant::now();
    // Each call waits for nothing: it is refused, or answered by the worker that closed the circuit.
    while texts(&good).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(30), "it comes back by itself");
        thread::yield_now();
    }
    assert!(good.live().state().ready);
}

#[test]
fn three_panics_move_a_plugin_from_this_process_to_workers() {
    let fixture = Fixture::new();
    let faulty = built_example(&profile_folder().unwrap(), "faulty").unwrap();
    fixture.plugins.add(&[faulty], true).unwrap();
    let registry = fixture.registry();
    let panics = find(&registry, "panics");
    assert_eq!(panics.live().state().isolation, Isolation::InProcess);
    for _ in 0..3 {
        assert!(matches!(texts(&panics), Err(CallError::Panicked { .. })));
    }
    let begun = Instant::now();
    while panics.live().state().isolation == Isolation::InProcess {
        assert!(begun.elapsed() < Duration::from_secs(30), "it is moved");
        thread::yield_now();
    }
    assert!(matches!(texts(&panics), Err(CallError::Panicked { .. })), "a panic is told as before");
    assert!(panics.live().state().ready);
}

#[test]
fn parameters_of_the_manifest_reach_the_plugin_under_those_of_the_request() {
    let fixture = Fixture::new();
    let graph = bundled_library(&profile_folder().unwrap(), "graph").unwrap();
    fixture.plugins.add(&[graph], false).unwrap();
    let manifest = fixture.plugins.path().join("synoptic-graph/0.1.0/plugin.toml");
    let text = std::fs::read_to_string(&manifest).unwrap();
    let call = |params: serde_json::Value| {
        let text = "The ferry ran aground on Monday. The ferry carried 143 passengers. Passengers left the ferry on \
            Monday. Divers will look at the hull of the ferry.";
        let call = Call { params, texts: vec![text.to_owned()], ..Call::default() };
        call.run(&find(&fixture.registry(), "textrank")).unwrap().pieces
    };
    let (with_default, with_other) = (call(json!({})), call(json!({ "damping": 0.3 })));
    assert_ne!(with_default, with_other, "the scores depend on it");
    std::fs::write(&manifest, format!("{text}\n[params.textrank]\ndamping = 0.3\n")).unwrap();
    assert_eq!(call(json!({})), with_other);
    assert_eq!(call(json!({ "damping": 0.85 })), with_default);
}
