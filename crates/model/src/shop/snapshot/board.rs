//! The parts of the board: its lanes, the deduplication memory, the way back of dead letters.

use std::rc::Rc;

use super::{OrderTag, TicketView};
use crate::sqs::{Envelope, MessageId};
use crate::time::Instant;

/// A part of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Delayed.
    Delayed,
    /// Visible.
    Waiting,
    /// In flight.
    Making,
    /// Deleted.
    Done,
    /// In the dead-letter queue.
    Dead,
}

/// Tickets of one lane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LaneView {
    /// The number of tickets.
    pub count: u64,
    /// The first tickets, in the lane's order.
    pub first: Vec<TicketView>,
}

/// The deduplication memory of a FIFO queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryView {
    /// The number of deduplication ids of the last five minutes.
    pub remembered: u64,
    /// Their sends, the latest first.
    pub first: Vec<RememberedView>,
    /// Repeats dropped so far.
    pub dropped: u64,
}

/// A send in the deduplication memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RememberedView {
    /// The message that this send stored.
    pub message: MessageId,
    /// Its number and drink.
    pub order: OrderTag,
    /// Its group and its deduplication id.
    pub envelope: Option<Rc<Envelope>>,
    /// The end of the five minutes.
    pub until: Instant,
    /// Repeats dropped so far.
    pub repeats: u32,
}

/// A task that moves dead letters back to the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoveBackView {
    /// The number of dead letters when it began.
    pub to_move: u64,
    /// The number of messages moved so far.
    pub moved: u64,
}
