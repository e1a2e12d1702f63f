//! What a FIFO queue remembers of calls: which sends it accepted, and which receives can be repeated (fact sheet,
//! section 3.6).

use std::collections::VecDeque;

use super::store::Place;
use crate::collections::{Key, OrderedMap};
use crate::sqs::{MessageId, SequenceNumber};
use crate::time::{Instant, Span};

/// Both are remembered for five minutes.
const MEMORY: Span = Span::from_secs(300);

/// The memory of one FIFO queue.
#[derive(Clone, Debug)]
pub(super) struct FifoMemory {
    /// Duplicates are looked for in each group, not in the whole queue: as the queue was made, whatever its attribute
    /// says later.
    pub(super) scope_is_group: bool,
    next_sequence: u64,
    sends: Recent<Original>,
    receives: Recent<Attempt>,
}

/// What the duplicates of a message are answered with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Original {
    pub(super) message: MessageId,
    pub(super) sequence: SequenceNumber,
}

/// A receive that can be repeated as long as nothing happened to its messages.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub(super) handed_out: Vec<HandedOut>,
}

/// One message of an [`Attempt`].
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

    /// The message that a send repeats.
    pub(super) fn original(&mut self, now: Instant, send: Key) -> Option<Original> {
        self.sends.get(now, send).copied()
    }

    /// Remembers an accepted send; repeats do not prolong that.
    pub(super) fn remember_send(&mut self, now: Instant, send: Key, original: Original) {
        self.sends.insert(now, send, original);
    }

    pub(super) fn attempt(&mut self, now: Instant, id: Key) -> Option<&Attempt> {
        self.receives.get(now, id)
    }

    pub(super) fn remember_attempt(&mut self, now: Instant, id: Key, attempt: Attempt) {
        self.receives.insert(now, id, attempt);
    }

    /// A purge clears both.
    pub(super) fn clear(&mut self) {
        self.sends = Recent::default();
        self.receives = Recent::default();
    }
}

/// Things that are forgotten after a while.
#[derive(Clone, Debug)]
struct Recent<T> {
    things: OrderedMap<T>,
    /// In the order of their time.
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

    /// For a key that is not there.
    fn insert(&mut self, now: Instant, key: Key, thing: T) {
        self.things.insert(key, thing);
        self.order.push_back((now, key));
    }
}
