//! Happenings: the events of the queues and of the people, in one stream.

use std::rc::Rc;

use super::PersonId;
use super::Role;
use crate::settings::Change;
use crate::sqs::{Body, Error, EventKind, MessageId, QueueName, Weather};
use crate::time::Instant;

/// One event of a queue or of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When it happened.
    pub at: Instant,
    /// Running number, from 0.
    pub seq: u64,
    /// The person who caused it, if known.
    pub by: Option<PersonId>,
    /// The text of the order concerned, such as `#38 flat white`.
    pub order: Option<Body>,
    /// What happened.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A queue or a message changed.
    Queue {
        /// The queue.
        queue: QueueName,
        /// The event.
        event: EventKind,
        /// Who makes the order already, if the message is delivered a second time.
        holder: Option<PersonId>,
    },
    /// Something happened among the people.
    Shop(ShopEvent),
}

/// An event among the people of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShopEvent {
    /// The shop opened.
    ShopOpened,
    /// A customer arrived.
    CustomerArrived {
        /// Number of the customer, from 1.
        customer: u64,
    },
    /// A customer left without a drink.
    CustomerWalkedOut {
        /// Number of the customer, from 1.
        customer: u64,
        /// True if the order was lost, false if the customer lost patience in line.
        had_ordered: bool,
    },
    /// A cashier begins to serve the customer at the head of the line.
    CustomerCalled {
        /// Number of the customer, from 1.
        customer: u64,
    },
    /// A cashier has taken an order.
    OrderTaken {
        /// Number of the customer, from 1.
        customer: u64,
    },
    /// A cashier sends an order again, because the answer was lost.
    OrderSentAgain,
    /// Hand to hand: a cashier waits at the counter, because no barista is free.
    CashierStuck,
    /// Hand to hand: a cashier hands an order to a barista.
    OrderHandedOver {
        /// The barista.
        to: PersonId,
    },
    /// A barista starts to make a drink.
    DrinkBegun {
        /// The message. `None` hand to hand.
        message: Option<MessageId>,
    },
    /// A drink is served.
    DrinkServed {
        /// The message. `None` hand to hand.
        message: Option<MessageId>,
        /// True if the order was served before.
        again: bool,
    },
    /// A barista dropped a cup.
    CupDropped {
        /// The message. `None` hand to hand.
        message: Option<MessageId>,
    },
    /// A person went on a break.
    WentOnBreak,
    /// A person came back from a break.
    CameBack,
    /// A person started to work here.
    Hired {
        /// The person's role.
        role: Role,
    },
    /// A person was dismissed.
    Left {
        /// The person's role.
        role: Role,
    },
    /// A person moved to another place in the column.
    Moved {
        /// The new place, from 0.
        place: u32,
    },
    /// The settings of a person changed.
    StaffChanged {
        /// The numbers that changed.
        changes: Rc<[Change]>,
    },
    /// The rate of arriving customers changed.
    CustomersChanged {
        /// Customers per minute.
        per_minute: u32,
        /// Customers per minute before.
        before: u32,
    },
    /// The simulated disturbances changed.
    WeatherChanged {
        /// The new settings.
        weather: Weather,
        /// The settings before.
        before: Weather,
    },
    /// The queue service refused a call, or an entry of a batch.
    CallRefused {
        /// The API name of the call.
        action: &'static str,
        /// The error.
        error: Error,
    },
}

impl Happening {
    /// Returns the name of the kind of event, as log filters and `on(type, …)` use it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match &self.what {
            What::Queue { event, .. } => event.name(),
            What::Shop(event) => event.name(),
        }
    }

    /// Returns the message concerned, if there is one.
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

    /// Returns the person who caused the event, if known.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        self.by
    }

    /// Returns true if a message was sent.
    pub(super) const fn is_sending(&self) -> bool {
        matches!(&self.what, What::Queue { event: EventKind::Sent { .. }, .. })
    }

    /// Returns false for an empty receive, which changes nothing on the stage.
    #[must_use]
    pub const fn is_visible(&self) -> bool {
        !matches!(&self.what, What::Queue { event: EventKind::ReceivedNothing, .. })
    }
}

impl ShopEvent {
    /// Returns the name of the kind of event.
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
            Self::StaffChanged { .. } => "StaffChanged",
            Self::CustomersChanged { .. } => "CustomersChanged",
            Self::WeatherChanged { .. } => "WeatherChanged",
            Self::CallRefused { .. } => "CallRefused",
        }
    }
}
