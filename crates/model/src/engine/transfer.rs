//! The actions on messages (fact sheet, sections 2.4, 2.5 and 3).

use std::rc::Rc;

use super::attributes::in_range;
use super::error::{invalid, invalid_value};
use super::fifo::Walk;
use super::fifo_memory::{Attempt, HandedOut, Original};
use super::groups::key_of;
use super::message::{Content, Death, Message, State, Wish};
use super::store::Place;
use super::{Answer, Engine, validate};
use crate::collections::Key;
use crate::sqs::{
    self, CallId, ChangeMessageVisibility, DeleteMessage, Envelope, Error, ErrorKind, EventKind, MessageId, Receipt,
    ReceiptHandle, ReceiveMessage, ReceiveMessageResult, Response, ReturnReason, SendMessage, SendMessageResult, hex,
    limits, sha256,
};
use crate::time::{Instant, Span};

/// What a receive can be repeated by.
const ATTEMPT: &str = "ReceiveRequestAttemptId";

/// How long a message can stay hidden after the receive that hid it.
const HIDDEN_AT_MOST: Span = Span::from_secs(limits::VISIBILITY_TIMEOUT_SECONDS.1 as u64);

/// How a message comes: the service words some refusals differently for the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Single,
    Batch,
}

impl Engine {
    pub(super) fn send_message(&mut self, call: CallId, request: SendMessage) -> Result<Response, Error> {
        validate::required(&request)?;
        let at = self.find_queue(&request.queue_url)?;
        self.check_fifo_ids(at, &request, Form::Single)?;
        self.send(call, at, request, Form::Single).map(Response::SendMessage)
    }

    /// What a FIFO queue needs to know of each message.
    pub(super) fn check_fifo_ids(&self, at: usize, send: &SendMessage, form: Form) -> Result<(), Error> {
        let Some(fifo) = &self.queue(at).attributes().fifo else { return Ok(()) };
        let no_group = send.message_group_id.is_none();
        let no_id = send.message_deduplication_id.is_none() && !fifo.content_based;
        match form {
            Form::Single if no_group => Err(Error::missing("MessageGroupId")),
            // Where both are missing, a batch hears of the other first.
            _ if no_id => Err(invalid(
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided \
                 explicitly",
            )),
            Form::Batch if no_group => Err(invalid(Error::missing("MessageGroupId").message)),
            _ => Ok(()),
        }
    }

    /// Checks a message and stores it.
    pub(super) fn send(
        &mut self,
        call: CallId,
        at: usize,
        mut send: SendMessage,
        form: Form,
    ) -> Result<SendMessageResult, Error> {
        let delay_s = self.check_send(at, &mut send, form)?;
        let now = self.now;
        let queue = self.queue_mut(at);
        let deduplication = queue.fifo.as_ref().map(|fifo| deduplication(fifo.scope_is_group, &send));
        let mut result = SendMessageResult {
            message_id: MessageId::from(queue.ids.uuid()),
            body: send.message_body,
            message_attributes: send.message_attributes,
            message_system_attributes: send.message_system_attributes,
            sequence_number: None,
        };
        let mut of_fifo = None;
        if let (Some(fifo), Some((id, key))) = (&mut queue.fifo, deduplication) {
            if let Some(original) = fifo.original(now, key) {
                result.message_id = original.message;
                result.sequence_number = Some(original.sequence);
                let event = EventKind::Deduplicated { original: original.message, body: result.body.clone() };
                self.emit(Some(call), at, event);
                return Ok(result);
            }
            let sequence = fifo.next_sequence();
            fifo.remember_send(now, key, Original { message: result.message_id, sequence });
            result.sequence_number = Some(sequence);
            of_fifo = Some((id, sequence));
        }
        let envelope = Envelope {
            attributes: result.message_attributes.clone(),
            system_attributes: result.message_system_attributes.clone(),
            group: send.message_group_id,
            fifo: of_fifo,
        };
        let envelope = (!envelope.is_blank()).then(|| Rc::new(envelope));
        let visible_at = (delay_s > 0).then(|| now + Span::from_secs(delay_s.into()));
        let content = Content { id: result.message_id, body: result.body.clone(), envelope };
        let event = EventKind::Sent {
            message: content.id,
            body: content.body.clone(),
            envelope: content.envelope.clone(),
            visible_at,
        };
        let state = visible_at.map_or(State::Visible, State::Delayed);
        let message = Message::new(self.next_ordinal(), state, now, content);
        self.queue_mut(at).insert(message);
        self.emit(Some(call), at, event);
        self.note_change(at);
        Ok(result)
    }

