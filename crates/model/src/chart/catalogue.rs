//! The charts of a shop.

use super::over_time::over_time;
use super::{Axis, Chart, Line, Style, Tone, Unit};
use crate::shop::Mode;
use crate::shop::measures::{Measures, Space};

/// The number of bars of a distribution.
const BARS: u64 = 24;

/// All charts that a shop of this mode has.
#[must_use]
pub fn charts(mode: Mode, measures: &Measures) -> Vec<Chart> {
    let board = mode == Mode::OrderBoard;
    let all = [
        board.then(|| backlog(measures)),
        board.then(|| oldest(measures)),
        board.then(|| rates(measures)),
        board.then(|| empty_receives(measures)),
        board.then(|| trouble(measures)),
        Some(in_line(measures)),
        Some(waits(measures)),
        Some(utilisation(measures)),
        Some(customers(measures)),
    ];
    all.into_iter().flatten().collect()
}

fn backlog(measures: &Measures) -> Chart {
    over_time(
        measures,
        ("backlog", "Backlog", "Messages in the queue, by what they are doing there."),
        (Unit::Count, Style::Area),
        &[
            ("ApproximateNumberOfMessagesNotVisible", "being made", Tone::Hidden, |space| Some(space.making)),
            ("ApproximateNumberOfMessagesVisible", "waiting", Tone::Visible, |space| Some(space.waiting)),
            ("ApproximateNumberOfMessagesDelayed", "delayed", Tone::Delay, |space| Some(space.delayed)),
        ],
    )
}

fn oldest(measures: &Measures) -> Chart {
    over_time(
        measures,
        ("oldest", "Age of the oldest", "The time since the oldest message was sent that is still in the queue."),
        (Unit::Time, Style::Line),
        &[("ApproximateAgeOfOldestMessage", "oldest", Tone::Visible, |space| Some(space.oldest_ms))],
    )
}

fn rates(measures: &Measures) -> Chart {
    over_time(
        measures,
        ("rates", "Messages a minute", "If more is sent than deleted, the backlog grows."),
        (Unit::PerMinute, Style::Line),
        &[
            ("NumberOfMessagesSent", "sent", Tone::Visible, |space| Some(space.sent)),
            ("NumberOfMessagesReceived", "received", Tone::Hidden, |space| Some(space.received)),
            ("NumberOfMessagesDeleted", "deleted", Tone::Done, |space| Some(space.deleted)),
        ],
    )
}

fn empty_receives(measures: &Measures) -> Chart {
    over_time(
        measures,
        ("empty", "Empty polls", "Polls that returned no message. They cost the same as all others."),
        (Unit::PerMinute, Style::Bars),
        &[("NumberOfEmptyReceives", "empty", Tone::Delay, |space| Some(space.empty_receives))],
    )
}

fn trouble(measures: &Measures) -> Chart {
    over_time(
        measures,
        ("trouble", "Trouble", "Messages received again, drinks made twice, dead letters."),
        (Unit::Count, Style::Bars),
        &[
            ("ReceivedAgain", "received again", Tone::Hidden, |space| Some(space.received_again)),
            ("DrinksMadeTwice", "made twice", Tone::Delay, |space| Some(space.made_twice)),
            ("DeadLetters", "dead letters", Tone::Dead, |space| Some(space.dead_letters)),
        ],
    )
}

fn in_line(measures: &Measures) -> Chart {
    over_time(
        measures,
        ("line", "Customers in line", "Customers who have not ordered yet."),
        (Unit::Count, Style::Area),
        &[("CustomersInLine", "in line", Tone::Dead, |space| Some(space.in_line))],
    )
}

fn customers(measures: &Measures) -> Chart {
    over_time(
        measures,
        ("customers", "Customers a minute", "Customers who came in, got a drink, or gave up."),
        (Unit::PerMinute, Style::Line),
        &[
            ("CustomersArrived", "came", Tone::Visible, |space| Some(space.arrived)),
            ("CustomersServed", "served", Tone::Done, |space| Some(space.served)),
            ("CustomersWalkedOut", "gave up", Tone::Dead, |space| Some(space.walked_out)),
        ],
    )
}

