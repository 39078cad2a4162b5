//! Language, paragraphs, sentences, tokens and terms of any text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use synoptic_text_analysis::fuzzing;

fuzz_target!(init: seeds::write(&seeds::texts()), |data: &[u8]| fuzzing::segmentation(data));
