//! Tickets by lane. Each lane is sorted in its own order, so the cost of a view depends on the number of listed
//! tickets, not on the number of stored ones.

mod view;

use std::collections::VecDeque;

use super::groups::Groups;
use super::ticket::{Copy, Place, Ticket};
use super::{Lane, PersonId, Spot};
use crate::collections::{FreeList, IdTable, OrderedList, Slab};
use crate::sqs::{GroupId, MessageId};
use crate::time::{Instant, Span};

/// The number of deleted tickets that are kept.
const DONE_KEPT: usize = 256;
/// The number of expired and purged tickets that are kept.
const REMOVED_KEPT: usize = 64;
/// The stage draws all slots from this one on at the same spot.
pub(super) const SLOTS_SEEN: usize = 64;

/// Index of a ticket in the slab.
pub(super) type Key = u32;

/// All tickets.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    tickets: Slab<Ticket>,
    by_id: IdTable,
    sent: u64,
    /// Sorted by the order of sending.
    waiting: OrderedList,
    /// Sorted by the end of the delay, then by the order of sending.
    delayed: OrderedList,
    /// By slot. A message with duplicate deliveries has several slots.
    making: FreeList,
    /// The slots of duplicate deliveries.
    copies: OrderedList,
    /// Delayed and in-flight tickets, sorted by the order of sending. Needed for the age of the oldest message.
    hidden: OrderedList,
    /// Sorted by the order of dead-lettering.
    dead: OrderedList,
    dead_lettered: u64,
    done: VecDeque<Key>,
    done_count: u64,
    removed: VecDeque<Key>,
    /// The message groups, on a board with groups.
    strings: Option<Groups>,
}

impl Lanes {
    pub(super) fn new(has_groups: bool) -> Self {
        Self { strings: has_groups.then(Groups::default), ..Self::default() }
    }

    pub(super) fn key(&self, message: MessageId) -> Option<Key> {
        self.by_id.get(message.pair(), |key| self.get(key).is_some_and(|ticket| ticket.id == message))
    }

    pub(super) fn get(&self, key: Key) -> Option<&Ticket> {
        self.tickets.get(key)
    }

    pub(super) fn get_mut(&mut self, key: Key) -> Option<&mut Ticket> {
        self.tickets.get_mut(key)
    }

    /// Returns the number of tickets in all places.
    pub(super) const fn len(&self) -> usize {
        self.tickets.len()
    }

    /// Adds a ticket, assigns its number, and enters it into its lane.
    pub(super) fn add(&mut self, mut ticket: Ticket) {
        ticket.seq = self.sent;
        self.sent += 1;
        if let Some(strings) = self.strings.as_mut().filter(|_| is_in_lane(ticket.place)) {
            ticket.string = strings.string_of(ticket.group());
        }
        let (id, since, place) = (ticket.id, ticket.since, ticket.place);
        let key = self.tickets.insert(ticket);
        self.by_id.insert(id.pair(), key);
        self.enter(key, since, place);
    }

    /// Returns the place of the next dead letter.
    pub(super) fn next_dead_place(&mut self) -> Place {
        self.dead_lettered += 1;
        Place::Dead { order: self.dead_lettered }
    }

    /// Returns the first free slot in the lane of in-flight messages.
    pub(super) fn free_slot(&self) -> u32 {
        self.making.first_free()
    }

    /// Returns all stored tickets. Dead letters come latest first, as they are shown.
    pub(super) fn stored(&self, dead: bool) -> Vec<Key> {
        if dead {
            return self.dead.last_numbers(usize::MAX);
        }
        let lanes = [&self.waiting, &self.delayed].into_iter();
        self.in_flight_keys().chain(lanes.flat_map(|lane| lane.first_numbers(usize::MAX))).collect()
    }

