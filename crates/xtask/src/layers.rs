//! Proves the arrows between crates: which crate may use which, as ARCHITECTURE.md draws them.

use anyhow::bail;
use cargo_metadata::{DependencyKind, MetadataCommand, Package};

use crate::cargo::root;

/// Each crate of the product, and the crates of the workspace that it may use. Plugins are one kind.
const ARROWS: &[(&str, &[&str])] = &[
    ("synoptic-api", &[]),
    ("synoptic-text-analysis", &[]),
    ("synoptic-ranking", &[]),
    ("synoptic-story", &["synoptic-plugin-sdk", "synoptic-text-analysis"]),
    ("synoptic-document-store", &[]),
    ("synoptic-plugin-sdk", &[]),
    ("synoptic-plugin-host", &["synoptic-plugin-sdk", "synoptic-text-analysis"]),
    (
        "synoptic-server",
        &[
            "synoptic-api",
            "synoptic-document-store",
            "synoptic-evaluation",
            "synoptic-plugin-host",
            "synoptic-story",
            "synoptic-text-analysis",
        ],
    ),
    ("synoptic-cli", &["synoptic-api", "synoptic-plugin-host", "synoptic-server"]),
    ("synoptic-testing", &[]),
    ("synoptic-evaluation", &[]),
    ("xtask", &["synoptic-evaluation", "synoptic-plugin-host", "synoptic-testing", "synoptic-text-analysis"]),
];

/// What a plugin may use.
const PLUGIN_ARROWS: &[&str] = &["synoptic-plugin-sdk", "synoptic-ranking", "synoptic-story"];

/// Outside crates that only some may use: by the beginning of their names.
const RESERVED: &[(&str, &[&str])] = &[
    ("tonic", &["synoptic-api", "synoptic-server", "synoptic-cli"]),
    ("libloading", &["synoptic-plugin-host"]),
    ("rusqlite", &["synoptic-document-store"]),
];

pub(crate) fn run() -> anyhow::Result<()> {
    let metadata = MetadataCommand::new().current_dir(root()).no_deps().exec()?;
    let mut faults = Vec::new();
    for package in metadata.workspace_packages() {
        check(package, &metadata.workspace_packages(), &mut faults);
    }
    for fault in &faults {
        eprintln!("{fault}");
    }
    if !faults.is_empty() {
        bail!("{} arrows point the wrong way", faults.len());
    }
    println!("layers: the arrows of {} crates hold", metadata.workspace_packages().len());
    Ok(())
}

fn is_plugin(package: &Package) -> bool {
    package.manifest_path.components().any(|part| part.as_str() == "plugins")
}

fn check(package: &Package, workspace: &[&Package], faults: &mut Vec<String>) {
    let name = package.name.as_str();
    let arrows = ARROWS.iter().find(|(from, _)| *from == name).map(|(_, to)| *to);
    let Some(allowed) = arrows.or(is_plugin(package).then_some(PLUGIN_ARROWS)) else {
        faults.push(format!(
            "{name} has no place in the layers yet; give it one in crates/xtask/src/layers.rs"
        ));
        return;
    };
    let mut plugins = 0;
    for dependency in &package.dependencies {
        let to = dependency.name.as_str();
        let member = workspace.iter().find(|member| member.name.as_str() == to);
        plugins += usize::from(member.is_some_and(|member| is_plugin(member)));
        // Tests and build scripts may use what they like, but for the rule on plugins below.
        if dependency.kind != DependencyKind::Normal {
            continue;
        }
        if member.is_some() && !allowed.contains(&to) {
            faults.push(format!("{name} may not use {to}"));
        }
        let reserved = RESERVED.iter().find(|(prefix, _)| to.starts_with(prefix));
        if reserved.is_some_and(|(_, users)| !users.contains(&name)) {
            faults.push(format!("{name} may not use {to}"));
        }
    }
    if plugins > 1 {
        faults.push(format!("{name} links {plugins} plugins, whose exported symbols clash"));
    }
}
