//! What happens to messages. The board, the metrics, the log and the narration are folds over these.

use std::fmt;
use std::rc::Rc;

use super::{Body, CallId, Envelope, GroupId, MessageId, MoveStatus, QueueName, ReceiptHandle};
use crate::time::Instant;

/// One thing that happened in one queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Instant,
    /// The call that caused it; none where time alone did.
    pub call: Option<CallId>,
    /// Where.
    pub queue: QueueName,
    /// What.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind {
    /// The queue was made.
    QueueCreated,
    /// The queue was deleted with all its messages.
    QueueDeleted,
    /// The queue's attributes changed.
    AttributesChanged,
    /// A message was stored; delayed until `visible_at` where that is given, visible otherwise.
    Sent {
        /// The new message.
        message: MessageId,
        /// Its text.
        body: Body,
        /// What else stands on it.
        envelope: Option<Rc<Envelope>>,
        /// The end of its delay.
        visible_at: Option<Instant>,
    },
    /// A FIFO queue accepted a send and stored nothing, as the message is there already, or was.
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
    /// A FIFO queue's delay became longer, and a message that nobody has received yet waits again.
    Delayed {
        /// The message.
        message: MessageId,
        /// The end of its delay.
        visible_at: Instant,
    },
    /// A receive returned a message, which is hidden until `visible_at`. The call is the receiver's, also where
    /// another call or time woke it.
    Received {
        /// The message.
        message: MessageId,
        /// How often it has been received, this time included.
        receive_count: u32,
        /// Proof of this receive.
        receipt_handle: ReceiptHandle,
        /// The visibility deadline; equal to the event's time for a timeout of 0, and then the message stays visible.
        visible_at: Instant,
    },
    /// The service delivers a copy of a message that is in flight; its receive comes next.
    Duplicated {
        /// The message.
        message: MessageId,
    },
    /// A receive ended with nothing to return.
    ReceivedNothing,
    /// A message is hidden until another moment.
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
        /// Why it is back.
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
        /// Its text, for those who watch the other queue only.
        body: Body,
        /// What else stands on it there.
        envelope: Option<Rc<Envelope>>,
        /// How often it was received here and before.
        receive_count: u32,
    },
    /// A task begins to move messages out of this queue.
    MoveStarted {
        /// How many there are to move.
        to_move: u64,
    },
    /// A task moved a message to another queue, where it is a new message and visible at once.
    Moved {
        /// The message that left.
        message: MessageId,
        /// Where it went.
        to: QueueName,
        /// What it is there.
        becomes: MessageId,
        /// Its text, for those who watch the other queue only.
        body: Body,
        /// What else stands on it there.
        envelope: Option<Rc<Envelope>>,
    },
    /// A task ended.
    MoveEnded {
        /// How.
        status: MoveStatus,
        /// How many it moved.
        moved: u64,
    },
    /// A message reached the end of its retention.
    Expired {
        /// The message.
        message: MessageId,
    },
    /// All messages of the queue were removed.
    Purged {
        /// How many.
        count: u64,
    },
}

/// Why an in-flight message came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnReason {
    /// Its visibility timeout ran out.
    TimedOut,
    /// ChangeMessageVisibility with 0 released it.
    Released,
}

impl EventKind {
    /// The kind's name: what a log filter and `on(type, …)` go by.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::QueueCreated => "QueueCreated",
            Self::QueueDeleted => "QueueDeleted",
            Self::AttributesChanged => "AttributesChanged",
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

    /// The message concerned, where it is one.
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

    /// The group of a message that comes to a queue, where it has one.
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
    /// One line of a trace: seconds, call, queue, kind, the message's first eight letters, and what else there is to
    /// say. The form is stable, as recorded traces are compared with it letter by letter. Receipt handles are left out.
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

/// Seconds and thousandths.
struct Seconds(Instant);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0.as_secs(), self.0.as_millis() % 1_000)
    }
}
