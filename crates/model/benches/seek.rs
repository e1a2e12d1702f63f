//! An hour on the timeline: playing it with keyframes, and seeking to random moments.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads the wall clock")]

use std::time::{Duration, Instant as Clock};

use model::rng::Rng;
use model::shop::{BaristaGroup, CashierGroup, Customers, Scenario};
use model::time::Instant;
use model::timeline::Timeline;
use model::world::World;

const HOUR: Instant = Instant::from_millis(3_600_000);

fn main() {
    hour("60 customers a minute", 60, 6, 0);
    hour("600 customers a minute", 600, 30, 0);
    hour("100,000 stored orders", 20, 2, 100_000);
    hour("1,000,000 stored orders", 20, 2, 1_000_000);
    hour("6,000 customers a minute", 6_000, 300, 0);
}

fn hour(what: &str, per_minute: u32, staff: u32, stored_orders: u32) {
    let scenario = Scenario {
        customers: Customers { per_minute, ..Customers::default() },
        cashiers: vec![CashierGroup { count: staff, ..CashierGroup::default() }],
        baristas: vec![BaristaGroup { count: 2 * staff, ..BaristaGroup::default() }],
        stored_orders,
        ..Scenario::default()
    };
    let begin = Clock::now();
    World::new(scenario.clone()).advance_to(HOUR);
    let bare = begin.elapsed();
    let begin = Clock::now();
    let mut timeline = Timeline::new(scenario);
    timeline.pass(HOUR);
    let played = begin.elapsed();
    let mut rng = Rng::stream(1, 1);
    let mut took: Vec<Duration> = (0..200)
        .map(|_| {
            let at = Instant::from_millis(rng.below(HOUR.as_millis()));
            let begin = Clock::now();
            timeline.seek(at);
            begin.elapsed()
        })
        .collect();
    took.sort();
    println!(
        "{what:>26}: played in {played:>7.1?} ({bare:.1?} without a timeline), {} keyframes; seek {:.1?} median, {:.1?} 95 %, {:.1?} worst",
        timeline.keyframes(),
        took[100],
        took[190],
        took[199],
    );
}
