//! The board in the JSON for scripts: tickets, lanes, groups, and the deduplication window.

use serde::Serialize;

use model::shop::{
    GroupView, GroupsView, LaneView, MemoryView, MoveBackView, RememberedView, Shop, TicketState, TicketView,
};
use model::sqs::MessageId;
use model::time::Instant;

/// The lanes of the board.
#[derive(Serialize)]
pub(super) struct Lanes<'a> {
    pub(super) delayed: Lane<'a>,
    pub(super) waiting: Lane<'a>,
    pub(super) making: Lane<'a>,
    pub(super) done: Lane<'a>,
    pub(super) dead: Lane<'a>,
}

/// The messages of one lane.
#[derive(Serialize)]
pub(super) struct Lane<'a> {
    count: u64,
    /// The first of them.
    tickets: Vec<Ticket<'a>>,
}

impl<'a> Lane<'a> {
    pub(super) fn new(view: &'a LaneView, shop: &'a Shop) -> Self {
        Self { count: view.count, tickets: tickets(&view.first, shop) }
    }
}

/// A message.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Ticket<'a> {
    id: MessageId,
    number: &'a str,
    label: &'a str,
    sent_at: Instant,
    receive_count: u32,
    /// The name of the person who holds it.
    holder: Option<&'a str>,
    /// The end of the delay or of the visibility timeout.
    until: Option<Instant>,
    /// True while the slip moves into its lane.
    moving: bool,
    /// Its message group.
    group: Option<&'a str>,
    /// True if it is visible, but an earlier message of its group is in flight or delayed.
    blocked: bool,
}

impl<'a> Ticket<'a> {
    pub(super) fn new(view: &'a TicketView, shop: &'a Shop) -> Self {
        let holder = match view.state {
            TicketState::Making { holder, held: true, .. } => holder.map(|person| shop.name(person)),
            _ => None,
        };
        let until = match view.state {
            TicketState::Making { until, .. } | TicketState::Delayed { until } => Some(until),
            _ => None,
        };
        Self {
            id: view.id,
            number: &view.order.number,
            label: &view.order.label,
            sent_at: view.sent_at,
            receive_count: view.receive_count,
            holder,
            until,
            moving: view.moving,
            group: view.group.as_ref().map(|group| group.id.as_str()),
            blocked: view.blocked,
        }
    }
}

fn tickets<'a>(views: &'a [TicketView], shop: &'a Shop) -> Vec<Ticket<'a>> {
    views.iter().map(|view| Ticket::new(view, shop)).collect()
}

/// The message groups with messages on the board.
#[derive(Serialize)]
pub(super) struct Groups<'a> {
    count: u64,
    /// The first of them.
    first: Vec<Group<'a>>,
}

impl<'a> Groups<'a> {
    pub(super) fn new(view: &'a GroupsView, shop: &'a Shop) -> Self {
        Self { count: view.count, first: view.first.iter().map(|view| Group::new(view, shop)).collect() }
    }
}

/// A message group.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Group<'a> {
    /// `null` for the messages without a group.
    id: Option<&'a str>,
    waiting: u64,
    in_flight: u64,
    delayed: u64,
    /// The number of the first order that is in flight or delayed.
    held_by: Option<&'a str>,
    /// The name of the person who makes that order.
    holder: Option<&'a str>,
    /// The first visible messages.
    tickets: Vec<Ticket<'a>>,
}

impl<'a> Group<'a> {
    fn new(view: &'a GroupView, shop: &'a Shop) -> Self {
        Self {
            id: view.tag.as_ref().map(|tag| tag.id.as_str()),
            waiting: view.waiting,
            in_flight: view.in_flight,
            delayed: view.delayed,
            held_by: view.held_by.as_ref().map(|order| &*order.number),
            holder: view.holder.map(|who| shop.name(who)),
            tickets: tickets(&view.first, shop),
        }
    }
}

/// The deduplication memory of a FIFO queue.
#[derive(Serialize)]
pub(super) struct Memory<'a> {
    remembered: u64,
    /// The number of duplicates dropped so far.
    dropped: u64,
    /// The remembered sends, latest first.
    first: Vec<Remembered<'a>>,
}

impl<'a> Memory<'a> {
    pub(super) fn new(view: &'a MemoryView) -> Self {
        Self {
            remembered: view.remembered,
            dropped: view.dropped,
            first: view.first.iter().map(Remembered::new).collect(),
        }
    }
}

/// A send that a FIFO queue remembers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Remembered<'a> {
    message: MessageId,
    number: &'a str,
    group: Option<&'a str>,
    deduplication_id: Option<&'a str>,
    until: Instant,
    repeats: u32,
}

impl<'a> Remembered<'a> {
    fn new(view: &'a RememberedView) -> Self {
        let envelope = view.envelope.as_deref();
        Self {
            message: view.message,
            number: &view.order.number,
            group: envelope.and_then(|envelope| envelope.group.as_ref()).map(|group| group.as_str()),
            deduplication_id: envelope.and_then(|envelope| envelope.fifo.as_ref()).map(|(id, _)| id.as_str()),
            until: view.until,
            repeats: view.repeats,
        }
    }
}

/// A task that moves dead letters back.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MovingBack {
    moved: u64,
    to_move: u64,
}

impl MovingBack {
    pub(super) const fn new(view: MoveBackView) -> Self {
        Self { moved: view.moved, to_move: view.to_move }
    }
}
