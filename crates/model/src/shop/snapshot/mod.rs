//! What can be seen of a shop at one moment: whole numbers and shared texts only, cheap to compare.

mod board;
mod groups;
mod metrics;
mod motion;
mod people;
mod ticket;

pub use board::{Lane, LaneView, MemoryView, MoveBackView, RememberedView};
pub use groups::{GroupTag, GroupView, GroupsView};
pub use metrics::Metrics;
pub use motion::{Manner, Motion, Mover, Spot};
pub use people::{
    Activity, CustomerView, GuestDoing, GuestView, GuestsView, LineView, PersonSettings, PersonView, StaffView,
};
pub use ticket::{OrderTag, TicketLife, TicketState, TicketView};

use super::{Mode, QueueSettings};
use crate::sqs::{ByName, QueueName, Weather};

/// The length of each list in a snapshot. Counts are exact, no matter how long the lists are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Customers at the head of the line.
    pub customers: usize,
    /// People per role, and guests.
    pub people: usize,
    /// Tickets per lane.
    pub tickets: usize,
}

/// A shop at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// How orders reach the baristas.
    pub mode: Mode,
    /// The seed of all random numbers.
    pub seed: u64,
    /// Customers a minute.
    pub customers_per_minute: u32,
    /// The queue's settings in force.
    pub queue: QueueSettings,
    /// The queue's name.
    pub queue_name: QueueName,
    /// All attributes of the queue as last read; empty before the first read.
    pub attributes: ByName<String>,
    /// The queue's tags as last read.
    pub tags: ByName<String>,
    /// How far the service strays from the exact rules.
    pub weather: Weather,
    /// The customers in line to order.
    pub line: LineView,
    /// Cashiers by place.
    pub cashiers: StaffView,
    /// Baristas by place.
    pub baristas: StaffView,
    /// Callers from outside.
    pub guests: GuestsView,
    /// Orders in your own hands, oldest first.
    pub your_orders: Vec<TicketView>,
    /// Delayed messages, next to become visible first.
    pub delayed: LaneView,
    /// Visible messages, next to be received first.
    pub waiting: LaneView,
    /// In-flight messages by slot.
    pub making: LaneView,
    /// Further slips of in-flight messages that several people hold, each in a slot of its own. Lanes count messages,
    /// not slips.
    pub copies: Vec<TicketView>,
    /// The message groups; `None` if messages have none.
    pub groups: Option<GroupsView>,
    /// The deduplication memory of a FIFO queue.
    pub memory: Option<MemoryView>,
    /// The task that moves dead letters back.
    pub moving_back: Option<MoveBackView>,
    /// Deleted messages, the latest first.
    pub done: LaneView,
    /// Messages in the dead-letter queue, the latest first.
    pub dead: LaneView,
    /// Counts and times.
    pub metrics: Metrics,
}