    /// Checks what is wrong with a message by itself. Gives back the seconds of its delay.
    fn check_send(&self, at: usize, send: &mut SendMessage, form: Form) -> Result<u32, Error> {
        let attributes = self.queue(at).attributes();
        validate::body(send, attributes.maximum_message_bytes, form)?;
        let is_fifo = attributes.fifo.is_some();
        let delay_s = match send.delay_seconds {
            None => attributes.delay_s,
            Some(given) => {
                let delay_s = in_range(given, limits::DELAY_SECONDS)
                    .ok_or_else(|| invalid_value(given, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900."))?;
                match (is_fifo, delay_s) {
                    (false, _) => delay_s,
                    (true, 0) => attributes.delay_s,
                    (true, _) => {
                        let reason = "The request include parameter that is not valid for this queue type";
                        return Err(match form {
                            Form::Single => invalid_value(given, "DelaySeconds", &format!("{reason}.")),
                            Form::Batch => invalid(reason),
                        });
                    }
                }
            }
        };
        if let Some(group) = &send.message_group_id {
            validate::fifo_id(group.as_str(), "MessageGroupId")?;
        }
        if let Some(id) = &send.message_deduplication_id {
            validate::fifo_id(id, "MessageDeduplicationId")?;
            if !is_fifo {
                let reason = "The request includes a parameter that is not valid for this queue type.";
                return Err(invalid_value(id, "MessageDeduplicationId", reason));
            }
        }
        validate::attributes(&mut send.message_attributes)?;
        validate::system_attributes(&mut send.message_system_attributes)?;
        Ok(delay_s)
    }

    pub(super) fn receive_message(&mut self, call: CallId, request: ReceiveMessage) -> Answer {
        let found = self.find_queue(&request.queue_url);
        match found.and_then(|at| self.wish(at, request).map(|(wish, wait_s)| (at, wish, wait_s))) {
            Ok((at, mut wish, wait_s)) => {
                wish.servers = self.servers_asked(at, wait_s);
                self.receive(call, at, wish, wait_s)
            }
            Err(error) => Answer::Now(Err(error)),
        }
    }

    fn receive(&mut self, call: CallId, at: usize, wish: Wish, wait_s: u32) -> Answer {
        let queue = self.queue(at);
        let full = queue.counts.in_flight >= limits::IN_FLIGHT_MESSAGES;
        if full && wait_s == 0 && queue.fifo.is_none() {
            return Answer::Now(Err(Error::new(
                ErrorKind::OverLimit,
                "Too many messages have been received without being deleted. Please delete your received messages or \
                 let them timeout before receiving more.",
            )));
        }
        let messages = match self.give(call, at, &wish) {
            Ok(messages) => messages,
            Err(error) => return Answer::Now(Err(error)),
        };
        if messages.is_empty() && wait_s > 0 {
            let end = self.now + Span::from_secs(wait_s.into());
            self.queue_mut(at).polls_mut().add(call, end, wish);
            self.note_change(at);
            return Answer::Waiting;
        }
        self.note_change(at);
        if messages.is_empty() {
            self.emit(Some(call), at, EventKind::ReceivedNothing);
        }
        Answer::Now(Ok(Response::ReceiveMessage(ReceiveMessageResult { messages })))
    }

    /// What a receive asks for, and how many seconds it would wait.
    fn wish(&self, at: usize, request: ReceiveMessage) -> Result<(Wish, u32), Error> {
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
            Wish { max_messages, visibility_s, system_attributes, message_attributes, attempt, servers: u16::MAX },
            wait_s,
        ))
    }

    /// What a receive gets now, be it again.
    pub(super) fn give(&mut self, call: CallId, at: usize, wish: &Wish) -> Result<Vec<sqs::Message>, Error> {
        let again = self.repeat(call, at, wish)?;
        Ok(again.unwrap_or_else(|| self.take(call, at, wish)))
    }

