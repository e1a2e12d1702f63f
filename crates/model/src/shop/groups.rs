//! The message groups on the board. Each group is a string of slips, in the order of sending.

use super::lanes::Key;
use super::tables::table_of;
use super::ticket::Place;
use super::{GroupTag, GroupView};
use crate::collections::{IdTable, OrderedList};
use crate::sqs::{GroupId, sha256};

/// Number of different marks that tell groups apart.
const MARKS: u32 = 8;
/// The key of the string that holds all messages without a group id.
const NO_GROUP: crate::collections::Key = (0, 0);

/// The groups that have a slip on the board.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    groups: Vec<Group>,
    free: Vec<u32>,
    by_id: IdTable,
    /// Sorted by table number. Groups that are no tables follow in the order of their first slip.
    order: OrderedList,
    came: u64,
    with_in_flight: u64,
}

#[derive(Clone, Debug, Default)]
struct Group {
    id: Option<GroupId>,
    key: crate::collections::Key,
    rank: u64,
    waiting: OrderedList,
    /// Delayed or in flight. In a FIFO queue they block all slips of the group that were sent later.
    hidden: OrderedList,
    in_flight: u64,
}

fn key_of(id: Option<&GroupId>) -> crate::collections::Key {
    let Some(id) = id else { return NO_GROUP };
    let digest = sha256(id.as_str());
    let word = |at: usize| digest[at..at + 8].iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    (word(0), word(8))
}

impl Groups {
    pub(super) fn find(&self, id: Option<&GroupId>) -> Option<u32> {
        self.string_with(key_of(id))
    }

    fn string_with(&self, key: crate::collections::Key) -> Option<u32> {
        self.by_id.get(key, |string| self.groups[string as usize].key == key)
    }

    /// Returns the string of a group. Adds it if the group has no slip on the board.
    pub(super) fn string_of(&mut self, id: Option<&GroupId>) -> u32 {
        let key = key_of(id);
        if let Some(string) = self.string_with(key) {
            return string;
        }
        self.came += 1;
        let rank = match id {
            Some(id) => table_of(id).map_or(1 << 32 | self.came, u64::from),
            None => u64::MAX,
        };
        let group = Group { id: id.cloned(), key, rank, ..Group::default() };
        let string = self.free.pop().unwrap_or(self.groups.len() as u32);
        if (string as usize) < self.groups.len() {
            self.groups[string as usize] = group;
        } else {
            self.groups.push(group);
        }
        self.by_id.insert(key, string);
        self.order.insert((rank, string.into()), string);
        string
    }

    /// Adds a ticket that entered a lane.
    pub(super) fn enter(&mut self, string: u32, seq: u64, key: Key, place: Place) {
        let group = &mut self.groups[string as usize];
        match place {
            Place::Waiting => group.waiting.insert((seq, 0), key),
            Place::Delayed { .. } => group.hidden.insert((seq, 0), key),
            Place::Making { .. } => {
                group.hidden.insert((seq, 0), key);
                group.in_flight += 1;
                self.with_in_flight += u64::from(group.in_flight == 1);
            }
            _ => {}
        }
    }

    /// Removes a ticket that left a lane.
    pub(super) fn leave(&mut self, string: u32, seq: u64, place: Place) {
        let group = &mut self.groups[string as usize];
        match place {
            Place::Waiting => {
                group.waiting.remove((seq, 0));
            }
            Place::Delayed { .. } => {
                group.hidden.remove((seq, 0));
            }
            Place::Making { .. } => {
                group.hidden.remove((seq, 0));
                group.in_flight -= 1;
                self.with_in_flight -= u64::from(group.in_flight == 0);
            }
            _ => {}
        }
    }

    /// Removes a group that has no slip left.
    pub(super) fn tidy(&mut self, string: u32) {
        let group = &self.groups[string as usize];
        if group.waiting.is_empty() && group.hidden.is_empty() {
            self.by_id.remove(group.key, string);
            self.order.remove((group.rank, string.into()));
            self.groups[string as usize] = Group::default();
            self.free.push(string);
        }
    }

