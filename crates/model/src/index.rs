//! Things by key: one structure for every list that has to stay sorted, one for look-ups by a random id, one for
//! places of which the first free one is taken, one for the things themselves, a queue, and the smallest of a few
//! keys.
//!
//! A list is sorted by two numbers, such as a moment and a running number. Nearly all of them arrive at the end and
//! leave at the front, which costs a constant; anywhere else it costs a search and a short shift.
//!
//! All that can be large lies in pieces that a clone shares until either side changes them: cloning a million things
//! takes about a millisecond, and a clone takes room only for what has become different since.

use std::cell::Cell;
use std::collections::VecDeque;
use std::rc::Rc;

/// What an index is sorted by.
pub type Key = (u64, u64);

/// So many entries lie next to each other: moving them all takes less time than finding one among a million.
const CHUNK: usize = 64;

/// A key with its number, in as little room as they need: there are millions.
#[derive(Clone, Copy, Debug)]
#[repr(C, packed(4))]
struct Numbered {
    key: Key,
    number: u32,
}

impl Numbered {
    const fn key(&self) -> Key {
        self.key
    }
}

/// Numbers by key.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// None of them empty, each behind the one before.
    chunks: VecDeque<Rc<Vec<Numbered>>>,
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
        let last = self.chunks.len().saturating_sub(1);
        let begins = |chunk: usize| self.chunks.get(chunk).is_none_or(|entries| key < entries[0].key());
        // Nearly always it is at one of the ends.
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

    /// The number of a key.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<u32> {
        let (chunk, place) = self.find(key);
        place.ok().map(|place| self.chunks[chunk][place].number)
    }

    /// Gives a key its number.
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
            // At the very end a new chunk begins, so that keys which come in order fill theirs.
            let from = if chunk + 1 >= self.chunks.len() && place == CHUNK { CHUNK } else { CHUNK / 2 };
            let full = self.chunks.get_mut(chunk).filter(|_| from < CHUNK);
            let tail = full.map_or_else(Vec::new, |entries| Rc::make_mut(entries).split_off(from));
            let after = (chunk + 1).min(self.chunks.len());
            self.chunks.insert(after, Rc::new(tail));
            if place >= from {
                (chunk, place) = (after, place - from);
            }
        }
        Rc::make_mut(&mut self.chunks[chunk]).insert(place, Numbered { key, number });
    }

    /// Takes a key out, and gives back its number.
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

    /// The smallest key, and its number.
    #[must_use]
    pub fn first(&self) -> Option<(Key, u32)> {
        self.chunks.front().map(|entries| (entries[0].key(), entries[0].number))
    }

    /// How many keys come before this one; no more than `most` are counted.
    #[must_use]
    pub fn rank(&self, key: Key, most: usize) -> usize {
        let mut count = 0;
        for entries in &self.chunks {
            let before = entries.partition_point(|entry| entry.key() < key);
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
        self.chunks.iter().flat_map(|entries| entries.iter()).take(most).map(|entry| entry.number).collect()
    }

    /// The numbers of the last keys, no more than `most`, the last one first.
    #[must_use]
    pub fn last_numbers(&self, most: usize) -> Vec<u32> {
        self.chunks.iter().rev().flat_map(|entries| entries.iter().rev()).take(most).map(|entry| entry.number).collect()
    }
}

/// Numbers by key without any order, at a constant cost whatever is stored. Keys are random: they are their own hash.
/// The keys themselves stay with the things: whoever looks tells which number has the wanted one.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// A power of two of places. Each entry lies at the place that its key asks for, or at the next free one after it.
    chunks: Vec<Rc<[Entry; PLACES]>>,
    len: usize,
    /// The number that was found last: what happens to a thing is several things.
    latest: Cell<Option<u32>>,
}

/// So many places are shared, or not, together.
const PLACES: usize = 64;

/// The lower half of a key's second number, and the number; [`EMPTY`] in a free place.
type Entry = (u32, u32);

const EMPTY: Entry = (0, u32::MAX);

