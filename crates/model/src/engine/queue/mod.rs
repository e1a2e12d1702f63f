//! The storage of one queue: its messages, and the four orders in which they are needed.
//!
//! Every change of a message's state goes through this module, which keeps counts and orders consistent. It knows
//! neither calls nor events.

mod due;

use std::rc::Rc;

use super::agenda::{Due, Timer};
use super::attributes::Attributes;
use super::fifo::ReceiveCursor;
use super::fifo_memory::FifoMemory;
use super::ladder::Ladder;
use super::message::{Message, State};
use super::polls::Polls;
use super::receive_order::ReceiveOrder;
use super::store::{Place, Store};
use super::weather::Disturbances;
use crate::rng::Rng;
use crate::sqs::{ByName, QueueName, QueueUrl};
use crate::time::{Instant, Span};

/// One queue.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    /// Running number within the engine. A queue created again under the same name has another number.
    pub(super) number: u32,
    pub(super) name: QueueName,
    pub(super) url: QueueUrl,
    pub(super) arn: Rc<str>,
    pub(super) created_at: Instant,
    pub(super) modified_at: Instant,
    pub(super) purged_at: Option<Instant>,
    pub(super) tags: ByName<String>,
    /// The memory for deduplication. Set for FIFO queues only.
    pub(super) fifo: Option<Box<FifoMemory>>,
    /// Set while disturbances are on.
    pub(super) disturbances: Option<Box<Disturbances>>,
    /// The random stream of message ids.
    pub(super) ids: Rng,
    pub(super) counts: Counts,
    attributes: Attributes,
    /// When the running move task moves its next message.
    move_at: Option<Instant>,
    polls: Polls,
    store: Store,
    /// The messages that can be received, in their order.
    order: ReceiveOrder,
    delays: Ladder<Instant>,
    deadlines: Ladder<Instant>,
    /// Sorted by the start of the retention period.
    ages: Ladder<Instant>,
    /// The earliest timer. `None` if it must be computed.
    due: Option<Due>,
    /// Whether [`Self::changed_due`] has returned the current timer.
    due_was_reported: bool,
}

/// The number of messages in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) delayed: usize,
    pub(super) visible: usize,
    pub(super) in_flight: usize,
}

impl Counts {
    fn of(&mut self, state: State) -> &mut usize {
        match state {
            State::Delayed(_) => &mut self.delayed,
            State::Visible => &mut self.visible,
            State::InFlight(_) => &mut self.in_flight,
        }
    }
}

/// The parameters of a new queue.
pub(super) struct QueueParts {
    pub(super) number: u32,
    pub(super) name: QueueName,
    pub(super) url: QueueUrl,
    pub(super) arn: Rc<str>,
    pub(super) now: Instant,
    pub(super) attributes: Attributes,
    pub(super) tags: ByName<String>,
    pub(super) ids: Rng,
}

impl Queue {
    pub(super) fn new(parts: QueueParts) -> Self {
        let fifo = parts.attributes.fifo.as_ref().map(|fifo| Box::new(FifoMemory::new(fifo.scope_is_group)));
        Self {
            order: ReceiveOrder::new(fifo.is_some()),
            fifo,
            disturbances: None,
            tags: parts.tags,
            move_at: None,
            number: parts.number,
            name: parts.name,
            url: parts.url,
            arn: parts.arn,
            created_at: parts.now,
            modified_at: parts.now,
            purged_at: None,
            attributes: parts.attributes,
            ids: parts.ids,
            polls: Polls::default(),
            counts: Counts::default(),
            store: Store::default(),
            delays: Ladder::new(),
            deadlines: Ladder::new(),
            ages: Ladder::new(),
            due: None,
            due_was_reported: false,
        }
    }

    pub(super) const fn attributes(&self) -> &Attributes {
        &self.attributes
    }

    pub(super) fn set_attributes(&mut self, attributes: Attributes, now: Instant) {
        self.attributes = attributes;
        self.modified_at = now;
        self.forget_due();
    }

    /// Sets when the move task moves its next message, or `None` if no task runs.
    pub(super) const fn set_move_at(&mut self, at: Option<Instant>) {
        self.move_at = at;
        self.forget_due();
    }

    /// Returns the waiting receives.
    pub(super) const fn polls(&self) -> &Polls {
        &self.polls
    }

    pub(super) const fn polls_mut(&mut self) -> &mut Polls {
        self.forget_due();
        &mut self.polls
    }

    /// Returns the number of stored messages.
    pub(super) fn stored(&self) -> usize {
        self.store.len()
    }

    pub(super) fn message(&self, place: Place) -> Option<&Message> {
        self.store.find(place)
    }

    pub(super) fn message_mut(&mut self, place: Place) -> Option<&mut Message> {
        self.store.find_mut(place)
    }

