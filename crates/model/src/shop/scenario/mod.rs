//! What a shop begins with: versioned JSON in which every member has a default.
//!
//! Each setting is declared once, by [`settings!`](crate::settings): field, default, range, unit and JSON name.

mod address;
mod customers;
mod people;
mod queue;
mod read;

pub use address::Address;
pub use customers::Customers;
pub use people::{BaristaGroup, BaristaSettings, CashierGroup, CashierSettings, Group};
pub use queue::{DeduplicationScope, FifoThroughputLimit, QueueSettings};
pub use read::ScenarioError;

use super::Role;
use crate::settings::{Unit, choice, range, settings};
use crate::sqs::Weather;

/// The version of the format that this build writes. It reads older versions, too.
pub const SCENARIO_VERSION: u32 = 1;

/// The largest whole number that every browser reads exactly.
const SAFE: u64 = (1 << 53) - 1;

settings! {
    /// A shop before its first customer. The default is small and clear: two cashiers, three baristas, and a little more
    /// work than they can do at once.
    pub struct Scenario {
        /// The format's version: 1.
        version "version": u32 = SCENARIO_VERSION, VERSION = range("The version", 1, u32::MAX as u64, Unit::Count);
        /// A name to show.
        #[cfg_attr(feature = "schema", schemars(length(max = 80)))]
        title "title": String = "The order board".into();
        /// How orders reach the baristas.
        mode "mode": Mode = Mode::default();
        /// The seed of all random numbers.
        seed "seed": u64 = 38, SEED = range("The seed", 0, SAFE, Unit::Count);
        /// The customers who come in.
        customers "customers": Customers = Customers::default();
        /// The people who take orders.
        cashiers "cashiers": Vec<CashierGroup> = ["Ana", "Ben"].map(Group::of_one).into();
        /// The people who make the drinks.
        baristas "baristas": Vec<BaristaGroup> = ["Cleo", "Dev", "Eli"].map(Group::of_one).into();
        /// Milliseconds of a walk between a person's place and the board or counter.
        walk_ms "walkMs": u64 = 1_000, WALK_MS = range("The walk", 0, 60_000, Unit::Milliseconds);
        /// Where programs find the queues.
        address "address": Address = Address::default();
        /// The queue behind the board.
        queue "queue": QueueSettings = QueueSettings::default();
        /// Orders that are on the board from the start.
        stored_orders "storedOrders": u32 = 0,
            STORED_ORDERS = range("The number of stored orders", 0, 1_000_000, Unit::Count);
        /// How far the queue service strays from the exact rules. By default it follows them.
        #[serde(skip_serializing_if = "Weather::is_calm")]
        weather "weather": Weather = Weather::default();
    }
}

choice! {
    /// How orders reach the baristas.
    pub enum Mode {
        /// The cashier finds a free barista and hands the order over in person.
        HandToHand "handToHand",
        /// The cashier pins the order to the board, a queue.
        #[default]
        OrderBoard "orderBoard",
    }
}

impl Scenario {
    /// The number of people of `role` that the shop begins with.
    #[must_use]
    pub fn staff_count(&self, role: Role) -> u64 {
        match role {
            Role::Cashier => self.cashiers.iter().map(|group| u64::from(group.count)).sum(),
            Role::Barista => self.baristas.iter().map(|group| u64::from(group.count)).sum(),
            Role::You | Role::Guest => 0,
        }
    }
}
