//! Things that move on the stage at one moment.

use super::{Lane, OrderTag};
use crate::shop::PersonId;
use crate::sqs::MessageId;
use crate::time::Instant;

/// A thing that moves. Its place is a function of time alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Motion {
    /// What moves.
    pub what: Mover,
    /// Where it starts.
    pub from: Spot,
    /// Where it arrives.
    pub to: Spot,
    /// The moment at which it starts.
    pub start: Instant,
    /// The moment at which it arrives.
    pub end: Instant,
}

/// What moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mover {
    /// A slip in a person's hand, not yet or no longer a message.
    Slip(OrderTag),
    /// Several slips in a person's hand, tied together: a batch.
    Bundle {
        /// The uppermost order.
        order: OrderTag,
        /// The number of slips.
        count: u32,
    },
    /// A slip that the board has seen before: it comes and is turned away.
    TurnedAway(OrderTag),
    /// A person polled the board and found nothing.
    Shrug,
    /// A message, drawn in the look of the state it came from.
    Ticket {
        /// The message.
        id: MessageId,
        /// Its number and drink.
        order: OrderTag,
        /// The way it moves.
        manner: Manner,
    },
    /// A hand-to-hand cashier on foot, with an order or with empty hands.
    Walker {
        /// The cashier.
        person: PersonId,
        /// The order in hand.
        order: Option<OrderTag>,
    },
    /// A finished drink.
    Cup,
    /// A dropped cup.
    BrokenCup,
    /// A customer, coming in or walking out.
    Customer {
        /// Counted from 1 in order of arrival.
        number: u64,
        /// The customer leaves without a drink.
        leaving: bool,
    },
}

/// The way a ticket moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Slides.
    Slide,
    /// Shakes, then walks back: its timeout ran out.
    ShakeAndReturn,
    /// Is stamped and torn off.
    StampAndTear,
    /// Falls.
    Fall,
    /// Fades away: expired or purged.
    Fade,
    /// A dead letter that moves back to the board, at walking speed.
    WalkBack,
}

/// The start or end of a motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The shop's door.
    Door,
    /// The line of customers; 0 is its head.
    Line(u32),
    /// A person's hands; a guest's place at the counter.
    Person(PersonId),
    /// The baristas' counter, hand to hand: the position among the cashiers who wait there.
    Counter(u32),
    /// A slot of a lane.
    Slot(Lane, u32),
    /// A place on one of the board's strings; see [`GroupView::string`](super::GroupView::string).
    String {
        /// The string's number.
        string: u32,
        /// The place on it, from 0.
        place: u32,
    },
    /// The place where finished drinks are handed out.
    PickUp,
}
