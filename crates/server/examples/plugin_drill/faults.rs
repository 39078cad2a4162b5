//! Faults of plugins, one after the other, while others ask.

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use synoptic_api::admin::v1::{Isolation, ListPluginsRequest, LoadPluginRequest};
use tonic::Status;
use tonic_types::StatusExt as _;

use crate::field::{Field, Row, ask_streaming, compile, outcome};

/// Callers who ask meanwhile.
const OTHERS: usize = 4;

pub(crate) async fn all(field: &Field) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (fault, summarizer) in [
        ("write to null", "null-write"),
        ("abort()", "aborts"),
        ("exit(3)", "exits"),
        ("stack overflow", "deep"),
    ] {
        rows.push(
            call(field, "P1", fault, "worker", summarizer, "Unavailable PLUGIN_CRASHED", "good").await?,
        );
    }
    rows.push(endless(field, "in process", "endless", "silent").await?);
    rows.push(endless(field, "in process", "deaf", "silent").await?);
    rows.push(panics(field).await?);
    rows.push(
        call(field, "P2", "panic, moved", "worker", "panics", "Internal PLUGIN_PANIC", "silent").await?,
    );
    rows.push(
        call(
            field,
            "P2",
            "panic in a thread of its own",
            "worker",
            "thread-panics",
            "Internal PLUGIN_FAILED",
            "silent",
        )
        .await?,
    );
    rows.extend(abort_build(field).await?);
    rows.push(endless(field, "worker", "spins", "good").await?);
    rows.push(endless(field, "worker", "endless", "silent").await?);
    rows.push(exhaustion(field).await?);
    rows.extend(hostile_files(field).await?);
    rows.extend(unfit_files(field).await?);
    rows.push(memory(field).await?);
    rows.extend(side_effects(field).await?);
    Ok(rows)
}

fn print(row: Row) -> Row {
    println!("{row}");
    row
}

/// One call that fails in one way, and the next call of the same plugin.
async fn call(
    field: &Field,
    id: &'static str,
    fault: &str,
    mode: &'static str,
    summarizer: &str,
    expected: &str,
    then: &str,
) -> anyhow::Result<Row> {
    let others = field.others(OTHERS).await?;
    let begun = Instant::now();
    let result = field.ask(summarizer, Duration::from_secs(30)).await;
    let answered = begun.elapsed();
    let recovered = field.recovery(then).await;
    let (others_failed, _) = others.end().await;
    let observed = outcome(&result);
    let holds = observed == expected && others_failed == 0 && recovered < Duration::from_secs(1);
    Ok(print(Row {
        id,
        fault: fault.to_owned(),
        mode,
        expected: format!("{expected}, again within 1 s"),
        observed,
        answered: Some(answered),
        recovered: Some(recovered),
        others_failed,
        holds,
    }))
}

/// Three panics in the server's process move the plugin to workers.
async fn panics(field: &Field) -> anyhow::Result<Row> {
    let others = field.others(OTHERS).await?;
    let begun = Instant::now();
    let mut observed = Vec::new();
    for _ in 0..3 {
        observed.push(outcome(&field.ask("panics", Duration::from_secs(30)).await));
    }
    let answered = begun.elapsed() / 3;
    let begun = Instant::now();
    let mut admin = field.admin.clone();
    let moved = loop {
        let plugins = admin.list_plugins(ListPluginsRequest {}).await?.into_inner().plugins;
        let moved = plugins.iter().any(|plugin| {
            plugin.summarizers.iter().any(|name| name == "panics") && plugin.isolation() == Isolation::Worker
        });
        if moved || begun.elapsed() > Duration::from_secs(30) {
            break moved;
        }
    };
    let (others_failed, _) = others.end().await;
    let all = observed.iter().all(|outcome| outcome == "Internal PLUGIN_PANIC");
    Ok(print(Row {
        id: "P2",
        fault: "panic, three times".to_owned(),
        mode: "in process",
        expected: "3 x Internal PLUGIN_PANIC, moved to workers".to_owned(),
        observed: format!("{}{}", observed[0], if moved { ", moved to workers" } else { ", not moved" }),
        answered: Some(answered),
        recovered: Some(begun.elapsed()),
        others_failed,
        holds: all && moved && others_failed == 0,
    }))
}