    /// Stores a message in its current state.
    pub(super) fn insert(&mut self, mut message: Message) {
        let (state, sent_at) = (message.state, message.retained_since());
        message.is_enqueued = false;
        let place = self.store.insert(message);
        *self.counts.of(state) += 1;
        self.ages.push(sent_at, place);
        self.set_timer(sent_at + self.retention(), Timer::Expiry, place);
        if let Some((until, timer)) = state.end() {
            self.set_timer(until, timer, place);
        }
        match state {
            State::Delayed(until) => self.delays.push(until, place),
            State::Visible => {}
            State::InFlight(until) => self.deadlines.push(until, place),
        }
        self.order.arrive(&mut self.store, place);
    }

    /// Removes a message for good. Returns `None` if it has already left.
    pub(super) fn remove(&mut self, place: Place) -> Option<Message> {
        let message = self.store.remove(place)?;
        *self.counts.of(message.state) -= 1;
        if self.due.is_some_and(|due| due.is_of(place)) {
            self.forget_due();
        }
        let store = &self.store;
        self.ages.sweep(store.len(), |entry| store.find(entry.place).is_some());
        self.order.leave(store, &message);
        Some(message)
    }

    /// Makes a delayed or in-flight message visible, at its old position.
    pub(super) fn show(&mut self, place: Place) {
        let Some(message) = self.store.find_mut(place) else { return };
        let before = std::mem::replace(&mut message.state, State::Visible);
        *self.counts.of(before) -= 1;
        self.counts.visible += 1;
        self.stop_timer(before, place);
        self.order.change(&mut self.store, place, before);
    }

    /// Hides a visible or in-flight message until `deadline`.
    pub(super) fn hide(&mut self, place: Place, deadline: Instant) {
        let Some(message) = self.store.find_mut(place) else { return };
        let before = std::mem::replace(&mut message.state, State::InFlight(deadline));
        *self.counts.of(before) -= 1;
        self.counts.in_flight += 1;
        self.stop_timer(before, place);
        self.set_timer(deadline, Timer::VisibilityEnd, place);
        self.order.change(&mut self.store, place, before);
        self.deadlines.push(deadline, place);
        let store = &self.store;
        self.deadlines
            .sweep(self.counts.in_flight, |entry| state(store, entry.place) == Some(State::InFlight(entry.key)));
    }

    /// Returns true if a receive may find a message.
    pub(super) fn may_deliver(&self) -> bool {
        self.counts.visible > 0 || self.disturbances.as_ref().is_some_and(|disturbances| disturbances.has_copies())
    }

    /// Removes the next message that can be received from the order. It stays stored: the caller must hide it, remove
    /// it or [`Self::enqueue`] it. Use one `cursor` per receive.
    pub(super) fn next_receivable(&mut self, cursor: &mut ReceiveCursor) -> Option<Place> {
        if self.counts.visible == 0 {
            return None;
        }
        self.order.next(&mut self.store, self.counts.in_flight, cursor)
    }

    /// Puts a message that stayed visible back at its position in the order.
    pub(super) fn enqueue(&mut self, place: Place) {
        self.order.enqueue(&mut self.store, place);
    }

    /// Applies the current delay to the messages of a FIFO queue that were never received. Returns the changed
    /// messages, each with the end of its delay, or `None` if it is visible now.
    pub(super) fn apply_delay(&mut self, now: Instant) -> Vec<(Place, Option<Instant>)> {
        let delay = Span::from_secs(self.attributes.delay_s.into());
        let mut changed = Vec::new();
        for place in self.store.places() {
            let Some(message) = self.store.find_mut(place) else { continue };
            let until = message.sent_at + delay;
            let waits = matches!(message.state, State::Delayed(_));
            if message.receive_count > 0 || message.state == State::Delayed(until) || (until <= now && !waits) {
                continue;
            }
            changed.push((place, (until > now).then_some(until)));
            if until > now {
                let before = std::mem::replace(&mut message.state, State::Delayed(until));
                *self.counts.of(before) -= 1;
                self.counts.delayed += 1;
                self.delays.push(until, place);
                self.forget_due();
                self.order.change(&mut self.store, place, before);
            } else {
                self.show(place);
            }
        }
        let store = &self.store;
        self.delays.sweep(self.counts.delayed, |entry| state(store, entry.place) == Some(State::Delayed(entry.key)));
        changed
    }

    /// Removes all messages. Returns how many there were.
    pub(super) fn clear(&mut self) -> usize {
        let count = self.store.len();
        self.store = Store::default();
        self.counts = Counts::default();
        self.order = ReceiveOrder::new(self.fifo.is_some());
        if let Some(fifo) = &mut self.fifo {
            fifo.clear();
        }
        self.delays.clear();
        self.deadlines.clear();
        self.ages.clear();
        self.forget_due();
        count
    }

    fn retention(&self) -> Span {
        Span::from_secs(self.attributes.retention_s.into())
    }
}

fn state(store: &Store, place: Place) -> Option<State> {
    store.find(place).map(|message| message.state)
}
