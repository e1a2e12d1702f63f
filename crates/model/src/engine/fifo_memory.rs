//! The deduplication ids and the receive attempts that a FIFO queue remembers.
//!
//! Source: `docs/sqs-behaviour.md`, section 3.6.

use std::collections::VecDeque;

use super::store::Place;
use crate::collections::{Key, OrderedMap};
use crate::sqs::{MessageId, SequenceNumber};
use crate::time::{Instant, Span};

/// The deduplication interval, which is also how long a receive can be repeated.
const MEMORY: Span = Span::from_secs(300);

/// The remembered sends and receives of one FIFO queue.
#[derive(Clone, Debug)]
pub(super) struct FifoMemory {
    /// Whether the deduplication scope is the message group instead of the queue. Fixed at creation: later changes of
    /// the attribute have no effect.
    pub(super) scope_is_group: bool,
    next_sequence: u64,
    sends: Recent<Original>,
    receives: Recent<Attempt>,
}

/// The first send with a deduplication id. Duplicates are answered with its ids.
#[derive(Clone, Copy, Debug)]
pub(super) struct Original {
    pub(super) message: MessageId,
    pub(super) sequence: SequenceNumber,
}

/// A receive that can be repeated until one of its messages changes.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub(super) handed_out: Vec<HandedOut>,
}

/// One message of an [`Attempt`]: it is unchanged while its receive count is the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct HandedOut {
    pub(super) place: Place,
    pub(super) receive_count: u32,
}

impl FifoMemory {
    pub(super) fn new(scope_is_group: bool) -> Self {
        Self { scope_is_group, next_sequence: 0, sends: Recent::default(), receives: Recent::default() }
    }

    pub(super) const fn next_sequence(&mut self) -> SequenceNumber {
        self.next_sequence += 1;
        SequenceNumber::new(self.next_sequence - 1)
    }

    /// Returns the first send with the same deduplication key, if it is still remembered.
    pub(super) fn original(&mut self, now: Instant, send: Key) -> Option<Original> {
        self.sends.get(now, send).copied()
    }

    /// Remembers an accepted send. Duplicates do not extend the interval.
    pub(super) fn remember_send(&mut self, now: Instant, send: Key, original: Original) {
        self.sends.insert(now, send, original);
    }

    pub(super) fn attempt(&mut self, now: Instant, id: Key) -> Option<&Attempt> {
        self.receives.get(now, id)
    }

    pub(super) fn remember_attempt(&mut self, now: Instant, id: Key, attempt: Attempt) {
        self.receives.insert(now, id, attempt);
    }

    /// Forgets all sends and receives. A purge does this.
    pub(super) fn clear(&mut self) {
        self.sends = Recent::default();
        self.receives = Recent::default();
    }
}

/// Values that are forgotten after [`MEMORY`].
#[derive(Clone, Debug)]
struct Recent<T> {
    things: OrderedMap<T>,
    /// Keys in the order of insertion, with the time of it.
    order: VecDeque<(Instant, Key)>,
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self { things: OrderedMap::default(), order: VecDeque::new() }
    }
}

impl<T: Clone> Recent<T> {
    fn forget(&mut self, now: Instant) {
        while let Some((_, key)) = self.order.pop_front_if(|(since, _)| now.since(*since) >= MEMORY) {
            self.things.remove(key);
        }
    }

    fn get(&mut self, now: Instant, key: Key) -> Option<&T> {
        self.forget(now);
        self.things.get(key)
    }

    /// Inserts a value for a key that is not present.
    fn insert(&mut self, now: Instant, key: Key, thing: T) {
        self.things.insert(key, thing);
        self.order.push_back((now, key));
    }
}
