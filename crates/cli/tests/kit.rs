//! The authors' kit, from an empty folder to a summary: what the guide for authors promises.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use synoptic_testing::{ServerProcess, bundled_plugins, compile_c, profile_folder};

const TEXT: &str = "A ferry ran aground off Tarran on Monday. Nobody was hurt, the coast guard said. \
    Divers will look at the hull on Tuesday. All crossings are cancelled.";

fn synoptic(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_synoptic")).args(arguments).output().unwrap()
}

#[track_caller]
fn text(output: &Output) -> String {
    let (said, erred) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}\n{said}\n{erred}", output.status);
    said.into_owned()
}

#[track_caller]
fn run(program: &str, arguments: &[&str], folder: &Path) -> String {
    let mut command = Command::new(program);
    // The crates that the SDK needs are built once for all runs of this test.
    let target = profile_folder().unwrap().join("kit");
    command.env("CARGO_TARGET_DIR", target).env("SYNOPTIC", env!("CARGO_BIN_EXE_synoptic"));
    text(&command.args(arguments).current_dir(folder).output().unwrap())
}

/// Validates a library, packages it, loads it into a running server, and summarizes with it.
fn validate_package_load_summarize(library: &Path, name: &str, folder: &Path) {
    let library = library.to_str().unwrap();
    let validated = text(&synoptic(&["plugin", "validate", library]));
    assert!(validated.contains("checks passed") && !validated.contains("FAIL"), "{validated}");
    let out = folder.join("packages");
    let packaged = text(&synoptic(&["plugin", "package", library, "--out", out.to_str().unwrap()]));
    let package = packaged.trim();
    assert_eq!(Path::new(package), out.join(name).join("0.1.0"));

    let profile = profile_folder().unwrap();
    let (data, plugins) = (tempfile::tempdir().unwrap(), bundled_plugins(&profile).unwrap());
    let program = Path::new(env!("CARGO_BIN_EXE_synoptic"));
    let server = ServerProcess::start(program, data.path(), &plugins).unwrap();
    let loaded = text(&synoptic(&["plugin", "load", package, "--admin", server.admin_url()]));
    assert!(loaded.contains(&format!("{name}@0.1.0\tin workers, ready")), "{loaded}");
    let file = folder.join("report.txt");
    std::fs::write(&file, TEXT).unwrap();
    let arguments = ["--server", server.url(), "summarize", file.to_str().unwrap()];
    let options = ["--summarizer", name, "--sentences", "2"];
    let summary = text(&synoptic(&[&arguments[..], &options[..]].concat()));
    assert!(summary.contains("report.txt ["), "{summary}");
    let version = format!("{name}@0.1.0");
    text(&synoptic(&["plugin", "unload", &version, "--admin", server.admin_url()]));
    let gone = synoptic(&[&arguments[..], &options[..]].concat());
    assert_eq!(gone.status.code(), Some(4), "it is out of service");
}

#[test]
fn a_new_plugin_in_rust_is_built_tested_validated_packaged_loaded_and_asked() {
    let folder = tempfile::tempdir().unwrap();
    let sdk = Path::new(env!("CARGO_MANIFEST_DIR")).join("../plugin-sdk");
    let project = folder.path().join("my-plugin");
    let path = project.to_str().unwrap();
    text(&synoptic(&["plugin", "new", "my-plugin", "--path", path, "--sdk", sdk.to_str().unwrap()]));
    run("cargo", &["test", "--quiet"], &project);
    run("cargo", &["build", "--release", "--quiet"], &project);
    let library = profile_folder().unwrap().join("kit/release/libmy_plugin.so");
    validate_package_load_summarize(&library, "my-plugin", folder.path());
}

