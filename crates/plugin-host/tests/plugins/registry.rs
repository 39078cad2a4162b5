//! Names, versions, routes, and changes while requests run.

use std::{fs, os::unix::fs::symlink};

use synoptic_plugin_host::{Isolation, LoadError, RegistryError, ResolveError, Route, Target};

use crate::fixture::{Fixture, find, texts};

/// Compiles a version of the plugin `swapped`.
fn swapped(fixture: &Fixture, version: &str) -> std::path::PathBuf {
    fixture.compile("version", &[&format!("-DVERSION=\"{version}\"")])
}

fn target(summarizer: &str, weight: u32) -> Target {
    Target { summarizer: summarizer.to_owned(), weight }
}

#[test]
fn versions_live_beside_each_other_and_are_chosen_by_name() {
    let fixture = Fixture::new();
    for version in ["1.0.1000", "1.0.1001", "2.0.1000"] {
        fixture.plugins.add(&[swapped(&fixture, version)], false).unwrap();
    }
    let registry = fixture.registry();
    for (name, version) in [
        ("swapped", "2.0.1000"),
        ("swapped@1", "1.0.1001"),
        ("swapped@1.0.1000", "1.0.1000"),
        ("swapped/swapped@2", "2.0.1000"),
    ] {
        assert_eq!(find(&registry, name).version(), version, "{name}");
    }
    let first = find(&registry, "swapped@1.0.1000");
    assert_eq!(find(&registry, &format!("swapped@{}", first.digest())).version(), "1.0.1000");
    let short = format!("swapped@{}", &first.digest()[..15]);
    assert_eq!(find(&registry, &short).version(), "1.0.1000");
    let refused = registry.catalog().resolve("swapped@3", || 0).unwrap_err();
    assert!(matches!(refused, ResolveError::Version { served, .. } if served.len() == 3));
    assert_eq!(registry.catalog().versions_of(&first), ["2.0.1000", "1.0.1001", "1.0.1000"]);
}

#[test]
fn other_bytes_under_the_same_version_are_refused_and_the_old_ones_go_on() {
    let fixture = Fixture::new();
    let library = swapped(&fixture, "1.0.1000");
    fixture.plugins.add(std::slice::from_ref(&library), false).unwrap();
    let registry = fixture.registry();
    let digest = find(&registry, "swapped").digest().to_owned();
    let mut bytes = fs::read(&library).unwrap();
    bytes.push(0);
    fixture.put("swapped", "1.0.1000", &bytes);
    let reloaded = registry.reload().unwrap();
    assert_eq!(reloaded.refused[0].error.reason(), "VERSION_TAKEN", "{}", reloaded.refused[0]);
    assert_eq!(find(&registry, "swapped").digest(), digest);
    fs::remove_dir_all(fixture.plugins.path().join("swapped")).unwrap();
    assert_eq!(registry.reload().unwrap().unloaded.len(), 1);
    assert!(matches!(registry.catalog().resolve("swapped", || 0), Err(ResolveError::Unknown { .. })));
}

#[test]
fn an_unlisted_library_can_not_take_a_listed_ones_name() {
    let fixture = Fixture::with_lead(true);
    // The same summarizer from another plugin, which a Rust library of the same source makes simple: only its name differs.
    let mut bytes = fs::read(fixture.plugins.path().join("synoptic-lead/0.1.0/lib.so")).unwrap();
    let name = b"synoptic-lead";
    let places: Vec<usize> = bytes
        .windows(name.len())
        .enumerate()
        .filter(|(_, window)| window == name)
        .map(|(at, _)| at)
        .collect();
    for at in places {
        bytes[at..at + name.len()].copy_from_slice(b"synoptic-evil");
    }
    fixture.put("synoptic-evil", "0.1.0", &bytes);
    let registry = fixture.registry();
    assert_eq!(find(&registry, "lead").plugin(), "synoptic-lead");
    assert_eq!(find(&registry, "synoptic-evil/lead").plugin(), "synoptic-evil");
    assert_eq!(registry.catalog().names(), ["lead", "synoptic-evil/lead"]);

    fs::write(fixture.plugins.allow_list(), "").unwrap();
    let (registry, _) = fixture.open();
    let refused = registry.catalog().resolve("lead", || 0).unwrap_err();
    assert!(
        matches!(&refused, ResolveError::Ambiguous { choices, .. } if choices == &["synoptic-evil/lead", "synoptic-lead/lead"]),
        "{refused}"
    );
    let route = Route { targets: vec![target("synoptic-lead/lead", 1)], shadow: String::new() };
    registry.set_route("lead", route).unwrap();
    assert_eq!(find(&registry, "lead").plugin(), "synoptic-lead", "an alias settles it");
}

#[test]
fn a_route_shares_requests_by_their_content_and_outlives_a_restart() {
    let fixture = Fixture::new();
    for version in ["1.0.1000", "1.0.1001"] {
        fixture.plugins.add(&[swapped(&fixture, version)], false).unwrap();
    }
    let registry = fixture.registry();
    let targets = vec![target("swapped@1.0.1000", 9), target("swapped@1.0.1001", 1)];
    let route = Route { targets, shadow: "swapped@1.0.1001".to_owned() };
    registry.set_route("canary", route).unwrap();
    let share = |registry: &synoptic_plugin_host::Registry| {
        let version = |content| {
            registry.catalog().resolve("canary", || content).unwrap().summarizer.version().to_owned()
        };
        (0..1000).filter(|&content| version(content) == "1.0.1001").count()
    };
    assert_eq!(share(&registry), 100);
    drop(registry);
    let registry = fixture.registry();
    assert_eq!(share(&registry), 100, "routes are kept");
    let resolved = registry.catalog().resolve("canary", || 0).unwrap();
    assert_eq!(resolved.shadow.unwrap().version(), "1.0.1001");

    registry.unload("swapped", "1.0.1000").unwrap();
    assert_eq!(share(&registry), 1000, "a target that is gone leaves its share to the others");
    registry.unload("swapped", "1.0.1001").unwrap();
    assert!(matches!(registry.catalog().resolve("canary", || 0), Err(ResolveError::RouteBroken { .. })));
    let nowhere = Route { targets: vec![target("nobody", 1)], shadow: String::new() };
    assert!(matches!(registry.set_route("x", nowhere), Err(RegistryError::Target(_))));
    registry.set_route("canary", Route::default()).unwrap();
    assert!(registry.catalog().routes().is_empty());
}

