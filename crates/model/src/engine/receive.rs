//! The action ReceiveMessage.
//!
//! Source: `docs/sqs-behaviour.md`, sections 2.5 and 3.

use super::attributes::in_range;
use super::error::invalid_value;
use super::fifo::ReceiveCursor;
use super::fifo_memory::{Attempt, HandedOut};
use super::groups::key_of;
use super::message::ReceiveOptions;
use super::store::Place;
use super::{Answer, Engine, validate};
use crate::sqs::{
    self, CallId, Error, ErrorKind, EventKind, Receipt, ReceiveMessage, ReceiveMessageResult, Response, ReturnReason,
    limits,
};
use crate::time::Span;

/// The parameter that makes a FIFO receive repeatable.
const ATTEMPT: &str = "ReceiveRequestAttemptId";

impl Engine {
    pub(super) fn receive_message(&mut self, call: CallId, request: ReceiveMessage) -> Answer {
        let found = self.find_queue(&request.queue_url);
        match found.and_then(|at| self.receive_options(at, request).map(|(options, wait_s)| (at, options, wait_s))) {
            Ok((at, mut options, wait_s)) => {
                options.servers = self.servers_asked(at, wait_s);
                self.receive(call, at, options, wait_s)
            }
            Err(error) => Answer::Now(Err(error)),
        }
    }

    fn receive(&mut self, call: CallId, at: usize, options: ReceiveOptions, wait_s: u32) -> Answer {
        let queue = self.queue(at);
        let full = queue.counts.in_flight >= limits::IN_FLIGHT_MESSAGES;
        if full && wait_s == 0 && queue.fifo.is_none() {
            return Answer::Now(Err(Error::new(
                ErrorKind::OverLimit,
                "Too many messages have been received without being deleted. Please delete your received messages or \
                 let them timeout before receiving more.",
            )));
        }
        let messages = match self.receive_or_repeat(call, at, &options) {
            Ok(messages) => messages,
            Err(error) => return Answer::Now(Err(error)),
        };
        if messages.is_empty() && wait_s > 0 {
            let end = self.now + Span::from_secs(wait_s.into());
            self.queue_mut(at).polls_mut().add(call, end, options);
            self.note_change(at);
            return Answer::Waiting;
        }
        self.note_change(at);
        if messages.is_empty() {
            self.emit(Some(call), at, EventKind::ReceivedNothing);
        }
        Answer::Now(Ok(Response::ReceiveMessage(ReceiveMessageResult { messages })))
    }

    /// Checks the parameters of a receive. Returns them with the queue's defaults, and the wait time in seconds.
    fn receive_options(&self, at: usize, request: ReceiveMessage) -> Result<(ReceiveOptions, u32), Error> {
        let attributes = self.queue(at).attributes();
        let check = |given: Option<i64>, otherwise, range, parameter, reason| match given {
            None => Ok(otherwise),
            Some(given) => in_range(given, range).ok_or_else(|| invalid_value(given, parameter, reason)),
        };
        let max_messages = check(
            request.max_number_of_messages,
            1,
            limits::RECEIVE_MESSAGES,
            "MaxNumberOfMessages",
            "Must be between 1 and 10, if provided.",
        )?;
        let wait_s = check(
            request.wait_time_seconds,
            attributes.wait_s,
            limits::WAIT_TIME_SECONDS,
            "WaitTimeSeconds",
            "Must be >= 0 and <= 20, if provided.",
        )?;
        let visibility_s = check(
            request.visibility_timeout,
            attributes.visibility_s,
            limits::VISIBILITY_TIMEOUT_SECONDS,
            "VisibilityTimeout",
            "Must be >= 0 and <= 43200, if provided.",
        )?;
        let attempt = match &request.receive_request_attempt_id {
            Some(id) if attributes.fifo.is_some() => {
                validate::fifo_id(id, ATTEMPT)?;
                Some(id.clone())
            }
            Some(id) => {
                let reason = "The request includes a parameter that is not valid for this queue type.";
                return Err(invalid_value(id, ATTEMPT, reason));
            }
            None => None,
        };
        let mut system_attributes = request.attribute_names;
        system_attributes.extend(request.message_system_attribute_names);
        let message_attributes = request.message_attribute_names;
        let max_messages = max_messages as usize;
        Ok((
            ReceiveOptions {
                max_messages,
                visibility_s,
                system_attributes,
                message_attributes,
                attempt,
                servers: u16::MAX,
            },
            wait_s,
        ))
    }

    /// Returns the messages for a receive. Repeats an earlier receive if the attempt id matches.
    pub(super) fn receive_or_repeat(
        &mut self,
        call: CallId,
        at: usize,
        options: &ReceiveOptions,
    ) -> Result<Vec<sqs::Message>, Error> {
        let again = self.repeat(call, at, options)?;
        Ok(again.unwrap_or_else(|| self.receive_visible(call, at, options)))
    }

