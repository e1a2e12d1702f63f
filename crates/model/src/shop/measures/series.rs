//! Intervals that get longer as the run grows.

use super::{Held, Space};
use crate::time::{Instant, Span};

/// The number of intervals is at most this.
pub const SPACES_MAX: usize = 240;

/// The length of an interval at the start.
pub(in crate::shop) const WIDTH: Span = Span::from_secs(1);

/// What is waiting at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Visible messages.
    pub waiting: u64,
    /// Messages in flight.
    pub making: u64,
    /// Delayed messages.
    pub delayed: u64,
    /// Customers in line.
    pub in_line: u64,
    /// When the oldest message was sent.
    pub oldest_sent_at: Option<Instant>,
}

/// The intervals of a run so far.
#[derive(Clone, Debug)]
pub(in crate::shop) struct Series {
    width: Span,
    spaces: Vec<Space>,
    /// The sum of all closed intervals.
    past: Space,
    /// The current interval. Events are counted here.
    pub(in crate::shop) open: Space,
    seen: Instant,
    present: u64,
    /// Sum of the arrivals of the customers who are present, in milliseconds.
    present_since_ms: u64,
}

impl Default for Series {
    fn default() -> Self {
        Self {
            width: WIDTH,
            spaces: Vec::new(),
            past: Space::default(),
            open: Space::default(),
            seen: Instant::ZERO,
            present: 0,
            present_since_ms: 0,
        }
    }
}

impl Series {
    /// Advances to `now`. Nothing happened since the last call.
    pub(in crate::shop) fn pass(&mut self, now: Instant, held: Held, backlog: impl Fn() -> Backlog) {
        while self.seen < now {
            let end = Instant::ZERO + Span::from_millis(self.width.as_millis() * (self.spaces.len() as u64 + 1));
            let until = now.min(end);
            let span = until.since(self.seen).as_millis();
            for role in 0..2 {
                self.open.busy_ms[role] += held.busy[role] * span;
                self.open.there_ms[role] += held.there[role] * span;
            }
            self.open.present_ms += self.present * span;
            self.seen = until;
            if until == end {
                self.close(&backlog());
            }
        }
    }

    /// Counts a customer who arrives.
    pub(in crate::shop) const fn customer_arrives(&mut self, now: Instant) {
        self.open.arrived += 1;
        self.present += 1;
        self.present_since_ms += now.as_millis();
    }

    /// Counts a customer who leaves, with a drink or without one.
    pub(in crate::shop) const fn customer_leaves(&mut self, arrived: Instant) {
        self.present = self.present.saturating_sub(1);
        self.present_since_ms = self.present_since_ms.saturating_sub(arrived.as_millis());
    }

    /// Returns the average wait of the customers who were served and of those who still wait, in milliseconds; `None`
    /// if there are none. Customers who gave up do not count.
    pub(in crate::shop) fn mean_wait_ms(&self, now: Instant) -> Option<u64> {
        let total = self.total();
        let still = self.present.saturating_mul(now.as_millis()).saturating_sub(self.present_since_ms);
        total.waited_ms.saturating_add(still).checked_div(total.served + self.present)
    }

    fn end(&self, backlog: &Backlog) -> Space {
        Space {
            waiting: backlog.waiting,
            making: backlog.making,
            delayed: backlog.delayed,
            in_line: backlog.in_line,
            oldest_ms: backlog.oldest_sent_at.map_or(0, |sent_at| self.seen.since(sent_at).as_millis()),
            ..self.open
        }
    }

    fn close(&mut self, backlog: &Backlog) {
        let space = self.end(backlog);
        self.past = self.past.and(&space);
        self.spaces.push(space);
        self.open = Space::default();
        if self.spaces.len() == SPACES_MAX {
            self.spaces = self.spaces.chunks(2).map(|pair| pair[0].and(&pair[1])).collect();
            self.width = Span::from_millis(self.width.as_millis() * 2);
        }
    }

    /// Returns the sum over the whole run.
    pub(in crate::shop) fn total(&self) -> Space {
        self.past.and(&self.open)
    }

    /// Returns the length of an interval, and all intervals including the current one.
    pub(in crate::shop) fn spaces(&self, backlog: &Backlog) -> (Span, Vec<Space>) {
        (self.width, self.spaces.iter().copied().chain([self.end(backlog)]).collect())
    }
}
