//! The ABI is frozen: each size, offset and value as a number, so that no change goes unseen.
//!
//! A struct that grows with the minor version gets its new fields at the end here, and its new size. Any other change of a
//! number breaks every library that is out there, and is a new major version.

#![cfg(target_pointer_width = "64")]

use std::mem::offset_of;

use synoptic_plugin_sdk::abi;

/// Checks the size, the alignment and each field of a struct; one that isn't named here doesn't compile.
macro_rules! assert_layout {
    ($name:ident, size $size:literal, align $align:literal, { $($field:ident: $offset:literal),+ $(,)? }) => {
        assert_eq!(size_of::<abi::$name>(), $size, "the size of {}", stringify!($name));
        assert_eq!(align_of::<abi::$name>(), $align, "the alignment of {}", stringify!($name));
        $(
            let field = concat!(stringify!($name), ".", stringify!($field));
            assert_eq!(offset_of!(abi::$name, $field), $offset, "the offset of {field}");
        )+
        let _all_fields = |value: abi::$name| {
            let abi::$name { $($field: _),+ } = value;
        };
    };
}

#[test]
fn structs_are_laid_out_as_in_1_0() {
    assert_layout!(Str, size 16, align 8, {
        data: 0,
        len: 8,
    });
    assert_layout!(Paragraph, size 8, align 4, {
        start: 0,
        end: 4,
    });
    assert_layout!(Sentence, size 24, align 4, {
        start: 0,
        end: 4,
        first_token: 8,
        token_count: 12,
        paragraph: 16,
        flags: 20,
    });
    assert_layout!(Token, size 16, align 4, {
        start: 0,
        end: 4,
        term: 8,
        flags: 12,
    });
    assert_layout!(Span, size 12, align 4, {
        document: 0,
        start: 4,
        end: 8,
    });
    assert_layout!(Document, size 144, align 8, {
        struct_size: 0,
        flags: 4,
        name: 8,
        title: 24,
        outlet: 40,
        language: 56,
        text: 72,
        publish_time_ms: 88,
        paragraphs: 96,
        paragraph_count: 104,
        sentences: 112,
        sentence_count: 120,
        tokens: 128,
        token_count: 136,
    });
    assert_layout!(Request, size 120, align 8, {
        struct_size: 0,
        kind: 4,
        documents: 8,
        document_count: 16,
        terms: 24,
        term_count: 32,
        length_unit: 40,
        flags: 44,
        length: 48,
        focus: 56,
        focus_terms: 72,
        focus_term_count: 80,
        params: 88,
        stop: 104,
        time_left_ms: 112,
    });
    assert_layout!(Output, size 72, align 8, {
        struct_size: 0,
        flags: 4,
        context: 8,
        emit_sentence: 16,
        emit_text: 24,
        log: 32,
        progress: 40,
        metric: 48,
        error: 56,
        emit_item: 64,
    });
    assert_layout!(Host, size 24, align 8, {
        struct_size: 0,
        flags: 4,
        context: 8,
        log: 16,
    });
    assert_layout!(Summarizer, size 96, align 8, {
        struct_size: 0,
        flags: 4,
        kinds: 8,
        reserved: 12,
        name: 16,
        description: 32,
        languages: 48,
        params_schema: 64,
        create: 72,
        destroy: 80,
        summarize: 88,
    });
    assert_layout!(Plugin, size 104, align 8, {
        magic: 0,
        struct_size: 8,
        abi_major: 12,
        abi_minor: 14,
        panic_strategy: 16,
        summarizer_count: 20,
        name: 24,
        version: 40,
        toolchain: 56,
        sdk: 72,
        summarizers: 88,
        get_extension: 96,
    });
    assert_layout!(Batch, size 24, align 8, {
        struct_size: 0,
        flags: 4,
        requests_max: 8,
        summarize: 16,
    });
    assert_layout!(InstanceAction, size 16, align 8, {
        struct_size: 0,
        flags: 4,
        run: 8,
    });
}

