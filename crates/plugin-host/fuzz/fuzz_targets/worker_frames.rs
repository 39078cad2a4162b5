//! The frames that the host reads from a worker.

#![no_main]

use libfuzzer_sys::fuzz_target;
use synoptic_plugin_host::fuzzing;

fuzz_target!(init: seeds::write(&fuzzing::worker_frames_seeds()), |data: &[u8]| fuzzing::worker_frames(data));
