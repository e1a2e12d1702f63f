//! Two shops side by side: the same customers arrive at both, and every difference has a name and a figure.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use model::compare::{Differences, Figures, Half, pairs, rows, sentence};
use model::shop::{
    CashierGroup, Intervention, Limits, Mode, PersonId, QueueSettings, Role, Scenario, ShopEvent, Snapshot, What,
    scenarios,
};
use model::time::{Instant, Span};
use model::world::World;

const LIMITS: Limits = Limits { customers: 40, people: 64, tickets: 64 };

fn ms(millis: u64) -> Instant {
    Instant::from_millis(millis)
}

/// Runs a world and returns all events among its people.
fn happenings(world: &mut World, until: Instant) -> Vec<(Instant, ShopEvent, Option<String>)> {
    let mut seen = Vec::new();
    while world.now() < until {
        world.advance_to(until.min(world.now() + Span::from_millis(100)));
        while let Some(happening) = world.poll_happening() {
            if let What::Shop(event) = happening.what {
                seen.push((happening.at, event, happening.order.map(|order| order.as_str().to_owned())));
            }
        }
    }
    seen
}

/// Returns when each customer arrives.
fn arrivals(scenario: &Scenario, until: Instant) -> Vec<(Instant, u64)> {
    let came = |(at, event, _): (Instant, ShopEvent, _)| match event {
        ShopEvent::CustomerArrived { customer } => Some((at, customer)),
        _ => None,
    };
    happenings(&mut World::new(scenario.clone()), until).into_iter().filter_map(came).collect()
}

/// Returns what each customer orders, for customers who order.
fn drinks(scenario: &Scenario, until: Instant) -> Vec<(u64, String)> {
    let ordered = |(_, event, order): (_, ShopEvent, Option<String>)| match event {
        ShopEvent::OrderTaken { customer } => Some((customer, order?.split_once(' ')?.1.to_owned())),
        _ => None,
    };
    let mut drinks: Vec<_> =
        happenings(&mut World::new(scenario.clone()), until).into_iter().filter_map(ordered).collect();
    drinks.sort_unstable();
    drinks
}

/// Returns when each customer loses patience in line. Nobody takes an order here.
fn patience(scenario: &Scenario, until: Instant) -> Vec<(Instant, u64)> {
    let alone = Scenario { cashiers: Vec::new(), ..scenario.clone() };
    let left = |(at, event, _): (Instant, ShopEvent, _)| match event {
        ShopEvent::CustomerWalkedOut { customer, .. } => Some((at, customer)),
        _ => None,
    };
    happenings(&mut World::new(alone), until).into_iter().filter_map(left).collect()
}

#[test]
fn the_same_customers_arrive_at_both_shops() {
    for scene in ["default", "fair", "fifo", "short-polling", "delay"] {
        for seed in [1, 38] {
            let scenario = Scenario { seed, ..scenarios::by_id(scene).unwrap() };
            for pair in pairs::ALL {
                let [a, b] = pair.of(&scenario);
                let name = format!("{scene}, {}, seed {seed}", pair.id);
                let came = arrivals(&a, ms(300_000));
                assert!(came.len() > 10, "{name}");
                assert_eq!(came, arrivals(&b, ms(300_000)), "{name}");
                let (mine, theirs) = (drinks(&a, ms(200_000)), drinks(&b, ms(200_000)));
                let both = mine.iter().filter(|(customer, _)| theirs.iter().any(|(other, _)| other == customer));
                assert!(both.clone().count() > 5, "{name}");
                assert!(both.clone().all(|taste| theirs.contains(taste)), "{name}");
                let gone = patience(&a, ms(200_000));
                assert!(gone.len() > 5, "{name}");
                assert_eq!(gone, patience(&b, ms(200_000)), "{name}");
            }
        }
    }
}

#[test]
fn the_same_customers_arrive_after_their_number_changes() {
    let [a, b] = pairs::by_id("hand-to-hand").unwrap().of(&Scenario::default());
    let [a, b] = [a, b].map(|scenario| {
        let mut world = World::new(scenario);
        let mut seen = happenings(&mut world, ms(20_000));
        world.intervene(Intervention::SetCustomers { per_minute: 60 }).unwrap();
        seen.extend(happenings(&mut world, ms(90_000)));
        seen.retain(|(_, event, _)| matches!(event, ShopEvent::CustomerArrived { .. }));
        seen
    });
    assert!(a.len() > 60);
    assert_eq!(a, b);
}

fn see(world: &World) -> Snapshot {
    world.shop().snapshot(world.now(), LIMITS)
}

fn figures(world: &World) -> Figures {
    Figures::of(&see(world), world.shop().bill(), None, world.now())
}

fn both(pair: &str, minutes: u64) -> [World; 2] {
    pairs::by_id(pair).unwrap().of(&Scenario::default()).map(|scenario| {
        let mut world = World::new(scenario);
        happenings(&mut world, ms(minutes * 60_000));
        world
    })
}

