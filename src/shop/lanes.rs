//! Tickets by lane. Each lane has an index in its own order, so that looking at the first tickets costs as much as there
//! are looked at, whatever is stored.

use std::collections::VecDeque;

use super::ticket::{Place, Ticket};
use super::{Lane, LaneView, PersonId, Spot};
use crate::index::{Finder, Index};
use crate::sqs::MessageId;
use crate::time::{Instant, Span};

/// How many deleted tickets are kept to look at.
const DONE_KEPT: usize = 256;
/// How many expired and purged ones.
const GONE_KEPT: usize = 64;
/// Slots further down a lane are all the same to a picture.
pub(super) const SLOTS_SEEN: usize = 64;

/// Index of a ticket in the store.
pub(super) type Key = u32;

/// All tickets.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    tickets: Vec<Option<Ticket>>,
    free: Vec<Key>,
    by_id: Finder,
    sent: u64,
    /// By order of sending.
    waiting: Index,
    /// By the end of the delay, then by order of sending.
    delayed: Index,
    /// By slot.
    making: Index,
    free_slots: Index,
    slots: u32,
    /// Delayed and in-flight tickets by order of sending: what the age of the oldest needs besides those waiting.
    hidden: Index,
    /// By order of death.
    dead: Index,
    died: u64,
    done: VecDeque<Key>,
    done_count: u64,
    gone: VecDeque<Key>,
}

impl Lanes {
    pub(super) fn key(&self, message: MessageId) -> Option<Key> {
        self.by_id.get(message.pair())
    }

    pub(super) fn get(&self, key: Key) -> Option<&Ticket> {
        self.tickets[key as usize].as_ref()
    }

    pub(super) fn get_mut(&mut self, key: Key) -> Option<&mut Ticket> {
        self.tickets[key as usize].as_mut()
    }

    /// How many tickets there are, wherever they are.
    pub(super) fn len(&self) -> usize {
        self.tickets.len() - self.free.len()
    }

    /// Numbers a new ticket and puts it where it says it is.
    pub(super) fn add(&mut self, mut ticket: Ticket) {
        ticket.seq = self.sent;
        self.sent += 1;
        let (id, since, place) = (ticket.id, ticket.since, ticket.place);
        let key = match self.free.pop() {
            Some(key) => {
                self.tickets[key as usize] = Some(ticket);
                key
            }
            None => {
                self.tickets.push(Some(ticket));
                (self.tickets.len() - 1) as Key
            }
        };
        self.by_id.insert(id.pair(), key);
        self.enter(key, since, place);
    }

    /// The next place among the dead letters.
    pub(super) fn next_death(&mut self) -> Place {
        self.died += 1;
        Place::Dead { order: self.died }
    }

    /// The first free slot where orders are made.
    pub(super) fn free_slot(&self) -> u32 {
        self.free_slots.first().map_or(self.slots, |(_, slot)| slot)
    }

    /// Everything stored: in the dead-letter queue the latest first, as they are shown.
    pub(super) fn stored(&self, dead: bool) -> Vec<Key> {
        if dead {
            return self.dead.last_numbers(usize::MAX);
        }
        [&self.making, &self.waiting, &self.delayed]
            .into_iter()
            .flat_map(|lane| lane.first_numbers(usize::MAX))
            .collect()
    }

    /// Puts a ticket into another place.
    pub(super) fn shift(&mut self, key: Key, now: Instant, place: Place) {
        self.leave(key);
        self.enter(key, now, place);
    }

    /// Takes a ticket out of its lane.
    fn leave(&mut self, key: Key) {
        let Some(ticket) = &self.tickets[key as usize] else { return };
        let seq = ticket.seq;
        match ticket.place {
            Place::Waiting => {
                self.waiting.remove((seq, 0));
            }
            Place::Delayed { until } => {
                self.delayed.remove((until.as_millis(), seq));
                self.hidden.remove((seq, 0));
            }
            Place::Making { slot, .. } => {
                self.making.remove((slot.into(), 0));
                self.free_slots.insert((slot.into(), 0), slot);
                self.hidden.remove((seq, 0));
            }
            Place::Dead { order } => {
                self.dead.remove((order, 0));
            }
            Place::Done | Place::Expired | Place::Purged => {}
        }
    }