impl Finder {
    const fn places(&self) -> usize {
        self.chunks.len() * PLACES
    }

    /// Where a place comes `steps` after another.
    const fn after(&self, place: usize, steps: usize) -> usize {
        place.wrapping_add(steps) & (self.places() - 1)
    }

    fn at(&self, place: usize) -> Entry {
        self.chunks[place / PLACES][place % PLACES]
    }

    fn put(&mut self, place: usize, entry: Entry) {
        Rc::make_mut(&mut self.chunks[place / PLACES])[place % PLACES] = entry;
    }

    /// The first place from where a key would like to be that is free or is the one.
    fn find(&self, wish: u32, is: impl Fn(Entry) -> bool) -> usize {
        let mut place = self.after(wish as usize, 0);
        loop {
            let entry = self.at(place);
            if entry == EMPTY || is(entry) {
                return place;
            }
            place = self.after(place, 1);
        }
    }

    /// The number of a key: the one of which `is_its` says so.
    #[must_use]
    pub fn get(&self, key: Key, is_its: impl Fn(u32) -> bool) -> Option<u32> {
        if self.len == 0 {
            return None;
        }
        let latest = self.latest.get().filter(|latest| is_its(*latest));
        if latest.is_some() {
            return latest;
        }
        let wish = key.1 as u32;
        let (_, number) = self.at(self.find(wish, |entry| entry.0 == wish && is_its(entry.1)));
        let found = (number != EMPTY.1).then_some(number);
        self.latest.set(found);
        found
    }

    /// Gives its number to a key that has none. No other key has that number.
    pub fn insert(&mut self, key: Key, number: u32) {
        // A quarter stays empty, so that the ways between wish and place stay short.
        if 4 * (self.len + 1) > 3 * self.places() {
            self.grow();
        }
        let wish = key.1 as u32;
        self.put(self.find(wish, |_| false), (wish, number));
        self.len += 1;
    }

    fn grow(&mut self) {
        let size = (2 * self.chunks.len()).max(1);
        let empty = (0..size).map(|_| Rc::new([EMPTY; PLACES])).collect();
        for chunk in std::mem::replace(&mut self.chunks, empty) {
            for entry in chunk.iter().filter(|entry| **entry != EMPTY) {
                self.put(self.find(entry.0, |_| false), *entry);
            }
        }
    }

    /// Takes out a key with its number.
    pub fn remove(&mut self, key: Key, number: u32) {
        if self.len == 0 {
            return;
        }
        let mut gap = self.find(key.1 as u32, |entry| entry.1 == number);
        if self.at(gap) == EMPTY {
            return;
        }
        self.len -= 1;
        self.latest.take();
        // Those behind the gap move up, unless they lie where they wish to or that is behind the gap.
        let mut place = self.after(gap, 1);
        loop {
            let other = self.at(place);
            if other == EMPTY {
                break;
            }
            let strayed = self.after(place, (other.0 as usize).wrapping_neg());
            if strayed >= self.after(place, gap.wrapping_neg()) {
                self.put(gap, other);
                gap = place;
            }
            place = self.after(place, 1);
        }
        self.put(gap, EMPTY);
    }
}

/// Things by small numbers, which are used again.
#[derive(Clone, Debug)]
pub struct Slab<T> {
    chunks: Vec<Rc<Vec<Option<T>>>>,
    free: Vec<u32>,
    /// How many numbers were ever given out.
    numbers: usize,
}

/// So many things are shared, or not, together.
const THINGS: usize = 64;

impl<T> Default for Slab<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), free: Vec::new(), numbers: 0 }
    }
}

