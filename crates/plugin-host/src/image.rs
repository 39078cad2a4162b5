//! The file of a library, read before any of its code runs. The system's loader trusts what it is given: a file that is
//! cut off ends the process when its missing pages are touched, and an initializer runs before anyone can ask what it belongs to.

use std::{collections::HashMap, mem::offset_of};

use object::{
    Architecture, File, Object as _, ObjectKind, ObjectSegment as _, ObjectSymbol as _, RelocationTarget,
};
use synoptic_plugin_sdk::abi::{self, Str};

use crate::{LoadError, description::STRING_BYTES_MAX, library::abi_fits};

/// What the entry of a library says, as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) plugin: String,
    pub(crate) version: String,
    pub(crate) abi: (u16, u16),
    /// Whether a panic would end the process.
    pub(crate) panic_aborts: bool,
}

/// Checks that the bytes are a whole plugin for this machine and this ABI, and reads its entry.
pub(crate) fn read(bytes: &[u8]) -> Result<Entry, LoadError> {
    let file = check(bytes)?;
    let entry = read_entry(&file)?;
    if !abi_fits(entry.abi.0, entry.abi.1) {
        return Err(LoadError::abi(entry.plugin, entry.version, entry.abi.0, entry.abi.1));
    }
    Ok(entry)
}

/// Checks that the bytes are a whole shared library for this machine.
fn check(bytes: &[u8]) -> Result<File<'_>, LoadError> {
    let target = std::env::consts::ARCH;
    let found = bytes.len() as u64;
    let file = match File::parse(bytes) {
        Ok(file) => file,
        // The table of sections is the last thing in the file, and the first to be missed.
        Err(_) if expected_length(bytes) > found => {
            return Err(LoadError::Truncated { found, expected: expected_length(bytes) });
        }
        Err(_) => return Err(LoadError::NotALibrary { target }),
    };
    if file.kind() != ObjectKind::Dynamic {
        return Err(LoadError::NotALibrary { target });
    }
    if file.architecture() != HERE {
        return Err(LoadError::OtherMachine { found: format!("{:?}", file.architecture()), target });
    }
    let ends = file
        .segments()
        .map(|segment| segment.file_range())
        .map(|(start, length)| start.saturating_add(length));
    let expected = ends.max().unwrap_or(0).max(expected_length(bytes));
    if expected > found {
        return Err(LoadError::Truncated { found, expected });
    }
    Ok(file)
}

#[cfg(target_arch = "x86_64")]
const HERE: Architecture = Architecture::X86_64;
#[cfg(target_arch = "aarch64")]
const HERE: Architecture = Architecture::Aarch64;

/// The beginning of every 64-bit ELF file.
const ELF_64: &[u8] = b"\x7fELF\x02";

fn is_library(bytes: &[u8]) -> bool {
    bytes.starts_with(ELF_64)
}

/// Where the table of sections of an ELF file ends: its offset, and the size and number of its entries stand at fixed places
/// of the header (System V ABI, figure 4-3). 0 for other files.
fn expected_length(bytes: &[u8]) -> u64 {
    const HEADER_BYTES: u64 = 64;
    if !is_library(bytes) {
        return 0;
    }
    let field = |at: usize, length: usize| {
        let mut value = [0; 8];
        value[..length].copy_from_slice(bytes.get(at..at + length)?);
        Some(u64::from_le_bytes(value))
    };
    let table = || Some(field(0x28, 8)?.saturating_add(field(0x3a, 2)?.saturating_mul(field(0x3c, 2)?)));
    table().unwrap_or(HEADER_BYTES).max(HEADER_BYTES)
}

