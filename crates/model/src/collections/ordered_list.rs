//! A list of numbers ordered by key: one level of a B-tree.

use std::collections::VecDeque;
use std::rc::Rc;

use super::{CHUNK, Key};

/// A key with its number. Packed into 20 bytes, because there are millions of them.
#[derive(Clone, Copy, Debug)]
#[repr(C, packed(4))]
struct Entry {
    key: Key,
    number: u32,
}

impl Entry {
    const fn key(&self) -> Key {
        self.key
    }
}

/// A list of numbers ordered by key.
///
/// Most keys arrive at the end and leave at the front: both take constant time. Any other access takes a binary
/// search and a shift within one chunk.
#[derive(Clone, Debug, Default)]
pub struct OrderedList {
    /// Never empty; each chunk's keys are larger than those of the chunk before.
    chunks: VecDeque<Rc<Vec<Entry>>>,
    len: usize,
}

impl OrderedList {
    /// The number of entries.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Returns true if the list has no entries.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The chunk in which a key belongs, and its place in that chunk: `Ok` if it is there, `Err` if it would be
    /// inserted there.
    fn find(&self, key: Key) -> (usize, Result<usize, usize>) {
        let last = self.chunks.len().saturating_sub(1);
        let begins = |chunk: usize| self.chunks.get(chunk).is_none_or(|entries| key < entries[0].key());
        // Nearly all keys are at one of the ends.
        let chunk = if begins(1) {
            0
        } else if begins(last) {
            self.chunks.partition_point(|entries| entries[0].key() <= key) - 1
        } else {
            last
        };
        let entries = self.chunks.get(chunk).map_or(&[][..], |entries| entries);
        let place = match entries {
            [first, ..] if key == first.key() => Ok(0),
            [.., last] if key > last.key() => Err(entries.len()),
            _ => entries.binary_search_by_key(&key, |entry| entry.key()),
        };
        (chunk, place)
    }

    /// The number stored under a key.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<u32> {
        let (chunk, place) = self.find(key);
        place.ok().map(|place| self.chunks[chunk][place].number)
    }

    /// Stores a number under a key, in place of the number that was stored there.
    pub fn insert(&mut self, key: Key, number: u32) {
        let (mut chunk, place) = self.find(key);
        let mut place = match place {
            Ok(place) => {
                Rc::make_mut(&mut self.chunks[chunk])[place].number = number;
                return;
            }
            Err(place) => place,
        };
        self.len += 1;
        if self.chunks.get(chunk).is_none_or(|entries| entries.len() == CHUNK) {
            // A key after all others starts a new chunk, so that ascending keys leave their chunks full.
            let from = if chunk + 1 >= self.chunks.len() && place == CHUNK { CHUNK } else { CHUNK / 2 };
            let full = self.chunks.get_mut(chunk).filter(|_| from < CHUNK);
            let tail = full.map_or_else(Vec::new, |entries| Rc::make_mut(entries).split_off(from));
            let after = (chunk + 1).min(self.chunks.len());
            self.chunks.insert(after, Rc::new(tail));
            if place >= from {
                (chunk, place) = (after, place - from);
            }
        }
        Rc::make_mut(&mut self.chunks[chunk]).insert(place, Entry { key, number });
    }

    /// Removes a key and returns its number.
    pub fn remove(&mut self, key: Key) -> Option<u32> {
        let (chunk, place) = self.find(key);
        let place = place.ok()?;
        let number = self.chunks[chunk][place].number;
        if self.chunks[chunk].len() == 1 {
            self.chunks.remove(chunk);
        } else {
            Rc::make_mut(&mut self.chunks[chunk]).remove(place);
        }
        self.len -= 1;
        Some(number)
    }

    /// The smallest key and its number.
    #[must_use]
    pub fn first(&self) -> Option<(Key, u32)> {
        self.chunks.front().map(|entries| (entries[0].key(), entries[0].number))
    }

    /// Counts the keys that are smaller than `key`, up to `limit`.
    #[must_use]
    pub fn rank(&self, key: Key, limit: usize) -> usize {
        let mut count = 0;
        for entries in &self.chunks {
            let before = entries.partition_point(|entry| entry.key() < key);
            count += before;
            if before < entries.len() || count >= limit {
                break;
            }
        }
        count.min(limit)
    }

    /// The numbers of the smallest keys in ascending order, up to `limit`.
    #[must_use]
    pub fn first_numbers(&self, limit: usize) -> Vec<u32> {
        self.chunks.iter().flat_map(|entries| entries.iter()).take(limit).map(|entry| entry.number).collect()
    }

    /// The numbers of the largest keys in descending order, up to `limit`.
    #[must_use]
    pub fn last_numbers(&self, limit: usize) -> Vec<u32> {
        let descending = self.chunks.iter().rev().flat_map(|entries| entries.iter().rev());
        descending.take(limit).map(|entry| entry.number).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_unchanged_chunks() {
        let mut list = OrderedList::default();
        for number in 0..10_000 {
            list.insert((number, 0), number as u32);
        }
        let old = list.clone();
        for number in 0..100 {
            list.remove((number, 0));
            list.insert((20_000 + number, 0), 0);
        }
        assert_eq!((old.len(), old.first()), (10_000, Some(((0, 0), 0))));
        assert_eq!((old.last_numbers(1), old.get((20_000, 0))), (vec![9_999], None));
        let same = list.chunks.iter().filter(|chunk| old.chunks.iter().any(|old| Rc::ptr_eq(old, chunk)));
        let shared = same.count();
        assert!((old.chunks.len() - 4..old.chunks.len()).contains(&shared), "{shared} of {}", old.chunks.len());
    }

    #[test]
    fn an_emptied_list_keeps_no_chunks() {
        let mut list = OrderedList::default();
        for number in 0..1_000 {
            list.insert((number * 7 % 1_000, 0), number as u32);
        }
        while let Some((key, number)) = list.first() {
            assert_eq!(list.remove(key), Some(number));
        }
        assert!(list.chunks.is_empty());
    }
}
