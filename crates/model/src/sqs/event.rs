//! The events of queues. The board, the metrics, the log and the narration are computed from them.

use std::fmt;
use std::rc::Rc;

use super::{AttributeChange, Body, CallId, Envelope, GroupId, MessageId, MoveStatus, QueueName, ReceiptHandle};
use crate::time::Instant;

/// An event in one queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The moment, in virtual time.
    pub at: Instant,
    /// The call that caused it; `None` if time alone did.
    pub call: Option<CallId>,
    /// The queue.
    pub queue: QueueName,
    /// What happened, and its details.
    pub kind: EventKind,
}

/// The kind of an event, with its details.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind {
    /// The queue was made.
    QueueCreated,
    /// The queue was deleted with all its messages.
    QueueDeleted,
    /// The queue's attributes were set.
    AttributesChanged {
        /// Those whose value changed.
        changes: Rc<[AttributeChange]>,
    },
    /// A message was stored. It is visible at once unless `visible_at` is set.
    Sent {
        /// The new message.
        message: MessageId,
        /// Its text.
        body: Body,
        /// Attributes, group and FIFO data; `None` if it has none of them.
        envelope: Option<Rc<Envelope>>,
        /// The end of its delay.
        visible_at: Option<Instant>,
    },
    /// A FIFO queue accepted a send but stored nothing: the send repeats an earlier one.
    Deduplicated {
        /// The message that the send repeats.
        original: MessageId,
        /// The text that was sent.
        body: Body,
    },
    /// A delay ran out.
    BecameVisible {
        /// The message.
        message: MessageId,
    },
    /// A FIFO queue's delay became longer, so a message that was never received is delayed again.
    Delayed {
        /// The message.
        message: MessageId,
        /// The end of its delay.
        visible_at: Instant,
    },
    /// A receive returned a message, which is hidden until `visible_at`. The event's call is the receive, even if
    /// another call or time ended its wait.
    Received {
        /// The message.
        message: MessageId,
        /// How often it has been received, this time included.
        receive_count: u32,
        /// The handle that this receive returned.
        receipt_handle: ReceiptHandle,
        /// The visibility deadline; equal to the event's time for a timeout of 0, and then the message stays visible.
        visible_at: Instant,
    },
    /// The service delivers a copy of a message that is in flight; its receive comes next.
    Duplicated {
        /// The message.
        message: MessageId,
    },
    /// A receive returned no message.
    ReceivedNothing,
    /// The visibility deadline of a message changed.
    VisibilityChanged {
        /// The message.
        message: MessageId,
        /// The new visibility deadline, in the future.
        visible_at: Instant,
    },
    /// An in-flight message is visible again.
    Reappeared {
        /// The message.
        message: MessageId,
        /// How often it has been received so far.
        receive_count: u32,
        /// Why it is visible again.
        reason: ReturnReason,
    },
    /// A consumer removed a message.
    Deleted {
        /// The message.
        message: MessageId,
    },
    /// A message left this queue for its dead-letter queue, where it is visible at once.
    DeadLettered {
        /// The message.
        message: MessageId,
        /// The dead-letter queue.
        to: QueueName,
        /// Its text, for observers of the other queue.
        body: Body,
        /// Attributes, group and FIFO data in the other queue.
        envelope: Option<Rc<Envelope>>,
        /// How often it was received, in this queue and before.
        receive_count: u32,
    },
    /// A task started to move messages out of this queue.
    MoveStarted {
        /// The number of messages to move.
        to_move: u64,
    },
    /// A task moved a message to another queue, where it is a new message and visible at once.
    Moved {
        /// The message in this queue.
        message: MessageId,
        /// The other queue.
        to: QueueName,
        /// The new message in the other queue.
        becomes: MessageId,
        /// Its text, for observers of the other queue.
        body: Body,
        /// Attributes, group and FIFO data in the other queue.
        envelope: Option<Rc<Envelope>>,
    },
    /// A task ended.
    MoveEnded {
        /// The final state.
        status: MoveStatus,
        /// The number of messages it moved.
        moved: u64,
    },
    /// A message reached the end of its retention.
    Expired {
        /// The message.
        message: MessageId,
    },
    /// All messages of the queue were removed.
    Purged {
        /// The number of messages.
        count: u64,
    },
}

/// Why an in-flight message is visible again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnReason {
    /// Its visibility timeout ran out.
    TimedOut,
    /// ChangeMessageVisibility with 0 released it.
    Released,
}