impl<T: Clone> Slab<T> {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.numbers - self.free.len()
    }

    /// There are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Keeps a thing, and gives its number.
    ///
    /// # Panics
    /// Memory ends long before four thousand million things.
    pub fn insert(&mut self, thing: T) -> u32 {
        if let Some(number) = self.free.pop() {
            let at = number as usize;
            Rc::make_mut(&mut self.chunks[at / THINGS])[at % THINGS] = Some(thing);
            return number;
        }
        let number = u32::try_from(self.numbers).expect("memory ends long before four thousand million things");
        if self.numbers.is_multiple_of(THINGS) {
            // The first few find their room bit by bit: most slabs stay small.
            self.chunks.push(Rc::new(Vec::with_capacity(if self.numbers == 0 { 0 } else { THINGS })));
        }
        self.numbers += 1;
        Rc::make_mut(&mut self.chunks[number as usize / THINGS]).push(Some(thing));
        number
    }

    /// The thing of a number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&T> {
        let at = number as usize;
        self.chunks.get(at / THINGS)?.get(at % THINGS)?.as_ref()
    }

    /// The thing of a number.
    pub fn get_mut(&mut self, number: u32) -> Option<&mut T> {
        let at = number as usize;
        Rc::make_mut(self.chunks.get_mut(at / THINGS)?).get_mut(at % THINGS)?.as_mut()
    }

    /// Takes a thing out.
    pub fn remove(&mut self, number: u32) -> Option<T> {
        let at = number as usize;
        let thing = Rc::make_mut(self.chunks.get_mut(at / THINGS)?).get_mut(at % THINGS)?.take()?;
        self.free.push(number);
        Some(thing)
    }

    /// All of them with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        let places = self.chunks.iter().flat_map(|chunk| chunk.iter());
        (0..).zip(places).filter_map(|(number, thing)| Some((number, thing.as_ref()?)))
    }
}

/// Numbers in places that are counted from 0; whoever needs a place takes the first free one.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    chunks: Vec<Rc<[u32; u64::BITS as usize]>>,
    /// For each chunk a bit per place that is taken.
    taken: Vec<u64>,
    /// How many chunks have no free place before the first that has one.
    full: usize,
    len: usize,
}

impl Slots {
    const CHUNK: usize = u64::BITS as usize;

    /// How many places are taken.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// None is taken.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The first free place.
    #[must_use]
    pub fn first_free(&self) -> u32 {
        let place = self.taken.get(self.full).map_or(0, |taken| taken.trailing_ones());
        (self.full * Self::CHUNK) as u32 + place
    }

    /// A free place is taken by a number.
    pub fn take(&mut self, place: u32, number: u32) {
        let (chunk, bit) = (place as usize / Self::CHUNK, place as usize % Self::CHUNK);
        while chunk >= self.chunks.len() {
            self.chunks.push(Rc::new([0; Self::CHUNK]));
            self.taken.push(0);
        }
        Rc::make_mut(&mut self.chunks[chunk])[bit] = number;
        self.taken[chunk] |= 1 << bit;
        self.len += 1;
        while self.taken.get(self.full) == Some(&u64::MAX) {
            self.full += 1;
        }
    }

    /// A place is free again.
    pub fn free(&mut self, place: u32) {
        let (chunk, bit) = (place as usize / Self::CHUNK, 1 << (place as usize % Self::CHUNK));
        if let Some(taken) = self.taken.get_mut(chunk).filter(|taken| **taken & bit != 0) {
            *taken &= !bit;
            self.full = self.full.min(chunk);
            self.len -= 1;
        }
    }

    /// The places that are taken with their numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        let places = self.taken.iter().zip(&self.chunks).enumerate();
        places.filter(|(_, (taken, _))| **taken != 0).flat_map(|(chunk, (taken, numbers))| {
            let is_taken = move |place: &usize| taken & (1 << place) != 0;
            (0..Self::CHUNK).filter(is_taken).map(move |place| ((chunk * Self::CHUNK + place) as u32, numbers[place]))
        })
    }
}

/// Keys by small numbers, and which of them is the smallest; of equal ones the one with the smaller number. A change
/// costs the logarithm of how many there are, and often less.
#[derive(Clone, Debug)]
pub struct Tournament<K> {
    /// A tree, its root at 1, the numbers with their keys in the second half: at each node who has the smaller key of
    /// its two children.
    nodes: Vec<(K, u32)>,
    /// The key of a number that has none.
    never: K,
}

