//! Any request to Summarize, through the whole server.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: calls::write_seeds(), |data: &[u8]| calls::summarize(data));
