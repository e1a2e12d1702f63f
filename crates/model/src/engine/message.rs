//! A stored message, and how it looks to a receiver.

use std::rc::Rc;

use super::account::Account;
use super::agenda::Timer;
use crate::sqs::{
    self, Body, ByName, Envelope, GroupId, MessageAttribute, MessageId, ReceiptHandle, SequenceNumber, TRACE_HEADER,
};
use crate::time::{Instant, Span};

/// A message on its way through a queue.
#[derive(Clone, Debug)]
pub(super) struct Message {
    /// Running number within the engine, new in each queue: the place in the line, and what entries elsewhere name.
    pub(super) ordinal: u64,
    pub(super) state: State,
    /// How often it was received, here and in the queues it was moved from.
    pub(super) receive_count: u32,
    /// True while the line has an entry for it, stale or not.
    pub(super) in_line: bool,
    /// Its visibility was changed since it was received last.
    pub(super) changed: bool,
    /// The slot of its group, in queues whose line goes by groups.
    pub(super) group: u32,
    pub(super) sent_at: Instant,
    /// Milliseconds from the sending to the first receive: what was never received is not kept for so long that they would
    /// not fit.
    first_received_ms: u32,
    /// The lower half of the moment of the last receive: nobody holds a message longer than twelve hours.
    last_received_ms: u32,
    pub(super) content: Content,
    /// What only a dead letter has.
    pub(super) death: Option<Box<Death>>,
}

/// A dead letter's way here.
#[derive(Clone, Debug)]
pub(super) struct Death {
    /// ARN of the queue it was a dead letter of.
    pub(super) source: Rc<str>,
    /// Which service to changed queues moved it last, and out of which queues: what ends a ring of dead-letter queues.
    pub(super) round: u64,
    pub(super) left: Vec<usize>,
    /// When it came here, in a FIFO queue.
    pub(super) retained_since: Option<Instant>,
}

/// What stays the same on every receive.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub(super) id: MessageId,
    pub(super) body: Body,
    /// None where nothing stands on it.
    pub(super) envelope: Option<Rc<Envelope>>,
}

impl Content {
    pub(super) fn group(&self) -> Option<&GroupId> {
        self.envelope.as_ref()?.group.as_ref()
    }

    /// The same, as a message of another FIFO queue.
    pub(super) fn renumbered(mut self, deduplication_id: String, sequence: SequenceNumber) -> Self {
        let envelope = self.envelope.as_deref().cloned().unwrap_or_default();
        self.envelope = Some(Rc::new(Envelope { fifo: Some((deduplication_id, sequence)), ..envelope }));
        self
    }
}

/// Where a stored message stands (fact sheet, section 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Until its delay ends.
    Delayed(Instant),
    /// Can be received.
    Visible,
    /// Hidden until its visibility deadline.
    InFlight(Instant),
}

impl State {
    pub(super) const fn is_in_flight(self) -> bool {
        matches!(self, Self::InFlight(_))
    }

    /// The timer that ends it, and when.
    pub(super) const fn end(self) -> Option<(Instant, Timer)> {
        match self {
            Self::Delayed(until) => Some((until, Timer::DelayEnd)),
            Self::Visible => None,
            Self::InFlight(until) => Some((until, Timer::VisibilityEnd)),
        }
    }
}

/// What a receive asked for, with the queue's defaults filled in.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    pub(super) max_messages: usize,
    pub(super) visibility_s: u32,
    /// Of the older and the newer list.
    pub(super) system_attributes: Vec<String>,
    pub(super) message_attributes: Vec<String>,
    /// FIFO: by what the receive can be repeated.
    pub(super) attempt: Option<String>,
    /// The servers that are asked, one bit each.
    pub(super) servers: u16,
}

impl Message {
    /// Of messages whose queue does not go by groups.
    pub(super) const NO_GROUP: u32 = u32::MAX;

    pub(super) fn new(ordinal: u64, state: State, now: Instant, content: Content) -> Self {
        Self {
            ordinal,
            state,
            receive_count: 0,
            in_line: false,
            changed: false,
            group: Self::NO_GROUP,
            sent_at: now,
            first_received_ms: 0,
            last_received_ms: now.as_millis() as u32,
            content,
            death: None,
        }
    }

    /// Since when the retention period runs: from the sending on, or from the move of a FIFO queue's dead letter.
    pub(super) fn retained_since(&self) -> Instant {
        self.death.as_ref().and_then(|death| death.retained_since).unwrap_or(self.sent_at)
    }

    /// Counts one more receive.
    pub(super) fn receive(&mut self, now: Instant) {
        if self.receive_count == 0 {
            self.first_received_ms = now.since(self.sent_at).as_millis() as u32;
        }
        self.receive_count += 1;
        self.changed = false;
        self.hand_out(now);
    }

    /// It is in somebody's hands from now on.
    pub(super) const fn hand_out(&mut self, now: Instant) {
        self.last_received_ms = now.as_millis() as u32;
    }

    /// How long somebody has held it.
    pub(super) const fn held_for(&self, now: Instant) -> Span {
        Span::from_millis((now.as_millis() as u32).wrapping_sub(self.last_received_ms) as u64)
    }

    /// What the receiver gets to see.
    pub(super) fn answer(&self, receipt_handle: ReceiptHandle, wish: &Wish, account: &Account) -> sqs::Message {
        sqs::Message {
            message_id: self.content.id,
            receipt_handle,
            body: self.content.body.clone(),
            attributes: self.wanted_system_attributes(&wish.system_attributes, account),
            message_attributes: self.wanted_message_attributes(&wish.message_attributes),
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
        if let Some(death) = &self.death {
            put("DeadLetterQueueSourceArn", &|| death.source.to_string());
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

/// Exact names, `All`, `*`, `.*`, or a prefix followed by `.*`.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern {
        "All" | "*" | ".*" => true,
        _ => name == pattern || pattern.strip_suffix(".*").is_some_and(|prefix| name.starts_with(prefix)),
    }
}