    /// Puts a ticket into a lane.
    fn enter(&mut self, key: Key, now: Instant, place: Place) {
        let Some(ticket) = self.tickets[key as usize].as_mut() else { return };
        (ticket.place, ticket.since) = (place, now);
        let seq = ticket.seq;
        match place {
            Place::Waiting => {
                self.waiting.insert((seq, 0), key);
            }
            Place::Delayed { until } => {
                self.delayed.insert((until.as_millis(), seq), key);
                self.hidden.insert((seq, 0), key);
            }
            Place::Making { slot, .. } => {
                if self.free_slots.remove((slot.into(), 0)).is_none() {
                    self.slots = self.slots.max(slot + 1);
                }
                self.making.insert((slot.into(), 0), key);
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
                self.gone.push_front(key);
                if self.gone.len() > GONE_KEPT {
                    let last = self.gone.pop_back();
                    self.forget(last);
                }
            }
        }
    }

    fn forget(&mut self, key: Option<Key>) {
        let Some(key) = key else { return };
        if let Some(ticket) = self.tickets[key as usize].take() {
            self.by_id.remove(ticket.id.pair());
            self.free.push(key);
        }
    }

    /// Where a ticket hangs.
    pub(super) fn spot(&self, key: Key) -> Option<Spot> {
        let ticket = self.tickets[key as usize].as_ref()?;
        let rank = |found: usize| found.min(SLOTS_SEEN) as u32;
        Some(match ticket.place {
            Place::Waiting => Spot::Slot(Lane::Waiting, rank(self.waiting.rank((ticket.seq, 0), SLOTS_SEEN))),
            Place::Delayed { until } => {
                Spot::Slot(Lane::Delayed, rank(self.delayed.rank((until.as_millis(), ticket.seq), SLOTS_SEEN)))
            }
            Place::Making { slot, .. } => Spot::Slot(Lane::Making, slot),
            Place::Done => Spot::Slot(Lane::Done, 0),
            Place::Dead { order } => Spot::Slot(Lane::Dead, rank((self.died - order) as usize)),
            Place::Expired | Place::Purged => return None,
        })
    }

    /// Where a slip will hang that is carried to the board now, behind `carried` others.
    pub(super) fn coming_slot(&self, delay: Span, carried: usize) -> Spot {
        let (lane, count) =
            if delay.is_zero() { (Lane::Waiting, self.waiting.len()) } else { (Lane::Delayed, self.delayed.len()) };
        Spot::Slot(lane, (count + carried).min(SLOTS_SEEN) as u32)
    }

    /// Visible, in flight and delayed messages.
    pub(super) fn counts(&self) -> (u64, u64, u64) {
        (self.waiting.len() as u64, self.making.len() as u64, self.delayed.len() as u64)
    }

    /// When the oldest stored message was sent.
    pub(super) fn oldest_sent_at(&self) -> Option<Instant> {
        let (_, key) = [self.waiting.first(), self.hidden.first()].into_iter().flatten().min()?;
        self.get(key).map(|ticket| ticket.sent_at)
    }

    /// The first tickets of a lane.
    pub(super) fn view(
        &self,
        now: Instant,
        lane: Lane,
        limit: usize,
        holds: impl Fn(PersonId, MessageId) -> bool,
    ) -> LaneView {
        let (count, keys) = match lane {
            Lane::Waiting => (self.waiting.len() as u64, self.waiting.first_numbers(limit)),
            Lane::Delayed => (self.delayed.len() as u64, self.delayed.first_numbers(limit)),
            Lane::Making => (self.making.len() as u64, self.making.first_numbers(limit)),
            Lane::Done => (self.done_count, self.done.iter().take(limit).copied().collect()),
            Lane::Dead => (self.dead.len() as u64, self.dead.last_numbers(limit)),
        };
        let tickets = keys.into_iter().enumerate().filter_map(|(slot, key)| {
            let ticket = self.get(key)?;
            Some(ticket.view(now, slot as u32, |who| holds(who, ticket.id)))
        });
        LaneView { count, first: tickets.collect() }
    }
}
