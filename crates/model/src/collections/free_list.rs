//! A free list: numbered places, the lowest free one first.

use std::rc::Rc;

use super::CHUNK;

/// Numbers in places that are counted from 0, with the lowest free place at hand.
#[derive(Clone, Debug, Default)]
pub struct FreeList {
    chunks: Vec<Rc<[u32; CHUNK]>>,
    /// One bit per place of a chunk: 1 if the place is taken.
    taken: Vec<u64>,
    /// The first chunk with a free place.
    first_with_room: usize,
    len: usize,
}

const _: () = assert!(CHUNK == u64::BITS as usize, "a chunk has one bit per place");

impl FreeList {
    /// The number of taken places.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Returns true if no place is taken.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The lowest free place.
    #[must_use]
    pub fn first_free(&self) -> u32 {
        let place = self.taken.get(self.first_with_room).map_or(0, |taken| taken.trailing_ones());
        (self.first_with_room * CHUNK) as u32 + place
    }

    /// Stores a number in a free place.
    ///
    /// # Panics
    /// In debug builds, if the place is taken.
    pub fn take(&mut self, place: u32, number: u32) {
        let (chunk, bit) = (place as usize / CHUNK, place as usize % CHUNK);
        while chunk >= self.chunks.len() {
            self.chunks.push(Rc::new([0; CHUNK]));
            self.taken.push(0);
        }
        debug_assert!(self.taken[chunk] & (1 << bit) == 0, "place {place} is taken");
        Rc::make_mut(&mut self.chunks[chunk])[bit] = number;
        self.taken[chunk] |= 1 << bit;
        self.len += 1;
        while self.taken.get(self.first_with_room) == Some(&u64::MAX) {
            self.first_with_room += 1;
        }
    }

    /// Frees a place; does nothing if it is free.
    pub fn free(&mut self, place: u32) {
        let (chunk, bit) = (place as usize / CHUNK, 1 << (place as usize % CHUNK));
        if let Some(taken) = self.taken.get_mut(chunk).filter(|taken| **taken & bit != 0) {
            *taken &= !bit;
            self.first_with_room = self.first_with_room.min(chunk);
            self.len -= 1;
        }
    }

    /// The taken places in ascending order, with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        let places = self.taken.iter().zip(&self.chunks).enumerate();
        places.filter(|(_, (taken, _))| **taken != 0).flat_map(|(chunk, (taken, numbers))| {
            let is_taken = move |place: &usize| taken & (1 << place) != 0;
            (0..CHUNK).filter(is_taken).map(move |place| ((chunk * CHUNK + place) as u32, numbers[place]))
        })
    }
}
