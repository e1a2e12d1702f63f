//! A priority queue for keys that arrive in nearly ascending order.
//!
//! Deadlines, ages and ordinals nearly always arrive in ascending order. Those go to the end of a sorted run, in
//! constant time; only the others go to a heap. Entries are never removed from the middle: an entry whose message has
//! changed since is stale, and is dropped when it reaches the front, or in a sweep when stale entries outnumber the
//! others.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::store::Place;
use crate::collections::ChunkedQueue;

/// A message with its key. Entries with equal keys keep the order in which their messages entered the queue.
///
/// Packed to an alignment of 4 bytes, because there are millions of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(C, packed(4))]
pub(super) struct LadderEntry<K> {
    pub(super) key: K,
    pub(super) place: Place,
}

/// The entries, smallest first.
#[derive(Clone, Debug)]
pub(super) struct Ladder<K: Copy> {
    run: ChunkedQueue<LadderEntry<K>>,
    rest: BinaryHeap<Reverse<LadderEntry<K>>>,
}

/// Sweep only if there are more stale entries than this.
const SLACK: usize = 64;

impl<K: Copy + Ord> Default for Ladder<K> {
    fn default() -> Self {
        Self { run: ChunkedQueue::default(), rest: BinaryHeap::new() }
    }
}

impl<K: Copy + Ord> Ladder<K> {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds an entry. Costs constant time if `key` belongs at either end of the run, else logarithmic time in the size
    /// of the heap.
    pub(super) fn push(&mut self, key: K, place: Place) {
        let entry = LadderEntry { key, place };
        if self.run.back().is_none_or(|last| *last <= entry) {
            self.run.push_back(entry);
        } else if self.run.front().is_some_and(|first| entry <= *first) {
            self.run.push_front(entry);
        } else {
            self.rest.push(Reverse(entry));
        }
    }

    /// Returns true if the smallest entry is in the run.
    fn run_is_first(&self) -> bool {
        match (self.run.front(), self.rest.peek()) {
            (Some(run), Some(Reverse(rest))) => run <= rest,
            (run, _) => run.is_some(),
        }
    }

    pub(super) fn pop(&mut self) -> Option<LadderEntry<K>> {
        if self.run_is_first() { self.run.pop_front() } else { self.rest.pop().map(|Reverse(entry)| entry) }
    }

    /// Returns the smallest live entry, and drops the stale entries before it.
    pub(super) fn first_live(&mut self, is_live: impl Fn(&LadderEntry<K>) -> bool) -> Option<LadderEntry<K>> {
        loop {
            let in_run = self.run_is_first();
            let first = if in_run { self.run.front() } else { self.rest.peek().map(|Reverse(entry)| entry) };
            let first = *first?;
            if is_live(&first) {
                return Some(first);
            }
            if in_run {
                self.run.pop_front();
            } else {
                self.rest.pop();
            }
        }
    }

    /// Drops all stale entries if they outnumber the `live` ones. The amortised cost is constant per pushed entry.
    pub(super) fn sweep(&mut self, live: usize, is_live: impl Fn(&LadderEntry<K>) -> bool) {
        if self.run.len() + self.rest.len() > 2 * live + SLACK {
            self.run.retain(&is_live);
            self.rest.retain(|Reverse(entry)| is_live(entry));
        }
    }

    pub(super) fn clear(&mut self) {
        *self = Self::new();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(ordinal: u64) -> Place {
        Place { ordinal, slot: 0 }
    }

    #[test]
    fn entries_pop_in_order_for_any_order_of_arrival() {
        let mut ladder = Ladder::new();
        let mut rng = crate::rng::Rng::stream(1, 1);
        let mut keys: Vec<u64> = (0..500).map(|n| if n % 3 == 0 { rng.below(500) } else { n }).collect();
        for key in &keys {
            ladder.push(*key, place(*key));
        }
        keys.sort_unstable();
        let mut taken = Vec::new();
        while let Some(first) = ladder.first_live(|_| true) {
            assert_eq!(ladder.pop(), Some(first));
            taken.push(first.key);
        }
        assert_eq!(taken, keys);
        assert_eq!(ladder.pop(), None);
    }

    #[test]
    fn a_sweep_keeps_live_entries() {
        let mut ladder = Ladder::new();
        for n in 0..200_u64 {
            ladder.push(n * 7 % 200, place(n));
        }
        let live = |entry: &LadderEntry<u64>| entry.key.is_multiple_of(4);
        ladder.sweep(100, live);
        assert_eq!(ladder.run.len() + ladder.rest.len(), 200, "not yet worth it");
        ladder.sweep(50, live);
        let mut left = Vec::new();
        while let Some(entry) = ladder.pop() {
            left.push(entry.key);
        }
        assert_eq!(left, (0..50).map(|n| n * 4).collect::<Vec<_>>());
    }
}