    /// Returns the tickets in flight, in the order of their slots.
    fn in_flight_keys(&self) -> impl Iterator<Item = Key> {
        let is_first = |slot, key| {
            self.get(key)
                .is_some_and(|ticket| matches!(ticket.place, Place::Making { slot: first, .. } if first == slot))
        };
        self.making.iter().filter(move |(slot, key)| is_first(*slot, *key)).map(|(_, key)| key)
    }

    const fn making_len(&self) -> usize {
        self.making.len() - self.copies.len()
    }

    /// Moves a ticket to another place.
    pub(super) fn shift(&mut self, key: Key, now: Instant, place: Place) {
        let before = self.get(key).map(|ticket| (ticket.string, ticket.place));
        self.leave(key);
        self.enter(key, now, place);
        if let (Some(strings), Some((string, _))) =
            (&mut self.strings, before.filter(|(_, before)| is_in_lane(*before)))
        {
            strings.tidy(string);
        }
    }

    /// Adds a duplicate delivery of a message in flight. Returns its slot.
    pub(super) fn add_copy(&mut self, key: Key, now: Instant, holder: Option<PersonId>) -> u32 {
        let slot = self.free_slot();
        self.making.take(slot, key);
        self.copies.insert((slot.into(), 0), key);
        if let Some(ticket) = self.get_mut(key) {
            ticket.cold().copies.push(Copy { slot, holder, since: now });
        }
        slot
    }

    /// Removes the duplicate deliveries of a message.
    fn drop_copies(&mut self, key: Key) {
        let has_copies = |ticket: &&mut Ticket| ticket.cold.as_ref().is_some_and(|cold| !cold.copies.is_empty());
        let Some(ticket) = self.get_mut(key).filter(has_copies) else { return };
        for copy in std::mem::take(&mut ticket.cold().copies) {
            self.copies.remove((copy.slot.into(), 0));
            self.making.free(copy.slot);
        }
    }

    /// Removes a ticket from its lane.
    fn leave(&mut self, key: Key) {
        let Some(ticket) = self.get(key) else { return };
        let (seq, string, place) = (ticket.seq, ticket.string, ticket.place);
        if let Some(strings) = self.strings.as_mut().filter(|_| is_in_lane(place)) {
            strings.leave(string, seq, place);
        }
        match place {
            Place::Waiting => {
                self.waiting.remove((seq, 0));
            }
            Place::Delayed { until } => {
                self.delayed.remove((until.as_millis(), seq));
                self.hidden.remove((seq, 0));
            }
            Place::Making { slot, .. } => {
                self.making.free(slot);
                self.hidden.remove((seq, 0));
                self.drop_copies(key);
            }
            Place::Dead { order } => {
                self.dead.remove((order, 0));
            }
            Place::Done | Place::Expired | Place::Purged => {}
        }
    }

    /// Adds a ticket to a lane.
    fn enter(&mut self, key: Key, now: Instant, place: Place) {
        let Some(ticket) = self.tickets.get_mut(key) else { return };
        (ticket.place, ticket.since) = (place, now);
        let (seq, string) = (ticket.seq, ticket.string);
        if let Some(strings) = self.strings.as_mut().filter(|_| is_in_lane(place)) {
            strings.enter(string, seq, key, place);
        }
        match place {
            Place::Waiting => {
                self.waiting.insert((seq, 0), key);
            }
            Place::Delayed { until } => {
                self.delayed.insert((until.as_millis(), seq), key);
                self.hidden.insert((seq, 0), key);
            }
            Place::Making { slot, .. } => {
                self.making.take(slot, key);
                self.hidden.insert((seq, 0), key);
            }
            Place::Dead { order } => {
                self.dead.insert((order, 0), key);
            }
            Place::Done => {
                self.done_count += 1;
                self.done.push_front(key);
                if self.done.len() > DONE_KEPT {
                    let last = self.done.pop_back();
                    self.forget(last);
                }
            }
            Place::Expired | Place::Purged => {
                self.removed.push_front(key);
                if self.removed.len() > REMOVED_KEPT {
                    let last = self.removed.pop_back();
                    self.forget(last);
                }
            }
        }
    }

