//! The action SendMessage, alone or in a batch.
//!
//! Source: `docs/sqs-behaviour.md`, section 2.4.

use std::rc::Rc;

use super::attributes::in_range;
use super::error::{invalid, invalid_value};
use super::fifo_memory::Original;
use super::groups::key_of;
use super::message::{Content, Message, State};
use super::{Engine, validate};
use crate::collections::Key;
use crate::sqs::{
    CallId, Envelope, Error, EventKind, MessageId, Response, SendMessage, SendMessageResult, hex, limits, sha256,
};
use crate::time::Span;

/// Whether a message is sent alone or in a batch: the service words some errors differently.
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

    /// Checks the ids that a FIFO queue requires of each message.
    pub(super) fn check_fifo_ids(&self, at: usize, send: &SendMessage, form: Form) -> Result<(), Error> {
        let Some(fifo) = &self.queue(at).attributes().fifo else { return Ok(()) };
        let no_group = send.message_group_id.is_none();
        let no_id = send.message_deduplication_id.is_none() && !fifo.content_based;
        match form {
            Form::Single if no_group => Err(Error::missing("MessageGroupId")),
            // If both are missing, a batch reports the deduplication id first.
            _ if no_id => Err(invalid(
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided \
                 explicitly",
            )),
            Form::Batch if no_group => Err(invalid(Error::missing("MessageGroupId").message)),
            _ => Ok(()),
        }
    }

    /// Checks a message and stores it. A duplicate is answered with the original's ids.
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

    /// Checks a message without looking at others. Returns its delay in seconds.
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
}

/// Returns the deduplication id of a send, and the key under which it is remembered.
fn deduplication(scope_is_group: bool, send: &SendMessage) -> (String, Key) {
    let id = match &send.message_deduplication_id {
        Some(id) => id.clone(),
        None => hex(&sha256(send.message_body.as_str())),
    };
    let group = send.message_group_id.as_ref().map_or("", |group| group.as_str());
    // Ids contain no blanks, so a group and an id cannot be confused.
    let key = if scope_is_group { key_of(&format!("{group} {id}")) } else { key_of(&id) };
    (id, key)
}
