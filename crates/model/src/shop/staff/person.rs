//! One person who works in the shop, and the current activity.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use crate::shop::line::Customer;
use crate::shop::order::Order;
use crate::shop::{AskId, BaristaSettings, CallRecord, CashierSettings, OrderTag, PersonId, PersonSettings, Role};
use crate::sqs::{Body, MessageId, ReceiptHandle};
use crate::time::Instant;

/// The current activity of a person.
#[derive(Clone, Debug)]
pub(in crate::shop) enum Doing {
    Idle,
    TakingOrder(Box<Customer>),
    Carrying(Rc<Order>),
    /// A cashier, hand to hand: waits until a barista is free.
    AtCounter(Rc<Order>),
    /// A cashier, hand to hand: hands an order to this barista.
    HandingOver(Rc<Order>, PersonId),
    /// A barista, hand to hand: takes an order from this cashier.
    Accepting(PersonId),
    WalkingBack,
    Polling,
    Pausing,
    /// The order being made is the first one in `hands`.
    Making,
    CleaningUp,
    OnBreak,
}

/// Utilisation category.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Utilisation {
    Idle,
    /// Working, and carrying an order to the board or to the counter.
    Carrying,
    Working,
    Waiting,
    OnBreak,
}

impl Doing {
    /// Returns the utilisation category. Waiting for someone and polling are not work. A walking cashier works; a
    /// walking barista holds no order.
    pub(super) fn utilisation(&self, role: Role) -> Utilisation {
        match self {
            Self::Idle => Utilisation::Idle,
            Self::Carrying(_) => Utilisation::Carrying,
            Self::TakingOrder(_) | Self::HandingOver(..) | Self::Accepting(_) => Utilisation::Working,
            Self::Making | Self::CleaningUp => Utilisation::Working,
            Self::WalkingBack if role == Role::Cashier => Utilisation::Working,
            Self::WalkingBack | Self::AtCounter(_) | Self::Polling | Self::Pausing => Utilisation::Waiting,
            Self::OnBreak => Utilisation::OnBreak,
        }
    }
}

/// A slip that a person holds.
#[derive(Clone, Debug)]
pub(in crate::shop) struct Slip {
    pub(in crate::shop) tag: OrderTag,
    pub(in crate::shop) body: Body,
    /// The message and its receipt handle, on an order board.
    pub(in crate::shop) message: Option<(MessageId, ReceiptHandle)>,
    /// The order, hand to hand.
    pub(in crate::shop) order: Option<Rc<Order>>,
    /// Thousandths of the mean time to make a drink.
    pub(in crate::shop) make: u64,
}

impl Slip {
    pub(in crate::shop) fn id(&self) -> Option<MessageId> {
        self.message.as_ref().map(|(id, _)| *id)
    }
}

/// A person who works here or worked here.
#[derive(Clone, Debug)]
pub(in crate::shop) struct Person {
    pub(in crate::shop) role: Role,
    pub(in crate::shop) name: Arc<str>,
    pub(in crate::shop) doing: Doing,
    pub(in crate::shop) since: Instant,
    pub(in crate::shop) until: Option<Instant>,
    pub(in crate::shop) leaving_for_break: bool,
    pub(in crate::shop) has_left: bool,
    pub(in crate::shop) finished: u64,
    pub(in crate::shop) settings: PersonSettings,
    pub(in crate::shop) ask: Option<AskId>,
    pub(in crate::shop) last_call: Option<Rc<CallRecord>>,
    pub(in crate::shop) hands: VecDeque<Rc<Slip>>,
    /// Slips of served orders that are not deleted yet. Baristas only.
    pub(in crate::shop) served: Vec<Rc<Slip>>,
    /// Further orders besides the one that is taken or carried. Cashiers only.
    pub(in crate::shop) bundle: Vec<Rc<Order>>,
    /// Number of empty polls.
    pub(in crate::shop) empty_receives: u64,
}

impl Person {
    pub(super) fn new(role: Role, name: Arc<str>, settings: PersonSettings, now: Instant) -> Self {
        Self {
            role,
            name,
            doing: Doing::Idle,
            since: now,
            until: None,
            leaving_for_break: false,
            has_left: false,
            finished: 0,
            settings,
            ask: None,
            last_call: None,
            hands: VecDeque::new(),
            served: Vec::new(),
            bundle: Vec::new(),
            empty_receives: 0,
        }
    }

    pub(in crate::shop) fn take_ms(&self) -> u64 {
        self.cashier().map_or(0, |settings| settings.take_ms)
    }

    /// Returns how many orders the person sends or deletes in one call.
    pub(in crate::shop) fn batch(&self) -> usize {
        match &self.settings {
            PersonSettings::Cashier(settings) => settings.batch as usize,
            PersonSettings::Barista(settings) => settings.batch as usize,
        }
    }

    pub(in crate::shop) fn cashier(&self) -> Option<&CashierSettings> {
        match &self.settings {
            PersonSettings::Cashier(settings) => Some(settings),
            PersonSettings::Barista(_) => None,
        }
    }

    pub(in crate::shop) fn barista(&self) -> Option<&BaristaSettings> {
        match &self.settings {
            PersonSettings::Barista(settings) => Some(settings),
            PersonSettings::Cashier(_) => None,
        }
    }

    pub(in crate::shop) fn holds(&self, message: MessageId) -> bool {
        self.hands.iter().chain(&self.served).any(|slip| slip.id() == Some(message))
    }
}
