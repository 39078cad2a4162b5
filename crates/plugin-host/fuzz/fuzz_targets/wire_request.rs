//! The requests that a worker reads from shared memory.

#![no_main]

use libfuzzer_sys::fuzz_target;
use synoptic_plugin_host::fuzzing;

fuzz_target!(init: seeds::write(&fuzzing::wire_request_seeds()), |data: &[u8]| fuzzing::wire_request(data));
