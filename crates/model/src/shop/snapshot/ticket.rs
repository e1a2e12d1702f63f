//! One message, as a ticket on the board.

use std::rc::Rc;
use std::sync::Arc;

use super::GroupTag;
use crate::shop::PersonId;
use crate::sqs::{Envelope, MessageId, ReceiptHandle};
use crate::time::Instant;

/// An order's number and drink.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderTag {
    /// `#38`, or the beginning of the message id if the body names no number.
    pub number: Arc<str>,
    /// The drink, or the beginning of the body.
    pub label: Arc<str>,
}

/// One message on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketView {
    /// The message's id.
    pub id: MessageId,
    /// Its number and drink.
    pub order: OrderTag,
    /// Its state.
    pub state: TicketState,
    /// The moment at which that state began.
    pub since: Instant,
    /// The moment of the send.
    pub sent_at: Instant,
    /// The number of receives so far.
    pub receive_count: u32,
    /// The place in the lane, from 0. In *Making* a ticket keeps its slot; elsewhere tickets move up.
    pub slot: u32,
    /// True while a motion shows the slip moving into the lane. The lane already counts it.
    pub moving: bool,
    /// Its message group.
    pub group: Option<GroupTag>,
    /// True if it is visible but cannot be received: an earlier message of its group is in flight or delayed.
    pub blocked: bool,
    /// True for the additional slip of a message that another person holds, too.
    pub copy: bool,
}

/// The state of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TicketState {
    /// Delayed.
    Delayed {
        /// The end of its delay.
        until: Instant,
    },
    /// Visible.
    Waiting,
    /// In flight.
    Making {
        /// The person who received it last, if that person has a name.
        holder: Option<PersonId>,
        /// False once the holder crashed, left or lost the order.
        held: bool,
        /// The visibility deadline.
        until: Instant,
    },
    /// Deleted.
    Done,
    /// In the dead-letter queue.
    Dead,
    /// Past its retention.
    Expired,
    /// Purged.
    Purged,
}

/// The history of a ticket, for the inspector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketLife {
    /// The ticket as it is now.
    pub ticket: TicketView,
    /// The full text.
    pub body: Arc<str>,
    /// The newest receipt handle.
    pub receipt_handle: Option<ReceiptHandle>,
    /// The person who sent it, if that person has a name.
    pub sent_by: Option<PersonId>,
    /// Its attributes and ids beside the text.
    pub envelope: Option<Rc<Envelope>>,
    /// The moment of the first receive.
    pub first_received_at: Option<Instant>,
    /// Each thing that happened to it, oldest first: moment and sentence.
    pub steps: Vec<(Instant, String)>,
}
