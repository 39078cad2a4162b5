//! What the fuzzer begins with, made anew whenever it starts: whole inputs, which it would take long to find by itself.

use std::{env, fs, path::Path};

use synoptic_plugin_sdk::abi;

/// Writes seeds into the folders of the corpus that the fuzzer was started with.
pub fn write(seeds: &[Vec<u8>]) {
    let corpus = env::args().skip(1).filter(|argument| Path::new(argument).is_dir());
    for folder in corpus {
        for (number, seed) in seeds.iter().enumerate() {
            let path = Path::new(&folder).join(format!("seed-{number}"));
            fs::write(&path, seed).expect("the corpus can be written to");
        }
    }
}

/// A manifest that says everything.
pub fn manifest() -> Vec<u8> {
    let digest = "0123456789abcdef".repeat(4);
    format!(
        r#"name = "synoptic-lead"
version = "1.2.3-beta.1+build"
abi = "{}.{}"
sha256 = "{digest}"
isolation = "in-process"

[limits]
memory_bytes_max = 1073741824
files_max = 64

[needs]
network = true
programs = false
read = ["/usr/share/models", "/tmp"]
write = ["/var/cache"]

[params.lead]
paragraphs = 3
weights = [0.5, -1e3, {{ title = "Né à Łódź" }}]
since = 2024-02-29T12:00:00Z
"#,
        abi::ABI_MAJOR,
        abi::ABI_MINOR,
    )
    .into_bytes()
}

/// A library of the least parts that its reader looks at: an entry in a segment, the symbol that names it, and relocations
/// for its strings. No loader would take it. One begins at address 0, and one so that its entry goes beyond the last address.
pub fn library_images() -> [Vec<u8>; 2] {
    [library_image(0), library_image(0_u64.wrapping_sub((HEADER + SEGMENT) as u64 + 16))]
}

/// How long the headers are of the file, which is a section's too, and of a segment, in bytes.
const HEADER: usize = 64;
const SEGMENT: usize = 56;

fn library_image(start: u64) -> Vec<u8> {
    let address = |offset: u64| start.wrapping_add(offset);
    let mut file = vec![0; HEADER + SEGMENT];
    let (entry, name, version) = {
        let entry = place(&mut file, &entry());
        (entry, place(&mut file, b"synoptic-lead"), place(&mut file, b"1.2.3"))
    };
    let relocation =
        |field: usize, target: u64| words(&[address(entry + field as u64), R_RELATIVE, address(target)]);
    let relocations = [
        relocation(std::mem::offset_of!(abi::Plugin, name), name),
        relocation(std::mem::offset_of!(abi::Plugin, version), version),
    ]
    .concat();
    // The first symbol is none; the other one is global, an object of section 1.
    let symbol =
        [&[1, 0, 0, 0, 0x11, 0, 1, 0][..], &words(&[address(entry), size_of::<abi::Plugin>() as u64])];
    let symbols = [vec![0; 24], symbol.concat()].concat();
    let names = ["\0", abi::ENTRY_SYMBOL, "\0"].concat();
    // Type, link, size of an entry, and bytes.
    let sections: [(u32, u32, u64, &[u8]); 3] = [
        (SHT_DYNSYM, 2, 24, &symbols),
        (SHT_STRTAB, 0, 0, names.as_bytes()),
        (SHT_RELA, 1, 24, &relocations),
    ];
    let mut table = vec![0; HEADER];
    for (kind, link, entry_size, bytes) in sections {
        let offset = place(&mut file, bytes);
        table.extend_from_slice(&words(&[
            u64::from(kind) << 32,
            0,
            address(offset),
            offset,
            bytes.len() as u64,
        ]));
        table.extend_from_slice(&words(&[u64::from(link) | 1 << 32, 8, entry_size]));
    }
    let table_at = place(&mut file, &table);
    file[HEADER..HEADER + SEGMENT].copy_from_slice(&words(&[
        1 | 6 << 32,
        0,
        start,
        start,
        table_at,
        table_at,
        4096,
    ]));
    file[..HEADER].copy_from_slice(&header(table_at, sections.len() as u64 + 1));
    file
}

const SHT_STRTAB: u32 = 3;
const SHT_RELA: u32 = 4;
const SHT_DYNSYM: u32 = 11;

#[cfg(target_arch = "x86_64")]
const MACHINE: u64 = 62;
#[cfg(target_arch = "aarch64")]
const MACHINE: u64 = 183;

/// What adds the place of the library.
#[cfg(target_arch = "x86_64")]
const R_RELATIVE: u64 = 8;
#[cfg(target_arch = "aarch64")]
const R_RELATIVE: u64 = 1027;

/// The header of a shared library of one segment, whose section 2 holds the names.
fn header(sections_at: u64, section_count: u64) -> Vec<u8> {
    let dynamic = 3 | MACHINE << 16 | 1 << 32;
    let sizes = [64 << 32 | 56 << 48, 1 | 64 << 16 | section_count << 32 | 2 << 48];
    [b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec(), words(&[dynamic, 0, 64, sections_at]), words(&sizes)]
        .concat()
}

/// An entry without summarizers, whose strings are told by relocations and lengths.
fn entry() -> Vec<u8> {
    let mut entry = vec![0; size_of::<abi::Plugin>()];
    let mut put = |at: usize, value: &[u8]| entry[at..at + value.len()].copy_from_slice(value);
    put(std::mem::offset_of!(abi::Plugin, magic), &abi::MAGIC.to_le_bytes());
    put(std::mem::offset_of!(abi::Plugin, struct_size), &(size_of::<abi::Plugin>() as u32).to_le_bytes());
    put(std::mem::offset_of!(abi::Plugin, abi_major), &abi::ABI_MAJOR.to_le_bytes());
    put(std::mem::offset_of!(abi::Plugin, abi_minor), &abi::ABI_MINOR.to_le_bytes());
    let length = std::mem::offset_of!(abi::Str, len);
    put(std::mem::offset_of!(abi::Plugin, name) + length, &13_u64.to_le_bytes());
    put(std::mem::offset_of!(abi::Plugin, version) + length, &5_u64.to_le_bytes());
    entry
}

/// Appends bytes at a multiple of eight, and says where.
fn place(file: &mut Vec<u8>, bytes: &[u8]) -> u64 {
    file.resize(file.len().next_multiple_of(8), 0);
    let at = file.len() as u64;
    file.extend_from_slice(bytes);
    at
}

fn words(words: &[u64]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}
