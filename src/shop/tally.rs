//! Counts. Each is one number, however long the shop is open.

use super::Metrics;
use crate::sqs::{Event, EventKind};
use crate::time::{Instant, Span};

/// Everything counted since the beginning.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    sent: u64,
    received: u64,
    deleted: u64,
    empty_receives: u64,
    deduplicated: u64,
    pub(super) requests: u64,
    pub(super) arrived: u64,
    pub(super) ordered: u64,
    pub(super) being_served: u64,
    pub(super) walked_out: u64,
    pub(super) walked_out_after_ordering: u64,
    pub(super) made_twice: u64,
    served: u64,
    waited_ms: u64,
    stuck_ms: u64,
    stuck_now: u64,
    /// Sum of the moments at which those began to wait who wait now.
    stuck_since_ms: u64,
}

impl Tally {
    /// A queue event, of the main queue or another.
    pub(super) fn count(&mut self, event: &Event, is_main: bool) {
        if !is_main {
            return;
        }
        match event.kind {
            EventKind::Sent { .. } => self.sent += 1,
            EventKind::Received { .. } => self.received += 1,
            EventKind::Deleted { .. } => self.deleted += 1,
            EventKind::ReceivedNothing => self.empty_receives += 1,
            EventKind::Deduplicated { .. } => self.deduplicated += 1,
            _ => {}
        }
    }

    pub(super) fn served(&mut self, waited: Span) {
        self.served += 1;
        self.waited_ms = self.waited_ms.saturating_add(waited.as_millis());
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

    /// All but the measures of the board.
    pub(super) fn metrics(&self, now: Instant) -> Metrics {
        Metrics {
            number_of_messages_sent: self.sent,
            number_of_messages_received: self.received,
            number_of_messages_deleted: self.deleted,
            number_of_empty_receives: self.empty_receives,
            number_of_deduplicated_sent_messages: self.deduplicated,
            customers_arrived: self.arrived,
            customers_ordering: self.being_served,
            customers_ordered: self.ordered,
            customers_walked_out: self.walked_out,
            customers_walked_out_after_ordering: self.walked_out_after_ordering,
            customers_served: self.served,
            drinks_made_twice: self.made_twice,
            mean_wait_ms: self.waited_ms.checked_div(self.served).unwrap_or(0),
            cashiers_stuck_ms: self.stuck_ms + (self.stuck_now * now.as_millis()).saturating_sub(self.stuck_since_ms),
            requests: self.requests,
            ..Metrics::default()
        }
    }
}
