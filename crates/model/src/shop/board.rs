//! The board: a fold over queue events. It never asks the engine for its state.

use std::rc::Rc;

use super::lanes::{Key, Lanes, SLOTS_SEEN};
use super::memory::Memory;
use super::motions::Motions;
use super::ticket::{Place, Sender, Ticket};
use super::{CallRecord, Happening, Lane, Manner, MoveBackView, Mover, OrderTag, PersonId, Spot};
use crate::sqs::{Body, Envelope, Event, EventKind, MessageId, QueueName, ReceiptHandle};
use crate::time::{Instant, Span};

const PIN: Span = Span::from_millis(700);
const RECEIVE: Span = Span::from_millis(600);
const STAMP: Span = Span::from_millis(900);
const RETURN: Span = Span::from_millis(900);
const FALL: Span = Span::from_millis(900);
const APPEAR: Span = Span::from_millis(500);
const FADE: Span = Span::from_millis(600);
const TURN_AWAY: Span = Span::from_millis(1_800);
const WALK_BACK: Span = Span::from_millis(2_400);

/// The board and the dead letters.
#[derive(Clone, Debug)]
pub(super) struct Board {
    main: QueueName,
    dead_letters: QueueName,
    pub(super) lanes: Lanes,
    /// The deduplication memory, for a FIFO queue.
    pub(super) memory: Option<Memory>,
    /// Progress of a running move task.
    pub(super) moving_back: Option<MoveBackView>,
    /// The next receive of this message is a duplicate delivery.
    duplicated: Option<MessageId>,
}

impl Board {
    pub(super) fn new([main, dead_letters]: [&str; 2], fifo: bool, has_groups: bool) -> Self {
        Self {
            main: main.into(),
            dead_letters: dead_letters.into(),
            lanes: Lanes::new(has_groups),
            memory: fifo.then(Memory::default),
            moving_back: None,
            duplicated: None,
        }
    }

    pub(super) fn is_main(&self, queue: &QueueName) -> bool {
        *queue == self.main
    }

    pub(super) const fn main(&self) -> &QueueName {
        &self.main
    }

    pub(super) fn ticket(&self, message: MessageId) -> Option<&Ticket> {
        self.lanes.get(self.lanes.key(message)?)
    }

    fn ticket_mut(&mut self, message: MessageId) -> Option<&mut Ticket> {
        self.lanes.get_mut(self.lanes.key(message)?)
    }

    /// Adds a step to a ticket's history.
    pub(super) fn remember(&mut self, message: MessageId, step: &Rc<Happening>) {
        if let Some(ticket) = self.ticket_mut(message) {
            ticket.remember(step);
        }
    }

    pub(super) fn last_call(&mut self, message: MessageId, record: &Rc<CallRecord>) {
        if let Some(ticket) = self.ticket_mut(message) {
            ticket.cold().last_call = Some(Rc::clone(record));
        }
    }

    pub(super) fn mark_served(&mut self, message: MessageId) {
        if let Some(ticket) = self.ticket_mut(message) {
            ticket.cold().served = true;
        }
    }