    /// Returns how many waiting slips of a string come before `seq`, at most `most`.
    pub(super) fn rank(&self, string: u32, seq: u64, most: usize) -> usize {
        self.groups[string as usize].waiting.rank((seq, 0), most)
    }

    /// Returns true if an earlier message of the group is delayed or in flight, which blocks this one in a FIFO queue.
    pub(super) fn is_blocked(&self, string: u32, seq: u64) -> bool {
        self.groups[string as usize].hidden.first().is_some_and(|((first, _), _)| first < seq)
    }

    pub(super) const fn len(&self) -> usize {
        self.order.len()
    }

    /// Returns the number of groups with a message in flight.
    pub(super) const fn with_in_flight(&self) -> u64 {
        self.with_in_flight
    }

    /// Returns the first strings, each with the keys of its first waiting slips and the key of its first hidden slip.
    pub(super) fn first(
        &self,
        groups: usize,
        slips: usize,
    ) -> impl Iterator<Item = (GroupView, Vec<Key>, Option<Key>)> {
        self.order.first_numbers(groups).into_iter().map(move |string| {
            let group = &self.groups[string as usize];
            let hidden = group.hidden.first();
            let view = GroupView {
                tag: group.id.clone().map(GroupTag::of),
                string,
                waiting: group.waiting.len() as u64,
                in_flight: group.in_flight,
                delayed: group.hidden.len() as u64 - group.in_flight,
                held_by: None,
                holder: None,
                first: Vec::new(),
            };
            (view, group.waiting.first_numbers(slips), hidden.map(|(_, key)| key))
        })
    }
}

impl GroupTag {
    /// Returns the tag that the stage shows for a message group.
    #[must_use]
    pub fn of(id: GroupId) -> Self {
        let table = table_of(&id);
        let number = table.map_or_else(|| id.as_str().bytes().map(u32::from).sum(), |table| table.wrapping_sub(1));
        Self { id, table, mark: (number % MARKS) as u8 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Instant;

    const MAKING: Place = Place::Making { slot: 0, until: Instant::ZERO };

    #[test]
    fn strings_are_sorted_by_table() {
        let mut groups = Groups::default();
        for (seq, id) in ["table-10", "guests", "table-2"].into_iter().enumerate() {
            let string = groups.string_of(Some(&id.into()));
            groups.enter(string, seq as u64, seq as Key, Place::Waiting);
        }
        let string = groups.string_of(None);
        groups.enter(string, 9, 9, Place::Waiting);
        let first: Vec<String> =
            groups.first(8, 1).map(|(view, ..)| view.tag.map_or_else(String::new, |tag| tag.id.to_string())).collect();
        assert_eq!(first, ["table-2", "table-10", "guests", ""]);
    }

    #[test]
    fn a_hidden_message_blocks_later_ones() {
        let mut groups = Groups::default();
        let string = groups.string_of(Some(&"table-1".into()));
        groups.enter(string, 1, 1, Place::Waiting);
        groups.enter(string, 2, 2, MAKING);
        groups.enter(string, 3, 3, Place::Waiting);
        assert_eq!([1, 3].map(|seq| groups.is_blocked(string, seq)), [false, true]);
        assert_eq!(groups.with_in_flight(), 1);
        groups.leave(string, 2, MAKING);
        assert_eq!((groups.is_blocked(string, 3), groups.with_in_flight()), (false, 0));
    }

    #[test]
    fn a_group_without_slips_is_removed() {
        let mut groups = Groups::default();
        let string = groups.string_of(Some(&"table-1".into()));
        groups.enter(string, 1, 1, Place::Waiting);
        groups.tidy(string);
        assert_eq!(groups.len(), 1);
        groups.leave(string, 1, Place::Waiting);
        groups.tidy(string);
        assert_eq!((groups.len(), groups.find(Some(&"table-1".into()))), (0, None));
        assert_eq!(groups.string_of(Some(&"table-4".into())), string, "the slot is reused");
    }

    #[test]
    fn the_mark_of_a_group_never_changes() {
        let mark = |id: &str| GroupTag::of(id.into()).mark;
        assert_eq!(["table-1", "table-8", "table-9"].map(mark), [0, 7, 0]);
        assert_eq!(mark("guests"), mark("guests"));
    }
}