fn utilisation(measures: &Measures) -> Chart {
    fn busy(space: &Space, role: usize) -> Option<u64> {
        (space.there_ms[role] > 0).then(|| Measures::utilisation(space, role))
    }
    over_time(
        measures,
        ("staff", "Staff at work", "Share of their working time, without breaks."),
        (Unit::Permille, Style::Line),
        &[
            ("CashierUtilisation", "cashiers", Tone::Visible, |space| busy(space, 0)),
            ("BaristaUtilisation", "baristas", Tone::Hidden, |space| busy(space, 1)),
        ],
    )
}

fn waits(measures: &Measures) -> Chart {
    let (step, counts) = measures.waits.bars(BARS);
    let marks = [("p50", 50), ("p95", 95), ("p99", 99)];
    let marks = marks.into_iter().filter_map(|(name, of)| Some((name, measures.waits.percentile(of)?)));
    Chart {
        id: "waits",
        title: "Waiting time",
        about: "How many customers waited how long, from the door to the drink.",
        unit: Unit::Count,
        style: Style::Bars,
        axis: Axis::Duration { step },
        lines: vec![Line {
            name: "CustomerWait",
            label: "customers",
            tone: Tone::Done,
            values: counts.into_iter().map(Some).collect(),
        }],
        marks: marks.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{csv, json};
    use crate::shop::Scenario;
    use crate::time::Instant;
    use crate::world::World;

    fn measured(ms: u64) -> Measures {
        let mut world = World::new(Scenario::default());
        world.advance_to(Instant::from_millis(ms));
        world.shop().measures(world.now())
    }

    #[test]
    fn every_chart_has_a_value_for_each_step() {
        for ms in [0, 1, 999, 1_000, 61_000, 3_600_000, 100_000_000] {
            let measures = measured(ms);
            for chart in charts(Mode::OrderBoard, &measures).iter().chain(&charts(Mode::HandToHand, &measures)) {
                assert!(chart.lines.iter().all(|line| line.values.len() == chart.steps()), "{} at {ms}", chart.id);
                assert!(chart.steps() <= 240, "{} at {ms}", chart.id);
                let drawing = chart.drawing();
                assert!(drawing.top >= chart.most(), "{} at {ms}", chart.id);
                assert!(chart.svg().contains(&chart.summary()));
            }
        }
    }

    #[test]
    fn a_chart_with_nothing_to_draw_is_one_line() {
        let folded = |ms| -> Vec<&str> {
            let all = charts(Mode::OrderBoard, &measured(ms));
            all.iter().filter(|chart| chart.nothing().is_some()).map(|chart| chart.id).collect()
        };
        assert_eq!(folded(0).len(), 9);
        assert!(folded(100_000).contains(&"trouble"), "{:?}", folded(100_000));
        assert!(!folded(100_000).contains(&"backlog"));
        assert_eq!(trouble(&measured(0)).nothing().as_deref(), Some("Trouble: nothing so far."));
    }

    #[test]
    fn what_is_counted_is_counted_once() {
        let measures = measured(3_600_000);
        let chart = rates(&measures);
        let Axis::Time { step, .. } = chart.axis else { panic!("{chart:?}") };
        let sent: u64 = chart.lines[0].values.iter().flatten().sum();
        let counted = sent * step.as_millis() / 60_000;
        let all = measures.total.sent;
        // Each step is rounded down to whole messages a minute, and the last may be left out.
        assert!(all > 1_000 && counted <= all && counted + 150 >= all, "{counted} of {all}");
    }

    #[test]
    fn rows_add_up() {
        let measures = measured(100_000);
        let rows = csv(&measures);
        let mut lines = rows.lines();
        let names: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
        let column = names.iter().position(|name| *name == "CustomersServed").unwrap_or_default();
        let sum: u64 = lines.filter_map(|row| row.split(',').nth(column)?.parse::<u64>().ok()).sum();
        assert!(sum > 0);
        assert_eq!(sum, measures.total.served);
        assert_eq!(rows.lines().count(), measures.spaces.len() + 1);
        let text = json(&measures).to_string();
        assert!(text.contains(&format!("\"count\":{}", measures.total.served)), "{text}");
    }
}