    fn forget(&mut self, key: Option<Key>) {
        let Some(key) = key else { return };
        if let Some(ticket) = self.tickets.remove(key) {
            self.by_id.remove(ticket.id.pair(), key);
        }
    }

    /// Returns where a ticket is shown, or `None` if it is not shown.
    pub(super) fn spot(&self, key: Key) -> Option<Spot> {
        let ticket = self.get(key)?;
        let rank = |found: usize| found.min(SLOTS_SEEN) as u32;
        Some(match ticket.place {
            Place::Waiting if self.strings.is_some() => {
                let strings = self.strings.as_ref()?;
                let place = rank(strings.rank(ticket.string, ticket.seq, SLOTS_SEEN));
                Spot::String { string: ticket.string, place }
            }
            Place::Waiting => Spot::Slot(Lane::Waiting, rank(self.waiting.rank((ticket.seq, 0), SLOTS_SEEN))),
            Place::Delayed { until } => {
                Spot::Slot(Lane::Delayed, rank(self.delayed.rank((until.as_millis(), ticket.seq), SLOTS_SEEN)))
            }
            Place::Making { slot, .. } => Spot::Slot(Lane::Making, slot),
            Place::Done => Spot::Slot(Lane::Done, 0),
            Place::Dead { order } => Spot::Slot(Lane::Dead, rank((self.dead_lettered - order) as usize)),
            Place::Expired | Place::Purged => return None,
        })
    }

    /// Returns where an order will be shown that is carried to the board now, behind `carried` others.
    pub(super) fn coming_slot(&self, delay: Span, group: Option<&GroupId>, carried: usize) -> Spot {
        if let Some(strings) = self.strings.as_ref().filter(|_| delay.is_zero()) {
            // A group without slips on the board has no string yet.
            let Some(string) = strings.find(group) else { return Spot::String { string: u32::MAX, place: 0 } };
            return Spot::String { string, place: strings.rank(string, u64::MAX, SLOTS_SEEN).min(SLOTS_SEEN) as u32 };
        }
        let (lane, count) =
            if delay.is_zero() { (Lane::Waiting, self.waiting.len()) } else { (Lane::Delayed, self.delayed.len()) };
        Spot::Slot(lane, (count + carried).min(SLOTS_SEEN) as u32)
    }

    /// Returns the numbers of visible, in-flight and delayed messages.
    pub(super) fn counts(&self) -> (u64, u64, u64) {
        (self.waiting.len() as u64, self.making_len() as u64, self.delayed.len() as u64)
    }

    /// Returns true if the message is visible and an earlier message of its group blocks it.
    pub(super) fn is_blocked(&self, message: MessageId) -> bool {
        let ticket = self.key(message).and_then(|key| self.get(key));
        let waiting = ticket.filter(|ticket| ticket.place == Place::Waiting);
        let strings = self.strings.as_ref();
        strings.zip(waiting).is_some_and(|(strings, ticket)| strings.is_blocked(ticket.string, ticket.seq))
    }

    /// Returns the number of groups with a message in flight.
    pub(super) fn groups_in_flight(&self) -> u64 {
        self.strings.as_ref().map_or(0, Groups::with_in_flight)
    }

    /// Returns when the oldest stored message was sent.
    pub(super) fn oldest_sent_at(&self) -> Option<Instant> {
        let (_, key) = [self.waiting.first(), self.hidden.first()].into_iter().flatten().min()?;
        self.get(key).map(|ticket| ticket.sent_at)
    }
}

/// Returns true if a ticket in that place is on a string, on a board with groups.
const fn is_in_lane(place: Place) -> bool {
    matches!(place, Place::Waiting | Place::Delayed { .. } | Place::Making { .. })
}