    /// Receives visible messages, up to the requested number. Moves messages that were received too often to their
    /// dead-letter queue.
    pub(super) fn receive_visible(&mut self, call: CallId, at: usize, options: &ReceiveOptions) -> Vec<sqs::Message> {
        let mut messages = Vec::with_capacity(options.max_messages.min(self.queue(at).counts.visible));
        let (mut still_visible, mut delivered, mut cursor) = (Vec::new(), Vec::new(), ReceiveCursor::default());
        while messages.len() < options.max_messages
            && let Some(place) = self.next_copy(at)
        {
            if let Some(message) = self.queue(at).message(place).map(|message| message.content.id) {
                self.emit(Some(call), at, EventKind::Duplicated { message });
            }
            messages.extend(self.deliver(call, at, place, options));
        }
        while messages.len() < options.max_messages && self.queue(at).counts.in_flight < limits::IN_FLIGHT_MESSAGES {
            let Some(place) = self.next_message(at, options, &mut cursor, &mut still_visible) else { break };
            if let Some(target) = self.dead_letter_target(at, place) {
                self.move_dead_letter(call, at, place, target);
                continue;
            }
            messages.extend(self.deliver(call, at, place, options));
            if options.visibility_s == 0 {
                still_visible.push(place);
            } else if !self.weather.is_calm() {
                delivered.push(place);
            }
        }
        // Only now, or one answer could contain the same message twice.
        for place in still_visible {
            self.queue_mut(at).enqueue(place);
        }
        self.leave_copies(at, &delivered);
        self.remember_attempt(at, options, &messages);
        messages
    }

    /// Repeats the receive with the same attempt id: the same messages with the same handles. Returns `None` if the
    /// queue does not remember the attempt id.
    fn repeat(
        &mut self,
        call: CallId,
        at: usize,
        options: &ReceiveOptions,
    ) -> Result<Option<Vec<sqs::Message>>, Error> {
        let Some(id) = &options.attempt else { return Ok(None) };
        let now = self.now;
        let Some(fifo) = &mut self.queue_mut(at).fifo else { return Ok(None) };
        let Some(attempt) = fifo.attempt(now, key_of(id)) else { return Ok(None) };
        let handed_out = attempt.handed_out.clone();
        let is_untouched = |given: &HandedOut| {
            self.queue(at).message(given.place).is_some_and(|message| {
                message.receive_count == given.receive_count && message.state.is_in_flight() && !message.changed
            })
        };
        if !handed_out.iter().all(is_untouched) {
            let reason = "The receiveRequestAttemptId is not valid anymore since the receive call is not retryable.";
            return Err(invalid_value(id, ATTEMPT, reason));
        }
        let mut messages = Vec::with_capacity(handed_out.len());
        for HandedOut { place, .. } in handed_out {
            if let Some(message) = self.queue_mut(at).message_mut(place) {
                message.hand_out(now);
            }
            if options.visibility_s == 0 {
                self.reappear(at, place, ReturnReason::Released, Some(call));
            }
            messages.extend(self.hand_out(call, at, place, options));
        }
        Ok(Some(messages))
    }

    fn remember_attempt(&mut self, at: usize, options: &ReceiveOptions, messages: &[sqs::Message]) {
        let (now, seal) = (self.now, self.seal);
        let Some(id) = options.attempt.as_ref().filter(|_| !messages.is_empty()) else { return };
        let receipts = messages.iter().filter_map(|message| message.receipt_handle.read(seal));
        let handed_out = receipts.map(|receipt| HandedOut {
            place: Place { ordinal: receipt.ordinal, slot: receipt.slot },
            receive_count: receipt.receive_count,
        });
        let attempt = Attempt { handed_out: handed_out.collect() };
        if let Some(fifo) = &mut self.queue_mut(at).fifo {
            fifo.remember_attempt(now, key_of(id), attempt);
        }
    }

    fn deliver(&mut self, call: CallId, at: usize, place: Place, options: &ReceiveOptions) -> Option<sqs::Message> {
        let now = self.now;
        self.queue_mut(at).message_mut(place)?.receive(now);
        self.hand_out(call, at, place, options)
    }

    /// Hides a message that was counted as received, and returns it for the answer.
    fn hand_out(&mut self, call: CallId, at: usize, place: Place, options: &ReceiveOptions) -> Option<sqs::Message> {
        let (now, seal) = (self.now, self.seal);
        let visible_at = now + Span::from_secs(options.visibility_s.into());
        let queue = self.queue_mut(at);
        let number = queue.number;
        let message = queue.message(place)?;
        let (id, receive_count) = (message.content.id, message.receive_count);
        let receipt_handle =
            seal.write(Receipt { queue: number, slot: place.slot, ordinal: place.ordinal, receive_count });
        if visible_at > now {
            queue.hide(place, visible_at);
        }
        let answer = self.queue(at).message(place)?.answer(receipt_handle.clone(), options, &self.account);
        self.emit(Some(call), at, EventKind::Received { message: id, receive_count, receipt_handle, visible_at });
        Some(answer)
    }
}
