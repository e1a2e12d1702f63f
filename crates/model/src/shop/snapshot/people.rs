//! The people in the shop: customers in line, staff, and guests who call from outside.

use std::sync::Arc;

use super::OrderTag;
use crate::shop::{BaristaSettings, CashierSettings, PersonId, Role};
use crate::sqs::MessageId;
use crate::time::Instant;

/// The customers in line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineView {
    /// The number of customers.
    pub count: u64,
    /// The first customers, from the head on.
    pub first: Vec<CustomerView>,
}

/// A customer in line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerView {
    /// Counted from 1 in order of arrival; it decides the looks.
    pub number: u64,
    /// The part of the patience that is used up, in quarters: 0 to 3.
    pub impatience: u8,
}

/// The people of one role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffView {
    /// The number of people.
    pub count: u64,
    /// The number of them on a break.
    pub on_break: u64,
    /// The first people, by place.
    pub first: Vec<PersonView>,
}

/// A person who works in the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonView {
    /// The person's id.
    pub id: PersonId,
    /// The person's role.
    pub role: Role,
    /// The person's name.
    pub name: Arc<str>,
    /// What the person is doing.
    pub activity: Activity,
    /// The moment at which that began.
    pub since: Instant,
    /// The moment at which it will end, if that is known.
    pub until: Option<Instant>,
    /// The person will go on a break once the order in hand is done.
    pub leaving_for_break: bool,
    /// The number of orders sent (cashier) or served (barista) so far.
    pub finished: u64,
    /// The number of empty polls.
    pub empty_receives: u64,
    /// The person's settings.
    pub settings: PersonSettings,
}

/// Settings by role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonSettings {
    /// Settings of a cashier.
    Cashier(CashierSettings),
    /// Settings of a barista.
    Barista(BaristaSettings),
}

/// The current activity of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Activity {
    /// A cashier without customers, or a hand-to-hand barista without orders.
    Idle,
    /// A cashier takes an order.
    TakingOrder {
        /// The customer's number.
        customer: u64,
    },
    /// A cashier walks an order to the board, or to the baristas' counter.
    Carrying {
        /// The order.
        order: OrderTag,
    },
    /// A hand-to-hand cashier stands at the counter: no barista is free.
    WaitingForBarista {
        /// The order in hand.
        order: OrderTag,
        /// The place among the waiting cashiers, from 0.
        place: u32,
    },
    /// A hand-to-hand cashier hands an order over.
    HandingOver {
        /// The order.
        order: OrderTag,
        /// The barista who gets it.
        to: PersonId,
    },
    /// A cashier walks back to the till.
    WalkingBack,
    /// A barista polls the board: a receive is under way. A long poll has an end, a short one ends at once.
    Polling,
    /// A barista found nothing and polls again later.
    Pausing,
    /// A barista makes a drink.
    Making {
        /// The order.
        order: OrderTag,
        /// The message, on an order board.
        message: Option<MessageId>,
        /// The number of further orders in hand.
        further: u32,
    },
    /// A barista dropped the cup and cleans up.
    CleaningUp,
    /// In the break room.
    OnBreak,
}

/// The callers from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuestsView {
    /// The number of guests at the counter.
    pub count: u64,
    /// The first guests, in the order of coming.
    pub first: Vec<GuestView>,
}

/// A caller from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestView {
    /// The guest's id.
    pub id: PersonId,
    /// The guest's name.
    pub name: Arc<str>,
    /// The action of the last call.
    pub action: &'static str,
    /// The state of that call.
    pub doing: GuestDoing,
    /// The moment of the last call.
    pub since: Instant,
    /// The number of calls that wait for an answer.
    pub waiting: u32,
    /// The number of calls so far.
    pub calls: u64,
}

/// The state of a guest's last call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuestDoing {
    /// It waits for an answer: a long poll.
    Waiting,
    /// It was answered.
    Answered,
    /// The service refused it.
    Refused,
    /// The guest hung up before the answer.
    HungUp,
}

impl GuestDoing {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::HungUp => "hungUp",
        }
    }
}
