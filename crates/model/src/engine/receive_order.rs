//! The order in which a queue's messages are received. It depends on the kind of queue, and on whether messages have
//! group ids.

use super::fair::Fair;
use super::fifo::{Fifo, ReceiveCursor};
use super::ladder::Ladder;
use super::message::{Message, State};
use super::store::{Place, Store};

/// The receive order of one queue.
#[derive(Clone, Debug)]
pub(super) enum ReceiveOrder {
    /// A standard queue: the order of arrival.
    Plain(Ladder<()>),
    /// A standard queue that contains or contained a message group id.
    Fair(Box<Fair>),
    /// A FIFO queue.
    Fifo(Box<Fifo>),
}

impl ReceiveOrder {
    pub(super) fn new(is_fifo: bool) -> Self {
        if is_fifo { Self::Fifo(Box::default()) } else { Self::Plain(Ladder::new()) }
    }

    /// Adds a message that was stored.
    pub(super) fn arrive(&mut self, store: &mut Store, place: Place) {
        if let Self::Plain(order) = self
            && store.find(place).is_some_and(|message| message.content.group().is_some())
        {
            let order = std::mem::replace(order, Ladder::new());
            *self = Self::Fair(Box::new(Fair::of(order, store)));
        }
        match self {
            Self::Plain(_) => self.enqueue(store, place),
            Self::Fair(fair) => fair.arrive(store, place),
            Self::Fifo(fifo) => fifo.arrive(store, place),
        }
    }

    /// Updates the order after a message changed its state.
    pub(super) fn change(&mut self, store: &mut Store, place: Place, before: State) {
        let Some(message) = store.find(place) else { return };
        let (state, group) = (message.state, message.group);
        match self {
            Self::Plain(_) => self.enqueue(store, place),
            Self::Fair(fair) => fair.change(store, place, before, state),
            Self::Fifo(fifo) => fifo.change(store, group),
        }
    }

    /// Updates the order after a message left the store.
    pub(super) fn leave(&mut self, store: &Store, message: &Message) {
        match self {
            Self::Plain(order) => order.sweep(store.len(), |entry| store.find(entry.place).is_some()),
            Self::Fair(fair) => fair.leave(store, message),
            Self::Fifo(fifo) => fifo.leave(store, message),
        }
    }

    /// Returns the next message that can be received. Standard queues remove it from the order; FIFO queues keep it.
    pub(super) fn next(&mut self, store: &mut Store, in_flight: usize, cursor: &mut ReceiveCursor) -> Option<Place> {
        match self {
            Self::Plain(order) => {
                while let Some(entry) = order.pop() {
                    let Some(message) = store.find_mut(entry.place) else { continue };
                    message.is_enqueued = false;
                    if message.state == State::Visible {
                        return Some(entry.place);
                    }
                }
                None
            }
            Self::Fair(fair) => fair.next(store, in_flight),
            Self::Fifo(fifo) => fifo.next(store, cursor),
        }
    }

    /// Adds a visible message to the order, if it is not there yet.
    pub(super) fn enqueue(&mut self, store: &mut Store, place: Place) {
        let Some(message) = store.find_mut(place) else { return };
        if message.state != State::Visible || message.is_enqueued {
            return;
        }
        match self {
            Self::Plain(order) => {
                message.is_enqueued = true;
                order.push((), place);
            }
            Self::Fair(fair) => fair.enqueue(store, place),
            Self::Fifo(_) => {}
        }
    }
}
