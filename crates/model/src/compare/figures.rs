//! The figures of two shops beside each other.

use super::Half;
use crate::shop::measures::{Bill, Prices};
use crate::shop::{Mode, Snapshot};
use crate::text::{grouped, money};
use crate::time::{Instant, Span};

const HOUR_MS: u64 = 3_600_000;

/// The least difference that counts, in thousandths of the larger number.
const ALIKE: u64 = 30;

/// The figures of a shop up to a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Average wait from arrival to drink, or until now for customers who still wait, in milliseconds; `None` if nobody
    /// has waited yet.
    pub mean_wait_ms: Option<u64>,
    /// Customers in line.
    pub in_line: u64,
    /// Customers who left without a drink.
    pub walked_out: u64,
    /// Customers with their drink.
    pub served: u64,
    /// Customers served per hour at this rate; `None` at the start.
    pub served_an_hour: Option<u64>,
    /// Cost of the queue per month at this rate, in millionths of a dollar; `None` without a queue.
    pub a_month: Option<u64>,
    /// Drinks made for an order that had been served already.
    pub made_twice: u64,
}

impl Figures {
    /// The figures of a shop. `million` is the price of a million requests in millionths of a dollar; the listed price
    /// by default.
    #[must_use]
    pub fn of(snapshot: &Snapshot, bill: &Bill, million: Option<u64>, now: Instant) -> Self {
        let metrics = &snapshot.metrics;
        let listed = if snapshot.queue.fifo { Prices::FIFO } else { Prices::STANDARD };
        let prices = Prices { million: million.unwrap_or(listed.million), ..listed };
        let month = || prices.month(Bill::in_a_month(bill.requests(), now.since(Instant::ZERO)));
        Self {
            mean_wait_ms: (metrics.customers_arrived > metrics.customers_walked_out).then_some(metrics.mean_wait_ms),
            in_line: snapshot.line.count,
            walked_out: metrics.customers_walked_out,
            served: metrics.customers_served,
            served_an_hour: (metrics.customers_served * HOUR_MS).checked_div(now.as_millis()),
            a_month: (snapshot.mode == Mode::OrderBoard).then(month),
            made_twice: metrics.drinks_made_twice,
        }
    }
}

/// One figure of both shops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The id for tests and styles.
    pub slug: &'static str,
    /// The name on the screen.
    pub name: &'static str,
    /// The explanation.
    pub about: &'static str,
    /// The formatted values.
    pub values: [String; 2],
    /// The values in thousandths of the larger one.
    pub shares: [u64; 2],
    /// The better half; `None` if both are alike.
    pub better: Option<Half>,
}

/// All figures of two shops. *Made twice* is listed if it is not zero.
#[must_use]
pub fn rows(both: &[Figures; 2]) -> Vec<Row> {
    let row = |slug, name, about, value: fn(&Figures) -> Option<u64>, text: fn(u64) -> String, more_is_better| {
        let values = both.each_ref().map(value);
        let most = values.iter().flatten().copied().max().unwrap_or(0).max(1);
        Row {
            slug,
            name,
            about,
            values: values.map(|value| value.map_or_else(|| "–".into(), text)),
            shares: values.map(|value| share(value.unwrap_or(0), most)),
            better: better(values, more_is_better),
        }
    };
    let mut rows = vec![
        row(
            "wait",
            "average wait",
            "From the door to the drink, or until now for customers who still wait",
            |of| of.mean_wait_ms,
            time,
            false,
        ),
        row("line", "in line", "Customers in line now", |of| Some(of.in_line), grouped, false),
        row("walked-out", "gave up", "Customers who left without a drink", |of| Some(of.walked_out), grouped, false),
        row(
            "served",
            "served an hour",
            "Customers served in an hour, if it goes on like this",
            |of| of.served_an_hour,
            grouped,
            true,
        ),
        row(
            "cost",
            "cost a month",
            "What the queue’s requests cost, if it goes on like this",
            |of| of.a_month,
            money,
            false,
        ),
    ];
    if both.iter().any(|of| of.made_twice > 0) {
        let about = "Drinks made for an order that had been served already";
        rows.insert(3, row("twice", "made twice", about, |of| Some(of.made_twice), grouped, false));
    }
    rows
}

pub(super) fn share(value: u64, most: u64) -> u64 {
    (u128::from(value) * 1_000 / u128::from(most.max(1))) as u64
}

/// Returns true if the difference of two numbers counts.
fn differ(a: u64, b: u64) -> bool {
    let most = a.max(b);
    a != b && share(a.abs_diff(b), most) >= ALIKE
}

pub(super) fn better([a, b]: [Option<u64>; 2], more_is_better: bool) -> Option<Half> {
    let (a, b) = (a?, b?);
    differ(a, b).then_some(if (a > b) == more_is_better { Half::A } else { Half::B })
}

/// Formats milliseconds, with tenths of a second below a minute.
pub(super) fn time(ms: u64) -> String {
    let tenths = (ms + 50) / 100;
    if tenths < 600 { format!("{}.{} s", tenths / 10, tenths % 10) } else { Span::from_millis(ms).to_string() }
}

/// The figures of a shop that serves well, for tests of this room.
#[cfg(test)]
pub(super) const SOME: Figures = Figures {
    mean_wait_ms: Some(20_000),
    in_line: 4,
    walked_out: 0,
    served: 100,
    served_an_hour: Some(600),
    a_month: Some(1_000_000),
    made_twice: 0,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_one_is_marked_where_it_is_better() {
        let found = rows(&[
            Figures { in_line: 9, walked_out: 3, served_an_hour: Some(590), a_month: None, ..SOME },
            Figures { mean_wait_ms: None, ..SOME },
        ]);
        let marks: Vec<_> = found.iter().map(|row| (row.slug, row.better)).collect();
        let expected = [
            ("wait", None),
            ("line", Some(Half::B)),
            ("walked-out", Some(Half::B)),
            // Two in a hundred are chance.
            ("served", None),
            ("cost", None),
        ];
        assert_eq!(marks, expected);
        assert_eq!(found[1].values, ["9", "4"]);
        assert_eq!(found[1].shares, [1_000, 444]);
        assert_eq!(found[0].values, ["20.0 s", "–"]);
        assert_eq!(found[4].values, ["–", "$1.00"]);
    }

    #[test]
    fn what_was_made_twice_is_listed_where_something_was() {
        let found = rows(&[SOME, Figures { made_twice: 2, ..SOME }]);
        assert_eq!(found.iter().map(|row| row.slug).collect::<Vec<_>>()[3], "twice");
        assert_eq!((found.len(), found[3].better), (6, Some(Half::A)));
    }

    #[test]
    fn huge_numbers_are_no_panic() {
        let most = Figures {
            mean_wait_ms: Some(u64::MAX / 2),
            in_line: u64::MAX,
            served_an_hour: Some(u64::MAX),
            a_month: Some(u64::MAX / 2),
            ..SOME
        };
        assert_eq!(rows(&[most, SOME]).len(), 5);
    }
}
