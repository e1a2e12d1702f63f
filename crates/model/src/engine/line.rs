//! The order in which a queue's messages are received. It depends on the kind of queue, and on whether messages have
//! group ids.

use super::fair::Fair;
use super::fifo::{Fifo, Walk};
use super::ladder::Ladder;
use super::message::{Message, State};
use super::store::{Place, Store};

/// The receive order of one queue.
#[derive(Clone, Debug)]
pub(super) enum Line {
    /// A standard queue: the order of arrival.
    Plain(Ladder<()>),
    /// A standard queue that contains or contained a message group id.
    Fair(Box<Fair>),
    /// A FIFO queue.
    Fifo(Box<Fifo>),
}

impl Line {
    pub(super) fn new(is_fifo: bool) -> Self {
        if is_fifo { Self::Fifo(Box::default()) } else { Self::Plain(Ladder::new()) }
    }

    /// Adds a message that was stored.
    pub(super) fn arrive(&mut self, store: &mut Store, place: Place) {
        if let Self::Plain(line) = self
            && store.find(place).is_some_and(|message| message.content.group().is_some())
        {
            let line = std::mem::replace(line, Ladder::new());
            *self = Self::Fair(Box::new(Fair::of(line, store)));
        }
        match self {
            Self::Plain(_) => self.line_up(store, place),
            Self::Fair(fair) => fair.arrive(store, place),
            Self::Fifo(fifo) => fifo.arrive(store, place),
        }
    }

    /// Updates the order after a message changed its state.
    pub(super) fn change(&mut self, store: &mut Store, place: Place, before: State) {
        let Some(message) = store.find(place) else { return };
        let (state, group) = (message.state, message.group);
        match self {
            Self::Plain(_) => self.line_up(store, place),
            Self::Fair(fair) => fair.change(store, place, before, state),
            Self::Fifo(fifo) => fifo.change(store, group),
        }
    }

    /// Updates the order after a message left the store.
    pub(super) fn leave(&mut self, store: &Store, message: &Message) {
        match self {
            Self::Plain(line) => line.sweep(store.len(), |rung| store.find(rung.place).is_some()),
            Self::Fair(fair) => fair.leave(store, message),
            Self::Fifo(fifo) => fifo.leave(store, message),
        }
    }

    /// Returns the next message that can be received. Standard queues remove it from the order; FIFO queues keep it.
    pub(super) fn next(&mut self, store: &mut Store, in_flight: usize, walk: &mut Walk) -> Option<Place> {
        match self {
            Self::Plain(line) => {
                while let Some(rung) = line.pop() {
                    let Some(message) = store.find_mut(rung.place) else { continue };
                    message.in_line = false;
                    if message.state == State::Visible {
                        return Some(rung.place);
                    }
                }
                None
            }
            Self::Fair(fair) => fair.next(store, in_flight),
            Self::Fifo(fifo) => fifo.next(store, walk),
        }
    }

    /// Adds a visible message to the order, if it is not there yet.
    pub(super) fn line_up(&mut self, store: &mut Store, place: Place) {
        let Some(message) = store.find_mut(place) else { return };
        if message.state != State::Visible || message.in_line {
            return;
        }
        match self {
            Self::Plain(line) => {
                message.in_line = true;
                line.push((), place);
            }
            Self::Fair(fair) => fair.line_up(store, place),
            Self::Fifo(_) => {}
        }
    }
}
