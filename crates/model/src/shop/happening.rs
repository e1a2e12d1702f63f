//! What happened, of the queue and of the people, in one stream.

use super::PersonId;
use super::Role;
use crate::sqs::{Body, Error, EventKind, MessageId, QueueName, Weather};
use crate::time::Instant;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When.
    pub at: Instant,
    /// Counted from 0.
    pub seq: u64,
    /// Who did it, where it was someone with a name.
    pub by: Option<PersonId>,
    /// The text of the order concerned, `#38 flat white`, where it is one.
    pub order: Option<Body>,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// To a queue or a message.
    Queue {
        /// In which queue.
        queue: QueueName,
        /// What.
        event: EventKind,
    },
    /// Among people.
    Shop(ShopEvent),
}

/// What happened among people.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShopEvent {
    /// The door is open.
    ShopOpened,
    /// A customer came in.
    CustomerArrived {
        /// Counted from 1.
        customer: u64,
    },
    /// A customer left without a drink.
    CustomerWalkedOut {
        /// Who.
        customer: u64,
        /// The order got lost; otherwise patience did, in line.
        had_ordered: bool,
    },
    /// A cashier turns to the head of the line.
    CustomerCalled {
        /// Who.
        customer: u64,
    },
    /// A cashier has written an order down.
    OrderTaken {
        /// Whose.
        customer: u64,
    },
    /// A cashier heard no answer from the queue and sends the same order once more.
    OrderSentAgain,
    /// Hand to hand: a cashier stands at the counter and no barista is free.
    CashierStuck,
    /// Hand to hand: an order changes hands.
    OrderHandedOver {
        /// To whom.
        to: PersonId,
    },
    /// A barista begins with a drink.
    DrinkBegun {
        /// The message, on an order board.
        message: Option<MessageId>,
    },
    /// A drink is handed out.
    DrinkServed {
        /// The message, on an order board.
        message: Option<MessageId>,
        /// The order had been served before.
        again: bool,
    },
    /// A barista dropped the cup.
    CupDropped {
        /// The message, on an order board.
        message: Option<MessageId>,
    },
    /// Someone is in the break room now.
    WentOnBreak,
    /// Someone works again.
    CameBack,
    /// Someone began to work here.
    Hired {
        /// As what.
        role: Role,
    },
    /// Someone left for good.
    Left {
        /// Was what.
        role: Role,
    },
    /// Someone works at another place.
    Moved {
        /// From 0.
        place: u32,
    },
    /// Someone's settings changed.
    StaffChanged,
    /// Another pace of customers.
    CustomersChanged {
        /// Customers a minute.
        per_minute: u32,
    },
    /// The service strays from the exact rules in another way.
    WeatherChanged {
        /// How far now.
        weather: Weather,
    },
    /// The queue service refused a call, or an entry of a batch.
    CallRefused {
        /// Which call.
        action: &'static str,
        /// Why.
        error: Error,
    },
}

impl Happening {
    /// The kind's name: what a log filter and `on(type, …)` go by.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match &self.what {
            What::Queue { event, .. } => event.name(),
            What::Shop(event) => event.name(),
        }
    }

    /// The message concerned, where it is one.
    #[must_use]
    pub const fn message(&self) -> Option<MessageId> {
        match &self.what {
            What::Queue { event, .. } => event.message(),
            What::Shop(
                ShopEvent::DrinkBegun { message }
                | ShopEvent::DrinkServed { message, .. }
                | ShopEvent::CupDropped { message },
            ) => *message,
            What::Shop(_) => None,
        }
    }

    /// Who did it, where it was someone with a name.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        self.by
    }

    /// A message was stored.
    pub(super) const fn is_sending(&self) -> bool {
        matches!(&self.what, What::Queue { event: EventKind::Sent { .. }, .. })
    }

    /// False for what leaves no trace in the picture: a receive that found nothing.
    #[must_use]
    pub const fn is_visible(&self) -> bool {
        !matches!(&self.what, What::Queue { event: EventKind::ReceivedNothing, .. })
    }
}

impl ShopEvent {
    /// The kind's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::ShopOpened => "ShopOpened",
            Self::CustomerArrived { .. } => "CustomerArrived",
            Self::CustomerWalkedOut { .. } => "CustomerWalkedOut",
            Self::CustomerCalled { .. } => "CustomerCalled",
            Self::OrderTaken { .. } => "OrderTaken",
            Self::OrderSentAgain => "OrderSentAgain",
            Self::CashierStuck => "CashierStuck",
            Self::OrderHandedOver { .. } => "OrderHandedOver",
            Self::DrinkBegun { .. } => "DrinkBegun",
            Self::DrinkServed { .. } => "DrinkServed",
            Self::CupDropped { .. } => "CupDropped",
            Self::WentOnBreak => "WentOnBreak",
            Self::CameBack => "CameBack",
            Self::Hired { .. } => "Hired",
            Self::Left { .. } => "Left",
            Self::Moved { .. } => "Moved",
            Self::StaffChanged => "StaffChanged",
            Self::CustomersChanged { .. } => "CustomersChanged",
            Self::WeatherChanged { .. } => "WeatherChanged",
            Self::CallRefused { .. } => "CallRefused",
        }
    }
}
