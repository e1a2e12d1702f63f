//! The freedom that the service allows itself, as settings (`docs/sqs-behaviour.md`, section 6).

use crate::settings::{Unit, range, settings};

settings! {
    /// How far a service strays from the exact rules, within what it promises. The seed decides each deviation; by
    /// default there is none.
    #[derive(Copy)]
    pub struct Weather {
        /// The percentage of deliveries of standard queues after which a copy of the message can be received as well.
        duplicates_percent "duplicatesPercent": u32 = 0,
            DUPLICATES_PERCENT = range("Deliveries that leave a copy", 0, 100, Unit::Percent);
        /// The number of first messages of a standard queue among which a receive chooses. With 0 or 1 it takes the
        /// first.
        disorder_messages "disorderMessages": u32 = 0,
            DISORDER_MESSAGES = range("The number of messages in disorder", 0, 100, Unit::Count);
        /// How many of ten servers a short poll does not ask. It asks at least one.
        servers_not_asked "serversNotAsked": u32 = 0,
            SERVERS_NOT_ASKED = range("The number of servers that are not asked", 0, 9, Unit::Count);
        /// Seconds by which the counts of messages lag behind.
        counts_lag_seconds "countsLagSeconds": u32 = 0,
            COUNTS_LAG_SECONDS = range("The delay of the counts", 0, 300, Unit::Seconds);
    }
}

impl Weather {
    /// The number of servers that a standard queue's messages lie on.
    pub const SERVERS: u32 = 10;

    /// Returns true if the service follows the exact rules.
    #[must_use]
    pub fn is_calm(&self) -> bool {
        *self == Self::default()
    }
}
