//! Measures over time, exact and from all events, in bounded memory.
//!
//! A run is divided into intervals ("spaces") of equal length. If there are too many, neighbours are merged in pairs:
//! counts add up, and values at the end of an interval are those of the later one.

mod bill;
mod prediction;
mod series;
mod space;
mod waits;

pub use bill::{Bill, Prices};
pub use prediction::{Prediction, predicted_wait_ms};
pub(super) use series::Series;
pub use series::{Backlog, SPACES_MAX};
pub use space::{ByRole, Space};
pub use waits::Waits;

use crate::time::{Instant, Span};

/// How many people work. Constant between two events.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Held {
    /// People who work.
    pub(super) busy: ByRole,
    /// People who are present and not on a break.
    pub(super) there: ByRole,
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
    /// Average wait of customers served and of those who still wait, in milliseconds; `None` if there are none.
    pub mean_wait_ms: Option<u64>,
    /// The billed requests.
    pub bill: Bill,
    /// The sum over the whole run.
    pub total: Space,
}

impl Measures {
    pub(super) fn new(at: Instant, series: &Series, backlog: &Backlog, waits: Waits, bill: Bill) -> Self {
        let (width, spaces) = series.spaces(backlog);
        let total = spaces.iter().fold(Space::default(), |total, space| total.and(space));
        Self { at, width, spaces, waits, mean_wait_ms: series.mean_wait_ms(at), bill, total }
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
    use super::series::WIDTH;
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
            series.customer_arrives(at(second * 1_000 - 1));
            series.customer_leaves(at(second * 1_000 - 1));
        }
        let (width, spaces) = series.spaces(&Backlog::default());
        assert!(spaces.len() <= SPACES_MAX, "{}", spaces.len());
        assert_eq!(width, Span::from_secs(512));
        assert_eq!(spaces.iter().map(|space| space.sent).sum::<u64>(), 86_400);
        assert_eq!(spaces.iter().map(|space| space.there_ms[1]).sum::<u64>(), 2 * 86_399_999);
        assert!(spaces[1..spaces.len() - 1].iter().all(|space| space.sent == 512), "{spaces:?}");
    }

    #[test]
    fn the_average_wait_counts_customers_who_still_wait() {
        let mut series = Series::default();
        assert_eq!(series.mean_wait_ms(at(5_000)), None);
        for arrived in [1_000, 2_000, 3_000] {
            series.customer_arrives(at(arrived));
        }
        assert_eq!(series.mean_wait_ms(at(10_000)), Some(8_000));
        // One is served after 4 s, one gives up; the third has waited since 3 s.
        (series.open.served, series.open.waited_ms) = (1, 4_000);
        series.customer_leaves(at(1_000));
        series.customer_leaves(at(2_000));
        assert_eq!(series.mean_wait_ms(at(11_000)), Some((4_000 + 8_000) / 2));
        assert_eq!(series.mean_wait_ms(at(103_000)), Some((4_000 + 100_000) / 2));
    }

    #[test]
    fn one_long_pass_equals_many_short_ones() {
        let (mut once, mut often) = (Series::default(), Series::default());
        once.customer_arrives(Instant::ZERO);
        often.customer_arrives(Instant::ZERO);
        once.pass(at(1_000_003), ONE_BARISTA, Backlog::default);
        for ms in (0..=1_000_003).step_by(7).chain([1_000_003]) {
            often.pass(at(ms), ONE_BARISTA, Backlog::default);
        }
        assert_eq!(once.spaces(&Backlog::default()), often.spaces(&Backlog::default()));
    }
}
