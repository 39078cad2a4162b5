//! A library that claims an ABI that isn't there yet, for tests.

#![expect(unsafe_code, reason = "the one symbol that the host looks for")]

use synoptic_plugin_sdk::{abi, export};

#[expect(clippy::cast_possible_truncation, reason = "the size of a struct")]
// SAFETY: the name belongs to this ABI.
#[unsafe(no_mangle)]
static synoptic_plugin_v1: abi::Plugin = abi::Plugin {
    magic: abi::MAGIC,
    struct_size: size_of::<abi::Plugin>() as u32,
    abi_major: abi::ABI_MAJOR,
    abi_minor: abi::ABI_MINOR + 1,
    panic_strategy: abi::PANIC_UNWIND,
    summarizer_count: 0,
    name: abi::Str::new("from-the-future"),
    version: abi::Str::new("9.9.9"),
    toolchain: abi::Str::new("rustc"),
    sdk: abi::Str::new(export::SDK),
    summarizers: std::ptr::null(),
    get_extension: export::no_extension,
};
