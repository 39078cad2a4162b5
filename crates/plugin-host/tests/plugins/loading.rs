//! What is refused, before any code of it runs, and how it is told.

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::Path,
};

use synoptic_plugin_host::{Isolation, Reloaded};
use synoptic_testing::{bundled_library, profile_folder};

use crate::fixture::{Fixture, find, texts};

/// Checks that one package is refused, for a reason, in words that name what was found and the mend.
#[track_caller]
fn assert_refused(reloaded: &Reloaded, folder: &str, reason: &str, words: &[&str]) {
    let refusal = reloaded.refused.iter().find(|refusal| refusal.folder.ends_with(folder));
    let refusal = refusal.unwrap_or_else(|| panic!("{folder} isn't refused: {:?}", reloaded.refused));
    let told = refusal.to_string();
    assert_eq!(refusal.error.reason(), reason, "{told}");
    assert!(words.iter().all(|word| told.contains(word)), "{told}");
}

#[test]
fn libraries_that_do_not_fit_are_told_by_name_with_the_mend() {
    let fixture = Fixture::with_lead(true);
    let lead = fs::read(bundled_library(&profile_folder().unwrap(), "lead").unwrap()).unwrap();
    fixture.put("a-script", "1.0.0", b"#!/bin/sh\n");
    fixture.put("truncated", "1.0.0", &lead[..5000]);
    let mut other_machine = lead.clone();
    // e_machine of the ELF header: S/390, for which this server wasn't built.
    other_machine[18..20].copy_from_slice(&22_u16.to_le_bytes());
    fixture.put("other-machine", "1.0.0", &other_machine);
    fixture.put("another-name", "1.0.0", &lead);
    for source in ["no-entry", "old-major", "newer-minor", "bad-magic"] {
        fixture.put(source, "1.0.0", &fs::read(fixture.compile(source, &[])).unwrap());
    }
    let (registry, reloaded) = fixture.open();
    assert_eq!(registry.catalog().names(), ["lead"], "the other serves");
    assert_eq!(reloaded.refused.len(), 8, "{:?}", reloaded.refused);
    assert_refused(&reloaded, "a-script/1.0.0", "NOT_A_LIBRARY", &["isn't a shared library", "cdylib"]);
    assert_refused(&reloaded, "truncated/1.0.0", "TRUNCATED", &["5000 bytes", "copy it again"]);
    assert_refused(&reloaded, "other-machine/1.0.0", "OTHER_MACHINE", &["was built for", "build it for"]);
    assert_refused(&reloaded, "another-name/1.0.0", "MANIFEST_MISMATCH", &["synoptic-lead", "another-name"]);
    assert_refused(&reloaded, "no-entry/1.0.0", "NO_ENTRY", &["synoptic_plugin_v1", "export_summarizers!"]);
    assert_refused(
        &reloaded,
        "old-major/1.0.0",
        "ABI_VERSION",
        &["ABI 0.", "offers 1.1", "build the plugin anew"],
    );
    assert_refused(
        &reloaded,
        "newer-minor/1.0.0",
        "ABI_VERSION",
        &["ABI 1.2", "offers 1.1", "upgrade the server"],
    );
    assert_refused(&reloaded, "bad-magic/1.0.0", "MALFORMED_ENTRY", &["magic"]);
}

#[test]
fn a_library_whose_bytes_are_not_the_manifests_is_refused_before_its_code_runs() {
    let fixture = Fixture::new();
    let canary = fixture.plugins.path().with_file_name("canary");
    let constructor = fixture.compile("constructor", &[]);
    fixture.plugins.add(&[constructor], true).unwrap();
    let package = fs::read_dir(fixture.plugins.path()).unwrap().next().unwrap().unwrap().path();
    let library = fs::read_dir(package).unwrap().next().unwrap().unwrap().path().join("lib.so");
    let mut bytes = fs::read(&library).unwrap();
    bytes.push(0);
    fs::write(&library, bytes).unwrap();
    // The library's initializer would make the file that this names.
    #[expect(unsafe_code, reason = "variables of the environment are shared by all threads")]
    // SAFETY: only this test and the library that it must not open read this variable.
    unsafe {
        std::env::set_var("SYNOPTIC_TEST_CANARY", &canary);
    }
    let (_registry, reloaded) = fixture.open();
    let reasons: Vec<&str> = reloaded.refused.iter().map(|refusal| refusal.error.reason()).collect();
    assert_eq!(reasons, ["DIGEST"]);
    assert!(!canary.exists(), "none of its code ran");
    // The same library with its own bytes runs: the canary does sing.
    let fixture = Fixture::new();
    fixture.add_c("constructor", true);
    let _registry = fixture.registry();
    assert!(canary.exists(), "its code runs now");
}