impl<K: Copy + Ord> Tournament<K> {
    /// Nobody has a key. No key is larger than `never`.
    #[must_use]
    pub fn new(never: K) -> Self {
        Self { nodes: vec![(never, 0); 2], never }
    }

    /// The smallest key, and whose it is; `never` where there is none.
    #[must_use]
    pub fn first(&self) -> (K, u32) {
        self.nodes[1]
    }

    /// Gives a number its key, or another one.
    pub fn set(&mut self, number: u32, key: K) {
        while number as usize >= self.nodes.len() / 2 {
            self.grow();
        }
        let mut node = self.nodes.len() / 2 + number as usize;
        if self.nodes[node].0 == key {
            return;
        }
        self.nodes[node] = (key, number);
        while node > 1 {
            node /= 2;
            let winner = self.winner(node);
            let before = std::mem::replace(&mut self.nodes[node], winner);
            // Further up nothing changes where somebody else has won here, as before.
            if winner.1 == before.1 && winner.1 != number {
                return;
            }
        }
    }

    /// Who has the smaller key of a node's children.
    fn winner(&self, node: usize) -> (K, u32) {
        let [left, right] = [self.nodes[2 * node], self.nodes[2 * node + 1]];
        if right.0 < left.0 { right } else { left }
    }

    fn grow(&mut self) {
        let leaves = self.nodes.split_off(self.nodes.len() / 2);
        let size = 2 * leaves.len();
        self.nodes = vec![(self.never, 0); size];
        self.nodes.extend(leaves);
        self.nodes.extend((self.nodes.len() - size..size).map(|number| (self.never, number as u32)));
        for node in (1..size).rev() {
            self.nodes[node] = self.winner(node);
        }
    }
}

/// A queue.
#[derive(Clone, Debug)]
pub struct Run<T> {
    chunks: VecDeque<Rc<Vec<T>>>,
    /// How many of the first chunk are gone.
    gone: usize,
    len: usize,
}

impl<T> Default for Run<T> {
    fn default() -> Self {
        Self { chunks: VecDeque::new(), gone: 0, len: 0 }
    }
}

impl<T: Clone> Run<T> {
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

    /// The first.
    #[must_use]
    pub fn front(&self) -> Option<&T> {
        self.chunks.front()?.get(self.gone)
    }

    /// The last.
    #[must_use]
    pub fn back(&self) -> Option<&T> {
        self.chunks.back().filter(|_| self.len > 0)?.last()
    }

    /// All of them in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        let gone = self.gone;
        let chunks = self.chunks.iter().enumerate();
        chunks.flat_map(move |(chunk, things)| &things[if chunk == 0 { gone } else { 0 }..])
    }

    /// One more, at the end.
    pub fn push_back(&mut self, thing: T) {
        self.len += 1;
        match self.chunks.back_mut() {
            Some(last) if last.len() < CHUNK => Rc::make_mut(last).push(thing),
            last => {
                // The first few find their room bit by bit: most runs stay short.
                let mut chunk = Vec::with_capacity(if last.is_some() { CHUNK } else { 4 });
                chunk.push(thing);
                self.chunks.push_back(Rc::new(chunk));
            }
        }
    }

    /// One more, in front.
    pub fn push_front(&mut self, thing: T) {
        if self.gone == 0 {
            self.chunks.push_front(Rc::new(vec![thing.clone(); CHUNK]));
            self.gone = CHUNK;
        }
        self.gone -= 1;
        self.len += 1;
        Rc::make_mut(&mut self.chunks[0])[self.gone] = thing;
    }

    /// The one that has so many before it.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&T> {
        let place = self.gone + place;
        // All chunks but the last are full.
        self.chunks.get(place / CHUNK)?.get(place % CHUNK)
    }

    /// Takes the first one out.
    pub fn pop_front(&mut self) -> Option<T> {
        let first = self.front()?.clone();
        self.skip_front();
        Some(first)
    }

    /// Goes past the first one. It may stay in memory as long as others that lie beside it.
    pub fn skip_front(&mut self) {
        if self.len == 0 {
            return;
        }
        self.gone += 1;
        self.len -= 1;
        if self.gone == self.chunks[0].len() {
            self.gone = 0;
            match Rc::get_mut(&mut self.chunks[0]) {
                // The only one stays, for those who come and go one by one.
                Some(chunk) if self.len == 0 => chunk.clear(),
                _ => drop(self.chunks.pop_front()),
            }
        }
    }

    /// Forgets those that are not to be kept.
    pub fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        let mut kept = Self::default();
        while let Some(thing) = self.pop_front() {
            if keep(&thing) {
                kept.push_back(thing);
            }
        }
        *self = kept;
    }
}

