//! Message groups by their ids: FIFO queues keep them in order, standard queues share fairly among them.

use crate::collections::{IdTable, Key, OrderedList};
use crate::sqs::{GroupId, sha256};

/// The groups of one queue that have a message in it, and which of them can be served.
#[derive(Clone, Debug)]
pub(super) struct Groups<M> {
    groups: Vec<Group<M>>,
    free: Vec<u32>,
    by_id: IdTable,
    /// The groups that have something to give, by turn.
    open: OrderedList,
}

/// One group.
#[derive(Clone, Debug, Default)]
pub(super) struct Group<M> {
    id: Key,
    /// Its place among the open groups, where it is one of them.
    turn: Option<u64>,
    pub(super) stored: usize,
    pub(super) in_flight: usize,
    pub(super) members: M,
}

/// Two of the four words of a digest: ids of any length and script are told apart by them, and nothing is promised
/// about their order.
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
    /// The group of that id; a new one where none of its messages is stored.
    pub(super) fn enter(&mut self, id: &GroupId) -> u32 {
        let key = key_of(id.as_str());
        if let Some(slot) = self.by_id.get(key, |slot| self.groups[slot as usize].id == key) {
            return slot;
        }
        let slot = self.add(key);
        self.by_id.insert(key, slot);
        slot
    }

    /// A group that nobody finds by an id.
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

    /// One message more, or less, is in flight.
    pub(super) fn count_in_flight(&mut self, slot: u32, was: bool, is: bool) {
        let group = &mut self.groups[slot as usize];
        group.in_flight = group.in_flight + usize::from(is) - usize::from(was);
    }

    /// Says at which turn a group can be served; none where it cannot be.
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

    /// Whose turn it is.
    pub(super) fn first(&self) -> Option<(u64, u32)> {
        self.open.first().map(|((turn, _), slot)| (turn, slot))
    }

    /// Whose turns come first, no more than `most`.
    pub(super) fn first_few(&self, most: usize) -> Vec<u32> {
        self.open.first_numbers(most)
    }

    /// Forgets a group that has nothing stored.
    pub(super) fn forget(&mut self, slot: u32) {
        self.set_turn(slot, None);
        self.by_id.remove(self.groups[slot as usize].id, slot);
        self.groups[slot as usize] = Group::default();
        self.free.push(slot);
    }
}
