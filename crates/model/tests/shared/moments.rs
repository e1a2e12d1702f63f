//! Random recordings, and comparison of two worlds at one moment.

#![allow(dead_code, reason = "each test file uses its part")]

use model::rng::Rng;
use model::shop::{
    BaristaGroup, BaristaSettings, CashierGroup, Customers, GuestName, Happening, Intervention, Limits, Mode, Motion,
    PersonId, QueueSettings, Recording, Role, Scenario, Snapshot, Timed,
};
use model::sqs::{Body, ReceiveMessage, SendMessage, Weather};
use model::time::Instant;
use model::world::World;
use stage::{Layout, Picture, Size};

const ALL: Limits = Limits { customers: usize::MAX, people: usize::MAX, tickets: usize::MAX };

/// Returns everything that can be seen of a world.
pub(crate) fn look(world: &World) -> (Snapshot, Vec<Motion>, Vec<Happening>) {
    let (shop, now) = (world.shop(), world.now());
    (shop.snapshot(now, ALL), shop.motions(now).cloned().collect(), shop.log().cloned().collect())
}

/// Asserts that two worlds have the same state, the same picture and the same future.
#[track_caller]
pub(crate) fn assert_same(one: &World, other: &World) {
    let (seen, also_seen) = (look(one), look(other));
    assert_eq!(seen.0, also_seen.0);
    assert_eq!(seen.1, also_seen.1);
    assert!(seen.2 == also_seen.2, "the logs differ");
    assert_eq!(one.shop().measures(one.now()), other.shop().measures(other.now()));
    assert_eq!(one.recording(), other.recording());
    assert_eq!((one.now(), one.next_event_at()), (other.now(), other.next_event_at()));
    let layout = Layout::new(Size { width: 1_068.0, height: 640.0 }, &seen.0);
    let picture = |world: &World| {
        let shop = world.shop();
        let picture =
            Picture::new(&layout, &seen.0, shop.motions(world.now()), |who| shop.role(who), world.now(), true);
        format!("{picture:?}")
    };
    assert_eq!(picture(one), picture(other));
}

/// Returns a random scenario with random interventions, and the end of the run.
pub(crate) fn any_recording(rng: &mut Rng) -> (Recording, Instant) {
    let settings = BaristaSettings {
        make_ms: rng.within(200, 6_000),
        wait_time_seconds: rng.chance(1, 2).then(|| rng.below(4) as u32),
        max_messages: rng.within(1, 3) as u32,
        ..BaristaSettings::default()
    };
    let scenario = Scenario {
        mode: if rng.chance(1, 4) { Mode::HandToHand } else { Mode::OrderBoard },
        seed: rng.below(1_000_000),
        customers: Customers {
            per_minute: rng.below(300) as u32,
            patience_seconds: rng.chance(1, 2).then(|| rng.within(2, 30) as u32),
            groups: rng.chance(1, 3).then(|| rng.within(1, 6) as u32),
            ..Customers::default()
        },
        cashiers: vec![CashierGroup { count: rng.within(1, 5) as u32, ..CashierGroup::default() }],
        baristas: vec![BaristaGroup { count: rng.within(1, 6) as u32, name: None, settings }],
        queue: any_queue(rng),
        stored_orders: rng.below(30) as u32,
        weather: any_weather(rng),
        ..Scenario::default()
    };
    let end = rng.within(5_000, 120_000);
    let mut moments: Vec<u64> = (0..rng.below(12)).map(|_| rng.below(end)).collect();
    moments.sort_unstable();
    let interventions =
        moments.into_iter().map(|at| Timed { at: Instant::from_millis(at), intervention: any_deed(rng) });
    (Recording { scenario, interventions: interventions.collect() }, Instant::from_millis(end))
}

fn any_weather(rng: &mut Rng) -> Weather {
    let percent = if rng.chance(1, 3) { rng.below(40) as u32 } else { 0 };
    Weather { duplicates_percent: percent, ..Weather::default() }
}

fn any_queue(rng: &mut Rng) -> QueueSettings {
    QueueSettings {
        fifo: rng.chance(1, 4),
        visibility_timeout_seconds: rng.below(12) as u32,
        delay_seconds: if rng.chance(1, 2) { rng.below(4) as u32 } else { 0 },
        receive_wait_time_seconds: rng.below(21) as u32,
        max_receive_count: rng.chance(1, 2).then(|| rng.within(1, 3) as u32),
        ..QueueSettings::default()
    }
}

/// Some interventions are refused. A refusal must leave no trace either.
fn any_deed(rng: &mut Rng) -> Intervention {
    let person = PersonId(rng.below(12) as u32);
    match rng.below(12) {
        0 => Intervention::Hire { role: if rng.chance(1, 2) { Role::Cashier } else { Role::Barista }, place: None },
        1 => Intervention::Dismiss { person },
        2 => Intervention::Move { person, place: rng.below(4) as u32 },
        3 => Intervention::SendOnBreak { person },
        4 => Intervention::BringBack { person },
        5 | 6 => Intervention::Crash { person },
        7 => Intervention::SetCustomers { per_minute: rng.below(600) as u32 },
        8 => Intervention::SetQueue { settings: any_queue(rng) },
        9 => Intervention::SetWeather { weather: any_weather(rng) },
        10 => {
            let send = SendMessage::new("orders".into(), Body::from(format!("#{} of a stranger", rng.below(99))));
            Intervention::Call { request: send.into(), guest: GuestName::new("CLI") }
        }
        _ => {
            let wait = ReceiveMessage { wait_time_seconds: Some(3), ..ReceiveMessage::new("orders".into()) };
            Intervention::Call { request: wait.into(), guest: None }
        }
    }
}
