//! The people who work in the shop.

use serde::{Deserialize, Serialize};

use crate::settings::{Declared, Field, Kind, Range, STAFF_MAX, Settings, Unit, api, is_one, is_zero, range, settings};
use crate::sqs::limits;

settings! {
    /// What can be set on a cashier.
    pub struct CashierSettings {
        /// Milliseconds to take one order, on average.
        take_ms "takeMs": u64 = 2_000, TAKE_MS = range("The time to take an order", 100, 600_000, Unit::Milliseconds);
        /// The number of orders that are carried to the board together if that many customers wait. Two or more are one
        /// `SendMessageBatch`.
        #[serde(skip_serializing_if = "is_one")]
        batch "batch": u32 = 1, BATCH = BATCH;
        /// The percentage of orders that are sent twice, because the till heard no answer.
        #[serde(skip_serializing_if = "is_zero")]
        resend_percent "resendPercent": u32 = 0,
            RESEND_PERCENT = range("The share of orders sent twice", 0, 100, Unit::Percent);
    }
}

settings! {
    /// What can be set on a barista.
    pub struct BaristaSettings {
        /// Milliseconds to make one drink, on average.
        make_ms "makeMs": u64 = 7_000, MAKE_MS = range("The time to make a drink", 100, 3_600_000, Unit::Milliseconds);
        /// `WaitTimeSeconds` of each receive; 0 is a short poll, `null` the queue's own wait time.
        wait_time_seconds "waitTimeSeconds": Option<u32> = None,
            WAIT_TIME_SECONDS = api("The wait time of a receive", limits::WAIT_TIME_SECONDS, Unit::Seconds);
        /// Milliseconds between an empty receive and the next poll.
        pause_ms "pauseMs": u64 = 1_000, PAUSE_MS = range("The pause after an empty poll", 0, 600_000, Unit::Milliseconds);
        /// `MaxNumberOfMessages` of each receive.
        max_messages "maxMessages": u32 = 1,
            MAX_MESSAGES = api("The number of messages per receive", limits::RECEIVE_MESSAGES, Unit::Times);
        /// The number of finished orders that are deleted together. Two or more are one `DeleteMessageBatch`; a barista
        /// with nothing left in hand does not wait for more.
        #[serde(skip_serializing_if = "is_one")]
        batch "batch": u32 = 1, BATCH = BATCH;
    }
}

/// A batch of either role.
const BATCH: Range = range("The number of orders in a batch", 1, limits::BATCH_ENTRIES as u64, Unit::Times);

/// The number of people in a group.
const COUNT: Range = range("The number of people", 1, STAFF_MAX, Unit::Count);

/// Cashiers who are alike.
pub type CashierGroup = Group<CashierSettings>;

/// Baristas who are alike.
pub type BaristaGroup = Group<BaristaSettings>;

/// People who are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(rename = "GroupWith{S}", bound = "S: Settings + Serialize + schemars::JsonSchema")
)]
#[serde(default, bound(deserialize = "S: Settings + Deserialize<'de>"))]
pub struct Group<S> {
    /// How many people: 1 to 10,000 of a role in all.
    #[cfg_attr(feature = "schema", schemars(range(min = COUNT.low, max = COUNT.high)))]
    pub count: u32,
    /// The first one's name. The others, and a first one without a name, get names from a list.
    #[cfg_attr(feature = "schema", schemars(length(max = 80)))]
    pub name: Option<String>,
    /// Their settings.
    #[serde(flatten)]
    pub settings: S,
}

impl<S: Settings> Group<S> {
    /// A group of one.
    pub(super) fn of_one(name: &str) -> Self {
        Self { name: Some(name.to_owned()), ..Self::default() }
    }
}

impl<S: Settings> Default for Group<S> {
    fn default() -> Self {
        Self { count: 1, name: None, settings: S::default() }
    }
}

impl<S: Settings> Declared for Vec<Group<S>> {
    const KIND: Kind = Kind::People(&[
        Field { name: "count", kind: Kind::Number { range: COUNT, nullable: false } },
        Field { name: "name", kind: Kind::Text },
        Field { name: "", kind: Kind::Object(S::FIELDS) },
    ]);
}
