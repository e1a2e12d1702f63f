//! What each event changes on the board, and the movements that show it.

use std::rc::Rc;

use super::Board;
use crate::shop::lanes::{Key, SLOTS_SEEN};
use crate::shop::motions::Motions;
use crate::shop::ticket::{Place, Sender, Ticket};
use crate::shop::{Lane, Manner, Mover, OrderTag, PersonId, Spot};
use crate::sqs::{Body, Envelope, MessageId, QueueName, ReceiptHandle};
use crate::time::{Instant, Span};

pub(super) const PIN: Span = Span::from_millis(700);
pub(super) const RECEIVE: Span = Span::from_millis(600);
pub(super) const STAMP: Span = Span::from_millis(900);
pub(super) const RETURN: Span = Span::from_millis(900);
pub(super) const FALL: Span = Span::from_millis(900);
pub(super) const APPEAR: Span = Span::from_millis(500);
pub(super) const FADE: Span = Span::from_millis(600);
pub(super) const TURN_AWAY: Span = Span::from_millis(1_800);
pub(super) const WALK_BACK: Span = Span::from_millis(2_400);

impl Board {
    /// Shows a dropped duplicate.
    pub(super) fn show_dropped_duplicate(
        &mut self,
        now: Instant,
        original: MessageId,
        body: &Body,
        by: Option<PersonId>,
        motions: &mut Motions,
    ) {
        if let Some(memory) = &mut self.memory {
            memory.count_duplicate(original);
        }
        let hangs = self.lanes.key(original).and_then(|key| self.lanes.spot(key));
        let to = hangs.unwrap_or(Spot::Slot(Lane::Waiting, 0));
        let from = by.map_or(Spot::Door, Spot::Person);
        motions.start(Mover::TurnedAway(OrderTag::of(original, body.as_str())), from, to, now, TURN_AWAY);
    }

    /// Shows a dead letter that moves back to the board.
    pub(super) fn show_move_back(
        &mut self,
        now: Instant,
        message: MessageId,
        from: Option<Spot>,
        motions: &mut Motions,
    ) {
        let Some(from) = from.filter(|_| motions.has_room(now)) else { return };
        let Some(key) = self.lanes.key(message) else { return };
        let (Some(to), Some(ticket)) = (self.lanes.spot(key), self.lanes.get_mut(key)) else { return };
        let cold = ticket.cold();
        cold.moving_until = now + WALK_BACK;
        let mover = Mover::Ticket { id: message, order: cold.tag.clone(), manner: Manner::WalkBack };
        motions.start(mover, from, to, now, WALK_BACK);
    }

    /// Adds a duplicate delivery: a second slip of a message that is in flight.
    #[allow(clippy::too_many_arguments, reason = "the fields of a receive event")]
    pub(super) fn handle_duplicate(
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
            motions.start(Mover::Slip(ticket.tag()), from, Spot::Slot(Lane::Making, copy), now, RECEIVE);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the fields of a send event")]
    pub(super) fn add(
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
            _ if !is_main => self.lanes.next_dead_place(),
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
    pub(super) fn show_guest_send(&mut self, now: Instant, message: MessageId, guest: PersonId, motions: &mut Motions) {
        let Some(key) = self.lanes.key(message).filter(|_| motions.has_room(now)) else { return };
        let (Some(to), Some(ticket)) = (self.lanes.spot(key), self.lanes.get_mut(key)) else { return };
        let cold = ticket.cold();
        cold.moving_until = now + PIN;
        let mover = Mover::Ticket { id: message, order: cold.tag.clone(), manner: Manner::Slide };
        motions.start(mover, Spot::Person(guest), to, now, PIN);
    }

    /// Shows the receive of a guest: a copy of the slip moves to the guest.
    pub(super) fn show_guest_receive(&mut self, now: Instant, key: Key, guest: PersonId, motions: &mut Motions) {
        let Some(from) = self.lanes.spot(key).filter(|_| motions.has_room(now)) else { return };
        let Some(ticket) = self.lanes.get(key) else { return };
        motions.start(Mover::Slip(ticket.tag()), from, Spot::Person(guest), now, RECEIVE);
    }

    pub(super) fn note_receive(
        &mut self,
        now: Instant,
        key: Key,
        count: u32,
        handle: &ReceiptHandle,
        by: Option<PersonId>,
    ) {
        let Some(ticket) = self.lanes.get_mut(key) else { return };
        let cold = ticket.cold();
        cold.receive_count = count;
        cold.handle = Some(handle.clone());
        cold.holder = by;
        cold.first_received_at.get_or_insert(now);
    }

    /// Hides a message until `until`. A message in flight keeps its slot, others get a free one.
    pub(super) fn hide_ticket(&mut self, now: Instant, key: Key, until: Instant, motions: &mut Motions) {
        let Some(ticket) = self.lanes.get_mut(key) else { return };
        if let Place::Making { slot, .. } = ticket.place {
            ticket.place = Place::Making { slot, until };
            return;
        }
        let slot = self.lanes.free_slot();
        self.move_ticket(now, key, Place::Making { slot, until }, Manner::Slide, RECEIVE, motions);
    }

    pub(super) fn handle_delete(&mut self, now: Instant, key: Key, is_main: bool, motions: &mut Motions) {
        if is_main {
            self.move_ticket(now, key, Place::Done, Manner::StampAndTear, STAMP, motions);
        } else {
            self.move_ticket(now, key, Place::Purged, Manner::Fade, FADE, motions);
        }
    }

    pub(super) fn handle_dead_letter(
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
        let place = if comes_here { self.lanes.next_dead_place() } else { Place::Purged };
        let manner = if comes_here { Manner::Fall } else { Manner::Fade };
        self.move_ticket(now, key, place, manner, FALL, motions);
    }

    /// Removes all tickets of a queue.
    pub(super) fn clear(&mut self, now: Instant, is_main: bool, motions: &mut Motions) {
        if let Some(memory) = self.memory.as_mut().filter(|_| is_main) {
            memory.clear();
        }
        for (index, key) in self.lanes.stored(!is_main).into_iter().enumerate() {
            let span = if index < SLOTS_SEEN { FADE } else { Span::ZERO };
            self.move_ticket(now, key, Place::Purged, Manner::Fade, span, motions);
        }
    }

    /// Moves a ticket to another place, and shows the movement.
    pub(super) fn move_ticket(
        &mut self,
        now: Instant,
        key: Key,
        place: Place,
        manner: Manner,
        span: Span,
        motions: &mut Motions,
    ) {
        let from = if span.is_zero() || !motions.has_room(now) { None } else { self.lanes.spot(key) };
        self.lanes.shift(key, now, place);
        let Some(from) = from else { return };
        let to = if manner == Manner::Fade { Some(from) } else { self.lanes.spot(key) };
        let (Some(to), Some(ticket)) = (to, self.lanes.get_mut(key)) else { return };
        let id = ticket.id;
        let cold = ticket.cold();
        cold.moving_until = now + span;
        let mover = Mover::Ticket { id, order: cold.tag.clone(), manner };
        motions.start(mover, from, to, now, span);
    }
}
