//! A day of the shop without drawing, a rush, and a full board: orders per second of wall-clock time.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads the wall clock")]

use std::time::Instant as Clock;

use model::shop::{BaristaGroup, BaristaSettings, CashierGroup, Customers, Limits, Scenario};
use model::time::Instant;
use model::timeline::Timeline;
use model::world::World;

const DAY: Instant = Instant::from_millis(24 * 3_600_000);

fn main() {
    // For example, `-- busy` runs only the benchmarks with "busy" in their name.
    let wanted = std::env::args().skip(1).find(|arg| !arg.starts_with('-')).unwrap_or_default();
    let is_wanted = |name: &str| name.contains(&wanted);
    if is_wanted("a day") {
        day("a day", 100_000, 8);
    }
    if is_wanted("a busy day") {
        day("a busy day", 1_000_000, 80);
    }
    if is_wanted("a busy day, held") {
        held_day();
    }
    if is_wanted("a rush") {
        rush();
    }
    if is_wanted("a full board") {
        full_board();
    }
}

/// Creates a shop with this many orders in 24 hours.
fn shop(orders: u64, cashiers: u32) -> Scenario {
    Scenario {
        customers: Customers { per_minute: (orders / 1_430) as u32, total: Some(orders), ..Customers::default() },
        cashiers: vec![CashierGroup { count: cashiers, ..CashierGroup::default() }],
        baristas: vec![BaristaGroup { count: cashiers * 3 / 2, ..BaristaGroup::default() }],
        ..Scenario::default()
    }
}

fn day(what: &str, orders: u64, cashiers: u32) {
    let begin = Clock::now();
    let mut world = World::new(shop(orders, cashiers));
    world.advance_to(DAY);
    report(what, begin, &world);
}

/// A day with a timeline, as on the page: with keyframes and samples.
fn held_day() {
    let begin = Clock::now();
    let mut timeline = Timeline::new(shop(1_000_000, 80));
    timeline.pass(DAY);
    report("a busy day, held", begin, timeline.world());
}

/// Ten minutes at the highest rate, with 1,000 people.
fn rush() {
    let settings = BaristaSettings { make_ms: 500, ..BaristaSettings::default() };
    let scenario = Scenario {
        customers: Customers { per_minute: 60_000, ..Customers::default() },
        cashiers: vec![CashierGroup { count: 500, ..CashierGroup::default() }],
        baristas: vec![BaristaGroup { count: 500, settings, ..BaristaGroup::default() }],
        ..Scenario::default()
    };
    let begin = Clock::now();
    let mut world = World::new(scenario);
    world.advance_to(Instant::from_millis(600_000));
    report("a rush of ten minutes", begin, &world);
    picture(&world);
}

/// A million stored orders, then one minute.
fn full_board() {
    let begin = Clock::now();
    let mut world = World::new(Scenario { stored_orders: 1_000_000, ..Scenario::default() });
    report("a million stored orders", begin, &world);
    let begin = Clock::now();
    world.advance_to(Instant::from_millis(60_000));
    println!("{:>28} {:>9.1?}", "a minute of that", begin.elapsed());
    picture(&world);
    let begin = Clock::now();
    let copy = world.clone();
    println!("{:>28} {:>9.1?}", "a copy of that", begin.elapsed());
    drop(copy);
}

fn picture(world: &World) {
    let limits = Limits { customers: 40, people: 60, tickets: 60 };
    let begin = Clock::now();
    let mut moving = 0;
    for _ in 0..100 {
        std::hint::black_box(world.shop().snapshot(world.now(), limits));
        moving += world.shop().motions(world.now()).count();
    }
    println!("{:>28} {:>9.1?} ({} things move)", "a picture of that", begin.elapsed() / 100, moving / 100);
}

fn report(what: &str, begin: Clock, world: &World) {
    let took = begin.elapsed();
    let metrics = world.shop().metrics(world.now());
    let orders = metrics.number_of_messages_sent.max(1);
    let per_second = u128::from(orders) * 1_000_000 / took.as_micros().max(1);
    let (happenings, arrived) = (world.shop().happenings(), metrics.customers_arrived);
    println!(
        "{what:>28} {took:>9.1?} {per_second:>8} orders/s: {orders} orders, {arrived} customers, {happenings} happenings"
    );
}