/// Things by key.
#[derive(Clone, Debug)]
pub struct Shelf<T> {
    order: Index,
    things: Slab<T>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { order: Index::default(), things: Slab::default() }
    }
}

impl<T: Clone> Shelf<T> {
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
        let at = self.things.insert(thing);
        self.order.insert(key, at);
    }

    /// What is under a key.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&T> {
        self.things.get(self.order.get(key)?)
    }

    /// What is under a key.
    pub fn get_mut(&mut self, key: Key) -> Option<&mut T> {
        self.things.get_mut(self.order.get(key)?)
    }

    /// Takes a thing out.
    pub fn remove(&mut self, key: Key) -> Option<T> {
        self.things.remove(self.order.remove(key)?)
    }

    /// Takes out what has the smallest key.
    pub fn remove_first(&mut self) -> Option<T> {
        let (key, at) = self.order.first()?;
        self.order.remove(key);
        self.things.remove(at)
    }

    /// The smallest key.
    #[must_use]
    pub fn first_key(&self) -> Option<Key> {
        self.order.first().map(|(key, _)| key)
    }

    /// The first things in order, no more than `most`.
    pub fn first(&self, most: usize) -> impl Iterator<Item = &T> {
        self.order.first_numbers(most).into_iter().filter_map(|at| self.things.get(at))
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
    fn a_finder_is_a_map_and_leaves_its_clones_alone() {
        for seed in 0..8 {
            let mut rng = Rng::stream(seed, 6);
            let (mut finder, mut map) = (Finder::default(), BTreeMap::new());
            // Under each number the key that had it.
            let mut keys: Vec<Key> = Vec::new();
            let mut clones: Vec<(Finder, BTreeMap<Key, u32>)> = Vec::new();
            for turn in 0..6_000 {
                // Few different wishes, at both ends of the places: keys get in each other's way.
                let key = (rng.below(200), rng.below(8).wrapping_sub(4));
                let before = map.get(&key).copied();
                if !rng.chance(if turn < 3_000 { 3 } else { 1 }, 4) {
                    finder.remove(key, before.unwrap_or(turn));
                    map.remove(&key);
                } else if before.is_none() {
                    let number = keys.len() as u32;
                    keys.push(key);
                    finder.insert(key, number);
                    map.insert(key, number);
                }
                let other = (rng.below(200), rng.below(8).wrapping_sub(4));
                let found = finder.get(other, |number| keys[number as usize] == other);
                assert_eq!((found, finder.len), (map.get(&other).copied(), map.len()));
                if turn % 1_500 == 0 {
                    clones.push((finder.clone(), map.clone()));
                }
            }
            clones.push((finder, map));
            for (finder, map) in clones {
                let is_found = |(key, number): (&Key, &u32)| {
                    finder.get(*key, |number| keys[number as usize] == *key) == Some(*number)
                };
                assert!(map.iter().all(is_found));
            }
        }
    }

    #[test]
    fn the_first_free_slot_is_taken() {
        let mut rng = Rng::stream(1, 7);
        let (mut slots, mut plain) = (Slots::default(), BTreeMap::new());
        let mut clones = Vec::new();
        for turn in 0..6_000_u32 {
            if rng.chance(if turn < 3_000 { 3 } else { 1 }, 4) {
                let free = (0..).find(|place| !plain.contains_key(place)).expect("there are many");
                assert_eq!(slots.first_free(), free);
                slots.take(free, turn);
                plain.insert(free, turn);
            } else {
                let place = rng.below(1_000) as u32;
                slots.free(place);
                plain.remove(&place);
            }
            assert_eq!((slots.len(), slots.is_empty()), (plain.len(), plain.is_empty()));
            if turn % 500 == 0 {
                clones.push((slots.clone(), plain.clone()));
            }
        }
        clones.push((slots, plain));
        assert!(
            clones.iter().all(|(slots, plain)| slots.iter().eq(plain.iter().map(|(place, number)| (*place, *number))))
        );
    }

    #[test]
    fn the_smallest_key_wins_every_tournament() {
        const NEVER: u64 = u64::MAX;
        for players in [1, 2, 3, 9, 64] {
            let mut rng = Rng::stream(players, 3);
            let mut tournament = Tournament::new(NEVER);
            let mut plain = vec![NEVER; players as usize];
            assert_eq!(tournament.first(), (NEVER, 0));
            for _ in 0..1_000 {
                let number = rng.below(players) as u32;
                let key = if rng.chance(1, 4) { NEVER } else { rng.below(50) };
                tournament.set(number, key);
                plain[number as usize] = key;
                let first = plain.iter().copied().zip(0..).min();
                assert_eq!(Some(tournament.first()), first);
            }
        }
    }

    #[test]
    fn clones_share_what_has_not_changed() {
        let (mut index, mut slab) = (Index::default(), Slab::default());
        for number in 0..10_000 {
            index.insert((number, 0), number as u32);
            slab.insert(number);
        }
        let (old_index, old_slab) = (index.clone(), slab.clone());
        for number in 0..100 {
            index.remove((number, 0));
            index.insert((20_000 + number, 0), 0);
            slab.remove(number as u32);
            *slab.get_mut(9_000).expect("it was put there") += 1;
        }
        assert_eq!((old_index.len(), old_index.first()), (10_000, Some(((0, 0), 0))));
        assert_eq!((old_index.last_numbers(1), old_index.get((20_000, 0))), (vec![9_999], None));
        assert!(old_slab.iter().map(|(_, thing)| *thing).eq(0..10_000));
        assert_eq!((slab.get(9_000), slab.len()), (Some(&9_100), 9_900));
        let shared = |count: usize, own: usize| (count - 4..count).contains(&own);
        let same = index.chunks.iter().filter(|chunk| old_index.chunks.iter().any(|old| Rc::ptr_eq(old, chunk)));
        assert!(shared(old_index.chunks.len(), same.count()));
        let same = slab.chunks.iter().zip(&old_slab.chunks).filter(|(chunk, old)| Rc::ptr_eq(chunk, old));
        assert!(shared(old_slab.chunks.len(), same.count()));
    }

    #[test]
    fn a_run_is_a_queue_and_leaves_its_clones_alone() {
        let mut rng = Rng::stream(1, 2);
        let (mut run, mut plain) = (Run::default(), VecDeque::new());
        let mut clones = Vec::new();
        for turn in 0..4_000_u64 {
            match rng.below(if turn < 2_000 { 5 } else { 9 }) {
                0..3 => {
                    run.push_back(turn);
                    plain.push_back(turn);
                }
                3 => {
                    run.push_front(turn);
                    plain.push_front(turn);
                }
                _ => assert_eq!(run.pop_front(), plain.pop_front()),
            }
            if turn % 500 == 0 {
                run.retain(|thing| thing % 7 != 0);
                plain.retain(|thing| thing % 7 != 0);
                clones.push((run.clone(), plain.clone()));
            }
            assert_eq!((run.front(), run.back(), run.len()), (plain.front(), plain.back(), plain.len()));
            let place = rng.below(200) as usize;
            assert_eq!(run.get(place), plain.get(place));
        }
        clones.push((run, plain));
        assert!(clones.iter().all(|(run, plain)| run.iter().eq(plain) && run.iter().rev().eq(plain.iter().rev())));
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
        assert_eq!((shelf.len(), shelf.things.numbers), (0, 100));
    }
}
