//! Where a queue keeps its messages: slots that are used again.

use super::message::Message;
use crate::collections::Slab;

/// Where a message lies, and the proof that it is still that message: slots are used again, ordinals are not.
///
/// The order of places is the order in which messages entered the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(C, packed(4))]
pub(super) struct Place {
    /// The running number of the message within the engine.
    pub(super) ordinal: u64,
    /// Its index in the store.
    pub(super) slot: u32,
}

/// All messages of one queue.
#[derive(Clone, Debug, Default)]
pub(super) struct Store {
    slots: Slab<Message>,
}

impl Store {
    pub(super) const fn len(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn insert(&mut self, message: Message) -> Place {
        let ordinal = message.ordinal;
        Place { ordinal, slot: self.slots.insert(message) }
    }

    /// Where all messages lie.
    pub(super) fn places(&self) -> Vec<Place> {
        self.slots.iter().map(|(slot, message)| Place { ordinal: message.ordinal, slot }).collect()
    }

    /// None where the message has left.
    pub(super) fn find(&self, place: Place) -> Option<&Message> {
        self.slots.get(place.slot).filter(|message| message.ordinal == place.ordinal)
    }

    /// None where the message has left.
    pub(super) fn find_mut(&mut self, place: Place) -> Option<&mut Message> {
        self.slots.get_mut(place.slot).filter(|message| message.ordinal == place.ordinal)
    }

    pub(super) fn remove(&mut self, place: Place) -> Option<Message> {
        self.find(place)?;
        self.slots.remove(place.slot)
    }
}
