//! The board: a fold over queue events. Nobody asks the engine what is inside.
//!
//! Each lane has an index in its own order, so that looking at the first tickets costs as much as there are looked at.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::motions::Motions;
use super::order::MessageMap;
use super::ticket::{Place, Ticket};
use super::{CallRecord, Happening, Lane, LaneView, Manner, Mover, PersonId, Spot, TicketView};
use crate::sqs::{Body, Event, EventKind, MessageId, QueueName, ReceiptHandle};
use crate::time::{Instant, Span};

/// How many deleted tickets are kept to look at.
const DONE_KEPT: usize = 256;
/// How many expired and purged ones.
const GONE_KEPT: usize = 64;
/// Slots further down a lane are all the same to a picture.
const SLOTS_SEEN: usize = 64;

const RECEIVE: Span = Span::from_millis(600);
const STAMP: Span = Span::from_millis(900);
const RETURN: Span = Span::from_millis(900);
const FALL: Span = Span::from_millis(900);
const APPEAR: Span = Span::from_millis(500);
const FADE: Span = Span::from_millis(600);

/// Index of a ticket in the store.
type Key = u32;

/// All tickets by lane.
#[derive(Clone, Debug)]
pub(super) struct Board {
    main: QueueName,
    dead_letters: QueueName,
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

impl Board {
    pub(super) fn new(main: &str, dead_letters: &str) -> Self {
        Self {
            main: main.into(),
            dead_letters: dead_letters.into(),
            tickets: Vec::new(),
            free: Vec::new(),
            by_id: MessageMap::default(),
            sent: 0,
            waiting: BTreeMap::new(),
            delayed: BTreeMap::new(),
            making: BTreeMap::new(),
            free_slots: BTreeSet::new(),
            slots: 0,
            hidden: BTreeMap::new(),
            dead: BTreeMap::new(),
            died: 0,
            done: VecDeque::new(),
            done_count: 0,
            gone: VecDeque::new(),
        }
    }

    pub(super) fn is_main(&self, queue: &QueueName) -> bool {
        *queue == self.main
    }

    pub(super) const fn main(&self) -> &QueueName {
        &self.main
    }

    pub(super) fn ticket(&self, message: MessageId) -> Option<&Ticket> {
        self.tickets[*self.by_id.get(&message)? as usize].as_ref()
    }

    fn ticket_mut(&mut self, message: MessageId) -> Option<&mut Ticket> {
        self.tickets[*self.by_id.get(&message)? as usize].as_mut()
    }

    /// Keeps a step of a ticket's life. The first, its sending, the ticket tells itself.
    pub(super) fn remember(&mut self, message: MessageId, step: &Happening) {
        if step.name() == "Sent" {
            return;
        }
        let key = self.by_id.get(&message);
        if let Some(ticket) = key.and_then(|key| self.tickets[*key as usize].as_mut()) {
            ticket.remember(step);
        }
    }

    pub(super) fn last_call(&mut self, message: MessageId, record: &Arc<CallRecord>) {
        if let Some(ticket) = self.ticket_mut(message) {
            ticket.cold().last_call = Some(Arc::clone(record));
        }
    }

    pub(super) fn mark_served(&mut self, message: MessageId) {
        if let Some(ticket) = self.ticket_mut(message) {
            ticket.cold().served = true;
        }
    }

    /// Takes an event in, and tells the text of the order concerned.
    pub(super) fn fold(
        &mut self,
        now: Instant,
        event: &Event,
        by: Option<PersonId>,
        motions: &mut Motions,
    ) -> Option<Body> {
        let is_main = self.is_main(&event.queue);
        if !is_main && event.queue != self.dead_letters {
            return None;
        }
        if let EventKind::Sent { message, body, visible_at } = &event.kind {
            self.add(event.at, *message, body, *visible_at, by, is_main);
            return Some(body.clone());
        }
        let Some(message) = event.kind.message() else {
            if let EventKind::Purged { .. } | EventKind::QueueDeleted = event.kind {
                self.clear(now, is_main, motions);
            }
            return None;
        };
        let key = *self.by_id.get(&message)?;
        let body = self.tickets[key as usize].as_ref()?.body.clone();
        match &event.kind {
            EventKind::BecameVisible { .. } => self.goes(now, key, Place::Waiting, Manner::Slide, APPEAR, motions),
            EventKind::Received { receive_count, receipt_handle, visible_at, .. } => {
                self.note_receive(key, *receive_count, receipt_handle, by);
                // Without a timeout the message stays where it is; in the dead-letter queue lanes do not matter.
                if *visible_at > event.at && is_main {
                    self.received(now, key, *visible_at, motions);
                }
            }
            EventKind::VisibilityChanged { visible_at, .. } if is_main => {
                self.received(now, key, *visible_at, motions);
            }
            EventKind::Reappeared { .. } if is_main => {
                self.goes(now, key, Place::Waiting, Manner::ShakeAndReturn, RETURN, motions);
            }
            EventKind::Deleted { .. } => self.deleted(now, key, is_main, motions),
            EventKind::DeadLettered { to, receive_count, .. } => {
                self.dies(now, key, *receive_count, to, is_main, motions);
            }
            EventKind::Expired { .. } => self.goes(now, key, Place::Expired, Manner::Fade, FADE, motions),
            _ => {}
        }
        Some(body)
    }

