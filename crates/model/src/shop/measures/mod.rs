//! Measures over time, exact and from all events, in bounded memory.
//!
//! A run is divided into intervals ("spaces") of equal length. If there are too many, neighbours are merged in pairs:
//! counts add up, and values at the end of an interval are those of the later one.

mod bill;
mod prediction;
mod waits;

pub use bill::{Bill, Prices};
pub use prediction::{Prediction, predicted_wait_ms};
pub use waits::Waits;

use crate::time::{Instant, Span};

/// The number of intervals is at most this.
pub const SPACES_MAX: usize = 240;

/// The length of an interval at the start.
const WIDTH: Span = Span::from_secs(1);

/// One value for cashiers and one for baristas.
pub type ByRole = [u64; 2];

/// What happened in an interval, and the state at its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Space {
    /// Messages sent.
    pub sent: u64,
    /// Messages received.
    pub received: u64,
    /// Messages received for the second time or later.
    pub received_again: u64,
    /// Messages deleted.
    pub deleted: u64,
    /// Receives that returned no message.
    pub empty_receives: u64,
    /// Messages moved to the dead-letter queue.
    pub dead_letters: u64,
    /// Drinks made for an order that was served before.
    pub made_twice: u64,
    /// Customers who arrived.
    pub arrived: u64,
    /// Customers who were served.
    pub served: u64,
    /// Customers who left without a drink.
    pub walked_out: u64,
    /// Sum of the waits of the served customers, from arrival to drink, in milliseconds.
    pub waited_ms: u64,
    /// Sum of the times from send to first receive, in milliseconds.
    pub stored_ms: u64,
    /// Messages received for the first time.
    pub received_first: u64,
    /// Sum of the time that people worked, in milliseconds.
    pub busy_ms: ByRole,
    /// Sum of the time that people were present and not on a break, in milliseconds.
    pub there_ms: ByRole,
    /// Sum of the time that customers were in the shop, in milliseconds.
    pub present_ms: u64,
    /// Visible messages, at the end.
    pub waiting: u64,
    /// Messages in flight, at the end.
    pub making: u64,
    /// Delayed messages, at the end.
    pub delayed: u64,
    /// Customers in line, at the end.
    pub in_line: u64,
    /// Age of the oldest message, at the end, in milliseconds.
    pub oldest_ms: u64,
}

impl Space {
    /// Merges two neighbouring intervals.
    fn and(&self, next: &Self) -> Self {
        let by_role = |a: ByRole, b: ByRole| [a[0] + b[0], a[1] + b[1]];
        Self {
            sent: self.sent + next.sent,
            received: self.received + next.received,
            received_again: self.received_again + next.received_again,
            deleted: self.deleted + next.deleted,
            empty_receives: self.empty_receives + next.empty_receives,
            dead_letters: self.dead_letters + next.dead_letters,
            made_twice: self.made_twice + next.made_twice,
            arrived: self.arrived + next.arrived,
            served: self.served + next.served,
            walked_out: self.walked_out + next.walked_out,
            waited_ms: self.waited_ms + next.waited_ms,
            stored_ms: self.stored_ms + next.stored_ms,
            received_first: self.received_first + next.received_first,
            busy_ms: by_role(self.busy_ms, next.busy_ms),
            there_ms: by_role(self.there_ms, next.there_ms),
            present_ms: self.present_ms + next.present_ms,
            ..*next
        }
    }
}

/// How many people work. Constant between two events.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Held {
    /// People who work.
    pub(super) busy: ByRole,
    /// People who are present and not on a break.
    pub(super) there: ByRole,
}

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
pub(super) struct Series {
    width: Span,
    spaces: Vec<Space>,
    /// The sum of all closed intervals.
    past: Space,
    /// The current interval. Events are counted here.
    pub(super) open: Space,
    seen: Instant,
    present: u64,
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
        }
    }
}

