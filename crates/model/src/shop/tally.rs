//! Counters. Their memory does not grow with time.

use super::Metrics;
use super::measures::{Bill, Series, Waits};
use crate::sqs::{Event, EventKind, MessageId};
use crate::time::Instant;

/// Everything counted since the opening.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    deduplicated: u64,
    pub(super) requests: u64,
    pub(super) bill: Bill,
    pub(super) series: Series,
    pub(super) waits: Waits,
    pub(super) ordered: u64,
    pub(super) in_service: u64,
    walked_out_after_ordering: u64,
    /// Deleted orders that no customer waited for.
    pub(super) without_customer: u64,
    stuck_ms: u64,
    stuck_now: u64,
    /// Sum of the times at which the cashiers now at the counter began to wait, in milliseconds.
    stuck_since_ms: u64,
}

impl Tally {
    /// Counts a queue event. Only events of the main queue count. `sent_at` returns when a message was sent.
    pub(super) fn count(&mut self, event: &Event, is_main: bool, sent_at: impl Fn(MessageId) -> Option<Instant>) {
        if !is_main {
            return;
        }
        let space = &mut self.series.open;
        match event.kind {
            EventKind::Sent { .. } => space.sent += 1,
            EventKind::Received { message, receive_count, .. } => {
                space.received += 1;
                if receive_count > 1 {
                    space.received_again += 1;
                } else if let Some(sent_at) = sent_at(message) {
                    space.received_first += 1;
                    space.stored_ms += event.at.since(sent_at).as_millis();
                }
            }
            EventKind::Deleted { .. } => space.deleted += 1,
            EventKind::ReceivedNothing => space.empty_receives += 1,
            EventKind::Deduplicated { .. } => self.deduplicated += 1,
            EventKind::DeadLettered { .. } => space.dead_letters += 1,
            _ => {}
        }
    }

    pub(super) fn walked_out(&mut self, arrived: Instant, had_ordered: bool) {
        self.walked_out_after_ordering += u64::from(had_ordered);
        self.series.open.walked_out += 1;
        self.series.customer_leaves(arrived);
    }

    pub(super) fn served(&mut self, now: Instant, arrived: Instant) {
        let waited = now.since(arrived);
        self.waits.add(waited);
        let space = &mut self.series.open;
        space.served += 1;
        space.waited_ms = space.waited_ms.saturating_add(waited.as_millis());
        self.series.customer_leaves(arrived);
    }

    pub(super) fn stuck_begins(&mut self, now: Instant) {
        self.stuck_now += 1;
        self.stuck_since_ms += now.as_millis();
    }

    pub(super) fn stuck_ends(&mut self, now: Instant, since: Instant) {
        self.stuck_now -= 1;
        self.stuck_since_ms -= since.as_millis();
        self.stuck_ms += now.since(since).as_millis();
    }

    /// Returns all metrics except those of the board.
    pub(super) fn metrics(&self, now: Instant) -> Metrics {
        let total = self.series.total();
        Metrics {
            number_of_messages_sent: total.sent,
            number_of_messages_received: total.received,
            number_of_messages_deleted: total.deleted,
            number_of_empty_receives: total.empty_receives,
            number_of_deduplicated_sent_messages: self.deduplicated,
            customers_arrived: total.arrived,
            customers_ordering: self.in_service,
            customers_ordered: self.ordered,
            customers_walked_out: total.walked_out,
            customers_walked_out_after_ordering: self.walked_out_after_ordering,
            customers_served: total.served,
            drinks_made_twice: total.made_twice,
            mean_wait_ms: self.series.mean_wait_ms(now).unwrap_or(0),
            orders_without_customer: self.without_customer,
            cashiers_stuck_ms: self.stuck_ms + (self.stuck_now * now.as_millis()).saturating_sub(self.stuck_since_ms),
            requests: self.requests,
            ..Metrics::default()
        }
    }
}
