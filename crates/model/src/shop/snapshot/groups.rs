//! The message groups on the board.

use super::{OrderTag, TicketView};
use crate::shop::PersonId;
use crate::sqs::GroupId;

/// The message groups that have messages on the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupsView {
    /// The number of groups.
    pub count: u64,
    /// The first groups: tables by number, then others in the order of their first message, then messages without a
    /// group.
    pub first: Vec<GroupView>,
}

/// One message group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupView {
    /// The group; `None` for the messages without one.
    pub tag: Option<GroupTag>,
    /// The number of its string on the board, as long as it has messages.
    pub string: u32,
    /// The number of visible messages.
    pub waiting: u64,
    /// The number of messages in flight.
    pub in_flight: u64,
    /// The number of delayed messages.
    pub delayed: u64,
    /// The first message that is in flight or delayed.
    pub held_by: Option<OrderTag>,
    /// The person of the shop who still makes that one.
    pub holder: Option<PersonId>,
    /// The first visible messages, in the order of sending.
    pub first: Vec<TicketView>,
}

/// A message group's name and mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupTag {
    /// The `MessageGroupId`.
    pub id: GroupId,
    /// The table's number, if the group is one.
    pub table: Option<u32>,
    /// The mark that tells groups apart: 0 to 7.
    pub mark: u8,
}
