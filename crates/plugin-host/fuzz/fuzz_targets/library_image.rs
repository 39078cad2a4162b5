//! The file of a library.

#![no_main]

use libfuzzer_sys::fuzz_target;
use synoptic_plugin_host::fuzzing;

fuzz_target!(init: seeds::write(&seeds::library_images()), |data: &[u8]| fuzzing::library_image(data));
