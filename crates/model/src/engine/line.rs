//! Who can be received next. Which kind of line a queue has follows from its kind and its messages.

use super::fair::Fair;
use super::fifo::{Fifo, Walk};
use super::ladder::Ladder;
use super::message::{Message, State};
use super::store::{Place, Store};

/// The line of one queue.
#[derive(Clone, Debug)]
pub(super) enum Line {
    /// In the order of arrival: a standard queue.
    Plain(Ladder<()>),
    /// A standard queue that has seen message group ids.
    Fair(Box<Fair>),
    /// A FIFO queue.
    Fifo(Box<Fifo>),
}

impl Line {
    pub(super) fn new(is_fifo: bool) -> Self {
        if is_fifo { Self::Fifo(Box::default()) } else { Self::Plain(Ladder::new()) }
    }

    /// A message is stored.
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

    /// A message has changed its state.
    pub(super) fn change(&mut self, store: &mut Store, place: Place, before: State) {
        let Some(message) = store.find(place) else { return };
        let (state, group) = (message.state, message.group);
        match self {
            Self::Plain(_) => self.line_up(store, place),
            Self::Fair(fair) => fair.change(store, place, before, state),
            Self::Fifo(fifo) => fifo.change(store, group),
        }
    }

    /// A message has left the store.
    pub(super) fn leave(&mut self, store: &Store, message: &Message) {
        match self {
            Self::Plain(line) => line.sweep(store.len(), |rung| store.find(rung.place).is_some()),
            Self::Fair(fair) => fair.leave(store, message),
            Self::Fifo(fifo) => fifo.leave(store, message),
        }
    }

    /// The next message that can be received; out of the line, where it is not a FIFO queue's.
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

    /// Puts a visible message into the line, if it is not there.
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
