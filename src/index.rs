//! Things by key: one structure for every list that has to stay sorted, and one for look-ups by a random id.
//!
//! Keys are two numbers, such as a moment and a running number. In a sorted list nearly all of them arrive at the end
//! and leave at the front, which costs a constant; anywhere else it costs a search and a short shift.

use std::collections::VecDeque;

/// What an index is sorted by.
pub type Key = (u64, u64);

/// So many entries lie next to each other: moving them all takes less time than finding one among a million.
const CHUNK: usize = 128;

/// Numbers by key.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// None of them empty, each behind the one before.
    chunks: VecDeque<Vec<(Key, u32)>>,
    len: usize,
}

impl Index {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// There are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The chunk that a key belongs to, and its place in there, occupied or not.
    fn find(&self, key: Key) -> (usize, Result<usize, usize>) {
        let chunk = self.chunks.partition_point(|chunk| chunk[0].0 <= key).saturating_sub(1);
        let entries = self.chunks.get(chunk).map_or(&[][..], Vec::as_slice);
        (chunk, entries.binary_search_by_key(&key, |entry| entry.0))
    }

    /// The number of a key.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<u32> {
        let (chunk, place) = self.find(key);
        place.ok().map(|place| self.chunks[chunk][place].1)
    }

    /// Gives a key its number.
    pub fn insert(&mut self, key: Key, number: u32) {
        let (mut chunk, place) = self.find(key);
        let mut place = match place {
            Ok(place) => {
                self.chunks[chunk][place].1 = number;
                return;
            }
            Err(place) => place,
        };
        self.len += 1;
        if self.chunks.get(chunk).is_none_or(|entries| entries.len() == CHUNK) {
            // At the very end a new chunk begins, so that keys which come in order fill theirs.
            let from = if chunk + 1 >= self.chunks.len() && place == CHUNK { CHUNK } else { CHUNK / 2 };
            let tail = self.chunks.get_mut(chunk).map_or_else(Vec::new, |entries| entries.split_off(from));
            let after = (chunk + 1).min(self.chunks.len());
            self.chunks.insert(after, tail);
            if place >= from {
                (chunk, place) = (after, place - from);
            }
        }
        self.chunks[chunk].insert(place, (key, number));
    }

    /// Takes a key out, and gives back its number.
    pub fn remove(&mut self, key: Key) -> Option<u32> {
        let (chunk, place) = self.find(key);
        let place = place.ok()?;
        let (_, number) = self.chunks[chunk].remove(place);
        if self.chunks[chunk].is_empty() {
            self.chunks.remove(chunk);
        }
        self.len -= 1;
        Some(number)
    }

    /// The smallest key, and its number.
    #[must_use]
    pub fn first(&self) -> Option<(Key, u32)> {
        self.chunks.front().map(|entries| entries[0])
    }

    /// How many keys come before this one; no more than `most` are counted.
    #[must_use]
    pub fn rank(&self, key: Key, most: usize) -> usize {
        let mut count = 0;
        for entries in &self.chunks {
            let before = entries.partition_point(|entry| entry.0 < key);
            count += before;
            if before < entries.len() || count >= most {
                break;
            }
        }
        count.min(most)
    }

    /// The numbers of the first keys, no more than `most`.
    #[must_use]
    pub fn first_numbers(&self, most: usize) -> Vec<u32> {
        self.chunks.iter().flatten().take(most).map(|entry| entry.1).collect()
    }

    /// The numbers of the last keys, no more than `most`, the last one first.
    #[must_use]
    pub fn last_numbers(&self, most: usize) -> Vec<u32> {
        self.chunks.iter().rev().flat_map(|entries| entries.iter().rev()).take(most).map(|entry| entry.1).collect()
    }
}

/// Numbers by key without any order, at a constant cost whatever is stored. Keys are random: they are their own hash.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// A power of two of them. Each entry lies at the place that its key asks for, or at the next free one after it.
    places: Vec<Option<(Key, u32)>>,
    len: usize,
}

impl Finder {
    /// Where a place comes `steps` after another.
    const fn after(&self, place: usize, steps: usize) -> usize {
        place.wrapping_add(steps) & (self.places.len() - 1)
    }

    /// Where the entry of a key is, or would be.
    fn find(&self, key: Key) -> usize {
        let mut place = self.after(key.1 as usize, 0);
        while self.places[place].is_some_and(|(other, _)| other != key) {
            place = self.after(place, 1);
        }
        place
    }

    /// The number of a key.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<u32> {
        if self.len == 0 { None } else { self.places[self.find(key)].map(|(_, number)| number) }
    }

    /// Gives a key its number.
    pub fn insert(&mut self, key: Key, number: u32) {
        // A quarter stays empty, so that the ways between wish and place stay short.
        if 4 * (self.len + 1) > 3 * self.places.len() {
            let size = (2 * self.places.len()).max(16);
            for (key, number) in std::mem::replace(&mut self.places, vec![None; size]).into_iter().flatten() {
                let place = self.find(key);
                self.places[place] = Some((key, number));
            }
        }
        let place = self.find(key);
        self.len += usize::from(self.places[place].is_none());
        self.places[place] = Some((key, number));
    }

    /// Takes a key out, and gives back its number.
    pub fn remove(&mut self, key: Key) -> Option<u32> {
        if self.len == 0 {
            return None;
        }
        let mut gap = self.find(key);
        let (_, number) = self.places[gap].take()?;
        self.len -= 1;
        // Those behind the gap move up, unless they lie where they wish to or that is behind the gap.
        let mut place = self.after(gap, 1);
        while let Some((other, _)) = self.places[place] {
            let strayed = self.after(place, (other.1 as usize).wrapping_neg());
            if strayed >= self.after(place, gap.wrapping_neg()) {
                self.places[gap] = self.places[place].take();
                gap = place;
            }
            place = self.after(place, 1);
        }
        Some(number)
    }
}