    /// Applies an event. Returns the text of the order concerned.
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
        if let EventKind::Sent { message, body, visible_at, envelope } = &event.kind {
            self.add(event.at, *message, body, envelope.as_ref(), *visible_at, by, is_main);
            if let Some(memory) = self.memory.as_mut().filter(|_| is_main) {
                memory.remember(event.at, *message, body, envelope.as_ref());
            }
            if let Some(guest) = by.filter(|by| by.is_guest()) {
                self.flies_in(now, *message, guest, motions);
            }
            return Some(body.clone());
        }
        if let EventKind::Deduplicated { original, body } = &event.kind {
            if is_main {
                self.turns_away(now, *original, body, by, motions);
            }
            return Some(body.clone());
        }
        let Some(message) = event.kind.message() else {
            match event.kind {
                // Store the event's own name: later comparisons with it are by pointer in nearly all cases.
                EventKind::QueueCreated if is_main => self.main = event.queue.clone(),
                EventKind::QueueCreated => self.dead_letters = event.queue.clone(),
                EventKind::Purged { .. } | EventKind::QueueDeleted => self.clear(now, is_main, motions),
                EventKind::MoveStarted { to_move } if !is_main => {
                    self.moving_back = Some(MoveBackView { to_move, moved: 0 });
                }
                EventKind::MoveEnded { .. } if !is_main => self.moving_back = None,
                _ => {}
            }
            return None;
        };
        let key = self.lanes.key(message)?;
        let body = self.lanes.get(key)?.body.clone();
        match &event.kind {
            EventKind::BecameVisible { .. } if is_main => {
                self.goes(now, key, Place::Waiting, Manner::Slide, APPEAR, motions);
            }
            EventKind::Duplicated { message } => self.duplicated = Some(*message),
            EventKind::Received { receive_count, receipt_handle, visible_at, .. }
                if self.duplicated.take() == Some(message) && is_main =>
            {
                self.copied(now, key, *receive_count, receipt_handle, *visible_at, by, motions);
            }
            EventKind::Received { receive_count, receipt_handle, visible_at, .. } => {
                self.note_receive(now, key, *receive_count, receipt_handle, by);
                if let Some(guest) = by.filter(|by| by.is_guest()) {
                    self.flies_out(now, key, guest, motions);
                }
                // Without a timeout the message stays where it is. Lanes do not matter in the dead-letter queue.
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
            EventKind::Delayed { visible_at, .. } if is_main => {
                self.goes(now, key, Place::Delayed { until: *visible_at }, Manner::Slide, APPEAR, motions);
            }
            EventKind::Moved { to, becomes, body, envelope, .. } => {
                if let Some(moving) = &mut self.moving_back {
                    moving.moved += 1;
                }
                if self.is_main(to) {
                    let from = self.lanes.spot(key);
                    self.lanes.shift(key, now, Place::Purged);
                    self.add(event.at, *becomes, body, envelope.as_ref(), None, None, true);
                    self.walks_back(now, *becomes, from, motions);
                } else {
                    self.goes(now, key, Place::Purged, Manner::Fade, FADE, motions);
                }
            }
            EventKind::Deleted { .. } => self.deleted(now, key, is_main, motions),
            EventKind::DeadLettered { to, receive_count, envelope, .. } => {
                if let Some(ticket) = self.lanes.get_mut(key) {
                    ticket.envelope.clone_from(envelope);
                }
                self.dies(now, key, *receive_count, to, is_main, motions);
            }
            EventKind::Expired { .. } => self.goes(now, key, Place::Expired, Manner::Fade, FADE, motions),
            _ => {}
        }
        Some(body)
    }

    /// Shows a dropped duplicate.
    fn turns_away(
        &mut self,
        now: Instant,
        original: MessageId,
        body: &Body,
        by: Option<PersonId>,
        motions: &mut Motions,
    ) {
        if let Some(memory) = &mut self.memory {
            memory.drops(original);
        }
        let hangs = self.lanes.key(original).and_then(|key| self.lanes.spot(key));
        let to = hangs.unwrap_or(Spot::Slot(Lane::Waiting, 0));
        let from = by.map_or(Spot::Door, Spot::Person);
        motions.go(Mover::TurnedAway(OrderTag::of(original, body.as_str())), from, to, now, TURN_AWAY);
    }

    /// Shows a dead letter that moves back to the board.
    fn walks_back(&mut self, now: Instant, message: MessageId, from: Option<Spot>, motions: &mut Motions) {
        let Some(from) = from.filter(|_| motions.has_room(now)) else { return };
        let Some(key) = self.lanes.key(message) else { return };
        let (Some(to), Some(ticket)) = (self.lanes.spot(key), self.lanes.get_mut(key)) else { return };
        let cold = ticket.cold();
        cold.moving_until = now + WALK_BACK;
        let mover = Mover::Ticket { id: message, order: cold.tag.clone(), manner: Manner::WalkBack };
        motions.go(mover, from, to, now, WALK_BACK);
    }

    /// Adds a duplicate delivery: a second slip of a message that is in flight.
    #[allow(clippy::too_many_arguments, reason = "all that a receive tells")]
    fn copied(
        &mut self,
        now: Instant,
        key: Key,
        count: u32,
        handle: &ReceiptHandle,
        until: Instant,
        by: Option<PersonId>,
        motions: &mut Motions,
    ) {
        let Some(ticket) = self.lanes.get_mut(key) else { return };
        let first_holder = ticket.cold().holder;
        let Place::Making { slot, .. } = ticket.place else { return };
        ticket.place = Place::Making { slot, until };
        self.note_receive(now, key, count, handle, first_holder);
        let copy = self.lanes.add_copy(key, now, by);
        if let Some(ticket) = self.lanes.get(key) {
            let from = Spot::Slot(Lane::Making, slot);
            motions.go(Mover::Slip(ticket.tag()), from, Spot::Slot(Lane::Making, copy), now, RECEIVE);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "all that a send tells")]
    fn add(
        &mut self,
        at: Instant,
        id: MessageId,
        body: &Body,
        envelope: Option<&Rc<Envelope>>,
        visible_at: Option<Instant>,
        sent_by: Option<PersonId>,
        is_main: bool,
    ) {
        if self.lanes.key(id).is_some() {
            return;
        }
        let place = match visible_at {
            _ if !is_main => self.lanes.next_death(),
            Some(until) => Place::Delayed { until },
            None => Place::Waiting,
        };
        let body = body.clone();
        self.lanes.add(Ticket {
            id,
            body,
            seq: 0,
            sent_at: at,
            sent_by: Sender::of(sent_by),
            since: at,
            place,
            envelope: envelope.cloned(),
            string: 0,
            cold: None,
        });
    }

