//! Measures match what can be observed, in bounded memory.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use model::shop::measures::{Measures, SPACES_MAX};
use model::shop::{
    Activity, BaristaGroup, BaristaSettings, CashierGroup, CashierSettings, Customers, Intervention, Limits, PersonId,
    PersonView, Role, Scenario, scenarios,
};
use model::time::{Instant, Span};
use model::world::World;

const PEOPLE: Limits = Limits { customers: 0, people: 100, tickets: 0 };

fn works(person: &PersonView, handed_to: &[PersonId]) -> bool {
    match person.activity {
        Activity::TakingOrder { .. } | Activity::Carrying { .. } | Activity::HandingOver { .. } => true,
        Activity::Making { .. } | Activity::CleaningUp => true,
        Activity::WalkingBack => person.role == Role::Cashier,
        Activity::Idle => handed_to.contains(&person.id),
        _ => false,
    }
}

/// Returns the people at work, the people present and the customers present.
fn look(world: &World) -> ([u64; 2], [u64; 2], u64) {
    let seen = world.shop().snapshot(world.now(), PEOPLE);
    let handed_to = seen.cashiers.first.iter().filter_map(|cashier| match cashier.activity {
        Activity::HandingOver { to, .. } => Some(to),
        _ => None,
    });
    let handed_to: Vec<PersonId> = handed_to.collect();
    let busy = |people: &[PersonView]| people.iter().filter(|person| works(person, &handed_to)).count() as u64;
    let metrics = seen.metrics;
    let present = metrics.customers_arrived - metrics.customers_served - metrics.customers_walked_out;
    (
        [busy(&seen.cashiers.first), busy(&seen.baristas.first)],
        [seen.cashiers.count - seen.cashiers.on_break, seen.baristas.count - seen.baristas.on_break],
        present,
    )
}

fn all_interventions(second: u64) -> Option<Intervention> {
    let person = |number| PersonId(number);
    Some(match second {
        7 => Intervention::Crash { person: person(3) },
        9 => Intervention::SendOnBreak { person: person(1) },
        12 => Intervention::Hire { role: Role::Barista, place: None },
        15 => Intervention::SetCustomers { per_minute: 90 },
        20 => Intervention::BringBack { person: person(1) },
        25 => Intervention::Dismiss { person: person(4) },
        _ => return None,
    })
}

#[test]
fn working_time_is_exact_to_the_millisecond() {
    for built_in in scenarios::ALL {
        let mut world = World::new(built_in.scenario());
        let (mut busy, mut there, mut present) = ([0; 2], [0; 2], 0);
        for ms in 0..40_000 {
            if ms % 1_000 == 0
                && let Some(intervention) = all_interventions(ms / 1_000)
            {
                // Some interventions are refused in some scenarios.
                let _ = world.intervene(intervention);
            }
            let (now_busy, now_there, now_present) = look(&world);
            for role in 0..2 {
                busy[role] += now_busy[role];
                there[role] += now_there[role];
            }
            present += now_present;
            world.advance_to(Instant::from_millis(ms + 1));
        }
        let total = world.shop().measures(world.now()).total;
        assert_eq!((total.busy_ms, total.there_ms, total.present_ms), (busy, there, present), "{}", built_in.id);
    }
}

#[test]
fn sums_and_final_values_match_the_metrics() {
    for built_in in scenarios::ALL {
        let mut world = World::new(built_in.scenario());
        for second in [0, 1, 30, 241, 242, 3_600, 9_999] {
            world.advance_to(Instant::from_millis(second * 1_000 + 17));
            let metrics = world.shop().metrics(world.now());
            let measures = world.shop().measures(world.now());
            let (total, last) = (&measures.total, measures.spaces.last().unwrap());
            assert!(measures.spaces.len() <= SPACES_MAX);
            assert_eq!(measures.width.as_millis() * (measures.spaces.len() as u64 - 1), {
                let passed = world.now().as_millis();
                passed - passed % measures.width.as_millis()
            });
            assert_eq!(
                [total.sent, total.received, total.deleted, total.empty_receives, total.arrived, total.served],
                [
                    metrics.number_of_messages_sent,
                    metrics.number_of_messages_received,
                    metrics.number_of_messages_deleted,
                    metrics.number_of_empty_receives,
                    metrics.customers_arrived,
                    metrics.customers_served,
                ],
                "{}",
                built_in.id
            );
            assert_eq!(
                [last.waiting, last.making, last.delayed, last.oldest_ms / 1_000, total.walked_out, total.made_twice],
                [
                    metrics.approximate_number_of_messages_visible,
                    metrics.approximate_number_of_messages_not_visible,
                    metrics.approximate_number_of_messages_delayed,
                    metrics.approximate_age_of_oldest_message_seconds,
                    metrics.customers_walked_out,
                    metrics.drinks_made_twice,
                ],
                "{}",
                built_in.id
            );
            assert_eq!(measures.waits.count(), total.served);
            assert_eq!(measures.bill.requests(), metrics.requests, "{}: {:?}", built_in.id, measures.bill);
        }
    }
}