/// Reads the exported static.
fn read_entry(file: &File<'_>) -> Result<Entry, LoadError> {
    let mut symbols = file.dynamic_symbols();
    let symbol = symbols
        .find(|symbol| symbol.name() == Ok(abi::ENTRY_SYMBOL) && symbol.is_definition())
        .ok_or(LoadError::NoEntry { symbol: abi::ENTRY_SYMBOL })?;
    let memory = Memory::new(file);
    let at = symbol.address();
    let short = || LoadError::malformed("it ends too early");
    // All that is added to it from here on is less.
    at.checked_add(size_of::<abi::Plugin>() as u64).ok_or_else(short)?;
    let number = |offset: usize, length: usize| memory.number(at + offset as u64, length).ok_or_else(short);
    if number(offset_of!(abi::Plugin, magic), 8)? != abi::MAGIC {
        return Err(LoadError::malformed("it doesn't begin with the magic number"));
    }
    let size = number(offset_of!(abi::Plugin, struct_size), 4)?;
    if size < offset_of!(abi::Plugin, toolchain) as u64 {
        return Err(LoadError::malformed(format!("its size is {size} bytes")));
    }
    let half = |offset| number(offset, 2).map(|value| u16::try_from(value).unwrap_or(u16::MAX));
    let panic_strategy = number(offset_of!(abi::Plugin, panic_strategy), 4)?;
    let string = |offset: usize, what: &str| {
        memory
            .string(at + offset as u64)
            .ok_or_else(|| LoadError::malformed(format!("its {what} can't be read from the file")))
    };
    Ok(Entry {
        plugin: string(offset_of!(abi::Plugin, name), "name")?,
        version: string(offset_of!(abi::Plugin, version), "version")?,
        abi: (half(offset_of!(abi::Plugin, abi_major))?, half(offset_of!(abi::Plugin, abi_minor))?),
        panic_aborts: !matches!(u32::try_from(panic_strategy), Ok(abi::PANIC_NONE | abi::PANIC_UNWIND)),
    })
}

/// The memory of a library as the loader would make it, before any address is known: pointers are offsets from its start.
struct Memory<'a> {
    file: &'a File<'a>,
    /// What the loader writes, by place.
    pointers: HashMap<u64, u64>,
}

impl<'a> Memory<'a> {
    fn new(file: &'a File<'a>) -> Self {
        let mut pointers = HashMap::new();
        for (place, relocation) in file.dynamic_relocations().into_iter().flatten() {
            let base = match relocation.target() {
                RelocationTarget::Absolute => Some(0),
                RelocationTarget::Symbol(index) => {
                    let symbol = file
                        .dynamic_symbol_table()
                        .and_then(|table| object::ObjectSymbolTable::symbol_by_index(&table, index).ok());
                    symbol.map(|symbol| symbol.address())
                }
                _ => None,
            };
            if let Some(base) = base {
                pointers.insert(place, base.wrapping_add_signed(relocation.addend()));
            }
        }
        Self { file, pointers }
    }

    fn bytes(&self, address: u64, length: u64) -> Option<&'a [u8]> {
        self.file.segments().find_map(|segment| segment.data_range(address, length).ok().flatten())
    }

    fn number(&self, address: u64, length: usize) -> Option<u64> {
        let mut value = [0; 8];
        value[..length].copy_from_slice(self.bytes(address, length as u64)?);
        Some(u64::from_le_bytes(value))
    }

    /// A [`Str`]. A pointer without a relocation of its own holds its value in place (RELR).
    fn string(&self, address: u64) -> Option<String> {
        let place = address + offset_of!(Str, data) as u64;
        let pointer = self.pointers.get(&place).copied().or_else(|| self.number(place, 8))?;
        let length = self.number(address + offset_of!(Str, len) as u64, 8)?;
        if length > STRING_BYTES_MAX as u64 {
            return None;
        }
        if length == 0 {
            return Some(String::new());
        }
        String::from_utf8(self.bytes(pointer, length)?.to_owned()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_cut_off_only_where_more_belongs_to_it() {
        let mut bytes = [ELF_64, &[0; 95]].concat();
        assert!(matches!(read(&bytes), Err(LoadError::NotALibrary { .. })));
        // Its table of sections begins behind its end.
        bytes[0x28] = 200;
        assert!(matches!(read(&bytes), Err(LoadError::Truncated { found: 100, expected: 200 })));
    }
}
