//! Many swaps of a plugin while 64 calls are in flight.

use std::{
    fs,
    io::Write as _,
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use anyhow::ensure;
use synoptic_api::admin::v1::ReloadPluginsRequest;

use crate::{
    faults::put,
    field::{Field, Others, Row, compile, connect},
};

const IN_FLIGHT: usize = 64;

pub(crate) async fn all(field: &Field, count: usize) -> anyhow::Result<Vec<Row>> {
    Ok(vec![swaps(field, count, false).await?, swaps(field, count, true).await?])
}

/// The library in a version: it stands in the file once as a string of a fixed length.
fn version_of(library: &[u8], version: &str) -> Vec<u8> {
    let first = b"1.0.1000";
    let mut bytes = library.to_vec();
    let places: Vec<usize> = bytes
        .windows(first.len())
        .enumerate()
        .filter(|(_, window)| window == first)
        .map(|(at, _)| at)
        .collect();
    for at in places {
        bytes[at..at + first.len()].copy_from_slice(version.as_bytes());
    }
    bytes
}

async fn swaps(field: &Field, count: usize, in_process: bool) -> anyhow::Result<Row> {
    let library = fs::read(compile(field.scratch.path(), "version", &["-DVERSION=\"1.0.1000\""])?)?;
    let mut admin = field.admin.clone();
    // In process each version is one more library that is never closed, up to the limit; its bytes are its own in each mode.
    let minor = if in_process { 2 } else { 1 };
    let mut previous = None;
    let mut swap = async |index: usize| -> anyhow::Result<String> {
        let version = format!("{minor}.0.{}", 1000 + index);
        let bytes = version_of(&library, &version);
        if in_process {
            use sha2::Digest as _;
            let mut list = fs::File::options().append(true).open(field.plugins.allow_list())?;
            writeln!(list, "{}", hex::encode(sha2::Sha256::digest(&bytes)))?;
        }
        let folder = put(field, "swapped", &version, &bytes)?;
        if let Some(previous) = previous.replace(folder) {
            fs::remove_dir_all(previous)?;
        }
        let reloaded = admin.reload_plugins(ReloadPluginsRequest {}).await?.into_inner();
        ensure!(reloaded.loaded.len() == 1, "{:?}", reloaded.refused);
        Ok(version)
    };
    swap(0).await?;
    let load = Others::start(&connect(field.server.url()).await?, "swapped", IN_FLIGHT)?;
    for index in 1..4 {
        swap(index).await?;
    }
    let (memory_before, begun) = (field.memory(true), Instant::now());
    let (mut stale, mut memory_at_limit) = (0, memory_before);
    for index in 4..count.max(5) {
        let version = swap(index).await?;
        let answer = field.ask("swapped", Duration::from_secs(30)).await?;
        stale += usize::from(answer.summarizer.is_none_or(|by| by.version != version));
        if index == 60 {
            memory_at_limit = field.memory(true);
        }
    }
    let took = begun.elapsed();
    let answered = load.answered.load(Ordering::Relaxed);
    let (failed, first) = load.end().await;
    // Versions that are drained are gone once their last call has ended.
    let settled = Instant::now();
    let limit = memory_before + (64 << 20);
    while field.memory(true) > limit && settled.elapsed() < Duration::from_secs(10) {
        tokio::task::yield_now().await;
    }
    let after = field.memory(true);
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    let each = (memory_at_limit as f64 - memory_before as f64).max(0.0) / 56.0 / 1e3;
    let row = Row {
        id: "P7",
        fault: format!("{count} swaps, {IN_FLIGHT} in flight"),
        mode: if in_process { "in process" } else { "worker" },
        expected: "no call fails, no stale version".to_owned(),
        observed: format!("{answered} calls, {failed} failed, {stale} stale {first}"),
        answered: Some(took / u32::try_from(count.max(5) - 4)?),
        recovered: None,
        others_failed: failed,
        holds: failed == 0 && stale == 0 && after <= limit,
    };
    println!("{row}");
    println!(
        "    memory of server and workers: {:.0} MB before, {:.0} MB after ({} workers); {each:.0} KB a swap up to the limit of \
         libraries in process",
        megabytes(memory_before),
        megabytes(after),
        field.workers(),
    );
    fs::remove_dir_all(field.plugins.path().join("swapped"))?;
    admin.reload_plugins(ReloadPluginsRequest {}).await?;
    Ok(row)
}