#[test]
fn orders_done_without_a_customer_explain_the_difference_to_customers_served() {
    let mut full = World::new(scenarios::by_id("backlog").unwrap());
    let mut seen = 0;
    while seen < 16 {
        full.advance_to(full.now() + Span::from_secs(1));
        let metrics = full.shop().metrics(full.now());
        seen = full.shop().snapshot(full.now(), PEOPLE).done.count;
        if metrics.customers_served == 0 {
            assert_eq!(metrics.orders_without_customer, seen, "stored orders have no customer");
        }
    }
    for built_in in scenarios::ALL {
        let mut world = World::new(built_in.scenario());
        for second in (10..1_000).step_by(10) {
            world.advance_to(Instant::from_millis(second * 1_000));
            let metrics = world.shop().metrics(world.now());
            let done = metrics.number_of_messages_deleted;
            // A customer is served before the order is deleted: at most one batch per barista and you.
            let served = metrics.customers_served + metrics.orders_without_customer;
            assert!(served >= done, "{} at {second} s: {served} < {done}", built_in.id);
        }
    }
}

#[test]
fn the_average_wait_counts_customers_in_a_shop_that_never_serves() {
    let scenario = Scenario { baristas: Vec::new(), ..Scenario::default() };
    let mut world = World::new(scenario);
    let mut last = 0;
    for second in [10, 60, 120, 240] {
        world.advance_to(Instant::from_millis(second * 1_000));
        let (metrics, measures) = (world.shop().metrics(world.now()), world.shop().measures(world.now()));
        assert_eq!((metrics.customers_served, measures.mean_wait_ms), (0, Some(metrics.mean_wait_ms)));
        assert!(metrics.mean_wait_ms > last, "at {second} s: {} ms", metrics.mean_wait_ms);
        let still = metrics.customers_arrived - metrics.customers_walked_out;
        if metrics.customers_walked_out == 0 {
            assert_eq!(metrics.mean_wait_ms, measures.total.present_ms / still, "at {second} s");
        }
        last = metrics.mean_wait_ms;
    }
    assert!(model::chart::json(&world.shop().measures(world.now())).to_string().contains("averageMilliseconds"));
}

/// A long run with random arrivals and random service times.
fn long_run() -> Measures {
    let settings = BaristaSettings { make_ms: 4_000, ..BaristaSettings::default() };
    let scenario = Scenario {
        customers: Customers {
            per_minute: 30,
            variation_percent: 100,
            patience_seconds: None,
            total: None,
            ..Customers::default()
        },
        cashiers: vec![CashierGroup {
            count: 10,
            settings: CashierSettings { take_ms: 500, ..CashierSettings::default() },
            ..CashierGroup::default()
        }],
        baristas: vec![BaristaGroup { count: 4, settings, ..BaristaGroup::default() }],
        ..Scenario::default()
    };
    let mut world = World::new(scenario);
    world.advance_to(Instant::from_millis(24 * 3_600_000));
    world.shop().measures(world.now())
}

#[test]
fn measurements_are_near_the_predictions() {
    let measures = long_run();
    let law = measures.littles_law().unwrap();
    let predicted = law.predicted.unwrap();
    assert!((law.measured - predicted).abs() < predicted / 100.0, "{law:?}");
    // The run has less variance than the formula assumes, and the formula does not count walks: compare magnitudes
    // only.
    let wait = measures.time_on_the_board().unwrap();
    let predicted = wait.predicted.unwrap();
    assert!(wait.measured > predicted / 10.0 && wait.measured < predicted * 10.0, "{wait:?}");
    let busy = Measures::utilisation(&measures.total, 1);
    assert!((450..=700).contains(&busy), "{busy}");
}

#[test]
fn a_run_without_events_has_no_predictions() {
    let world = World::new(Scenario::default());
    let measures = world.shop().measures(world.now());
    assert_eq!((measures.littles_law(), measures.time_on_the_board()), (None, None));
    assert_eq!(measures.spaces.len(), 1);
}
