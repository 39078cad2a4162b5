//! `synoptic plugin`, beside what the authors' kit needs.

use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

use synoptic_testing::{bundled_library, profile_folder};

use crate::running::{Running, code, program, said, write_file};

#[test]
fn a_folder_that_cant_be_made_isnt_the_librarys_fault() {
    let folder = tempfile::tempdir().unwrap();
    let library = bundled_library(&profile_folder().unwrap(), "lead").unwrap();
    let package = |library: &str, out: &str| {
        Command::new(program()).args(["plugin", "package", library, "--out", out]).output().unwrap()
    };
    let failed = package(library.to_str().unwrap(), "/proc/x");
    let error = said(&failed).1;
    assert_eq!(code(&failed), 1, "{error}");
    assert!(error.contains("/proc/x") && !error.contains("libsynoptic_lead"), "{error}");
    let out = folder.path().join("packages");
    let failed = package(&write_file(&folder, "script.so", "#!/bin/sh\n"), out.to_str().unwrap());
    assert!(said(&failed).1.contains("script.so: "), "{failed:?}");
    assert!(fs::metadata(out).is_err(), "nothing is made for what isn't a library");
}

#[test]
fn a_route_is_taken_away_only_without_a_shadow() {
    let running = Running::start();
    let route = |arguments: &[&str]| {
        let all = [&["plugin", "route", "x"], arguments, &["--admin", running.server.admin_url()]].concat();
        running.run(&all)
    };
    let set = route(&["lead", "--shadow", "luhn"]);
    assert!(said(&set).0.starts_with("route x -> lead=1, shadow luhn"), "{set:?}");
    let refused = route(&["--shadow", "luhn"]);
    assert_eq!(code(&refused), 2, "{refused:?}");
    assert_eq!(said(&set).0, said(&route(&["lead", "--shadow", "luhn"])).0, "it is there still");
    assert_eq!(said(&route(&[])).0, "route x is taken away\n");
}

#[test]
fn a_load_refuses_a_link_and_tells_what_was_live_already() {
    let running = Running::start();
    let load = |folder: &Path| {
        running.run(&["plugin", "load", folder.to_str().unwrap(), "--admin", running.server.admin_url()])
    };
    let package = running.plugins.path().join("synoptic-lead/0.1.0");
    let link = running.data.path().join("linked");
    symlink(&package, &link).unwrap();
    let refused = load(&link);
    assert_eq!(code(&refused), 2, "{refused:?}");
    assert!(said(&refused).1.contains("linked is a link"), "{refused:?}");
    let live = load(&package);
    assert!(said(&live).0.contains("it was live already"), "{live:?}");
    fs::write(
        package.join("plugin.toml"),
        fs::read_to_string(package.join("plugin.toml")).unwrap() + "\n[params.x]\n",
    )
    .unwrap();
    let bad = load(&package);
    assert_eq!(code(&bad), 2, "{bad:?}");
    assert!(said(&bad).1.contains("there is no summarizer `x`"), "{bad:?}");
}
