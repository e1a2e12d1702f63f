//! The receive order of a FIFO queue.
//!
//! Within a group, messages are received in sequence: each visible message may be received, up to the first that is in
//! flight or delayed. Groups take turns: a group that was served goes behind the others.
//!
//! Source: `docs/sqs-behaviour.md`, section 3.6.

use std::collections::VecDeque;

use super::groups::Groups;
use super::message::{Message, State};
use super::store::{Place, Store};

/// The receive order of a FIFO queue.
#[derive(Clone, Debug, Default)]
pub(super) struct Fifo {
    /// Each group with its stored messages in sequence. Places of messages that left the store may remain for a while.
    groups: Groups<Members>,
    next_turn: u64,
}

#[derive(Clone, Debug, Default)]
struct Members {
    places: VecDeque<Place>,
    /// The group's turn while it can be served. The smallest turn is served first.
    turn: u64,
}

/// The position of one receive: a receive of several messages continues where it stopped.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ReceiveCursor {
    group: Option<u32>,
    /// How many of the group's messages are already behind the position.
    passed: usize,
    /// The message returned last.
    last: Option<Place>,
    /// The turn at which this receive started. It has already served groups with this turn or a later one.
    end: Option<u64>,
}

/// Clean up stale places only if there are more than this.
const SLACK: usize = 64;

impl Fifo {
    /// Adds a message that was stored, as the last of its group.
    pub(super) fn arrive(&mut self, store: &mut Store, place: Place) {
        let Some(message) = store.find_mut(place) else { return };
        let Some(id) = message.content.group() else { return };
        let slot = self.groups.find_or_add(id);
        message.group = slot;
        let turn = self.next_turn;
        let group = self.groups.get_mut(slot);
        if group.stored == 0 {
            group.members.turn = turn;
            self.next_turn += 1;
        }
        group.stored += 1;
        group.members.places.push_back(place);
        self.refresh(store, slot);
    }

    /// Updates a group after one of its messages changed its state.
    pub(super) fn change(&mut self, store: &Store, slot: u32) {
        self.refresh(store, slot);
    }

    /// Updates the order after a message left the store.
    pub(super) fn leave(&mut self, store: &Store, message: &Message) {
        let slot = message.group;
        let group = self.groups.get_mut(slot);
        group.stored -= 1;
        if group.stored == 0 {
            return self.groups.forget(slot);
        }
        if group.members.places.len() > 2 * group.stored + SLACK {
            group.members.places.retain(|place| store.find(*place).is_some());
        }
        self.refresh(store, slot);
    }

    /// Returns the next message that may be received.
    pub(super) fn next(&mut self, store: &Store, cursor: &mut ReceiveCursor) -> Option<Place> {
        let end = *cursor.end.get_or_insert(self.next_turn);
        loop {
            let slot = match cursor.group {
                Some(slot) => slot,
                None => self.begin_group(cursor, end)?,
            };
            let places = &mut self.groups.get_mut(slot).members.places;
            match places.get(cursor.passed).map(|place| (*place, store.find(*place))) {
                Some((place, Some(_))) if cursor.last == Some(place) => cursor.passed += 1,
                Some((place, Some(message))) if message.state == State::Visible => {
                    cursor.last = Some(place);
                    return Some(place);
                }
                // The message has left the store. Removal is cheap this near to the front.
                Some((_, None)) => {
                    places.remove(cursor.passed);
                }
                Some((_, Some(_))) | None => cursor.group = None,
            }
            // If the group's last message was removed (a dead letter, for instance), the group is gone too.
            if self.groups.get(slot).stored == 0 {
                cursor.group = None;
            }
        }
    }

    fn begin_group(&mut self, cursor: &mut ReceiveCursor, end: u64) -> Option<u32> {
        let (_, slot) = self.groups.first().filter(|(turn, _)| *turn < end)?;
        let turn = self.next_turn;
        self.next_turn += 1;
        self.groups.get_mut(slot).members.turn = turn;
        self.groups.set_turn(slot, Some(turn));
        *cursor = ReceiveCursor { group: Some(slot), passed: 0, last: None, end: cursor.end };
        Some(slot)
    }

    /// Updates the group's turn. A group can be served while its first message is visible.
    fn refresh(&mut self, store: &Store, slot: u32) {
        let group = self.groups.get_mut(slot);
        let first = loop {
            let Some(place) = group.members.places.front() else { break None };
            match store.find(*place) {
                Some(message) => break Some(message.state),
                None => group.members.places.pop_front(),
            };
        };
        let turn = (first == Some(State::Visible)).then_some(group.members.turn);
        self.groups.set_turn(slot, turn);
    }
}
