//! The actions on messages (fact sheet, sections 2.4, 2.5 and 3).

use std::rc::Rc;

use super::attributes::in_range;
use super::error::invalid_value;
use super::message::{Content, Death, Message, State, Wish};
use super::store::Place;
use super::{Answer, Engine, validate};
use crate::sqs::{
    self, CallId, ChangeMessageVisibility, DeleteMessage, Error, ErrorKind, EventKind, MessageId, Receipt,
    ReceiptHandle, ReceiveMessage, ReceiveMessageResult, Response, ReturnReason, SendMessage, SendMessageResult,
    limits,
};
use crate::time::{Instant, Span};

/// How long a message can stay hidden after the receive that hid it.
const HIDDEN_AT_MOST: Span = Span::from_secs(limits::VISIBILITY_TIMEOUT_SECONDS.1 as u64);

impl Engine {
    pub(super) fn send_message(&mut self, call: CallId, mut request: SendMessage) -> Result<Response, Error> {
        validate::required(&request)?;
        let at = self.find_queue(&request.queue_url)?;
        let attributes = self.queue(at).attributes();
        validate::body(&request, attributes.maximum_message_bytes)?;
        let delay_s = match request.delay_seconds {
            None => attributes.delay_s,
            Some(given) => in_range(given, limits::DELAY_SECONDS)
                .ok_or_else(|| invalid_value(given, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900."))?,
        };
        validate::attributes(&mut request.message_attributes)?;

        let (now, ordinal) = (self.now, self.next_ordinal());
        let visible_at = (delay_s > 0).then(|| now + Span::from_secs(delay_s.into()));
        let queue = self.queue_mut(at);
        let id = MessageId::from(queue.ids.uuid());
        let body = request.message_body;
        let attributes = request.message_attributes;
        let result = SendMessageResult { message_id: id, body: body.clone(), message_attributes: attributes.clone() };
        let state = visible_at.map_or(State::Visible, State::Delayed);
        let content = Content { id, body: body.clone(), attributes };
        queue.insert(Message::new(ordinal, state, now, content));
        self.emit(Some(call), at, EventKind::Sent { message: id, body, visible_at });
        self.note_change(at);
        Ok(Response::SendMessage(result))
    }

    pub(super) fn receive_message(&mut self, call: CallId, request: ReceiveMessage) -> Answer {
        let found = self.find_queue(&request.queue_url);
        match found.and_then(|at| self.wish(at, request).map(|(wish, wait_s)| (at, wish, wait_s))) {
            Ok((at, wish, wait_s)) => self.receive(call, at, wish, wait_s),
            Err(error) => Answer::Now(Err(error)),
        }
    }

    fn receive(&mut self, call: CallId, at: usize, wish: Wish, wait_s: u32) -> Answer {
        let full = self.queue(at).counts.in_flight >= limits::IN_FLIGHT_MESSAGES;
        if full && wait_s == 0 {
            return Answer::Now(Err(Error::new(
                ErrorKind::OverLimit,
                "Too many messages have been received without being deleted. Please delete your received messages or \
                 let them timeout before receiving more.",
            )));
        }
        let messages = self.take(call, at, &wish);
        if messages.is_empty() && wait_s > 0 {
            let end = self.now + Span::from_secs(wait_s.into());
            self.queue_mut(at).polls_mut().add(call, end, wish);
            self.waiting.insert((call.0, 0), at as u32);
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
        let mut system_attributes = request.attribute_names;
        system_attributes.extend(request.message_system_attribute_names);
        let message_attributes = request.message_attribute_names;
        let max_messages = max_messages as usize;
        Ok((Wish { max_messages, visibility_s, system_attributes, message_attributes }, wait_s))
    }

    /// Receives what is visible, as far as wished for; dead letters on the way leave for their queue.
    pub(super) fn take(&mut self, call: CallId, at: usize, wish: &Wish) -> Vec<sqs::Message> {
        let mut messages = Vec::with_capacity(wish.max_messages.min(self.queue(at).counts.visible));
        let mut still_visible = Vec::new();
        while messages.len() < wish.max_messages && self.queue(at).counts.in_flight < limits::IN_FLIGHT_MESSAGES {
            let Some(place) = self.queue_mut(at).next_in_line() else { break };
            if let Some(target) = self.dead_letter_target(at, place) {
                self.move_dead_letter(call, at, place, target);
                continue;
            }
            messages.extend(self.deliver(call, at, place, wish));
            if wish.visibility_s == 0 {
                still_visible.push(place);
            }
        }
        // Only now, or one answer would hold the same message twice.
        for place in still_visible {
            self.queue_mut(at).line_up(place);
        }
        messages
    }

    fn deliver(&mut self, call: CallId, at: usize, place: Place, wish: &Wish) -> Option<sqs::Message> {
        let (now, seal) = (self.now, self.seal);
        let visible_at = now + Span::from_secs(wish.visibility_s.into());
        let queue = self.queue_mut(at);
        let number = queue.number;
        let message = queue.message_mut(place)?;
        message.receive(now);
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
        let event = EventKind::DeadLettered {
            message: message.content.id,
            to: self.queue(target).name.clone(),
            body: message.content.body.clone(),
            receive_count: message.receive_count,
        };
        self.emit(Some(call), at, event);
        let before = message.death.take().filter(|death| death.round == self.round);
        let mut left = before.map_or_else(Vec::new, |death| death.left);
        left.push(at);
        message.death = Some(Box::new(Death { source: arn, round: self.round, left }));
        message.ordinal = self.next_ordinal();
        self.queue_mut(target).insert(message);
        self.note_change(target);
    }

    pub(super) fn delete_message(&mut self, call: CallId, request: &DeleteMessage) -> Result<Response, Error> {
        let at = self.find_queue(&request.queue_url)?;
        let place = self.read_receipt(at, &request.receipt_handle)?;
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
        let timeout = Span::from_secs(timeout_s.into());
        if self.now.since(message.last_received_at) + timeout > HIDDEN_AT_MOST {
            return Err(refuse("Total VisibilityTimeout for the message is beyond the limit [43200 seconds]"));
        }
        let (id, state) = (message.content.id, message.state);
        if timeout_s > 0 {
            self.hide_until(call, at, place, id, self.now + timeout);
        } else if matches!(state, State::InFlight(_)) {
            self.reappear(at, place, ReturnReason::Released, Some(call));
        }
        self.note_change(at);
        Ok(Response::Empty {})
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
