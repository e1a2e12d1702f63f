//! Where a queue keeps its messages: slots that are used again.

use super::message::Message;

/// Where a message lies, and the proof that it is still that message: slots are used again, ordinals are not.
///
/// The order of places is the order in which messages entered the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The running number of the message within the engine.
    pub(super) ordinal: u64,
    /// Its index in the store.
    pub(super) slot: u32,
}

/// All messages of one queue.
#[derive(Clone, Debug, Default)]
pub(super) struct Store {
    slots: Vec<Option<Message>>,
    free: Vec<u32>,
}

impl Store {
    pub(super) fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    pub(super) fn insert(&mut self, message: Message) -> Place {
        let ordinal = message.ordinal;
        if let Some(slot) = self.free.pop() {
            self.slots[slot as usize] = Some(message);
            return Place { ordinal, slot };
        }
        let slot = u32::try_from(self.slots.len()).expect("memory ends long before four thousand million messages");
        self.slots.push(Some(message));
        Place { ordinal, slot }
    }

    /// Where all messages lie.
    pub(super) fn places(&self) -> Vec<Place> {
        let places = self.slots.iter().enumerate().filter_map(|(slot, message)| {
            message.as_ref().map(|message| Place { ordinal: message.ordinal, slot: slot as u32 })
        });
        places.collect()
    }

    /// None where the message has left.
    pub(super) fn find(&self, place: Place) -> Option<&Message> {
        self.slots.get(place.slot as usize)?.as_ref().filter(|message| message.ordinal == place.ordinal)
    }

    /// None where the message has left.
    pub(super) fn find_mut(&mut self, place: Place) -> Option<&mut Message> {
        self.slots.get_mut(place.slot as usize)?.as_mut().filter(|message| message.ordinal == place.ordinal)
    }

    pub(super) fn remove(&mut self, place: Place) -> Option<Message> {
        let slot = self.slots.get_mut(place.slot as usize)?;
        let message = slot.take_if(|message| message.ordinal == place.ordinal)?;
        self.free.push(place.slot);
        Some(message)
    }
}