    /// Shows the send of a guest. Staff walk to the board instead.
    fn flies_in(&mut self, now: Instant, message: MessageId, guest: PersonId, motions: &mut Motions) {
        let Some(key) = self.lanes.key(message).filter(|_| motions.has_room(now)) else { return };
        let (Some(to), Some(ticket)) = (self.lanes.spot(key), self.lanes.get_mut(key)) else { return };
        let cold = ticket.cold();
        cold.moving_until = now + PIN;
        let mover = Mover::Ticket { id: message, order: cold.tag.clone(), manner: Manner::Slide };
        motions.go(mover, Spot::Person(guest), to, now, PIN);
    }

    /// Shows the receive of a guest: a copy of the slip moves to the guest.
    fn flies_out(&mut self, now: Instant, key: Key, guest: PersonId, motions: &mut Motions) {
        let Some(from) = self.lanes.spot(key).filter(|_| motions.has_room(now)) else { return };
        let Some(ticket) = self.lanes.get(key) else { return };
        motions.go(Mover::Slip(ticket.tag()), from, Spot::Person(guest), now, RECEIVE);
    }

    fn note_receive(&mut self, now: Instant, key: Key, count: u32, handle: &ReceiptHandle, by: Option<PersonId>) {
        let Some(ticket) = self.lanes.get_mut(key) else { return };
        let cold = ticket.cold();
        cold.receive_count = count;
        cold.handle = Some(handle.clone());
        cold.holder = by;
        cold.first_received_at.get_or_insert(now);
    }

    /// Hides a message until `until`. A message in flight keeps its slot, others get a free one.
    fn received(&mut self, now: Instant, key: Key, until: Instant, motions: &mut Motions) {
        let Some(ticket) = self.lanes.get_mut(key) else { return };
        if let Place::Making { slot, .. } = ticket.place {
            ticket.place = Place::Making { slot, until };
            return;
        }
        let slot = self.lanes.free_slot();
        self.goes(now, key, Place::Making { slot, until }, Manner::Slide, RECEIVE, motions);
    }

    fn deleted(&mut self, now: Instant, key: Key, is_main: bool, motions: &mut Motions) {
        if is_main {
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
        if let Some(ticket) = self.lanes.get_mut(key) {
            ticket.cold().receive_count = receive_count;
        }
        let comes_here = is_main && *to == self.dead_letters;
        let place = if comes_here { self.lanes.next_death() } else { Place::Purged };
        let manner = if comes_here { Manner::Fall } else { Manner::Fade };
        self.goes(now, key, place, manner, FALL, motions);
    }

    /// Removes all tickets of a queue.
    fn clear(&mut self, now: Instant, is_main: bool, motions: &mut Motions) {
        if let Some(memory) = self.memory.as_mut().filter(|_| is_main) {
            memory.clear();
        }
        for (index, key) in self.lanes.stored(!is_main).into_iter().enumerate() {
            let span = if index < SLOTS_SEEN { FADE } else { Span::ZERO };
            self.goes(now, key, Place::Purged, Manner::Fade, span, motions);
        }
    }

    /// Moves a ticket to another place, and shows the movement.
    fn goes(&mut self, now: Instant, key: Key, place: Place, manner: Manner, span: Span, motions: &mut Motions) {
        let from = if span.is_zero() || !motions.has_room(now) { None } else { self.lanes.spot(key) };
        self.lanes.shift(key, now, place);
        let Some(from) = from else { return };
        let to = if manner == Manner::Fade { Some(from) } else { self.lanes.spot(key) };
        let (Some(to), Some(ticket)) = (to, self.lanes.get_mut(key)) else { return };
        let id = ticket.id;
        let cold = ticket.cold();
        cold.moving_until = now + span;
        let mover = Mover::Ticket { id, order: cold.tag.clone(), manner };
        motions.go(mover, from, to, now, span);
    }
}