    fn add(
        &mut self,
        at: Instant,
        id: MessageId,
        body: &Body,
        visible_at: Option<Instant>,
        sent_by: Option<PersonId>,
        is_main: bool,
    ) {
        if self.by_id.contains_key(&id) {
            return;
        }
        let seq = self.sent;
        self.sent += 1;
        let ticket = Ticket {
            id,
            body: body.clone(),
            seq,
            sent_at: at,
            sent_by,
            since: at,
            place: Place::Done,
            receive_count: 0,
            cold: None,
        };
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
        let place = match visible_at {
            _ if !is_main => self.next_death(),
            Some(until) => Place::Delayed { until },
            None => Place::Waiting,
        };
        self.enter(key, at, place);
    }

    fn next_death(&mut self) -> Place {
        self.died += 1;
        Place::Dead { order: self.died }
    }

    fn note_receive(&mut self, key: Key, count: u32, handle: &ReceiptHandle, by: Option<PersonId>) {
        let Some(ticket) = self.tickets[key as usize].as_mut() else { return };
        ticket.receive_count = count;
        let cold = ticket.cold();
        cold.handle = Some(handle.clone());
        cold.holder = by;
    }

    /// A message is hidden until another moment: a new one in its slot if it is in flight, else in a slot of its own.
    fn received(&mut self, now: Instant, key: Key, until: Instant, motions: &mut Motions) {
        let Some(ticket) = self.tickets[key as usize].as_mut() else { return };
        if let Place::Making { slot, .. } = ticket.place {
            ticket.place = Place::Making { slot, until };
            return;
        }
        let slot = self.free_slots.first().copied().unwrap_or(self.slots);
        self.goes(now, key, Place::Making { slot, until }, Manner::Slide, RECEIVE, motions);
    }

    fn deleted(&mut self, now: Instant, key: Key, is_main: bool, motions: &mut Motions) {
        if is_main {
            self.done_count += 1;
            self.goes(now, key, Place::Done, Manner::StampAndTear, STAMP, motions);
        } else {
            self.goes(now, key, Place::Purged, Manner::Fade, FADE, motions);
        }
    }

    fn dies(
        &mut self,
        now: Instant,
        key: Key,
        receive_count: u32,
        to: &QueueName,
        is_main: bool,
        motions: &mut Motions,
    ) {
        if let Some(ticket) = self.tickets[key as usize].as_mut() {
            ticket.receive_count = receive_count;
        }
        let comes_here = is_main && *to == self.dead_letters;
        let place = if comes_here { self.next_death() } else { Place::Purged };
        let manner = if comes_here { Manner::Fall } else { Manner::Fade };
        self.goes(now, key, place, manner, FALL, motions);
    }

    /// Everything of a queue is gone.
    fn clear(&mut self, now: Instant, is_main: bool, motions: &mut Motions) {
        let keys: Vec<Key> = if is_main {
            self.making.values().chain(self.waiting.values()).chain(self.delayed.values()).copied().collect()
        } else {
            self.dead.values().rev().copied().collect()
        };
        for (index, key) in keys.into_iter().enumerate() {
            let span = if index < SLOTS_SEEN { FADE } else { Span::ZERO };
            self.goes(now, key, Place::Purged, Manner::Fade, span, motions);
        }
    }

    /// A ticket moves to another place, seen by all.
    fn goes(&mut self, now: Instant, key: Key, place: Place, manner: Manner, span: Span, motions: &mut Motions) {
        let from = if span.is_zero() || !motions.has_room(now) { None } else { self.spot(key) };
        self.leave(key);
        self.enter(key, now, place);
        let Some(from) = from else { return };
        let to = if manner == Manner::Fade { Some(from) } else { self.spot(key) };
        let (Some(to), Some(ticket)) = (to, self.tickets[key as usize].as_mut()) else { return };
        let id = ticket.id;
        let cold = ticket.cold();
        cold.moving_until = now + span;
        let mover = Mover::Ticket { id, order: cold.tag.clone(), manner };
        motions.go(mover, from, to, now, span);
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
    fn spot(&self, key: Key) -> Option<Spot> {
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
    pub(super) fn lane(
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
