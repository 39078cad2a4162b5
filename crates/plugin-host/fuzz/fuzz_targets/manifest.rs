//! The manifest of a package.

#![no_main]

use libfuzzer_sys::fuzz_target;
use synoptic_plugin_host::fuzzing;

fuzz_target!(init: seeds::write(&[seeds::manifest()]), |data: &[u8]| fuzzing::manifest(data));