    /// Receives what is visible, as far as wished for; dead letters on the way leave for their queue.
    pub(super) fn take(&mut self, call: CallId, at: usize, wish: &Wish) -> Vec<sqs::Message> {
        let mut messages = Vec::with_capacity(wish.max_messages.min(self.queue(at).counts.visible));
        let (mut still_visible, mut delivered, mut walk) = (Vec::new(), Vec::new(), Walk::default());
        while messages.len() < wish.max_messages
            && let Some(place) = self.next_copy(at)
        {
            if let Some(message) = self.queue(at).message(place).map(|message| message.content.id) {
                self.emit(Some(call), at, EventKind::Duplicated { message });
            }
            messages.extend(self.deliver(call, at, place, wish));
        }
        while messages.len() < wish.max_messages && self.queue(at).counts.in_flight < limits::IN_FLIGHT_MESSAGES {
            let Some(place) = self.next_message(at, wish, &mut walk, &mut still_visible) else { break };
            if let Some(target) = self.dead_letter_target(at, place) {
                self.move_dead_letter(call, at, place, target);
                continue;
            }
            messages.extend(self.deliver(call, at, place, wish));
            if wish.visibility_s == 0 {
                still_visible.push(place);
            } else if !self.weather.is_calm() {
                delivered.push(place);
            }
        }
        // Only now, or one answer would hold the same message twice.
        for place in still_visible {
            self.queue_mut(at).line_up(place);
        }
        self.leave_copies(at, &delivered);
        self.remember_attempt(at, wish, &messages);
        messages
    }