impl Series {
    /// Advances to `now`. Nothing happened since the last call.
    pub(super) fn pass(&mut self, now: Instant, held: Held, backlog: impl Fn() -> Backlog) {
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
    pub(super) fn customer_arrives(&mut self) {
        self.open.arrived += 1;
        self.present += 1;
    }

    pub(super) fn customer_leaves(&mut self) {
        self.present = self.present.saturating_sub(1);
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
    pub(super) fn total(&self) -> Space {
        self.past.and(&self.open)
    }

    /// Returns the length of an interval, and all intervals including the current one.
    pub(super) fn spaces(&self, backlog: &Backlog) -> (Span, Vec<Space>) {
        (self.width, self.spaces.iter().copied().chain([self.end(backlog)]).collect())
    }
}

/// What was measured in a run, up to one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// The end of the measurement.
    pub at: Instant,
    /// The length of an interval. The last interval may be shorter.
    pub width: Span,
    /// The intervals, from the opening on.
    pub spaces: Vec<Space>,
    /// Waits of served customers, from arrival to drink.
    pub waits: Waits,
    /// The billed requests.
    pub bill: Bill,
    /// The sum over the whole run.
    pub total: Space,
}

impl Measures {
    pub(super) fn new(at: Instant, (width, spaces): (Span, Vec<Space>), waits: Waits, bill: Bill) -> Self {
        let total = spaces.iter().fold(Space::default(), |total, space| total.and(space));
        Self { at, width, spaces, waits, bill, total }
    }

    /// Returns the intervals, merged in groups of `count`.
    #[must_use]
    pub fn joined(&self, count: usize) -> Vec<Space> {
        let join = |spaces: &[Space]| spaces.iter().fold(Space::default(), |all, space| all.and(space));
        self.spaces.chunks(count.max(1)).map(join).collect()
    }

    /// Returns the share of their present time that people worked, in thousandths. `role` is an index into [`ByRole`].
    #[must_use]
    pub fn utilisation(space: &Space, role: usize) -> u64 {
        (space.busy_ms[role] * 1_000).checked_div(space.there_ms[role]).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: u64) -> Instant {
        Instant::from_millis(ms)
    }

    const ONE_BARISTA: Held = Held { busy: [0, 1], there: [1, 2] };

    #[test]
    fn time_is_split_at_the_end_of_an_interval() {
        let mut series = Series::default();
        series.pass(at(700), ONE_BARISTA, Backlog::default);
        series.open.sent += 1;
        series.pass(at(2_500), ONE_BARISTA, || Backlog {
            waiting: 1,
            oldest_sent_at: Some(at(700)),
            ..Backlog::default()
        });
        let (width, spaces) = series.spaces(&Backlog::default());
        assert_eq!(width, WIDTH);
        assert_eq!(spaces.iter().map(|space| space.sent).collect::<Vec<_>>(), [1, 0, 0]);
        assert_eq!(spaces.iter().map(|space| space.busy_ms[1]).collect::<Vec<_>>(), [1_000, 1_000, 500]);
        assert_eq!(spaces.iter().map(|space| space.oldest_ms).collect::<Vec<_>>(), [300, 1_300, 0]);
        assert_eq!(Measures::utilisation(&spaces[2], 1), 500);
    }

    #[test]
    fn a_long_run_loses_nothing_in_bounded_memory() {
        let mut series = Series::default();
        for second in 1..=86_400 {
            series.pass(at(second * 1_000 - 1), ONE_BARISTA, Backlog::default);
            series.open.sent += 1;
            series.customer_arrives();
            series.customer_leaves();
        }
        let (width, spaces) = series.spaces(&Backlog::default());
        assert!(spaces.len() <= SPACES_MAX, "{}", spaces.len());
        assert_eq!(width, Span::from_secs(512));
        assert_eq!(spaces.iter().map(|space| space.sent).sum::<u64>(), 86_400);
        assert_eq!(spaces.iter().map(|space| space.there_ms[1]).sum::<u64>(), 2 * 86_399_999);
        assert!(spaces[1..spaces.len() - 1].iter().all(|space| space.sent == 512), "{spaces:?}");
    }

    #[test]
    fn one_long_pass_equals_many_short_ones() {
        let (mut once, mut often) = (Series::default(), Series::default());
        once.customer_arrives();
        often.customer_arrives();
        once.pass(at(1_000_003), ONE_BARISTA, Backlog::default);
        for ms in (0..=1_000_003).step_by(7).chain([1_000_003]) {
            often.pass(at(ms), ONE_BARISTA, Backlog::default);
        }
        assert_eq!(once.spaces(&Backlog::default()), often.spaces(&Backlog::default()));
    }
}
