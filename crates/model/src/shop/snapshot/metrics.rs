//! Counts since the beginning and measures of the moment.

use serde::Serialize;

/// Counts since the beginning and measures of now. The first block has CloudWatch's names and units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Metrics {
    /// Messages added.
    pub number_of_messages_sent: u64,
    /// Messages returned by receives, redeliveries included.
    pub number_of_messages_received: u64,
    /// Successful deletes.
    pub number_of_messages_deleted: u64,
    /// Receives that returned nothing.
    pub number_of_empty_receives: u64,
    /// FIFO: sends dropped as repeats.
    pub number_of_deduplicated_sent_messages: u64,
    /// Visible now.
    pub approximate_number_of_messages_visible: u64,
    /// In flight now.
    pub approximate_number_of_messages_not_visible: u64,
    /// Delayed now.
    pub approximate_number_of_messages_delayed: u64,
    /// Seconds since the oldest stored message was sent.
    pub approximate_age_of_oldest_message_seconds: u64,
    /// Message groups of which something is in flight now.
    pub approximate_number_of_groups_with_inflight_messages: u64,

    /// Customers who came in.
    pub customers_arrived: u64,
    /// Customers who are telling a cashier their order now.
    pub customers_ordering: u64,
    /// Customers who have ordered.
    pub customers_ordered: u64,
    /// Customers who left without a drink: out of patience in line, or because their order got lost.
    pub customers_walked_out: u64,
    /// Those of them whose order got lost because the person who carried it left for good.
    pub customers_walked_out_after_ordering: u64,
    /// Customers who got their drink.
    pub customers_served: u64,
    /// Orders done (deleted) that no customer waited for: orders stored at the opening, sent by programs, or sent twice.
    pub orders_without_customer: u64,
    /// Drinks made for an order that had been served already.
    pub drinks_made_twice: u64,
    /// Average wait in milliseconds: of customers served, from coming in to the drink; of those who still wait, until
    /// now. Customers who gave up do not count.
    pub mean_wait_ms: u64,
    /// Milliseconds that cashiers have stood waiting for a free barista.
    pub cashiers_stuck_ms: u64,
    /// API calls made: the unit of the bill.
    pub requests: u64,
}