/// A library that aborts on panics.
async fn abort_build(field: &Field) -> anyhow::Result<Vec<Row>> {
    let library = compile(field.scratch.path(), "aborting", &[])?;
    field.plugins.add(std::slice::from_ref(&library), true)?;
    let package = only_version(field, "aborting")?;
    let refused = load(field, &package).await;
    let mut rows = vec![file_row("P2", "panic = abort, listed", "in process", "PANIC_ABORTS", &refused)];
    fs::write(field.plugins.allow_list(), without(field, &package)?)?;
    load(field, &package).await.map_err(anyhow::Error::from)?;
    rows.push(
        call(
            field,
            "P2",
            "panic = abort, unlisted",
            "worker",
            "aborting",
            "Unavailable PLUGIN_CRASHED",
            "good",
        )
        .await?,
    );
    fs::remove_dir_all(package)?;
    Ok(rows)
}

/// The allow list without a package's library.
fn without(field: &Field, package: &Path) -> anyhow::Result<String> {
    let manifest = fs::read_to_string(package.join("plugin.toml"))?;
    let list = fs::read_to_string(field.plugins.allow_list())?;
    let other = |line: &&str| !line.split_whitespace().next().is_some_and(|digest| manifest.contains(digest));
    Ok(list.lines().filter(other).map(|line| format!("{line}\n")).collect())
}

/// A call that would never end.
async fn endless(
    field: &Field,
    mode: &'static str,
    summarizer: &'static str,
    then: &str,
) -> anyhow::Result<Row> {
    let deadline = Duration::from_millis(300);
    let others = field.others(OTHERS).await?;
    let begun = Instant::now();
    let result = ask_streaming(field.summaries.clone(), summarizer, deadline).await;
    let answered = begun.elapsed();
    let recovered = field.recovery(then).await;
    let (others_failed, _) = others.end().await;
    let late = answered.saturating_sub(deadline);
    let observed = outcome(&result);
    Ok(print(Row {
        id: "P3",
        fault: format!("endless loop ({summarizer})"),
        mode,
        expected: "DeadlineExceeded within 300 + 100 ms".to_owned(),
        holds: observed == "DeadlineExceeded DEADLINE_EXCEEDED"
            && late <= Duration::from_millis(100)
            && others_failed == 0
            && recovered < Duration::from_secs(1),
        observed: format!("{observed}, {} ms late", late.as_millis()),
        answered: Some(answered),
        recovered: Some(recovered),
        others_failed,
    }))
}

/// More endless calls than the plugin has workers.
async fn exhaustion(field: &Field) -> anyhow::Result<Row> {
    let others = field.others(OTHERS).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let before = others.p99();
    let calls = 2 * std::thread::available_parallelism().map_or(2, usize::from) + 2;
    let mut stuck = tokio::task::JoinSet::new();
    let begun = Instant::now();
    for _ in 0..calls {
        let summaries = field.summaries.clone();
        stuck.spawn(ask_streaming(summaries, "spins", Duration::from_secs(2)));
    }
    let mut outcomes = Vec::new();
    while let Some(result) = stuck.join_next().await {
        outcomes.push(outcome(&result?));
    }
    let answered = begun.elapsed();
    let during = others.p99();
    let recovered = field.recovery("good").await;
    let (others_failed, _) = others.end().await;
    let times = during.as_secs_f64() / before.as_secs_f64().max(1e-9);
    let refused = outcomes.iter().filter(|outcome| outcome.starts_with("ResourceExhausted")).count();
    let late = outcomes.iter().filter(|outcome| outcome.starts_with("DeadlineExceeded")).count();
    let open = outcomes.iter().filter(|outcome| outcome.contains("CIRCUIT_OPEN")).count();
    Ok(print(Row {
        id: "P4",
        fault: format!("{calls} endless loops on 2 cores"),
        mode: "worker",
        expected: "others' p99 at most doubles, none fails".to_owned(),
        holds: others_failed == 0 && times <= 2.0 && refused + late + open == calls,
        observed: format!(
            "{late} late, {refused} shed, {open} refused; p99 {:.1} -> {:.1} ms ({times:.1}x)",
            before.as_secs_f64() * 1e3,
            during.as_secs_f64() * 1e3
        ),
        answered: Some(answered),
        recovered: Some(recovered),
        others_failed,
    }))
}

