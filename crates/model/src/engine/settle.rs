//! Timers, and service to waiting receives.

use super::Engine;
use super::agenda::{Due, Timer};
use crate::sqs::{CallId, Error, EventKind, Message, ReceiveMessageResult, Response, ReturnReason};

impl Engine {
    /// Fires one timer at its own instant. If waiting receives come first, serves those instead.
    pub(super) fn handle(&mut self, due: Due, at: usize) {
        // At one instant all other timers fire first, then waiting receives are served, then long polls end.
        if !self.changed.is_empty() && (due.at > self.now || due.timer == Timer::PollEnd) {
            return self.settle();
        }
        self.now = self.now.max(due.at);
        match due.timer {
            Timer::Expiry => self.expire(at, due),
            Timer::DelayEnd => {
                let place = due.place();
                let id = self.queue(at).message(place).map(|message| message.content.id);
                self.queue_mut(at).show(place);
                if let Some(message) = id {
                    self.emit(None, at, EventKind::BecameVisible { message });
                }
            }
            Timer::VisibilityEnd => self.reappear(at, due.place(), ReturnReason::TimedOut, None),
            Timer::MoveStep => self.move_step(at),
            Timer::PollEnd => {
                let call = due.call();
                self.emit(Some(call), at, EventKind::ReceivedNothing);
                self.end_poll(at, call, Ok(Vec::new()));
            }
        }
        self.note_change(at);
    }

    /// Records the next timer of a queue that changed. If the queue has an overdue timer or waiting receives, adds it
    /// to the queues of the next settle round, which handles them in the order of their changes.
    pub(super) fn note_change(&mut self, at: usize) {
        if !self.weather.is_calm() {
            let (now, weather) = (self.now, self.weather);
            self.queue_mut(at).note_counts(now, weather);
        }
        let overdue = self.note_due(at);
        let at_rest = !overdue && self.queue(at).polls().is_empty();
        if !at_rest && !self.changed.contains(&at) {
            self.changed.push_back(at);
        }
    }

    /// Records the next timer of a queue, if it changed. Returns true if the timer is overdue.
    fn note_due(&mut self, at: usize) -> bool {
        let Some(due) = self.queue_mut(at).changed_due() else { return false };
        self.agenda.set(at, due);
        due.at <= self.now
    }

    /// Settles every changed queue: expires overdue messages, serves waiting receives, and records the next timer.
    pub(super) fn settle(&mut self) {
        if !self.changed.is_empty() {
            self.settle_changed();
        }
        self.round += 1;
    }

    fn settle_changed(&mut self) {
        while let Some(at) = self.changed.pop_front() {
            if self.queues[at].is_none() {
                continue;
            }
            let mut due = self.queue_mut(at).next_due();
            while due.timer == Timer::Expiry && due.at <= self.now {
                self.expire(at, due);
                due = self.queue_mut(at).next_due();
            }
            self.serve(at);
            self.note_due(at);
        }
    }

    /// Gives visible messages to the waiting receives, oldest first. Waiting receives with the same attempt id get the
    /// same messages.
    fn serve(&mut self, at: usize) {
        while self.queue(at).may_deliver() {
            let Some((call, options)) = self.queue(at).polls().first() else { break };
            let messages = self.receive_visible(call, at, &options);
            if messages.is_empty() {
                break;
            }
            self.end_poll(at, call, Ok(messages));
            let Some(attempt) = &options.attempt else { continue };
            for (call, options) in self.queue(at).polls().of_attempt(attempt) {
                let again = self.receive_or_repeat(call, at, &options);
                self.end_poll(at, call, again);
            }
        }
    }

    fn end_poll(&mut self, at: usize, call: CallId, given: Result<Vec<Message>, Error>) {
        self.queue_mut(at).polls_mut().remove(call);
        let answer = given.map(|messages| Response::ReceiveMessage(ReceiveMessageResult { messages }));
        self.replies.push_back((call, answer));
    }

    /// Removes a message whose retention period has ended. It may be overdue: when the retention period was lowered, or
    /// when the message was moved to a dead-letter queue with a shorter one.
    fn expire(&mut self, at: usize, due: Due) {
        if let Some(message) = self.queue_mut(at).remove(due.place()) {
            self.emit(None, at, EventKind::Expired { message: message.content.id });
        }
    }
}
