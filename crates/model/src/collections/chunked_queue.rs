//! A double-ended queue in chunks.

use std::collections::VecDeque;
use std::rc::Rc;

use super::CHUNK;

/// A queue: values enter at the back and leave at the front, seldom the other way round.
#[derive(Clone, Debug)]
pub struct ChunkedQueue<T> {
    /// All chunks but the last are full.
    chunks: VecDeque<Rc<Vec<T>>>,
    /// How many values of the first chunk have left the queue.
    gone: usize,
    len: usize,
}

impl<T> Default for ChunkedQueue<T> {
    fn default() -> Self {
        Self { chunks: VecDeque::new(), gone: 0, len: 0 }
    }
}

impl<T: Clone> ChunkedQueue<T> {
    /// The number of values.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Returns true if the queue has no values.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The value at the front.
    #[must_use]
    pub fn front(&self) -> Option<&T> {
        self.chunks.front()?.get(self.gone)
    }

    /// The value at the back.
    #[must_use]
    pub fn back(&self) -> Option<&T> {
        self.chunks.back().filter(|_| self.len > 0)?.last()
    }

    /// The values from front to back.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        let gone = self.gone;
        let chunks = self.chunks.iter().enumerate();
        chunks.flat_map(move |(chunk, values)| &values[if chunk == 0 { gone } else { 0 }..])
    }

    /// Adds a value at the back.
    pub fn push_back(&mut self, value: T) {
        self.len += 1;
        match self.chunks.back_mut() {
            Some(last) if last.len() < CHUNK => Rc::make_mut(last).push(value),
            last => {
                // Most queues stay short: the first chunk grows with its values.
                let mut chunk = Vec::with_capacity(if last.is_some() { CHUNK } else { 4 });
                chunk.push(value);
                self.chunks.push_back(Rc::new(chunk));
            }
        }
    }

    /// Adds a value at the front.
    pub fn push_front(&mut self, value: T) {
        if self.is_empty() {
            return self.push_back(value);
        }
        if self.gone == 0 {
            self.chunks.push_front(Rc::new(vec![value.clone(); CHUNK]));
            self.gone = CHUNK;
        }
        self.gone -= 1;
        self.len += 1;
        Rc::make_mut(&mut self.chunks[0])[self.gone] = value;
    }

    /// The value at a place; the front is place 0.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&T> {
        let place = self.gone + place;
        self.chunks.get(place / CHUNK)?.get(place % CHUNK)
    }

    /// Removes and returns the value at the front.
    pub fn pop_front(&mut self) -> Option<T> {
        let first = self.front()?.clone();
        self.skip_front();
        Some(first)
    }

    /// Removes the value at the front. It is dropped with its chunk.
    pub fn skip_front(&mut self) {
        if self.len == 0 {
            return;
        }
        self.gone += 1;
        self.len -= 1;
        if self.gone == self.chunks[0].len() {
            self.gone = 0;
            match Rc::get_mut(&mut self.chunks[0]) {
                // Reuse the only chunk: a queue often has one value at a time.
                Some(chunk) if self.len == 0 => chunk.clear(),
                _ => drop(self.chunks.pop_front()),
            }
        }
    }

    /// Removes the values for which `keep` returns false.
    pub fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        let mut kept = Self::default();
        while let Some(value) = self.pop_front() {
            if keep(&value) {
                kept.push_back(value);
            }
        }
        *self = kept;
    }
}
