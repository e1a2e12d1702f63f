//! A priority queue for keys that arrive almost in order.
//!
//! Deadlines, ages and places in the line nearly always come in ascending order: those go to the end of a run at the
//! cost of a plain queue, and only the others pay for a heap. Nobody takes entries out of the middle. An entry whose
//! message has moved on is stale: it is dropped when it reaches the front, or all at once when stale ones outnumber
//! the rest.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::store::Place;
use crate::collections::ChunkedQueue;

/// A message under its key; ties go by the order in which messages entered the queue. In as little room as it needs: there
/// are millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(C, packed(4))]
pub(super) struct Rung<K> {
    pub(super) key: K,
    pub(super) place: Place,
}

/// The entries, smallest first.
#[derive(Clone, Debug)]
pub(super) struct Ladder<K: Copy> {
    run: ChunkedQueue<Rung<K>>,
    rest: BinaryHeap<Reverse<Rung<K>>>,
}

/// So few stale entries are not worth a sweep.
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

    /// Constant where `key` is at either end of the run; logarithmic in the entries that came out of order elsewhere.
    pub(super) fn push(&mut self, key: K, place: Place) {
        let rung = Rung { key, place };
        if self.run.back().is_none_or(|last| *last <= rung) {
            self.run.push_back(rung);
        } else if self.run.front().is_some_and(|first| rung <= *first) {
            self.run.push_front(rung);
        } else {
            self.rest.push(Reverse(rung));
        }
    }

    /// The first entry is in the run.
    fn run_is_first(&self) -> bool {
        match (self.run.front(), self.rest.peek()) {
            (Some(run), Some(Reverse(rest))) => run <= rest,
            (run, _) => run.is_some(),
        }
    }

    pub(super) fn pop(&mut self) -> Option<Rung<K>> {
        if self.run_is_first() { self.run.pop_front() } else { self.rest.pop().map(|Reverse(rung)| rung) }
    }

    /// The first entry that lives; drops the stale ones before it.
    pub(super) fn first_live(&mut self, is_live: impl Fn(&Rung<K>) -> bool) -> Option<Rung<K>> {
        loop {
            let in_run = self.run_is_first();
            let first = if in_run { self.run.front() } else { self.rest.peek().map(|Reverse(rung)| rung) };
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

    /// Drops stale entries once they outnumber the `live` ones: constant per entry that was ever pushed.
    pub(super) fn sweep(&mut self, live: usize, is_live: impl Fn(&Rung<K>) -> bool) {
        if self.run.len() + self.rest.len() > 2 * live + SLACK {
            self.run.retain(&is_live);
            self.rest.retain(|Reverse(rung)| is_live(rung));
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
    fn gives_back_in_order_whatever_the_order_of_arrival() {
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
    fn a_sweep_keeps_what_lives() {
        let mut ladder = Ladder::new();
        for n in 0..200_u64 {
            ladder.push(n * 7 % 200, place(n));
        }
        let live = |rung: &Rung<u64>| rung.key.is_multiple_of(4);
        ladder.sweep(100, live);
        assert_eq!(ladder.run.len() + ladder.rest.len(), 200, "not yet worth it");
        ladder.sweep(50, live);
        let mut left = Vec::new();
        while let Some(rung) = ladder.pop() {
            left.push(rung.key);
        }
        assert_eq!(left, (0..50).map(|n| n * 4).collect::<Vec<_>>());
    }
}