#[test]
fn a_call_ends_with_the_version_it_began_with() {
    let fixture = Fixture::new();
    fixture.plugins.add(&[swapped(&fixture, "1.0.1000")], false).unwrap();
    let registry = fixture.registry();
    let held = find(&registry, "swapped");
    registry.unload("swapped", "1.0.1000").unwrap();
    assert!(matches!(registry.unload("swapped", "1.0.1000"), Err(RegistryError::NoVersion { .. })));
    assert_eq!(texts(&held).unwrap().len(), 2, "who holds it is answered");
    let folder = fixture.package_elsewhere(&swapped(&fixture, "1.0.1001"));
    let loaded = registry.load(&folder).unwrap().version;
    assert_eq!((loaded.version(), find(&registry, "swapped").version()), ("1.0.1001", "1.0.1001"));
    registry.reload().unwrap();
    assert_eq!(
        find(&registry, "swapped").version(),
        "1.0.1001",
        "a reload leaves it, as it isn't from the folder"
    );
}

#[test]
fn a_package_behind_a_link_is_refused_however_its_path_is_written() {
    let fixture = Fixture::new();
    let folder = fixture.package_elsewhere(&swapped(&fixture, "1.0.1000"));
    let registry = fixture.registry();
    let (plugin, above) = (folder.parent().unwrap(), folder.ancestors().nth(2).unwrap());
    let (linked_version, linked_plugin) = (plugin.join("linked"), above.join("linked"));
    symlink(&folder, &linked_version).unwrap();
    symlink(plugin, &linked_plugin).unwrap();
    for behind in [
        linked_version.clone(),
        linked_version.join(""),
        linked_version.join("."),
        linked_plugin.join("1.0.1000"),
        plugin.join("1.0.1000/../linked"),
    ] {
        let refused = registry.load(&behind);
        assert!(matches!(refused, Err(LoadError::Rights { .. })), "{}: {refused:?}", behind.display());
    }
    // Where `..` leads to is what counts.
    registry.load(&linked_version.join("../1.0.1000")).unwrap();
}

#[test]
fn a_live_version_keeps_its_manifest_and_another_one_is_judged() {
    let fixture = Fixture::new();
    fixture.plugins.add(&[swapped(&fixture, "1.0.1000")], false).unwrap();
    let registry = fixture.registry();
    let folder = fixture.plugins.path().join("swapped/1.0.1000");
    assert!(registry.load(&folder).unwrap().already_live);
    let manifest = fs::read_to_string(folder.join("plugin.toml")).unwrap();
    for (bad, reason) in [("[params.nobody]\n", "MANIFEST"), ("[needs]\nnetwork = true\n", "NOT_GRANTED")] {
        let manifest = manifest.replace("[needs]\n", "");
        fs::write(folder.join("plugin.toml"), format!("{manifest}\n{bad}")).unwrap();
        assert_eq!(registry.load(&folder).unwrap_err().reason(), reason);
        let reloaded = registry.reload().unwrap();
        assert_eq!(reloaded.refused[0].error.reason(), reason);
        assert!(reloaded.unloaded.is_empty());
        assert_eq!(texts(&find(&registry, "swapped")).unwrap().len(), 2, "what is live goes on");
    }
}

#[test]
fn past_so_many_libraries_in_this_process_further_ones_run_in_workers() {
    let mut fixture = Fixture::new();
    fixture.options.in_process_max = 2;
    for version in ["1.0.1000", "1.0.1001", "1.0.1002"] {
        fixture.plugins.add(&[swapped(&fixture, version)], true).unwrap();
    }
    let registry = fixture.registry();
    let isolation = |name| find(&registry, name).live().state().isolation;
    assert_eq!(isolation("swapped@1.0.1000"), Isolation::InProcess);
    assert_eq!(isolation("swapped@1.0.1001"), Isolation::InProcess);
    assert_eq!(isolation("swapped@1.0.1002"), Isolation::Worker);
    assert_eq!(texts(&find(&registry, "swapped@1.0.1002")).unwrap().len(), 2);
}

#[test]
fn a_version_that_drains_takes_nothing_away_from_the_same_version_loaded_again() {
    let fixture = Fixture::new();
    fixture.plugins.add(&[fixture.compile("crash", &[])], false).unwrap();
    let registry = fixture.registry();
    let draining = find(&registry, "good");
    registry.unload("faulty-c", "1.0.0").unwrap();
    registry.reload().unwrap();
    drop(draining);
    assert!(texts(&find(&registry, "null-write")).is_err());
    for _ in 0..3 {
        assert_eq!(texts(&find(&registry, "good")).unwrap().len(), 2, "new workers find their library");
        assert!(texts(&find(&registry, "null-write")).is_err());
    }
}
