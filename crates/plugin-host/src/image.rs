//! The file of a library, read before any of its code runs. The system's loader trusts what it is given: a file that is
//! cut off ends the process when its missing pages are touched.

use object::{Architecture, Object as _, ObjectKind, ObjectSegment as _};

use crate::LoadError;

/// Checks that the bytes are a whole shared library for this machine.
pub(crate) fn check(bytes: &[u8]) -> Result<(), LoadError> {
    let target = std::env::consts::ARCH;
    let found = bytes.len() as u64;
    let file = match object::File::parse(bytes) {
        Ok(file) => file,
        // The table of sections is the last thing in the file, and the first to be missed.
        Err(_) if is_library(bytes) => {
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
    Ok(())
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
