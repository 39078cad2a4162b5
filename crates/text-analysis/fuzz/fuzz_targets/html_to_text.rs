//! The text of any page, as HTML and as `CommonMark`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use synoptic_text_analysis::fuzzing;

fuzz_target!(init: seeds::write(&seeds::pages()), |data: &[u8]| fuzzing::html_to_text(data));
