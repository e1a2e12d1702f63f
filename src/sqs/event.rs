//! What happens to messages. The board, the metrics, the log and the narration are folds over these.

use serde::Serialize;

use super::{Body, CallId, MessageId, QueueName, ReceiptHandle};
use crate::time::Instant;

/// One thing that happened in one queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
        /// The end of its delay.
        visible_at: Option<Instant>,
    },
    /// A delay ran out.
    BecameVisible {
        /// The message.
        message: MessageId,
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
        /// How often it was received here and before.
        receive_count: u32,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
            Self::Received { .. } => "Received",
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
            | Self::Received { message, .. }
            | Self::VisibilityChanged { message, .. }
            | Self::Reappeared { message, .. }
            | Self::Deleted { message }
            | Self::DeadLettered { message, .. }
            | Self::Expired { message } => Some(*message),
            _ => None,
        }
    }
}
