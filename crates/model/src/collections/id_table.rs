//! A hash table from ids to numbers: open addressing with linear probing and backward-shift deletion.

use std::cell::Cell;
use std::rc::Rc;

use super::{CHUNK, Key};

/// A hash table from ids to numbers; every operation takes constant time.
///
/// Ids are random, so the lower half of an id's second number is its hash. The table stores that hash but not the id:
/// the caller of [`get`](Self::get) supplies the equality test.
#[derive(Clone, Debug, Default)]
pub struct IdTable {
    /// The slots of the table; their number is a power of two. An entry is in the slot of its hash or in the next free
    /// slot after it.
    chunks: Vec<Rc<[Entry; CHUNK]>>,
    len: usize,
    /// The number found last: several look-ups in a row often want the same id.
    latest: Cell<Option<u32>>,
}

/// A hash and a number; [`EMPTY`] marks a free place.
type Entry = (u32, u32);

const EMPTY: Entry = (0, u32::MAX);

impl IdTable {
    /// The number of entries.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Returns true if the table has no entries.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    const fn places(&self) -> usize {
        self.chunks.len() * CHUNK
    }

    /// The place `steps` after another; the first place follows the last.
    const fn after(&self, place: usize, steps: usize) -> usize {
        place.wrapping_add(steps) & (self.places() - 1)
    }

    fn at(&self, place: usize) -> Entry {
        self.chunks[place / CHUNK][place % CHUNK]
    }

    fn put(&mut self, place: usize, entry: Entry) {
        Rc::make_mut(&mut self.chunks[place / CHUNK])[place % CHUNK] = entry;
    }

    /// The first place, from that of `hash` onwards, that is free or has the wanted entry.
    fn find(&self, hash: u32, is_wanted: impl Fn(Entry) -> bool) -> usize {
        let mut place = self.after(hash as usize, 0);
        loop {
            let entry = self.at(place);
            if entry == EMPTY || is_wanted(entry) {
                return place;
            }
            place = self.after(place, 1);
        }
    }

    /// The number of an id. `has_id` tells whether a number belongs to the id.
    #[must_use]
    pub fn get(&self, id: Key, has_id: impl Fn(u32) -> bool) -> Option<u32> {
        if self.len == 0 {
            return None;
        }
        let latest = self.latest.get().filter(|latest| has_id(*latest));
        if latest.is_some() {
            return latest;
        }
        let hash = id.1 as u32;
        let (_, number) = self.at(self.find(hash, |entry| entry.0 == hash && has_id(entry.1)));
        let found = (number != EMPTY.1).then_some(number);
        self.latest.set(found);
        found
    }

    /// Adds an id that is not in the table, with a number that no other id has.
    ///
    /// # Panics
    /// In debug builds, if the number is `u32::MAX` or an id with the same hash has it already.
    pub fn insert(&mut self, id: Key, number: u32) {
        debug_assert_ne!(number, EMPTY.1, "this number marks a free place");
        // At most three quarters of the places are used, so that probes stay short.
        if 4 * (self.len + 1) > 3 * self.places() {
            self.grow();
        }
        let hash = id.1 as u32;
        debug_assert_eq!(self.at(self.find(hash, |entry| entry.1 == number)), EMPTY, "another id has this number");
        self.put(self.find(hash, |_| false), (hash, number));
        self.len += 1;
    }

    fn grow(&mut self) {
        let size = (2 * self.chunks.len()).max(1);
        let empty = (0..size).map(|_| Rc::new([EMPTY; CHUNK])).collect();
        for chunk in std::mem::replace(&mut self.chunks, empty) {
            for entry in chunk.iter().filter(|entry| **entry != EMPTY) {
                self.put(self.find(entry.0, |_| false), *entry);
            }
        }
    }

    /// Removes an id with its number; does nothing if the id does not have this number.
    pub fn remove(&mut self, id: Key, number: u32) {
        if self.len == 0 {
            return;
        }
        let mut gap = self.find(id.1 as u32, |entry| entry.1 == number);
        if self.at(gap) == EMPTY {
            return;
        }
        self.len -= 1;
        self.latest.take();
        // Move each entry after the gap into it, unless the slot of its hash is after the gap.
        let mut place = self.after(gap, 1);
        loop {
            let other = self.at(place);
            if other == EMPTY {
                break;
            }
            let displacement = self.after(place, (other.0 as usize).wrapping_neg());
            if displacement >= self.after(place, gap.wrapping_neg()) {
                self.put(gap, other);
                gap = place;
            }
            place = self.after(place, 1);
        }
        self.put(gap, EMPTY);
    }
}
