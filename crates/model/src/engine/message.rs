//! A stored message, and the message in the answer to a receive.

use std::rc::Rc;

use super::account::Account;
use super::agenda::Timer;
use crate::sqs::{
    self, Body, ByName, Envelope, GroupId, MessageAttribute, MessageId, ReceiptHandle, SequenceNumber, TRACE_HEADER,
};
use crate::time::{Instant, Span};

/// A stored message.
#[derive(Clone, Debug)]
pub(super) struct Message {
    /// Running number within the engine, new in each queue that the message enters. It sets the receive order, and
    /// entries of other structures refer to it.
    pub(super) ordinal: u64,
    pub(super) state: State,
    /// How often the message was received, including receives in queues that it was moved from.
    pub(super) receive_count: u32,
    /// True while the receive order has an entry for the message, stale or not.
    pub(super) is_enqueued: bool,
    /// Whether its visibility timeout was changed since the last receive.
    pub(super) changed: bool,
    /// The slot of its message group, or [`Message::NO_GROUP`].
    pub(super) group: u32,
    pub(super) sent_at: Instant,
    /// Milliseconds from the send to the first receive. 32 bits hold 49 days, and the longest retention period is 14
    /// days.
    first_received_ms: u32,
    /// The lower 32 bits of the time of the last receive, in milliseconds. That is enough, because a message is in
    /// flight for at most 12 hours.
    last_received_ms: u32,
    pub(super) content: Content,
    /// Set if the message is a dead letter.
    pub(super) dead_letter: Option<Box<DeadLetter>>,
}

/// How a dead letter got into this queue.
#[derive(Clone, Debug)]
pub(super) struct DeadLetter {
    /// ARN of the queue that it was moved from.
    pub(super) source: Rc<str>,
    /// The settle round that last dead-lettered the message, and the queues it left in that round. Breaks cycles of
    /// dead-letter queues.
    pub(super) round: u64,
    pub(super) left: Vec<usize>,
    /// When it entered this queue. Set in FIFO queues only, where the retention period restarts.
    pub(super) retained_since: Option<Instant>,
}

/// The part of a message that never changes.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub(super) id: MessageId,
    pub(super) body: Body,
    /// `None` if the message has no attributes, group or FIFO ids.
    pub(super) envelope: Option<Rc<Envelope>>,
}

impl Content {
    pub(super) fn group(&self) -> Option<&GroupId> {
        self.envelope.as_ref()?.group.as_ref()
    }

    /// Returns the content with the deduplication id and sequence number of another FIFO queue.
    pub(super) fn renumbered(mut self, deduplication_id: String, sequence: SequenceNumber) -> Self {
        let envelope = self.envelope.as_deref().cloned().unwrap_or_default();
        self.envelope = Some(Rc::new(Envelope { fifo: Some((deduplication_id, sequence)), ..envelope }));
        self
    }
}

/// The state of a stored message.
///
/// Source: `docs/sqs-behaviour.md`, section 3.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Hidden until its delay ends.
    Delayed(Instant),
    /// Visible. In a FIFO queue the message group may still block it.
    Visible,
    /// In flight: hidden until its visibility deadline.
    InFlight(Instant),
}

impl State {
    pub(super) const fn is_in_flight(self) -> bool {
        matches!(self, Self::InFlight(_))
    }

    /// Returns the timer that ends the state, and when it fires.
    pub(super) const fn end(self) -> Option<(Instant, Timer)> {
        match self {
            Self::Delayed(until) => Some((until, Timer::DelayEnd)),
            Self::Visible => None,
            Self::InFlight(until) => Some((until, Timer::VisibilityEnd)),
        }
    }
}

/// The parameters of a receive, with the queue's defaults filled in.
#[derive(Clone, Debug)]
pub(super) struct ReceiveOptions {
    pub(super) max_messages: usize,
    pub(super) visibility_s: u32,
    /// The names of `AttributeNames` and of `MessageSystemAttributeNames`.
    pub(super) system_attributes: Vec<String>,
    pub(super) message_attributes: Vec<String>,
    /// The receive request attempt id, on FIFO queues.
    pub(super) attempt: Option<String>,
    /// The servers that a short poll samples, one bit each.
    pub(super) servers: u16,
}

