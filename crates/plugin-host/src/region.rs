//! Memory that holds the arrays of requests: the process's own, or shared with a worker.

#![expect(unsafe_code, reason = "reads and writes arrays in raw memory")]

use std::{
    fs::File,
    io,
    marker::PhantomData,
    slice,
    sync::Arc,
    sync::atomic::{AtomicU32, Ordering},
};

use memmap2::{MmapOptions, MmapRaw};
use synoptic_plugin_sdk::abi;

use crate::doorbell::Bell;

/// A value of plain bytes: any bytes make one, and it has no gaps.
///
/// # Safety
///
/// The type is `repr(C)` of integers without padding, and its alignment is at most [`ALIGNMENT`].
pub(crate) unsafe trait Plain: Copy {}

// SAFETY: integers.
unsafe impl Plain for u8 {}
// SAFETY: integers.
unsafe impl Plain for u32 {}
// SAFETY: two `u32`.
unsafe impl Plain for abi::Paragraph {}
// SAFETY: six `u32`.
unsafe impl Plain for abi::Sentence {}
// SAFETY: four `u32`.
unsafe impl Plain for abi::Token {}
// SAFETY: two `u64`; the marker has no bytes.
unsafe impl<T> Plain for Slot<T> {}

/// All arrays begin at multiples of this.
pub(crate) const ALIGNMENT: usize = 8;

/// Where an array lies in a region.
#[repr(C)]
#[derive(Debug)]
pub(crate) struct Slot<T> {
    offset: u64,
    count: u64,
    of: PhantomData<T>,
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Slot<T> {}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self::new(0, 0)
    }
}

impl<T> Slot<T> {
    /// A slot that may lie anywhere: [`Region::get`] checks it.
    pub(crate) fn new(offset: u64, count: u64) -> Self {
        Self { offset, count, of: PhantomData }
    }

    pub(crate) fn offset(self) -> u64 {
        self.offset
    }

    pub(crate) fn count(self) -> u64 {
        self.count
    }
}

/// Memory that arrays are placed into, one behind the other, until it is cleared.
pub(crate) struct Region {
    memory: Memory,
    used: usize,
    /// How many bytes of shared memory are kept when it is cleared, from its beginning.
    kept: usize,
}

enum Memory {
    Own(Vec<u64>),
    Shared(Arc<MmapRaw>),
}

/// How many stop words stand at the beginning of a shared region: the most requests of one call.
pub(crate) const STOP_WORDS: usize = 256;
const STOP_BYTES: usize = STOP_WORDS * size_of::<AtomicU32>();

/// What stands before the arrays in a shared region: the stop words and the bell, which the host writes during calls too.
const HEADER_BYTES: usize = STOP_BYTES + size_of::<Bell>();
const _: () = assert!(STOP_BYTES.is_multiple_of(align_of::<Bell>()));

/// The requests of a call don't fit into a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLarge {
    pub(crate) needed: usize,
    pub(crate) room: usize,
}

impl Region {
    /// Memory of the process's own, which grows as needed.
    pub(crate) fn own() -> Self {
        Self { memory: Memory::Own(Vec::new()), used: 0, kept: 0 }
    }

    /// Memory that a worker reads, written here.
    pub(crate) fn shared(file: &File) -> io::Result<Self> {
        Ok(Self {
            memory: Memory::Shared(map(MmapOptions::new().map_raw(file)?)?),
            used: HEADER_BYTES,
            kept: HEADER_BYTES,
        })
    }

    /// The same memory, as the worker sees it.
    pub(crate) fn shared_read_only(file: &File) -> io::Result<Self> {
        Ok(Self {
            memory: Memory::Shared(map(MmapOptions::new().map_raw_read_only(file)?)?),
            used: 0,
            kept: 0,
        })
    }

    /// Forgets the arrays that aren't kept, and makes room for others of so many bytes, with what alignment takes.
    pub(crate) fn clear(&mut self, bytes: usize) -> Result<(), TooLarge> {
        match &mut self.memory {
            Memory::Own(memory) => {
                self.used = 0;
                memory.clear();
                memory.reserve_exact(bytes.div_ceil(ALIGNMENT));
            }
            Memory::Shared(map) => {
                self.used = self.kept;
                let room = map.len() - self.kept;
                if bytes > room {
                    return Err(TooLarge { needed: bytes, room });
                }
            }
        }
        Ok(())
    }

    /// Keeps the arrays of shared memory that were placed so far.
    pub(crate) fn keep(&mut self) {
        if matches!(self.memory, Memory::Shared(_)) {
            self.kept = self.used;
        }
    }

