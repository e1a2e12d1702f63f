//! The customers who come in.

use super::SAFE;
use crate::settings::{Unit, is_zero, range, settings};

settings! {
    /// The customers who come in.
    pub struct Customers {
        /// Customers a minute, on average.
        per_minute "perMinute": u32 = 23, PER_MINUTE = range("Customers a minute", 0, 60_000, Unit::PerMinute);
        /// How far the time between two customers strays from its average, in percent.
        variation_percent "variationPercent": u32 = 100, VARIATION_PERCENT = range("The variation", 0, 100, Unit::Percent);
        /// Seconds that a customer stands in line before giving up; `null`: for ever.
        patience_seconds "patienceSeconds": Option<u32> = Some(40),
            PATIENCE_SECONDS = range("The customers' patience", 1, 86_400, Unit::Seconds);
        /// The number of customers in all; `null`: without end.
        total "total": Option<u64> = None, TOTAL = range("The number of customers", 0, SAFE, Unit::Count);
        /// The number of tables. The orders of a table are one message group: a FIFO queue keeps it in order, and a
        /// standard queue serves it as one tenant among several. Without this member a FIFO queue has six tables, and a
        /// standard queue none.
        #[serde(skip_serializing_if = "Option::is_none")]
        groups "groups": Option<u32> = None, GROUPS = range("The number of tables", 1, 100_000, Unit::Count);
        /// The percentage of customers who sit at the first table, whatever the others do.
        #[serde(skip_serializing_if = "is_zero")]
        first_group_percent "firstGroupPercent": u32 = 0,
            FIRST_GROUP_PERCENT = range("The first table's part", 0, 100, Unit::Percent);
    }
}