async fn load(field: &Field, package: &Path) -> Result<(), Status> {
    let request = LoadPluginRequest { path: package.display().to_string() };
    field.admin.clone().load_plugin(request).await.map(|_| ())
}

fn file_row(
    id: &'static str,
    fault: &str,
    mode: &'static str,
    expected: &str,
    refused: &Result<(), Status>,
) -> Row {
    let found = match refused {
        Ok(()) => "loaded".to_owned(),
        Err(status) => {
            let details = status.get_error_details();
            details.error_info().and_then(|info| info.metadata.get("refusal").cloned()).unwrap_or_default()
        }
    };
    print(Row {
        id,
        fault: fault.to_owned(),
        mode,
        expected: format!("refused, {expected}"),
        holds: found == expected,
        observed: if found == "loaded" { found } else { format!("refused, {found}") },
        answered: None,
        recovered: None,
        others_failed: 0,
    })
}

fn only_version(field: &Field, plugin: &str) -> anyhow::Result<PathBuf> {
    let mut versions = fs::read_dir(field.plugins.path().join(plugin))?;
    Ok(versions.next().ok_or_else(|| anyhow::anyhow!("no version"))??.path())
}

/// What someone else may do to a package.
type Harm = fn(&Path) -> std::io::Result<()>;

/// Files that someone else may have put there. The library's initializer would touch a file.
async fn hostile_files(field: &Field) -> anyhow::Result<Vec<Row>> {
    let library = compile(field.scratch.path(), "constructor", &[])?;
    let mut rows = Vec::new();
    let faults: [(&str, &str, Harm); 4] = [
        ("other bytes than the manifest's", "DIGEST", |package| {
            let path = package.join("lib.so");
            let mut bytes = fs::read(&path)?;
            bytes.push(0);
            fs::write(path, bytes)
        }),
        ("library swapped for a link", "FILE_RIGHTS", |package| {
            fs::rename(package.join("lib.so"), package.join("elsewhere.so"))?;
            symlink(package.join("elsewhere.so"), package.join("lib.so"))
        }),
        ("folder that anyone may write to", "FILE_RIGHTS", |package| {
            fs::set_permissions(package, fs::Permissions::from_mode(0o777))
        }),
        ("library that anyone may write to", "FILE_RIGHTS", |package| {
            fs::set_permissions(package.join("lib.so"), fs::Permissions::from_mode(0o777))
        }),
    ];
    for (fault, expected, harm) in faults {
        field.plugins.add(std::slice::from_ref(&library), true)?;
        let package = only_version(field, "constructor")?;
        harm(&package)?;
        rows.push(file_row("P5", fault, "in process", expected, &load(field, &package).await));
        fs::remove_dir_all(package)?;
    }
    Ok(rows)
}