    /// Keeps none.
    pub(crate) fn forget(&mut self) {
        self.kept = if matches!(self.memory, Memory::Shared(_)) { HEADER_BYTES } else { 0 };
    }

    /// How many bytes are kept, and how many more were placed.
    pub(crate) fn kept(&self) -> (usize, usize) {
        (self.kept, self.used - self.kept)
    }

    /// How many bytes the arrays take.
    pub(crate) fn used(&self) -> usize {
        self.used
    }

    fn start(&self) -> *const u8 {
        match &self.memory {
            Memory::Own(memory) => memory.as_ptr().cast(),
            Memory::Shared(map) => map.as_ptr(),
        }
    }

    fn len(&self) -> usize {
        match &self.memory {
            Memory::Own(memory) => memory.capacity() * ALIGNMENT,
            Memory::Shared(map) => map.len(),
        }
    }

    /// Places an array.
    ///
    /// # Panics
    ///
    /// When there is less room than [`clear`](Self::clear) was asked for.
    pub(crate) fn place<T: Plain>(&mut self, values: impl ExactSizeIterator<Item = T>) -> Slot<T> {
        let (offset, count) = (self.used, values.len());
        let bytes = (count * size_of::<T>()).next_multiple_of(ALIGNMENT);
        assert!(bytes <= self.len() - offset, "room was made for all arrays of the call");
        self.used += bytes;
        let start = match &mut self.memory {
            Memory::Own(memory) => memory.as_mut_ptr().cast::<u8>(),
            Memory::Shared(map) => map.as_mut_ptr(),
        };
        // SAFETY: the offset lies within the memory, as was asserted.
        let place: *mut T = unsafe { start.add(offset) }.cast();
        // SAFETY: so many bytes were asserted, and start and offset are aligned.
        unsafe { clear_last_word(place.cast(), bytes) };
        // An iterator may lie about its length.
        for (index, value) in values.take(count).enumerate() {
            // SAFETY: below the count, so within the bytes that were asserted, and aligned, as the start and all offsets are.
            unsafe { place.add(index).write(value) };
        }
        Slot::new(offset as u64, count as u64)
    }

    /// Places a text.
    pub(crate) fn place_text(&mut self, text: &str) -> Slot<u8> {
        self.place_texts(&[text])
    }

    /// Places texts one behind the other, with nothing between them.
    pub(crate) fn place_texts(&mut self, texts: &[&str]) -> Slot<u8> {
        let length: usize = texts.iter().map(|text| text.len()).sum();
        let slot = self.place(std::iter::repeat_n(0_u8, 0));
        let bytes = length.next_multiple_of(ALIGNMENT);
        assert!(bytes <= self.len() - self.used, "room was made for all texts of the call");
        self.used += bytes;
        let start = match &mut self.memory {
            Memory::Own(memory) => memory.as_mut_ptr().cast::<u8>(),
            Memory::Shared(map) => map.as_mut_ptr(),
        };
        let offset = usize::try_from(slot.offset).unwrap_or(usize::MAX);
        // SAFETY: so many bytes behind the offset were asserted, and start and offset are aligned.
        unsafe { clear_last_word(start.add(offset), bytes) };
        let mut place = offset;
        for text in texts {
            // SAFETY: the texts fit behind the offset, as was asserted, and are no part of this memory.
            unsafe { start.add(place).copy_from_nonoverlapping(text.as_ptr(), text.len()) };
            place += text.len();
        }
        Slot::new(slot.offset, length as u64)
    }

    /// An array of the region; `None` where it doesn't lie within.
    pub(crate) fn get<T: Plain>(&self, slot: Slot<T>) -> Option<&[T]> {
        let (offset, count) = (usize::try_from(slot.offset).ok()?, usize::try_from(slot.count).ok()?);
        let end = count.checked_mul(size_of::<T>())?.checked_add(offset)?;
        if end > self.readable() || !offset.is_multiple_of(align_of::<T>()) {
            return None;
        }
        // SAFETY: within the memory and aligned. Own memory is initialized as far as it is used, and shared memory is all
        // zeros at first. Shared memory is sealed against writing by any process but the host, which writes between calls
        // alone, and the header, which no slot that the host placed covers.
        Some(unsafe { slice::from_raw_parts(self.start().add(offset).cast(), count) })
    }

    /// A text of the region; `None` where it doesn't lie within, or isn't UTF-8.
    pub(crate) fn text(&self, slot: Slot<u8>) -> Option<&str> {
        std::str::from_utf8(self.get(slot)?).ok()
    }

