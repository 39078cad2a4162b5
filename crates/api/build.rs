//! Generates messages and stubs from `proto/`, without a protoc.

use std::{env, error::Error, fs, path::PathBuf};

use prost::Message as _;

fn main() -> Result<(), Box<dyn Error>> {
    let proto = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../proto");
    println!("cargo::rerun-if-changed={}", proto.display());

    let files = [
        "synoptic/v1/document_service.proto",
        "synoptic/v1/summary_service.proto",
        "synoptic/v1/summarizer_service.proto",
        "synoptic/admin/v1/plugin_admin_service.proto",
    ];
    let descriptors = protox::compile(files, [&proto])?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("descriptors.bin"), descriptors.encode_to_vec())?;
    let mut config = tonic_prost_build::Config::new();
    config.enable_type_names();
    tonic_prost_build::configure()
        // Maps in the order of their keys: the same message has the same bytes.
        .btree_map(".")
        .codec_path("crate::codec::StrictCodec")
        .emit_rerun_if_changed(false)
        .compile_fds_with_config(descriptors, config)?;
    Ok(())
}
