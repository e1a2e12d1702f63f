//! The message groups of one queue, by id. FIFO queues keep order within a group, standard queues share fairly between
//! groups.

use crate::collections::{IdTable, Key, OrderedList};
use crate::sqs::{GroupId, sha256};

/// The groups that have a stored message, and the order in which they can be served.
#[derive(Clone, Debug)]
pub(super) struct Groups<M> {
    groups: Vec<Group<M>>,
    free: Vec<u32>,
    by_id: IdTable,
    /// The groups that can be served, ordered by turn.
    open: OrderedList,
}

/// One group. `members` is what the receive order keeps for each group.
#[derive(Clone, Debug, Default)]
pub(super) struct Group<M> {
    id: Key,
    /// The group's turn, if the group can be served.
    turn: Option<u64>,
    pub(super) stored: usize,
    pub(super) in_flight: usize,
    pub(super) members: M,
}

/// Returns 128 bits of the text's SHA-256 digest. Ids of any length become keys of a fixed size; the order of the keys
/// means nothing.
pub(super) fn key_of(text: &str) -> Key {
    let digest = sha256(text);
    let word = |at: usize| u64::from_be_bytes(digest[at..at + 8].try_into().expect("eight bytes are eight bytes"));
    (word(0), word(8))
}

impl<M> Default for Groups<M> {
    fn default() -> Self {
        Self { groups: Vec::new(), free: Vec::new(), by_id: IdTable::default(), open: OrderedList::default() }
    }
}

impl<M: Default> Groups<M> {
    /// Returns the slot of the group with that id, and adds the group if it has no stored message.
    pub(super) fn find_or_add(&mut self, id: &GroupId) -> u32 {
        let key = key_of(id.as_str());
        if let Some(slot) = self.by_id.get(key, |slot| self.groups[slot as usize].id == key) {
            return slot;
        }
        let slot = self.add(key);
        self.by_id.insert(key, slot);
        slot
    }

    /// Adds a group that cannot be found by its id.
    pub(super) fn add(&mut self, id: Key) -> u32 {
        let group = Group { id, ..Group::default() };
        if let Some(slot) = self.free.pop() {
            self.groups[slot as usize] = group;
            return slot;
        }
        self.groups.push(group);
        (self.groups.len() - 1) as u32
    }

    pub(super) fn get(&self, slot: u32) -> &Group<M> {
        &self.groups[slot as usize]
    }

    pub(super) fn get_mut(&mut self, slot: u32) -> &mut Group<M> {
        &mut self.groups[slot as usize]
    }

    /// Updates the number of messages in flight after a message changed its state.
    pub(super) fn count_in_flight(&mut self, slot: u32, was: bool, is: bool) {
        let group = &mut self.groups[slot as usize];
        group.in_flight = group.in_flight + usize::from(is) - usize::from(was);
    }

    /// Sets the turn at which a group can be served, or `None` if it cannot be served.
    pub(super) fn set_turn(&mut self, slot: u32, turn: Option<u64>) {
        let before = std::mem::replace(&mut self.groups[slot as usize].turn, turn);
        if before == turn {
            return;
        }
        if let Some(before) = before {
            self.open.remove((before, slot.into()));
        }
        if let Some(turn) = turn {
            self.open.insert((turn, slot.into()), slot);
        }
    }

    /// Returns the group that is served next, with its turn.
    pub(super) fn first(&self) -> Option<(u64, u32)> {
        self.open.first().map(|((turn, _), slot)| (turn, slot))
    }

    /// Returns up to `most` groups in the order of their turns.
    pub(super) fn first_few(&self, most: usize) -> Vec<u32> {
        self.open.first_numbers(most)
    }

    /// Removes a group that has no stored message.
    pub(super) fn forget(&mut self, slot: u32) {
        self.set_turn(slot, None);
        self.by_id.remove(self.groups[slot as usize].id, slot);
        self.groups[slot as usize] = Group::default();
        self.free.push(slot);
    }
}
