//! Tickets by lane. Each lane has an index in its own order, so that looking at the first tickets costs as much as there
//! are looked at, whatever is stored.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::order::MessageMap;
use super::ticket::{Place, Ticket};
use super::{Lane, LaneView, PersonId, Spot, TicketView};
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
    by_id: MessageMap<Key>,
    sent: u64,
    /// By order of sending.
    waiting: BTreeMap<u64, Key>,
    /// By the end of the delay.
    delayed: BTreeMap<(Instant, u64), Key>,
    /// By slot.
    making: BTreeMap<u32, Key>,
    free_slots: BTreeSet<u32>,
    slots: u32,
    /// Delayed and in-flight tickets by order of sending: what the age of the oldest needs besides those waiting.
    hidden: BTreeMap<u64, Key>,
    dead: BTreeMap<u64, Key>,
    died: u64,
    done: VecDeque<Key>,
    done_count: u64,
    gone: VecDeque<Key>,
}

impl Lanes {
    pub(super) fn key(&self, message: MessageId) -> Option<Key> {
        self.by_id.get(&message).copied()
    }

    pub(super) fn get(&self, key: Key) -> Option<&Ticket> {
        self.tickets[key as usize].as_ref()
    }

    pub(super) fn get_mut(&mut self, key: Key) -> Option<&mut Ticket> {
        self.tickets[key as usize].as_mut()
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
        self.by_id.insert(id, key);
        self.enter(key, since, place);
    }

    /// The next place among the dead letters.
    pub(super) fn next_death(&mut self) -> Place {
        self.died += 1;
        Place::Dead { order: self.died }
    }

    /// The first free slot where orders are made.
    pub(super) fn free_slot(&self) -> u32 {
        self.free_slots.first().copied().unwrap_or(self.slots)
    }

    /// Everything stored: in the dead-letter queue the latest first, as they are shown.
    pub(super) fn stored(&self, dead: bool) -> Vec<Key> {
        if dead {
            return self.dead.values().rev().copied().collect();
        }
        self.making.values().chain(self.waiting.values()).chain(self.delayed.values()).copied().collect()
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
                self.waiting.remove(&seq);
            }
            Place::Delayed { until } => {
                self.delayed.remove(&(until, seq));
                self.hidden.remove(&seq);
            }
            Place::Making { slot, .. } => {
                self.making.remove(&slot);
                self.free_slots.insert(slot);
                self.hidden.remove(&seq);
            }
            Place::Dead { order } => {
                self.dead.remove(&order);
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
                self.waiting.insert(seq, key);
            }
            Place::Delayed { until } => {
                self.delayed.insert((until, seq), key);
                self.hidden.insert(seq, key);
            }
            Place::Making { slot, .. } => {
                if !self.free_slots.remove(&slot) {
                    self.slots = self.slots.max(slot + 1);
                }
                self.making.insert(slot, key);
                self.hidden.insert(seq, key);
            }
            Place::Dead { order } => {
                self.dead.insert(order, key);
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
            self.by_id.remove(&ticket.id);
            self.free.push(key);
        }
    }

    /// Where a ticket hangs.
    pub(super) fn spot(&self, key: Key) -> Option<Spot> {
        let ticket = self.tickets[key as usize].as_ref()?;
        let rank = |found: usize| found.min(SLOTS_SEEN) as u32;
        Some(match ticket.place {
            Place::Waiting => {
                let ahead = self.waiting.keys().take(SLOTS_SEEN).take_while(|seq| **seq < ticket.seq).count();
                Spot::Slot(Lane::Waiting, rank(ahead))
            }
            Place::Delayed { until } => {
                let ahead = self.delayed.keys().take(SLOTS_SEEN).take_while(|due| **due < (until, ticket.seq)).count();
                Spot::Slot(Lane::Delayed, rank(ahead))
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
        let firsts = [self.waiting.first_key_value(), self.hidden.first_key_value()];
        let (_, key) = firsts.into_iter().flatten().min()?;
        self.tickets[*key as usize].as_ref().map(|ticket| ticket.sent_at)
    }

    /// The first tickets of a lane.
    pub(super) fn view(
        &self,
        now: Instant,
        lane: Lane,
        limit: usize,
        holds: impl Fn(PersonId, MessageId) -> bool,
    ) -> LaneView {
        let mut first = Vec::new();
        let view = |(slot, key): (usize, &Key)| -> Option<TicketView> {
            let ticket = self.tickets[*key as usize].as_ref()?;
            Some(ticket.view(now, slot as u32, |who| holds(who, ticket.id)))
        };
        let count = match lane {
            Lane::Waiting => {
                first.extend(self.waiting.values().take(limit).enumerate().filter_map(view));
                self.waiting.len() as u64
            }
            Lane::Delayed => {
                first.extend(self.delayed.values().take(limit).enumerate().filter_map(view));
                self.delayed.len() as u64
            }
            Lane::Making => {
                first.extend(self.making.values().take(limit).enumerate().filter_map(view));
                self.making.len() as u64
            }
            Lane::Done => {
                first.extend(self.done.iter().take(limit).enumerate().filter_map(view));
                self.done_count
            }
            Lane::Dead => {
                first.extend(self.dead.values().rev().take(limit).enumerate().filter_map(view));
                self.dead.len() as u64
            }
        };
        LaneView { count, first }
    }
}