/// Checks the type and the value of a constant.
macro_rules! assert_value {
    ($($name:ident: $type:ty = $value:expr;)+) => {$(
        let (found, wanted): ($type, $type) = (abi::$name, $value);
        assert_eq!(found, wanted, "{}", stringify!($name));
    )+};
}

#[test]
fn constants_are_as_in_1_1() {
    assert_value! {
        MAGIC: u64 = 0x4349_5450_4f4e_5953;
        ABI_MAJOR: u16 = 1;
        ABI_MINOR: u16 = 1;
        ENTRY_SYMBOL: &str = "synoptic_plugin_v1";
        EXTENSION_BATCH: &str = "synoptic.batch/1";
        EXTENSION_SELF_TEST: &str = "synoptic.selftest/1";
        EXTENSION_WARM_UP: &str = "synoptic.warmup/1";
        PANIC_NONE: u32 = 0;
        PANIC_UNWIND: u32 = 1;
        PANIC_ABORT: u32 = 2;
        SUMMARIZER_FOCUS: u32 = 0x1;
        SUMMARIZER_SERIAL: u32 = 0x2;
        KIND_EXTRACTIVE: u32 = 0x2;
        KIND_KEY_POINTS: u32 = 0x4;
        KIND_HEADLINE: u32 = 0x8;
        KIND_QUOTES: u32 = 0x10;
        KIND_TIMELINE: u32 = 0x20;
        KIND_COMPARISON: u32 = 0x40;
        KIND_ABSTRACTIVE: u32 = 0x80;
        LENGTH_SENTENCES: u32 = 1;
        LENGTH_WORDS: u32 = 2;
        LENGTH_CHARACTERS: u32 = 3;
        STATUS_OK: i32 = 0;
        STATUS_CANCELLED: i32 = 1;
        STATUS_INVALID_ARGUMENT: i32 = 3;
        STATUS_INTERNAL: i32 = 13;
        STATUS_PANICKED: i32 = 100;
        EMIT_TAKEN: i32 = 0;
        EMIT_SKIPPED: i32 = 1;
        EMIT_FULL: i32 = 2;
        EMIT_STOPPED: i32 = 3;
        EMIT_INVALID: i32 = 4;
        SENTENCE_TITLE: u32 = 0x1;
        SENTENCE_HEADING: u32 = 0x2;
        SENTENCE_QUOTATION: u32 = 0x4;
        SENTENCE_BOILERPLATE: u32 = 0x8;
        SENTENCE_LIST_ITEM: u32 = 0x10;
        SENTENCE_FRAGMENT: u32 = 0x20;
        SENTENCE_CUT: u32 = 0x40;
        SENTENCE_DEPENDENT: u32 = 0x80;
        SENTENCE_POOR: u32 = 0x100;
        SENTENCE_CANDIDATE: u32 = 0x8000_0000;
        DOCUMENT_SEEN: u32 = 0x1;
        TOKEN_STOP_WORD: u32 = 0x1;
        TOKEN_NUMBER: u32 = 0x2;
        TOKEN_CAPITALIZED: u32 = 0x4;
        TERM_NONE: u32 = 0xffff_ffff;
        TIME_UNKNOWN: i64 = -0x8000_0000_0000_0000;
    }
}

#[test]
fn every_constant_and_struct_stands_here() {
    let (abi, here) = (include_str!("../src/abi.rs"), include_str!("layout.rs"));
    for line in abi.lines() {
        if let Some((name, _)) = line.strip_prefix("pub const ").and_then(|rest| rest.split_once(':')) {
            assert!(here.contains(&format!("        {name}: ")), "{name} has no value here");
        }
        if let Some((name, _)) = line.strip_prefix("pub struct ").and_then(|rest| rest.split_once(' ')) {
            assert!(here.contains(&format!("assert_layout!({name}, ")), "{name} has no layout here");
        }
    }
}