#[test]
fn every_pair_names_its_difference() {
    let names = |pair| {
        let worlds = both(pair, 0);
        let [a, b] = worlds.each_ref().map(see);
        Differences::between([&a, &b])
    };
    for (pair, expected) in [
        ("hand-to-hand", ["Hand to hand", "Order board"]),
        ("baristas", ["2 baristas", "3 baristas"]),
        ("visibility", ["Visibility timeout 10 s", "Visibility timeout 60 s"]),
        ("polling", ["Short polls", "Long polls, 20 s"]),
        ("kind", ["Standard queue", "FIFO queue"]),
    ] {
        let found = names(pair);
        assert_eq!((found.names, found.pair), (expected.map(str::to_owned), Some(pair)));
    }
}

#[test]
fn names_follow_interventions() {
    let mut worlds = both("baristas", 0);
    worlds[0].intervene(Intervention::Hire { role: Role::Barista, place: None }).unwrap();
    let between = |worlds: &[World; 2]| {
        let [a, b] = worlds.each_ref().map(see);
        Differences::between([&a, &b])
    };
    let alike = between(&worlds);
    assert_eq!((alike.names, alike.pair), (["Order board".into(), "Order board".into()], None));
    assert_eq!(alike.phrases, ["in A", "in B"]);
    assert_eq!(alike.people, None);
    let settings = QueueSettings { visibility_timeout_seconds: 12, delay_seconds: 5, ..QueueSettings::default() };
    worlds[1].intervene(Intervention::SetQueue { settings }).unwrap();
    assert_eq!(between(&worlds).people, None, "people do not differ");
    worlds[1].intervene(Intervention::Dismiss { person: PersonId(3) }).unwrap();
    let found = between(&worlds);
    assert_eq!(found.names[1], "2 baristas · Visibility timeout 12 s · +1");
    assert_eq!(found.phrases[1], "with 2 baristas and with a visibility timeout of 12 s");
}

#[test]
fn people_are_the_subject_if_only_their_number_differs() {
    let [a, b] = both("baristas", 0).each_ref().map(see);
    let found = Differences::between([&a, &b]);
    assert_eq!(found.people, Some(["2 baristas".into(), "3 baristas".into()]));
}

#[test]
fn figures_show_what_a_queue_is_for() {
    let mut worlds = both("hand-to-hand", 3);
    let [a, b] = worlds.each_ref().map(figures);
    assert!(b.served >= a.served && b.walked_out <= a.walked_out, "{a:?} {b:?}");
    // Send all baristas on a break: the line at the counter grows, the line in front of the board does not.
    for world in &mut worlds {
        let resting: Vec<_> = see(world).baristas.first.iter().map(|person| person.id).collect();
        for person in resting {
            world.intervene(Intervention::SendOnBreak { person }).unwrap();
        }
        happenings(world, ms(220_000));
    }
    let [hand, board] = worlds.each_ref().map(figures);
    assert!(hand.in_line >= 8 && board.in_line <= 2, "{hand:?} {board:?}");
    assert!(hand.walked_out > board.walked_out, "{hand:?} {board:?}");
    let rows = rows(&[hand, board]);
    for slug in ["line", "walked-out"] {
        assert_eq!(rows.iter().find(|row| row.slug == slug).unwrap().better, Some(Half::B), "{slug}");
    }
    let [a, b] = worlds.each_ref().map(see);
    let said = sentence(&[hand, board], &Differences::between([&a, &b]));
    assert!(said.starts_with("With the order board"), "{said}");
}

#[test]
fn each_pair_shows_a_difference() {
    for (pair, slug, better) in [
        ("baristas", "served", Half::B),
        ("visibility", "twice", Half::B),
        ("polling", "cost", Half::B),
        ("kind", "wait", Half::A),
        ("hand-to-hand", "wait", Half::B),
    ] {
        let worlds = both(pair, 10);
        let found = rows(&worlds.each_ref().map(figures));
        let [a, b] = worlds.each_ref().map(see);
        let said = sentence(&worlds.each_ref().map(figures), &Differences::between([&a, &b]));
        assert_ne!(said, "No difference yet. Send the baristas on a break.", "{pair}");
        let row = found.iter().find(|row| row.slug == slug);
        assert_eq!(row.and_then(|row| row.better), Some(better), "{pair}: {found:?}");
    }
}

#[test]
fn a_shop_without_a_board_has_no_bill() {
    let [hand, board] = both("hand-to-hand", 2).each_ref().map(figures);
    assert_eq!(hand.a_month, None);
    assert!(board.a_month > Some(0));
    let nobody = Scenario { mode: Mode::OrderBoard, cashiers: vec![CashierGroup::default()], ..Scenario::default() };
    assert_eq!(figures(&World::new(nobody)).served_an_hour, None);
}