impl Message {
    /// The group slot of messages whose queue does not track groups.
    pub(super) const NO_GROUP: u32 = u32::MAX;

    pub(super) fn new(ordinal: u64, state: State, now: Instant, content: Content) -> Self {
        Self {
            ordinal,
            state,
            receive_count: 0,
            is_enqueued: false,
            changed: false,
            group: Self::NO_GROUP,
            sent_at: now,
            first_received_ms: 0,
            last_received_ms: now.as_millis() as u32,
            content,
            dead_letter: None,
        }
    }

    /// Returns the start of the retention period: the send, or the dead-lettering into a FIFO queue.
    pub(super) fn retained_since(&self) -> Instant {
        self.dead_letter.as_ref().and_then(|dead_letter| dead_letter.retained_since).unwrap_or(self.sent_at)
    }

    /// Counts a receive at `now`.
    pub(super) fn receive(&mut self, now: Instant) {
        if self.receive_count == 0 {
            self.first_received_ms = now.since(self.sent_at).as_millis() as u32;
        }
        self.receive_count += 1;
        self.changed = false;
        self.hand_out(now);
    }

    /// Restarts the 12-hour limit of the visibility timeout.
    pub(super) const fn hand_out(&mut self, now: Instant) {
        self.last_received_ms = now.as_millis() as u32;
    }

    /// Returns the time since the last receive.
    pub(super) const fn held_for(&self, now: Instant) -> Span {
        Span::from_millis((now.as_millis() as u32).wrapping_sub(self.last_received_ms) as u64)
    }

    /// Returns the message as the answer to a receive shows it.
    pub(super) fn answer(
        &self,
        receipt_handle: ReceiptHandle,
        options: &ReceiveOptions,
        account: &Account,
    ) -> sqs::Message {
        sqs::Message {
            message_id: self.content.id,
            receipt_handle,
            body: self.content.body.clone(),
            attributes: self.wanted_system_attributes(&options.system_attributes, account),
            message_attributes: self.wanted_message_attributes(&options.message_attributes),
        }
    }

    fn wanted_system_attributes(&self, names: &[String], account: &Account) -> ByName<String> {
        let mut wanted = ByName::new();
        if names.is_empty() {
            return wanted;
        }
        let all = names.iter().any(|name| name == "All");
        let mut put = |name: &str, value: &dyn Fn() -> String| {
            if all || names.iter().any(|wanted| wanted == name) {
                wanted.insert(name.to_owned(), value());
            }
        };
        put("SenderId", &|| account.account.clone());
        put("SentTimestamp", &|| account.timestamp(self.sent_at).to_string());
        put("ApproximateReceiveCount", &|| self.receive_count.to_string());
        put("ApproximateFirstReceiveTimestamp", &|| {
            account.timestamp(self.sent_at + Span::from_millis(self.first_received_ms.into())).to_string()
        });
        if let Some(envelope) = self.content.envelope.as_deref() {
            if let Some(group) = &envelope.group {
                put("MessageGroupId", &|| group.to_string());
            }
            if let Some((deduplication_id, sequence)) = &envelope.fifo {
                put("MessageDeduplicationId", &|| deduplication_id.clone());
                put("SequenceNumber", &|| sequence.to_string());
            }
            if let Some(trace) = envelope.trace_header() {
                put(TRACE_HEADER, &|| trace.to_owned());
            }
        }
        if let Some(dead_letter) = &self.dead_letter {
            put("DeadLetterQueueSourceArn", &|| dead_letter.source.to_string());
        }
        wanted
    }

    fn wanted_message_attributes(&self, names: &[String]) -> ByName<MessageAttribute> {
        let Some(envelope) = self.content.envelope.as_deref().filter(|_| !names.is_empty()) else {
            return ByName::new();
        };
        let wanted = |name: &str| names.iter().any(|pattern| matches(pattern, name));
        let chosen = envelope.attributes.iter().filter(|(name, _)| wanted(name));
        chosen.cloned().collect()
    }
}

/// Matches exact names, `All`, `*`, `.*`, and prefixes such as `trace.*`.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern {
        "All" | "*" | ".*" => true,
        _ => name == pattern || pattern.strip_suffix(".*").is_some_and(|prefix| name.starts_with(prefix)),
    }
}