    /// What a repeated receive gets: the same messages under the same handles. None where it repeats nothing.
    fn repeat(&mut self, call: CallId, at: usize, wish: &Wish) -> Result<Option<Vec<sqs::Message>>, Error> {
        let Some(id) = &wish.attempt else { return Ok(None) };
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
            if wish.visibility_s == 0 {
                self.reappear(at, place, ReturnReason::Released, Some(call));
            }
            messages.extend(self.hand_out(call, at, place, wish));
        }
        Ok(Some(messages))
    }

    fn remember_attempt(&mut self, at: usize, wish: &Wish, messages: &[sqs::Message]) {
        let (now, seal) = (self.now, self.seal);
        let Some(id) = wish.attempt.as_ref().filter(|_| !messages.is_empty()) else { return };
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

    fn deliver(&mut self, call: CallId, at: usize, place: Place, wish: &Wish) -> Option<sqs::Message> {
        let now = self.now;
        self.queue_mut(at).message_mut(place)?.receive(now);
        self.hand_out(call, at, place, wish)
    }

    /// Hides a message that counts as received, and answers with it.
    fn hand_out(&mut self, call: CallId, at: usize, place: Place, wish: &Wish) -> Option<sqs::Message> {
        let (now, seal) = (self.now, self.seal);
        let visible_at = now + Span::from_secs(wish.visibility_s.into());
        let queue = self.queue_mut(at);
        let number = queue.number;
        let message = queue.message(place)?;
        let (id, receive_count) = (message.content.id, message.receive_count);
        let receipt_handle =
            seal.write(Receipt { queue: number, slot: place.slot, ordinal: place.ordinal, receive_count });
        if visible_at > now {
            queue.hide(place, visible_at);
        }
        let answer = self.queue(at).message(place)?.answer(receipt_handle.clone(), wish, &self.account);
        self.emit(Some(call), at, EventKind::Received { message: id, receive_count, receipt_handle, visible_at });
        Some(answer)
    }

    /// Where a message goes instead of being received once more; none where it can be received, or where there is no
    /// queue to take it. In a ring of dead-letter queues a message leaves each queue once at a time.
    fn dead_letter_target(&self, at: usize, place: Place) -> Option<usize> {
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

    fn move_dead_letter(&mut self, call: CallId, at: usize, place: Place, target: usize) {
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

    pub(super) fn delete_message(&mut self, call: CallId, request: &DeleteMessage) -> Result<Response, Error> {
        let at = self.find_queue(&request.queue_url)?;
        let place = self.read_receipt(at, &request.receipt_handle)?;
        self.check_expired(at, &request.receipt_handle)?;
        if let Some(message) = self.queue_mut(at).remove(place) {
            self.emit(Some(call), at, EventKind::Deleted { message: message.content.id });
            self.note_change(at);
        }
        Ok(Response::Empty {})
    }

    pub(super) fn change_message_visibility(
        &mut self,
        call: CallId,
        request: &ChangeMessageVisibility,
    ) -> Result<Response, Error> {
        let given = request.visibility_timeout;
        let refuse = |reason: &str| invalid_value(given, "VisibilityTimeout", reason);
        let timeout_s =
            in_range(given, limits::VISIBILITY_TIMEOUT_SECONDS).ok_or_else(|| refuse("Must be >= 0 and <= 43200."))?;
        let at = self.find_queue(&request.queue_url)?;
        let place = self.read_receipt(at, &request.receipt_handle)?;
        let Some(message) = self.queue(at).message(place) else {
            let reason = "Message does not exist or is not available for visibility timeout change.";
            return Err(invalid_value(&request.receipt_handle, "ReceiptHandle", reason));
        };
        self.check_expired(at, &request.receipt_handle)?;
        let timeout = Span::from_secs(timeout_s.into());
        if message.held_for(self.now) + timeout > HIDDEN_AT_MOST {
            return Err(refuse("Total VisibilityTimeout for the message is beyond the limit [43200 seconds]"));
        }
        let (id, state) = (message.content.id, message.state);
        if let Some(message) = self.queue_mut(at).message_mut(place) {
            message.changed = true;
        }
        if timeout_s > 0 {
            self.hide_until(call, at, place, id, self.now + timeout);
        } else if matches!(state, State::InFlight(_)) {
            self.reappear(at, place, ReturnReason::Released, Some(call));
        }
        self.note_change(at);
        Ok(Response::Empty {})
    }

    /// Brings the messages of a FIFO queue to its new delay.
    pub(super) fn redelay(&mut self, call: CallId, at: usize) {
        let now = self.now;
        for (place, until) in self.queue_mut(at).redelay(now) {
            let Some(message) = self.queue(at).message(place).map(|message| message.content.id) else { continue };
            let event = match until {
                Some(visible_at) => EventKind::Delayed { message, visible_at },
                None => EventKind::BecameVisible { message },
            };
            self.emit(Some(call), at, event);
        }
    }

    fn hide_until(&mut self, call: CallId, at: usize, place: Place, message: MessageId, visible_at: Instant) {
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

    /// On a FIFO queue a handle is good only while the message is hidden by the very receive that it proves.
    fn check_expired(&self, at: usize, handle: &ReceiptHandle) -> Result<(), Error> {
        let queue = self.queue(at);
        let Some(receipt) = handle.read(self.seal).filter(|_| queue.fifo.is_some()) else { return Ok(()) };
        let message = queue.message(Place { ordinal: receipt.ordinal, slot: receipt.slot });
        let is_good = message
            .is_none_or(|message| message.state.is_in_flight() && message.receive_count == receipt.receive_count);
        if is_good { Ok(()) } else { Err(invalid_value(handle, "ReceiptHandle", "The receipt handle has expired.")) }
    }

    /// Which message a handle means, whether it is still there or not.
    fn read_receipt(&self, at: usize, handle: &ReceiptHandle) -> Result<Place, Error> {
        let refuse = |text| Err(Error::new(ErrorKind::ReceiptHandleIsInvalid, text));
        // A number that was not yet given out comes from a future that did not happen.
        let receipt = handle.read(self.seal).filter(|receipt| receipt.ordinal < self.next_ordinal);
        match receipt {
            None => refuse(format!("The input receipt handle \"{handle}\" is not a valid receipt handle.")),
            Some(receipt) if receipt.queue != self.queue(at).number => {
                refuse(format!("The receipt handle \"{handle}\" is not valid for this queue."))
            }
            Some(Receipt { ordinal, slot, .. }) => Ok(Place { ordinal, slot }),
        }
    }
}

/// The deduplication id of a send, and what it is remembered under.
fn deduplication(scope_is_group: bool, send: &SendMessage) -> (String, Key) {
    let id = match &send.message_deduplication_id {
        Some(id) => id.clone(),
        None => hex(&sha256(send.message_body.as_str())),
    };
    let group = send.message_group_id.as_ref().map_or("", |group| group.as_str());
    // No id holds a blank, so no group's name runs into an id.
    let key = if scope_is_group { key_of(&format!("{group} {id}")) } else { key_of(&id) };
    (id, key)
}