/// Things by key.
#[derive(Clone, Debug)]
pub struct Shelf<T> {
    order: Index,
    things: Vec<Option<T>>,
    free: Vec<u32>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { order: Index::default(), things: Vec::new(), free: Vec::new() }
    }
}

impl<T> Shelf<T> {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// There are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Puts a thing under a key that has none.
    pub fn insert(&mut self, key: Key, thing: T) {
        let at = self.add(key) as usize;
        self.things[at] = Some(thing);
    }

    /// An empty place for a new key.
    fn add(&mut self, key: Key) -> u32 {
        let at = self.free.pop().unwrap_or_else(|| {
            self.things.push(None);
            (self.things.len() - 1) as u32
        });
        self.order.insert(key, at);
        at
    }

    /// What is under a key.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&T> {
        self.things[self.order.get(key)? as usize].as_ref()
    }

    /// What is under a key.
    pub fn get_mut(&mut self, key: Key) -> Option<&mut T> {
        self.things[self.order.get(key)? as usize].as_mut()
    }

    /// What is under a key; something new where there was nothing.
    pub fn get_or_insert(&mut self, key: Key, new: impl FnOnce() -> T) -> &mut T {
        let at = self.order.get(key).unwrap_or_else(|| self.add(key)) as usize;
        self.things[at].get_or_insert_with(new)
    }

    /// Takes a thing out.
    pub fn remove(&mut self, key: Key) -> Option<T> {
        let at = self.order.remove(key)?;
        self.free.push(at);
        self.things[at as usize].take()
    }

    /// The smallest key.
    #[must_use]
    pub fn first_key(&self) -> Option<Key> {
        self.order.first().map(|(key, _)| key)
    }

    /// The first things in order, no more than `most`.
    pub fn first(&self, most: usize) -> impl Iterator<Item = &T> {
        self.order.first_numbers(most).into_iter().filter_map(|at| self.things[at as usize].as_ref())
    }

    /// Visits all things, in no order.
    pub fn each_mut(&mut self, visit: impl FnMut(&mut T)) {
        self.things.iter_mut().flatten().for_each(visit);
    }

    /// How many keys come before this one; no more than `most` are counted.
    #[must_use]
    pub fn rank(&self, key: Key, most: usize) -> usize {
        self.order.rank(key, most)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::rng::Rng;

    fn compare(index: &Index, map: &BTreeMap<Key, u32>, key: Key) {
        assert_eq!((index.len(), index.is_empty()), (map.len(), map.is_empty()));
        assert_eq!(index.first(), map.first_key_value().map(|(key, number)| (*key, *number)));
        assert_eq!(index.get(key), map.get(&key).copied());
        assert_eq!(index.rank(key, 300), map.range(..key).take(300).count());
        assert_eq!(index.first_numbers(200), map.values().take(200).copied().collect::<Vec<_>>());
        assert_eq!(index.last_numbers(200), map.values().rev().take(200).copied().collect::<Vec<_>>());
    }

    #[test]
    fn it_is_a_sorted_map() {
        for seed in 0..8 {
            let mut rng = Rng::stream(seed, 5);
            let (mut index, mut map) = (Index::default(), BTreeMap::new());
            for turn in 0..6_000 {
                // Grows, at the end or anywhere, then shrinks, at the front or anywhere.
                let key = if rng.chance(1, 2) { (turn, 0) } else { (rng.below(4_000), rng.below(2)) };
                if rng.chance(if turn < 3_000 { 3 } else { 1 }, 4) {
                    let number = rng.below(1_000) as u32;
                    index.insert(key, number);
                    map.insert(key, number);
                } else {
                    let key = index.first().map(|(first, _)| first).filter(|_| rng.chance(1, 2)).unwrap_or(key);
                    assert_eq!(index.remove(key), map.remove(&key));
                }
                if turn % 16 == 0 {
                    compare(&index, &map, key);
                }
            }
            while let Some((key, _)) = index.first() {
                assert_eq!(index.remove(key), map.remove(&key));
            }
            assert!(map.is_empty() && index.chunks.is_empty());
        }
    }

    #[test]
    fn a_finder_is_a_map() {
        for seed in 0..8 {
            let mut rng = Rng::stream(seed, 6);
            let (mut finder, mut map) = (Finder::default(), BTreeMap::new());
            for turn in 0..6_000 {
                // Few different wishes, at both ends of the places: keys get in each other's way.
                let key = (rng.below(200), rng.below(8).wrapping_sub(4));
                if rng.chance(if turn < 3_000 { 3 } else { 1 }, 4) {
                    finder.insert(key, turn);
                    map.insert(key, turn);
                } else {
                    assert_eq!(finder.remove(key), map.remove(&key));
                }
                let other = (rng.below(200), rng.below(8).wrapping_sub(4));
                assert_eq!((finder.get(other), finder.len), (map.get(&other).copied(), map.len()));
            }
            assert!(map.iter().all(|(key, number)| finder.get(*key) == Some(*number)));
        }
    }

    #[test]
    fn a_shelf_uses_its_places_again() {
        let mut shelf = Shelf::default();
        for round in 0..3_u64 {
            for number in 0..100 {
                shelf.insert((number * 7 % 100, round), number);
            }
            assert_eq!(shelf.first(3).copied().collect::<Vec<_>>(), [0, 43, 86]);
            assert_eq!((shelf.first_key(), shelf.rank((50, 0), 64)), (Some((0, round)), 50));
            for number in 0..100 {
                assert_eq!(shelf.remove((number * 7 % 100, round)), Some(number));
            }
        }
        assert_eq!((shelf.len(), shelf.things.len()), (0, 100));
    }
}
