//! Which messages a receive moves to a dead-letter queue, and how.
//!
//! Source: `docs/sqs-behaviour.md`, section 3.7.

use std::rc::Rc;

use super::Engine;
use super::message::DeadLetter;
use super::store::Place;
use crate::sqs::{CallId, EventKind};

impl Engine {
    /// Returns the queue to which a message is dead-lettered instead of being received. Returns `None` if the message
    /// can still be received, or if the dead-letter queue does not exist. In one settle round a message leaves each
    /// queue at most once, which breaks redrive cycles.
    pub(super) fn dead_letter_target(&self, at: usize, place: Place) -> Option<usize> {
        let queue = self.queue(at);
        let policy = &queue.attributes().redrive.as_ref()?.policy;
        let message = queue.message(place)?;
        if message.receive_count < policy.max_receive_count
            || message
                .dead_letter
                .as_ref()
                .is_some_and(|dead_letter| dead_letter.round == self.round && dead_letter.left.contains(&at))
        {
            return None;
        }
        let name = self.account.name_in_arn(&policy.dead_letter_target_arn)?;
        self.named(name)
    }

    pub(super) fn move_dead_letter(&mut self, call: CallId, at: usize, place: Place, target: usize) {
        let source = self.queue_mut(at);
        let arn = Rc::clone(&source.arn);
        let Some(mut message) = source.remove(place) else { return };
        let before = message.dead_letter.take().filter(|dead_letter| dead_letter.round == self.round);
        let mut left = before.map_or_else(Vec::new, |dead_letter| dead_letter.left);
        left.push(at);
        let mut dead_letter = DeadLetter { source: arn, round: self.round, left, retained_since: None };
        message.ordinal = self.next_ordinal();
        let now = self.now;
        let target_queue = self.queue_mut(target);
        let to = target_queue.name.clone();
        if let Some(fifo) = &mut target_queue.fifo {
            // A unique deduplication id, so that equal bodies do not collide. The retention period restarts.
            let id = message.content.id.to_string();
            message.content = message.content.renumbered(id, fifo.next_sequence());
            dead_letter.retained_since = Some(now);
        }
        message.dead_letter = Some(Box::new(dead_letter));
        let event = EventKind::DeadLettered {
            message: message.content.id,
            to,
            body: message.content.body.clone(),
            envelope: message.content.envelope.clone(),
            receive_count: message.receive_count,
        };
        target_queue.insert(message);
        self.emit(Some(call), at, event);
        self.note_change(target);
    }
}
