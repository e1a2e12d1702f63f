//! The messages of one queue, in reusable slots.

use super::message::Message;
use crate::collections::Slab;

/// A reference to a stored message. It becomes invalid when the message leaves the store: slots are reused, ordinals
/// are not.
///
/// Places sort by the order in which messages entered the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(C, packed(4))]
pub(super) struct Place {
    /// The running number of the message within the engine.
    pub(super) ordinal: u64,
    /// The index in the store.
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

    /// Returns the places of all messages.
    pub(super) fn places(&self) -> Vec<Place> {
        self.slots.iter().map(|(slot, message)| Place { ordinal: message.ordinal, slot }).collect()
    }

    /// Returns the message, or `None` if it has left the store.
    pub(super) fn find(&self, place: Place) -> Option<&Message> {
        self.slots.get(place.slot).filter(|message| message.ordinal == place.ordinal)
    }

    /// Returns the message, or `None` if it has left the store.
    pub(super) fn find_mut(&mut self, place: Place) -> Option<&mut Message> {
        self.slots.get_mut(place.slot).filter(|message| message.ordinal == place.ordinal)
    }

    pub(super) fn remove(&mut self, place: Place) -> Option<Message> {
        self.find(place)?;
        self.slots.remove(place.slot)
    }
}
