//! Measures as CSV and JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::shop::measures::{Measures, Space};

type Column = (&'static str, fn(&Space) -> u64);

/// The columns, under CloudWatch's names if it has them.
const COLUMNS: [Column; 22] = [
    ("NumberOfMessagesSent", |space| space.sent),
    ("NumberOfMessagesReceived", |space| space.received),
    ("NumberOfMessagesDeleted", |space| space.deleted),
    ("NumberOfEmptyReceives", |space| space.empty_receives),
    ("ApproximateNumberOfMessagesVisible", |space| space.waiting),
    ("ApproximateNumberOfMessagesNotVisible", |space| space.making),
    ("ApproximateNumberOfMessagesDelayed", |space| space.delayed),
    ("ApproximateAgeOfOldestMessage", |space| space.oldest_ms / 1_000),
    ("ReceivedAgain", |space| space.received_again),
    ("DeadLetters", |space| space.dead_letters),
    ("DrinksMadeTwice", |space| space.made_twice),
    ("CustomersArrived", |space| space.arrived),
    ("CustomersServed", |space| space.served),
    ("CustomersWalkedOut", |space| space.walked_out),
    ("CustomersInLine", |space| space.in_line),
    ("CustomerWaitMilliseconds", |space| space.waited_ms),
    ("CustomerPresenceMilliseconds", |space| space.present_ms),
    ("CashierWorkMilliseconds", |space| space.busy_ms[0]),
    ("CashierPresenceMilliseconds", |space| space.there_ms[0]),
    ("BaristaWorkMilliseconds", |space| space.busy_ms[1]),
    ("BaristaPresenceMilliseconds", |space| space.there_ms[1]),
    ("StoredMilliseconds", |space| space.stored_ms),
];

/// CSV with one row per time slice, each with the second at its end.
#[must_use]
pub fn csv(measures: &Measures) -> String {
    let mut text = String::from("Second");
    for (name, _) in COLUMNS {
        let _ = write!(text, ",{name}");
    }
    text.push_str("\r\n");
    for (index, space) in measures.spaces.iter().enumerate() {
        let end = (measures.width.as_millis() * (index as u64 + 1)).min(measures.at.as_millis());
        let _ = write!(text, "{}.{:03}", end / 1_000, end % 1_000);
        for (_, read) in COLUMNS {
            let _ = write!(text, ",{}", read(space));
        }
        text.push_str("\r\n");
    }
    text
}

/// All measures as JSON, with the columns of [`csv`] for each space of time. `customerWait` counts customers served;
/// its average also those who still wait.
#[must_use]
pub fn json(measures: &Measures) -> Value {
    let space = |space: &Space| COLUMNS.iter().map(|(name, read)| (*name, read(space))).collect::<Value>();
    let mut waits = json!({ "count": measures.waits.count() });
    for (name, of) in [("p50Milliseconds", 50), ("p95Milliseconds", 95), ("p99Milliseconds", 99)] {
        if let Some(wait) = measures.waits.percentile(of) {
            waits[name] = wait.as_millis().into();
        }
    }
    if let Some(wait) = measures.mean_wait_ms {
        waits["averageMilliseconds"] = wait.into();
    }
    let bill = &measures.bill;
    json!({
        "milliseconds": measures.at.as_millis(),
        "spaceMilliseconds": measures.width.as_millis(),
        "spaces": measures.spaces.iter().map(space).collect::<Vec<_>>(),
        "customerWait": waits,
        "requests": {
            "sends": bill.sends,
            "receives": bill.receives,
            "emptyReceives": bill.empty_receives,
            "deletes": bill.deletes,
            "others": bill.others,
        },
    })
}