#[test]
fn what_others_may_have_written_is_refused() {
    let lead = Path::new("synoptic-lead/0.1.0");
    let open_to_all = |path: &Path| fs::set_permissions(path, fs::Permissions::from_mode(0o777)).unwrap();
    for (name, harm) in [
        ("folder", Box::new(|folder: &Path| open_to_all(folder)) as Box<dyn Fn(&Path)>),
        ("folder above", Box::new(|folder: &Path| open_to_all(folder.parent().unwrap()))),
        ("library", Box::new(|folder: &Path| open_to_all(&folder.join("lib.so")))),
        (
            "link",
            Box::new(|folder: &Path| {
                let elsewhere = folder.with_file_name("elsewhere.so");
                fs::rename(folder.join("lib.so"), &elsewhere).unwrap();
                symlink(elsewhere, folder.join("lib.so")).unwrap();
            }),
        ),
    ] {
        let fixture = Fixture::with_lead(true);
        harm(&fixture.plugins.path().join(lead));
        let (_registry, reloaded) = fixture.open();
        assert!(reloaded.loaded.is_empty(), "{name}");
        assert_eq!(reloaded.refused[0].error.reason(), "FILE_RIGHTS", "{name}: {}", reloaded.refused[0]);
    }
}

#[test]
fn an_unlisted_library_runs_in_a_worker_and_a_listed_one_in_this_process() {
    for (listed, isolation) in [(false, Isolation::Worker), (true, Isolation::InProcess)] {
        let registry = Fixture::with_lead(listed).registry();
        let lead = find(&registry, "lead");
        assert_eq!(lead.live().state().isolation, isolation);
        assert_eq!(texts(&lead).unwrap().len(), 2);
    }
}

#[test]
fn a_library_that_aborts_on_panics_is_refused_in_process_and_runs_in_a_worker() {
    let fixture = Fixture::new();
    fixture.add_c("aborting", true);
    let (_registry, reloaded) = fixture.open();
    assert_eq!(reloaded.refused[0].error.reason(), "PANIC_ABORTS", "{}", reloaded.refused[0]);
    assert!(reloaded.refused[0].to_string().contains("panic = \"unwind\""));

    let fixture = Fixture::new();
    fixture.add_c("aborting", false);
    let registry = fixture.registry();
    assert!(texts(&find(&registry, "aborting")).is_err(), "the call fails, and this process goes on");
}

#[test]
fn a_library_that_does_not_come_up_is_refused_and_harms_nobody() {
    let fixture = Fixture::with_lead(false);
    fixture.add_c("create-crash", false);
    let (registry, reloaded) = fixture.open();
    assert_eq!(reloaded.refused.len(), 1);
    let told = reloaded.refused[0].to_string();
    assert!(told.contains("SIGSEGV"), "{told}");
    assert_eq!(registry.catalog().names(), ["lead"]);
}

#[test]
fn a_plugin_of_the_first_release_loads_for_ever() {
    if !cfg!(target_arch = "x86_64") {
        println!("skipped: the library was built for x86-64");
        return;
    }
    let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/abi-1.0/frozen-x86_64-linux.so");
    for listed in [true, false] {
        let fixture = Fixture::new();
        fixture.plugins.add(std::slice::from_ref(&frozen), listed).unwrap();
        let registry = fixture.registry();
        assert_eq!(texts(&find(&registry, "frozen@1.0.0")).unwrap().len(), 2);
    }
}

#[test]
fn needs_that_nobody_granted_are_told_with_the_setting() {
    let mut fixture = Fixture::with_lead(false);
    let manifest = fixture.plugins.path().join("synoptic-lead/0.1.0/plugin.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, format!("{text}\n[needs]\nnetwork = true\n")).unwrap();
    let (_registry, reloaded) = fixture.open();
    let told = reloaded.refused[0].to_string();
    assert!(told.contains("`network = true`") && told.contains("[plugins.grants.synoptic-lead]"), "{told}");
    let granted = synoptic_plugin_host::Needs { network: true, ..synoptic_plugin_host::Needs::default() };
    fixture.options.grants.insert("synoptic-lead".to_owned(), granted);
    fixture.registry();
}

#[test]
fn a_manifest_that_makes_no_sense_is_told_with_its_line() {
    let fixture = Fixture::with_lead(false);
    let manifest = fixture.plugins.path().join("synoptic-lead/0.1.0/plugin.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    for (wrong, words) in [
        (text.replace("abi = \"1.1\"", "abi = \"one\""), "abi \"one\""),
        (text.replace("name = ", "nmae = "), "unknown field `nmae`"),
        (format!("{text}\n[params.nobody]\nx = 1\n"), "no summarizer `nobody`"),
        (format!("{text}\n[params.lead]\nx = 1\n"), "no parameter \"x\""),
    ] {
        fs::write(&manifest, wrong).unwrap();
        let (_registry, reloaded) = fixture.open();
        let told = reloaded.refused[0].to_string();
        assert!(told.contains(words), "{told}");
    }
}
