//! Which messages a receive moves to a dead-letter queue, and how.

use std::rc::Rc;

use super::Engine;
use super::message::Death;
use super::store::Place;
use crate::sqs::{CallId, EventKind};

impl Engine {
    /// Where a message goes instead of being received once more; none where it can be received, or where there is no
    /// queue to take it. In a ring of dead-letter queues a message leaves each queue once at a time.
    pub(super) fn dead_letter_target(&self, at: usize, place: Place) -> Option<usize> {
        let queue = self.queue(at);
        let policy = &queue.attributes().redrive.as_ref()?.policy;
        let message = queue.message(place)?;
        if message.receive_count < policy.max_receive_count
            || message.death.as_ref().is_some_and(|death| death.round == self.round && death.left.contains(&at))
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
        let before = message.death.take().filter(|death| death.round == self.round);
        let mut left = before.map_or_else(Vec::new, |death| death.left);
        left.push(at);
        let mut death = Death { source: arn, round: self.round, left, retained_since: None };
        message.ordinal = self.next_ordinal();
        let now = self.now;
        let target_queue = self.queue_mut(target);
        let to = target_queue.name.clone();
        if let Some(fifo) = &mut target_queue.fifo {
            // Equal bodies do not collide there, and the retention begins anew.
            let id = message.content.id.to_string();
            message.content = message.content.renumbered(id, fifo.next_sequence());
            death.retained_since = Some(now);
        }
        message.death = Some(Box::new(death));
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
