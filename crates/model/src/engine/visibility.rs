//! Changes of visibility, with their events.
//!
//! Source: `docs/sqs-behaviour.md`, sections 1.6 and 3.5.

use super::Engine;
use super::store::Place;
use crate::sqs::{CallId, EventKind, MessageId, ReturnReason};
use crate::time::Instant;

impl Engine {
    /// Applies a changed delay to the stored messages of a FIFO queue.
    pub(super) fn apply_delay(&mut self, call: CallId, at: usize) {
        let now = self.now;
        for (place, until) in self.queue_mut(at).apply_delay(now) {
            let Some(message) = self.queue(at).message(place).map(|message| message.content.id) else { continue };
            let event = match until {
                Some(visible_at) => EventKind::Delayed { message, visible_at },
                None => EventKind::BecameVisible { message },
            };
            self.emit(Some(call), at, event);
        }
    }

    pub(super) fn hide_until(
        &mut self,
        call: CallId,
        at: usize,
        place: Place,
        message: MessageId,
        visible_at: Instant,
    ) {
        self.queue_mut(at).hide(place, visible_at);
        self.emit(Some(call), at, EventKind::VisibilityChanged { message, visible_at });
    }

    /// Makes an in-flight message visible again.
    pub(super) fn reappear(&mut self, at: usize, place: Place, reason: ReturnReason, call: Option<CallId>) {
        let queue = self.queue_mut(at);
        queue.show(place);
        let Some(message) = queue.message(place) else { return };
        let (message, receive_count) = (message.content.id, message.receive_count);
        self.emit(call, at, EventKind::Reappeared { message, receive_count, reason });
    }
}
