//! The order of a FIFO queue (fact sheet, section 3.6).
//!
//! Within a group messages are given out in the order of their sequence: each one that is visible may be, up to the
//! first that is in flight or delayed. Groups take turns: one that was served goes behind the others.

use std::collections::VecDeque;

use super::groups::Groups;
use super::message::{Message, State};
use super::store::{Place, Store};

/// The line of a FIFO queue.
#[derive(Clone, Debug, Default)]
pub(super) struct Fifo {
    /// Each group with all its stored messages in the order of their sequence, and perhaps some that have left.
    groups: Groups<Members>,
    next_turn: u64,
}

#[derive(Clone, Debug, Default)]
struct Members {
    places: VecDeque<Place>,
    /// The turn that the group has when it can be served.
    turn: u64,
}

/// How far one receive has come.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Walk {
    group: Option<u32>,
    /// How many of the group's messages lie behind.
    passed: usize,
    /// The message that was looked at last.
    last: Option<Place>,
    /// Groups from this turn on have been served by this receive.
    end: Option<u64>,
}

/// So few places of messages that have left are not worth a sweep.
const SLACK: usize = 64;

impl Fifo {
    /// A message is stored: it is its group's last.
    pub(super) fn arrive(&mut self, store: &mut Store, place: Place) {
        let Some(message) = store.find_mut(place) else { return };
        let Some(id) = message.content.group() else { return };
        let slot = self.groups.enter(id);
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

    /// A message has changed its state.
    pub(super) fn change(&mut self, store: &Store, slot: u32) {
        self.refresh(store, slot);
    }

    /// A message has left the store.
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

    /// The next message that may be given out.
    pub(super) fn next(&mut self, store: &Store, walk: &mut Walk) -> Option<Place> {
        let end = *walk.end.get_or_insert(self.next_turn);
        loop {
            let slot = match walk.group {
                Some(slot) => slot,
                None => self.begin_group(walk, end)?,
            };
            let places = &mut self.groups.get_mut(slot).members.places;
            match places.get(walk.passed).map(|place| (*place, store.find(*place))) {
                Some((place, Some(_))) if walk.last == Some(place) => walk.passed += 1,
                Some((place, Some(message))) if message.state == State::Visible => {
                    walk.last = Some(place);
                    return Some(place);
                }
                // It has left; so near to the front taking it out is cheap.
                Some((_, None)) => {
                    places.remove(walk.passed);
                }
                Some((_, Some(_))) | None => walk.group = None,
            }
            // The last message of a group may have left under the walk, and the group with it.
            if self.groups.get(slot).stored == 0 {
                walk.group = None;
            }
        }
    }

    fn begin_group(&mut self, walk: &mut Walk, end: u64) -> Option<u32> {
        let (_, slot) = self.groups.first().filter(|(turn, _)| *turn < end)?;
        let turn = self.next_turn;
        self.next_turn += 1;
        self.groups.get_mut(slot).members.turn = turn;
        self.groups.set_turn(slot, Some(turn));
        *walk = Walk { group: Some(slot), passed: 0, last: None, end: walk.end };
        Some(slot)
    }

    /// A group can be served while its first message is visible.
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