#[test]
fn a_new_plugin_in_c_is_built_tested_packaged_loaded_and_asked() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("c-plugin");
    text(&synoptic(&["plugin", "new", "c-plugin", "--lang", "c", "--path", project.to_str().unwrap()]));
    run("make", &["CFLAGS=-O2 -Wall -Wextra -Werror"], &project);
    run("make", &["test"], &project);
    let libraries = std::fs::read_dir(&project).unwrap().map(|entry| entry.unwrap().path());
    let libraries: Vec<PathBuf> =
        libraries.filter(|path| path.extension().is_some_and(|extension| extension == "so")).collect();
    validate_package_load_summarize(&libraries[0], "c-plugin", folder.path());
}

#[test]
fn the_examples_in_c_and_cpp_are_valid() {
    let folder = tempfile::tempdir().unwrap();
    let sdk = Path::new(env!("CARGO_MANIFEST_DIR")).join("../plugin-sdk");
    let include = format!("-I{}", sdk.join("include").display());
    let library = folder.path().join("middle.so");
    compile_c(&sdk.join("examples-c/middle.c"), &["-pedantic", &include], &library).unwrap();
    text(&synoptic(&["plugin", "validate", library.to_str().unwrap()]));
    if Command::new("c++").arg("--version").output().is_err() {
        println!("skipped: no C++ compiler");
        return;
    }
    let library = folder.path().join("rarest.so");
    let flags = ["-std=c++17", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", "-fvisibility=hidden"];
    let mut command = Command::new("c++");
    command.args(flags).arg(&include).arg("-o").arg(&library).arg(sdk.join("examples-c/rarest.cpp"));
    text(&command.output().unwrap());
    text(&synoptic(&["plugin", "validate", library.to_str().unwrap()]));
}

#[test]
fn a_library_that_misbehaves_is_told_check_by_check() {
    let folder = tempfile::tempdir().unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../plugin-host/tests/faulty/aborting.c");
    let library = folder.path().join("aborting.so");
    compile_c(&source, &[], &library).unwrap();
    let output = synoptic(&["plugin", "validate", library.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(5), "{said}");
    assert!(
        said.contains("FAIL") && said.contains("the process ended: signal: 6") && said.contains("ok  "),
        "{said}"
    );
    let script = folder.path().join("script.so");
    std::fs::write(&script, "#!/bin/sh\n").unwrap();
    let output = synoptic(&["plugin", "validate", script.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("isn't a shared library"), "{output:?}");
}

#[test]
fn a_failed_call_is_recorded_where_asked_and_runs_again() {
    let profile = profile_folder().unwrap();
    let (data, plugins) = (tempfile::tempdir().unwrap(), bundled_plugins(&profile).unwrap());
    let library = data.path().join("crash.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../plugin-host/tests/faulty/crash.c");
    compile_c(&source, &[], &library).unwrap();
    plugins.add(std::slice::from_ref(&library), false).unwrap();
    let recordings = data.path().join("recordings");
    let settings = [("SYNOPTIC_PLUGINS__RECORDINGS", recordings.to_str().unwrap())];
    let program = Path::new(env!("CARGO_BIN_EXE_synoptic"));
    let server = ServerProcess::start_with(program, data.path(), &plugins, &settings).unwrap();
    let file = data.path().join("report.txt");
    std::fs::write(&file, TEXT).unwrap();
    let ask = |summarizer| {
        let file = file.to_str().unwrap();
        synoptic(&["--server", server.url(), "summarize", file, "--summarizer", summarizer])
    };
    text(&ask("good"));
    assert_eq!(ask("null-write").status.code(), Some(3));
    let recorded: Vec<_> =
        std::fs::read_dir(&recordings).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(recorded.len(), 1, "calls that succeed aren't recorded");
    let (recording, library) = (recorded[0].to_str().unwrap(), library.to_str().unwrap());
    let replayed = synoptic(&["replay", recording, "--library", library]);
    let said = String::from_utf8_lossy(&replayed.stdout);
    assert!(!replayed.status.success() && said.contains("SIGSEGV"), "{said}");
}