/// Files that can't be a plugin of this server.
async fn unfit_files(field: &Field) -> anyhow::Result<Vec<Row>> {
    let good = fs::read(compile(field.scratch.path(), "version", &["-DVERSION=\"1.0.1000\""])?)?;
    let mut other_machine = good.clone();
    other_machine[18..20].copy_from_slice(&22_u16.to_le_bytes());
    let mut files = vec![
        ("not an ELF file", "NOT_A_LIBRARY", b"#!/bin/sh\n".to_vec()),
        ("cut off", "TRUNCATED", good[..good.len() / 2].to_vec()),
        ("another machine", "OTHER_MACHINE", other_machine),
    ];
    for (fault, source, expected) in [
        ("no entry", "no-entry", "NO_ENTRY"),
        ("older ABI", "old-major", "ABI_VERSION"),
        ("newer ABI", "newer-minor", "ABI_VERSION"),
        ("bad magic", "bad-magic", "MALFORMED_ENTRY"),
    ] {
        files.push((fault, expected, fs::read(compile(field.scratch.path(), source, &[])?)?));
    }
    let mut rows = Vec::new();
    for (fault, expected, bytes) in files {
        let package = put(field, "unfit", "1.0.0", &bytes)?;
        rows.push(file_row("P6", fault, "either", expected, &load(field, &package).await));
        fs::remove_dir_all(package)?;
    }
    let crash = compile(field.scratch.path(), "create-crash", &[])?;
    field.plugins.add(&[crash], false)?;
    let package = fs::read_dir(field.plugins.path())?
        .flatten()
        .find(|entry| entry.file_name().to_string_lossy().contains("create"));
    if let Some(package) = package {
        let package = only_version(field, &package.file_name().to_string_lossy())?;
        rows.push(file_row("P6", "crash in create", "worker", "WORKER", &load(field, &package).await));
        fs::remove_dir_all(package)?;
    }
    Ok(rows)
}

/// Writes a package of a library, whatever it is.
pub(crate) fn put(field: &Field, name: &str, version: &str, library: &[u8]) -> anyhow::Result<PathBuf> {
    use sha2::Digest as _;
    let folder = field.plugins.path().join(name).join(version);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("lib.so"), library)?;
    let digest = hex::encode(sha2::Sha256::digest(library));
    let manifest =
        format!("name = \"{name}\"\nversion = \"{version}\"\nabi = \"1.0\"\nsha256 = \"{digest}\"\n");
    fs::write(folder.join("plugin.new"), manifest)?;
    fs::rename(folder.join("plugin.new"), folder.join("plugin.toml"))?;
    Ok(folder)
}

/// A plugin that takes all memory that it can get.
async fn memory(field: &Field) -> anyhow::Result<Row> {
    let before = field.memory(false);
    let mut row =
        call(field, "P8", "allocation loop", "worker", "eats-memory", "Unavailable PLUGIN_CRASHED", "good")
            .await?;
    let grown = field.memory(false).saturating_sub(before) / 1_000_000;
    row.fault = "allocation loop: server's memory".to_owned();
    row.expected = "flat".to_owned();
    row.observed = format!("grew by {grown} MB");
    row.holds &= grown < 50;
    Ok(print(row))
}

/// What a plugin does beside summarizing.
async fn side_effects(field: &Field) -> anyhow::Result<Vec<Row>> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    let written = field.scratch.path().join("written");
    let secret = field.scratch.path().join("secret");
    fs::write(&secret, "secret")?;
    let mut rows = Vec::new();
    for (fault, summarizer, params) in [
        ("stdout, stderr, setenv", "prints", serde_json::json!({})),
        ("a thread that never ends", "threads", serde_json::json!({})),
        ("fork and exec", "forks", serde_json::json!({})),
        ("a socket", "connects", serde_json::json!({ "port": port })),
        ("reading a file", "reads-files", serde_json::json!({ "path": secret })),
        ("writing a file", "writes-files", serde_json::json!({ "path": written })),
        ("a million log lines", "floods", serde_json::json!({})),
        ("indices that don't exist", "bad-indices", serde_json::json!({})),
    ] {
        let others = field.others(OTHERS).await?;
        let begun = Instant::now();
        let observed = outcome(&field.ask_with(summarizer, params).await);
        let answered = begun.elapsed();
        let (others_failed, _) = others.end().await;
        let expected = if summarizer == "bad-indices" { "Internal PLUGIN_MISBEHAVED" } else { "OK" };
        rows.push(print(Row {
            id: "P9",
            fault: fault.to_owned(),
            mode: "worker",
            expected: if expected == "OK" {
                "denied or harmless, and answered".to_owned()
            } else {
                expected.to_owned()
            },
            holds: observed == expected && others_failed == 0 && !written.exists(),
            observed,
            answered: Some(answered),
            recovered: None,
            others_failed,
        }));
    }
    Ok(rows)
}
