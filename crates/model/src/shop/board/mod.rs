//! The board: a fold over queue events. It never asks the engine for its state.

mod changes;

use std::rc::Rc;

use self::changes::{APPEAR, FADE, RETURN};
use super::lanes::Lanes;
use super::memory::Memory;
use super::motions::Motions;
use super::ticket::{Place, Ticket};
use super::{CallRecord, Happening, Manner, MoveBackView, PersonId};
use crate::sqs::{Body, Event, EventKind, MessageId, QueueName};
use crate::time::Instant;

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

    /// Records that a drink was served, and whether a customer waited for it.
    pub(super) fn mark_served(&mut self, message: MessageId, has_customer: bool) {
        if let Some(ticket) = self.ticket_mut(message) {
            let cold = ticket.cold();
            cold.served = true;
            cold.reached_customer |= has_customer;
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
                self.show_guest_send(now, *message, guest, motions);
            }
            return Some(body.clone());
        }
        if let EventKind::Deduplicated { original, body } = &event.kind {
            if is_main {
                self.show_dropped_duplicate(now, *original, body, by, motions);
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
                self.move_ticket(now, key, Place::Waiting, Manner::Slide, APPEAR, motions);
            }
            EventKind::Duplicated { message } => self.duplicated = Some(*message),
            EventKind::Received { receive_count, receipt_handle, visible_at, .. }
                if self.duplicated.take() == Some(message) && is_main =>
            {
                self.handle_duplicate(now, key, *receive_count, receipt_handle, *visible_at, by, motions);
            }
            EventKind::Received { receive_count, receipt_handle, visible_at, .. } => {
                self.note_receive(now, key, *receive_count, receipt_handle, by);
                if let Some(guest) = by.filter(|by| by.is_guest()) {
                    self.show_guest_receive(now, key, guest, motions);
                }
                // Without a timeout the message stays where it is. Lanes do not matter in the dead-letter queue.
                if *visible_at > event.at && is_main {
                    self.hide_ticket(now, key, *visible_at, motions);
                }
            }
            EventKind::VisibilityChanged { visible_at, .. } if is_main => {
                self.hide_ticket(now, key, *visible_at, motions);
            }
            EventKind::Reappeared { .. } if is_main => {
                self.move_ticket(now, key, Place::Waiting, Manner::ShakeAndReturn, RETURN, motions);
            }
            EventKind::Delayed { visible_at, .. } if is_main => {
                self.move_ticket(now, key, Place::Delayed { until: *visible_at }, Manner::Slide, APPEAR, motions);
            }
            EventKind::Moved { to, becomes, body, envelope, .. } => {
                if let Some(moving) = &mut self.moving_back {
                    moving.moved += 1;
                }
                if self.is_main(to) {
                    let from = self.lanes.spot(key);
                    self.lanes.shift(key, now, Place::Purged);
                    self.add(event.at, *becomes, body, envelope.as_ref(), None, None, true);
                    self.show_move_back(now, *becomes, from, motions);
                } else {
                    self.move_ticket(now, key, Place::Purged, Manner::Fade, FADE, motions);
                }
            }
            EventKind::Deleted { .. } => self.handle_delete(now, key, is_main, motions),
            EventKind::DeadLettered { to, receive_count, envelope, .. } => {
                if let Some(ticket) = self.lanes.get_mut(key) {
                    ticket.envelope.clone_from(envelope);
                }
                self.handle_dead_letter(now, key, *receive_count, to, is_main, motions);
            }
            EventKind::Expired { .. } => self.move_ticket(now, key, Place::Expired, Manner::Fade, FADE, motions),
            _ => {}
        }
        Some(body)
    }
}