impl EventKind {
    /// The kind's name, as log filters and `on(type, …)` use it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::QueueCreated => "QueueCreated",
            Self::QueueDeleted => "QueueDeleted",
            Self::AttributesChanged { .. } => "AttributesChanged",
            Self::Sent { .. } => "Sent",
            Self::BecameVisible { .. } => "BecameVisible",
            Self::Deduplicated { .. } => "Deduplicated",
            Self::Delayed { .. } => "Delayed",
            Self::MoveStarted { .. } => "MoveStarted",
            Self::Moved { .. } => "Moved",
            Self::MoveEnded { .. } => "MoveEnded",
            Self::Received { .. } => "Received",
            Self::Duplicated { .. } => "Duplicated",
            Self::ReceivedNothing => "ReceivedNothing",
            Self::VisibilityChanged { .. } => "VisibilityChanged",
            Self::Reappeared { .. } => "Reappeared",
            Self::Deleted { .. } => "Deleted",
            Self::DeadLettered { .. } => "DeadLettered",
            Self::Expired { .. } => "Expired",
            Self::Purged { .. } => "Purged",
        }
    }

    /// The message of the event, if there is exactly one.
    #[must_use]
    pub const fn message(&self) -> Option<MessageId> {
        match self {
            Self::Sent { message, .. }
            | Self::BecameVisible { message }
            | Self::Delayed { message, .. }
            | Self::Duplicated { message }
            | Self::Moved { message, .. }
            | Self::Deduplicated { original: message, .. }
            | Self::Received { message, .. }
            | Self::VisibilityChanged { message, .. }
            | Self::Reappeared { message, .. }
            | Self::Deleted { message }
            | Self::DeadLettered { message, .. }
            | Self::Expired { message } => Some(*message),
            _ => None,
        }
    }

    /// The group of a message that arrives in a queue, if it has one.
    #[must_use]
    pub fn group(&self) -> Option<&GroupId> {
        match self {
            Self::Sent { envelope, .. } | Self::DeadLettered { envelope, .. } | Self::Moved { envelope, .. } => {
                envelope.as_ref()?.group.as_ref()
            }
            _ => None,
        }
    }
}

impl fmt::Display for Event {
    /// Writes one line of a trace: seconds, call, queue, kind, the first eight characters of the message's id, details.
    /// The format is stable: recorded traces are compared with it character by character. It has no receipt handles.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let call = self.call.map_or_else(|| "-".to_owned(), |call| format!("#{}", call.0));
        write!(f, "{:>11} {call:>5} {:<12} {}", Seconds(self.at).to_string(), self.queue.as_str(), self.kind.name())?;
        if let Some(message) = self.kind.message() {
            let width = 17_usize.saturating_sub(self.kind.name().len());
            write!(f, "{:width$} {}", "", &message.to_string()[..8])?;
        }
        match &self.kind {
            EventKind::Sent { body, visible_at, .. } => {
                write!(f, " {:?}", body.as_str())?;
                if let Some(group) = self.kind.group() {
                    write!(f, " group={group}")?;
                }
                visible_at.map_or(Ok(()), |visible_at| write!(f, " until={}", Seconds(visible_at)))
            }
            EventKind::Deduplicated { body, .. } => write!(f, " {:?}", body.as_str()),
            EventKind::MoveStarted { to_move } => write!(f, " count={to_move}"),
            EventKind::Moved { to, becomes, .. } => write!(f, " to={to} as={}", &becomes.to_string()[..8]),
            EventKind::MoveEnded { status, moved } => write!(f, " count={moved} {}", status.as_str()),
            EventKind::Received { receive_count, visible_at, .. } => {
                write!(f, " count={receive_count} until={}", Seconds(*visible_at))
            }
            EventKind::VisibilityChanged { visible_at, .. } | EventKind::Delayed { visible_at, .. } => {
                write!(f, " until={}", Seconds(*visible_at))
            }
            EventKind::Reappeared { receive_count, reason, .. } => write!(f, " count={receive_count} {reason:?}"),
            EventKind::DeadLettered { to, receive_count, .. } => write!(f, " count={receive_count} to={to}"),
            EventKind::Purged { count } => write!(f, " count={count}"),
            _ => Ok(()),
        }
    }
}

/// A moment in seconds with three decimals.
struct Seconds(Instant);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0.as_secs(), self.0.as_millis() % 1_000)
    }
}
