//! Counts. Each is one number, however long the shop is open.

use super::Metrics;
use super::measures::{Bill, Series, Waits};
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
    pub(super) bill: Bill,
    pub(super) series: Series,
    pub(super) waits: Waits,
    arrived: u64,
    pub(super) ordered: u64,
    pub(super) being_served: u64,
    walked_out: u64,
    walked_out_after_ordering: u64,
    made_twice: u64,
    served: u64,
    waited_ms: u64,
    stuck_ms: u64,
    stuck_now: u64,
    /// Sum of the moments at which those began to wait who wait now.
    stuck_since_ms: u64,
}

impl Tally {
    /// A queue event, of the main queue or another. `sent_at` is when the message concerned was sent.
    pub(super) fn count(&mut self, event: &Event, is_main: bool, sent_at: Option<Instant>) {
        if !is_main {
            return;
        }
        let space = &mut self.series.open;
        match event.kind {
            EventKind::Sent { .. } => {
                self.sent += 1;
                space.sent += 1;
            }
            EventKind::Received { receive_count, .. } => {
                self.received += 1;
                space.received += 1;
                if receive_count > 1 {
                    space.received_again += 1;
                } else if let Some(sent_at) = sent_at {
                    space.received_first += 1;
                    space.stored_ms += event.at.since(sent_at).as_millis();
                }
            }
            EventKind::Deleted { .. } => {
                self.deleted += 1;
                space.deleted += 1;
            }
            EventKind::ReceivedNothing => {
                self.empty_receives += 1;
                space.empty_receives += 1;
            }
            EventKind::Deduplicated { .. } => self.deduplicated += 1,
            EventKind::DeadLettered { .. } => space.dead_letters += 1,
            _ => {}
        }
    }

    pub(super) fn arrived(&mut self) {
        self.arrived += 1;
        self.series.comes();
    }

    pub(super) fn walked_out(&mut self, had_ordered: bool) {
        self.walked_out += 1;
        self.walked_out_after_ordering += u64::from(had_ordered);
        self.series.open.walked_out += 1;
        self.series.leaves();
    }

    pub(super) fn made_twice(&mut self) {
        self.made_twice += 1;
        self.series.open.made_twice += 1;
    }

    pub(super) fn served(&mut self, waited: Span) {
        self.served += 1;
        self.waited_ms = self.waited_ms.saturating_add(waited.as_millis());
        self.waits.add(waited);
        let space = &mut self.series.open;
        space.served += 1;
        space.waited_ms = space.waited_ms.saturating_add(waited.as_millis());
        self.series.leaves();
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