    fn readable(&self) -> usize {
        match &self.memory {
            Memory::Own(_) => self.used,
            Memory::Shared(map) => map.len(),
        }
    }

    /// The stop word of a request in shared memory.
    pub(crate) fn stop_word(&self, index: usize) -> Option<&AtomicU32> {
        match &self.memory {
            Memory::Shared(map) if index < STOP_WORDS => Some(stop_word(map, index)),
            _ => None,
        }
    }

    /// The bell of shared memory.
    pub(crate) fn bell(&self) -> Option<&Bell> {
        match &self.memory {
            Memory::Shared(map) => Some(bell(map)),
            Memory::Own(_) => None,
        }
    }

    /// The header of shared memory, to be written while requests run.
    pub(crate) fn header(&self) -> Option<Header> {
        match &self.memory {
            Memory::Shared(map) => Some(Header(Arc::clone(map))),
            Memory::Own(_) => None,
        }
    }
}

/// What stands before the arrays in memory that is shared with a worker, by the host.
#[derive(Clone)]
pub(crate) struct Header(Arc<MmapRaw>);

impl Header {
    /// Sets or clears the stop word of a request.
    pub(crate) fn stop(&self, index: usize, value: u32) {
        if index < STOP_WORDS {
            stop_word(&self.0, index).store(value, Ordering::Relaxed);
        }
    }

    /// The bell.
    pub(crate) fn bell(&self) -> &Bell {
        bell(&self.0)
    }
}

/// A map that the header fits into.
fn map(map: MmapRaw) -> io::Result<Arc<MmapRaw>> {
    if map.len() < HEADER_BYTES {
        return Err(io::Error::other("the shared memory is too short"));
    }
    Ok(Arc::new(map))
}

/// Clears the last word of an array's place, before the array is written: what the array leaves of it can be read too.
///
/// # Safety
///
/// The place has so many bytes, whole words, and is aligned as words are.
unsafe fn clear_last_word(place: *mut u8, bytes: usize) {
    if let Some(last) = bytes.checked_sub(ALIGNMENT) {
        // SAFETY: the caller's promise.
        unsafe { place.add(last).cast::<u64>().write(0) };
    }
}

fn stop_word(map: &MmapRaw, index: usize) -> &AtomicU32 {
    // SAFETY: the caller's index is below the count of stop words, which alone stand in the first bytes, and every map is
    // longer; an atomic may be shared with other processes.
    unsafe { &*map.as_ptr().cast::<AtomicU32>().add(index) }
}

fn bell(map: &MmapRaw) -> &Bell {
    // SAFETY: the bell stands behind the stop words, in every map, aligned as it has to be; it is of atomics alone, which may
    // be shared with other processes.
    unsafe { &*map.as_ptr().add(STOP_BYTES).cast::<Bell>() }
}

/// Shared memory, as host and worker see it.
#[cfg(test)]
pub(crate) fn shared_pair() -> (Region, Region) {
    use rustix::fs::{MemfdFlags, memfd_create};

    let file = File::from(memfd_create("synoptic-test", MemfdFlags::CLOEXEC).unwrap());
    file.set_len(4 << 20).unwrap();
    (Region::shared(&file).unwrap(), Region::shared_read_only(&file).unwrap())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_are_read_as_they_were_placed() {
        let mut region = Region::own();
        region.clear(64).unwrap();
        let numbers = region.place([7_u32, 8, 9].into_iter());
        let text = region.place_text("né à Łódź");
        assert_eq!((region.get(numbers), region.text(text)), (Some(&[7, 8, 9][..]), Some("né à Łódź")));
    }

    #[test]
    fn what_alignment_takes_reads_as_zeros() {
        let mut region = Region::own();
        region.clear(64).unwrap();
        region.place([7_u8; 3].into_iter());
        region.place_text("né");
        let all = [7, 7, 7, 0, 0, 0, 0, 0, b'n', 0xc3, 0xa9, 0, 0, 0, 0, 0];
        assert_eq!(region.get(Slot::<u8>::new(0, 16)), Some(&all[..]));
    }

    #[test]
    fn a_slot_outside_is_refused() {
        let mut region = Region::own();
        region.clear(64).unwrap();
        region.place([1_u32; 8].into_iter());
        for (offset, count) in [(0, 9), (32, 1), (u64::MAX, 1), (8, u64::MAX), (2, 1)] {
            assert_eq!(region.get(Slot::<u32>::new(offset, count)), None, "{offset}, {count}");
        }
    }
}
